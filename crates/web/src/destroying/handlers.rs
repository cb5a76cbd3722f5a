//! `GET /destroying`: files that a privacy officer asks to have destroyed, for the lead or the director of the body that leads them.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::ids::FileId;
use desk::{CannotAct, LedgerError, ToDestroy};

use super::views::DestroyingPage;
use crate::act::owing::one_section;
use crate::act::views::{FormPage, Note};
use crate::components::{Answers, Cell, Choice, Problems, Question, Table};
use crate::door::{Checked, Problem, Signed, names};
use crate::file::views::Head;
use crate::frame::At;
use crate::{paths, words};

fn address(file: FileId) -> String {
    format!("{}/{file}", paths::DESTROYING)
}

/// The list.
/// # Errors
/// Neither a lead nor a director.
pub async fn show(signed: Signed) -> Result<DestroyingPage, Problem> {
    let directory = signed.directory().await?;
    let names = names(&directory);
    let waiting = signed.desk().to_destroy().await?;
    let rows = waiting.iter().map(|one| {
        let asked_by = names.get(&one.asked_by).cloned().unwrap_or_default();
        vec![
            Cell::Link(address(one.file), format!("File {}", one.reference)),
            Cell::Text(asked_by),
            Cell::Text(one.because.clone()),
        ]
    });
    let heads = ["File", "Asked by", "Why"].map(|head| (head.to_owned(), false)).to_vec();
    let waiting = Table { caption: String::new(), heads, rows: rows.collect() };
    Ok(DestroyingPage { waiting, frame: signed.frame(At::Destroying, &directory) })
}

async fn one(signed: &Signed, file: FileId) -> Result<ToDestroy, Problem> {
    signed.desk().to_destroy().await?.into_iter().find(|one| one.file == file).ok_or(Problem::NotFound)
}

async fn form(signed: &Signed, file: FileId, answers: &Answers, error: Option<&str>) -> Result<FormPage, Problem> {
    let waits = one(signed, file).await?;
    let choices = vec![
        Choice::new("destroy", "I agree: destroy it").hint("Its key is destroyed now, and in every copy that is put back."),
        Choice::new("keep", "It stays"),
    ];
    let question = Question::radios("decision", "What do you decide?", choices).answered(answers).error(error);
    let frame = signed.frame(At::Destroying, &signed.directory().await?);
    let mut page = FormPage::new(frame, Head::default(), "Destroy a file, or keep it", address(file));
    page.problems = Problems::of([&question]);
    page.sections = one_section(vec![question]);
    page.back = paths::DESTROYING.into();
    page.button = "Decide".into();
    page.notes.push(Note::Inset(format!("File {}. {}", waits.reference, waits.because)));
    page.notes.push(Note::Warning("Nobody can read it again: not she, not a child in it, no court and no inquiry.".into()));
    Ok(page)
}

/// `GET /destroying/{file}`
/// # Errors
/// Nothing such waits for this officer.
pub async fn decide(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    form(&signed, file, &Answers::default(), None).await
}

/// `POST /destroying/{file}`
/// # Errors
/// Nothing such waits for this officer.
pub async fn decided(Path(file): Path<FileId>, sent: Checked) -> Result<Response, Problem> {
    let Checked { signed, answers } = sent;
    let done = match answers.one("decision") {
        "destroy" => signed.desk().agree_to_destroy(file).await,
        "keep" => signed.desk().do_not_destroy(file).await,
        _ => {
            let page = form(&signed, file, &answers, Some("Choose what you decide")).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{}?said=reviewed", paths::DESTROYING)).into_response()),
        Err(CannotAct::Ledger(problem @ (LedgerError::StillOwed(_) | LedgerError::SecondPerson | LedgerError::NoTombstones))) => {
            let page = form(&signed, file, &answers, Some(&words::capital(&problem.to_string()))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(problem) => Err(problem.into()),
    }
}
