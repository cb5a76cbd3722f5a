//! A story as it was read: who is in it, what happened, and what is expected.

use jiff::civil::Date;
use serde::Serialize;

use crate::facts::{BodyKind, Fact, Function, Role, Rung};
use crate::ids::{FactId, FileId, PersonId, TeamId};
use crate::obligations::State;

/// A real or invented case as dated facts.
#[derive(Debug, Clone)]
pub struct Story {
    /// What it is called.
    pub title: String,
    /// The reference by which it is known, such as the Ombudsman's; ids of everything in the story are made from it.
    pub reference: String,
    /// Where the facts come from.
    pub source: Option<String>,
    /// The case in a few sentences.
    pub summary: String,
    /// What the reader should know about the dates, and what is inferred.
    pub note: Option<String>,
    /// What really happened in the end, and when.
    pub real_end: Option<RealEnd>,
    /// The file it makes: always the same one for the same reference.
    pub file: FileId,
    /// The services, in the order of the text.
    pub teams: Vec<StoryTeam>,
    /// The people, in the order of the text.
    pub people: Vec<StoryPerson>,
    /// The facts that open the file and bring services and people into it, all before the first told fact.
    pub opening: Vec<Fact>,
    /// What happened, by day, and in the order of the text within a day.
    pub facts: Vec<StoryFact>,
    /// What must be raised, must not be, or must have been refused.
    pub expectations: Vec<Expectation>,
    /// The teams of the bodies that the story is about: only they can force the issue, or have it forced on them.
    pub about: Vec<TeamId>,
    /// By how many days the dates were moved; the expectations then do not apply.
    pub moved_by: Option<i32>,
    pub(super) text: String,
}

/// What really happened in the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RealEnd {
    /// The day.
    pub on: Date,
    /// What happened.
    pub what: String,
}

/// A service in a story.
#[derive(Debug, Clone)]
pub struct StoryTeam {
    /// By which label the story calls it.
    pub label: String,
    /// Its id.
    pub id: TeamId,
    /// What it is called.
    pub name: String,
    /// What it is there to do.
    pub function: Function,
    /// What its body is called.
    pub body_name: String,
    /// What kind of body that is.
    pub body_kind: BodyKind,
    /// Whether it would use Holdfast in this case.
    pub party: bool,
}

/// A person in a story.
#[derive(Debug, Clone)]
pub struct StoryPerson {
    /// By which label the story calls them.
    pub label: String,
    /// Their id.
    pub id: PersonId,
    /// What they are called.
    pub name: Option<String>,
    /// Who they are here.
    pub role: Role,
}

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct StoryFact {
    /// Its label: as written, or made from its place in the text.
    pub label: String,
    /// The line of the text on which it starts.
    pub line: usize,
    /// What happened, in one plain sentence.
    pub what: String,
    /// The fact itself. Of what no service ever knew, `known` is empty and [`StoryFact::unknown`] is true.
    pub fact: Fact,
    /// Whether no service knew it: then it is told to the reader and stands in no file.
    pub unknown: bool,
}

/// Something that a replay must show.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// The line of the text on which it stands.
    pub line: usize,
    /// The row of the case table that it proves.
    pub row: Option<u32>,
    /// What must be so.
    pub expected: Expected,
    /// Why, in the author's words.
    pub why: Option<String>,
}

/// What must be so.
#[derive(Debug, Clone)]
pub enum Expected {
    /// A rule has been raised.
    Raised {
        /// Which rule.
        rule: String,
        /// By which fact, or with it among its reasons.
        because: Option<FactId>,
        /// Owed by which team.
        owner: Option<TeamId>,
        /// At the latest on which day.
        by: Option<Date>,
        /// Due on which day.
        due: Option<Date>,
        /// Resting on an Act, code or report whose name has these words in it.
        act: Option<String>,
    },
    /// A rule has not been raised.
    NotRaised {
        /// Which rule.
        rule: String,
        /// By which fact, or with it among its reasons; by any where left out.
        because: Option<FactId>,
        /// Until the end of which day; ever, where left out.
        by: Option<Date>,
    },
    /// Holdfast would have refused what really happened.
    Refused {
        /// What happened.
        fact: FactId,
        /// Resting on which rule.
        rule: Option<String>,
    },
    /// What is owed stands in a certain way on a day.
    Stands {
        /// Which rule.
        rule: String,
        /// By which fact, or with it among its reasons.
        because: Option<FactId>,
        /// How it stands.
        state: State,
        /// At the end of which day.
        on: Date,
    },
    /// What is owed has been passed up.
    Escalated {
        /// Which rule.
        rule: String,
        /// By which fact, or with it among its reasons.
        because: Option<FactId>,
        /// At least as high as this.
        to: Rung,
        /// At the latest on which day.
        by: Option<Date>,
    },
}

impl Story {
    /// All facts that a file would hold: the opening and what some service knew.
    pub fn file_facts(&self) -> Vec<Fact> {
        let told = self.facts.iter().filter(|fact| !fact.unknown).map(|fact| fact.fact.clone());
        self.opening.iter().cloned().chain(told).collect()
    }

    /// The told fact with this id.
    pub fn fact(&self, id: FactId) -> Option<&StoryFact> {
        self.facts.iter().find(|fact| fact.fact.id == id)
    }

    /// The service with this id.
    pub fn team(&self, id: TeamId) -> Option<&StoryTeam> {
        self.teams.iter().find(|team| team.id == id)
    }

    /// The first and the last day of what is told.
    pub fn days(&self) -> (Date, Date) {
        let dates = || self.facts.iter().map(|fact| fact.fact.happened.date);
        let first = dates().min().unwrap_or(Date::MIN);
        (first, dates().max().unwrap_or(first))
    }
}
