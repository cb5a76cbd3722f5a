//! The reviewer's page.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Pages, Table};
use crate::frame::Frame;
use crate::my_work::views::Filter;

/// Who is kept out of which file.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "conflicts/conflicts.html")]
pub struct ConflictsPage {
    /// What stands around.
    pub frame: Frame,
    /// What nobody has decided, and what stays.
    pub parts: Vec<Filter>,
    /// Each colleague with the files that they are kept out of.
    pub groups: Vec<(String, Table)>,
    /// Whether these are decided.
    pub decided: bool,
    /// Further pages.
    pub pages: Pages,
}
