//! The reviewer's page.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::Table;
use crate::frame::Frame;

/// Who is kept out of which file.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "conflicts/conflicts.html")]
pub struct ConflictsPage {
    /// What stands around.
    pub frame: Frame,
    /// What nobody has decided.
    pub open: Table,
    /// What stays.
    pub stays: Table,
}
