//! One sentence, once it has been read: its words, what they are about, and what of it the model knows. It is kept as long as a window of which
//! it is part may have to be explained, so that nothing is read twice.

use crate::features::{Role, of_sentence, presence, roles};
use crate::lexicon::UNLISTED;
use crate::model::{Adding, Model, Sum};
use crate::scope::{Item, Scope};
use crate::words::{LONGEST, Word};

/// A feature that the model knows, and the words (from, to) that it stands on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    /// Where it stands in the model.
    pub at: u32,
    pub from: u8,
    pub to: u8,
}

/// A sentence.
pub(crate) struct Sentence {
    pub words: Vec<Word>,
    pub items: Vec<Item>,
    pub found: Vec<Found>,
    /// For each word the part that it plays.
    pub roles: Vec<Role>,
    pub sum: Sum,
    pub presence: u64,
}

/// Features that may be known to the model, before they are looked up. They are gathered first: whether the model may know a feature is as good
/// as chance, and a processor that has to guess it each time reads half as fast.
pub(crate) struct Gathered {
    features: Vec<(u32, u8, u8)>,
    count: usize,
}

/// So many features are gathered at most before they are looked up.
const MOST: usize = 1024;

const _: () = assert!(LONGEST <= u8::MAX as usize);

impl Gathered {
    pub(crate) fn new() -> Gathered {
        Gathered { features: vec![(0, 0, 0); MOST], count: 0 }
    }
}

impl Sentence {
    pub(crate) fn new() -> Sentence {
        Sentence {
            words: Vec::with_capacity(LONGEST),
            items: Vec::with_capacity(LONGEST),
            found: Vec::with_capacity(MOST),
            roles: Vec::with_capacity(LONGEST),
            sum: Sum::NOTHING,
            presence: 0,
        }
    }

    /// Reads these words in place of those that were read before.
    pub(crate) fn read(&mut self, model: &Model, text: &str, words: &[Word], scope: &mut Scope, gathered: &mut Gathered) {
        self.words.clear();
        self.words.extend_from_slice(words);
        self.found.clear();
        scope.items(words, &mut self.items);
        self.roles.clear();
        roles(&self.items, |_, role| self.roles.push(role));
        let mut adding = Adding::new();
        let found = &mut self.found;
        of_sentence(
            text,
            words,
            &self.items,
            |at| words[at].number != UNLISTED,
            |feature, from, to| {
                if gathered.count == MOST {
                    look_up(model, gathered, &mut adding, found);
                }
                #[expect(clippy::cast_possible_truncation, reason = "a sentence is no longer than LONGEST")]
                if let Some(place) = gathered.features.get_mut(gathered.count) {
                    *place = (feature, from as u8, to as u8);
                }
                gathered.count += usize::from(model.may_know(feature));
            },
        );
        look_up(model, gathered, &mut adding, found);
        for (word, role) in words.iter().zip(&self.roles) {
            if let Some(word) = model.said.word(word.number, *role) {
                adding.hear(word);
            }
        }
        self.sum = adding.sum();
        self.presence = presence(&self.items);
    }

    /// Its first byte, and the byte after its last.
    pub(crate) fn span(&self) -> (usize, usize) {
        (self.words.first().map_or(0, |word| word.start), self.words.last().map_or(0, |word| word.end))
    }
}

fn look_up(model: &Model, gathered: &mut Gathered, adding: &mut Adding, found: &mut Vec<Found>) {
    for (feature, from, to) in gathered.features.iter().take(gathered.count) {
        if let Some(at) = model.find(*feature) {
            adding.add(model.entry(at));
            found.push(Found { at: u32::try_from(at).unwrap_or_default(), from: *from, to: *to });
        }
    }
    gathered.count = 0;
}
