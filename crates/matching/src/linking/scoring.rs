//! Comparing many pairs on several threads, part by part.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Learned, Options, Pair, Stage, Watch};
use crate::comparing::Comparer;
use crate::records::Table;

/// Pairs in one part of the work.
const PART: usize = 1 << 18;
/// Pairs with smaller odds (as a logarithm) are forgotten at once.
const HOPELESS: f32 = -6.0;

/// The chance of each pair that has any, before pairs are weighed against each other.
pub(super) fn score(table: &Table, learned: &Learned, pairs: &[(u32, u32)], options: &Options, watch: &dyn Watch) -> Vec<Pair> {
    let parts: Vec<&[(u32, u32)]> = pairs.chunks(PART).collect();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Vec<Pair>)>> = Mutex::new(Vec::new());
    let work = || {
        let mut comparer = Comparer::new(&table.values, &learned.rarity);
        loop {
            let part = next.fetch_add(1, Ordering::Relaxed);
            let Some(pairs) = parts.get(part) else { return };
            let scored = watch.kept(part).unwrap_or_else(|| {
                let scored = one_part(table, learned, &mut comparer, pairs);
                watch.keep(part, &scored);
                scored
            });
            watch.at(Stage::Comparing, part as u64 + 1, parts.len() as u64);
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((part, scored));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..options.threads.get().min(parts.len().max(1)) {
            scope.spawn(work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_unstable_by_key(|(part, _)| *part);
    done.into_iter().flat_map(|(_, pairs)| pairs).collect()
}

fn one_part(table: &Table, learned: &Learned, comparer: &mut Comparer<'_>, pairs: &[(u32, u32)]) -> Vec<Pair> {
    let Some(model) = &learned.model else { return Vec::new() };
    let mut scored = Vec::new();
    for (one, other) in pairs {
        let seen = comparer.compare(&table.records[*one as usize], &table.records[*other as usize]);
        let odds = model.weights.one_person(&seen);
        if odds > HOPELESS {
            scored.push(Pair { one: *one, other: *other, chance: chance(odds) });
        }
    }
    scored
}

/// From the logarithm of odds to a chance, never quite 0 or 1.
pub(crate) fn chance(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds.clamp(-15.0, 15.0)).exp())
}

/// From a chance to the logarithm of odds.
pub(super) fn odds(chance: f32) -> f32 {
    let chance = chance.clamp(3e-7, 1.0 - 3e-7);
    (chance / (1.0 - chance)).ln()
}
