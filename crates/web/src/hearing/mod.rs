//! Hearing: what may be a disclosure in ordinary words, answered by a person; and reading a text that is in no file.

pub mod answer;
pub mod read;
pub mod views;
