//! What whole words say: for each word of the vocabulary and our lists, what it, its letters and its vector say together, in each role.
//!
//! It is worked out once when the program starts, so that a word costs one look into a table when a text is read. Words that stand in no list
//! are read letter by letter.

use crate::features::{ROLES, Role, of_word};
use crate::lexicon::{Lexicon, all_words};
use crate::model::{Adding, COLUMNS, FINE, GRAIN, Kept, Model, ONE, WIDTH};
use crate::vectors::{DIMENSIONS, Vectors, WHOLE};
use crate::words::hash_of;

/// What a word says in one role.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(crate) struct Word {
    pub weight: i32,
    pub place: [i16; WIDTH],
}

/// All words.
#[derive(Default)]
pub(crate) struct Said {
    words: Vec<Word>,
    kinds: Vec<[i16; COLUMNS - 1]>,
}

impl Said {
    pub(crate) fn new(model: &Model, kept: &Kept) -> Said {
        let (vectors, lexicon) = (Vectors::get(), Lexicon::get());
        let mut said = Said { words: Vec::with_capacity(lexicon.len() * ROLES), kinds: Vec::with_capacity(lexicon.len()) };
        for word in all_words() {
            let hash = hash_of(&word);
            if lexicon.number(hash) as usize == said.kinds.len() {
                said.add(model, kept, &word, vectors.of(hash));
            }
        }
        said
    }

    fn add(&mut self, model: &Model, kept: &Kept, word: &str, vector: Option<&[i8; DIMENSIONS]>) {
        let mut adding = Adding::new();
        let mut kinds = [0i32; COLUMNS - 1];
        of_word(word.as_bytes(), hash_of(word), |feature| {
            if let Some(at) = model.find(feature) {
                adding.add(model.entry(at));
                kinds.iter_mut().zip(model.kinds(at)).for_each(|(sum, kind)| *sum += i32::from(*kind));
            }
        });
        let letters = adding.word();
        let product = |role: usize, column: usize| -> i32 {
            let from = (role * (COLUMNS + WIDTH) + column) * DIMENSIONS;
            let meanings = kept.meanings.get(from..from + DIMENSIONS).unwrap_or_default();
            let Some(vector) = vector else { return 0 };
            meanings.iter().zip(vector).map(|(meaning, place)| i32::from(*meaning) * i32::from(*place)).sum()
        };
        let all: [i32; COLUMNS + WIDTH] = std::array::from_fn(|column| product(ROLES, column));
        self.kinds.push(std::array::from_fn(|kind| short(kinds[kind] + all[kind + 1] / (FINE / (ONE / WHOLE)))));
        self.words.extend((0..ROLES).map(|role| Word {
            weight: letters.weight + (all[0] + product(role, 0)) / (FINE / (ONE / WHOLE)),
            place: std::array::from_fn(|at| {
                let placed = (all[COLUMNS + at] + product(role, COLUMNS + at)) / (FINE / (GRAIN / WHOLE));
                short(i32::from(letters.place[at]) + placed)
            }),
        }));
    }

    /// What a word says in a role, by its number.
    pub(crate) fn word(&self, number: u32, role: Role) -> Option<&Word> {
        self.words.get((number as usize).wrapping_mul(ROLES).wrapping_add(role as usize))
    }

    /// What a word says for each kind, by its number.
    pub(crate) fn kinds(&self, number: u32) -> &[i16; COLUMNS - 1] {
        self.kinds.get(number as usize).unwrap_or(&[0; COLUMNS - 1])
    }
}

impl Word {
    /// What the word carries for a disclosure where these dimensions count.
    pub(crate) fn carries(&self, counting: &[i16; WIDTH]) -> i32 {
        let place: i32 = self.place.iter().zip(counting).map(|(place, out)| i32::from(*place) * i32::from(*out)).sum();
        self.weight + place / GRAIN
    }
}

fn short(whole: i32) -> i16 {
    i16::try_from(whole.clamp(i32::from(i16::MIN), i32::from(i16::MAX))).unwrap_or_default()
}
