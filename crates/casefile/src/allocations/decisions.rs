//! Decisions about priority: in writing, on all the evidence, answering every need, and open to review.

use super::register::{self, ALL_NEEDS, settled};
use super::{ACT, TOPIC};
use crate::calendar::{Clock, last_day};
use crate::facts::{Body, Function, Kind, ReviewAsked, ReviewKind};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// HA96-s166A-rights
pub const RIGHTS: Rule = Rule {
    id: "HA96-s166A-rights",
    topic: TOPIC,
    title: "Give her a decision that she can follow and challenge",
    must: "Write to her which facts the decision rests on. Answer each piece of evidence and each need that she told of, give the reasons and say how to ask for a review. Where she has asked for a review, decide it, by somebody else and in writing.",
    source: Source {
        force: Force::Law,
        act: ACT,
        provision: "s.166A(9)",
        says: "An applicant may be told how the application is likely to be treated and which facts were relied on, may ask for a review, and must be told its outcome and the grounds. Schemes set the times; five working days and eight weeks are ours.",
        url: "https://www.legislation.gov.uk/ukpga/1996/52/section/166A",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Allocations,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[
        Kind::ReviewAsked,
        Kind::RegisterAssessed,
        Kind::PriorityAwarded,
        Kind::DecisionMade,
        Kind::EvidenceReceived,
        Kind::EvidenceConsidered,
    ],
    hears: ALL_NEEDS,
    meets: &[Kind::PriorityAwarded, Kind::DecisionMade, Kind::ReviewDecided],
    ends: &[Kind::PlacementMade],
    derive: rights,
};

fn rights(file: &CaseFile, owed: &mut Owed<'_>) {
    let flawed = register::decisions(file).filter(|it| !(it.proper && it.unanswered.is_empty())).map(|it| {
        let cause = file.cause_within(it.fact, it.by, Function::Allocations);
        match register::unread(file, it.by, it.fact.happened.date, considered(&it.fact.body)) {
            Some(evidence) => cause.and(evidence),
            None => cause,
        }
    });
    owed.each(flawed, |cause, fact| match &fact.body {
        Body::ReviewDecided(it) => Verdict::meets_if(it.letter && file.services().same_body(it.by, cause.owner)),
        _ if settled(fact) => Verdict::Ends,
        _ => Verdict::meets_if(register::is_proper(file, fact, cause.owner)),
    });
    let reviews = file.each::<ReviewAsked>().filter(|(_, it)| it.review == ReviewKind::Register).map(|(fact, it)| {
        let cause = file.cause_within(fact, it.to, Function::Allocations);
        let eight_weeks = last_day::weeks_beginning_with(cause.since, 8);
        cause.due_on(eight_weeks)
    });
    owed.each_answered(reviews, |cause, fact| match &fact.body {
        Body::ReviewDecided(it) => Verdict::meets_if(it.review == cause.fact && it.letter),
        _ => Verdict::Nothing,
    });
}

/// The evidence that a decision itself says it rests on.
fn considered(body: &Body) -> &[crate::ids::FactId] {
    match body {
        Body::DecisionMade(it) => &it.considered,
        _ => &[],
    }
}
