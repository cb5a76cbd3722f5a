//! Rules: everything that can be owed, with its source.

pub mod pages;
pub mod views;
