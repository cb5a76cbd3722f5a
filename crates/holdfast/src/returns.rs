//! `holdfast returns`: the national return of homelessness cases, whole, for whoever runs the server. Changes no file and opens nothing sealed;
//! that a return left stands in the chain of the house.
//!
//! Exit codes of `hclic`: 0 the files are written; 1 nothing was written, because official codes or answers are missing; 2 what was given cannot be used.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use ::ledger::IfMissing;
use anyhow::{Context as _, bail};
use casefile::facts::Function;
use casefile::ids::BodyId;
use clap::{Args as ClapArgs, Subcommand};
use desk::{Directory, House, QuarterReturn, ReturnKit};
use interchange::hclic::{Elements, Export, Mapping, Quarter, SHIPPED_ELEMENTS, Section, Unmapped, blank_mapping, tables_as_csv};

use crate::database::{self, DatabaseArgs};
use crate::{out, run};

/// What `holdfast returns` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the return of a quarter: XML, a table for each section, and the published tables counted again. Nothing is written while a code that it
    /// needs has no official one, or a case is not complete.
    Hclic(HclicArgs),
    /// Print an empty mapping table with a row for every code of ours. The council fills it with what the department gave it.
    Mapping {
        /// The version of the standard that it is for.
        #[arg(long, value_name = "VERSION", default_value = "1.4.5")]
        standard: String,
    },
    /// Print the names of sections and items, to be adapted to the department's document.
    Elements,
}

/// What `holdfast returns hclic` is given.
#[derive(Debug, ClapArgs)]
struct HclicArgs {
    /// The quarter: 2026Q3 is July to September 2026.
    #[arg(long, value_name = "QUARTER")]
    quarter: String,
    /// The mapping table, filled by the council: a CSV file.
    #[arg(long, value_name = "FILE")]
    mapping: PathBuf,
    /// The folder into which the files are written. It holds what nobody else should read: only its owner can read the files.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// The version of the standard, where the mapping table has several.
    #[arg(long, value_name = "VERSION")]
    standard: Option<String>,
    /// The names of sections and items: a TOML file. Without it, those that `holdfast returns elements` prints.
    #[arg(long, value_name = "FILE")]
    elements: Option<PathBuf>,
    /// Whose return it is, by name or id, where the partnership has several housing authorities.
    #[arg(long, value_name = "BODY")]
    body: Option<String>,
    /// Write the files although cases are not complete; the department will ask.
    #[arg(long)]
    as_it_is: bool,
    /// Write over files that are there.
    #[arg(long)]
    replace: bool,
}

/// Does what it was asked.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Mapping { standard } => {
            out::say(&String::from_utf8_lossy(&blank_mapping(standard)))?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Elements => {
            out::say(SHIPPED_ELEMENTS)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Hclic(how) => hclic(&args.database, how),
    }
}

fn hclic(database: &DatabaseArgs, how: &HclicArgs) -> anyhow::Result<ExitCode> {
    let (quarter, kit) = match given(how) {
        Ok(given) => given,
        Err(why) => return Ok(out::cannot_use(&format!("{why:#}"))),
    };
    let names = file_names(quarter);
    if let Some(name) = names.iter().find(|name| how.out.join(name).exists()).filter(|_| !how.replace) {
        let there = how.out.join(name);
        return Ok(out::cannot_use(&format!("{} is there already: choose another folder, or say --replace", there.display())));
    }
    let made = database::run(async {
        let vault = Arc::new(database.vault()?);
        let ledger = database.open_with(Arc::clone(&vault), IfMissing::Refuse).await?;
        let house = run::house(ledger, vault);
        let made = make(&house, how, quarter, &kit).await?;
        house.close().await;
        Ok(made)
    })?;
    let (found, done) = match made {
        Made::Return(found, done) => (found, done),
        Made::NoBody(why) => return Ok(out::cannot_use(&why)),
        Made::Incomplete(cases) => {
            eprint!(
                "holdfast: nothing was written: these cases are not complete. Answer them in their files, or say --as-it-is.\n{cases}"
            );
            return Ok(ExitCode::FAILURE);
        }
        Made::Unmapped(unmapped) => {
            eprintln!("holdfast: {unmapped}\nAsk the department for these codes and put them into {}.", how.mapping.display());
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut files =
        vec![(format!("hclic-{quarter}.xml"), done.xml), (format!("tables-{quarter}.csv"), tables_as_csv(&found.tables))];
    files.extend(done.csv.into_iter().map(|(section, table)| (format!("hclic-{quarter}-{section}.csv"), table)));
    std::fs::create_dir_all(&how.out).with_context(|| format!("the folder {} cannot be made", how.out.display()))?;
    for (name, bytes) in &files {
        keep(&how.out.join(name), bytes)?;
    }
    let incomplete = incomplete(&found);
    let cases = match found.lines.len() {
        1 => "One case of".to_owned(),
        many => format!("{many} cases of"),
    };
    let mut said = format!("{cases} {}: the files are in {}.\n", quarter.words(), how.out.display());
    if !incomplete.is_empty() {
        let _ = write!(said, "Not complete:\n{incomplete}");
    }
    out::say(&said)?;
    Ok(ExitCode::SUCCESS)
}

/// What came of making a return.
enum Made {
    /// It stands in the chain of the house that it leaves.
    Return(QuarterReturn, Export),
    /// No such authority.
    NoBody(String),
    /// Cases lack something: which.
    Incomplete(String),
    /// Official codes are lacking.
    Unmapped(Unmapped),
}

/// Makes the return, and writes down that it leaves, where it may.
async fn make(house: &House, how: &HclicArgs, quarter: Quarter, kit: &ReturnKit) -> anyhow::Result<Made> {
    let body = match authority(&house.directory().await?, how.body.as_deref()) {
        Ok(body) => body,
        Err(why) => return Ok(Made::NoBody(why)),
    };
    let found = house.whole_return(body, quarter).await?;
    let lacking = incomplete(&found);
    if !lacking.is_empty() && !how.as_it_is {
        return Ok(Made::Incomplete(lacking));
    }
    match found.export(kit) {
        Err(unmapped) => Ok(Made::Unmapped(unmapped)),
        Ok(done) => {
            house.note_whole_return(body, &found).await?;
            Ok(Made::Return(found, done))
        }
    }
}

/// The names of the files of a quarter.
fn file_names(quarter: Quarter) -> Vec<String> {
    let mut names = vec![format!("hclic-{quarter}.xml"), format!("tables-{quarter}.csv")];
    names.extend(Section::ALL.iter().map(|section| format!("hclic-{quarter}-{}.csv", section.code())));
    names
}

/// The quarter, and what the return is written with.
fn given(how: &HclicArgs) -> anyhow::Result<(Quarter, ReturnKit)> {
    Ok((how.quarter.parse()?, kit(&how.mapping, how.elements.as_deref(), how.standard.as_deref())?))
}

/// What a return is written with, from files.
/// # Errors
/// A file cannot be read or used; or the mapping table has several versions of the standard and none was chosen.
pub fn kit(mapping: &Path, elements: Option<&Path>, standard: Option<&str>) -> anyhow::Result<ReturnKit> {
    let bytes = std::fs::read(mapping).with_context(|| format!("the mapping table {} cannot be read", mapping.display()))?;
    let table = Mapping::read(&bytes).with_context(|| format!("{}", mapping.display()))?;
    let version = match (standard, &table.versions()[..]) {
        (Some(wanted), versions) if versions.contains(&wanted) => wanted.to_owned(),
        (Some(wanted), versions) => {
            bail!("the mapping table has no version “{wanted}” of the standard: it has {}", versions.join(", "))
        }
        (None, [one]) => (*one).to_owned(),
        (None, []) => {
            bail!("the mapping table {} holds no official code yet: put in those that the department gave you", mapping.display())
        }
        (None, several) => {
            bail!("the mapping table has several versions of the standard: choose one of {} with --standard", several.join(", "))
        }
    };
    let names = match elements {
        None => Elements::shipped(),
        Some(path) => {
            let text =
                std::fs::read_to_string(path).with_context(|| format!("the file of names {} cannot be read", path.display()))?;
            Elements::shipped().with(&text).with_context(|| format!("{}", path.display()))?
        }
    };
    Ok(ReturnKit { mapping: table, version, elements: names })
}

/// Whose return it is.
fn authority(directory: &Directory, said: Option<&str>) -> Result<BodyId, String> {
    let mut bodies: Vec<BodyId> = Vec::new();
    for team in directory.teams().iter().filter(|team| team.function == Function::Housing) {
        if !bodies.contains(&team.body) {
            bodies.push(team.body);
        }
    }
    let name = |body: &BodyId| directory.body(*body).map_or_else(|| body.to_string(), |body| body.name.clone());
    let names = || bodies.iter().map(name).collect::<Vec<_>>().join(", ");
    match (said, &bodies[..]) {
        (Some(said), _) => bodies
            .iter()
            .copied()
            .find(|body| name(body) == said || body.to_string() == said)
            .ok_or_else(|| format!("no housing authority here is called “{said}”: {}", names())),
        (None, [one]) => Ok(*one),
        (None, []) => Err("no body in this partnership has a housing team, so nobody makes this return".to_owned()),
        (None, _) => Err(format!("say with --body whose return it is: {}", names())),
    }
}

/// Every case that lacks something, with what, in lines.
fn incomplete(found: &QuarterReturn) -> String {
    let mut lines = String::new();
    for line in found.lines.iter().filter(|line| !line.returned.is_complete()) {
        let missing = line.returned.missing().into_iter().map(|one| one.item.label().to_owned());
        let wrong = line.returned.wrong().into_iter().map(|one| one.words);
        let all: Vec<String> = missing.chain(wrong).collect();
        let _ = writeln!(lines, "  {}: {}", line.returned.case.id, all.join("; "));
    }
    lines
}

/// Writes a file that only its owner can read.
fn keep(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).with_context(|| format!("{} cannot be written", path.display()))?;
    file.write_all(bytes).with_context(|| format!("{} cannot be written", path.display()))
}
