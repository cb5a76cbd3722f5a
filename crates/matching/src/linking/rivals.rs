//! Does another record fit better? Somebody is one person: of a father and a son in the feed, the register's man is one at most.

use super::scoring::{chance, odds};
use super::{Learned, Pair};
use crate::comparing::Comparer;
use crate::model::classes::SAME_PERSON;
use crate::records::Table;

/// Records with more partners than these are weighed against the likeliest of them.
const MOST: usize = 12;

/// Where fewer than these of the shorter list are absent from the longer, as in two extracts of one register, that somebody is there at all speaks for
/// whoever is likeliest. Elsewhere it would do so too, but those who are absent would pay for it: more of them would be named.
const NEARLY_ALL: f32 = 0.25;
/// It never speaks louder than this.
const LEAST_ABSENT: f32 = 0.02;

/// Lowers the chance of each pair by those of its rivals: pairs with one record in common whose other records are two people.
pub(super) fn weigh(table: &Table, shorter: usize, learned: &Learned, pairs: &mut [Pair]) {
    let Some(model) = &learned.model else { return };
    let found: f32 = model.pairs[..SAME_PERSON].iter().sum();
    let absent = ((1.0 - found / (shorter as f32).max(1.0)) / NEARLY_ALL).clamp(LEAST_ABSENT, 1.0);
    let mut comparer = Comparer::new(&table.values, &learned.rarity);
    let mut against = vec![0.0_f32; pairs.len()];
    let mut order: Vec<u32> = (0..pairs.len() as u32).collect();
    for side in [(|pair: &Pair| pair.one) as fn(&Pair) -> u32, |pair: &Pair| pair.other] {
        let rest = |pair: &Pair| if side(pair) == pair.one { pair.other } else { pair.one };
        order.sort_unstable_by(|a, b| {
            let (a, b) = (&pairs[*a as usize], &pairs[*b as usize]);
            side(a).cmp(&side(b)).then(b.chance.total_cmp(&a.chance)).then(rest(a).cmp(&rest(b)))
        });
        for group in order.chunk_by(|a, b| side(&pairs[*a as usize]) == side(&pairs[*b as usize])).filter(|group| group.len() > 1)
        {
            for (at, one) in group.iter().enumerate() {
                for other in group.iter().take(MOST).take(at) {
                    let (a, b) = (&pairs[*one as usize], &pairs[*other as usize]);
                    let seen = comparer.compare(&table.records[rest(a) as usize], &table.records[rest(b) as usize]);
                    if model.weights.one_person(&seen) < 0.0 {
                        against[*one as usize] += odds(b.chance).exp();
                        against[*other as usize] += odds(a.chance).exp();
                    }
                }
            }
        }
    }
    for (pair, against) in pairs.iter_mut().zip(against) {
        pair.chance = chance(odds(pair.chance) - (absent + against).ln());
    }
}
