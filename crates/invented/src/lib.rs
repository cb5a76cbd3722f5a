//! Invented people, their households and what clerks make of them: lists in which it is known who is who.
//!
//! Nobody here is real. [`Town::people`] makes a population of households: couples and their children, twins, sons with their father's name, lodgers,
//! hostels. [`dedupe`] and [`link`] write lists about them, as several services would over the years: people move, marry, change telephones; clerks
//! slip, shorten, leave out; and some do not want to be found. [`Habits`] say how much of each.
//!
//! The same seed makes the same lists on every machine.
//!
//! ```
//! let set = invented::dedupe(200, 7, &invented::Habits::easy());
//! assert_eq!(set.rows.len(), 200);
//! assert_eq!(set, invented::dedupe(200, 7, &invented::Habits::easy()));
//! ```

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "dice are thrown with fractions, and lists are small"
)]

mod homes;
mod names;
mod people;
mod sets;
mod slips;
mod writing;

pub use people::{Human, Town};
pub use sets::{Link, Set, dedupe, link};
pub use writing::{HEADER, Row};

/// How much goes wrong: each a chance between 0 and 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Habits {
    /// A slip of the keyboard in a name.
    pub slip: f64,
    /// A nickname instead of the given name.
    pub nickname: f64,
    /// Only the initial of the given name.
    pub initial: f64,
    /// Given name and surname the other way round.
    pub swapped: f64,
    /// A further given name used as the first.
    pub middle_first: f64,
    /// A part of a record left out: date, address, postcode by turns.
    pub missing: f64,
    /// A slip in the date of birth.
    pub date_slip: f64,
    /// The first of January instead of a date that is not known.
    pub default_date: f64,
    /// A move between two records of one person.
    pub moved: f64,
    /// A changed surname between two records of a woman; men a fifth of that.
    pub renamed: f64,
    /// Somebody who does not want to be found: another name, a wrong date, an old address, a new telephone.
    pub evades: f64,
    /// A telephone or e-mail address given.
    pub contact: f64,
    /// A National Insurance number given.
    pub number: f64,
}

impl Habits {
    /// Careful clerks and people who stay where they are.
    pub const fn easy() -> Self {
        Self {
            slip: 0.05,
            nickname: 0.06,
            initial: 0.02,
            swapped: 0.01,
            middle_first: 0.01,
            missing: 0.04,
            date_slip: 0.04,
            default_date: 0.01,
            moved: 0.25,
            renamed: 0.06,
            evades: 0.02,
            contact: 0.5,
            number: 0.25,
        }
    }

    /// Lists put together in a hurry, and people who hide.
    pub const fn harsh() -> Self {
        Self {
            slip: 0.16,
            nickname: 0.14,
            initial: 0.07,
            swapped: 0.04,
            middle_first: 0.04,
            missing: 0.14,
            date_slip: 0.12,
            default_date: 0.05,
            moved: 0.55,
            renamed: 0.15,
            evades: 0.18,
            contact: 0.35,
            number: 0.12,
        }
    }
}
