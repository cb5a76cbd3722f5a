//! Facts in words: what happened, in one line and in full. Sealed values stay sealed: they come as forms that ask for a reason.

use std::collections::BTreeMap;

use casefile::facts::{Body, DetailNoticed, EvidenceConsidered, Fact, FieldInfo, Kind, Shape, Shows, When};
use casefile::file::CaseFile;
use casefile::ids::{FileId, OfficerId, PersonId, TeamId};
use casefile::obligations::{self, Obligation};
use serde_json::Value;

use super::views::Entry;
use crate::components::{Line, Reveal, Row, Summary, Tag, Tone};
use crate::{paths, words};

/// What officers are called.
pub type Names = BTreeMap<OfficerId, String>;

/// One file as somebody sees it at a moment.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The file's id.
    pub id: FileId,
    /// The file, as known on the day that is looked at.
    pub file: &'a CaseFile,
    /// The token that forms carry.
    pub csrf: &'a str,
    /// What officers are called.
    pub names: &'a Names,
    /// Whether a past day is looked at: nothing can be done there.
    pub past: bool,
}

impl Seen<'_> {
    /// What a person is called, or who they are where no name is known.
    pub fn person(&self, id: PersonId) -> String {
        let Some(person) = self.file.people().get(id) else { return "somebody".into() };
        person.name.as_ref().map_or_else(|| format!("the {}", person.role.label().to_lowercase()), |name| name.shown().to_owned())
    }

    /// What a team is called, with its body.
    pub fn team(&self, id: TeamId) -> String {
        match self.file.services().team(id) {
            Some(service) if service.body_name.is_empty() || service.name.contains(&service.body_name) => service.name.clone(),
            Some(service) => format!("{} ({})", service.name, service.body_name),
            None => "another service".into(),
        }
    }

    /// What an officer is called.
    pub fn officer(&self, id: OfficerId) -> String {
        self.names.get(&id).cloned().unwrap_or_else(|| "a member of staff".into())
    }

    /// A fact in a few words: `evidence received on 3 June 2026`.
    pub fn briefly(&self, fact: &Fact) -> String {
        format!("{} on {}", words::from_code(fact.body.kind().code()).to_lowercase(), words::day(fact.happened.date))
    }

    /// Why something is owed: its facts in a few words.
    pub fn because(&self, owed: &Obligation) -> String {
        let facts: Vec<String> =
            owed.because.iter().filter_map(|id| self.file.fact(*id)).take(3).map(|fact| self.briefly(fact)).collect();
        if facts.is_empty() { "of what the file shows".into() } else { words::list(&facts) }
    }

    /// A fact, for timelines and lists.
    pub fn entry(&self, fact: &Fact) -> Entry {
        let superseded = self.file.fact(fact.id).is_none();
        let fields = fields(&fact.body);
        let recorded = fact.recorded_on();
        let late = (recorded != fact.happened.date).then(|| format!("recorded on {}", words::day(recorded)));
        let (details, sealed) = self.details(fact, &fields);
        Entry {
            id: fact.id.to_string(),
            class: class(&fact.body, superseded),
            when: words::when(fact.happened),
            iso: fact.happened.to_string(),
            recorded: late,
            what: words::from_code(fact.body.kind().code()),
            line: self.line(fact.body.kind(), &fields),
            tags: self.tags(fact, superseded),
            details,
            sealed,
            actions: if self.past || superseded { Vec::new() } else { self.actions(fact) },
        }
    }

    fn tags(&self, fact: &Fact, superseded: bool) -> Vec<Tag> {
        let mut tags = Vec::new();
        if superseded {
            tags.push(Tag::new("Corrected since", Tone::Grey));
        }
        if fact.body.shows().intersects(Shows::NOW.union(Shows::LIFE)) {
            tags.push(Tag::new("Danger now", Tone::Red));
        }
        if let (Body::EvidenceReceived(_), false) = (&fact.body, superseded) {
            tags.push(match self.file.considered(fact.id) {
                Some(_) => Tag::new("Considered", Tone::Green),
                None => Tag::new("Unread", Tone::Orange),
            });
        }
        if let Some(kept_apart) = self.noticed(fact) {
            tags.push(if kept_apart {
                Tag::new("Details kept apart", Tone::Grey)
            } else {
                Tag::new("Holds a number or an address", Tone::Orange)
            });
        }
        if let Body::MessageSent(_) = &fact.body {
            tags.push(crate::send::became(self.file, fact.id));
        }
        tags
    }

    /// Whether numbers or addresses that stood in the words of a fact were taken out; `None` where none was noticed. They are recorded with it.
    fn noticed(&self, fact: &Fact) -> Option<bool> {
        if fact.is::<DetailNoticed>().is_some() {
            return None;
        }
        let mut beside =
            self.file.each::<DetailNoticed>().filter(|(other, _)| (other.recorded, other.by) == (fact.recorded, fact.by));
        let first = beside.next()?;
        Some(first.1.value.is_some() && beside.all(|(_, it)| it.value.is_some()))
    }

    fn actions(&self, fact: &Fact) -> Vec<(String, String)> {
        let mut actions = Vec::new();
        if fact.body.kind() == Kind::EvidenceReceived && self.file.considered(fact.id).is_none() {
            actions.push((paths::consider(self.id, fact.id), "Read and consider".into()));
        }
        if crate::act::offered(fact.body.kind()) {
            actions.push((paths::correct(self.id, fact.id), "Correct".into()));
        }
        actions
    }

    /// All fields, and the sealed ones apart.
    fn details(&self, fact: &Fact, fields: &[(&'static FieldInfo, Value)]) -> (Summary, Vec<Reveal>) {
        let mut rows = Vec::new();
        let mut sealed = Vec::new();
        for (field, value) in fields {
            if let Shape::Sealed(_) = field.shape {
                sealed.push(Reveal {
                    action: paths::part(self.id, "reveal"),
                    csrf: self.csrf.to_owned(),
                    fact: fact.id.to_string(),
                    field: field.name.into(),
                    what: words::from_code(field.name).to_lowercase(),
                });
                continue;
            }
            let lines = self.value(&field.shape, value);
            if !lines.is_empty() {
                rows.push(Row { key: words::from_code(field.name), lines, action: None });
            }
        }
        (Summary(rows), sealed)
    }

    /// A field's value in words; several of them in lines.
    fn value(&self, shape: &Shape, value: &Value) -> Vec<Line> {
        if let (Shape::Many(one), Value::Array(list)) = (shape, value) {
            return list.iter().flat_map(|value| self.value(one, value)).collect();
        }
        if let (Shape::Fact, Some(id)) = (shape, value.as_str().and_then(|id| id.parse().ok())) {
            let words =
                self.file.fact(id).map_or_else(|| "An earlier fact".to_owned(), |fact| words::from_code(&self.briefly(fact)));
            return vec![Line::Link(format!("{}#fact-{id}", paths::part(self.id, "timeline")), words)];
        }
        if let (Shape::Steps, Some(step)) = (shape, value.as_object()) {
            let what = step.get("what").and_then(Value::as_str).unwrap_or_default();
            let who = step.get("who").map(|who| self.text(&Shape::Who, who)).unwrap_or_default();
            let due = step.get("due").map(|due| format!(", by {}", self.text(&Shape::Day, due))).unwrap_or_default();
            return vec![Line::Plain(format!("{what}: {who}{due}"))];
        }
        let text = self.text(shape, value);
        if text.is_empty() { Vec::new() } else { vec![Line::Plain(text)] }
    }

    /// A single value in words.
    pub fn text(&self, shape: &Shape, value: &Value) -> String {
        let id = || value.as_str().unwrap_or_default();
        match shape {
            Shape::Text | Shape::Name => id().to_owned(),
            Shape::Day => id().parse().map(words::day).unwrap_or_default(),
            Shape::Moment => id().parse::<When>().map(words::when).unwrap_or_default(),
            Shape::YesNo => if value == &Value::Bool(true) { "Yes" } else { "No" }.into(),
            Shape::Number => value.as_u64().map(|number| number.to_string()).unwrap_or_default(),
            Shape::Money => value.as_u64().map(|pence| casefile::facts::Pence(pence).to_string()).unwrap_or_default(),
            Shape::OneOf(choices) => {
                choices.iter().find(|one| one.code == id()).map_or_else(String::new, |one| one.label.to_owned())
            }
            Shape::AnyOf(choices) => {
                let given: Vec<&str> =
                    value.as_array().map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default();
                let labels: Vec<String> =
                    choices.iter().filter(|one| given.contains(&one.code)).map(|one| one.label.to_owned()).collect();
                labels.join(", ")
            }
            Shape::Person => id().parse().map(|id| self.person(id)).unwrap_or_default(),
            Shape::Team => id().parse().map(|id| self.team(id)).unwrap_or_default(),
            Shape::Officer => id().parse().map(|id| self.officer(id)).unwrap_or_default(),
            Shape::Body => {
                let service = self.file.services().all().iter().find(|service| service.body.to_string() == id());
                service.map(|service| service.body_name.clone()).unwrap_or_default()
            }
            Shape::Who => match (value.get("team").and_then(Value::as_str), value.get("person").and_then(Value::as_str)) {
                (Some(team), _) => team.parse().map(|id| self.team(id)).unwrap_or_default(),
                (_, Some(person)) => person.parse().map(|id| self.person(id)).unwrap_or_default(),
                _ => String::new(),
            },
            Shape::Rule => obligations::rule(id()).map_or_else(|| id().to_owned(), |rule| rule.title.to_owned()),
            Shape::Room => "On the list of homes".into(),
            Shape::Fact | Shape::Steps | Shape::Sealed(_) | Shape::Many(_) => String::new(),
        }
    }

    /// What matters of a fact in one line.
    fn line(&self, kind: Kind, fields: &[(&'static FieldInfo, Value)]) -> String {
        let mut parts = Vec::new();
        for (field, value) in fields {
            if says_nothing_new(kind, field.name) {
                continue;
            }
            let name = field.name.replace('_', " ");
            let values = match (&field.shape, value) {
                (Shape::Many(one), Value::Array(list)) => {
                    list.iter().map(|value| self.text(one, value)).collect::<Vec<_>>().join(", ")
                }
                (shape, value) => self.text(shape, value),
            };
            if values.is_empty() {
                continue;
            }
            parts.push(match field.shape {
                Shape::YesNo => name,
                Shape::OneOf(_) => values,
                Shape::Team | Shape::Who | Shape::Person if PREPOSITIONS.contains(&field.name) => format!("{name} {values}"),
                _ => format!("{name}: {values}"),
            });
        }
        let line = parts.join("; ");
        let mut letters = line.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

/// Fields that repeat in other words what stands beside them, so that one line need not have them.
fn says_nothing_new(kind: Kind, field: &str) -> bool {
    match kind {
        Kind::ServiceNamed => !matches!(field, "team" | "basis"),
        Kind::PersonAdded => field == "name",
        Kind::FileOpened => field == "reference",
        // Ids and hashes are for programs.
        Kind::SendingAsked | Kind::SendingDecided => field == "content",
        Kind::MessageSent => matches!(field, "message" | "content" | "decided"),
        Kind::LetterReady => matches!(field, "content" | "decided"),
        Kind::OutgoingChecked => matches!(field, "officer" | "content"),
        _ => false,
    }
}

const PREPOSITIONS: &[&str] = &["by", "to", "from", "of", "with", "for"];

/// The fields of a body that hold something, in the order of its declaration.
pub fn fields(body: &Body) -> Vec<(&'static FieldInfo, Value)> {
    // A body that holds fresh text cannot be written, and shows no fields: nothing unsealed reaches a page this way.
    let written: Value = body.to_json().ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
    body.kind().info().fields.iter().filter_map(|field| Some((field, written.get(field.name)?.clone()))).collect()
}

fn class(body: &Body, superseded: bool) -> &'static str {
    if superseded {
        return "superseded";
    }
    match body {
        Body::ObligationAnswered(_)
        | Body::EvidenceConsidered(EvidenceConsidered { .. })
        | Body::ReferralAnswered(_)
        | Body::DecisionMade(_) => "met",
        Body::ObligationEscalated(_) => "owed",
        body if body.kind().topic() == "Abuse, danger and risk" || body.shows().intersects(Shows::URGENT) => "danger",
        _ => "",
    }
}
