//! Which letter a decision, the start or the end of a duty, a referral or a review calls for, and what has to stand in it.

use crate::facts::{Body, Duty, DutyEnded, Finding, ReferralKind, Subject};

/// A letter that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A duty is accepted.
    Begins(Duty),
    /// A duty ends.
    Ends(Duty),
    /// The application is decided, in whole or in part against her.
    NothingOwed,
    /// It is decided that she is homeless intentionally.
    Intentional,
    /// The application is referred to another authority.
    Referred,
    /// How a referral came out.
    Outcome,
    /// What a reviewer means to decide.
    MindedTo,
    /// How a review came out.
    Reviewed,
    /// Something will be late.
    Delay,
}

impl Notice {
    /// The letter that a fact calls for; `None` where it calls for none.
    pub fn of(body: &Body) -> Option<Self> {
        Some(match body {
            Body::DutyAccepted(it) if it.duty.is_housing() => Self::Begins(it.duty),
            Body::DutyEnded(DutyEnded { duty, .. }) if duty.is_housing() => Self::Ends(*duty),
            Body::DecisionMade(it) if it.subject == Subject::Homelessness && it.findings.contains(&Finding::Intentional) => {
                Self::Intentional
            }
            Body::DecisionMade(it) if it.subject == Subject::Homelessness && it.is_adverse() => Self::NothingOwed,
            Body::DecisionMade(it) if it.subject == Subject::Referral && it.of.is_some() => Self::Outcome,
            Body::ReferralMade(it) if it.referral == ReferralKind::Authority => Self::Referred,
            Body::ReviewMindedTo(_) => Self::MindedTo,
            Body::ReviewDecided(_) => Self::Reviewed,
            Body::SurvivorUpdated(it) if it.until.is_some() => Self::Delay,
            _ => return None,
        })
    }

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Begins(Duty::Prevention) => "Prevention duty accepted",
            Self::Begins(Duty::Relief) => "Relief duty accepted",
            Self::Begins(Duty::Main) => "Main housing duty accepted",
            Self::Begins(Duty::Intentional) => "A place for a reasonable time",
            Self::Begins(_) => "Interim accommodation",
            Self::Ends(Duty::Prevention) => "Prevention duty ended",
            Self::Ends(Duty::Relief) => "Relief duty ended",
            Self::Ends(Duty::Main) => "Main housing duty ended",
            Self::Ends(Duty::Intentional) => "The place for a reasonable time ends",
            Self::Ends(_) => "Interim accommodation ended",
            Self::NothingOwed => "Decision on the application",
            Self::Intentional => "Decision: homeless intentionally",
            Self::Referred => "Referral to another authority",
            Self::Outcome => "Outcome of a referral",
            Self::MindedTo => "What the review is minded to decide",
            Self::Reviewed => "Outcome of the review",
            Self::Delay => "A new day for something that is late",
        }
    }

    /// What has to stand in it, beside the reasons.
    pub const fn says(self) -> &'static str {
        match self {
            Self::Reviewed => {
                "the result, the reasons where it goes against her, the right of appeal to the county court on a point of law, and its last day"
            }
            Self::MindedTo => {
                "what is deficient, what you mean to decide and why, and that she or somebody for her may answer in writing or by word of mouth"
            }
            Self::Delay => "why, the new day, and what she can do meanwhile",
            _ => "the ground, the reasons, the right to a review, and how its 21 days are counted",
        }
    }

    /// Whether the letter tells of a right to a review.
    pub const fn can_be_reviewed(self) -> bool {
        !matches!(self, Self::Reviewed | Self::MindedTo | Self::Delay | Self::Begins(Duty::Interim) | Self::Ends(Duty::Interim))
    }
}
