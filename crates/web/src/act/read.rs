//! From what was typed to a fact: each answer is read by the shape of its field, and what cannot be read is said beside its question.

use casefile::facts::{Body, FieldInfo, Kind, Shape, When};
use casefile::ids::PersonId;
use jiff::civil::DateTime;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::ask::{is_made_by_the_form, rows};
use crate::components::Answers;
use crate::file::describe::fields;
use crate::typed::{self, Mistakes};

/// Reads a fact from a form.
/// # Errors
/// What is wrong with which answer.
pub fn fact(kind: Kind, answers: &Answers, now: DateTime, new_person: Uuid) -> Result<(When, Body), Mistakes> {
    with(kind, answers, now, new_person, &[])
}

/// Reads what takes the place of an earlier fact. A sealed field that is left empty stays as it was, unless it is to be taken out.
/// # Errors
/// What is wrong with which answer.
pub fn correction(old: &Body, answers: &Answers, now: DateTime, person: Uuid) -> Result<(When, Body), Mistakes> {
    with(old.kind(), answers, now, person, &fields(old))
}

/// The name of the answer that takes a sealed field out of a corrected fact.
pub fn taken_out(field: &str) -> String {
    format!("{field}-out")
}

fn with(
    kind: Kind,
    answers: &Answers,
    now: DateTime,
    new_person: Uuid,
    earlier: &[(&'static FieldInfo, Value)],
) -> Result<(When, Body), Mistakes> {
    let stays = |field: &FieldInfo| {
        // A room is chosen on a page of its own: no form brings one.
        if field.shape == Shape::Room {
            return earlier.iter().find(|(one, _)| one.name == field.name).map(|(_, value)| value.clone());
        }
        let out = !matches!(field.shape, Shape::Sealed(_)) || answers.has(&taken_out(field.name), "yes");
        earlier.iter().find(|(one, _)| one.name == field.name && !out).map(|(_, value)| value.clone())
    };
    let mut mistakes = Mistakes::default();
    let happened = happened(answers, now, &mut mistakes);
    let mut read = Map::new();
    for field in kind.info().fields {
        let value = if is_made_by_the_form(kind, field) {
            Some(json!(PersonId(new_person)))
        } else {
            mistakes.take(field.name, value(field, answers)).flatten().or_else(|| stays(field))
        };
        match value {
            Some(value) => {
                read.insert(field.name.into(), value);
            }
            None if !field.optional => mistakes.note(field.name, missing(field)),
            None => {}
        }
    }
    let steps = steps(kind, answers, &mut mistakes);
    if !steps.is_empty() {
        read.insert("steps".into(), Value::Array(steps));
    }
    let (Some(happened), true) = (happened, mistakes.is_empty()) else { return Err(mistakes) };
    let Ok(body) = Body::read(kind, Value::Object(read)) else {
        // Every shape was read above; what is left is an answer that no form of ours sends.
        mistakes
            .note("happened", "One of the answers is not one that this form offers. Open the form again; what you typed is kept");
        return Err(mistakes);
    };
    Ok((happened, body))
}

/// When it happened: not empty, and not in the future.
pub fn happened(answers: &Answers, now: DateTime, mistakes: &mut Mistakes) -> Option<When> {
    let read = typed::moment(answers, "happened").and_then(|when| match when {
        None => Err("Enter the day on which it happened".to_owned()),
        Some(when) if when.moment() > now => {
            Err("That day has not come yet. Record what has happened; what is planned goes into a plan".into())
        }
        Some(when) => Ok(when),
    });
    mistakes.take("happened", read)
}

fn missing(field: &FieldInfo) -> String {
    match field.shape {
        Shape::OneOf(_) | Shape::Person | Shape::Team | Shape::Who | Shape::Fact | Shape::Officer => "Choose one",
        Shape::Many(_) | Shape::AnyOf(_) => "Choose at least one",
        Shape::Day | Shape::Moment => "Enter a day",
        _ => "Enter an answer",
    }
    .into()
}

fn value(field: &FieldInfo, answers: &Answers) -> Result<Option<Value>, String> {
    let name = field.name;
    let chosen = answers.one(name);
    let id = |text: &str| text.parse::<Uuid>().map(|id| json!(id)).map_err(|_| "Choose one from the list".to_owned());
    match &field.shape {
        Shape::Text | Shape::Name => Ok(typed::text(answers, name, typed::LINE)?.map(Value::String)),
        Shape::Sealed(_) => Ok(typed::text(answers, name, typed::ACCOUNT)?.map(Value::String)),
        Shape::Day => Ok(typed::day(answers, name)?.map(|day| json!(day))),
        Shape::Moment => Ok(typed::moment(answers, name)?.map(|when| json!(when))),
        Shape::YesNo => Ok(answers.has(name, "yes").then_some(Value::Bool(true))),
        Shape::Number => Ok(typed::number(chosen)?.map(|number| json!(number))),
        Shape::Money => Ok(typed::money(chosen)?.map(|pence| json!(pence))),
        Shape::OneOf(codes) if !chosen.is_empty() => {
            let known = codes.iter().any(|code| code.code == chosen);
            if known { Ok(Some(json!(chosen))) } else { Err("Choose one from the list".into()) }
        }
        Shape::AnyOf(_) => Ok(many(answers, name, |code| Ok(json!(code)))?),
        Shape::Person | Shape::Team | Shape::Fact | Shape::Officer | Shape::Body if !chosen.is_empty() => id(chosen).map(Some),
        Shape::Who if !chosen.is_empty() => who(chosen).map(Some),
        Shape::Many(one) => match one {
            Shape::Person | Shape::Team | Shape::Fact => many(answers, name, id),
            Shape::Who => many(answers, name, who),
            Shape::OneOf(_) => many(answers, name, |code| Ok(json!(code))),
            Shape::Steps => Ok(None),
            _ => Ok(several(chosen)),
        },
        _ => Ok(None),
    }
}

fn many(answers: &Answers, name: &str, read: impl Fn(&str) -> Result<Value, String>) -> Result<Option<Value>, String> {
    let list = answers.all(name).map(read).collect::<Result<Vec<_>, _>>()?;
    Ok((!list.is_empty()).then_some(Value::Array(list)))
}

fn several(typed: &str) -> Option<Value> {
    let list: Vec<Value> = typed.split(',').map(str::trim).filter(|one| !one.is_empty()).map(|one| json!(one)).collect();
    (!list.is_empty()).then_some(Value::Array(list))
}

fn who(chosen: &str) -> Result<Value, String> {
    let wrong = || "Choose one from the list".to_owned();
    let (what, id) = chosen.split_once(':').ok_or_else(wrong)?;
    let id: Uuid = id.parse().map_err(|_| wrong())?;
    match what {
        "team" => Ok(json!({ "team": id })),
        "person" => Ok(json!({ "person": id })),
        _ => Err(wrong()),
    }
}

/// The steps of a plan: rows in which nothing is said to be done are left out.
fn steps(kind: Kind, answers: &Answers, mistakes: &mut Mistakes) -> Vec<Value> {
    if !kind.info().fields.iter().any(|field| field.shape == Shape::Many(&Shape::Steps)) {
        return Vec::new();
    }
    let mut steps = Vec::new();
    for row in 1..=rows(answers) {
        let name = |part: &str| format!("step-{row}-{part}");
        let Some(what) = mistakes.take(&name("what"), typed::text(answers, &name("what"), typed::LINE)).flatten() else {
            continue;
        };
        let who = mistakes.take(
            &name("who"),
            match answers.one(&name("who")) {
                "" => Err("Choose who does this step".to_owned()),
                chosen => who(chosen),
            },
        );
        let due = mistakes.take(&name("due"), typed::day(answers, &name("due"))).flatten();
        if let Some(who) = who {
            let mut step = json!({ "what": what, "kind": answers.one(&name("kind")), "who": who });
            if let (Some(due), Some(fields)) = (due, step.as_object_mut()) {
                fields.insert("due".into(), json!(due));
            }
            steps.push(step);
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        Answers(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    const ID: &str = "018f0000-0000-7000-8000-000000000001";
    const TODAY: [(&str, &str); 3] = [("happened-day", "1"), ("happened-month", "6"), ("happened-year", "2026")];

    fn read(kind: Kind, pairs: &[(&str, &str)]) -> Result<(When, Body), Mistakes> {
        fact(kind, &answers(&[&TODAY, pairs].concat()), datetime(2026, 6, 1, 12, 0, 0, 0), Uuid::nil())
    }

    #[test]
    fn a_form_becomes_a_fact() {
        let who = format!("person:{ID}");
        let (when, body) = read(
            Kind::EvidenceReceived,
            &[
                ("by", &who),
                ("to", ID),
                ("evidence", "police-letter"),
                ("shows", "threats"),
                ("shows", "child-witness"),
                ("words", "He threatened her.\r\nTwice."),
            ],
        )
        .unwrap();
        assert_eq!(when.to_string(), "2026-06-01");
        let Body::EvidenceReceived(it) = body else { panic!("{body:?}") };
        assert_eq!(it.shows.labels().count(), 2);
        assert_eq!(it.words.unwrap().fresh_len(), Some("He threatened her.\nTwice.".len()));
    }

    #[test]
    fn what_is_missing_is_said_beside_its_question() {
        let mistakes = read(Kind::EvidenceReceived, &[("by", "")]).unwrap_err();
        assert_eq!(mistakes.0.keys().collect::<Vec<_>>(), ["by", "evidence", "to"]);
        let mistakes = fact(Kind::Noted, &Answers::default(), datetime(2026, 6, 1, 12, 0, 0, 0), Uuid::nil()).unwrap_err();
        assert_eq!(mistakes.with("happened"), Some("Enter the day on which it happened"));
    }

    #[test]
    fn nothing_is_recorded_before_it_has_happened() {
        let mut typed = answers(&TODAY);
        typed.set("happened-time", "12:01");
        let mistakes = fact(Kind::Noted, &typed, datetime(2026, 6, 1, 12, 0, 0, 0), Uuid::nil()).unwrap_err();
        assert!(mistakes.with("happened").unwrap().starts_with("That day has not come yet"));
    }

    #[test]
    fn an_answer_that_no_form_offers_is_refused() {
        for (name, value) in [
            ("by", "robot:1"),
            ("by", "person:x"),
            ("to", "../../etc/passwd"),
            ("evidence", "'; drop table fact"),
            ("shows", "everything"),
        ] {
            let good = [("by", format!("person:{ID}")), ("to", ID.into()), ("evidence", "police-letter".into())];
            let mut typed = answers(&TODAY);
            good.into_iter().for_each(|(name, value)| typed.set(name, value));
            typed.set(name, value);
            assert!(
                fact(Kind::EvidenceReceived, &typed, datetime(2026, 6, 1, 12, 0, 0, 0), Uuid::nil()).is_err(),
                "{name}={value}"
            );
        }
    }

    #[test]
    fn the_steps_of_a_plan_are_read_row_by_row() {
        let who = format!("team:{ID}");
        let typed = [
            ("by", ID),
            ("plan", "safety-plan"),
            ("step-1-what", "Change the locks"),
            ("step-1-kind", "safety"),
            ("step-1-who", &who),
            ("step-1-due-day", "5"),
            ("step-1-due-month", "6"),
            ("step-1-due-year", "2026"),
            ("step-3-what", "Tell the school"),
            ("step-3-kind", "children"),
            ("step-3-who", ""),
        ];
        assert_eq!(read(Kind::PlanMade, &typed).unwrap_err().with("step-3-who"), Some("Choose who does this step"));
        let (_, body) = read(Kind::PlanMade, &typed[..8]).unwrap();
        let Body::PlanMade(plan) = body else { panic!() };
        assert_eq!(plan.steps.len(), 1);
        assert_eq!(plan.steps[0].due, Some(jiff::civil::date(2026, 6, 5)));
    }

    #[test]
    fn every_kind_that_a_form_records_can_be_corrected_with_what_it_had() {
        for kind in Kind::ALL.iter().filter(|kind| super::super::offered(**kind)) {
            assert!(
                kind.info().fields.iter().all(|field| !matches!(field.shape, Shape::Rule)),
                "{kind:?} asks for a rule, which no form can"
            );
        }
    }
}
