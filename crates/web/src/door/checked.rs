//! Forms: read, and proved to come from a page of ours in a session that runs.

use std::net::SocketAddr;

use axum::body::Bytes;
use axum::extract::{ConnectInfo, FromRef, FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, StatusCode, header};

use super::signed::who;
use super::{Problem, Signed, Web};
use crate::components::Answers;

/// The largest form, in bytes.
pub const LARGEST_FORM: usize = 4 * 1024 * 1024;

/// A form, read and proved, with who sent it.
pub struct Checked {
    /// Who sent it.
    pub signed: Signed,
    /// What was typed.
    pub answers: Answers,
}

/// A form of a page before the door: it comes from a page of ours, and nobody is signed in yet.
pub struct Open {
    /// The house.
    pub web: Web,
    /// What was typed.
    pub answers: Answers,
    /// The address that the request came from, by which attempts are counted.
    pub from: String,
}

/// Whether a request that changes something comes from a page of ours. Browsers say so in `Sec-Fetch-Site`; older ones in `Origin`.
/// A program that says neither holds no cookie that a stranger's page could use, and the proof in the form decides.
pub fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    match (text("origin"), text("host")) {
        (Some("null") | None, _) => true,
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        (Some(_), None) => false,
    }
}

/// Reads a form's names and values in their order.
async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Answers, Problem> {
    let is_form = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !is_form.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
        return Err(Problem::Unreadable);
    }
    let body = Bytes::from_request(request, state).await.map_err(|why| match why.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        _ => Problem::Unreadable,
    })?;
    axum_extra::extract::Form::<Vec<(String, String)>>::from_request(
        Request::builder()
            .method("POST")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body.into())
            .map_err(|_| Problem::Unreadable)?,
        state,
    )
    .await
    .map(|form| Answers(form.0))
    .map_err(|_| Problem::Unreadable)
}

impl<S: Send + Sync> FromRequest<S> for Checked
where
    Web: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_from_here(request.headers()) {
            return Err(Problem::FromElsewhere);
        }
        let web = Web::from_ref(state);
        let (mut parts, body) = request.into_parts();
        let action = parts.uri.path().to_owned();
        let me = who(&web, &parts.headers).await?;
        let Some(me) = me else {
            let answers = read(Request::from_parts(parts, body), state).await?;
            return Err(Problem::SendAgain { signed_out: true, action, fields: without_proof(answers), csrf: String::new() });
        };
        let signed = Signed::from_request_parts(&mut parts, state).await?;
        let answers = read(Request::from_parts(parts, body), state).await?;
        if !me.is_csrf(answers.one("csrf")) {
            let fields = without_proof(answers);
            return Err(Problem::SendAgain { signed_out: false, action, fields, csrf: me.csrf });
        }
        Ok(Self { signed, answers })
    }
}

fn without_proof(answers: Answers) -> Vec<(String, String)> {
    answers.0.into_iter().filter(|(name, _)| name != "csrf").collect()
}

impl<S: Send + Sync> FromRequest<S> for Open
where
    Web: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_from_here(request.headers()) {
            return Err(Problem::FromElsewhere);
        }
        let from = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let from = from.map_or_else(|| "unknown".to_owned(), |ConnectInfo(address)| address.ip().to_string());
        Ok(Self { web: Web::from_ref(state), answers: read(request, state).await?, from })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_from_another_site_is_told_from_ours() {
        let from = |pairs: &[(&'static str, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, value.parse().unwrap());
            }
            is_from_here(&headers)
        };
        assert!(from(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
        assert!(from(&[("sec-fetch-site", "none")]));
        assert!(!from(&[("sec-fetch-site", "cross-site")]));
        assert!(!from(&[("sec-fetch-site", "same-site"), ("origin", "http://holdfast.example"), ("host", "holdfast.example")]));
        assert!(from(&[("origin", "https://holdfast.example"), ("host", "holdfast.example")]));
        assert!(!from(&[("origin", "https://holdfast.example.evil"), ("host", "holdfast.example")]));
    }
}
