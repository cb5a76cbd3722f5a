//! An empty room.

pub mod calendar;
