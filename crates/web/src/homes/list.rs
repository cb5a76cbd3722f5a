//! `GET /homes`, and one home: for housing teams.

use access::Refused;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::accommodation::SIX_WEEKS_IN_DAYS;
use casefile::facts::{HomeKind, LookPurpose, Near, Neighbours, Shared};
use casefile::ids::{HomeId, RoomId};
use desk::{CannotAct, Directory, HomeLine, RoomLine, RoomState};
use jiff::civil::Date;

use super::views::{HomePage, HomesPage, RoomCard, WherePage};
use super::words as w;
use crate::components::{Cell, Row, Summary, Table, Tag, Tone};
use crate::door::{Checked, Problem, Signed};
use crate::frame::At;
use crate::sign_in::prove;
use crate::{paths, words};

/// The address of the list.
pub const HOMES: &str = "/homes";

/// The address of one home.
pub fn address(home: HomeId) -> String {
    format!("{HOMES}/{home}")
}

fn heads(names: &[(&str, bool)]) -> Vec<(String, bool)> {
    names.iter().map(|(name, number)| ((*name).to_owned(), *number)).collect()
}

fn area(directory: &Directory, line: &HomeLine) -> String {
    directory.body(line.entry.home.area).map(|body| body.name.clone()).unwrap_or_default()
}

fn who(state: &RoomState) -> Cell {
    match state {
        RoomState::Held { file, reference, .. } => Cell::Link(paths::part(*file, "home"), format!("File {reference}")),
        _ => "".into(),
    }
}

fn rooms(directory: &Directory, lines: &[HomeLine]) -> Table {
    let row = |line: &HomeLine, one: &RoomLine| {
        let repairs = if one.repairs.is_empty() { String::new() } else { one.repairs.len().to_string() };
        vec![
            Cell::Link(address(line.entry.id), w::name(&line.entry.reference, &one.room)),
            w::kind(&line.entry.home).as_str().into(),
            area(directory, line).as_str().into(),
            w::size(&one.room).as_str().into(),
            Cell::Tag(w::state(&one.state)),
            who(&one.state),
            Cell::Number(w::money(one.room.nightly.0)),
            Cell::Number(repairs),
        ]
    };
    Table {
        caption: "Homes and rooms".into(),
        heads: heads(&[
            ("Home", false),
            ("Kind", false),
            ("Area", false),
            ("Size", false),
            ("How it stands", false),
            ("Who", false),
            ("A night", true),
            ("Repairs open", true),
        ]),
        rows: lines.iter().flat_map(|line| line.rooms.iter().map(move |one| row(line, one))).collect(),
    }
}

fn families(lines: &[HomeLine], today: Date) -> Table {
    let mut found: Vec<(i64, Vec<Cell>)> = Vec::new();
    for (line, one) in lines.iter().flat_map(|line| line.rooms.iter().map(move |one| (line, one))) {
        let RoomState::Held { since, family_in_bed_and_breakfast: true, .. } = &one.state else { continue };
        let day = words::days_from(*since, today) + 1;
        let tone = match day {
            ..28 => Tone::Plain,
            28..=42 => Tone::Orange,
            _ => Tone::Red,
        };
        let tag = Tag::new(format!("Day {day} of {SIX_WEEKS_IN_DAYS}"), tone);
        let home = w::name(&line.entry.reference, &one.room);
        found.push((day, vec![who(&one.state), home.as_str().into(), words::day(*since).as_str().into(), Cell::Tag(tag)]));
    }
    found.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    Table {
        caption: "Families in bed and breakfast".into(),
        heads: heads(&[("File", false), ("Home", false), ("Since", false), ("This stay", false)]),
        rows: found.into_iter().map(|(_, row)| row).collect(),
    }
}

fn refuges(directory: &Directory, lines: &[HomeLine]) -> Table {
    let row = |line: &HomeLine| {
        let spaces = line.entry.home.spaces?;
        Some(vec![
            Cell::Link(address(line.entry.id), line.entry.reference.clone()),
            area(directory, line).as_str().into(),
            Cell::Number(spaces.free.to_string()),
            Cell::Number(spaces.all.to_string()),
            words::day(spaces.told).as_str().into(),
        ])
    };
    Table {
        caption: "Refuge spaces".into(),
        heads: heads(&[("Refuge", false), ("Area", false), ("Free", true), ("Spaces", true), ("As told on", false)]),
        rows: lines.iter().filter_map(row).collect(),
    }
}

/// The list.
/// # Errors
/// The officer is in no housing team.
pub async fn show(signed: Signed) -> Result<HomesPage, Problem> {
    let directory = signed.directory().await?;
    let all = signed.desk().homes().await?;
    let today = signed.web.house().today();
    let (there, gone): (Vec<HomeLine>, Vec<HomeLine>) = all.into_iter().partition(|line| line.entry.withdrawn.is_none());
    let (refuge, homes): (Vec<HomeLine>, Vec<HomeLine>) =
        there.into_iter().partition(|line| line.entry.home.kind == HomeKind::Refuge);
    let each = || homes.iter().flat_map(|line| &line.rooms);
    let free = each().filter(|one| one.state == RoomState::Free).count();
    let lived = each().filter(|one| matches!(one.state, RoomState::Held { lived: true, .. })).count();
    let repairs: usize = each().map(|one| one.repairs.len()).sum();
    let late = each().flat_map(|one| &one.repairs).filter(|one| one.due.is_some_and(|due| due < today)).count();
    let families = families(&homes, today);
    let counts = vec![
        (free.to_string(), "free".into(), "soon"),
        (lived.to_string(), "in use".into(), "later"),
        (w::money(each().map(|one| one.nightly).sum()), "a night".into(), "later"),
        (w::money(each().map(|one| one.this_month).sum()), "this month so far".into(), "later"),
        (repairs.to_string(), format!("repairs open, {late} of them late"), if late > 0 { "overdue" } else { "later" }),
        (families.rows.len().to_string(), "families in bed and breakfast".into(), "today"),
    ];
    Ok(HomesPage {
        body: directory.body(signed.desk().officer().body).map(|body| body.name.clone()).unwrap_or_default(),
        counts,
        rooms: rooms(&directory, &homes),
        families,
        refuges: refuges(&directory, &refuge),
        withdrawn: gone.iter().map(|line| (address(line.entry.id), line.entry.reference.clone())).collect(),
        frame: signed.frame(At::Homes, &directory),
    })
}

fn list<T: Copy>(all: &[T], label: impl Fn(T) -> &'static str, none: &str) -> String {
    if all.is_empty() { none.to_owned() } else { all.iter().map(|one| label(*one)).collect::<Vec<_>>().join(", ") }
}

fn summary(directory: &Directory, line: &HomeLine) -> Summary {
    let home = &line.entry.home;
    let mut rows = vec![
        Row::new("Kind", w::kind(home)),
        Row::new("Run by", home.run_by.label()),
        Row::new("Area", area(directory, line)),
        Row::new("Housing team", directory.team(line.entry.team).map(|team| team.name.clone()).unwrap_or_default()),
    ];
    if let Some(spaces) = home.spaces {
        rows.push(Row::new("Spaces", format!("{} of {} free, as told on {}", spaces.free, spaces.all, words::day(spaces.told))));
        return Summary(rows);
    }
    let inspected = match home.inspected {
        Some(day) if home.hazard => format!("{}: a serious hazard was found, and is still there", words::day(day)),
        Some(day) => format!("{}: no serious hazard", words::day(day)),
        None => "Not yet".into(),
    };
    rows.extend([
        Row::new("Shared with others", list(&home.shares, Shared::label, "Nothing")),
        Row::new("Step-free", if home.step_free { "Yes" } else { "No" }),
        Row::new("In the building", list(&home.lives_here, Neighbours::label, "Nobody else, or not said")),
        Row::new("Within a short walk", list(&home.near, Near::label, "Not said")),
        Row::new("Inspected", inspected),
    ]);
    rows.extend(home.mended.map(|day| Row::new("Repairs seen to", format!("All that were reported by {}", words::day(day)))));
    Summary(rows)
}

fn card(line: &HomeLine, one: &RoomLine) -> RoomCard {
    let mut rows = vec![
        Row::new("Size", w::size(&one.room)),
        Row::new("Rooms to live in besides", one.room.living_rooms.to_string()),
        Row::new("A night", w::money(one.room.nightly.0)),
        Row::new("How it stands", w::state(&one.state).text),
    ];
    if let RoomState::Held { file, reference, since, .. } = &one.state {
        let to_the_file = crate::components::Line::Link(paths::part(*file, "home"), format!("File {reference}"));
        rows.push(Row { key: "Who".into(), lines: vec![to_the_file], action: None });
        rows.push(Row::new("Since", words::day(*since)));
    }
    if !one.repairs.is_empty() {
        rows.push(Row::new("Repairs open", one.repairs.len().to_string()));
    }
    let held = matches!(one.state, RoomState::Held { .. });
    RoomCard {
        name: w::room(&one.room),
        summary: Summary(rows),
        action: if held || line.entry.withdrawn.is_some() {
            String::new()
        } else {
            format!("{}/rooms/{}", address(line.entry.id), one.room.id)
        },
        may_stop: !held,
        may_use: one.state == RoomState::NotAvailable,
    }
}

/// One home.
/// # Errors
/// The officer is in no housing team; there is no such home.
pub async fn home(signed: Signed, Path(id): Path<HomeId>) -> Result<HomePage, Problem> {
    let directory = signed.directory().await?;
    let line = signed.desk().home(id).await?;
    let withdrawn = line.entry.withdrawn.is_some();
    Ok(HomePage {
        reference: line.entry.reference.clone(),
        summary: summary(&directory, &line),
        rooms: line.rooms.iter().map(|one| card(&line, one)).collect(),
        reveal: if line.entry.placed { format!("{}/where", address(id)) } else { String::new() },
        purposes: LookPurpose::ALL
            .iter()
            .filter(|purpose| **purpose != LookPurpose::Letter)
            .map(|purpose| (purpose.code(), purpose.label()))
            .collect(),
        href: if withdrawn { String::new() } else { address(id) },
        withdrawn,
        frame: signed.frame(At::Homes, &directory),
    })
}

/// Reads out where a home is, once; the look is on record before.
/// # Errors
/// The officer is in no housing team; there is no such home.
pub async fn reveal(Path(id): Path<HomeId>, headers: HeaderMap, form: Checked) -> Result<Response, Problem> {
    let Checked { mut signed, answers } = form;
    let action = format!("{}/where", address(id));
    if let Some(again) = prove::take(&mut signed, &headers, &action, &answers).await? {
        return Ok(again);
    }
    let line = signed.desk().home(id).await?;
    let Some(purpose) = LookPurpose::ALL.iter().copied().find(|purpose| purpose.code() == answers.one("purpose")) else {
        return Err(Problem::Unreadable);
    };
    let there = match signed.desk().where_home_is(id, purpose).await {
        Ok(there) => there,
        Err(CannotAct::NotLikeThis(Refused::StepUp)) => return prove::ask_again(&signed, &action, &answers).await,
        Err(problem) => return Err(problem.into()),
    };
    let now = signed.web.house().wall();
    let page = WherePage {
        reference: line.entry.reference,
        address: there.address.shown().to_owned(),
        notes: there.notes.shown().to_owned(),
        mark: format!(
            "Seen by {} on {} at {}. {}.",
            signed.me.name,
            words::day(now.date()),
            words::time(now.time()),
            purpose.label()
        ),
        back: address(id),
        frame: signed.frame(At::Homes, &signed.directory().await?),
    };
    Ok(page.into_response())
}

/// Says whether a room can be used. The answer is the same whatever keeps it from being free.
/// # Errors
/// The officer is in no housing team; there is no such home or room.
pub async fn use_room(Path((id, room)): Path<(HomeId, RoomId)>, form: Checked) -> Result<Response, Problem> {
    let Checked { signed, answers } = form;
    let mut home = signed.desk().home(id).await?.entry.home;
    let stop = match answers.one("use") {
        "stop" => true,
        "again" => false,
        _ => return Err(Problem::Unreadable),
    };
    let found = home.rooms.iter_mut().find(|one| one.id == room).ok_or(Problem::NotFound)?;
    found.out_of_use = stop;
    signed.desk().change_home(id, &home, None).await?;
    Ok(Redirect::to(&format!("{}?said=home-changed", address(id))).into_response())
}
