//! How common each value is: to agree on Ravensworth says more than to agree on Smith.

use super::bearers::Bearers;
use crate::records::interner::mixed;
use crate::records::{Record, Table};

/// How common the values of a table are, as logarithms.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rarity {
    /// For each name as a given name: how much rarer than the usual agreement.
    first: Vec<f32>,
    surname: Vec<f32>,
    dob: Vec<f32>,
    /// Chance that two strangers have the same given name, surname, date of birth.
    pub(crate) chance_first: f64,
    pub(crate) chance_surname: f64,
    pub(crate) chance_dob: f64,
    pub(crate) chance_house: f64,
    /// Pairs of two records in one house, among all pairs.
    pub(crate) pairs_in_one_house: f64,
    pub(crate) chance_phone: f64,
    pub(crate) chance_email: f64,
    /// How much more often strangers of one surname share a given name than strangers do: names go by family and faith. A logarithm.
    pub(crate) tied_by_surname: f32,
    /// The same of strangers born in one year: names go by fashion.
    pub(crate) tied_by_year: f32,
    /// For each name as a given name: whose it is, where almost all who bear it are of one sex: 1 women, 2 men, 0 where it is not so clear.
    sexes: Vec<u8>,
    bearers: Bearers,
    records: f64,
}

const DATES: usize = 2101 << 9;

fn logs(counts: &[u32]) -> (Vec<f32>, f64) {
    let total: f64 = counts.iter().skip(1).map(|count| f64::from(*count)).sum::<f64>().max(1.0);
    let squares: f64 = counts.iter().skip(1).map(|count| f64::from(*count) * f64::from(*count)).sum();
    let chance = (squares / (total * total)).max(1.0 / (total * 4.0)).clamp(1e-9, 1.0);
    let of = |count: &u32| (chance.ln() - ((f64::from(*count) + 0.5) / total).ln()) as f32;
    (counts.iter().map(of).collect(), chance)
}

/// Counts how many records share each key, and tells each record through `set`. The chance that two strangers share one comes back.
pub(crate) fn count_shared(keys: &mut [(u64, u32)], mut set: impl FnMut(u32, usize)) -> f64 {
    keys.sort_unstable();
    let total = keys.len().max(1) as f64;
    let mut squares = 0.0;
    for block in keys.chunk_by(|one, other| one.0 == other.0) {
        squares += (block.len() * block.len()) as f64;
        for (_, at) in block {
            set(*at, block.len());
        }
    }
    (squares / (total * total)).clamp(1e-12, 1.0)
}

/// Whose name each given name is: that of women or of men, if nine in ten and at least three are.
fn sexes(table: &Table) -> Vec<u8> {
    let mut counts = vec![[0_u32; 2]; table.values.names.len()];
    for record in &table.records {
        if matches!(record.sex, 1 | 2) {
            counts[record.first as usize][usize::from(record.sex) - 1] += 1;
        }
    }
    counts[0] = [0; 2];
    let whose = |[women, men]: &[u32; 2]| match (*women, *men) {
        (women, men) if women >= 3 && women >= men * 9 => 1,
        (women, men) if men >= 3 && men >= women * 9 => 2,
        _ => 0,
    };
    counts.iter().map(whose).collect()
}

impl Rarity {
    /// Counts the values of a table, and notes in each record how many share its telephone, e-mail address and house.
    pub(crate) fn count(table: &mut Table, left: Option<usize>) -> Self {
        let names = table.values.names.len();
        let dates = 1 + table.records.iter().map(|record| (record.dob as usize).min(DATES - 1)).max().unwrap_or(0);
        let (mut first, mut surname, mut dob) = (vec![0_u32; names], vec![0_u32; names], vec![0_u32; dates]);
        for record in &table.records {
            first[record.first as usize] += 1;
            surname[record.surname as usize] += 1;
            for part in table.values.name_facts[record.surname as usize].parts {
                if part != 0 {
                    surname[part as usize] += 1;
                }
            }
            dob[(record.dob as usize).min(dates - 1)] += 1;
        }
        let mut rarity = Self { records: table.records.len().max(1) as f64, ..Self::default() };
        (rarity.first, rarity.chance_first) = logs(&first);
        (rarity.surname, rarity.chance_surname) = logs(&surname);
        (rarity.dob, rarity.chance_dob) = logs(&dob);
        rarity.sexes = sexes(table);
        rarity.bearers = Bearers::count(table, left);
        let year = |record: &Record| record.dob >> 9;
        let other_day = |one: &Record, other: &Record| one.dob != 0 && other.dob != 0 && one.dob & 511 != other.dob & 511;
        rarity.tied_by_surname =
            rarity.tied(table, &first, |record| record.surname, |one, other| other_day(one, other) && year(one) != year(other));
        rarity.tied_by_year =
            rarity.tied(table, &first, year, |one, other| other_day(one, other) && one.surname != other.surname);
        let mut keys: Vec<(u64, u32)> = Vec::new();
        let each = |table: &Table, key: fn(&Record) -> u64, keys: &mut Vec<(u64, u32)>| {
            keys.clear();
            keys.extend((0_u32..).zip(&table.records).map(|(at, record)| (key(record), at)).filter(|(key, _)| *key != 0));
        };
        let small = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        each(table, |record| record.phone, &mut keys);
        rarity.chance_phone = count_shared(&mut keys, |at, count| table.records[at as usize].phone_shared = small(count));
        each(table, |record| u64::from(record.email), &mut keys);
        rarity.chance_email = count_shared(&mut keys, |at, count| table.records[at as usize].email_shared = small(count));
        each(table, |record| mixed(record.house_key()), &mut keys);
        let mut pairs = 0.0;
        rarity.chance_house = count_shared(&mut keys, |at, count| {
            table.records[at as usize].house_shared = u16::try_from(count).unwrap_or(u16::MAX);
            pairs += count as f64 - 1.0;
        });
        rarity.pairs_in_one_house = pairs / (rarity.records * (rarity.records - 1.0)).max(1.0);
        rarity
    }

    /// Draws pairs of records that share a key and are apart in all else, and counts how many share a given name: how much more often that is than by
    /// chance, as a logarithm.
    fn tied(&self, table: &Table, firsts: &[u32], key: impl Fn(&Record) -> u32, apart: impl Fn(&Record, &Record) -> bool) -> f32 {
        const PAIRS: u64 = 60_000;
        const RECORDS: usize = 200_000;
        let step = table.records.len().div_ceil(RECORDS).max(1);
        let keyed = table.records.iter().enumerate().step_by(step).map(|(at, record)| (key(record), at as u32));
        let mut order: Vec<(u32, u32)> = keyed.filter(|one| one.0 != 0).collect();
        order.sort_unstable();
        if order.len() < 2 {
            return 0.0;
        }
        let (mut shared, mut expected) = (0.0_f64, 0.0_f64);
        // Of a short list every pair would be drawn many times.
        for number in 0..PAIRS.min(order.len() as u64 * 30) {
            let (key, one) = order[(mixed(number * 2) % order.len() as u64) as usize];
            let from = order.partition_point(|entry| entry.0 < key);
            let group = &order[from..from + order[from..].partition_point(|entry| entry.0 == key)];
            let other = group[(mixed(number * 2 + 1) % group.len() as u64) as usize].1;
            let (one, other) = (&table.records[one as usize], &table.records[other as usize]);
            if one.town != other.town && one.first != 0 && other.first != 0 && apart(one, other) {
                shared += f64::from(u8::from(one.first == other.first));
                expected += f64::from(firsts[one.first as usize]) / self.records;
            }
        }
        // A few dozen pairs are no measure.
        ((shared + 2.0) / (expected + 2.0)).ln().clamp(0.0, 3.0) as f32
    }

    pub(crate) fn of_first(&self, name: u32) -> f32 {
        self.first.get(name as usize).copied().unwrap_or(0.0)
    }

    /// The sex of somebody, as the record has it, or as almost everybody's is who has that given name; 0 where neither tells.
    pub(crate) fn sex(&self, record: &Record) -> u8 {
        if record.sex == 0 { self.sexes.get(record.first as usize).copied().unwrap_or(0) } else { record.sex }
    }

    pub(crate) fn of_surname(&self, name: u32) -> f32 {
        self.surname.get(name as usize).copied().unwrap_or(0.0)
    }

    /// How much less than usual it says that both have one whole name: because names go by family, and because so many more have it than one would expect.
    pub(crate) fn tied_names(&self, one: &Record, other: &Record) -> f32 {
        let chance = |chance: f64, rarer: f32| chance.ln() as f32 - rarer;
        let expected = chance(self.chance_first, self.of_first(one.first))
            + chance(self.chance_surname, self.of_surname(one.surname))
            + self.tied_by_surname
            + self.records.ln() as f32;
        self.tied_by_surname + self.bearers.beyond(one.first, one.surname, [one.dob, other.dob], expected.exp())
    }

    pub(crate) fn of_dob(&self, date: u32) -> f32 {
        self.dob.get(date as usize).copied().unwrap_or(0.0)
    }

    /// How much rarer than usual something is that so many records share, when two strangers share one with this chance: how many others share it with
    /// the one that is asked about.
    pub(crate) fn of_shared(&self, count: usize, chance: f64) -> f32 {
        (chance.ln() - (count.saturating_sub(1).max(1) as f64 / self.records).ln()) as f32
    }
}
