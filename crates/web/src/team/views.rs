//! The page of a team.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Pages, Table};
use crate::frame::Frame;

/// An obligation that was passed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalation {
    /// What is owed.
    pub must: String,
    /// The obligation's page.
    pub href: String,
    /// File, owner, since when, how far up: in a line.
    pub line: String,
    /// Where to say what will be done; none once somebody did.
    pub acknowledge: Option<String>,
}

/// The page.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "team/team.html")]
pub struct TeamPage {
    /// What stands around.
    pub frame: Frame,
    /// What the team is called.
    pub team: String,
    /// How many are overdue, due today, soon, later: number, words, class.
    pub counts: Vec<(String, String, &'static str)>,
    /// Passed up and waiting for somebody.
    pub escalations: Vec<Escalation>,
    /// Whether more waits than the page shows.
    pub more: bool,
    /// By officer.
    pub by_officer: Table,
    /// By rule.
    pub by_rule: Table,
    /// How many of the most urgent obligations the table by rule is about, where the team owes more.
    pub by_rule_of: Option<u64>,
    /// What is wrong with the policy on domestic abuse of the body, where it is a landlord; in a sentence with what to do.
    pub policy: Option<String>,
}

/// All that was passed up and waits for an answer.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "team/passed_up.html")]
pub struct PassedUpPage {
    /// What stands around.
    pub frame: Frame,
    /// Most urgent first.
    pub escalations: Vec<Escalation>,
    /// From page to page.
    pub pages: Pages,
}
