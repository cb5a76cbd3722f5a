//! The sets that are measured: invented ones by fixed seeds, Febrl's, and sets of one's own where they are to be had.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use invented::{Habits, Set};

use crate::{febrl, own};

/// One or two lists, and who is who.
pub struct Task {
    /// What it is called.
    pub name: String,
    lists: Vec<Set>,
}

/// A set that is made when its turn comes, so that one stands in memory at a time; and what it is called.
pub type Make = (String, Box<dyn Fn() -> Result<Vec<Set>, Box<dyn std::error::Error>>>);

impl Task {
    /// A task of one list, or of a register and a feed.
    pub const fn of(name: String, lists: Vec<Set>) -> Self {
        Self { name, lists }
    }

    /// Whether it is a register and a feed.
    pub const fn is_link(&self) -> bool {
        self.lists.len() == 2
    }

    /// Records in all.
    pub fn records(&self) -> usize {
        self.lists.iter().map(|list| list.rows.len()).sum()
    }

    /// Who each record is of.
    pub fn people(&self) -> impl Iterator<Item = (&str, u32)> {
        self.lists.iter().flat_map(|list| list.rows.iter().map(|row| row.cells[0].as_str()).zip(list.people.iter().copied()))
    }

    /// Of a register and a feed: the places in the register of those who are in the feed, and how many are not.
    pub fn present_and_absent(&self) -> Option<(HashSet<u32>, usize)> {
        let [register, feed] = self.lists.as_slice() else { return None };
        let there: HashSet<u32> = feed.people.iter().copied().collect();
        let present: HashSet<u32> =
            (0..).zip(&register.people).filter(|(_, person)| there.contains(person)).map(|(at, _)| at).collect();
        let absent = register.people.len() - present.len();
        Some((present, absent))
    }

    /// Right pairs in all.
    pub fn pairs(&self) -> f64 {
        let count = |list: &Set| {
            let mut counts: HashMap<u32, f64> = HashMap::new();
            for person in &list.people {
                *counts.entry(*person).or_default() += 1.0;
            }
            counts
        };
        match self.lists.as_slice() {
            [register, feed] => {
                let feed = count(feed);
                count(register).iter().map(|(person, times)| times * feed.get(person).copied().unwrap_or(0.0)).sum()
            }
            lists => lists.iter().flat_map(|list| count(list).into_values()).map(|times| times * (times - 1.0) / 2.0).sum(),
        }
    }

    /// Writes the lists as files.
    pub fn write(&self, folder: &Path) -> std::io::Result<()> {
        for old in ["register.csv", "feed.csv", "records.csv"] {
            if folder.join(old).exists() {
                std::fs::remove_file(folder.join(old))?;
            }
        }
        match self.lists.as_slice() {
            [register, feed] => {
                std::fs::write(folder.join("register.csv"), register.csv())?;
                std::fs::write(folder.join("feed.csv"), feed.csv())
            }
            lists => lists.iter().try_for_each(|list| std::fs::write(folder.join("records.csv"), list.csv())),
        }
    }
}

fn one_list(name: &str, rows: usize, seed: u64, habits: fn() -> Habits) -> Make {
    (name.to_owned(), Box::new(move || Ok(vec![invented::dedupe(rows, seed, &habits())])))
}

fn two_lists(name: &str, register: usize, feed: usize, seed: u64, habits: fn() -> Habits) -> Make {
    let make = move || {
        let link = invented::link(register, feed, seed, &habits());
        Ok(vec![link.register, link.feed])
    };
    (name.to_owned(), Box::new(make))
}

/// Every set, in the order of the report.
pub fn all(small: bool) -> Result<Vec<Make>, Box<dyn std::error::Error>> {
    let (easy, harsh) = (Habits::easy as fn() -> Habits, Habits::harsh as fn() -> Habits);
    let mut sets = own::sets()?;
    sets.extend(febrl::sets());
    sets.extend([
        one_list("one list of 10,000", 10_000, 101, easy),
        one_list("one list of 10,000, harsh", 10_000, 102, harsh),
        one_list("one list of 100,000", 100_000, 103, easy),
        two_lists("1,000 in 10,000", 1_000, 10_000, 105, easy),
        two_lists("10,000 in 100,000, harsh", 10_000, 100_000, 106, harsh),
    ]);
    if !small {
        sets.push(two_lists("10,000 in 1,000,000", 10_000, 1_000_000, 107, easy));
        sets.push(one_list("one list of 1,000,000", 1_000_000, 108, easy));
    }
    Ok(sets)
}
