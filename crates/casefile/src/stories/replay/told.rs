//! What a replay tells, for people and programs.

use jiff::civil::{Date, Time};
use serde::Serialize;

use super::Check;
use crate::facts::Rung;
use crate::obligations::{Rule, State};
use crate::stories::story::{RealEnd, StoryPerson, StoryTeam};

/// A story replayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replay {
    /// The version of this form.
    pub schema: u16,
    /// What the case is called.
    pub title: String,
    /// The reference by which it is known.
    pub reference: String,
    /// Where the facts come from.
    pub source: Option<String>,
    /// The case in a few sentences.
    pub summary: String,
    /// About the dates, and what is inferred.
    pub note: Option<String>,
    /// By how many days the dates were moved.
    pub moved_by: Option<i32>,
    /// The services.
    pub teams: Vec<ReplayTeam>,
    /// The people.
    pub people: Vec<ReplayPerson>,
    /// Every day on which something happened, was learned, raised, done, late or passed up.
    pub days: Vec<Day>,
    /// The first day on which Holdfast would have forced the issue.
    pub forced: Option<Forced>,
    /// What really happened in the end.
    pub real_end: Option<RealEnd>,
    /// From the day on which Holdfast would have forced the issue to the real end.
    pub days_until_real_end: Option<i32>,
    /// Everything that was owed, in the order in which it was raised, as it stood at the end.
    pub owed: Vec<Owed>,
    /// The expectations.
    pub checks: Vec<Check>,
    /// Whether expectations were left out because the dates were moved.
    pub checks_skipped: bool,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplayTeam {
    /// The label by which the story calls it.
    pub label: String,
    /// What it is called.
    pub name: String,
    /// What its body is called.
    pub body: String,
    /// The code of its function.
    pub function: &'static str,
    /// Whether it would use Holdfast.
    pub party: bool,
}

impl ReplayTeam {
    pub(super) fn of(team: &StoryTeam) -> Self {
        let (label, name, body) = (team.label.clone(), team.name.clone(), team.body_name.clone());
        Self { label, name, body, function: team.function.code(), party: team.party }
    }
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplayPerson {
    /// The label by which the story calls them.
    pub label: String,
    /// What they are called.
    pub name: Option<String>,
    /// The code of their role.
    pub role: &'static str,
}

impl ReplayPerson {
    pub(super) fn of(person: &StoryPerson) -> Self {
        Self { label: person.label.clone(), name: person.name.clone(), role: person.role.code() }
    }
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// What it brought, in order.
    pub entries: Vec<Entry>,
}

/// A service by its label and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The label by which the story calls it.
    pub team: String,
    /// What it is called.
    pub name: String,
}

/// A told fact by its label, with its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Because {
    /// Its label.
    pub fact: String,
    /// Its sentence.
    pub what: String,
}

/// Which obligation: the rule and the fact that raised it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct What {
    /// The rule's id.
    pub rule: &'static str,
    /// The rule's title.
    pub title: &'static str,
    /// The label of the fact that raised it.
    pub raised_by: String,
    /// Who owes it.
    pub owner: Named,
    /// The last day.
    pub due: Date,
    /// The last minute, where the clock is in hours.
    pub due_time: Option<Time>,
}

/// Where a rule stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Law {
    /// What gives it force.
    pub force: &'static str,
    /// The Act, regulations, code or report.
    pub act: &'static str,
    /// The section or paragraph.
    pub provision: &'static str,
    /// Where to read it.
    pub url: &'static str,
}

impl Law {
    pub(super) fn of(rule: &Rule) -> Self {
        let source = &rule.source;
        Self { force: source.force.label(), act: source.act, provision: source.provision, url: source.url }
    }
}

/// Something that Holdfast would have refused, and what it would have offered instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The label of the fact that it would not have let happen.
    pub fact: String,
    /// Why.
    pub because: String,
    /// What is possible instead.
    pub instead: Vec<String>,
    /// The rule that forbids it.
    pub rule: Option<&'static str>,
}

/// One thing that a day brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "entry", rename_all = "kebab-case")]
pub enum Entry {
    /// Something happened.
    Happened {
        /// Its label.
        fact: String,
        /// The code of its kind.
        kind: &'static str,
        /// Its sentence.
        what: String,
        /// The time of day, where it is known.
        at: Option<Time>,
        /// The services that knew it that day. Empty where none did.
        known_to: Vec<Named>,
    },
    /// A service came to know of something that had happened before.
    Learned {
        /// Its label.
        fact: String,
        /// Its sentence.
        what: String,
        /// When it happened.
        happened: Date,
        /// Who learned it.
        by: Vec<Named>,
    },
    /// Holdfast would have refused it.
    Refused(Refused),
    /// Something came to be owed.
    Raised {
        /// What is owed, by whom and until when.
        #[serde(flatten)]
        what: What,
        /// What must be done.
        must: &'static str,
        /// How much hangs on it.
        severity: &'static str,
        /// Whether its length is a local standard.
        local: bool,
        /// Where the rule stands.
        law: Law,
        /// The facts that speak for it.
        because: Vec<Because>,
    },
    /// It was done in time.
    Met {
        /// What.
        #[serde(flatten)]
        what: What,
        /// By which fact.
        by: Because,
    },
    /// It was done, too late.
    MetLate {
        /// What.
        #[serde(flatten)]
        what: What,
        /// By which fact.
        by: Because,
        /// How many days too late.
        days: i32,
    },
    /// Its last day is over and it has not been done.
    Late {
        /// What.
        #[serde(flatten)]
        what: What,
    },
    /// What it was there to prevent has happened, or it can no longer be done.
    Missed {
        /// What.
        #[serde(flatten)]
        what: What,
        /// By which fact.
        by: Because,
    },
    /// It was waived with a reason.
    Waived {
        /// What.
        #[serde(flatten)]
        what: What,
    },
    /// It is no longer owed.
    Ended {
        /// What.
        #[serde(flatten)]
        what: What,
        /// By which fact.
        by: Because,
    },
    /// Holdfast would have passed it up.
    PassedUp {
        /// What.
        #[serde(flatten)]
        what: What,
        /// How high: a code.
        to: &'static str,
        /// How high, in words.
        to_whom: &'static str,
        /// At what time of the day.
        at: Time,
    },
}

/// The first day on which Holdfast would have forced the issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Forced {
    /// The day.
    pub on: Date,
    /// How.
    pub how: How,
    /// In a sentence.
    pub told: String,
    /// The rule on which it rests.
    pub rule: Option<&'static str>,
}

/// How the issue would have been forced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// By refusing what really happened.
    Refused,
    /// By passing up what was not done.
    PassedUp,
}

/// One thing that was owed, as it stood at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Owed {
    /// What, by whom and until when.
    #[serde(flatten)]
    pub what: What,
    /// The day on which it was raised.
    pub raised_on: Date,
    /// How it stood: a code.
    pub state: &'static str,
    /// How it stood, in words.
    pub state_label: &'static str,
    /// The day on which it ended, if it did.
    pub ended_on: Option<Date>,
    /// The highest rung that it would have been passed up to: a code.
    pub passed_up_to: Option<&'static str>,
}

impl Owed {
    pub(super) fn new(what: What, raised_on: Date, state: State, ended_on: Option<Date>, rung: Option<Rung>) -> Self {
        let passed_up_to = rung.map(Rung::code);
        Self { what, raised_on, state: state.code(), state_label: state.label(), ended_on, passed_up_to }
    }
}
