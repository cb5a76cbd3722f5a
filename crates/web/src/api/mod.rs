//! The interface for programs: `docs/api.md`. A program brings `Authorization: Bearer …` and acts as the officer whom its token names, with that
//! officer's permissions. Problems come as `application/problem+json`.

mod facts;
mod send;

use axum::Json;
use axum::extract::{FromRef, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use casefile::ids::OfficerId;
use desk::{CannotAct, Desk, House, Recalled};
pub use facts::{facts, health, owed, record};
pub use send::send;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::door::Web;

/// A program that may come in.
pub struct Program {
    /// Its place at the desk.
    pub desk: Desk,
}

/// Whoever brought a token that is known; as whom it acts has not been asked yet.
pub struct Bearer {
    house: House,
    officer: OfficerId,
}

impl Bearer {
    /// The place at the desk, as the ledger knows the officer now.
    /// # Errors
    /// The officer does not work here any more.
    pub async fn program(&self) -> Result<Program, ApiProblem> {
        let account = self.house.officer(self.officer).await?.ok_or_else(refused)?;
        Ok(Program { desk: self.house.desk(account.officer()) })
    }

    /// The place at the desk, as this process knew the officer last.
    pub fn recalled(&self) -> Option<Recalled> {
        self.house.recall(self.officer)
    }
}

fn refused() -> ApiProblem {
    ApiProblem::new(StatusCode::UNAUTHORIZED, "bring a token: Authorization: Bearer …")
}

/// What went wrong, for programs.
#[derive(Debug)]
pub struct ApiProblem {
    status: StatusCode,
    title: String,
    more: Value,
}

impl ApiProblem {
    pub(crate) fn new(status: StatusCode, title: impl Into<String>) -> Self {
        Self { status, title: title.into(), more: json!({}) }
    }

    fn with(mut self, more: Value) -> Self {
        self.more = more;
        self
    }

    /// Nothing there, or nothing that this program may know of.
    fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "there is nothing here, or nothing that you may open")
    }
}

impl From<CannotAct> for ApiProblem {
    fn from(problem: CannotAct) -> Self {
        match problem {
            CannotAct::NoSuchFile => Self::not_found(),
            CannotAct::NotLikeThis(_) | CannotAct::NotYourRole => Self::new(StatusCode::FORBIDDEN, problem.to_string()),
            CannotAct::Refused(refusal) => Self::new(StatusCode::UNPROCESSABLE_ENTITY, refusal.because)
                .with(json!({ "instead": refusal.instead, "rule": refusal.rule, "as_it_was": refusal.as_it_was })),
            CannotAct::NobodyThere(words) => Self::new(StatusCode::UNPROCESSABLE_ENTITY, words),
            CannotAct::Changed { ref since } => {
                let facts: Vec<_> = since.iter().map(|fact| json!({ "id": fact.id, "kind": fact.body.kind().code() })).collect();
                Self::new(StatusCode::CONFLICT, problem.to_string()).with(json!({ "since": facts }))
            }
            CannotAct::Ledger(error) if error.may_pass() => {
                tracing::warn!(problem = %error, "busy");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "too much is going on: send it again in a moment")
            }
            CannotAct::Ledger(desk::LedgerError::RolledBack(_)) => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "nothing can be recorded: this is an older copy of the records")
            }
            CannotAct::Ledger(error) => {
                let number = uuid::Uuid::new_v4();
                tracing::error!(%number, problem = %error, "broken");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "something is broken").with(json!({ "number": number }))
            }
        }
    }
}

impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        let mut body = json!({ "title": self.title, "status": self.status.as_u16() });
        if let (Some(body), Value::Object(more)) = (body.as_object_mut(), self.more) {
            body.extend(more);
        }
        let mut answer = (self.status, Json(body)).into_response();
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if self.status == StatusCode::UNAUTHORIZED {
            answer.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        answer
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Program
where
    Web: FromRef<S>,
{
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiProblem> {
        Bearer::from_request_parts(parts, state).await?.program().await
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Bearer
where
    Web: FromRef<S>,
{
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiProblem> {
        let web = Web::from_ref(state);
        let brought = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        let brought = brought.ok_or_else(refused)?;
        // Every token is compared, so that the time tells nothing of which one was nearest.
        let token = web
            .settings()
            .tokens
            .iter()
            .fold(None, |found, token| if token.is(brought) { Some(token) } else { found })
            .ok_or_else(refused)?;
        Ok(Self { house: web.house().clone(), officer: token.officer })
    }
}

/// A JSON body; what cannot be read is a problem in words.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = ApiProblem;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiProblem> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(why) => Err(ApiProblem::new(why.status(), why.body_text())),
        }
    }
}
