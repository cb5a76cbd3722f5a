//! The pages of sending that are no forms.

use askama::Template;
use askama_web::WebTemplate;

use crate::act::views::Explained;
use crate::file::views::{Entry, Head};
use crate::frame::Frame;
use crate::letters::{Form, Shown};

/// Somebody to whom one can write.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipient {
    /// Who.
    pub name: String,
    /// Where one writes to them; empty where that is not safe.
    pub href: String,
    /// How, or why not.
    pub line: String,
    /// Where it is put right, and the words for it.
    pub fix: Option<(String, String)>,
}

/// To whom one can write, and what is on its way.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "send/send.html")]
pub struct SendPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// Whether nothing leaves but what protects her.
    pub frozen: bool,
    /// The people of the file, the survivor first.
    pub people: Vec<Recipient>,
    /// The services in it.
    pub services: Vec<Recipient>,
    /// What waits for a second person or to be printed: address, words, who or since when.
    pub waiting: Vec<Explained>,
    /// What was sent, newest first.
    pub sent: Vec<Entry>,
    /// Where a service is brought in.
    pub bring_in: String,
}

/// A letter, as it is printed.
#[derive(Clone, Template, WebTemplate)]
#[template(path = "send/paper.html")]
pub struct PaperPage {
    /// What stands around.
    pub frame: Frame,
    /// The address for the envelope; empty where it is handed over.
    pub address: String,
    /// The letter.
    pub letter: Vec<Shown>,
    /// The language that it is written in.
    pub language: String,
    /// Where the letter's own page is.
    pub back: String,
}
