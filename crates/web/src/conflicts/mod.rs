//! Links between staff and people in files.

pub mod handlers;
pub mod views;
