//! `holdfast demo`: the demonstration partnership on this machine, with invented people only.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use ::ledger::{Address, IfMissing, Ledger};
use anyhow::Context as _;
use clap::{Args as ClapArgs, Subcommand};
use demonstration::{Filled, Partnership, code_secret, partnership};
use desk::sign_in::code_at;
use desk::worker::{Post, ToFolder};
use desk::{Clock as _, System};
use vault::Vault;
use web::door::{Settings, Token, Web};

use crate::{out, run};

/// How often the worker looks at the clocks.
const EVERY: Duration = Duration::from_secs(3);
const KEY_FILE: &str = "holdfast.key";
const DATABASE: &str = "holdfast.db";

/// What `holdfast demo` is given.
#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    start: Start,
}

#[derive(Debug, ClapArgs)]
struct Start {
    #[command(flatten)]
    place: Place,
    /// The port; 0 takes any that is free. Without it, HOLDFAST_PORT; without that, 8080.
    #[arg(long, value_name = "NUMBER")]
    port: Option<u16>,
    /// Throw the demonstration's own data away and begin anew, with dates counted from today.
    #[arg(long)]
    fresh: bool,
    /// Let a program in as an officer, with this secret: for measurements.
    #[arg(long, value_name = "SIGN_IN_NAME:SECRET", hide = true)]
    program: Option<String>,
}

#[derive(Debug, Clone, ClapArgs)]
struct Place {
    /// Where the demonstration keeps its data.
    #[arg(long, value_name = "FOLDER", default_value = "var/demo")]
    data_dir: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say the six digits that an officer's telephone would show now.
    Code {
        /// The officer's sign-in name.
        sign_in: String,
        #[command(flatten)]
        place: Place,
    },
}

/// Starts the demonstration, or says a code.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Some(Command::Code { sign_in, place }) => code(sign_in, place),
        None => {
            run::start_log("warn");
            run::on_every_core(start(&args.start))
        }
    }
}

fn code(sign_in: &str, place: &Place) -> anyhow::Result<ExitCode> {
    if !partnership().officers.iter().any(|officer| officer.sign_in == sign_in) {
        return Ok(out::cannot_use(&format!(
            "nobody in the demonstration signs in as “{sign_in}”: try {}",
            names(partnership())
        )));
    }
    let vault = Vault::from_key_file(&place.data_dir.join(KEY_FILE)).context("start the demonstration first: `make run`")?;
    out::say(&format!("{}\n", code_at(&code_secret(&vault, sign_in), System.now())))?;
    Ok(ExitCode::SUCCESS)
}

fn names(here: &Partnership) -> String {
    here.officers.iter().map(|officer| officer.sign_in.as_str()).collect::<Vec<_>>().join(", ")
}

async fn start(args: &Start) -> anyhow::Result<ExitCode> {
    let port = port(args.port)?;
    let folder = &args.place.data_dir;
    std::fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    if args.fresh {
        forget(folder)?;
    }
    // First the port: whoever starts twice learns it before anything is written.
    let listener = run::listen(&format!("127.0.0.1:{port}")).await?;
    let address = listener.local_addr().context("the port has no address")?;

    let vault = Arc::new(key(folder)?);
    let ledger = Ledger::open(&Address::File(folder.join(DATABASE)), Arc::clone(&vault), IfMissing::Create, System.now()).await?;
    let house = run::house(ledger.clone(), Arc::clone(&vault));
    house.fit_out(crate::letters::fittings(None)?);
    let here = partnership();
    let mut say = |words: &str| {
        let _ = out::say(&format!("Holdfast: {words}\n"));
    };
    let filled = demonstration::fill(here, &house, &ledger, &vault, house.today(), &mut say).await?;
    let tokens = match &args.program {
        None => Vec::new(),
        Some(given) => vec![program(here, given)?],
    };
    let mail = folder.join("mail");
    let folder = Arc::new(ToFolder::new(mail, "holdfast@marram.example")?);
    let carriers = Post::new(folder.clone(), Some(folder));
    let who = |officer: &demonstration::Account| {
        let team = here.teams.iter().find(|team| team.id == officer.team).map_or("", |team| team.name.as_str());
        (officer.sign_in.clone(), format!("{}, {}: {team}", officer.name, officer.role.label().to_lowercase()))
    };
    let settings = Settings {
        demonstration: Some(here.officers.iter().map(who).collect()),
        tls: false,
        tokens,
        callbacks: None,
        standards: here.standards.clone(),
    };
    let web = Web::new(house, settings);
    out::say(&welcome(here, filled, address.port(), &args.place))?;
    run::serve(web, listener, carriers, EVERY).await?;
    Ok(ExitCode::SUCCESS)
}

fn port(given: Option<u16>) -> anyhow::Result<u16> {
    match (given, std::env::var("HOLDFAST_PORT")) {
        (Some(port), _) => Ok(port),
        (None, Ok(text)) if !text.is_empty() => {
            text.parse().with_context(|| format!("HOLDFAST_PORT is “{text}”, which is no port"))
        }
        _ => Ok(8080),
    }
}

fn key(folder: &Path) -> anyhow::Result<Vault> {
    let path = folder.join(KEY_FILE);
    Ok(if path.exists() { Vault::from_key_file(&path)? } else { Vault::with_new_key_file(&path)? })
}

/// Throws away what the demonstration keeps, by name, and nothing else.
fn forget(folder: &Path) -> anyhow::Result<()> {
    let kept = folder.join(KEY_FILE).with_extension("kept");
    if kept.exists() {
        std::fs::remove_dir_all(&kept).with_context(|| format!("{} cannot be thrown away", kept.display()))?;
    }
    for name in [DATABASE, "holdfast.db-wal", "holdfast.db-shm", KEY_FILE] {
        let path = folder.join(name);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("{} cannot be thrown away", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

fn program(here: &Partnership, given: &str) -> anyhow::Result<Token> {
    let (sign_in, secret) = given.split_once(':').context("a program is given as SIGN_IN_NAME:SECRET")?;
    let officer = here.officers.iter().find(|officer| officer.sign_in == sign_in);
    Ok(Token::new(secret, officer.with_context(|| format!("nobody signs in as “{sign_in}”"))?.id))
}

fn welcome(here: &Partnership, filled: Filled, port: u16, place: &Place) -> String {
    let mut text = String::new();
    if let Filled::Now { files, facts } = filled {
        let _ = writeln!(text, "Holdfast: {files} files with {facts} facts are in, all of them invented.");
    }
    let _ = writeln!(text, "\nHoldfast is at http://127.0.0.1:{port}\n");
    let _ = writeln!(text, "Sign in as one of these; everybody's password is: {}", here.passphrase);
    let data_dir =
        if place.data_dir == Path::new("var/demo") { String::new() } else { format!(" --data-dir {}", place.data_dir.display()) };
    let _ = writeln!(text, "The six-digit code:  target/debug/holdfast demo code NAME{data_dir}\n");
    for team in &here.teams {
        let mut staff = here.officers.iter().filter(|officer| officer.team == team.id).peekable();
        if staff.peek().is_some() {
            let body = here.body(team.body).map_or("", |body| body.name.as_str());
            let _ = writeln!(text, "  {} ({body})", team.name);
            for officer in staff {
                let _ = writeln!(text, "    {:<22} {}, {}", officer.sign_in, officer.name, officer.role.label().to_lowercase());
            }
        }
    }
    text.push_str("\nCtrl-C stops it.\n");
    text
}
