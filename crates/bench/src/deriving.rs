//! How long it takes to fold a file and derive what is owed, and how that grows with the file.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use casefile::facts::Fact;
use casefile::file::CaseFile;
use casefile::obligations::{Standards, derive, rules};

use crate::long_file;
use crate::statistics::{micros, percentile};

/// Files that are derived again on all cores, and how long each is.
const FILES: usize = 100_000;
const LENGTH: usize = 60;
/// Different files among them; the rest are these again.
const DIFFERENT: usize = 500;

/// Folds and derives files of growing length on one core, and a hundred thousand files on all cores.
pub fn measure() -> String {
    let standards = Standards::default();
    let mut page = format!(
        "\n## Folding and deriving\n\n{} rules, one core, median of 301 runs, from facts in memory. Files of a fixed mixture of twenty kinds of fact.\n\n| facts | fold and derive | fold alone | obligations | ns for each fact |\n|---:|---:|---:|---:|---:|\n",
        rules().len()
    );
    for length in [25, 50, 100, 200, 400, 800, 1600] {
        let facts = long_file::facts(0, length);
        let owed = derive(&CaseFile::fold(facts.clone()), &standards).len();
        let whole = median(&facts, |facts| drop(black_box(derive(&CaseFile::fold(facts), &standards))));
        let fold = median(&facts, |facts| drop(black_box(CaseFile::fold(facts))));
        let each = micros(whole) * 1e3 / f64::from(u32::try_from(length).unwrap_or(u32::MAX));
        let _ = writeln!(page, "| {length} | {:.0} µs | {:.0} µs | {owed} | {each:.0} |", micros(whole), micros(fold));
    }
    let took = everything(&standards);
    let rate = f64::from(u32::try_from(FILES).unwrap_or(u32::MAX)) / took.as_secs_f64();
    let _ = writeln!(page, "\n{FILES} files of {LENGTH} facts derived again on all cores: {rate:.0} files a second.");
    page
}

fn everything(standards: &Standards) -> Duration {
    let files: Vec<Vec<Fact>> = (0..DIFFERENT).map(|number| long_file::facts(number, LENGTH)).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let start = Instant::now();
    std::thread::scope(|scope| {
        for core in 0..cores {
            let files = &files;
            scope.spawn(move || {
                for at in (core..FILES).step_by(cores) {
                    let file = CaseFile::fold(files[at % files.len()].clone());
                    black_box(derive(&file, standards));
                }
            });
        }
    });
    start.elapsed()
}

fn median(facts: &[Fact], mut run: impl FnMut(Vec<Fact>)) -> Duration {
    let mut times: Vec<Duration> = (0..301)
        .map(|_| {
            let facts = facts.to_vec();
            let start = Instant::now();
            run(facts);
            start.elapsed()
        })
        .collect();
    percentile(&mut times, 50)
}
