//! `GET /files/{file}/likeness/{fact}`: another file may be of the same person. Somebody finds out, and says so.

use axum::extract::Path;
use axum::response::Response;
use casefile::commands::{DecideLikeness, joined_with};
use casefile::facts::LikenessFound;
use casefile::ids::{FactId, FileId};

use crate::act::owing::{account, asked, one_section};
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Choice, Question};
use crate::door::{Checked, Problem, Signed};
use crate::file::handlers::InHand;
use crate::{paths, words};

async fn page(act: &Act, fact: FactId) -> Result<FormPage, Problem> {
    let found = act.hand.opened.file.each::<LikenessFound>().find(|(one, _)| one.id == fact);
    let (likeness, it) = found.ok_or(Problem::NotFound)?;
    let choices = vec![Choice::new("same", "It is the same person"), Choice::new("other", "It is somebody else")];
    let questions = vec![
        asked(act, Question::radios("decision", "What have you found?", choices)),
        asked(act, Question::text("why", "How do you know?", 3)),
    ];
    let mut page =
        act.page("Is it the same person?", paths::part(act.file(), &format!("likeness/{fact}")), one_section(questions));
    page.button = "Record what I found".into();
    page.notes.push(Note::Inset(format!(
        "File {} may be of the same person: {} agree. Found on {}.",
        it.reference,
        words::list(&it.agreed),
        words::day(likeness.happened.date)
    )));
    match act.hand.signed.desk().open_by_reference(&it.reference).await {
        Ok(other) => page.notes.push(Note::Links("You may open it".into(), vec![(paths::file(other.id), format!("File {}", it.reference))])),
        Err(_) => page.notes.push(Note::Plain(
            "It is with another service. Ask her, in a way that is safe, whether she has told somebody else; tell that service nothing of this file.".into(),
        )),
    }
    Ok(page)
}

/// The form.
/// # Errors
/// No such file, or nothing such was found in it.
pub async fn show(signed: Signed, Path((file, fact)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    page(&Act::begin(signed, file).await?, fact).await
}

/// Records what was found.
/// # Errors
/// No such file, or nothing such was found in it.
pub async fn decided(Path((file, fact)): Path<(FileId, FactId)>, sent: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(sent.signed, file, sent.answers).await?;
    let why = account(&mut act, "why", "Say how you know");
    let same = match act.answers.one("decision") {
        "same" => Some(true),
        "other" => Some(false),
        _ => None,
    };
    if same.is_none() {
        act.mistakes.note("decision", "Choose what you have found");
    }
    let page = page(&act, fact).await?;
    let (Some(why), Some(same), true) = (why, same, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    if same {
        return match act.hand.signed.desk().it_is_the_same(file, fact, &why).await {
            Ok(joined) => act.done(&page, "", if joined { "files-joined" } else { "likeness-decided" }).await,
            Err(problem) => act.refused(page, problem),
        };
    }
    match act.send(&DecideLikeness { likeness: fact, same, why }).await {
        Ok(_) => act.done(&page, "", "likeness-decided").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn part_page(act: &Act, fact: FactId) -> Result<FormPage, Problem> {
    let joined = joined_with(&act.hand.opened.file).into_iter().find(|(one, _)| *one == fact);
    let (_, reference) = joined.ok_or(Problem::NotFound)?;
    let question = asked(act, Question::text("why", "How do you know?", 3));
    let mut page = act.page("They are two people", paths::part(act.file(), &format!("part/{fact}")), one_section(vec![question]));
    page.button = "Part the files".into();
    page.back = paths::part(act.file(), "people");
    page.notes.push(Note::Inset(format!("This file stands joined with file {reference}.")));
    page.notes.push(Note::Plain(
        "Each stands by itself again. Whoever is kept out stays out until a reviewer has looked, and a restriction is loosened by two people, as always.".into(),
    ));
    Ok(page)
}

/// `GET /files/{file}/part/{fact}`
/// # Errors
/// No such file, or it is not joined.
pub async fn part(signed: Signed, Path((file, fact)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    part_page(&Act::begin(signed, file).await?, fact)
}

/// `POST /files/{file}/part/{fact}`
/// # Errors
/// No such file, or it is not joined.
pub async fn parted(Path((file, fact)): Path<(FileId, FactId)>, sent: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(sent.signed, file, sent.answers).await?;
    let why = account(&mut act, "why", "Say how you know");
    let page = part_page(&act, fact)?;
    let Some(why) = why else { return Ok(wrong(page)) };
    match act.hand.signed.desk().they_are_two(file, fact, &why).await {
        Ok(()) => act.done(&page, "people", "files-parted").await,
        Err(problem) => act.refused(page, problem),
    }
}

/// The files with which one stands joined: where to read them, for whoever may, and where to part them.
pub async fn joined(hand: &InHand) -> Vec<(String, String)> {
    let id = hand.opened.id;
    let mut actions = Vec::new();
    for (fact, reference) in joined_with(&hand.opened.file) {
        if let Ok(other) = hand.signed.desk().open_by_reference(&reference).await {
            actions.push((paths::file(other.id), format!("The same person: file {reference}")));
            actions.push((paths::part(id, &format!("part/{fact}")), format!("Not the same person as in {reference}")));
        }
    }
    actions
}
