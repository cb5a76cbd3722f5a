//! Schemes that can be read, and what is said of those that cannot.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use jiff::civil::date;
use proptest::prelude::*;

use super::{ReadScheme, Schemes, preferences, standard};
use crate::facts::Circumstance;
use crate::ids::BodyId;
use uuid::Uuid;

const TEXT: &str = include_str!("standard.toml");

/// What is said of our own scheme with one thing changed.
fn changed(from: &str, to: &str) -> Vec<String> {
    assert!(TEXT.contains(from), "“{from}” is not in the scheme");
    ReadScheme::read(&TEXT.replacen(from, to, 1)).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

fn line_of(part: &str) -> usize {
    TEXT[..TEXT.find(part).unwrap()].lines().count()
}

#[test]
fn a_scheme_that_mentions_the_score_of_a_risk_assessment_is_refused_wherever_it_stands() {
    let said = changed("says = \"High need.\"", "says = \"High need, or a DASH of fourteen.\"");
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with(&format!("line {}: “dash” has no place", line_of("says = \"High need.\"") + 1)), "{}", said[0]);
    assert!(changed("[targets]", "[targets]\nmarac_score = 14")[0].contains("“marac”"));
    assert!(changed("name = \"Band A\"", "name = \"Marac band\"")[0].contains("“marac”"));
    assert!(changed("# ---- Times ----", "# No score counts here").is_empty(), "a remark is no rule");
    assert!(Circumstance::ALL.iter().all(|one| !one.code().contains("marac") && !one.code().contains("risk")));
}

#[test]
fn no_local_connection_can_be_asked_of_somebody_who_flees_abuse() {
    let said = changed("not_for_abuse = true", "not_for_abuse = false");
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("S.I. 2025/706") && said[0].contains("not_for_abuse = true"), "{}", said[0]);
}

#[test]
fn everybody_whom_the_act_prefers_stands_higher_than_those_whom_it_does_not() {
    let low = TEXT.replacen("what = \"medical\"\nband = \"C\"", "what = \"medical\"\nband = \"D\"", 1);
    let said = ReadScheme::read(&low).unwrap_err();
    assert!(said[0].to_string().contains("must be preferred (s.166A(3))"), "{}", said[0]);
    let forgotten = TEXT.replacen("what = \"hardship\"", "what = \"none\"", 1);
    let said: Vec<String> = ReadScheme::read(&forgotten).unwrap_err().iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|one| one.contains("nothing is said of “hardship”") && one.contains("s.166A(3)(e)")), "{said:?}");
    let lower = TEXT.replacen("what = \"abuse\"\nband = \"A\"", "what = \"abuse\"\nband = \"C\"", 1);
    let said = ReadScheme::read(&lower).unwrap_err();
    assert!(said[0].to_string().contains("is homeless too"), "{}", said[0]);
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_how_to_mend_it() {
    for (from, to, wrong) in [
        ("band = \"A\"", "band = \"Z\"", "there is no band “Z”; name one of: A, B, C, D"),
        ("code = \"B\"", "code = \"A\"", "the band “A” stands twice"),
        ("meets = \"first Tuesday of the month\"", "meets = \"when it suits\"", "first Tuesday of the month"),
        ("meets = \"first Tuesday of the month\"", "dates = []", "no day is listed"),
        ("meets = \"first Tuesday of the month\"", "", "it does not say when the panel meets"),
        ("from = 1997-04-01", "from = \"April\"", "line 7"),
        ("papers = 3", "papers = -1", "“papers” cannot be -1; write a number from 0 to 20"),
        ("abuse = 2", "abuse = 11", "cannot be 11"),
        ("ask = 21", "ask = 14", "“ask” cannot be 14"),
        ("decide = 8", "decide = 9", "“decide” cannot be 9"),
        ("says = \"High need.\"", "says = \" \"", "“says” says nothing"),
        ("what = \"abuse\"", "what = \"magic\"", "“magic” is not one of"),
        ("[offers]", "[ofers]", "unknown field `ofers`"),
        ("name = \"Standard scheme\"", "name = ", "this is not TOML"),
    ] {
        let said = changed(from, to);
        assert!(said.iter().any(|one| one.contains(wrong)), "{to}: {said:?}");
        assert!(said.iter().all(|one| one.starts_with("line ")), "{said:?}");
    }
    assert!(ReadScheme::read("").is_err());
}

#[test]
fn a_body_goes_by_its_own_scheme_of_the_day_and_else_by_the_one_that_comes_with_holdfast() {
    let body = |number| BodyId(Uuid::from_u128(number));
    let from = |day: &str| ReadScheme::read(&TEXT.replacen("from = 1997-04-01", &format!("from = {day}"), 1)).unwrap().scheme;
    let mut schemes = Schemes::default();
    schemes.add(vec![body(1), body(2)], from("2020-01-01"));
    schemes.add(vec![body(1)], from("2026-01-01"));
    assert_eq!(schemes.of(body(1), date(2025, 6, 1)).from, date(2020, 1, 1));
    assert_eq!(schemes.of(body(1), date(2026, 1, 1)).from, date(2026, 1, 1));
    assert_eq!(schemes.of(body(2), date(2026, 6, 1)).from, date(2020, 1, 1));
    assert_eq!(schemes.of(body(3), date(2026, 6, 1)), standard());
    assert_eq!(schemes.own(body(1), date(2019, 1, 1)), None);
    let kept = serde_json::to_string(&schemes).unwrap();
    assert_eq!(serde_json::from_str::<Schemes>(&kept).unwrap(), schemes);
    schemes.add(vec![body(2)], from("2020-01-01"));
    assert_eq!(schemes.own(body(2), date(2026, 6, 1)).unwrap().from, date(2020, 1, 1));
}

#[test]
fn a_panel_for_which_papers_can_no_longer_be_in_is_not_the_next() {
    let scheme = standard();
    assert_eq!(scheme.next_panel(date(2026, 5, 27)), Some(date(2026, 6, 2)));
    assert_eq!(scheme.papers_by(date(2026, 6, 2)), date(2026, 5, 28));
    assert_eq!(scheme.next_panel(date(2026, 5, 29)), Some(date(2026, 7, 7)));
}

fn circumstances() -> impl Strategy<Value = Vec<Circumstance>> {
    proptest::collection::vec(proptest::sample::select(Circumstance::ALL), 0..6)
}

proptest! {
    #[test]
    fn a_further_circumstance_never_lowers_a_band(counts in circumstances(), more in proptest::sample::select(Circumstance::ALL)) {
        let scheme = standard();
        let rank = |counts: &[Circumstance]| scheme.band_for(counts).and_then(|band| scheme.rank(&band.code)).unwrap();
        let mut with = counts.clone();
        with.push(more);
        prop_assert!(rank(&with) <= rank(&counts));
        with.reverse();
        prop_assert_eq!(rank(&with), rank(&{ let mut back = with.clone(); back.sort_unstable(); back }));
        if !preferences(more).is_empty() {
            prop_assert!(rank(&with) < scheme.bands.len() - 1);
        }
    }

    #[test]
    fn no_text_stops_the_reader(text in ".{0,200}") {
        let _ = ReadScheme::read(&text);
    }

    #[test]
    fn no_change_of_a_scheme_stops_the_reader(at in 0..TEXT.len(), put in "[ -~\n\u{e9}\u{1f600}]{0,3}") {
        if TEXT.is_char_boundary(at) {
            let text = format!("{}{put}{}", &TEXT[..at], &TEXT[at..]);
            if let Err(said) = ReadScheme::read(&text) {
                prop_assert!(!said.is_empty());
                prop_assert!(said.iter().all(|one| one.line >= 1 && !one.mend.is_empty()));
            }
        }
    }
}
