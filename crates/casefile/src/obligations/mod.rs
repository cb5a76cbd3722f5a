//! What is owed: rules, what they raise, and where it stands.
//!
//! Deriving is total and deterministic: the same facts give the same obligations on any machine, whatever the day. Only their state depends on now.

mod context;
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
    under(rules().iter().copied().filter(|rule| rule.bears_on(file)), file, standards)
}

/// What is or was owed in a file under some rules alone, each asked whether or not the file holds a fact that bears on it.
pub fn under(rules: impl IntoIterator<Item = &'static Rule>, file: &CaseFile, standards: &Standards) -> Vec<Obligation> {
    let context = context::Context::new(file, standards);
    let mut raised = Vec::new();
    for rule in rules {
        (rule.derive)(file, &mut Owed::new(&context, rule, &mut raised));
    }
    raised
}
