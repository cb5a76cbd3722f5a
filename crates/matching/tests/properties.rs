//! What must hold whatever the lists say.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test may stop where it stands")]

use std::num::NonZeroUsize;

use invented::{Habits, Row, Set};
use matching::{Band, Index, Options, Outcome, Person, Table, Unwatched, dedupe, explain, link};
use proptest::prelude::*;

fn person(row: &Row) -> Person<'_> {
    let cell = |at: usize| row.cells[at].as_str();
    Person {
        first_name: cell(1),
        middle_names: cell(2),
        surname: cell(3),
        sex: cell(4),
        dob: cell(5),
        address: cell(6),
        town: cell(7),
        postcode: cell(8),
        phone: cell(9),
        email: cell(10),
        nino: cell(11),
        aliases: cell(12),
        nhs: "",
        uprn: "",
        former_addresses: "",
    }
}

fn table<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Table {
    let mut table = Table::new();
    for row in rows {
        table.add(&person(row));
    }
    table
}

fn threads(number: usize) -> Options {
    Options { threads: NonZeroUsize::new(number).unwrap(), ..Options::default() }
}

fn deduped(set: &Set, options: &Options) -> Outcome {
    dedupe(&mut table(&set.rows), options, &Unwatched)
}

/// Right pairs found, pairs given, pairs there are.
fn judged(outcome: &Outcome, people: &[u32]) -> (usize, usize, usize) {
    let same = |one: u32, other: u32| people[one as usize] == people[other as usize];
    let given: Vec<_> = outcome.pairs.iter().filter(|pair| pair.chance >= matching::WORKING_THRESHOLD).collect();
    let right = given.iter().filter(|pair| same(pair.one, pair.other)).count();
    let mut counts = std::collections::HashMap::new();
    for person in people {
        *counts.entry(person).or_insert(0_usize) += 1;
    }
    (right, given.len(), counts.values().map(|count| count * (count - 1) / 2).sum())
}

#[test]
fn the_answer_does_not_depend_on_the_number_of_threads() {
    let set = invented::dedupe(3000, 5, &Habits::harsh());
    assert_eq!(deduped(&set, &threads(1)), deduped(&set, &threads(3)));
    let lists = invented::link(300, 3000, 5, &Habits::harsh());
    let linked = |options: &Options| {
        let mut table = table(lists.register.rows.iter().chain(&lists.feed.rows));
        link(&mut table, 300, options, &Unwatched)
    };
    assert_eq!(linked(&threads(1)), linked(&threads(2)));
}

#[test]
fn one_list_has_one_answer_in_whatever_order_it_stands() {
    let set = invented::dedupe(2000, 9, &Habits::easy());
    let turned = Set { rows: set.rows.iter().rev().cloned().collect(), people: set.people.iter().rev().copied().collect() };
    let (one, other) = (deduped(&set, &threads(1)), deduped(&turned, &threads(1)));
    let last = u32::try_from(set.rows.len()).unwrap() - 1;
    let mut chances = std::collections::HashMap::new();
    for pair in &one.pairs {
        chances.insert((pair.one, pair.other), pair.chance);
    }
    // Which pairs serve to count strangers depends on the order, so chances may differ a little and decisions hardly.
    let mut differing = 0;
    for pair in &other.pairs {
        let (a, b) = (last - pair.other, last - pair.one);
        let chance = chances.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0);
        differing += usize::from((chance >= 0.5) != (pair.chance >= 0.5));
    }
    assert!(differing * 200 <= one.pairs.len(), "{differing} of {}", one.pairs.len());
}

#[test]
fn most_records_of_one_person_come_together_and_few_of_two() {
    for (habits, found, sure) in [(Habits::easy(), 95, 95), (Habits::harsh(), 80, 85)] {
        let set = invented::dedupe(4000, 21, &habits);
        let (right, given, all) = judged(&deduped(&set, &Options::default()), &set.people);
        assert!(right * 100 >= all * found, "{right} of {all} found");
        assert!(right * 100 >= given * sure, "{right} of {given} right");
    }
}

#[test]
fn clusters_part_the_records_and_hold_what_belongs_together() {
    let set = invented::dedupe(3000, 31, &Habits::easy());
    let outcome = deduped(&set, &Options::default());
    let mut seen = std::collections::HashSet::new();
    for cluster in &outcome.clusters {
        assert!(cluster.records.len() > 1 && cluster.records.is_sorted());
        assert!(cluster.records.iter().all(|record| seen.insert(*record)), "a record is in one cluster");
    }
    let of = |record: u32| outcome.clusters.iter().position(|cluster| cluster.records.contains(&record));
    for pair in outcome.pairs.iter().filter(|pair| pair.chance >= 0.5) {
        assert_eq!(of(pair.one), of(pair.other), "a pair above the line is in one cluster");
    }
}

#[test]
fn chances_mean_what_they_say() {
    for habits in [Habits::easy(), Habits::harsh()] {
        let set = invented::dedupe(8000, 41, &habits);
        let outcome = deduped(&set, &Options::default());
        let (mut said, mut right, mut count) = (0.0, 0.0, 0.0);
        for pair in outcome.pairs.iter().filter(|pair| pair.chance >= 0.1) {
            said += f64::from(pair.chance);
            right += f64::from(u8::from(set.people[pair.one as usize] == set.people[pair.other as usize]));
            count += 1.0;
        }
        assert!(((said - right) / count).abs() < 0.08, "said {} of {count}, right {}", said / count, right / count);
    }
}

#[test]
fn twins_and_a_father_and_son_of_one_name_are_two_people() {
    let home = Person { address: "12 Elm Road", town: "Marram", postcode: "ZA1 2BC", phone: "01632 960001", ..Person::default() };
    let mut table = table(&invented::dedupe(3000, 51, &Habits::easy()).rows);
    let twins = ["Ella", "Grace"]
        .map(|first_name| table.add(&Person { first_name, surname: "Ravensworth", sex: "F", dob: "2009-04-05", ..home }));
    let (father, son) = (
        table.add(&Person { first_name: "Peter", surname: "Ravensworth", sex: "M", dob: "1979-11-20", ..home }),
        table.add(&Person { first_name: "Peter", surname: "Ravensworth", sex: "M", dob: "2006-02-11", ..home }),
    );
    let outcome = dedupe(&mut table, &Options { least: 0.0, ..Options::default() }, &Unwatched);
    for (one, other) in [(twins[0], twins[1]), (father, son)] {
        let chance = outcome
            .pairs
            .iter()
            .find(|pair| (pair.one as usize, pair.other as usize) == (one, other))
            .map_or(0.0, |pair| pair.chance);
        assert!(chance < 0.5, "{chance}: they are two people");
    }
}

#[test]
fn somebody_who_has_moved_is_known_by_a_former_address() {
    let mut table = table(&invented::dedupe(3000, 71, &Habits::easy()).rows);
    let whole = Person { first_name: "Ada", surname: "Ravensworth", ..Person::default() };
    let before = table.add(&Person { address: "Flat 2, 14 Elm Rd", town: "Marram", postcode: "ZA9 9BC", ..whole });
    let former_addresses = "3 Oak Lane, Penwick ZB1 1AA; 2/14 Elm Road, Marram, za9 9bc";
    let after = table.add(&Person { address: "7 Mill Lane", postcode: "ZC3 3CC", former_addresses, dob: "1990-05-06", ..whole });
    let elsewhere = table.add(&Person { address: "9 Hill Street", postcode: "ZD4 4DD", dob: "1990-05-06", ..whole });
    let outcome = dedupe(&mut table, &Options::default(), &Unwatched);
    let place = |place: usize| u32::try_from(place).unwrap();
    assert!(
        explain(&table, &outcome.learned, place(before), place(after))
            .contains("a former address of one is an address of the other")
    );
    let chance = |one: usize, other: usize| {
        let of = |pair: &&matching::Pair| (pair.one as usize, pair.other as usize) == (one, other);
        outcome.pairs.iter().find(of).map_or(0.0, |pair| pair.chance)
    };
    assert!(chance(before, after) > 0.9, "{}", chance(before, after));
    let mut index = Index::of(table, &Options::default());
    let asked = Person { first_name: "Ada", surname: "Ravensworth", former_addresses: "7 Mill Ln ZC3 3CC", ..Person::default() };
    assert_eq!(index.find(&asked, 3)[0].place, after, "not {elsewhere}");
}

#[test]
fn whoever_is_in_an_index_is_found_in_it_and_first() {
    let set = invented::dedupe(2000, 61, &Habits::easy());
    let mut index = Index::of(table(&set.rows), &Options::default());
    let len = index.len();
    let mut first = 0;
    for (at, row) in set.rows.iter().enumerate().step_by(7) {
        let hits = index.find(&person(row), 3);
        assert!(hits.iter().any(|hit| set.people[hit.place] == set.people[at]), "{row:?}");
        first += usize::from(set.people[hits[0].place] == set.people[at]);
    }
    assert_eq!((index.len(), first), (len, set.rows.len().div_ceil(7)));
    let newcomer = Person { first_name: "Zebedee", surname: "Ravensworth-Quill", dob: "1990-03-02", ..Person::default() };
    assert!(index.find(&newcomer, 3).first().is_none_or(|hit| hit.band() < Some(Band::Likely)));
    let place = index.add(&newcomer);
    assert_eq!(index.find(&newcomer, 1)[0].place, place);
}

/// Text as people and machines damage it.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z]{0,9}",
        2 => "[0-9/ .-]{0,12}",
        2 => "\\PC{0,16}",
        1 => Just("1986-03-02".to_owned()),
        1 => Just("Flat 3/12b St St".to_owned()),
        1 => Just("a.b+c@d.example".to_owned()),
        1 => Just("x".repeat(500)),
        1 => Just("Ольга Ωmega 张伟;O'Neill-Smith".to_owned()),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    prop::array::uniform13(cell()).prop_map(|cells| Row { cells })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_a_list_says_stops_the_engine(rows in prop::collection::vec(row(), 0..40), left in 0..40_usize) {
        let mut all = table(&rows);
        let outcome = dedupe(&mut all, &threads(1), &Unwatched);
        for pair in &outcome.pairs {
            prop_assert!(pair.one != pair.other && (0.0..=1.0).contains(&pair.chance));
            prop_assert!(!explain(&all, &outcome.learned, pair.one, pair.other).is_empty());
        }
        let outcome = link(&mut table(&rows), left, &threads(1), &Unwatched);
        for pair in &outcome.pairs {
            prop_assert!((pair.one as usize) < left && (pair.other as usize) >= left);
        }
        let mut index = Index::of(table(&rows), &threads(1));
        for row in &rows {
            prop_assert!(index.find(&person(row), 4).len() <= 4);
        }
    }

    #[test]
    fn two_records_agree_alike_whichever_comes_first(one in row(), other in row()) {
        let explained = |rows: [&Row; 2]| {
            let mut table = table(rows);
            let learned = dedupe(&mut table, &threads(1), &Unwatched).learned;
            explain(&table, &learned, 0, 1)
        };
        prop_assert_eq!(explained([&one, &other]), explained([&other, &one]));
    }
}
