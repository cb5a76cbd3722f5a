//! Putting things right: complaints, the Ombudsman, remedies, and what is learned from harm that was done.
//!
//! A complaint never holds up what is owed: a disclosure, a request for a review or a concern about safety inside it starts its own clock the same day.
//!
//! Next door: reviews of housing decisions (`homelessness`, `allocations`); breaches of data (`confidentiality`).

mod complaints;
mod ombudsman;
mod remedies;

use crate::obligations::Rule;

/// The rules of this room.
pub const RULES: &[&Rule] = &[
    &complaints::SPLIT,
    &complaints::ACKNOWLEDGE_BEFORE,
    &complaints::ACKNOWLEDGE,
    &complaints::STAGE_ONE_BEFORE,
    &complaints::STAGE_ONE,
    &complaints::ACKNOWLEDGE_TWO_BEFORE,
    &complaints::ACKNOWLEDGE_TWO,
    &complaints::STAGE_TWO_BEFORE,
    &complaints::STAGE_TWO,
    &ombudsman::ENQUIRY,
    &ombudsman::REPORT,
    &remedies::CONSIDER,
    &remedies::DONE,
    &remedies::LEARN,
];

const TOPIC: &str = "Putting things right";
