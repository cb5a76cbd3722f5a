//! On which days the panel meets: listed day by day, or by a rule such as “first Tuesday of the month”.

use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::calendar::{is_working_day, last_day};

/// On which days a panel meets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub enum Calendar {
    /// On these days, in order.
    Days(Vec<Date>),
    /// On one weekday of each month.
    Monthly(Nth, Weekday),
    /// Every week on this day.
    Weekly(Weekday),
}

/// Which of a month's days of one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nth {
    /// The first to the fourth, counted from one.
    From(i8),
    /// The last.
    Last,
}

/// As it stands in a scheme.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Rule(String),
    Days(Vec<Date>),
}

/// What a rule may look like, for whoever wrote one that is none.
pub(super) const RULES: &str =
    "write “first Tuesday of the month”, “last Friday of the month”, “every Wednesday”, or dates = [2026-01-06, 2026-02-03]";

const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

const PLACES: [(&str, Nth); 5] =
    [("first", Nth::From(1)), ("second", Nth::From(2)), ("third", Nth::From(3)), ("fourth", Nth::From(4)), ("last", Nth::Last)];

impl FromStr for Calendar {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let weekday = |word: &str| DAYS.iter().find(|(name, _)| *name == word).map(|(_, day)| *day);
        let place = |word: &str| PLACES.iter().find(|(name, _)| *name == word).map(|(_, nth)| *nth);
        let read = match words.as_slice() {
            ["every", day] => weekday(day).map(Self::Weekly),
            [nth, day, "of", "the", "month"] => place(nth).zip(weekday(day)).map(|(nth, day)| Self::Monthly(nth, day)),
            _ => None,
        };
        read.ok_or_else(|| format!("“{text}” says no days on which a panel meets"))
    }
}

impl std::fmt::Display for Calendar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = |day: Weekday| {
            let word = DAYS.iter().find(|(_, one)| *one == day).map_or("", |(name, _)| name);
            word[..1].to_uppercase() + &word[1..]
        };
        match self {
            Self::Days(days) => {
                let days: Vec<String> = days.iter().map(Date::to_string).collect();
                f.write_str(&days.join(", "))
            }
            Self::Weekly(day) => write!(f, "every {}", name(*day)),
            Self::Monthly(nth, day) => {
                let place = PLACES.iter().find(|(_, one)| one == nth).map_or("", |(name, _)| name);
                write!(f, "{place} {} of the month", name(*day))
            }
        }
    }
}

impl TryFrom<Written> for Calendar {
    type Error = String;
    fn try_from(written: Written) -> Result<Self, String> {
        match written {
            Written::Rule(text) => text.parse(),
            Written::Days(mut days) => {
                days.sort_unstable();
                days.dedup();
                Ok(Self::Days(days))
            }
        }
    }
}

impl From<Calendar> for Written {
    fn from(calendar: Calendar) -> Self {
        match calendar {
            Calendar::Days(days) => Self::Days(days),
            rule => Self::Rule(rule.to_string()),
        }
    }
}

impl Calendar {
    /// The first meeting after a day; `None` where no more are known. A meeting that would fall on a day on which offices are closed is held on
    /// the next on which they are open; one that is listed by its day is held on that day.
    pub fn next_after(&self, day: Date) -> Option<Date> {
        match self {
            Self::Days(days) => days.iter().copied().find(|one| *one > day),
            Self::Weekly(weekday) => {
                // One that a holiday has put off may still be to come.
                let from = day.checked_sub(14.days()).ok()?;
                (1..=28)
                    .filter_map(|ahead: i64| from.checked_add(ahead.days()).ok())
                    .filter(|one| one.weekday() == *weekday)
                    .map(open_day)
                    .find(|one| *one > day)
            }
            Self::Monthly(nth, weekday) => {
                let first = day.first_of_month();
                (-1_i32..=2)
                    .filter_map(|ahead| first.checked_add(ahead.months()).ok())
                    .filter_map(|month| in_month(month, *nth, *weekday))
                    .map(open_day)
                    .find(|one| *one > day)
            }
        }
    }

    /// The meetings after a day, the next first.
    pub fn after(&self, day: Date) -> impl Iterator<Item = Date> + '_ {
        std::iter::successors(self.next_after(day), |last| self.next_after(*last))
    }
}

fn in_month(month: Date, nth: Nth, weekday: Weekday) -> Option<Date> {
    let place = match nth {
        Nth::From(place) => place,
        Nth::Last => -1,
    };
    month.nth_weekday_of_month(place, weekday).ok()
}

fn open_day(day: Date) -> Date {
    if is_working_day(day) { day } else { last_day::next_working_day(day) }
}

/// The day by which papers have to be in: so many working days before a meeting.
pub(super) fn working_days_before(day: Date, days: u32) -> Date {
    let mut before = day;
    for _ in 0..days {
        loop {
            match before.yesterday() {
                Ok(eve) => before = eve,
                Err(_) => return before,
            }
            if is_working_day(before) {
                break;
            }
        }
    }
    before
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn reads(text: &str) -> Calendar {
        text.parse().unwrap()
    }

    #[test]
    fn a_panel_meets_on_the_first_tuesday_of_every_month() {
        let panel = reads("first Tuesday of the month");
        assert_eq!(panel.next_after(date(2026, 5, 31)), Some(date(2026, 6, 2)));
        assert_eq!(panel.next_after(date(2026, 6, 2)), Some(date(2026, 7, 7)), "the day itself is no next meeting");
        let dates: Vec<Date> = panel.after(date(2026, 11, 30)).take(3).collect();
        assert_eq!(dates, [date(2026, 12, 1), date(2027, 1, 5), date(2027, 2, 2)]);
    }

    #[test]
    fn a_meeting_that_falls_on_a_holiday_is_held_on_the_next_open_day() {
        assert_eq!(reads("last Monday of the month").next_after(date(2026, 5, 1)), Some(date(2026, 5, 26)));
        assert_eq!(reads("every Friday").next_after(date(2026, 4, 2)), Some(date(2026, 4, 7)), "Good Friday and Easter Monday");
        assert_eq!(reads("every Friday").next_after(date(2026, 4, 3)), Some(date(2026, 4, 7)), "it has only been put off");
    }

    #[test]
    fn listed_days_come_one_after_the_other_and_end() {
        let panel = Calendar::try_from(Written::Days(vec![date(2026, 2, 3), date(2026, 1, 6)])).unwrap();
        assert_eq!(panel.after(date(2026, 1, 1)).collect::<Vec<_>>(), [date(2026, 1, 6), date(2026, 2, 3)]);
        assert_eq!(panel.next_after(date(2026, 2, 3)), None);
    }

    #[test]
    fn a_rule_reads_as_it_is_written() {
        for text in ["first Tuesday of the month", "last Friday of the month", "every Wednesday"] {
            assert_eq!(reads(text).to_string(), text);
            let kept = serde_json::to_string(&reads(text)).unwrap();
            assert_eq!(serde_json::from_str::<Calendar>(&kept).unwrap(), reads(text));
        }
        assert!("fifth Tuesday of the month".parse::<Calendar>().is_err());
        assert!("when it suits".parse::<Calendar>().is_err());
        assert!("".parse::<Calendar>().is_err());
    }

    #[test]
    fn papers_are_in_so_many_working_days_before() {
        assert_eq!(working_days_before(date(2026, 6, 2), 3), date(2026, 5, 28));
        assert_eq!(working_days_before(date(2026, 6, 2), 0), date(2026, 6, 2));
    }

    #[test]
    fn the_end_of_the_calendar_is_no_end_of_the_program() {
        assert_eq!(reads("every Monday").next_after(Date::MAX), None);
        assert_eq!(reads("first Monday of the month").next_after(Date::MAX), None);
        assert!(reads("every Monday").next_after(Date::MIN).is_none_or(|day| day > Date::MIN));
        assert_eq!(working_days_before(Date::MIN, 3), Date::MIN);
    }
}
