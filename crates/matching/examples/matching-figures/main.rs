//! Measures matching on invented lists of several sizes and on Febrl's, beside Splink where it is installed, and writes docs/benchmarks-matching.md with
//! its chart.
//!
//! `cargo run --release -p matching --example matching-figures`; add `small` to stop at 100,000 records, or `only WORDS` to measure the sets whose names begin
//! so, without Splink and without writing the page. Splink is run by `scripts/splink/match.py` with the Python that `HOLDFAST_SPLINK_PYTHON` names, or the
//! one that `scripts/splink/setup.sh` has put into `var/splink`; without one its columns stay empty.

#![allow(clippy::print_stdout, reason = "a program that tells another what it cost")]

mod chart;
mod febrl;
mod judging;
mod limit;
mod own;
mod process;
mod report;
mod searching;
mod sets;
mod splink;

use std::path::Path;

use matching::lists::{Columns, Job, Progress, dedupe_list, link_lists};
use matching::{LINKING_THRESHOLD, Stage, WORKING_THRESHOLD};

use crate::judging::Judged;
use crate::limit::Limit;
use crate::process::Cost;
use crate::sets::Task;

/// What a program reached on a set, and what it cost.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Measured {
    judged: Judged,
    cost: Cost,
}

/// A set with what both programs made of it.
#[derive(Debug)]
struct Line {
    name: String,
    records: usize,
    is_link: bool,
    ours: Measured,
    theirs: Option<Measured>,
    /// Pairs that ours looked at.
    looked_at: u64,
    /// What no program can go below, for the largest sets.
    limit: Option<Limit>,
}

struct Quiet;

impl Progress for Quiet {
    fn at(&self, _: Stage, _: u64, _: u64) {}

    fn bad_line(&self, list: &Path, line: u64, why: &str) {
        eprintln!("{} line {line}: {why}", list.display());
    }
}

/// Matches the lists of a folder in a process of its own, so that nothing else is counted, and tells what that cost.
fn match_alone(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let out = folder.join("ours.csv");
    let job = Job {
        columns: Columns::default(),
        separator: b',',
        explained: false,
        memory: 4 << 30,
        options: matching::Options::default(),
    };
    let report = if folder.join("register.csv").exists() {
        link_lists(&folder.join("register.csv"), &folder.join("feed.csv"), &out, &job, &Quiet)?
    } else {
        dedupe_list(&folder.join("records.csv"), &out, &job, &Quiet)?
    };
    let cost = process::so_far();
    let looked_at: u64 = report.costs.iter().map(|cost| cost.looked_at).sum();
    println!("{} {} {looked_at}", cost.cpu, cost.memory);
    Ok(())
}

/// Runs ours three times: the answer is the same, and the cheapest run counts.
fn ours(task: &Task, folder: &Path) -> Result<(Measured, u64), Box<dyn std::error::Error>> {
    let mut cheapest: Option<(Cost, u64)> = None;
    for _ in 0..3 {
        let output = std::process::Command::new(std::env::current_exe()?).arg("alone").arg(folder).output()?;
        let told = String::from_utf8(output.stdout)?;
        let [cpu, memory, looked_at] = told.split_whitespace().collect::<Vec<_>>()[..] else {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        };
        let cost = Cost { cpu: cpu.parse()?, memory: memory.parse()? };
        if cheapest.is_none_or(|(known, _)| cost.cpu < known.cpu) {
            cheapest = Some((cost, looked_at.parse()?));
        }
    }
    let (cost, looked_at) = cheapest.ok_or("nothing was run")?;
    let threshold = if task.is_link() { LINKING_THRESHOLD } else { WORKING_THRESHOLD };
    let judged = judging::judge(task, &folder.join("ours.csv"), f64::from(threshold))?;
    Ok((Measured { judged, cost }, looked_at))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["alone", folder] => return match_alone(Path::new(folder)),
        ["index", list] => return searching::index_alone(Path::new(list)),
        _ => {}
    }
    let small = words.iter().any(|word| word == "small");
    let only = words.iter().position(|word| word == "only").map(|at| words[at + 1..].join(" "));
    let folder = std::env::temp_dir().join(format!("matching-figures-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let mut lines = Vec::new();
    for (name, make) in sets::all(small)? {
        if only.as_ref().is_some_and(|only| !name.starts_with(only)) {
            continue;
        }
        let task = Task::of(name.clone(), make()?);
        task.write(&folder)?;
        let (ours, looked_at) = ours(&task, &folder)?;
        let theirs = if only.is_none() { splink::run(&task, &folder)? } else { None };
        let list = if task.is_link() { folder.join("feed.csv") } else { folder.join("records.csv") };
        let keys = if task.is_link() { 1 } else { report::KEYS };
        let limit = if task.records() >= 1_000_000 { Some(limit::measure(&list, keys, looked_at)?) } else { None };
        let line = Line { name, records: task.records(), is_link: task.is_link(), ours, theirs, looked_at, limit };
        eprintln!("{}", report::in_short(&line));
        lines.push(line);
    }
    if only.as_ref().is_none_or(|only| only == "one against many") {
        let searched = searching::measure(if small { 100_000 } else { 1_000_000 }, &folder)?;
        eprintln!("{searched:?}");
        if only.is_none() {
            std::fs::write("docs/images/matching.svg", chart::draw(&lines))?;
            std::fs::write("docs/benchmarks-matching.md", report::page(&lines, &searched))?;
        }
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
