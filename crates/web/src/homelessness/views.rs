//! The page of a homelessness application.

use askama::Template;
use askama::filters::HtmlSafe;
use askama_web::WebTemplate;

use crate::components::{Summary, Table, Tag};
use crate::file::views::Head;
use crate::frame::Frame;
use crate::my_work::views::Owed;

/// Opening the application from the very fact that shows it: one button.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(path = "homelessness/take.html")]
pub struct Take {
    /// Where it is sent.
    pub action: String,
    /// The token of the session.
    pub csrf: String,
    /// What makes this sending one of a kind.
    pub idempotency: String,
    /// The end of the file's journal when the page was drawn.
    pub seen: String,
    /// The fact from which it is opened; empty where there is none.
    pub of: String,
    /// The same in words: `housing applied on 3 June 2026`; empty where there is none.
    pub because: String,
    /// Whether the law makes it an application already.
    pub is_one: bool,
}

impl HtmlSafe for Take {}

/// The 56 days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaysBar {
    /// Which day it is, at most 56.
    pub number: i32,
    /// `Day 12 of 56`, or that they are over.
    pub words: String,
    /// `From 2 March to the end of 26 April 2026`.
    pub between: String,
}

/// Something that cannot be done now, and what can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotNow {
    /// What.
    pub what: String,
    /// What stands in the way.
    pub because: String,
    /// What is possible instead.
    pub instead: Vec<String>,
    /// The rule.
    pub rule: Option<String>,
}

/// One stage of the course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageLine {
    /// From when to when.
    pub when: String,
    /// For machines.
    pub iso: String,
    /// What stood.
    pub what: String,
    /// Further words: the ground, the last day.
    pub line: String,
    /// Whether it stands now.
    pub now: bool,
}

/// One review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewCard {
    /// What is reviewed.
    pub title: String,
    /// Whose turn it is.
    pub turn: Tag,
    /// The clock and what has been said, in sentences.
    pub lines: Vec<String>,
    /// What can be done: address and words.
    pub actions: Vec<(String, String)>,
}

/// One authority's part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseCard {
    /// The authority; empty where there is only one.
    pub authority: String,
    /// A prefix for ids on the page.
    pub id: String,
    /// Where it stands, in a word or two.
    pub tag: Tag,
    /// Where it stands, in a sentence.
    pub stands: String,
    /// What follows, and when.
    pub next: String,
    /// The 56 days.
    pub days: Option<DaysBar>,
    /// The rest at a glance: priority need, a place for tonight, reviews.
    pub summary: Summary,
    /// Opening it.
    pub take: Option<Take>,
    /// What is owed in it now.
    pub owed: Vec<Owed>,
    /// What may be done here and now: address and words.
    pub actions: Vec<(String, String)>,
    /// What may not, and what is possible instead.
    pub not_now: Vec<NotNow>,
    /// Said where nothing can be done by this officer.
    pub elsewhere: String,
    /// What stood before, newest first.
    pub course: Vec<StageLine>,
    /// The reviews, newest first.
    pub reviews: Vec<ReviewCard>,
    /// Decisions that she may have looked at again.
    pub decisions: Table,
}

/// Where her application stands.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "homelessness/case.html")]
pub struct HomelessnessPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// One for each authority that has something to do with it.
    pub cases: Vec<CaseCard>,
}
