//! What was asked, by whom, chained so that nothing can be taken out. No coordinate, no zone, no distance, no name of anybody protected.

use sha2::{Digest as _, Sha256};

use crate::cards::{Day, LogKey, PersonId, mac_of};
use crate::zones::Version;

/// How something came out, as far as audit sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeClass {
    /// A home was offered or could be.
    Available,
    /// Nothing was.
    NotAvailable,
    /// An offer was taken back.
    Withdrawn,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub day: Day,
    /// Who.
    pub actor: u64,
    /// Who else had to be there.
    pub second: Option<u64>,
    /// What was done, in a word.
    pub action: &'static str,
    /// The person concerned, under a key.
    pub subject: [u8; 32],
    /// The tree then in use.
    pub tree: Version,
    /// The version of their card.
    pub card: u64,
    /// A digest of what was asked.
    pub inputs: [u8; 32],
    /// How it came out.
    pub outcome: OutcomeClass,
    /// The hash of the line before.
    pub before: [u8; 32],
}

impl Entry {
    fn hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.before);
        hash.update(self.day.0.to_le_bytes());
        hash.update(self.actor.to_le_bytes());
        hash.update([u8::from(self.second.is_some())]);
        hash.update(self.second.unwrap_or(0).to_le_bytes());
        hash.update((self.action.len() as u64).to_le_bytes());
        hash.update(self.action.as_bytes());
        hash.update(self.subject);
        hash.update(self.tree.0);
        hash.update(self.card.to_le_bytes());
        hash.update(self.inputs);
        hash.update([match self.outcome {
            OutcomeClass::Available => 0_u8,
            OutcomeClass::NotAvailable => 1,
            OutcomeClass::Withdrawn => 2,
        }]);
        hash.finalize().into()
    }
}

/// The lines, in order.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    entries: Vec<Entry>,
    head: [u8; 32],
}

impl Journal {
    /// A person as the journal names them.
    pub fn subject(key: &LogKey, person: PersonId) -> [u8; 32] {
        mac_of(key.bytes(), &[b"subject", &person.0.to_le_bytes()])
    }

    /// Adds a line; what stands in `before` is filled in.
    pub fn add(&mut self, mut entry: Entry) {
        entry.before = self.head;
        self.head = entry.hash();
        self.entries.push(entry);
    }

    /// The lines. For audit, never for line managers.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The hash of the last line, to be kept elsewhere.
    pub const fn head(&self) -> [u8; 32] {
        self.head
    }

    /// The number of the first of these lines that does not follow from the one before it, or of the last if they do not end in this head.
    pub fn first_break(entries: &[Entry], head: [u8; 32]) -> Option<usize> {
        let mut before = [0; 32];
        for (number, entry) in entries.iter().enumerate() {
            if entry.before != before {
                return Some(number);
            }
            before = entry.hash();
        }
        (before != head).then(|| entries.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(actor: u64) -> Entry {
        Entry {
            day: Day(1),
            actor,
            second: None,
            action: "list",
            subject: [1; 32],
            tree: Version([0; 32]),
            card: 1,
            inputs: [2; 32],
            outcome: OutcomeClass::NotAvailable,
            before: [0; 32],
        }
    }

    #[test]
    fn a_line_that_was_changed_taken_out_or_cut_off_shows() {
        let mut journal = Journal::default();
        (0..5).for_each(|actor| journal.add(line(actor)));
        let (whole, head) = (journal.entries().to_vec(), journal.head());
        assert_eq!(Journal::first_break(&whole, head), None);
        let mut changed = whole.clone();
        changed[2].outcome = OutcomeClass::Available;
        assert_eq!(Journal::first_break(&changed, head), Some(3));
        let mut without = whole.clone();
        without.remove(1);
        assert_eq!(Journal::first_break(&without, head), Some(1));
        assert_eq!(Journal::first_break(&whole[..4], head), Some(3));
    }
}
