//! What must hold of every application, whatever officers do with it: walks of random steps through the commands, as officers take them.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;
use uuid::Uuid;

use super::ways::Ways;
use super::*;
use crate::calendar::london_moment;
use crate::commands::{Command, ConsiderEvidence, MakePlan, RecordFact};
use crate::facts::*;
use crate::homelessness::case::{Case, Stage, grounds};
use crate::homelessness::standing;
use crate::ids::{FactId, OfficerId};
use crate::obligations::{End, Standards, derive};
use crate::testing::{a_council, team_id};

/// One step of a walk: what is tried, how many days later, and which of several.
type Step = (u8, u8, u8);

/// A file that officers work on.
struct Walk {
    facts: Vec<Fact>,
    today: Date,
    taken: Vec<(Date, Body)>,
}

const WORKER: u128 = 1;
const MANAGER: u128 = 2;

impl Walk {
    fn begin(today: Date, abuse: bool) -> Self {
        let file = a_council().outsider("other", Function::Housing, "council-next-door");
        let file = file.team("charity", Function::Charity, "charity");
        let mut walk = Self { facts: file.fold().history().to_vec(), today, taken: Vec::new() };
        let shows = if abuse { Shows::VIOLENCE.union(Shows::UNSAFE_HOME) } else { Shows::empty() };
        let form = HousingApplied {
            by: None,
            to: team_id("housing"),
            register: true,
            homeless: true,
            shows,
            asks: vec![Ask::Housing],
            words: None,
        };
        walk.put(form.into());
        walk
    }

    /// A minute passes with each fact.
    fn now(&self) -> DateTime {
        self.today.at(8, 0, 0, 0).saturating_add(i64::try_from(self.facts.len()).unwrap().minutes())
    }

    fn file(&self) -> CaseFile {
        CaseFile::fold(self.facts.clone())
    }

    fn case(&self) -> Case {
        Case::of(&self.file(), team_id("housing"), self.today)
    }

    /// Puts a fact on file as it is, as another body's doing.
    fn put(&mut self, body: Body) -> FactId {
        let id = FactId(Uuid::from_u128(10_000 + self.facts.len() as u128));
        let recorded = london_moment(self.now());
        let happened = When::at(self.now());
        self.facts.push(Fact {
            id,
            happened,
            recorded,
            by: By::Officer(OfficerId(Uuid::from_u128(WORKER))),
            supersedes: None,
            known: Vec::new(),
            body,
        });
        id
    }

    fn act<C: Command>(&mut self, command: &C, officer: u128) -> bool {
        let file = self.file();
        let standards = Standards::default();
        let team = team_id("housing");
        let context = Context {
            now: london_moment(self.now()),
            today: self.today,
            officer: OfficerId(Uuid::from_u128(officer)),
            team,
            body: file.services().body(team).unwrap(),
            standing: if officer == MANAGER { Rung::Manager } else { Rung::Owner },
            standards: &standards,
        };
        let Ok(facts) = command.decide(&file, &context) else { return false };
        for fact in facts {
            let id = FactId(Uuid::from_u128(10_000 + self.facts.len() as u128));
            self.taken.push((fact.happened.date, fact.body.clone()));
            let happened = fact.happened;
            let recorded = london_moment(self.now());
            let by = By::Officer(OfficerId(Uuid::from_u128(officer)));
            self.facts.push(Fact { id, happened, recorded, by, supersedes: fact.supersedes, known: fact.known, body: fact.body });
        }
        true
    }

    fn record(&mut self, body: impl Into<Body>) -> bool {
        let happened = When::at(self.now());
        self.act(&RecordFact { body: body.into(), happened, known: Vec::new() }, WORKER)
    }

    /// All that can be done without deciding anything: papers read, needs assessed, a plan with a copy, a place, every letter in her hands.
    fn paperwork(&mut self) {
        let (team, reasons) = (team_id("housing"), || Sealed::new("as she told us"));
        for evidence in self.file().unread_evidence().map(|fact| fact.id).collect::<Vec<_>>() {
            self.act(&ConsiderEvidence { evidence, changes: false, words: reasons() }, WORKER);
        }
        self.record(HomelessnessAssessed { by: team, in_writing: true, caused: None, home: None, support: None });
        self.record(PlacementMade {
            by: team,
            home: HomeKind::Temporary,
            settled: false,
            host: None,
            bedrooms: None,
            bedrooms_needed: None,
            suitability_checked: true,
            with_children: false,
            place: None,
            room: None,
            check: None,
            nightly: None,
        });
        self.record(TenancyAdviceGiven {
            by: team,
            advice: TenancyAdvice::Options,
            in_writing: true,
            tenancy: None,
            words: None,
        });
        let plan = MakePlan {
            not_agreed: None,
            plan: PlanKind::Housing,
            person: None,
            steps: Vec::new(),
            copy_given: true,
            contains: Vec::new(),
            words: None,
        };
        self.act(&plan, WORKER);
        for one in self.case().notified {
            self.act(&ConfirmReceipt { of: one.decision, happened: When::at(self.now()) }, WORKER);
        }
    }

    fn step(&mut self, (what, days, which): Step) {
        self.today = self.today.saturating_add(i64::from(days).days());
        let reasons = || Sealed::new("because of what she told us");
        let team = team_id("housing");
        let pick = |list: &[FactId]| list.get(usize::from(which) % list.len().max(1)).copied();
        let case = self.case();
        let her = self.file().survivor().unwrap();
        match what {
            0 => tried(self.act(&TakeApplication { of: None }, WORKER)),
            1 => {
                let duty = [Duty::Prevention, Duty::Relief, Duty::Main, Duty::Intentional][usize::from(which) % 4];
                self.act(&AcceptDuty { duty, satisfied: None, letter: true, reasons: None }, WORKER);
            }
            2 | 3 => {
                let all: Vec<_> =
                    grounds::ALL.iter().filter(|one| case.stage().duty().is_none_or(|duty| one.duty == duty)).collect();
                let ground = all[usize::from(which) % all.len()];
                let notice = which < 200;
                self.act(&EndDuty { duty: ground.duty, ground: ground.ground, notice, reasons: reasons() }, WORKER);
            }
            4 => {
                let all = Finding::ALL;
                let findings = vec![all[usize::from(which) % all.len()], all[usize::from(which / 16) % all.len()]];
                let senior = which % 2 == 0;
                self.act(
                    &DecideApplication {
                        findings,
                        considered: Vec::new(),
                        answers: Shows::all(),
                        letter: true,
                        senior,
                        reasons: reasons(),
                    },
                    if senior { MANAGER } else { WORKER },
                );
            }
            5 => tried(self.record(WishesRecorded { of: her, by: team, asks: Vec::new(), shows: Shows::empty(), words: None })),
            6 => {
                let condition = ReferralCondition::ALL[usize::from(which) % 3];
                let refer = ReferElsewhere {
                    to: team_id("other"),
                    condition,
                    no_risk_there: true,
                    reasons: reasons(),
                    letter: true,
                    safe_contact: true,
                };
                self.act(&refer, if which < 128 { WORKER } else { MANAGER });
            }
            7 => {
                if let Some(referral) = Ways::find(&self.file(), &case).answer {
                    self.act(&NoteReferralAnswer { referral, accepted: which < 80, words: reasons() }, WORKER);
                }
            }
            8 => {
                if let Some(answer) = Ways::find(&self.file(), &case).tell_outcome {
                    self.act(&TellOutcome { answer, reasons: reasons(), letter: true }, WORKER);
                }
            }
            9 => {
                let open: Vec<FactId> = case.notified.iter().map(|one| one.decision).collect();
                if let Some(of) = pick(&open) {
                    let ask = AskReview {
                        by: Who::Person(her),
                        of,
                        happened: When::at(self.now()),
                        complaint: None,
                        late_allowed: which < 128,
                        shows: Shows::empty(),
                        kind: ReviewKind::Section202,
                    };
                    self.act(&ask, WORKER);
                }
            }
            10 => {
                let pending: Vec<FactId> = case.reviews.iter().filter(|one| one.is_pending()).map(|one| one.asked).collect();
                if let Some(review) = pick(&pending) {
                    let until = self.today.saturating_add(14.days());
                    match which % 4 {
                        0 => tried(self.act(&MindedTo { review, answer_by: until, reasons: reasons() }, MANAGER)),
                        1 => {
                            tried(self.act(
                                &NoteRepresentations { review, happened: When::at(self.now()), shows: Shows::empty() },
                                WORKER,
                            ));
                        }
                        2 => tried(
                            self.act(&DecideReview { review, changed: which < 128, letter: true, reasons: reasons() }, MANAGER),
                        ),
                        _ => tried(self.act(
                            &ExtendReview { review, until: self.today.saturating_add(70.days()), agreed_in_writing: true },
                            WORKER,
                        )),
                    }
                }
            }
            11 => tried(self.record(PlacementMade {
                by: team,
                home: HomeKind::Temporary,
                settled: which > 220,
                host: None,
                bedrooms: None,
                bedrooms_needed: None,
                suitability_checked: true,
                with_children: false,
                place: None,
                room: None,
                check: None,
                nightly: None,
            })),
            12 => tried(self.record(PlacementEnded { placement: None, by: Some(team), fled: which < 40 })),
            13 => {
                let shows = Shows::VIOLENCE.union(Shows::UNSAFE_HOME);
                self.record(DisclosureMade { by: None, to: team, channel: None, shows, asks: vec![Ask::Housing], words: None });
            }
            14 => {
                let by = Who::Team(team_id("charity"));
                self.put(
                    EvidenceReceived {
                        by,
                        to: team,
                        evidence: EvidenceKind::CharityLetter,
                        shows: Shows::empty(),
                        words: None,
                        answers: None,
                    }
                    .into(),
                );
            }
            15 => {
                let unread: Vec<FactId> = self.file().unread_evidence().map(|fact| fact.id).collect();
                for evidence in unread {
                    self.act(&ConsiderEvidence { evidence, changes: false, words: reasons() }, WORKER);
                }
            }
            16 => {
                let plan = MakePlan {
                    not_agreed: None,
                    plan: PlanKind::Housing,
                    person: None,
                    steps: Vec::new(),
                    copy_given: true,
                    contains: Vec::new(),
                    words: None,
                };
                self.act(&plan, WORKER);
            }
            17 => {
                let notified: Vec<FactId> =
                    case.notified.iter().filter(|one| one.received.is_none()).map(|one| one.decision).collect();
                if let Some(of) = pick(&notified) {
                    self.act(&ConfirmReceipt { of, happened: When::at(self.now()) }, WORKER);
                }
            }
            _ => {}
        }
    }
}

/// Whether it was taken or refused does not matter to a walk.
fn tried(_: bool) {}

fn walks() -> impl Strategy<Value = (Date, bool, Vec<Step>)> {
    // Around leap days, the change of the clocks, Christmas and Easter, and the day on which section 8 notices begin to count.
    let first = prop::sample::select(vec![
        date(2018, 4, 3),
        date(2019, 12, 20),
        date(2021, 6, 1),
        date(2023, 12, 30),
        date(2024, 2, 28),
        date(2026, 3, 28),
        date(2026, 4, 30),
        date(2026, 10, 24),
    ]);
    let days = prop_oneof![3 => Just(0_u8), 3 => 1_u8..10, 2 => 20_u8..70];
    (first, prop::bool::weighted(0.7), prop::collection::vec((0_u8..18, days, any::<u8>()), 1..24))
}

fn cases() -> ProptestConfig {
    ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() }
}

/// Whether anything is owed by the housing authority by a day, or will be, with nobody doing anything.
fn something_is_owed(file: &CaseFile, by: Date) -> bool {
    derive(file, &Standards::default())
        .iter()
        .any(|one| one.end == End::Open && one.since <= by && file.services().same_body(one.owner.team, team_id("housing")))
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn whatever_stands_every_day_of_inaction_leads_to_something_owed((first, abuse, steps) in walks(), idle in 0_i64..120) {
        let mut walk = Walk::begin(first, abuse);
        for step in steps {
            walk.step(step);
            let case = walk.case();
            if case.stage().is_live() {
                walk.paperwork();
                let case = walk.case();
                let then = walk.today.saturating_add(idle.days());
                prop_assert!(
                    something_is_owed(&walk.file(), then.saturating_add(35.days())),
                    "{:?} on {}, and nothing is owed by {then}: {:#?} {:?}", case.stage(), walk.today, walk.taken, derive(&walk.file(), &Standards::default()).iter().map(|one| (one.rule.id, one.since, one.end)).collect::<Vec<_>>()
                );
            }
        }
    }

    #[test]
    fn no_duty_ends_without_its_notice_and_none_on_a_ground_that_the_law_bars((first, abuse, steps) in walks()) {
        let mut walk = Walk::begin(first, abuse);
        for step in steps {
            let before = walk.case();
            let recorded = walk.facts.len();
            walk.step(step);
            let after = walk.case();
            if let (Some(duty), None) = (before.stage().duty(), after.stage().duty()) {
                // It was time, a notice, a home of her own, a referral with its letter, or a review.
                let new = &walk.facts[recorded..];
                let by_notice = new.iter().any(|fact| matches!(&fact.body, Body::DutyEnded(it) if it.notice && (it.duty == duty || (it.duty, duty) == (Duty::Main, Duty::Relief))));
                let accepted_a_home = new.iter().any(|fact| matches!(&fact.body, Body::DutyEnded(it) if it.ground == EndGround::AcceptedOffer));
                let file = walk.file();
                let housed = after.stage() == Stage::Housed && new.iter().any(|fact| standing::settles(&file, fact));
                let referred = matches!(after.stage(), Stage::Referred { .. });
                prop_assert!(by_notice || accepted_a_home || housed || referred, "{:?} became {:?}", before.stage(), after.stage());
            }
        }
        if abuse {
            for (day, body) in &walk.taken {
                if let Body::DutyEnded(it) = body {
                    let barred = [EndGround::Intentional, EndGround::NonCooperation, EndGround::LeftVoluntarily];
                    prop_assert!(!barred.contains(&it.ground), "{it:?} on {day}");
                    prop_assert!(grounds::find(it.duty, it.ground, *day).is_some(), "{it:?} on {day}");
                    prop_assert!(it.notice || grounds::find(it.duty, it.ground, *day).is_some_and(|one| one.ends == grounds::Ends::ByItself));
                }
                if let Body::DutyAccepted(it) = body {
                    prop_assert!(it.duty != Duty::Intentional, "{it:?} on {day}");
                }
                if let Body::DecisionMade(it) = body {
                    prop_assert!(!it.findings.contains(&Finding::Intentional), "{it:?} on {day}");
                    let without_a_test = *day >= crate::homelessness::case::WITHOUT_A_TEST;
                    prop_assert!(!(without_a_test && it.findings.contains(&Finding::NoPriorityNeed)), "{it:?} on {day}");
                }
            }
        }
    }

    #[test]
    fn relief_ends_by_itself_on_day_57_and_never_before((first, abuse, steps) in walks()) {
        let mut walk = Walk::begin(first, abuse);
        for step in steps {
            walk.step(step);
            let case = walk.case();
            if let Stage::Relief(days) = case.stage() {
                prop_assert!(walk.today <= days.last);
                let file = walk.file();
                let at = |day: Date| Case::of(&file, team_id("housing"), day).stage();
                prop_assert_eq!(at(days.last).duty(), Some(Duty::Relief));
                let day_57 = days.last.saturating_add(1.day());
                prop_assert_eq!(days.number(day_57), 57);
                let follows = case.priority.is_accepted() && case.intentional.is_none();
                // The law on abuse may change on the way: what counts is day 57.
                if follows || day_57 < crate::homelessness::case::WITHOUT_A_TEST {
                    let expected = if follows { Stage::MainDue(days) } else { Stage::Overrun(days) };
                    prop_assert_eq!(at(day_57), expected);
                }
            }
            if case.stage() == Stage::Main {
                // Nobody was told early: a main duty was accepted when relief was over.
                let accepted = case.course.iter().find(|spell| spell.stage == Stage::Main).unwrap().since;
                let relief = case.course.iter().filter_map(|spell| if let Stage::Relief(days) = spell.stage { Some(days) } else { None }).next_back();
                prop_assert!(relief.is_some_and(|days| accepted > days.last || case.course.iter().filter(|spell| spell.stage == Stage::Main).count() > 1));
            }
        }
    }

    #[test]
    fn what_is_offered_is_taken_and_what_is_not_is_refused((first, abuse, steps) in walks()) {
        let mut walk = Walk::begin(first, abuse);
        for step in steps {
            walk.step(step);
            let case = walk.case();
            let ways = Ways::find(&walk.file(), &case);
            for way in &ways.accept {
                let mut then = Walk { facts: walk.facts.clone(), today: walk.today, taken: Vec::new() };
                let done = then.act(&AcceptDuty { duty: way.what, satisfied: None, letter: true, reasons: None }, WORKER);
                prop_assert_eq!(done, way.barred.is_none(), "{:?}: {:?}", way.what, way.barred);
                // Two officers at once: the second is told that it is done.
                if done {
                    let again = then.act(&AcceptDuty { duty: way.what, satisfied: None, letter: true, reasons: None }, WORKER);
                    prop_assert!(!again, "accepted twice");
                }
            }
            for (duty, grounds) in &ways.end {
                for one in grounds {
                    let mut then = Walk { facts: walk.facts.clone(), today: walk.today, taken: Vec::new() };
                    let end = EndDuty { duty: *duty, ground: one.ground.ground, notice: true, reasons: Sealed::new("x") };
                    let done = then.act(&end, WORKER);
                    prop_assert_eq!(done, one.barred.is_none(), "{:?} {:?}: {:?}", duty, one.ground.ground, one.barred);
                    let by_itself = one.ground.ends == grounds::Ends::ByItself;
                    if done && *duty != Duty::Interim && !by_itself && !(matches!(case.stage(), Stage::Overrun(_))) {
                        prop_assert!(!then.act(&end, WORKER), "{duty:?} ended twice on {:?}", one.ground.ground);
                    }
                }
            }
            for refusal in ways.accept.iter().filter_map(|way| way.barred.as_ref()).chain(ways.end.iter().flat_map(|(_, all)| all).filter_map(|one| one.barred.as_ref())) {
                prop_assert!(!refusal.instead.is_empty() && refusal.rule.is_some(), "{refusal:?}");
            }
        }
    }

    #[test]
    fn the_case_and_the_rules_tell_the_same_story((first, abuse, steps) in walks()) {
        let mut walk = Walk::begin(first, abuse);
        for step in steps {
            walk.step(step);
            let (file, case) = (walk.file(), walk.case());
            let tomorrow = walk.today.saturating_add(1.day());
            let team = team_id("housing");
            let stands = |duty| standing::duty(&file, team, duty, tomorrow).is_some();
            match case.stage() {
                Stage::Prevention(_) => prop_assert!(stands(Duty::Prevention)),
                Stage::Main => prop_assert!(stands(Duty::Main)),
                Stage::Nothing | Stage::Housed => prop_assert!(![Duty::Prevention, Duty::Relief, Duty::Main].into_iter().any(stands)),
                // What settles her on the very day is seen as after what was opened on it.
                Stage::Enquiring if file.facts().iter().any(|fact| fact.happened.date == case.spell().unwrap().since && standing::settles(&file, fact)) => {}
                Stage::Enquiring => prop_assert!(standing::application(&file, team, tomorrow) || walk.taken.iter().any(|(_, body)| matches!(body, Body::ReviewDecided(_) | Body::DutyEnded(_)))),
                _ => {}
            }
        }
    }
}
