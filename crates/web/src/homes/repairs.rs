//! Repairs: reported with an owner and a day, chased, and done only when she says so.

use axum::extract::Path;
use axum::response::Response;
use casefile::accommodation::occupancy::lives_in;
use casefile::facts::{Function, RepairChased, RepairDone, RepairReported, Shows, Who};
use casefile::ids::{FactId, FileId, TeamId};

use super::forms::{self, at};
use crate::act::owing::{asked, one_section};
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Choice, Question, Reveal};
use crate::door::{Checked, Problem, Signed};
use crate::{paths, typed, words};

/// Services of the file that may have to do a repair.
fn owners(act: &Act) -> Vec<Choice> {
    let seen = act.hand.seen();
    let does = |function| matches!(function, Function::Repairs | Function::Landlord | Function::Housing);
    let all = act.hand.opened.file.services().all().iter().filter(|one| does(one.function));
    std::iter::once(Choice::new("", "Choose"))
        .chain(all.map(|one| Choice::new(one.team.to_string(), seen.team(one.team))))
        .collect()
}

fn report_page(act: &Act) -> FormPage {
    let who = vec![Choice::new("her", "She did"), Choice::new("us", "We saw it ourselves")];
    let broken = vec![
        Choice::new("wear", "It is worn or broken by itself"),
        Choice::new("violence", "Somebody broke it: a door kicked in, a lock forced")
            .hint("It is made safe by the next working day."),
    ];
    let questions = vec![
        asked(act, Question::radios("who", "Who said so?", who)),
        asked(act, Question::text("words", "What is broken?", 3)),
        asked(act, Question::radios("shows", "How did it come about?", broken)),
        asked(
            act,
            Question::select("owner", "Who has to do it?", owners(act))
                .hint("A service that is not in the list is brought into the file first."),
        ),
        asked(
            act,
            Question::day("due", "By which day?")
                .hint("A repair has a day. If it cannot be done by then, she is told that she can move."),
        ),
    ];
    let mut page = act.page("Something is broken", at(act, "repair"), one_section(questions));
    page.back = paths::part(act.file(), forms::PART);
    page
}

/// `GET /files/{file}/home/repair`
/// # Errors
/// No such file.
pub async fn report(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    Ok(report_page(&Act::begin(signed, file).await?))
}

/// `POST /files/{file}/home/repair`
/// # Errors
/// No such file.
pub async fn reported(Path(file): Path<FileId>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let team = act.hand.signed.desk().officer().team;
    let survivor = act.hand.opened.file.survivor();
    let by = match (act.answers.one("who"), survivor) {
        ("her", Some(survivor)) => Some(Who::Person(survivor)),
        ("us", _) => Some(Who::Team(team)),
        _ => None,
    };
    if by.is_none() {
        act.mistakes.note("who", "Choose who said so");
    }
    let shows = match act.answers.one("shows") {
        "wear" => Some(Shows::empty()),
        "violence" => Some(Shows::VIOLENCE),
        _ => None,
    };
    if shows.is_none() {
        act.mistakes.note("shows", "Choose how it came about");
    }
    let chosen: Option<TeamId> = act.answers.one("owner").parse().ok();
    let owner = chosen.filter(|team| act.hand.opened.file.services().team(*team).is_some());
    if owner.is_none() {
        act.mistakes.note("owner", "Choose who has to do it");
    }
    let read = typed::day(&act.answers, "due");
    let due = act.mistakes.take("due", read).flatten();
    let today = act.hand.opened.at.date();
    if due.is_none() && act.mistakes.with("due").is_none() {
        act.mistakes.note("due", "Say by which day it is done");
    }
    if due.is_some_and(|due| due < today) {
        act.mistakes.note("due", "That day has passed. Say by which day it will be done");
    }
    let text = forms::sealed(&mut act, "words", typed::ACCOUNT);
    if text.is_none() && act.mistakes.with("words").is_none() {
        act.mistakes.note("words", "Say what is broken");
    }
    let page = report_page(&act);
    let (Some(by), Some(shows), true) = (by, shows, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let placement = lives_in(&act.hand.opened.file, today).map(|(fact, _)| fact.id);
    let body = RepairReported { by, to: team, owner, due, shows, placement, words: text };
    forms::record(&act, page, body.into(), "recorded").await
}

fn one_page(act: &Act, id: FactId) -> Result<FormPage, Problem> {
    let (fact, it) = forms::fact::<RepairReported>(act, id)?;
    let choices = vec![
        Choice::new("chased", "I asked where it stands"),
        Choice::new("done", "She says that it is done"),
        Choice::new("not-done", "They say that it is done, and she has not been asked or says that it is not")
            .hint("It stays open until she confirms it."),
    ];
    let questions = vec![
        asked(act, Question::radios("what", "What happened?", choices)),
        asked(
            act,
            Question::checkboxes("she_asked", "She had to ask first", vec![Choice::new("yes", "She asked us where it was")]),
        ),
        asked(
            act,
            Question::day("due", "Which day do they give now?")
                .hint("Only where it was chased. The first day stays the one that counts."),
        ),
    ];
    let mut page = act.page("A repair", at(act, &format!("repairs/{id}")), one_section(questions));
    let owner = it.owner.map_or_else(|| "nobody yet".to_owned(), |team| act.hand.seen().team(team));
    let due = it.due.map_or_else(|| "no day agreed".to_owned(), |due| format!("due by {}", words::day(due)));
    page.about = Some((format!("To be done by {owner}"), words::when(fact.happened), due));
    if it.words.is_some() {
        page.sealed = vec![Reveal {
            action: paths::part(act.file(), "reveal"),
            csrf: act.hand.signed.me.csrf.clone(),
            fact: id.to_string(),
            field: "words".into(),
            what: "account of what is broken".into(),
        }];
    }
    let chased = act.hand.opened.file.each::<RepairChased>().filter(|(_, one)| one.repair == id);
    let lines: Vec<String> = chased
        .map(|(fact, one)| {
            let now = one.due.map_or_else(|| "no day given".to_owned(), |due| format!("now promised for {}", words::day(due)));
            let asked = if one.she_asked { ", after she had asked" } else { "" };
            format!("{}: {now}{asked}", words::day(fact.happened.date))
        })
        .collect();
    if !lines.is_empty() {
        page.notes.push(Note::Lines("Chased".into(), lines));
    }
    page.back = paths::part(act.file(), forms::PART);
    Ok(page)
}

/// `GET /files/{file}/home/repairs/{fact}`
/// # Errors
/// No such repair.
pub async fn one(signed: Signed, Path((file, id)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    one_page(&Act::begin(signed, file).await?, id)
}

/// `POST /files/{file}/home/repairs/{fact}`
/// # Errors
/// No such repair.
pub async fn told(Path((file, id)): Path<(FileId, FactId)>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let by = act.hand.signed.desk().officer().team;
    let read = typed::day(&act.answers, "due");
    let due = act.mistakes.take("due", read).flatten();
    let she_asked = act.answers.has("she_asked", "yes");
    let body: Option<casefile::facts::Body> = match act.answers.one("what") {
        "chased" => Some(RepairChased { by, repair: id, due, she_asked }.into()),
        "done" => Some(RepairDone { by, repair: Some(id), confirmed: true }.into()),
        "not-done" => Some(RepairDone { by, repair: Some(id), confirmed: false }.into()),
        _ => None,
    };
    if body.is_none() {
        act.mistakes.note("what", "Choose what happened");
    }
    let page = one_page(&act, id)?;
    let (Some(body), true) = (body, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    forms::record(&act, page, body, "recorded").await
}
