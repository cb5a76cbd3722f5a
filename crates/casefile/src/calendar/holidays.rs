//! Bank holidays in England and Wales: from the published table where it reaches, by rule beyond it.
//!
//! Source of `bank_holidays.csv`: the GOV.UK list of bank holidays, England and Wales, 2012 to 2028, as published in
//! February 2026 (Open Government Licence v3.0). Good Friday and Christmas Day, holidays by custom, stand in the same list.
//! To renew: put the new list in place of the file; the years that it covers follow from its first and last line.
//!
//! Law: Banking and Financial Dealings Act 1971 s.1 and Schedule 1, with the days proclaimed under it.

use jiff::civil::{Date, Weekday};
use std::sync::LazyLock;

static PUBLISHED: &str = include_str!("bank_holidays.csv");

/// The published days in order.
static TABLE: LazyLock<Vec<(Date, &str)>> = LazyLock::new(|| {
    let mut days: Vec<_> = PUBLISHED.lines().skip(1).filter_map(read_line).collect();
    days.sort_unstable();
    days
});

fn read_line(line: &'static str) -> Option<(Date, &'static str)> {
    let (day, title) = line.split_once(',')?;
    Some((day.parse().ok()?, title.trim()))
}

/// The name of the holiday, if offices are closed for one on this day.
///
/// A holiday on a weekend is kept on its substitute day, and only there. Outside the years of [`table_covers`] the regular
/// holidays are worked out by today's rules: a day proclaimed once, for a jubilee or a funeral, is then not known.
pub fn is_bank_holiday(day: Date) -> Option<&'static str> {
    if table_covers(day) {
        let place = TABLE.binary_search_by_key(&day, |&(holiday, _)| holiday).ok()?;
        TABLE.get(place).map(|&(_, title)| title)
    } else {
        by_rule(day)
    }
}

/// The working days of the years that the published list covers, so that so many of them are counted without walking or searching.
pub(super) static WORKING_DAYS: LazyLock<WorkingDays> = LazyLock::new(|| {
    let mut counted = WorkingDays { days: Vec::new(), first_year: 0, passed: Vec::new() };
    let (Some((first, _)), Some((last, _))) = (TABLE.first(), TABLE.last()) else { return counted };
    counted.first_year = first.year();
    for day in first.first_of_year().series(jiff::ToSpan::days(1)).take_while(|day| *day <= last.last_of_year()) {
        if super::is_working_day(day) {
            counted.days.push(day);
        }
        counted.passed.resize(counted.place(day) + 1, 0);
        if let Some(passed) = counted.passed.last_mut() {
            *passed = counted.days.len();
        }
    }
    counted
});

/// Working days in order, and how many of them have passed at the end of any day.
pub(super) struct WorkingDays {
    days: Vec<Date>,
    first_year: i16,
    /// For each day of a year of twelve times thirty-one.
    passed: Vec<usize>,
}

impl WorkingDays {
    fn place(&self, day: Date) -> usize {
        let years = usize::from((day.year() - self.first_year).unsigned_abs());
        (years * 12 + usize::from(day.month().unsigned_abs()) - 1) * 31 + usize::from(day.day().unsigned_abs()) - 1
    }

    /// How many have passed at the end of a day that the published list covers.
    pub(super) fn passed(&self, day: Date) -> usize {
        self.passed.get(self.place(day)).copied().unwrap_or(self.days.len())
    }

    /// The so-manieth after a day that the published list covers; `None` where that is beyond it, or none was asked for.
    pub(super) fn nth_after(&self, day: Date, nth: u32) -> Option<Date> {
        self.days.get((self.passed(day) + nth as usize).checked_sub(1)?).copied()
    }
}

/// Whether the published list reaches this day. Where it does not, a page that shows a working-day deadline says so.
pub fn table_covers(day: Date) -> bool {
    match (TABLE.first(), TABLE.last()) {
        (Some((first, _)), Some((last, _))) => (first.year()..=last.year()).contains(&day.year()),
        _ => false,
    }
}

/// The regular holidays. One that falls on a weekend moves to the next weekday that is not itself a holiday.
fn by_rule(day: Date) -> Option<&'static str> {
    use Weekday::{Monday, Saturday, Sunday, Tuesday};
    match (day.month(), day.day(), day.weekday()) {
        (_, _, Saturday | Sunday) => None,
        (1, 1, _) | (1, 2 | 3, Monday) => Some("New Year's Day"),
        (5, 1..=7, Monday) => Some("Early May bank holiday"),
        (5, 25..=31, Monday) => Some("Spring bank holiday"),
        (8, 25..=31, Monday) => Some("Summer bank holiday"),
        (12, 25, _) | (12, 27, Monday | Tuesday) => Some("Christmas Day"),
        (12, 26, _) | (12, 28, Monday | Tuesday) => Some("Boxing Day"),
        (month @ (3 | 4), of_month, _) => {
            let since_march_began = i32::from(of_month) + if month == 4 { 31 } else { 0 };
            match since_march_began - easter_sunday(day.year()) {
                -2 => Some("Good Friday"),
                1 => Some("Easter Monday"),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Easter Sunday as a day of March: 22 is 22 March, 32 is 1 April.
///
/// The Gregorian computus (Meeus, *Astronomical Algorithms*, chapter 8): the Sunday after the full moon on or after 21 March.
fn easter_sunday(year: i16) -> i32 {
    let year = i32::from(year);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let golden = year.rem_euclid(19);
    let moon_drift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let full_moon = (19 * golden + century - century.div_euclid(4) - moon_drift + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - full_moon - of_century % 4).rem_euclid(7);
    let too_late = (golden + 11 * full_moon + 22 * to_sunday) / 451;
    22 + full_moon + to_sunday - 7 * too_late
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_line_of_the_published_table_is_read_once() {
        assert_eq!(TABLE.len(), PUBLISHED.lines().count() - 1);
        assert!(TABLE.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn the_rules_and_the_published_table_differ_only_where_a_day_was_proclaimed_or_moved() {
        let differing: Vec<Date> = date(2012, 1, 1)
            .series(jiff::ToSpan::days(1))
            .take_while(|day| table_covers(*day))
            .filter(|&day| is_bank_holiday(day).is_some() != by_rule(day).is_some())
            .collect();
        let known = [
            date(2012, 5, 28), // the spring holiday moved to June for the Diamond Jubilee,
            date(2012, 6, 4),
            date(2012, 6, 5), // which was a second day
            date(2020, 5, 4), // the early May holiday moved to VE Day
            date(2020, 5, 8),
            date(2022, 5, 30), // the spring holiday moved to June for the Platinum Jubilee,
            date(2022, 6, 2),
            date(2022, 6, 3),  // which was a second day
            date(2022, 9, 19), // the funeral of Queen Elizabeth II
            date(2023, 5, 8),  // the coronation of King Charles III
        ];
        assert_eq!(differing, known);
    }

    #[test]
    fn after_the_table_ends_easter_and_christmas_are_still_holidays() {
        assert!(table_covers(date(2028, 12, 31)) && !table_covers(date(2029, 1, 1)));
        assert_eq!(is_bank_holiday(date(2029, 3, 30)), Some("Good Friday"));
        assert_eq!(is_bank_holiday(date(2038, 4, 26)), Some("Easter Monday")); // the latest that Easter can be
        assert_eq!(is_bank_holiday(date(2032, 12, 27)), Some("Christmas Day")); // a Saturday's substitute
        assert_eq!(is_bank_holiday(date(2032, 12, 28)), Some("Boxing Day"));
        assert_eq!(is_bank_holiday(date(2008, 3, 24)), Some("Easter Monday")); // and before it begins
    }
}
