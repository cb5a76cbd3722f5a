//! Assessment, personalised housing plan, and keeping both up to date.

use jiff::ToSpan;

use super::prevention::REDUCTION_ACT;
use super::stretch::AtAuthorities;
use super::{TOPIC, act, request, standing};
use crate::calendar::Clock;
use crate::facts::{
    Ask, Body, Duty, DutyAccepted, Fact, Function, HomelessnessAssessed, HomelessnessOpened, Kind, PlanKind, PlanMade, Shows,
};
use crate::file::{CaseFile, LegalPerson};
use crate::ids::{FactId, TeamId};
use crate::law::InForce;
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HA96-s189A-assess
pub const ASSESS: Rule = Rule {
    id: "HA96-s189A-assess",
    topic: TOPIC,
    title: "Assess her case and tell her in writing",
    must: "Assess what made her homeless, what home would suit her and hers and where they would be safe, and what support she needs. Use what other services have told: she need not tell it again. Give her the assessment in writing.",
    source: act(
        "s.189A(1)-(3)",
        "Once satisfied that an applicant is eligible and homeless or threatened with it, the authority assesses the circumstances that caused it, the housing needs and the support needs, and notifies the assessment in writing. The Act sets no time; five working days is our standard.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/189A",
    ),
    in_force: InForce::since(REDUCTION_ACT),
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::DutyAccepted, Kind::HomelessnessOpened, Kind::HomelessnessAssessed],
    hears: Shows::empty(),
    meets: &[Kind::HomelessnessAssessed],
    ends: &[Kind::DutyEnded, Kind::PlacementMade, Kind::Moved],
    derive: assess,
};

fn assess(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes =
        helping(file).filter(|(fact, it)| !assessed_before(file, it.by, fact)).map(|(fact, it)| file.cause_for(fact, it.by));
    owed.episodes(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::HomelessnessAssessed(it) => Verdict::meets_if(ours(it.by) && it.in_writing),
            Body::DutyEnded(it) => {
                Verdict::ends_if(ours(it.by) && it.notice && matches!(it.duty, Duty::Prevention | Duty::Relief))
            }
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
}

/// Prevention and relief, which begin with an assessment and a plan.
fn helping(file: &CaseFile) -> impl Iterator<Item = (&Fact, &DutyAccepted)> {
    file.each::<DutyAccepted>().filter(|(_, it)| matches!(it.duty, Duty::Prevention | Duty::Relief))
}

/// Whether the case was assessed in writing since this application began: a duty that follows another needs a review, not another assessment.
fn assessed_before(file: &CaseFile, by: TeamId, accepted: &Fact) -> bool {
    let ours = |team| file.services().same_body(team, by);
    let before = |fact: &Fact| fact.id != accepted.id && fact.happened.date < accepted.happened.date;
    let opened = file.each::<HomelessnessOpened>().rfind(|(fact, it)| before(fact) && ours(it.by));
    let since = opened.map(|(fact, _)| fact.happened);
    file.each::<HomelessnessAssessed>()
        .any(|(fact, it)| before(fact) && ours(it.by) && it.in_writing && since.is_none_or(|opened| fact.happened >= opened))
}

/// HA96-s189A-PHP
pub const PLAN: Rule = Rule {
    id: "HA96-s189A-PHP",
    topic: TOPIC,
    title: "Write the housing plan with her",
    must: "Agree with her what she will do and what you will do, write it down and give her a copy; where you cannot agree, write down why. It holds her safety, how to reach her, where she would not be safe, advice on her tenancy, and the evidence that you fetch yourselves. No safe plan can wait for a date: where no duty has been accepted yet, decide, and plan with her what can be done now.",
    source: act(
        "s.189A(4)-(8)",
        "After the assessment the authority tries to agree steps with the applicant, records them or why there is no agreement with the steps that it will take, and gives her a copy. The Act sets no time; five working days is our standard, also where no duty was accepted that should have been.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/189A",
    ),
    in_force: InForce::since(REDUCTION_ACT),
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: PLAN_READS,
    hears: request::HEARS,
    meets: &[Kind::PlanMade, Kind::PlanCopyGiven],
    ends: &[Kind::DutyEnded, Kind::PlacementMade, Kind::Moved, Kind::DecisionMade],
    derive: plan,
};

const PLAN_READS: &[Kind] = &[
    Kind::HousingApplied,
    Kind::AppliedAgain,
    Kind::ReferralMade,
    Kind::DisclosureMade,
    Kind::ContactMade,
    Kind::ThirdPartyContact,
    Kind::WishesRecorded,
    Kind::UrgentMoveAgreed,
    Kind::HomelessnessOpened,
    Kind::DutyAccepted,
    Kind::DutyEnded,
    Kind::DecisionMade,
    Kind::PlacementMade,
    Kind::PlacementEnded,
    Kind::Moved,
    Kind::PlanMade,
    Kind::PlanCopyGiven,
];

fn plan(file: &CaseFile, owed: &mut Owed<'_>) {
    let accepted = helping(file).map(|(fact, it)| file.cause_for(fact, it.by));
    let plans = plans(file);
    let has_plan = |cause: &Cause| plans.on(file.services().legal_person(cause.owner), cause.since).is_some();
    // The authority could have known that a plan is owed, whatever it decided to call it.
    let causes = accepted.chain(request::undecided(file)).filter(|cause| !has_plan(cause));
    owed.episodes(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::PlanMade(it) => Verdict::meets_if(ours(it.by) && it.plan == PlanKind::Housing && it.copy_given),
            Body::PlanCopyGiven(it) => Verdict::meets_if(ours(it.by) && is_housing_plan(file, it.plan)),
            Body::DutyEnded(it) => {
                Verdict::ends_if(ours(it.by) && it.notice && matches!(it.duty, Duty::Prevention | Duty::Relief | Duty::Main))
            }
            Body::DecisionMade(it) => Verdict::ends_if(ours(it.by) && standing::decides_against(it)),
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
}

/// Whether a fact is that a housing plan was made.
fn is_housing_plan(file: &CaseFile, plan: FactId) -> bool {
    file.fact(plan).and_then(|fact| fact.is::<PlanMade>()).is_some_and(|it| it.plan == PlanKind::Housing)
}

/// When she has a housing plan of an authority: made with a copy, and no end of all duties or settled home since.
fn plans(file: &CaseFile) -> AtAuthorities {
    let kinds = [Kind::PlanMade, Kind::PlanCopyGiven, Kind::DutyEnded, Kind::PlacementMade, Kind::Moved, Kind::DecisionMade];
    let facts: Vec<&Fact> = file.any_of(&kinds).collect();
    let begins = |fact: &Fact| match &fact.body {
        Body::PlanMade(it) => (it.plan == PlanKind::Housing && it.copy_given).then_some(it.by),
        Body::PlanCopyGiven(it) => is_housing_plan(file, it.plan).then_some(it.by),
        _ => None,
    };
    AtAuthorities::find(file, &facts, begins, |authority, fact| ends_the_plan(file, authority, fact))
}

/// Whether a fact ends the authority's work on the case, and with it the plan. A duty that gives way to the next one does not.
fn ends_the_plan(file: &CaseFile, authority: LegalPerson, fact: &Fact) -> bool {
    use crate::facts::EndGround::{BecameHomeless, NextDuty, TimeUp};
    let ours = |by| file.services().legal_person(by) == authority;
    match &fact.body {
        Body::DutyEnded(it) => {
            ours(it.by)
                && it.notice
                && matches!(it.duty, Duty::Prevention | Duty::Relief | Duty::Main)
                && !matches!(it.ground, TimeUp | BecameHomeless | NextDuty)
        }
        Body::DecisionMade(it) => ours(it.by) && standing::decides_against(it),
        _ => standing::settles(file, fact),
    }
}

/// HA96-s189A-review
pub const REVIEW: Rule = Rule {
    id: "HA96-s189A-review",
    topic: TOPIC,
    title: "Bring the housing plan up to date",
    must: "Something has changed, or four weeks have passed: look at the assessment and the plan again with her, change what no longer fits, and tell her in writing what changed. A step that no longer fits cannot be held against her.",
    source: act(
        "s.189A(9)-(11)",
        "The authority keeps assessment and plan under review until it considers that it owes the applicant no further duty, and notifies in writing every change. The Act sets no time; five working days after a change, and every 28 days, are our standard.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/189A",
    ),
    in_force: InForce::since(REDUCTION_ACT),
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: REVIEW_READS,
    hears: request::HEARS.union(Shows::RELEASE).union(Shows::PREGNANT),
    meets: &[Kind::PlanReviewed, Kind::PlanMade],
    ends: &[Kind::DutyEnded, Kind::PlacementMade, Kind::Moved, Kind::DecisionMade],
    derive: review,
};

const REVIEW_READS: &[Kind] = &[
    Kind::HousingApplied,
    Kind::AppliedAgain,
    Kind::ReferralMade,
    Kind::DisclosureMade,
    Kind::ContactMade,
    Kind::ThirdPartyContact,
    Kind::WishesRecorded,
    Kind::UrgentMoveAgreed,
    Kind::HomelessnessOpened,
    Kind::DutyAccepted,
    Kind::DutyEnded,
    Kind::DecisionMade,
    Kind::PlacementMade,
    Kind::Moved,
    Kind::PlanMade,
    Kind::PlanReviewed,
    Kind::OfferAnswered,
    Kind::TenancyHeld,
    Kind::TenancyEnded,
    Kind::PregnancyKnown,
    Kind::ChildBorn,
];

fn review(file: &CaseFile, owed: &mut Owed<'_>) {
    let asked = request::with_abuse(file);
    let plans = plans(file);
    let changes = file.facts().iter().filter_map(|fact| {
        let weight = weight(file, fact)?;
        let cause = request::authority(file, fact)?;
        let (team, day) = (cause.owner, cause.since);
        let authority = file.services().legal_person(team);
        let planned = plans.on(authority, day).is_some() || standing::any_duty(file, team, day);
        let applied =
            || asked.iter().any(|one| one.since <= day && one.fact != fact.id && file.services().same_body(one.owner, team));
        let open = planned || (weight == Weight::Alone && applied());
        open.then_some(cause)
    });
    owed.episodes(changes.chain(four_weeks_on(file)), |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::PlanReviewed(it) => Verdict::meets_if(ours(it.by) && it.plan == PlanKind::Housing && it.told),
            Body::PlanMade(it) => Verdict::meets_if(ours(it.by) && it.plan == PlanKind::Housing && it.copy_given),
            _ => Verdict::ends_if(ends_the_plan(file, file.services().legal_person(cause.owner), fact)),
        }
    });
}

/// How much a change weighs.
#[derive(PartialEq, Eq)]
enum Weight {
    /// It calls for a review even where the plan that she was owed was never written.
    Alone,
    /// It calls for a review of a plan or a duty that stands; without one, other rules already ask for action.
    WithPlan,
}

/// Whether a fact changes what the plan rests on.
fn weight(file: &CaseFile, fact: &Fact) -> Option<Weight> {
    let would_rent = |asks: &[Ask]| asks.contains(&Ask::PrivateRent);
    match &fact.body {
        Body::ChildBorn(_) | Body::PregnancyKnown(_) | Body::TenancyEnded(_) => Some(Weight::Alone),
        Body::TenancyHeld(it) => (file.survivor() == Some(it.person)).then_some(Weight::Alone),
        Body::DutyAccepted(it) if it.duty == Duty::Main => Some(Weight::Alone),
        Body::DutyAccepted(it) if it.duty == Duty::Relief => Some(Weight::WithPlan),
        Body::ContactMade(it) if would_rent(&it.asks) => Some(Weight::Alone),
        Body::DisclosureMade(it) if would_rent(&it.asks) => Some(Weight::Alone),
        Body::WishesRecorded(it) if would_rent(&it.asks) => Some(Weight::Alone),
        Body::OfferAnswered(it) => (!it.accepted).then_some(Weight::WithPlan),
        _ => {
            let danger = Shows::ABUSE.union(Shows::NEAR).union(Shows::RELEASE).union(Shows::PREGNANT);
            file.shows(fact).intersects(danger).then_some(Weight::WithPlan)
        }
    }
}

/// Every four weeks while a plan stands: a week before, and due on the day.
fn four_weeks_on(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.any_of(&[Kind::PlanMade, Kind::PlanReviewed]).filter_map(|fact| {
        let (by, plan) = match &fact.body {
            Body::PlanMade(it) if it.copy_given => (it.by, it.plan),
            Body::PlanReviewed(it) if it.told => (it.by, it.plan),
            _ => return None,
        };
        let due = fact.happened.date.saturating_add(28.days());
        let ours = plan == PlanKind::Housing && file.services().does(by, Function::Housing);
        ours.then(|| {
            let cause = file.cause_for(fact, by).from_day(due.saturating_sub(7.days()));
            let due = due.max(cause.since);
            cause.due_on(due)
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{TestFile, a_council};

    const PLAN: &str = "HA96-s189A-PHP";
    const REVIEW: &str = "HA96-s189A-review";

    fn relief() -> TestFile {
        a_council().on("2026-03-02", "relief: duty-accepted by=housing duty=relief letter")
    }

    #[test]
    fn relief_brings_an_assessment_in_writing_and_a_plan_with_a_copy() {
        relief().owes("HA96-s189A-assess").due("2026-03-09").is("late");
        relief().on("2026-03-05", "homelessness-assessed by=housing").owes("HA96-s189A-assess").is("late");
        relief().on("2026-03-05", "homelessness-assessed by=housing in_writing").owes("HA96-s189A-assess").is("met");
        relief().owes(PLAN).due("2026-03-09").is("late");
        relief().on("2026-03-05", "plan-made by=housing plan=personalised-housing-plan").owes(PLAN).is("late");
        relief().on("2026-03-05", "plan-made by=housing plan=personalised-housing-plan copy_given").owes(PLAN).is("met");
        let later = relief().on("2026-03-05", "made: plan-made by=housing plan=personalised-housing-plan");
        later
            .on("2026-03-06", "plan-copy-given by=housing plan=made")
            .owes(PLAN)
            .is("met")
            .ended_by("plan-copy-given 2026-03-06");
    }

    #[test]
    fn relief_after_prevention_needs_no_second_assessment_but_a_review() {
        let file = a_council()
            .on("2026-03-02", "prevention: duty-accepted by=housing duty=prevention letter")
            .on("2026-03-04", "homelessness-assessed by=housing in_writing")
            .on("2026-03-04", "plan-made by=housing plan=personalised-housing-plan copy_given")
            .on("2026-03-20", "relief: duty-accepted by=housing duty=relief letter");
        file.owes("HA96-s189A-assess").because(&["prevention"]).is("met");
        file.owes(PLAN).because(&["prevention"]).is("met");
        file.owes(REVIEW).because(&["relief", "plan-made 2026-03-04"]).due("2026-03-27").is("late");
    }

    #[test]
    fn somebody_sent_away_before_his_release_was_owed_a_plan() {
        let file = a_council()
            .on("2021-07-19", "told: disclosure-made to=housing shows=violence,release asks=housing")
            .on("2021-07-19", "turned-away by=housing how=come-back-later");
        file.owes(PLAN).since("2021-07-19").due("2021-07-26").is("late");
        let before = a_council().on("2018-02-19", "disclosure-made to=housing shows=violence asks=housing");
        before.owes_nothing_under(PLAN);
    }

    #[test]
    fn a_birth_and_a_word_that_she_would_rent_privately_open_one_review() {
        a_council()
            .person("baby", crate::facts::Role::UnbornChild)
            .on("2018-06-18", "evidence-received by=her to=housing evidence=idva-letter shows=violence,unsafe-home")
            .on("2018-11-05", "birth: child-born child=baby mother=her to=housing")
            .on("2018-11-05", "rent: contact-made by=her to=housing asks=housing,private-rent shows=violence")
            .owes(REVIEW)
            .since("2018-11-05")
            .because(&["birth", "rent"])
            .is("late");
    }

    #[test]
    fn a_birth_in_a_file_that_housing_has_no_part_in_opens_nothing() {
        a_council()
            .person("baby", crate::facts::Role::UnbornChild)
            .on("2026-03-02", "child-born child=baby mother=her to=children")
            .owes_nothing_under(REVIEW);
    }

    #[test]
    fn four_weeks_on_the_plan_is_looked_at_again_and_a_review_starts_the_next_four() {
        let file = relief().on("2026-03-04", "plan: plan-made by=housing plan=personalised-housing-plan copy_given");
        file.owes(REVIEW).since("2026-03-25").due("2026-04-01").on("2026-03-24", "coming").is("late");
        let reviewed = file.on("2026-03-30", "review: plan-reviewed by=housing plan=personalised-housing-plan told");
        let states: Vec<_> = reviewed.all(REVIEW).into_iter().map(|one| one.owed.since.to_string()).collect();
        assert_eq!(states, ["2026-03-25", "2026-04-20"]);
        reviewed
            .on("2026-04-10", "duty-ended by=housing duty=relief ground=secured notice")
            .owes(REVIEW)
            .is("met")
            .ended_by("review");
    }
}
