//! Writing to one recipient: whom, what, and what the sending gate says; the second person; letters.

mod letters;
pub mod reasons;
mod recipients;
mod second;
pub mod views;
mod write;

use casefile::facts::{Delivery, DeliveryReported, LetterReturned, SendingStopped};
use casefile::file::CaseFile;
use casefile::ids::FactId;
pub use letters::{letter, lettered};
pub use reasons::routes;
pub use recipients::show;
pub use second::{second, seconded};
pub use write::{sent, write};

use crate::components::{Tag, Tone};

/// The part of a file that this room is.
const PART: &str = "send";

/// What became of a message or a letter, in colour and words.
pub fn became(file: &CaseFile, message: FactId) -> Tag {
    if file.each::<SendingStopped>().any(|(_, it)| it.of == message) {
        return Tag::new("Stopped: it did not leave", Tone::Red);
    }
    if file.each::<LetterReturned>().any(|(_, it)| it.message == Some(message)) {
        return Tag::new("Came back", Tone::Red);
    }
    match file.each::<DeliveryReported>().rfind(|(_, it)| it.message == message) {
        Some((_, it)) if it.outcome == Delivery::Delivered => Tag::new("Delivered", Tone::Green),
        Some((_, it)) => Tag::new(it.outcome.label(), Tone::Red),
        None => Tag::new("Sent", Tone::Blue),
    }
}
