//! What must hold of deriving, whatever the facts.

#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene should stop")]

mod arbitrary;

use arbitrary::{STRUCTURAL, any_facts, fact, json_body, line, owed};
use casefile::facts::Fact;
use casefile::file::CaseFile;
use casefile::ids::FactId;
use casefile::obligations::{Standards, derive, rules, under};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

fn cases() -> ProptestConfig {
    ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_same_facts_in_any_order_of_a_day_give_the_same_obligations(facts in any_facts(24), seed in any::<u64>()) {
        let mut shuffled = facts.clone();
        // All facts of one day trade places; facts recorded on different days keep their order.
        shuffled.sort_by_key(|fact| (fact.happened.date, fact.id.0.as_u128().rotate_left((seed % 128) as u32) ^ u128::from(seed)));
        let mut by_day = facts.clone();
        by_day.sort_by_key(|fact| fact.happened.date);
        prop_assert_eq!(owed(by_day.clone()), owed(shuffled));
        prop_assert_eq!(owed(by_day.clone()), owed(by_day));
    }

    #[test]
    fn a_fact_that_does_not_concern_a_rule_changes_nothing_under_it(facts in any_facts(24)) {
        let file = CaseFile::fold(facts.clone());
        let all = derive(&file, &Standards::default());
        for rule in rules() {
            let concerned: Vec<Fact> = facts
                .iter()
                .filter(|fact| STRUCTURAL.contains(&fact.body.kind()) || rule.concerns(fact.body.kind(), file.shows(fact)))
                .cloned()
                .collect();
            let without = CaseFile::fold(concerned);
            let lines = |all: &[casefile::obligations::Obligation]| all.iter().filter(|one| std::ptr::eq(one.rule, *rule)).map(line).collect::<Vec<_>>();
            prop_assert_eq!(lines(&all), lines(&derive(&without, &Standards::default())), "{}", rule.id);
        }
    }

    #[test]
    fn a_rule_that_is_passed_over_would_have_raised_nothing(facts in any_facts(48)) {
        let file = CaseFile::fold(facts);
        let lines = |all: Vec<casefile::obligations::Obligation>| all.iter().map(line).collect::<Vec<_>>();
        let every_rule = under(rules().iter().copied(), &file, &Standards::default());
        prop_assert_eq!(lines(derive(&file, &Standards::default())), lines(every_rule));
    }

    #[test]
    fn a_rule_names_every_kind_of_fact_that_raises_it(facts in any_facts(48)) {
        let file = CaseFile::fold(facts);
        for one in derive(&file, &Standards::default()) {
            let raised_by = file.fact(one.raised_by).unwrap();
            let named = one.rule.reads.contains(&raised_by.body.kind()) || file.shows(raised_by).intersects(one.rule.hears);
            prop_assert!(named, "{} is raised by {:?}", one.rule.id, raised_by.body.kind());
        }
    }

    #[test]
    fn superseding_a_fact_is_the_same_as_never_having_recorded_it(facts in any_facts(16), which in any::<prop::sample::Index>()) {
        prop_assume!(facts.len() > arbitrary::opening().len());
        let opening = arbitrary::opening().len();
        let wrong = opening + which.index(facts.len() - opening);
        let mut right = fact(FactId(Uuid::from_u128(7)), date(2020, 1, 1), json_body("noted", json!({})));
        let mut never: Vec<Fact> = facts.iter().enumerate().filter(|(at, _)| *at != wrong).map(|(_, fact)| fact.clone()).collect();
        never.push(right.clone());
        right.supersedes = Some(facts[wrong].id);
        let mut corrected = facts;
        corrected.push(right);
        prop_assert_eq!(owed(never), owed(corrected));
    }

    #[test]
    fn everything_owed_has_an_owner_a_reason_and_a_source(facts in any_facts(24)) {
        let file = CaseFile::fold(facts);
        for one in derive(&file, &Standards::default()) {
            // What privacy officers owe falls to those of a body, who are no team of the file.
            let is_owned = file.services().team(one.owner.team).is_some() || casefile::confidentiality::is_for_guardians(one.rule.id);
            prop_assert!(is_owned, "{} has no owner in the file", one.rule.id);
            prop_assert!(one.because.first() == Some(&one.raised_by) && one.because.iter().all(|fact| file.fact(*fact).is_some()), "{}", one.rule.id);
            prop_assert!(!one.rule.source.act.is_empty() && !one.rule.source.provision.is_empty() && one.rule.source.url.starts_with("https://"));
            prop_assert!(one.due.date >= one.since || one.rule.clock == casefile::calendar::Clock::OnDate || one.due.date >= file.fact(one.raised_by).unwrap().happened.date, "{} is due before it is owed", one.rule.id);
            prop_assert!(one.end.fact().is_none_or(|(_, on)| on >= one.since), "{} ended before it was owed", one.rule.id);
            prop_assert!(!one.ladder().is_empty() && one.ladder().is_sorted_by_key(|step| step.at));
        }
    }

    #[test]
    fn no_two_obligations_are_the_same(facts in any_facts(24)) {
        let all = derive(&CaseFile::fold(facts), &Standards::default());
        let mut keys: Vec<_> = all.iter().map(casefile::obligations::Obligation::key).collect();
        keys.sort_unstable();
        let number = keys.len();
        keys.dedup();
        prop_assert_eq!(keys.len(), number, "{:?}", all.iter().filter(|one| all.iter().filter(|other| other.key() == one.key()).count() > 1).map(line).collect::<Vec<_>>());
    }

    #[test]
    fn a_fact_survives_being_written_and_read(facts in any_facts(12)) {
        for mut fact in facts {
            fact.body.private(&mut |_, value| { value.shut_with(&mut |_, text| Some(text.as_bytes().to_vec())); });
            let written = fact.body.to_json().unwrap();
            prop_assert_eq!(casefile::facts::Body::from_json(fact.body.kind(), &written).unwrap(), fact.body);
        }
    }
}

#[test]
fn every_rule_is_documented_and_its_versions_do_not_overlap() {
    for rule in rules() {
        assert!(!rule.title.is_empty() && !rule.must.is_empty() && !rule.source.says.is_empty(), "{}", rule.id);
        assert!(!rule.reads.is_empty() || !rule.hears.is_empty(), "{} is raised by nothing", rule.id);
        for other in rules().iter().filter(|other| other.id == rule.id && !std::ptr::eq(**other, *rule)) {
            let apart = |a: &casefile::obligations::Rule, b: &casefile::obligations::Rule| matches!((a.in_force.until, b.in_force.from), (Some(until), Some(from)) if until < from);
            assert!(apart(rule, other) || apart(other, rule), "two versions of {} are in force on one day", rule.id);
        }
    }
}
