//! `GET /files/{file}/homelessness`, and every step from it.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use casefile::commands::homelessness::TakeApplication;
use casefile::ids::{FactId, FileId};

use super::steps::Step;
use super::views::HomelessnessPage;
use super::{PART, cards, forms, reading};
use crate::act::sending::{Act, wrong};
use crate::door::{Checked, Problem, Signed};
use crate::file::handlers::{InHand, On};
use crate::paths;

/// The page.
/// # Errors
/// No such file.
pub async fn show(signed: Signed, Path(file): Path<FileId>, Query(on): Query<On>) -> Result<HomelessnessPage, Problem> {
    let hand = InHand::open(signed, file, on.day()).await?;
    Ok(HomelessnessPage { cases: cards::all(&hand), frame: hand.frame(), head: hand.head(PART) })
}

/// `POST /files/{file}/homelessness/take`: opens the application from the fact that shows it.
/// # Errors
/// No such file.
pub async fn take(Path(file): Path<FileId>, form: Checked) -> Result<Response, Problem> {
    let act = Act::with(form.signed, file, form.answers).await?;
    let command = TakeApplication { of: act.answers.one("of").parse().ok() };
    let mut page = act.page("Open the application", cards::step(file, "take"), Vec::new());
    page.hidden.push(("of".into(), act.answers.one("of").to_owned()));
    page.draft = String::new();
    page.back = paths::part(file, PART);
    page.button = "Open the application".into();
    match act.send(&command).await {
        Ok(_) => act.done(&page, PART, "taken").await,
        Err(problem) => act.refused(page, problem),
    }
}

/// `GET /files/{file}/homelessness/{step}`
/// # Errors
/// No such file or step.
pub async fn step(signed: Signed, Path((file, code)): Path<(FileId, String)>) -> Result<Response, Problem> {
    ask(signed, file, Step::read(&code, None)).await
}

/// `GET /files/{file}/homelessness/{step}/{on}`
/// # Errors
/// No such file, step or fact.
pub async fn step_on(signed: Signed, Path((file, code, on)): Path<(FileId, String, FactId)>) -> Result<Response, Problem> {
    ask(signed, file, Step::read(&code, Some(on))).await
}

/// `POST /files/{file}/homelessness/{step}`
/// # Errors
/// No such file or step.
pub async fn taken(Path((file, code)): Path<(FileId, String)>, form: Checked) -> Result<Response, Problem> {
    carry_out(file, Step::read(&code, None), form).await
}

/// `POST /files/{file}/homelessness/{step}/{on}`
/// # Errors
/// No such file, step or fact.
pub async fn taken_on(Path((file, code, on)): Path<(FileId, String, FactId)>, form: Checked) -> Result<Response, Problem> {
    carry_out(file, Step::read(&code, Some(on)), form).await
}

async fn ask(signed: Signed, file: FileId, step: Option<Step>) -> Result<Response, Problem> {
    let act = Act::begin(signed, file).await?;
    let step = step.ok_or(Problem::NotFound)?;
    Ok(forms::page(&act, step)?.into_response())
}

async fn carry_out(file: FileId, step: Option<Step>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let step = step.ok_or(Problem::NotFound)?;
    let done = reading::carry_out(&mut act, step).await;
    let page = forms::page(&act, step)?;
    match done {
        Ok(Some(_)) if crate::letters::in_writing::is_here(&act) => act.done(&page, crate::letters::PART, "to-write").await,
        Ok(Some(_)) => act.done(&page, PART, "recorded").await,
        Ok(None) => Ok(wrong(page)),
        Err(problem) => act.refused(page, problem),
    }
}
