//! A decision whose letter is written here: recorded now, told when the letter leaves.

use super::{Command, Context, Refusal};
use crate::facts::NewFact;
use crate::file::CaseFile;

/// A command that says that there is a letter; what it records says that the letter is still to be written, in Holdfast.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenHere<'a, C> {
    /// What is asked for, as if its letter were written.
    pub command: &'a C,
}

impl<C: Command> Command for WrittenHere<'_, C> {
    const NAME: &'static str = C::NAME;

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let mut facts = self.command.decide(file, context)?;
        for fact in &mut facts {
            fact.body.is_written_here();
        }
        Ok(facts)
    }
}
