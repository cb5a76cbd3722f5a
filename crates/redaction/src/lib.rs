//! Finds protected values in what is about to leave, in whatever spelling: a telephone number with the zero in words, a postcode without its
//! space, an address with «St» for «Street», a name with the surname first, any of them inside quoted-printable, base64 or between tags.
//!
//! Plain values in, hits with reasons out. It knows no case file, keeps nothing, and never prints a value: a hit names the caller's own label,
//! the bytes in which the value stands and why it was taken for it. Whether a hit stops a letter is for others to decide.
//!
//! How it works: the bytes are opened into *layers* ([`layers`]: as they stand, without tags, decoded); each layer is folded ([`fold`]: case,
//! accents, look-alikes, invisible characters) and laid out in four *views* ([`views`]: words, letters without spaces, codes, digits); every
//! protected value gives *needles* for those views ([`needles`]); one pass of an Aho-Corasick automaton per view finds them all. Time grows with
//! the length of the text, not with the number of values.
//!
//! What it does not see: pictures, archives, PDF and office files (they are named in [`Scanned::unread`]), misspellings, and descriptions
//! («the blue house by the church»).

#![allow(clippy::similar_names, reason = "a token and what is taken of it are what this crate talks about")]

pub mod case;
mod detect;
mod english;
mod finder;
mod finding;
mod fold;
mod known;
mod layers;
mod lexicon;
pub mod lines;
mod mapped;
mod needles;
mod reading;
mod scan;
pub mod shown;
mod tables;
mod views;
mod weighing;

pub use case::Case;
pub use detect::{Found, detect};
pub use finder::{Finder, Finding};
pub use finding::{Sure, Why as Reason};
pub use known::{What, Whose};
pub use layers::{Inside, Unread, Why};
pub use scan::{CannotLook, Hit, Scanned, Scanner};

/// What a protected value is. It decides which spellings are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A postcode of the United Kingdom.
    Postcode,
    /// A postal address, or free text that holds one.
    Address,
    /// A place that has a name: a school, a refuge, a place of work, a surgery.
    Place,
    /// A person's name, former names and nicknames each as a value of their own.
    Name,
    /// A number by which somebody is known: a case, crime, NHS or National Insurance number.
    Reference,
    /// A vehicle's registration mark.
    Vehicle,
    /// A day, such as a date of birth, as `2026-06-01` or `1 June 2026`.
    Date,
    /// Words, such as those agreed for a safe call.
    Words,
    /// Text of which only the reader knows what it is: whatever is detected in it is protected, and its words.
    Anything,
}

/// How sure it is that a protected value is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// A part that many share: a first name, the first half of a postcode.
    Possible,
    /// Hardly anything else: an initial with the surname, a street without its number.
    Likely,
    /// The value itself, however spaced or spelled.
    Exact,
}

/// Which spelling or part of a value was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum How {
    /// The whole value.
    Whole,
    /// The whole value, its characters run together or apart, or in words.
    Respelled,
    /// The whole value as part of a longer run of characters.
    WithinMore,
    /// The name with surname first.
    Swapped,
    /// A name with an initial for one of its parts.
    Initial,
    /// A usual short form of a name.
    Nickname,
    /// One part of a name by itself, or with a title.
    PartOfName,
    /// The house or flat and the street.
    Door,
    /// The street without the number.
    Street,
    /// The name of a house, or a place without the words that all such places share.
    NameOfPlace,
    /// The first half of a postcode, or the half and the digit after it.
    PartOfPostcode,
    /// A telephone number without its area or first digits.
    EndOfNumber,
    /// An e-mail address without its last part, or the name before the @.
    PartOfEmail,
}

/// A value to be protected.
#[derive(Clone, Copy)]
pub struct Protected<'a, L> {
    /// What the caller calls it; a hit gives it back.
    pub label: L,
    /// What it is.
    pub kind: Kind,
    /// The value.
    pub value: &'a str,
}
