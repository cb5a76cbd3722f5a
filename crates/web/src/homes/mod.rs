//! Homes: the list of a housing team, and on a file «A home for her», from what she needs to the key, with repairs, moving on, and her things.

pub mod arriving;
pub mod check;
pub mod file;
mod fit;
mod forms;
pub mod keep;
pub mod list;
pub mod repairs;
pub mod things;
pub mod views;
mod words;
