//! Who in a file may be who: staff and people in files, two files of one person, and whoever is looked for.
//!
//! Every detail stands in a blind index as a keyed MAC of its normalised form. What is found there is opened here, compared here, and stays here:
//! an answer names kinds of detail («address», «telephone»), never a detail. Staff are compared with a file in the piece that keeps what was
//! recorded, so there is no moment in which somebody sees what they are to be kept out of.

mod alike;
mod bars;
mod people;
mod staff;

pub(crate) use alike::STATEMENTS as ALIKE;
pub use bars::Matched;
pub(crate) use bars::STATEMENTS as BARS;
pub(crate) use bars::bars_due;
pub(crate) use people::{Described, STATEMENTS as PEOPLE, Trace, described, keep_traces, token, touches_people, traces};
pub use staff::{Close, StaffDetails};
pub(crate) use staff::{STATEMENTS as STAFF, StaffIndex};
