//! Who can be meant by the words of a name, while it grows. The lists are used again for every name.

use crate::known::{Known, Use};

/// People who can be meant.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Who has all words of the name so far.
    pub(super) meant: Vec<u16>,
    /// Of whom those are protected, …
    pub(super) protected: Vec<u16>,
    /// … and those may be named.
    pub(super) others: Vec<u16>,
    /// Who has the word that was asked about last.
    also: Vec<u16>,
}

impl People {
    /// Everybody whose name has the first word.
    pub(super) fn begin(&mut self, uses: impl Iterator<Item = (u16, Use)>) {
        self.meant.clear();
        self.meant.extend(uses.map(|(holder, _)| holder));
        self.meant.sort_unstable();
        self.meant.dedup();
    }

    /// Whether any of those who can be meant has another word too.
    pub(super) fn share(&mut self, uses: impl Iterator<Item = (u16, Use)>) -> bool {
        self.also.clear();
        self.also.extend(uses.map(|(holder, _)| holder));
        self.meant.iter().any(|holder| self.also.contains(holder))
    }

    /// Whether somebody can be meant, and has that word.
    pub(super) fn both(&self, holder: u16) -> bool {
        self.meant.contains(&holder) && self.also.contains(&holder)
    }

    /// Leaves those who have that word.
    pub(super) fn keep_shared(&mut self) {
        self.meant.retain(|holder| self.also.contains(holder));
    }

    /// Parts those who are protected from those who may be named.
    pub(super) fn part(&mut self, known: &Known) {
        self.protected.clear();
        self.others.clear();
        for holder in &self.meant {
            if known.stays(*holder) { self.others.push(*holder) } else { self.protected.push(*holder) }
        }
    }
}
