//! The model: what each feature has meant in the sentences that we wrote.
//!
//! For each kind of abuse it is linear: a weight for each feature, added up. For *a disclosure or not* it is a little more: besides its weight,
//! each feature has a place in a space of [`WIDTH`] dimensions. The places of all features of a window add up to the place of the window, and
//! each dimension counts only where that place lies on its side of a border (a network with one hidden layer). So *threatened* can weigh much
//! beside a husband and little beside a landlord. With the borders given, it is linear again, and so it can still be said exactly how much each
//! word has carried.
//!
//! Everything is in whole numbers, so that the same text weighs the same on every machine. `data/model.bin` has a heading (the border and the
//! weight of each dimension, two bytes each), then a row for each feature, the most frequent first: the feature (four bytes), its weights for a disclosure and
//! the five kinds (two bytes each, in 1/[`ONE`]), its place (one byte for each dimension, in 1/[`GRAIN`]); least byte first.

use std::sync::OnceLock;

use crate::features::{ROLES, together};
use crate::said::{Said, Word};
use crate::vectors::DIMENSIONS;

/// Disclosure, and the five kinds.
pub(crate) const COLUMNS: usize = 6;

/// Dimensions: three networks of eight that were trained apart and speak together.
pub(crate) const WIDTH: usize = 24;

/// One whole in the weights of the model.
pub(crate) const ONE: i32 = 1024;

/// One whole in the places of features.
pub(crate) const GRAIN: i32 = 64;

/// The feature that every window has.
pub(crate) const BIAS: u32 = 3;

/// For each role, and for all of them together, what the dimensions of word vectors mean: for each column and for each dimension of the model.
pub(crate) const MEANINGS: usize = (ROLES + 1) * (COLUMNS + WIDTH);

/// One whole in the meanings of word vectors.
pub(crate) const FINE: i32 = 4096;

const HEADING: usize = 4 * WIDTH + 2 * MEANINGS * DIMENSIONS;
const ROW: usize = 4 + 2 * COLUMNS + WIDTH;

/// What one feature has meant, as the file has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub weights: [i16; COLUMNS],
    pub place: [i8; WIDTH],
}

/// What one feature has meant for a disclosure, with what is needed to find it: half a line of the processor's memory.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
pub(crate) struct Entry {
    feature: u32,
    weight: i16,
    /// Its row in the file.
    number: u16,
    place: [i8; WIDTH],
}

/// A model as it is trained and kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept {
    pub borders: Vec<i16>,
    pub outs: Vec<i16>,
    /// [`MEANINGS`] rows of [`DIMENSIONS`].
    pub meanings: Vec<i16>,
    pub rows: Vec<(u32, Row)>,
}

/// Features added up, for a disclosure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sum {
    weight: i32,
    place: [i32; WIDTH],
}

/// Features of one sentence while they are added up. Short numbers that stop at their end: a sentence never comes near it.
pub(crate) struct Adding {
    weight: i32,
    place: [i16; WIDTH],
}

/// The model, ready for looking up.
pub(crate) struct Model {
    /// Which features there may be at all, one bit each.
    known: Vec<u64>,
    /// Features by hash, open addressing; feature 0 is no feature.
    entries: Vec<Entry>,
    /// For each row of the file, what it has meant for each kind. Those that are met most lie together.
    kinds: Vec<[i16; COLUMNS - 1]>,
    /// The places of features of a window, by their number.
    together: Vec<Option<u32>>,
    borders: [i32; WIDTH],
    outs: [i16; WIDTH],
    bias: Sum,
    mask: usize,
    /// What whole words say.
    pub said: Said,
}

/// Bits in the index of known features.
const KNOWN: usize = 1 << 19;

const NOTHING: Entry = Entry { feature: 0, weight: 0, number: 0, place: [0; WIDTH] };

/// A model has no more features than this.
pub(crate) const MOST_FEATURES: usize = u16::MAX as usize;

impl Model {
    /// The model that is compiled in.
    pub(crate) fn get() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Model::new(&read(include_bytes!("../data/model.bin"))))
    }

    pub(crate) fn new(kept: &Kept) -> Model {
        let size = (kept.rows.len() * 4 / 3).next_power_of_two().max(16);
        let mask = size - 1;
        let mut model = Model {
            known: vec![0; KNOWN / 64],
            entries: vec![NOTHING; size],
            kinds: Vec::with_capacity(kept.rows.len()),
            together: Vec::new(),
            borders: std::array::from_fn(|at| i32::from(kept.borders.get(at).copied().unwrap_or_default())),
            outs: std::array::from_fn(|at| kept.outs.get(at).copied().unwrap_or_default()),
            bias: Sum::NOTHING,
            mask,
            said: Said::default(),
        };
        for ((feature, row), number) in kept.rows.iter().zip(0u16..) {
            let [weight, kinds @ ..] = row.weights;
            model.kinds.push(kinds);
            if *feature == NOTHING.feature {
                continue;
            }
            let mut at = *feature as usize & mask;
            while model.entries[at].feature != NOTHING.feature {
                at = (at + 1) & mask;
            }
            model.entries[at] = Entry { feature: *feature, weight, number, place: row.place };
            let (word, bit) = bit(*feature);
            model.known[word] |= bit;
        }
        model.together = together().map(|feature| model.find(feature).and_then(|at| u32::try_from(at).ok())).collect();
        let mut bias = Adding::new();
        if let Some(at) = model.find(BIAS) {
            bias.add(model.entry(at));
        }
        model.bias = bias.sum();
        model.said = Said::new(&model, kept);
        model
    }

    /// Where a feature stands, if it was ever met.
    pub(crate) fn find(&self, feature: u32) -> Option<usize> {
        if !self.may_know(feature) {
            return None;
        }
        let mut at = feature as usize & self.mask;
        loop {
            let found = self.entries[at].feature;
            if found == feature {
                return Some(at);
            }
            if found == NOTHING.feature {
                return None;
            }
            at = (at + 1) & self.mask;
        }
    }

    /// Whether the model may know a feature. If not, it does not.
    pub(crate) fn may_know(&self, feature: u32) -> bool {
        let (word, bit) = bit(feature);
        self.known[word] & bit != 0
    }

    /// Where a feature of windows stands, by its number, if it was ever met.
    pub(crate) fn find_together(&self, number: usize) -> Option<usize> {
        self.together[number].map(|at| at as usize)
    }

    /// What the feature that stands here has meant for a disclosure.
    pub(crate) fn entry(&self, at: usize) -> &Entry {
        &self.entries[at]
    }

    /// What the feature that stands here has meant for each kind.
    pub(crate) fn kinds(&self, at: usize) -> &[i16; COLUMNS - 1] {
        &self.kinds[usize::from(self.entries[at].number)]
    }

    /// The sum of no feature but the one that every window has.
    pub(crate) fn bias(&self) -> Sum {
        self.bias
    }

    /// What a window says for a disclosure, in 1/[`ONE`].
    pub(crate) fn weigh(&self, sum: &Sum) -> i32 {
        let mut whole = i64::from(sum.weight);
        for at in 0..WIDTH {
            whole += i64::from((sum.place[at] + self.borders[at]).max(0)) * i64::from(self.outs[at]) / i64::from(GRAIN);
        }
        i32::try_from(whole).unwrap_or(if whole > 0 { i32::MAX } else { i32::MIN })
    }

    /// Which dimensions count in a window, each with its weight; nothing for the others.
    pub(crate) fn counting(&self, sum: &Sum) -> [i16; WIDTH] {
        std::array::from_fn(|at| if sum.place[at] + self.borders[at] > 0 { self.outs[at] } else { 0 })
    }
}

impl Entry {
    /// What the feature carries for a disclosure where these dimensions count.
    pub(crate) fn carries(&self, counting: &[i16; WIDTH]) -> i32 {
        let place: i32 = self.place.iter().zip(counting).map(|(place, out)| i32::from(i16::from(*place)) * i32::from(*out)).sum();
        i32::from(self.weight) + place / GRAIN
    }
}

impl Adding {
    /// What a whole word says is added.
    pub(crate) fn hear(&mut self, word: &Word) {
        self.weight += word.weight;
        for (sum, place) in self.place.iter_mut().zip(&word.place) {
            *sum = sum.saturating_add(*place);
        }
    }

    /// As what a whole word says.
    pub(crate) fn word(&self) -> Word {
        Word { weight: self.weight, place: self.place }
    }

    pub(crate) const fn new() -> Adding {
        Adding { weight: 0, place: [0; WIDTH] }
    }

    pub(crate) fn add(&mut self, entry: &Entry) {
        self.weight += i32::from(entry.weight);
        for (sum, place) in self.place.iter_mut().zip(&entry.place) {
            *sum = sum.saturating_add(i16::from(*place));
        }
    }

    pub(crate) fn sum(&self) -> Sum {
        Sum { weight: self.weight, place: self.place.map(i32::from) }
    }
}

impl Sum {
    pub(crate) const NOTHING: Sum = Sum { weight: 0, place: [0; WIDTH] };

    pub(crate) fn add(&mut self, other: &Sum) {
        self.weight += other.weight;
        self.place.iter_mut().zip(&other.place).for_each(|(sum, place)| *sum += place);
    }
}

const fn bit(feature: u32) -> (usize, u64) {
    let high = (feature >> 13) as usize & (KNOWN - 1);
    (high / 64, 1 << (high % 64))
}

/// A model from its file. What is cut off is left out.
pub(crate) fn read(bytes: &[u8]) -> Kept {
    let short = |at: usize| i16::from_le_bytes([bytes.get(at).copied().unwrap_or(0), bytes.get(at + 1).copied().unwrap_or(0)]);
    let rows = bytes.get(HEADING..).unwrap_or_default().chunks_exact(ROW).map(|row| {
        let feature = u32::from_le_bytes([row[0], row[1], row[2], row[3]]);
        let weights = std::array::from_fn(|at| i16::from_le_bytes([row[4 + 2 * at], row[5 + 2 * at]]));
        let place = std::array::from_fn(|at| i8::from_le_bytes([row[4 + 2 * COLUMNS + at]]));
        (feature, Row { weights, place })
    });
    Kept {
        borders: (0..WIDTH).map(|at| short(2 * at)).collect(),
        outs: (0..WIDTH).map(|at| short(2 * (WIDTH + at))).collect(),
        meanings: (0..MEANINGS * DIMENSIONS).map(|at| short(4 * WIDTH + 2 * at)).collect(),
        rows: rows.collect(),
    }
}

/// A model as its file has it.
pub(crate) fn write(kept: &Kept) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADING + kept.rows.len() * ROW);
    kept.borders.iter().chain(&kept.outs).chain(&kept.meanings).for_each(|short| bytes.extend(short.to_le_bytes()));
    for (feature, row) in &kept.rows {
        bytes.extend(feature.to_le_bytes());
        row.weights.iter().for_each(|weight| bytes.extend(weight.to_le_bytes()));
        row.place.iter().for_each(|place| bytes.extend(place.to_le_bytes()));
    }
    bytes
}
