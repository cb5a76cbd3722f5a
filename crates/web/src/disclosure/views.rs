//! The page *Record a disclosure*, and what it says afterwards.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Problems, Section};
use crate::frame::Frame;
use crate::my_work::views::Owed;

/// The form.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "disclosure/record.html")]
pub struct RecordPage {
    /// What stands around.
    pub frame: Frame,
    /// What stands in the way.
    pub problems: Option<Problems>,
    /// The questions.
    pub sections: Vec<Section>,
    /// How many rows there are for children.
    pub rows: usize,
    /// Files that may be hers already: the file, and what it is called. Only those that the officer may open.
    pub hers: Vec<(String, String)>,
    /// Makes sure that sending twice records once.
    pub idempotency: String,
    /// Numbers and addresses that were noticed in the words; empty where none was.
    pub noticed: Vec<String>,
    /// What goes with it unseen.
    pub hidden: Vec<(String, String)>,
    /// The button that leaves it where it is: name, value and words.
    pub leave: Option<(String, String, String)>,
}

/// What happens next.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "disclosure/recorded.html")]
pub struct RecordedPage {
    /// What stands around.
    pub frame: Frame,
    /// The neutral reference of the file.
    pub reference: String,
    /// The file.
    pub file_href: String,
    /// What happens next, most urgent first.
    pub next: Vec<Owed>,
    /// Who has been told, with their team.
    pub told: Vec<String>,
    /// Danger at this moment was reported.
    pub danger_now: bool,
}

/// It was recorded, by somebody who keeps no files.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "disclosure/passed_on.html")]
pub struct PassedOnPage {
    /// What stands around.
    pub frame: Frame,
    /// Whose it is to act on now.
    pub team: String,
}
