//! The pages on which officers act. One form page serves them all: what differs is its questions and what stands before them.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Problems, Reveal, Section};
use crate::file::views::Head;
use crate::frame::Frame;
use crate::letters::{Form, Shown};

/// A link with its meaning: address, words, what it is for.
pub type Explained = (String, String, String);

/// Which kind of fact is to be recorded.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "act/choose.html")]
pub struct ChoosePage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// What officers record most: address, words, meaning.
    pub usual: Vec<Explained>,
    /// Every topic with its kinds.
    pub topics: Vec<(String, Vec<Explained>)>,
    /// What services have done though the law does not allow it.
    pub others: Vec<Explained>,
}

/// Something before the questions of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A sentence.
    Plain(String),
    /// A sentence set apart.
    Inset(String),
    /// A warning.
    Warning(String),
    /// A heading with links: address and words.
    Links(String, Vec<(String, String)>),
    /// A heading with lines: what changed meanwhile, what is possible instead.
    Lines(String, Vec<String>),
}

/// A form.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "act/form.html")]
pub struct FormPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file; its reference is empty where the form concerns no single file.
    pub head: Head,
    /// Back to where.
    pub back: String,
    /// The heading, which names nobody.
    pub heading: String,
    /// What stands in the way.
    pub problems: Option<Problems>,
    /// What stands before the questions.
    pub notes: Vec<Note>,
    /// What it is about: what, when, in a line.
    pub about: Option<(String, String, String)>,
    /// Sealed words that it is about.
    pub sealed: Vec<Reveal>,
    /// The questions.
    pub sections: Vec<Section>,
    /// Where it is sent; empty where nothing can be sent.
    pub action: String,
    /// What goes with it unseen: names and values.
    pub hidden: Vec<(String, String)>,
    /// The words on its button.
    pub button: String,
    /// Further buttons: name, value and words.
    pub more: Vec<(String, String, String)>,
    /// The key of its draft; empty where none is kept.
    pub draft: String,
    /// The letter that comes of it, below the form.
    pub letter: Vec<Shown>,
}

impl FormPage {
    /// A form with nothing in it yet.
    pub fn new(frame: Frame, head: Head, heading: impl Into<String>, action: impl Into<String>) -> Self {
        let back = head.href.clone();
        Self {
            frame,
            head,
            back,
            heading: heading.into(),
            problems: None,
            notes: Vec::new(),
            about: None,
            sealed: Vec::new(),
            sections: Vec::new(),
            action: action.into(),
            hidden: Vec::new(),
            button: "Record".into(),
            more: Vec::new(),
            draft: String::new(),
            letter: Vec::new(),
        }
    }
}
