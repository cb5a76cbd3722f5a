//! A file that somebody needs in an emergency, and what those on call see of it.

pub mod handlers;
pub mod requests;
pub mod views;
