//! How people write names and places by hand: by ear, shortened, drawn out, with letters lost, as a program saved them.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::sync::LazyLock;

use redaction::{Case, Finder};

const CASE: &str = r#"{"case_id":"1","protected":[
 {"role":"protected adult","title":"Mrs","first":"Katarzyna","surname":"Pérez-Holub","former_surnames":["Orzeł"],"known_as":["Rina"],
  "emails":["rina.holub@example.org"],"gp":"Larkspur Medical Practice",
  "addresses":[{"line":"Flat 3, 27 Petrel House, 6 Cooper Lane","area":"Weirside","town":"Averton","postcode":"HX2 9PR"},
   {"line":"The Coach Loft, 15 St Oswin's Hill","area":"","town":"Averton","postcode":"HX3 1AB"}],"workplace":"Fernhollow Bakery","refuge":"Juniper Lodge"},
 {"role":"protected child","first":"Øyvind","surname":"Orzeł","school":"St Oswin's Primary School"},
 {"role":"protected child","first":"Marisol","surname":"Orzeł","school":"Tiny Acrobats Nursery"}],
 "recipient":{"title":"Mr","first":"Gavin","surname":"Orzeł"},
 "organisation":{"name":"Averton Council","domain":"averton.gov.uk","staff":["Helen Braithwaite"]}}"#;

static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::new(&serde_json::from_str::<Case>(CASE).unwrap()));

/// Whether each value within `[` and `]` is taken out, all of it.
fn is_taken_out(marked: &str) {
    let (before, rest) = marked.split_once("[[").unwrap();
    let (value, after) = rest.split_once("]]").unwrap();
    let text = format!("{before}{value}{after}");
    let range = before.len()..before.len() + value.len();
    let taken: Vec<_> = FINDER.find(&text).into_iter().filter(redaction::Finding::is_taken_out).map(|one| one.range).collect();
    let seen = text[range.clone()]
        .char_indices()
        .any(|(at, c)| c.is_alphanumeric() && !taken.iter().any(|one| one.contains(&(range.start + at))));
    assert!(!seen, "{text}: {taken:?}");
}

#[test]
fn names_by_ear_drawn_out_and_endeared() {
    for text in [
        "the little one, [[Marissol]], was there",
        "he shouted [[MARISOOOL]] up the stairs",
        "and [[Marisolka]] was crying",
        "her name is said [[Mari-sol]] by all",
        "then [[Oeyvind]] came",
        "they say [[Catherine]] for her",
    ] {
        is_taken_out(text);
    }
}

#[test]
fn names_with_letters_lost_and_as_a_program_saved_them() {
    for text in [
        "The letter said [[M?risol]] on it.",
        "Surname: [[P=C3=A9rez-Hol=\nub]]",
        "{\"given\": \"[[\\u00d8yvind]]\"}",
        "<p>[[&Oslash;yvind]] was away</p>",
        "<p><b>[[Mari</b>sol]] was away</p>",
        "child [[Ã˜yvind]] was away",
        "10:02 [[Rina]]🌸: hello",
    ] {
        is_taken_out(text);
    }
}

#[test]
fn her_name_with_his_surname_and_all_first_letters() {
    for text in [
        "a man asked for [[Rina Orzeł]] at the desk",
        "1) [[KPH]] do not give out",
        "77110/2;[[ORZEL;MARISOL]];20121230",
        "a card to [[Mrs G Orzeł]] came",
        "[[Marisol's]] coat",
    ] {
        is_taken_out(text);
    }
}

#[test]
fn places_in_short_in_two_and_in_one() {
    for text in [
        "registered at [[Larkspur Med Pract]] now",
        "registered at [[Larkspur M/P]] now",
        "seen at the [[Larkspur docters]] today",
        "she is at [[Fernhollow Bkry]] on days",
        "www.example.com/[[fernhollowbakery]] has it",
        "she works at [[fern hollow bakery]] still",
        "stays at the [[Juniper]] until May",
        "is at [[St O's]] next door",
        "moved to [[T. Acrobats]] in May",
    ] {
        is_taken_out(text);
    }
}

#[test]
fn mail_with_its_end_lost_or_said_in_other_words() {
    for text in ["write to [[rina.holub@example]] please", "it is [[rina.holub monkey example.org]] now"] {
        is_taken_out(text);
    }
}

#[test]
fn his_own_name_and_ordinary_words_stay() {
    for text in [
        "Mr Gavin Orzeł came",
        "Mr Orzeł's car",
        "Helen Braithwaite's note",
        "a marvellous time",
        "What?If so, ring",
        "the practice nurse",
    ] {
        assert!(!FINDER.find(text).iter().any(redaction::Finding::is_taken_out), "{text}");
    }
}

#[test]
fn a_description_goes_on_after_a_comma() {
    is_taken_out("She is in [[the bungalow behind the old creamery, opposite the pump]].");
}

#[test]
fn addresses_of_several_parts_each_part_by_itself() {
    for text in [
        "a parcel for [[27 Petrel House]] came back",
        "she is at [[Petrel Hse]], he must not know",
        "[[6 Cooper Ln]] is the back door",
        "the loft at [[15 St Oswins Hill]]",
        "ask at [[The Coach Loft]] first",
    ] {
        is_taken_out(text);
    }
}

#[test]
fn the_house_of_somebody_else_stays() {
    for text in ["the meeting is in Guildhall House, room 2", "Cooper Street is closed for works"] {
        assert!(!FINDER.find(text).iter().any(redaction::Finding::is_taken_out), "{text}");
    }
}
