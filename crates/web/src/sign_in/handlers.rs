//! Coming in and going out.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use desk::sign_in::{CannotSignIn, Next, Ticket};
use serde::Deserialize;

use super::views::{CodePage, EnrolPage, SignInPage, SignedOutPage};
use super::words;
use crate::door::{Checked, Open, Problem, Web, clear, cookie, session_in};

/// Where to go afterwards, and why one is here.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    then: String,
    #[serde(default)]
    expired: String,
}

/// A page of this house to go to after signing in; anything else becomes the start.
pub(super) fn place(then: &str) -> &str {
    let ours = then.starts_with('/') && !then.starts_with("//") && !then.contains(['\\', '\r', '\n']) && then.len() < 300;
    if ours { then } else { "/" }
}

/// `GET /sign-in`
pub async fn ask(State(web): State<Web>, Query(asked): Query<Asked>) -> SignInPage {
    SignInPage { expired: asked.expired == "yes", then: place(&asked.then).into(), ..blank(&web, "", None) }
}

fn blank(web: &Web, name: &str, problem: Option<&str>) -> SignInPage {
    let names = web.settings().demonstration.clone().unwrap_or_default();
    SignInPage { demonstration_names: names, ..SignInPage::new(web.frame(), name, problem) }
}

/// `POST /sign-in`: name and password.
/// # Errors
/// The ledger does not answer.
pub async fn begin(form: Open) -> Result<Response, Problem> {
    let (name, password) = (form.answers.one("name"), form.answers.0.iter().find(|(key, _)| key == "password"));
    let password = password.map_or("", |(_, value)| value.as_str());
    let then = place(form.answers.one("then")).to_owned();
    if name.is_empty() || password.is_empty() || name.len() > 200 || password.len() > 1000 {
        let page = SignInPage { then, ..blank(&form.web, name, Some("Enter your sign-in name and your password")) };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    match form.web.house().begin_sign_in(name, password, &form.from).await {
        Ok(Next::Code(ticket)) => {
            Ok(CodePage { ticket: ticket.to_string(), then, ..CodePage::new(form.web.frame(), None) }.into_response())
        }
        Ok(Next::Enrol(ticket, enrolment)) => {
            let page = EnrolPage::new(form.web.frame(), &enrolment.url, &enrolment.secret, None);
            let page = page.ok_or_else(|| Problem::broken(&"a square code could not be drawn"))?;
            Ok(EnrolPage { ticket: ticket.to_string(), then, ..page }.into_response())
        }
        Err(CannotSignIn::TooMany) => {
            let page = SignInPage { then, ..blank(&form.web, name, Some(words::WAIT)) };
            Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response())
        }
        Err(CannotSignIn::Ledger(error)) => Err(error.into()),
        Err(problem) => Err(problem.into()),
    }
}

/// `POST /sign-in/code`: the six digits.
/// # Errors
/// The ledger does not answer.
pub async fn finish(headers: HeaderMap, form: Open) -> Result<Response, Problem> {
    let answers = &form.answers;
    let then = place(answers.one("then")).to_owned();
    let again = |problem: &str| {
        let page = SignInPage { then: then.clone(), ..blank(&form.web, "", Some(problem)) };
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    };
    let Ok(ticket) = answers.one("ticket").parse::<Ticket>() else {
        return Ok(again("That took too long. Begin again with your name and password"));
    };
    let digits: String = answers.one("code").chars().filter(|one| !one.is_whitespace()).take(20).collect();
    match form.web.house().finish_sign_in(&ticket, &digits, &form.from).await {
        Ok(token) => {
            // A new session takes the place of the one before it: nobody can plant one.
            if let Some(old) = session_in(&form.web, &headers) {
                form.web.house().sign_out(old).await?;
            }
            Ok(([(header::SET_COOKIE, cookie(&form.web, token))], Redirect::to(&then)).into_response())
        }
        Err(CannotSignIn::Wrong) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, code_again(&form, then, words::NO_CODE)?).into_response())
        }
        Err(CannotSignIn::TooMany) => Ok((StatusCode::TOO_MANY_REQUESTS, again(words::WAIT)).into_response()),
        Err(CannotSignIn::TooLate) => Ok(again("That took too long. Begin again with your name and password")),
        Err(CannotSignIn::Ledger(error)) => Err(error.into()),
        Err(problem) => Err(problem.into()),
    }
}

/// The page on which the code was typed, again. One that sets up a code brought its own picture along.
fn code_again(form: &Open, then: String, problem: &str) -> Result<Response, Problem> {
    let answers = &form.answers;
    let ticket = answers.one("ticket").to_owned();
    let (address, secret) = (answers.one("address"), answers.one("secret"));
    if secret.is_empty() || address.len() > 500 || secret.len() > 100 {
        return Ok(CodePage { ticket, then, ..CodePage::new(form.web.frame(), Some(problem)) }.into_response());
    }
    let page = EnrolPage::new(form.web.frame(), address, secret, Some(problem)).ok_or(Problem::Unreadable)?;
    Ok(EnrolPage { ticket, then, ..page }.into_response())
}

/// `POST /sign-out`
/// # Errors
/// The ledger does not answer.
pub async fn leave(State(web): State<Web>, headers: HeaderMap, _form: Checked) -> Result<Response, Problem> {
    if let Some(token) = session_in(&web, &headers) {
        web.house().sign_out(token).await?;
    }
    let forget = [
        (header::SET_COOKIE, clear(&web)),
        (header::HeaderName::from_static("clear-site-data"), "\"cache\", \"storage\"".to_owned()),
    ];
    Ok((axum::response::AppendHeaders(forget), Redirect::to("/signed-out")).into_response())
}

/// `GET /signed-out`
pub async fn left(State(web): State<Web>) -> SignedOutPage {
    SignedOutPage { frame: web.frame(), expired: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_house_after_signing_in() {
        assert_eq!(place("/files/1"), "/files/1");
        for elsewhere in ["https://evil.example", "//evil.example", "/\\evil.example", "", "files", "/x\r\nSet-Cookie: a"] {
            assert_eq!(place(elsewhere), "/");
        }
    }
}
