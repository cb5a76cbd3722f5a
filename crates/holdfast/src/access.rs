//! `holdfast access`: who may do what, and why somebody may or may not, for whoever looks after information. Reads, and changes nothing.
//!
//! Exit codes of `explain`: 0 they may; 1 they may not; 2 what was given cannot be used.

use std::fmt::Write as _;
use std::process::ExitCode;

use ::access::{Account, ActInfo, Asking, Object, Officer, Purpose, explain, table, weigh};
use ::ledger::Reading;
use casefile::ids::{FileId, OfficerId};
use clap::{Args as ClapArgs, Subcommand};

use crate::database::{self, DatabaseArgs};
use crate::out;

/// What `holdfast access` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say in words why a member of staff may or may not do something to a file.
    ///
    /// What it says must not reach the person it is about: it tells what is hidden from them.
    Explain {
        /// The name with which they sign in, or their id.
        officer: String,
        /// The file's reference, or its id.
        file: String,
        /// The act, such as ReadFile; `holdfast access table` lists them.
        act: String,
        /// For which purpose: casework, safety, oversight or information.
        #[arg(long, default_value = "casework")]
        purpose: String,
        /// As if they had just proved with a second factor that it is them.
        #[arg(long)]
        stepped_up: bool,
    },
    /// List every act: what it allows, on what, on which grounds, for which purposes, and to which roles.
    Table,
}

/// Explains, or lists.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Command::Explain { officer, file, act, purpose, stepped_up } = &args.command else {
        out::say(&every_act())?;
        return Ok(ExitCode::SUCCESS);
    };
    let Some(act) = table().iter().find(|one| one.name.eq_ignore_ascii_case(act)) else {
        return Ok(out::cannot_use(&format!("there is no act “{act}”; `holdfast access table` lists them all")));
    };
    if !matches!(act.on, Object::File(_)) {
        return Ok(out::cannot_use(&format!(
            "{} is not done to a file: its row in `holdfast access table` says it all",
            act.name
        )));
    }
    let Some(purpose) = Purpose::from_code(purpose) else {
        return Ok(out::cannot_use(&format!("there is no purpose “{purpose}”: casework, safety, oversight or information")));
    };
    let now = database::now();
    database::run(async {
        let ledger = args.database.open().await?;
        let mut reading = ledger.read().await?;
        let staff = reading.staff().await?;
        let account = staff.iter().find(|one| one.sign_in == *officer || officer.parse() == Ok::<OfficerId, _>(one.id));
        let Some(account) = account else {
            return Ok(out::cannot_use("nobody in the directory signs in with that name, or has that id"));
        };
        // A file that is not there is explained like one that is: the first answer is no.
        let file = file_of(&mut reading, file).await?;
        let guard = match file {
            Some(file) => reading.guard(file).await?,
            None => None,
        };
        let today = casefile::calendar::london_date(now);
        let standing = if account.left_on.is_none_or(|left| left > today) { Account::Good } else { Account::Closed };
        let who: Officer = account.officer();
        let asking = Asking { officer: &who, account: standing, purpose, now, stepped_up: stepped_up.then_some(now) };
        let verdict = weigh(act, &asking, guard.as_ref());
        out::say(&format!("{}, {}, for {}.\n{}", account.name, who.role.label(), purpose.code(), explain(act, &verdict)))?;
        drop(reading);
        ledger.close().await;
        Ok(if verdict.outcome.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    })
}

async fn file_of(reading: &mut Reading, said: &str) -> anyhow::Result<Option<FileId>> {
    match said.parse::<FileId>() {
        Ok(file) => Ok(Some(file)),
        Err(_) => Ok(reading.file_by_reference(said.trim()).await?),
    }
}

fn every_act() -> String {
    let mut text = String::new();
    for act in table() {
        let _ = writeln!(text, "{}\n  {}\n  On        {}", act.name, act.allows, act.on.label());
        if let Object::File(grounds) = act.on {
            for (at, ground) in grounds.iter().enumerate() {
                let _ = writeln!(text, "  {}  the person {}", if at == 0 { "Where   " } else { "or where" }, ground.label());
            }
        }
        let _ = writeln!(text, "  For       {}\n  Roles     {}\n", purposes(act), roles(act));
    }
    text
}

fn purposes(act: &ActInfo) -> String {
    act.purposes.iter().map(|purpose| purpose.code()).collect::<Vec<_>>().join(", ")
}

fn roles(act: &ActInfo) -> String {
    act.roles.iter().map(|role| role.label()).collect::<Vec<_>>().join(", ")
}
