//! The last day of a period: the day at whose close it is over. Each function is named in the words of the Acts.
//!
//! "21 days *beginning with* the day" makes that day day 1 and ends on the 21st. "Within 21 days *of* the day" makes the
//! next day day 1 and ends a day later. The two stand side by side in one Act: Housing Act 1996 ss.202(3) and 204(2).
//!
//! Days, weeks, months and years end on their last day even if it is a Sunday or a holiday, unless the name says otherwise.

use super::holidays::WORKING_DAYS;
use super::{day_after, is_working_day, table_covers};
use jiff::Span;
use jiff::civil::Date;

/// The day itself: what the law wants at once, such as interim accommodation (Housing Act 1996 s.188).
pub fn same_day(day: Date) -> Date {
    day
}

/// `days` days beginning with `day`, which is day 1: the relief duty's 56 days, a review request's 21 (ss.189B, 202(3)).
/// A period of no days is read as one day, for the law knows none.
pub fn beginning_with(day: Date, days: u32) -> Date {
    within(day, days.saturating_sub(1))
}

/// Within `days` days of `day`, which is not counted: an appeal to the county court (s.204(2)).
pub fn within(day: Date, days: u32) -> Date {
    later(day, Span::new().try_days(days))
}

/// `weeks` weeks beginning with `day`: reviews (S.I. 2018/223 reg 9). Three weeks end on the 21st day, eight on the 56th.
pub fn weeks_beginning_with(day: Date, weeks: u32) -> Date {
    beginning_with(day, weeks.saturating_mul(7))
}

/// Within `months` months of `day`: the same date in a later month, or that month's last day if it has no such date.
pub fn months_within(day: Date, months: u32) -> Date {
    later(day, Span::new().try_months(months))
}

/// `months` months beginning with `day`: the eve of the same date in a later month. If that month has no such date, all
/// of it belongs to the period: three months beginning with 30 November 2025 end on 28 February 2026.
pub fn months_beginning_with(day: Date, months: u32) -> Date {
    let same_date = months_within(day, months);
    if same_date.day() == day.day() { eve(same_date).max(day) } else { same_date }
}

/// `years` years beginning with `day`: the eve of its anniversary (a strategy's review, S.I. 2021/990). The eve of a
/// 29 February that the later year lacks is 28 February.
pub fn years_beginning_with(day: Date, years: u32) -> Date {
    months_beginning_with(day, years.saturating_mul(12))
}

/// As [`months_within`], but rolled to the next working day if it ends on none: a subject access request (ICO guidance).
pub fn corresponding_date_rolled(day: Date, months: u32) -> Date {
    let last = months_within(day, months);
    if is_working_day(last) { last } else { next_working_day(last) }
}

/// `days` working days after `day`, which is day 0 whether or not it is a working day itself.
pub fn working_days_after(day: Date, days: u32) -> Date {
    if days == 0 {
        return day;
    }
    if table_covers(day)
        && let Some(last) = WORKING_DAYS.nth_after(day, days)
    {
        return last;
    }
    let mut last = day;
    for _ in 0..days {
        if last == Date::MAX {
            break;
        }
        last = next_working_day(last);
    }
    last
}

/// The first working day after `day`, never `day` itself.
pub fn next_working_day(day: Date) -> Date {
    let mut next = day_after(day);
    while !is_working_day(next) && next < Date::MAX {
        next = day_after(next);
    }
    next
}

/// The day before: the last day of what must be done before `day`.
pub(super) fn eve(day: Date) -> Date {
    day.yesterday().unwrap_or(Date::MIN)
}

/// `day` and so much more, or the last day there is.
fn later(day: Date, length: Result<Span, jiff::Error>) -> Date {
    length.and_then(|length| day.checked_add(length)).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn relief_begun_on_monday_2_march_2026_ends_on_sunday_26_april() {
        assert_eq!(beginning_with(date(2026, 3, 2), 56), date(2026, 4, 26));
    }

    #[test]
    fn a_decision_of_tuesday_3_march_may_be_reviewed_until_the_23rd_and_a_review_appealed_until_the_24th() {
        assert_eq!(beginning_with(date(2026, 3, 3), 21), date(2026, 3, 23));
        assert_eq!(within(date(2026, 3, 3), 21), date(2026, 3, 24));
    }

    #[test]
    fn a_review_asked_for_on_3_march_is_decided_by_27_april_or_in_the_short_case_by_23_march() {
        assert_eq!(weeks_beginning_with(date(2026, 3, 3), 8), date(2026, 4, 27));
        assert_eq!(weeks_beginning_with(date(2026, 3, 3), 3), date(2026, 3, 23));
    }

    #[test]
    fn the_host_council_hears_of_a_placement_of_1_may_by_14_may() {
        assert_eq!(beginning_with(date(2026, 5, 1), 14), date(2026, 5, 14));
    }

    #[test]
    fn a_subject_access_request_of_31_january_is_answered_on_monday_2_march_because_28_february_is_a_saturday() {
        assert_eq!(corresponding_date_rolled(date(2026, 1, 31), 1), date(2026, 3, 2));
    }

    #[test]
    fn five_working_days_over_easter_take_nearly_a_fortnight() {
        assert_eq!(working_days_after(date(2026, 4, 2), 5), date(2026, 4, 13));
    }

    #[test]
    fn a_strategy_published_on_4_january_2022_is_reviewed_by_3_january_2025() {
        assert_eq!(years_beginning_with(date(2022, 1, 4), 3), date(2025, 1, 3));
        assert_eq!(years_beginning_with(date(2024, 2, 29), 2), date(2026, 2, 28));
    }

    #[test]
    fn a_month_that_lacks_the_date_belongs_to_the_period_as_a_whole() {
        assert_eq!(months_beginning_with(date(2025, 11, 30), 3), date(2026, 2, 28));
        assert_eq!(months_beginning_with(date(2026, 3, 1), 1), date(2026, 3, 31));
    }
}
