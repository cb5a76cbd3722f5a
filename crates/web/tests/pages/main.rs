//! The pages as browsers meet them: through the real router, on every database.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set its scene should stop")]

mod acting;
mod authorisation;
mod browser;
mod canaries;
mod coming_in;
mod doors;
mod emergencies;
mod hearing;
mod homelessness;
mod homes;
mod housing_plan;
mod letters;
mod programs;
mod reading;
mod recording;
mod register;
mod returns;
mod sending;
mod shortlists;
mod two_worlds;
