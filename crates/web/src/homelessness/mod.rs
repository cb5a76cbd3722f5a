//! Homelessness: where her application stands, what each decision needs, and every step that the law allows here and now.

mod cards;
mod forms;
pub mod handlers;
mod reading;
mod steps;
pub mod views;
mod words;

pub(crate) use cards::to_take;

/// The part of a file that this room is.
pub const PART: &str = "homelessness";
