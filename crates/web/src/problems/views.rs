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
    /// A random number that leads whoever looks after Holdfast to its log line.
    pub number: Option<String>,
}
