//! Stories: what really happened beside what would have been forced.

pub mod views;
