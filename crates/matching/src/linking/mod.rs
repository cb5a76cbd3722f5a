//! The whole way from a table to pairs with a chance, and to clusters.

mod clusters;
mod rivals;
mod scoring;

use std::num::NonZeroUsize;

pub use clusters::Cluster;
pub(crate) use scoring::chance;

use crate::blocking::RuleCost;
use crate::blocking::pairs::{Candidates, between, quicks, within};
use crate::blocking::quick::{Quick, TELLING};
use crate::comparing::{Comparer, Rarity, Seen};
use crate::explaining::sentence;
use crate::model::classes::START;
use crate::model::strangers::strangers;
use crate::model::{Known, Model, learn};
use crate::records::Table;
use crate::records::interner::mixed;

/// A pair that may be one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Place of the first record.
    pub one: u32,
    /// Place of the second.
    pub other: u32,
    /// The chance that both are of one person, between 0 and 1: of a hundred pairs with 0.9, about ninety are.
    pub chance: f32,
}

/// How sure a pair is, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// From 0.1: worth a look where much depends on it.
    Possible,
    /// From [`WORKING_THRESHOLD`]: more likely one person than two.
    Likely,
    /// From 0.98.
    Certain,
}

/// Pairs of one list from here on are taken as one person where nobody looks at them.
pub const WORKING_THRESHOLD: f32 = 0.5;

/// Pairs of a register and a feed from here on are taken as one person where nobody looks at them. Many of a register are not in the feed at all, and a
/// false alarm names somebody who has done nothing: so the line is higher than within one list. What is likely but below it is for somebody to look at.
pub const LINKING_THRESHOLD: f32 = 0.8;

impl Band {
    /// The band of a chance; `None` below all of them.
    pub fn of(chance: f32) -> Option<Self> {
        match chance {
            chance if chance >= 0.98 => Some(Self::Certain),
            chance if chance >= WORKING_THRESHOLD => Some(Self::Likely),
            chance if chance >= 0.1 => Some(Self::Possible),
            _ => None,
        }
    }

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// What a run looks like from outside: how far it is, and what it may take up again.
pub trait Watch: Sync {
    /// So many of so many steps of a stage are done.
    fn at(&self, _stage: Stage, _done: u64, _of: u64) {}
    /// Pairs of a part of the work that was done before; `None` where it was not.
    fn kept(&self, _part: usize) -> Option<Vec<Pair>> {
        None
    }
    /// A part of the work is done.
    fn keep(&self, _part: usize, _pairs: &[Pair]) {}
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading a list, in bytes.
    Reading,
    /// Finding pairs worth comparing, by rules.
    Finding,
    /// Learning what each agreement is worth.
    Learning,
    /// Comparing pairs.
    Comparing,
    /// Weighing pairs against each other.
    Settling,
}

/// How to run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// How many threads may work. The answer does not depend on it.
    pub threads: NonZeroUsize,
    /// Pairs with a smaller chance are left out.
    pub least: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self { threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN), least: 0.005 }
    }
}

/// What a run found.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Outcome {
    /// Pairs, by place.
    pub pairs: Vec<Pair>,
    /// Records of one person, where a table was searched for them.
    pub clusters: Vec<Cluster>,
    /// What each rule cost.
    pub costs: Vec<RuleCost>,
    /// What was learned.
    pub learned: Learned,
}

/// What was learned from a table: how common values are, and what each agreement is worth.
#[derive(Debug, Default, Clone)]
pub struct Learned {
    pub(crate) rarity: Rarity,
    pub(crate) model: Option<Model>,
}

impl Learned {
    /// The kinds of pair that there are, with how many of each there seem to be: one person at home, one household, twins, …
    pub fn kinds(&self) -> Vec<(&'static str, f32)> {
        let names = START.iter().map(|class| class.name);
        self.model.iter().flat_map(|model| names.clone().zip(model.pairs)).collect()
    }
}

impl PartialEq for Learned {
    fn eq(&self, other: &Self) -> bool {
        self.model.as_ref().map(|model| model.levels) == other.model.as_ref().map(|model| model.levels)
    }
}

const SAMPLE: usize = 150_000;

/// Links the first `left` records of a table, a register, with the others, a feed.
pub fn link(table: &mut Table, left: usize, options: &Options, watch: &dyn Watch) -> Outcome {
    let left = left.min(table.len());
    let (found, learned) = prepared(table, Some(left), options, watch);
    let mut scored = scoring::score(table, &learned, &found.pairs, options, watch);
    watch.at(Stage::Settling, 0, 1);
    rivals::weigh(table, left, &learned, &mut scored);
    scored.retain(|pair| pair.chance >= options.least);
    watch.at(Stage::Settling, 1, 1);
    Outcome { pairs: scored, clusters: Vec::new(), costs: found.costs, learned }
}

/// Finds the records of one person within a table.
pub fn dedupe(table: &mut Table, options: &Options, watch: &dyn Watch) -> Outcome {
    let (found, learned) = prepared(table, None, options, watch);
    let mut scored = scoring::score(table, &learned, &found.pairs, options, watch);
    drop(found.pairs);
    watch.at(Stage::Settling, 0, 1);
    let clusters = clusters::settle(table, &learned, &mut scored);
    scored.retain(|pair| pair.chance >= options.least);
    watch.at(Stage::Settling, 1, 1);
    Outcome { pairs: scored, clusters, costs: found.costs, learned }
}

/// Why two records may be of one person, or not, in a sentence that can be checked against them.
pub fn explain(table: &Table, learned: &Learned, one: u32, other: u32) -> String {
    match (table.records.get(one as usize), table.records.get(other as usize)) {
        (Some(one), Some(other)) => sentence(&Comparer::new(&table.values, &learned.rarity).compare(one, other)),
        _ => "There is no such record".to_owned(),
    }
}

/// Learns from a table of people what an index over it needs.
pub(crate) fn prepared(table: &mut Table, left: Option<usize>, options: &Options, watch: &dyn Watch) -> (Candidates, Learned) {
    table.settle();
    let rarity = Rarity::count(table, left);
    let table = &*table;
    let first_look = quicks(table);
    let found = match left {
        Some(left) => between(table, &first_look, left, options.threads, watch),
        None => within(table, &first_look, options.threads, watch),
    };
    watch.at(Stage::Learning, 0, 1);
    let model = learned(table, &rarity, left, &found.pairs, &first_look);
    watch.at(Stage::Learning, 1, 1);
    (found, Learned { rarity, model: Some(model) })
}

fn learned(table: &Table, rarity: &Rarity, left: Option<usize>, pairs: &[(u32, u32)], first_look: &[Quick]) -> Model {
    let count = table.len();
    let (lefts, from, all, records) = match left {
        Some(left) => (left, left, left as f64 * (count - left) as f64, left.min(count - left)),
        None => (count, 0, count as f64 * (count as f64 - 1.0) / 2.0, count),
    };
    let strangers = strangers(table, rarity, lefts, from);
    let telling = |pair: &&(u32, u32)| first_look[pair.0 as usize].evidence(&first_look[pair.1 as usize]) >= TELLING;
    let count = pairs.iter().filter(telling).count();
    let step = count.div_ceil(SAMPLE).max(1);
    let mut comparer = Comparer::new(&table.values, rarity);
    let sample: Vec<Seen> = pairs
        .iter()
        .filter(telling)
        .filter(|(one, other)| step == 1 || mixed((u64::from(*one) << 32) | u64::from(*other)).is_multiple_of(step as u64))
        .map(|(one, other)| comparer.compare(&table.records[*one as usize], &table.records[*other as usize]))
        .collect();
    let known = Known {
        each: count as f32 / sample.len().max(1) as f32,
        all,
        one_house: (rarity.pairs_in_one_house * all) as f32,
        records,
        strangers: &strangers,
    };
    learn(&sample, &known)
}
