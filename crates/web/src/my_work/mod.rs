//! My work: what I owe and what my team owes, most urgent first.

pub mod handlers;
pub mod views;
