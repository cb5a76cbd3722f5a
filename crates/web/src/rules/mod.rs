//! Rules: everything that can be owed, with its source.

pub mod handlers;
pub mod pages;
pub mod views;
