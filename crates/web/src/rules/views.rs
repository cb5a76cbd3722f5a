//! The page of rules.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Question, Tag};
use crate::frame::Frame;

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCard {
    /// Its id, also the anchor on the page.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What must be done.
    pub must: String,
    /// How long there is.
    pub clock: String,
    /// Who owes it.
    pub owner: String,
    /// Severity, force, local standard.
    pub tags: Vec<Tag>,
    /// Act and provision.
    pub citation: String,
    /// What the source says, in our words.
    pub says: String,
    /// Where to read it; empty for a local standard.
    pub url: String,
    /// In force from and until, in words; empty for always.
    pub in_force: String,
}

/// The page.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "rules/rules.html")]
pub struct RulesPage {
    /// What stands around.
    pub frame: Frame,
    /// Which topic.
    pub topic: Question,
    /// The day whose law is shown, as the date field writes it.
    pub on: String,
    /// The same in words.
    pub day: String,
    /// The day that was typed is not one.
    pub day_problem: Option<String>,
    /// How many are shown.
    pub number: usize,
    /// By topic.
    pub topics: Vec<(String, Vec<RuleCard>)>,
}
