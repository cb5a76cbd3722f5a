//! Two files that may be of one person.

use super::{CODE, CODE_21, TOPIC};
use crate::calendar::Clock;
use crate::facts::{Body, Function, Kind, LikenessFound, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HOUSE-same-person
pub const SAME_PERSON: Rule = Rule {
    id: "HOUSE-same-person",
    topic: TOPIC,
    title: "Say whether it is the same person",
    must: "Somebody has recorded a file that may be of her. Find out, in a safe way, whether it is, and say so. Do not tell whoever recorded it that she has a file here.",
    source: Source {
        force: Force::House,
        act: CODE,
        provision: "chapter 21",
        says: "What is known of a person who is at risk is brought together, and her whereabouts are kept from those who need not know. The time is ours.",
        url: CODE_21,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::LikenessFound],
    hears: Shows::empty(),
    meets: &[Kind::LikenessDecided],
    ends: &[],
    derive: same_person,
};

fn same_person(file: &CaseFile, owed: &mut Owed<'_>) {
    let lead = file.lead();
    let found = file.each::<LikenessFound>();
    let causes: Vec<Cause> = found.filter_map(|(fact, _)| Some(file.cause_for(fact, lead?))).collect();
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::LikenessDecided(it) => Verdict::meets_if(it.likeness == cause.fact),
        _ => Verdict::Nothing,
    });
}
