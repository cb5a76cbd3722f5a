//! From pairs to people: records that belong together, without one doubtful pair tying two people into one.

use std::collections::HashMap;

use super::scoring::{chance, odds};
use super::{Learned, Pair};
use crate::comparing::Comparer;
use crate::records::Table;

/// Records of one person, by place, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Their places.
    pub records: Vec<u32>,
}

/// A cluster grows no further than this: a person with more records than that is more than one.
const LARGEST: usize = 60;
/// What one pair may say for one person, in natural logarithms of odds.
const LOUDEST: f32 = 9.0;
/// What it may say against: less, because a record that is wrong in much says the same against itself again in every pair that it is in.
const LOUDEST_AGAINST: f32 = 4.0;

struct Groups<'a> {
    table: &'a Table,
    learned: &'a Learned,
    comparer: Comparer<'a>,
    of_record: HashMap<u32, u32>,
    members: HashMap<u32, Vec<u32>>,
}

/// Joins records into clusters, the surest first: two clusters become one if, taken together, the pairs across say so. Then each pair is told what its
/// cluster says of it.
pub(super) fn settle(table: &Table, learned: &Learned, pairs: &mut Vec<Pair>) -> Vec<Cluster> {
    let mut order: Vec<u32> = (0..pairs.len() as u32).filter(|at| pairs[*at as usize].chance >= 0.2).collect();
    order.sort_unstable_by(|a, b| {
        let (a, b) = (&pairs[*a as usize], &pairs[*b as usize]);
        b.chance.total_cmp(&a.chance).then((a.one, a.other).cmp(&(b.one, b.other)))
    });
    let comparer = Comparer::new(&table.values, &learned.rarity);
    let mut groups = Groups { table, learned, comparer, of_record: HashMap::new(), members: HashMap::new() };
    // What each pair of joined records got from the joining.
    let mut joined: HashMap<(u32, u32), f32> = HashMap::new();
    for at in order {
        let Pair { one, other, chance: own } = pairs[at as usize];
        groups.join(one, other, own, &mut joined);
    }
    for pair in pairs.iter_mut() {
        let key = (pair.one.min(pair.other), pair.one.max(pair.other));
        match joined.remove(&key) {
            Some(together) => pair.chance = pair.chance.max(chance(together)),
            None if pair.chance >= 0.2 => pair.chance = chance(odds(pair.chance).min(0.0) - 0.4),
            None => {}
        }
    }
    pairs.extend(joined.into_iter().map(|((one, other), together)| Pair { one, other, chance: chance(together) }));
    pairs.sort_unstable_by_key(|pair| (pair.one, pair.other));
    let mut clusters: Vec<Cluster> = groups.members.into_values().filter(|group| group.len() > 1).map(Cluster::of).collect();
    clusters.sort_unstable_by(|a, b| a.records.cmp(&b.records));
    clusters
}

impl Cluster {
    fn of(mut records: Vec<u32>) -> Self {
        records.sort_unstable();
        Self { records }
    }
}

impl Groups<'_> {
    fn group(&mut self, record: u32) -> u32 {
        let group = *self.of_record.entry(record).or_insert(record);
        self.members.entry(group).or_insert_with(|| vec![record]);
        group
    }

    fn odds(&mut self, one: u32, other: u32) -> f32 {
        let Some(model) = &self.learned.model else { return -LOUDEST_AGAINST };
        let (one, other) = if one < other { (one, other) } else { (other, one) };
        let seen = self.comparer.compare(&self.table.records[one as usize], &self.table.records[other as usize]);
        model.weights.one_person(&seen).clamp(-LOUDEST_AGAINST, LOUDEST)
    }

    fn join(&mut self, one: u32, other: u32, own: f32, joined: &mut HashMap<(u32, u32), f32>) {
        let (a, b) = (self.group(one), self.group(other));
        if a == b {
            return;
        }
        let (mut ours, mut theirs) = (self.members[&a].clone(), self.members[&b].clone());
        if ours.len() + theirs.len() > LARGEST {
            return;
        }
        let (mut sum, mut count) = (0.0, 0.0);
        if ours.len() * theirs.len() == 1 {
            sum = odds(own);
            count = 1.0;
        } else {
            for one in &ours {
                for other in &theirs {
                    sum += self.odds(*one, *other);
                    count += 1.0;
                }
            }
        }
        let together = sum / count;
        if together <= 0.0 {
            return;
        }
        for one in &ours {
            for other in &theirs {
                joined.insert((*one.min(other), *one.max(other)), together);
            }
        }
        for record in &theirs {
            self.of_record.insert(*record, a);
        }
        ours.append(&mut theirs);
        self.members.remove(&b);
        self.members.insert(a, ours);
    }
}

#[cfg(test)]
mod tests {
    use crate::linking::{Options, Unwatched, dedupe};
    use crate::records::{Person, Table};

    #[test]
    fn one_record_with_much_against_it_does_not_part_a_person_from_a_record_that_fits_another() {
        let mut table = Table::new();
        let add = |table: &mut Table, first_name, surname, dob, address, postcode, phone| {
            let town = "Elmford";
            table.add(&Person { first_name, surname, dob, address, town, postcode, phone, ..Person::default() });
        };
        add(&mut table, "Asha", "Ravensworth", "1990-03-02", "12 Elm Road", "ZA1 2BC", "07700 900123");
        // She has moved, and has another telephone.
        add(&mut table, "Asha", "Ravensworth", "1990-03-02", "7 Mill Lane", "ZA9 8DE", "07700 900456");
        // Another surname, and no date of birth: where she lived, and her telephone, tell that it is she.
        add(&mut table, "Asha", "Lindqvist", "", "12 Elm Road", "ZA1 2BC", "07700 900123");
        let others = invented::dedupe(3000, 3, &invented::Habits::easy());
        for row in &others.rows {
            let cell = |at: usize| row.cells[at].as_str();
            add(&mut table, cell(1), cell(3), cell(5), cell(6), cell(8), cell(9));
        }
        let found = dedupe(&mut table, &Options::default(), &Unwatched);
        assert_eq!(found.clusters[0].records, [0, 1, 2]);
    }
}
