//! From keys to pairs that are worth a closer look.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::keys::{RULES, each_key, rules_for};
use super::quick::{Quick, enough};
use crate::linking::{Stage, Watch};
use crate::records::Table;

/// What one rule cost and found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RuleCost {
    /// What the keys of the rule are made of.
    pub rule: &'static str,
    /// Pairs looked at.
    pub looked_at: u64,
    /// Pairs kept for comparison that no rule before had kept. The order of the rules matters to this figure.
    pub kept: u64,
    /// Records under keys that too many share, for which the rule was left out.
    pub too_common: u64,
}

/// Pairs worth comparing, each once, in order; and what they cost.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    pub(crate) pairs: Vec<(u32, u32)>,
    pub(crate) costs: Vec<RuleCost>,
}

const fn packed(one: u32, other: u32) -> u64 {
    if one < other { ((one as u64) << 32) | other as u64 } else { ((other as u64) << 32) | one as u64 }
}

/// The first look at every record.
pub(crate) fn quicks(table: &Table) -> Vec<Quick> {
    table.records.iter().map(|record| Quick::of(record, &table.values)).collect()
}

/// Pairs within a table.
pub(crate) fn within(table: &Table, quicks: &[Quick], threads: NonZeroUsize, watch: &dyn Watch) -> Candidates {
    let rules = rules_for(table.len());
    let mut keys: Vec<Vec<u64>> = vec![Vec::new(); rules];
    for (at, (record, quick)) in (0_u32..).zip(table.records.iter().zip(quicks)) {
        each_key(rules, record, quick, &table.values, |rule, key| keys[rule].push((u64::from(key) << 32) | u64::from(at)));
    }
    let count = table.len() as f64;
    let enough = enough(count * count / 2.0);
    by_rule(keys, threads, watch, |rule, block, found| {
        found.cost.looked_at += (block.len() * (block.len() - 1) / 2) as u64;
        for (place, one) in block.iter().enumerate() {
            found.look(rule, enough, quicks, *one as u32, &block[..place]);
        }
    })
}

/// Pairs of one of the first `left` records with one of the others.
pub(crate) fn between(table: &Table, quicks: &[Quick], left: usize, threads: NonZeroUsize, watch: &dyn Watch) -> Candidates {
    // A sieve that stays in the cache: few keys of the feed are keys of the register too.
    let bits = (left * 64).next_power_of_two().clamp(1 << 14, 1 << 22);
    let rules = rules_for(table.len());
    let mut keys: Vec<Vec<u64>> = vec![Vec::new(); rules];
    let mut known = vec![0_u64; rules * bits / 64];
    let bit = |rule: usize, key: u32| rule * bits + (key as usize & (bits - 1));
    for (at, (record, quick)) in (0_u32..).zip(table.records.iter().zip(quicks)) {
        let of_left = (at as usize) < left;
        each_key(rules, record, quick, &table.values, |rule, key| {
            let bit = bit(rule, key);
            let word = &mut known[bit / 64];
            if of_left {
                *word |= 1 << (bit % 64);
            } else if *word & (1 << (bit % 64)) == 0 {
                return;
            }
            keys[rule].push((u64::from(key) << 32) | u64::from(at));
        });
    }
    let enough = enough(left as f64 * (table.len() - left) as f64);
    by_rule(keys, threads, watch, |rule, block, found| {
        let ours = block.partition_point(|one| (*one as u32 as usize) < left);
        found.cost.looked_at += (ours * (block.len() - ours)) as u64;
        for one in &block[..ours] {
            found.look(rule, enough, quicks, *one as u32, &block[ours..]);
        }
    })
}

#[derive(Default)]
struct Found {
    pairs: Vec<u64>,
    cost: RuleCost,
}

impl Found {
    fn look(&mut self, rule: usize, enough: u32, quicks: &[Quick], one: u32, others: &[u64]) {
        let quick = &quicks[one as usize];
        let enough = RULES[rule].enough(enough);
        for other in others {
            let other = *other as u32;
            if quick.evidence(&quicks[other as usize]) >= enough {
                self.pairs.push(packed(one, other));
            }
        }
    }
}

/// Sorts the keys of each rule, looks at every block that is not too common, and puts the pairs of all rules together, each once.
fn by_rule(
    keys: Vec<Vec<u64>>,
    threads: NonZeroUsize,
    watch: &dyn Watch,
    look: impl Fn(usize, &[u64], &mut Found) + Sync,
) -> Candidates {
    let (next, rules) = (AtomicUsize::new(0), keys.len());
    let keys: Vec<Mutex<Vec<u64>>> = keys.into_iter().map(Mutex::new).collect();
    let all: Vec<Mutex<Found>> = (0..rules).map(|_| Mutex::default()).collect();
    let work = || {
        loop {
            let rule = next.fetch_add(1, Ordering::Relaxed);
            let Some(slot) = keys.get(rule) else { return };
            let mut keys = std::mem::take(&mut *slot.lock().unwrap_or_else(PoisonError::into_inner));
            keys.sort_unstable();
            keys.dedup();
            let mut found = Found { cost: RuleCost { rule: RULES[rule].name, ..RuleCost::default() }, ..Found::default() };
            for block in keys.chunk_by(|one, other| one >> 32 == other >> 32).filter(|block| block.len() > 1) {
                if block.len() > RULES[rule].most {
                    found.cost.too_common += block.len() as u64;
                } else {
                    look(rule, block, &mut found);
                }
            }
            found.pairs.sort_unstable();
            found.pairs.dedup();
            watch.at(Stage::Finding, rule as u64 + 1, rules as u64);
            *all[rule].lock().unwrap_or_else(PoisonError::into_inner) = found;
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.get().min(rules) {
            scope.spawn(work);
        }
        work();
    });
    let mut pairs: Vec<u64> = Vec::new();
    let mut costs = Vec::new();
    for found in all {
        let Found { pairs: more, mut cost } = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        let before = pairs.len();
        pairs = merged(pairs, more);
        cost.kept = (pairs.len() - before) as u64;
        costs.push(cost);
    }
    let pairs = pairs.into_iter().map(|pair| ((pair >> 32) as u32, pair as u32)).collect();
    Candidates { pairs, costs }
}

/// Two sorted lists as one, each pair once.
fn merged(ours: Vec<u64>, theirs: Vec<u64>) -> Vec<u64> {
    if ours.is_empty() || theirs.is_empty() {
        return if ours.is_empty() { theirs } else { ours };
    }
    let mut all = Vec::with_capacity(ours.len() + theirs.len());
    let (mut one, mut other) = (ours.iter().peekable(), theirs.iter().peekable());
    while let (Some(a), Some(b)) = (one.peek(), other.peek()) {
        let (a, b) = (**a, **b);
        if a <= b {
            one.next();
        }
        if b <= a {
            other.next();
        }
        all.push(a.min(b));
    }
    all.extend(one);
    all.extend(other);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linking::Unwatched;
    use crate::records::Person;

    #[test]
    fn of_those_in_one_postcode_only_whose_names_look_alike_are_compared() {
        let mut table = Table::new();
        let home = Person { town: "Woodend", postcode: "ZA1 2BC", ..Person::default() };
        // Neither name sounds as it did, one street is misspelt, nobody is born on any day, and one house has no number.
        table.add(&Person { first_name: "Bianca", surname: "Cobbett", address: "32 Yerralee Road", ..home });
        table.add(&Person { first_name: "Biana", surname: "Cbobett", address: "Yeralee Road", ..home });
        table.add(&Person { first_name: "Karl", surname: "Weber", address: "12 Yerralee Road", ..home });
        table.settle();
        let found = within(&table, &quicks(&table), NonZeroUsize::MIN, &Unwatched);
        assert_eq!(found.pairs, [(0, 1)]);
    }
}
