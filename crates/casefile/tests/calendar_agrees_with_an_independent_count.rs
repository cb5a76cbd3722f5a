//! A second way of counting, made of nothing but a paper calendar: month lengths, the leap-year rule, the published list of
//! holidays, and a finger that moves one day at a time. Whatever the calendar answers, the finger must come to as well.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use casefile::calendar::{self, Clock, hours, last_day};
use jiff::civil::{Date, DateTime, date};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Year, month, day, and the weekday (Monday is 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Paper(i32, u32, u32, u32);

static HOLIDAYS: LazyLock<BTreeSet<(i32, u32, u32)>> = LazyLock::new(|| {
    let list = include_str!("../src/calendar/bank_holidays.csv");
    let number = |line: &str, from: usize, to: usize| line[from..to].parse::<u32>().unwrap();
    list.lines().skip(1).map(|line| (number(line, 0, 4).cast_signed(), number(line, 5, 7), number(line, 8, 10))).collect()
});

fn is_leap(year: i32) -> bool {
    if year % 400 == 0 {
        true
    } else if year % 100 == 0 {
        false
    } else {
        year % 4 == 0
    }
}

fn month_length(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Paper {
    /// 1 January 2012 was a Sunday; the finger walks from there.
    const FIRST: Paper = Paper(2012, 1, 1, 6);

    fn at(day: Date) -> Paper {
        static WALKED: LazyLock<Vec<Paper>> = LazyLock::new(|| {
            let mut days = vec![Paper::FIRST];
            while days[days.len() - 1].0 < 2060 {
                days.push(days[days.len() - 1].next());
            }
            days
        });
        let wanted = (i32::from(day.year()), u32::from(day.month().cast_unsigned()), u32::from(day.day().cast_unsigned()));
        let place = WALKED.binary_search_by_key(&wanted, |&Paper(y, m, d, _)| (y, m, d)).unwrap();
        WALKED[place]
    }

    fn next(self) -> Paper {
        let Paper(year, month, day, weekday) = self;
        let weekday = (weekday + 1) % 7;
        if day < month_length(year, month) {
            Paper(year, month, day + 1, weekday)
        } else if month < 12 {
            Paper(year, month + 1, 1, weekday)
        } else {
            Paper(year + 1, 1, 1, weekday)
        }
    }

    fn is_holiday(self) -> bool {
        HOLIDAYS.contains(&(self.0, self.1, self.2))
    }

    fn is_working(self) -> bool {
        self.3 < 5 && !self.is_holiday()
    }

    fn court_counts(self) -> bool {
        self.3 != 6 && !self.is_holiday() && (self.1, self.2) != (12, 25)
    }

    /// The day on which the finger rests after `steps` steps onto days that please.
    fn step(mut self, mut steps: u32, pleases: impl Fn(Paper) -> bool) -> Paper {
        while steps > 0 {
            self = self.next();
            steps -= u32::from(pleases(self));
        }
        self
    }

    fn days_later(self, days: u32) -> Paper {
        self.step(days, |_| true)
    }

    /// Walks to the month that is `months` on, then to the same date or to the last day of that month.
    fn months_later(mut self, months: u32) -> Paper {
        let date = self.2;
        for _ in 0..months {
            let month = self.1;
            while self.1 == month {
                self = self.next();
            }
        }
        while self.2 < date && self.2 < month_length(self.0, self.1) {
            self = self.next();
        }
        self
    }

    /// Walks until the day after is the same date (or later than that date, where the month lacks it) `months` on.
    fn months_counted_from_day_one(self, months: u32) -> Paper {
        let there = self.months_later(months);
        let mut at = self;
        if there.2 < self.2 {
            return there;
        }
        while at.next() < there {
            at = at.next();
        }
        at
    }

    fn is(self, day: Date) -> bool {
        self == Paper::at(day)
    }
}

/// Every day of the published years, with more weight on month ends, leap days and the days around holidays.
fn a_day() -> impl Strategy<Value = Date> {
    let any = (0..6210_i64).prop_map(|n| date(2012, 1, 1).saturating_add(n.days()));
    let month_end =
        (2012..2029_i16, 1..13_i8, 0..3_i64).prop_map(|(y, m, back)| date(y, m, 1).last_of_month().saturating_sub(back.days()));
    let leap = prop::sample::select(vec![2012_i16, 2016, 2020, 2024, 2028]).prop_map(|y| date(y, 2, 29));
    let holiday = (0..HOLIDAYS.len(), -3..4_i64).prop_map(|(n, off)| {
        let (y, m, d) = HOLIDAYS.iter().nth(n).unwrap();
        let day: Date = format!("{y}-{m:02}-{d:02}").parse().unwrap();
        day.saturating_add(off.days()).max(date(2012, 1, 1))
    });
    prop_oneof![4 => any, 2 => month_end, 1 => leap, 3 => holiday]
}

/// Days from which a year of working days stays within the published list.
fn a_day_well_before_the_list_ends() -> impl Strategy<Value = Date> {
    a_day().prop_filter("the list must reach the answer", |day| day.year() < 2027)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn calendar_days_and_weeks_agree(day in a_day(), n in 1..400_u32, weeks in 1..60_u32) {
        let start = Paper::at(day);
        prop_assert!(start.days_later(n).is(last_day::within(day, n)));
        prop_assert!(start.days_later(n - 1).is(last_day::beginning_with(day, n)));
        prop_assert!(start.days_later(weeks * 7 - 1).is(last_day::weeks_beginning_with(day, weeks)));
        prop_assert_eq!(last_day::same_day(day), day);
    }

    #[test]
    fn months_and_years_agree(day in a_day(), months in 1..40_u32, years in 1..12_u32) {
        let start = Paper::at(day);
        prop_assert!(start.months_later(months).is(last_day::months_within(day, months)));
        prop_assert!(start.months_counted_from_day_one(months).is(last_day::months_beginning_with(day, months)));
        prop_assert!(start.months_counted_from_day_one(years * 12).is(last_day::years_beginning_with(day, years)));
    }

    #[test]
    fn working_days_agree(day in a_day_well_before_the_list_ends(), n in 0..200_u32, months in 1..7_u32) {
        let start = Paper::at(day);
        prop_assert_eq!(calendar::is_working_day(day), start.is_working());
        prop_assert_eq!(calendar::is_bank_holiday(day).is_some(), start.is_holiday());
        prop_assert!(start.step(n, Paper::is_working).is(last_day::working_days_after(day, n)));
        prop_assert!(start.step(1, Paper::is_working).is(last_day::next_working_day(day)));
        let same_date = start.months_later(months);
        let rolled = if same_date.is_working() { same_date } else { same_date.step(1, Paper::is_working) };
        prop_assert!(rolled.is(last_day::corresponding_date_rolled(day, months)));
    }

    #[test]
    fn working_days_between_two_days_are_those_that_the_finger_meets(a in a_day(), b in a_day()) {
        let (mut at, end) = (Paper::at(a), Paper::at(b));
        let mut met = 0;
        while at < end {
            at = at.next();
            met += u32::from(at.is_working());
        }
        prop_assert_eq!(calendar::working_days_between(a, b), met);
    }

    #[test]
    fn court_hours_agree_minute_by_minute(day in a_day_well_before_the_list_ends(), hour in 0..24_i8, minute in 0..60_i8, n in 1..100_u32) {
        let mut left = n * 60;
        let (mut at, mut of_day) = (Paper::at(day), hour_and_minute(hour, minute));
        while left > 0 {
            left -= u32::from(at.court_counts());
            of_day += 1;
            if of_day == 24 * 60 {
                (at, of_day) = (at.next(), 0);
            }
        }
        let end = hours::court_hours(day.at(hour, minute, 0, 0), n);
        prop_assert_eq!((Paper::at(end.date()), hour_and_minute(end.hour(), end.minute())), (at, of_day));
    }

    #[test]
    fn what_may_begin_a_day_later_never_ends_earlier(day in a_day(), n in 1..60_u32) {
        for clock in every_clock(n) {
            prop_assert!(clock.last_day(day) <= clock.last_day(day.tomorrow().unwrap()), "{}", clock);
        }
    }

    #[test]
    fn the_moment_due_lies_on_or_after_the_last_day_and_never_before_the_start(day in a_day(), hour in 0..24_i8, n in 1..200_u32) {
        let start = day.at(hour, 30, 0, 0);
        for clock in every_clock(n) {
            let due = clock.due(start);
            prop_assert!(due.date() >= clock.last_day(day), "{}", clock);
            prop_assert!(due >= start, "{}", clock);
        }
    }

    #[test]
    fn the_wall_clock_in_london_is_an_hour_ahead_exactly_in_summer(seconds in 1_325_376_000..1_861_920_000_i64) {
        let moment = Timestamp::from_second(seconds).unwrap();
        let utc = jiff::tz::TimeZone::UTC.to_datetime(moment);
        let change = |month| last_sunday(utc.year(), month).at(1, 0, 0, 0); // both changes come at 01:00 UTC
        let summer = change(3) <= utc && utc < change(10);
        prop_assert_eq!(calendar::london_time(moment), utc.saturating_add(i64::from(summer).hours()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_day_and_no_length_breaks_the_count(year in -9999..10_000_i16, month in 1..13_i8, n in any::<u32>(), hour in 0..24_i8) {
        // Working days and court hours walk, so the longest lengths start late in time.
        let near = Date::MAX.saturating_sub(i64::from(n % 1000).days());
        let day = date(year, month, 28);
        for clock in every_clock(n) {
            prop_assert!(clock.last_day(near) >= near);
            prop_assert!(clock.due(near.at(hour, 0, 0, 0)) >= near.at(0, 0, 0, 0));
        }
        for clock in every_clock(n % 500) {
            clock.last_day(day);
            clock.due(day.at(hour, 0, 0, 0));
        }
        prop_assert!(last_day::within(day, n) >= day);
        prop_assert!(last_day::months_beginning_with(day, n) >= day);
        prop_assert!(last_day::years_beginning_with(day, n) >= day);
        hours::elapsed(Timestamp::MAX, n);
        calendar::london_moment(day.at(hour, 0, 0, 0));
    }
}

#[test]
fn the_ends_of_time_are_answered_too() {
    for edge in [Date::MIN, Date::MAX] {
        for clock in every_clock(0).into_iter().chain(every_clock(1)) {
            clock.last_day(edge);
            clock.due(DateTime::MIN);
            clock.due(DateTime::MAX);
        }
        calendar::is_working_day(edge);
    }
    assert_eq!(last_day::working_days_after(date(9999, 12, 1), u32::MAX), Date::MAX);
    assert_eq!(hours::court_hours(date(9999, 12, 1).at(0, 0, 0, 0), u32::MAX), DateTime::MAX);
    assert_eq!(calendar::working_days_between(Date::MAX, Date::MIN), 0);
}

/// Easter as the prayer book's table gives it: the full moon by golden number, then the Sunday after. Good for 1900 to 2199.
#[test]
fn beyond_the_list_good_friday_and_easter_monday_follow_the_full_moon() {
    let by_golden_number = "4-14 4-3 3-23 4-11 3-31 4-18 4-8 3-28 4-16 4-5 3-25 4-13 4-2 3-22 4-10 3-30 4-17 4-7 3-27";
    let full_moons: Vec<(i8, i8)> = by_golden_number
        .split(' ')
        .map(|moon| moon.split_once('-').unwrap())
        .map(|(month, day)| (month.parse().unwrap(), day.parse().unwrap()))
        .collect();
    for year in (1900..2012_i16).chain(2029..2200) {
        let (month, day) = full_moons[usize::from(year.cast_unsigned() % 19)];
        let mut easter = date(year, month, day).tomorrow().unwrap();
        while easter.weekday() != jiff::civil::Weekday::Sunday {
            easter = easter.tomorrow().unwrap();
        }
        assert_eq!(calendar::is_bank_holiday(easter.saturating_sub(2.days())), Some("Good Friday"), "{year}");
        assert_eq!(calendar::is_bank_holiday(easter.saturating_add(1.day())), Some("Easter Monday"), "{year}");
    }
}

#[test]
fn every_year_beyond_the_list_has_its_eight_holidays_and_all_fall_on_weekdays() {
    for year in (1980..2012_i16).chain(2029..2400) {
        let days: Vec<Date> = date(year, 1, 1).series(1.day()).take_while(|day| day.year() == year).collect();
        let holidays: Vec<&Date> = days.iter().filter(|&&day| calendar::is_bank_holiday(day).is_some()).collect();
        assert_eq!(holidays.len(), 8, "{year}");
        assert!(holidays.iter().all(|day| day.weekday().to_monday_zero_offset() < 5), "{year}");
        assert!(!calendar::table_covers(days[0]));
    }
}

#[test]
fn the_worked_examples_come_out_on_paper_too() {
    let (monday, tuesday) = (Paper::at(date(2026, 3, 2)), Paper::at(date(2026, 3, 3)));
    assert!(monday.days_later(55).is(date(2026, 4, 26)) && date(2026, 4, 26).weekday() == jiff::civil::Weekday::Sunday);
    assert!(tuesday.days_later(20).is(date(2026, 3, 23)));
    assert!(tuesday.days_later(21).is(date(2026, 3, 24)));
    assert!(tuesday.days_later(55).is(date(2026, 4, 27)));
    assert!(Paper::at(date(2026, 5, 1)).days_later(13).is(date(2026, 5, 14)));
    let same_date = Paper::at(date(2026, 1, 31)).months_later(1);
    assert!(same_date.is(date(2026, 2, 28)) && same_date.step(1, Paper::is_working).is(date(2026, 3, 2)));
}

fn every_clock(n: u32) -> Vec<Clock> {
    vec![
        Clock::SameDay,
        Clock::OnDate,
        Clock::BeginningWith { days: n },
        Clock::Within { days: n },
        Clock::WorkingDays(n),
        Clock::Hours(n),
        Clock::CourtHours(n),
        Clock::WeeksBeginningWith(n),
        Clock::Months(n),
        Clock::MonthsRolled(n),
        Clock::MonthsBeginningWith(n),
        Clock::Years(n),
        Clock::YearsBeginningWith(n),
        Clock::NextSchoolDay,
        Clock::AsSoonAsPracticable { target_days: n },
    ]
}

fn hour_and_minute(hour: i8, minute: i8) -> u32 {
    u32::from(hour.cast_unsigned()) * 60 + u32::from(minute.cast_unsigned())
}

fn last_sunday(year: i16, month: i8) -> Date {
    let mut day = date(year, month, 1).last_of_month();
    while day.weekday() != jiff::civil::Weekday::Sunday {
        day = day.yesterday().unwrap();
    }
    day
}
