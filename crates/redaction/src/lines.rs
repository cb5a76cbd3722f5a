//! Cases and documents as lines of JSON, and findings as spans: what `holdfast redact` reads and writes.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::finder::{Finder, Finding};
use crate::known::Whose;

/// One document.
#[derive(Debug, Clone, Deserialize)]
pub struct Document {
    /// How it is called in the answer.
    pub doc_id: String,
    /// The case to which it belongs.
    #[serde(default)]
    pub case_id: String,
    /// Its text.
    pub text: String,
}

/// What to take out of one document.
#[derive(Debug, Serialize)]
pub struct Spans<'a> {
    /// The document.
    pub doc_id: &'a str,
    /// From and to, in Unicode code points, the end not included.
    pub spans: Vec<(usize, usize)>,
}

/// One finding, for somebody who looks it over.
#[derive(Debug, Serialize)]
pub struct Review<'a> {
    /// The document.
    pub doc_id: &'a str,
    /// From, in Unicode code points.
    pub start: usize,
    /// To, not included.
    pub end: usize,
    /// Whose it is.
    pub whose: String,
    /// What it is.
    pub what: &'static str,
    /// Why.
    pub why: &'static str,
    /// How sure.
    pub sure: &'static str,
    /// Whether it is among the spans.
    pub taken_out: bool,
}

/// A line that cannot be used: its number, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Counted from 1.
    pub line: usize,
    /// Why, in words.
    pub why: String,
}

impl std::fmt::Display for BadLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

/// Reads cases, one a line. An empty line is none.
pub fn cases(text: &str) -> (HashMap<String, Case>, Vec<BadLine>) {
    let (mut cases, mut bad) = (HashMap::new(), Vec::new());
    for (line, content) in numbered(text) {
        match serde_json::from_str::<Case>(content) {
            Ok(case) if case.protected.is_empty() => {
                bad.push(BadLine { line, why: "nobody is protected in this case".to_owned() });
            }
            Ok(case) if cases.contains_key(&case.case_id) => {
                bad.push(BadLine { line, why: format!("there is a case “{}” already", case.case_id) });
            }
            Ok(case) => {
                cases.insert(case.case_id.clone(), case);
            }
            Err(error) => bad.push(BadLine { line, why: plain(&error) }),
        }
    }
    (cases, bad)
}

/// The lines that say something, with their numbers.
pub fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.trim_start_matches('\u{feff}')))
        .filter(|(_, line)| !line.trim().is_empty())
}

/// Reads one document.
/// # Errors
/// It is no JSON, or a field is missing; in words.
pub fn document(line: &str) -> Result<Document, String> {
    serde_json::from_str(line).map_err(|error| plain(&error))
}

fn plain(error: &serde_json::Error) -> String {
    // The position says where in the line; the content of the line is nobody's to repeat.
    let kind = if error.is_data() { "a field is missing or of another kind than expected" } else { "this is not JSON" };
    let missing = error.to_string();
    let field = missing
        .split('`')
        .nth(1)
        .filter(|_| missing.starts_with("missing field"))
        .map_or(String::new(), |field| format!(" (“{field}” is missing)"));
    format!("{kind}{field}, at column {}", error.column())
}

/// The spans that are taken out of a document.
pub fn spans<'a>(document: &'a Document, findings: &[Finding]) -> Spans<'a> {
    let mut points = Points::of(&document.text);
    let taken = findings.iter().filter(|finding| finding.is_taken_out());
    let spans = taken.map(|finding| (points.at(finding.range.start), points.at(finding.range.end))).collect();
    Spans { doc_id: &document.doc_id, spans }
}

/// Every finding of a document with its reasons.
pub fn review<'a>(document: &'a Document, finder: &Finder, findings: &[Finding]) -> Vec<Review<'a>> {
    let mut points = Points::of(&document.text);
    let each = findings.iter().map(|finding| Review {
        doc_id: &document.doc_id,
        start: points.at(finding.range.start),
        end: points.at(finding.range.end),
        whose: whose(finder, &finding.whose),
        what: finding.what.label(),
        why: finding.why.label(),
        sure: finding.sure.label(),
        taken_out: finding.is_taken_out(),
    });
    each.collect()
}

/// All whom a finding concerns.
pub fn whose(finder: &Finder, whose: &[Whose]) -> String {
    let all: Vec<String> = whose.iter().map(|one| finder.called(*one)).collect();
    all.join(", ")
}

/// Code points before a byte, asked in rising order.
struct Points<'a> {
    text: &'a str,
    byte: usize,
    point: usize,
}

impl<'a> Points<'a> {
    const fn of(text: &'a str) -> Self {
        Self { text, byte: 0, point: 0 }
    }

    fn at(&mut self, byte: usize) -> usize {
        self.point += self.text.get(self.byte..byte).map_or(0, |between| between.chars().count());
        self.byte = byte;
        self.point
    }
}
