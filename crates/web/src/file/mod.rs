//! The file: what is owed, timeline, people, safe contact, evidence, decisions, plan.

pub mod contact;
pub mod describe;
pub mod found_out;
pub mod handlers;
pub mod likeness;
pub mod owed;
pub mod parts;
pub mod views;
