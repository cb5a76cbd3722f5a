//! Team: for managers, who has too much, what is late, what was passed up.

pub mod handlers;
pub mod views;
