//! Invented files, one after another.

use casefile::calendar::london_moment;
use casefile::commands::gate;
use casefile::facts::{Body, By, Channel, ContactMade, Fact, Shows, When, Who};
use casefile::file::CaseFile;
use casefile::ids::FileId;
use jiff::ToSpan;
use jiff::civil::Date;

use super::casework::{self, Manner};
use super::chance::Chance;
use super::draft::Draft;
use super::kinds::{FileKind, KINDS};
use super::returns;
use crate::Partnership;

/// One survivor's file, as its facts.
#[derive(Debug, Clone, PartialEq)]
pub struct DemonstrationFile {
    /// Its id.
    pub id: FileId,
    /// Its facts, in the order in which they were recorded. Their private values are fresh: the vault seals them on the way in.
    pub facts: Vec<Fact>,
    /// What kind of file it is, or which story.
    pub kind: String,
}

/// How far back the oldest file begins, in days.
const OLDEST: i32 = 420;

/// So many invented files, in the proportions of real work, as they stand on the morning of a day.
pub fn invented(here: &Partnership, seed: u64, today: Date, many: usize) -> impl Iterator<Item = DemonstrationFile> {
    (0..many).map(move |number| {
        let number = u64::try_from(number).unwrap_or(u64::MAX);
        let kind = kind_of(number, many);
        let mut draft = begin(here, seed, number, today);
        let whole = (kind.tell)(&mut draft).is_some();
        let manner = if whole { Manner::thorough() } else { Manner::of(&mut draft.chance) };
        casework::work(&mut draft, &here.standards, manner);
        returns::answer(&mut draft);
        let (id, mut facts) = draft.into_facts();
        closed_only_where_it_may_be(&mut facts);
        DemonstrationFile { id, facts, kind: kind.name.to_owned() }
    })
}

/// A file that may not be closed yet stays open.
fn closed_only_where_it_may_be(facts: &mut Vec<Fact>) {
    let closed = facts.iter().position(|fact| matches!(fact.body, Body::CaseClosed(_)));
    if let Some(at) = closed
        && gate::check(&CaseFile::fold(facts[..at].to_vec()), &facts[at].body, facts[at].happened).is_err()
    {
        facts.remove(at);
    }
}

/// So many files of a given length for measurements: cheap to make, and nothing in them has been answered beyond what their kind tells.
pub fn many(here: &Partnership, seed: u64, today: Date, many: usize, facts: usize) -> impl Iterator<Item = DemonstrationFile> {
    (0..many).map(move |number| {
        let number = u64::try_from(number).unwrap_or(u64::MAX);
        let kind = kind_of(number, many);
        let mut draft = begin(here, seed, number, today);
        (kind.tell)(&mut draft);
        lengthen(&mut draft, facts);
        let (id, mut told) = draft.into_facts();
        told.truncate(facts.max(1));
        DemonstrationFile { id, facts: told, kind: kind.name.to_owned() }
    })
}

fn begin(here: &Partnership, seed: u64, number: u64, today: Date) -> Draft<'_> {
    // More files are young than old: the square leans towards today.
    let draw = Chance::of(seed ^ 0x5eed, number).between(0, 1_000);
    let ago = 1 + draw * draw * OLDEST / 1_000_000;
    Draft::new(here, seed, number, today.saturating_sub(ago.days()), today)
}

/// The kinds take turns, each as often as its share asks, so that every length of list has every kind.
fn kind_of(number: u64, many: usize) -> &'static FileKind {
    let all: u64 = KINDS.iter().map(|kind| u64::from(kind.in_400)).sum();
    // A stride without a common factor visits every place once before it comes back.
    let many = u64::try_from(many).unwrap_or(u64::MAX).max(1);
    let place = if many >= all { (number * 173) % all } else { number * all / many };
    let mut left = place;
    for kind in KINDS {
        match left.checked_sub(u64::from(kind.in_400)) {
            Some(rest) => left = rest,
            None => return kind,
        }
    }
    &KINDS[0]
}

/// Adds calls until a file has so many facts.
fn lengthen(draft: &mut Draft<'_>, facts: usize) {
    let lead = draft.lead();
    let (she, team) = (draft.she(), Who::Team(lead));
    let by = draft.officer(lead);
    let first = draft.facts().first().map_or(draft.until(), |fact| fact.happened.moment());
    let minutes = (draft.until() - first).get_hours().max(1);
    let missing = facts.saturating_sub(draft.facts().len());
    for at in 0..missing {
        let at = i64::try_from(at).unwrap_or(0);
        let hours = i64::from(minutes) * at / i64::try_from(missing).unwrap_or(1);
        let words = draft.words(&["Rang as agreed.", "Left no message, as she asked.", "All quiet."]);
        let (shows, asks) = (Shows::empty(), Vec::new());
        let body: Body = ContactMade { by: team, to: she, channel: Some(Channel::Phone), shows, asks, words }.into();
        draft.add(first.saturating_add(hours.hours()), by, body);
    }
}

/// A fact of the clock in a file that was not drafted here.
pub(crate) fn by_the_clock(id: casefile::ids::FactId, at: jiff::civil::DateTime, body: Body) -> Fact {
    Fact { id, happened: When::at(at), recorded: london_moment(at), by: By::Clock, supersedes: None, known: Vec::new(), body }
}
