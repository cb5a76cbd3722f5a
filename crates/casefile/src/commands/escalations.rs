//! What was passed up has reached somebody.

use super::{Command, Context, Refusal, checked};
use crate::facts::{EscalationAcknowledged, NewFact, ObligationEscalated};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::private::{Narrative, Sealed};

/// Says that an escalation has reached the officer, and what will be done.
#[derive(Debug, Clone, PartialEq)]
pub struct AcknowledgeEscalation {
    /// Which.
    pub escalation: FactId,
    /// What will be done.
    pub words: Sealed<Narrative>,
}

impl Command for AcknowledgeEscalation {
    const NAME: &'static str = "acknowledge-escalation";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let escalated = file.fact(self.escalation).is_some_and(|fact| fact.is::<ObligationEscalated>().is_some());
        if !escalated {
            return Err(Refusal::because("This was not passed up, or not in this file.")
                .instead("Open your work list and choose it there."));
        }
        let already = file
            .each::<EscalationAcknowledged>()
            .any(|(_, it)| it.escalation == self.escalation && it.officer == context.officer);
        if already {
            return Err(Refusal::because("You have acknowledged this already.").instead("Record what has been done since."));
        }
        if self.words.is_empty() {
            return Err(Refusal::because("Say what will be done, and by whom: seen is not yet acted on."));
        }
        let body =
            EscalationAcknowledged { escalation: self.escalation, officer: context.officer, words: Some(self.words.clone()) };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}
