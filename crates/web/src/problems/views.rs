//! The page that says what went wrong.

use askama::Template;
use askama_web::WebTemplate;

use crate::frame::Frame;

/// A problem.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "problems/problem.html")]
pub struct ProblemPage {
    /// What stands around.
    pub frame: Frame,
    /// The heading.
    pub heading: &'static str,
    /// What stands in the way and what to do next.
    pub lines: Vec<String>,
    /// Where to go from here: address and words.
    pub ways: Vec<(&'static str, &'static str)>,
    /// A random number that leads whoever looks after Holdfast to its log line.
    pub number: Option<String>,
}

/// A form that came with no session, or with the proof of an older one. What was typed is on the page, to be sent again.
#[derive(Clone, Template, WebTemplate)]
#[template(path = "problems/send_again.html")]
pub struct SendAgainPage {
    /// What stands around.
    pub frame: Frame,
    /// Whether somebody has to sign in first.
    pub signed_out: bool,
    /// Where the form was sent.
    pub action: String,
    /// What was typed.
    pub fields: Vec<(String, String)>,
}
