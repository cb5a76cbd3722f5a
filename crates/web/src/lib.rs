//! The pages and the interface for programs: what people see, room by room.
//!
//! Pages are drawn on the server, work without scripts, and are better with them. Each has a view struct of its own in `<room>/views.rs` with a
//! template in `templates/<room>/`; nothing of the case file reaches a page unless a view has a place for it.

pub mod access;
pub mod act;
pub mod api;
pub mod callbacks;
pub mod components;
pub mod conflicts;
pub mod destroying;
pub mod disclosure;
pub mod door;
pub mod drafts;
pub mod emergency;
pub mod enquiry;
pub mod file;
pub mod frame;
pub mod hearing;
pub mod help;
pub mod homelessness;
pub mod homes;
pub mod housing_plan;
mod letters;
pub mod me;
pub mod my_work;
pub mod paths;
pub mod privacy;
pub mod problems;
pub mod public;
pub mod register;
pub mod returns;
pub mod router;
pub mod rules;
pub mod search;
pub mod send;
pub mod sign_in;
pub mod stories;
pub mod team;
pub mod typed;
pub mod words;

#[cfg(test)]
mod samples;
