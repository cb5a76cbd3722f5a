//! The housing plan: what it rests on, and writing it with her. The copy that she keeps is a letter (`letters`).

pub mod handlers;
pub mod stands;
pub mod views;

/// The part of a file that this room is.
pub const PART: &str = "housing-plan";
