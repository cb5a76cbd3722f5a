//! What goes out to those who hold us to the journal, and what comes back from them.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ::ledger::{Extent, Request, TreeHead};
use anyhow::{Context as _, bail};
use clap::Args as ClapArgs;
use vault::{NoteKey, Signed, VerifierKey};

use crate::database::{self, DatabaseArgs};
use crate::out;

/// What `export` is given.
#[derive(Debug, ClapArgs)]
pub struct ExportArgs {
    /// The folder: empty, or not there yet.
    folder: PathBuf,
    /// For a witness: heads and hashes only.
    #[arg(long, conflicts_with = "entries")]
    hashes_only: bool,
    /// For an inspector: every entry as it is kept. Words stay sealed, but kinds of facts, days and officers' ids can be read.
    #[arg(long)]
    entries: bool,
}

/// What `cosign` is given.
#[derive(Debug, ClapArgs)]
pub struct CosignArgs {
    /// An export of the journal.
    #[arg(long, value_name = "FOLDER", required_unless_present = "request")]
    export: Option<PathBuf>,
    /// Or what `holdfast journal ask` printed.
    #[arg(long, value_name = "FILE", conflicts_with = "export")]
    request: Option<PathBuf>,
    /// The witness's key. What the witness saw last is kept beside it.
    #[arg(long, value_name = "FILE")]
    witness_key: PathBuf,
    /// The journal's key, as the witness was given it; asked for the first time, and kept.
    #[arg(long, value_name = "PUBLICKEY")]
    key: Option<String>,
}

/// What `witness-key` is given.
#[derive(Debug, ClapArgs)]
pub struct WitnessKeyArgs {
    /// The witness's name, such as witness.refuge.example/1.
    name: String,
    /// Where to write the key. Never overwritten.
    file: PathBuf,
}

/// What `ask` is given.
#[derive(Debug, ClapArgs)]
pub struct AskArgs {
    /// How far the witness has seen the log; 0 the first time.
    #[arg(long, value_name = "SIZE", default_value_t = 0)]
    seen: u64,
}

/// What `add-cosignature` is given.
#[derive(Debug, ClapArgs)]
pub struct AddArgs {
    /// What the witness gave back.
    file: PathBuf,
    /// The witness's public key: a signature that it did not make is refused.
    #[arg(long, value_name = "KEY")]
    witness: String,
}

/// What `restored` is given.
#[derive(Debug, ClapArgs)]
pub struct RestoredArgs {
    /// Why: kept for ever, signed, beside the heads.
    because: String,
}

/// Writes the journal for outsiders.
pub fn export(database: &DatabaseArgs, args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let extent = match (args.hashes_only, args.entries) {
        (true, _) => Extent::Hashes,
        (_, true) => Extent::Entries,
        _ => Extent::Leaves,
    };
    database::run(async {
        let ledger = database.open().await?;
        if ledger.alarm().is_none() {
            ledger.take_head(database::now()).await?;
        }
        let done = ledger.export(&args.folder, extent).await?;
        ledger.close().await;
        out::say(&format!(
            "Written: {} heads, {} leaves, {} entries. No key and no word of a case is in it.\n",
            done.heads, done.leaves, done.entries
        ))?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Looks as a witness, and signs.
pub fn cosign(args: &CosignArgs) -> anyhow::Result<ExitCode> {
    let text = fs::read_to_string(&args.witness_key).with_context(|| format!("{} cannot be read", args.witness_key.display()))?;
    let witness = NoteKey::read(&text).with_context(|| args.witness_key.display().to_string())?;
    let kept_key = args.witness_key.with_extension("log");
    let key = known_key(args.key.as_deref(), &kept_key)?;
    let seen_at = args.witness_key.with_extension("seen");
    let seen = read_seen(&seen_at)?;
    let (mut head, follows) = match (&args.export, &args.request) {
        (Some(folder), _) => {
            let (hashes, head) = ::ledger::for_witness(folder)?;
            let Some(head) = head else { return Ok(out::cannot_use("the export holds no head")) };
            let follows = ::ledger::follows(&hashes, &head, seen.as_ref());
            (head, follows)
        }
        (None, Some(path)) => {
            let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
            let request: Request = text.parse().with_context(|| path.display().to_string())?;
            let follows = request.follows(seen.as_ref());
            (request.head, follows)
        }
        (None, None) => return Ok(out::cannot_use("name an export or a request")),
    };
    if head.origin() != key.name() || !matches!(key.check(head.note()), Signed::Well { .. }) {
        bail!("the head is not signed with the key of the journal that this witness knows: nothing is cosigned; ask who sent it");
    }
    if !follows {
        let size = seen.as_ref().map_or(0, TreeHead::size);
        bail!(
            "this log does not begin with the {size} leaves that this witness has seen: nothing is cosigned. Keep what you were given and what \
             stands in {}, and tell the partnership's data protection officer and your own",
            seen_at.display()
        );
    }
    witness.sign(head.note_mut(), database::now().as_second().unsigned_abs());
    // What was seen is kept before the signature goes out, so that no two histories are ever cosigned.
    keep(&kept_key, &format!("{key}\n"))?;
    keep(&seen_at, &head.to_string())?;
    out::say(&head.note().with_last_signature_only().to_string())?;
    Ok(ExitCode::SUCCESS)
}

/// The journal's key: as it was given, and the same as before.
fn known_key(said: Option<&str>, kept: &Path) -> anyhow::Result<VerifierKey> {
    let said = said.map(super::read_keys).transpose()?.and_then(|keys| keys.into_iter().next());
    let before = if kept.exists() { super::read_keys(&kept.display().to_string())?.into_iter().next() } else { None };
    match (said, before) {
        (Some(said), Some(before)) if said != before => {
            bail!(
                "this witness knows the journal by another key, which stands in {}: ask why it changed before you remove that file",
                kept.display()
            )
        }
        (Some(key), _) | (None, Some(key)) => Ok(key),
        (None, None) => {
            bail!("say which key the journal has with --key: the partnership gave it to you when you became a witness")
        }
    }
}

fn read_seen(path: &Path) -> anyhow::Result<Option<TreeHead>> {
    if !path.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(path)?;
    Ok(Some(text.parse().with_context(|| format!("{} should hold the head that was cosigned last", path.display()))?))
}

/// Writes a file whole or not at all.
fn keep(path: &Path, text: &str) -> anyhow::Result<()> {
    let beside = path.with_extension("new");
    let mut file = fs::File::create(&beside).with_context(|| format!("{} cannot be written", beside.display()))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(fs::rename(&beside, path)?)
}

/// Makes a witness's key.
pub fn witness_key(args: &WitnessKeyArgs) -> anyhow::Result<ExitCode> {
    let key = NoteKey::new_witness(&args.name)?;
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&args.file)
        .with_context(|| format!("{} cannot be written anew", args.file.display()))?;
    file.write_all(key.private().as_bytes())?;
    file.sync_all()?;
    out::say(&format!("{}\n", key.verifier()))?;
    Ok(ExitCode::SUCCESS)
}

/// Asks a witness.
pub fn ask(database: &DatabaseArgs, args: &AskArgs) -> anyhow::Result<ExitCode> {
    database::run(async {
        let ledger = database.open().await?;
        ledger.take_head(database::now()).await?;
        let request = ledger.ask_witness(args.seen).await?;
        ledger.close().await;
        match request {
            Some(request) => {
                out::say(&request.to_string())?;
                Ok(ExitCode::SUCCESS)
            }
            None => Ok(out::cannot_use("the log does not go as far as that: this witness has seen another one")),
        }
    })
}

/// Keeps a cosignature.
pub fn add_cosignature(database: &DatabaseArgs, args: &AddArgs) -> anyhow::Result<ExitCode> {
    let text = fs::read_to_string(&args.file).with_context(|| format!("{} cannot be read", args.file.display()))?;
    let cosigned: TreeHead = text.parse().with_context(|| args.file.display().to_string())?;
    let keys = super::read_keys(&args.witness)?;
    if !keys.iter().any(|key| matches!(key.check(cosigned.note()), Signed::Well { at: Some(_) })) {
        return Ok(out::cannot_use("none of these witnesses has cosigned this head"));
    }
    database::run(async {
        let ledger = database.open().await?;
        let new = ledger.add_cosignatures(&cosigned).await?;
        ledger.close().await;
        match new {
            Some(0) => out::say("It was kept before.\n")?,
            Some(_) => out::say(&format!("Kept under the head of size {}.\n", cosigned.size()))?,
            None => return Ok(out::cannot_use("this journal never signed that head: keep it, and find out who did")),
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// Says that an older copy was put back on purpose.
pub fn restored(database: &DatabaseArgs, args: &RestoredArgs) -> anyhow::Result<ExitCode> {
    if args.because.trim().is_empty() {
        return Ok(out::cannot_use("say why the older copy was put back: it is kept for ever"));
    }
    database::run(async {
        let ledger = database.open().await?;
        if ledger.alarm().is_none() {
            ledger.close().await;
            out::say("This database is as new as the heads beside it: there is nothing to say.\n")?;
            return Ok(ExitCode::SUCCESS);
        }
        let moved = ledger.restored(args.because.trim(), database::now()).await?;
        ledger.close().await;
        out::say(&format!(
            "Set aside {moved} heads that go further than this database. Those who keep them will ask: what was recorded after the copy is lost, \
             and has to be recorded again from paper, letters and partners.\n"
        ))?;
        Ok(ExitCode::SUCCESS)
    })
}
