//! «Do not disclose this to that person» in one tap, and confirming again how somebody can be reached.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::commands::RecordFact;
use casefile::confidentiality::Markers;
use casefile::facts::{Body, DataItem, Kind, MarkerSet, SafeContactSet, When, Who};
use casefile::ids::{FactId, FileId, PersonId};

use super::ask;
use super::handlers::{fact_page, start};
use super::sending::Act;
use super::views::{FormPage, Note};
use crate::door::{Checked, Problem, Signed};
use crate::paths;

/// `POST /files/{file}/keep`: what, whose, from whom. What is kept already is not marked twice.
/// # Errors
/// No such file, item or person.
pub async fn keep(Path(file): Path<FileId>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let item: DataItem = act.answers.one("item").parse().map_err(|_| Problem::Unreadable)?;
    let person: PersonId = act.answers.one("person").parse().map_err(|_| Problem::Unreadable)?;
    let from: PersonId = act.answers.one("from").parse().map_err(|_| Problem::Unreadable)?;
    let people = act.hand.opened.file.people();
    if people.get(person).is_none() || people.get(from).is_none() {
        return Err(Problem::NotFound);
    }
    let keep_from = Who::Person(from);
    let is_marked = Markers::of(&act.hand.opened.file)
        .from(keep_from)
        .any(|marker| marker.person == person && !marker.only_asked && marker.covers(item));
    if !is_marked {
        let by = Some(act.hand.signed.desk().officer().team);
        let body = MarkerSet { person, items: vec![item], keep_from, by }.into();
        let now = act.hand.opened.at;
        let command = RecordFact { body, happened: When::at(now.date().at(now.hour(), now.minute(), 0, 0)), known: Vec::new() };
        if let Err(problem) = act.send(&command).await {
            start(&mut act, Kind::MarkerSet, None);
            let page = fact_page(&act, Kind::MarkerSet, paths::act(file, Kind::MarkerSet));
            return act.refused(page, problem);
        }
    }
    let back = match act.answers.one("back") {
        back @ ("people" | "plan" | "timeline") => back,
        _ => "contact",
    };
    Ok(Redirect::to(&format!("{}?said=kept", paths::part(file, back))).into_response())
}

/// `GET /files/{file}/contact/{fact}/confirm`: the form for confirming an entry, which leaves number, hours and words as they are.
/// # Errors
/// No such file or entry.
pub async fn confirm(signed: Signed, Path((file, id)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    let mut act = Act::begin(signed, file).await?;
    let Some(Body::SafeContactSet(old)) = act.hand.opened.file.body_of(id).cloned() else { return Err(Problem::NotFound) };
    let team = act.hand.signed.desk().officer().team;
    let (today, person) = (act.hand.opened.at.date(), old.person);
    let again = SafeContactSet { by: Some(team), confirmed: Some(today), confirms: Some(id), replaces: None, ..old };
    act.answers = ask::answers_of(&again.into(), today.into());
    let mut page = fact_page(&act, Kind::SafeContactSet, paths::act(file, Kind::SafeContactSet));
    page.heading = format!("Confirm how to reach {}", act.hand.seen().person(person));
    let words = "Ask her, on her own. Number or address, hours and words stay as they are where you write nothing. If it is not safe any more, untick “safe”.";
    page.notes = vec![Note::Inset(words.into())];
    page.back = paths::part(file, "contact");
    Ok(page)
}
