//! The pages of the return.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Table, Tag};
use crate::file::views::Head;
use crate::frame::Frame;

/// One application as the return has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnCard {
    /// `Application of 1 July 2026`.
    pub title: String,
    /// A prefix for ids on the page.
    pub id: String,
    /// Whether it is complete.
    pub tag: Tag,
    /// Into which quarters it comes, and why, in sentences.
    pub quarters: Vec<String>,
    /// What cannot be as it is, in sentences.
    pub wrong: Vec<String>,
    /// What the return wants to know at this stage and does not: words, and where it is answered or recorded.
    pub missing: Vec<(String, String)>,
    /// Where questions are answered; empty where they cannot be here and now.
    pub answer: String,
    /// What is known, and from what.
    pub known: Table,
}

/// For the national return.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "returns/case.html")]
pub struct ReturnPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// Said where the page has nothing for this officer.
    pub nothing: &'static str,
    /// Her applications, the latest first.
    pub applications: Vec<ReturnCard>,
}

/// A published table, counted again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// `A1: First assessments`.
    pub title: String,
    /// How many households in all.
    pub households: String,
    /// Its rows that count somebody.
    pub table: Table,
}

/// The quarter.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "returns/quarter.html")]
pub struct QuarterPage {
    /// What stands around.
    pub frame: Frame,
    /// Whose return it is.
    pub whose: String,
    /// `July to September 2026`.
    pub quarter: String,
    /// Up to which day it counts.
    pub until: String,
    /// The quarters before and after: address and words.
    pub before: (String, String),
    /// The quarter after; none where it has not begun.
    pub after: Option<(String, String)>,
    /// How many come in, are complete, are not: number, words, class.
    pub counts: Vec<(String, String, &'static str)>,
    /// Whether there are more files than were looked through.
    pub more: bool,
    /// The cases that lack something, and what.
    pub open: Table,
    /// The cases that are complete.
    pub complete: Table,
    /// Why nothing can be downloaded, in sentences; with it, each code that has no official one.
    pub not_yet: Option<(String, Vec<String>)>,
    /// What can be downloaded: address and words.
    pub downloads: Vec<(String, String)>,
    /// The published tables.
    pub tables: Vec<Counted>,
}
