//! Act: record a fact, consider evidence, decide, plan, hand over, answer, waive, correct.

pub mod views;
