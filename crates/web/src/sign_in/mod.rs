//! Coming in: name and password, then a six-digit code; the first time, setting up the code; and going out.

pub mod handlers;
pub mod prove;
pub mod views;
pub mod words;
