//! The day of a story on which to look at it today.

use casefile::calendar::london_date;
use casefile::facts::Fact;
use casefile::file::CaseFile;
use casefile::obligations::{Obligation, State, derive};
use casefile::stories::Story;
use jiff::ToSpan;
use jiff::civil::{Date, Time};

use super::{as_recorded, this_week};
use crate::Partnership;

/// How many obligations stand how, all through a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Overdue since before the day.
    pub overdue: usize,
    /// Due on the day or in the six after it.
    pub due: usize,
    /// Due later, or not owed yet.
    pub coming: usize,
}

impl Standing {
    /// Counts what is owed in a file on a day.
    pub fn on(owed: &[Obligation], today: Date) -> Self {
        let (morning, evening) = (today.to_datetime(Time::midnight()), today.to_datetime(Time::MAX));
        let mut standing = Self::default();
        for one in owed {
            match (one.state(morning), one.state(evening)) {
                (State::Late, _) => standing.overdue += 1,
                (_, State::Coming) => standing.coming += 1,
                (_, State::Open) if one.due.date > this_week(today) => standing.coming += 1,
                (_, State::Open) => standing.due += 1,
                _ => {}
            }
        }
        standing
    }

    /// Whether there is something of each.
    pub const fn has_all(self) -> bool {
        self.overdue > 0 && self.due > 0 && self.coming > 0
    }
}

/// Where a story is cut off, and how it lies in time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The day on which its first fact falls.
    pub(super) begins: Date,
    /// Its last day of recording, as moved.
    pub(super) until: Date,
}

struct Candidate {
    place: Place,
    worth: i64,
}

/// The longest time for which nobody has recorded anything.
const QUIETEST: i32 = 35;

/// The best place that there is: as much of the story as possible, nothing of it older than need be, and the days of the week kept.
pub(super) fn find(here: &Partnership, at: usize, story: &Story, today: Date) -> Option<Place> {
    let (first, _) = story.days();
    let mut days: Vec<Date> = story.file_facts().iter().map(|fact| london_date(fact.recorded)).collect();
    days.sort_unstable();
    let whole = days.len();
    let last = *days.last()?;
    // Deriving once for each day is enough to see where to look: the law and the calendar around today are those of the moved story.
    let near = story.moved_to(moved(first, last, today)).ok()?;
    let by = (today - last).get_days();
    let mut candidates = Vec::new();
    let mut distinct = days.clone();
    distinct.dedup();
    for day in distinct {
        let recorded = days.partition_point(|other| *other <= day);
        let cut = day.saturating_add(by.days());
        let owed = owed(here, &as_recorded(here, at, &near, cut));
        for quiet in 0..=QUIETEST {
            let standing = Standing::on(&owed, cut.saturating_add(quiet.days()));
            if standing.has_all() {
                let shift = (today - day).get_days() - quiet;
                let begins = first.saturating_add(shift.days());
                let place = Place { begins, until: today.saturating_sub(quiet.days()) };
                candidates.push(Candidate { place, worth: worth(standing, recorded * 100 / whole.max(1), quiet, shift) });
            }
        }
    }
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.worth));
    let holds = |place: &Place| {
        story.moved_to(place.begins).is_ok_and(|story| {
            let facts = as_recorded(here, at, &story, place.until);
            Standing::on(&owed(here, &facts), today).has_all()
        })
    };
    let places: Vec<Place> = candidates.into_iter().map(|candidate| candidate.place).collect();
    let whole = Place { begins: near.days().0, until: today };
    Some(places.iter().copied().take(40).find(holds).or_else(|| places.first().copied()).unwrap_or(whole))
}

/// On which day a story begins when its last recording falls on another day.
fn moved(first: Date, last: Date, to: Date) -> Date {
    first.saturating_add((to - last).get_days().days())
}

fn owed(here: &Partnership, facts: &[Fact]) -> Vec<Obligation> {
    derive(&CaseFile::fold(facts.to_vec()), &here.standards)
}

fn worth(standing: Standing, told: usize, quiet: i32, shift: i32) -> i64 {
    let few = |number: usize, most: usize| i64::try_from(number.min(most)).unwrap_or(0);
    let too_many = i64::try_from(standing.overdue.saturating_sub(12)).unwrap_or(0);
    let same_weekday = if shift % 7 == 0 { 30 } else { 0 };
    few(told, 100) + same_weekday - i64::from(quiet) + 5 * few(standing.due, 3) + 3 * few(standing.coming, 3) - 2 * too_many
}
