//! Who may open a file, and who has looked.

pub mod handlers;
pub mod looks;
pub mod views;
