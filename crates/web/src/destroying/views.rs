//! The page of those who agree that a file is destroyed.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::Table;
use crate::frame::Frame;

/// What waits for a second person.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "destroying/waiting.html")]
pub struct DestroyingPage {
    /// What stands around.
    pub frame: Frame,
    /// The files.
    pub waiting: Table,
}
