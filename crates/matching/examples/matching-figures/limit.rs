//! What the machine cannot go below: the parts of the work that any program has to do, done as plainly as they can be, in this run on this machine.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::path::Path;

use crate::process::so_far;

/// What the parts cost, in processor seconds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limit {
    /// Reading the file, and finding where its cells begin and end.
    pub split: f64,
    /// Giving every cell a number: one look into a table of what is known for each.
    pub numbered: f64,
    /// Putting a key for each record and rule in order.
    pub sorted: f64,
    /// Looking at two lines of memory for each pair that shares a key.
    pub looked: f64,
}

impl Limit {
    /// All parts together.
    pub fn sum(&self) -> f64 {
        self.split + self.numbered + self.sorted + self.looked
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let before = so_far().cpu;
    let done = work();
    (done, so_far().cpu - before)
}

/// The limit for a list: so many keys for each record, so many pairs looked at.
pub fn measure(list: &Path, keys: usize, pairs: u64) -> std::io::Result<Limit> {
    let mut limit = Limit::default();
    let (cells, split) = timed(|| -> std::io::Result<Vec<u64>> {
        let bytes = std::fs::read(list)?;
        let mut cells = Vec::with_capacity(bytes.len() / 7);
        let mut from = 0;
        for (at, byte) in bytes.iter().enumerate() {
            if matches!(byte, b',' | b'\n') {
                // The first eight letters stand for the cell.
                let start = bytes[from..at].iter().take(8).fold(0_u64, |all, one| (all << 8) | u64::from(*one));
                cells.push(start ^ ((at - from) as u64) << 56);
                from = at + 1;
            }
        }
        Ok(cells)
    });
    let cells = cells?;
    limit.split = split;
    let records = cells.len() / invented::HEADER.len();
    let mut table = vec![0_u64; (records * 4).next_power_of_two().max(2)];
    let mask = table.len() - 1;
    let hashed = |value: u64| {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        usize::try_from(hasher.finish() >> 16).unwrap_or(0)
    };
    ((), limit.numbered) = timed(|| {
        for cell in cells.iter().filter(|cell| **cell != 0) {
            table[(cell.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20) as usize & mask] ^= cell;
        }
    });
    std::hint::black_box(&table);
    let mut sorted: Vec<u64> = (0..(records * keys) as u64).map(|key| hashed(key) as u64).collect();
    ((), limit.sorted) = timed(|| sorted.sort_unstable());
    std::hint::black_box(&sorted);
    let lines: Vec<[u64; 8]> = vec![[1; 8]; records.max(1)];
    let (sum, looked) = timed(|| {
        let mut sum = 0_u64;
        // Keys are in order, so one of the two is near in memory and one is anywhere.
        for pair in 0..pairs {
            let at = (pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 24) as usize % lines.len();
            sum = sum.wrapping_add(lines[at].iter().fold(pair, |all, one| all ^ one));
        }
        sum
    });
    std::hint::black_box(sum);
    limit.looked = looked;
    Ok(limit)
}
