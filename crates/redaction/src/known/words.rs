//! The words of all names, streets and places, with what looks like them.

use std::sync::LazyLock;

mod ear;

use super::{Use, Values};
use crate::lexicon::{self, Class, Table};
use crate::reading::tokens::{of, step};

/// A known word.
pub struct Word {
    /// In small letters.
    pub text: Box<[u8]>,
    /// What it is a part of.
    pub uses: Vec<Use>,
    /// Whether people write it in small letters without meaning anybody.
    pub english: bool,
    /// Whether it is a part of anybody's name.
    pub of_name: bool,
    /// Whether it is looked for with slips of the pen.
    pub slips: bool,
    /// Which rooms have to look at it: [`Word::STREET`] and so on.
    pub rooms: u8,
    /// A bit for each letter that it has.
    letters: u32,
}

impl Word {
    /// Of a street's name.
    pub const STREET: u8 = 1;
    /// Of what stands around a street.
    pub const AROUND: u8 = 2;
    /// Of a place's name.
    pub const PLACE: u8 = 4;
    /// Begins an e-mail address or the name of an account.
    pub const MAIL: u8 = 8;
    /// The first half of a known word that is written as two.
    pub const HALF: u8 = 16;
}

/// A bit for each letter of a word.
fn letters(word: &[u8]) -> u32 {
    word.iter().fold(0, |letters, byte| letters | 1 << (byte & 31))
}

/// The known words.
pub struct Words {
    exact: Table,
    /// By the word as an imperfect scanner reads it.
    scanned: Table,
    list: Vec<Word>,
    /// A bit for each beginning and each end of two letters, to say no quickly.
    ends: Vec<u64>,
    by_end: Values<Near>,
    longest: usize,
    /// Protected people's names by their sound.
    by_sound: Values<u32>,
    /// Beginnings of first names, of three letters and more.
    stems: Table,
    /// Whether any known word is the first half of another.
    halves: bool,
}

/// A word that is looked for with slips of the pen, with what says quickly that another is not near it.
struct Near {
    letters: u32,
    len: u32,
    known: u32,
}

const END_BITS: usize = 1 << 16;

fn end(letters: &[u8], last: bool) -> u32 {
    let hash = letters.iter().fold(u32::from(last) + 1, |hash, byte| hash.wrapping_mul(37).wrapping_add(u32::from(*byte)));
    hash.wrapping_mul(0x9e37_79b1) >> 8
}

impl Words {
    /// None yet, with room for some.
    pub fn with_room(words: usize) -> Self {
        Self {
            exact: Table::with_room(words),
            scanned: Table::with_room(words),
            list: Vec::new(),
            ends: vec![0; END_BITS / 64],
            by_end: Values::with_room(words),
            longest: 0,
            by_sound: Values::with_room(words / 4),
            stems: Table::with_room(words / 4),
            halves: false,
        }
    }

    /// None at all, for reading a value.
    pub fn none() -> &'static Self {
        static NONE: LazyLock<Words> = LazyLock::new(|| Words::with_room(0));
        &NONE
    }

    /// Adds a word, or another use of one.
    pub fn add(&mut self, word: &[u8], how: Use) {
        if word.is_empty() {
            return;
        }
        let next = u32::try_from(self.list.len() + 1).unwrap_or(u32::MAX);
        let entry = self.exact.entry(of(word));
        if *entry == 0 {
            *entry = next;
            self.list.push(Word {
                text: word.into(),
                uses: Vec::new(),
                english: lexicon::get().is_word(word),
                of_name: false,
                slips: false,
                rooms: 0,
                letters: letters(word),
            });
        }
        let at = *entry;
        let Some(known) = self.list.get_mut(at as usize - 1) else { return };
        if !known.uses.contains(&how) {
            known.uses.push(how);
        }
        known.of_name |= how.name_of().is_some();
        known.rooms |= match how {
            Use::Street { .. } => Word::STREET,
            Use::Around { .. } => Word::AROUND,
            Use::Place { .. } => Word::PLACE,
            Use::Mail => Word::MAIL,
            _ => 0,
        };
        let placed = known.rooms & (Word::STREET | Word::PLACE) != 0;
        let joined = matches!(how, Use::Place { at: Use::JOINED, .. });
        if !joined && (word.len() >= 4 || word.len() == 3 && (known.of_name || placed)) {
            self.longest = self.longest.max(word.len());
            let entry = self.scanned.entry(scanned_hash(word));
            if *entry == 0 {
                *entry = at;
            }
        }
        let name = matches!(how, Use::Given { own: true, .. } | Use::Surname { .. });
        let long = (name && word.len() >= 4)
            || (!known.english && word.len() >= 5)
            || (word.len() >= 6 && how != Use::Mail)
            || (word.len() >= 5 && matches!(how, Use::Place { .. }));
        let slips = long && !joined;
        if slips && !known.slips {
            known.slips = true;
            let (letters, len) = (known.letters, u32::try_from(word.len()).unwrap_or(u32::MAX));
            for key in ends(word) {
                self.ends[key as usize % END_BITS / 64] |= 1 << (key % 64);
                self.by_end.add(spread(key), Near { letters, len, known: at });
            }
        }
    }

    /// Notes the first half of a known word that people write as two.
    pub fn half(&mut self, word: &[u8]) {
        self.add(word, Use::Mail);
        let at = self.exactly(of(word));
        if let Some(known) = (at as usize).checked_sub(1).and_then(|at| self.list.get_mut(at)) {
            known.rooms |= Word::HALF;
            self.halves = true;
        }
    }

    /// Whether a known word is such a half.
    pub fn is_half(&self, known: u32) -> bool {
        self.halves && self.get(known).is_some_and(|word| word.rooms & Word::HALF != 0)
    }

    /// As [`Words::exactly`], without what is several words of a place in one piece: that is one word only where nothing parts them.
    pub fn exactly_one(&self, hash: u64) -> u32 {
        let known = self.exactly(hash);
        let joined = |word: &Word| word.uses.iter().all(|how| matches!(how, Use::Place { at: Use::JOINED, .. }));
        if self.get(known).is_some_and(joined) { 0 } else { known }
    }

    /// The known word of this hash, counted from 1; 0 where there is none.
    pub fn exactly(&self, hash: u64) -> u32 {
        self.exact.get(hash)
    }

    /// A known word by its number.
    pub fn get(&self, known: u32) -> Option<&Word> {
        self.list.get((known as usize).checked_sub(1)?)
    }

    /// Whether any known word begins or ends as this does.
    pub fn may_be_near(&self, word: &[u8]) -> bool {
        word.len() >= 4
            && word.len() <= self.longest + 2
            && ends(word).iter().any(|key| self.ends[*key as usize % END_BITS / 64] & (1 << (key % 64)) != 0)
    }

    /// The known word of which this may be a misspelling. Ordinary words and others' first names are none.
    pub fn near(&self, word: &[u8]) -> Option<u32> {
        if !self.may_be_near(word) || is_its_own(word) { None } else { self.nearest(word) }
    }

    /// The same for a word of which it is clear that it is none of the language and nobody else's first name.
    pub fn nearest(&self, word: &[u8]) -> Option<u32> {
        if !self.may_be_near(word) {
            return None;
        }
        let mine = letters(word);
        let mut best: Option<(usize, u32)> = None;
        for key in ends(word) {
            for near in self.by_end.get(spread(key)) {
                let most = slips_allowed(near.len as usize);
                // Each slip changes two letters at most.
                if (near.len as usize).abs_diff(word.len()) > most || (near.letters ^ mine).count_ones() as usize > most * 2 {
                    continue;
                }
                let Some(known) = self.get(near.known) else { continue };
                let slips = distance(&known.text, word, most);
                if slips <= most && best.is_none_or(|(least, _)| slips < least) {
                    best = Some((slips, near.known));
                }
            }
        }
        best.map(|(_, at)| at)
    }

    /// The known word that an imperfect scanner may have read like this.
    pub fn scanned_as(&self, word: &[u8]) -> u32 {
        if word.len() < 3 || word.len() > self.longest + 4 { 0 } else { self.scanned.get(scanned_hash(word)) }
    }

    /// Two known words that this is when it is cut: where to cut it, and the words. One of them may be a single letter.
    pub fn run_together(&self, word: &[u8], letters: bool) -> Option<(usize, u32, u32)> {
        if word.len() < 4 {
            return None;
        }
        let mut hash = 0;
        for cut in 1..word.len() {
            hash = step(hash, word[cut - 1]);
            let rest = word.len() - cut;
            if cut == 1 && letters && rest >= 3 {
                let after = self.exactly(of(&word[1..]));
                if self.is_name(after) {
                    return Some((1, 0, after));
                }
            }
            if cut < 3 {
                continue;
            }
            let before = self.exactly(hash);
            if before == 0 || !self.is_name(before) {
                continue;
            }
            if rest == 1 && letters && cut >= 4 {
                return Some((cut, before, 0));
            }
            if rest >= 3 {
                let after = self.exactly(of(&word[cut..]));
                if after != 0 && self.share(before, after) {
                    return Some((cut, before, after));
                }
            }
        }
        None
    }

    fn is_name(&self, known: u32) -> bool {
        self.get(known).is_some_and(|word| word.of_name && word.text.len() >= 3)
    }

    /// Whether two words are of the name of one person.
    pub fn share(&self, one: u32, other: u32) -> bool {
        let (Some(one), Some(other)) = (self.get(one), self.get(other)) else { return false };
        one.uses
            .iter()
            .filter_map(|one| one.name_of())
            .any(|holder| other.uses.iter().any(|other| other.name_of() == Some(holder)))
    }
}

impl Drop for Words {
    fn drop(&mut self) {
        for word in &mut self.list {
            zeroize::Zeroize::zeroize(&mut word.text);
        }
    }
}

/// Whether a word is one of the language, or another's first name: then it is no misspelling.
pub fn is_its_own(word: &[u8]) -> bool {
    let lexicon = lexicon::get();
    // «Lima» stands for a letter, and is no misspelled «Liam».
    lexicon.class_of(word).has(Class::GIVEN.or(Class::SPELLED)) || lexicon.is_word(word)
}

/// How many slips a word of so many letters is looked for with.
pub const fn slips_allowed(len: usize) -> usize {
    if len >= 8 { 2 } else { 1 }
}

/// A key of an end as a hash.
const fn spread(key: u32) -> u64 {
    (key as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The first two letters and the last two, as keys.
pub fn ends(word: &[u8]) -> [u32; 2] {
    let two = word.len().min(2);
    [end(&word[..two], false), end(&word[word.len() - two..], true)]
}

/// Letters and digits that a scanner takes for each other, as one of them.
pub fn scanned(word: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(word.len());
    each_scanned(word, |byte| out.push(byte));
    out
}

/// The hash of a word as a scanner reads it.
fn scanned_hash(word: &[u8]) -> u64 {
    let mut hash = 0;
    each_scanned(word, |byte| hash = step(hash, byte));
    hash
}

fn each_scanned(word: &[u8], mut emit: impl FnMut(u8)) {
    // The last letter waits, for it may become another with the next.
    let mut last = None;
    for byte in word {
        let now = match (*byte, last) {
            (b'n', Some(b'r')) => {
                last = Some(b'm');
                continue;
            }
            // «cl» is read for «d»; «c» has become «e» before.
            (b'l' | b'1', Some(b'e')) => {
                last = Some(b'd');
                continue;
            }
            (b'v', Some(b'v')) => {
                last = Some(b'w');
                continue;
            }
            (b'0' | b'q', _) => b'o',
            (b'1' | b'i' | b'j' | b'!', _) => b'l',
            (b'5', _) => b's',
            (b'8', _) => b'b',
            (b'3' | b'c', _) => b'e',
            (b'4', _) => b'a',
            (b'9' | b'6', _) => b'g',
            (b'2', _) => b'z',
            (b'7', _) => b't',
            (other, _) => other,
        };
        last.into_iter().for_each(&mut emit);
        last = Some(now);
    }
    last.into_iter().for_each(emit);
}

/// How many letters must be left out, put in, changed or swapped with their neighbour to make one word of the other; more than `most` is not counted.
pub fn distance(one: &[u8], other: &[u8], most: usize) -> usize {
    const LONGEST: usize = 40;
    if one.len() > LONGEST || other.len() > LONGEST || one.len().abs_diff(other.len()) > most {
        return most + 1;
    }
    // What both begin and end with costs nothing.
    let alike = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[alike..], &other[alike..]);
    let alike = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[..one.len() - alike], &other[..other.len() - alike]);
    if one.is_empty() || other.is_empty() {
        return one.len().max(other.len());
    }
    let mut rows = [[0_u8; LONGEST + 1]; 3];
    for (at, cell) in rows[0].iter_mut().enumerate().take(other.len() + 1) {
        *cell = u8::try_from(at).unwrap_or(u8::MAX);
    }
    for i in 1..=one.len() {
        let (now, last, before) = (i % 3, (i - 1) % 3, (i + 1) % 3);
        rows[now][0] = u8::try_from(i).unwrap_or(u8::MAX);
        let mut least = rows[now][0];
        for j in 1..=other.len() {
            let changed = rows[last][j - 1] + u8::from(one[i - 1] != other[j - 1]);
            let mut cell = changed.min(rows[last][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                cell = cell.min(rows[before][j - 2] + 1);
            }
            rows[now][j] = cell;
            least = least.min(cell);
        }
        if usize::from(least) > most {
            return most + 1;
        }
    }
    usize::from(rows[one.len() % 3][other.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_counted() {
        assert_eq!(distance(b"heather", b"heahter", 2), 1);
        assert_eq!(distance(b"nowicki", b"nowiki", 2), 1);
        assert_eq!(distance(b"hargreaves", b"hargraeves", 2), 1);
        assert_eq!(distance(b"heather", b"amber", 2), 3);
        assert_eq!(distance(b"", b"a", 2), 1);
    }

    #[test]
    fn a_misspelled_name_is_near_and_an_ordinary_word_is_not() {
        let mut words = Words::with_room(4);
        words.add(b"heather", Use::Given { holder: 0, own: true });
        words.add(b"nowicki", Use::Surname { holder: 0, former: false });
        for word in ["heathr", "haether", "nowiki", "novicki"] {
            assert!(words.near(word.as_bytes()).is_some(), "{word}");
        }
        for word in ["weather", "leather", "heathen", "feather"] {
            assert_eq!(words.near(word.as_bytes()), None, "{word}");
        }
        assert_ne!(words.scanned_as(b"n0wlcki"), 0);
        assert!(words.run_together(b"heathernowicki", false).is_some());
        assert!(words.run_together(b"hnowicki", true).is_some());
    }
}
