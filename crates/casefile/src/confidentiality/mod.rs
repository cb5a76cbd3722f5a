//! Confidentiality: what she asked to be kept stays kept; what got out is met with her safety first.
//!
//! Next door: how she can be reached (`safe_contact`); that nobody learns of her place on the register (`allocations`).

mod binding;
mod breach;
mod disclosure;
mod emergency;
mod guarding;
mod likeness;
mod markers;
mod minimising;
mod publication;
mod requests;
mod retention;
mod sharing;
mod staff;
#[cfg(test)]
mod tests;
mod watching;

pub(crate) use binding::may_lift;
pub use binding::{Marker, Markers};
pub use emergency::{EMERGENCY_LASTS, closes_the_path};
pub use guarding::{Emergency, Grant, Guarding, Restriction, Shared};

pub use sharing::SHARING_REVIEW;
pub use watching::{Thresholds, has_surname, has_worked};

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
    &likeness::SAME_PERSON,
    &breach::SAFETY_FIRST,
    &breach::TELL_HER,
    &breach::TELL_THE_REGULATOR,
    &breach::RECORD,
    &minimising::TAKE_IT_BACK,
    &requests::ACCESS_1998,
    &requests::ACCESS,
    &requests::TRAINED_READER,
    &publication::KEEP_IT_OUT,
    &sharing::REVIEW,
    &emergency::REVIEW,
    &watching::QUESTION,
    &watching::WITHOUT_NEED,
    &retention::REVIEW,
];

/// The rules whose work falls to privacy officers. Nobody else is told what is owed under them: not the file's lead, and least of all whoever is
/// asked about.
const FOR_GUARDIANS: &[&str] = &[emergency::REVIEW.id, watching::QUESTION.id, retention::REVIEW.id];

/// Whether what is owed under a rule falls to privacy officers, and is told to nobody else.
pub fn is_for_guardians(rule: &str) -> bool {
    FOR_GUARDIANS.contains(&rule)
}

/// Under which team the privacy officers of a body owe something. It is no team of the directory: no work list holds it but theirs.
pub const fn guardians_of(body: crate::ids::BodyId) -> crate::ids::TeamId {
    crate::ids::TeamId(body.0)
}
