//! The invented files: in proportion, lawful, everybody's work owned, and nobody real in them.

use std::collections::{BTreeMap, BTreeSet};

use casefile::calendar::{london_date, london_moment};
use casefile::commands::gate;
use casefile::facts::{Body, Channel, Fact};
use casefile::file::CaseFile;
use casefile::obligations::{State, derive};
use demonstration::{DemonstrationFile, SEED, invented, many, partnership};
use jiff::civil::{Date, Time, date};

const TODAY: Date = date(2026, 11, 20);

fn all() -> Vec<DemonstrationFile> {
    invented(partnership(), SEED, TODAY, 400).collect()
}

/// Every private value of a file, with the field that it stands in.
fn private(facts: &[Fact]) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for mut fact in facts.iter().cloned() {
        fact.body.private(&mut |field, value| {
            value.shut_with(&mut |_, text| {
                found.push((field, text.to_owned()));
                None
            });
        });
    }
    found
}

#[test]
fn files_come_in_the_proportions_of_real_work() {
    let files = all();
    assert_eq!(files.len(), 400);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for file in &files {
        *kinds.entry(file.kind.as_str()).or_default() += 1;
    }
    assert!(kinds.len() >= 12, "{kinds:?}");
    let housing: usize =
        ["homeless", "threatened with homelessness", "asks to move", "stays, made safe"].iter().map(|kind| kinds[kind]).sum();
    assert!((180..=240).contains(&housing), "{kinds:?}");
    assert!(kinds["conference"] * 6 < housing && kinds["child protection"] * 20 < housing, "{kinds:?}");
    let count =
        |wanted: &dyn Fn(&Body) -> bool| files.iter().filter(|file| file.facts.iter().any(|fact| wanted(&fact.body))).count();
    assert!((60..=160).contains(&count(&|body| matches!(body, Body::CaseClosed(_)))));
    let safe = count(&|body| matches!(body, Body::SafeContactSet(it) if it.safe));
    assert!((130..=280).contains(&safe), "{safe}");
    assert!(count(&|body| matches!(body, Body::SafeContactSet(it) if it.channel == Channel::Letter && !it.safe)) >= 20);
    let with_children =
        files.iter().filter(|file| CaseFile::fold(file.facts.clone()).people().children().next().is_some()).count();
    assert!((200..=280).contains(&with_children), "{with_children}");
}

#[test]
fn the_same_day_and_seed_give_the_same_files_and_another_seed_gives_others() {
    let first = |seed| invented(partnership(), seed, TODAY, 20).collect::<Vec<_>>();
    assert_eq!(first(1), first(1));
    assert_ne!(first(1)[0].id, first(2)[0].id);
    let ids: BTreeSet<_> = all().iter().map(|file| file.id.0).collect();
    assert_eq!(ids.len(), 400);
    let tomorrow: Vec<_> = invented(partnership(), SEED, TODAY.tomorrow().unwrap(), 3).map(|file| file.id).collect();
    assert_eq!(tomorrow, all().iter().take(3).map(|file| file.id).collect::<Vec<_>>());
}

#[test]
fn a_file_begins_with_its_opening_and_ends_before_today() {
    let morning = london_moment(TODAY.to_datetime(Time::midnight()));
    let mut references = BTreeSet::new();
    for file in all() {
        let Some(Body::FileOpened(opened)) = file.facts.first().map(|fact| &fact.body) else {
            panic!("{} is not opened", file.kind)
        };
        assert!(references.insert(opened.reference.clone()));
        assert!(file.facts.is_sorted_by_key(|fact| fact.recorded));
        for fact in &file.facts {
            assert!(fact.recorded < morning, "{}", file.kind);
            assert!(fact.happened.date <= london_date(fact.recorded), "{}", file.kind);
            assert!(fact.body.teams().iter().all(|team| !team.0.is_nil()));
        }
    }
}

#[test]
fn whatever_is_owed_is_owed_by_an_officer_of_the_partnership() {
    let here = partnership();
    for file in all() {
        let folded = CaseFile::fold(file.facts);
        let owed = derive(&folded, &here.standards);
        // What privacy officers owe falls to all of them in a body.
        for owed in owed.iter().filter(|owed| !casefile::confidentiality::is_for_guardians(owed.rule.id)) {
            let officer = owed.owner.officer.unwrap_or_else(|| panic!("{} in “{}” has no officer", owed.rule.id, file.kind));
            let account = here.officers.iter().find(|account| account.id == officer).expect("an officer of the partnership");
            assert_eq!(account.team, owed.owner.team);
        }
    }
}

#[test]
fn lists_look_like_work_most_done_some_late_some_due_today_some_coming() {
    let here = partnership();
    let now = TODAY.at(9, 0, 0, 0);
    let mut states: BTreeMap<State, usize> = BTreeMap::new();
    let mut today = 0;
    for file in all() {
        for owed in derive(&CaseFile::fold(file.facts), &here.standards) {
            let state = owed.state(now);
            *states.entry(state).or_default() += 1;
            today += usize::from(state == State::Open && owed.due.date == TODAY);
        }
    }
    let of = |state| states.get(&state).copied().unwrap_or(0);
    assert!(of(State::Met) > 10 * of(State::Late), "{states:?}");
    assert!(of(State::Late) > 0 && of(State::Coming) > 0 && of(State::Open) > 0, "{states:?}");
    assert!(today > 0, "nothing is due today");
}

#[test]
fn nothing_in_them_would_have_been_refused() {
    let mut refused = BTreeMap::new();
    for file in all() {
        for (at, fact) in file.facts.iter().enumerate() {
            let before = CaseFile::fold(file.facts[..at].to_vec());
            if let Err(refusal) = gate::check(&before, &fact.body, fact.happened) {
                *refused.entry((file.kind.clone(), fact.body.kind().code(), refusal.because)).or_insert(0) += 1;
            }
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
}

/// Every postcode area there is in the United Kingdom, and those of the forces and the Crown dependencies.
const AREAS: &str = "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY \
    HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR QC RG RH RM S \
    SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV XX YO ZE";

#[test]
fn every_number_address_and_place_can_belong_to_nobody() {
    let (mut numbers, mut places) = (0, 0);
    for file in all() {
        for (field, text) in private(&file.facts) {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            if digits.len() >= 9 {
                numbers += 1;
                let drama = digits.len() == 11 && (digits.starts_with("07700900") || digits.starts_with("01632960"));
                assert!(drama, "{field}: {text}");
            }
            assert!(!text.contains(['{', '}']), "{field}: {text}");
            if text.contains('@') {
                assert!(text.ends_with(".example"), "{field}: {text}");
            }
            if field == "place" {
                places += 1;
                let (_, postcode) = text.rsplit_once(", ").expect("a postcode at the end");
                let area: String = postcode.chars().take_while(char::is_ascii_alphabetic).collect();
                assert!(!AREAS.split_whitespace().any(|real| real == area), "{text}");
                let inward = postcode.rsplit_once(' ').expect("an inward part").1;
                assert!(inward[1..].chars().all(|letter| "CIKMOV".contains(letter)), "{text}");
            }
        }
    }
    assert!(numbers > 80 && places > 100, "{numbers} numbers, {places} places");
}

#[test]
fn no_body_or_town_bears_the_name_of_a_real_authority() {
    let real = include_str!("data/english_authorities.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let here = partnership();
    let mut ours: Vec<String> = here.bodies.iter().map(|body| body.name.clone()).collect();
    ours.extend(here.teams.iter().map(|team| team.name.clone()));
    ours.push(here.name.clone());
    ours.extend(all().iter().flat_map(|file| private(&file.facts)).filter(|(field, _)| *field == "place").map(|(_, text)| text));
    let words = |text: &str| {
        let mut padded = String::from(" ");
        padded.extend(text.to_lowercase().chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }));
        padded.push(' ');
        padded
    };
    let ours: Vec<String> = ours.iter().map(|name| words(name)).collect();
    for name in real {
        let name = words(name);
        assert!(ours.iter().all(|own| !own.contains(&name)), "{name}");
    }
}

#[test]
fn files_for_measurements_have_the_length_that_was_asked_for() {
    for (at, file) in many(partnership(), 3, TODAY, 200, 60).enumerate() {
        assert_eq!(file.facts.len(), 60, "file {at}, “{}”", file.kind);
        assert!(file.facts.is_sorted_by_key(|fact| fact.recorded));
        assert!(matches!(file.facts[0].body, Body::FileOpened(_)));
    }
}
