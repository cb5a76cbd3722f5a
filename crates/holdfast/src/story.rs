//! `holdfast story`: replays cases written as dated facts, and checks what they expect.

mod text;

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use casefile::obligations::Standards;
use casefile::stories::replay::{Replay, replay};
use casefile::stories::{Problem, Story};
use clap::{Args as ClapArgs, Subcommand};
use jiff::civil::Date;
use serde_json::json;

use crate::facts::Format;
use crate::out;

/// What `holdfast story` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Replay one story: day by day what was known, owed, met or missed, and when Holdfast would have forced the issue.
    Replay {
        /// The story: a TOML file (docs/stories.md explains it), or - for standard input.
        file: PathBuf,
        /// For whom it is written.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Move all dates so that the first fact falls on this day. The law then in force applies, and expectations are left out.
        #[arg(long, value_name = "DATE")]
        moved_to: Option<Date>,
    },
    /// Replay many stories and say whether what they expect is so.
    Check {
        /// A folder of stories, or single stories.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// For whom it is written.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

/// A story is far shorter than this.
const MOST_BYTES: u64 = 2_000_000;

/// Replays or checks.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Replay { file, format, moved_to } => one(file, *format, *moved_to),
        Command::Check { paths, format } => many(paths, *format),
    }
}

fn one(file: &Path, format: Format, moved_to: Option<Date>) -> anyhow::Result<ExitCode> {
    let replayed = match read(file).and_then(|story| moved(story, moved_to)) {
        Ok(story) => replay(&story, &Standards::default()),
        Err(wrong) => return malformed(file, &wrong, format),
    };
    match format {
        Format::Text => out::say(&text::told(&replayed, out::width()))?,
        Format::Json => out::say(&format!("{}\n", serde_json::to_string_pretty(&replayed)?))?,
    }
    for check in replayed.checks.iter().filter(|check| !check.holds) {
        let found = check.found.as_deref().unwrap_or_default();
        eprintln!("{}:{}: expected that {}, but {found}", shown(file), check.line, check.expected);
    }
    Ok(if replayed.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Why a story cannot be used.
enum Wrong {
    /// The file cannot be had.
    File(String),
    /// The text is malformed.
    Text(Vec<Problem>),
}

fn read(file: &Path) -> Result<Story, Wrong> {
    let cannot = |why: String| Wrong::File(why);
    let mut text = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().take(MOST_BYTES).read_to_end(&mut text)
    } else {
        fs::File::open(file).and_then(|opened| opened.take(MOST_BYTES).read_to_end(&mut text))
    };
    read.map_err(|error| cannot(format!("{} cannot be read: {error}; check the name and that you may read it", shown(file))))?;
    let text = String::from_utf8(text).map_err(|error| {
        let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()].split(|byte| *byte == b'\n').skip(1).count();
        cannot(format!("{}:{line}: this is not UTF-8 text; save the file as UTF-8", shown(file)))
    })?;
    Story::read(&text).map_err(Wrong::Text)
}

fn moved(story: Story, to: Option<Date>) -> Result<Story, Wrong> {
    match to {
        None => Ok(story),
        Some(day) => story.moved_to(day).map_err(Wrong::Text),
    }
}

fn shown(file: &Path) -> String {
    if file == Path::new("-") { "standard input".to_owned() } else { file.display().to_string() }
}

fn malformed(file: &Path, wrong: &Wrong, format: Format) -> anyhow::Result<ExitCode> {
    if let (Format::Json, Wrong::Text(problems)) = (format, wrong) {
        out::say(&format!("{}\n", serde_json::to_string_pretty(&json!({ "problems": problems }))?))?;
    }
    eprint!("{}", problems(file, wrong));
    Ok(ExitCode::from(out::CANNOT_USE))
}

fn problems(file: &Path, wrong: &Wrong) -> String {
    match wrong {
        Wrong::File(why) => format!("{why}\n"),
        Wrong::Text(problems) => problems.iter().fold(String::new(), |mut text, problem| {
            let _ = writeln!(text, "{}:{}:{}: {}; {}", shown(file), problem.line, problem.column, problem.wrong, problem.mend);
            text
        }),
    }
}

/// One story among many.
struct Checked {
    path: PathBuf,
    outcome: Result<Replay, Wrong>,
}

fn many(paths: &[PathBuf], format: Format) -> anyhow::Result<ExitCode> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside: Vec<_> = fs::read_dir(path)?.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
            inside.retain(|file| file.extension().is_some_and(|end| end == "toml"));
            inside.sort();
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    if files.is_empty() {
        return Ok(out::cannot_use("there is no story here: stories are files that end in .toml"));
    }
    let checked: Vec<_> = files
        .into_iter()
        .map(|path| {
            let outcome = read(&path).map(|story| replay(&story, &Standards::default()));
            Checked { path, outcome }
        })
        .collect();
    match format {
        Format::Text => out::say(&text::table(&checked.iter().map(row).collect::<Vec<_>>(), out::width()))?,
        Format::Json => {
            out::say(&format!("{}\n", serde_json::to_string_pretty(&checked.iter().map(row_json).collect::<Vec<_>>())?))?;
        }
    }
    let mut code = ExitCode::SUCCESS;
    for Checked { path, outcome } in &checked {
        match outcome {
            Ok(replayed) => {
                for check in replayed.checks.iter().filter(|check| !check.holds) {
                    let found = check.found.as_deref().unwrap_or_default();
                    eprintln!("{}:{}: expected that {}, but {found}", path.display(), check.line, check.expected);
                }
            }
            Err(wrong) => eprint!("{}", problems(path, wrong)),
        }
    }
    if checked.iter().any(|one| one.outcome.as_ref().is_ok_and(|replayed| !replayed.holds())) {
        code = ExitCode::FAILURE;
    }
    if checked.iter().any(|one| one.outcome.is_err()) {
        code = ExitCode::from(out::CANNOT_USE);
    }
    Ok(code)
}

fn row(checked: &Checked) -> [String; 5] {
    let name = checked.path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    match &checked.outcome {
        Ok(replayed) => {
            let held = replayed.checks.iter().filter(|check| check.holds).count();
            let forced = replayed.forced.as_ref().map_or_else(|| "never".to_owned(), |forced| forced.on.to_string());
            let days = replayed.days_until_real_end.map_or_else(String::new, |days| days.to_string());
            let outcome = if replayed.holds() { "holds" } else { "FAILS" };
            [name, outcome.to_owned(), format!("{held}/{}", replayed.checks.len()), forced, days]
        }
        Err(_) => [name, "MALFORMED".to_owned(), String::new(), String::new(), String::new()],
    }
}

fn row_json(checked: &Checked) -> serde_json::Value {
    let path = checked.path.display().to_string();
    match &checked.outcome {
        Ok(replayed) => json!({
            "story": path,
            "holds": replayed.holds(),
            "expectations": replayed.checks.len(),
            "failed": replayed.checks.iter().filter(|check| !check.holds).collect::<Vec<_>>(),
            "forced": replayed.forced,
            "real_end": replayed.real_end,
            "days_until_real_end": replayed.days_until_real_end,
        }),
        Err(Wrong::Text(problems)) => json!({ "story": path, "problems": problems }),
        Err(Wrong::File(why)) => json!({ "story": path, "problems": [{ "wrong": why }] }),
    }
}
