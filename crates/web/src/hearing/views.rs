//! What the pages of hearing hold.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Problems, Question};
use crate::frame::Frame;

/// A piece of a text that was read: the words, and what is heard in them; nothing where nothing is.
#[derive(Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub words: String,
    /// What is heard in them.
    pub reason: Option<&'static str>,
}

impl std::fmt::Debug for Piece {
    /// What people wrote does not print.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "‹{} letters›", self.words.chars().count())
    }
}

/// What was heard in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeardText {
    /// Whether it is a likely disclosure.
    pub disclosure: bool,
    /// What kinds of abuse it may speak of.
    pub kinds: Vec<&'static str>,
    /// The text, in pieces.
    pub pieces: Vec<Piece>,
}

/// Reading a text that is in no file.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "hearing/read.html")]
pub struct ReadPage {
    /// What stands around.
    pub frame: Frame,
    /// What stands in the way.
    pub problems: Option<Problems>,
    /// The text to be read.
    pub text: Question,
    /// What was heard in it.
    pub heard: Option<HeardText>,
}
