//! The fields of a fact in a story: each is read by the shape that its kind declares.

use std::ops::Range;

use jiff::civil::Date;
use serde_json::{Map, Value, json};
use toml::de::DeValue;

use super::labels::Labels;
use super::moved::Moved;
use super::problem::{Problems, instead, nearest};
use super::section::{self, Section, cut, is};
use crate::facts::{ActionKind, Choice, Kind, Shape, When};

/// Keys that every fact in a story has, besides the fields of its kind.
pub(super) const OF_EVERY_FACT: &[&str] = &["on", "kind", "id", "what", "known_by", "supersedes"];

/// The key by which a story writes a field: its name, but where every fact has a key of that name already.
pub fn key_of(field: &'static str) -> &'static str {
    match field {
        "on" => "day",
        "what" => "details",
        other => other,
    }
}

/// Whether stories write facts of this kind.
pub fn may_be_written(kind: Kind) -> bool {
    why_not_written(kind).is_empty()
}

/// Why stories do not write facts of this kind; empty where they do.
pub fn why_not_written(kind: Kind) -> &'static str {
    match kind {
        Kind::FileOpened => "the file is opened by [story]",
        Kind::ServiceNamed => "services are written under [[team]]",
        Kind::PersonAdded => "people are written under [[person]]",
        Kind::RelationshipRecorded => "relationships are written under [[relationship]]",
        Kind::ObligationEscalated => "Holdfast writes these when a clock runs out",
        Kind::SendingAsked | Kind::SendingDecided | Kind::LetterReady | Kind::LetterPrinted | Kind::SendingStopped => {
            "Holdfast writes these when something is to leave"
        }
        Kind::DetailNoticed => "Holdfast writes these when it notices a number or an address in what somebody wrote",
        Kind::Looked => "Holdfast writes these when sealed text is read",
        Kind::OutgoingChecked => "Holdfast writes these when something is about to leave",
        Kind::AccessRestricted => "",
        kind if kind.is_about_access() => "officers have no names in stories",
        _ => "",
    }
}

/// What reading the fields needs to know.
pub(super) struct Reading<'l> {
    pub(super) labels: &'l Labels,
    pub(super) moved: Moved,
    /// When the fact happens.
    pub(super) happened: When,
}

impl Reading<'_> {
    /// Reads the fields of a fact; `None` where one of them is wrong, which is then among the problems.
    pub(super) fn fields(&self, kind: Kind, fact: &Section, problems: &mut Problems) -> Option<Value> {
        let mut read = Map::new();
        let mut whole = true;
        for field in kind.info().fields {
            let key = key_of(field.name);
            match fact.value(key) {
                Some((value, at)) => match self.value(&field.shape, value, &at, problems) {
                    Some(value) => {
                        read.insert(field.name.to_owned(), value);
                    }
                    None => whole = false,
                },
                None if !field.optional => {
                    let wrong = format!("this {} has no “{key}”", kind.code());
                    let meaning = field.doc.split_whitespace().collect::<Vec<_>>().join(" ");
                    problems.add(&fact.at, wrong, format!("add a line {key} = …: {meaning}"));
                    whole = false;
                }
                None => {}
            }
        }
        whole.then_some(Value::Object(read))
    }

    fn value(&self, shape: &Shape, value: &DeValue, at: &Range<usize>, problems: &mut Problems) -> Option<Value> {
        let label = |problems: &mut Problems| section::text(value, at, problems).map(str::to_owned);
        Some(match shape {
            Shape::Text | Shape::Name | Shape::Sealed(_) => json!(section::text(value, at, problems)?),
            Shape::Rule => json!(rule(value, at, problems)?),
            Shape::Day => json!(self.moved.day(section::day(value, at, problems)?)),
            Shape::Moment => json!(self.moved.when(section::when(value, at, problems)?)),
            Shape::YesNo => json!(section::yes(value, at, problems)?),
            Shape::Number => json!(section::number(value, at, problems)?),
            Shape::Money => json!(pence(value, at, problems)?),
            Shape::OneOf(choices) => json!(one_of(choices, value, at, problems)?),
            Shape::Person => json!(self.labels.person(&label(problems)?, at, problems)?),
            Shape::Team => json!(self.labels.team(&label(problems)?, at, problems)?),
            Shape::Who => json!(self.labels.who(&label(problems)?, at, problems)?),
            Shape::Body => json!(self.labels.body(&label(problems)?)),
            Shape::Officer => json!(self.labels.officer(&label(problems)?)),
            Shape::Room => json!(crate::ids::in_story("room", "anywhere", &label(problems)?)),
            Shape::Fact => json!(self.labels.earlier(&label(problems)?, Some(self.happened), at, problems)?),
            Shape::Steps => self.step(value, at, problems)?,
            Shape::AnyOf(choices) => {
                let many =
                    section::list(value, at).into_iter().map(|(one, at)| Some(json!(one_of(choices, one, &at, problems)?)));
                Value::Array(all(many)?)
            }
            Shape::Many(shape) => {
                let many = section::list(value, at).into_iter().map(|(one, at)| self.value(shape, one, &at, problems));
                Value::Array(all(many)?)
            }
        })
    }

    fn step(&self, value: &DeValue, at: &Range<usize>, problems: &mut Problems) -> Option<Value> {
        let DeValue::Table(table) = value else {
            let mend = "write { what = \"…\", kind = \"rehousing\", who = \"team\", due = 2021-03-31 }";
            problems.add(at, format!("this is {}, and should be a step", is(value)), mend);
            return None;
        };
        let step = Section::of("step", table, at.clone());
        step.only(&["what", "kind", "who", "due"], problems);
        let what = step.must("what", "what is to be done", problems);
        step.must("kind", "what kind of thing it is", problems);
        step.must("who", "who does it", problems);
        let kind = step.value("kind").and_then(|(value, at)| one_of(ActionKind::CHOICES, value, &at, problems));
        let who = step.text("who", problems).and_then(|who| self.labels.who(&who, &step.at_key("who"), problems));
        let due: Option<Date> = step.day("due", problems).map(|due| self.moved.day(due));
        Some(json!({ "what": what?, "kind": kind?, "who": who?, "due": due }))
    }
}

/// All of them, once each has been looked at: so that every mistake in a list is told, not only the first.
fn all(many: impl Iterator<Item = Option<Value>>) -> Option<Vec<Value>> {
    let many: Vec<_> = many.collect();
    many.into_iter().collect()
}

pub(super) fn one_of(choices: &[Choice], value: &DeValue, at: &Range<usize>, problems: &mut Problems) -> Option<&'static str> {
    let code = section::text(value, at, problems)?;
    if let Some(choice) = choices.iter().find(|choice| choice.code == code) {
        return Some(choice.code);
    }
    let codes: Vec<_> = choices.iter().map(|choice| choice.code).collect();
    problems.add(at, format!("“{}” is not a code that may stand here", cut(code)), instead(code, &codes));
    None
}

/// The id of a rule that Holdfast has.
pub(super) fn rule(value: &DeValue, at: &Range<usize>, problems: &mut Problems) -> Option<String> {
    let id = section::text(value, at, problems)?;
    if crate::obligations::rule(id).is_none() {
        let ids: Vec<_> = crate::obligations::rules().iter().map(|rule| rule.id).collect();
        let mend = match nearest(id, ids.iter().copied()) {
            Some(near) => format!("did you mean “{near}”?"),
            None => "the page Rules of Holdfast, and every line of a replay, give their ids".to_owned(),
        };
        problems.add(at, format!("Holdfast has no rule “{}”", cut(id)), mend);
        return None;
    }
    Some(id.to_owned())
}

/// An amount such as "£2,450" or "£12.50", as pence. A bare number is refused: nobody could tell pounds from pence.
fn pence(value: &DeValue, at: &Range<usize>, problems: &mut Problems) -> Option<u64> {
    let amount = match value {
        DeValue::String(text) => text.trim().strip_prefix('£').and_then(amount),
        _ => None,
    };
    if amount.is_none() {
        problems.add(
            at,
            "this is not an amount of money",
            "write it as text with the pound sign, such as \"£250\" or \"£12.50\"",
        );
    }
    amount
}

fn amount(written: &str) -> Option<u64> {
    let (pounds, pence) = written.split_once('.').unwrap_or((written, "00"));
    let pounds = pounds.replace(',', "");
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(&pounds) || !digits(pence) || pence.len() != 2 {
        return None;
    }
    pounds.parse::<u64>().ok()?.checked_mul(100)?.checked_add(pence.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pounds_and_pence_are_read_as_people_write_them() {
        assert_eq!((amount("2,450"), amount("12.50"), amount("800")), (Some(245_000), Some(1_250), Some(80_000)));
        assert_eq!((amount("12.5"), amount(""), amount("-3"), amount("99999999999999999999")), (None, None, None, None));
    }

    #[test]
    fn no_field_of_any_kind_is_hidden_by_a_key_that_every_fact_has() {
        for kind in Kind::ALL {
            let keys: Vec<_> = kind.info().fields.iter().map(|field| key_of(field.name)).collect();
            for (at, key) in keys.iter().enumerate() {
                assert!(!OF_EVERY_FACT.contains(key) && !keys[..at].contains(key), "{} writes {key} twice", kind.code());
            }
        }
    }
}
