//! `GET /work`

use std::str::FromStr as _;

use axum::extract::Query;
use casefile::obligations::Severity;
use desk::{Directory, Due, Opened, Within, WorkCount, WorkCursor, WorkLine};
use jiff::civil::DateTime;
use serde::Deserialize;

use super::views::{Filter, Group, Owed, WorkPage};
use crate::components::{Pages, Tag, Tone};
use crate::door::{Problem, Signed};
use crate::file::describe::{Names, Seen};
use crate::file::owed;
use crate::frame::At;
use crate::words::Nearness;
use crate::{paths, words};

/// How many things stand on one page.
const ON_A_PAGE: u32 = 20;

/// Whose work, due when, from where on.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    whose: String,
    #[serde(default)]
    when: String,
    #[serde(default)]
    after: String,
}

/// What I owe, or what my team owes.
/// # Errors
/// The ledger does not answer.
pub async fn show(signed: Signed, Query(asked): Query<Asked>) -> Result<WorkPage, Problem> {
    let directory = signed.directory().await?;
    let after = WorkCursor::from_str(&asked.after).ok();
    let desk = signed.desk();
    let own = desk.officer().team;
    let mine = desk.count_my_work().await?;
    // Whoever owes nothing, as many managers do, sees at once what the team owes.
    let works = signed.works();
    let stands_in = works && asked.whose != "team" && PARTS.iter().all(|(due, ..)| mine.of(*due).counted == 0);
    let team = works && (asked.whose == "team" || stands_in);
    let now = signed.web.house().wall();
    let due = PARTS.into_iter().find_map(|(due, code, ..)| (code == asked.when).then_some(due));
    let within = due.map_or(Within::ALL, |due| due.within(now));
    let (page, count) = if team {
        (desk.team_work_within(own, within, after.as_ref(), ON_A_PAGE).await?, desk.count_team_work(own).await?)
    } else {
        (desk.my_work_within(within, after.as_ref(), ON_A_PAGE).await?, mine)
    };
    let names = crate::door::names(&directory);
    // Each file is opened once, to say why something is owed. One that may not be opened stays shut.
    let opened = desk.open_each(&page.lines.iter().map(|line| line.file).collect()).await?;
    let owed = page.lines.iter().map(|line| card(line, opened.get(&line.file), &directory, &names, now)).collect();
    Ok(WorkPage {
        frame: signed.frame(At::Work, &directory),
        whose: if works {
            vec![("/work".into(), "What I owe".into(), !team), ("/work?whose=team".into(), "What my team owes".into(), team)]
        } else {
            Vec::new()
        },
        elsewhere: elsewhere(&signed),
        when: counts(&count, team, due),
        owed: Group::all(owed),
        stands_in,
        pages: Pages {
            first: after.map(|_| address(team, due, None)),
            previous: None,
            next: page.next.map(|next| address(team, due, Some(next.to_string()))),
        },
        team,
        filtered: due.is_some(),
    })
}

/// Where the work of somebody stands who works on no files.
fn elsewhere(signed: &Signed) -> Option<(&'static str, &'static str)> {
    if signed.reviews() {
        Some(("/conflicts", "Links to review"))
    } else if signed.guards() {
        Some((paths::PRIVACY, "What privacy officers have to look at"))
    } else if signed.works() {
        None
    } else {
        Some(("/help", "Help"))
    }
}

/// The parts of a work list: which, its code in addresses, its words and the class of its colour.
const PARTS: [(Due, &str, &str, &str); 4] = [
    (Due::Overdue, "overdue", "overdue", "overdue"),
    (Due::Today, "today", "due today", "today"),
    (Due::Week, "week", "due within 7 days", "soon"),
    (Due::Later, "later", "later", "later"),
];

fn address(team: bool, due: Option<Due>, after: Option<String>) -> String {
    let mut parts = Vec::new();
    if team {
        parts.push("whose=team".to_owned());
    }
    let code = PARTS.iter().find(|part| Some(part.0) == due).map(|part| part.1);
    parts.extend(code.map(|code| format!("when={code}")));
    parts.extend(after.map(|after| format!("after={after}")));
    if parts.is_empty() { paths::WORK.into() } else { format!("{}?{}", paths::WORK, parts.join("&")) }
}

fn counts(count: &WorkCount, team: bool, chosen: Option<Due>) -> Vec<(Filter, String, &'static str)> {
    PARTS
        .into_iter()
        .map(|(due, _, words, class)| {
            ((address(team, Some(due), None), words.to_owned(), Some(due) == chosen), count.of(due).to_string(), class)
        })
        .collect()
}

fn card(line: &WorkLine, opened: Option<&Opened>, directory: &Directory, names: &Names, now: DateTime) -> Owed {
    if let Some(opened) = opened {
        let seen = Seen { id: line.file, file: &opened.file, csrf: "", names, past: false };
        if let Some(one) = opened.owed.iter().find(|one| one.key() == (line.rule.id, line.raised_by)) {
            return owed::card(&seen, one, now);
        }
    }
    closed_card(line, directory, now)
}

/// A line about a file that the officer may not open: what is owed, and nothing about whom.
fn closed_card(line: &WorkLine, directory: &Directory, now: DateTime) -> Owed {
    let mut tags = vec![if line.is_late(now) { Tag::new("Late", Tone::Red) } else { Tag::new("Open", Tone::Blue) }];
    if line.rule.severity == Severity::Safety {
        tags.push(Tag::new("Safety", Tone::Orange));
    }
    Owed {
        title: line.rule.title.into(),
        must: line.rule.must.into(),
        href: paths::owed(line.file, line.rule.id, line.raised_by),
        reference: line.reference.clone(),
        known_as: String::new(),
        file_href: paths::file(line.file),
        owner: directory.team(line.team).map(|team| team.name.clone()).unwrap_or_default(),
        nearness: Nearness::of(line.due, now).class(),
        due: if now.date() < line.since { format!("From {}", words::day(line.since)) } else { words::due(line.due, now) },
        tags,
        because: "of what is in the file".into(),
        since: words::day(line.since),
        source: format!("{} {}", line.rule.source.act, line.rule.source.provision),
        rule_href: paths::rule(line.rule.id),
        local: line.rule.local,
        act: None,
    }
}
