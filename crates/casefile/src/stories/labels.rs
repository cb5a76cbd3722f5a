//! The labels by which the parts of a story call teams, people and facts, and the ids that stand behind them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::problem::{Problems, instead};
use super::section::cut;
use crate::facts::{When, Who};
use crate::ids::{BodyId, FactId, OfficerId, PersonId, TeamId, in_story};

/// Everything that a story names.
pub(super) struct Labels {
    story: String,
    pub(super) teams: BTreeMap<String, TeamId>,
    pub(super) people: BTreeMap<String, PersonId>,
    /// The bodies, each with its teams.
    pub(super) bodies: BTreeMap<String, Vec<TeamId>>,
    pub(super) facts: BTreeMap<String, When>,
    /// The place of each fact in the text, counted from one.
    pub(super) places: BTreeMap<String, u16>,
    taken: BTreeSet<String>,
}

impl Labels {
    pub(super) fn of(story: &str) -> Self {
        Self {
            story: story.to_owned(),
            teams: BTreeMap::new(),
            people: BTreeMap::new(),
            bodies: BTreeMap::new(),
            facts: BTreeMap::new(),
            places: BTreeMap::new(),
            taken: BTreeSet::new(),
        }
    }

    /// Takes a new label, or tells that it is taken.
    pub(super) fn take(&mut self, label: &str, at: &Range<usize>, problems: &mut Problems) -> bool {
        let fresh = self.taken.insert(label.to_owned());
        if !fresh {
            problems.add(at, format!("“{label}” is the label of something else already"), "give this one another label");
        }
        fresh
    }

    pub(super) fn add_team(&mut self, label: &str) -> TeamId {
        let id = TeamId(in_story("team", &self.story, label));
        self.teams.insert(label.to_owned(), id);
        id
    }

    pub(super) fn add_person(&mut self, label: &str) -> PersonId {
        let id = PersonId(in_story("person", &self.story, label));
        self.people.insert(label.to_owned(), id);
        id
    }

    pub(super) fn body(&self, label: &str) -> BodyId {
        BodyId(in_story("body", &self.story, label))
    }

    pub(super) fn officer(&self, label: &str) -> OfficerId {
        OfficerId(in_story("officer", &self.story, label))
    }

    /// The id of a fact. Facts of one day keep the order of the text, because ids sort in it, as those of recorded facts do.
    pub(super) fn fact(&self, label: &str) -> FactId {
        let mut id = *FactId::in_story(&self.story, label).0.as_bytes();
        let [high, low] = self.places.get(label).copied().unwrap_or(0).to_be_bytes();
        id[0] = high;
        id[1] = low;
        FactId(uuid::Uuid::from_bytes(id))
    }

    pub(super) fn team(&self, label: &str, at: &Range<usize>, problems: &mut Problems) -> Option<TeamId> {
        if let Some(team) = self.teams.get(label) {
            return Some(*team);
        }
        let wrong = match () {
            () if self.people.contains_key(label) => format!("“{label}” is a person, and here a team is meant"),
            () => format!("there is no team “{}” in this story", cut(label)),
        };
        problems.add(at, wrong, instead(label, &keys(&self.teams)));
        None
    }

    pub(super) fn person(&self, label: &str, at: &Range<usize>, problems: &mut Problems) -> Option<PersonId> {
        if let Some(person) = self.people.get(label) {
            return Some(*person);
        }
        let wrong = match () {
            () if self.teams.contains_key(label) => format!("“{label}” is a team, and here a person is meant"),
            () => format!("there is no person “{}” in this story", cut(label)),
        };
        problems.add(at, wrong, instead(label, &keys(&self.people)));
        None
    }

    pub(super) fn who(&self, label: &str, at: &Range<usize>, problems: &mut Problems) -> Option<Who> {
        if let Some(team) = self.teams.get(label) {
            return Some(Who::Team(*team));
        }
        if let Some(person) = self.people.get(label) {
            return Some(Who::Person(*person));
        }
        let known: Vec<_> = keys(&self.teams).into_iter().chain(keys(&self.people)).collect();
        problems.add(at, format!("there is no team or person “{}” in this story", cut(label)), instead(label, &known));
        None
    }

    /// An earlier fact. `after` is when the fact that points to it happens; none where any will do.
    pub(super) fn earlier(&self, label: &str, after: Option<When>, at: &Range<usize>, problems: &mut Problems) -> Option<FactId> {
        let Some(happened) = self.facts.get(label) else {
            let known = keys(&self.facts);
            let mend = if known.is_empty() {
                "give the fact that is meant a line id = \"…\"".to_owned()
            } else {
                instead(label, &known)
            };
            problems.add(at, format!("there is no fact with the id “{}” in this story", cut(label)), mend);
            return None;
        };
        if after.is_some_and(|after| happened.date > after.date) {
            problems.add(
                at,
                format!("“{label}” happens later, on {}", happened.date),
                "a fact can point only to what came before: check both days",
            );
            return None;
        }
        Some(self.fact(label))
    }
}

pub(super) fn keys<V>(map: &BTreeMap<String, V>) -> Vec<&str> {
    map.keys().map(String::as_str).collect()
}
