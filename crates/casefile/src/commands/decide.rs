//! Reading evidence and deciding.

use super::{Command, Context, Refusal, checked};
use crate::facts::{DecisionMade, EvidenceConsidered, EvidenceReceived, NewFact, Outcome, Shows, Subject, When};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::private::{Narrative, Sealed};

/// Somebody who decides has read a piece of evidence and says what it changes.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsiderEvidence {
    /// Which.
    pub evidence: FactId,
    /// Whether it changes anything.
    pub changes: bool,
    /// What it changes, or why nothing.
    pub words: Sealed<Narrative>,
}

impl Command for ConsiderEvidence {
    const NAME: &'static str = "consider-evidence";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        is_evidence(file, self.evidence)?;
        if self.words.is_empty() {
            return Err(Refusal::because("Say in a line what it changes, or why it changes nothing.")
                .instead("A sentence is enough: whoever decides later sees that it was read, by whom and with what result."));
        }
        let body = EvidenceConsidered {
            by: context.team,
            evidence: self.evidence,
            changes: self.changes,
            words: Some(self.words.clone()),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

fn is_evidence(file: &CaseFile, id: FactId) -> Result<(), Refusal> {
    let found = file.fact(id).is_some_and(|fact| fact.is::<EvidenceReceived>().is_some());
    if found {
        Ok(())
    } else {
        Err(Refusal::because("This is not a piece of evidence in this file, or it has been corrected since.")
            .instead("Go back to the file and choose it among the evidence."))
    }
}

/// Decides something, with reasons, on the evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Decide {
    /// About what.
    pub subject: Subject,
    /// Which way.
    pub outcome: Outcome,
    /// When; now where left out.
    pub happened: Option<When>,
    /// The evidence considered.
    pub considered: Vec<FactId>,
    /// What it answers of all that she disclosed.
    pub answers: Shows,
    /// Whether there is a letter.
    pub letter: bool,
    /// Whether the letter tells of the right to a review, and its last day.
    pub review_right: bool,
    /// Whether the letter is written here, from the decision.
    pub to_write: bool,
    /// What is decided, where it answers an earlier fact.
    pub of: Option<FactId>,
    /// The reasons.
    pub reasons: Sealed<Narrative>,
}

impl Command for Decide {
    const NAME: &'static str = "decide";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if self.reasons.is_empty() {
            return Err(Refusal::because("A decision has reasons, also where it is in her favour.")
                .instead("Write them as you would explain them to her."));
        }
        for evidence in &self.considered {
            is_evidence(file, *evidence)?;
        }
        let body = DecisionMade {
            by: context.team,
            subject: self.subject,
            outcome: self.outcome,
            considered: self.considered.clone(),
            answers: self.answers,
            letter: self.letter,
            review_right: self.review_right,
            to_write: self.to_write,
            on_score: false,
            local_connection: false,
            findings: Vec::new(),
            senior: false,
            of: self.of,
            reasons: Some(self.reasons.clone()),
        };
        checked(file, vec![NewFact::new(self.happened.unwrap_or_else(|| context.wall()), body)], context)
    }
}
