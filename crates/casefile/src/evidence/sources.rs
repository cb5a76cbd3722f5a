//! Who is asked for proof: bodies, never she as a condition, and never him.

use super::answer::answers;
use super::{CODE, CODE_21, TOPIC};
use crate::calendar::{Clock, last_day};
use crate::facts::{
    AskedAgain, Body, ContactWithAllegedPerpetrator, EvidenceKind, EvidenceRequested, Fact, Function, Kind, ProximityReported,
    Shows, TurnedAway, TurnedAwayFrom, Who,
};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// COG21-no-blanket-proof
pub const NO_BLANKET_PROOF: Rule = Rule {
    id: "COG21-no-blanket-proof",
    topic: TOPIC,
    title: "Withdraw the demand for proof and go on without it",
    must: "Tell her that she need bring nothing, and decide on what is there. Papers of the police, a court or a conference are welcome and never a condition; what a service already has is not asked for again.",
    source: Source {
        force: Force::Guidance,
        act: CODE,
        provision: "chapter 21; Ombudsman, cases 19 018 743, 18 008 509 and 19 014 383",
        says: "No blanket demand for police, court or other proof. Tessa was told to obtain a police referral or conference minutes, Karen to hand everything in again. The time is ours.",
        url: CODE_21,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::EvidenceRequested, Kind::TurnedAwayFrom, Kind::AskedAgain],
    hears: Shows::empty(),
    meets: &[
        Kind::EvidenceRequested,
        Kind::InformationAsked,
        Kind::EvidenceConsidered,
        Kind::DecisionMade,
        Kind::DutyAccepted,
        Kind::PlacementMade,
        Kind::PriorityAwarded,
        Kind::UrgentMoveAgreed,
    ],
    ends: &[],
    derive: no_blanket_proof,
};

fn no_blanket_proof(file: &CaseFile, owed: &mut Owed<'_>) {
    let wanted = file.each::<EvidenceRequested>().filter(|(_, it)| {
        let of_her = it.from.person().is_some() && it.from.person() == file.survivor();
        it.evidence != EvidenceKind::Identity && (it.as_condition || (of_her && it.evidence.a_body_has_it()))
    });
    let causes: Vec<Cause> = wanted
        .map(|(fact, it)| file.cause_for(fact, it.by))
        // A score that has to be reached first is proof made a condition too.
        .chain(turned_away(file, &[TurnedAway::BringProof, TurnedAway::ScoreTooLow]))
        .chain(file.each::<AskedAgain>().map(|(fact, it)| file.cause_for(fact, it.by)))
        .collect();
    owed.each(causes, |cause, fact| match &fact.body {
        Body::EvidenceConsidered(it) => {
            let of = file.fact(cause.fact).and_then(|fact| fact.is::<AskedAgain>()).and_then(|again| again.of);
            Verdict::meets_if(of == Some(it.evidence) && file.services().same_body(it.by, cause.owner))
        }
        Body::EvidenceRequested(_) | Body::InformationAsked(_) => {
            Verdict::meets_if(!help_waits(file, cause) && asks_a_body(file, cause, fact))
        }
        _ => Verdict::meets_if(answers(file, cause.owner, fact)),
    });
}

/// Whether help was made to wait for the proof: then only going on without it takes that back.
fn help_waits(file: &CaseFile, cause: &Cause) -> bool {
    match file.body_of(cause.fact) {
        Some(Body::EvidenceRequested(it)) => it.as_condition,
        Some(Body::TurnedAwayFrom(_)) => true,
        _ => false,
    }
}

/// COG21-sources
pub const ASK_OTHERS: Rule = Rule {
    id: "COG21-sources",
    topic: TOPIC,
    title: "Ask the body that has it",
    must: "Ask for it yourself, with her agreement: the police, a social worker, a doctor, an adviser, the landlord, friends. Nobody sends her from office to office for what one body can ask another.",
    source: Source {
        force: Force::Guidance,
        act: CODE,
        provision: "chapter 21; Ombudsman, cases 19 018 743 and 18 008 509",
        says: "An authority may seek information, with consent, from friends, relatives, social services, health, the conference, domestic abuse services and the police. The time is ours.",
        url: CODE_21,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::EvidenceRequested, Kind::TurnedAwayFrom],
    hears: Shows::empty(),
    meets: &[Kind::EvidenceRequested, Kind::InformationAsked],
    ends: &[
        Kind::EvidenceReceived,
        Kind::DecisionMade,
        Kind::DutyAccepted,
        Kind::PlacementMade,
        Kind::PriorityAwarded,
        Kind::UrgentMoveAgreed,
    ],
    derive: ask_others,
};

fn ask_others(file: &CaseFile, owed: &mut Owed<'_>) {
    let of_her_side = file.each::<EvidenceRequested>().filter(|(_, it)| {
        let person = matches!(it.from, Who::Person(_)) && !file.is_other_side(it.from);
        person && it.evidence.a_body_has_it()
    });
    let causes: Vec<Cause> =
        of_her_side.map(|(fact, it)| file.cause_for(fact, it.by)).chain(turned_away(file, &[TurnedAway::BringProof])).collect();
    owed.each(causes, |cause, fact| match &fact.body {
        Body::EvidenceRequested(_) | Body::InformationAsked(_) => Verdict::meets_if(asks_a_body(file, cause, fact)),
        Body::EvidenceReceived(it) => Verdict::ends_if(it.by.team().is_some() && file.services().same_body(it.to, cause.owner)),
        _ => Verdict::ends_if(answers(file, cause.owner, fact)),
    });
}

fn turned_away(file: &CaseFile, ways: &'static [TurnedAway]) -> impl Iterator<Item = Cause> {
    file.each::<TurnedAwayFrom>().filter(move |(_, it)| ways.contains(&it.how)).map(|(fact, it)| file.cause_for(fact, it.by))
}

/// Whether the body itself asks another for information, and makes nothing wait for it.
fn asks_a_body(file: &CaseFile, cause: &Cause, fact: &Fact) -> bool {
    match &fact.body {
        Body::EvidenceRequested(it) => {
            it.from.team().is_some() && !it.as_condition && file.services().same_body(it.by, cause.owner)
        }
        Body::InformationAsked(it) => file.services().same_body(it.by, cause.owner),
        _ => false,
    }
}

/// COG21-never-contact-perp
pub const NEVER_HIM: Rule = Rule {
    id: "COG21-never-contact-perp",
    topic: TOPIC,
    title: "Ask others, never him; if he was asked, protect her today",
    must: "Where somebody has to know where he is, ask the body that houses him, never him. Where he has been asked about her, treat it as an incident: assume that he knows what he was asked, work out with her what keeps her safe, and record what was done today.",
    source: Source {
        force: Force::Guidance,
        act: CODE,
        provision: "chapter 21",
        says: "An alleged perpetrator is never asked for evidence and never told what she has said: enquiries that reach him can get her hurt.",
        url: CODE_21,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::ContactWithAllegedPerpetrator, Kind::EvidenceRequested, Kind::ProximityReported],
    hears: Shows::empty(),
    meets: &[Kind::SafetyMeasure, Kind::BreachFound, Kind::InformationAsked, Kind::AddressVerified],
    ends: &[Kind::ProximityTriaged],
    derive: never_him,
};

fn never_him(file: &CaseFile, owed: &mut Owed<'_>) {
    let about_her = file
        .each::<ContactWithAllegedPerpetrator>()
        .filter(|(_, it)| it.about_survivor)
        .map(|(fact, it)| file.cause_for(fact, it.by));
    let asked = file
        .each::<EvidenceRequested>()
        .filter(|(_, it)| file.is_other_side(it.from))
        .map(|(fact, it)| file.cause_for(fact, it.by));
    owed.each(about_her.chain(asked), |cause, fact| match &fact.body {
        Body::SafetyMeasure(it) => Verdict::meets_if(it.because.is_none_or(|of| of == cause.fact)),
        Body::BreachFound(it) => {
            Verdict::meets_if(it.of.is_none_or(|of| of == cause.fact) && file.services().same_body(it.by, cause.owner))
        }
        _ => Verdict::Nothing,
    });
    let reports = file.each::<ProximityReported>().map(|(fact, it)| {
        let cause = file.cause_for(fact, it.to);
        let due = last_day::working_days_after(cause.since, 2);
        cause.due_on(due)
    });
    owed.each(reports, |cause, fact| {
        let him = file.fact(cause.fact).and_then(|report| report.is::<ProximityReported>()).map(|report| report.person);
        match &fact.body {
            Body::InformationAsked(it) => Verdict::meets_if(it.about.is_some() && it.about == him),
            Body::AddressVerified(it) => Verdict::meets_if(it.with.is_some() && Some(it.person) == him),
            // Whoever takes her word for it needs to ask nobody.
            Body::ProximityTriaged(it) => Verdict::ends_if(it.report == cause.fact && it.accepted),
            _ => Verdict::Nothing,
        }
    });
}
