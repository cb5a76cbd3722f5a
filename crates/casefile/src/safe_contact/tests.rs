//! Safe contact, told as short cases, and what holds whatever happens.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::facts::{ContactWay, Function, Role};
use crate::ids::FactId;
use crate::obligations::Standards;
use crate::testing::{TestFile, a_council, team_id};

#[test]
fn once_abuse_is_known_a_safe_way_to_reach_her_is_on_file_the_next_day() {
    let file = a_council().on("2026-03-02", "told: disclosure-made to=housing");
    file.owes("COG21-safe-contact").because(&["told"]).due("2026-03-03").is("late");
    let unsafe_way = file.clone().on("2026-03-03", "safe-contact-set person=her channel=email");
    unsafe_way.owes("COG21-safe-contact").is("late");
    let file = file.on("2026-03-03", "safe: safe-contact-set person=her channel=phone safe");
    file.all("COG21-safe-contact").remove(0).is("met");
    a_council().on("2026-03-02", "noted by=housing").owes_nothing_under("COG21-safe-contact");
}

#[test]
fn it_is_asked_again_before_thirty_days_are_over() {
    let file = a_council().on("2026-03-02", "safe: safe-contact-set person=her channel=phone safe by=housing");
    file.owes("COG21-safe-contact").since("2026-03-25").due("2026-04-01").on("2026-03-24", "coming");
    let file = file.on("2026-03-24", "again: safe-contact-set person=her channel=phone safe by=housing");
    file.owes("COG21-safe-contact").because(&["again"]).since("2026-04-16");
    file.on("2026-04-10", "case-closed by=housing why=safe").owes_nothing_under("COG21-safe-contact");
}

#[test]
fn it_is_asked_again_when_he_is_released() {
    let file = a_council()
        .on("2026-03-02", "safe: safe-contact-set person=her channel=phone safe by=housing")
        .on("2026-04-07", "released: released person=him to=housing");
    let released = file.all("COG21-safe-contact").remove(0).because(&["released"]).due("2026-04-08");
    released.is("late");
    let file = file.on("2026-04-08", "safe-contact-set person=her channel=phone by=housing");
    file.all("COG21-safe-contact").remove(0).is("met");
}

#[test]
fn saying_what_he_must_not_have_says_that_a_safe_way_is_needed() {
    a_council()
        .on("2020-02-03", "told: disclosure-made to=children shows=violence")
        .on("2020-02-19", "keep: confidentiality-asked by=her to=children items=phone keep_from=him")
        .owes("COG21-safe-contact")
        .because(&["told", "keep"])
        .is("late");
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Why she cannot be reached at a point on a day; nothing where she can.
fn why(file: &TestFile, entry: &str, on: &str) -> Option<Why> {
    let folded = file.fold();
    let contact = SafeContact::of(&folded, &Standards::default(), day(on));
    contact.point(file.id(entry)).unwrap_or_else(|| panic!("«{entry}» has been superseded")).why_not()
}

fn phone() -> TestFile {
    a_council()
        .outsider("idva", Function::Idva, "charity")
        .on("2026-03-02", "phone: safe-contact-set person=her channel=phone safe confirmed=2026-03-02 by=housing")
}

#[test]
fn nothing_is_safe_until_she_confirmed_it() {
    let file = a_council()
        .on("2026-03-02", "unconfirmed: safe-contact-set person=her channel=phone safe")
        .on("2026-03-02", "said: safe-contact-set person=her channel=email confirmed=2026-03-02")
        .on("2026-03-02", "form: safe-contact-set person=her channel=online safe confirmed=2026-03-02");
    assert_eq!(why(&file, "unconfirmed", "2026-03-02"), Some(Why::NeverConfirmed));
    assert_eq!(why(&file, "said", "2026-03-02"), Some(Why::SaidSo));
    assert_eq!(why(&file, "form", "2026-03-02"), Some(Why::NoWay));
}

#[test]
fn thirty_days_and_not_one_more_or_as_many_as_the_partnership_says() {
    let file = phone();
    assert_eq!(why(&file, "phone", "2026-04-01"), None);
    assert_eq!(why(&file, "phone", "2026-04-02"), Some(Why::Old { until: date(2026, 4, 1) }));
    let standards = Standards { thresholds: [(DAYS.to_owned(), 10)].into(), ..Standards::default() };
    let folded = file.fold();
    let contact = SafeContact::of(&folded, &standards, date(2026, 3, 13));
    assert!(!contact.points()[0].is_safe());
}

#[test]
fn what_happens_since_makes_it_unsafe_until_she_confirms_it_again() {
    type Expected = fn(FactId) -> Why;
    let cases: [(&str, Expected); 8] = [
        ("it: moved person=her", Why::Moved),
        ("it: left-home person=her", Why::Moved),
        ("it: released person=him", Why::Released),
        ("it: bailed person=him", Why::Released),
        ("it: release-date-known person=him on=2026-03-12 to=housing", Why::Released),
        ("it: new-household-known person=him to=housing", Why::NewOccupant),
        ("it: breach-found by=housing items=phone recipient=him", Why::GotOut),
        ("it: safety-measure by=housing measure=number-changed", Why::Superseded),
    ];
    for (what, expected) in cases {
        let file = phone().on("2026-03-10", what);
        assert_eq!(why(&file, "phone", "2026-03-13"), Some(expected(file.id("it"))), "{what}");
        let again = "again: safe-contact-set person=her channel=phone safe confirmed=2026-03-13 by=housing";
        assert_eq!(why(&file.on("2026-03-13", again), "again", "2026-03-13"), None, "{what}");
    }
}

#[test]
fn a_day_of_release_counts_when_it_comes_unless_it_was_put_off_before() {
    let file = phone().on("2026-03-04", "date: release-date-known person=him on=2026-03-20 to=housing");
    assert_eq!(why(&file, "phone", "2026-03-19"), None);
    assert_eq!(why(&file, "phone", "2026-03-20"), Some(Why::Released(file.id("date"))));
    let put_off = file.clone().on("2026-03-10", "release-date-known person=him on=2026-06-01 to=housing");
    assert_eq!(why(&put_off, "phone", "2026-03-21"), None);
    let too_late = file.on("2026-03-21", "release-date-known person=him on=2026-06-01 to=housing");
    assert!(why(&too_late, "phone", "2026-03-21").is_some(), "she is asked again first");
}

#[test]
fn who_can_get_at_it_decides() {
    let file = a_council().person("brother", Role::Relative);
    let file = file.on("2026-01-02", "relationship-recorded person=brother relation=sibling with=him");
    let point = "point: safe-contact-set person=her channel=phone safe confirmed=2026-03-02 reached_by=brother";
    let brother = file.person_id("brother");
    assert_eq!(why(&file.on("2026-03-02", point), "point", "2026-03-02"), Some(Why::Within(brother)));

    let letter = "letter: safe-contact-set person=her channel=letter safe confirmed=2026-03-02";
    let lives = a_council().on("2026-01-02", "person-added person=him role=alleged-perpetrator in_household");
    let him = lives.person_id("him");
    assert_eq!(why(&lives.clone().on("2026-03-02", letter), "letter", "2026-03-02"), Some(Why::LivesThere(him)));
    let left = lives.on("2026-02-01", "left-home person=her").on("2026-03-02", letter);
    assert_eq!(why(&left, "letter", "2026-03-02"), None, "she wrote it down after she had left");
    let joint = a_council().on("2026-01-02", "held: tenancy-held person=her tenure=social-joint").on("2026-03-02", letter);
    assert_eq!(why(&joint, "letter", "2026-03-02"), Some(Why::SharedTenancy(joint.id("held"))));
}

#[test]
fn an_old_number_is_gone_once_a_newer_one_is_there() {
    let file = phone().on("2026-03-05", "new: safe-contact-set person=her channel=text safe confirmed=2026-03-05 replaces=phone");
    assert_eq!(why(&file, "phone", "2026-03-06"), Some(Why::Superseded(file.id("new"))));
    let file = phone().on("2026-03-05", "safe-contact-set person=her channel=phone safe confirmed=2026-03-05");
    let folded = file.fold();
    assert!(SafeContact::of(&folded, &Standards::default(), day("2026-03-06")).point(file.id("phone")).is_none());
    let confirmed =
        phone().on("2026-03-20", "safe-contact-set person=her channel=phone safe confirmed=2026-03-20 confirms=phone");
    assert_eq!(why(&confirmed, "phone", "2026-04-10"), None);
}

#[test]
fn each_way_is_agreed_to_by_itself_and_one_word_takes_it_back() {
    let both = "both: safe-contact-set person=her channel=phone safe confirmed=2026-03-02 ways=voice,text";
    let file = a_council().on("2026-03-02", both);
    let ways = |file: &TestFile| {
        let folded = file.fold();
        SafeContact::of(&folded, &Standards::default(), day("2026-03-10")).point(file.id("both")).unwrap().ways.clone()
    };
    assert_eq!(ways(&file), [ContactWay::Voice, ContactWay::Text]);
    assert_eq!(ways(&file.on("2026-03-05", "safe-contact-set person=her channel=text")), [ContactWay::Voice]);
    let alone = phone().fold();
    let contact = SafeContact::of(&alone, &Standards::default(), day("2026-03-10"));
    let her = alone.survivor().unwrap();
    assert!(contact.reaching(her, ContactWay::Voice).is_some());
    assert!(contact.reaching(her, ContactWay::Voicemail).is_none(), "nobody agreed to a message");
    assert!(contact.reaching(her, ContactWay::Text).is_none());
}

#[test]
fn there_is_one_next_way_or_somebody_to_go_through() {
    let file = phone().on("2026-03-09", "mail: safe-contact-set person=her channel=email safe confirmed=2026-03-09 by=children");
    let folded = file.fold();
    let next = |on: &str| next_safe_way(&folded, &Standards::default(), day(on));
    assert!(matches!(next("2026-03-10"), NextWay::Use { point, way: ContactWay::Email } if point.fact.id == file.id("mail")));
    assert!(matches!(next("2026-06-10"), NextWay::Through(team) if team == team_id("children")), "whom she told last");
    let folded = file.team("idva", Function::Idva, "charity").fold();
    let through = next_safe_way(&folded, &Standards::default(), day("2026-06-10"));
    assert!(matches!(through, NextWay::Through(team) if team == team_id("idva")));
}

/// Things that may happen, after a first confirmed telephone number: on which day of the year, and what.
const MAY_HAPPEN: &[&str] = &[
    "moved person=her",
    "left-home person=her",
    "released person=him",
    "bailed person=him",
    "recalled person=him",
    "custody-began person=him",
    "release-date-known person=him on=2026-05-01 to=housing",
    "release-date-known person=him on=2026-11-01 to=housing",
    "new-household-known person=him to=housing",
    "breach-found by=housing items=phone recipient=him",
    "safety-measure by=housing measure=number-changed",
    "case-closed by=housing why=safe",
    "case-reopened by=housing",
    "tenancy-held person=her tenure=social-joint",
    "safe-contact-set person=her channel=text",
    "safe-contact-set person=her channel=phone",
    "confidentiality-asked by=her to=children items=phone keep_from=him",
];

fn lived(happened: &[(i64, usize)]) -> TestFile {
    let mut happened = happened.to_vec();
    happened.sort_unstable();
    let start = date(2026, 1, 5);
    let file = a_council()
        .on("2026-01-05", "phone: safe-contact-set person=her channel=phone ways=voice,text safe confirmed=2026-01-05")
        .on("2026-01-05", "letter: safe-contact-set person=her channel=letter safe confirmed=2026-01-05");
    happened.iter().fold(file, |file, (days, what)| {
        file.on(&start.saturating_add(days.days()).to_string(), MAY_HAPPEN[*what % MAY_HAPPEN.len()])
    })
}

fn safe_ways(file: &CaseFile, on: Date) -> Vec<(FactId, Vec<ContactWay>)> {
    let contact = SafeContact::of(file, &Standards::default(), on);
    contact.points().iter().filter(|point| point.is_safe()).map(|point| (point.fact.id, point.ways.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_has_lapsed_stays_lapsed_until_she_confirms_it_again(
        before in proptest::collection::vec((0_i64..40, 0_usize..40), 0..5),
        later in proptest::collection::vec((40_i64..90, 0_usize..40), 0..5),
        from in 40_i64..60, on in 60_i64..120,
    ) {
        let start = date(2026, 1, 5);
        let mut all = before.clone();
        all.extend(later.iter().map(|(days, what)| (*days.max(&from), *what)));
        let then = safe_ways(&lived(&before).fold(), start.saturating_add(from.days()));
        let now = safe_ways(&lived(&all).fold(), start.saturating_add(on.days()));
        for (point, ways) in now {
            let had = then.iter().find(|(id, _)| *id == point).map(|(_, ways)| ways.clone()).unwrap_or_default();
            prop_assert!(ways.iter().all(|way| had.contains(way)), "{ways:?} of {had:?}");
        }
    }

    #[test]
    fn it_does_not_matter_in_which_order_facts_come(happened in proptest::collection::vec((0_i64..60, 0_usize..40), 0..8), turn in 0_usize..8, on in 0_i64..90) {
        let file = lived(&happened).fold();
        let mut turned = file.history().to_vec();
        let by = turn % turned.len();
        turned.rotate_left(by);
        let on = date(2026, 1, 5).saturating_add(on.days());
        prop_assert_eq!(safe_ways(&file, on), safe_ways(&CaseFile::fold(turned), on));
    }

    #[test]
    fn nothing_is_safe_by_itself(happened in proptest::collection::vec((0_i64..60, 0_usize..40), 0..8), on in 0_i64..90) {
        let without: Vec<Fact> = lived(&happened)
            .fold()
            .history()
            .iter()
            .filter(|fact| fact.is::<SafeContactSet>().is_none_or(|it| !it.safe || it.confirmed.is_none()))
            .cloned()
            .collect();
        prop_assert!(safe_ways(&CaseFile::fold(without), date(2026, 1, 5).saturating_add(on.days())).is_empty());
    }
}
