//! `holdfast serve`: the real thing, over a partnership that has been set up.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use ::ledger::IfMissing;
use anyhow::{Context as _, bail};
use clap::Args as ClapArgs;
use desk::House;
use web::door::{Secret, Settings as WebSettings, Token, Web};

use crate::database::DatabaseArgs;
use crate::settings::{Program, Settings};
use crate::{letters, returns, run};

/// How often the worker looks at the clocks.
const EVERY: Duration = Duration::from_secs(10);

/// What `holdfast serve` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    /// The settings: a TOML file. What the environment says wins over it.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where browsers reach it, such as 127.0.0.1:8080. Port 0 takes any that is free.
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Serves until told to stop.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    run::start_log("info,sqlx=warn");
    let settings = Settings::read(args.config.as_deref())?;
    run::on_every_core(serve(args, settings))
}

async fn serve(args: &Args, settings: Settings) -> anyhow::Result<ExitCode> {
    let database = DatabaseArgs {
        database: args.database.database.clone().or(settings.database.clone()),
        key_file: args.database.key_file.clone().or(settings.key_file.clone()),
        kept: args.database.kept.clone().or(settings.kept.clone()),
        identity: args.database.identity.clone().or(settings.identity.clone()),
        key_program: args.database.key_program.clone().or(settings.key_program.clone()),
    };
    let fittings = letters::fittings(settings.letters.as_deref())?;
    let kit = settings.returns.as_ref().map(|one| returns::kit(&one.mapping, one.elements.as_deref(), one.standard.as_deref()));
    let kit = kit.transpose()?;
    let post = settings.post.post(&settings.mail)?;
    let vault = Arc::new(database.vault()?);
    if vault.is_plain() {
        if !settings.without_tls {
            bail!(
                "whoever copies {} has every key: put it under an age identity or a key program first (`holdfast keys move`); a key file in \
                 plain serves only a try on one machine",
                database.key_file().display()
            );
        }
        tracing::warn!("the key file lies in plain: this serves a try on one machine, and nobody's real records");
    }
    let ledger = database.open_with(Arc::clone(&vault), IfMissing::Refuse).await?;
    let house = run::house(ledger, vault);
    house.fit_out(fittings);
    if let Some(kit) = kit {
        house.give_return_kit(kit);
    }
    let Some(partnership) = house.partnership().await? else {
        bail!("no partnership has been set up in this database: run `holdfast set-up PARTNERSHIP.toml` first");
    };
    let tokens = tokens(&house, &settings.programs).await?;
    let listen = args.listen.clone().or(settings.listen.clone()).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let listener = run::listen(&listen).await?;
    let address = listener.local_addr().context("the port has no address")?;
    settings.may_listen_at(address.ip())?;
    let name = partnership.name;
    let callbacks = settings.post.notify.callback_secret()?.map(|secret| Secret::new(&secret));
    let settings =
        WebSettings { demonstration: None, tls: !settings.without_tls, tokens, callbacks, standards: partnership.standards };
    let web = Web::new(house, settings);
    tracing::info!(%address, "{name} is open");
    crate::out::say(&format!("Holdfast is at http://{address}\n"))?;
    run::serve(web, listener, post, EVERY).await?;
    Ok(ExitCode::SUCCESS)
}

/// The programs that may come in.
async fn tokens(house: &House, programs: &[Program]) -> anyhow::Result<Vec<Token>> {
    let directory = house.directory().await?;
    programs
        .iter()
        .map(|program| {
            let officer = directory.officers().iter().find(|officer| officer.sign_in == program.officer);
            let officer =
                officer.with_context(|| format!("a program is to act as “{}”, who is not in the directory", program.officer))?;
            let secret = std::fs::read_to_string(&program.secret_file)
                .with_context(|| format!("the secret of the program of “{}” cannot be read", program.officer))?;
            let secret = secret.trim();
            if secret.len() < 32 {
                bail!("the secret of the program of “{}” is too short: make one with `openssl rand -hex 32`", program.officer);
            }
            Ok(Token::new(secret, officer.id))
        })
        .collect()
}
