//! Is this the same person? Plain values in; what agrees, with its name, out. Knows no case file, no database and no key.
//!
//! [`Details`] are what is known of one person, written so that spellings of one thing are alike. [`Details::keys`] are the words by which two
//! descriptions of one person find each other in a blind index; whether they really agree is then weighed: [`StaffMatcher`] for a member of staff
//! and somebody in a file, [`same_person`] for two records of one survivor.
//!
//! This is simple on purpose: nicknames, order and former names, exact numbers and places. A better engine takes its place behind the same door.

mod details;
mod names;
mod places;
mod same;
mod staff;

pub use details::Details;
pub use names::Name;
pub use places::Place;
pub use same::same_person;
pub use staff::{Side, Simple, Staff, StaffMatcher};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What agrees, as a reviewer reads it. Names the kind of detail and never the detail.
pub mod agreed {
    /// Two words of a name.
    pub const NAME: &str = "name";
    /// The day of birth.
    pub const BORN: &str = "date of birth";
    /// A house, by postcode and number.
    pub const ADDRESS: &str = "address";
    /// A telephone number.
    pub const TELEPHONE: &str = "telephone";
    /// An e-mail address.
    pub const EMAIL: &str = "e-mail";
    /// The registration of a vehicle.
    pub const VEHICLE: &str = "vehicle";
    /// Somebody whom the member of staff has named as close to them.
    pub const CLOSE: &str = "somebody close to them";
}

/// Letters that no decomposition takes apart.
const LETTERS: [(char, &str); 10] =
    [('ß', "ss"), ('æ', "ae"), ('œ', "oe"), ('ø', "o"), ('đ', "d"), ('ð', "d"), ('ł', "l"), ('ı', "i"), ('þ', "th"), ('ħ', "h")];

/// Small letters without accents.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match LETTERS.iter().find(|(one, _)| *one == letter) {
            Some((_, plain)) => folded.push_str(plain),
            None => folded.push(letter),
        }
    }
    folded
}
