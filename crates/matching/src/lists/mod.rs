//! Lists in files: read, linked, written; taken up again where they were broken off.

mod columns;
mod csv;
mod journal;
mod reading;
mod run;
mod writing;

pub use columns::{Columns, FIELDS, NoSuchField};
pub use run::{Job, Problem, Progress, Report, dedupe_list, link_lists};
