//! The labelled sentences: `data/sentences.csv`, from which the model is made, and `data/unseen.csv`, on which it is measured.

use crate::kinds::Kind;
use crate::training::Example;

/// One row of a set.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// The family of sentences that were written together.
    pub family: String,
    /// `ordinary`; `mirrored`: written to be mistaken, in pairs that share their words and not their meaning; `fresh`: short notes, written last.
    pub part: String,
    /// The text and its kinds.
    pub example: Example,
}

/// The set that the model is made from.
pub const TRAINING: &str = include_str!("../data/sentences.csv");

/// The set that it has never seen.
pub const UNSEEN: &str = include_str!("../data/unseen.csv");

/// What is wrong with a set.
#[derive(Debug, thiserror::Error)]
pub enum SetError {
    /// It is no table.
    #[error("the set is no table: {0}")]
    Table(#[from] csv::Error),
    /// A row names a kind that there is not.
    #[error("line {line}: there is no kind {kind}")]
    Kind {
        /// Where.
        line: u64,
        /// What it says.
        kind: String,
    },
}

/// Reads a set with the columns `id,part,family,kinds,text`; kinds are codes with spaces between, and none is no disclosure.
pub fn read(csv: &str) -> Result<Vec<Labelled>, SetError> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader
        .records()
        .map(|record| {
            let record = record?;
            let field = |at: usize| record.get(at).unwrap_or_default();
            let line = record.position().map_or(0, csv::Position::line);
            let kinds = field(3)
                .split_whitespace()
                .map(|code| Kind::from_code(code).ok_or_else(|| SetError::Kind { line, kind: code.to_owned() }))
                .collect::<Result<_, _>>()?;
            Ok(Labelled {
                family: field(2).to_owned(),
                part: field(1).to_owned(),
                example: Example { text: field(4).to_owned(), kinds },
            })
        })
        .collect()
}

/// How well texts are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Measured {
    /// Wanted and heard.
    pub heard: usize,
    /// Wanted and not heard.
    pub missed: usize,
    /// Heard and not wanted.
    pub false_alarms: usize,
}

impl Measured {
    /// Counts one text.
    pub fn count(&mut self, wanted: bool, heard: bool) {
        match (wanted, heard) {
            (true, true) => self.heard += 1,
            (true, false) => self.missed += 1,
            (false, true) => self.false_alarms += 1,
            (false, false) => {}
        }
    }

    /// Of those wanted, how many were heard: 0 to 1.
    pub fn recall(&self) -> f64 {
        share(self.heard, self.heard + self.missed)
    }

    /// Of those heard, how many were wanted: 0 to 1.
    pub fn precision(&self) -> f64 {
        share(self.heard, self.heard + self.false_alarms)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand texts")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
