//! `GET /stories`, `GET /stories/{story}`: for everybody who is signed in.

use axum::extract::Path;

use super::pages;
use super::views::{StoriesPage, StoryPage};
use crate::door::{Problem, Signed};
use crate::frame::At;

/// The list.
/// # Errors
/// The ledger does not answer.
pub async fn list(signed: Signed) -> Result<StoriesPage, Problem> {
    let directory = signed.directory().await?;
    Ok(pages::list(signed.frame(At::Stories, &directory), signed.web.shelf()))
}

/// One story.
/// # Errors
/// There is none such.
pub async fn story(signed: Signed, Path(slug): Path<String>) -> Result<StoryPage, Problem> {
    let directory = signed.directory().await?;
    let told = signed.web.shelf().iter().find(|told| told.slug == slug).ok_or(Problem::NotFound)?;
    Ok(pages::story(signed.frame(At::Stories, &directory), told))
}
