//! What people type, read with good will: days, times, money. What cannot be read is answered in words that say how to put it right.

use std::collections::BTreeMap;

use casefile::facts::{Pence, When};
use jiff::civil::{Date, Time};

use crate::components::Answers;
use crate::words;

/// What is wrong with the answers, by question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mistakes(pub BTreeMap<String, String>);

impl Mistakes {
    /// Notes what is wrong with one answer; the first word on it stands.
    pub fn note(&mut self, question: impl Into<String>, words: impl Into<String>) {
        self.0.entry(question.into()).or_insert_with(|| words.into());
    }

    /// What is wrong with the answer to a question.
    pub fn with(&self, question: &str) -> Option<&str> {
        self.0.get(question).map(String::as_str)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes what was read, or notes what is wrong with it.
    pub fn take<T>(&mut self, question: &str, read: Result<T, String>) -> Option<T> {
        read.map_err(|words| self.note(question, words)).ok()
    }
}

/// The longest text on one line, in characters.
pub const LINE: usize = 300;
/// The longest account, in characters: some forty pages.
pub const ACCOUNT: usize = 100_000;

/// Text that is not too long.
/// # Errors
/// It is too long: says by how much.
pub fn text(answers: &Answers, name: &str, most: usize) -> Result<Option<String>, String> {
    let given = answers.one(name);
    let length = given.chars().count();
    if length > most {
        let (length, most) = (i64::try_from(length).unwrap_or(i64::MAX), i64::try_from(most).unwrap_or(i64::MAX));
        return Err(format!(
            "This has {} characters. Shorten it to {}, or put the rest into a second record. What you typed is kept",
            words::thousands(length),
            words::thousands(most)
        ));
    }
    if given.chars().any(|one| one.is_control() && !matches!(one, '\n' | '\r' | '\t')) {
        return Err("This holds a character that cannot be stored. Type it again without pasting".into());
    }
    Ok((!given.is_empty()).then(|| given.replace("\r\n", "\n")))
}

/// A day, from three fields; `None` where all are empty.
/// # Errors
/// It is no day, or in no year that a file can be about.
pub fn day(answers: &Answers, name: &str) -> Result<Option<Date>, String> {
    let [day, month, year] = ["day", "month", "year"].map(|part| answers.one(&format!("{name}-{part}")).to_owned());
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return Ok(None);
    }
    let missing: Vec<String> = [("a day", &day), ("a month", &month), ("a year", &year)]
        .into_iter()
        .filter(|(_, value)| value.is_empty())
        .map(|(words, _)| words.to_owned())
        .collect();
    if !missing.is_empty() {
        return Err(format!("The date must have {}", words::list(&missing)));
    }
    let month = month_number(&month).ok_or("The month must be a number from 1 to 12, or its name")?;
    let year: i16 = year.parse().map_err(|_| "The year must be four figures, such as 2026")?;
    if !(1900..=2200).contains(&year) {
        return Err("The year must be between 1900 and 2200".into());
    }
    let day: i8 = day.parse().map_err(|_| "The day must be a number, such as 27")?;
    Date::new(year, month, day).map(Some).map_err(|_| no_such_day(year, month, day))
}

fn no_such_day(year: i16, month: i8, day: i8) -> String {
    let last = Date::new(year, month, 1).map_or(31, Date::days_in_month);
    format!("There is no {day} {} in {year}: that month has {last} days", words::month(month))
}

fn month_number(typed: &str) -> Option<i8> {
    if let Ok(number) = typed.parse::<i8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let typed = typed.to_lowercase();
    (1..=12).find(|number| typed.len() >= 3 && words::month(*number).to_lowercase().starts_with(&typed))
}

/// A day from one field, as browsers write it in a date field: `2026-06-03`; `None` where it is empty.
/// # Errors
/// It is no day.
pub fn day_in_one(typed: &str) -> Result<Option<Date>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let read = typed.parse::<Date>().ok().filter(|date| (1900..=2200).contains(&date.year()) && typed.len() == 10);
    read.map(Some).ok_or_else(|| "That is not a day. Type it as year, month and day, such as 2026-06-03".into())
}

/// A day, and the time where it is known; `None` where all fields are empty.
/// # Errors
/// As [`day`], or the time cannot be read.
pub fn moment(answers: &Answers, name: &str) -> Result<Option<When>, String> {
    let Some(date) = day(answers, name)? else {
        let time = answers.one(&format!("{name}-time"));
        return if time.is_empty() { Ok(None) } else { Err("A time needs a day".into()) };
    };
    Ok(Some(When { date, time: time(answers.one(&format!("{name}-time")))? }))
}

/// A time of day: `14:30`, `2.30pm`, `2pm`; `None` where it is empty.
/// # Errors
/// It is no time of day.
pub fn time(typed: &str) -> Result<Option<Time>, String> {
    let typed = typed.trim().to_lowercase().replace(' ', "");
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong = || "Type the time as 14:30 or 2:30pm".to_owned();
    let (digits, half) = match (typed.strip_suffix("am"), typed.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (typed.as_str(), None),
    };
    let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, "00"));
    if minute.len() != 2 || hour.is_empty() || hour.len() > 2 {
        return Err(wrong());
    }
    let (hour, minute): (i8, i8) = (hour.parse().map_err(|_| wrong())?, minute.parse().map_err(|_| wrong())?);
    let hour = match half {
        Some(later) if (1..=12).contains(&hour) => hour % 12 + later,
        Some(_) => return Err(wrong()),
        None => hour,
    };
    Time::new(hour, minute, 0, 0).map(Some).map_err(|_| wrong())
}

/// An amount in pounds: `250`, `£1,200.50`; `None` where it is empty.
/// # Errors
/// It is no amount.
pub fn money(typed: &str) -> Result<Option<Pence>, String> {
    let typed: String = typed.chars().filter(|one| !matches!(one, '£' | ',' | ' ')).collect();
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong = || "Type the amount in pounds and pence, such as 250 or 1200.50".to_owned();
    let (pounds, pence) = typed.split_once('.').unwrap_or((&typed, "00"));
    let pence = match pence.len() {
        2 => pence.parse::<u64>().map_err(|_| wrong())?,
        _ => return Err(wrong()),
    };
    let pounds: u64 = pounds.parse().map_err(|_| wrong())?;
    pounds.checked_mul(100).and_then(|all| all.checked_add(pence)).map(|all| Some(Pence(all))).ok_or_else(wrong)
}

/// A whole number; `None` where it is empty.
/// # Errors
/// It is no whole number.
pub fn number(typed: &str) -> Result<Option<u32>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| "Type a whole number, such as 3".into())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time as at};

    use super::*;

    fn typed_day(day: &str, month: &str, year: &str) -> Answers {
        let mut answers = Answers::default();
        answers.set("d-day", day);
        answers.set("d-month", month);
        answers.set("d-year", year);
        answers
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        assert_eq!(day(&typed_day("29", "2", "2024"), "d"), Ok(Some(date(2024, 2, 29))));
        assert_eq!(day(&typed_day("3", "June", "2026"), "d"), Ok(Some(date(2026, 6, 3))));
        assert_eq!(day(&typed_day("03", "sep", "2026"), "d"), Ok(Some(date(2026, 9, 3))));
        assert_eq!(day(&typed_day("", "", ""), "d"), Ok(None));
    }

    #[test]
    fn a_day_that_is_none_is_explained() {
        let said = |d, m, y| day(&typed_day(d, m, y), "d").unwrap_err();
        assert_eq!(said("29", "2", "2025"), "There is no 29 February in 2025: that month has 28 days");
        assert_eq!(said("1", "1", "9999"), "The year must be between 1900 and 2200");
        assert_eq!(said("1", "", ""), "The date must have a month and a year");
        assert_eq!(said("1", "13", "2026"), "The month must be a number from 1 to 12, or its name");
        assert_eq!(said("x", "1", "2026"), "The day must be a number, such as 27");
        assert!(day_in_one("2025-02-29").is_err() && day_in_one("1' or 1").is_err());
        assert_eq!(day_in_one(" 2026-06-03 "), Ok(Some(date(2026, 6, 3))));
    }

    #[test]
    fn times_and_amounts_are_read_with_good_will() {
        for (typed, hour, minute) in
            [("14:30", 14, 30), ("2.30pm", 14, 30), ("2 pm", 14, 0), ("12am", 0, 0), ("12pm", 12, 0), ("9", 9, 0)]
        {
            assert_eq!(time(typed), Ok(Some(at(hour, minute, 0, 0))), "{typed}");
        }
        for typed in ["25:00", "14:3", "13pm", "noonish", "-1:00"] {
            assert!(time(typed).is_err(), "{typed}");
        }
        assert_eq!(money("£1,200.50"), Ok(Some(Pence(120_050))));
        assert_eq!(money("250"), Ok(Some(Pence(25_000))));
        assert!(money("1.2").is_err() && money("much").is_err() && money("99999999999999999999").is_err());
    }

    #[test]
    fn an_account_of_a_megabyte_is_refused_in_plain_words_and_any_script_is_welcome() {
        let mut answers = Answers::default();
        answers.set("words", "x".repeat(1 << 20));
        assert!(
            text(&answers, "words", ACCOUNT).unwrap_err().starts_with("This has 1,048,576 characters. Shorten it to 100,000")
        );
        answers.set("words", "\u{645}\u{64f}\u{62d} Z\u{0351}\u{036b} \u{202b}x\r\ny");
        assert_eq!(text(&answers, "words", ACCOUNT).unwrap().unwrap(), "\u{645}\u{64f}\u{62d} Z\u{0351}\u{036b} \u{202b}x\ny");
        answers.set("words", "a\u{0}b");
        assert!(text(&answers, "words", ACCOUNT).is_err());
    }
}
