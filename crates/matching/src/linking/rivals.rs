//! Does another record fit better? Somebody is one person: of a father and a son in the feed, the register's man is one at most.

use super::scoring::{chance, odds};
use super::{Learned, Pair};
use crate::comparing::Comparer;
use crate::model::classes::SAME_PERSON;
use crate::records::Table;

/// Records with more partners than these are weighed against the likeliest of them.
const MOST: usize = 12;

/// Where fewer than these of a list are absent from the other, as in two extracts of one register, that somebody is there at all speaks for whoever is
/// likeliest; and it is said of either record of a pair, for to be two people both would have to be absent. Elsewhere it would do so too, but those who are
/// absent would pay for it: more of them would be named.
const NEARLY_ALL: f32 = 0.25;
/// It never speaks louder than this.
const LEAST_ABSENT: f32 = 0.02;

/// Lowers the chance of each pair by those of its rivals: pairs with one record in common whose other records are two people. For either record, what speaks
/// for the pair is held against all that it could be instead: one of its rivals, or nobody in the other list.
pub(super) fn weigh(table: &Table, left: usize, learned: &Learned, pairs: &mut [Pair]) {
    let Some(model) = &learned.model else { return };
    let found: f32 = model.pairs[..SAME_PERSON].iter().sum();
    let absent = |records: usize| ((1.0 - found / (records as f32).max(1.0)) / NEARLY_ALL).clamp(LEAST_ABSENT, 1.0);
    let mut comparer = Comparer::new(&table.values, &learned.rarity);
    let mut odds_of: Vec<f32> = pairs.iter().map(|pair| odds(pair.chance)).collect();
    let mut order: Vec<u32> = (0..pairs.len() as u32).collect();
    let sides = [(left, (|pair: &Pair| pair.one) as fn(&Pair) -> u32), (table.len() - left, |pair: &Pair| pair.other)];
    for (records, side) in sides {
        let rest = |pair: &Pair| if side(pair) == pair.one { pair.other } else { pair.one };
        let mut against = vec![0.0_f32; pairs.len()];
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
        for (odds, against) in odds_of.iter_mut().zip(against) {
            *odds -= (absent(records) + against).ln();
        }
    }
    for (pair, odds) in pairs.iter_mut().zip(odds_of) {
        pair.chance = chance(odds);
    }
}

#[cfg(test)]
mod tests {
    use crate::linking::{LINKING_THRESHOLD, Options, Unwatched, link};
    use crate::records::interner::mixed;
    use crate::records::{Person, Table};

    /// How sure it is of a pair that has given name and home in common, and neither surname nor date of birth. Three hundred people stand in both lists, that
    /// one among them, and so many more in each who are not in the other.
    fn doubtful(more_in_register: u64, more_in_feed: u64) -> f32 {
        let word = |number: u64| -> String {
            let mixed = mixed(number);
            (0..8).map(|at| char::from(b'a' + (mixed >> (at * 8) & 255) as u8 % 26)).collect()
        };
        let mut table = Table::new();
        let mut add = |named: u64, who: u64, home: u64| {
            let born = format!("{}-{:02}-{:02}", 1940 + who * 7 % 60, 1 + who * 5 % 12, 2 + who * 11 % 27);
            let (first, surname) = (word(named * 3 + 1), word(who * 3 + 2));
            let address = format!("{} {} street", 1 + home * 13 % 90, word(home * 3));
            let (town, postcode) = (format!("town {}", home % 20), format!("ZA{} {}BC", home / 9, home % 9));
            table.add(&Person {
                first_name: &first,
                surname: &surname,
                dob: &born,
                address: &address,
                town: &town,
                postcode: &postcode,
                ..Person::default()
            });
        };
        (0..300 + more_in_register).for_each(|who| add(who, who, who));
        (0..299).for_each(|who| add(who, who, who));
        add(299, 9_000, 299);
        (10_000..10_000 + more_in_feed).for_each(|who| add(who, who, who));
        let left = 300 + more_in_register;
        let outcome = link(&mut table, left as usize, &Options::default(), &Unwatched);
        let (one, other) = (299, left as u32 + 299);
        outcome.pairs.iter().find(|pair| (pair.one, pair.other) == (one, other)).map_or(0.0, |pair| pair.chance)
    }

    #[test]
    fn who_is_left_over_in_both_of_two_nearly_equal_lists_needs_less_to_be_one_person() {
        let (both, feed, neither) = (doubtful(0, 0), doubtful(0, 300), doubtful(300, 300));
        assert!(both >= LINKING_THRESHOLD && feed < LINKING_THRESHOLD && neither < feed, "{both} {feed} {neither}");
    }
}
