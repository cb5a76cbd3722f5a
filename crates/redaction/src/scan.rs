//! Looking through what is about to leave.

mod near;

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::fold::fold;
use crate::layers::{self, Inside, Layer, Unread};
use crate::needles::{self, Needle, Place};
use crate::views::{Digits, View, codes, digits, solid, without_apostrophes, words};
use crate::{How, Kind, Protected, Strength};
use near::Near;

/// A protected value that stands in what is about to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<L> {
    /// The caller's label of the value.
    pub label: L,
    /// What the value is, or what in it was found: a postcode within an address.
    pub kind: Kind,
    /// How sure it is.
    pub strength: Strength,
    /// Which spelling or part of it.
    pub how: How,
    /// How it stood in the bytes.
    pub inside: Inside,
    /// Which bytes.
    pub range: Range<usize>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanned<L> {
    /// Every find, in the order of the bytes: of finds of one value within each other the surest.
    pub hits: Vec<Hit<L>>,
    /// What could not be looked into.
    pub unread: Vec<Unread>,
}

/// One view's needles.
struct Finder {
    automaton: AhoCorasick,
    /// For each pattern, the needles that have it: value and needle.
    needles: Vec<Vec<(usize, Needle)>>,
}

impl Finder {
    fn new(needles: Vec<(usize, Needle)>) -> Result<Self, CannotLook> {
        let mut patterns: Vec<String> = Vec::new();
        let mut by_pattern: Vec<Vec<(usize, Needle)>> = Vec::new();
        let mut known: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
        for (value, needle) in needles {
            let at = *known.entry(needle.text.clone()).or_insert_with(|| {
                patterns.push(needle.text.clone());
                by_pattern.push(Vec::new());
                patterns.len() - 1
            });
            by_pattern[at].push((value, needle));
        }
        let automaton = AhoCorasick::new(&patterns).map_err(|_| CannotLook)?;
        for mut pattern in patterns.into_iter().chain(known.into_keys()) {
            zeroize::Zeroize::zeroize(&mut pattern);
        }
        Ok(Self { automaton, needles: by_pattern })
    }

    fn each<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a (usize, Needle), Range<usize>)> {
        let finds = self.automaton.find_overlapping_iter(text);
        finds.flat_map(|find| self.needles[find.pattern().as_usize()].iter().map(move |one| (one, find.range())))
    }
}

/// There are more values than can be looked for at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CannotLook;

impl std::fmt::Display for CannotLook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("there are more protected values than can be looked for at once")
    }
}

impl std::error::Error for CannotLook {}

/// Looks for a set of protected values. Holds the values' spellings, prints none of them, and wipes them when it goes.
pub struct Scanner<L> {
    labels: Vec<L>,
    unprotected: Vec<L>,
    words: Finder,
    near: Near,
    solid: Finder,
    codes: Finder,
    digits: Finder,
}

impl<L> std::fmt::Debug for Scanner<L> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a scanner for {} values", self.labels.len())
    }
}

impl Drop for Finder {
    fn drop(&mut self) {
        for (_, needle) in self.needles.iter_mut().flatten() {
            zeroize::Zeroize::zeroize(&mut needle.text);
        }
    }
}

impl<L: Clone + Ord> Scanner<L> {
    /// For these values.
    /// # Errors
    /// There are more than can be looked for at once: some millions.
    pub fn new<'a>(values: impl IntoIterator<Item = Protected<'a, L>>) -> Result<Self, CannotLook> {
        let (mut labels, mut unprotected) = (Vec::new(), Vec::new());
        let [mut of_words, mut of_solid, mut of_codes, mut of_digits] = [const { Vec::new() }; 4];
        for Protected { label, kind, value } in values {
            let needles = needles::of(kind, value);
            if needles.is_empty() && !value.trim().is_empty() {
                unprotected.push(label.clone());
            }
            for needle in needles {
                let view = match needle.place {
                    Place::Words | Place::Outward => &mut of_words,
                    Place::Solid { .. } | Place::Spelled => &mut of_solid,
                    Place::Codes { .. } => &mut of_codes,
                    Place::National | Place::Abroad | Place::End => &mut of_digits,
                };
                view.push((labels.len(), needle));
            }
            labels.push(label);
        }
        Ok(Self {
            labels,
            unprotected,
            near: Near::new(&of_words),
            words: Finder::new(of_words)?,
            solid: Finder::new(of_solid)?,
            codes: Finder::new(of_codes)?,
            digits: Finder::new(of_digits)?,
        })
    }

    /// Values in which there is nothing to look for, such as a single letter: whoever decides must look at these by eye.
    pub fn unprotected(&self) -> &[L] {
        &self.unprotected
    }

    /// Looks through text.
    pub fn scan(&self, text: &str) -> Scanned<L> {
        self.scan_bytes(text.as_bytes())
    }

    /// Looks through the final bytes of something: an e-mail with its headers and parts, a page, a text, a file's name.
    pub fn scan_bytes(&self, bytes: &[u8]) -> Scanned<L> {
        let mut hits = Vec::new();
        let unread = layers::open(bytes, |layer| self.scan_layer(layer, &mut hits));
        Scanned { hits: surest(hits), unread }
    }

    fn scan_layer(&self, layer: &Layer, hits: &mut Vec<Hit<L>>) {
        let text = without_apostrophes(&fold(&layer.text));
        let mut found = |value: usize, kind: Kind, strength: Strength, how: How, (from, to): (u32, u32)| {
            hits.push(Hit {
                label: self.labels[value].clone(),
                kind,
                strength,
                how,
                inside: layer.inside,
                range: from as usize..to as usize,
            });
        };
        let view = words(&text);
        for ((value, needle), range) in self.words.each(&view.text.text) {
            let at = view.text.origin_of(range.start + 1..range.end - 1);
            if needle.place == Place::Words || is_outward(&view.text.text, &layer.text.text, layer.inside, range.end, at) {
                found(*value, needle.kind, needle.strength, needle.how, at);
            }
        }
        for (value, kind, range) in self.near.each(&view.text.text) {
            found(value, kind, Strength::Possible, How::Misspelt, view.text.origin_of(range));
        }
        let view = solid(&text);
        for ((value, needle), range) in self.solid.each(&view.text.text) {
            let at = view.text.origin_of(range.clone());
            if let Some((strength, how)) = in_run(&view, needle, &range) {
                found(*value, needle.kind, strength.min(needle.strength), how, at);
            }
        }
        let view = codes(&text);
        for ((value, needle), range) in self.codes.each(&view.text.text) {
            let at = view.text.origin_of(range.clone());
            if let Some((strength, how)) = in_run(&view, needle, &range) {
                found(*value, needle.kind, strength.min(needle.strength), how, at);
            }
        }
        let view = digits(&text);
        for ((value, needle), range) in self.digits.each(&view.view.text.text) {
            let at = view.view.text.origin_of(range.clone());
            if let Some((strength, how)) = in_number(&view, needle, &range) {
                found(*value, needle.kind, strength.min(needle.strength), how, at);
            }
        }
    }
}

/// Whether letters that run together begin and end with words, or how sure it is where they do not.
fn in_run(view: &View, needle: &Needle, range: &Range<usize>) -> Option<(Strength, How)> {
    let whole = view.begins(range.start) && view.begins(range.end);
    match needle.place {
        Place::Spelled => (whole && view.is_spelled(range.start, range.end)).then_some((needle.strength, needle.how)),
        Place::Solid { .. } | Place::Codes { .. } if whole => Some((needle.strength, needle.how)),
        Place::Solid { within } | Place::Codes { within } => within.map(|strength| (strength, How::WithinMore)),
        _ => None,
    }
}

/// Whether digits are a number by themselves, with or without the digits that its country and area are dialled with.
fn in_number(view: &Digits, needle: &Needle, range: &Range<usize>) -> Option<(Strength, How)> {
    let before = view.before(range.start);
    let alone = view.ends(range.end);
    let said = |strength, how| {
        if view.is_plain(range.start, range.end) { (strength, how) } else { (strength, How::Respelled) }
    };
    let word = view.view.begins(range.start) && view.view.begins(range.end);
    match needle.place {
        Place::End => (word && (before.is_empty() || before == "0") && alone).then(|| said(needle.strength, needle.how)),
        _ if matches!(before, "" | "0" | "00" | "44" | "440" | "0044" | "00440") && alone => {
            Some(said(needle.strength, needle.how))
        }
        // Other numbers stand beside it, with nothing but punctuation between.
        _ if before.ends_with('0') || before.ends_with("44") || word => Some(said(Strength::Likely, needle.how)),
        _ => Some((Strength::Possible, How::WithinMore)),
    }
}

/// Whether the first half of a postcode is one: written in one piece, and not the first half of a whole postcode, which is another place.
fn is_outward(view: &str, layer: &str, inside: Inside, end: usize, (from, to): (u32, u32)) -> bool {
    let mut after = view[end..].split(' ').filter(|word| !word.is_empty());
    let digit = after.next().is_some_and(|word| word.len() == 1 && word.as_bytes()[0].is_ascii_digit());
    if digit && after.next().is_some_and(|word| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())) {
        return false;
    }
    // Where the layer is the bytes themselves, they can be asked.
    let written = (inside == Inside::Plain).then(|| layer.get(from as usize..to as usize)).flatten();
    written.is_none_or(|written| !written.contains(char::is_whitespace))
}

/// Of finds of one value within each other, the surest; each once.
fn surest<L: Clone + Ord>(mut hits: Vec<Hit<L>>) -> Vec<Hit<L>> {
    // By value, surest first; then wider first.
    let width = |hit: &Hit<L>| hit.range.end - hit.range.start;
    hits.sort_by(|one, other| {
        (
            &one.label,
            one.kind,
            one.range.start,
            std::cmp::Reverse(width(one)),
            std::cmp::Reverse(one.strength),
            one.inside,
            one.how,
        )
            .cmp(&(
                &other.label,
                other.kind,
                other.range.start,
                std::cmp::Reverse(width(other)),
                std::cmp::Reverse(other.strength),
                other.inside,
                other.how,
            ))
    });
    let mut kept: Vec<Hit<L>> = Vec::with_capacity(hits.len());
    for hit in hits {
        // What begins later and ends within the last one says no more, unless it is surer.
        let covered =
            kept.iter().rev().take_while(|known| known.label == hit.label && known.kind == hit.kind).take(4).any(|known| {
                known.range.start <= hit.range.start && hit.range.end <= known.range.end && known.strength >= hit.strength
            });
        if !covered {
            while kept.last().is_some_and(|known| {
                (&known.label, known.kind) == (&hit.label, hit.kind)
                    && hit.range.start <= known.range.start
                    && known.range.end <= hit.range.end
                    && known.strength <= hit.strength
            }) {
                kept.pop();
            }
            kept.push(hit);
        }
    }
    kept.sort_by(|one, other| {
        (one.range.start, one.range.end, &one.label).cmp(&(other.range.start, other.range.end, &other.label))
    });
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(kind: Kind, value: &str, text: &str) -> Option<Strength> {
        let scanner = Scanner::new([Protected { label: 1, kind, value }]).unwrap();
        scanner.scan(text).hits.iter().map(|hit| hit.strength).max()
    }

    #[test]
    fn a_number_is_found_however_it_is_written() {
        let is = |text: &str| best(Kind::Phone, "07700 900123", text);
        for text in [
            "ring 07700 900123 today",
            "+44 7700 900123",
            "+44 (0) 7700-900-123",
            "0044 7700900123",
            "0 7 7 0 0 9 0 0 1 2 3",
            "07700<b>900</b>123",
            "oh double seven double oh, nine hundred, one two three",
            "O77OO 9OOl23",
            "０７７００ ９００１２３",
            "tel:%2B447700900123",
        ] {
            assert_eq!(is(text), Some(Strength::Exact), "{text}");
        }
        assert_eq!(is("her number ends 900123"), Some(Strength::Possible));
        assert_eq!(is("ring 07700 900124"), None);
        assert_eq!(is("on 12 June 2026 at 14:30"), None);
        assert_eq!(best(Kind::Phone, "020 7946 0123", "call 7946 0123"), Some(Strength::Likely));
        assert_eq!(best(Kind::Phone, "+48 600 123 456", "0048 600123456"), Some(Strength::Exact));
    }

    #[test]
    fn a_postcode_is_found_in_part_and_graded() {
        let is = |text: &str| best(Kind::Postcode, "LS1 4DP", text);
        for text in
            ["LS1 4DP", "ls14dp", "L S 1 4 D P", "LS1-4DP", "lima sierra one four delta papa", "L\u{200b}S1\u{a0}4DP", "LSl 4DP"]
        {
            assert_eq!(is(text), Some(Strength::Exact), "{text}");
        }
        assert_eq!(is("somewhere in LS1 4"), Some(Strength::Likely));
        assert_eq!(is("in LS1, near the river"), Some(Strength::Possible));
        assert_eq!(is("our office: LS1 9ZZ"), None, "another place in the same town");
        assert_eq!(is("LS2 4DP"), None);
    }

    #[test]
    fn an_address_is_found_however_the_street_is_shortened() {
        let is = |text: &str| best(Kind::Address, "Flat 2, 14 Elm Street, Marram, LS1 4DP", text);
        for text in ["14 Elm St.", "at 14 elm street", "2/14 Elm Str", "fourteen Elm Street", "No. 14, Elm Street", "ls1 4dp"] {
            assert_eq!(is(text), Some(Strength::Exact), "{text}");
        }
        for text in ["14 Elm, the blue door", "Elm Street 14", "14ElmStreet.pdf", "somewhere on Elm Street"] {
            assert_eq!(is(text), Some(Strength::Likely), "{text}");
        }
        assert_eq!(is("the elm in the street has 14 branches"), None);
        assert_eq!(best(Kind::Address, "3 High Street, Marram", "shops on the High Street"), Some(Strength::Possible));
        assert_eq!(best(Kind::Address, "staying with her sister at 9 Quay Walk until May", "9 Quay Walk"), Some(Strength::Exact));
        assert_eq!(best(Kind::Address, "14a Elm Street", "14 A Elm St"), Some(Strength::Exact));
        assert_eq!(best(Kind::Address, "22 Broadway, Marram", "22 Broadway"), Some(Strength::Exact));
        assert_eq!(best(Kind::Address, "Rose Cottage, Fen Lane", "the Rose Cottage key"), Some(Strength::Likely));
    }

    #[test]
    fn a_name_is_found_whole_swapped_short_and_by_initials() {
        let is = |text: &str| best(Kind::Name, "Elizabeth Jane O'Brien-Hale", text);
        for text in ["Elizabeth Jane O'Brien-Hale", "ELIZABETH HALE", "Hale, Elizabeth", "Elizabeth J O’Brien Hale"] {
            assert_eq!(is(text), Some(Strength::Exact), "{text}");
        }
        for text in ["E. Hale", "Ms Hale", "Liz Hale", "elizabethhale", "E l i z a b e t h"] {
            assert_eq!(is(text), Some(Strength::Likely), "{text}");
        }
        assert_eq!(is("Elizabeth's plan"), Some(Strength::Possible));
        assert_eq!(is("inhale and exhale"), None);
        assert_eq!(best(Kind::Name, "Asha Rahman", "\u{0410}sh\u{0430} Rahman"), Some(Strength::Exact));
        assert_eq!(best(Kind::Name, "Валя Иванова", "ВАЛЯ ИВАНОВА"), Some(Strength::Exact));
    }

    #[test]
    fn addresses_of_mail_marks_days_places_and_words_are_found() {
        let mail = |text: &str| best(Kind::Email, "asha.rahman@example.com", text);
        for text in [
            "asha.rahman@example.com",
            "Asha.Rahman [at] example [dot] com",
            "asha rahman at example dot com",
            "asha%2Erahman%40example.com",
        ] {
            assert_eq!(mail(text), Some(Strength::Exact), "{text}");
        }
        assert_eq!(mail("mail asharahman at example"), Some(Strength::Likely));
        assert_eq!(best(Kind::Vehicle, "AB12 CDE", "the red one, ab12cde"), Some(Strength::Exact));
        assert_eq!(best(Kind::Reference, "HF-000123", "HF 000123"), Some(Strength::Exact));
        for text in ["1 June 1990", "01/06/1990", "1990-06-01", "June 1st, 1990", "1.6.1990", "the first… 1st of June 1990"] {
            assert_eq!(best(Kind::Date, "1990-06-01", text), Some(Strength::Exact), "{text}");
        }
        assert_eq!(best(Kind::Date, "1990-06-01", "1/6/90"), Some(Strength::Likely));
        let school = |text: &str| best(Kind::Place, "St Mary's C of E Primary School", text);
        assert_eq!(school("at St Mary’s C of E Primary School"), Some(Strength::Exact));
        assert_eq!(school("picked up from St Marys"), Some(Strength::Likely));
        assert_eq!(school("the primary school"), None);
        assert_eq!(best(Kind::Words, "the book club has moved", "Tell her the Book Club has moved!"), Some(Strength::Exact));
        assert_eq!(best(Kind::Anything, "07700 900123, ask for Sam", "ring +447700900123"), Some(Strength::Exact));
    }

    #[test]
    fn a_slip_of_the_pen_is_pointed_at_and_never_more_than_possible() {
        let name = |text: &str| best(Kind::Name, "Katarzyna Wojciechowska", text);
        for text in ["Katarzina was here", "KATARZYAN", "the Wojciechovska family", "Wojcehowska's door"] {
            assert_eq!(name(text), Some(Strength::Possible), "{text}");
        }
        assert_eq!(name("Katherine was here"), None, "another's name");
        assert_eq!(best(Kind::Name, "Daisy Hill", "it comes daily, over the hills"), None, "words of the language");
        let street = |text: &str| best(Kind::Address, "24 Wychwood Way, Averton", text);
        assert_eq!(street("off Wychwod, by the shops"), Some(Strength::Possible));
        assert_eq!(street("the way to the wood"), None);
        assert_eq!(best(Kind::Place, "Linnet House Refuge", "the hosue of a friend"), None);
    }

    #[test]
    fn a_value_with_nothing_to_look_for_is_named() {
        let values = [("a", "x"), ("b", "Asha"), ("c", " ")].map(|(label, value)| Protected { label, kind: Kind::Name, value });
        assert_eq!(Scanner::new(values).unwrap().unprotected(), ["a"]);
    }

    #[test]
    fn a_hit_says_where_and_prints_no_value() {
        let values = [Protected { label: 7, kind: Kind::Phone, value: "07700 900123" }];
        let scanner = Scanner::new(values).unwrap();
        let text = "Plan: ring 07700 900123.";
        let found = scanner.scan(text);
        assert_eq!(found.hits.len(), 1, "{found:?}");
        assert_eq!(&text[found.hits[0].range.clone()], "7700 900123");
        assert!(!format!("{scanner:?}{found:?}").contains("900123"));
    }
}
