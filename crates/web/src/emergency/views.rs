//! The page of whoever is on call.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::Table;
use crate::frame::Frame;

/// What colleagues asked for in an emergency, and did not get.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "emergency/requests.html")]
pub struct RequestsPage {
    /// What stands around.
    pub frame: Frame,
    /// What waits, oldest first.
    pub waiting: Table,
}
