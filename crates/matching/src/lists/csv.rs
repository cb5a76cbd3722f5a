//! Reading comma-separated lists line by line, in memory that does not grow with the list.

use std::io::{self, Read};

/// A row longer than this is a quotation mark that was never closed.
const LONGEST: usize = 1 << 20;
const CHUNK: usize = 1 << 16;

/// Reads rows.
#[derive(Debug)]
pub(crate) struct Rows<R> {
    source: R,
    separator: u8,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
    line: u64,
    next_line: u64,
    read: u64,
    cells: Vec<(u32, u32)>,
}

/// What stands in one row.
#[derive(Debug)]
pub(crate) enum Row<'a> {
    /// Cells.
    Cells(Cells<'a>),
    /// Something that cannot be read, and why.
    Bad(&'static str),
}

/// The cells of a row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cells<'a> {
    text: &'a str,
    cells: &'a [(u32, u32)],
}

impl<'a> Cells<'a> {
    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    /// A cell without blanks around it; empty where the row is too short.
    pub(crate) fn get(&self, at: usize) -> &'a str {
        let Some((start, end)) = self.cells.get(at) else { return "" };
        self.text.get(*start as usize..*end as usize).unwrap_or_default().trim()
    }
}

impl<R: Read> Rows<R> {
    pub(crate) fn new(source: R, separator: u8) -> Self {
        Self {
            source,
            separator,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            at_end: false,
            line: 0,
            next_line: 1,
            read: 0,
            cells: Vec::new(),
        }
    }

    /// Goes on counting from a place in the middle of a list.
    pub(crate) fn counting_from(mut self, byte: u64, line: u64) -> Self {
        (self.read, self.next_line) = (byte, line);
        self
    }

    /// The number of the line in which the last row began, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The number of the line after the last row.
    pub(crate) fn next_line(&self) -> u64 {
        self.next_line
    }

    /// How many bytes have been taken.
    pub(crate) fn bytes(&self) -> u64 {
        self.read
    }

    /// The next row; `None` at the end. Empty lines are passed over.
    ///
    /// # Errors
    /// Whatever the source says.
    pub(crate) fn next_row(&mut self) -> io::Result<Option<Row<'_>>> {
        loop {
            self.line = self.next_line;
            let Some(length) = self.find_end()? else { return Ok(None) };
            let (from, to) = (self.start, self.start + length);
            self.start = to;
            self.read += length as u64;
            if length > LONGEST {
                return Ok(Some(Row::Bad("a quotation mark is opened and not closed")));
            }
            let mut text = to;
            while text > from && matches!(self.buffer[text - 1], b'\n' | b'\r') {
                text -= 1;
            }
            if text == from {
                continue;
            }
            if let Err(why) = self.split(from, text) {
                return Ok(Some(Row::Bad(why)));
            }
            let Self { buffer, cells, .. } = self;
            return Ok(Some(match std::str::from_utf8(&buffer[from..text]) {
                Ok(text) => Row::Cells(Cells { text, cells }),
                Err(_) => Row::Bad("it is not UTF-8 text"),
            }));
        }
    }

    /// How many bytes the next row has, with its line end; `None` at the end of the source.
    fn find_end(&mut self) -> io::Result<Option<usize>> {
        let mut at = self.start;
        let mut quoted = false;
        loop {
            while at < self.end {
                match self.buffer[at] {
                    b'"' => quoted = !quoted,
                    b'\n' => {
                        self.next_line += 1;
                        if !quoted {
                            return Ok(Some(at + 1 - self.start));
                        }
                    }
                    _ => {}
                }
                at += 1;
            }
            if at - self.start > LONGEST {
                // Take the first line by itself, so that the rest of the list can still be read.
                return Ok(Some(at - self.start));
            }
            if self.at_end {
                return Ok((at > self.start).then_some(at - self.start));
            }
            at -= self.fill()?;
        }
    }

    /// Reads more; tells by how much the contents moved towards the start.
    fn fill(&mut self) -> io::Result<usize> {
        let moved = self.start;
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.buffer.len() < self.end + CHUNK {
            self.buffer.resize(self.end + CHUNK, 0);
        }
        let room = self.buffer.len();
        let more = loop {
            match self.source.read(&mut self.buffer[self.end..room]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.at_end = more == 0;
        self.end += more;
        Ok(moved)
    }

    /// Finds the cells between two places, and takes quotation marks away in place.
    fn split(&mut self, from: usize, to: usize) -> Result<(), &'static str> {
        self.cells.clear();
        let mut at = from;
        loop {
            if at < to && self.buffer[at] == b'"' {
                at = self.quoted_cell(from, at, to)?;
            } else {
                let end = (at..to).find(|place| self.buffer[*place] == self.separator).unwrap_or(to);
                self.cells.push(((at - from) as u32, (end - from) as u32));
                at = end;
            }
            if at >= to {
                return Ok(());
            }
            at += 1; // the separator
            if at == to {
                self.cells.push(((at - from) as u32, (at - from) as u32));
                return Ok(());
            }
        }
    }

    fn quoted_cell(&mut self, from: usize, at: usize, to: usize) -> Result<usize, &'static str> {
        let start = at + 1;
        let (mut read, mut write) = (start, start);
        loop {
            if read >= to {
                return Err("a quotation mark is opened and not closed");
            }
            let byte = self.buffer[read];
            read += 1;
            if byte == b'"' {
                if read < to && self.buffer[read] == b'"' {
                    read += 1;
                } else {
                    break;
                }
            }
            self.buffer[write] = byte;
            write += 1;
        }
        self.cells.push(((start - from) as u32, (write - from) as u32));
        if read < to && self.buffer[read] != self.separator {
            return Err("something follows a closing quotation mark");
        }
        // What was left over between the written end and the next cell must still be text.
        self.buffer[write..read].fill(b' ');
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Vec<(u64, Result<Vec<String>, &'static str>)> {
        let mut rows = Rows::new(text, b',');
        let mut all = Vec::new();
        loop {
            let row = match rows.next_row().unwrap() {
                None => return all,
                Some(Row::Cells(cells)) => Ok((0..cells.len()).map(|at| cells.get(at).to_owned()).collect()),
                Some(Row::Bad(why)) => Err(why),
            };
            all.push((rows.line(), row));
        }
    }

    #[test]
    fn cells_may_be_quoted_and_hold_anything() {
        let rows = read(b"a,b,c\r\n\"x, \"\"y\"\"\",2,\n\n\"two\nlines\",z,w\nlast,,");
        let cells = |at: usize| rows[at].1.clone().unwrap();
        assert_eq!(cells(0), ["a", "b", "c"]);
        assert_eq!(cells(1), ["x, \"y\"", "2", ""]);
        assert_eq!(cells(2), ["two\nlines", "z", "w"]);
        assert_eq!(cells(3), ["last", "", ""]);
        assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), [1, 2, 4, 6]);
    }

    #[test]
    fn what_cannot_be_read_is_told_by_its_line_and_the_rest_is_read() {
        let rows = read(b"a,b\n\"x\"y,1\n\xff,2\nfine,3\n");
        assert_eq!(rows[1], (2, Err("something follows a closing quotation mark")));
        assert_eq!(rows[2], (3, Err("it is not UTF-8 text")));
        assert_eq!(rows[3].1.as_ref().unwrap(), &["fine", "3"]);
        assert!(read(b"a\n\"never closed\n").last().unwrap().1.is_err());
    }

    #[test]
    fn a_long_list_is_read_through_a_small_window() {
        let mut text = Vec::new();
        for number in 0..40_000 {
            text.extend_from_slice(format!("{number},\"name {number}\"\n").as_bytes());
        }
        let rows = read(&text);
        assert_eq!(rows.len(), 40_000);
        assert_eq!(rows[39_999], (40_000, Ok(vec!["39999".to_owned(), "name 39999".to_owned()])));
    }
}
