//! One against many, in memory.

use std::collections::BTreeMap;

use crate::blocking::keys::{RULES, each_key, rules_for};
use crate::blocking::pairs::quicks;
use crate::blocking::quick::{Quick, enough_at_once};
use crate::comparing::Comparer;
use crate::explaining::sentence;
use crate::linking::{Learned, Options, Unwatched, chance, prepared};
use crate::model::classes::START;
use crate::records::interner::mixed;
use crate::records::{Person, Record, Table};

/// A table that can be asked who somebody is.
///
/// It learns from the table itself how common each value is and what each agreement is worth. A search looks only at records that share a key with the
/// person, and grows with how common their name and birthday are, not with the table.
///
/// ```
/// use matching::{Band, Index, Person, Table};
///
/// let mut table = Table::new();
/// let karl = Person { first_name: "Karl", surname: "Weber", dob: "1980-05-05", phone: "07700 900123", ..Person::default() };
/// let place = table.add(&karl);
/// let mut index = Index::of(table, &matching::Options::default());
/// let asked = Person { first_name: "Carl", surname: "Webber", dob: "1980-05-05", phone: "+44 7700 900123", ..Person::default() };
/// let found = index.find(&asked, 5);
/// assert_eq!(found[0].place, place);
/// assert!(found[0].band() >= Some(Band::Likely));
/// assert_eq!(found[0].why, "Given name differs by a letter or two, surname differs by a letter or two, same date of birth, shared mobile");
/// ```
#[derive(Debug, Clone)]
pub struct Index {
    table: Table,
    learned: Learned,
    quicks: Vec<Quick>,
    /// For each rule the keys with the place of their record, sorted.
    keys: Vec<Vec<u64>>,
    /// What came since.
    fresh: BTreeMap<(usize, u32), Vec<u32>>,
}

/// Somebody who may be the person asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The place of their record.
    pub place: usize,
    /// The chance that it is the same person.
    pub chance: f32,
    /// Why, in a sentence.
    pub why: String,
}

impl Hit {
    /// How sure it is.
    pub fn band(&self) -> Option<crate::Band> {
        crate::Band::of(self.chance)
    }
}

/// A table with more records than these is learned from by a sample of so many.
const SAMPLE: usize = 150_000;

impl Index {
    /// An index over a table.
    pub fn of(mut table: Table, options: &Options) -> Self {
        table.settle();
        let learned = if table.len() <= SAMPLE {
            prepared(&mut table, None, options, &Unwatched).1
        } else {
            let step = table.len().div_ceil(SAMPLE) as u64;
            let whole = std::mem::take(&mut table.records);
            table.records =
                (0_u64..).zip(&whole).filter(|(at, _)| mixed(*at).is_multiple_of(step)).map(|(_, record)| *record).collect();
            let mut learned = prepared(&mut table, None, options, &Unwatched).1;
            table.records = whole;
            learned.rarity = crate::comparing::Rarity::count(&mut table, None);
            learned
        };
        Self::with(table, learned)
    }

    /// An index over a table with what was learned from it, or from another of its kind.
    pub(crate) fn with(mut table: Table, mut learned: Learned) -> Self {
        table.settle();
        if let Some(model) = &mut learned.model {
            // Whoever is asked for stands in the table about as often as not.
            let records = table.len().max(2) as f32;
            model.weights.prior = std::array::from_fn(|class| (START[class].pairs_per_record / records).ln());
        }
        let quicks = quicks(&table);
        let rules = rules_for(table.len());
        let mut keys: Vec<Vec<u64>> = vec![Vec::new(); rules];
        for (at, (record, quick)) in (0_u32..).zip(table.records.iter().zip(&quicks)) {
            each_key(rules, record, quick, &table.values, |rule, key| keys[rule].push((u64::from(key) << 32) | u64::from(at)));
        }
        for keys in &mut keys {
            keys.sort_unstable();
            keys.dedup();
            keys.shrink_to_fit();
        }
        Self { table, learned, quicks, keys, fresh: BTreeMap::new() }
    }

    /// How many records it has.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Adds somebody, who is found from now on. How common values are is counted anew only when an index is made.
    pub fn add(&mut self, person: &Person<'_>) -> usize {
        let place = self.table.add(person);
        self.table.settle();
        let record = self.table.records[place];
        let quick = Quick::of(&record, &self.table.values);
        let Self { table, keys, fresh, .. } = self;
        each_key(keys.len(), &record, &quick, &table.values, |rule, key| {
            fresh.entry((rule, key)).or_default().push(place as u32);
        });
        self.quicks.push(quick);
        place
    }

    /// Who the person may be, the likeliest first, at most so many. What the question says is forgotten with the answer.
    pub fn find(&mut self, person: &Person<'_>, most: usize) -> Vec<Hit> {
        let mark = self.table.values.mark();
        let place = self.table.add(person);
        self.table.settle();
        let asked = self.table.records.pop().unwrap_or_default();
        debug_assert_eq!(place, self.table.len());
        let hits = self.hits(&asked, most);
        self.table.values.forget_since(&mark);
        hits
    }

    fn hits(&self, asked: &Record, most: usize) -> Vec<Hit> {
        let Self { table, learned, quicks, keys, fresh } = self;
        let quick = Quick::of(asked, &table.values);
        let enough = enough_at_once(table.len() as f64);
        let mut places = Vec::new();
        each_key(keys.len(), asked, &quick, &table.values, |rule, key| {
            let (most, enough) = (RULES[rule].most, RULES[rule].enough(enough));
            let mut take = |place: u32| {
                if quick.evidence(&quicks[place as usize]) >= enough {
                    places.push(place);
                }
            };
            let keys = &keys[rule];
            let from = keys.partition_point(|one| (*one >> 32) < u64::from(key));
            let block = &keys[from..from + keys[from..].partition_point(|one| *one >> 32 == u64::from(key))];
            if block.len() <= most {
                block.iter().for_each(|one| take(*one as u32));
            }
            fresh.get(&(rule, key)).into_iter().flatten().for_each(|place| take(*place));
        });
        places.sort_unstable();
        places.dedup();
        let Some(model) = &learned.model else { return Vec::new() };
        let mut comparer = Comparer::new(&table.values, &learned.rarity);
        let mut hits: Vec<(f32, u32)> = Vec::new();
        for place in places {
            let seen = comparer.compare(asked, &table.records[place as usize]);
            hits.push((model.weights.one_person(&seen), place));
        }
        hits.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        hits.truncate(most);
        let hit = |(odds, place): (f32, u32)| {
            let seen = comparer.compare(asked, &table.records[place as usize]);
            Hit { place: place as usize, chance: chance(odds), why: sentence(&seen) }
        };
        hits.into_iter().map(hit).collect()
    }
}
