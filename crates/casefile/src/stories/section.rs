//! One table of a story's text: its keys are taken one by one, and what is left over is told.

use std::ops::Range;

use jiff::civil::{Date, DateTime, Time};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::problem::{Problems, instead};
use crate::facts::When;

/// The longest text that a story may give for one thing, in bytes.
const LONGEST_TEXT: usize = 20_000;

/// A value and where it stands.
pub(super) type At<'v, 'i> = (&'v DeValue<'i>, Range<usize>);

/// One table.
pub(super) struct Section<'v, 'i> {
    table: &'v DeTable<'i>,
    /// What to call it in messages.
    pub(super) name: &'static str,
    /// Where it stands.
    pub(super) at: Range<usize>,
}

impl<'v, 'i> Section<'v, 'i> {
    pub(super) fn of(name: &'static str, table: &'v DeTable<'i>, at: Range<usize>) -> Self {
        Self { table, name, at }
    }

    /// All values of a key that holds a list of tables, such as `[[fact]]`.
    pub(super) fn many(&self, key: &str, name: &'static str, problems: &mut Problems) -> Vec<Section<'v, 'i>> {
        match self.value(key) {
            None => Vec::new(),
            Some((DeValue::Array(list), _)) => list
                .iter()
                .filter_map(|one| match one.get_ref() {
                    DeValue::Table(table) => Some(Section::of(name, table, one.span())),
                    other => {
                        let wrong = format!("this is {}, and should be a {name}", is(other));
                        problems.add(&one.span(), wrong, format!("start each {name} with a line [[{key}]]"));
                        None
                    }
                })
                .collect(),
            Some((DeValue::Table(_), at)) => {
                problems.add(&at, format!("there is only one pair of brackets around “{key}”"), format!("write [[{key}]]"));
                Vec::new()
            }
            Some((_, at)) => {
                problems.add(&at, format!("“{key}” is not a list"), format!("start each {name} with a line [[{key}]]"));
                Vec::new()
            }
        }
    }

    pub(super) fn value(&self, key: &str) -> Option<At<'v, 'i>> {
        self.table.get(key).map(|value| (value.get_ref(), value.span()))
    }

    /// Where the key stands, or the table where there is none.
    pub(super) fn at_key(&self, key: &str) -> Range<usize> {
        self.keys().find(|(name, _)| *name == key).map_or_else(|| self.at.clone(), |(_, at)| at)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = (&'v str, Range<usize>)> + use<'v, 'i> {
        self.table.iter().map(|(key, _): (&'v Spanned<_>, _)| (key.get_ref().as_ref(), key.span()))
    }

    /// Tells of every key that is not among those known.
    pub(super) fn only(&self, known: &[&str], problems: &mut Problems) {
        for (key, at) in self.keys() {
            if !known.contains(&key) {
                problems.add(&at, format!("a {} has no “{}”", self.name, cut(key)), instead(key, known));
            }
        }
    }

    /// A text that must be there.
    pub(super) fn must(&self, key: &str, meaning: &str, problems: &mut Problems) -> Option<String> {
        if self.value(key).is_none() {
            problems.add(&self.at, format!("this {} has no “{key}”", self.name), format!("add a line {key} = \"…\": {meaning}"));
        }
        self.text(key, problems)
    }

    /// A text, where there is one.
    pub(super) fn text(&self, key: &str, problems: &mut Problems) -> Option<String> {
        let (value, at) = self.value(key)?;
        text(value, &at, problems).map(str::to_owned)
    }

    /// A label: what other parts of the story call this by.
    pub(super) fn label(&self, key: &str, problems: &mut Problems) -> Option<String> {
        let (value, at) = self.value(key)?;
        let label = text(value, &at, problems)?;
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if label.is_empty() || label.len() > 60 || !label.chars().all(fine) {
            let wrong = format!("“{}” cannot be a label", cut(label));
            problems.add(&at, wrong, "use up to 60 small letters, digits and hyphens, such as first-call");
            return None;
        }
        Some(label.to_owned())
    }

    pub(super) fn yes(&self, key: &str, problems: &mut Problems) -> Option<bool> {
        let (value, at) = self.value(key)?;
        yes(value, &at, problems)
    }

    pub(super) fn day(&self, key: &str, problems: &mut Problems) -> Option<Date> {
        let (value, at) = self.value(key)?;
        day(value, &at, problems)
    }

    pub(super) fn when(&self, key: &str, problems: &mut Problems) -> Option<When> {
        let (value, at) = self.value(key)?;
        when(value, &at, problems)
    }

    pub(super) fn number(&self, key: &str, problems: &mut Problems) -> Option<u32> {
        let (value, at) = self.value(key)?;
        number(value, &at, problems)
    }
}

/// One value as a list: a value that stands alone is a list of one.
pub(super) fn list<'v, 'i>(value: &'v DeValue<'i>, at: &Range<usize>) -> Vec<At<'v, 'i>> {
    let many = |list: &'v DeArray<'i>| list.iter().map(|one| (one.get_ref(), one.span())).collect();
    match value {
        DeValue::Array(list) => many(list),
        one => vec![(one, at.clone())],
    }
}

/// Text, within limits, with nothing in it that could deceive a reader's eye or a terminal.
pub(super) fn text<'v>(value: &'v DeValue, at: &Range<usize>, problems: &mut Problems) -> Option<&'v str> {
    let DeValue::String(text) = value else {
        problems.add(at, format!("this is {}, and should be text", is(value)), "put it in double quotes");
        return None;
    };
    if text.len() > LONGEST_TEXT {
        let wrong = format!("this text is {} bytes long", text.len());
        problems.add(at, wrong, format!("shorten it to {LONGEST_TEXT} bytes or fewer"));
        return None;
    }
    if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
        let wrong = format!("this text holds a character that cannot be seen (U+{:04X})", u32::from(hidden));
        problems.add(at, wrong, "delete it and type the words again");
        return None;
    }
    Some(text)
}

/// Control characters, and those that turn the direction of writing round.
fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

pub(super) fn yes(value: &DeValue, at: &Range<usize>, problems: &mut Problems) -> Option<bool> {
    if let DeValue::Boolean(yes) = value {
        return Some(*yes);
    }
    problems.add(at, format!("this is {}, and should be yes or no", is(value)), "write true or false, without quotes");
    None
}

pub(super) fn number(value: &DeValue, at: &Range<usize>, problems: &mut Problems) -> Option<u32> {
    if let DeValue::Integer(number) = value {
        if let Ok(number) = u32::from_str_radix(number.as_str(), number.radix()) {
            return Some(number);
        }
        problems.add(at, format!("{} is too large or below nought", cut(number.as_str())), "write a whole number from 0 upwards");
        return None;
    }
    problems.add(at, format!("this is {}, and should be a whole number", is(value)), "write it in digits, without quotes");
    None
}

pub(super) fn day(value: &DeValue, at: &Range<usize>, problems: &mut Problems) -> Option<Date> {
    let when = when(value, at, problems)?;
    if when.time.is_some() {
        problems.add(at, "this has a time, and should be a day only", format!("write {}", when.date));
        return None;
    }
    Some(when.date)
}

/// A day, or a day and a time: as TOML writes them, or as text.
pub(super) fn when(value: &DeValue, at: &Range<usize>, problems: &mut Problems) -> Option<When> {
    let when = match value {
        DeValue::Datetime(written) => from_toml(*written),
        DeValue::String(text) => text.trim().parse::<When>().map_err(|_| ()),
        _ => Err(()),
    };
    let Ok(when) = when else {
        let wrong = match value {
            DeValue::Datetime(written) if written.offset.is_some() => "this time names a time zone".to_owned(),
            DeValue::Datetime(written) => format!("“{written}” has no day"),
            DeValue::String(text) => format!("“{}” is not a day in the calendar", cut(text)),
            other => format!("this is {}, and should be a day", is(other)),
        };
        problems.add(at, wrong, "write a day as 2021-03-31, or with English local time as 2021-03-31T14:30");
        return None;
    };
    if !(1900..=2199).contains(&when.date.year()) {
        let wrong = format!("the year {} cannot be meant", when.date.year());
        problems.add(at, wrong, "write a year from 1900 to 2199");
        return None;
    }
    Some(when)
}

fn from_toml(written: toml::value::Datetime) -> Result<When, ()> {
    let (Some(day), None) = (written.date, written.offset) else { return Err(()) };
    let small = |number: u8| i8::try_from(number).map_err(|_| ());
    let year = i16::try_from(day.year).map_err(|_| ())?;
    let date = Date::new(year, small(day.month)?, small(day.day)?).map_err(|_| ())?;
    let Some(time) = written.time else { return Ok(When::on(date)) };
    let second = small(time.second.unwrap_or(0))?.min(59);
    let time = Time::new(small(time.hour)?, small(time.minute)?, second, 0).map_err(|_| ())?;
    Ok(When::at(DateTime::from_parts(date, time)))
}

/// What a value is, in words.
pub(super) fn is(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a day or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Somebody's text, short enough for a message and without anything unseen.
pub(super) fn cut(text: &str) -> String {
    let mut short: String = text.chars().filter(|c| !is_hidden(*c) && *c != '\n').take(60).collect();
    if text.chars().count() > 60 {
        short.push('…');
    }
    short
}
