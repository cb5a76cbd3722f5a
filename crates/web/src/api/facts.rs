//! Recording facts and reading what is owed.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use casefile::commands::{RecordAsItWas, RecordFact};
use casefile::facts::{Body as FactBody, Kind, When};
use casefile::ids::FileId;
use casefile::private::Sealed;
use desk::{Asks, CannotAct, Done, Opened, Sent};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ApiProblem, Bearer, Body, Program};
use crate::door::Web;

/// A fact as a program sends it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewFact {
    /// The code of its kind.
    kind: String,
    /// When it happened: a day, or a day with a time.
    happened: When,
    /// Its fields, as `docs/facts.md` lists them.
    fields: Value,
    /// The end of the file's journal that the program knows; a file that changed since is a conflict.
    #[serde(default)]
    seen: Option<u64>,
    /// How it is known, for what a service has done though nobody may: then it is recorded as it was.
    #[serde(default)]
    as_it_was: Option<String>,
}

/// `POST /api/files/{file}/facts`
/// # Errors
/// What stands in the way, as a problem.
pub async fn record(
    bearer: Bearer,
    Path(file): Path<FileId>,
    headers: HeaderMap,
    Body(new): Body<NewFact>,
) -> Result<Response, ApiProblem> {
    let wrong = |words: String| ApiProblem::new(StatusCode::UNPROCESSABLE_ENTITY, words);
    let kind = Kind::from_code(&new.kind)
        .ok_or_else(|| wrong(format!("there is no kind of fact “{}”: docs/facts.md lists them", short(&new.kind))))?;
    let body = FactBody::read(kind, new.fields)
        .map_err(|why| wrong(format!("the fields of this {} cannot be read: {why}", kind.code())))?;
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).filter(|key| key.len() <= 100);
    let sent = Sent { key, seen: new.seen };
    let (happened, known) = (new.happened, Vec::new());
    let done = match new.as_it_was {
        None => acted(&bearer, file, &RecordFact { body, happened, known }, sent).await?,
        Some(how) => {
            let how_known = Sealed::new(how.trim());
            acted(&bearer, file, &RecordAsItWas { body, happened, known, how_known }, sent).await?
        }
    };
    let status = if done.before { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(json!({ "file": done.file, "facts": done.facts, "seq": done.seq }))).into_response())
}

/// Carries a command out on what this process knows; where that does not hold any more, or it would be refused, on what the ledger says.
async fn acted<C: Asks>(bearer: &Bearer, file: FileId, command: &C, sent: Sent<'_>) -> Result<Done, ApiProblem> {
    if let Some(recalled) = bearer.recalled()
        && let Some(done) = recalled.act(file, command, sent).await
    {
        return Ok(done);
    }
    Ok(bearer.program().await?.desk.act(file, command, sent).await?)
}

/// Opens a file for a program. What was opened in an emergency is read by a person, and handed to no program.
async fn open(program: &Program, file: FileId) -> Result<Opened, ApiProblem> {
    let opened = program.desk.open(file).await?;
    if opened.in_emergency { Err(CannotAct::NoSuchFile.into()) } else { Ok(opened) }
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

/// `GET /api/files/{file}/facts`: ids, kinds and days. Nothing that was said or written comes this way.
/// # Errors
/// What stands in the way, as a problem.
pub async fn facts(program: Program, Path(file): Path<FileId>) -> Result<Json<Value>, ApiProblem> {
    let opened = open(&program, file).await?;
    let facts: Vec<Value> = opened
        .file
        .facts()
        .iter()
        .map(|fact| json!({ "id": fact.id, "kind": fact.body.kind().code(), "happened": fact.happened, "recorded": fact.recorded.to_string() }))
        .collect();
    Ok(Json(json!({ "file": file, "seq": opened.seq, "facts": facts })))
}

/// `GET /api/files/{file}/owed`
/// # Errors
/// What stands in the way, as a problem.
pub async fn owed(program: Program, Path(file): Path<FileId>) -> Result<Json<Value>, ApiProblem> {
    let opened = open(&program, file).await?;
    let owed: Vec<Value> = opened
        .owed
        .iter()
        .map(|one| {
            json!({
                "rule": one.rule.id,
                "raised_by": one.raised_by,
                "must": one.rule.must,
                "state": one.state(opened.at).code(),
                "since": one.since,
                "due": one.due,
                "team": one.owner.team,
                "officer": one.owner.officer,
                "severity": one.rule.severity.code(),
                "because": one.because,
            })
        })
        .collect();
    Ok(Json(json!({ "file": file, "seq": opened.seq, "owed": owed })))
}

/// `GET /health`: whether the house answers. Says nothing else.
/// # Errors
/// The database does not answer.
pub async fn health(State(web): State<Web>) -> Result<&'static str, ApiProblem> {
    web.house().partnership().await?;
    Ok("ok\n")
}
