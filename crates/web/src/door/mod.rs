//! The door of the house: who comes in, what a browser is told about safety, how forms are read, and what is said when something goes wrong.

mod checked;
mod cookies;
mod even;
mod headers;
mod problem;
mod signed;
mod web;

pub use checked::{Checked, LARGEST_FORM, Open, is_from_here};
pub use cookies::{clear, cookie, session_in};
pub use even::{BEAT, hold};
pub use headers::{guard, watch};
pub use problem::Problem;
pub use signed::{Signed, names};
pub use web::{Secret, Settings, Token, Web};
