//! `make bench`: measures Holdfast on this machine and writes `docs/benchmarks.md`.
//!
//! Speed is told as a ratio: against the machine's own limit in the same run, or one size against another. Seconds alone say more about the
//! machine than about the program.

#![allow(clippy::print_stdout, reason = "a program that people run to read what it prints")]

mod deriving;
mod long_file;

fn main() -> anyhow::Result<()> {
    deriving::measure();
    Ok(())
}
