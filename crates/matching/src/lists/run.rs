//! Linking and deduping lists in files.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::columns::Columns;
use super::journal::Journal;
use super::reading::{List, Reader, fingerprint};
use super::writing::{Lines, header, whole};
use crate::blocking::RuleCost;
use crate::linking::{Options, Pair, Stage, Watch, dedupe, link};

/// Who follows a run.
pub trait Progress: Sync {
    /// So many of so many steps of a stage are done.
    fn at(&self, stage: Stage, done: u64, of: u64);
    /// A line that cannot be used, and why.
    fn bad_line(&self, list: &Path, line: u64, why: &str);
}

/// How to run.
#[derive(Debug, Clone)]
pub struct Job {
    /// What the columns are called.
    pub columns: Columns,
    /// What stands between cells.
    pub separator: u8,
    /// Whether each pair gets a band and a sentence.
    pub explained: bool,
    /// Bytes of memory that may be used.
    pub memory: u64,
    /// Threads, and the least chance.
    pub options: Options,
}

/// What a run did.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Records read from each list; those of parts that were done before do not count.
    pub records: Vec<u64>,
    /// Pairs written.
    pub pairs: u64,
    /// Parts that an earlier run had done.
    pub done_before: usize,
    /// What each rule cost.
    pub costs: Vec<RuleCost>,
    /// The kinds of pair that there are, with how many of each there seem to be.
    pub kinds: Vec<(&'static str, f32)>,
}

/// Why a run cannot go on.
#[derive(Debug)]
pub enum Problem {
    /// A list cannot be read.
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A list has not the columns it should have.
    Header {
        /// Which.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The pairs cannot be written.
    Write {
        /// Where.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The lists need more memory than is allowed.
    Memory {
        /// Bytes that are needed, roughly.
        needed: u64,
        /// Bytes that are allowed.
        allowed: u64,
    },
}

impl Problem {
    /// Whether what was given cannot be used, rather than that something failed.
    pub fn is_of_what_was_given(&self) -> bool {
        match self {
            Self::Header { .. } | Self::Memory { .. } => true,
            Self::Read { error, .. } => error.kind() == io::ErrorKind::NotFound,
            Self::Write { .. } => false,
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mega = |bytes: &u64| bytes.div_ceil(1 << 20);
        match self {
            Self::Read { path, error } => write!(form, "cannot read {}: {error}", path.display()),
            Self::Header { path, why } => write!(form, "{}: {why}", path.display()),
            Self::Write { path, error } => write!(form, "cannot write {}: {error}", path.display()),
            Self::Memory { needed, allowed } => write!(
                form,
                "this needs about {} MB of memory, and {} MB are allowed: allow more with --memory, or divide the list",
                mega(needed),
                mega(allowed)
            ),
        }
    }
}

impl std::error::Error for Problem {}

/// Memory for each byte of a list, in tenths: measured at one million records, and some more.
const TENTHS_FOR_A_BYTE: u64 = 55;
/// Memory whatever the list.
const BASE: u64 = 48 << 20;

fn memory_for(bytes: u64) -> u64 {
    bytes * TENTHS_FOR_A_BYTE / 10
}

struct Follower<'a> {
    progress: &'a dyn Progress,
    /// Parts kept by this and an earlier run, with what failed.
    journal: Option<Mutex<Kept>>,
}

/// What an earlier run compared, and what this one adds to it.
struct Kept {
    journal: Journal,
    parts: Vec<(usize, Vec<Pair>)>,
    failed: Option<io::Error>,
}

impl Watch for Follower<'_> {
    fn at(&self, stage: Stage, done: u64, of: u64) {
        self.progress.at(stage, done, of);
    }

    fn kept(&self, part: usize) -> Option<Vec<Pair>> {
        let mut kept = self.journal.as_ref()?.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let at = kept.parts.iter().position(|one| one.0 == part)?;
        Some(kept.parts.swap_remove(at).1)
    }

    fn keep(&self, part: usize, pairs: &[Pair]) {
        let Some(kept) = &self.journal else { return };
        let mut lines = String::new();
        for pair in pairs {
            // Writing into a String cannot fail.
            let _ = writeln!(lines, "{} {} {}", pair.one, pair.other, pair.chance.to_bits());
        }
        let mut kept = kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Err(error) = kept.journal.keep(&lines, &part.to_string()) {
            kept.failed.get_or_insert(error);
        }
    }
}

fn work_of(job: &Job, lists: &[&Path]) -> Result<String, Problem> {
    let mut work =
        format!("holdfast match {} {} {} {:?}", env!("CARGO_PKG_VERSION"), job.explained, job.options.least, job.columns);
    for path in lists {
        let mark = fingerprint(path).map_err(|error| Problem::Read { path: (*path).to_owned(), error })?;
        work = format!("{work} {mark:x}");
    }
    Ok(work)
}

/// Finds the people of a register in a feed, and writes the pairs. The feed is taken in parts that fit into memory; a run that is broken off goes on behind
/// the last part it finished.
pub fn link_lists(register: &Path, feed: &Path, out: &Path, job: &Job, progress: &dyn Progress) -> Result<Report, Problem> {
    let written = |error| Problem::Write { path: out.to_owned(), error };
    let mut known = List::default();
    let mut reader = Reader::open(register, &job.columns, job.separator, progress)?;
    let register_needs = BASE + memory_for(reader.size());
    let mut feed_reader = Reader::open(feed, &job.columns, job.separator, progress)?;
    let parts = parts_of(feed_reader.size(), register_needs, job.memory)?;
    let mut report = Report { records: vec![reader.read(&mut known, u64::MAX)?, 0], ..Report::default() };
    let work = format!("{} in {parts}", work_of(job, &[register, feed])?);
    let mut journal = Journal::open(out, &work).map_err(written)?;
    report.done_before = journal.ended.len();
    if let Some((byte, line)) = journal.ended.last().and_then(|end| end.split_once(' ')) {
        feed_reader.go_on_at((byte.parse().unwrap_or(0), line.parse().unwrap_or(1)), job.separator)?;
    }
    for part in journal.ended.len() as u64..parts {
        let mut list = known.clone();
        let up_to = if part + 1 == parts { u64::MAX } else { feed_reader.size() / parts * (part + 1) };
        report.records[1] += feed_reader.read(&mut list, up_to)?;
        let left = known.table.len();
        let outcome = link(&mut list.table, left, &job.options, &Follower { progress, journal: None });
        let lines =
            Lines { ids: &list.ids, table: &list.table, learned: &outcome.learned, explained: job.explained }.of(&outcome.pairs);
        let (byte, line) = feed_reader.at();
        journal.keep(&lines, &format!("{byte} {line}")).map_err(written)?;
        add_costs(&mut report.costs, &outcome.costs);
        report.kinds = outcome.learned.kinds();
    }
    whole(out, |file| {
        file.write_all(header(job.explained).as_bytes())?;
        journal.each(|line, end| {
            if !end {
                report.pairs += 1;
                writeln!(file, "{line}")?;
            }
            Ok(())
        })
    })
    .map_err(written)?;
    journal.remove().map_err(written)?;
    Ok(report)
}

/// In how many parts of equal size the feed is taken.
fn parts_of(feed: u64, register_needs: u64, allowed: u64) -> Result<u64, Problem> {
    let needed = memory_for(feed);
    let room = allowed.saturating_sub(register_needs);
    let parts = needed.div_ceil(room.max(1)).max(1);
    // A part that is no larger than a few thousand records is no list to learn from.
    if room == 0 || (parts > 1 && feed / parts < 1 << 20) {
        return Err(Problem::Memory { needed: register_needs + needed.min(memory_for(1 << 20)), allowed });
    }
    Ok(parts)
}

fn add_costs(sum: &mut Vec<RuleCost>, costs: &[RuleCost]) {
    if sum.is_empty() {
        sum.extend_from_slice(costs);
        return;
    }
    for (sum, cost) in sum.iter_mut().zip(costs) {
        sum.looked_at += cost.looked_at;
        sum.kept += cost.kept;
        sum.too_common += cost.too_common;
    }
}

/// Finds the records of one person within a list, and writes the pairs. A run that is broken off need not compare again what it has compared.
pub fn dedupe_list(records: &Path, out: &Path, job: &Job, progress: &dyn Progress) -> Result<Report, Problem> {
    let written = |error| Problem::Write { path: out.to_owned(), error };
    let mut reader = Reader::open(records, &job.columns, job.separator, progress)?;
    let needed = BASE + memory_for(reader.size());
    if needed > job.memory {
        return Err(Problem::Memory { needed, allowed: job.memory });
    }
    let mut list = List::default();
    let mut report = Report { records: vec![reader.read(&mut list, u64::MAX)?], ..Report::default() };
    let journal = Journal::open(out, &work_of(job, &[records])?).map_err(written)?;
    report.done_before = journal.ended.len();
    let kept = kept_pairs(&journal, list.table.len()).map_err(written)?;
    let follower = Follower { progress, journal: Some(Mutex::new(Kept { journal, parts: kept, failed: None })) };
    let outcome = dedupe(&mut list.table, &job.options, &follower);
    let Some(Kept { journal, failed, .. }) =
        follower.journal.map(|kept| kept.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
    else {
        return Ok(report);
    };
    if let Some(error) = failed {
        return Err(written(error));
    }
    report.costs = outcome.costs;
    report.kinds = outcome.learned.kinds();
    report.pairs = outcome.pairs.len() as u64;
    let lines = Lines { ids: &list.ids, table: &list.table, learned: &outcome.learned, explained: job.explained };
    whole(out, |file| {
        file.write_all(header(job.explained).as_bytes())?;
        for some in outcome.pairs.chunks(4096) {
            file.write_all(lines.of(some).as_bytes())?;
        }
        Ok(())
    })
    .map_err(written)?;
    journal.remove().map_err(written)?;
    Ok(report)
}

/// The pairs of each part that an earlier run compared, of a list with so many records.
fn kept_pairs(journal: &Journal, records: usize) -> io::Result<Vec<(usize, Vec<Pair>)>> {
    let (mut parts, mut pairs) = (Vec::new(), Vec::new());
    journal.each(|line, end| {
        if end {
            parts.extend(line.parse().ok().map(|part| (part, std::mem::take(&mut pairs))));
        } else {
            let mut words = line.split(' ').map(str::parse::<u32>);
            if let (Some(Ok(one)), Some(Ok(other)), Some(Ok(bits))) = (words.next(), words.next(), words.next()) {
                let pair = Pair { one, other, chance: f32::from_bits(bits) };
                // A journal that was damaged names no records that are not there.
                if one < other && (other as usize) < records && (0.0..=1.0).contains(&pair.chance) {
                    pairs.push(pair);
                }
            }
        }
        Ok(())
    })?;
    Ok(parts)
}
