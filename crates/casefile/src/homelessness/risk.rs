//! The risk comes first: can she be expected to stay where she is, and is she in priority need?
//!
//! Somebody who would probably meet abuse at home is homeless already, whatever right she has to be there. The authority decides that before it
//! chooses a duty: to offer prevention first, or to wait for a release date, gets it the wrong way round (Tessa, Barbara).

use jiff::civil::date;

use super::{TOPIC, act, request, standing};
use crate::calendar::Clock;
use crate::facts::{Body, Duty, Fact, Function, Kind, Subject};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HA96-s177-DA-not-reasonable, as it reads since the Domestic Abuse Act 2021.
pub const NOT_REASONABLE: Rule = Rule {
    id: "HA96-s177-DA-not-reasonable",
    topic: TOPIC,
    title: "Decide whether she can be expected to stay",
    must: "Decide, and write down why, whether staying where she is will probably lead to abuse or violence against her or those who live with her. If it will, she is homeless now and relief is owed. Threats count, and so does what he does from prison; earlier violence is not needed, nor is her right to stay in the home an answer.",
    source: act(
        "s.177(1), (1A)",
        "It is not reasonable to go on living where that will probably lead to violence or domestic abuse (in the sense of the Domestic Abuse Act 2021 s.1) against her or somebody who lives, or might be expected to live, with her.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/177",
    ),
    in_force: InForce::since(date(2021, 7, 5)),
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: request::READS,
    hears: request::HEARS,
    meets: &[Kind::DecisionMade, Kind::DutyAccepted],
    ends: &[Kind::PlacementMade, Kind::Moved, Kind::DutyEnded],
    derive: not_reasonable,
};

/// HA96-s177-DA-not-reasonable, as it read until 4 July 2021.
pub const NOT_REASONABLE_UNTIL_2021: Rule = Rule {
    source: act(
        "s.177(1), (1A), as it read until 4 July 2021",
        "It is not reasonable to go on living where that will probably lead to domestic or other violence, or threats of violence that are likely to be carried out. The courts read domestic violence to take in threats, intimidation and any other abuse that may do harm (Yemshaw v Hounslow [2011] UKSC 3).",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/177",
    ),
    in_force: InForce::until(date(2021, 7, 4)),
    ..NOT_REASONABLE
};

fn not_reasonable(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.episodes(request::undecided(file), |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            // An urgent move agreed, or relief or the main duty accepted, says that she cannot stay; prevention says nothing about it.
            Body::DecisionMade(it) => Verdict::meets_if(ours(it.by) && it.subject == Subject::Homelessness && it.can_stand()),
            Body::DutyAccepted(it) => Verdict::meets_if(ours(it.by) && matches!(it.duty, Duty::Relief | Duty::Main)),
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
}

/// HA96-s189-1e-priority
pub const PRIORITY: Rule = Rule {
    id: "HA96-s189-1e-priority",
    topic: TOPIC,
    title: "Accept that she is in priority need",
    must: "Record that she is in priority need because she is homeless through abuse. There is no test of how vulnerable she is, and no score, police report or order is needed.",
    source: act(
        "s.189(1)(e)",
        "A person who is homeless as a result of being a victim of domestic abuse has priority need for accommodation; nothing more has to be shown.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/189",
    ),
    in_force: InForce::since(date(2021, 7, 5)),
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: request::READS,
    hears: request::HEARS,
    meets: &[Kind::DecisionMade, Kind::DutyAccepted],
    ends: &[Kind::PlacementMade, Kind::Moved, Kind::DutyEnded],
    derive: priority,
};

/// SI2002-2051-vulnerable, the law before: vulnerable because she had to leave home on account of violence.
pub const VULNERABLE: Rule = Rule {
    id: "SI2002-2051-vulnerable",
    title: "Decide whether violence makes her vulnerable, and so in priority need",
    must: "Decide on everything that is known whether she is vulnerable because she has to leave home on account of violence or threats. Children who live with her, or a pregnancy, give her priority need without that test. A risk score answers a different question and decides nothing.",
    source: Source {
        force: Force::Law,
        act: "Homelessness (Priority Need for Accommodation) (England) Order 2002 (S.I. 2002/2051)",
        provision: "art. 6",
        says: "A person who is vulnerable as a result of having to leave accommodation because of violence, or threats of it that are likely to be carried out, has priority need. For abuse it was replaced on 5 July 2021 by priority need without a test.",
        url: "https://www.legislation.gov.uk/uksi/2002/2051/article/6",
    },
    in_force: InForce::between(date(2002, 7, 31), date(2021, 7, 4)),
    ..PRIORITY
};

fn priority(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.episodes(request::undecided(file), |cause, fact| decides_priority(file, cause, fact));
}

/// Whoever is in interim accommodation, or owed the main duty, has been found to be in priority need. Relief is owed to others too: with it the
/// question moves to the fifty-sixth day, where the main duty asks it.
fn decides_priority(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    let ours = |by| file.services().same_body(by, cause.owner);
    match &fact.body {
        Body::DecisionMade(it) => Verdict::meets_if(ours(it.by) && matches!(it.subject, Subject::Homelessness) && it.can_stand()),
        Body::DutyAccepted(it) if ours(it.by) => match it.duty {
            Duty::Interim | Duty::Main | Duty::Intentional => Verdict::Meets,
            Duty::Relief => Verdict::Ends,
            _ => Verdict::Nothing,
        },
        _ => Verdict::ends_if(standing::settles(file, fact)),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{TestFile, a_council};

    const RISK: &str = "HA96-s177-DA-not-reasonable";

    fn asked_on(day: &str) -> TestFile {
        a_council().on(day, "told: housing-applied to=housing register shows=threats,unsafe-home")
    }

    #[test]
    fn the_risk_is_decided_within_a_working_day() {
        asked_on("2026-03-06").owes(RISK).due("2026-03-09").is("late");
        asked_on("2018-03-06").owes(RISK).due("2018-03-07").is("late");
    }

    #[test]
    fn prevention_does_not_answer_whether_she_can_stay_but_relief_does() {
        asked_on("2026-03-06").on("2026-03-06", "duty-accepted by=housing duty=prevention letter").owes(RISK).is("late");
        asked_on("2026-03-06").on("2026-03-06", "duty-accepted by=housing duty=relief letter").owes(RISK).is("met");
    }

    #[test]
    fn a_decision_on_a_score_or_without_a_letter_decides_nothing() {
        for what in
            ["outcome=against", "outcome=against letter", "outcome=against letter review_right on_score", "outcome=referred-on"]
        {
            let text = format!("decision-made by=housing subject=homelessness {what}");
            asked_on("2026-03-06").on("2026-03-09", &text).owes(RISK).is("late");
        }
        let lawful = "decision-made by=housing subject=homelessness outcome=against letter review_right";
        asked_on("2026-03-06").on("2026-03-09", lawful).owes(RISK).is("met");
    }

    #[test]
    fn once_relief_is_accepted_further_evidence_does_not_ask_again() {
        asked_on("2026-03-06")
            .on("2026-03-09", "duty-accepted by=housing duty=relief letter")
            .on("2026-03-20", "evidence-received by=her to=housing evidence=police-letter shows=violence")
            .owes(RISK)
            .is("met");
    }

    #[test]
    fn priority_need_needs_no_test_from_5_july_2021_and_a_test_of_vulnerability_before() {
        let after = asked_on("2021-07-05");
        after.owes("HA96-s189-1e-priority").due("2021-07-07");
        after.owes_nothing_under("SI2002-2051-vulnerable");
        let before = asked_on("2021-07-04");
        before.owes("SI2002-2051-vulnerable").due("2021-07-06");
        before.owes_nothing_under("HA96-s189-1e-priority");
        asked_on("2002-07-30").owes_nothing_under("SI2002-2051-vulnerable");
    }

    #[test]
    fn a_score_does_not_decide_priority_need() {
        asked_on("2026-03-06")
            .on("2026-03-09", "decision-made by=housing subject=homelessness outcome=against letter review_right on_score")
            .owes("HA96-s189-1e-priority")
            .is("late");
    }
}
