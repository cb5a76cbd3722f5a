//! Prison and release: preparing before he is out, harassment from custody, and the day itself.
//!
//! A release date, however far off and however vague, is a reason to start now. «Come back nearer the time» is what was wrong in Barbara's case.

use crate::calendar::Clock;
use crate::facts::{
    Body, CustodyBegan, Fact, Function, Kind, Measure, PlanKind, Recalled, ReferralKind, ReleaseDateKnown, Released, Shows,
};
use crate::file::CaseFile;
use crate::homelessness::request;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// The rules of this room.
pub const RULES: &[&Rule] = &[&PREPARE, &REPORT_CONTACT, &SAFE_ON_THE_DAY];

const TOPIC: &str = "Prison and release";

const fn barbara(says: &'static str) -> Source {
    Source {
        force: Force::Ombudsman,
        act: "Ombudsman, focus report on domestic abuse, November 2021",
        provision: "case 19 014 011 (Barbara)",
        says,
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    }
}

/// OMB-early-prevention
pub const PREPARE: Rule = Rule {
    id: "OMB-early-prevention",
    topic: TOPIC,
    title: "Prepare for his release now",
    must: "He is to be released. Start now, however far off it is: a plan with her for her safety and her home, with the prison or probation asked for the date and the conditions. Nobody is told to come back nearer the time.",
    source: barbara(
        "The council told her to come back nearer the release, because there was no risk while he was in prison. It should have begun to prevent her homelessness when it first knew; that more than 56 days were left was no reason to wait. Two working days are our standard.",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::ReleaseDateKnown, Kind::Released, Kind::CustodyBegan, Kind::Recalled],
    hears: Shows::RELEASE,
    meets: &[Kind::PlanMade, Kind::PlanReviewed, Kind::DutyAccepted, Kind::PlacementMade, Kind::SafetyMeasure],
    ends: &[Kind::Released, Kind::Recalled, Kind::Moved],
    derive: prepare,
};

fn prepare(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file
        .showing(Shows::RELEASE)
        .filter(|fact| fact.is::<Released>().is_none() && !is_out(file, fact))
        .filter_map(|fact| request::authority(file, fact));
    owed.episodes(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::PlanMade(it) => Verdict::meets_if(ours(it.by) && for_her(it.plan)),
            Body::PlanReviewed(it) => Verdict::meets_if(ours(it.by) && for_her(it.plan)),
            Body::DutyAccepted(it) => Verdict::meets_if(ours(it.by) && it.duty.is_housing()),
            Body::PlacementMade(it) => Verdict::meets_if(it.suitability_checked),
            Body::SafetyMeasure(it) => Verdict::meets_if(matches!(it.measure, Measure::SafetyPlan | Measure::MovedOut)),
            Body::Released(_) => Verdict::Misses,
            Body::Recalled(_) => Verdict::Ends,
            Body::Moved(it) => Verdict::ends_if(it.permanent && it.safe && file.survivor() == Some(it.person)),
            _ => Verdict::Nothing,
        }
    });
}

const fn for_her(plan: PlanKind) -> bool {
    matches!(plan, PlanKind::Housing | PlanKind::Safety | PlanKind::Support)
}

/// Whether he was out when something was said: released, and not taken back since.
fn is_out(file: &CaseFile, fact: &Fact) -> bool {
    let last = |days: &mut dyn Iterator<Item = &Fact>| days.map(|one| one.happened).filter(|when| *when <= fact.happened).last();
    let released = last(&mut file.each::<Released>().map(|(one, _)| one));
    let taken = last(&mut file.each::<CustodyBegan>().map(|(one, _)| one));
    let recalled = last(&mut file.each::<Recalled>().map(|(one, _)| one));
    released.is_some() && released >= taken.max(recalled)
}

/// OMB-custody-contact, our own id: the report on Barbara's case asks for what he does from prison to be taken into account.
pub const REPORT_CONTACT: Rule = Rule {
    id: "OMB-custody-contact",
    topic: TOPIC,
    title: "Report contact from prison",
    must: "He reaches her from prison: by letter, telephone or through others. Tell the prison or the police, so that it is stopped and recorded, and count it in the risk. It is abuse, whatever walls lie between.",
    source: barbara(
        "He went on harassing her from prison through letters and neighbours. The council left that out of account when it judged the risk. One working day is our standard.",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::AbuseHappened],
    hears: Shows::FROM_CUSTODY,
    meets: &[Kind::ReferralMade, Kind::InformationShared, Kind::ContactMade],
    ends: &[],
    derive: report_contact,
};

const AUTHORITIES: &[Function] = &[Function::Police, Function::Prison, Function::Probation];

fn report_contact(file: &CaseFile, owed: &mut Owed<'_>) {
    let services = file.services();
    let is_authority = |team| AUTHORITIES.iter().any(|one| services.does(team, *one));
    let causes = file.showing(Shows::FROM_CUSTODY).filter_map(|fact| {
        let told = AUTHORITIES.iter().flat_map(|one| services.doing(*one)).any(|one| file.known_on(fact, one.team).is_some());
        let cause =
            request::authority(file, fact).or_else(|| file.first_known(fact).map(|(team, on)| Cause::new(fact, team, on)))?;
        (!told).then_some(cause)
    });
    owed.episodes(causes, |cause, fact| {
        let ours = |by| services.same_body(by, cause.owner);
        match &fact.body {
            Body::ReferralMade(it) => {
                Verdict::meets_if((it.referral == ReferralKind::Police || is_authority(it.to)) && it.by.team().is_some_and(ours))
            }
            Body::InformationShared(it) => Verdict::meets_if(ours(it.by) && it.with.team().is_some_and(is_authority)),
            Body::ContactMade(it) => Verdict::meets_if(it.by.team().is_some_and(ours) && it.to.team().is_some_and(is_authority)),
            _ => Verdict::Nothing,
        }
    });
}

/// OMB-release-safety, our own id: what everybody who knows of the release owes on the day.
pub const SAFE_ON_THE_DAY: Rule = Rule {
    id: "OMB-release-safety",
    topic: TOPIC,
    title: "He is out: see that she is safe today",
    must: "Reach her in a safe way today. See with her whether she is safe tonight, look at the risk again, and bring her plans up to date: where she stays, police marker, children's school, the conditions of his release.",
    source: barbara("His release was known for months and nothing stood ready when it came. The same day is our standard."),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::ReleaseDateKnown, Kind::Released],
    hears: Shows::empty(),
    meets: &[
        Kind::SafetyMeasure,
        Kind::RiskAssessed,
        Kind::PlanMade,
        Kind::PlanReviewed,
        Kind::PlacementMade,
        Kind::RefugeSought,
    ],
    ends: &[Kind::Recalled, Kind::ReleaseDateKnown, Kind::Released],
    derive: safe_on_the_day,
};

fn safe_on_the_day(file: &CaseFile, owed: &mut Owed<'_>) {
    let whose = |fact: &Fact| {
        request::authority(file, fact).or_else(|| file.first_known(fact).map(|(team, on)| Cause::new(fact, team, on)))
    };
    let out = file.each::<Released>().filter_map(|(fact, _)| whose(fact));
    // Where nobody says that he is out, the day that was given counts.
    let expected = file.each::<ReleaseDateKnown>().filter_map(|(fact, it)| {
        let cause = whose(fact)?;
        it.on.map(|day| cause.from_day(day))
    });
    owed.each(out.chain(expected), |cause, fact| {
        let on_the_day = fact.happened.date >= cause.since;
        let expected = file.fact(cause.fact).is_some_and(|raised| raised.is::<ReleaseDateKnown>().is_some());
        match &fact.body {
            Body::Recalled(_) => Verdict::Ends,
            Body::ReleaseDateKnown(it) => Verdict::ends_if(expected && it.on.is_some()),
            Body::Released(_) => Verdict::ends_if(expected),
            Body::PlanMade(it) => Verdict::meets_if(on_the_day && for_her(it.plan)),
            Body::PlanReviewed(it) => Verdict::meets_if(on_the_day && for_her(it.plan)),
            Body::RefugeSought(it) => Verdict::meets_if(on_the_day && it.found),
            _ => Verdict::meets_if(on_the_day),
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    const PREPARE: &str = "OMB-early-prevention";

    fn coming() -> TestFile {
        a_council().on("2021-07-19", "date: release-date-known person=him to=housing on=2021-10-29")
    }

    #[test]
    fn a_release_in_some_months_is_prepared_for_now() {
        coming().owes(PREPARE).due("2021-07-21").by_whom("housing").is("late");
        a_council()
            .on("2021-07-19", "told: contact-made by=her to=housing shows=release")
            .owes(PREPARE)
            .because(&["told"])
            .due("2021-07-21");
    }

    #[test]
    fn a_plan_or_a_duty_is_preparation_and_telling_her_to_come_back_is_not() {
        coming().on("2021-07-20", "turned-away by=housing how=come-back-later").owes(PREPARE).is("late");
        coming().on("2021-07-20", "plan-made by=housing plan=safety-plan").owes(PREPARE).is("met");
        coming().on("2021-07-20", "duty-accepted by=housing duty=prevention").owes(PREPARE).is("met");
        coming().on("2021-10-29", "released person=him to=housing").owes(PREPARE).is("missed");
    }

    #[test]
    fn what_is_said_of_a_man_who_is_out_prepares_for_nothing() {
        a_council()
            .on("2018-07-16", "released person=him to=children")
            .on("2018-07-18", "contact-made by=children to=housing shows=release,violence")
            .owes_nothing_under(PREPARE);
    }

    #[test]
    fn letters_from_prison_are_reported_unless_the_prison_knows() {
        let letters = a_council()
            .outsider("prison", Function::Prison, "prison")
            .on("2021-07-19", "letters: abuse-happened by=him of=her shows=from-custody to=housing");
        letters.owes("OMB-custody-contact").due("2021-07-20").is("late");
        letters.on("2021-07-20", "information-shared by=housing with=prison").owes("OMB-custody-contact").is("met");
        a_council()
            .team("police", Function::Police, "police")
            .on("2021-07-19", "abuse-happened by=him of=her shows=from-custody to=police")
            .owes_nothing_under("OMB-custody-contact");
    }

    #[test]
    fn on_the_day_of_release_she_is_reached() {
        let out = coming().on("2021-10-29", "out: released person=him to=housing");
        let owed = out.all("OMB-release-safety");
        assert_eq!(owed.len(), 2, "the day that was expected, and the release itself");
        let now = out.on("2021-10-29", "safety-measure by=housing measure=safety-plan");
        for one in now.all("OMB-release-safety") {
            assert_ne!(one.owed.end, crate::obligations::End::Open);
        }
        coming().owes("OMB-release-safety").since("2021-10-29").due("2021-10-29").on("2021-10-28", "coming").is("late");
        coming()
            .on("2021-09-01", "later: release-date-known person=him to=housing on=2021-12-01")
            .owes("OMB-release-safety")
            .since("2021-12-01");
    }
}
