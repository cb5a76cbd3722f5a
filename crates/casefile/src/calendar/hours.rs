//! Clocks that run by the hour.

use super::last_day;
use super::{day_after, is_bank_holiday};
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{SignedDuration, Timestamp};

/// When so many hours have run, whatever day it is: 72 hours to tell the ICO of a breach (UK GDPR article 33).
pub fn elapsed(start: Timestamp, hours: u32) -> Timestamp {
    start.checked_add(length(hours)).unwrap_or(Timestamp::MAX)
}

/// When so many of the hours that the court counts have run, by London's wall clock: 48 hours from a protection notice to
/// the hearing, 24 from an arrest. Sundays, Good Friday, Christmas Day and bank holidays stand still; Saturdays run.
///
/// London changes its clocks on Sundays only, when this clock stands still, so wall-clock hours are true hours here.
///
/// # Law
/// Domestic Abuse Act 2021 ss.26 and 29(3).
pub fn court_hours(start: DateTime, hours: u32) -> DateTime {
    let mut left = length(hours);
    let mut at = start;
    loop {
        let next_day = midnight(day_after(at.date()));
        if next_day <= at {
            return DateTime::MAX; // the year 9999 is over
        }
        if court_counts(at.date()) {
            let today = at.duration_until(next_day);
            if left <= today {
                return at.checked_add(left).unwrap_or(DateTime::MAX);
            }
            left -= today;
        }
        at = next_day;
    }
}

/// Christmas Day is 25 December here, and not its substitute alone. A 26 December on a Saturday is a bank holiday under the
/// 1971 Act, yet missing from the published list; we let the clock run, as it then never shows more time than there is.
fn court_counts(day: Date) -> bool {
    day.weekday() != Weekday::Sunday && (day.month(), day.day()) != (12, 25) && is_bank_holiday(day).is_none()
}

/// The last day of so many hours that began at an hour not recorded: the earliest it can be, for they may have begun at midnight.
pub(super) fn last_day_from_midnight(start: Date, end: DateTime) -> Date {
    let last = if end.time() == Time::midnight() { last_day::eve(end.date()) } else { end.date() };
    last.max(start)
}

pub(super) fn midnight(day: Date) -> DateTime {
    day.to_datetime(Time::midnight())
}

fn length(hours: u32) -> SignedDuration {
    SignedDuration::from_hours(hours.into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_notice_given_on_friday_evening_is_heard_by_monday_evening_because_saturday_counts_and_sunday_does_not() {
        assert_eq!(court_hours(date(2026, 6, 5).at(18, 0, 0, 0), 48), date(2026, 6, 8).at(18, 0, 0, 0));
    }

    #[test]
    fn a_notice_given_before_easter_waits_for_neither_good_friday_nor_sunday_nor_monday() {
        assert_eq!(court_hours(date(2026, 4, 2).at(18, 0, 0, 0), 48), date(2026, 4, 7).at(18, 0, 0, 0));
    }

    #[test]
    fn a_notice_given_on_a_sunday_starts_to_run_at_midnight() {
        assert_eq!(court_hours(date(2026, 6, 7).at(10, 0, 0, 0), 24), date(2026, 6, 9).at(0, 0, 0, 0));
    }

    #[test]
    fn christmas_day_on_a_saturday_stands_still_although_its_holiday_is_kept_on_monday() {
        assert_eq!(court_hours(date(2021, 12, 24).at(12, 0, 0, 0), 24), date(2021, 12, 29).at(12, 0, 0, 0));
    }

    #[test]
    fn an_arrest_over_the_change_of_clocks_is_brought_to_court_within_true_hours() {
        let start = date(2026, 10, 24).at(20, 0, 0, 0);
        assert_eq!(court_hours(start, 24), date(2026, 10, 26).at(20, 0, 0, 0));
    }

    #[test]
    fn seventy_two_hours_run_through_the_weekend() {
        let aware: Timestamp = "2026-06-05T16:00:00Z".parse().unwrap();
        assert_eq!(elapsed(aware, 72), "2026-06-08T16:00:00Z".parse().unwrap());
    }
}
