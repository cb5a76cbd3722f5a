//! Reading a story's text.

use jiff::civil::Date;
use toml::de::DeTable;

use super::cast;
use super::expect;
use super::labels::{Labels, keys};
use super::moved::Moved;
use super::problem::{Problem, Problems, instead};
use super::section::{self, Section};
use super::story::{RealEnd, Story};
use super::told;
use crate::ids::{FileId, TeamId, in_story};

/// The longest story, in bytes.
const LONGEST_STORY: usize = 1_000_000;
/// The most of one sort of thing in one story.
pub(super) const MOST_TEAMS: usize = 100;
pub(super) const MOST_PEOPLE: usize = 200;
pub(super) const MOST_FACTS: usize = 1_000;
/// The most years between the first and the last day of a story.
pub(super) const MOST_YEARS: i16 = 50;
pub(super) const MOST_EXPECTATIONS: usize = 2_000;

impl Story {
    /// Reads a story.
    /// # Errors
    /// Everything that is wrong with the text, each with its line and how to mend it. Never empty.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        read(text, None)
    }

    /// The same story with all dates moved, so that its first fact falls on this day. The law in force then applies to it.
    /// # Errors
    /// As [`Story::read`]: the day lies so far away that a date leaves the calendar.
    pub fn moved_to(&self, day: Date) -> Result<Self, Vec<Problem>> {
        read(&self.text, Some(day))
    }
}

fn read(text: &str, first_day: Option<Date>) -> Result<Story, Vec<Problem>> {
    let mut problems = Problems::of(text);
    if text.len() > LONGEST_STORY {
        problems.add(
            &(0..0),
            format!("this story is {} bytes long", text.len()),
            format!("split it: {LONGEST_STORY} bytes are the most"),
        );
        return Err(problems.into_found());
    }
    let (table, wrong) = DeTable::parse_recoverable(text);
    for error in wrong.iter().take(20) {
        let at = error.span().unwrap_or(0..0);
        problems.add(&at, format!("this is not TOML: {}", in_one_line(error.message())), SYNTAX);
    }
    if !problems.is_empty() {
        return Err(problems.into_found());
    }
    let whole = Section::of("story file", table.get_ref(), 0..0);
    whole.only(&["story", "team", "person", "relationship", "fact", "expect"], &mut problems);
    let story = build(&whole, first_day, text, &mut problems);
    match story {
        Some(story) if problems.is_empty() => Ok(story),
        _ => {
            if problems.is_empty() {
                problems.add(&(0..0), "this story cannot be read", "compare it with the example in docs/stories.md");
            }
            Err(problems.into_found())
        }
    }
}

const SYNTAX: &str =
    "text stands in double quotes, days as 2021-03-31, lists in [ ], and each thing starts with a line such as [[fact]]";

fn in_one_line(message: &str) -> String {
    message.lines().map(str::trim).collect::<Vec<_>>().join(", ")
}

fn build(whole: &Section, first_day: Option<Date>, text: &str, problems: &mut Problems) -> Option<Story> {
    let Some((value, at)) = whole.value("story") else {
        problems.add(
            &(0..0),
            "there is no [story]",
            "start with a line [story], then title, reference and summary: docs/stories.md has an example",
        );
        return None;
    };
    let Some(table) = value.as_table() else {
        problems.add(&at, "“story” is not a table", "write a line [story], then title, reference and summary under it");
        return None;
    };
    let head = Section::of("story", table, at);
    head.only(&["title", "reference", "source", "summary", "note", "real_end", "lead", "about"], problems);
    let title = head.must("title", "what the case is called", problems);
    let reference = head.must("reference", "the reference by which it is known, such as 20 007 812", problems);
    let summary = head.must("summary", "the case in a few sentences", problems);
    let source = head.text("source", problems);
    let note = head.text("note", problems);

    let mut labels = Labels::of(reference.as_deref().unwrap_or_default());
    let facts = whole.many("fact", "fact", problems);
    let moved = moved(&facts, first_day, problems);
    let real_end = real_end(&head, moved, problems);
    let teams = cast::teams(&whole.many("team", "team", problems), &mut labels, problems);
    let people = cast::people(&whole.many("person", "person", problems), moved, &mut labels, problems);
    let relations = cast::relations(&whole.many("relationship", "relationship", problems), &labels, problems);
    let told = told::facts(&facts, moved, &mut labels, &people, problems);
    let expectations = expect::expectations(&whole.many("expect", "expect", problems), moved, &labels, problems);
    let lead = head.label("lead", problems).and_then(|lead| labels.team(&lead, &head.at_key("lead"), problems));
    let about = about(&head, &labels, problems);
    let start = told.iter().map(|fact| fact.fact.happened.date).min();
    if start.is_none() && problems.is_empty() {
        problems.add(&(0..0), "nothing happens in this story", "add at least one [[fact]]");
    }
    let (title, reference, summary) = (title?, reference?, summary?);
    let opening = cast::opening(&teams, &people, &relations, lead, &reference, start?, &labels)?;
    Some(Story {
        file: FileId(in_story("file", &reference, "")),
        opening,
        title,
        reference,
        source,
        summary,
        note,
        real_end,
        teams: teams.into_iter().map(|team| team.told).collect(),
        people: people.into_iter().map(|person| person.told).collect(),
        facts: told,
        expectations,
        about,
        moved_by: first_day.map(|_| moved.days),
        text: text.to_owned(),
    })
}

/// The teams of the bodies that the story is about; all teams where it does not say.
fn about(head: &Section, labels: &Labels, problems: &mut Problems) -> Vec<TeamId> {
    let Some((value, at)) = head.value("about") else { return labels.teams.values().copied().collect() };
    let mut teams = Vec::new();
    for (one, at) in section::list(value, &at) {
        let Some(label) = section::text(one, &at, problems) else { continue };
        if let Some(of_body) = labels.bodies.get(label) {
            teams.extend(of_body);
        } else {
            let wrong = format!("there is no body “{}” in this story", section::cut(label));
            problems.add(&at, wrong, instead(label, &keys(&labels.bodies)));
        }
    }
    teams
}

/// How far the story is to be moved, so that its first fact falls on the day.
fn moved(facts: &[Section], first_day: Option<Date>, problems: &mut Problems) -> Moved {
    let Some(first_day) = first_day else { return Moved::default() };
    let mut unheard = Problems::of("");
    let days = facts.iter().filter_map(|fact| fact.when("on", &mut unheard)).map(|when| when.date);
    let Some(start) = days.min() else { return Moved::default() };
    if !(1900..=2199).contains(&first_day.year()) {
        problems.add(
            &(0..0),
            format!("the year {} cannot be meant", first_day.year()),
            "move the story to a year from 1900 to 2199",
        );
    }
    Moved::from_to(start, first_day)
}

fn real_end(head: &Section, moved: Moved, problems: &mut Problems) -> Option<RealEnd> {
    let (value, at) = head.value("real_end")?;
    let Some(table) = value.as_table() else {
        problems.add(&at, "“real_end” is not a table", "write real_end = { on = 2019-02-20, what = \"She was rehoused.\" }");
        return None;
    };
    let end = Section::of("real_end", table, at);
    end.only(&["on", "what"], problems);
    let what = end.must("what", "what really happened in the end", problems);
    if end.value("on").is_none() {
        problems.add(&end.at, "this real_end has no “on”", "add the day on which it happened: on = 2019-02-20");
    }
    let on = end.day("on", problems)?;
    Some(RealEnd { on: moved.day(on), what: what? })
}
