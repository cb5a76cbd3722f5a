//! Whether the address of a home and a place where she is not safe look alike: the same postcode district, or the same street, town or other name. It is
//! a help against oversight and nothing more: what is not alike on paper may be the next street.

use std::collections::BTreeSet;

/// Words that say nothing of where something is.
const COMMON: &[&str] = &[
    "anywhere", "area", "areas", "around", "avenue", "close", "court", "crescent", "drive", "estate", "family", "flat", "from",
    "gardens", "grove", "here", "house", "lane", "live", "lives", "near", "north", "east", "west", "south", "part", "parts",
    "place", "road", "side", "square", "street", "terrace", "that", "their", "there", "town", "village", "way", "where", "whole",
    "with", "work", "works",
];

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The first half of each postcode: `bs5`, also where somebody wrote it alone.
fn districts(words: &[String]) -> BTreeSet<&str> {
    let is_district = |word: &str| {
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        let rest = word.as_bytes().get(letters..).unwrap_or_default();
        (1..=2).contains(&letters)
            && (1..=2).contains(&rest.len())
            && rest[0].is_ascii_digit()
            && rest.iter().all(u8::is_ascii_alphanumeric)
    };
    words.iter().map(String::as_str).filter(|word| is_district(word)).collect()
}

fn names(words: &[String]) -> BTreeSet<&str> {
    let tells =
        |word: &&str| word.chars().count() >= 4 && !COMMON.contains(word) && !word.starts_with(|one: char| one.is_ascii_digit());
    words.iter().map(String::as_str).filter(tells).collect()
}

/// Whether two texts name the same postcode district, or share the name of a street, a town or a place.
pub fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    !districts(&one).is_disjoint(&districts(&other)) || !names(&one).is_disjoint(&names(&other))
}

#[cfg(test)]
mod tests {
    use super::are_alike;

    #[test]
    fn a_postcode_a_street_or_a_town_in_both_is_alike() {
        let home = "14 Samphire Row, Marram, ZZ5 1AA";
        for place in ["anywhere in ZZ5", "his sister lives in samphire row", "Marram", "zz5 9xx"] {
            assert!(are_alike(home, place), "{place}");
        }
        for place in ["Tallow Street, Dunmere, ZZ6 1AA", "near the north side of the town", "Row 14", ""] {
            assert!(!are_alike(home, place), "{place}");
        }
    }
}
