//! Files that somebody asks to have destroyed.

pub mod handlers;
pub mod views;
