//! What was noticed in the words of an entry is recorded together with it.

use super::{Command, Context, Refusal, checked};
use crate::facts::{DetailNoticed, NewFact};
use crate::file::CaseFile;

/// A command, with the numbers and addresses that stood in its words: taken out and sealed, or left there and marked.
#[derive(Debug, Clone, PartialEq)]
pub struct Noting<'a, C> {
    /// What is asked for.
    pub command: &'a C,
    /// What was noticed.
    pub details: &'a [DetailNoticed],
}

impl<C: Command> Command for Noting<'_, C> {
    const NAME: &'static str = C::NAME;

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let mut facts = self.command.decide(file, context)?;
        let noticed = self.details.iter().map(|detail| NewFact::new(context.wall(), detail.clone())).collect();
        facts.extend(checked(file, noticed, context)?);
        Ok(facts)
    }
}
