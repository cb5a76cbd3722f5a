//! Stories: a real or invented case as dated facts, and its replay.
//!
//! A story is a TOML file that somebody who has never seen the code can write: `docs/stories.md` explains the format with an example, and
//! `holdfast facts` lists the kinds of fact. Reading tells everything that is wrong at once, each with its line and how to mend it, and never
//! panics, whatever it is given.

mod cast;
mod expect;
mod fields;
mod labels;
mod moved;
mod problem;
mod read;
pub mod replay;
mod section;
pub mod shipped;
mod story;
mod told;

pub use fields::{key_of, may_be_written, why_not_written};
pub use problem::{Problem, nearest};
pub use story::{Expectation, Expected, RealEnd, Story, StoryFact, StoryPerson, StoryTeam};
