//! Confidentiality: what she asked to be kept stays kept; what got out is met with her safety first.
//!
//! Next door: how she can be reached (`safe_contact`); that nobody learns of her place on the register (`allocations`).

mod binding;
mod breach;
mod disclosure;
mod guarding;
mod markers;
mod minimising;
mod publication;
mod requests;
mod staff;
#[cfg(test)]
mod tests;

pub(crate) use binding::may_lift;
pub use binding::{Marker, Markers};
pub use guarding::{Emergency, Grant, Guarding, Restriction, Shared};

use crate::obligations::Rule;

const TOPIC: &str = "Confidentiality";
const REPORT: &str = "Ombudsman focus report, November 2021";
const REPORTS: &str = "https://www.lgo.org.uk/information-centre/reports/focus-reports";
const UK_GDPR: &str = "General Data Protection Regulation (UK GDPR)";
const CODE: &str = "Homelessness Code of Guidance 2018";
const CODE_21: &str = "https://www.gov.uk/guidance/homelessness-code-of-guidance-for-local-authorities/chapter-21-domestic-abuse";

/// The rules of this room.
pub const RULES: &[&Rule] = &[
    &markers::MARK,
    &disclosure::PLAN_COPIES,
    &disclosure::NO_DISCLOSURE,
    &staff::KEEP_OUT,
    &staff::RESTRICT,
    &breach::SAFETY_FIRST,
    &breach::TELL_HER,
    &breach::TELL_THE_REGULATOR,
    &breach::RECORD,
    &minimising::TAKE_IT_BACK,
    &requests::ACCESS_1998,
    &requests::ACCESS,
    &requests::TRAINED_READER,
    &publication::KEEP_IT_OUT,
];
