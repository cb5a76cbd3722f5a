//! The national return of homelessness cases: what each case has for it, answering what nothing on file answers, and the quarter for managers.

mod answer;
mod case;
pub mod quarter;
pub mod views;

pub use answer::{answered, ask};
pub use case::show;

/// The part of a file that this room is.
pub const PART: &str = "return";
