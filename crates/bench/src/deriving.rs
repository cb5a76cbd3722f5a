//! How long it takes to fold a file and derive what is owed, and how that grows.

use std::hint::black_box;
use std::time::{Duration, Instant};

use casefile::file::CaseFile;
use casefile::obligations::{Standards, derive};

use crate::long_file;

/// Folds and derives files of growing length on one core, and a hundred thousand files of sixty facts on all cores.
pub fn measure() {
    let standards = Standards::default();
    println!("| facts | fold and derive, median | fold alone | obligations | ns a fact |\n|---:|---:|---:|---:|---:|");
    for length in [25, 50, 100, 200, 400, 800, 1600] {
        let facts = long_file::facts(0, length);
        let owed = derive(&CaseFile::fold(facts.clone()), &standards).len();
        let whole = median(|| facts.clone(), |facts| drop(black_box(derive(&CaseFile::fold(facts), &standards))));
        let fold = median(|| facts.clone(), |facts| drop(black_box(CaseFile::fold(facts))));
        println!(
            "| {length} | {:.1} µs | {:.1} µs | {owed} | {:.0} |",
            micros(whole),
            micros(fold),
            whole.as_nanos() as f64 / length as f64
        );
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn median<T>(mut before: impl FnMut() -> T, mut run: impl FnMut(T)) -> Duration {
    let mut times: Vec<Duration> = (0..301)
        .map(|_| {
            let input = before();
            let start = Instant::now();
            run(input);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}
