//! Moves: out of the area, between councils, and inside an area only if she says that it is safe.
//!
//! Next door: the places themselves and whether they suit (`accommodation`); what keeps him away from her (`separation`).

mod area;
mod leaving;
mod reciprocal;
#[cfg(test)]
mod tests;

use crate::obligations::Rule;

const TOPIC: &str = "Moves";

/// The rules of this room.
pub const RULES: &[&Rule] = &[
    &leaving::BUNDLE,
    &reciprocal::RECIPROCAL,
    &reciprocal::RELEASE,
    &reciprocal::PAN_LONDON,
    &leaving::REFUGE_MEANWHILE,
    &area::MANAGED_MOVE,
    &area::UNSAFE_AREAS,
];
