//! My work: what I owe and what my team owes, most urgent first.

pub mod views;
