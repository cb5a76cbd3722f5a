//! `GET /emergency/requests`: what colleagues asked for in an emergency that was not opened to them, for whoever is on call.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::ids::FileId;
use desk::{Directory, UrgentRequest};
use uuid::Uuid;

use super::views::RequestsPage;
use crate::act::owing::one_section;
use crate::act::views::{FormPage, Note};
use crate::components::{Answers, Cell, Problems, Question, Table};
use crate::door::{Checked, Problem, Signed};
use crate::file::views::Head;
use crate::frame::At;
use crate::{paths, typed, words};

/// The most that somebody writes about what they did, in characters.
const LONGEST: usize = 2_000;

fn asked_at(request: &UrgentRequest) -> String {
    let at = casefile::calendar::london_time(request.at);
    format!("{}, {}", words::day(at.date()), words::time(at.time()))
}

fn who(directory: &Directory, request: &UrgentRequest) -> String {
    let Some(officer) = directory.officer(request.officer) else { return "Somebody who has gone".to_owned() };
    let team = directory.team(officer.team).map(|team| team.name.clone()).unwrap_or_default();
    format!("{}, {team}", officer.name)
}

fn address(id: Uuid) -> String {
    format!("{}/{id}", paths::REQUESTS)
}

/// The list.
/// # Errors
/// Not on call.
pub async fn show(signed: Signed) -> Result<RequestsPage, Problem> {
    let directory = signed.directory().await?;
    let waiting = signed.desk().urgent_requests().await?;
    let rows = waiting.iter().map(|(request, _)| {
        vec![
            Cell::Link(address(request.id), asked_at(request)),
            Cell::Text(who(&directory, request)),
            Cell::Text(request.said.reason.label().into()),
        ]
    });
    let heads = ["Asked", "By", "Why"].map(|head| (head.to_owned(), false)).to_vec();
    let waiting = Table { caption: String::new(), heads, rows: rows.collect() };
    Ok(RequestsPage { waiting, frame: signed.frame(At::Requests, &directory) })
}

async fn one(signed: &Signed, id: Uuid) -> Result<(UrgentRequest, Option<FileId>), Problem> {
    signed.desk().urgent_requests().await?.into_iter().find(|(request, _)| request.id == id).ok_or(Problem::NotFound)
}

async fn form(signed: &Signed, id: Uuid, answers: &Answers, error: Option<&str>) -> Result<FormPage, Problem> {
    let (request, file) = one(signed, id).await?;
    let directory = signed.directory().await?;
    let question = Question::text("words", "What did you do?", 4).answered(answers).error(error);
    let mut page =
        FormPage::new(signed.frame(At::Requests, &directory), Head::default(), "A request in an emergency", address(id));
    page.problems = Problems::of([&question]);
    page.sections = one_section(vec![question]);
    page.back = paths::REQUESTS.into();
    page.button = "Record what I did".into();
    page.notes.push(Note::Inset(format!(
        "{}, {}, asked for {}. {}. “{}”",
        asked_at(&request),
        who(&directory, &request),
        request.said.reference,
        request.said.reason.label(),
        request.said.why.shown()
    )));
    page.notes.push(Note::Warning(
        "Tell your colleague nothing of what is in any file, and not whether there is one. Act yourself: reach her safely, or ring the police."
            .into(),
    ));
    match file {
        Some(file) => page.notes.push(Note::Links("You may open it".into(), vec![(paths::file(file), "Open the file".into())])),
        None => page.notes.push(Note::Plain(
            "No file that you may open has this reference. Ask your colleague for what they know, and act on that.".into(),
        )),
    }
    Ok(page)
}

/// `GET /emergency/requests/{id}`
/// # Errors
/// No such request for this officer.
pub async fn request(signed: Signed, Path(id): Path<Uuid>) -> Result<FormPage, Problem> {
    form(&signed, id, &Answers::default(), None).await
}

/// `POST /emergency/requests/{id}`
/// # Errors
/// No such request for this officer.
pub async fn answered(Path(id): Path<Uuid>, sent: Checked) -> Result<Response, Problem> {
    let Checked { signed, answers } = sent;
    let said = typed::text(&answers, "words", LONGEST);
    let error = match &said {
        Ok(Some(_)) => None,
        Ok(None) => Some("Say in a line what you did".to_owned()),
        Err(problem) => Some(problem.clone()),
    };
    if let Some(error) = error {
        let page = form(&signed, id, &answers, Some(&error)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    signed.desk().answer_request(id, &said.ok().flatten().unwrap_or_default()).await?;
    Ok(Redirect::to(&format!("{}?said=request-answered", paths::REQUESTS)).into_response())
}
