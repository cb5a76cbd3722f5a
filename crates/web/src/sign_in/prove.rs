//! Proving again that it is you: a new code, before contact details or whereabouts are read out.

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use desk::sign_in::CannotSignIn;
use serde::Deserialize;

use super::handlers::place;
use super::views::ProvePage;
use super::words;
use crate::components::Answers;
use crate::door::{Checked, Problem, Signed, session_in};
use crate::frame::At;

/// Where to go afterwards.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    then: String,
}

/// The page, carrying what was being sent so that it is sent again together with the code.
async fn page(
    signed: &Signed,
    action: &str,
    carried: Vec<(String, String)>,
    problem: Option<&str>,
) -> Result<ProvePage, Problem> {
    let frame = signed.frame(At::Files, &signed.directory().await?);
    Ok(ProvePage { action: action.to_owned(), carried, ..ProvePage::new(frame, problem) })
}

/// Asks for a new code, and carries what was being sent along.
/// # Errors
/// The ledger does not answer.
pub async fn ask_again(signed: &Signed, action: &str, answers: &Answers) -> Result<Response, Problem> {
    let carried = answers.0.iter().filter(|(key, _)| key != "csrf" && key != "code").cloned().collect();
    Ok((StatusCode::FORBIDDEN, page(signed, action, carried, None).await?).into_response())
}

/// Takes a code that came with a form. Gives the answer that asks for it once more where it is wrong.
/// # Errors
/// The ledger does not answer.
pub async fn take(
    signed: &mut Signed,
    headers: &HeaderMap,
    action: &str,
    answers: &Answers,
) -> Result<Option<Response>, Problem> {
    let digits: String = answers.one("code").chars().filter(|one| !one.is_whitespace()).take(20).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let token = session_in(&signed.web, headers).ok_or(Problem::NotFound)?;
    let wrong = match signed.web.house().step_up(token, &digits).await {
        Ok(()) => {
            signed.me = signed.web.house().signed_in(token).await?.ok_or(Problem::NotFound)?;
            return Ok(None);
        }
        Err(CannotSignIn::Wrong | CannotSignIn::TooLate) => words::NO_CODE,
        Err(CannotSignIn::TooMany) => words::WAIT,
        Err(problem) => return Err(problem.into()),
    };
    let carried = answers.0.iter().filter(|(key, _)| key != "csrf" && key != "code").cloned().collect();
    Ok(Some((StatusCode::UNPROCESSABLE_ENTITY, page(signed, action, carried, Some(wrong)).await?).into_response()))
}

/// `GET /prove`
/// # Errors
/// The ledger does not answer.
pub async fn show(signed: Signed, Query(asked): Query<Asked>) -> Result<ProvePage, Problem> {
    page(&signed, "/prove", vec![("then".to_owned(), place(&asked.then).to_owned())], None).await
}

/// `POST /prove`
/// # Errors
/// The ledger does not answer.
pub async fn proved(headers: HeaderMap, form: Checked) -> Result<Response, Problem> {
    let Checked { mut signed, answers } = form;
    if answers.one("code").trim().is_empty() {
        let carried = vec![("then".to_owned(), place(answers.one("then")).to_owned())];
        let again = page(&signed, "/prove", carried, Some(words::NO_CODE)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, again).into_response());
    }
    if let Some(again) = take(&mut signed, &headers, "/prove", &answers).await? {
        return Ok(again);
    }
    Ok(Redirect::to(place(answers.one("then"))).into_response())
}
