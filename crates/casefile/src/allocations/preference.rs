//! Preference: the groups that the Act prefers, and more where the need is urgent.

use super::register::{self, ALL_NEEDS, answers_abuse, settled};
use super::{ACT, TOPIC};
use crate::calendar::Clock;
use crate::facts::{Body, Duty, DutyAccepted, Fact, Function, Kind, Outcome, PriorityAwarded, Shows, Subject, UrgentMoveAgreed};
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

const URL: &str = "https://www.legislation.gov.uk/ukpga/1996/52/section/166A";

/// HA96-s166A-3-reasonable-preference
pub const REASONABLE: Rule = Rule {
    id: "HA96-s166A-3-reasonable-preference",
    topic: TOPIC,
    title: "Put her in every group to be preferred that she belongs to",
    must: "Decide her priority again, counting everything that she told: a home that abuse makes unsafe is no home, also without a homelessness application; count health, disability, bad housing and the homelessness duties that are owed to her.",
    source: Source {
        force: Force::Law,
        act: ACT,
        provision: "s.166A(3), with ss.175 and 177",
        says: "Reasonable preference goes to people who are homeless in the sense of Part 7, who are owed its duties, who live in bad or overcrowded housing, or who must move for medical or welfare reasons or to avoid hardship.",
        url: URL,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Allocations,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[
        Kind::HousingApplied,
        Kind::DutyAccepted,
        Kind::Moved,
        Kind::EvidenceReceived,
        Kind::EvidenceConsidered,
        Kind::PriorityAwarded,
        Kind::DecisionMade,
        Kind::RegisterAssessed,
    ],
    hears: ALL_NEEDS,
    meets: &[Kind::PriorityAwarded, Kind::DecisionMade, Kind::RegisterAssessed],
    ends: &[Kind::PlacementMade],
    derive: reasonable,
};

fn reasonable(file: &CaseFile, owed: &mut Owed<'_>) {
    let narrow = register::decisions(file)
        .filter(|it| !it.unanswered.is_empty())
        .map(|it| file.cause_within(it.fact, it.by, Function::Allocations));
    let owed_duties = file.each::<DutyAccepted>().filter_map(|(fact, it)| {
        let application = matches!(it.duty, Duty::Prevention | Duty::Main | Duty::Intentional)
            .then(|| register::open_application(file, it.by, fact.happened.date))??;
        let prioritised = file.each::<PriorityAwarded>().any(|(award, awarded)| {
            file.services().same_body(awarded.by, it.by)
                && (application.happened.date..=fact.happened.date).contains(&award.happened.date)
        });
        (!prioritised).then(|| file.cause_within(fact, it.by, Function::Allocations).and(application))
    });
    owed.each(narrow.chain(owed_duties), |cause, fact| match register::decision(file, fact) {
        Some(it) => Verdict::meets_if(it.unanswered.is_empty() && file.services().same_body(it.by, cause.owner)),
        None => Verdict::ends_if(settled(fact)),
    });
}

/// HA96-s166A-3-additional
pub const ADDITIONAL: Rule = Rule {
    id: "HA96-s166A-3-additional",
    topic: TOPIC,
    title: "Decide on urgent priority, and act on a move agreed as urgent",
    must: "Decide whether she needs more preference than others because her need is urgent, on the abuse and not on a score, and write to her. Where a move has been agreed as urgent, offer her a suitable home.",
    source: Source {
        force: Force::Law,
        act: ACT,
        provision: "s.166A(3); guidance on access to social housing for victims of domestic abuse",
        says: "A scheme may give additional preference to people with urgent needs, and guidance names those who flee abuse. Wendy's move was agreed as urgent and nothing came for six months. The times are ours.",
        url: URL,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Allocations,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[
        Kind::HousingApplied,
        Kind::Moved,
        Kind::EvidenceReceived,
        Kind::OrderMade,
        Kind::RiskAssessed,
        Kind::UrgentMoveAgreed,
    ],
    hears: Shows::ABUSE.union(Shows::HIGH_RISK).union(Shows::URGENT).union(Shows::NEAR),
    meets: &[Kind::PriorityAwarded, Kind::DecisionMade, Kind::UrgentMoveAgreed, Kind::OfferMade],
    ends: &[Kind::PlacementMade],
    derive: additional,
};

fn additional(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.episodes(urgent_evidence(file), |cause, fact| decided(file, cause, fact));
    let agreed = file.each::<UrgentMoveAgreed>().map(|(fact, it)| file.cause_within(fact, it.by, Function::Allocations));
    owed.each(agreed, |cause, fact| match &fact.body {
        Body::OfferMade(it) => Verdict::meets_if(it.suitability_checked && file.services().same_body(it.by, cause.owner)),
        Body::PlacementMade(it) => Verdict::ends_if(it.settled),
        _ => Verdict::Nothing,
    });
}

/// Every sign of abuse, or of grave danger, that reaches a body while it has an application on its register and she has not the highest priority.
pub(super) fn urgent_evidence(file: &CaseFile) -> Vec<Cause> {
    file.facts()
        .iter()
        .filter(|fact| speaks_for_urgency(file, fact))
        .filter_map(|fact| {
            let cause = file.cause(fact, Function::Allocations)?;
            let application = register::open_application(file, cause.owner, cause.since)?;
            (!has_highest(file, cause.owner, application, cause.since)).then(|| cause.and(application))
        })
        .collect()
}

/// Her own word counts like a letter. What the application itself says is decided with the application.
fn speaks_for_urgency(file: &CaseFile, fact: &Fact) -> bool {
    match &fact.body {
        Body::HousingApplied(_) | Body::AppliedAgain(_) => false,
        Body::OrderMade(_) => true,
        _ => file.shows(fact).intersects(Shows::ABUSE.union(Shows::HIGH_RISK).union(Shows::URGENT).union(Shows::NEAR)),
    }
}

fn has_highest(file: &CaseFile, team: TeamId, application: &Fact, day: jiff::civil::Date) -> bool {
    let ours = |other| file.services().same_body(other, team);
    let since = application.happened.date;
    let before = |fact: &Fact| since <= fact.happened.date && fact.happened.date < day;
    file.each::<PriorityAwarded>().rfind(|(fact, it)| before(fact) && ours(it.by)).is_some_and(|(_, it)| it.highest)
        || file.each::<UrgentMoveAgreed>().any(|(fact, it)| before(fact) && ours(it.by))
}

/// Whether the body has decided on urgent priority because of the abuse.
pub(super) fn decided(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    let ours = |team| file.services().same_body(team, cause.owner);
    match &fact.body {
        Body::PriorityAwarded(it) => Verdict::meets_if(ours(it.by) && it.letter && (it.highest || answers_abuse(it.answers))),
        Body::DecisionMade(it) => {
            let about_it = matches!(it.subject, Subject::Priority | Subject::Panel | Subject::UrgentMove);
            let answered = it.outcome == Outcome::InFavour || answers_abuse(it.answers);
            Verdict::meets_if(ours(it.by) && about_it && answered && it.stands())
        }
        Body::UrgentMoveAgreed(it) => Verdict::meets_if(ours(it.by)),
        _ => Verdict::ends_if(settled(fact)),
    }
}
