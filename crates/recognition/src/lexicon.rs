//! All words that are known by name: those of the vocabulary, of our lists and of grammar. Each has a number, so that everything that is to be
//! known of a word is found with one look into a table.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::concepts::{Concept, Concepts, Table, listed};
use crate::scope::{Function, functions, small_words};
use crate::vectors::vocabulary;
use crate::words::hash_of;

/// The number of a word that stands in no list.
pub(crate) const UNLISTED: u32 = u32::MAX;

/// What is known of a word, whatever the model.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct About {
    pub concept: Option<Concept>,
    /// How many words the longest phrase has that begins with it.
    pub longest: u8,
    /// What it does in grammar, if it stands for no concept.
    pub function: Option<Function>,
}

/// The words.
pub(crate) struct Lexicon {
    numbers: Table<u32>,
    about: Vec<About>,
}

impl Lexicon {
    /// All of them.
    pub(crate) fn get() -> &'static Lexicon {
        static ALL: OnceLock<Lexicon> = OnceLock::new();
        ALL.get_or_init(|| {
            let (concepts, functions) = (Concepts::get(), functions());
            let mut numbers: HashMap<u32, u32> = HashMap::new();
            let mut about = Vec::new();
            for hash in all_words().map(|word| hash_of(&word)) {
                let next = u32::try_from(about.len()).unwrap_or(UNLISTED);
                if *numbers.entry(hash).or_insert(next) == next {
                    let (concept, longest) = concepts.single(hash);
                    let function = if concept.is_none() { functions.get(&hash).copied() } else { None };
                    about.push(About { concept, longest, function });
                }
            }
            Lexicon { numbers: Table::new(&numbers, 0), about }
        })
    }

    /// The number of a word, by its hash, or [`UNLISTED`].
    pub(crate) fn number(&self, hash: u32) -> u32 {
        self.numbers.get(hash).unwrap_or(UNLISTED)
    }

    /// What is known of a word, by its number.
    pub(crate) fn about(&self, number: u32) -> About {
        self.about.get(number as usize).copied().unwrap_or_default()
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.about.len()
    }
}

/// All words; some stand there twice.
pub(crate) fn all_words() -> impl Iterator<Item = String> {
    vocabulary().map(str::to_owned).chain(listed()).chain(small_words().map(str::to_owned))
}
