//! `holdfast screen`: the attack on the screening of homes that ships with it.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::{Args as ClapArgs, Subcommand};
use screening::attack::{self, Size};

use crate::out;

/// What `holdfast screen` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Attack the screening of homes over invented regions: ask everything, watch for years, pool answers, follow moves. Exit code 1 where more
    /// is learned than may be, a dangerous home is allowed, or a design that is known to fail does not.
    Attack(AttackArgs),
}

/// What `holdfast screen attack` is given.
#[derive(Debug, ClapArgs)]
struct AttackArgs {
    /// Attack as long as `make bench` does: minutes, and five regions.
    #[arg(long)]
    whole: bool,
    /// The regions, by seed. May be given several times; 1 if not given, and 1 to 5 with --whole.
    #[arg(long, value_name = "SEED")]
    seed: Vec<u64>,
}

/// Attacks, and says what came of it.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Command::Attack(args) = &args.command;
    let size = if args.whole { Size::WHOLE } else { Size::SMALL };
    let seeds: Vec<u64> = match (args.seed.is_empty(), args.whole) {
        (false, _) => args.seed.clone(),
        (true, true) => (1..=5).collect(),
        (true, false) => vec![1],
    };
    let report = attack::run(size, &seeds, &mut |step| eprintln!("{step}"));
    let mut text = report.to_markdown();
    for (what, many) in &report.counts {
        writeln!(text, "\n{what}: {many}")?;
    }
    if report.holds() {
        text.push_str("\nEverything holds.\n");
    } else {
        writeln!(text, "\nRows that do not hold: {}.", report.wrong().len())?;
    }
    out::say(&text)?;
    Ok(if report.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
