//! The file: what is owed, timeline, people, safe contact, evidence, decisions, plan.

pub mod views;
