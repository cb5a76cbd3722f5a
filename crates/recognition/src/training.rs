//! The trainer: three small networks for "a disclosure or not", a logistic regression for each kind.
//!
//! Each time a text is read, most of its features are left out at random: what is left must do, so no single word is relied on. With a few
//! thousand sentences that matters more than anything else.
//!
//! The same sentences give the same model to the last bit, on any machine: no chance but a fixed shuffle, no mathematics beyond what IEEE 754
//! defines exactly (so the logistic function is computed here and not by the machine's library).

use std::collections::HashMap;

use crate::Heard;
use crate::chance::Chance;
use crate::features::{ROLES, of_sentence, of_window, presence, roles, together};
use crate::kinds::Kind;
use crate::model::{self, BIAS, COLUMNS, FINE, GRAIN, Kept, MEANINGS, MOST_FEATURES, Model, ONE, Row, WIDTH};
use crate::scope::Scope;
use crate::vectors::{DIMENSIONS, Vectors, WHOLE};
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
    /// How often the networks go through all sentences, and the regressions.
    pub rounds: (usize, usize),
    /// How many features in a hundred are left out of a text each time it is read, by the networks, and by the regressions.
    pub left_out: (u64, u64),
    /// The first step.
    pub step: f32,
    /// How strongly weights are held near nothing.
    pub hold: f32,
    /// In how many sentences a feature must be found.
    pub least: u32,
    /// How far from the middle features begin.
    pub spread: f32,
    /// How many word vectors in a hundred are left out, by the networks, and by the regressions.
    pub words_left_out: (u64, u64),
    /// The first step of what vectors mean.
    pub vector_step: f32,
    /// How strongly what vectors mean is held near nothing.
    pub vector_hold: f32,
}

impl Default for Recipe {
    fn default() -> Recipe {
        Recipe {
            rounds: (240, 40),
            left_out: (85, 50),
            step: 0.03,
            hold: 2e-5,
            least: 3,
            spread: 0.05,
            words_left_out: (60, 50),
            vector_step: 0.01,
            vector_hold: 1e-4,
        }
    }
}

/// Networks, and dimensions of each.
const NETWORKS: usize = 3;
const UNITS: usize = WIDTH / NETWORKS;

/// A word with a vector, and its role.
type Spoken = (&'static [i8; DIMENSIONS], usize);

/// A text as the trainer sees it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen<F> {
    pub features: Vec<F>,
    pub spoken: Vec<Spoken>,
}

/// What is seen in a whole text, read as one window: features in order and as often as they are met.
pub(crate) fn seen(text: &str) -> Seen<u32> {
    let together: Vec<u32> = together().collect();
    let vectors = Vectors::get();
    let mut all = vec![BIAS];
    let mut spoken = Vec::new();
    let mut scope = Scope::default();
    let mut items = Vec::new();
    let mut bits = 0;
    read(text, |words, end| {
        scope.items(words, &mut items);
        of_sentence(text, words, &items, |_| false, |feature, _, _| all.push(feature));
        roles(&items, |at, role| spoken.extend(vectors.of(words[at].hash).map(|place| (place, role as usize))));
        bits |= presence(&items);
        if end == End::Paragraph {
            scope = Scope::default();
        }
    });
    of_window(bits, |number| all.push(together[number]));
    all.sort_unstable();
    Seen { features: all, spoken }
}

/// A model that was made just now, to be measured.
pub struct Made(Model);

impl Made {
    /// Reads a text with it.
    pub fn recognise(&self, text: &str) -> Heard {
        crate::hearing::hear(&self.0, text)
    }
}

/// Makes a model to be measured.
pub fn make(examples: &[Example], recipe: Recipe) -> Made {
    Made(Model::new(&model::read(&train(examples, recipe))))
}

/// Makes a model. The bytes are what `data/model.bin` holds.
pub fn train(examples: &[Example], recipe: Recipe) -> Vec<u8> {
    let (kept, texts) = prepared(examples.iter().map(|example| seen(&example.text)).collect(), recipe);
    let wanted: Vec<bool> = examples.iter().map(|example| !example.kinds.is_empty()).collect();
    let each_kind: Vec<[bool; 5]> = examples.iter().map(|example| Kind::ALL.map(|kind| example.kinds.contains(&kind))).collect();
    // each for itself, side by side: none of them hears of the others, so the order in which they end makes no difference
    let (texts, wanted, features) = (&texts, &wanted, kept.len());
    let (networks, (kinds, kind_meanings)) = std::thread::scope(|scope| {
        let one = |number| scope.spawn(move || network(texts, wanted, features, recipe, Chance::numbered(number)));
        let running: [_; NETWORKS] = std::array::from_fn(one);
        let regressed = regressions(texts, &each_kind, features, recipe);
        let networks = running.map(|network| network.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)));
        (networks, regressed)
    });
    #[expect(clippy::cast_precision_loss, reason = "three")]
    let share = 1.0 / NETWORKS as f32;
    let unit = |at: usize| (&networks[at / UNITS], at % UNITS);
    let rows = kept.iter().enumerate().map(|(at, feature)| {
        let mut weights = [0; COLUMNS];
        weights[0] = whole(share * networks.iter().map(|network| network.weights[at]).sum::<f32>(), ONE);
        (1..COLUMNS).for_each(|column| weights[column] = whole(kinds[at][column - 1], ONE));
        let place = std::array::from_fn(|dimension| {
            let (network, unit) = unit(dimension);
            small(network.places[at][unit])
        });
        (*feature, Row { weights, place })
    });
    let mut meanings = Vec::with_capacity(MEANINGS * DIMENSIONS);
    for role in 0..=ROLES {
        let mut column = |of: &dyn Fn(usize) -> f32| meanings.extend((0..DIMENSIONS).map(|dimension| whole(of(dimension), FINE)));
        column(&|dimension| share * networks.iter().map(|network| network.meanings[role][dimension][UNITS]).sum::<f32>());
        for kind in Kind::ALL {
            column(&|dimension| if role == ROLES { kind_meanings[dimension][kind.index()] } else { 0.0 });
        }
        for (network, unit) in (0..WIDTH).map(unit) {
            column(&|dimension| network.meanings[role][dimension][unit]);
        }
    }
    let kept = Kept {
        borders: (0..WIDTH).map(|at| whole(unit(at).0.borders[unit(at).1], GRAIN)).collect(),
        outs: (0..WIDTH).map(|at| whole(share * unit(at).0.outs[unit(at).1], ONE)).collect(),
        meanings,
        rows: rows.collect(),
    };
    model::write(&kept)
}

/// The features that are met often enough, the most frequent first, and each text as their numbers.
pub(crate) fn prepared(texts: Vec<Seen<u32>>, recipe: Recipe) -> (Vec<u32>, Vec<Seen<usize>>) {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for text in &texts {
        text.features.chunk_by(PartialEq::eq).for_each(|alike| *counts.entry(alike[0]).or_default() += 1);
    }
    let mut kept: Vec<u32> = counts.iter().filter(|(_, count)| **count >= recipe.least).map(|(feature, _)| *feature).collect();
    kept.sort_unstable_by_key(|feature| (std::cmp::Reverse(counts[feature]), *feature));
    kept.truncate(MOST_FEATURES);
    let number: HashMap<u32, usize> = kept.iter().enumerate().map(|(at, feature)| (*feature, at)).collect();
    let texts = texts
        .into_iter()
        .map(|text| Seen {
            features: text.features.iter().filter_map(|feature| number.get(feature).copied()).collect(),
            spoken: text.spoken,
        })
        .collect();
    (kept, texts)
}

/// A weight that is made better step by step, each step the smaller the more it has moved (AdaGrad).
struct Learned<const N: usize> {
    values: Vec<[f32; N]>,
    squares: Vec<[f32; N]>,
}

impl<const N: usize> Learned<N> {
    fn new(values: Vec<[f32; N]>) -> Learned<N> {
        Learned { squares: vec![[0.1; N]; values.len()], values }
    }

    fn step(&mut self, row: usize, at: usize, slope: f32, step: f32) {
        self.squares[row][at] += slope * slope;
        self.values[row][at] -= step * slope / self.squares[row][at].sqrt();
    }
}

/// What is left of a text while it is read once, and how large a step it takes.
struct Left<'a> {
    text: usize,
    features: &'a [usize],
    /// The vectors of its words added up, by role.
    sums: &'a [[f32; DIMENSIONS]; ROLES],
    /// Which roles there are.
    roles: [bool; ROLES],
    size: f32,
}

/// Goes through all texts, again and again, each time in another order and with other features left out.
fn go_through(texts: &[Seen<usize>], rounds: usize, left_out: (u64, u64), chance: &mut Chance, mut learn: impl FnMut(&Left)) {
    let mut order: Vec<usize> = (0..texts.len()).collect();
    let mut features: Vec<usize> = Vec::new();
    for _ in 0..rounds {
        for at in (1..order.len()).rev() {
            order.swap(at, usize::try_from(chance.below(at as u64 + 1)).unwrap_or(0));
        }
        for text in &order {
            features.clear();
            features.extend(texts[*text].features.iter().filter(|_| chance.below(100) >= left_out.0));
            let mut sums = [[0f32; DIMENSIONS]; ROLES];
            let mut roles = [false; ROLES];
            #[expect(clippy::cast_precision_loss, reason = "64")]
            let scale = speaks_for(left_out.1) / WHOLE as f32;
            for (place, role) in &texts[*text].spoken {
                if chance.below(100) >= left_out.1 {
                    roles[*role] = true;
                    sums[*role].iter_mut().zip(*place).for_each(|(sum, place)| *sum += scale * f32::from(*place));
                }
            }
            #[expect(clippy::cast_precision_loss, reason = "a few hundred features")]
            let size = 1.0 / (features.len() as f32).max(1.0).sqrt();
            learn(&Left { text: *text, features: &features, sums: &sums, roles, size });
        }
    }
}

/// By how much the features that are left speak for those left out.
#[expect(clippy::cast_precision_loss, reason = "a percentage")]
fn speaks_for(left_out: u64) -> f32 {
    100.0 / (100 - left_out.min(99)) as f32
}

/// A network of one hidden layer, with a straight way past it.
struct Network {
    weights: Vec<f32>,
    places: Vec<[f32; UNITS]>,
    /// For each role and for all together, what each dimension of a vector means for each unit, and straight.
    meanings: Vec<Vec<[f32; UNITS + 1]>>,
    borders: [f32; UNITS],
    outs: [f32; UNITS],
}

fn network(texts: &[Seen<usize>], wanted: &[bool], features: usize, recipe: Recipe, mut chance: Chance) -> Network {
    let mut weights = Learned::new(vec![[0.0]; features]);
    let mut places = Learned::new((0..features).map(|_| std::array::from_fn(|_| chance.around(recipe.spread))).collect());
    let mut meanings: Vec<Learned<{ UNITS + 1 }>> = (0..=ROLES)
        .map(|role| {
            let spread = if role == ROLES { recipe.spread } else { 0.0 };
            Learned::new(
                (0..DIMENSIONS)
                    .map(|_| std::array::from_fn(|at| if at == UNITS { 0.0 } else { chance.around(spread) }))
                    .collect(),
            )
        })
        .collect();
    let mut borders = Learned::new(vec![[0.0; UNITS]]);
    let mut outs: Learned<UNITS> = Learned::new(vec![std::array::from_fn(|at| if at % 2 == 0 { 1.0 } else { -1.0 })]);
    let times = speaks_for(recipe.left_out.0);
    go_through(texts, recipe.rounds.0, (recipe.left_out.0, recipe.words_left_out.0), &mut chance, |left| {
        let mut sum = 0.0;
        let mut hidden = borders.values[0];
        for feature in left.features {
            sum += times * weights.values[*feature][0];
            let place = &places.values[*feature];
            (0..UNITS).for_each(|at| hidden[at] += times * place[at]);
        }
        let mut said = [0f32; UNITS + 1];
        for role in (0..ROLES).filter(|role| left.roles[*role]) {
            for (dimension, value) in left.sums[role].iter().enumerate() {
                let (all, part) = (&meanings[ROLES].values[dimension], &meanings[role].values[dimension]);
                (0..=UNITS).for_each(|at| said[at] += value * (all[at] + part[at]));
            }
        }
        (0..UNITS).for_each(|at| hidden[at] += said[at]);
        sum += said[UNITS];
        sum += (0..UNITS).map(|at| outs.values[0][at] * hidden[at].max(0.0)).sum::<f32>();
        let error = logistic(sum) - if wanted[left.text] { 1.0 } else { 0.0 };
        let back: [f32; UNITS] = std::array::from_fn(|at| if hidden[at] > 0.0 { error * outs.values[0][at] } else { 0.0 });
        for feature in left.features {
            let slope = error * left.size + recipe.hold * weights.values[*feature][0];
            weights.step(*feature, 0, slope, recipe.step);
            for at in (0..UNITS).filter(|at| back[*at] != 0.0) {
                let slope = back[at] * left.size + recipe.hold * places.values[*feature][at];
                places.step(*feature, at, slope, recipe.step);
            }
        }
        let straight: [f32; UNITS + 1] = std::array::from_fn(|at| if at == UNITS { error } else { back[at] });
        let mut together = [0f32; DIMENSIONS];
        let mut learn = |role: usize, sums: &[f32; DIMENSIONS]| {
            for (dimension, value) in sums.iter().enumerate() {
                for at in (0..=UNITS).filter(|at| straight[*at] != 0.0) {
                    let slope = straight[at] * value * left.size + recipe.vector_hold * meanings[role].values[dimension][at];
                    meanings[role].step(dimension, at, slope, recipe.vector_step);
                }
            }
        };
        for role in (0..ROLES).filter(|role| left.roles[*role]) {
            together.iter_mut().zip(&left.sums[role]).for_each(|(sum, value)| *sum += value);
            learn(role, &left.sums[role]);
        }
        learn(ROLES, &together);
        for at in (0..UNITS).filter(|at| hidden[*at] > 0.0) {
            outs.step(0, at, 0.1 * error * hidden[at], recipe.step);
            borders.step(0, at, 0.1 * back[at], recipe.step);
        }
    });
    Network {
        weights: weights.values.iter().map(|[weight]| *weight).collect(),
        places: places.values,
        meanings: meanings.into_iter().map(|learned| learned.values).collect(),
        borders: borders.values[0],
        outs: outs.values[0],
    }
}

/// For each feature, what it means for each kind; and for each dimension of word vectors.
type Regressed = (Vec<[f32; 5]>, Vec<[f32; 5]>);

/// Five logistic regressions: one for each kind.
pub(crate) fn regressions(texts: &[Seen<usize>], wanted: &[[bool; 5]], features: usize, recipe: Recipe) -> Regressed {
    let mut weights = Learned::new(vec![[0f32; 5]; features]);
    let mut meanings = Learned::new(vec![[0f32; 5]; DIMENSIONS]);
    let mut chance = Chance::numbered(NETWORKS);
    let times = speaks_for(recipe.left_out.1);
    go_through(texts, recipe.rounds.1, (recipe.left_out.1, recipe.words_left_out.1), &mut chance, |left| {
        let together: [f32; DIMENSIONS] =
            std::array::from_fn(|dimension| left.sums.iter().map(|sums| sums[dimension]).sum::<f32>());
        let mut sums = [0f32; 5];
        for feature in left.features {
            (0..5).for_each(|kind| sums[kind] += times * weights.values[*feature][kind]);
        }
        for (dimension, value) in together.iter().enumerate() {
            (0..5).for_each(|kind| sums[kind] += value * meanings.values[dimension][kind]);
        }
        let errors: [f32; 5] = std::array::from_fn(|kind| logistic(sums[kind]) - if wanted[left.text][kind] { 1.0 } else { 0.0 });
        for feature in left.features {
            for (kind, error) in errors.iter().enumerate() {
                let slope = error * left.size + recipe.hold * weights.values[*feature][kind];
                weights.step(*feature, kind, slope, recipe.step);
            }
        }
        for (dimension, value) in together.iter().enumerate() {
            for (kind, error) in errors.iter().enumerate() {
                let slope = error * value * left.size + recipe.vector_hold * meanings.values[dimension][kind];
                meanings.step(dimension, kind, slope, recipe.vector_step);
            }
        }
    });
    (weights.values, meanings.values)
}

/// A weight as the file has it.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "held within the whole numbers of 16 bits")]
fn whole(weight: f32, one: i32) -> i16 {
    (weight * one as f32).round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16
}

/// A place as the file has it.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "held within the whole numbers of 8 bits")]
fn small(place: f32) -> i8 {
    (place * GRAIN as f32).round().clamp(f32::from(i8::MIN), f32::from(i8::MAX)) as i8
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
