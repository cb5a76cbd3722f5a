//! What the officers did about it: most of what was owed was done in time, some of it late, some not yet.
//!
//! The template tells what happened; this asks the rules what was owed for it, and answers as a busy team would. It knows no rule by name, so it
//! keeps step with the law as rules are added.

use std::collections::HashMap;

use casefile::calendar::{is_working_day, last_day};
use casefile::facts::{Body, By, ObligationEscalated, RuleRef};
use casefile::file::CaseFile;
use casefile::ids::FactId;
use casefile::obligations::{End, Obligation, Standards, derive};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::answers;
use super::chance::Chance;
use super::draft::Draft;

/// How a team keeps up, in hundredths of what is owed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// Not done, though the last day has passed.
    left: u32,
    /// Done after the last day.
    late: u32,
    /// Done already, though there is time.
    early: u32,
}

impl Manner {
    /// Most files are in good order, some are behind, a few have been left.
    pub(crate) fn of(chance: &mut Chance) -> Self {
        let manners = [
            (64, Self { left: 3, late: 2, early: 60 }),
            (24, Self { left: 26, late: 9, early: 45 }),
            (12, Self { left: 55, late: 16, early: 30 }),
        ];
        chance.weighted(&manners, |manner| manner.0).map_or(manners[0].1, |manner| manner.1)
    }

    /// As somebody works who closes a file: nothing is left.
    pub(crate) const fn thorough() -> Self {
        Self { left: 0, late: 3, early: 100 }
    }
}

/// What has more days than this is work for weeks.
const LONG: i32 = 15;

/// After so many days hardly anything is left undone.
const NOTICED: i32 = 24;

/// How often what was owed is asked after: what is done about one thing may raise another.
const ROUNDS: usize = 4;

/// Adds what the officers did about what was owed, and what was passed up because nobody did.
pub(crate) fn work(draft: &mut Draft<'_>, standards: &Standards, manner: Manner) {
    let mut tried: HashMap<(&'static str, FactId), u8> = HashMap::new();
    for round in 0..=ROUNDS {
        let owed = derive(&CaseFile::fold(draft.facts().to_vec()), standards);
        let mut done = false;
        for owed in owed.iter().filter(|owed| round < ROUNDS && wants_an_answer(owed)) {
            let times = tried.entry(owed.key()).or_default();
            *times = times.saturating_add(1);
            done |= match *times {
                1 => decide_when(draft, owed, manner).is_some_and(|at| answer(draft, owed, at)),
                // What was tried and did not do is put in words.
                2 if draft.is_answered(owed.raised_by) => in_words(draft, owed),
                _ => false,
            };
        }
        if !done {
            for (at, body) in passed_up(&owed, draft.until()) {
                draft.add(at, By::Clock, body);
            }
            break;
        }
    }
}

/// Does what is owed; whether anything was done.
fn answer(draft: &mut Draft<'_>, owed: &Obligation, at: DateTime) -> bool {
    let natural = answers::natural(draft, owed, at.date());
    if natural.is_empty() {
        let body = answers::in_words(draft, owed);
        let by = draft.officer(owed.owner.team);
        return draft.add(at, by, body).is_some();
    }
    let by = draft.officer(owed.owner.team);
    let mut done = false;
    for (answer, minutes) in natural.into_iter().zip(0_i64..) {
        let at = at.saturating_add(answer.days_later.days()).saturating_add(minutes.minutes());
        done |= draft.add(at, by, answer.body).is_some();
    }
    draft.mark_answered(owed.raised_by);
    done
}

fn in_words(draft: &mut Draft<'_>, owed: &Obligation) -> bool {
    let at = soon_after(draft, owed);
    let body = answers::in_words(draft, owed);
    let by = draft.officer(owed.owner.team);
    draft.add(at, by, body).is_some()
}

/// Whether it is still open, or was only met when it was late: then somebody had probably seen to it before.
fn wants_an_answer(owed: &Obligation) -> bool {
    match owed.end {
        End::Open => true,
        End::Met { on, .. } => on > owed.due.date,
        _ => false,
    }
}

/// Whether there are weeks for it.
pub(super) fn is_long(owed: &Obligation) -> bool {
    (owed.due.date - owed.since).get_days() > LONG
}

/// When somebody gets round to it; `None` for what is left undone.
fn decide_when(draft: &mut Draft<'_>, owed: &Obligation, manner: Manner) -> Option<DateTime> {
    let yesterday = draft.until().date().yesterday().ok()?;
    if owed.since > yesterday {
        return None;
    }
    let due = owed.due.date;
    let long = is_long(owed);
    if due > yesterday {
        // Nobody reports on eight weeks' work in the first.
        let early = if long { manner.early / 8 } else { manner.early };
        return draft.chance.in_hundred(early).then(|| moment(draft, owed, owed.since, yesterday));
    }
    // What has been left for long has been noticed by now: the ladder sees to that.
    let old = (yesterday - due).get_days() > NOTICED;
    let left = if old { manner.left / 15 } else { manner.left };
    if draft.chance.in_hundred(left) {
        return None;
    }
    if draft.chance.in_hundred(manner.late) {
        let days = draft.chance.between(1, 9).unsigned_abs();
        let on = last_day::working_days_after(due, days);
        return (on <= yesterday).then(|| moment(draft, owed, on, on));
    }
    let from = if long { due.saturating_sub(LONG.days()) } else { owed.since };
    Some(moment(draft, owed, from, due))
}

fn soon_after(draft: &mut Draft<'_>, owed: &Obligation) -> DateTime {
    let due = owed.due.date.min(draft.until().date()).max(owed.since);
    moment(draft, owed, owed.since, due)
}

/// A moment in office hours between two days, the earlier the likelier, and never before what raised it or after its last minute.
fn moment(draft: &mut Draft<'_>, owed: &Obligation, from: Date, to: Date) -> DateTime {
    let days = (to - from).get_days().clamp(0, 60);
    let (one, other) = (draft.chance.between(0, days), draft.chance.between(0, days));
    let mut day = from.saturating_add(one.min(other).days());
    if !is_working_day(day) {
        let next = last_day::next_working_day(day);
        day = if next <= to { next } else { day };
    }
    let minutes = draft.chance.between(0, 7 * 60);
    let at = day.at(9, 0, 0, 0).saturating_add(minutes.minutes());
    let raised = draft.facts().iter().find(|fact| fact.id == owed.raised_by).map(|fact| fact.happened.moment());
    let at = raised.filter(|raised| at <= *raised).map_or(at, |raised| raised.saturating_add(35.minutes()));
    match owed.due.time {
        Some(time) if from == owed.since => at.min(owed.due.date.to_datetime(time)).max(raised.unwrap_or(at)),
        _ => at,
    }
}

/// The highest step up the ladder that the clock would have taken by a moment, for each thing that is still open.
pub(crate) fn passed_up(owed: &[Obligation], now: DateTime) -> Vec<(DateTime, Body)> {
    let open = owed.iter().filter(|owed| owed.end == End::Open);
    open.filter_map(|owed| {
        let (rule, raised_by) = (RuleRef::from(owed.rule.id), owed.raised_by);
        owed.ladder().into_iter().rfind(|step| step.at < now).map(|step| {
            let (to, on) = (step.to, step.at.date());
            (step.at, ObligationEscalated { rule, raised_by, to, on }.into())
        })
    })
    .collect()
}
