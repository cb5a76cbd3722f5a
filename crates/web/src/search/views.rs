//! The page on which a person is looked for.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Problems, Section, Table};
use crate::frame::Frame;

/// The form, and what was found.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "search/search.html")]
pub struct SearchPage {
    /// What stands around.
    pub frame: Frame,
    /// What stands in the way.
    pub problems: Option<Problems>,
    /// The questions.
    pub sections: Vec<Section>,
    /// The files, where something was looked for.
    pub found: Option<Table>,
    /// Whether there is no room on the page for another.
    pub full: bool,
}
