//! What words mean beside each other, as others have measured it.
//!
//! A word that stands in none of our sentences would say nothing. So each of some 35 thousand English words has a place among all others, taken
//! from public word vectors (GloVe): words that are used alike lie near each other, and what the model learned of *throttled* it then also knows
//! of *garrotted*. `data/vocabulary.txt` has the words, the most frequent first; `data/vectors.bin` has [`DIMENSIONS`] bytes for each.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::concepts::Table;
use crate::words::hash_of;

/// The numbers that place a word.
pub(crate) const DIMENSIONS: usize = 64;

/// One whole in these numbers.
pub(crate) const WHOLE: i32 = 64;

/// The words and where they lie.
pub(crate) struct Vectors {
    numbers: Table<u32>,
    places: &'static [[i8; DIMENSIONS]],
}

impl Vectors {
    /// Those that are compiled in.
    pub(crate) fn get() -> &'static Vectors {
        static ALL: OnceLock<Vectors> = OnceLock::new();
        ALL.get_or_init(|| {
            let bytes: &'static [u8] = include_bytes!("../data/vectors.bin");
            let places: Vec<[i8; DIMENSIONS]> =
                bytes.chunks_exact(DIMENSIONS).map(|row| std::array::from_fn(|at| i8::from_le_bytes([row[at]]))).collect();
            let numbers: HashMap<u32, u32> =
                vocabulary().take(places.len()).zip(0..).map(|(word, number)| (hash_of(word), number)).collect();
            Vectors { numbers: Table::new(&numbers, 0), places: places.leak() }
        })
    }

    /// Where a word lies, by its hash.
    pub(crate) fn of(&self, hash: u32) -> Option<&'static [i8; DIMENSIONS]> {
        self.numbers.get(hash).and_then(|number| self.places.get(number as usize))
    }
}

/// The words, in order.
pub(crate) fn vocabulary() -> impl Iterator<Item = &'static str> {
    include_str!("../data/vocabulary.txt").lines()
}
