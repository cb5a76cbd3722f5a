//! From levels to a probability.

use super::classes::{CLASSES, Levels, SAME_PERSON, speaks};
use crate::comparing::Seen;
use crate::comparing::levels::{FIELDS, LEVELS};

/// For every field and level the weight of evidence for each class against strangers, in natural logarithms.
#[derive(Debug, Clone)]
pub(crate) struct Weights {
    table: Vec<[f32; CLASSES]>,
    /// For every field the classes to which rare values speak.
    rare: [[f32; CLASSES]; FIELDS],
    pub(crate) prior: [f32; CLASSES],
}

/// The chance of each class: those of one person first; what is left to one are strangers.
pub(crate) type Shares = [f32; CLASSES];

impl Weights {
    /// Weights from the chances of each level by class and among strangers, and how many pairs of each class there are among all.
    pub(crate) fn new(levels: &Levels, strangers: &[[f32; LEVELS]; FIELDS], prior: [f32; CLASSES]) -> Self {
        let mut table = vec![[0.0; CLASSES]; FIELDS * LEVELS];
        let mut rare = [[0.0; CLASSES]; FIELDS];
        for class in 0..CLASSES {
            for field in (0..FIELDS).filter(|field| speaks(class, *field)) {
                rare[field][class] = 0.125;
                for level in 1..LEVELS {
                    let (chance, base) = (levels[class][field][level], strangers[field][level]);
                    if chance > 0.0 && base > 0.0 {
                        table[field * LEVELS + level][class] = (chance / base).ln();
                    }
                }
            }
        }
        Self { table, rare, prior }
    }

    /// Logarithms of the odds of each class against strangers.
    pub(crate) fn odds(&self, seen: &Seen) -> [f32; CLASSES] {
        let mut sum = self.prior;
        for field in 0..FIELDS {
            let weights = &self.table[field * LEVELS + usize::from(seen.levels[field]).min(LEVELS - 1)];
            let rarity = f32::from(seen.rarity[field]);
            for class in 0..CLASSES {
                sum[class] += weights[class] + rarity * self.rare[field][class];
            }
        }
        sum
    }

    /// The chance of each class.
    pub(crate) fn shares(&self, seen: &Seen) -> Shares {
        let mut odds = self.odds(seen);
        let most = odds.iter().copied().fold(0.0_f32, f32::max);
        let mut sum = (-most).exp();
        for one in &mut odds {
            *one = (*one - most).exp();
            sum += *one;
        }
        odds.map(|one| one / sum)
    }

    /// The logarithm of the odds that both records are of one person.
    pub(crate) fn one_person(&self, seen: &Seen) -> f32 {
        let odds = self.odds(seen);
        let sum_of = |some: &[f32], floor: f32| {
            let most = some.iter().copied().fold(floor, f32::max);
            let base = if floor == 0.0 { (-most).exp() } else { 0.0 };
            most + (base + some.iter().map(|one| (one - most).exp()).sum::<f32>()).ln()
        };
        sum_of(&odds[..SAME_PERSON], f32::MIN) - sum_of(&odds[SAME_PERSON..], 0.0)
    }
}
