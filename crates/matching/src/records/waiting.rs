//! Texts that wait for their number. To look a text up is to wait for memory; many looked up one right behind the other wait together.

use super::interner::{Interner, hash_of};
use super::{Record, Values};

/// What of a record a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell {
    First,
    Surname,
    Street,
    Postcode,
    Email,
}

const CELLS: [Cell; 5] = [Cell::First, Cell::Surname, Cell::Street, Cell::Postcode, Cell::Email];

/// So many records wait at most.
const TOGETHER: usize = 128;

/// Texts, each with the place of its record.
#[derive(Debug, Default, Clone)]
pub(crate) struct Waiting {
    lists: [Texts; CELLS.len()],
    records: usize,
}

/// Texts that wait for a number in one list, each with something to know it by.
#[derive(Debug, Default, Clone)]
pub(crate) struct Texts {
    letters: String,
    each: Vec<(usize, u64, u64)>,
}

impl Texts {
    pub(crate) fn add(&mut self, text: &str, whose: u64) {
        self.letters.push_str(text);
        self.each.push((self.letters.len(), hash_of(text.as_bytes()), whose));
    }

    /// Says whose the last one is.
    pub(crate) fn last_is_of(&mut self, whose: u64) {
        if let Some(last) = self.each.last_mut() {
            last.2 = whose;
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.each.len()
    }

    /// Numbers every text, in the order in which they came, and tells whose it is.
    pub(crate) fn number(&mut self, interner: &mut Interner, mut take: impl FnMut(u64, u32)) {
        // What is looked at here lies in the cache a moment later.
        let seen = self.each.iter().fold(0, |seen, (_, hash, _)| seen ^ interner.look(*hash));
        std::hint::black_box(seen);
        let mut start = 0;
        for (end, hash, whose) in self.each.drain(..) {
            take(whose, interner.intern_hashed(&self.letters[start..end], hash));
            start = end;
        }
        self.letters.clear();
    }
}

impl Waiting {
    /// Puts a text of the record with this place among those that wait.
    pub(crate) fn add(&mut self, cell: Cell, text: &str, record: usize) {
        if !text.is_empty() {
            self.lists[cell as usize].add(text, record as u64);
        }
    }

    /// Counts a record as whole, and numbers the texts once there are enough.
    pub(crate) fn next(&mut self, records: &mut [Record], values: &mut Values) {
        self.records += 1;
        if self.records >= TOGETHER {
            self.number(records, values);
        }
    }

    /// Numbers every text that waits.
    pub(crate) fn number(&mut self, records: &mut [Record], values: &mut Values) {
        self.records = 0;
        for (cell, texts) in CELLS.into_iter().zip(&mut self.lists) {
            let interner = match cell {
                Cell::First | Cell::Surname => &mut values.names,
                Cell::Street => &mut values.streets,
                Cell::Postcode => &mut values.postcodes,
                Cell::Email => &mut values.emails,
            };
            texts.number(interner, |whose, id| {
                if let Some(record) = records.get_mut(whose as usize) {
                    match cell {
                        Cell::First => record.first = id,
                        Cell::Surname => record.surname = id,
                        Cell::Street => record.street = id,
                        Cell::Postcode => record.postcode = id,
                        Cell::Email => record.email = id,
                    }
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_that_waited_is_where_it_belongs() {
        let (mut waiting, mut values, mut records) = (Waiting::default(), Values::default(), Vec::new());
        for at in 0..TOGETHER * 2 + 3 {
            waiting.add(Cell::First, &format!("name {}", at % 7), at);
            waiting.add(Cell::Surname, &format!("name {}", at % 5), at);
            waiting.add(Cell::Email, if at % 3 == 0 { "" } else { "a@mail.example" }, at);
            records.push(Record::default());
            waiting.next(&mut records, &mut values);
        }
        waiting.number(&mut records, &mut values);
        for (at, record) in records.iter().enumerate() {
            assert_eq!(values.names.text(record.first), format!("name {}", at % 7));
            assert_eq!(values.names.text(record.surname), format!("name {}", at % 5));
            assert_eq!(values.emails.text(record.email), if at % 3 == 0 { "" } else { "a@mail.example" });
        }
    }
}
