//! Letters: what a decision, the start or the end of a duty, an offer or a delay is told in, and what it does that it was told.
//!
//! A letter is made from a template, a small text file that a partnership can adapt, and from what stands in the file. Everything that is wrong with a
//! template is found when it is read ([`Templates::read`]); making a letter ([`compose`]) is pure. What the law wants in it (the right to a review with
//! its last day, where to get help) stands in parts of its own that nobody changes for one letter.
//!
//! Source: Housing Act 1996 ss.184, 189A, 189B, 193, 195, 198–204, 208; Ombudsman focus report of November 2021.
//!
//! Next door: whether it may leave (`sending`); how it is typeset (the crate `letters`).

mod built_in;
mod check;
mod compose;
mod filling;
mod marks;
mod mistake;
mod occasions;
mod rules;
mod standing;
mod template;
mod templates;
#[cfg(test)]
mod tests;
mod variables;
mod written;

pub use compose::{Composed, Filling, Line, Missing, Piece, Run, compose};
pub use filling::{Writing, asks_for_reasons, occasion_of, recipient, sealed};
pub use marks::{Block, Letter};
pub use mistake::Mistake;
pub use occasions::{EVERY, EVERY_PERHAPS, Goes, Occasion, occasion_called, occasions};
pub use rules::{RULES, WRITE};
pub use standing::{LetterLine, Stage, letters_of, stage};
pub use templates::{Template, Templates};
pub use variables::{Flag, Holds, Variable};
pub use written::Told;
pub(crate) use written::{find, spoken};
