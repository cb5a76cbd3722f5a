//! Sending, for programs: the gate's answer, the same as on the pages.

use axum::Json;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use casefile::facts::{Channel, DataItem, SendingOutcome, Who};
use casefile::ids::FileId;
use casefile::private::{Sealed, Unprinted};
use desk::{Answer, ToSend};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ApiProblem, Body, Program};
use crate::send::routes;

/// Something for one recipient, as a program sends it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSending {
    /// To whom: one person or team of the file.
    to: Who,
    /// By which channel: `text`, `email` or `letter`.
    channel: Channel,
    /// The address, for a service or for somebody on the alleged perpetrator's side; for everybody else the safe one in the file is used.
    #[serde(default)]
    address: Option<String>,
    /// What is in it.
    #[serde(default)]
    items: Vec<DataItem>,
    /// The words.
    words: String,
    /// Why it has to go in spite of what is found in it.
    #[serde(default)]
    in_spite: Option<String>,
}

/// `POST /api/files/{file}/send`: 201 where it leaves, 202 where it waits for a second person, 422 with the ways out where it may not leave.
/// # Errors
/// What stands in the way, as a problem.
pub async fn send(
    program: Program,
    Path(file): Path<FileId>,
    headers: HeaderMap,
    Body(new): Body<NewSending>,
) -> Result<Response, ApiProblem> {
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).filter(|key| key.len() <= 100);
    let what = ToSend {
        to: new.to,
        channel: new.channel,
        address: new.address.filter(|address| !address.trim().is_empty()).map(Unprinted::new),
        items: new.items,
        words: Unprinted::new(new.words),
        in_spite: new.in_spite.map(|why| Sealed::new(why.trim())),
        telling: None,
    };
    let answer = program.desk.send(file, &what, key).await?;
    let status = match answer.outcome {
        SendingOutcome::MayLeave if answer.done.before => StatusCode::OK,
        SendingOutcome::MayLeave => StatusCode::CREATED,
        SendingOutcome::WaitsForSecond => StatusCode::ACCEPTED,
        SendingOutcome::Refused | SendingOutcome::Declined => {
            let problem = ApiProblem::new(StatusCode::UNPROCESSABLE_ENTITY, "it may not leave as it is");
            return Err(problem.with(told(file, &answer)));
        }
    };
    Ok((status, Json(told(file, &answer))).into_response())
}

fn told(file: FileId, answer: &Answer) -> Value {
    let withheld: Vec<Value> =
        answer.withheld.iter().map(|(item, why)| json!({ "item": item.code(), "why": why.code() })).collect();
    let because: Vec<Value> = answer.because.iter().map(|why| json!({ "code": why.code(), "words": why.label() })).collect();
    let refused = matches!(answer.outcome, SendingOutcome::Refused | SendingOutcome::Declined);
    let routes: Vec<Value> = if refused {
        routes(file, &answer.because).into_iter().map(|(href, words)| json!({ "href": href, "words": words })).collect()
    } else {
        Vec::new()
    };
    json!({
        "file": file,
        "outcome": answer.outcome.code(),
        "because": because,
        "instead": answer.instead,
        "routes": routes,
        "withheld": withheld,
        "found": answer.found,
        "fact": answer.now,
        "second": answer.second,
    })
}
