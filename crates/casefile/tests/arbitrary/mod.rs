//! Files of any facts at all, made from the declarations of the kinds: whatever a field may hold, it holds here sooner or later.

use casefile::facts::{Body, By, Fact, Kind, Known, Shape, When};
use casefile::file::CaseFile;
use casefile::ids::{BodyId, FactId, OfficerId, PersonId, TeamId};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

/// A small world: eight services of four bodies, six people.
pub const TEAMS: &[(&str, &str, &str)] = &[
    ("housing", "council", "unitary-council"),
    ("allocations", "council", "unitary-council"),
    ("children", "council", "unitary-council"),
    ("police", "force", "police-force"),
    ("idva", "charity", "charity"),
    ("complaints", "council", "unitary-council"),
    ("contact-centre", "council", "unitary-council"),
    ("housing", "next-council", "london-borough"),
];

const ROLES: &[&str] = &["survivor", "alleged-perpetrator", "child", "unborn-child", "relative", "representative"];

fn id(what: &str, number: usize) -> Uuid {
    casefile::ids::in_story(what, "arbitrary", &number.to_string())
}

pub fn team(number: usize) -> TeamId {
    TeamId(id("team", number % TEAMS.len()))
}

pub fn person(number: usize) -> PersonId {
    PersonId(id("person", number % ROLES.len()))
}

/// The first facts of every file: who is who.
pub fn opening() -> Vec<Fact> {
    let mut bodies = vec![json_body("file-opened", json!({ "survivor": person(0), "lead": team(0), "reference": "HF-TEST" }))];
    for (number, (function, body, kind)) in TEAMS.iter().enumerate() {
        let body_number = TEAMS.iter().position(|(_, other, _)| other == body).unwrap_or(0);
        bodies.push(json_body(
            "service-named",
            json!({ "team": team(number), "name": function, "function": function, "body": BodyId(id("body", body_number)), "body_name": body, "body_kind": kind, "party": number < 5 }),
        ));
    }
    for (number, role) in ROLES.iter().enumerate() {
        bodies
            .push(json_body("person-added", json!({ "person": person(number), "role": role, "in_household": *role == "child" })));
    }
    let day = date(2012, 1, 1);
    bodies.into_iter().enumerate().map(|(number, body)| fact(FactId(id("opening", number)), day, body)).collect()
}

pub fn json_body(kind: &str, fields: Value) -> Body {
    Body::read(Kind::from_code(kind).unwrap(), fields).unwrap()
}

pub fn fact(id: FactId, day: Date, body: Body) -> Fact {
    let recorded = casefile::calendar::london_moment(day.at(12, 0, 0, 0));
    Fact { id, happened: When::on(day), recorded, by: By::Import, supersedes: None, known: Vec::new(), body }
}

/// A value that a field of this shape may hold.
fn value(shape: Shape, facts: usize) -> BoxedStrategy<Value> {
    match shape {
        Shape::Text | Shape::Name | Shape::Sealed(_) => "[a-zéא ]{0,12}".prop_map(Value::from).boxed(),
        Shape::Day | Shape::Moment => day().prop_map(|day| json!(day.to_string())).boxed(),
        Shape::YesNo => any::<bool>().prop_map(Value::from).boxed(),
        Shape::Number | Shape::Money => (0_u32..100).prop_map(Value::from).boxed(),
        Shape::OneOf(choices) => (0..choices.len()).prop_map(move |at| json!(choices[at].code)).boxed(),
        Shape::AnyOf(choices) => proptest::collection::vec(0..choices.len(), 0..4).prop_map(move |at| at.into_iter().map(|at| json!(choices[at].code)).collect()).boxed(),
        Shape::Person => (0..ROLES.len()).prop_map(|number| json!(person(number))).boxed(),
        Shape::Team => (0..TEAMS.len()).prop_map(|number| json!(team(number))).boxed(),
        Shape::Body => (0..TEAMS.len()).prop_map(|number| json!(BodyId(id("body", number)))).boxed(),
        Shape::Who => prop_oneof![
            (0..TEAMS.len()).prop_map(|number| json!({ "team": team(number) })),
            (0..ROLES.len()).prop_map(|number| json!({ "person": person(number) })),
        ]
        .boxed(),
        Shape::Officer => (0_usize..4).prop_map(|number| json!(OfficerId(id("officer", number)))).boxed(),
        Shape::Room => (0_usize..4).prop_map(|number| json!(id("room", number))).boxed(),
        Shape::Fact => (0..facts.max(1)).prop_map(|number| json!(FactId(id("fact", number)))).boxed(),
        Shape::Rule => (0..casefile::obligations::rules().len()).prop_map(|at| json!(casefile::obligations::rules()[at].id)).boxed(),
        Shape::Steps => (0..TEAMS.len(), proptest::option::of(day()))
            .prop_map(|(number, due)| json!({ "what": "step", "kind": "rehousing", "who": { "team": team(number) }, "due": due.map(|day| day.to_string()) }))
            .boxed(),
        Shape::Many(one) => proptest::collection::vec(value(*one, facts), 0..3).prop_map(Value::from).boxed(),
    }
}

fn day() -> impl Strategy<Value = Date> {
    (0_i32..365 * 16).prop_map(|days| date(2012, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap())
}

/// Kinds that name or move what everything else rests on are left to the opening facts.
pub const STRUCTURAL: &[Kind] = &[
    Kind::FileOpened,
    Kind::ServiceNamed,
    Kind::PersonAdded,
    Kind::ChildBorn,
    Kind::RelationshipRecorded,
    Kind::HandedOver,
    Kind::OfficerAssigned,
    Kind::OfficerLeft,
    Kind::ObligationAnswered,
    Kind::ObligationWaived,
    Kind::ObligationEscalated,
    Kind::ObligationReassigned,
];

/// Any body of any kind but the first of a file.
pub fn any_body(facts: usize) -> impl Strategy<Value = Body> {
    let kinds: Vec<Kind> = Kind::ALL
        .iter()
        .copied()
        .filter(|kind| !matches!(kind, Kind::FileOpened | Kind::ServiceNamed | Kind::PersonAdded))
        .collect();
    proptest::sample::select(kinds).prop_flat_map(move |kind| {
        let fields = kind.info().fields.iter().fold(Just(serde_json::Map::new()).boxed(), |fields, info| {
            let one = if info.optional {
                proptest::option::of(value(info.shape, facts)).boxed()
            } else {
                value(info.shape, facts).prop_map(Some).boxed()
            };
            (fields, one)
                .prop_map(|(mut fields, value)| {
                    if let Some(value) = value {
                        fields.insert(info.name.to_owned(), value);
                    }
                    fields
                })
                .boxed()
        });
        fields.prop_map(move |fields| Body::read(kind, Value::Object(fields)).unwrap())
    })
}

/// Any facts, after the opening ones; some known to some teams only.
pub fn any_facts(most: usize) -> impl Strategy<Value = Vec<Fact>> {
    let one = (
        day(),
        0_i32..90,
        any_body(most),
        proptest::option::weighted(0.4, proptest::collection::vec((0..TEAMS.len(), 0_i32..60), 1..3)),
    );
    proptest::collection::vec(one, 0..most).prop_map(|all| {
        let made = all.into_iter().enumerate().map(|(number, (day, later, body, known))| {
            let mut fact = fact(FactId(id("fact", number)), day, body);
            fact.recorded = casefile::calendar::london_moment(day.saturating_add(jiff::Span::new().days(later)).at(12, 0, 0, 0));
            let on = |later: i32| day.saturating_add(jiff::Span::new().days(later));
            fact.known = known
                .unwrap_or_default()
                .into_iter()
                .map(|(number, later)| Known { team: team(number), on: on(later) })
                .collect();
            fact
        });
        opening().into_iter().chain(made).collect()
    })
}

/// What is owed, as text that two derivations can be compared by.
pub fn owed(facts: Vec<Fact>) -> Vec<String> {
    let file = CaseFile::fold(facts);
    let mut owed: Vec<String> =
        casefile::obligations::derive(&file, &casefile::obligations::Standards::default()).iter().map(line).collect();
    owed.sort();
    owed
}

/// One obligation as text, its rule first.
pub fn line(one: &casefile::obligations::Obligation) -> String {
    format!(
        "{} {} {:?} {:?} {} {} {:?} {:?}",
        one.rule.id, one.raised_by, one.owner, one.because, one.since, one.due, one.end, one.passed_up
    )
}
