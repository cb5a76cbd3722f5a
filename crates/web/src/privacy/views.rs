//! The page of a privacy officer.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Pages, Table};
use crate::frame::Frame;

/// What the privacy officers of a body owe, by what it is about.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "privacy/inbox.html")]
pub struct InboxPage {
    /// What stands around.
    pub frame: Frame,
    /// Heading and lines; a group without lines is left out.
    pub groups: Vec<(&'static str, Table)>,
    /// Further pages.
    pub pages: Pages,
}
