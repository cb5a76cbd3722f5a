//! Who asks, for what purpose, and how sure it is that it is them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::Officer;

/// What somebody wants information for. Each act says which purposes fit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// Helping the survivor: what is owed to her, decisions, plans.
    Casework,
    /// Reaching her, or keeping her or somebody else safe today.
    Safety,
    /// Answering for a team's work: escalations, reviews, complaints.
    Oversight,
    /// Looking after information: requests for it, breaches, who has looked.
    Information,
}

impl Purpose {
    /// Every purpose, in the order in which people are shown them.
    pub const ALL: &'static [Self] = &[Self::Casework, Self::Safety, Self::Oversight, Self::Information];

    /// Its code, as forms and the journal write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Casework => "casework",
            Self::Safety => "safety",
            Self::Oversight => "oversight",
            Self::Information => "information",
        }
    }

    /// What it is called on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Casework => "To help her: what is owed, a decision, a plan",
            Self::Safety => "To reach her safely, or to keep somebody safe today",
            Self::Oversight => "To answer for a team's work: an escalation, a review, a complaint",
            Self::Information => "To look after information: a request for it, a breach, who has looked",
        }
    }

    /// The purpose that has this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|purpose| purpose.code() == code)
    }
}

/// Whether an account, and the body it belongs to, may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Account {
    /// Open, and in use.
    #[default]
    Good,
    /// The member of staff has left, or the account is closed.
    Closed,
    /// The body has been stopped from using Holdfast.
    BodyStopped,
}

/// A question to the door: this member of staff, now, for this purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking<'a> {
    /// Who.
    pub officer: &'a Officer,
    /// Whether their account may be used.
    pub account: Account,
    /// What for.
    pub purpose: Purpose,
    /// This moment.
    pub now: Timestamp,
    /// When they last proved who they are with a second factor.
    pub stepped_up: Option<Timestamp>,
}

/// For so long a second factor counts when contact details or whereabouts are to be read out.
pub const STEP_UP_LASTS: jiff::SignedDuration = jiff::SignedDuration::from_mins(5);

impl<'a> Asking<'a> {
    /// An ordinary question in the course of casework, just after a second factor.
    pub const fn casework(officer: &'a Officer, now: Timestamp) -> Self {
        Self { officer, account: Account::Good, purpose: Purpose::Casework, now, stepped_up: Some(now) }
    }

    /// The same question for another purpose.
    #[must_use]
    pub const fn for_purpose(mut self, purpose: Purpose) -> Self {
        self.purpose = purpose;
        self
    }

    /// The day that it is in England.
    pub fn today(&self) -> Date {
        casefile::calendar::london_date(self.now)
    }

    /// This moment by London's clock.
    pub fn wall(&self) -> DateTime {
        casefile::calendar::london_time(self.now)
    }

    /// Whether the second factor is fresh.
    pub fn is_stepped_up(&self) -> bool {
        self.stepped_up.is_some_and(|at| self.now.duration_since(at) <= STEP_UP_LASTS)
    }
}
