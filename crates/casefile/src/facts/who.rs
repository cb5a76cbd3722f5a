//! Somebody who says, hears, gets or does something: a team of a body, or a person.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::choices::ActionKind;
use super::shape::{Field, Shape};
use crate::ids::{PersonId, TeamId};

/// A team or a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// A team of a body.
    Team(TeamId),
    /// A person in the file.
    Person(PersonId),
}

impl Who {
    /// The team, where it is one.
    pub const fn team(self) -> Option<TeamId> {
        match self {
            Self::Team(team) => Some(team),
            Self::Person(_) => None,
        }
    }

    /// The person, where it is one.
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::Team(_) => None,
        }
    }
}

impl Field for Who {
    const SHAPE: Shape = Shape::Who;
    fn teams(&self, found: &mut Vec<TeamId>) {
        found.extend(self.team());
    }
    fn rename_teams(&mut self, to: &dyn Fn(TeamId) -> TeamId) {
        if let Self::Team(team) = self {
            *team = to(*team);
        }
    }
    fn people(&self, found: &mut Vec<PersonId>) {
        found.extend(self.person());
    }
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What is to be done.
    pub what: String,
    /// What kind of thing it is.
    pub kind: ActionKind,
    /// Who does it.
    pub who: Who,
    /// By which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

impl Field for Step {
    const SHAPE: Shape = Shape::Steps;
    fn teams(&self, found: &mut Vec<TeamId>) {
        self.who.teams(found);
    }
    fn rename_teams(&mut self, to: &dyn Fn(TeamId) -> TeamId) {
        self.who.rename_teams(to);
    }
    fn people(&self, found: &mut Vec<PersonId>) {
        self.who.people(found);
    }
}
