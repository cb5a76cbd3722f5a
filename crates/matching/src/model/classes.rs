//! The ways in which two records may stand to each other, and what each makes likely before anything is learned.

use crate::comparing::levels::{FIELDS, LEVELS};

/// How two records may stand to each other. Strangers are the measure that all others are held against, and have no number.
pub(crate) const CLASSES: usize = 8;
/// One person who has stayed where they were, one who has moved, one of whom much has changed or been misstated.
pub(crate) const SAME_PERSON: usize = 3;

/// Those of one person of whom nothing much has changed.
pub(crate) const UNCHANGED: std::ops::Range<usize> = 0..2;

/// Places of classes that know of each other.
pub(crate) const AT_HOME: usize = 0;
pub(crate) const HOUSEHOLD: usize = 3;
pub(crate) const TWINS: usize = 4;
pub(crate) const NAMESAKES: usize = 5;
pub(crate) const AT_ONE_ADDRESS: usize = 7;

/// One class before training.
pub(crate) struct Class {
    /// What it is called in reports.
    pub(crate) name: &'static str,
    /// Pairs of this class for each record (of the smaller list, when two lists are linked).
    pub(crate) pairs_per_record: f32,
    /// For each field the chance of each level from 1 on; nothing where the field agrees no more often than among strangers.
    pub(crate) levels: [&'static [f32]; FIELDS],
}

const MIDDLES_OF_ONE: &[f32] = &[0.45, 0.40, 0.15];
const MIDDLES_OF_TWO: &[f32] = &[0.04, 0.12, 0.84];
const USUAL: &[f32] = &[0.998, 0.002];
const OTHER_NUMBERS: &[f32] = &[0.0005, 0.0005, 0.999];
const AS_STRANGERS: &[f32] = &[];

/// The classes, those of one person first.
pub(crate) const START: [Class; CLASSES] = [
    Class {
        name: "one person, at home",
        pairs_per_record: 0.30,
        levels: [
            &[0.805, 0.05, 0.08, 0.03, 0.02, 0.005, 0.01],
            &[0.82, 0.07, 0.04, 0.02, 0.02, 0.03],
            &[0.97, 0.03],
            MIDDLES_OF_ONE,
            &[0.84, 0.010, 0.015, 0.030, 0.015, 0.030, 0.030, 0.004, 0.006, 0.004, 0.002, 0.010, 0.002],
            &[0.95, 0.05],
            &[0.90, 0.03, 0.01, 0.02, 0.02, 0.01, 0.01, 0.002],
            &[0.45, 0.04, 0.43, 0.08],
            &[0.65, 0.04, 0.28, 0.03],
            &[0.92, 0.05, 0.03],
            &[0.95, 0.03, 0.02],
            &[0.75, 0.25],
        ],
    },
    Class {
        name: "one person, moved",
        pairs_per_record: 0.15,
        levels: [
            &[0.792, 0.05, 0.08, 0.03, 0.03, 0.008, 0.01],
            &[0.74, 0.07, 0.05, 0.05, 0.02, 0.07],
            &[0.97, 0.03],
            MIDDLES_OF_ONE,
            &[0.84, 0.010, 0.015, 0.030, 0.015, 0.030, 0.030, 0.004, 0.006, 0.004, 0.002, 0.010, 0.002],
            &[0.95, 0.05],
            &[0.01, 0.01, 0.01, 0.03, 0.01, 0.23, 0.70, 0.04],
            &[0.40, 0.04, 0.50, 0.06],
            &[0.60, 0.04, 0.32, 0.04],
            &[0.92, 0.05, 0.03],
            &[0.95, 0.03, 0.02],
            &[0.75, 0.25],
        ],
    },
    Class {
        name: "one person, changed",
        pairs_per_record: 0.05,
        levels: [
            &[0.40, 0.12, 0.12, 0.08, 0.10, 0.13, 0.05],
            &[0.42, 0.10, 0.12, 0.14, 0.08, 0.14],
            &[0.94, 0.06],
            &[0.35, 0.35, 0.30],
            &[0.52, 0.020, 0.050, 0.080, 0.050, 0.080, 0.080, 0.015, 0.030, 0.020, 0.010, 0.030, 0.015],
            &[0.93, 0.07],
            &[0.35, 0.03, 0.02, 0.03, 0.03, 0.18, 0.36, 0.03],
            &[0.30, 0.03, 0.62, 0.05],
            &[0.45, 0.04, 0.46, 0.05],
            &[0.80, 0.06, 0.14],
            &[0.85, 0.05, 0.10],
            &[0.70, 0.30],
        ],
    },
    Class {
        name: "one household",
        pairs_per_record: 0.8,
        levels: [
            &[0.006, 0.004, 0.012, 0.050, 0.010, 0.888, 0.030],
            &[0.60, 0.06, 0.06, 0.03, 0.13, 0.12],
            USUAL,
            MIDDLES_OF_TWO,
            &[0.0005, 0.0005, 0.0002, 0.001, 0.012, 0.004, 0.001, 0.010, 0.050, 0.390, 0.527, 0.003, 0.001],
            &[0.42, 0.58],
            &[0.88, 0.02, 0.01, 0.02, 0.05, 0.01, 0.01, 0.003],
            &[0.03, 0.003, 0.80, 0.167],
            &[0.02, 0.002, 0.898, 0.080],
            OTHER_NUMBERS,
            OTHER_NUMBERS,
            &[0.02, 0.98],
        ],
    },
    Class {
        name: "twins",
        pairs_per_record: 0.01,
        levels: [
            &[0.003, 0.002, 0.025, 0.12, 0.02, 0.81, 0.02],
            &[0.86, 0.08, 0.03, 0.01, 0.01, 0.01],
            USUAL,
            MIDDLES_OF_TWO,
            &[0.87, 0.010, 0.010, 0.030, 0.010, 0.020, 0.020, 0.005, 0.005, 0.005, 0.003, 0.010, 0.002],
            &[0.50, 0.50],
            &[0.80, 0.03, 0.01, 0.02, 0.04, 0.04, 0.06, 0.003],
            &[0.04, 0.003, 0.79, 0.167],
            &[0.02, 0.002, 0.918, 0.060],
            OTHER_NUMBERS,
            OTHER_NUMBERS,
            &[0.75, 0.25],
        ],
    },
    Class {
        name: "parent and child of one name",
        pairs_per_record: 0.01,
        levels: [
            &[0.76, 0.10, 0.07, 0.05, 0.01, 0.009, 0.001],
            &[0.86, 0.07, 0.03, 0.02, 0.01, 0.01],
            USUAL,
            &[0.15, 0.15, 0.70],
            &[0.0002, 0.0002, 0.0001, 0.0002, 0.001, 0.001, 0.001, 0.003, 0.001, 0.020, 0.970, 0.0002, 0.002],
            &[0.95, 0.05],
            &[0.78, 0.03, 0.01, 0.02, 0.04, 0.06, 0.06, 0.005],
            &[0.04, 0.003, 0.79, 0.167],
            &[0.05, 0.005, 0.885, 0.060],
            OTHER_NUMBERS,
            OTHER_NUMBERS,
            &[0.01, 0.99],
        ],
    },
    Class {
        name: "relatives who live apart",
        pairs_per_record: 0.05,
        levels: [
            &[0.006, 0.004, 0.012, 0.050, 0.010, 0.888, 0.030],
            &[0.60, 0.06, 0.06, 0.03, 0.13, 0.12],
            USUAL,
            MIDDLES_OF_TWO,
            &[0.002, 0.0005, 0.0002, 0.001, 0.012, 0.004, 0.001, 0.010, 0.050, 0.390, 0.527, 0.003, 0.001],
            &[0.45, 0.55],
            &[0.01, 0.01, 0.01, 0.03, 0.02, 0.25, 0.67, 0.02],
            &[0.20, 0.010, 0.59, 0.20],
            &[0.10, 0.01, 0.69, 0.20],
            OTHER_NUMBERS,
            OTHER_NUMBERS,
            &[0.02, 0.98],
        ],
    },
    Class {
        name: "strangers at one address",
        pairs_per_record: 0.4,
        levels: [
            AS_STRANGERS,
            AS_STRANGERS,
            AS_STRANGERS,
            AS_STRANGERS,
            AS_STRANGERS,
            AS_STRANGERS,
            &[0.86, 0.03, 0.03, 0.03, 0.05, 0.0, 0.0, 0.0],
            &[0.003, 0.001, 0.986, 0.010],
            &[0.002, 0.001, 0.995, 0.002],
            OTHER_NUMBERS,
            OTHER_NUMBERS,
            AS_STRANGERS,
        ],
    },
];

/// How often strangers reach each level, where nothing better is counted.
pub(crate) const STRANGERS: [&[f32]; FIELDS] = [
    &[0.006, 0.002, 0.003, 0.010, 0.002, 0.976, 0.0005],
    &[0.002, 0.0008, 0.0005, 0.0004, 0.620, 0.376],
    &[1.0, 1.0],
    &[0.010, 0.070, 0.920],
    &[0.000_04, 0.000_003, 0.000_01, 0.0004, 0.0009, 0.002, 0.0004, 0.0007, 0.008, 0.380, 0.606, 0.0002, 0.003],
    &[0.48, 0.52],
    &[0.000_004, 0.000_002, 0.000_002, 0.0005, 0.000_02, 0.050, 0.949, 0.000_004],
    &[0.000_001, 0.000_000_3, 1.0, 0.000_001],
    &[0.000_001, 0.000_002, 1.0, 0.000_000_5],
    &[0.000_000_3, 0.000_000_6, 1.0],
    &[0.000_000_1, 0.000_000_6, 1.0],
    &[0.015, 0.985],
];

/// The chance of each level by class.
pub(crate) type Levels = [[[f32; LEVELS]; FIELDS]; CLASSES];

/// The starting values as a table: every level a little possible, each field summing to one.
pub(crate) fn start() -> Levels {
    let mut table = [[[0.0; LEVELS]; FIELDS]; CLASSES];
    for (class, start) in START.iter().enumerate() {
        for (field, levels) in start.levels.iter().enumerate() {
            let sum: f32 = levels.iter().map(|chance| chance.max(1e-5)).sum();
            for (level, chance) in levels.iter().enumerate() {
                table[class][field][level + 1] = chance.max(1e-5) / sum;
            }
        }
    }
    table
}

/// Whether a class says anything about a field.
pub(crate) fn speaks(class: usize, field: usize) -> bool {
    !START[class].levels[field].is_empty()
}
