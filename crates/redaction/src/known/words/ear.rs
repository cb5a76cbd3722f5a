//! Known words as people write them who never saw them written, make them shorter, draw them out, leave their middle out, or lose letters of them.

use super::{Word, Words, distance, ends, spread};
use crate::known::sounds::{drawn_in, sounds, undeared};
use crate::reading::tokens::of;

impl Words {
    /// Notes how a name of somebody protected sounds, and how it begins, for those who write it by ear or make it shorter.
    pub fn hear(&mut self, word: &[u8], given: bool) {
        let at = self.exactly(of(word));
        if at == 0 || word.len() < 4 {
            return;
        }
        let heard = sounds(word);
        if heard.count >= 2 {
            self.by_sound.add(heard.hash(), at);
        }
        if given {
            for end in 3..word.len() {
                let entry = self.stems.entry(of(&word[..end]));
                if *entry == 0 {
                    *entry = at;
                }
            }
        }
    }

    /// The known name that somebody who never saw it written may have written so. It is no word of the language.
    pub fn by_ear(&self, word: &[u8], large: bool) -> u32 {
        if word.len() < 4 || word.len() > self.longest + 4 {
            return 0;
        }
        if let Some(short) = drawn_in(word) {
            let known = self.exactly(of(&short));
            if self.is_name(known) {
                return known;
            }
        }
        let heard = sounds(word);
        if heard.count >= 2 {
            let mut best = (usize::MAX, 0);
            for at in self.by_sound.get(heard.hash()) {
                let Some(known) = self.get(*at) else { continue };
                let most = match heard.count {
                    2 => 2.min(word.len() / 3 + usize::from(large)),
                    3 => word.len().max(known.text.len()) / 2,
                    _ => word.len().max(known.text.len()) / 2 + 1,
                };
                let most = if large { most } else { most.min(2) };
                let apart = distance(&known.text, word, most);
                if apart <= most && apart < best.0 {
                    best = (apart, *at);
                }
            }
            if best.1 != 0 {
                return best.1;
            }
        }
        if large { self.shortened(word) } else { 0 }
    }

    /// «Macs» for «Macsen», «Ionutel» for «Ionut», «Denisuca» for «Denisa».
    pub fn shortened(&self, word: &[u8]) -> u32 {
        // Whatever is made of a name begins as it does.
        if word.len() < 4 || self.stems.get(of(&word[..3])) == 0 {
            return 0;
        }
        let whole = self.stems.get(of(word));
        if whole != 0 {
            return whole;
        }
        undeared(word)
            .find_map(|rest| {
                let whole = self.exactly(of(rest));
                if rest.len() >= 4 && self.is_name(whole) {
                    return Some(whole);
                }
                let begun = self.stems.get(of(rest));
                let known = self.get(begun)?;
                (known.text.len() - rest.len() <= 2 || rest.len() == 3 && word.len() == 5).then_some(begun)
            })
            .unwrap_or(0)
    }

    /// The known word of a place or a street of which the middle was left out: «Q'side» for «Quayside».
    pub fn contracted(&self, first: &[u8], last: &[u8]) -> u32 {
        let fits = |known: &Word| {
            known.rooms != 0
                && known.text.len() > first.len() + last.len()
                && known.text.len() <= first.len() + last.len() + 6
                && known.text.starts_with(first)
                && known.text.ends_with(last)
        };
        let mut near = self.by_end.get(spread(ends(last)[1])).iter().map(|near| near.known);
        near.find(|known| self.get(*known).is_some_and(fits)).unwrap_or(0)
    }

    /// The known name of which letters were lost, each of them now one of these marks: «G?l?ah».
    pub fn with_holes(&self, word: &[u8]) -> u32 {
        let fits = |known: &Word| {
            known.of_name
                && known.text.len() == word.len()
                && known.text.iter().zip(word).all(|(known, byte)| byte == known || !byte.is_ascii_alphanumeric())
        };
        let mut near = ends(word).into_iter().flat_map(|key| self.by_end.get(spread(key))).map(|near| near.known);
        if let Some(known) = near.find(|known| self.get(*known).is_some_and(fits)) {
            return known;
        }
        // Where both ends have lost a letter all names are looked at; «@» stands in too many addresses for that.
        let lost = |letters: &[u8]| letters.iter().any(|byte| !byte.is_ascii_alphanumeric() && *byte != b'@');
        if word.len() < 4 || word.len() > 5 && (!lost(&word[..2]) || !lost(&word[word.len() - 2..])) {
            return 0;
        }
        self.list.iter().position(fits).and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(0)
    }
}
