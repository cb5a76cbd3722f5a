//! Misspelt words of protected names, streets and places, in what is about to leave.
//!
//! A word of the text counts as a misspelling of a protected one where one slip of the pen lies between them (two in a long word), they begin or
//! end alike, and the text's is no word of the language and nobody else's first name. It is never more than possible: somebody looks at it.

use std::collections::HashMap;
use std::ops::Range;

use crate::Kind;
use crate::known::words::{distance, ends, is_its_own, slips_allowed};
use crate::needles::{Needle, Place};
use crate::tables::titles;

/// A shorter word is near too many others.
const SHORTEST: usize = 5;

/// The words that are looked for with slips.
#[derive(Default)]
pub struct Near {
    words: Vec<Word>,
    by_end: HashMap<u32, Vec<usize>>,
}

/// One of them, and the values that have it.
struct Word {
    text: Box<[u8]>,
    of: Vec<(usize, Kind)>,
}

impl Drop for Word {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.text);
    }
}

impl Near {
    /// Of the needles that are whole words.
    pub fn new(needles: &[(usize, Needle)]) -> Self {
        let mut near = Self::default();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (value, needle) in needles.iter().filter(|(_, needle)| needle.place == Place::Words) {
            let is_name = match needle.kind {
                Kind::Name => true,
                Kind::Address | Kind::Place => false,
                _ => continue,
            };
            for word in needle.text.split(' ').filter(|word| is_looked_for(word, is_name)) {
                let at = *places.entry(word).or_insert_with(|| {
                    near.words.push(Word { text: word.as_bytes().into(), of: Vec::new() });
                    near.words.len() - 1
                });
                let of = &mut near.words[at].of;
                if !of.contains(&(*value, needle.kind)) {
                    of.push((*value, needle.kind));
                }
            }
        }
        for (at, word) in near.words.iter().enumerate() {
            for key in ends(&word.text) {
                near.by_end.entry(key).or_default().push(at);
            }
        }
        near
    }

    /// Every misspelling in a view of words: which value, what it is, and where.
    pub fn each<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, Kind, Range<usize>)> {
        let mut from = 0;
        let words = text.split(' ').map(move |word| {
            let start = from;
            from += word.len() + 1;
            (word, start..start + word.len())
        });
        words
            .filter(|(word, _)| {
                !self.words.is_empty() && word.len() + 1 >= SHORTEST && word.bytes().all(|byte| !byte.is_ascii_digit())
            })
            .flat_map(|(word, range)| self.meant_by(word.as_bytes()).map(move |(value, kind)| (value, kind, range.clone())))
    }

    /// What a word may be a misspelling of.
    fn meant_by<'a>(&'a self, word: &[u8]) -> impl Iterator<Item = (usize, Kind)> + use<'a> {
        let mut found: Vec<&'a Word> = Vec::new();
        for at in ends(word).iter().filter_map(|key| self.by_end.get(key)).flatten() {
            let known = &self.words[*at];
            let most = slips_allowed(known.text.len());
            if !found.iter().any(|one| std::ptr::eq(*one, known)) && distance(&known.text, word, most) <= most {
                found.push(known);
            }
        }
        // Somebody's own word is found as such; and what is a word already is no misspelling.
        if found.iter().any(|known| *known.text == *word) || !found.is_empty() && is_its_own(word) {
            found.clear();
        }
        found.into_iter().flat_map(|known| known.of.iter().copied())
    }
}

/// Streets and places are often named after ordinary words, which are misspelt everywhere.
fn is_looked_for(word: &str, is_name: bool) -> bool {
    word.len() >= SHORTEST
        && word.bytes().all(|byte| !byte.is_ascii_digit())
        && if is_name { !titles().contains(&word) } else { !is_its_own(word.as_bytes()) }
}
