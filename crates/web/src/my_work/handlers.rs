//! `GET /work`

use std::collections::BTreeMap;
use std::str::FromStr as _;

use axum::extract::Query;
use casefile::ids::FileId;
use casefile::obligations::Severity;
use desk::{Directory, Opened, Within, WorkCount, WorkCursor, WorkLine};
use jiff::civil::DateTime;
use serde::Deserialize;

use super::views::{Filter, Owed, WorkPage};
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
    let team = asked.whose == "team";
    let after = WorkCursor::from_str(&asked.after).ok();
    let desk = signed.desk();
    let own = desk.officer().team;
    let now = signed.web.house().wall();
    let filter = Filters::of(&asked.when);
    let (within, tonight) = (filter.within(now), end_of(now));
    let (page, count, today) = if team {
        let page = desk.team_work_within(own, within, after.as_ref(), ON_A_PAGE).await?;
        (page, desk.count_team_work(own).await?, desk.count_team_work_until(own, tonight).await?)
    } else {
        let page = desk.my_work_within(within, after.as_ref(), ON_A_PAGE).await?;
        (page, desk.count_my_work().await?, desk.count_my_work_until(tonight).await?)
    };
    let names = crate::door::names(&directory);
    let opened = open_each(&signed, &page.lines).await?;
    let owed = page.lines.iter().map(|line| card(line, opened.get(&line.file), &directory, &names, now)).collect();
    Ok(WorkPage {
        frame: signed.frame(At::Work, &directory),
        whose: vec![("/work".into(), "What I owe".into(), !team), ("/work?whose=team".into(), "What my team owes".into(), team)],
        when: counts(&count, today.soon, team, filter),
        owed,
        pages: Pages {
            previous: after.map(|_| address(team, filter, None)),
            next: page.next.map(|next| address(team, filter, Some(next.to_string()))),
        },
        team,
        filtered: filter != Filters::All,
    })
}

fn address(team: bool, filter: Filters, after: Option<String>) -> String {
    let mut parts = Vec::new();
    if team {
        parts.push("whose=team".to_owned());
    }
    if filter != Filters::All {
        parts.push(format!("when={}", filter.code()));
    }
    parts.extend(after.map(|after| format!("after={after}")));
    if parts.is_empty() { paths::WORK.into() } else { format!("{}?{}", paths::WORK, parts.join("&")) }
}

fn counts(count: &WorkCount, today: u64, team: bool, filter: Filters) -> Vec<(Filter, String, &'static str)> {
    [
        (Filters::Overdue, count.late, "overdue", "overdue"),
        (Filters::Today, today, "due today", "today"),
        (Filters::Week, count.soon.saturating_sub(today), "due within 7 days", "soon"),
        (Filters::Later, count.later + count.coming, "later", "later"),
    ]
    .into_iter()
    .map(|(when, number, words, class)| {
        let shown = words::thousands(i64::try_from(number).unwrap_or(i64::MAX));
        ((address(team, when, None), words.to_owned(), when == filter), shown, class)
    })
    .collect()
}

/// The parts of a work list, by when it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filters {
    All,
    Overdue,
    Today,
    Week,
    Later,
}

impl Filters {
    fn of(code: &str) -> Self {
        [Self::Overdue, Self::Today, Self::Week, Self::Later].into_iter().find(|one| one.code() == code).unwrap_or(Self::All)
    }

    fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Week => "week",
            Self::Later => "later",
        }
    }

    fn within(self, now: DateTime) -> Within {
        let week = now.saturating_add(jiff::SignedDuration::from_hours(7 * 24));
        match self {
            Self::All => Within::ALL,
            Self::Overdue => Within::between(None, Some(now)),
            Self::Today => Within::between(Some(now), Some(end_of(now))),
            Self::Week => Within::between(Some(end_of(now)), Some(week)),
            Self::Later => Within::between(Some(week), None),
        }
    }
}

/// The first moment of the day after.
fn end_of(now: DateTime) -> DateTime {
    now.date().saturating_add(jiff::Span::new().days(1)).to_datetime(jiff::civil::Time::midnight())
}

/// The files of a page, each opened once, to say why something is owed. A file that may not be opened stays shut.
async fn open_each(signed: &Signed, lines: &[WorkLine]) -> Result<BTreeMap<FileId, Opened>, Problem> {
    let mut opened = BTreeMap::new();
    for line in lines {
        if opened.contains_key(&line.file) {
            continue;
        }
        match signed.desk().open(line.file).await {
            Ok(file) => {
                opened.insert(line.file, file);
            }
            Err(desk::CannotAct::NoSuchFile | desk::CannotAct::NotYourRole) => {}
            Err(problem) => return Err(problem.into()),
        }
    }
    Ok(opened)
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
