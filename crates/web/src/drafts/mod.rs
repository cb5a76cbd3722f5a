//! `POST /drafts`, `GET /drafts/{key}`: what somebody is typing, kept while they type. Sealed like everything else, and seen by them alone.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::door::{Checked, Problem, Signed};

/// A key that a page of ours uses: letters, digits, `-`, `_` and `/`.
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.len() <= 200 && key.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '-' | '_' | '/'))
}

/// Keeps a draft. Its text is a list of names and values, as the page's script writes it.
/// # Errors
/// The ledger could not keep it.
pub async fn keep(form: Checked) -> Result<Response, Problem> {
    let Checked { signed, answers } = form;
    let (key, body) = (answers.one("key"), answers.one("body"));
    let is_list = serde_json::from_str::<Vec<(String, String)>>(body).is_ok();
    if !is_key(key) || !is_list {
        return Err(Problem::Unreadable);
    }
    let kept = if body == "[]" { signed.desk().forget_draft(key).await } else { signed.desk().keep_draft(key, body).await };
    match kept {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(desk::CannotAct::Refused(_)) => Err(Problem::TooLarge),
        Err(problem) => Err(problem.into()),
    }
}

/// Gives a draft back, or nothing.
/// # Errors
/// The ledger does not answer.
pub async fn give(signed: Signed, Path(key): Path<String>) -> Result<Response, Problem> {
    if !is_key(&key) {
        return Err(Problem::NotFound);
    }
    match signed.desk().draft(&key).await? {
        Some(kept) => Ok(Json(json!({ "body": kept })).into_response()),
        // Nothing to give back is no error: a browser would write one down on every form.
        None => Ok(StatusCode::NO_CONTENT.into_response()),
    }
}
