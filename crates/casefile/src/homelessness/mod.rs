//! Homelessness: what a housing authority owes to somebody who flees abuse or is not safe at home (Housing Act 1996 Part 7).
//!
//! Next door: the housing register and lettings (`allocations`); the places themselves (`accommodation`).

mod entry;
pub mod request;

use crate::obligations::Rule;

/// The rules of this room.
pub const RULES: &[&Rule] = &[&entry::APPLICATION, &entry::INTERIM];
