//! Reading what arrives, and deciding on it without waiting for a conference or a score.

use super::answer::{ANSWERS, about_help, answers};
use super::{CODE, CODE_21, TOPIC};
use crate::calendar::Clock;
use crate::facts::{
    Body, DecisionMade, EvidenceKind, EvidenceReceived, EvidenceRequested, Fact, Function, Kind, Outcome, Shows, TurnedAway,
    TurnedAwayFrom,
};
use crate::file::CaseFile;
use crate::homelessness::request::seeks_help;
use crate::ids::TeamId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// COG21-believe
pub const READ_AND_BELIEVE: Rule = Rule {
    id: "COG21-believe",
    topic: TOPIC,
    title: "Read what arrived and say what it changes",
    must: "Read it, take it as true unless a senior officer records reasons for doubt, and say what it changes. Until then nothing can be decided.",
    source: Source {
        force: Force::Guidance,
        act: CODE,
        provision: "chapter 21; Ombudsman, case 19 014 383",
        says: "The starting point is to believe what is disclosed. In Karen's case a refusal was given before the evidence had been read.",
        url: CODE_21,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::EvidenceReceived],
    hears: Shows::empty(),
    meets: &[Kind::EvidenceConsidered, Kind::DecisionMade],
    ends: &[],
    derive: read_and_believe,
};

fn read_and_believe(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<EvidenceReceived>().filter_map(|(fact, it)| {
        let decides = who_decides(file, it.to)?;
        Some(file.cause_within(fact, it.to, file.services().function(decides)).owned_by(decides))
    });
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::EvidenceConsidered(it) => {
            Verdict::meets_if(it.evidence == cause.fact && file.services().same_body(it.by, cause.owner))
        }
        // A decision that says what it made of it has read it.
        Body::DecisionMade(it) => {
            let listed = it.considered.contains(&cause.fact) && it.stands();
            Verdict::meets_if(listed && file.services().same_body(it.by, cause.owner))
        }
        _ => Verdict::Nothing,
    });
}

/// Who has to read what a team was given: the team itself where it decides about her or her children, else the one in its body that does. A body
/// that decides nothing about her owes no reading.
fn who_decides(file: &CaseFile, team: TeamId) -> Option<TeamId> {
    const DECIDE: &[Function] =
        &[Function::Housing, Function::Allocations, Function::Children, Function::Adults, Function::Landlord, Function::Benefits];
    let services = file.services();
    let function = services.function(team);
    if DECIDE.contains(&function) {
        return Some(team);
    }
    let body = services.body(team)?;
    DECIDE.iter().find_map(|wanted| {
        services.all().iter().find(|service| service.body == body && service.function == *wanted).map(|service| service.team)
    })
}

/// MARAC-not-a-gate
pub const NOT_A_GATE: Rule = Rule {
    id: "MARAC-not-a-gate",
    topic: TOPIC,
    title: "Decide now: no score and no conference comes first",
    must: "Decide on her request for help on what is known of the danger. A risk score and the minutes of a conference are an aid to referring her; they are no test for housing, and nothing waits for them.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman focus report, November 2021",
        provision: "case 19 018 743; risk assessment conference protocols",
        says: "Every agency goes on owing its own duty before and without a conference. Tessa was told that her score was too low, and went on being attacked. The time is ours.",
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[
        Kind::TurnedAwayFrom,
        Kind::DecisionMade,
        Kind::EvidenceRequested,
        Kind::HousingApplied,
        Kind::AppliedAgain,
        Kind::HomelessnessOpened,
        Kind::ReferralMade,
        Kind::DisclosureMade,
        Kind::ContactMade,
        Kind::ThirdPartyContact,
        Kind::WishesRecorded,
    ],
    hears: DANGER.union(Shows::UNSAFE_HOME).union(Shows::HOME_AT_RISK),
    meets: ANSWERS,
    ends: &[Kind::Moved],
    derive: not_a_gate,
};

const DANGER: Shows = Shows::HIGH_RISK.union(Shows::LIFE).union(Shows::GRAVE);

fn not_a_gate(file: &CaseFile, owed: &mut Owed<'_>) {
    let gates = file.facts().iter().filter_map(|fact| gate(&fact.body).map(|by| file.cause_for(fact, by)));
    let causes: Vec<Cause> = gates.chain(danger_while_she_waits(file)).collect();
    owed.episodes(causes, |cause, fact| match &fact.body {
        Body::Moved(it) => Verdict::ends_if(it.safe && it.permanent),
        _ => Verdict::meets_if(answers(file, cause.owner, fact)),
    });
}

/// Whoever has made a score or a conference a gate.
fn gate(body: &Body) -> Option<TeamId> {
    match body {
        Body::TurnedAwayFrom(TurnedAwayFrom { by, how: TurnedAway::ScoreTooLow, .. }) => Some(*by),
        Body::EvidenceRequested(EvidenceRequested { by, evidence: EvidenceKind::MaracMinutes, as_condition: true, .. }) => {
            Some(*by)
        }
        Body::DecisionMade(DecisionMade { by, on_score: true, outcome, subject, .. }) => {
            (*outcome != Outcome::InFavour && about_help(*subject)).then_some(*by)
        }
        _ => None,
    }
}

/// Each sign of high danger that reaches a housing authority of which she has asked help by then.
fn danger_while_she_waits(file: &CaseFile) -> Vec<Cause> {
    let asked: Vec<(Cause, &Fact)> = file
        .facts()
        .iter()
        .filter(|fact| seeks_help(file, fact))
        .filter_map(|fact| file.cause(fact, Function::Housing).map(|cause| (cause, fact)))
        .collect();
    file.showing(DANGER)
        .filter_map(|fact| {
            let cause = file.cause(fact, Function::Housing)?;
            let (_, request) = asked
                .iter()
                .find(|(request, _)| request.since <= cause.since && file.services().same_body(request.owner, cause.owner))?;
            Some(cause.and(request))
        })
        .collect()
}
