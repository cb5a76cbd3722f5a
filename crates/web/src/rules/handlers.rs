//! `GET /rules`

use axum::extract::Query;
use serde::Deserialize;

use super::pages;
use super::views::RulesPage;
use crate::door::{Problem, Signed};
use crate::frame::At;

/// Which topic, and the law of which day.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    topic: String,
    #[serde(default)]
    on: String,
}

/// The rules in force on a day.
/// # Errors
/// The ledger does not answer.
pub async fn show(signed: Signed, Query(asked): Query<Asked>) -> Result<RulesPage, Problem> {
    let directory = signed.directory().await?;
    let frame = signed.frame(At::Rules, &directory);
    let today = signed.web.house().today();
    Ok(pages::page(frame, &signed.web.settings().standards, &asked.topic, &asked.on, today))
}
