//! What members of staff tell of themselves.

pub mod handlers;
