//! A file in a few lines, for the tests of rules.
//!
//! ```ignore
//! a_council()
//!     .child("child")
//!     .on("2026-03-02", "told: disclosure-made to=housing shows=unsafe-home")
//!     .on("2026-03-03", "placement-made by=housing home=refuge suitability_checked")
//!     .owes("HA96-s188-interim")
//!     .is("met-late").by_whom("housing").due("2026-03-02").because(&["told"]);
//! ```
//!
//! A fact is written `label: kind field=value field=a,b flag`, with the codes and field names of `docs/facts.md`; people and teams go by the names
//! that the test gives them, earlier facts by their labels. Facts of one day keep the order in which the test tells them.

use std::collections::HashMap;

use jiff::civil::{Date, DateTime};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::calendar::london_moment;
use crate::facts::{Body, BodyKind, By, Fact, Function, Kind, Known, Role, Shape, When};
use crate::file::CaseFile;
use crate::ids::{BodyId, FactId, OfficerId, PersonId, TeamId, in_story};
use crate::obligations::{Obligation, Standards, derive, rule, rules, under};

/// A file about "her", with nobody else in it yet, opened on New Year's Day 2000.
pub fn a_file() -> TestFile {
    let mut file = TestFile { facts: Vec::new(), teams: HashMap::new(), people: HashMap::new(), labels: HashMap::new() };
    file.people.insert("her".into(), PersonId(in_story("person", "test", "her")));
    file.on("2000-01-01", "file-opened survivor=her lead=housing reference=T-1")
        .on("2000-01-01", "person-added person=her role=survivor")
}

/// A file about "her" and "him", her former partner, in a unitary council with the teams "housing", "children" and "adults".
pub fn a_council() -> TestFile {
    a_file()
        .team("housing", Function::Housing, "council")
        .team("children", Function::Children, "council")
        .team("adults", Function::Adults, "council")
        .person("him", Role::AllegedPerpetrator)
        .on("2000-01-01", "relationship-recorded person=him relation=intimate with=her")
}

/// A file that a test is writing.
#[derive(Clone)]
pub struct TestFile {
    facts: Vec<Fact>,
    teams: HashMap<String, TeamId>,
    people: HashMap<String, PersonId>,
    labels: HashMap<String, FactId>,
}

impl TestFile {
    /// A team of a body, whose staff may open the file. The body is a unitary council if its name begins with "council", a private landlord
    /// if with "private", else what the team's work suggests.
    pub fn team(self, name: &str, function: Function, body: &str) -> Self {
        self.service(name, function, body, true)
    }

    /// A team that is only mentioned: it knows what is said to it and nothing else.
    pub fn outsider(self, name: &str, function: Function, body: &str) -> Self {
        self.service(name, function, body, false)
    }

    fn service(mut self, name: &str, function: Function, body: &str, party: bool) -> Self {
        self.teams.insert(name.into(), team_id(name));
        let kind = match function {
            _ if body.starts_with("council") => BodyKind::Unitary,
            _ if body.starts_with("private") => BodyKind::PrivateLandlord,
            Function::Police => BodyKind::PoliceForce,
            Function::Health => BodyKind::HealthTrust,
            Function::Landlord | Function::Repairs => BodyKind::HousingAssociation,
            Function::Prison | Function::Probation | Function::Court => BodyKind::Justice,
            Function::Refuge => BodyKind::RefugeProvider,
            Function::School => BodyKind::School,
            Function::Idva | Function::Charity => BodyKind::Charity,
            _ => BodyKind::Other,
        };
        let party = if party { " party" } else { "" };
        let body = body.replace(' ', "-");
        let (function, kind) = (function.code(), kind.code());
        self.on(
            "2000-01-01",
            &format!(
                "service-named team={name} name={name} function={function} body={body} body_name={body} body_kind={kind}{party}"
            ),
        )
    }

    /// Somebody in a role.
    pub fn person(mut self, name: &str, role: Role) -> Self {
        self.people.insert(name.into(), PersonId(in_story("person", "test", name)));
        self.on("2000-01-01", &format!("person-added person={name} role={}", role.code()))
    }

    /// A child of hers who lives with her.
    pub fn child(mut self, name: &str) -> Self {
        self.people.insert(name.into(), PersonId(in_story("person", "test", name)));
        self.on("2000-01-01", &format!("person-added person={name} role=child in_household"))
    }

    /// Something that happened on a day (or at a moment), recorded at once.
    pub fn on(self, day: &str, text: &str) -> Self {
        let (label, rest) = text.split_once(": ").map_or((None, text), |(label, rest)| (Some(label), rest));
        let (code, fields) = rest.split_once(' ').unwrap_or((rest, ""));
        let kind = Kind::from_code(code).unwrap_or_else(|| panic!("there is no kind of fact «{code}»"));
        let mut values = Map::new();
        for field in fields.split_whitespace() {
            let (name, value) = field.split_once('=').unwrap_or((field, ""));
            let info = kind.info().fields.iter().find(|info| info.name == name);
            let info = info.unwrap_or_else(|| panic!("«{code}» has no field «{name}»"));
            values.insert(name.into(), self.value(info.shape, value));
        }
        let body = Body::read(kind, Value::Object(values)).unwrap_or_else(|wrong| panic!("«{text}»: {wrong}"));
        self.body(day, label, body)
    }

    /// As [`TestFile::on`], for what cannot be written in one line.
    pub fn with(self, day: &str, body: impl Into<Body>) -> Self {
        self.body(day, None, body.into())
    }

    fn body(mut self, day: &str, label: Option<&str>, body: Body) -> Self {
        let happened: When = day.parse().unwrap();
        let id = FactId(Uuid::from_u128(self.facts.len() as u128 + 1));
        let label = label.map_or_else(|| format!("{} {}", body.kind().code(), happened), str::to_owned);
        self.labels.insert(label, id);
        let recorded = london_moment(happened.date.to_datetime(happened.time.unwrap_or(jiff::civil::time(12, 0, 0, 0))));
        self.facts.push(Fact { id, happened, recorded, by: By::Import, supersedes: None, known: Vec::new(), body });
        self
    }

    /// The last fact was known to this team, from this day; and to nobody of whom that is not said.
    pub fn known_to(mut self, team: &str, day: &str) -> Self {
        let known = Known { team: self.teams[team], on: day.parse().unwrap() };
        self.facts.last_mut().unwrap().known.push(known);
        self
    }

    /// The last fact was recorded only on a later day.
    pub fn recorded(mut self, day: &str) -> Self {
        let day: Date = day.parse().unwrap();
        self.facts.last_mut().unwrap().recorded = london_moment(day.at(12, 0, 0, 0));
        self
    }

    /// The last fact takes the place of an earlier one.
    pub fn superseding(mut self, label: &str) -> Self {
        let earlier = self.labels[label];
        self.facts.last_mut().unwrap().supersedes = Some(earlier);
        self
    }

    fn value(&self, shape: Shape, text: &str) -> Value {
        match shape {
            Shape::YesNo => Value::Bool(text.is_empty() || text == "true"),
            Shape::Number | Shape::Money => json!(text.parse::<u64>().unwrap()),
            Shape::AnyOf(_) => Value::Array(text.split(',').map(|one| json!(one)).collect()),
            Shape::Many(one) => Value::Array(text.split(',').map(|text| self.value(*one, text)).collect()),
            Shape::Person => json!(self.person_id(text)),
            Shape::Team => json!(team_id(text)),
            Shape::Body => json!(BodyId(in_story("body", "test", text))),
            Shape::Room => json!(in_story("room", "test", text)),
            Shape::Officer => json!(OfficerId(in_story("officer", "test", text))),
            Shape::Who if self.people.contains_key(text) => json!({ "person": self.person_id(text) }),
            Shape::Who => json!({ "team": self.teams.get(text).unwrap_or_else(|| panic!("nobody is called «{text}» here")) }),
            Shape::Fact => json!(self.labels.get(text).unwrap_or_else(|| panic!("no fact is called «{text}» yet"))),
            _ => json!(text),
        }
    }

    /// The id of a person, by name.
    pub fn person_id(&self, name: &str) -> PersonId {
        *self.people.get(name).unwrap_or_else(|| panic!("nobody is called «{name}» here"))
    }

    /// The id of a fact, by its label.
    pub fn id(&self, label: &str) -> FactId {
        self.labels[label]
    }

    /// The file, folded.
    pub fn fold(&self) -> CaseFile {
        CaseFile::fold(self.facts.clone())
    }

    /// Everything owed under a rule, in the order in which it was raised. Also proves that the rule names every kind of fact that
    /// raises it or bears on it.
    pub fn all(&self, id: &str) -> Vec<Owing> {
        assert!(rule(id).is_some(), "there is no rule «{id}»");
        let file = self.fold();
        let owed: Vec<Obligation> = derive(&file, &Standards::default()).into_iter().filter(|owed| owed.rule.id == id).collect();
        let asked = under(rules().iter().copied().filter(|rule| rule.id == id), &file, &Standards::default());
        assert_eq!(format!("{owed:?}"), format!("{asked:?}"), "«{id}» is raised by facts of a kind that it does not name");
        let bears = |fact: &Fact| {
            structural(fact.body.kind())
                // Whatever a letter tells of is told in writing once it has left, under every rule.
                || matches!(fact.body.kind(), Kind::LetterReady | Kind::MessageSent | Kind::LetterReturned)
                || rules().iter().any(|rule| rule.id == id && rule.concerns(fact.body.kind(), file.shows(fact)))
        };
        let narrow = CaseFile::fold(file.facts().iter().filter(|fact| bears(fact)).cloned().collect());
        let narrowly: Vec<Obligation> =
            derive(&narrow, &Standards::default()).into_iter().filter(|owed| owed.rule.id == id).collect();
        assert_eq!(format!("{owed:?}"), format!("{narrowly:?}"), "«{id}» reads facts of a kind that it does not name");
        owed.into_iter().map(|owed| Owing { owed, file: self.clone() }).collect()
    }

    /// The one thing owed under a rule.
    pub fn owes(&self, id: &str) -> Owing {
        let mut all = self.all(id);
        assert_eq!(all.len(), 1, "owed under «{id}»: {:#?}", all.iter().map(Owing::brief).collect::<Vec<_>>());
        all.remove(0)
    }

    /// Nothing is owed under a rule.
    pub fn owes_nothing_under(&self, id: &str) {
        let all = self.all(id);
        assert!(all.is_empty(), "owed under «{id}»: {:#?}", all.iter().map(Owing::brief).collect::<Vec<_>>());
    }

    fn label(&self, id: FactId) -> String {
        self.labels.iter().find(|(_, known)| **known == id).map_or_else(|| id.to_string(), |(label, _)| label.clone())
    }
}

/// Facts that every rule may read.
fn structural(kind: Kind) -> bool {
    use Kind::{
        ChildBorn, FileOpened, HandedOver, ObligationAnswered, ObligationEscalated, ObligationReassigned, ObligationWaived,
        OfficerAssigned, OfficerLeft, PersonAdded, RelationshipRecorded, ServiceNamed,
    };
    matches!(
        kind,
        ChildBorn
            | FileOpened
            | HandedOver
            | ObligationAnswered
            | ObligationEscalated
            | ObligationReassigned
            | ObligationWaived
            | OfficerAssigned
            | OfficerLeft
            | PersonAdded
            | RelationshipRecorded
            | ServiceNamed
    )
}

/// The id of a team that a test has named.
pub fn team_id(name: &str) -> TeamId {
    TeamId(in_story("team", "test", name))
}

/// One thing owed, to be looked at from all sides.
pub struct Owing {
    /// The obligation.
    pub owed: Obligation,
    file: TestFile,
}

impl Owing {
    fn brief(&self) -> String {
        let because: Vec<String> = self.owed.because.iter().map(|id| self.file.label(*id)).collect();
        let ended = self.owed.end.fact().map(|(fact, _)| self.file.label(fact));
        format!(
            "{} because {because:?} since {} due {} end {:?} by {ended:?}",
            self.owed.rule.id, self.owed.since, self.owed.due, self.owed.end
        )
    }

    /// Its state in the end, when all that can be late is late: open things show as "late".
    pub fn is(self, state: &str) -> Self {
        let at = self.owed.state(DateTime::MAX).code();
        assert_eq!(at, state, "{}", self.brief());
        self
    }

    /// Its state at the end of a day.
    pub fn on(self, day: &str, state: &str) -> Self {
        let day: Date = day.parse().unwrap();
        assert_eq!(self.owed.state(day.at(23, 59, 0, 0)).code(), state, "on {day}: {}", self.brief());
        self
    }

    /// Which team owes it.
    pub fn by_whom(self, team: &str) -> Self {
        assert_eq!(self.owed.owner.team, team_id(team), "not owed by {team}: {}", self.brief());
        self
    }

    /// Its last day, or its last minute.
    pub fn due(self, day: &str) -> Self {
        assert_eq!(self.owed.due.to_string(), day);
        self
    }

    /// Its first day.
    pub fn since(self, day: &str) -> Self {
        assert_eq!(self.owed.since.to_string(), day);
        self
    }

    /// The facts that speak for it, by their labels, the one that raised it first.
    pub fn because(self, labels: &[&str]) -> Self {
        let because: Vec<String> = self.owed.because.iter().map(|id| self.file.label(*id)).collect();
        assert_eq!(because, labels);
        self
    }

    /// The label of the fact that ended it.
    pub fn ended_by(self, label: &str) -> Self {
        let by = self.owed.end.fact().map(|(fact, _)| self.file.label(fact));
        assert_eq!(by.as_deref(), Some(label), "{}", self.brief());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_reads_as_what_happened() {
        a_council()
            .child("child")
            .on("2026-03-02", "told: disclosure-made to=housing shows=unsafe-home by=her")
            .on("2026-03-03", "placement-made by=housing home=refuge suitability_checked")
            .owes("HA96-s188-interim")
            .is("met-late")
            .on("2026-03-02", "met-late")
            .by_whom("housing")
            .since("2026-03-02")
            .due("2026-03-02")
            .because(&["told"])
            .ended_by("placement-made 2026-03-03");
    }

    #[test]
    fn what_a_team_does_not_know_it_does_not_owe() {
        let file =
            a_council().on("2026-03-02", "disclosure-made to=children shows=unsafe-home").known_to("children", "2026-03-02");
        file.owes_nothing_under("HA96-s188-interim");
    }
}
