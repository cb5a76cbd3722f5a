//! What the pages of the housing plan hold.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Reveal, Summary, Table, Tag};
use crate::file::views::Head;
use crate::frame::Frame;

/// An area that is not safe for her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaLine {
    /// When and by whom it was said, and whether it takes in the whole area.
    pub line: String,
    /// Which area; sealed.
    pub area: Option<Reveal>,
    /// Whether it is kept to.
    pub tag: Tag,
    /// Where a senior officer records why it is not kept to; empty where it is so already or in the past.
    pub instead: String,
}

/// The housing plan and what it rests on.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "housing_plan/plan.html")]
pub struct HousingPlanPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// Assessment, plan, copy, next look.
    pub stands: Summary,
    /// Why the plan has to be looked at again now: a line each.
    pub changed: Vec<String>,
    /// The steps of the services.
    pub ours: Table,
    /// Her own steps.
    pub hers: Table,
    /// Steps that the file calls for and the plan does not hold: the step, and why.
    pub suggested: Vec<(String, String)>,
    /// Areas that are not safe for her.
    pub areas: Vec<AreaLine>,
    /// Her tenancies, with the versions of the advice on each.
    pub tenancies: Table,
    /// Custody, bail, orders, release.
    pub dates: Table,
    /// Where her copy of the plan is written, where a plan stands.
    pub copy: Option<String>,
}
