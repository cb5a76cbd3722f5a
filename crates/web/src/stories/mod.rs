//! Stories: what really happened beside what would have been forced.

pub mod handlers;
pub mod pages;
pub mod shelf;
pub mod views;
