//! `holdfast redact`: every trace of the protected people in text, in any spelling, with what may be told left alone.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Args as ClapArgs;
use redaction::{Case, Finder, lines, shown};

use crate::out;

/// What `holdfast redact` is given.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Exit codes: 0 done; 1 some lines could not be used, or something could not be written; 2 what was given cannot be used.

For programs:  holdfast redact --known CASES.jsonl --in DOCS.jsonl --out SPANS.jsonl [--review REVIEW.jsonl]
For a person:  holdfast redact --known CASE.json LETTER.txt")]
pub struct Args {
    /// What is known: one case in JSON for a text, or one case a line for many documents.
    #[arg(long, value_name = "FILE")]
    known: PathBuf,
    /// A text to be shown with its findings marked; `-` for standard input.
    #[arg(value_name = "TEXT", conflicts_with_all = ["docs", "spans", "review"], required_unless_present = "docs")]
    text: Option<PathBuf>,
    /// Show the text as it may leave, without what was found, and no legend.
    #[arg(long, requires = "text")]
    without: bool,
    /// Documents, one a line: `{"doc_id": …, "case_id": …, "text": …}`.
    #[arg(long = "in", value_name = "FILE", requires = "spans")]
    docs: Option<PathBuf>,
    /// Where the spans go, one document a line: `{"doc_id": …, "spans": [[from, to], …]}`, in Unicode code points.
    #[arg(long = "out", value_name = "FILE", requires = "docs")]
    spans: Option<PathBuf>,
    /// Where every finding goes with whose it is, what, why and how sure, also those that are only possible and in no span.
    #[arg(long, value_name = "FILE", requires = "docs")]
    review: Option<PathBuf>,
}

/// Finds what must not be told.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match (&args.text, &args.docs, &args.spans) {
        (Some(text), ..) => one(args, text),
        (None, Some(docs), Some(spans)) => many(args, docs, spans),
        _ => Ok(out::cannot_use("name a text, or documents with --in and --out")),
    }
}

fn read(path: &Path) -> io::Result<String> {
    if path.as_os_str() == "-" {
        return io::read_to_string(io::stdin());
    }
    std::fs::read_to_string(path)
}

fn one(args: &Args, text: &Path) -> anyhow::Result<ExitCode> {
    let known = match read(&args.known) {
        Ok(known) => known,
        Err(error) => return Ok(out::cannot_use(&format!("{}: {error}", args.known.display()))),
    };
    let case = match serde_json::from_str::<Case>(&known) {
        Ok(case) if case.protected.is_empty() => {
            return Ok(out::cannot_use(&format!("{}: nobody is protected in this case", args.known.display())));
        }
        Ok(case) => case,
        Err(_) => {
            let (cases, bad) = lines::cases(&known);
            match (bad.first(), cases.len()) {
                (None, 1) => cases.into_values().next().unwrap_or_default(),
                (Some(bad), _) => return Ok(out::cannot_use(&format!("{}: {bad}", args.known.display()))),
                (None, several) => {
                    return Ok(out::cannot_use(&format!(
                        "{}: one case is wanted for a text, and here are {several}",
                        args.known.display()
                    )));
                }
            }
        }
    };
    let text = match read(text) {
        Ok(text) => text,
        Err(error) => return Ok(out::cannot_use(&format!("{}: {error}", text.display()))),
    };
    let finder = Finder::new(&case);
    let findings = finder.find(&text);
    if args.without {
        out::say(&shown::without(&text, &findings))?;
    } else {
        out::say(&format!("{}\n\n{}", shown::marked(&text, &findings).trim_end(), shown::legend(&finder, &findings)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What came of a run over many documents.
#[derive(Debug, Default)]
struct Tally {
    documents: usize,
    bytes: usize,
    taken_out: usize,
    to_look_at: usize,
    bad: usize,
}

fn many(args: &Args, docs: &Path, spans: &Path) -> anyhow::Result<ExitCode> {
    let known = match read(&args.known) {
        Ok(known) => known,
        Err(error) => return Ok(out::cannot_use(&format!("{}: {error}", args.known.display()))),
    };
    let (cases, bad) = lines::cases(&known);
    for bad in &bad {
        eprintln!("holdfast: {}, {bad}", args.known.display());
    }
    if cases.is_empty() {
        return Ok(out::cannot_use(&format!("{}: there is no case in it that can be used", args.known.display())));
    }
    let input = match File::open(docs) {
        Ok(file) => file,
        Err(error) => return Ok(out::cannot_use(&format!("{}: {error}", docs.display()))),
    };
    let mut tally = Tally { bad: bad.len(), ..Tally::default() };
    look_through(args, &cases, docs, input, spans, &mut tally)?;
    eprintln!(
        "{} documents, {:.1} MB: {} details to be taken out, {} more to be looked at{}",
        tally.documents,
        megabytes(tally.bytes),
        tally.taken_out,
        tally.to_look_at,
        if tally.bad == 0 { String::new() } else { format!("; {} lines could not be used", tally.bad) },
    );
    Ok(if tally.bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn look_through(
    args: &Args,
    cases: &HashMap<String, Case>,
    docs: &Path,
    input: File,
    spans: &Path,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    let create =
        |path: &Path| File::create(path).map(BufWriter::new).with_context(|| format!("{} cannot be written", path.display()));
    let mut out = create(spans)?;
    let mut review = args.review.as_deref().map(create).transpose()?;
    let size = usize::try_from(input.metadata().map_or(0, |about| about.len())).unwrap_or(usize::MAX);
    let mut progress = Progress::new(size);
    let mut reader = BufReader::new(input);
    let mut finder: Option<(String, Finder)> = None;
    let (mut line, mut number, mut read) = (Vec::new(), 0, 0);
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line).with_context(|| format!("{} cannot be read", docs.display()))?;
        if length == 0 {
            break;
        }
        number += 1;
        read += length;
        let mut bad = |why: &str| {
            tally.bad += 1;
            eprintln!("holdfast: {}, line {number}: {why}", docs.display());
        };
        let Ok(content) = std::str::from_utf8(&line) else {
            bad("this is not UTF-8");
            continue;
        };
        let content = content.trim_start_matches('\u{feff}').trim();
        if content.is_empty() {
            continue;
        }
        let document = match lines::document(content) {
            Ok(document) => document,
            Err(why) => {
                bad(&why);
                continue;
            }
        };
        let Some(case) = cases.get(&document.case_id) else {
            bad(&format!("there is no case “{}”", document.case_id));
            continue;
        };
        // Documents of one case mostly stand together.
        if finder.as_ref().is_none_or(|(id, _)| *id != document.case_id) {
            finder = Some((document.case_id.clone(), Finder::new(case)));
        }
        let Some((_, finder)) = &finder else { continue };
        let findings = finder.find(&document.text);
        tally.documents += 1;
        tally.bytes += document.text.len();
        let taken = findings.iter().filter(|finding| finding.is_taken_out()).count();
        tally.taken_out += taken;
        tally.to_look_at += findings.len() - taken;
        serde_json::to_writer(&mut out, &lines::spans(&document, &findings)).context("the spans cannot be written")?;
        out.write_all(b"\n").context("the spans cannot be written")?;
        if let Some(review) = &mut review {
            for one in lines::review(&document, finder, &findings) {
                serde_json::to_writer(&mut *review, &one).context("the findings cannot be written")?;
                review.write_all(b"\n").context("the findings cannot be written")?;
            }
        }
        progress.at(read);
    }
    progress.end();
    out.flush().context("the spans cannot be written")?;
    if let Some(review) = &mut review {
        review.flush().context("the findings cannot be written")?;
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss, reason = "a figure to look at")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// How far it has come, on a terminal.
struct Progress {
    size: usize,
    shown: Option<Instant>,
    on: bool,
}

impl Progress {
    fn new(size: usize) -> Self {
        Self { size, shown: None, on: io::stderr().is_terminal() }
    }

    fn at(&mut self, read: usize) {
        if self.on && self.shown.is_none_or(|shown| shown.elapsed() > Duration::from_millis(200)) {
            self.shown = Some(Instant::now());
            let percent = (read * 100).checked_div(self.size).unwrap_or(100).min(100);
            eprint!("\r{percent:>3} % of {:.1} MB", megabytes(self.size));
        }
    }

    fn end(&self) {
        if self.on && self.shown.is_some() {
            eprint!("\r\x1b[K");
        }
    }
}
