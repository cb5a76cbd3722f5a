//! Evidence: what arrives, who reads it, what it changes, and who is asked for more.

use super::super::Shows;
use super::super::choices::EvidenceKind;
use super::super::kind::kinds;
use super::super::who::Who;
use crate::ids::{FactId, TeamId};
use crate::private::{Narrative, Sealed};

kinds! {
    /// Something arrives that bears on her situation. It stays unread until somebody who decides has read it and said what it changes.
    EvidenceReceived "evidence-received" {
        /// Who sends or hands it in.
        by: Who,
        /// Who gets it.
        to: TeamId,
        /// What it is.
        evidence: EvidenceKind,
        /// What it shows.
        #[serde(default)]
        shows: Shows,
        /// What it says, in short.
        words: Option<Sealed<Narrative>>,
        /// What it answers, where it was asked for.
        answers: Option<FactId>,
    }
    /// Somebody who decides has read it and says what it changes.
    EvidenceConsidered "evidence-considered" {
        /// Who.
        by: TeamId,
        /// Which.
        evidence: FactId,
        /// Whether it changes anything.
        #[serde(default)]
        changes: bool,
        /// What it changes, or why nothing.
        words: Option<Sealed<Narrative>>,
    }
    /// A service asks for evidence. A body asks bodies: to ask the survivor for what a body can ask another body for is refused.
    EvidenceRequested "evidence-requested" {
        /// Who asks.
        by: TeamId,
        /// Who is asked.
        from: Who,
        /// For what.
        evidence: EvidenceKind,
        /// Whether a decision is made to wait for it.
        #[serde(default)]
        as_condition: bool,
    }
    /// The survivor is made to hand in again, or to tell again, what a service already has.
    AskedAgain "asked-again" {
        /// By whom.
        by: TeamId,
        /// What was already there.
        of: Option<FactId>,
    }
}
