//! How many people bear one whole name: of Kamil Jankauskas there may be three where given name and surname, each by itself, would let one expect none.

use crate::records::Table;
use crate::records::interner::mixed;

/// How many different dates of birth the bearers of each whole name have, where they have more than one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bearers {
    /// Keys of names, in order.
    names: Vec<u64>,
    dates: Vec<u16>,
    /// Share of records with a date of birth.
    dated: f32,
}

/// So many people's worth of trust has what given name and surname by themselves let one expect.
const TRUST: f32 = 1.0;

fn key(first: u32, surname: u32) -> u64 {
    mixed((u64::from(first) << 32) | u64::from(surname))
}

/// Which names are wanted: most that are not are told by one bit.
struct Sieve {
    bits: Vec<u64>,
    names: Vec<u64>,
}

impl Sieve {
    fn of(names: impl Iterator<Item = u64>) -> Self {
        let mut names: Vec<u64> = names.collect();
        names.sort_unstable();
        let mut sieve = Self { bits: vec![0; (names.len() / 4).next_power_of_two()], names };
        for at in 0..sieve.names.len() {
            let (word, bit) = sieve.place(sieve.names[at]);
            sieve.bits[word] |= bit;
        }
        sieve
    }

    const fn place(&self, name: u64) -> (usize, u64) {
        (name as usize & (self.bits.len() - 1), 1 << (name >> 58))
    }

    fn has(&self, name: u64) -> bool {
        let (word, bit) = self.place(name);
        self.bits[word] & bit != 0 && self.names.binary_search(&name).is_ok()
    }
}

impl Bearers {
    /// Counts the bearers of every name; where a register of so many records is linked, of those that stand in it.
    pub(crate) fn count(table: &Table, left: Option<usize>) -> Self {
        let records = &table.records;
        let register = left.map(|left| Sieve::of(records.iter().take(left).map(|record| key(record.first, record.surname))));
        let whole = records.iter().filter(|record| record.first != 0 && record.surname != 0 && record.dob != 0);
        let mut all: Vec<(u64, u32)> = whole
            .map(|record| (key(record.first, record.surname), record.dob))
            .filter(|(name, _)| register.as_ref().is_none_or(|register| register.has(*name)))
            .collect();
        all.sort_unstable();
        all.dedup();
        let mut bearers = Self::default();
        for same in all.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
            bearers.names.extend(same.first().map(|one| one.0));
            bearers.dates.push(u16::try_from(same.len()).unwrap_or(u16::MAX));
        }
        let dated = records.iter().step_by(7).filter(|record| record.dob != 0).count();
        bearers.dated = dated as f32 / records.len().div_ceil(7).max(1) as f32;
        bearers
    }

    /// By how much, as a logarithm, agreement in a whole name says less (or more) than was expected, given how many others were expected to bear it and
    /// the dates of birth of the two who do.
    pub(crate) fn beyond(&self, first: u32, surname: u32, dates: [u32; 2], expected: f32) -> f32 {
        let expected = (expected * self.dated).max(1e-6);
        let known = self.names.binary_search(&key(first, surname)).map_or(1, |at| self.dates[at]);
        let own = match dates {
            [0, 0] => 0,
            [one, other] if one == 0 || other == 0 || one == other => 1,
            _ => 2,
        };
        let others = f32::from(known.saturating_sub(own));
        ((TRUST + others) / (TRUST + expected)).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Person;

    fn table(people: &[(&str, &str, &str)]) -> Table {
        let mut table = Table::new();
        for (first_name, surname, dob) in people {
            table.add(&Person { first_name, surname, dob, ..Person::default() });
        }
        table.settle();
        table
    }

    #[test]
    fn a_whole_name_that_more_people_bear_than_was_expected_says_less() {
        let table = table(&[
            ("Kamil", "Jankauskas", "1986-06-18"),
            ("Kamil", "Jankauskas", ""),
            ("Kamil", "Jankauskas", "1951-01-09"),
            ("Kamil", "Jankauskas", "2001-11-30"),
            ("Ada", "Ravensworth", "1990-03-02"),
            ("Ada", "Ravensworth", "1990-03-02"),
        ]);
        let bearers = Bearers::count(&table, None);
        let beyond = |one: usize, other: usize| {
            let (one, other) = (&table.records[one], &table.records[other]);
            bearers.beyond(one.first, one.surname, [one.dob, other.dob], 0.1)
        };
        assert!(beyond(0, 1) > 0.9, "two others: {}", beyond(0, 1));
        assert!(beyond(0, 2) < beyond(0, 1), "only one other here");
        assert!(beyond(4, 5) < 0.0, "one date of birth is one person: {}", beyond(4, 5));
    }

    #[test]
    fn of_a_feed_only_names_of_the_register_are_counted() {
        let table = table(&[
            ("Kamil", "Jankauskas", "1986-06-18"),
            ("Ada", "Ravensworth", "1990-03-02"),
            ("Ada", "Ravensworth", "1991-03-02"),
            ("Kamil", "Jankauskas", "1951-01-09"),
        ]);
        assert_eq!(Bearers::count(&table, Some(1)).names.len(), 1);
        assert_eq!(Bearers::count(&table, None).names.len(), 2);
    }
}
