//! The facts of a story.

use std::ops::Range;

use jiff::civil::{Date, Time};
use toml::de::DeValue;

use super::cast::{Person, too_many};
use super::fields::{OF_EVERY_FACT, Reading, key_of, may_be_written, why_not_written};
use super::labels::Labels;
use super::moved::Moved;
use super::problem::{Problems, instead};
use super::read::{MOST_FACTS, MOST_YEARS};
use super::section::{self, Section, cut, is};
use super::story::StoryFact;
use crate::calendar::london_moment;
use crate::facts::{Body, By, Fact, Kind, Known, Role, Shape, When};
use crate::ids::TeamId;

/// Fields that name a team without its being told anything.
const NAMED_ONLY: &[&str] = &["area_of", "to_area_of", "host"];

/// Kinds whose words are somebody's reasons, which the sentence for the reader is not.
const WORDS_ARE_REASONS: &[Kind] = &[Kind::ProximityTriaged, Kind::EvidenceConsidered, Kind::BreachClosed];

struct Written<'s, 'v, 'i> {
    section: &'s Section<'v, 'i>,
    label: String,
    happened: Option<When>,
}

pub(super) fn facts(
    sections: &[Section],
    moved: Moved,
    labels: &mut Labels,
    people: &[Person],
    problems: &mut Problems,
) -> Vec<StoryFact> {
    too_many(sections, MOST_FACTS, "facts", problems);
    // First every label and day, so that a fact can point to any fact that came before, wherever it stands in the text.
    let mut written = Vec::new();
    for (at, section) in sections.iter().take(MOST_FACTS).enumerate() {
        let happened = section.when("on", problems).map(|when| moved.when(when));
        if section.value("on").is_none() {
            problems.add(&section.at, "this fact has no “on”", "add the day on which it happened: on = 2021-03-31");
        }
        let label = section.label("id", problems).filter(|label| labels.take(label, &section.at_key("id"), problems));
        if let Some(label) = &label {
            labels.facts.insert(label.clone(), happened.unwrap_or(When::on(Date::MIN)));
        }
        let label = label.unwrap_or_else(|| format!("fact-{}", at + 1));
        labels.places.insert(label.clone(), u16::try_from(at + 1).unwrap_or(u16::MAX));
        written.push(Written { section, label, happened });
    }
    too_long(&written, problems);
    let mut told: Vec<_> =
        written.iter().enumerate().filter_map(|(at, written)| one(written, at, moved, labels, people, problems)).collect();
    told.sort_by_key(|fact: &StoryFact| fact.fact.happened.date);
    told
}

/// A story of many decades is a slip of the finger in a year.
fn too_long(written: &[Written], problems: &mut Problems) {
    let days = || written.iter().filter_map(|one| one.happened.map(|when| (one, when.date)));
    let Some(first) = days().map(|(_, day)| day).min() else { return };
    let last = first.saturating_add(jiff::Span::new().years(MOST_YEARS));
    if let Some((late, _)) = days().find(|(_, day)| *day > last) {
        let wrong = format!("this happens more than {MOST_YEARS} years after the first day of the story, {first}");
        problems.add(&late.section.at_key("on"), wrong, "check the years of both");
    }
}

fn one(
    written: &Written,
    at: usize,
    moved: Moved,
    labels: &Labels,
    people: &[Person],
    problems: &mut Problems,
) -> Option<StoryFact> {
    let section = written.section;
    let what = section.must("what", "one plain sentence that tells the reader what happened", problems);
    let code = section.must("kind", "what kind of fact it is; `holdfast facts` lists them", problems)?;
    let Some(kind) = Kind::from_code(&code) else {
        let codes: Vec<_> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        problems.add(&section.at_key("kind"), format!("there is no kind of fact “{}”", cut(&code)), instead(&code, &codes));
        return None;
    };
    if !may_be_written(kind) {
        let mend = format!("delete this fact: {}", why_not_written(kind));
        problems.add(&section.at_key("kind"), format!("a story does not write “{code}” itself"), mend);
        return None;
    }
    let known: Vec<_> = OF_EVERY_FACT.iter().copied().chain(kind.info().fields.iter().map(|field| key_of(field.name))).collect();
    section.only(&known, problems);
    let happened = written.happened?;
    let reading = Reading { labels, moved, happened };
    let fields = reading.fields(kind, section, problems);
    let supersedes = match section.text("supersedes", problems) {
        None => None,
        Some(label) => Some(labels.earlier(&label, Some(happened), &section.at_key("supersedes"), problems)?),
    };
    let (mut fields, what) = (fields?, what?);
    let in_words = |field: &crate::facts::FieldInfo| field.name == "words" && matches!(field.shape, Shape::Sealed(_));
    if let Some(fields) = fields.as_object_mut()
        && kind.info().fields.iter().any(in_words)
        && !WORDS_ARE_REASONS.contains(&kind)
    {
        // The sentence for the reader is the account in the file where there is no other.
        fields.entry("words").or_insert_with(|| what.clone().into());
    }
    let body = match Body::read(kind, fields) {
        Ok(body) => body,
        Err(error) => {
            problems.add(
                &section.at,
                format!("this {code} cannot be read: {error}"),
                format!("`holdfast facts {code}` tells what it takes"),
            );
            return None;
        }
    };
    before_birth(&body, happened, people, &section.at, problems);
    let known = known_by(section, kind, &body, happened.date, moved, labels, problems)?;
    let first_known = known.iter().map(|known| known.on).min();
    let recorded = london_moment(moment(first_known.unwrap_or(happened.date), happened, at));
    let fact = Fact { id: labels.fact(&written.label), happened, recorded, by: By::Import, supersedes, known, body };
    Some(StoryFact {
        label: written.label.clone(),
        line: problems.line(section.at.start),
        what,
        unknown: first_known.is_none(),
        fact,
    })
}

/// When a fact is recorded: on the day on which the first service knew it; at its time where that is known, else in the order of the text.
fn moment(day: Date, happened: When, at: usize) -> jiff::civil::DateTime {
    let in_order = || Time::midnight().saturating_add(jiff::SignedDuration::from_secs(1 + i64::try_from(at).unwrap_or(0)));
    let time = happened.time.filter(|_| day == happened.date).unwrap_or_else(in_order);
    day.to_datetime(time)
}

/// Who knew it, and from when: as written, or the teams that the fact names, from the day on which it happened.
fn known_by(
    section: &Section,
    kind: Kind,
    body: &Body,
    happened: Date,
    moved: Moved,
    labels: &Labels,
    problems: &mut Problems,
) -> Option<Vec<Known>> {
    let Some((value, at)) = section.value("known_by") else {
        let teams = told_teams(section, kind, body, labels);
        if teams.is_empty() {
            let mend = "add to = \"team\", or known_by = [\"team\"]; of what nobody knew, write known_by = []";
            problems.add(&section.at, "nothing says which service knew this", mend);
            return None;
        }
        return Some(teams.into_iter().map(|team| Known { team, on: happened }).collect());
    };
    let mut known = Vec::new();
    let mut whole = true;
    for (one, at) in section::list(value, &at) {
        match knower(one, &at, happened, moved, labels, problems) {
            Some(one) => known.push(one),
            None => whole = false,
        }
    }
    whole.then_some(known)
}

fn knower(
    one: &DeValue,
    at: &Range<usize>,
    happened: Date,
    moved: Moved,
    labels: &Labels,
    problems: &mut Problems,
) -> Option<Known> {
    match one {
        DeValue::String(label) => Some(Known { team: labels.team(label, at, problems)?, on: happened }),
        DeValue::Table(table) => {
            let section = Section::of("known_by", table, at.clone());
            section.only(&["team", "on"], problems);
            let label = section.must("team", "who knew it", problems)?;
            let team = labels.team(&label, &section.at_key("team"), problems)?;
            let on = section.day("on", problems).map_or(happened, |on| moved.day(on));
            if on < happened {
                problems.add(&section.at_key("on"), format!("nobody can know it on {on}, before it happened"), "check both days");
                return None;
            }
            Some(Known { team, on })
        }
        other => {
            let mend = "write the label of a team, or { team = \"housing\", on = 2021-03-31 }";
            problems.add(at, format!("this is {}, and should be a team", is(other)), mend);
            None
        }
    }
}

/// The teams that a fact names and that are told by it.
fn told_teams(section: &Section, kind: Kind, body: &Body, labels: &Labels) -> Vec<TeamId> {
    let only_named: Vec<_> = kind
        .info()
        .fields
        .iter()
        .filter(|field| NAMED_ONLY.contains(&field.name))
        .filter_map(|field| section.value(key_of(field.name))?.0.as_str().and_then(|label| labels.teams.get(label)))
        .collect();
    let mut teams = Vec::new();
    for team in body.teams() {
        if !teams.contains(&team) && !only_named.contains(&&team) {
            teams.push(team);
        }
    }
    teams
}

/// Nothing happens to somebody before they are born; an unborn child may be spoken of.
fn before_birth(body: &Body, happened: When, people: &[Person], at: &Range<usize>, problems: &mut Problems) {
    for id in body.people() {
        let Some(person) = people.iter().find(|person| person.told.id == id) else { continue };
        if let Some(born) = person.born.filter(|born| *born > happened.date && person.told.role != Role::UnbornChild) {
            let wrong = format!("“{}” was born on {born}, after this happened", person.told.label);
            problems.add(at, wrong, "check both days; a child not yet born has role = \"unborn-child\"");
        }
    }
}
