//! The pages of help.

use askama::Template;
use askama_web::WebTemplate;

use crate::frame::Frame;

/// How Holdfast works.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "help/help.html")]
pub struct HelpPage {
    /// What stands around.
    pub frame: Frame,
}

/// What Holdfast cannot promise.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "help/limits.html")]
pub struct LimitsPage {
    /// What stands around.
    pub frame: Frame,
}

/// The accessibility statement.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "help/accessibility.html")]
pub struct AccessibilityPage {
    /// What stands around.
    pub frame: Frame,
}
