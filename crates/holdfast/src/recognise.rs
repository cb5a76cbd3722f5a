//! `holdfast recognise`: hears likely disclosures in a table of texts. No network, no database: the texts stay on this machine.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, IsTerminal as _, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args as ClapArgs;
use recognition::table::{Summary, TableError, recognise_table};

use crate::out;

/// What `holdfast recognise` is given.
#[derive(Debug, ClapArgs)]
pub struct Args {
    /// The texts: a CSV table in UTF-8 with the columns id and text, or - for standard input. Other columns are ignored.
    #[arg(long = "in", value_name = "TEXTS.csv")]
    texts: PathBuf,
    /// Where the answers go: a CSV table with id, score, disclosure, kinds and because, or - for standard output. A file that is there is replaced.
    #[arg(long = "out", value_name = "OUT.csv")]
    answers: PathBuf,
}

/// Rows between two lines of progress.
const STRIDE: u64 = 1000;

/// Reads the texts and writes what was heard.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let input: Box<dyn Read> = if is_stream(&args.texts) {
        Box::new(io::stdin().lock())
    } else {
        match File::open(&args.texts) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(error) => {
                let texts = args.texts.display();
                return Ok(out::cannot_use(&format!("{texts} cannot be read: {error}; check the name and that you may read it")));
            }
        }
    };
    let heard = if is_stream(&args.answers) {
        recognise_table(input, io::stdout().lock(), progress())
    } else {
        into_file(input, &args.answers)?
    };
    if io::stderr().is_terminal() {
        eprint!("\r\x1b[K");
    }
    match heard {
        Ok(Summary { texts, disclosures, .. }) => {
            eprintln!("{texts} texts read, {disclosures} likely disclosures; a person decides about each.");
            Ok(ExitCode::SUCCESS)
        }
        Err(TableError::Writing(error)) if is_stream(&args.answers) && error.kind() == io::ErrorKind::BrokenPipe => {
            Ok(ExitCode::SUCCESS)
        }
        Err(error) if error.is_about_what_was_given() => {
            let name = if is_stream(&args.texts) { "standard input".to_owned() } else { args.texts.display().to_string() };
            Ok(out::cannot_use(&format!("{name}: {error}")))
        }
        Err(error) => Err(error.into()),
    }
}

/// Writes beside the file first, so that half a table never stands where a whole one is expected.
fn into_file(input: impl Read, answers: &Path) -> anyhow::Result<Result<Summary, TableError>> {
    let mut part = answers.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let file = File::create(&part)
        .with_context(|| format!("{} cannot be written; check the folder and that you may write there", part.display()))?;
    let mut writer = BufWriter::new(file);
    let heard = recognise_table(input, &mut writer, progress());
    let kept = writer.flush().and_then(|()| if heard.is_ok() { fs::rename(&part, answers) } else { fs::remove_file(&part) });
    kept.with_context(|| format!("{} cannot be written", answers.display()))?;
    Ok(heard)
}

fn is_stream(path: &Path) -> bool {
    path == Path::new("-")
}

/// Tells how far it is, if somebody is watching.
fn progress() -> impl FnMut(&Summary) {
    let watched = io::stderr().is_terminal();
    move |summary| {
        if watched && summary.texts.is_multiple_of(STRIDE) {
            eprint!("\r\x1b[K{} texts, {} MB", summary.texts, summary.bytes / 1_000_000);
        }
    }
}
