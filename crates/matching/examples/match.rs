//! Links or dedupes lists, without the rest of Holdfast: `match REGISTER.csv FEED.csv PAIRS.csv`, or `match RECORDS.csv PAIRS.csv`;
//! with `why` at the end every pair gets its band and a sentence.

use std::path::Path;

use matching::Stage;
use matching::lists::{Columns, Job, Progress, dedupe_list, link_lists};

struct Quiet;

impl Progress for Quiet {
    fn at(&self, _: Stage, _: u64, _: u64) {}

    fn bad_line(&self, list: &Path, line: u64, why: &str) {
        eprintln!("{} line {line}: {why}", list.display());
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    let explained = paths.pop_if(|last| last == "why").is_some();
    let paths: Vec<&Path> = paths.iter().map(Path::new).collect();
    let job =
        Job { columns: Columns::default(), separator: b',', explained, memory: 4 << 30, options: matching::Options::default() };
    let report = match paths[..] {
        [register, feed, out] => link_lists(register, feed, out, &job, &Quiet)?,
        [records, out] => dedupe_list(records, out, &job, &Quiet)?,
        _ => return Err("name a register, a feed and where the pairs go; or a list and where the pairs go".into()),
    };
    for cost in &report.costs {
        eprintln!(
            "{:>11} pairs looked at, {:>9} kept, {:>9} records too common: {}",
            cost.looked_at, cost.kept, cost.too_common, cost.rule
        );
    }
    for (kind, pairs) in &report.kinds {
        eprintln!("{pairs:>11.1} pairs of {kind}");
    }
    eprintln!("{:?} records, {} pairs", report.records, report.pairs);
    Ok(())
}
