//! The trainer: logistic regression over the features, for "a disclosure" and for each kind.
//!
//! The same sentences give the same model to the last bit, on any machine: no chance but a fixed shuffle, no mathematics beyond what IEEE 754
//! defines exactly (so the logistic function is computed here and not by the machine's library).

use std::collections::HashMap;

use crate::features::{of_sentence, of_window, presence};
use crate::kinds::Kind;
use crate::model::{BIAS, COLUMNS, Model, ONE};
use crate::scope::Scope;
use crate::words::{End, read};

/// A text and what it is.
#[derive(Debug, Clone)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The kinds of abuse that it discloses; empty if it is no disclosure.
    pub kinds: Vec<Kind>,
}

/// How the model is made.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// How often all sentences are gone through.
    pub rounds: usize,
    /// The first step.
    pub step: f32,
    /// How strongly weights are held near nothing.
    pub hold: f32,
    /// In how many sentences a feature must be found.
    pub least: u32,
    /// How many features in a hundred are left out of a text each time it is read, so that no single one is relied on.
    pub left_out: u64,
}

impl Default for Recipe {
    fn default() -> Recipe {
        Recipe { rounds: 40, step: 0.03, hold: 2e-5, least: 2, left_out: 50 }
    }
}

/// The features of a whole text, each once, read as one window.
pub(crate) fn features(text: &str) -> Vec<u32> {
    let mut all = vec![BIAS];
    let mut scope = Scope::default();
    let mut items = Vec::new();
    let mut bits = 0;
    read(text, |words, end| {
        scope.items(words, &mut items);
        of_sentence(text, words, &items, |feature, _, _| all.push(feature));
        bits |= presence(&items);
        if end == End::Paragraph {
            scope = Scope::default();
        }
    });
    of_window(bits, |feature| all.push(feature));
    all.sort_unstable();
    all.dedup();
    all
}

/// Makes a model. The bytes are what `data/model.bin` holds.
pub fn train(examples: &[Example], recipe: Recipe) -> Vec<u8> {
    let texts: Vec<Vec<u32>> = examples.iter().map(|example| features(&example.text)).collect();
    let mut counts: HashMap<u32, u32> = HashMap::new();
    texts.iter().flatten().for_each(|feature| *counts.entry(*feature).or_default() += 1);
    let mut kept: Vec<u32> = counts.iter().filter(|(_, count)| **count >= recipe.least).map(|(feature, _)| *feature).collect();
    kept.sort_unstable();
    let place: HashMap<u32, usize> = kept.iter().enumerate().map(|(at, feature)| (*feature, at)).collect();
    let texts: Vec<Vec<usize>> =
        texts.iter().map(|text| text.iter().filter_map(|feature| place.get(feature).copied()).collect()).collect();
    let wanted: Vec<[bool; COLUMNS]> = examples
        .iter()
        .map(|example| {
            let mut wanted = [false; COLUMNS];
            wanted[0] = !example.kinds.is_empty();
            example.kinds.iter().for_each(|kind| wanted[1 + kind.index()] = true);
            wanted
        })
        .collect();
    let weights = descend(&texts, &wanted, kept.len(), recipe);
    let rows: Vec<(u32, [i16; COLUMNS])> =
        kept.iter().zip(&weights).map(|(feature, weights)| (*feature, weights.map(whole))).collect();
    Model::write(&rows)
}

/// AdaGrad, one text after the other.
fn descend(texts: &[Vec<usize>], wanted: &[[bool; COLUMNS]], features: usize, recipe: Recipe) -> Vec<[f32; COLUMNS]> {
    let mut weights = vec![[0f32; COLUMNS]; features];
    let mut squares = vec![[0.1f32; COLUMNS]; features];
    let mut order: Vec<usize> = (0..texts.len()).collect();
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let mut features: Vec<usize> = Vec::new();
    #[expect(clippy::cast_precision_loss, reason = "a percentage")]
    let whole = 100.0 / (100 - recipe.left_out.min(99)) as f32;
    for _ in 0..recipe.rounds {
        for at in (1..order.len()).rev() {
            order.swap(at, usize::try_from(chance.below(at as u64 + 1)).unwrap_or(0));
        }
        for text in &order {
            features.clear();
            features.extend(texts[*text].iter().filter(|_| chance.below(100) >= recipe.left_out));
            #[expect(clippy::cast_precision_loss, reason = "a few hundred features")]
            let size = 1.0 / (features.len() as f32).max(1.0).sqrt();
            let mut sums = [0f32; COLUMNS];
            for feature in &features {
                (0..COLUMNS).for_each(|column| sums[column] += whole * weights[*feature][column]);
            }
            let errors: [f32; COLUMNS] =
                std::array::from_fn(|column| logistic(sums[column]) - if wanted[*text][column] { 1.0 } else { 0.0 });
            for feature in &features {
                for column in 0..COLUMNS {
                    let slope = errors[column] * size + recipe.hold * weights[*feature][column];
                    squares[*feature][column] += slope * slope;
                    weights[*feature][column] -= recipe.step * slope / squares[*feature][column].sqrt();
                }
            }
        }
    }
    weights
}

/// A fixed row of numbers that looks like chance (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % limit.max(1)
    }
}

/// A weight as the file has it.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "held within the whole numbers of 16 bits")]
fn whole(weight: f32) -> i16 {
    (weight * ONE as f32).round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16
}

/// 1 / (1 + e^-x), by a series that every machine computes alike.
pub(crate) fn logistic(x: f32) -> f32 {
    let x = f64::from(x.clamp(-30.0, 30.0));
    // e^(x/1024) by its first terms, then squared ten times
    let small = -x / 1024.0;
    let mut power = 1.0 + small * (1.0 + small * (0.5 + small * (1.0 / 6.0 + small / 24.0)));
    for _ in 0..10 {
        power *= power;
    }
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
    {
        (1.0 / (1.0 + power)) as f32
    }
}
