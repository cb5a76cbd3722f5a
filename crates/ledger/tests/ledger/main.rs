//! What is kept, how it is read again, and what becomes of it when somebody meddles with it; on every database.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

mod heads;
mod homes;
mod house;
mod journal;
mod keys;
mod migrations;
mod outgoing;
mod shortlist;
mod tampering;
mod together;
mod views;
