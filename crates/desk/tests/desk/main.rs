//! What officers, the worker and programs do at the desk, on every database.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

mod acting;
mod emergencies;
mod hiding;
mod keeping;
mod likeness;
mod matching;
mod moving_clocks;
mod panels;
mod remembering;
mod searching;
mod sending;
mod shortlists;
mod signing_in;
mod watching;
