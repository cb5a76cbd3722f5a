//! The page of letters.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::Tag;
use crate::file::views::Head;
use crate::frame::Frame;

/// One letter in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterRow {
    /// What it is for.
    pub title: String,
    /// How far it has come.
    pub tag: Tag,
    /// What it tells of, and when.
    pub line: String,
    /// What can be done: address and words.
    pub links: Vec<(String, String)>,
}

/// Letters that have come equally far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterGroup {
    /// Its id on the page.
    pub id: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// What to do with them.
    pub hint: &'static str,
    /// The letters, newest first.
    pub rows: Vec<LetterRow>,
}

/// The letters of a file.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "letters/list.html")]
pub struct LettersPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// The letters, what is due first.
    pub groups: Vec<LetterGroup>,
}
