//! Separation: keeping alleged perpetrators away from those they harmed, without ever pointing to where she is.
//!
//! Next door: where she may be housed and moved (`moves`); the screening engine, which measures and knows no case file.

mod addresses;
pub mod agreements;
mod housed;
mod near;
#[cfg(test)]
mod tests;

use crate::obligations::Rule;

const TOPIC: &str = "Separation";
const REPORT: &str = "Ombudsman focus report, November 2021";
const REPORTS: &str = "https://www.lgo.org.uk/information-centre/reports/focus-reports";

/// The rules of this room.
pub const RULES: &[&Rule] =
    &[&housed::SCREEN, &near::MOVE, &near::TRIAGE, &addresses::TWO_SOURCES, &agreements::SOUND, &agreements::BROKEN];
