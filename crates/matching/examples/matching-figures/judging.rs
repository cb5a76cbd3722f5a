//! How good pairs are, by who is who.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use crate::sets::Task;

/// How good a list of pairs is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Judged {
    /// At a threshold that is fixed beforehand.
    pub fixed: f64,
    /// At the best threshold, which nobody knows beforehand.
    pub best: f64,
    /// Share of right pairs that are found while 99 in 100 are right.
    pub sure: f64,
    /// Of a register: share of those who are in the feed whose likeliest record is theirs.
    pub first: f64,
    /// Of a register: share of those who are not in the feed for whom somebody is named, at the fixed threshold.
    pub absent: f64,
    /// The same at the best threshold.
    pub absent_best: f64,
}

impl Judged {
    /// As numbers, to be kept in a file.
    pub const fn numbers(&self) -> [f64; 6] {
        [self.fixed, self.best, self.sure, self.first, self.absent, self.absent_best]
    }

    /// From such numbers.
    pub const fn from_numbers(numbers: [f64; 6]) -> Self {
        let [fixed, best, sure, first, absent, absent_best] = numbers;
        Self { fixed, best, sure, first, absent, absent_best }
    }
}

struct Scored {
    score: f64,
    right: bool,
    /// The record of the register, or the first of the list.
    one: u32,
}

fn f1(right: f64, given: f64, all: f64) -> f64 {
    if right == 0.0 { 0.0 } else { 2.0 * right / (given + all) }
}

/// Judges a file of pairs, given the threshold that was fixed beforehand.
pub fn judge(task: &Task, pairs: &Path, threshold: f64) -> Result<Judged, Box<dyn std::error::Error>> {
    let scored = read(task, pairs)?;
    let all = task.pairs();
    let mut judged = Judged::default();
    let (mut right, mut given, mut best_at) = (0.0, 0.0, f64::INFINITY);
    for (at, pair) in scored.iter().enumerate() {
        given += 1.0;
        right += f64::from(u8::from(pair.right));
        if scored.get(at + 1).is_some_and(|next| next.score.total_cmp(&pair.score).is_eq()) {
            continue;
        }
        let here = f1(right, given, all);
        if here > judged.best {
            (judged.best, best_at) = (here, pair.score);
        }
        if pair.score >= threshold {
            judged.fixed = here;
        }
        if right / given >= 0.99 {
            judged.sure = judged.sure.max(right / all);
        }
    }
    if let Some((present, absent)) = task.present_and_absent() {
        let mut seen = HashSet::new();
        let (mut first, mut named, mut named_best) = (0.0, 0.0, 0.0);
        for pair in scored.iter().filter(|pair| seen.insert(pair.one)) {
            if present.contains(&pair.one) {
                first += f64::from(u8::from(pair.right));
            } else {
                named += f64::from(u8::from(pair.score >= threshold));
                named_best += f64::from(u8::from(pair.score >= best_at));
            }
        }
        let count = |number: usize| f64::from(u32::try_from(number.max(1)).unwrap_or(u32::MAX));
        judged.first = first / count(present.len());
        judged.absent = named / count(absent);
        judged.absent_best = named_best / count(absent);
    }
    Ok(judged)
}

/// The pairs, the surest first, each once.
fn read(task: &Task, pairs: &Path) -> Result<Vec<Scored>, Box<dyn std::error::Error>> {
    let places: HashMap<&str, (u32, u32)> = (0..).zip(task.people()).map(|(at, (id, person))| (id, (at, person))).collect();
    let mut seen = HashSet::new();
    let mut scored = Vec::new();
    for line in BufReader::new(std::fs::File::open(pairs)?).lines().skip(1) {
        let line = line?;
        let mut cells = line.split(',').map(|cell| cell.trim_matches('"'));
        let (Some(one), Some(other), Some(score)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let (Some(one), Some(other)) = (places.get(one), places.get(other)) else {
            return Err("a pair of unknown records".into());
        };
        let (one, other) = if one.0 < other.0 { (one, other) } else { (other, one) };
        if seen.insert((one.0, other.0)) {
            scored.push(Scored { score: score.parse()?, right: one.1 == other.1, one: one.0 });
        }
    }
    scored.sort_by(|one, other| other.score.total_cmp(&one.score));
    Ok(scored)
}
