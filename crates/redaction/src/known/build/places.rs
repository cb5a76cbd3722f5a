//! Taking the names of schools, surgeries, places of work and refuges apart.

use super::{with_endings, words_of};
use crate::known::words::scanned;
use crate::known::{Known, Place, PlaceWord, Use, What};
use crate::lexicon;
use crate::reading::tokens::of;
use crate::tables;

impl Known {
    pub(super) fn place(&mut self, holder: u16, value: &str, what: What) {
        self.place_as(holder, value, what);
        // «QuickPick» is read as two words, and «QUICKPICK» as one.
        let small = value.to_lowercase();
        if words_of(&small) != words_of(value) {
            self.place_as(holder, &small, what);
        }
    }

    fn place_as(&mut self, holder: u16, value: &str, what: What) {
        let lexicon = lexicon::get();
        let parts = with_endings(words_of(value));
        let same = self.places.iter_mut().find(|place| {
            place.what == what
                && place.words.len() == parts.len()
                && place.words.iter().zip(&parts).all(|(word, part)| word.text == *part)
        });
        if let Some(same) = same {
            same.holders.push(holder);
            for letters in first_letters(&parts) {
                self.acronyms.add(of(&letters), (holder, what));
            }
            return;
        }
        let place = u16::try_from(self.places.len()).unwrap_or(u16::MAX);
        let small =
            |word: &[u8]| matches!(word, b"the" | b"at" | b"of" | b"and" | b"in" | b"for" | b"on" | b"a" | b"st" | b"saint");
        let shared = |word: &[u8]| {
            let usual = String::from_utf8_lossy(word);
            small(word)
                || tables::is_common_of_places(tables::usual(&usual).unwrap_or(&usual))
                || tables::is_common_of_places(&usual)
        };
        let mut list: Vec<PlaceWord> = parts
            .iter()
            .map(|word| PlaceWord {
                own: !shared(word),
                english: lexicon.is_word(word),
                scanned: scanned(word),
                short: tables::short_of_place(&String::from_utf8_lossy(word)),
                text: word.clone(),
            })
            .collect();
        if list.iter().all(|word| !word.own) {
            for word in &mut list {
                word.own = !small(&word.text);
            }
        }
        for (at, word) in list.iter().enumerate().filter(|(_, word)| word.own) {
            self.words.add(&word.text, Use::Place { place, at: u8::try_from(at).unwrap_or(u8::MAX) });
            // «Bede» for «Bede's».
            if word.text.ends_with(b"s") && word.text.len() > 4 && !word.english {
                self.words.add(&word.text[..word.text.len() - 1], Use::Place { place, at: u8::try_from(at).unwrap_or(u8::MAX) });
            }
        }
        self.joined(place, &list);
        for letters in first_letters(&parts) {
            self.acronyms.add(of(&letters), (holder, what));
        }
        let own = list.iter().filter(|word| word.own).count();
        self.places.push(Place { holders: vec![holder], what, words: list, own });
    }

    /// A place's first words in one piece, as in addresses of pages and names of files: `stannickcare`, and as two what it has as one: «moss bank».
    fn joined(&mut self, place: u16, words: &[PlaceWord]) {
        let begin = words.iter().position(|word| word.text != b"the").unwrap_or(0);
        let mut joined = words.get(begin).map_or_else(Vec::new, |word| word.text.clone());
        let mut own = words.get(begin).is_some_and(|word| word.own);
        for word in words.iter().skip(begin + 1).take(5) {
            joined.extend(&word.text);
            own |= word.own;
            if own && joined.len() >= 6 {
                self.words.add(&joined, Use::Place { place, at: Use::JOINED });
            }
        }
        let lexicon = lexicon::get();
        for word in words.iter().filter(|word| word.own && word.text.len() >= 7 && !word.english) {
            let halves = (3..word.text.len() - 2).map(|cut| word.text.split_at(cut));
            for (one, other) in halves {
                if lexicon.is_word(one) && lexicon.is_word(other) {
                    self.words.half(one);
                }
            }
        }
    }
}

/// The first letters of a place's words, with and without its small ones.
fn first_letters(parts: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let of = |small: &[&[u8]]| -> Vec<u8> {
        parts.iter().filter(|word| !small.contains(&word.as_slice())).map(|word| word[0]).collect()
    };
    let mut all = vec![of(&[]), of(&[b"the", b"at", b"of", b"and", b"in", b"for"]), of(&[b"the"])];
    all.sort();
    all.dedup();
    all.retain(|one| one.len() >= 2);
    all
}
