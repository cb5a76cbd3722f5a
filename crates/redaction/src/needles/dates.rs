//! Days, in the orders in which they are written here and abroad.

use jiff::civil::Date;

use super::Needles;
use crate::tables::month;
use crate::views::words;
use crate::{How, Kind, Strength};

/// Reads `2026-06-01`, `1 June 2026` and `01/06/2026`.
fn read(value: &str) -> Option<Date> {
    if let Ok(day) = value.trim().parse() {
        return Some(day);
    }
    let laid = words(&crate::fold::fold(&crate::layers::plain(value)));
    let parts: Vec<&str> = laid.text.text.split_whitespace().collect();
    let [first, second, third] = parts[..] else { return None };
    let named = |word: &str| (1..=12).find(|number| month(*number) == word);
    let of = |year: &str, month: Option<i8>, day: &str| Date::new(year.parse().ok()?, month?, day.parse().ok()?).ok();
    of(third, named(second).or_else(|| second.parse().ok()), first)
        .or_else(|| of(third, named(first), second))
        .or_else(|| of(first, second.parse().ok(), third))
}

pub fn add(needles: &mut Needles, value: &str) {
    let Some(date) = read(value) else { return };
    let (year, number, day) = (date.year().to_string(), date.month().to_string(), date.day().to_string());
    let short = format!("{:02}", date.year() % 100);
    // As the view of words shows it: without leading zeros.
    let short = short.trim_start_matches('0').to_owned();
    let name = month(date.month());
    for (year, strength) in [(year.as_str(), Strength::Exact), (short.as_str(), Strength::Likely)] {
        if year.is_empty() {
            continue;
        }
        let mut one = |words: &[&str], strength| needles.words(words, Kind::Date, strength, How::Whole);
        one(&[&day, name, year], strength);
        one(&[name, &day, year], strength);
        one(&[&day, &number, year], strength);
        one(&[year, &number, &day], strength.min(if year.len() == 4 { Strength::Exact } else { Strength::Possible }));
        one(&[&number, &day, year], Strength::Possible);
    }
    for run in [date.strftime("%Y%m%d"), date.strftime("%d%m%Y")] {
        needles.words(&[run.to_string().trim_start_matches('0')], Kind::Date, Strength::Likely, How::Respelled);
    }
    needles.words(&[&day, name], Kind::Date, Strength::Possible, How::Respelled);
}
