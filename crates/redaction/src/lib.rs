//! Finds every trace of protected people in text, in any spelling, and leaves what may be told.
//!
//! A council must send her former partner the minutes of a meeting, with everything taken out that tells where she is. Her number stands in them
//! as «oh seven nine oh six, one two three, three oh six»; her street is broken by the end of a line; and the «Hill» at the top of which the bus
//! stops is not her surname. This crate does two kinds of looking, on one foundation:
//!
//! * the **finder** ([`Finder`]) reads a text for a case: whose details must not be told ([`Case::protected`]), who will read it, who wrote it. It
//!   answers with [`Finding`]s: which bytes, whose, what, why, how sure. It also notices what it was not told: third parties' numbers and names by
//!   form and context, and descriptions («the corner house opposite the allotments»).
//! * the **scanner** ([`Scanner`]) looks through the final bytes of what is about to leave (an e-mail with its parts, in any encoding) for a set of
//!   values, and names the caller's label for each. It stands at the gate through which everything leaves, and says nothing of context.
//!   [`detect`] is its small sister for a note that somebody types.
//!
//! # A first look
//!
//! ```
//! use redaction::{Case, Finder, Sure, What};
//!
//! let case: Case = serde_json::from_str(r#"{
//!     "protected": [{"role": "mother", "title": "Ms", "first": "Grace", "surname": "Hargreaves", "phones": ["07906123306"],
//!                    "addresses": [{"line": "24 Wychwood Way", "town": "Averton", "postcode": "HX24 9PR"}]}],
//!     "recipient": {"title": "Mr", "first": "Liam", "surname": "Hargreaves", "phones": ["07938703525"]}
//! }"#)?;
//! let finder = Finder::new(&case);
//!
//! let text = "Mr Hargreaves (07938 703 525) has a grace period of a week. Grace is on oh seven nine oh six one two double three oh six, \
//!             at 24 Wych-\nwood Way.";
//! let told: Vec<(What, &str)> = finder.find(text).iter().map(|one| (one.what, &text[one.range.clone()])).collect();
//! assert_eq!(told, [
//!     (What::Name, "Grace"),                                                   // the second one: large letter, then a verb
//!     (What::Phone, "oh seven nine oh six one two double three oh six"),
//!     (What::Address, "24 Wych-\nwood Way"),
//! ]);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # The idea
//!
//! Looking for every spelling of every value is hopeless: a number of eleven digits can be written in thousands of ways. So it is the text that is
//! brought into one form, and the values with it:
//!
//! 1. **Folding** takes off what tells nothing: accents, look-alike letters of other scripts, characters that nobody sees. Each byte of the folded
//!    text knows where it came from.
//! 2. **Cutting** makes tokens of it, runs of letters and runs of digits, with the *gap* before each: `LE68 KMP` is `LE`, `68`, `KMP`, and so is
//!    `LE68-KMP`, with another gap.
//! 3. **Mending** puts together what stands apart («Wych-⏎wood», «G r a c e») and takes apart what stands together (`gracehargreaves`), and knows a
//!    known word again through a slip of the pen or of a scanner (`N0wicki`), but only where the result is a known word and what stood there is no
//!    English one.
//! 4. **Marking** goes over the tokens once and notes for each room which of them it has to look at: digits, large letters, known words.
//! 5. **Rooms** look at those, each for one kind of detail: names, numbers, codes, days, addresses, places, mail, strangers, descriptions. A
//!    known value is looked up by its hash, so the number of people costs no time for the text that does not name them. Names are *clusters*: as
//!    «Liam», «Hargreaves» stand together, the set of people who can be meant shrinks, and whoever is left decides. A name that is also a word is
//!    read by large letters and by the words around it.
//! 6. **Weighing** holds the answers against each other: what is the recipient's or an official's outweighs what only looks like more.
//!
//! # What is promised
//!
//! * No panic on any text; findings are whole characters, in order, and do not overlap.
//! * What is unsure is shown, never dropped: a [`Finding`] below [`Sure::Likely`] is for somebody to look at, and [`Finding::is_taken_out`] says so.
//! * Time grows with the length of the text, and memory by some 30 bytes for each byte of the longest text; both are measured in
//!   `docs/benchmarks-redaction.md`, with what gets through.
//! * No value is printed, and copies are wiped when they go.
//!
//! # What it does not see
//!
//! More than 65,535 people, addresses or places in one case are not told apart. Pictures; what only somebody who knows the family understands; nicknames that nobody wrote down; a slip of the pen that gives another English
//! word («Daily» for «Daisy»); a surname by itself that the recipient shares, which is shown and not taken out. The scanner names archives, PDF
//! and office files in [`Scanned::unread`], and knows a word again through one slip of the pen (two in a long word), as [`Strength::Possible`].
//!
//! # How it is judged
//!
//! By documents that are made, with the truth about them: the kinds and spellings that it was written with, and, because a program always does
//! well by those, others with other people, places and spellings (`scripts/redaction/fresh.py`). What got through of either is in
//! `docs/benchmarks-redaction.md`, as are the figures of the first look. `fuzz/` throws texts, cases and bytes at it that are made to break it;
//! `scripts/fuzz.sh` runs that, and so does every run of all tests, for some seconds.
//!
//! # The scanner
//!
//! Bytes are opened into *layers* (as they stand, without tags, decoded); each layer is folded and laid out in four *views* (words, letters
//! without spaces, codes, digits); every protected value gives *needles* for those views; one pass of an Aho-Corasick automaton per view finds them.
//! Finder and scanner share the folding and the tables of usage. The scanner keeps its own needles: it is asked about bytes that nobody has read,
//! where a layer within a layer counts for more than grammar, and a letter must not be stopped for a word that merely looks like a name.

#![allow(clippy::similar_names, reason = "a token and what is taken of it are what this crate talks about")]

pub mod case;
mod coded;
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
    /// A word of a name, a street or a place with a slip of the pen.
    Misspelt,
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
