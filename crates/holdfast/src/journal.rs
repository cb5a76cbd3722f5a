//! `holdfast journal`: proves that the journal says what was written, and gives others what they need to hold us to it.

mod outside;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ::ledger::{Against, TreeHead, Verified};
use anyhow::Context as _;
use clap::{Args as ClapArgs, Subcommand};
use jiff::Timestamp;
use serde_json::json;
use vault::VerifierKey;

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
    /// Walk every file's chain, hold it against the log and every kept head, and name each thing that was changed. Exit code 1 where there is one.
    Verify(VerifyArgs),
    /// Take a signed head over the whole journal, keep it and print it. Give it to somebody outside.
    Head,
    /// Print the key with which others check heads. Give it to them once, by a way that nobody here can change.
    Key,
    /// Write the journal for outsiders: heads and hashes, no word and no key.
    Export(outside::ExportArgs),
    /// As a witness: look at an export or a request, and sign that the journal only grew.
    Cosign(outside::CosignArgs),
    /// As a witness: make a key.
    WitnessKey(outside::WitnessKeyArgs),
    /// Ask a witness to cosign the newest head: prints sizes and hashes, and nothing else.
    Ask(outside::AskArgs),
    /// Keep what a witness signed under its head.
    AddCosignature(outside::AddArgs),
    /// Say that an older copy of the database was put back on purpose, so that it may be written again.
    Restored(outside::RestoredArgs),
}

/// What `holdfast journal verify` is given.
#[derive(Debug, ClapArgs)]
pub struct VerifyArgs {
    /// A head taken earlier and kept elsewhere: proves that nothing has been rolled back since. May be given several times.
    #[arg(long, value_name = "HEADFILE")]
    against: Vec<PathBuf>,
    /// A witness's public key, or a file with one a line. May be given several times.
    #[arg(long, value_name = "KEY")]
    witness: Vec<String>,
    /// How many witnesses must have cosigned one head.
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    needed: usize,
    /// Check an export instead of the database: needs no database and no key file.
    #[arg(long, value_name = "FOLDER", requires = "key")]
    export: Option<PathBuf>,
    /// The key that `holdfast journal key` printed, as you were given it: text, or a file that holds it.
    #[arg(long, value_name = "PUBLICKEY")]
    key: Option<String>,
    /// For whom it is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Does what it was asked.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Head => database::run(async {
            let ledger = args.database.open().await?;
            let head = ledger.take_head(database::now()).await?;
            ledger.close().await;
            out::say(&head.to_string())?;
            Ok(ExitCode::SUCCESS)
        }),
        Command::Key => database::run(async {
            out::say(&format!("{}\n", args.database.vault()?.head_verifier()))?;
            Ok(ExitCode::SUCCESS)
        }),
        Command::Verify(how) => match verify(&args.database, how) {
            Ok(verified) => {
                out::say(&match how.format {
                    Format::Json => serde_json::to_string_pretty(&as_json(&verified))? + "\n",
                    Format::Text => as_text(&verified, !how.against.is_empty()),
                })?;
                Ok(if verified.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
            }
            Err(Stopped::CannotUse(why)) => Ok(out::cannot_use(&format!("{why:#}"))),
            Err(Stopped::Failed(why)) => Err(why),
        },
        Command::Export(export) => outside::export(&args.database, export),
        Command::Cosign(cosign) => outside::cosign(cosign),
        Command::WitnessKey(make) => outside::witness_key(make),
        Command::Ask(ask) => outside::ask(&args.database, ask),
        Command::AddCosignature(add) => outside::add_cosignature(&args.database, add),
        Command::Restored(restored) => outside::restored(&args.database, restored),
    }
}

/// Why nothing was verified.
enum Stopped {
    /// What was given cannot be used.
    CannotUse(anyhow::Error),
    /// Something failed.
    Failed(anyhow::Error),
}

fn verify(database: &DatabaseArgs, how: &VerifyArgs) -> Result<Verified, Stopped> {
    let mut against = Against { needed: how.needed, ..Against::default() };
    for path in &how.against {
        against.heads.push((path.display().to_string(), read_head(path).map_err(Stopped::CannotUse)?));
    }
    for said in &how.witness {
        against.witnesses.extend(read_keys(said).map_err(Stopped::CannotUse)?);
    }
    if let (Some(folder), Some(key)) = (&how.export, &how.key) {
        let key = read_keys(key).map_err(Stopped::CannotUse)?.into_iter().next();
        let key = key.ok_or_else(|| Stopped::CannotUse(anyhow::anyhow!("the file holds no key")))?;
        return ::ledger::verify_export(folder, &key, &against).map_err(|why| Stopped::CannotUse(why.into()));
    }
    database::run(async {
        let ledger = database.open().await?;
        let verified = ledger.verify(Some(&against)).await?;
        ledger.close().await;
        Ok(verified)
    })
    .map_err(Stopped::Failed)
}

fn read_head(path: &Path) -> anyhow::Result<TreeHead> {
    let text = std::fs::read_to_string(path).with_context(|| format!("the head file {} cannot be read", path.display()))?;
    text.parse()
        .with_context(|| format!("{} is no tree head: give the file that `holdfast journal head` printed", path.display()))
}

/// Public keys: one as text, or a file with one a line, where lines that begin with `#` say what somebody wants to say.
fn read_keys(said: &str) -> anyhow::Result<Vec<VerifierKey>> {
    if let Ok(key) = said.parse() {
        return Ok(vec![key]);
    }
    let text =
        std::fs::read_to_string(said).with_context(|| format!("“{said}” is no public key, and no file that can be read"))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.parse().with_context(|| format!("{said} holds a line that is no public key"))).collect()
}

fn as_text(verified: &Verified, against: bool) -> String {
    let mut text = String::new();
    for found in &verified.findings {
        let _ = writeln!(text, "{found}");
    }
    if let Some(cosigned) = verified.cosigned
        && let Ok(at) = Timestamp::from_second(cosigned.at.cast_signed())
    {
        let _ = writeln!(text, "Witnesses have followed the log up to {} of {}, last at {at}.", cosigned.size, verified.leaves);
    }
    let Verified { files, entries, leaves, heads, .. } = verified;
    let _ = write!(text, "{files} files, {entries} entries, {leaves} leaves, {heads} heads: ");
    let said = match verified.findings.len() {
        0 if against => "the journal says what was written, and nothing was rolled back since the heads that you gave.",
        0 if *heads > 0 => "the journal says what was written, and holds every head that was kept.",
        0 => "the journal says what was written. No head was kept yet: `holdfast journal head` takes one.",
        1 => "1 thing is wrong. Stop using the database, keep a copy of it, and tell the data protection officer.",
        many => {
            let _ = write!(text, "{many} ");
            "things are wrong. Stop using the database, keep a copy of it, and tell the data protection officer."
        }
    };
    text.push_str(said);
    text.push('\n');
    text
}

fn as_json(verified: &Verified) -> serde_json::Value {
    let finding = |found: &::ledger::Finding| {
        json!({
            "wrong": found.wrong.words(), "file": found.file, "reference": found.reference, "entry": found.seq,
            "fact": found.fact, "person": found.person, "kept": found.kept, "head": found.head, "says": found.to_string(),
        })
    };
    json!({
        "files": verified.files,
        "entries": verified.entries,
        "leaves": verified.leaves,
        "heads": verified.heads,
        "cosigned": verified.cosigned.map(|cosigned| json!({ "size": cosigned.size, "at": cosigned.at })),
        "findings": verified.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}
