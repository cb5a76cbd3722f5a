//! Stories: what really happened beside what would have been forced.

pub mod pages;
pub mod shelf;
pub mod views;
