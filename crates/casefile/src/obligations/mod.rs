//! What is owed: rules, what they raise, and where it stands.
//!
//! Deriving is total and deterministic: the same facts give the same obligations on any machine, whatever the day. Only their state depends on now.

mod ladder;
mod obligation;
mod owed;
mod register;
mod rule;
mod standards;

pub use ladder::Step;
pub use obligation::{End, Obligation, Owner, State};
pub use owed::{Cause, Owed, Verdict, not_before};
pub use register::{rule, rules};
pub use rule::{Rule, Severity};
pub use standards::Standards;

use crate::file::CaseFile;

/// Everything that is or was owed in a file, in the order of the rules and, within a rule, of their causes.
pub fn derive(file: &CaseFile, standards: &Standards) -> Vec<Obligation> {
    let said = owed::Said::gather(file);
    let mut raised = Vec::new();
    for rule in rules() {
        (rule.derive)(file, &mut Owed::new(file, rule, standards, &said, &mut raised));
    }
    raised
}
