//! Rules: everything that can be owed, with its source.

pub mod views;
