//! A small file for the tests of the gate: a unitary council, the police, another council; a survivor, her child, him and his sister.

use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::facts::{Body, By, Fact, Kind, When};
use crate::file::CaseFile;
use crate::ids::FactId;

/// Somebody or some team, by name; the same name always gives the same id.
pub(super) fn id(name: &str) -> Uuid {
    crate::ids::in_story("anything", "scene", name)
}

/// A team where somebody or some team is meant.
pub(super) fn team(name: &str) -> Value {
    json!({ "team": id(name) })
}

/// A person where somebody or some team is meant.
pub(super) fn person(name: &str) -> Value {
    json!({ "person": id(name) })
}

/// A fact's body from its code and fields.
pub(super) fn body(code: &str, fields: Value) -> Body {
    let kind = Kind::from_code(code).unwrap_or_else(|| panic!("no kind {code}"));
    Body::read(kind, fields).unwrap_or_else(|error| panic!("{code}: {error}"))
}

/// A day.
pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) struct Scene {
    facts: Vec<Fact>,
}

impl Scene {
    /// The file as it is opened on 1 January 2021.
    pub(super) fn new() -> Self {
        let mut scene = Self { facts: Vec::new() };
        scene = scene.with(
            "opened",
            "2021-01-01",
            "file-opened",
            json!({ "survivor": id("she"), "lead": id("housing"), "reference": "HF-1" }),
        );
        for (team, function, body, kind) in [
            ("housing", "housing", "council", "unitary-council"),
            ("register", "allocations", "council", "unitary-council"),
            ("children", "children", "council", "unitary-council"),
            ("police", "police", "force", "police-force"),
            ("elsewhere", "housing", "other council", "district-council"),
        ] {
            let named = json!({ "team": id(team), "name": team, "function": function, "body": id(body), "body_name": body, "body_kind": kind, "party": true });
            scene = scene.with(team, "2021-01-01", "service-named", named);
        }
        for (name, role) in [
            ("she", "survivor"),
            ("he", "alleged-perpetrator"),
            ("his sister", "associate"),
            ("child", "child"),
            ("her mother", "relative"),
        ] {
            scene = scene.with(name, "2021-01-01", "person-added", json!({ "person": id(name), "role": role }));
        }
        scene
    }

    /// The same file with one more fact, known to every service from the day on which it happened.
    pub(super) fn with(mut self, label: &str, on: &str, code: &str, fields: Value) -> Self {
        let happened = When::on(day(on));
        let recorded = crate::calendar::london_moment(happened.date.at(9, 0, 0, 0));
        self.facts.push(Fact {
            id: FactId(id(label)),
            happened,
            recorded,
            by: By::Import,
            supersedes: None,
            known: Vec::new(),
            body: body(code, fields),
        });
        self
    }

    /// The rules under which a fact is refused on a day.
    pub(super) fn refusals(&self, on: &str, code: &str, fields: Value) -> Vec<&'static str> {
        let file = CaseFile::fold(self.facts.clone());
        let refusals = super::every_refusal(&file, &body(code, fields), When::on(day(on)));
        for refusal in &refusals {
            assert!(!refusal.instead.is_empty(), "{} says nothing of what is possible", refusal.because);
            assert!(refusal.rule.is_some(), "{} names no rule", refusal.because);
        }
        refusals.into_iter().filter_map(|refusal| refusal.rule).collect()
    }

    /// What the officer reads.
    pub(super) fn words(&self, on: &str, code: &str, fields: Value) -> String {
        let file = CaseFile::fold(self.facts.clone());
        super::check(&file, &body(code, fields), When::on(day(on))).err().map_or_else(String::new, |refusal| refusal.because)
    }
}
