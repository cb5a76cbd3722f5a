//! Looking for a person among the files that one may open.

pub mod handlers;
pub mod views;
