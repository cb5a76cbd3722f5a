//! `holdfast ledger`: looking after what is kept.

use std::process::ExitCode;

use clap::{Args as ClapArgs, Subcommand};

use crate::database::{self, DatabaseArgs};
use crate::out;

/// What `holdfast ledger` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make every view (work lists, file lists, names to search by) again from the facts. Facts are not touched; nobody sees it half done.
    Rebuild,
}

/// Rebuilds.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Command::Rebuild = args.command;
    let rebuilt = database::run(async {
        let ledger = args.database.open().await?;
        let rebuilt = ledger.rebuild().await?;
        ledger.close().await;
        Ok(rebuilt)
    })?;
    out::say(&format!("Made again from the facts: {} files, {} obligations.\n", rebuilt.files, rebuilt.obligations))?;
    Ok(ExitCode::SUCCESS)
}
