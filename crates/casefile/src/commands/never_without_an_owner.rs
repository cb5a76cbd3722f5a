//! Whatever officers do, in whatever order: everything that is owed has an owner, and the file has a lead.

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    AcknowledgeEscalation, AgreeWaiver, AnswerObligation, AskWaiver, AssignOfficer, BringIn, Command, ConsiderEvidence, Context,
    HandOver, NewPerson, OpenFile, ReassignObligation, RecordFact, Refusal, SayOfficerLeft, Supersede, Terms, Told,
};
use crate::calendar::london_moment;
use crate::facts::{Body, BodyKind, By, Fact, Function, Kind, NewFact, Role, Rung, ServiceNamed, Shape, Shows, When, Who};
use crate::file::CaseFile;
use crate::ids::{BodyId, FactId, OfficerId, PersonId, TeamId};
use crate::obligations::{Standards, derive};
use crate::private::Sealed;

/// Chance that is the same on every run of the same case.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

const TEAMS: [(u128, Function, u128, BodyKind); 5] = [
    (1, Function::Housing, 101, BodyKind::Unitary),
    (2, Function::Children, 101, BodyKind::Unitary),
    (3, Function::Police, 102, BodyKind::PoliceForce),
    (4, Function::Idva, 103, BodyKind::Charity),
    (5, Function::Landlord, 104, BodyKind::HousingAssociation),
];

fn team(number: u128) -> TeamId {
    TeamId(Uuid::from_u128(number))
}

fn service(at: usize, party: bool) -> ServiceNamed {
    let (number, function, body, body_kind) = TEAMS[at];
    ServiceNamed {
        team: team(number),
        name: format!("team {number}"),
        function,
        body: BodyId(Uuid::from_u128(body)),
        body_name: format!("body {body}"),
        body_kind,
        party,
        basis: Some("safeguarding".into()),
    }
}

fn person(number: u128, role: Role) -> NewPerson {
    NewPerson { id: PersonId(Uuid::from_u128(1000 + number)), role, name: None, born: None, in_household: true, connected: None }
}

struct World {
    history: Vec<Fact>,
    minute: i64,
}

impl World {
    fn open() -> Self {
        let mut world = Self { history: Vec::new(), minute: 0 };
        let open = OpenFile {
            reference: "HF-1".into(),
            survivor: person(0, Role::Survivor),
            people: vec![person(1, Role::Child), person(2, Role::AllegedPerpetrator), person(3, Role::Relative)],
            services: vec![service(0, true), service(1, true), service(3, true)],
            lead: team(1),
            take_on: true,
            told: Told {
                by: Some(Who::Person(PersonId(Uuid::from_u128(1000)))),
                channel: None,
                happened: When::on(date(2026, 3, 2)),
                shows: Shows::VIOLENCE | Shows::UNSAFE_HOME | Shows::CHILD_WITNESS,
                asks: Vec::new(),
                words: Some(Sealed::new("he waits outside")),
            },
            safe_contact: Vec::new(),
        };
        assert!(world.try_it(&open, 0, Rung::Owner).is_ok());
        world
    }

    fn file(&self) -> CaseFile {
        CaseFile::fold(self.history.clone())
    }

    fn try_it<C: Command>(&mut self, command: &C, at: usize, standing: Rung) -> Result<(), Refusal> {
        let (number, _, body, _) = TEAMS[at];
        let standards = Standards::default();
        let now = london_moment(date(2026, 3, 2).at(9, 0, 0, 0)) + jiff::SignedDuration::from_mins(self.minute);
        let context = Context {
            now,
            today: crate::calendar::london_date(now),
            officer: OfficerId(Uuid::from_u128(2000 + number * 10 + standing as u128)),
            team: team(number),
            body: BodyId(Uuid::from_u128(body)),
            standing,
            standards: &standards,
        };
        let facts = command.decide(&self.file(), &context)?;
        self.keep(facts, now, By::Officer(context.officer));
        Ok(())
    }

    fn keep(&mut self, facts: Vec<NewFact>, recorded: jiff::Timestamp, by: By) {
        for new in facts {
            let id = FactId(Uuid::from_u128(5000 + self.history.len() as u128));
            self.history.push(Fact {
                id,
                happened: new.happened,
                recorded,
                by,
                supersedes: new.supersedes,
                known: new.known,
                body: new.body,
            });
        }
    }

    fn fact(&self, dice: &mut Dice) -> FactId {
        self.history[dice.roll(self.history.len())].id
    }

    fn value(&self, shape: Shape, dice: &mut Dice) -> Value {
        let people = [1000_u128, 1001, 1002, 1003, 1009];
        match shape {
            Shape::Text | Shape::Name | Shape::Sealed(_) => json!("words"),
            Shape::Day => json!(dice.pick(&["2026-03-01", "2026-03-10", "2026-05-20"])),
            Shape::Moment => json!(dice.pick(&["2026-03-01", "2026-03-02T08:00"])),
            Shape::YesNo => json!(dice.roll(2) == 0),
            Shape::Number | Shape::Money => json!(dice.roll(6)),
            Shape::OneOf(choices) => json!(choices[dice.roll(choices.len())].code),
            Shape::AnyOf(choices) => json!([choices[dice.roll(choices.len())].code, choices[dice.roll(choices.len())].code]),
            Shape::Person => json!(Uuid::from_u128(dice.pick(&people))),
            Shape::Team => json!(team(dice.pick(&[1, 2, 3, 4, 5]))),
            Shape::Who if dice.roll(2) == 0 => json!({ "person": Uuid::from_u128(dice.pick(&people)) }),
            Shape::Who => json!({ "team": team(dice.pick(&[1, 2, 3, 4, 5])) }),
            Shape::Body => json!(Uuid::from_u128(101)),
            Shape::Officer => json!(Uuid::from_u128(2010)),
            Shape::Fact => json!(self.fact(dice)),
            Shape::Rule => json!("HA96-s188-interim"),
            Shape::Room => json!(Uuid::from_u128(7)),
            Shape::Steps => json!({ "what": "ring her", "kind": "safety", "who": { "team": team(1) }, "due": "2026-04-01" }),
            Shape::Many(one) => (0..dice.roll(3)).map(|_| self.value(*one, dice)).collect(),
        }
    }

    fn body(&self, kind: Kind, dice: &mut Dice) -> Body {
        let mut fields = Map::new();
        for field in kind.info().fields {
            if !field.optional || dice.roll(2) == 0 {
                fields.insert(field.name.into(), self.value(field.shape, dice));
            }
        }
        Body::read(kind, Value::Object(fields)).unwrap_or_else(|wrong| panic!("{}: {wrong}", kind.code()))
    }

    /// One thing that somebody tries; what is refused changes nothing.
    fn step(&mut self, dice: &mut Dice) -> Result<(), Refusal> {
        self.minute += i64::try_from(dice.roll(3000)).unwrap();
        let at = dice.roll(TEAMS.len());
        let standing = dice.pick(&[Rung::Owner, Rung::Manager, Rung::DutyManager, Rung::Director]);
        let words = || Sealed::new("a reason");
        let owed = derive(&self.file(), &Standards::default());
        let (rule, raised_by) = if owed.is_empty() { ("none", self.fact(dice)) } else { owed[dice.roll(owed.len())].key() };
        let officer = OfficerId(Uuid::from_u128(2010 + dice.roll(50) as u128));
        match dice.roll(16) {
            0 => self.try_it(
                &HandOver { from: team(TEAMS[at].0), to: team(dice.pick(&[1, 2, 3, 4, 5])), why: words() },
                at,
                standing,
            ),
            1 => self.try_it(&AssignOfficer { team: team(TEAMS[at].0), officer }, at, standing),
            2 => self.try_it(&SayOfficerLeft { team: team(dice.pick(&[1, 2, 3, 4])), officer, back: None }, at, standing),
            3 => {
                let party = dice.roll(2) == 0;
                let (basis, review) = (crate::facts::LawfulBasis::Safeguarding, date(2026, 3, 20));
                let terms = party.then(|| Terms { what: Vec::new(), basis, why: words(), review });
                self.try_it(&BringIn { service: service(dice.roll(TEAMS.len()), party), terms }, at, standing)
            }
            4 => self.try_it(&AnswerObligation { rule: rule.into(), raised_by, words: words() }, at, standing),
            5 => self.try_it(&AskWaiver { rule: rule.into(), raised_by, reason: words() }, at, standing),
            6 => self.try_it(&AgreeWaiver { asked: self.fact(dice), reason: words() }, at, standing),
            7 => self.try_it(&ReassignObligation { rule: rule.into(), raised_by, officer, why: None }, at, standing),
            8 => self.try_it(&ConsiderEvidence { evidence: self.fact(dice), changes: true, words: words() }, at, standing),
            9 => self.try_it(&AcknowledgeEscalation { escalation: self.fact(dice), words: words() }, at, standing),
            10 => {
                let wrong = dice.roll(self.history.len());
                let body = self.body(self.history[wrong].body.kind(), dice);
                self.try_it(&Supersede { fact: self.history[wrong].id, body, happened: When::on(date(2026, 3, 1)) }, at, standing)
            }
            _ => {
                let body = self.body(dice.pick(Kind::ALL), dice);
                let happened = When::on(dice.pick(&[date(2026, 3, 1), date(2026, 3, 2), date(2025, 12, 24)]));
                self.try_it(&RecordFact { body, happened, known: Vec::new() }, at, standing)
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_sequence_of_commands_leaves_anything_without_an_owner(seeds in proptest::collection::vec(any::<u64>(), 1..60)) {
        let mut world = World::open();
        for seed in seeds {
            let before = world.history.len();
            let refused = world.step(&mut Dice(seed)).is_err();
            prop_assert!(!refused || world.history.len() == before, "what is refused changes nothing");
            let file = world.file();
            let lead = file.lead();
            prop_assert!(lead.is_some_and(|lead| file.services().team(lead).is_some_and(|service| service.party)), "the lead can open the file");
            let owed = derive(&file, &Standards::default());
            // What falls to privacy officers falls to those of a body, who are no team of the file.
            for owed in owed.iter().filter(|owed| !crate::confidentiality::is_for_guardians(owed.rule.id)) {
                prop_assert!(file.services().team(owed.owner.team).is_some(), "{} is owed by nobody in the file", owed.rule.id);
                prop_assert!(owed.owner.body.is_some(), "{} is owed by no body", owed.rule.id);
            }
        }
    }
}

#[test]
fn a_fair_part_of_what_is_tried_goes_through() {
    let mut world = World::open();
    let through = (0..600).filter(|seed| world.step(&mut Dice(seed * 7919)).is_ok()).count();
    assert!(through > 100, "only {through} of 600 went through: the test above would prove little");
    assert!(!derive(&world.file(), &Standards::default()).is_empty());
}
