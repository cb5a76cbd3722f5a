//! Days, times and numbers in words, as pages say them. One place, so that another language can stand beside this one.
//!
//! The pages' fixed text stands in their templates, and what is said in answer to something typed in the `words` of each room: a Welsh
//! house needs a second folder of templates and a second `words`.

use casefile::facts::When;
use jiff::civil::{Date, DateTime, Time};

/// `6 February 2018`.
pub fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date.month()), date.year())
}

/// `Tuesday 6 February 2018`.
pub fn weekday_and_day(date: Date) -> String {
    let weekday = match date.weekday() {
        jiff::civil::Weekday::Monday => "Monday",
        jiff::civil::Weekday::Tuesday => "Tuesday",
        jiff::civil::Weekday::Wednesday => "Wednesday",
        jiff::civil::Weekday::Thursday => "Thursday",
        jiff::civil::Weekday::Friday => "Friday",
        jiff::civil::Weekday::Saturday => "Saturday",
        jiff::civil::Weekday::Sunday => "Sunday",
    };
    format!("{weekday} {}", day(date))
}

/// `February`; empty for a number that no month has.
pub fn month(number: i8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(number).ok().and_then(|at| MONTHS.get(at.checked_sub(1)?)).copied().unwrap_or_default()
}

/// `9:30am`, `5pm`, `midday`.
pub fn time(time: Time) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    let half = if hour < 12 { "am" } else { "pm" };
    let shown = if hour % 12 == 0 { 12 } else { hour % 12 };
    match (hour, minute) {
        (12, 0) => "midday".into(),
        (0, 0) => "midnight".into(),
        (_, 0) => format!("{shown}{half}"),
        _ => format!("{shown}:{minute:02}{half}"),
    }
}

/// `6 February 2018`, or `6 February 2018 at 5pm`.
pub fn when(when: When) -> String {
    match when.time {
        Some(at) => format!("{} at {}", day(when.date), time(at)),
        None => day(when.date),
    }
}

/// `1 day`, `3 days`, `no evidence`.
pub fn count(number: i64, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        n => format!("{} {many}", thousands(n)),
    }
}

/// `1,204`.
pub fn thousands(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    if number < 0 { format!("−{shown}") } else { shown }
}

/// How near a day or moment is, for colours and for the order of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// It has passed.
    Overdue,
    /// Today.
    Today,
    /// Within seven days.
    Soon,
    /// Later.
    Later,
}

impl Nearness {
    /// How near something is that is due then.
    pub fn of(due: When, now: DateTime) -> Self {
        let days = days_from(now.date(), due.date);
        match due.time {
            _ if days < 0 => Self::Overdue,
            Some(at) if days == 0 && at < now.time() => Self::Overdue,
            _ if days == 0 => Self::Today,
            _ if days <= 7 => Self::Soon,
            _ => Self::Later,
        }
    }

    /// The end of a class name.
    pub fn class(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Soon => "soon",
            Self::Later => "later",
        }
    }
}

/// Whole days from one day to another; negative when the other is earlier.
pub fn days_from(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// `Overdue by 2 days`, `Due today by 5pm`, `Due tomorrow`, `Due in 3 days, on 6 February 2018`.
pub fn due(due: When, now: DateTime) -> String {
    let days = days_from(now.date(), due.date);
    let by = due.time.map(|at| format!(" by {}", time(at))).unwrap_or_default();
    match (Nearness::of(due, now), days) {
        (Nearness::Overdue, 0) => match due.time.map(|at| (now.time() - at).get_hours()) {
            Some(hours) if hours >= 1 => format!("Overdue by {}", count(i64::from(hours), "hour", "hours")),
            _ => "Overdue by less than an hour".into(),
        },
        (Nearness::Overdue, _) => format!("Overdue by {}", count(-days, "day", "days")),
        (_, 0) => format!("Due today{by}"),
        (_, 1) => format!("Due tomorrow{by}"),
        (Nearness::Soon, _) => format!("Due in {}, on {}", count(days, "day", "days"), weekday_and_day(due.date)),
        _ => format!("Due on {}", day(due.date)),
    }
}

/// A code as people read it: `evidence-received` becomes `Evidence received`.
pub fn from_code(code: &str) -> String {
    capital(&code.replace(['-', '_'], " "))
}

/// The same words with a capital letter at the front.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Several things in a row: `a`, `a and b`, `a, b and c`.
pub fn list(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime, time as at};

    use super::*;

    #[test]
    fn days_and_times_read_as_people_say_them() {
        assert_eq!(day(date(2018, 2, 6)), "6 February 2018");
        assert_eq!(weekday_and_day(date(2018, 2, 6)), "Tuesday 6 February 2018");
        assert_eq!(day(date(9999, 12, 31)), "31 December 9999");
        assert_eq!(
            [at(0, 0, 0, 0), at(9, 30, 0, 0), at(12, 0, 0, 0), at(12, 5, 0, 0), at(17, 0, 0, 0)].map(time),
            ["midnight", "9:30am", "midday", "12:05pm", "5pm"]
        );
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(from_code("evidence-received"), "Evidence received");
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }

    #[test]
    fn what_is_due_is_said_in_days_and_hours() {
        let now = datetime(2026, 6, 1, 15, 0, 0, 0);
        let on = |d| When::on(d);
        assert_eq!(due(on(date(2026, 5, 30)), now), "Overdue by 2 days");
        assert_eq!(due(When::at(datetime(2026, 6, 1, 12, 30, 0, 0)), now), "Overdue by 2 hours");
        assert_eq!(due(When::at(datetime(2026, 6, 1, 14, 30, 0, 0)), now), "Overdue by less than an hour");
        assert_eq!(due(on(date(2026, 6, 1)), now), "Due today");
        assert_eq!(due(When::at(datetime(2026, 6, 1, 17, 0, 0, 0)), now), "Due today by 5pm");
        assert_eq!(due(on(date(2026, 6, 2)), now), "Due tomorrow");
        assert_eq!(due(on(date(2026, 6, 4)), now), "Due in 3 days, on Thursday 4 June 2026");
        assert_eq!(due(on(date(2026, 8, 4)), now), "Due on 4 August 2026");
    }

    #[test]
    fn a_day_due_is_late_only_when_the_day_is_over() {
        let nearly_midnight = datetime(2026, 6, 1, 23, 59, 0, 0);
        assert_eq!(Nearness::of(When::on(date(2026, 6, 1)), nearly_midnight), Nearness::Today);
        assert_eq!(Nearness::of(When::on(date(2026, 6, 1)), datetime(2026, 6, 2, 0, 0, 0, 0)), Nearness::Overdue);
    }
}
