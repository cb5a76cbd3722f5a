//! The housing plan: what it rests on, writing it with her, and the copy that she keeps.

pub mod copy;
pub mod handlers;
pub mod stands;
pub mod views;

/// The part of a file that this room is.
pub const PART: &str = "housing-plan";
