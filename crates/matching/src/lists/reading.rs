//! From a file to a table.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use super::columns::{Columns, Found};
use super::csv::{Row, Rows};
use super::run::{Problem, Progress};
use crate::linking::Stage;
use crate::records::Table;
use crate::records::interner::Interner;
use crate::records::waiting::Texts;

/// Records and what they are called.
#[derive(Debug, Clone, Default)]
pub(crate) struct List {
    pub(crate) table: Table,
    /// The id of place 0 has number 1, and so on.
    pub(crate) ids: Interner,
}

/// A line of a list, roughly.
const BYTES_OF_A_RECORD: u64 = 95;

impl List {
    /// Makes room for so many records more.
    fn expect(&mut self, records: usize) {
        self.ids.reserve(records);
        self.table.reserve(records);
    }
}

/// A list that is read piece by piece.
pub(crate) struct Reader<'a> {
    path: &'a Path,
    rows: Rows<File>,
    columns: Found,
    size: u64,
    progress: &'a dyn Progress,
    told: u64,
    /// Ids of the newest records, each with its line.
    ids: Texts,
}

/// So many ids wait at most.
const TOGETHER: usize = 128;

/// A place in a list: bytes, and the number of the line.
pub(crate) type At = (u64, u64);

impl<'a> Reader<'a> {
    /// Opens a list and finds its columns.
    pub(crate) fn open(path: &'a Path, columns: &Columns, separator: u8, progress: &'a dyn Progress) -> Result<Self, Problem> {
        let broken = |error| Problem::Read { path: path.to_owned(), error };
        let file = File::open(path).map_err(broken)?;
        let size = file.metadata().map_err(broken)?.len();
        let mut rows = Rows::new(file, separator);
        let header = match rows.next_row().map_err(broken)? {
            Some(Row::Cells(cells)) => columns.find(&cells),
            Some(Row::Bad(why)) => Err(format!("the first line cannot be read: {why}")),
            None => Err("it is empty".to_owned()),
        };
        let columns = header.map_err(|why| Problem::Header { path: path.to_owned(), why })?;
        Ok(Self { path, rows, columns, size, progress, told: 0, ids: Texts::default() })
    }

    /// Goes to a place where a row begins.
    pub(crate) fn go_on_at(&mut self, (byte, line): At, separator: u8) -> Result<(), Problem> {
        let broken = |error| Problem::Read { path: self.path.to_owned(), error };
        let mut file = File::open(self.path).map_err(broken)?;
        file.seek(SeekFrom::Start(byte)).map_err(broken)?;
        self.rows = Rows::new(file, separator).counting_from(byte, line);
        Ok(())
    }

    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    pub(crate) fn at(&self) -> At {
        (self.rows.bytes(), self.rows.next_line())
    }

    /// Reads rows into a list until so many bytes of the file are taken. Tells how many it read.
    pub(crate) fn read(&mut self, list: &mut List, up_to: u64) -> Result<u64, Problem> {
        let before = list.table.len();
        let bytes = self.size.min(up_to).saturating_sub(self.rows.bytes());
        list.expect(usize::try_from(bytes / BYTES_OF_A_RECORD).unwrap_or(0));
        loop {
            if self.ids.len() >= TOGETHER {
                self.number(list);
            }
            if self.rows.bytes() >= up_to {
                break;
            }
            let row = self.rows.next_row().map_err(|error| Problem::Read { path: self.path.to_owned(), error })?;
            let mut added = false;
            let bad: &str = match row {
                None => break,
                Some(Row::Bad(why)) => why,
                Some(Row::Cells(cells)) if cells.len() != self.columns.width => {
                    if cells.len() < self.columns.width {
                        "it has fewer cells than the first line"
                    } else {
                        "it has more cells than the first line"
                    }
                }
                Some(Row::Cells(cells)) => {
                    let (id, person) = self.columns.read(&cells);
                    if id.is_empty() {
                        "it has no record id"
                    } else {
                        list.table.add(&person);
                        self.ids.add(id, 0);
                        added = true;
                        ""
                    }
                }
            };
            if added {
                self.ids.last_is_of(self.rows.line());
            }
            if !bad.is_empty() {
                self.progress.bad_line(self.path, self.rows.line(), bad);
            }
            if self.rows.bytes() >= self.told + (1 << 22) {
                self.told = self.rows.bytes();
                self.progress.at(Stage::Reading, self.told, self.size);
            }
        }
        self.number(list);
        Ok((list.table.len() - before) as u64)
    }

    /// Numbers the ids that wait. A record whose id was given before is taken out again.
    fn number(&mut self, list: &mut List) {
        let Self { path, progress, ids, .. } = self;
        let List { table, ids: known } = list;
        let mut place = table.len() - ids.len();
        let mut next = known.len();
        ids.number(known, |line, id| {
            if id as usize == next {
                (place, next) = (place + 1, next + 1);
            } else {
                table.take_out(place);
                progress.bad_line(path, line, "its record id was given before");
            }
        });
    }
}

/// One number for a file as it is now: its size, its start and its end.
pub(crate) fn fingerprint(path: &Path) -> std::io::Result<u64> {
    const ENDS: u64 = 1 << 16;
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::new();
    file.by_ref().take(ENDS).read_to_end(&mut bytes)?;
    file.seek(SeekFrom::Start(size.saturating_sub(ENDS)))?;
    file.take(ENDS).read_to_end(&mut bytes)?;
    bytes.extend_from_slice(&size.to_le_bytes());
    Ok(crate::records::interner::hash_of(&bytes))
}
