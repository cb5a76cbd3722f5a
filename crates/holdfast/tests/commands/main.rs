//! The program on the command line, as people and programs meet it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

mod journal;
mod killed;
mod letters;
mod matching;
mod recognise;
mod redact;
mod returns;
mod stories;
mod zones;
