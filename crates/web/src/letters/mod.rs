//! Letters of a file: what is due, what has left, what came back; writing one.

pub mod in_writing;
mod links;
mod list;
mod shown;
pub mod views;
mod write;

pub use links::{check as check_links, checked as links_checked};
pub use list::show;
pub use shown::{Form, Shown, of_composed, of_letter};
pub use write::{write, written};

/// The part of a file that this room is.
pub const PART: &str = "letters";

/// Where the letter about a fact is written.
pub fn write_path(file: casefile::ids::FileId, about: casefile::ids::FactId) -> String {
    crate::paths::part(file, &format!("letters/write/{about}"))
}

/// Where links of a body to the alleged perpetrator are checked before it is told where she is.
pub fn links_path(file: casefile::ids::FileId, to: casefile::ids::TeamId) -> String {
    crate::paths::part(file, &format!("letters/links/{to}"))
}
