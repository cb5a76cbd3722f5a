//! `GET /help` and its pages: open to everybody, signed in or not.

use axum::extract::State;

use super::views::{AccessibilityPage, HelpPage, LimitsPage};
use crate::door::{Problem, Signed, Web};
use crate::frame::{At, Frame};

async fn frame(web: &Web, signed: Option<Signed>) -> Result<Frame, Problem> {
    match signed {
        Some(signed) => {
            let directory = signed.directory().await?;
            Ok(signed.frame(At::Help, &directory))
        }
        None => Ok(Frame { at: At::Help, ..web.frame() }),
    }
}

/// How Holdfast works.
/// # Errors
/// The ledger does not answer.
pub async fn help(State(web): State<Web>, signed: Result<Signed, Problem>) -> Result<HelpPage, Problem> {
    Ok(HelpPage { frame: frame(&web, signed.ok()).await? })
}

/// What Holdfast cannot promise.
/// # Errors
/// The ledger does not answer.
pub async fn limits(State(web): State<Web>, signed: Result<Signed, Problem>) -> Result<LimitsPage, Problem> {
    Ok(LimitsPage { frame: frame(&web, signed.ok()).await? })
}

/// The accessibility statement.
/// # Errors
/// The ledger does not answer.
pub async fn accessibility(State(web): State<Web>, signed: Result<Signed, Problem>) -> Result<AccessibilityPage, Problem> {
    Ok(AccessibilityPage { frame: frame(&web, signed.ok()).await? })
}
