//! Learning from the records themselves, without labels: expectation-maximisation.

use super::classes::{
    AT_HOME, AT_ONE_ADDRESS, CLASSES, HOUSEHOLD, Levels, NAMESAKES, SAME_PERSON, START, TWINS, UNCHANGED, speaks, start,
};
use super::weights::Weights;
use crate::comparing::Seen;
use crate::comparing::levels::{FIELDS, LEVELS, first};

/// How many pairs of its class the starting values of a class count as.
const STRENGTH: f32 = 60.0;
const ROUNDS: usize = 12;

/// What was learned.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) weights: Weights,
    pub(crate) levels: Levels,
    /// Pairs of each class in all.
    pub(crate) pairs: [f32; CLASSES],
}

/// Twins, and parents and children of one name, among the pairs of a household at most. Where there are no households there are no twins: then two records
/// that differ in nothing but the given name are of one person whose name was mistaken.
const AMONG_HOUSEHOLDS: f32 = 0.03;

/// Where there are so many pairs of a household to each pair of one person, families live together.
const FAMILIES: f32 = 0.2;

/// Keeps what is found of each class within what is known of households.
fn bound(found: &mut [f32; CLASSES], one_house: f32) {
    let most = found[HOUSEHOLD] * AMONG_HOUSEHOLDS + 0.3;
    for class in [TWINS, NAMESAKES] {
        found[class] = found[class].min(most);
    }
    // Strangers at one address agree in too little to be looked at: they are what is left of all pairs in one house.
    let known = found[AT_HOME] + found[HOUSEHOLD] + found[TWINS] + found[NAMESAKES];
    found[AT_ONE_ADDRESS] = (one_house - known).max(one_house * 0.005);
}

/// Where families live together, another given name with all else the same is that of a twin before it is a mistake. Learning cannot tell the two apart by
/// themselves, so there a name that is another stays as rare among pairs of one unchanged person as it began.
fn curb(levels: &mut Levels, begin: &Levels, found: &[f32; CLASSES]) {
    let other = usize::from(first::OTHER);
    let one_person: f32 = found[..SAME_PERSON].iter().sum();
    let families = (found[HOUSEHOLD] / (one_person * FAMILIES).max(1.0)).min(1.0);
    for class in UNCHANGED {
        let most = begin[class][first::FIELD][other];
        let learned = &mut levels[class][first::FIELD][other];
        *learned -= (*learned - most).max(0.0) * families;
    }
}

/// What is known of a set of candidate pairs before anything is learned from it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    /// For how many candidates each pair stands.
    pub(crate) each: f32,
    /// All pairs that are possible.
    pub(crate) all: f64,
    /// Pairs in one house among them.
    pub(crate) one_house: f32,
    /// Records that could have a partner.
    pub(crate) records: usize,
    /// How often strangers agree.
    pub(crate) strangers: &'a [[f32; LEVELS]; FIELDS],
}

/// Learns from candidate pairs.
pub(crate) fn learn(pairs: &[Seen], known: &Known<'_>) -> Model {
    let Known { each, all, one_house, records, strangers } = *known;
    let begin = start();
    let mut levels = begin;
    let mut found: [f32; CLASSES] = std::array::from_fn(|class| START[class].pairs_per_record * records as f32);
    let prior = |found: &[f32; CLASSES]| found.map(|pairs| ((f64::from(pairs.max(0.5)) / all.max(1.0)).min(0.5)).ln() as f32);
    for _ in 0..ROUNDS {
        let weights = Weights::new(&levels, strangers, prior(&found));
        let mut counts = [[[0.0_f32; CLASSES]; LEVELS]; FIELDS];
        let mut sums = [0.0_f32; CLASSES];
        for seen in pairs {
            let shares = weights.shares(seen);
            for class in 0..CLASSES {
                sums[class] += shares[class];
            }
            for field in 0..FIELDS {
                let row = &mut counts[field][usize::from(seen.levels[field])];
                for class in 0..CLASSES {
                    row[class] += shares[class];
                }
            }
        }
        for class in 0..CLASSES {
            found[class] = sums[class] * each + START[class].pairs_per_record.min(0.2);
            for field in (0..FIELDS).filter(|field| speaks(class, *field)) {
                let known: f32 = (1..LEVELS).map(|level| counts[field][level][class]).sum::<f32>() * each;
                for level in 1..LEVELS {
                    let seen = counts[field][level][class] * each;
                    levels[class][field][level] = (seen + STRENGTH * begin[class][field][level]) / (known + STRENGTH);
                }
            }
        }
        curb(&mut levels, &begin, &found);
        bound(&mut found, one_house);
    }
    Model { weights: Weights::new(&levels, strangers, prior(&found)), levels, pairs: found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_families_live_together_another_given_name_stays_rare_among_pairs_of_one_person() {
        let (begin, other) = (start(), usize::from(first::OTHER));
        let curbed = |households: f32| {
            let mut levels = begin;
            levels[AT_HOME][first::FIELD][other] = 0.05;
            let mut found = [0.0; CLASSES];
            (found[AT_HOME], found[HOUSEHOLD]) = (500.0, households);
            curb(&mut levels, &begin, &found);
            levels[AT_HOME][first::FIELD][other]
        };
        assert!((curbed(0.0) - 0.05).abs() < 1e-6, "without households there are no twins");
        assert!((curbed(400.0) - begin[AT_HOME][first::FIELD][other]).abs() < 1e-6);
        assert!(curbed(50.0) > curbed(400.0) && curbed(50.0) < 0.05);
    }
}
