//! One thing that is owed.

use jiff::civil::{Date, DateTime, Time};

use super::ladder::{self, Step};
use super::rule::Rule;
use crate::facts::{Rung, When};
use crate::ids::{BodyId, FactId, OfficerId, TeamId};

/// Something owed to a survivor: under which rule, by whom, because of what, until when, and how it ended if it did.
///
/// Its identity is the rule and the fact that raised it, so it survives being derived again. It does not depend on today: [`Obligation::state`] does.
#[derive(Debug, Clone)]
pub struct Obligation {
    /// The rule.
    pub rule: &'static Rule,
    /// The fact that raised it.
    pub raised_by: FactId,
    /// Who owes it.
    pub owner: Owner,
    /// Every fact that speaks for it, the one that raised it first.
    pub because: Vec<FactId>,
    /// The first day on which it is owed: the owner knew, or the day that the law sets.
    pub since: Date,
    /// The last day, or the last minute where the clock is in hours.
    pub due: When,
    /// How it ended, if it did.
    pub end: End,
    /// The highest rung that it has been passed up to.
    pub passed_up: Option<Rung>,
}

/// Who owes something. Always a team; an officer where the team has one for the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// The team.
    pub team: TeamId,
    /// The team's body, where the file says.
    pub body: Option<BodyId>,
    /// The officer.
    pub officer: Option<OfficerId>,
}

/// How an obligation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It has not.
    Open,
    /// It was done.
    Met {
        /// By this fact.
        by: FactId,
        /// On this day.
        on: Date,
    },
    /// It was waived, with a reason and by a second person.
    Waived {
        /// By this fact.
        by: FactId,
        /// On this day.
        on: Date,
    },
    /// It came to an end in law, or has no object any more.
    Ended {
        /// By this fact.
        by: FactId,
        /// On this day.
        on: Date,
    },
    /// What it was there to prevent has happened, or it can no longer be done.
    Missed {
        /// By this fact.
        by: FactId,
        /// On this day.
        on: Date,
    },
}

impl End {
    /// The fact that ended it, and the day.
    pub const fn fact(self) -> Option<(FactId, Date)> {
        match self {
            Self::Open => None,
            Self::Met { by, on } | Self::Waived { by, on } | Self::Ended { by, on } | Self::Missed { by, on } => Some((by, on)),
        }
    }
}

/// Where an obligation stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Its last day has passed and it is not done.
    Late,
    /// Owed, in time.
    Open,
    /// It will be owed from a later day.
    Coming,
    /// Never done; what it was there to prevent has happened, or it can no longer be done.
    Missed,
    /// Done, after its last day.
    MetLate,
    /// Done in time.
    Met,
    /// Waived.
    Waived,
    /// Ended in law, or without object.
    Ended,
}

impl State {
    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Late => "Late",
            Self::Open => "Open",
            Self::Coming => "Coming",
            Self::Missed => "Missed",
            Self::MetLate => "Met late",
            Self::Met => "Met",
            Self::Waived => "Waived",
            Self::Ended => "Ended",
        }
    }

    /// Its code in stories and for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Open => "open",
            Self::Coming => "coming",
            Self::Missed => "missed",
            Self::MetLate => "met-late",
            Self::Met => "met",
            Self::Waived => "waived",
            Self::Ended => "ended",
        }
    }

    /// Whether it is still to be done.
    pub const fn is_owed(self) -> bool {
        matches!(self, Self::Late | Self::Open)
    }
}

impl Obligation {
    /// What tells it from every other: the rule's id and the fact that raised it.
    pub const fn key(&self) -> (&'static str, FactId) {
        (self.rule.id, self.raised_by)
    }

    /// The last moment, by London's clock, at which it is in time.
    pub fn deadline(&self) -> DateTime {
        self.due.date.to_datetime(self.due.time.unwrap_or(Time::MAX))
    }

    /// Where it stands at a moment, by London's clock.
    pub fn state(&self, now: DateTime) -> State {
        match self.end {
            End::Open if now.date() < self.since => State::Coming,
            End::Open if now > self.deadline() => State::Late,
            End::Open => State::Open,
            End::Met { on, .. } if on > self.due.date => State::MetLate,
            End::Met { .. } => State::Met,
            End::Waived { .. } => State::Waived,
            End::Ended { .. } => State::Ended,
            End::Missed { .. } => State::Missed,
        }
    }

    /// Every step by which it is passed up while it is not done, in order of time.
    pub fn ladder(&self) -> Vec<Step> {
        ladder::steps(self.rule.severity, self.since, self.due)
    }

    /// The next step that has not been taken, while it is owed.
    pub fn next_step(&self) -> Option<Step> {
        match self.end {
            End::Open => self.ladder().into_iter().find(|step| self.passed_up.is_none_or(|rung| step.to > rung)),
            _ => None,
        }
    }

    /// The steps that were or would have been taken by a moment: none after it ended.
    pub fn steps_until(&self, now: DateTime) -> Vec<Step> {
        let ended = self.end.fact().map_or(now, |(_, on)| now.min(on.to_datetime(Time::midnight())));
        self.ladder().into_iter().filter(|step| step.at <= ended).collect()
    }
}
