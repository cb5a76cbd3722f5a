//! Whether what a story expects is what its replay shows.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::Check;
use super::walk::{Track, Walked, named};
use crate::facts::Rung;
use crate::ids::FactId;
use crate::obligations::State;
use crate::stories::story::{Expectation, Expected, Story};

pub(super) fn check(story: &Story, walked: &Walked) -> Vec<Check> {
    let checker = Checker { story, walked };
    story.expectations.iter().map(|one| checker.one(one)).collect()
}

struct Checker<'s> {
    story: &'s Story,
    walked: &'s Walked,
}

impl Checker<'_> {
    fn one(&self, one: &Expectation) -> Check {
        let (expected, found) = match &one.expected {
            Expected::Raised { .. } => self.raised(&one.expected),
            Expected::NotRaised { rule, because, by } => self.not_raised(rule, *because, *by),
            Expected::Refused { fact, rule } => self.refused(*fact, rule.as_deref()),
            Expected::Stands { rule, because, state, on } => self.stands(rule, *because, *state, *on),
            Expected::Escalated { rule, because, to, by } => self.escalated(rule, *because, *to, *by),
        };
        Check { line: one.line, row: one.row, expected, holds: found.is_none(), found, why: one.why.clone() }
    }

    fn raised(&self, one: &Expected) -> (String, Option<String>) {
        let Expected::Raised { rule, because, owner, by, due, act } = one else { return (String::new(), None) };
        let mut expected = format!("{rule} is raised");
        self.say_because(&mut expected, *because);
        if let Some(owner) = *owner {
            let _ = write!(expected, ", owed by {}", named(self.story, owner).team);
        }
        if let Some(by) = by {
            let _ = write!(expected, ", by {by}");
        }
        if let Some(due) = due {
            let _ = write!(expected, ", due {due}");
        }
        if let Some(act) = act {
            let _ = write!(expected, ", under the {act}");
        }
        let fits = |track: &&Track| {
            spoken_for(track, *because)
                && owner.is_none_or(|owner| track.last.owner.team == owner)
                && by.is_none_or(|by| track.raised_on <= by)
                && due.is_none_or(|due| track.last.due.date == due)
                && act.as_ref().is_none_or(|act| track.last.rule.source.act.contains(act.as_str()))
        };
        let found = if self.of(rule).any(|track| fits(&track)) { None } else { Some(self.what_there_is(rule)) };
        (expected, found)
    }

    fn not_raised(&self, rule: &str, because: Option<FactId>, by: Option<Date>) -> (String, Option<String>) {
        let mut expected = format!("{rule} is not raised");
        self.say_because(&mut expected, because);
        if let Some(by) = by {
            let _ = write!(expected, " until {by}");
        }
        let raised = |track: &Track| spoken_for(track, because) && by.is_none_or(|by| track.raised_on <= by);
        let found = self.of(rule).any(raised).then(|| self.what_there_is(rule));
        (expected, found)
    }

    fn refused(&self, fact: FactId, rule: Option<&str>) -> (String, Option<String>) {
        let label = self.story.fact(fact).map_or("", |told| told.label.as_str());
        let mut expected = format!("“{label}” is refused");
        if let Some(rule) = rule {
            let _ = write!(expected, " under {rule}");
        }
        let Some((_, refusals)) = self.walked.refused.iter().find(|(id, _)| *id == fact) else {
            return (expected, Some("it would have been let through".to_owned()));
        };
        let under: Vec<_> = refusals.iter().filter_map(|refusal| refusal.rule).collect();
        let found = rule.filter(|rule| !under.contains(rule)).map(|_| {
            format!("it would have been refused under {}", if under.is_empty() { "no rule".to_owned() } else { under.join(", ") })
        });
        (expected, found)
    }

    fn stands(&self, rule: &str, because: Option<FactId>, state: State, on: Date) -> (String, Option<String>) {
        let mut expected = format!("{rule} is {} on {on}", state.code());
        self.say_because(&mut expected, because);
        let states: Vec<_> = self.of(rule).filter(|track| spoken_for(track, because)).map(|track| stood(track, on)).collect();
        let found = if states.contains(&Some(state)) {
            None
        } else {
            let codes: Vec<_> = states.into_iter().flatten().map(State::code).collect();
            Some(if codes.is_empty() { self.what_there_is(rule) } else { format!("it is {}", codes.join(" and ")) })
        };
        (expected, found)
    }

    fn escalated(&self, rule: &str, because: Option<FactId>, to: Rung, by: Option<Date>) -> (String, Option<String>) {
        let mut expected = format!("{rule} is passed up to {}", to.code());
        self.say_because(&mut expected, because);
        if let Some(by) = by {
            let _ = write!(expected, " by {by}");
        }
        let up = |track: &Track| {
            spoken_for(track, because) && track.passed_up.iter().any(|(on, rung)| *rung >= to && by.is_none_or(|by| *on <= by))
        };
        if self.of(rule).any(up) {
            return (expected, None);
        }
        let ups: Vec<_> = self
            .of(rule)
            .filter(|track| spoken_for(track, because))
            .flat_map(|track| &track.passed_up)
            .map(|(on, rung)| format!("{} on {on}", rung.code()))
            .collect();
        let found = if ups.is_empty() { self.what_there_is(rule) } else { format!("it reached {}", ups.join(", ")) };
        (expected, Some(found))
    }

    fn of<'r>(&'r self, rule: &'r str) -> impl Iterator<Item = &'r Track> {
        self.walked.order.iter().filter(move |(id, _)| *id == rule).filter_map(|key| self.walked.tracks.get(key))
    }

    fn say_because(&self, words: &mut String, because: Option<FactId>) {
        if let Some(told) = because.and_then(|fact| self.story.fact(fact)) {
            let _ = write!(words, " because of “{}”", told.label);
        }
    }

    fn what_there_is(&self, rule: &str) -> String {
        let raised: Vec<_> = self
            .of(rule)
            .map(|track| {
                let by = self.story.fact(track.last.raised_by).map_or("opening", |told| told.label.as_str());
                let owner = named(self.story, track.last.owner.team).team;
                format!(
                    "raised on {} by “{by}”, owed by {owner}, due {}, under the {}",
                    track.raised_on, track.last.due.date, track.last.rule.source.act
                )
            })
            .collect();
        if raised.is_empty() { "it was never raised".to_owned() } else { raised.join("; ") }
    }
}

fn spoken_for(track: &Track, because: Option<FactId>) -> bool {
    because.is_none_or(|fact| track.because.contains(&fact))
}

/// How it stood at the end of a day; `None` before it was raised.
fn stood(track: &Track, on: Date) -> Option<State> {
    track.states.iter().take_while(|(from, _)| *from <= on).last().map(|(_, state)| *state)
}
