//! `holdfast keys`: who holds the root, which versions there are, rotation, and destruction by two people.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use ::ledger::{Account, Ledger, LedgerError, Target};
use casefile::ids::PersonId;
use clap::{Args as ClapArgs, Subcommand};
use vault::{AgeIdentity, KeyProvider, Plain};

use crate::database::{self, DatabaseArgs};
use crate::out;

/// What `holdfast keys` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say who holds the root, which versions of the wrapping key there are, and what waits to be destroyed.
    Status,
    /// Wrap every file's and person's key anew while Holdfast runs, then destroy the old version. Goes on where it was stopped.
    Rotate,
    /// Put the key file under another root. The keys stay the same.
    Move(MoveArgs),
    /// Ask that a file's or a person's key be destroyed, and with it everything that it sealed. A second person has to agree.
    Shred(ShredArgs),
    /// Agree, as the second person: the key is destroyed now, in this database and in every copy that is ever put back.
    Agree(WhoArgs),
    /// Say that a key stays, after somebody has asked that it be destroyed.
    Keep(WhoArgs),
}

/// What `move` is given.
#[derive(Debug, ClapArgs)]
#[group(required = true, multiple = false)]
#[expect(clippy::struct_field_names, reason = "they are the names of options, and `identity` alone is another one")]
pub struct MoveArgs {
    /// An age identity, as `age-keygen` writes it.
    #[arg(long, value_name = "FILE")]
    to_identity: Option<PathBuf>,
    /// A key program with its own arguments, separated by spaces.
    #[arg(long, value_name = "COMMAND")]
    to_program: Option<String>,
    /// Nobody: whoever has the file has every key. For a try on one machine.
    #[arg(long)]
    to_plain: bool,
}

/// What is destroyed, and who says so.
#[derive(Debug, ClapArgs)]
pub struct WhoArgs {
    /// The file's reference.
    #[arg(long, value_name = "REFERENCE", required_unless_present = "person", conflicts_with = "person")]
    file: Option<String>,
    /// Or a person's id: their contact details and whereabouts.
    #[arg(long, value_name = "ID")]
    person: Option<PersonId>,
    /// The sign-in name of whoever says so: a lead or a director.
    #[arg(long = "as", value_name = "SIGN_IN_NAME")]
    by: String,
}

/// What `shred` is given.
#[derive(Debug, ClapArgs)]
pub struct ShredArgs {
    #[command(flatten)]
    who: WhoArgs,
    /// Why.
    #[arg(long, value_name = "REASON")]
    because: String,
}

/// Does what it was asked.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    database::run(async {
        if let Command::Move(to) = &args.command {
            return move_to(&args.database, to);
        }
        let ledger = args.database.open().await?;
        let done = match &args.command {
            Command::Status => status(&args.database, &ledger).await,
            Command::Rotate => rotate(&ledger).await,
            Command::Shred(shred) => ask(&ledger, shred).await,
            Command::Agree(who) => agree(&ledger, who).await,
            Command::Keep(who) => keep(&ledger, who).await,
            Command::Move(_) => Ok(ExitCode::SUCCESS),
        };
        ledger.close().await;
        done
    })
}

fn move_to(database: &DatabaseArgs, to: &MoveArgs) -> anyhow::Result<ExitCode> {
    let vault = database.vault()?;
    let provider: Box<dyn KeyProvider> = match (&to.to_identity, &to.to_program) {
        (Some(path), _) => Box::new(AgeIdentity::new(path)?),
        (None, Some(words)) => match database::key_program(words) {
            Some(program) => Box::new(program),
            None => return Ok(out::cannot_use("name the key program")),
        },
        (None, None) => Box::new(Plain),
    };
    vault.move_to(provider.as_ref())?;
    out::say(&format!(
        "{} is opened by {} now. Copies of it that were made before still open as they did: destroy them.\n",
        database.key_file().display(),
        provider.about()
    ))?;
    Ok(ExitCode::SUCCESS)
}

async fn status(database: &DatabaseArgs, ledger: &Ledger) -> anyhow::Result<ExitCode> {
    let (versions, destroyed) = ledger.key_status().await?;
    let vault = database.vault()?;
    let mut said = format!("The key file is opened by: {}\n", vault.provider());
    if vault.is_plain() {
        said.push_str(
            "Whoever has this file has every key: it serves a try on one machine, and `holdfast serve` refuses it otherwise.\n",
        );
    }
    for one in &versions {
        let made = one.made.map_or_else(|| "with the database".to_owned(), |made| made.to_string());
        let _ = writeln!(said, "Version {}: made {made}, {} keys wrapped under it", one.version, one.wrapped);
    }
    if versions.len() > 1 {
        said.push_str("A rotation has not ended: `holdfast keys rotate` goes on with it.\n");
    }
    let _ = writeln!(said, "{destroyed} keys destroyed.");
    for wish in ledger.wishes_to_shred().await? {
        let _ = writeln!(said, "Waits for a second person since {}: {}: {}", wish.asked, wish.target, wish.because);
    }
    out::say(&said)?;
    Ok(ExitCode::SUCCESS)
}

async fn rotate(ledger: &Ledger) -> anyhow::Result<ExitCode> {
    let shows = std::io::stderr().is_terminal();
    let mut last = 0;
    let done = ledger
        .rotate_keys(database::now(), &mut |done, all| {
            let parts = (done * 40).checked_div(all).unwrap_or(40);
            if shows && parts != last {
                last = parts;
                let (full, rest) = (
                    "#".repeat(usize::try_from(parts).unwrap_or(40)),
                    "-".repeat(usize::try_from(40 - parts.min(40)).unwrap_or(0)),
                );
                let _ = write!(std::io::stderr(), "\r[{full}{rest}] {done} of {all} keys");
            }
        })
        .await?;
    if shows {
        eprintln!();
    }
    let how = if done.resumed { "went on with the rotation that was begun" } else { "rotated" };
    out::say(&format!(
        "{how}: {} keys wrapped anew under version {}; older versions are destroyed.\n",
        done.wrapped, done.version
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// The file or person, and the officer; what cannot be used is said.
async fn read(ledger: &Ledger, who: &WhoArgs) -> anyhow::Result<Result<(Target, Account), ExitCode>> {
    let mut reading = ledger.read().await?;
    let target = match (&who.file, who.person) {
        (Some(reference), _) => reading.file_by_reference(reference).await?.map(Target::File),
        (None, person) => person.map(Target::Person),
    };
    let Some(target) = target else { return Ok(Err(out::cannot_use("there is no file of that reference"))) };
    Ok(match reading.account_named(&who.by).await? {
        Some(account) => Ok((target, account)),
        None => Err(out::cannot_use(&format!("nobody signs in as “{}”", who.by))),
    })
}

async fn ask(ledger: &Ledger, shred: &ShredArgs) -> anyhow::Result<ExitCode> {
    let (target, account) = match read(ledger, &shred.who).await? {
        Ok(read) => read,
        Err(code) => return Ok(code),
    };
    match ledger.ask_to_shred(target, account.id, &shred.because, database::now()).await {
        Ok(()) => {
            out::say("Kept as a wish. Nothing is destroyed until a second lead or director agrees: `holdfast keys agree`.\n")?;
            Ok(ExitCode::SUCCESS)
        }
        Err(LedgerError::Taken) => Ok(out::cannot_use("somebody has asked for that before: a second person may agree")),
        Err(error) => Err(error.into()),
    }
}

async fn agree(ledger: &Ledger, who: &WhoArgs) -> anyhow::Result<ExitCode> {
    let (target, account) = match read(ledger, who).await? {
        Ok(read) => read,
        Err(code) => return Ok(code),
    };
    let done = ledger.agree_to_shred(target, account.id, database::now()).await?;
    out::say(&format!(
        "Destroyed: {} keys. What they sealed can never be read again here. Destroy older copies of the key file within 35 days, so that no \
         backup can be opened with them.\n",
        done.keys
    ))?;
    Ok(ExitCode::SUCCESS)
}

async fn keep(ledger: &Ledger, who: &WhoArgs) -> anyhow::Result<ExitCode> {
    let (target, account) = match read(ledger, who).await? {
        Ok(read) => read,
        Err(code) => return Ok(code),
    };
    let kept = ledger.do_not_shred(target, account.id, database::now()).await?;
    out::say(if kept { "It stays.\n" } else { "Nobody had asked for that.\n" })?;
    Ok(ExitCode::SUCCESS)
}
