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
    /// Whether a plan stands, of which she can have a copy.
    pub has_plan: bool,
}

/// Her copy, as it is printed: no name, no reference, nothing that tells where it comes from.
#[derive(Clone, Template, WebTemplate)]
#[template(path = "housing_plan/copy.html")]
pub struct CopyPage {
    /// What stands around on the screen.
    pub frame: Frame,
    /// Back to where.
    pub back: String,
    /// How she can have it safely.
    pub how: Vec<String>,
    /// The day of the plan.
    pub day: String,
    /// Her steps: what, by when.
    pub hers: Vec<(String, String)>,
    /// What the services do: what, by when.
    pub ours: Vec<(String, String)>,
    /// What else was written; empty where nothing was.
    pub words: String,
    /// Why it was not agreed; empty where it was.
    pub not_agreed: String,
    /// When it is looked at again.
    pub again: String,
}
