//! The pages of stories, made from their replays: what really happened beside what Holdfast would have forced.

use std::collections::BTreeMap;

use casefile::facts::Rung;
use casefile::stories::replay::{Day, Entry, Replay, What};
use jiff::civil::Date;

use super::shelf::Told;
use super::views::{Mark, StoriesPage, StoryCard, StoryDay, StoryPage};
use crate::components::{Cell, Table, Tag, Tone};
use crate::frame::Frame;
use crate::words;

/// How wide the line of time is drawn.
const WIDTH: i64 = 1000;

/// The list.
pub fn list(frame: Frame, shelf: &[Told]) -> StoriesPage {
    StoriesPage { frame, stories: shelf.iter().map(card).collect() }
}

/// The name that the title begins with.
fn name(replay: &Replay) -> String {
    replay.title.split(':').next().unwrap_or(&replay.title).trim().to_owned()
}

fn card(told: &Told) -> StoryCard {
    let replay = &told.replay;
    let after_colon = replay.title.split_once(':').map(|(_, rest)| words::from_code(rest.trim())).unwrap_or_default();
    let (days, means) = match (replay.days_until_real_end, &replay.real_end) {
        (Some(days), Some(end)) if days > 0 => {
            let unit = if days == 1 { "day" } else { "days" };
            (
                words::thousands(i64::from(days)),
                format!("{unit} before what really happened, on {}: {}", words::day(end.on), end.what.trim()),
            )
        }
        _ => (String::new(), "Nobody ever put it right in the story.".to_owned()),
    };
    StoryCard {
        href: format!("/stories/{}", told.slug),
        name: name(replay),
        report: format!("Ombudsman case {}", replay.reference),
        summary: if after_colon.is_empty() { replay.summary.clone() } else { format!("{after_colon}.") },
        days,
        means,
    }
}

/// One story.
pub fn story(frame: Frame, told: &Told) -> StoryPage {
    let replay = &told.replay;
    let span = span(replay);
    let at = |day: Date| across(span, day);
    let forced_on = replay.forced.as_ref().map(|forced| forced.on);
    let end = replay.real_end.as_ref().map(|end| end.on);
    let days = key_days(replay.days.iter().filter_map(|day| story_day(day, forced_on)));
    let (mut real, mut forced) = (Vec::new(), Vec::new());
    for day in &replay.days {
        let x = at(day.date);
        if day.entries.iter().any(|entry| matches!(entry, Entry::Happened { .. })) {
            real.push(Mark { x, class: "real" });
        }
        if let Some(class) = worst(day) {
            forced.push(Mark { x, class });
        }
    }
    let gap = forced_on.zip(end).map(|(from, to)| (at(from), at(to)));
    StoryPage {
        frame,
        card: StoryCard { summary: replay.summary.clone(), ..card(told) },
        forced_on: forced_on
            .map_or_else(String::new, |day| format!("Holdfast would have forced the issue on {}:", words::day(day))),
        drawing: drawing(replay, real.len()),
        real,
        forced,
        gap,
        years: years(span),
        days,
        owed: owed(replay),
    }
}

fn span(replay: &Replay) -> (Date, Date) {
    let first = replay.days.first().map_or(Date::ZERO, |day| day.date);
    let last = replay.days.last().map_or(first, |day| day.date);
    let end = replay.real_end.as_ref().map_or(last, |end| end.on.max(last));
    (first, end)
}

fn across((first, last): (Date, Date), day: Date) -> u32 {
    let whole = words::days_from(first, last).max(1);
    u32::try_from((words::days_from(first, day) * WIDTH / whole).clamp(0, WIDTH)).unwrap_or(0)
}

/// The first day, and each first of January, as far apart as words need.
fn years(span: (Date, Date)) -> Vec<(u32, String)> {
    let (first, last) = span;
    let mut years = vec![(0, format!("{} {}", words::month(first.month()), first.year()))];
    for year in first.year() + 1..=last.year() {
        let x = Date::new(year, 1, 1).map_or(0, |day| across(span, day));
        if x > 120 && x < 900 {
            years.push((x, year.to_string()));
        }
    }
    let end = (across(span, last), format!("{} {}", words::month(last.month()), last.year()));
    if years.last().is_none_or(|(x, _)| end.0 > x + 100) {
        years.push(end);
    }
    years
}

/// The gravest thing that Holdfast would have done on a day, as the class of its colour.
fn worst(day: &Day) -> Option<&'static str> {
    let has = |wanted: fn(&Entry) -> bool| day.entries.iter().any(wanted);
    if has(|entry| matches!(entry, Entry::Refused(_))) {
        Some("refused")
    } else if has(|entry| matches!(entry, Entry::Late { .. } | Entry::PassedUp { .. } | Entry::Missed { .. })) {
        Some("late")
    } else {
        has(|entry| matches!(entry, Entry::Raised { .. })).then_some("raised")
    }
}

fn drawing(replay: &Replay, happened: usize) -> String {
    let (first, last) = span(replay);
    let forced = replay.forced.as_ref().map_or_else(String::new, |forced| format!(" {}", forced.told));
    let end =
        replay.real_end.as_ref().map_or_else(String::new, |end| format!(" The end, on {}: {}", words::day(end.on), end.what));
    let happened = words::count(i64::try_from(happened).unwrap_or(0), "day", "days");
    format!(
        "From {} to {}. Above the line, {happened} on which something happened; below, what Holdfast would have raised, passed up or refused.{forced}{end}",
        words::day(first),
        words::day(last)
    )
}

/// The days on which something happened, was refused or was forced; the days between stand folded under the one before them.
fn key_days(days: impl Iterator<Item = StoryDay>) -> Vec<StoryDay> {
    let mut key: Vec<StoryDay> = Vec::new();
    for day in days {
        let counts = !day.real.is_empty() || day.turning;
        match key.last_mut() {
            Some(before) if !counts => before.after.push((day.day, day.forced)),
            _ => key.push(day),
        }
    }
    key
}

/// A day with what happened and what would have been forced; `None` where neither is worth a reader's minute.
fn story_day(day: &Day, forced_on: Option<Date>) -> Option<StoryDay> {
    let mut real = Vec::new();
    let mut forced: Vec<(String, &'static str)> = Vec::new();
    let mut raised: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut late: Vec<String> = Vec::new();
    let mut passed: BTreeMap<(Option<Rung>, &str), Vec<String>> = BTreeMap::new();
    for entry in &day.entries {
        match entry {
            Entry::Happened { what, known_to, .. } if known_to.is_empty() => real.push(format!("{what} No service knew.")),
            Entry::Happened { what, .. } => real.push(what.clone()),
            Entry::Learned { what, by, .. } => {
                let who: Vec<String> = by.iter().map(|one| one.name.clone()).collect();
                real.push(format!("{} learned: {what}", words::list(&who)));
            }
            Entry::Refused(refused) => {
                let instead = refused.instead.first().map(|instead| format!(" Instead: {instead}")).unwrap_or_default();
                forced.push((format!("Refused. {}{instead}", refused.because), "refused"));
            }
            Entry::Raised { what, .. } => raised.entry(&what.owner.name).or_default().push(until(what)),
            Entry::Late { what } | Entry::Missed { what, .. } => late.push(what.title.to_owned()),
            Entry::PassedUp { what, to, to_whom, .. } => {
                passed.entry((to.parse().ok(), to_whom)).or_default().push(what.title.to_owned());
            }
            Entry::Met { .. } | Entry::MetLate { .. } | Entry::Waived { .. } | Entry::Ended { .. } => {}
        }
    }
    forced.extend(raised.into_iter().map(|(owner, list)| (format!("Owed by {owner}: {}.", list.join("; ")), "raised")));
    if !late.is_empty() {
        forced.push((format!("Not done in time: {}.", late.join("; ")), "late"));
    }
    // What goes to the owner or a manager is every day's business; what goes higher forces the issue.
    let high = passed.into_iter().filter(|((rung, _), _)| rung.is_none_or(|rung| rung >= Rung::DutyManager));
    forced.extend(high.map(|((_, who), list)| (format!("Passed up to {}: {}.", who.to_lowercase(), list.join("; ")), "late")));
    let turning = forced_on == Some(day.date);
    if real.is_empty() && forced.is_empty() && !turning {
        return None;
    }
    Some(StoryDay { day: words::weekday_and_day(day.date), iso: day.date.to_string(), real, forced, turning, after: Vec::new() })
}

fn until(what: &What) -> String {
    format!("{} (by {})", what.title, words::day(what.due))
}

fn owed(replay: &Replay) -> Table {
    let heads = ["What", "Who", "Owed since", "Due", "What became of it"].map(|head| (head.to_owned(), false)).to_vec();
    let rows = replay.owed.iter().map(|one| {
        let tone = match one.state {
            "met" => Tone::Green,
            "late" | "missed" => Tone::Red,
            "met-late" => Tone::Yellow,
            _ => Tone::Grey,
        };
        vec![
            Cell::Text(one.what.title.into()),
            Cell::Text(one.what.owner.name.clone()),
            Cell::Text(words::day(one.raised_on)),
            Cell::Text(words::day(one.what.due)),
            Cell::Tag(Tag::new(one.state_label, tone)),
        ]
    });
    Table { caption: String::new(), heads, rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use casefile::obligations::Standards;

    use super::super::shelf::shelf;
    use super::*;

    #[test]
    fn every_story_says_when_the_issue_would_have_been_forced() {
        for told in shelf(&Standards::default()) {
            let page = story(Frame::default(), &told);
            assert_eq!(page.forced_on.is_empty(), told.replay.forced.is_none(), "{}", told.slug);
            assert_eq!(page.days.iter().any(|day| day.turning), told.replay.forced.is_some(), "{} shows the day", told.slug);
            assert!(page.real.iter().chain(&page.forced).all(|mark| mark.x <= 1000));
            assert!(!page.render().unwrap().contains(" style="));
        }
    }
}
