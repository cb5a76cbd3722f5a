//! The parts of a work list, by when things are due. Lists and counts take them from here, so that a number and the list behind it agree.

use casefile::obligations::Severity;
use jiff::civil::{DateTime, Time};
use jiff::{SignedDuration, ToSpan};

use crate::views::{head_start, local_seconds};

/// The severities, as statements name them one after the other.
pub(super) const SEVERITIES: [Severity; 3] = [Severity::Safety, Severity::Duty, Severity::Practice];

/// What falls due within so many hours is near.
const NEAR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A part of a work list, by when things are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The last moment has passed.
    Overdue,
    /// From now until midnight.
    Today,
    /// After today, within seven days from now.
    Week,
    /// After that.
    Later,
}

impl Due {
    /// Its two ends at a moment of London's clock.
    pub fn within(self, now: DateTime) -> Within {
        let [now, tonight, week] = ends(now);
        let (from, until) = match self {
            Self::Overdue => (i64::MIN, now),
            Self::Today => (now, tonight),
            Self::Week => (tonight, week),
            Self::Later => (week, i64::MAX),
        };
        Within { from, until }
    }
}

/// Which part of a work list: what is due between two moments, the first included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Within {
    pub(super) from: i64,
    pub(super) until: i64,
}

impl Within {
    /// All of it.
    pub const ALL: Self = Self { from: i64::MIN, until: i64::MAX };
}

/// Where one part ends and the next begins: now, midnight, seven days on.
pub(super) fn ends(now: DateTime) -> [i64; 3] {
    let tonight = now.date().saturating_add(1.day()).to_datetime(Time::midnight());
    [now, tonight, now.saturating_add(NEAR)].map(local_seconds)
}

/// The same ends in the order of work lists, for each severity: three of now, then three of midnight, then three of seven days on.
pub(super) fn ends_of_each(now: DateTime) -> [i64; 9] {
    let ends = ends(now);
    std::array::from_fn(|at| ends[at / 3].saturating_sub(head_start(SEVERITIES[at % 3])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn statements_name_every_severity_as_the_view_writes_it() {
        assert_eq!(SEVERITIES.map(Severity::code), ["safety", "duty", "practice"]);
    }

    #[test]
    fn every_moment_is_in_one_part() {
        let now = date(2026, 6, 1).at(14, 30, 0, 0);
        let parts = [Due::Overdue, Due::Today, Due::Week, Due::Later].map(|due| due.within(now));
        assert_eq!((parts[0].from, parts[3].until), (i64::MIN, i64::MAX));
        assert!(parts.windows(2).all(|two| two[0].until == two[1].from));
        assert_eq!(parts[1].until, local_seconds(date(2026, 6, 2).at(0, 0, 0, 0)));
    }
}
