//! How long an obligation has: a value that rules declare, the calendar counts and pages print.

use super::hours::{self, court_hours, last_day_from_midnight, midnight};
use super::{last_day, london_moment, london_time};
use jiff::civil::{Date, DateTime};
use std::fmt;

/// The length of an obligation and the way it is counted, from the day (or the moment) that starts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// At once: the day is over when it ends.
    SameDay,
    /// The date stands in the fact itself: a meeting, an action's due date.
    OnDate,
    /// Calendar days; the starting day is day 1.
    BeginningWith {
        /// How many.
        days: u32,
    },
    /// Calendar days; the starting day is not counted.
    Within {
        /// How many.
        days: u32,
    },
    /// Working days; the starting day is not counted.
    WorkingDays(u32),
    /// Hours of any day.
    Hours(u32),
    /// Hours, with Sundays, Good Friday, Christmas Day and bank holidays left out.
    CourtHours(u32),
    /// Weeks; the starting day is day 1.
    WeeksBeginningWith(u32),
    /// Months, to the same date.
    Months(u32),
    /// Months, to the same date or the next working day after it.
    MonthsRolled(u32),
    /// Months; the starting day is day 1.
    MonthsBeginningWith(u32),
    /// Years, to the same date.
    Years(u32),
    /// Years; the starting day is day 1.
    YearsBeginningWith(u32),
    /// Before the next day of school (Operation Encompass). Every council's terms differ, so the next working day stands
    /// in: in holidays the clock is stricter than it need be, and never slacker.
    NextSchoolDay,
    /// The law says "as soon as practicable" and gives no length; the partnership sets itself a target.
    AsSoonAsPracticable {
        /// The target in working days.
        target_days: u32,
    },
}

impl Clock {
    /// The last day on which the obligation is met in time. Hours are taken to start at 00:00, as the day alone does not
    /// say when they did: use [`Clock::due`] where the moment is known.
    pub fn last_day(&self, start: Date) -> Date {
        match *self {
            Clock::SameDay | Clock::OnDate => last_day::same_day(start),
            Clock::BeginningWith { days } => last_day::beginning_with(start, days),
            Clock::Within { days } => last_day::within(start, days),
            Clock::WorkingDays(days) | Clock::AsSoonAsPracticable { target_days: days } => {
                last_day::working_days_after(start, days)
            }
            Clock::WeeksBeginningWith(weeks) => last_day::weeks_beginning_with(start, weeks),
            Clock::Months(months) => last_day::months_within(start, months),
            Clock::MonthsRolled(months) => last_day::corresponding_date_rolled(start, months),
            Clock::MonthsBeginningWith(months) => last_day::months_beginning_with(start, months),
            Clock::Years(years) => last_day::months_within(start, years.saturating_mul(12)),
            Clock::YearsBeginningWith(years) => last_day::years_beginning_with(start, years),
            Clock::NextSchoolDay => last_day::eve(last_day::next_working_day(start)).max(start),
            Clock::Hours(_) | Clock::CourtHours(_) => last_day_from_midnight(start, self.due(midnight(start))),
        }
    }

    /// The moment, by London's wall clock, after which the obligation is late: the end of its last day, or of its last hour.
    pub fn due(&self, start: DateTime) -> DateTime {
        match *self {
            Clock::Hours(hours) => london_time(hours::elapsed(london_moment(start), hours)).max(start),
            Clock::CourtHours(hours) => court_hours(start, hours),
            _ => self.last_day(start.date()).to_datetime(jiff::civil::Time::MAX),
        }
    }

    /// The length in plain words: "within 5 working days", "56 days beginning with the day".
    pub fn in_words(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Clock::SameDay => write!(f, "the same day"),
            Clock::OnDate => write!(f, "on the date set"),
            Clock::BeginningWith { days } => write!(f, "{} beginning with the day", Count(days, "day")),
            Clock::Within { days } => write!(f, "within {} of the day", Count(days, "day")),
            Clock::WorkingDays(days) => write!(f, "within {}", Count(days, "working day")),
            Clock::Hours(hours) => write!(f, "within {}", Count(hours, "hour")),
            Clock::CourtHours(hours) => {
                write!(f, "within {}, leaving out Sundays, Good Friday, Christmas Day and bank holidays", Count(hours, "hour"))
            }
            Clock::WeeksBeginningWith(weeks) => write!(f, "{} beginning with the day", Count(weeks, "week")),
            Clock::Months(months) => write!(f, "within {}", Count(months, "month")),
            Clock::MonthsRolled(months) => write!(f, "within {}, or by the next working day after that", Count(months, "month")),
            Clock::MonthsBeginningWith(months) => write!(f, "{} beginning with the day", Count(months, "month")),
            Clock::Years(years) => write!(f, "within {}", Count(years, "year")),
            Clock::YearsBeginningWith(years) => write!(f, "{} beginning with the day", Count(years, "year")),
            Clock::NextSchoolDay => write!(f, "before the next school day"),
            Clock::AsSoonAsPracticable { target_days } => {
                write!(f, "as soon as practicable; our target is {}", Count(target_days, "working day"))
            }
        }
    }
}

/// A number and what it counts: "1 hour", "48 hours".
struct Count(u32, &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.0 == 1 { "" } else { "s" };
        write!(f, "{} {}{plural}", self.0, self.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const RELIEF: Clock = Clock::BeginningWith { days: 56 };

    #[test]
    fn the_relief_duty_is_late_when_its_last_day_is_over_and_not_before() {
        let due = RELIEF.due(date(2026, 3, 2).at(15, 0, 0, 0));
        assert!(date(2026, 4, 26).at(23, 59, 59, 0) < due && due < date(2026, 4, 27).at(0, 0, 0, 0));
    }

    #[test]
    fn an_hour_clock_whose_start_is_only_known_by_its_day_counts_from_midnight() {
        assert_eq!(Clock::Hours(72).last_day(date(2026, 6, 1)), date(2026, 6, 3));
        assert_eq!(Clock::Hours(4).last_day(date(2026, 6, 1)), date(2026, 6, 1));
        assert_eq!(Clock::CourtHours(48).last_day(date(2026, 6, 5)), date(2026, 6, 6));
    }

    #[test]
    fn a_breach_found_before_the_clocks_go_back_is_reported_after_seventy_two_true_hours() {
        let found = date(2026, 10, 23).at(12, 0, 0, 0);
        assert_eq!(Clock::Hours(72).due(found), date(2026, 10, 26).at(11, 0, 0, 0));
    }

    #[test]
    fn a_school_hears_of_saturdays_incident_before_monday() {
        assert_eq!(Clock::NextSchoolDay.last_day(date(2026, 6, 6)), date(2026, 6, 7));
    }

    #[test]
    fn a_clock_says_its_length_as_an_officer_would() {
        assert_eq!(RELIEF.in_words(), "56 days beginning with the day");
        assert_eq!(Clock::WorkingDays(5).in_words(), "within 5 working days");
        assert_eq!(Clock::WorkingDays(1).in_words(), "within 1 working day");
        assert_eq!(Clock::MonthsRolled(1).in_words(), "within 1 month, or by the next working day after that");
        assert_eq!(Clock::NextSchoolDay.in_words(), "before the next school day");
        let soon = Clock::AsSoonAsPracticable { target_days: 2 };
        assert_eq!(soon.in_words(), "as soon as practicable; our target is 2 working days");
    }
}
