//! What carriers of messages tell by themselves: receipts and letters that came back, as GOV.UK Notify sends them.
//!
//! There is no session here: Notify brings the token that was agreed with it. Whatever it says gets the same answer, whether the message is
//! known or not, so that nobody learns here what was sent. Only where Holdfast could not keep it is it asked to tell it again.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::CannotAct;
use desk::worker::Told;
use serde::Deserialize;
use uuid::Uuid;

use crate::door::Web;

/// The largest callback, in bytes. Notify's are under one kilobyte.
pub const LARGEST: usize = 16 * 1024;

/// A delivery receipt. What else it holds (to whom it was, above all) is not read.
#[derive(Deserialize)]
struct Receipt {
    reference: Option<String>,
    status: String,
    completed_at: Option<String>,
}

/// A letter that came back.
#[derive(Deserialize)]
struct Returned {
    reference: Option<String>,
}

/// POST /callbacks/notify/delivery
pub async fn delivery(State(web): State<Web>, request: Request) -> Response {
    let Some(receipt) = heard::<Receipt>(&web, request).await else { return nothing() };
    let told = Told::by_notify(&receipt.status, receipt.completed_at.as_deref());
    match (message(receipt.reference.as_deref()), told) {
        (Some(message), Some(told)) => answer(web.house().delivery_told(message, told).await),
        _ => nothing(),
    }
}

/// POST /callbacks/notify/returned-letter
pub async fn returned_letter(State(web): State<Web>, request: Request) -> Response {
    let Some(returned) = heard::<Returned>(&web, request).await else { return nothing() };
    match message(returned.reference.as_deref()) {
        Some(message) => answer(web.house().letter_came_back(message).await),
        None => nothing(),
    }
}

fn message(reference: Option<&str>) -> Option<Uuid> {
    Uuid::try_parse(reference?).ok()
}

/// What was said, where whoever said it brought the token. Everybody else gets the answer that Notify gets.
async fn heard<T: for<'de> Deserialize<'de>>(web: &Web, request: Request) -> Option<T> {
    let brought = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let agreed = web.settings().callbacks.as_ref().is_some_and(|secret| secret.is(brought.unwrap_or_default()));
    // Read in any case, so that the time tells nothing.
    let body = Bytes::from_request(request, &()).await.ok()?;
    if !agreed {
        tracing::warn!("somebody called back without the token that was agreed with GOV.UK Notify");
        return None;
    }
    serde_json::from_slice(&body).ok()
}

fn nothing() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

fn answer(kept: Result<(), CannotAct>) -> Response {
    match kept {
        Ok(()) => nothing(),
        Err(problem) => {
            tracing::error!(%problem, "what a carrier told could not be kept, and is to be told again");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
