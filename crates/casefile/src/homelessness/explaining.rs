//! What an authority has to explain: that she must say when something changes, and what help there is although she is not eligible.

use super::{TOPIC, act, standing};
use crate::calendar::Clock;
use crate::facts::{
    Body, DecisionMade, DutyEnded, EndGround, Finding, Function, HomelessnessOpened, Kind, ReferralKind, Shows, Subject,
    TenancyAdvice,
};
use crate::file::CaseFile;
use crate::law::InForce;
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// HA96-s214-explain-changes
pub const CHANGES: Rule = Rule {
    id: "HA96-s214-explain-changes",
    topic: TOPIC,
    title: "Explain that she has to say what changes",
    must: "Explain to her, in plain words and in her language, that until she has the decision she has to tell you when something changes that matters for it, what can follow if she does not, and that a good reason, such as not being safe, is an answer. Agree how she can tell you safely. The letter that her application is open says it.",
    source: act(
        "s.214(2)–(4)",
        "An applicant notifies the authority of any change of facts material to the case before the decision is notified. The authority explains to every applicant, in ordinary language, that duty and that failing in it is an offence; it is none where it was not explained or there was a reasonable excuse. The Act sets no time; two working days is our standard.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/214",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::HomelessnessOpened],
    hears: Shows::empty(),
    meets: &[Kind::ChangesExplained],
    ends: &[Kind::DecisionMade, Kind::PlacementMade, Kind::Moved, Kind::DutyEnded],
    derive: changes,
};

fn changes(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<HomelessnessOpened>().map(|(fact, it)| file.cause_for(fact, it.by));
    owed.episodes(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::ChangesExplained(it) => Verdict::meets_if(ours(it.by)),
            Body::DecisionMade(it) => Verdict::ends_if(it.subject == Subject::Homelessness && ours(it.by)),
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
}

/// HA96-s185-eligibility
pub const NOT_ELIGIBLE: Rule = Rule {
    id: "HA96-s185-eligibility",
    topic: TOPIC,
    title: "Not eligible: say what help there still is",
    must: "She is found not eligible because of her immigration or residence status. Tell her in private what is open to her all the same: your advice, which is free for everybody; a refuge or other safe accommodation; children’s services where there is a child; adult social care; an immigration adviser who knows the concession for migrant survivors of abuse. Refer her to whom she chooses. Tell nobody who enforces immigration law.",
    source: act(
        "ss.179(1), 183(3), 185",
        "Whoever is not eligible because of immigration or residence status gets no accommodation under this Part, but keeps the right to advice and information, free of charge. Other powers do not depend on it: support in safe accommodation (Domestic Abuse Act 2021 s.57), a child in need (Children Act 1989 s.17), needs for care (Care Act 2014). The Act sets no time; one working day is our standard.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/185",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::DecisionMade, Kind::DutyEnded],
    hears: Shows::empty(),
    meets: &[Kind::InterviewHeld, Kind::TenancyAdviceGiven, Kind::ReferralMade, Kind::RefugeSought],
    ends: &[Kind::PlacementMade, Kind::Moved],
    derive: not_eligible,
};

fn not_eligible(file: &CaseFile, owed: &mut Owed<'_>) {
    let found = |it: &DecisionMade| it.subject == Subject::Homelessness && it.findings.contains(&Finding::NotEligible);
    let decided = file.each::<DecisionMade>().filter(|(_, it)| found(it)).map(|(fact, it)| (fact, it.by));
    let ended = file
        .each::<DutyEnded>()
        .filter(|(_, it)| it.duty.is_housing() && it.ground == EndGround::NotEligible)
        .map(|(fact, it)| (fact, it.by));
    let causes = decided.chain(ended).map(|(fact, by)| file.cause_for(fact, by));
    owed.episodes(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::InterviewHeld(it) => Verdict::meets_if(it.options_explained && ours(it.by)),
            Body::TenancyAdviceGiven(it) => Verdict::meets_if(it.advice == TenancyAdvice::Options && ours(it.by)),
            Body::ReferralMade(it) => Verdict::meets_if(opens_a_door(it.referral) && it.by.team().is_some_and(ours)),
            Body::RefugeSought(it) => Verdict::meets_if(it.found),
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
}

/// Whether a referral goes to somebody who may help whatever her status is.
const fn opens_a_door(referral: ReferralKind) -> bool {
    matches!(referral, ReferralKind::Refuge | ReferralKind::Children | ReferralKind::Adults | ReferralKind::Legal)
}

#[cfg(test)]
mod tests {
    use crate::testing::a_council;

    const CHANGES: &str = "HA96-s214-explain-changes";
    const NOT_ELIGIBLE: &str = "HA96-s185-eligibility";

    #[test]
    fn whoever_applies_is_told_that_changes_matter_until_it_is_decided() {
        let opened = a_council().on("2026-03-02", "homelessness-opened by=housing");
        opened.owes(CHANGES).by_whom("housing").due("2026-03-04").is("late");
        opened.clone().on("2026-03-03", "changes-explained by=housing").owes(CHANGES).is("met");
        let decided = "decision-made by=housing subject=homelessness outcome=in-favour letter review_right";
        opened.on("2026-03-03", decided).owes(CHANGES).is("ended");
    }

    #[test]
    fn whoever_is_not_eligible_hears_the_next_working_day_what_help_there_is() {
        let decided = a_council().on(
            "2026-03-06",
            "decision-made by=housing subject=homelessness outcome=against findings=not-eligible letter review_right",
        );
        decided.owes(NOT_ELIGIBLE).by_whom("housing").due("2026-03-09").is("late");
        for helped in [
            "interview-held by=housing options_explained",
            "tenancy-advice-given by=housing advice=options",
            "referral-made by=housing to=children referral=children",
        ] {
            decided.clone().on("2026-03-09", helped).owes(NOT_ELIGIBLE).is("met");
        }
        decided.clone().on("2026-03-09", "interview-held by=housing").owes(NOT_ELIGIBLE).is("late");
        let eligible = "decision-made by=housing subject=homelessness outcome=against findings=not-homeless letter review_right";
        a_council().on("2026-03-06", eligible).owes_nothing_under(NOT_ELIGIBLE);
        a_council()
            .on("2026-03-06", "duty-ended by=housing duty=relief ground=not-eligible notice")
            .owes(NOT_ELIGIBLE)
            .is("late");
    }
}
