//! What the officers did about it: most of what was owed was done in time, some of it late, some not yet.
//!
//! The template tells what happened; this asks the rules what was owed for it, and answers as a busy team would. It knows no rule by name, so it
//! keeps step with the law as rules are added.

use std::collections::HashMap;

use casefile::calendar::{is_working_day, last_day};
use casefile::facts::{
    Answered, Body, By, ComplaintAcknowledged, ComplaintAnswered, EvidenceConsidered, Kind, ObligationAnswered,
    ObligationEscalated, RecordsFlagged, ReferralAcknowledged, ReferralAnswered, RuleRef, SurvivorUpdated,
};
use casefile::file::CaseFile;
use casefile::ids::FactId;
use casefile::obligations::{End, Obligation, Standards, derive};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

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
            (70, Self { left: 0, late: 2, early: 60 }),
            (22, Self { left: 4, late: 9, early: 45 }),
            (8, Self { left: 14, late: 16, early: 30 }),
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

/// How often what was owed is asked after: what is done about one thing may raise another.
const ROUNDS: usize = 4;

/// Adds what the officers did about what was owed, and what was passed up because nobody did.
pub(crate) fn work(draft: &mut Draft<'_>, standards: &Standards, manner: Manner) {
    let mut tries: HashMap<(&'static str, FactId), u8> = HashMap::new();
    for _ in 0..ROUNDS {
        let file = CaseFile::fold(draft.facts().to_vec());
        let mut done = false;
        for owed in derive(&file, standards).into_iter().filter(wants_an_answer) {
            let tried = tries.entry(owed.key()).or_default();
            if *tried > 2 {
                continue;
            }
            let first = *tried == 0;
            *tried += 1;
            let Some(at) = (if first { decide_when(draft, &owed, manner) } else { Some(soon_after(draft, &owed)) }) else {
                *tried = 3;
                continue;
            };
            let natural = if first { natural_answer(&owed) } else { None };
            let body = natural.unwrap_or_else(|| plain_answer(draft, &owed));
            let by = draft.officer(owed.owner.team);
            done |= draft.add(at, by, body).is_some();
        }
        if !done {
            break;
        }
    }
    escalate(draft, standards);
}

/// Whether it is still open, or was only met when it was late: then somebody had probably seen to it before.
fn wants_an_answer(owed: &Obligation) -> bool {
    match owed.end {
        End::Open => true,
        End::Met { on, .. } => on > owed.due.date,
        _ => false,
    }
}

/// When somebody gets round to it; `None` for what is left undone.
fn decide_when(draft: &mut Draft<'_>, owed: &Obligation, manner: Manner) -> Option<DateTime> {
    let yesterday = draft.until().date().yesterday().ok()?;
    if owed.since > yesterday {
        return None;
    }
    let due = owed.due.date;
    let long = (due - owed.since).get_days() > LONG;
    if due > yesterday {
        // Nobody reports on eight weeks' work in the first.
        let early = if long { manner.early / 8 } else { manner.early };
        return draft.chance.in_hundred(early).then(|| moment(draft, owed, owed.since, yesterday));
    }
    if draft.chance.in_hundred(manner.left) {
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

/// The act that says it best, for those where there is no doubt what it is.
fn natural_answer(owed: &Obligation) -> Option<Body> {
    let (by, raised) = (owed.owner.team, owed.raised_by);
    let meets = |kind| owed.rule.meets.contains(&kind);
    let body = if meets(Kind::EvidenceConsidered) {
        EvidenceConsidered { by, evidence: raised, changes: true, words: None }.into()
    } else if meets(Kind::ReferralAcknowledged) {
        ReferralAcknowledged { referral: raised, by }.into()
    } else if meets(Kind::ReferralAnswered) {
        ReferralAnswered { referral: raised, by, accepted: true, words: None }.into()
    } else if meets(Kind::ComplaintAcknowledged) {
        ComplaintAcknowledged { complaint: raised, by }.into()
    } else if meets(Kind::ComplaintAnswered) {
        ComplaintAnswered { complaint: raised, by, upheld: true }.into()
    } else if meets(Kind::SurvivorUpdated) {
        SurvivorUpdated { by, about: Some(raised) }.into()
    } else if meets(Kind::RecordsFlagged) {
        RecordsFlagged { by, of: Some(raised) }.into()
    } else if meets(Kind::Answered) {
        Answered { by, of: raised, channel: None, words: None }.into()
    } else {
        return None;
    };
    Some(body)
}

fn plain_answer(draft: &mut Draft<'_>, owed: &Obligation) -> Body {
    let words = draft.words(&[
        "Done today, and she has been told.",
        "Done. She was rung as set out under safe contact.",
        "Done with her; a note of it is in the file.",
        "Done, and agreed with the adviser.",
        "Done at the visit.",
    ]);
    let rule = RuleRef::from(owed.rule.id);
    ObligationAnswered { rule, raised_by: owed.raised_by, by: owed.owner.team, words }.into()
}

/// What was not done has been passed up, as the clock would have done it.
fn escalate(draft: &mut Draft<'_>, standards: &Standards) {
    let now = draft.until();
    for (at, body) in passed_up(draft.facts(), standards, now) {
        draft.add(at, By::Clock, body);
    }
}

/// Every step up the ladder that the clock would have taken by a moment, for all that is still open.
pub(crate) fn passed_up(facts: &[casefile::facts::Fact], standards: &Standards, now: DateTime) -> Vec<(DateTime, Body)> {
    let file = CaseFile::fold(facts.to_vec());
    let open = derive(&file, standards).into_iter().filter(|owed| owed.end == End::Open);
    open.flat_map(|owed| {
        let (rule, raised_by) = (RuleRef::from(owed.rule.id), owed.raised_by);
        owed.ladder().into_iter().filter(|step| step.at < now).last().map(|step| {
            let (to, on) = (step.to, step.at.date());
            (step.at, ObligationEscalated { rule, raised_by, to, on }.into())
        })
    })
    .collect()
}
