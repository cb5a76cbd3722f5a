//! The page *My work*.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Pages, Tag};
use crate::frame::Frame;

/// One thing that is owed, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// What it is called.
    pub title: String,
    /// What must be done, in plain words.
    pub must: String,
    /// The page of the obligation.
    pub href: String,
    /// The neutral reference of the file.
    pub reference: String,
    /// What the survivor is called, where a name is known.
    pub known_as: String,
    /// The file.
    pub file_href: String,
    /// Whose it is: officer and team.
    pub owner: String,
    /// The end of a class: `overdue`, `today`, `soon`, `later`, `met`.
    pub nearness: &'static str,
    /// `Overdue by 2 days`.
    pub due: String,
    /// In colour and words: `Overdue`, `Safety`.
    pub tags: Vec<Tag>,
    /// Why: the facts that raised it, in words.
    pub because: String,
    /// Since when.
    pub since: String,
    /// Under which law.
    pub source: String,
    /// The rule.
    pub rule_href: String,
    /// Whether the length of its clock is a local standard.
    pub local: bool,
    /// The action that meets it: where to, and its words.
    pub act: Option<(String, String)>,
}

/// A filter: address, words, and whether it is the one in use.
pub type Filter = (String, String, bool);

/// The page.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "my_work/my_work.html")]
pub struct WorkPage {
    /// What stands around.
    pub frame: Frame,
    /// Mine, my team's.
    pub whose: Vec<Filter>,
    /// Overdue, today, this week, later: each with its number and the class of its colour.
    pub when: Vec<(Filter, String, &'static str)>,
    /// What is owed, most urgent first.
    pub owed: Vec<Owed>,
    /// Further pages.
    pub pages: Pages,
    /// Whether the list is the team's.
    pub team: bool,
    /// Whether a filter narrows the list.
    pub filtered: bool,
}
