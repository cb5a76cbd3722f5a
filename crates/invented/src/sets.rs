//! Lists about a town in which it is known who is who.

use crate::writing::{Clerk, HEADER, Row};
use crate::{Habits, Town};

/// One list, and who is who in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// The rows.
    pub rows: Vec<Row>,
    /// For each row the number of the person.
    pub people: Vec<u32>,
}

/// Two lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The short list, in which a person stands once.
    pub register: Set,
    /// The long list.
    pub feed: Set,
}

impl Set {
    /// The list as CSV.
    pub fn csv(&self) -> String {
        let mut text = HEADER.join(",");
        text.push('\n');
        for row in &self.rows {
            for (at, cell) in row.cells.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                if cell.contains([',', '"', '\n']) {
                    text.push('"');
                    text.push_str(&cell.replace('"', "\"\""));
                    text.push('"');
                } else {
                    text.push_str(cell);
                }
            }
            text.push('\n');
        }
        text
    }
}

/// One list of so many rows, in which a third of the people stand more than once.
pub fn dedupe(rows: usize, seed: u64, habits: &Habits) -> Set {
    let mut dice = fastrand::Rng::with_seed(seed);
    let town = Town::of(rows * 2 / 3 + 1, &mut dice, habits);
    let mut set = Set { rows: Vec::with_capacity(rows), people: Vec::with_capacity(rows) };
    let mut clerk = Clerk { dice: &mut dice, habits };
    let mut order: Vec<(u32, bool)> = Vec::new();
    for number in (0..town.people.len() as u32).cycle() {
        let times = [1, 1, 1, 1, 1, 1, 2, 2, 3, 4][clerk.dice.usize(..10)];
        order.extend((0..times).map(|time| (number, time > 0 && clerk.dice.bool())));
        if order.len() >= rows {
            break;
        }
    }
    order.truncate(rows);
    clerk.dice.shuffle(&mut order);
    for (at, (number, later)) in order.into_iter().enumerate() {
        set.rows.push(clerk.row(format!("R{at:07}"), &town.people[number as usize], later, false));
        set.people.push(number);
    }
    set
}

/// A register and a feed. Six in ten of the register stand in the feed, one in twenty of those twice.
pub fn link(register: usize, feed: usize, seed: u64, habits: &Habits) -> Link {
    let mut dice = fastrand::Rng::with_seed(seed);
    let town = Town::of(register + feed, &mut dice, habits);
    let mut clerk = Clerk { dice: &mut dice, habits };
    let mut numbers: Vec<u32> = (0..town.people.len() as u32).collect();
    clerk.dice.shuffle(&mut numbers);
    let (wanted, others) = numbers.split_at(register.min(numbers.len()));
    let mut in_feed: Vec<u32> = Vec::with_capacity(feed);
    for number in wanted {
        if clerk.dice.f64() < 0.6 {
            in_feed.extend(std::iter::repeat_n(*number, if clerk.dice.f64() < 0.05 { 2 } else { 1 }));
        }
    }
    in_feed.extend(others.iter().take(feed.saturating_sub(in_feed.len())));
    in_feed.truncate(feed);
    clerk.dice.shuffle(&mut in_feed);
    let empty = || Set { rows: Vec::new(), people: Vec::new() };
    let mut link = Link { register: empty(), feed: empty() };
    for (at, number) in wanted.iter().enumerate() {
        link.register.rows.push(clerk.row(format!("K{at:06}"), &town.people[*number as usize], false, true));
        link.register.people.push(*number);
    }
    for (at, number) in in_feed.into_iter().enumerate() {
        let later = clerk.dice.f64() < 0.75;
        link.feed.rows.push(clerk.row(format!("T{at:07}"), &town.people[number as usize], later, false));
        link.feed.people.push(number);
    }
    link
}
