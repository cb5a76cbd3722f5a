//! What abuse is, and between whom: settled by the definition, not by whoever answers the telephone.

use jiff::civil::date;

use super::answer::{answers, counts_abuse};
use super::{CODE, CODE_21, TOPIC};
use crate::calendar::Clock;
use crate::facts::{Body, Fact, Function, Kind, RelationshipRecorded, Shows, TurnedAway, TurnedAwayFrom};
use crate::file::CaseFile;
use crate::ids::PersonId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// COG21-threat-is-abuse
pub const THREAT_IS_ABUSE: Rule = Rule {
    id: "COG21-threat-is-abuse",
    topic: TOPIC,
    title: "Threats are abuse: take the answer back, and count what he does from afar",
    must: "Where she was told that threats are no abuse, tell her that this was wrong and that her case is being decided. Where he threatens or harasses her from custody or through others, count it as danger and tell the police or the prison.",
    source: Source {
        force: Force::Guidance,
        act: CODE,
        provision: "chapter 21; Housing Act 1996 s.177; Ombudsman, cases 19 014 383 and 19 014 011",
        says: "Threats, coercion, economic and emotional abuse are abuse. Karen was refused because she was “only threatened”; Barbara's letters from prison were left out of the account. The time is ours.",
        url: CODE_21,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::TurnedAwayFrom],
    hears: Shows::FROM_CUSTODY,
    meets: &[
        Kind::Answered,
        Kind::SurvivorUpdated,
        Kind::HarmAcknowledged,
        Kind::DecisionMade,
        Kind::DutyAccepted,
        Kind::PriorityAwarded,
        Kind::UrgentMoveAgreed,
        Kind::RiskAssessed,
        Kind::ReferralMade,
        Kind::InformationShared,
        Kind::SafetyMeasure,
    ],
    ends: &[Kind::PlacementMade],
    derive: threat_is_abuse,
};

fn threat_is_abuse(file: &CaseFile, owed: &mut Owed<'_>) {
    let services = file.services();
    let refused = turned_away(file, &[TurnedAway::OnlyThreatened]);
    owed.each(refused, |cause, fact| {
        let ours = |team| services.same_body(team, cause.owner);
        match &fact.body {
            Body::Answered(it) => Verdict::meets_if(ours(it.by)),
            Body::SurvivorUpdated(it) => Verdict::meets_if(ours(it.by)),
            Body::HarmAcknowledged(it) => Verdict::meets_if(ours(it.by)),
            Body::PlacementMade(_) => Verdict::ends_if(answers(file, cause.owner, fact)),
            _ => Verdict::meets_if(counts_abuse(file, cause.owner, fact)),
        }
    });
    let from_custody =
        file.showing(Shows::FROM_CUSTODY).filter_map(|fact| file.cause(fact, Function::Housing)).collect::<Vec<_>>();
    owed.episodes(from_custody, |cause, fact| {
        let guards = |team| {
            matches!(
                services.function(team),
                Function::Police | Function::Prison | Function::Probation | Function::Idva | Function::Marac
            )
        };
        match &fact.body {
            Body::RiskAssessed(_) => Verdict::Meets,
            Body::ReferralMade(it) => Verdict::meets_if(guards(it.to)),
            Body::InformationShared(it) => Verdict::meets_if(it.with.team().is_some_and(guards)),
            Body::SafetyMeasure(it) => Verdict::meets_if(it.because.is_none_or(|of| of == cause.fact)),
            Body::PlacementMade(_) => Verdict::ends_if(answers(file, cause.owner, fact)),
            _ => Verdict::meets_if(counts_abuse(file, cause.owner, fact)),
        }
    });
}

/// DAA21-s1-definition
pub const DEFINITION: Rule = Rule {
    id: "DAA21-s1-definition",
    topic: TOPIC,
    title: "Decide by the definition of abuse",
    must: "Decide again by the definition: physical or sexual abuse, violence or threats, control or coercion, economic, psychological or emotional abuse, once or often, also if it is aimed at somebody else. Write to her what is decided, why, and how to have it reviewed.",
    source: Source {
        force: Force::Law,
        act: "Domestic Abuse Act 2021",
        provision: "s.1; Housing Act 1996 s.177(1A)",
        says: "Behaviour between people of 16 or over who are personally connected is domestic abuse if it is of any of the kinds listed. Housing law has used this definition since 5 July 2021. The time is ours.",
        url: "https://www.legislation.gov.uk/ukpga/2021/17/section/1",
    },
    in_force: InForce::since(date(2021, 7, 5)),
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::TurnedAwayFrom],
    hears: Shows::empty(),
    meets: &[Kind::DecisionMade, Kind::DutyAccepted, Kind::PriorityAwarded, Kind::UrgentMoveAgreed],
    ends: &[Kind::PlacementMade],
    derive: definition,
};

/// DAA21-s1-definition, as the law stood before the Act: the courts had read “violence” widely.
pub const DEFINITION_BEFORE_2021: Rule = Rule {
    must: "Decide again by what the law means by violence: threats, intimidation, and any other behaviour that may cause harm, directly or not. Write to her what is decided, why, and how to have it reviewed.",
    source: Source {
        force: Force::Law,
        act: "Housing Act 1996",
        provision: "s.177(1) and (1A), as read in Yemshaw v Hounslow [2011] UKSC 3",
        says: "Until 4 July 2021 the Act spoke of domestic violence, which took in threats of violence likely to be carried out and, in the reading of the Supreme Court, psychological and other abuse. The time is ours.",
        url: "https://www.legislation.gov.uk/ukpga/1996/52/section/177",
    },
    in_force: InForce::until(date(2021, 7, 4)),
    ..DEFINITION
};

fn definition(file: &CaseFile, owed: &mut Owed<'_>) {
    let refused = turned_away(file, &[TurnedAway::OnlyThreatened, TurnedAway::NotBelieved, TurnedAway::NoRisk]);
    owed.each(refused, |cause, fact| match &fact.body {
        Body::PlacementMade(_) => Verdict::ends_if(answers(file, cause.owner, fact)),
        _ => Verdict::meets_if(counts_abuse(file, cause.owner, fact)),
    });
}

fn turned_away(file: &CaseFile, ways: &'static [TurnedAway]) -> impl Iterator<Item = Cause> {
    file.each::<TurnedAwayFrom>().filter(move |(_, it)| ways.contains(&it.how)).map(|(fact, it)| file.cause_for(fact, it.by))
}

/// DAA21-s2-connected
pub const CONNECTED: Rule = Rule {
    id: "DAA21-s2-connected",
    topic: TOPIC,
    title: "Say how they are connected",
    must: "Find out, safely and never from him, who is said to have done it and how that person is connected with her; relatives count, and living together is not needed. Where abuse shows in a paper about something else, a person looks at it today.",
    source: Source {
        force: Force::Law,
        act: "Domestic Abuse Act 2021",
        provision: "s.2",
        says: "People are personally connected if they are or were married, partners, engaged or intimate, parents of the same child, or relatives. Naomi's father was one; nobody saw it. The time is ours.",
        url: "https://www.legislation.gov.uk/ukpga/2021/17/section/2",
    },
    in_force: InForce::since(date(2021, 7, 5)),
    owner: Function::Housing,
    severity: Severity::Practice,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[
        Kind::ThreatMade,
        Kind::Assaulted,
        Kind::AbuseHappened,
        Kind::EvidenceReceived,
        Kind::RepairReported,
        Kind::ComplaintMade,
    ],
    hears: Shows::ABUSE,
    meets: &[
        Kind::RelationshipRecorded,
        Kind::InterviewHeld,
        Kind::RiskAssessed,
        Kind::EvidenceConsidered,
        Kind::HomelessnessOpened,
        Kind::DisclosureMade,
    ],
    ends: &[],
    derive: connected,
};

/// DAA21-s2-connected, as the law stood before the Act: people “associated” with each other.
pub const ASSOCIATED_BEFORE_2021: Rule = Rule {
    source: Source {
        force: Force::Law,
        act: "Housing Act 1996",
        provision: "s.178, as it stood until 4 July 2021",
        says: "People were associated if they were or had been married, partners, engaged or of one household, were relatives, or had a child together. The time is ours.",
        url: "https://www.legislation.gov.uk/ukpga/1996/52/section/178",
    },
    in_force: InForce::until(date(2021, 7, 4)),
    ..CONNECTED
};

fn connected(file: &CaseFile, owed: &mut Owed<'_>) {
    let acts = file.facts().iter().filter_map(|fact| {
        let by = who_did_it(&fact.body)?;
        let known = file
            .each::<RelationshipRecorded>()
            .any(|(recorded, it)| (it.person == by || it.with == by) && recorded.happened.date <= fact.happened.date);
        (!known).then(|| file.first_known(fact).map(|(team, on)| Cause::new(fact, team, on)))?
    });
    owed.each(acts, |cause, fact| {
        let by = file.body_of(cause.fact).and_then(who_did_it);
        match &fact.body {
            Body::RelationshipRecorded(it) => Verdict::meets_if(by == Some(it.person) || by == Some(it.with)),
            _ => Verdict::Nothing,
        }
    });
    let papers = file.showing(Shows::ABUSE).filter_map(|fact| first_sign_in_a_paper(file, fact));
    owed.each(papers, |cause, fact| {
        let ours = |team| file.services().same_body(team, cause.owner);
        match &fact.body {
            Body::RelationshipRecorded(it) => {
                Verdict::meets_if([it.person, it.with].iter().any(|person| file.people().is_other_side(*person)))
            }
            Body::InterviewHeld(it) => Verdict::meets_if(ours(it.by)),
            Body::RiskAssessed(it) => Verdict::meets_if(ours(it.by)),
            Body::HomelessnessOpened(it) => Verdict::meets_if(ours(it.by)),
            Body::DisclosureMade(it) => Verdict::meets_if(ours(it.to)),
            Body::EvidenceConsidered(it) => Verdict::meets_if(it.evidence == cause.fact && ours(it.by)),
            _ => Verdict::Nothing,
        }
    });
}

fn who_did_it(body: &Body) -> Option<PersonId> {
    match body {
        Body::ThreatMade(it) => Some(it.by),
        Body::Assaulted(it) => Some(it.by),
        Body::AbuseHappened(it) => Some(it.by),
        _ => None,
    }
}

/// Abuse that a team first meets in a paper about something else: medical evidence, a repair, a complaint.
fn first_sign_in_a_paper(file: &CaseFile, fact: &Fact) -> Option<Cause> {
    let told = match &fact.body {
        Body::EvidenceReceived(it) => it.to,
        Body::RepairReported(it) => it.to,
        Body::ComplaintMade(it) => it.to,
        _ => return None,
    };
    let first = file.abuse_known(told).is_some_and(|(sign, _)| sign.id == fact.id);
    first.then(|| file.cause_for(fact, told))
}
