//! The linear model: a weight for each feature, for "a disclosure" and for each kind.
//!
//! The weights stand in `data/model.bin`, which `cargo run --release -p recognition --example train` makes from `data/sentences.csv`.
//! A row is the feature (four bytes) and six weights (two bytes each), least byte first; rows are in the order of their features.

use std::sync::OnceLock;

/// Disclosure, and the five kinds.
pub(crate) const COLUMNS: usize = 6;

/// One whole in the weights of the model.
pub(crate) const ONE: i32 = 1024;

/// Bytes in a row.
const ROW: usize = 4 + 2 * COLUMNS;

/// The feature that every window has.
pub(crate) const BIAS: u32 = 3;

/// Weights by feature, in whole numbers of 1/[`ONE`].
pub(crate) type Weights = [i32; COLUMNS];

/// The model, ready for looking up.
pub(crate) struct Model {
    keys: Vec<u32>,
    rows: Vec<[i16; COLUMNS]>,
    mask: usize,
}

impl Model {
    /// The model that is compiled in.
    pub(crate) fn get() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Model::read(include_bytes!("../data/model.bin")))
    }

    pub(crate) fn read(bytes: &[u8]) -> Model {
        let rows = bytes.len() / ROW;
        let size = (rows * 3).next_power_of_two().max(16);
        let mut model = Model { keys: vec![0; size], rows: vec![[0; COLUMNS]; size], mask: size - 1 };
        for row in bytes.chunks_exact(ROW) {
            let key = u32::from_le_bytes([row[0], row[1], row[2], row[3]]);
            let mut at = key as usize & model.mask;
            while model.keys[at] != 0 {
                at = (at + 1) & model.mask;
            }
            model.keys[at] = key;
            for (column, weight) in model.rows[at].iter_mut().enumerate() {
                *weight = i16::from_le_bytes([row[4 + 2 * column], row[5 + 2 * column]]);
            }
        }
        model
    }

    /// Rows as the file has them.
    pub(crate) fn write(rows: &[(u32, [i16; COLUMNS])]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(rows.len() * ROW);
        for (key, weights) in rows {
            bytes.extend(key.to_le_bytes());
            weights.iter().for_each(|weight| bytes.extend(weight.to_le_bytes()));
        }
        bytes
    }

    /// Where a feature stands.
    fn place(&self, feature: u32) -> Option<usize> {
        let mut at = feature as usize & self.mask;
        loop {
            let key = self.keys[at];
            if key == feature {
                return Some(at);
            }
            if key == 0 {
                return None;
            }
            at = (at + 1) & self.mask;
        }
    }

    /// What a feature says for each column.
    pub(crate) fn add(&self, feature: u32, to: &mut Weights) {
        if let Some(at) = self.place(feature) {
            to.iter_mut().zip(&self.rows[at]).for_each(|(sum, weight)| *sum += i32::from(*weight));
        }
    }

    /// What a feature says for "a disclosure".
    pub(crate) fn disclosure(&self, feature: u32) -> i32 {
        self.place(feature).map_or(0, |at| i32::from(self.rows[at][0]))
    }
}
