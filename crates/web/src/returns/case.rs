//! `GET /files/{file}/return`: what each of her applications has for the return, from what it is known, and what is still to be answered.

use axum::extract::{Path, Query};
use casefile::facts::{Function, Kind};
use casefile::ids::{FileId, TeamId};
use casefile::returns::{self, Origin, Return};
use interchange::hclic::{Held, Item, ListId, Missing, Quarter, Section, held, triggers};
use jiff::civil::Date;

use super::PART;
use super::views::{ReturnCard, ReturnPage};
use crate::components::{Cell, Table, Tag, Tone};
use crate::door::{Problem, Signed};
use crate::file::describe::Seen;
use crate::file::handlers::{InHand, On};
use crate::{paths, words};

/// The housing team of the officer's own authority in this file, for somebody who works in housing there. The return is for nobody else: it holds
/// what colleagues of other services need not know.
pub(super) fn authority(hand: &InHand) -> Option<TeamId> {
    let mine = hand.signed.desk().officer().team;
    let services = hand.opened.file.services();
    services.does(mine, Function::Housing).then(|| services.in_body_of(mine, Function::Housing))
}

/// The page.
/// # Errors
/// No such file.
pub async fn show(signed: Signed, Path(file): Path<FileId>, Query(on): Query<On>) -> Result<ReturnPage, Problem> {
    let hand = InHand::open(signed, file, on.day()).await?;
    let team = authority(&hand);
    let mut applications: Vec<ReturnCard> = team
        .map(|team| returns::all(&hand.opened.file, team, hand.day()))
        .unwrap_or_default()
        .iter()
        .map(|one| card(&hand, one))
        .collect();
    applications.reverse();
    let nothing = match (team, applications.is_empty()) {
        (None, _) => "The return is answered by the housing team of the council. What you record in the file is in it already.",
        (_, true) => "She has no application at your authority yet, so there is nothing to return.",
        _ => "",
    };
    Ok(ReturnPage { frame: hand.frame(), head: hand.head(crate::homelessness::PART), nothing, applications })
}

/// Where questions about an application are answered.
pub(super) fn answer_address(file: FileId, number: usize) -> String {
    paths::part(file, &format!("{PART}/{number}"))
}

pub(super) fn title(one: &Return) -> String {
    format!("Application of {}", words::day(one.case.applied))
}

fn card(hand: &InHand, one: &Return) -> ReturnCard {
    let seen = hand.seen();
    let (missing, wrong) = (one.missing(), one.wrong());
    let answer = if one.asks.is_empty() { String::new() } else { answer_address(seen.id, one.number) };
    ReturnCard {
        title: title(one),
        id: format!("application-{}", one.number),
        tag: tag(missing.len(), wrong.len()),
        quarters: quarters(one),
        wrong: wrong.into_iter().map(|wrong| wrong.words).collect(),
        missing: missing.iter().map(|missing| (missing_words(missing), elsewhere(&seen, *missing))).collect(),
        answer,
        known: known(&seen, one),
    }
}

pub(super) fn tag(missing: usize, wrong: usize) -> Tag {
    match (missing, wrong) {
        (0, 0) => Tag::new("Complete", Tone::Green),
        (0, _) => Tag::new("To be put right", Tone::Red),
        (1, _) => Tag::new("1 answer to come", Tone::Yellow),
        (many, _) => Tag::new(format!("{many} answers to come"), Tone::Yellow),
    }
}

/// What is missing, in words, with the row where there are several.
pub(super) fn missing_words(missing: &Missing) -> String {
    match missing.row {
        Some(row) => format!("{} (number {})", missing.item.label(), row + 1),
        None => missing.item.label().to_owned(),
    }
}

/// Where something is recorded that is no question of the return; empty for a question.
fn elsewhere(seen: &Seen<'_>, missing: Missing) -> String {
    match missing.item {
        Item::AssessmentDate => paths::act(seen.id, Kind::HomelessnessAssessed),
        Item::Household => paths::part(seen.id, "home/household"),
        _ => String::new(),
    }
}

/// Into which quarters it comes, the latest first.
fn quarters(one: &Return) -> Vec<String> {
    let mut found: Vec<(Quarter, Vec<String>)> = Vec::new();
    for (on, trigger) in triggers(&one.case).into_iter().rev() {
        let line = format!("{} on {}", trigger.label(), words::day(on));
        match found.iter_mut().find(|(quarter, _)| quarter.has(on)) {
            Some((_, lines)) => lines.insert(0, line),
            None => found.push((Quarter::of(on), vec![line])),
        }
    }
    if found.is_empty() {
        return vec!["It comes into no return yet: nothing is owed, given or closed.".into()];
    }
    found.into_iter().map(|(quarter, lines)| format!("In the return of {}: {}.", quarter.words(), words::list(&lines))).collect()
}

/// What something is in words.
pub(super) fn value(held: &Held) -> String {
    match held {
        Held::Code(code) => code.label(),
        Held::Day(day) => words::day(*day),
        Held::Number(number) => number.to_string(),
        Held::Area(area) if area == "own" => "This council’s own area".into(),
        Held::Area(area) => area.clone(),
    }
}

fn known(seen: &Seen<'_>, one: &Return) -> Table {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut support: Vec<String> = Vec::new();
    let mut helped: Vec<String> = Vec::new();
    for (item, row, held) in held(&one.case) {
        match item.section() {
            // They are counted in one row below.
            Section::People => {}
            Section::Support => support.push(value(&held)),
            Section::Assistance => helped.push(value(&held)),
            _ => {
                let row_words = row.map(|row| {
                    format!("{} {}: ", if item.section() == Section::Placements { "Placement" } else { "Review" }, row + 1)
                });
                let origin = one.origin(item, row).or_else(|| one.origin(first_of(item.section()), row));
                rows.push(vec![
                    Cell::Text(format!("{}{}", row_words.unwrap_or_default(), item.label())),
                    Cell::Text(value(&held)),
                    from(seen, origin),
                ]);
            }
        }
    }
    let people = i64::try_from(one.case.people.len()).unwrap_or_default();
    rows.push(vec![
        "People in the household".into(),
        Cell::Text(words::count(people, "person", "people")),
        from(seen, Some(Origin::People)),
    ]);
    for (item, list, is_known) in
        [(Item::SupportNeed, support, one.case.support.is_some()), (Item::AssistedNeed, helped, one.case.assistance.is_some())]
    {
        if is_known {
            let text = if list.is_empty() { "None".to_owned() } else { words::list(&list) };
            rows.push(vec![Cell::Text(item.label().into()), Cell::Text(text), from(seen, one.origin(item, None))]);
        }
    }
    let heads = ["What", "In the return", "From"].map(|head| (head.to_owned(), false));
    Table { caption: "What the return has of this application".into(), heads: heads.to_vec(), rows }
}

/// The item of a section with rows from which the rest of a row is known.
const fn first_of(section: Section) -> Item {
    match section {
        Section::Reviews => Item::ReviewAsked,
        _ => Item::EntryDate,
    }
}

fn from(seen: &Seen<'_>, origin: Option<Origin>) -> Cell {
    match origin {
        Some(Origin::Fact(id)) => match seen.file.fact(id) {
            Some(fact) => {
                let place = format!("{}#fact-{id}", paths::part(seen.id, "timeline"));
                Cell::Link(place, words::from_code(&seen.briefly(fact)))
            }
            None => Cell::Text(String::new()),
        },
        Some(Origin::Answer(id)) => {
            let day = seen.file.fact(id).map(|fact| words::day(recorded(fact)));
            Cell::Text(format!("Answered here on {}", day.unwrap_or_default()))
        }
        Some(Origin::People) => Cell::Link(paths::part(seen.id, "people"), "The people on file".into()),
        Some(Origin::Calendar) => Cell::Text("The 56 days were over".into()),
        None => Cell::Text("Worked out from the file".into()),
    }
}

fn recorded(fact: &casefile::facts::Fact) -> Date {
    fact.recorded_on()
}

/// Whether a list is short enough to stand in sight.
pub(super) fn is_short(list: Option<ListId>) -> bool {
    list.is_some_and(|list| list.answers().count() <= 7)
}
