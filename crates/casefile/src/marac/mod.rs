//! The multi-agency risk assessment conference (MARAC) and its advisers (IDVA): when a risk is heard, what a meeting leaves to be done, and a death.
//!
//! The conference is an aid to those who owe her something and never a gate: no service waits for its minutes or for a score. Thresholds differ from
//! area to area, so they are local standards: ticks on the checklist (`marac-ticks`), incidents in twelve months (`marac-incidents`).
//!
//! Next door: that no decision about housing may wait for it (`evidence`, `allocations`).

mod advisers;
mod criteria;
mod deaths;
mod meeting;
mod transfer;

use crate::obligations::Rule;

/// The rules of this room.
pub const RULES: &[&Rule] = &[
    &criteria::CRITERIA,
    &criteria::REPEAT,
    &criteria::COMPLETE,
    &meeting::MINUTES,
    &meeting::FLAG,
    &meeting::ACTION,
    &advisers::CONTACT,
    &advisers::FEEDBACK,
    &transfer::MARAC_TO_MARAC,
    &deaths::REVIEW,
];

const TOPIC: &str = "Risk conference";
/// SafeLives' guidance to conferences, wherever it is the source.
const SAFELIVES: &str = "SafeLives guidance for MARACs";
/// Where to read it.
const SAFELIVES_URL: &str = "https://safelives.org.uk/";
