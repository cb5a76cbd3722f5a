//! The register as officers work it, told as short cases.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::calendar::london_moment;
use crate::commands::{Command, Context, Refusal};
use crate::facts::{
    AccessNeed, Body, Circumstance, DecisionMade, Function, Need, NewFact, Outcome, PriorityAwarded, QualificationGround,
    RegisterAssessed, Rung, Shows, SuspensionGround,
};
use crate::ids::{BodyId, FactId, OfficerId, TeamId, in_story};
use crate::obligations::Standards;
use crate::private::Unprinted;
use crate::testing::{TestFile, a_council, team_id};

const DAY: Date = date(2026, 3, 20);

fn applied(shows: &str) -> TestFile {
    a_council()
        .team("register", Function::Allocations, "council")
        .on("2026-03-02", &format!("applied: housing-applied to=register register{shows}"))
}

fn schemes(file: &TestFile) -> Schemes {
    let mut schemes = Schemes::default();
    let council = file.fold().services().body(team_id("register")).unwrap();
    schemes.add(vec![council], crate::allocations::scheme::standard().clone());
    schemes
}

fn by(file: &TestFile, command: &impl Command, standing: Rung, schemes: Schemes) -> Result<Vec<NewFact>, Refusal> {
    let folded = file.fold();
    let team: TeamId = team_id("register");
    let standards = Standards { schemes, ..Standards::default() };
    let context = Context {
        now: london_moment(DAY.at(10, 0, 0, 0)),
        today: DAY,
        officer: OfficerId(in_story("officer", "test", "amara")),
        team,
        body: folded.services().body(team).unwrap_or(BodyId(uuid::Uuid::nil())),
        standing,
        standards: &standards,
    };
    command.decide(&folded, &context)
}

fn decide(file: &TestFile, command: &impl Command) -> Result<Vec<NewFact>, Refusal> {
    by(file, command, Rung::Owner, schemes(file))
}

fn refused(file: &TestFile, command: &impl Command) -> (String, &'static str) {
    let refusal = decide(file, command).unwrap_err();
    assert!(!refusal.instead.is_empty() || refusal.rule.is_none(), "{}", refusal.because);
    (refusal.because, refusal.rule.unwrap_or_default())
}

fn answer(need: Need, counts_as: Option<Circumstance>) -> NeedAnswer {
    NeedAnswer { need, counts_as, why: Unprinted::new(if counts_as.is_some() { "" } else { "it was put right in January" }) }
}

fn assess(file: &TestFile, needs: Vec<NeedAnswer>) -> Assess {
    Assess {
        application: file.id("applied"),
        needs,
        bedrooms: 2,
        access: vec![AccessNeed::StepFree],
        effective: Effective::FirstTold,
        letter: true,
    }
}

fn award(facts: &[NewFact]) -> &PriorityAwarded {
    facts.iter().find_map(|fact| if let Body::PriorityAwarded(it) = &fact.body { Some(it) } else { None }).unwrap()
}

#[test]
fn the_stairs_and_her_father_are_both_answered_and_the_abuse_gives_the_band() {
    let file = applied(" shows=health").on("2026-03-05", "told: disclosure-made to=register shows=threats,unsafe-home");
    let stairs = answer(Need::Health, Some(Circumstance::Medical));
    let (because, rule) = refused(&file, &assess(&file, vec![stairs.clone()]));
    assert_eq!(because, "The assessment does not answer the abuse and that she is not safe where she lives.");
    assert_eq!(rule, "HA96-s166A-rights");
    let all =
        vec![stairs, answer(Need::Abuse, Some(Circumstance::Abuse)), answer(Need::UnsafeHome, Some(Circumstance::Homeless))];
    let facts = decide(&file, &assess(&file, all)).unwrap();
    let Body::RegisterAssessed(RegisterAssessed { bedrooms, access, .. }) = &facts[0].body else { panic!() };
    assert_eq!((*bedrooms, access.as_slice()), (Some(2), &[AccessNeed::StepFree][..]));
    let award = award(&facts);
    assert_eq!((award.band.as_str(), award.highest), ("A", true));
    assert_eq!(award.counts, [Circumstance::Abuse, Circumstance::Homeless, Circumstance::Medical]);
    assert_eq!(award.effective, Some(date(2026, 3, 2)), "the day of the application, which came first");
    let reasons = award.reasons.as_ref().and_then(|reasons| reasons.fresh()).unwrap();
    assert!(
        reasons.contains("Health and disability: counts as “Medical need”.") && reasons.contains("ss.175(3) and 177(1)"),
        "{reasons}"
    );
}

#[test]
fn whoever_flees_abuse_is_preferred_whatever_an_officer_ticks() {
    let file = applied("").on("2026-03-05", "disclosure-made to=register shows=threats");
    let facts = decide(&file, &assess(&file, vec![answer(Need::Abuse, None)])).unwrap();
    assert_eq!(award(&facts).counts, [Circumstance::Abuse, Circumstance::Homeless]);
    assert_eq!(award(&facts).band, "A");
    let settled = applied("")
        .on("2020-03-05", "disclosure-made to=register shows=threats")
        .on("2021-03-05", "placement-made by=register home=social settled suitability_checked");
    let facts = decide(&settled, &assess(&settled, vec![answer(Need::Abuse, None)])).unwrap();
    assert_eq!((award(&facts).band.as_str(), award(&facts).counts.as_slice()), ("D", &[Circumstance::NoPreference][..]));
}

#[test]
fn a_main_duty_puts_her_in_its_group_without_being_ticked() {
    let file = applied("").on("2026-03-05", "duty-accepted by=register duty=main letter");
    let file = file.on("2026-03-05", "tenancy-advice-given by=register advice=keep in_writing");
    let facts = decide(&file, &assess(&file, Vec::new())).unwrap();
    assert!(award(&facts).counts.contains(&Circumstance::OwedDuty), "{:?}", award(&facts).counts);
    assert_eq!(award(&facts).band, "B");
}

#[test]
fn a_need_that_does_not_count_has_a_reason_and_none_counts_as_what_it_is_not() {
    let file = applied(" shows=bad-housing");
    let silent = NeedAnswer { why: Unprinted::new("  "), ..answer(Need::BadHousing, None) };
    assert_eq!(
        refused(&file, &assess(&file, vec![silent])).0,
        "Say why overcrowding and bad conditions does not change the band."
    );
    let odd = answer(Need::BadHousing, Some(Circumstance::MedicalUrgent));
    assert!(refused(&file, &assess(&file, vec![odd])).0.contains("cannot count as “urgent medical need”"));
    let unheard =
        vec![answer(Need::BadHousing, Some(Circumstance::Overcrowded)), answer(Need::Health, Some(Circumstance::Medical))];
    assert!(refused(&file, &assess(&file, unheard)).0.starts_with("Nothing in the file shows health"));
}

#[test]
fn nothing_is_decided_while_evidence_is_unread_or_without_a_letter() {
    let file = applied(" shows=bad-housing")
        .on("2026-03-06", "letter: evidence-received by=children to=register evidence=social-worker-letter");
    let needs = vec![answer(Need::BadHousing, Some(Circumstance::Overcrowded))];
    assert_eq!(refused(&file, &assess(&file, needs.clone())).1, "COG21-believe");
    let file = file.on("2026-03-07", "evidence-considered by=register evidence=letter");
    assert!(decide(&file, &assess(&file, needs.clone())).is_ok());
    let bare = Assess { letter: false, ..assess(&file, needs) };
    assert_eq!(refused(&file, &bare).1, "HA96-s166A-rights");
}

#[test]
fn her_place_counts_from_the_first_word_and_from_later_only_with_a_reason() {
    let file = a_council()
        .team("register", Function::Allocations, "council")
        .on("2025-11-04", "told: disclosure-made to=register shows=threats")
        .on("2026-03-02", "applied: housing-applied to=register register");
    let needs = || vec![answer(Need::Abuse, Some(Circumstance::Abuse))];
    assert_eq!(award(&decide(&file, &assess(&file, needs())).unwrap()).effective, Some(date(2025, 11, 4)));
    let from = |day, why: &str| Assess { effective: Effective::From(day, Unprinted::new(why)), ..assess(&file, needs()) };
    let (because, rule) = refused(&file, &from(date(2026, 3, 2), ""));
    assert!(because.contains("on 4 November 2025") && rule == "OMB-panel-referral", "{because}");
    let later = decide(&file, &from(date(2026, 3, 2), "she lived abroad until then")).unwrap();
    assert!(award(&later).later_because.is_some());
    assert!(award(&decide(&file, &from(date(2025, 10, 1), "")).unwrap()).later_because.is_none());
    assert!(decide(&file, &from(date(2026, 3, 21), "tomorrow")).is_err());
}

#[test]
fn her_place_counts_from_the_day_on_which_she_told_however_late_it_was_written_down() {
    let file = a_council()
        .team("register", Function::Allocations, "council")
        .on("2025-11-04", "told: disclosure-made to=register shows=threats")
        .recorded("2026-03-10")
        .on("2026-03-02", "applied: housing-applied to=register register");
    let needs = vec![answer(Need::Abuse, Some(Circumstance::Abuse))];
    assert_eq!(award(&decide(&file, &assess(&file, needs)).unwrap()).effective, Some(date(2025, 11, 4)));
}

#[test]
fn nobody_who_flees_abuse_is_kept_off_for_want_of_a_connection_and_nobody_by_word_of_mouth() {
    let refuse = |file: &TestFile, ground, letter| RefuseToRegister {
        application: file.id("applied"),
        ground,
        considered: Vec::new(),
        answers: Shows::ABUSE,
        why: Unprinted::new("she came in May"),
        letter,
    };
    let flees = applied(" shows=threats");
    assert_eq!(refused(&flees, &refuse(&flees, QualificationGround::LocalConnection, true)).1, "SI2025/706-no-local-connection");
    let other = applied("");
    assert_eq!(refused(&other, &refuse(&other, QualificationGround::LocalConnection, false)).1, "HA96-s160ZA-9-notice");
    assert_eq!(refused(&other, &refuse(&other, QualificationGround::Means, true)).1, "HA96-s166A-14", "not in the scheme");
    let facts = decide(&other, &refuse(&other, QualificationGround::LocalConnection, true)).unwrap();
    let Body::DecisionMade(DecisionMade { local_connection, letter, review_right, .. }) = &facts[0].body else { panic!() };
    assert!(*local_connection && *letter && *review_right);
}

#[test]
fn a_case_goes_to_the_next_panel_for_which_papers_can_still_be_in_and_its_award_is_dated_back() {
    let file = applied(" shows=threats");
    let list = ListForPanel { application: file.id("applied") };
    let facts = decide(&file, &list).unwrap();
    assert!(matches!(&facts[0].body, Body::PanelListed(it) if it.meets == Some(date(2026, 4, 7))), "{facts:?}");
    let file = file.on("2026-03-18", "listed: panel-listed by=register meets=2026-03-19");
    let decided = DecidePanel {
        listing: file.id("listed"),
        outcome: Outcome::InFavour,
        band: Some("A".into()),
        considered: Vec::new(),
        answers: Shows::THREAT,
        why: Unprinted::new("she is in danger where she is"),
        letter: true,
    };
    let facts = decide(&file, &decided).unwrap();
    assert_eq!(award(&facts).effective, Some(date(2026, 3, 2)));
    let file = file.on("2026-03-19", "priority-awarded by=register band=A highest letter answers=threats effective=2026-02-01");
    assert_eq!(
        refused(&file, &DecidePanel { band: Some("B".into()), ..decided.clone() }).0,
        "The panel gives priority above the bands; it takes none away."
    );
    assert_eq!(award(&decide(&file, &decided).unwrap()).effective, Some(date(2026, 2, 1)));
    let file = file.on("2026-03-19", "decision-made by=register subject=panel outcome=in-favour letter answers=threats");
    assert!(decide(&file, &decided).is_err(), "decided already");
}

#[test]
fn no_home_is_offered_outside_the_scheme_or_too_small_for_her() {
    let file = applied(" shows=threats");
    let offer = |file: &TestFile, bedrooms| OfferHome {
        application: file.id("applied"),
        home: crate::facts::HomeKind::Social,
        bedrooms,
        suitable: true,
        is_final: false,
        place: None,
        vacancy: None,
    };
    assert_eq!(refused(&file, &offer(&file, 2)).1, "HA96-s166A-14");
    let file = file
        .on("2026-03-04", "register-assessed by=register answers=threats bedrooms=2")
        .on("2026-03-04", "priority-awarded by=register band=A highest letter answers=threats");
    assert_eq!(refused(&file, &offer(&file, 1)).1, "OMB-suitability-visit");
    assert_eq!(refused(&file, &OfferHome { suitable: false, ..offer(&file, 2) }).1, "HA96-s206-suitable");
    assert!(decide(&file, &offer(&file, 2)).is_ok());
    let file = file.on("2026-03-10", "offer: offer-made by=register home=social suitability_checked");
    assert!(decide(&file, &offer(&file, 2)).is_err(), "one offer at a time");
    let says = AnswerOffer { offer: file.id("offer"), accepted: false, unsafe_there: true };
    assert!(decide(&file, &says).is_ok());
}

#[test]
fn a_refusal_because_a_home_is_not_safe_never_counts_against_her() {
    let refusals = |unsafe_there: &str| {
        let mut file = applied("");
        for (offer, answer) in [("2026-03-04", "2026-03-05"), ("2026-03-06", "2026-03-07"), ("2026-03-09", "2026-03-10")] {
            file = file
                .on(offer, &format!("{offer}: offer-made by=register home=social suitability_checked"))
                .on(answer, &format!("offer-answered offer={offer}{unsafe_there}"));
        }
        file
    };
    let rest = |file: &TestFile| Rest {
        application: file.id("applied"),
        ground: SuspensionGround::OffersRefused,
        until: Some(date(2026, 8, 1)),
        why: Unprinted::new("three suitable homes"),
        letter: true,
    };
    let safe = refusals("");
    assert!(decide(&safe, &rest(&safe)).is_ok());
    assert!(decide(&safe, &Rest { letter: false, ..rest(&safe) }).is_err());
    assert!(decide(&safe, &Rest { until: Some(date(2026, 12, 1)), ..rest(&safe) }).is_err(), "longer than the scheme allows");
    let here = decide(&safe, &crate::commands::WrittenHere { command: &rest(&safe) }).unwrap();
    assert!(
        matches!(&here[0].body, Body::RegisterSuspended(it) if it.to_write && !it.letter && it.reasons.is_some()),
        "its letter is written here, with the reasons: {here:?}"
    );
    let told = safe
        .on(
            "2026-03-12",
            "rests: register-suspended by=register application=applied ground=offers-refused until=2026-08-01 to_write",
        )
        .on("2026-03-13", "asked: review-asked by=her to=register review=register of=rests");
    told.owes("LETTER-write").due("2026-03-16");
    let unsafe_there = refusals(" unsafe_there");
    assert_eq!(refused(&unsafe_there, &rest(&unsafe_there)).1, "HA96-s166A-14");
}

#[test]
fn an_application_rests_on_lawful_grounds_only() {
    let flees = applied(" shows=threats").on("2026-03-03", "debt-known debt=rent to=register");
    let rest = |file: &TestFile, ground| Rest {
        application: file.id("applied"),
        ground,
        until: Some(date(2026, 6, 1)),
        why: Unprinted::new("as it is"),
        letter: true,
    };
    for (ground, rule) in [
        (SuspensionGround::PapersMissing, "COG21-no-blanket-proof"),
        (SuspensionGround::RentArrears, "OMB-tenancy-arrears"),
        (SuspensionGround::NoReply, "COG21-safe-contact"),
        (SuspensionGround::Behaviour, "HA96-s160ZA-9-notice"),
        (SuspensionGround::UnderOffer, "HA96-s166A-14"),
    ] {
        assert_eq!(refused(&flees, &rest(&flees, ground)).1, rule, "{ground:?}");
    }
    let asked = Rest { letter: false, until: None, ..rest(&flees, SuspensionGround::SheAsked) };
    assert!(decide(&flees, &asked).is_ok());
    let resting = flees.on("2026-03-10", "rests: register-suspended by=register application=applied ground=she-asked");
    assert!(decide(&resting, &asked).is_err());
    assert!(decide(&resting, &Resume { of: resting.id("rests") }).is_ok());
    let over = resting.on("2026-03-12", "register-resumed by=register of=rests");
    assert!(decide(&over, &Resume { of: over.id("rests") }).is_err());
}

#[test]
fn a_review_is_decided_in_writing_by_somebody_senior_who_took_no_part() {
    let file = applied(" shows=health").on("2026-03-04", "award: priority-awarded by=register band=C letter answers=health");
    assert!(decide(&file, &AskReview { of: file.id("award"), shows: Shows::empty() }).is_ok());
    let file = file.on("2026-03-09", "asked: review-asked by=her to=register review=register of=award");
    assert!(decide(&file, &AskReview { of: file.id("award"), shows: Shows::empty() }).is_err(), "one runs");
    let why = || Unprinted::new("the stairs were not weighed");
    let review = |letter| DecideReview { review: file.id("asked"), changed: true, why: why(), letter };
    assert!(by(&file, &review(true), Rung::Owner, Schemes::default()).is_err());
    assert!(by(&file, &review(false), Rung::Manager, Schemes::default()).is_err());
    assert!(by(&file, &review(true), Rung::Manager, Schemes::default()).is_ok());
    assert!(decide(&file, &DecideReview { review: FactId(uuid::Uuid::nil()), changed: true, why: why(), letter: true }).is_err());
}

const WORDS: &[&str] = &[
    "health",
    "bad-housing",
    "care-needs",
    "home-at-risk",
    "pregnant",
    "leave-area",
    "release",
    "threats",
    "unsafe-home",
    "child-witness",
];

proptest! {
    #[test]
    fn telling_of_one_more_need_never_lowers_a_band(told in proptest::sample::subsequence(WORDS, 0..6), more in proptest::sample::select(WORDS)) {
        let rank = |words: &[&str]| {
            let shows = if words.is_empty() { String::new() } else { format!(" shows={}", words.join(",")) };
            let file = applied(&shows);
            let folded = file.fold();
            let needs = crate::allocations::needs::told(&folded, team_id("register"), DAY);
            let answers = needs.iter().map(|told| answer(told.need, told.need.may_count_as().first().copied())).collect();
            let facts = decide(&file, &assess(&file, answers)).unwrap();
            let scheme = crate::allocations::scheme::standard();
            scheme.rank(&award(&facts).band).unwrap()
        };
        let mut with = told.clone();
        if !with.contains(&more) { with.push(more); }
        prop_assert!(rank(&with) <= rank(&told));
    }
}
