//! A replay as people read it.

use std::fmt::Write as _;

use casefile::stories::replay::{Because, Day, Entry, How, Named, Replay, What};
use jiff::civil::Date;

use crate::out::{hanging, wrapped};

/// The whole replay.
pub fn told(replay: &Replay, width: usize) -> String {
    let mut text = String::new();
    head(&mut text, replay, width);
    for day in replay.days.iter().filter(|day| day.entries.iter().any(is_told)) {
        self::day(&mut text, day, width);
    }
    owed(&mut text, replay, width);
    checks(&mut text, replay, width);
    end(&mut text, replay, width);
    text
}

fn head(text: &mut String, replay: &Replay, width: usize) {
    let title = format!("{} ({})", replay.title, replay.reference);
    let _ = writeln!(text, "{title}\n{}\n", "=".repeat(title.chars().count().min(width)));
    text.push_str(&wrapped(&replay.summary, "", width));
    if let Some(source) = &replay.source {
        text.push_str(&wrapped(&format!("Source: {source}"), "", width));
    }
    if let Some(note) = &replay.note {
        text.push_str(&wrapped(&format!("About the dates: {note}"), "", width));
    }
    if let Some(days) = replay.moved_by {
        let way = if days < 0 { "earlier" } else { "later" };
        let moved = format!(
            "All dates are moved: {} days {way} than in the story. The law in force on the new dates applies.",
            days.abs()
        );
        text.push_str(&wrapped(&moved, "", width));
    }
    let _ = writeln!(text, "\nServices");
    for team in &replay.teams {
        let outside = if team.party { "" } else { " (outside Holdfast)" };
        text.push_str(&wrapped(&format!("{}, {}{outside}", team.name, team.body), "  ", width));
    }
}

/// Reminders to the owner and the manager are left to programs: they would fill pages.
fn is_told(entry: &Entry) -> bool {
    !matches!(entry, Entry::PassedUp { to: "owner" | "manager", .. })
}

fn day(text: &mut String, day: &Day, width: usize) {
    let _ = writeln!(text, "\n{}", long_date(day.date));
    let mut up: Vec<(&'static str, Vec<&What>)> = Vec::new();
    for entry in day.entries.iter().filter(|entry| is_told(entry)) {
        match entry {
            Entry::Happened { what, at, known_to, .. } => {
                let time = at.map_or_else(String::new, |at| format!(" ({:02}:{:02})", at.hour(), at.minute()));
                text.push_str(&hanging(&format!("{what}{time}"), "  • ", "    ", width));
                let known = if known_to.is_empty() {
                    "No service knew this.".to_owned()
                } else {
                    format!("Known to {}.", names(known_to))
                };
                text.push_str(&wrapped(&known, "    ", width));
            }
            Entry::Learned { what, happened, by, .. } => {
                let learned = format!("{} learned of what happened on {}: {what}", names(by), short_date(*happened));
                text.push_str(&hanging(&learned, "  • ", "    ", width));
            }
            Entry::Refused(refused) => {
                let rule = refused.rule.map_or_else(String::new, |rule| format!(" [{rule}]"));
                text.push_str(&hanging(
                    &format!("Holdfast would have refused this. {}{rule}", refused.because),
                    "  ✕ ",
                    "    ",
                    width,
                ));
                for instead in &refused.instead {
                    text.push_str(&hanging(instead, "      instead: ", "               ", width));
                }
            }
            Entry::Raised { what, must, local, law, because, .. } => {
                let mark = if *local { ", a local standard" } else { "" };
                text.push_str(&hanging(
                    &format!("OWED by {}, by {}{mark}: {must}", what.owner.name, by_when(what)),
                    "  + ",
                    "    ",
                    width,
                ));
                let facts: Vec<_> = because.iter().map(|because| because.fact.as_str()).collect();
                let source =
                    format!("{} {}, {} ({}). Because of: {}", what.rule, law.act, law.provision, law.force, facts.join(", "));
                text.push_str(&hanging(&source, "      ", "      ", width));
            }
            Entry::Met { what, by } => done(text, "✓", &format!("Done in time: {}", what.title), by, width),
            Entry::MetLate { what, by, days } => {
                done(text, "✓", &format!("Done {days} {} late: {}", plural(*days, "day"), what.title), by, width);
            }
            Entry::Missed { what, by } => done(text, "!", &format!("MISSED by {}: {}", what.owner.name, what.title), by, width),
            Entry::Ended { what, by } => done(text, "-", &format!("No longer owed: {}", what.title), by, width),
            Entry::Waived { what } => text.push_str(&hanging(&format!("Waived: {}", what.title), "  - ", "    ", width)),
            Entry::Late { what } => {
                let late = format!("LATE, owed by {}: {} [{}]", what.owner.name, what.title, what.rule);
                text.push_str(&hanging(&late, "  ! ", "    ", width));
            }
            Entry::PassedUp { what, to_whom, .. } => match up.iter_mut().find(|(whom, _)| whom == to_whom) {
                Some((_, list)) => list.push(what),
                None => up.push((to_whom, vec![what])),
            },
        }
    }
    for (whom, list) in up {
        let what: Vec<_> = list.iter().map(|what| format!("{} ({})", what.title, what.owner.name)).collect();
        let passed = format!("Holdfast would have passed up to {}: {}", lower(whom), what.join("; "));
        text.push_str(&hanging(&passed, "  ↑ ", "    ", width));
    }
}

fn done(text: &mut String, mark: &str, what: &str, by: &Because, width: usize) {
    text.push_str(&hanging(&format!("{what} (by “{}”)", by.fact), &format!("  {mark} "), "    ", width));
}

fn owed(text: &mut String, replay: &Replay, width: usize) {
    if replay.owed.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nHow it stood at the end");
    for state in ["late", "missed", "open", "met-late", "met", "waived", "ended"] {
        let these: Vec<_> = replay.owed.iter().filter(|owed| owed.state == state).collect();
        if let Some(first) = these.first() {
            let _ = writeln!(text, "  {}: {}", first.state_label, these.len());
            for owed in &these {
                let line = format!(
                    "{} ({}), since {}, due {}",
                    owed.what.title,
                    owed.what.owner.name,
                    short_date(owed.raised_on),
                    by_when(&owed.what)
                );
                text.push_str(&hanging(&line, "    ", "      ", width));
            }
        }
    }
}

fn checks(text: &mut String, replay: &Replay, width: usize) {
    if replay.checks_skipped {
        let _ = writeln!(text, "\nExpectations are left out, because the dates were moved.");
    }
    if replay.checks.is_empty() {
        return;
    }
    let held = replay.checks.iter().filter(|check| check.holds).count();
    let _ = writeln!(text, "\nExpectations: {held} of {} hold", replay.checks.len());
    for check in replay.checks.iter().filter(|check| !check.holds) {
        let row = check.row.map_or_else(String::new, |row| format!(" (row {row})"));
        let found = check.found.as_deref().unwrap_or_default();
        text.push_str(&hanging(
            &format!("line {}{row}: expected that {}, but {found}", check.line, check.expected),
            "  ! ",
            "    ",
            width,
        ));
    }
}

fn end(text: &mut String, replay: &Replay, width: usize) {
    text.push('\n');
    match &replay.forced {
        None => text.push_str(&wrapped("Holdfast would not have forced anything in this story.", "", width)),
        Some(forced) => {
            let how = match forced.how {
                How::Refused => "a refusal",
                How::PassedUp => "passing it up",
            };
            let first = format!("Holdfast would have forced the issue on {}, by {how}. {}", long_date(forced.on), forced.told);
            text.push_str(&wrapped(&first, "", width));
        }
    }
    if let Some(end) = &replay.real_end {
        text.push_str(&wrapped(&format!("What really happened, on {}: {}", long_date(end.on), end.what), "", width));
    }
    if let Some(days) = replay.days_until_real_end {
        text.push_str(&wrapped(&format!("Between the two lie {days} {}.", plural(days, "day")), "", width));
    }
}

/// The outcome of many stories, as a table.
pub fn table(rows: &[[String; 5]], width: usize) -> String {
    const HEAD: [&str; 5] = ["story", "outcome", "expectations", "forced on", "days before the real end"];
    let column = |at: usize| rows.iter().map(|row| row[at].chars().count()).chain([HEAD[at].chars().count()]).max().unwrap_or(0);
    let widths: [usize; 5] = std::array::from_fn(column);
    let mut text = String::new();
    let head = HEAD.map(str::to_owned);
    for row in std::iter::once(&head).chain(rows) {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            let _ = write!(line, "{cell:<width$}  ");
        }
        let _ = writeln!(text, "{}", line.trim_end().chars().take(width).collect::<String>());
    }
    text
}

fn names(teams: &[Named]) -> String {
    let names: Vec<_> = teams.iter().map(|team| team.name.as_str()).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => (*last).to_owned(),
        None => "nobody".to_owned(),
    }
}

fn by_when(what: &What) -> String {
    match what.due_time {
        None => short_date(what.due),
        Some(time) => format!("{} {:02}:{:02}", short_date(what.due), time.hour(), time.minute()),
    }
}

fn long_date(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

fn short_date(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

fn plural(count: i32, thing: &str) -> String {
    if count == 1 { thing.to_owned() } else { format!("{thing}s") }
}

fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
