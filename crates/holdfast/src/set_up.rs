//! `holdfast set-up` and `holdfast account`: a partnership moves in, and its officers get what they sign in with.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use ::ledger::IfMissing;
use anyhow::Context as _;
use clap::Args as ClapArgs;
use demonstration::Partnership;
use desk::{House, NewOfficer};
use vault::Vault;

use crate::database::DatabaseArgs;
use crate::{out, run};

/// What `holdfast set-up` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    /// The partnership: bodies, teams, officers and local standards, as a TOML file.
    partnership: PathBuf,
    /// How homes are let: the allocation scheme of some of its bodies, as a TOML file. May be given several times.
    #[arg(long, value_name = "SCHEME")]
    register: Vec<PathBuf>,
    /// Make a key file and a database where there are none yet.
    #[arg(long)]
    new: bool,
    /// The folder of the partnership's own templates of letters, to be checked before anything is set up.
    #[arg(long, value_name = "DIR")]
    letters: Option<PathBuf>,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// What `holdfast account` is given.
#[derive(Debug, ClapArgs)]
pub struct AccountArgs {
    /// The officer's sign-in name, as in the partnership file.
    sign_in: String,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Sets the partnership up, or brings it up to date.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let text = std::fs::read_to_string(&args.partnership)
        .with_context(|| format!("the partnership {} cannot be read", args.partnership.display()))?;
    let mut here = match Partnership::read(&text) {
        Ok(here) => here,
        Err(wrong) => return Ok(out::cannot_use(&wrong.to_string())),
    };
    for register in &args.register {
        let text =
            std::fs::read_to_string(register).with_context(|| format!("the scheme {} cannot be read", register.display()))?;
        here = match here.with_register(&text) {
            Ok(here) => here,
            Err(wrong) => return Ok(out::cannot_use(&wrong.to_string())),
        };
    }
    if let Some(Err(mistakes)) = args.letters.as_deref().map(crate::letters::of_folder).transpose()? {
        for mistake in &mistakes {
            eprintln!("{mistake}");
        }
        return Ok(out::cannot_use("the letters are not right: put them right first, nothing was set up"));
    }
    run::on_every_core(async {
        let house = open(&args.database, args.new).await?;
        let before = house.partnership().await?;
        house.set_up(&demonstration::set_up(&here)).await?;
        let mut said = format!(
            "{} is set up: {} bodies, {} teams, {} officers.\n",
            here.name,
            here.bodies.len(),
            here.teams.len(),
            here.officers.len()
        );
        if before.is_some_and(|before| before.standards != here.standards) {
            said.push_str("Its local standards have changed: run `holdfast ledger rebuild`, so that work lists follow them.\n");
        }
        said.push_str("Give each officer an account: `holdfast account SIGN_IN_NAME`.\n");
        house.close().await;
        out::say(&said)?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Gives an officer a new password and a new secret for codes, shown once.
pub fn account(args: &AccountArgs) -> anyhow::Result<ExitCode> {
    run::on_every_core(async {
        let house = open(&args.database, false).await?;
        let directory = house.directory().await?;
        let Some(account) = directory.officers().iter().find(|officer| officer.sign_in == args.sign_in) else {
            return Ok(out::cannot_use(&format!(
                "nobody signs in as “{}”: add them to the partnership file first",
                args.sign_in
            )));
        };
        let password = house.new_password();
        let enrolment = house.give_account(&NewOfficer { account: account.clone(), password: password.clone() }).await?;
        house.close().await;
        let mut said = String::new();
        let _ = writeln!(said, "Shown once. Hand it to {} in person, and to nobody else.\n", account.name);
        let _ = writeln!(said, "Sign-in name   {}", account.sign_in);
        let _ = writeln!(said, "Password       {password}");
        let _ = writeln!(said, "Code secret    {}", enrolment.secret);
        let _ = writeln!(said, "               {}", enrolment.url);
        out::say(&said)?;
        Ok(ExitCode::SUCCESS)
    })
}

async fn open(database: &DatabaseArgs, new: bool) -> anyhow::Result<House> {
    let key_file = database.key_file();
    let (vault, if_missing) = if new && !key_file.exists() {
        let vault = match database.provider()? {
            Some(provider) => Vault::with_new_ring(&key_file, provider)?,
            None => Vault::with_new_key_file(&key_file)?,
        };
        (vault, IfMissing::Create)
    } else {
        (database.vault()?, if new { IfMissing::Create } else { IfMissing::Refuse })
    };
    let vault = Arc::new(vault);
    let ledger = database.open_with(Arc::clone(&vault), if_missing).await?;
    Ok(run::house(ledger, vault))
}
