//! `holdfast letters`: the templates of letters, those that come with Holdfast and a partnership's own.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use casefile::letters::{EVERY, EVERY_PERHAPS, Flag, Goes, Mistake, Templates, Variable, occasions};
use clap::{Args as ClapArgs, Subcommand};
use desk::Fittings;

use crate::out;

/// What `holdfast letters` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check a folder of templates: every file, every variable, every occasion. Says what is wrong with its line and a way out.
    Check {
        /// The folder. What it lacks is taken from the letters that come with Holdfast.
        folder: PathBuf,
    },
    /// Write the letters that come with Holdfast into a folder, to be adapted. Nothing that is there is written over.
    Copy {
        /// The folder.
        folder: PathBuf,
    },
    /// List every occasion of a letter, its template, and what a template can name.
    List,
}

/// The longest file that can be a template, in bytes.
const LONGEST: u64 = 200_000;

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Check { folder } => check(folder),
        Command::Copy { folder } => copy(folder),
        Command::List => list(),
    }
}

/// The templates in a folder, laid over those that come with Holdfast.
/// # Errors
/// The folder cannot be read. What is wrong with its files is told inside.
pub fn of_folder(folder: &Path) -> anyhow::Result<Result<Templates, Vec<Mistake>>> {
    let mut files = Vec::new();
    for (part, before) in [("", ""), ("parts", "parts/")] {
        let here = folder.join(part);
        if part == "parts" && !here.is_dir() {
            continue;
        }
        let entries = std::fs::read_dir(&here).with_context(|| format!("the folder {} cannot be read", here.display()))?;
        for entry in entries {
            let path = entry?.path();
            let Some(name) = path
                .file_name()
                .and_then(|name| name.to_str())
                .filter(|_| path.extension().is_some_and(|ending| ending == "txt"))
            else {
                continue;
            };
            let length = std::fs::metadata(&path)?.len();
            let name = format!("{before}{name}");
            if length > LONGEST {
                let what = format!("it has {length} bytes, and no letter is longer than {LONGEST}");
                return Ok(Err(vec![Mistake { file: name, line: 1, what, fix: "take out what is no letter".into() }]));
            }
            if let Ok(text) = String::from_utf8(std::fs::read(&path)?) {
                files.push((name, text));
            } else {
                let what = "it is not plain text (UTF-8)".into();
                return Ok(Err(vec![Mistake { file: name, line: 1, what, fix: "save it as plain text in UTF-8".into() }]));
            }
        }
    }
    Ok(Templates::with(files))
}

/// What a house gets beside its ledger: the partnership's own letters, where it has a folder of them, and somebody who typesets.
/// # Errors
/// The folder cannot be read, or something is wrong with a file in it: then nothing starts.
pub fn fittings(folder: Option<&Path>) -> anyhow::Result<Fittings> {
    let templates = match folder {
        None => None,
        Some(folder) => match of_folder(folder)? {
            Ok(templates) => Some(templates),
            Err(mistakes) => anyhow::bail!("the letters in {} are not right:\n{}", folder.display(), told(&mistakes)),
        },
    };
    Ok(Fittings { templates, typeset: Some(Arc::new(::letters::WithTypst)) })
}

fn told(mistakes: &[Mistake]) -> String {
    mistakes.iter().fold(String::new(), |mut text, mistake| {
        let _ = writeln!(text, "{mistake}");
        text
    })
}

fn check(folder: &Path) -> anyhow::Result<ExitCode> {
    match of_folder(folder)? {
        Ok(templates) => {
            out::say(&format!("{} letters are right, for {} occasions.\n", templates.all().len(), occasions().count()))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(mistakes) => {
            eprint!("{}", told(&mistakes));
            Ok(out::cannot_use(&format!("{} to put right in {}", mistakes.len(), folder.display())))
        }
    }
}

fn copy(folder: &Path) -> anyhow::Result<ExitCode> {
    std::fs::create_dir_all(folder.join("parts")).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    let (mut written, mut left) = (0, 0);
    for (name, text) in Templates::files() {
        let path = folder.join(name);
        if path.exists() {
            left += 1;
            continue;
        }
        std::fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
        written += 1;
    }
    out::say(&format!(
        "{written} files written, {left} left as they are. Check them with `holdfast letters check {}`.\n",
        folder.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

fn list() -> anyhow::Result<ExitCode> {
    let mut text = String::from("Every letter has: ");
    let codes = |list: &[Variable]| list.iter().map(|one| one.code()).collect::<Vec<_>>().join(", ");
    let _ = writeln!(text, "{}; and perhaps: {}.\n", codes(EVERY), codes(EVERY_PERHAPS));
    for occasion in occasions() {
        let template = Templates::built_in().for_occasion(occasion).map_or("", |template| template.id());
        let _ = writeln!(text, "{}  ({template})\n    {}", occasion.code, occasion.title);
        if occasion.goes == Goes::ToHost {
            text.push_str("    goes to the authority of the area\n");
        }
        let must = occasion.must.iter().map(|part| part.label().to_lowercase()).collect::<Vec<_>>().join("; ");
        for (what, list) in [("gives", must), ("has", codes(occasion.always)), ("perhaps", codes(occasion.perhaps))] {
            if !list.is_empty() {
                let _ = writeln!(text, "    {what}: {list}");
            }
        }
    }
    text.push_str("\nVariables\n");
    for variable in Variable::ALL {
        let _ = writeln!(text, "    {{{}}}  {}", variable.code(), variable.meaning().trim());
    }
    text.push_str("\nConditions\n");
    for flag in Flag::ALL {
        let _ = writeln!(text, "    [if {}]  {}", flag.code(), flag.meaning().trim());
    }
    text.push_str("    [if VARIABLE]  It is there to be filled in.\n");
    out::say(&text)?;
    Ok(ExitCode::SUCCESS)
}
