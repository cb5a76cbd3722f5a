use super::*;
use crate::accommodation::home::tests::a_flat;
use crate::facts::{Body, Rung};
use crate::ids::{BodyId, OfficerId, TeamId, in_story};
use crate::obligations::Standards;
use crate::testing::{TestFile, a_council};
use jiff::civil::date;

const DAY: &str = "2026-03-02";

fn her() -> TestFile {
    a_council()
        .on("2026-01-01", "person-added person=her role=survivor born=1990-06-02 in_household")
        .child("mina")
        .on("2026-01-01", "person-added person=mina role=child born=2019-05-01 in_household")
        .on("2026-01-02", "household-described by=housing female=her,mina")
}

fn listed() -> Listed {
    let mut home = a_flat();
    home.rooms[0].id = RoomId(in_story("room", "test", "r1"));
    Listed { room: home.rooms[0].id, home, open_repairs: 0, host: None }
}

fn asked(command: &impl Command, file: &TestFile, standing: Rung) -> Result<Vec<NewFact>, Refusal> {
    let standards = Standards::default();
    let context = Context {
        now: crate::calendar::london_moment(date(2026, 3, 2).at(14, 0, 0, 0)),
        today: date(2026, 3, 2),
        officer: OfficerId(uuid::Uuid::nil()),
        team: TeamId(in_story("team", "test", "housing")),
        body: BodyId(in_story("body", "test", "council")),
        standing,
        standards: &standards,
    };
    command.decide(&file.fold(), &context)
}

fn as_officer(command: &impl Command, file: &TestFile) -> Result<Vec<NewFact>, Refusal> {
    asked(command, file, Rung::Owner)
}

fn all_well() -> Said {
    Said { answers: Matter::ALL.iter().map(|one| (*one, Answer::Suits)).collect(), ..Said::default() }
}

fn checked_well() -> TestFile {
    her()
        .on(DAY, "check: suitability-checked by=housing room=r1 home=temporary bedrooms=2 bedrooms_needed=2 suits=room,safe-area")
}

fn offered() -> TestFile {
    checked_well().on(DAY, "offer: offer-made by=housing home=temporary room=r1 check=check suitability_checked")
}

#[test]
fn the_check_writes_down_what_was_found_and_no_officer_ticks_it() {
    let command = CheckHome { listed: listed(), said: all_well(), words: None };
    let facts = as_officer(&command, &her()).unwrap();
    let Body::SuitabilityChecked(it) = &facts[0].body else { panic!("{facts:?}") };
    assert_eq!((it.bedrooms, it.bedrooms_needed, it.does_not.len(), it.not_known.len()), (2, 2, 0, 0));
    let unasked = CheckHome { said: Said::default(), ..command };
    let facts = as_officer(&unasked, &her()).unwrap();
    let Body::SuitabilityChecked(it) = &facts[0].body else { panic!("{facts:?}") };
    assert!(it.not_known.contains(&Matter::SafeArea) && it.suits.contains(&Matter::Bedrooms));
}

#[test]
fn an_offer_to_a_household_larger_than_the_home_is_refused_whoever_asks() {
    let mut small = listed();
    small.home.rooms[0].bed_spaces = 1;
    let facts = as_officer(&CheckHome { listed: small.clone(), said: all_well(), words: None }, &her()).unwrap();
    let file = her().with(DAY, facts[0].body.clone());
    let check = file.fold().each::<SuitabilityChecked>().next().unwrap().0.id;
    let offer = OfferHome { check, listed: small, is_final: false, place: None };
    for standing in [Rung::Owner, Rung::Manager, Rung::Director] {
        let refusal = asked(&offer, &file, standing).unwrap_err();
        assert_eq!(refusal.rule, Some("OMB-suitability-visit"), "{refusal:?}");
        let reasons = OverrideCheck { check, reasons: Sealed::new("it is late") };
        assert!(asked(&reasons, &file, standing).is_err());
    }
}

#[test]
fn what_does_not_suit_is_offered_only_with_a_managers_reasons() {
    let small = her()
        .on(DAY, "check: suitability-checked by=housing room=r1 home=temporary bedrooms=1 bedrooms_needed=2 does_not=bedrooms");
    let check = small.id("check");
    let offer = OfferHome { check, listed: listed(), is_final: false, place: None };
    assert!(as_officer(&offer, &small).is_err());
    let reasons = OverrideCheck { check, reasons: Sealed::new("two nights, until the flat is ready") };
    assert!(as_officer(&reasons, &small).unwrap_err().because.contains("manager"));
    assert!(asked(&OverrideCheck { check, reasons: Sealed::new("") }, &small, Rung::Manager).is_err());
    let facts = asked(&reasons, &small, Rung::Manager).unwrap();
    let decided = small.with(DAY, facts[0].body.clone());
    assert!(as_officer(&offer, &decided).is_ok());
}

#[test]
fn an_offer_needs_a_check_of_this_room() {
    let offer = |room: &str| {
        let mut listed = listed();
        listed.home.rooms[0].id = RoomId(in_story("room", "test", room));
        listed.room = listed.home.rooms[0].id;
        OfferHome { check: checked_well().id("check"), listed, is_final: false, place: None }
    };
    assert!(as_officer(&offer("r1"), &checked_well()).is_ok());
    assert!(as_officer(&offer("r2"), &checked_well()).is_err());
    assert!(as_officer(&offer("r1"), &her()).is_err());
}

#[test]
fn a_refusal_because_it_is_not_safe_is_looked_at_again_and_ends_nothing() {
    let answer = |answer| AnswerOffer { offer: offered().id("offer"), answer, happened: None, why: None };
    let facts = as_officer(&answer(HerAnswer::NotSafe), &offered()).unwrap();
    assert_eq!(facts.len(), 2);
    let disputed = offered().with(DAY, facts[0].body.clone()).with(DAY, facts[1].body.clone());
    disputed.owes("HA96-s206-suitable").is("late");
    assert_eq!(as_officer(&answer(HerAnswer::Yes), &offered()).unwrap().len(), 1);
    assert!(as_officer(&answer(HerAnswer::Yes), &disputed).is_err());
    let early = AnswerOffer { happened: Some("2026-03-01".parse().unwrap()), ..answer(HerAnswer::No) };
    assert!(as_officer(&early, &offered()).unwrap_err().because.contains("before the offer"));
}

#[test]
fn she_moves_in_on_an_offer_that_she_accepted() {
    let accepted = offered().on(DAY, "offer-answered offer=offer accepted");
    let command =
        |day: &str| MoveIn { offer: offered().id("offer"), listed: listed(), happened: day.parse().unwrap(), place: None };
    assert!(as_officer(&command(DAY), &offered()).unwrap_err().because.contains("not accepted"));
    assert!(as_officer(&command("2026-03-01"), &accepted).unwrap_err().because.contains("before the home was offered"));
    assert!(as_officer(&command("2026-03-03"), &accepted).is_err(), "tomorrow has not come yet");
    let facts = as_officer(&command(DAY), &accepted).unwrap();
    let Body::PlacementMade(it) = &facts[0].body else { panic!("{facts:?}") };
    assert!(it.suitability_checked && it.with_children && it.room.is_some() && !it.settled);
    assert_eq!((it.bedrooms, it.bedrooms_needed, it.nightly), (Some(2), Some(2), Some(Pence(6_500))));
}

#[test]
fn what_changed_after_the_check_is_checked_before_she_moves_in() {
    let later = offered().on(DAY, "offer-answered offer=offer accepted").on(DAY, "unsafe-area-named by=her to=housing");
    let command = MoveIn { offer: offered().id("offer"), listed: listed(), happened: DAY.parse().unwrap(), place: None };
    assert_eq!(as_officer(&command, &later).unwrap_err().rule, Some("HA96-s206-suitable"));
}

#[test]
fn leaving_because_he_found_her_is_flight_and_says_that_he_is_near() {
    let placed = her().on("2026-03-01", "here: placement-made by=housing home=temporary suitability_checked");
    let leave =
        |why, day: &str| LeavePlacement { placement: placed.id("here"), why, happened: day.parse().unwrap(), words: None };
    let facts = as_officer(&leave(WhyLeft::Found, DAY), &placed).unwrap();
    assert!(matches!(&facts[0].body, Body::PlacementEnded(it) if it.fled));
    assert!(matches!(&facts[1].body, Body::Noted(it) if it.shows.contains(Shows::NEAR)));
    assert_eq!(as_officer(&leave(WhyLeft::MovedOn, DAY), &placed).unwrap().len(), 1);
    assert!(as_officer(&leave(WhyLeft::MovedOn, "2026-02-28"), &placed).is_err());
    let gone = placed.clone().on(DAY, "placement-ended placement=here");
    assert!(as_officer(&leave(WhyLeft::MovedOn, DAY), &gone).unwrap_err().because.contains("already"));
}

#[test]
fn a_home_elsewhere_brings_the_authority_of_the_area_into_the_file_as_one_that_opens_nothing() {
    let host = ServiceNamed {
        team: TeamId(in_story("team", "test", "host")),
        name: "Housing".into(),
        function: crate::facts::Function::Housing,
        body: BodyId(in_story("body", "test", "council two")),
        body_name: "Council two".into(),
        body_kind: crate::facts::BodyKind::District,
        party: true,
        basis: Some("none".into()),
    };
    let command = CheckHome { listed: Listed { host: Some(host), ..listed() }, said: all_well(), words: None };
    let facts = as_officer(&command, &her()).unwrap();
    assert!(matches!(&facts[0].body, Body::ServiceNamed(it) if !it.party && it.basis.is_none()));
    assert!(matches!(&facts[1].body, Body::SuitabilityChecked(it) if it.host.is_some()));
}
