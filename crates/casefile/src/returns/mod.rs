//! The national return of homelessness cases (H-CLIC), taken from what is on file.
//!
//! Whatever the facts say already is not asked again: days, duties and how they ended, placements, reviews, the household. What they do not say is
//! asked for when the case reaches the stage at which the return wants it, and checked there and then ([`crate::commands::AnswerReturn`]).
//!
//! Nothing leaves by it but codes, days and numbers: the record has no field for a name, an address or words. Of a placement there is the council
//! of its area.
//!
//! Next door: what the return is, its checks, its files and its tables (crate `interchange`).

mod applications;
mod asks;
mod codes;
mod duties;
mod household;
mod placements;
mod record;

#[cfg(test)]
mod tests;

use interchange::hclic::{self, Case, Item, Missing, Wrong};
use jiff::civil::Date;

pub use asks::{Ask, item_of, takes_several};
pub use record::all;

use crate::ids::{FactId, TeamId};

/// Whether an answer says that she is the one who abused.
pub fn says_that_she_did_it(code: hclic::Code) -> bool {
    code.text() == codes::ALLEGED
}

/// From what something in the return is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A fact on file.
    Fact(FactId),
    /// An answer that an officer gave for the return.
    Answer(FactId),
    /// The people on file, with their dates of birth and how the household is described.
    People,
    /// The calendar: the 56 days were over.
    Calendar,
}

/// Something in the return, and from what it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// What.
    pub item: Item,
    /// In which row of the section, counted from nought, where it has rows.
    pub row: Option<usize>,
    /// From what.
    pub from: Origin,
}

/// One application as the return has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Return {
    /// The housing authority's team.
    pub team: TeamId,
    /// Which of her applications there it is, counted from one.
    pub number: usize,
    /// The last day on which something belongs to it: the day before the next application, or none.
    pub until: Option<Date>,
    /// The record.
    pub case: Case,
    /// From what each part of it is known.
    pub known: Vec<Known>,
    /// The placements, in the order of the record.
    pub placements: Vec<FactId>,
    /// What may be answered here, answered or not.
    pub asks: Vec<Ask>,
}

impl Return {
    /// What the return wants to know at this stage, and does not.
    pub fn missing(&self) -> Vec<Missing> {
        hclic::missing(&self.case)
    }

    /// What cannot be as it is.
    pub fn wrong(&self) -> Vec<Wrong> {
        hclic::check(&self.case)
    }

    /// Whether nothing is missing and nothing is wrong.
    pub fn is_complete(&self) -> bool {
        self.missing().is_empty() && self.wrong().is_empty()
    }

    /// The day under which an answer of today is recorded: today, or the last day of the application where that is over.
    pub fn day_of_answer(&self, today: Date) -> Date {
        self.until.map_or(today, |until| until.min(today)).max(self.case.applied)
    }

    /// From what something is known.
    pub fn origin(&self, item: Item, row: Option<usize>) -> Option<Origin> {
        self.known.iter().find(|known| (known.item, known.row) == (item, row)).map(|known| known.from)
    }
}
