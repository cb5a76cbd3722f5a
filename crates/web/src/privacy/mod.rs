//! What privacy officers owe.

pub mod handlers;
pub mod views;
