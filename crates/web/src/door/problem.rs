//! What is said when something goes wrong. The page names no stranger, place or table, and a file that may not be opened gets the page of one
//! that is not there, byte for byte.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use desk::CannotAct;
use desk::sign_in::CannotSignIn;
use ledger_problems::is_busy;
use uuid::Uuid;

use crate::frame::Frame;
use crate::problems::views::{ProblemPage, SendAgainPage};

/// A problem.
#[derive(Debug)]
pub enum Problem {
    /// There is no such page or file, or none that this officer may know of.
    NotFound,
    /// The officer may open the file, but this is for others to do.
    NotYourRole,
    /// The officer may open the file, but not like this: the words say what stands in the way and what to do.
    NotLikeThis(String),
    /// Nobody is signed in; where to go afterwards.
    SignIn(String),
    /// A form came from somewhere else.
    FromElsewhere,
    /// The form came with no session, or with the proof of an older one: what was typed is handed back, to be sent again.
    SendAgain {
        /// Whether somebody has to sign in first.
        signed_out: bool,
        /// Where the form was sent.
        action: String,
        /// What was typed.
        fields: Vec<(String, String)>,
        /// The proof of the session that runs now.
        csrf: String,
    },
    /// More was sent than the house takes.
    TooLarge,
    /// What was sent cannot be read.
    Unreadable,
    /// The page is there, but not for this method.
    WrongMethod,
    /// Something in the house is broken; the number leads to the log.
    Broken(Uuid),
    /// The database is an older copy: nothing is recorded.
    OlderCopy,
    /// The house is full, or its database does not answer.
    Busy,
}

/// What to do about an error of the ledger.
mod ledger_problems {
    use desk::LedgerError;

    /// Whether the same thing may succeed in a moment.
    pub fn is_busy(error: &LedgerError) -> bool {
        error.may_pass()
    }
}

impl Problem {
    /// Writes down that something is broken, under a random number.
    pub fn broken(what: &dyn std::fmt::Display) -> Self {
        let number = Uuid::new_v4();
        tracing::error!(%number, problem = %what, "broken");
        Self::Broken(number)
    }
}

impl From<CannotAct> for Problem {
    fn from(problem: CannotAct) -> Self {
        match problem {
            CannotAct::NoSuchFile | CannotAct::NobodyThere(_) => Self::NotFound,
            CannotAct::NotYourRole => Self::NotYourRole,
            CannotAct::NotLikeThis(refused) => Self::NotLikeThis(format!("{}.", crate::words::capital(&refused.to_string()))),
            CannotAct::Ledger(error) if is_busy(&error) => {
                tracing::warn!(problem = %error, "busy");
                Self::Busy
            }
            CannotAct::Ledger(desk::LedgerError::RolledBack(_)) => Self::OlderCopy,
            other => Self::broken(&other),
        }
    }
}

impl From<CannotSignIn> for Problem {
    fn from(problem: CannotSignIn) -> Self {
        match problem {
            CannotSignIn::Busy => Self::Busy,
            other => Self::broken(&other),
        }
    }
}

impl From<desk::LedgerError> for Problem {
    fn from(error: desk::LedgerError) -> Self {
        CannotAct::Ledger(error).into()
    }
}

fn page(status: StatusCode, heading: &'static str, lines: &[&str], number: Option<String>) -> Response {
    (status, problem(heading, lines, number)).into_response()
}

fn problem(heading: &'static str, lines: &[&str], number: Option<String>) -> ProblemPage {
    let lines = lines.iter().map(|line| (*line).to_owned()).collect();
    ProblemPage { frame: Frame::default(), heading, lines, ways: Vec::new(), number }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound => {
                let lines = [
                    "There is nothing here, or nothing that you may open.",
                    "Check the address or the reference. If somebody is in danger and you need this file, ring your duty manager.",
                    "You can always record what you were told: it reaches those who are responsible.",
                ];
                let ways = vec![(crate::paths::EMERGENCY, "Ask for a file in an emergency")];
                (StatusCode::NOT_FOUND, ProblemPage { ways, ..problem("Page not found", &lines, None) }).into_response()
            }
            Self::OlderCopy => page(
                StatusCode::SERVICE_UNAVAILABLE,
                "Nothing can be recorded now",
                &[
                    "Holdfast runs on an older copy of the records, and keeps it as it is until somebody has found out why.",
                    "Nothing that you sent was recorded. Write it on paper with the time, and act on it as always.",
                    "Ring whoever looks after Holdfast. If somebody is in danger, ring your duty manager.",
                ],
                None,
            ),
            Self::NotYourRole => page(
                StatusCode::FORBIDDEN,
                "This is for somebody else to do",
                &["Your role does not include this.", "Ask your manager to do it, or to give it to you."],
                None,
            ),
            Self::NotLikeThis(words) => page(StatusCode::FORBIDDEN, "This cannot be done like this", &[&words], None),
            Self::SignIn(then) => Redirect::to(&then).into_response(),
            Self::FromElsewhere => page(
                StatusCode::FORBIDDEN,
                "This form did not come from Holdfast",
                &[
                    "Another page tried to send something in your name, or your browser hides where a form comes from.",
                    "Nothing was recorded. Open the page in Holdfast itself and send it from there.",
                ],
                None,
            ),
            Self::SendAgain { signed_out, action, fields, csrf } => {
                let status = if signed_out { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
                (status, SendAgainPage { frame: Frame { csrf, ..Frame::default() }, signed_out, action, fields }).into_response()
            }
            Self::TooLarge => page(
                StatusCode::PAYLOAD_TOO_LARGE,
                "That is too much at once",
                &[
                    "Holdfast takes up to 4 million characters in one form, and 100,000 in one answer.",
                    "Go back, shorten the text or split it into several records. Your browser still has what you typed.",
                ],
                None,
            ),
            Self::Unreadable => page(
                StatusCode::BAD_REQUEST,
                "That could not be read",
                &[
                    "What your browser sent is not a form of this page.",
                    "Nothing was recorded. Go back, open the page again and send it from there.",
                ],
                None,
            ),
            Self::WrongMethod => page(
                StatusCode::METHOD_NOT_ALLOWED,
                "This page cannot be used that way",
                &["Open it from the menu, and use the buttons on it."],
                None,
            ),
            Self::Broken(number) => page(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something is broken",
                &[
                    "Nothing was recorded by this request; what you typed is kept where drafts are kept.",
                    "Try again in a few minutes. If it cannot wait, act by telephone now and record it afterwards.",
                ],
                Some(number.to_string()),
            ),
            Self::Busy => {
                let mut answer = page(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "Holdfast is busy",
                    &[
                        "Too much is going on at this moment, and your request was not carried out.",
                        "Wait a minute and send it again. If it cannot wait, act by telephone now and record it afterwards.",
                    ],
                    None,
                );
                answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
                answer
            }
        }
    }
}
