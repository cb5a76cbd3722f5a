//! Replaying a story: day by day what was known, what was owed, met, late or missed, and what Holdfast would have refused.
//!
//! The replay knows on each day only what some service knew by then, and each service owes only on what it knew itself. It closes with the first
//! day on which Holdfast would have forced the issue: the first day on which it would have refused what really happened, or passed something
//! undone up to the duty manager or higher.

mod checks;
mod told;
mod walk;

use jiff::civil::Date;
use serde::Serialize;
pub use told::{Because, Day, Entry, Forced, How, Law, Named, Owed, Refused, Replay, ReplayPerson, ReplayTeam, What};

use super::story::{RealEnd, Story};
use crate::obligations::Standards;

/// The version of [`Replay`] as programs read it. It changes when a field changes its meaning or goes.
pub const SCHEMA: u16 = 1;

/// Whether one expectation holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The line of the story on which the expectation stands.
    pub line: usize,
    /// The row of the case table that it proves.
    pub row: Option<u32>,
    /// What is expected, in words.
    pub expected: String,
    /// Whether it holds.
    pub holds: bool,
    /// What was found, where it does not hold.
    pub found: Option<String>,
    /// Why it is expected, in the author's words.
    pub why: Option<String>,
}

/// Replays a story under a partnership's standards.
pub fn replay(story: &Story, standards: &Standards) -> Replay {
    let walked = walk::walk(story, standards);
    let checks = if story.moved_by.is_some() { Vec::new() } else { checks::check(story, &walked) };
    let forced = walked.forced.clone();
    Replay {
        schema: SCHEMA,
        title: story.title.clone(),
        reference: story.reference.clone(),
        source: story.source.clone(),
        summary: story.summary.clone(),
        note: story.note.clone(),
        moved_by: story.moved_by,
        teams: story.teams.iter().map(ReplayTeam::of).collect(),
        people: story.people.iter().map(ReplayPerson::of).collect(),
        days_until_real_end: between(forced.as_ref(), story.real_end.as_ref()),
        forced,
        real_end: story.real_end.clone(),
        owed: walked.owed(story),
        days: walked.days,
        checks,
        checks_skipped: story.moved_by.is_some() && !story.expectations.is_empty(),
    }
}

fn between(forced: Option<&Forced>, end: Option<&RealEnd>) -> Option<i32> {
    let days = |from: Date, to: Date| (to - from).get_days();
    Some(days(forced?.on, end?.on))
}

impl Replay {
    /// Whether every expectation holds.
    pub fn holds(&self) -> bool {
        self.checks.iter().all(|check| check.holds)
    }
}
