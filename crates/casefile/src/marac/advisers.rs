//! Advisers (IDVA) reach her in a safe way after a referral, and tell her after the meeting.

use crate::calendar::Clock;
use crate::facts::{Body, Function, Kind, Measure, ReferralKind, ReferralMade, Shows, Who};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::marac::{SAFELIVES, SAFELIVES_URL, TOPIC, meeting};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

const HOURS_OF_THE_AREA: Source = Source {
    force: Force::House,
    act: SAFELIVES,
    provision: "the adviser's part; local protocols",
    says: "An adviser tries to reach her in a safe way within two working days of the referral, speaks for her at the meeting, and tells her within two working days what it settled. Areas set the hours.",
    url: SAFELIVES_URL,
};

/// IDVA-contact
pub const CONTACT: Rule = Rule {
    id: "IDVA-contact",
    topic: TOPIC,
    title: "An adviser reaches her",
    must: "Reach her at a safe number and time, ask how she sees the danger, and plan with her. If she cannot be reached safely, find out from those who referred her how she can be.",
    source: HOURS_OF_THE_AREA,
    in_force: InForce::ALWAYS,
    owner: Function::Idva,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::ReferralMade],
    hears: Shows::empty(),
    meets: &[
        Kind::ContactMade,
        Kind::InterviewHeld,
        Kind::WishesRecorded,
        Kind::SafetyMeasure,
        Kind::RiskAssessed,
        Kind::PlanMade,
        Kind::SurvivorUpdated,
    ],
    ends: &[Kind::SupportDeclined],
    derive: contact,
};

fn contact(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes: Vec<Cause> = file
        .each::<ReferralMade>()
        .filter(|(_, it)| matches!(it.referral, ReferralKind::Idva | ReferralKind::Marac | ReferralKind::MaracTransfer))
        .filter_map(|(fact, it)| {
            let to_advisers = it.referral == ReferralKind::Idva || file.services().function(it.to) == Function::Idva;
            let team = if to_advisers { it.to } else { meeting::advisers(file)? };
            // Who refers her as her own adviser has reached her.
            (it.by != Who::Team(team)).then(|| file.cause_for(fact, team))
        })
        .collect();
    owed.episodes(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        let survivor = file.survivor().map(Who::Person);
        match &fact.body {
            Body::ContactMade(it) => Verdict::meets_if(
                (it.by.team().is_some_and(ours) && Some(it.to) == survivor)
                    || (Some(it.by) == survivor && it.to.team().is_some_and(ours)),
            ),
            Body::InterviewHeld(it) => Verdict::meets_if(ours(it.by)),
            Body::WishesRecorded(it) => Verdict::meets_if(ours(it.by)),
            Body::SafetyMeasure(it) => Verdict::meets_if(
                ours(it.by) && matches!(it.measure, Measure::ReachedSafely | Measure::SafetyPlan | Measure::RiskViewTaken),
            ),
            Body::RiskAssessed(it) => Verdict::meets_if(ours(it.by)),
            Body::PlanMade(it) => Verdict::meets_if(ours(it.by)),
            Body::SurvivorUpdated(it) => Verdict::meets_if(ours(it.by)),
            Body::SupportDeclined(it) => Verdict::ends_if(ours(it.from)),
            _ => Verdict::Nothing,
        }
    });
}

/// IDVA-feedback
pub const FEEDBACK: Rule = Rule {
    id: "IDVA-feedback",
    topic: TOPIC,
    title: "Tell her what the meeting settled",
    must: "Tell her, in a safe way, what will be done, by whom and by when, and ask whether it is what she needs.",
    source: HOURS_OF_THE_AREA,
    in_force: InForce::ALWAYS,
    owner: Function::Idva,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::MeetingHeld],
    hears: Shows::empty(),
    meets: &[Kind::SurvivorUpdated, Kind::ContactMade],
    ends: &[Kind::SupportDeclined],
    derive: feedback,
};

fn feedback(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes: Vec<Cause> = meeting::hearings(file)
        .map(|(fact, it)| {
            let team = meeting::advisers(file).unwrap_or(it.by);
            file.cause_for(fact, team)
        })
        .collect();
    owed.each(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::SurvivorUpdated(it) => Verdict::meets_if(it.about.is_none_or(|about| about == cause.fact)),
            Body::ContactMade(it) => {
                Verdict::meets_if(it.by.team().is_some_and(ours) && Some(it.to) == file.survivor().map(Who::Person))
            }
            Body::SupportDeclined(it) => Verdict::ends_if(ours(it.from)),
            _ => Verdict::Nothing,
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    fn file() -> TestFile {
        a_council().team("idva", Function::Idva, "charity").team("police", Function::Police, "police")
    }

    #[test]
    fn an_adviser_reaches_her_within_two_working_days_of_a_referral() {
        let file = file().on("2026-06-05", "referral-made by=police to=police referral=marac safe_contact");
        file.owes("IDVA-contact").by_whom("idva").due("2026-06-09").is("late");
        file.clone().on("2026-06-09", "contact-made by=idva to=her channel=phone").owes("IDVA-contact").is("met");
        file.on("2026-06-08", "support-declined by=her from=idva").owes("IDVA-contact").is("ended");
    }

    #[test]
    fn she_hears_after_the_meeting() {
        let file = file().on("2026-06-05", "meeting: meeting-held meeting=marac by=police present=idva");
        file.owes("IDVA-feedback").by_whom("idva").due("2026-06-09").is("late");
        file.on("2026-06-08", "survivor-updated by=idva about=meeting").owes("IDVA-feedback").is("met");
    }

    #[test]
    fn advisers_owe_nothing_where_nobody_referred_her() {
        file().on("2026-06-05", "disclosure-made to=housing shows=threats").owes_nothing_under("IDVA-contact");
    }
}
