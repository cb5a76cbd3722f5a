//! Words of the language, by what they do around a protected detail: months and numbers, titles and kinds of street, what announces a birthday, a
//! telephone number or a neighbour, what stands before and after a name and never before and after the word of the same spelling.

use std::sync::LazyLock;

use crate::english;
use crate::reading::tokens::of;
use crate::tables;

mod givens;
mod lists;

/// A set of the things that a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Class(pub u32);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Class {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    /// A month.
    MONTH = 0;
    /// A number in words.
    NUMBER = 1;
    /// An ordinal in words, or what follows the digits of one.
    ORDINAL = 2;
    /// What stands before a surname.
    TITLE = 3;
    /// A kind of street.
    ROAD = 4;
    /// A dwelling within a building.
    DWELLING = 5;
    /// Announces a day of birth.
    BORN = 6;
    /// Announces a telephone number.
    PHONE = 7;
    /// Somebody as she stands to somebody else: neighbour, mother, witness.
    RELATION = 8;
    /// Somebody in office: officer, doctor, chair.
    OFFICIAL = 9;
    /// What somebody does or is: comes after a name.
    DOES = 10;
    /// What is done to somebody: comes before a name.
    DONE_TO = 11;
    /// The, a, this, every.
    DETERMINER = 12;
    /// A preposition.
    PREPOSITION = 13;
    /// A digit as it is said, or «double».
    SPOKEN = 14;
    /// A first name that many have.
    GIVEN = 15;
    /// A kind of building or place by which a home is described.
    HOUSE = 16;
    /// Where one thing stands from another: opposite, behind, next to.
    WHERE = 17;
    /// What makes a description of one of many: only, last, corner, blue.
    MARK = 18;
    /// Announces an NHS number.
    HEALTH = 19;
    /// Announces a vehicle.
    VEHICLE = 20;
    /// Announces the end of a number.
    ENDING = 21;
    /// Announces an address.
    LIVES = 22;
    /// Announces an e-mail address.
    MAIL = 23;
    /// A pronoun.
    PRONOUN = 24;
    /// Letters that stand for something known: GP, NHS, DASH.
    ACRONYM = 25;
    /// Announces a name.
    NAMED = 26;
    /// Ends the name of an e-mail provider or a site.
    DOMAIN = 27;
    /// Said of women only.
    FEMALE = 28;
    /// Said of men only.
    MALE = 29;
    /// Stands for a letter in the spelling alphabet.
    SPELLED = 30;
    /// Names the first column of a table.
    COLUMN = 31;
}

impl Class {
    /// None of them.
    pub const NONE: Self = Self(0);

    /// Both sets.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it is any of these.
    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

/// Hashes of words with a value each, to be asked often: open addressing, a power of two of places, of which never more than half are taken.
///
/// Nearly everything that is asked for is not there. So each place has one byte of its hash in a list of its own, small enough to stay in the
/// nearest memory of a processor, and only where that fits is the whole hash looked at.
pub struct Table {
    mask: usize,
    taken: usize,
    tags: Vec<u8>,
    slots: Vec<(u64, u32)>,
}

impl Table {
    /// For about so many words; it grows where there are more.
    pub fn with_room(words: usize) -> Self {
        let size = (words * 2 + 8).next_power_of_two();
        Self { mask: size - 1, taken: 0, tags: vec![0; size], slots: vec![(0, 0); size] }
    }

    #[allow(clippy::cast_possible_truncation, reason = "the high bits are the well mixed ones, and there are never 2^32 places")]
    fn begin(&self, hash: u64) -> usize {
        (hash >> 32) as usize & self.mask
    }

    /// One byte of a hash, never 0.
    #[allow(clippy::cast_possible_truncation, reason = "eight bits are left")]
    const fn tag(hash: u64) -> u8 {
        (hash >> 56) as u8 | 1
    }

    /// The value of a word; 0 where it is not here.
    pub fn get(&self, hash: u64) -> u32 {
        let mut at = self.begin(hash);
        loop {
            let tag = self.tags[at];
            if tag == 0 {
                return 0;
            }
            if tag == Self::tag(hash) {
                let (known, value) = self.slots[at];
                if known == hash {
                    return value;
                }
            }
            at = (at + 1) & self.mask;
        }
    }

    /// The value of a word, which is put in with 0 where it is not here.
    pub fn entry(&mut self, hash: u64) -> &mut u32 {
        if self.taken * 2 > self.mask {
            let mut wider = Self::with_room(self.mask + 1);
            for (tag, (known, value)) in self.tags.iter().zip(&self.slots) {
                if *tag != 0 {
                    *wider.entry(*known) = *value;
                }
            }
            *self = wider;
        }
        let mut at = self.begin(hash);
        // At least half of the places are free.
        while self.tags[at] != 0 && self.slots[at].0 != hash {
            at = (at + 1) & self.mask;
        }
        if self.tags[at] == 0 {
            self.tags[at] = Self::tag(hash);
            self.slots[at].0 = hash;
            self.taken += 1;
        }
        &mut self.slots[at].1
    }
}

/// All that is known of the language.
pub struct Lexicon {
    table: Table,
}

impl Lexicon {
    fn new() -> Self {
        let mut lexicon = Self { table: Table::with_room(0) };
        for (class, words) in lists::LISTS {
            for word in words.split_whitespace() {
                lexicon.add(word, *class);
            }
        }
        for name in tables::short_and_full_names() {
            lexicon.add(name, Class::GIVEN);
        }
        lexicon
    }

    fn add(&mut self, word: &str, class: Class) {
        *self.table.entry(of(word.as_bytes())) |= class.0;
    }

    /// What a word is, by its hash.
    pub fn class(&self, hash: u64) -> Class {
        Class(self.table.get(hash))
    }

    /// What a word is.
    pub fn class_of(&self, word: &[u8]) -> Class {
        self.class(of(word))
    }

    /// As [`Lexicon::is_word`], where its class and hash are at hand.
    pub fn is_known_word(class: Class, hash: u64, word: &[u8]) -> bool {
        class.0 & !(Class::GIVEN.0 | Class::ACRONYM.0 | Class::SPELLED.0) != 0 || english::is_hashed(hash, word)
    }

    /// Whether it is a word that people write in small letters.
    pub fn is_word(&self, word: &[u8]) -> bool {
        // First names that are words stand in the list of words as well.
        english::is_word(word) || self.class_of(word).0 & !(Class::GIVEN.0 | Class::ACRONYM.0 | Class::SPELLED.0) != 0
    }
}

/// The one lexicon.
pub fn get() -> &'static Lexicon {
    static ALL: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);
    &ALL
}
