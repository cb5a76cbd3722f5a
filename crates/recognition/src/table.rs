//! The work of `holdfast recognise`: a table of texts in, a table of what was heard out.
//!
//! In: columns `id` and `text` in any order, others are ignored. Out: `id,score,disclosure,kinds,because`, one row for each row, in the same
//! order, written as it goes. `kinds` are codes with spaces between; `because` has each piece of the text in quotation marks with its reason.

use std::fmt::Write as _;
use std::io::{Read, Write};

use crate::{Heard, recognise};

/// Why a table cannot be read or written. Names lines, never what stands in them.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// A column is missing from the heading.
    #[error("line 1: there is no column {0:?}; the first line must name the columns, among them id and text")]
    NoColumn(&'static str),
    /// A column stands twice in the heading.
    #[error("line 1: the column {0:?} stands there twice; keep one of them")]
    TwoColumns(&'static str),
    /// A row is too short or too long.
    #[error(
        "line {line}: this row has {has} columns where the heading has {needs}; put text with commas or line ends in quotation marks"
    )]
    Columns {
        /// Where the row begins.
        line: u64,
        /// How many it has.
        has: u64,
        /// How many the heading has.
        needs: u64,
    },
    /// The bytes are no UTF-8.
    #[error("line {line}: this is not UTF-8 text; save the table as \"CSV UTF-8\"")]
    NotUtf8 {
        /// Where the row begins.
        line: u64,
    },
    /// The table cannot be read to its end.
    #[error("the table cannot be read to its end: {0}")]
    Reading(std::io::Error),
    /// The answers cannot be written.
    #[error("the answers cannot be written: {0}")]
    Writing(std::io::Error),
}

impl TableError {
    /// Whether it is what was given that cannot be used, and not the machine that failed.
    pub const fn is_about_what_was_given(&self) -> bool {
        !matches!(self, TableError::Reading(_) | TableError::Writing(_))
    }
}

/// How a table went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Texts read.
    pub texts: u64,
    /// Likely disclosures among them.
    pub disclosures: u64,
    /// Bytes of the table read so far.
    pub bytes: u64,
}

/// Reads a table and writes what was heard. `progress` is told after every row.
///
/// # Errors
/// [`TableError`]; rows before the one that is wrong have been written by then.
pub fn recognise_table(input: impl Read, output: impl Write, mut progress: impl FnMut(&Summary)) -> Result<Summary, TableError> {
    let mut reader = csv::Reader::from_reader(input);
    let mut writer = csv::Writer::from_writer(output);
    let headings = reader.headers().map_err(|error| why(error, 1))?.clone();
    let column = |name: &'static str| {
        let mut found = headings.iter().enumerate().filter(|(_, heading)| heading.trim().eq_ignore_ascii_case(name));
        match (found.next(), found.next()) {
            (Some((at, _)), None) => Ok(at),
            (Some(_), Some(_)) => Err(TableError::TwoColumns(name)),
            (None, _) => Err(TableError::NoColumn(name)),
        }
    };
    let (id, text) = (column("id")?, column("text")?);
    writer.write_record(["id", "score", "disclosure", "kinds", "because"]).map_err(cannot_write)?;
    let mut summary = Summary::default();
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        if !reader.read_record(&mut record).map_err(|error| why(error, line))? {
            break;
        }
        let text = record.get(text).unwrap_or_default();
        let heard = recognise(text);
        summary.texts += 1;
        summary.disclosures += u64::from(heard.disclosure);
        summary.bytes = reader.position().byte();
        let kinds = heard.kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(" ");
        writer
            .write_record([
                record.get(id).unwrap_or_default(),
                &format!("{:.4}", heard.score),
                if heard.disclosure { "yes" } else { "no" },
                &kinds,
                &because(&heard, text),
            ])
            .map_err(cannot_write)?;
        progress(&summary);
    }
    writer.flush().map_err(TableError::Writing)?;
    Ok(summary)
}

fn because(heard: &Heard, text: &str) -> String {
    heard.because.iter().fold(String::new(), |mut all, because| {
        let between = if all.is_empty() { "" } else { "; " };
        let words = because.words(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = write!(all, "{between}\u{201C}{words}\u{201D}: {}", because.reason);
        all
    })
}

fn cannot_write(error: csv::Error) -> TableError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => TableError::Writing(error),
        other => TableError::Writing(std::io::Error::other(format!("{other:?}"))),
    }
}

fn why(error: csv::Error, line: u64) -> TableError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => TableError::Reading(error),
        csv::ErrorKind::Utf8 { pos, .. } => TableError::NotUtf8 { line: pos.map_or(line, |pos| pos.line()) },
        csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
            TableError::Columns { line: pos.map_or(line, |pos| pos.line()), has: len, needs: expected_len }
        }
        other => TableError::Reading(std::io::Error::other(format!("{other:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(input: &[u8]) -> Result<String, TableError> {
        let mut output = Vec::new();
        recognise_table(input, &mut output, |_| ()).map(|_| String::from_utf8(output).expect("text"))
    }

    #[test]
    fn each_row_is_answered_in_its_order_whatever_else_the_table_has() {
        let answers = table(b"label,TEXT,id\nx,\"My husband hit me, again.\",7\ny,The bin is full.,8\n").expect("a table");
        let rows: Vec<&str> = answers.lines().collect();
        assert_eq!(rows[0], "id,score,disclosure,kinds,because");
        assert!(rows[1].starts_with("7,0.9") && rows[1].contains(",yes,physical_or_sexual"), "{}", rows[1]);
        assert!(rows[1].contains("\u{201C}My husband hit me\u{201D}: somebody close hurts a person"), "{}", rows[1]);
        assert!(rows[2].starts_with("8,0.") && rows[2].ends_with(",no,,"), "{}", rows[2]);
    }

    #[test]
    fn a_table_from_a_spreadsheet_with_a_mark_of_byte_order_is_read() {
        assert!(table(b"\xEF\xBB\xBFid,text\r\n1,\"two\r\nlines\"\r\n").is_ok());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let said = |input: &[u8]| table(input).expect_err("wrong").to_string();
        assert!(said(b"id,note\n1,x\n").starts_with("line 1: there is no column \"text\""));
        assert!(said(b"id,text,id\n").starts_with("line 1: the column \"id\" stands there twice"));
        assert!(said(b"").starts_with("line 1: there is no column \"id\""));
        assert!(said(b"id,text\n1,\"a\nb\"\n2,a,b\n").starts_with("line 4: this row has 3 columns where the heading has 2"));
        assert!(said(b"id,text\n1,a\n2,\xFF\n").starts_with("line 3: this is not UTF-8"));
    }

    #[test]
    fn a_disk_that_is_full_is_no_fault_of_the_table() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let error = recognise_table(&b"id,text\n1,a\n"[..], Full, |_| ()).expect_err("full");
        assert!(!error.is_about_what_was_given());
    }
}
