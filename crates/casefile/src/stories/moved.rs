//! Moving a whole story in time.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::facts::When;

/// By how many days every date of a story is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Moved {
    /// Later where above nought, earlier where below.
    pub(super) days: i32,
}

impl Moved {
    /// So that one day falls on another.
    pub(super) fn from_to(from: Date, to: Date) -> Self {
        Self { days: (to - from).get_days() }
    }

    pub(super) fn day(self, day: Date) -> Date {
        day.saturating_add(self.days.days())
    }

    pub(super) fn when(self, when: When) -> When {
        When { date: self.day(when.date), ..when }
    }
}
