//! The parts of pages, in the GOV.UK Design System: each a value with a template of its own, held to the Design System's own examples by a test.

mod list;
mod question;

pub use list::{Cell, Line, Pages, Problems, Reveal, Row, Summary, Table, Tag, Tone};
pub use question::{Answers, Choice, Question, Section, Widget};

#[cfg(test)]
mod fixtures;
