//! `make bench`: measures Holdfast on this machine and writes `docs/benchmarks.md`.
//!
//! Speed is told as a ratio: against the machine's own limit in the same run, or one size against another. Seconds alone say more about the
//! machine than about the program.

#![allow(clippy::print_stdout, reason = "a program that people run to read what it prints")]

mod client;
mod commands;
mod deriving;
mod house;
mod intake;
mod letters;
mod long_file;
mod pages;
mod searching;
mod shortlisting;
mod statistics;
mod verifying;

use std::fmt::Write as _;

/// Deriving and folding ask for many small pieces of memory and give them back at once.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What stands before the figures.
const BEFORE: &str = "# Benchmarks\n\nWritten by `make bench`, which measures everything again on the machine it runs on; this run's machine is named below. \
Ratios are what to look at: against the same machine's own limit in the same run, or one size against another. No test asserts a time. The engines have pages of their own: [matching](benchmarks-matching.md), [screening](benchmarks-screening.md), [redaction](benchmarks-redaction.md), [hearing](benchmarks-recognition.md).\n";

/// What can be measured by itself: `bench pages` prints the pages' figures and writes no document.
const PARTS: [&str; 8] = ["deriving", "letters", "access", "commands", "verifying", "pages", "searching", "shortlist"];

fn main() -> anyhow::Result<()> {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = asked.iter().find(|part| !PARTS.contains(&part.as_str())) {
        anyhow::bail!("{unknown} cannot be measured: name some of {}, or nothing for all", PARTS.join(", "));
    }
    let whole = asked.is_empty();
    let wanted = |part: &str| whole || asked.iter().any(|one| one == part);
    let large = std::env::var("HOLDFAST_BENCH_FILES").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let facts = std::env::var("HOLDFAST_BENCH_FACTS").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let mut page = format!("{BEFORE}\n{}\n", machine());
    if wanted("deriving") {
        page.push_str(&deriving::measure());
    }
    if wanted("letters") {
        page.push_str(&letters::measure());
    }
    let people = std::env::var("HOLDFAST_BENCH_PEOPLE").ok().and_then(|text| text.parse().ok()).unwrap_or(500_000);
    if wanted("access") {
        page.push_str(&searching::deciding());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    for place in house::places()? {
        println!("measuring on {}", place.name);
        let _ = write!(page, "\n## {}\n", place.name);
        if wanted("commands") {
            page.push_str(&runtime.block_on(commands::measure(&place))?);
        }
        if wanted("verifying") {
            page.push_str(&runtime.block_on(verifying::measure(&place, facts))?);
        }
        if wanted("pages") {
            page.push_str(&runtime.block_on(pages::measure(&place, large))?);
        }
        if wanted("searching") {
            page.push_str(&runtime.block_on(searching::measure(&place, people))?);
        }
        if wanted("shortlist") {
            let waiting = std::env::var("HOLDFAST_BENCH_APPLICANTS").ok().and_then(|text| text.parse().ok()).unwrap_or(10_000);
            page.push_str(&runtime.block_on(shortlisting::measure(&place, waiting))?);
        }
        // What has been measured so far is kept: a run that is stopped has not been for nothing.
        if whole {
            std::fs::write("docs/benchmarks.md", &page)?;
        }
    }
    println!("{page}");
    Ok(())
}

/// The machine, as far as it tells.
fn machine() -> String {
    let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown processor", |rest| rest.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    format!("Machine: {model}, {cores} cores; load average at the start {load}.")
}
