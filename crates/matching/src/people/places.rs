//! Addresses, as people write them: with or without a postcode, «Flat 3, 12 Elm Rd».

use std::collections::BTreeSet;

use crate::normalising::text::folded;

/// Short forms of the words that streets end with.
const STREETS: &[(&str, &str)] = &[
    ("rd", "road"),
    ("st", "street"),
    ("ave", "avenue"),
    ("av", "avenue"),
    ("ln", "lane"),
    ("dr", "drive"),
    ("cl", "close"),
    ("ct", "court"),
    ("cres", "crescent"),
    ("gdns", "gardens"),
    ("pl", "place"),
    ("sq", "square"),
    ("ter", "terrace"),
    ("hse", "house"),
];

/// One place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    postcode: Option<String>,
    /// The numbers of house and flat, in order.
    numbers: Vec<String>,
    /// The first two words after the last number: «elm road».
    street: Option<String>,
    words: BTreeSet<String>,
}

/// Whether two words after each other are a postcode: `AB1`, `2CD`.
fn is_postcode(out: &str, inward: &str) -> bool {
    let inward = inward.as_bytes();
    let fits = inward.len() == 3 && inward[0].is_ascii_digit() && inward[1..].iter().all(u8::is_ascii_alphabetic);
    let letters = out.bytes().take_while(u8::is_ascii_alphabetic).count();
    fits && (1..=2).contains(&letters)
        && (2..=4).contains(&out.len())
        && out.as_bytes().get(letters).is_some_and(u8::is_ascii_digit)
}

impl Place {
    /// Reads an address. `None` where the text holds neither a postcode nor a number before a street.
    pub fn read(text: &str) -> Option<Self> {
        let text = folded(text);
        let mut words: Vec<String> =
            text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let postcode = take_postcode(&mut words);
        for word in &mut words {
            if let Some((_, long)) = STREETS.iter().find(|(short, _)| short == word) {
                *word = (*long).to_owned();
            }
        }
        let numbered = |word: &String| word.starts_with(|first: char| first.is_ascii_digit()) && word.len() <= 5;
        let last = words.iter().rposition(numbered);
        let mut numbers: Vec<String> = words.iter().filter(|word| numbered(word)).cloned().collect();
        numbers.sort_unstable();
        let street = last.and_then(|at| Some(format!("{} {}", words.get(at + 1)?, words.get(at + 2)?)));
        if postcode.is_none() && street.is_none() {
            return None;
        }
        Some(Self { postcode, numbers, street, words: words.into_iter().collect() })
    }

    /// Whether both are one house: postcode and numbers; where one has no postcode, numbers, street and a further word, such as the town.
    pub fn agrees(&self, other: &Self) -> bool {
        if self.numbers.is_empty() || self.numbers != other.numbers {
            return false;
        }
        if let (Some(one), Some(other)) = (&self.postcode, &other.postcode) {
            return one == other;
        }
        let of_street = |word: &str| self.street.as_deref().is_some_and(|street| street.split(' ').any(|one| one == word));
        let further = |word: &&String| {
            !of_street(word) && !word.starts_with(|first: char| first.is_ascii_digit()) && word.as_str() != "flat"
        };
        self.street.is_some() && self.street == other.street && self.words.intersection(&other.words).any(|word| further(&word))
    }

    /// Whether both are near each other: one postcode, which is some fifteen houses; where one has none, one street and a further word, such as the
    /// town.
    pub fn is_near(&self, other: &Self) -> bool {
        if let (Some(one), Some(other)) = (&self.postcode, &other.postcode) {
            return one == other;
        }
        let of_street = |word: &str| self.street.as_deref().is_some_and(|street| street.split(' ').any(|one| one == word));
        let further = |word: &&String| !of_street(word) && !word.starts_with(|first: char| first.is_ascii_digit());
        self.street.is_some() && self.street == other.street && self.words.intersection(&other.words).any(|word| further(&word))
    }

    /// The words by which the same place is found.
    pub fn keys(&self) -> Vec<String> {
        let numbers = self.numbers.join(".");
        let mut keys = Vec::new();
        if self.numbers.is_empty() {
            return keys;
        }
        keys.extend(self.postcode.as_ref().map(|code| format!("postcode {code} {numbers}")));
        keys.extend(self.street.as_ref().map(|street| format!("street {numbers} {street}")));
        keys
    }
}

/// Takes a postcode out, written in one word or two.
fn take_postcode(words: &mut Vec<String>) -> Option<String> {
    if let Some(at) = words.windows(2).rposition(|two| is_postcode(&two[0], &two[1])) {
        let inward = words.remove(at + 1);
        return Some(words.remove(at) + &inward);
    }
    let whole = |word: &String| {
        word.is_ascii() && (5..=7).contains(&word.len()) && is_postcode(&word[..word.len() - 3], &word[word.len() - 3..])
    };
    let at = words.iter().rposition(whole)?;
    Some(words.remove(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agree(one: &str, other: &str) -> bool {
        Place::read(one).unwrap().agrees(&Place::read(other).unwrap())
    }

    #[test]
    fn one_house_is_known_however_it_is_written() {
        assert!(agree("12 Elm Road, Marram, AB1 2CD", "12 elm rd ab12cd"));
        assert!(agree("Flat 3, 12 Elm Road, AB1 2CD", "12 Elm Road Flat 3, AB1 2CD"));
        assert!(agree("12 Elm Road, Marram", "12 Elm Rd, Marram, AB1 2CD"));
    }

    #[test]
    fn the_house_next_door_and_the_same_street_elsewhere_are_other_places() {
        assert!(!agree("12 Elm Road, AB1 2CD", "14 Elm Road, AB1 2CD"));
        assert!(!agree("12 High Street, Marram", "12 High Street, Ellerdale"));
        assert!(!agree("12 Elm Road, AB1 2CD", "12 Elm Road, EF3 4GH"));
        assert!(Place::read("the refuge").is_none());
        assert!(Place::read("07700 900123").is_none());
    }

    #[test]
    fn neighbours_live_near_each_other_and_the_same_street_elsewhere_is_far() {
        let near = |one: &str, other: &str| Place::read(one).unwrap().is_near(&Place::read(other).unwrap());
        assert!(near("12 Elm Road, AB1 2CD", "14 Elm Road, AB1 2CD"));
        assert!(near("12 Elm Road, Marram", "30 Elm Rd, Marram, AB1 2CD"));
        assert!(!near("12 High Street, Marram", "12 High Street, Ellerdale"));
        assert!(!near("12 Elm Road, AB1 2CD", "12 Elm Road, EF3 4GH"));
    }

    #[test]
    fn the_same_place_has_a_key_in_common() {
        let keys = |text: &str| Place::read(text).unwrap().keys();
        assert!(keys("12 Elm Road, Marram, AB1 2CD").iter().any(|key| keys("12 elm rd, marram").contains(key)));
    }
}
