//! `holdfast match`: which records of two lists, or of one, are of the same person.

mod mapping;
mod progress;

use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use ::matching::lists::{Job, Report, dedupe_list, link_lists};
use clap::Args as ClapArgs;

use self::progress::Teller;
use crate::out;

/// What `holdfast match` is given.
#[derive(Debug, ClapArgs)]
#[command(after_help = HELP)]
#[group(id = "lists", required = true, multiple = true, args = ["register", "dedupe"])]
pub struct Args {
    /// A list in which each person stands once; its people are looked for in the feed.
    #[arg(long, value_name = "FILE", requires = "feed", conflicts_with = "dedupe")]
    register: Option<PathBuf>,
    /// The list in which they are looked for.
    #[arg(long, value_name = "FILE", requires = "register")]
    feed: Option<PathBuf>,
    /// One list, in which one person may stand several times.
    #[arg(long, value_name = "FILE")]
    dedupe: Option<PathBuf>,
    /// Where the pairs go: id_a, id_b, and the chance that both are one person.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Say with each pair how sure it is in a word, and why in a sentence.
    #[arg(long)]
    explain: bool,
    /// A small TOML file that says what the columns are called.
    #[arg(long, value_name = "FILE")]
    columns: Option<PathBuf>,
    /// Pairs with a smaller chance are left out.
    #[arg(long, value_name = "CHANCE", default_value = "0.005", value_parser = chance)]
    least: f32,
    /// How much memory may be used, such as 512M or 4G. A feed that is too large for it is taken in parts.
    #[arg(long, value_name = "SIZE", default_value = "2G", value_parser = bytes)]
    memory: u64,
    /// How many threads may work; as many as there are processors if nothing is said. The answer does not depend on it.
    #[arg(long, value_name = "NUMBER")]
    threads: Option<NonZeroUsize>,
    /// Say nothing of what is being done; lines that cannot be used are told all the same.
    #[arg(long, short)]
    quiet: bool,
}

const HELP: &str = "\
A chance of 0.5 is where to draw the line if nobody looks at the pairs: above it a pair is more likely one person than two. \
From 0.98 it is certain as far as anything here is, from 0.5 likely, from 0.1 possible.

Columns: record_id, first_name, middle_names, surname, sex, dob, address, town, postcode, phone, email, nino, aliases, nhs_number, uprn, \
former_addresses (each with its postcode, `;` between); none but record_id has to be there. A mapping names those that are called otherwise, \
and what stands between cells if it is not a comma:

    separator = \";\"
    [columns]
    record_id = \"Person Ref\"
    dob = \"Date of birth\"
    address = [\"House\", \"Street\"]

A run that is broken off leaves FILE.part beside the pairs; the same command goes on from there. Nothing leaves this machine.

Exit codes: 0 done; 1 something failed; 2 what was given cannot be used.";

fn chance(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(chance) if (0.0..=1.0).contains(&chance) => Ok(chance),
        _ => Err("a chance is a number between 0 and 1".to_owned()),
    }
}

fn bytes(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => Some(0),
        "K" | "KB" => Some(10),
        "M" | "MB" => Some(20),
        "G" | "GB" => Some(30),
        _ => None,
    };
    let size = unit.and_then(|unit| digits.trim().parse::<u64>().ok()?.checked_mul(1 << unit));
    size.ok_or_else(|| "a size is a number with K, M or G, such as 512M".to_owned())
}

/// Links or dedupes.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mapping = match args.columns.as_deref().map(mapping::read).transpose() {
        Ok(mapping) => mapping.unwrap_or_default(),
        Err(why) => return Ok(out::cannot_use(&why)),
    };
    let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let job = Job {
        columns: mapping.columns,
        separator: mapping.separator,
        explained: args.explain,
        memory: args.memory,
        options: ::matching::Options { threads, least: args.least },
    };
    let teller = Teller::new(!args.quiet && std::io::stderr().is_terminal());
    let done = match (&args.register, &args.feed, &args.dedupe) {
        (Some(register), Some(feed), _) => link_lists(register, feed, &args.out, &job, &teller),
        (_, _, Some(records)) => dedupe_list(records, &args.out, &job, &teller),
        _ => return Ok(out::cannot_use("give --register with --feed, or --dedupe")),
    };
    teller.end();
    match done {
        Ok(report) => {
            if !args.quiet {
                eprint!("{}", told(&report, &teller, args));
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(problem) if problem.is_of_what_was_given() => Ok(out::cannot_use(&problem.to_string())),
        Err(problem) => Err(problem.into()),
    }
}

/// What was done, for whoever ran it.
fn told(report: &Report, teller: &Teller, args: &Args) -> String {
    let mut text = String::new();
    let records: Vec<String> = report.records.iter().map(u64::to_string).collect();
    // Writing into a String cannot fail.
    let _ = writeln!(text, "Records read: {}. Pairs written to {}: {}.", records.join(" and "), args.out.display(), report.pairs);
    if teller.bad_lines() > 0 {
        let _ = writeln!(text, "Lines left out because they cannot be used: {}.", teller.bad_lines());
    }
    if report.done_before > 0 {
        let _ = writeln!(text, "Parts that an earlier run had done: {}.", report.done_before);
    }
    if !report.costs.is_empty() {
        text.push_str("How pairs were found (pairs looked at; kept for comparison beyond the rules above; records under too common a key):\n");
    }
    for cost in &report.costs {
        let _ = writeln!(text, "  {:>12} {:>11} {:>9}  {}", cost.looked_at, cost.kept, cost.too_common, cost.rule);
    }
    if !report.kinds.is_empty() {
        text.push_str("How many pairs of each kind there seem to be:\n");
    }
    for (kind, pairs) in &report.kinds {
        let _ = writeln!(text, "  {pairs:>12.0}  {kind}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_chances_are_read_as_people_write_them() {
        assert_eq!(bytes("512M"), Ok(512 << 20));
        assert_eq!(bytes("4GB"), Ok(4 << 30));
        assert_eq!(bytes("1000"), Ok(1000));
        for text in ["", "M", "12X", "99999999999G", "1.5G", "é"] {
            assert!(bytes(text).is_err(), "{text}");
        }
        assert_eq!(chance("0.25"), Ok(0.25));
        assert!(chance("2").is_err() && chance("NaN").is_err());
    }
}
