//! Record a disclosure: one page for any member of staff of any body, under two minutes.

pub mod ask;
pub mod handlers;
pub mod views;
pub mod words;
