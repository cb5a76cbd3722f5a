//! `holdfast journal`: proves that the journal says what was written, and takes the heads by which others can hold us to it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ::ledger::{TreeHead, Verified};
use anyhow::Context as _;
use clap::{Args as ClapArgs, Subcommand};
use serde_json::json;

use crate::database::{self, DatabaseArgs};
use crate::facts::Format;
use crate::out;

/// What `holdfast journal` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Walk every file's chain, and name each fact that was edited, removed, inserted, swapped or cut off. Exit code 1 where there is one.
    Verify {
        /// A head taken earlier and kept elsewhere: proves that nothing has been rolled back since.
        #[arg(long, value_name = "HEADFILE")]
        against: Option<PathBuf>,
        /// For whom it is written.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Take a signed head over the whole journal, keep it and print it. Give it to somebody outside.
    Head,
}

/// Verifies, or takes a head.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Head => database::run(async {
            let ledger = args.database.open().await?;
            let head = ledger.take_head(database::now()).await?;
            ledger.close().await;
            out::say(&(serde_json::to_string_pretty(&head)? + "\n"))?;
            Ok(ExitCode::SUCCESS)
        }),
        Command::Verify { against, format } => {
            let head = match against.as_deref().map(read_head) {
                None => None,
                Some(Ok(head)) => Some(head),
                Some(Err(why)) => return Ok(out::cannot_use(&format!("{why:#}"))),
            };
            let verified = database::run(async {
                let ledger = args.database.open().await?;
                let verified = ledger.verify(head.as_ref()).await?;
                ledger.close().await;
                Ok(verified)
            })?;
            out::say(&match format {
                Format::Json => serde_json::to_string_pretty(&as_json(&verified, head.as_ref()))? + "\n",
                Format::Text => as_text(&verified, head.as_ref()),
            })?;
            Ok(if verified.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
    }
}

fn read_head(path: &Path) -> anyhow::Result<TreeHead> {
    let text = std::fs::read_to_string(path).with_context(|| format!("the head file {} cannot be read", path.display()))?;
    serde_json::from_str(&text)
        .with_context(|| format!("{} is no tree head: give the file that `holdfast journal head` printed", path.display()))
}

fn as_text(verified: &Verified, head: Option<&TreeHead>) -> String {
    let mut text = String::new();
    for found in &verified.findings {
        let _ = writeln!(text, "{found}");
    }
    let _ = write!(text, "{} files, {} entries: ", verified.files, verified.entries);
    match (verified.findings.len(), head) {
        (0, None) => text.push_str("the journal says what was written.\n"),
        (0, Some(head)) => {
            let _ = writeln!(text, "the journal says what was written, and nothing was rolled back since {}.", head.taken);
        }
        (1, _) => {
            text.push_str(
                "1 thing is wrong. Stop using the database, keep a copy of it, and tell the data protection officer.\n",
            );
        }
        (many, _) => {
            let _ = writeln!(
                text,
                "{many} things are wrong. Stop using the database, keep a copy of it, and tell the data protection officer."
            );
        }
    }
    text
}

fn as_json(verified: &Verified, head: Option<&TreeHead>) -> serde_json::Value {
    let finding = |found: &::ledger::Finding| {
        json!({
            "wrong": found.wrong.words(), "file": found.file, "reference": found.reference, "entry": found.seq,
            "fact": found.fact, "person": found.person, "says": found.to_string(),
        })
    };
    json!({
        "files": verified.files,
        "entries": verified.entries,
        "against": head.map(|head| head.taken),
        "findings": verified.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}
