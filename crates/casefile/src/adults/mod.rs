//! Adults: somebody who has needs for care and support, is abused, and cannot protect herself because of those needs (Care Act 2014).
//!
//! The three-part test is adult social care's to apply, as soon as they know; until then whoever knows tells them. What she wants comes first.

use jiff::civil::date;

use crate::calendar::Clock;
use crate::facts::{Body, Duty, DutyAccepted, Fact, Function, Kind, MeetingKind, PlanKind, ReferralKind, Shows, Subject};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};
use crate::working_together::{Turn, turn};

/// The rules of this room.
pub const RULES: &[&Rule] = &[&THREE_PART_TEST, &PLAN, &WISHES];

const TOPIC: &str = "Adults";
/// The day on which the Care Act's safeguarding duties came into force.
const CARE_ACT: InForce = InForce::since(date(2015, 4, 1));

const PERSONAL: Source = Source {
    force: Force::Guidance,
    act: "Care and support statutory guidance",
    provision: "chapter 14, making safeguarding personal",
    says: "Safeguarding is done with somebody and not to her: ask what she wants to come of it at the beginning, on the way and at the end. The lengths are our own.",
    url: "https://www.gov.uk/government/publications/care-act-statutory-guidance/care-and-support-statutory-guidance",
};

/// CARE14-s42
pub const THREE_PART_TEST: Rule = Rule {
    id: "CARE14-s42",
    topic: TOPIC,
    title: "Apply the three-part safeguarding test",
    must: "Adult social care: decide whether she has needs for care and support, is abused or at risk of it, and cannot protect herself because of those needs; if all three may be so, make enquiries. Everybody else who knows: tell adult social care within one working day.",
    source: Source {
        force: Force::Law,
        act: "Care Act 2014",
        provision: "s.42",
        says: "An authority with reasonable cause to suspect that an adult in its area has needs for care and support, met or not, is experiencing or at risk of abuse, and cannot protect herself because of them, must make enquiries or have them made. The Act sets no length; one working day is our standard.",
        url: "https://www.legislation.gov.uk/ukpga/2014/23/section/42",
    },
    in_force: CARE_ACT,
    owner: Function::Adults,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[],
    hears: Shows::CARE_NEEDS.union(Shows::ABUSE),
    meets: &[Kind::DecisionMade, Kind::DutyAccepted, Kind::MeetingHeld, Kind::ReferralMade],
    ends: &[],
    derive: three_part_test,
};

fn three_part_test(file: &CaseFile, owed: &mut Owed<'_>) {
    let (mut decide, mut refer) = (Vec::new(), Vec::new());
    for (fact, other) in needs_and_abuse(file) {
        match turn(file, fact, Function::Adults) {
            Some((cause, Turn::Decide)) => decide.push(cause.and(other)),
            Some((cause, Turn::Refer)) => refer.push(cause.and(other)),
            None => {}
        }
    }
    owed.episodes(decide, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::DecisionMade(it) => Verdict::meets_if(ours(it.by) && it.subject == Subject::AdultResponse),
            Body::DutyAccepted(it) => Verdict::meets_if(ours(it.by) && it.duty == Duty::AdultSafeguarding),
            Body::MeetingHeld(it) => Verdict::meets_if(ours(it.by) && it.meeting == MeetingKind::Adult),
            _ => Verdict::Nothing,
        }
    });
    owed.episodes(refer, |cause, fact| match &fact.body {
        Body::ReferralMade(it) => {
            let to_adults = it.referral == ReferralKind::Adults || file.services().does(it.to, Function::Adults);
            Verdict::meets_if(to_adults && it.by.team().is_some_and(|by| file.services().same_body(by, cause.owner)))
        }
        Body::DecisionMade(it) => Verdict::ends_if(it.subject == Subject::AdultResponse),
        Body::DutyAccepted(it) => Verdict::ends_if(it.duty == Duty::AdultSafeguarding),
        Body::MeetingHeld(it) => Verdict::ends_if(it.meeting == MeetingKind::Adult),
        _ => Verdict::Nothing,
    });
}

/// The facts that complete the picture: the first on which both needs and abuse are known, and every later one that speaks of needs again.
fn needs_and_abuse(file: &CaseFile) -> Vec<(&Fact, &Fact)> {
    let (mut needs, mut abuse): (Option<&Fact>, Option<&Fact>) = (None, None);
    let mut found = Vec::new();
    for fact in file.showing(Shows::CARE_NEEDS.union(Shows::ABUSE)) {
        let shows = file.shows(fact);
        let (was_needs, was_abuse) = (needs, abuse);
        if shows.intersects(Shows::CARE_NEEDS) {
            needs = Some(fact);
        }
        if shows.intersects(Shows::ABUSE) {
            abuse = Some(fact);
        }
        let completes = was_needs.is_none() || was_abuse.is_none() || shows.intersects(Shows::CARE_NEEDS);
        if let (Some(needs), Some(abuse)) = (needs, abuse)
            && completes
        {
            found.push((fact, if needs.id == fact.id { abuse } else { needs }));
        }
    }
    found
}

/// CARE14-s42-plan
pub const PLAN: Rule = Rule {
    id: "CARE14-s42-plan",
    topic: TOPIC,
    title: "Plan the safeguarding enquiry",
    must: "Write with her what is to be done, by whom and by when, and what she wants to come of it.",
    source: PERSONAL,
    in_force: CARE_ACT,
    owner: Function::Adults,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::DutyAccepted],
    hears: Shows::empty(),
    meets: &[Kind::PlanMade],
    ends: &[Kind::DutyEnded],
    derive: plan,
};

fn plan(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.episodes(enquiries(file), |cause, fact| match &fact.body {
        Body::PlanMade(it) => {
            let plan = matches!(it.plan, PlanKind::Adult | PlanKind::Safety);
            Verdict::meets_if(plan && file.services().same_body(it.by, cause.owner))
        }
        _ => enquiry_ended(file, cause, fact),
    });
}

/// MSP
pub const WISHES: Rule = Rule {
    id: "MSP",
    topic: TOPIC,
    title: "Ask what she wants to come of it",
    must: "Ask her, with an advocate where she finds it hard to take part, what she wants to come of the enquiry, and write it down in her words.",
    source: PERSONAL,
    in_force: CARE_ACT,
    owner: Function::Adults,
    severity: Severity::Practice,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::DutyAccepted],
    hears: Shows::empty(),
    meets: &[Kind::WishesRecorded, Kind::InterviewHeld],
    ends: &[Kind::DutyEnded],
    derive: wishes,
};

fn wishes(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.episodes(enquiries(file), |cause, fact| match &fact.body {
        Body::WishesRecorded(it) => Verdict::meets_if(adult(file, cause).is_none_or(|adult| adult == it.of)),
        Body::InterviewHeld(it) => Verdict::meets_if(it.account_taken && file.services().same_body(it.by, cause.owner)),
        _ => enquiry_ended(file, cause, fact),
    });
}

fn enquiries(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<DutyAccepted>().filter(|(_, it)| it.duty == Duty::AdultSafeguarding).map(|(fact, it)| file.cause_for(fact, it.by))
}

/// Whom the enquiry is about: the survivor unless the fact names somebody else.
fn adult(file: &CaseFile, cause: &Cause) -> Option<crate::ids::PersonId> {
    match file.body_of(cause.fact) {
        Some(Body::DutyAccepted(it)) => it.person.or(file.survivor()),
        _ => None,
    }
}

fn enquiry_ended(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    match &fact.body {
        Body::DutyEnded(it) => {
            Verdict::ends_if(it.duty == Duty::AdultSafeguarding && file.services().same_body(it.by, cause.owner))
        }
        _ => Verdict::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::a_council;

    #[test]
    fn adult_social_care_applies_the_test_within_a_working_day_of_knowing() {
        let file = a_council()
            .on("2020-06-01", "told: evidence-received by=her to=adults evidence=medical-evidence shows=care-needs,threats");
        file.owes("CARE14-s42").by_whom("adults").due("2020-06-02").because(&["told"]).is("late");
        file.on("2020-06-02", "decision-made by=adults subject=adult-response outcome=against").owes("CARE14-s42").is("met");
    }

    #[test]
    fn who_knows_of_needs_and_of_abuse_from_different_papers_tells_adult_social_care() {
        let file = a_council()
            .on("2020-01-06", "form: housing-applied to=housing register shows=care-needs")
            .known_to("housing", "2020-01-06")
            .on("2020-06-01", "letter: complaint-made by=her to=housing shows=violence")
            .known_to("housing", "2020-06-01");
        file.owes("CARE14-s42").by_whom("housing").since("2020-06-01").because(&["letter", "form"]).is("late");
        file.on("2020-06-02", "referral-made by=housing to=adults referral=adults").owes("CARE14-s42").is("met");
    }

    #[test]
    fn abuse_without_care_needs_or_before_the_care_act_is_not_for_this_test() {
        a_council().on("2020-06-01", "disclosure-made to=adults shows=violence").owes_nothing_under("CARE14-s42");
        a_council().on("2020-06-01", "noted to=adults shows=care-needs").owes_nothing_under("CARE14-s42");
        a_council().on("2014-06-01", "disclosure-made to=adults shows=care-needs").owes_nothing_under("CARE14-s42");
    }

    #[test]
    fn an_enquiry_begins_with_what_she_wants_and_a_plan() {
        let file = a_council().on("2026-06-01", "duty-accepted by=adults duty=adult-safeguarding");
        file.owes("MSP").by_whom("adults").due("2026-06-03").is("late");
        file.owes("CARE14-s42-plan").due("2026-06-08").is("late");
        let file = file
            .on("2026-06-02", "wishes-recorded of=her by=adults")
            .on("2026-06-05", "plan-made by=adults plan=adult-safeguarding-plan");
        file.owes("MSP").is("met");
        file.owes("CARE14-s42-plan").is("met");
    }
}
