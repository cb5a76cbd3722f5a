//! `holdfast zones`: the tree of zones by which homes are screened. Built once, looked at by everybody, and then left as it is.

mod build;
mod inspect;

use std::process::ExitCode;

use clap::{Args as ClapArgs, Subcommand};

/// What `holdfast zones` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the tree from a register of dwellings, social homes and primary schools, and account for every floor. Without a register: from
    /// invented homes.
    Build(build::BuildArgs),
    /// Say what every zone of a tree holds, and draw it over the outlines of councils.
    Inspect(inspect::InspectArgs),
}

/// Builds or shows.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Build(args) => build::run(args),
        Command::Inspect(args) => inspect::run(args),
    }
}
