//! The pages as browsers meet them: through the real router, on every database.

mod acting;
mod browser;
mod coming_in;
mod programs;
mod reading;
mod recording;
