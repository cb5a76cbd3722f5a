//! The nine survivors' cases that the Ombudsman published, set in the demonstration partnership and moved to today.
//!
//! Each is recorded only up to a day of its own, and moved so that today something in it is overdue, something is due this week and something
//! is still to come: what an officer would have found on opening the file on that day.

mod cast;
mod moment;

use casefile::calendar::london_date;
use casefile::facts::{Body, By, Fact, OfficerAssigned, When};
use casefile::file::CaseFile;
use casefile::ids::{FactId, in_story};
use casefile::obligations::derive;
use casefile::stories::Story;
use jiff::ToSpan;
use jiff::civil::{Date, Time};

use crate::Partnership;
use crate::invented::casework;
use crate::invented::files::{DemonstrationFile, by_the_clock};
use cast::Cast;
pub use moment::Standing;

/// The nine, by the name of their story.
pub const NINE: [(&str, &str); 9] = [
    ("zadie", include_str!("../../../../stories/zadie.toml")),
    ("tessa", include_str!("../../../../stories/tessa.toml")),
    ("cerys", include_str!("../../../../stories/cerys.toml")),
    ("karen", include_str!("../../../../stories/karen.toml")),
    ("barbara", include_str!("../../../../stories/barbara.toml")),
    ("naomi", include_str!("../../../../stories/naomi.toml")),
    ("wendy", include_str!("../../../../stories/wendy.toml")),
    ("seren", include_str!("../../../../stories/seren.toml")),
    ("brent-ealing", include_str!("../../../../stories/brent-ealing.toml")),
];

/// The nine as they stand on the morning of a day.
pub fn nine(here: &Partnership, today: Date) -> Vec<DemonstrationFile> {
    NINE.iter().enumerate().filter_map(|(at, (name, text))| set(here, at, name, &Story::read(text).ok()?, today)).collect()
}

/// One story set in the partnership, recorded up to the best day and moved to today.
fn set(here: &Partnership, at: usize, name: &str, story: &Story, today: Date) -> Option<DemonstrationFile> {
    let place = moment::find(here, at, story, today)?;
    let moved = story.moved_to(place.begins).ok()?;
    let mut facts = as_recorded(here, at, &moved, place.until);
    let reference = in_story("demonstration reference", &here.id, name).as_u128();
    let owed = derive(&CaseFile::fold(facts.clone()), &here.standards);
    let now = today.to_datetime(Time::midnight());
    for (number, (when, body)) in casework::passed_up(&owed, now).into_iter().enumerate() {
        facts.push(by_the_clock(FactId::in_story(&story.reference, &format!("clock {number}")), when, body));
    }
    facts.sort_by_key(|fact| fact.recorded);
    for fact in &mut facts {
        if let Body::FileOpened(opened) = &mut fact.body {
            opened.reference = neutral(reference);
        }
    }
    Some(DemonstrationFile { id: story.file, facts, kind: name.to_owned() })
}

/// What had been recorded by the end of a day, with the partnership's own teams and officers.
fn as_recorded(here: &Partnership, at: usize, story: &Story, until: Date) -> Vec<Fact> {
    let cast = Cast::of(here, story, at);
    let mut facts = Vec::new();
    for mut fact in story.file_facts() {
        fact.known.retain(|known| known.on <= until);
        let opening = story.opening.iter().any(|opening| opening.id == fact.id);
        if london_date(fact.recorded) > until || (!opening && fact.known.is_empty()) {
            continue;
        }
        cast.take_part(here, &mut fact);
        facts.push(fact);
    }
    let first = facts.first().map(|fact| (fact.happened.date, fact.recorded));
    if let Some((day, recorded)) = first {
        for (team, officer) in cast.officers() {
            let id = FactId::in_story(&story.reference, &format!("officer of {team}"));
            let body = OfficerAssigned { team, officer: Some(officer) }.into();
            let by = By::Officer(officer);
            facts.push(Fact { id, happened: When::on(day), recorded, by, supersedes: None, known: Vec::new(), body });
        }
    }
    // The file is opened first, whatever else was recorded at that moment.
    facts.sort_by_key(|fact| (fact.recorded, !matches!(fact.body, Body::FileOpened(_))));
    facts
}

/// A reference that says nothing about anybody.
fn neutral(bits: u128) -> String {
    const LETTERS: &[u8] = b"23456789BCDFGHJKMNPQRSTVWXZ";
    let mut left = bits;
    let mut letter = || {
        let at = usize::try_from(left % 27).unwrap_or(0);
        left /= 27;
        LETTERS.get(at).copied().map_or('2', char::from)
    };
    let one: String = (0..3).map(|_| letter()).collect();
    let two: String = (0..4).map(|_| letter()).collect();
    format!("{one}-{two}")
}

/// The last day of a week that begins with a day.
fn this_week(today: Date) -> Date {
    today.saturating_add(6.days())
}
