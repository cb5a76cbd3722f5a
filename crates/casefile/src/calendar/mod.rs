//! How the law counts days.
//!
//! Three questions decide every deadline: which day is day 1, which days are skipped, and when the last day is over.
//! [`last_day`] answers in the words of the Acts ("beginning with", "within"), [`hours`] does the same for clocks that
//! run by the hour, and a [`Clock`] is how a rule declares its length so that a page can say it in plain words.
//!
//! Days are `civil::Date` and are days in London. Nothing here reads a clock or a file. Nothing here panics either: a count
//! that would pass the year 9999 stops at its last day.
//!
//! Law: Housing Act 1996 ss.189B, 195, 202, 204 and 208; S.I. 2018/223 reg 9; Domestic Abuse Act 2021 ss.26 and 29.
//! Next door: what raises an obligation and what ends it stands with each duty; here is only the counting.

mod clock;
mod holidays;
pub mod hours;
pub mod last_day;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

pub use clock::Clock;
pub use holidays::{is_bank_holiday, table_covers};

/// Whether offices and courts in England and Wales are open: Monday to Friday, bank holidays excepted.
///
/// Guidance gives deadlines in "working days" without saying what they are; this is the usual reading.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && is_bank_holiday(day).is_none()
}

/// How many working days lie after `a`, up to and including `b`. None when `b` is not after `a`.
pub fn working_days_between(a: Date, b: Date) -> u32 {
    if table_covers(a) && table_covers(b) {
        let passed = |day: Date| holidays::WORKING_DAYS.passed(day);
        return u32::try_from(passed(b).saturating_sub(passed(a))).unwrap_or(u32::MAX);
    }
    let mut count = 0;
    let mut day = a;
    while day < b {
        day = day_after(day);
        count += u32::from(is_working_day(day));
    }
    count
}

/// London time, summer time included, compiled into the program: no time-zone files are read.
pub fn london() -> TimeZone {
    static LONDON: TimeZone = jiff::tz::get!("Europe/London");
    LONDON.clone()
}

/// The day that it is in London at this moment: shortly before midnight in summer, UTC is a day behind.
pub fn london_date(moment: Timestamp) -> Date {
    london_time(moment).date()
}

/// What the calendar and the clock on a London wall show at this moment.
pub fn london_time(moment: Timestamp) -> DateTime {
    london().to_datetime(moment)
}

/// The moment at which London's wall clock shows this. Of the hour that comes twice in October we take the first, so that
/// no deadline is shown later than it is; an hour that is left out in March is read as the hour after.
pub fn london_moment(shown: DateTime) -> Timestamp {
    let beyond = if shown.year() > 0 { Timestamp::MAX } else { Timestamp::MIN };
    london().to_ambiguous_timestamp(shown).compatible().unwrap_or(beyond)
}

/// The next day, or the same one at the end of the year 9999.
fn day_after(day: Date) -> Date {
    day.saturating_add(1.day())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn half_past_eleven_at_night_utc_in_june_is_already_tomorrow_in_london() {
        let moment: Timestamp = "2026-06-01T23:30:00Z".parse().unwrap();
        assert_eq!(london_date(moment), date(2026, 6, 2));
        assert_eq!(london_moment(london_time(moment)), moment);
    }

    #[test]
    fn half_past_eleven_at_night_utc_in_january_is_still_today_in_london() {
        assert_eq!(london_date("2026-01-01T23:30:00Z".parse().unwrap()), date(2026, 1, 1));
    }

    #[test]
    fn the_hour_that_comes_twice_is_taken_the_first_time() {
        let first: Timestamp = "2026-10-25T00:30:00Z".parse().unwrap();
        assert_eq!(london_moment(date(2026, 10, 25).at(1, 30, 0, 0)), first);
    }
}
