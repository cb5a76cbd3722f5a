//! Orders and bail: known to those who rely on them, looked at before they end, acted on when they are broken.

use jiff::Span;
use jiff::civil::Date;

use crate::calendar::Clock;
use crate::facts::{
    Bailed, Body, Fact, Function, HousingApplied, Kind, Measure, OrderBreached, OrderMade, PlanKind, ReferralKind, Shows,
    Subject, Who,
};
use crate::file::{CaseFile, Service};
use crate::ids::{PersonId, TeamId};
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};
use crate::police::TOPIC;

const fn register(provision: &'static str, says: &'static str) -> Source {
    Source {
        force: Force::Ombudsman,
        act: "Ombudsman, focus report on domestic abuse, November 2021",
        provision,
        says,
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    }
}

/// ORD-register
pub const REGISTER: Rule = Rule {
    id: "ORD-register",
    topic: TOPIC,
    title: "An order or bail: act on it",
    must: "Housing that has her application: decide her priority again now, on the order as evidence. Police: tell the services that rely on it what it says, whom it protects and on which day it ends. An order does not by itself make her safe.",
    source: register(
        "cases 18 008 509 and 19 018 743",
        "An order against an abuser is evidence that changes a decision, and in Seren's case the panel heard of it only when the Ombudsman asked. An order is not the same as safety. One working day is our standard.",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[
        Kind::OrderMade,
        Kind::Bailed,
        Kind::HousingApplied,
        Kind::HomelessnessOpened,
        Kind::RegisterAssessed,
        Kind::PlacementMade,
        Kind::Moved,
    ],
    hears: Shows::empty(),
    meets: &[
        Kind::PriorityAwarded,
        Kind::DecisionMade,
        Kind::PanelListed,
        Kind::UrgentMoveAgreed,
        Kind::PlacementMade,
        Kind::InformationShared,
        Kind::RecordsFlagged,
        Kind::ContactMade,
        Kind::MeetingHeld,
    ],
    ends: &[Kind::OrderEnded, Kind::Moved],
    derive: act_on_it,
};

fn act_on_it(file: &CaseFile, owed: &mut Owed<'_>) {
    let (mut decide_again, mut tell) = (Vec::new(), Vec::new());
    for fact in file.any_of(&[Kind::OrderMade, Kind::Bailed]) {
        match file.falls_to(fact, Function::Housing) {
            Some((team, since)) => {
                if let Some(application) = open_application(file, team, since) {
                    decide_again.push(Cause::new(fact, team, since).and(application));
                }
            }
            None => tell.extend(only_justice_knows(file, fact).map(|(team, since)| Cause::new(fact, team, since))),
        }
    }
    owed.each(decide_again, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::PriorityAwarded(it) => Verdict::meets_if(ours(it.by)),
            Body::DecisionMade(it) => Verdict::meets_if(
                ours(it.by)
                    && matches!(it.subject, Subject::Priority | Subject::Panel | Subject::UrgentMove | Subject::Homelessness),
            ),
            Body::PanelListed(it) => Verdict::meets_if(ours(it.by)),
            Body::UrgentMoveAgreed(it) => Verdict::meets_if(ours(it.by)),
            Body::PlacementMade(it) => Verdict::meets_if(it.settled && it.suitability_checked),
            Body::Moved(it) => Verdict::ends_if(it.safe && it.permanent),
            Body::OrderEnded(it) => Verdict::ends_if(it.order == cause.fact),
            _ => Verdict::Nothing,
        }
    });
    owed.each(tell, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        let elsewhere = |who: Who| who.team().is_some_and(|team| !ours(team) && !is_justice(file.services().function(team)));
        match &fact.body {
            Body::InformationShared(it) => Verdict::meets_if(ours(it.by) && elsewhere(it.with)),
            Body::RecordsFlagged(it) => Verdict::meets_if(it.of == Some(cause.fact)),
            Body::ContactMade(it) => Verdict::meets_if(it.by.team().is_some_and(ours) && elsewhere(it.to)),
            Body::MeetingHeld(it) => Verdict::meets_if(
                (ours(it.by) || it.present.iter().any(|team| ours(*team)))
                    && it.present.iter().any(|team| elsewhere(Who::Team(*team))),
            ),
            Body::OrderEnded(it) => Verdict::ends_if(it.order == cause.fact),
            _ => Verdict::Nothing,
        }
    });
}

/// An application that the body of a housing team has, and that no settled home has answered.
fn open_application(file: &CaseFile, team: TeamId, on: Date) -> Option<&Fact> {
    let theirs = |one: TeamId| file.services().same_body(one, team);
    let before = |fact: &&Fact| fact.happened.date <= on;
    let application = file
        .any_of(&[Kind::HousingApplied, Kind::HomelessnessOpened, Kind::RegisterAssessed])
        .filter(before)
        .filter(|fact| match &fact.body {
            Body::HousingApplied(HousingApplied { to, .. }) => theirs(*to),
            Body::HomelessnessOpened(it) => theirs(it.by),
            Body::RegisterAssessed(it) => theirs(it.by),
            _ => false,
        })
        .last()?;
    let housed = file.any_of(&[Kind::PlacementMade, Kind::Moved]).filter(before).any(|fact| {
        fact.happened >= application.happened
            && match &fact.body {
                Body::PlacementMade(it) => it.settled,
                Body::Moved(it) => it.safe && it.permanent,
                _ => false,
            }
    });
    if housed { None } else { file.fact(application.id) }
}

/// The police, or whoever of the courts and prisons knew first, where no service that protects her knows of it.
fn only_justice_knows(file: &CaseFile, fact: &Fact) -> Option<(TeamId, Date)> {
    if file.first_to_know(fact, |service| !is_justice(service.function)).is_some() {
        return None;
    }
    file.falls_to(fact, Function::Police).or_else(|| file.first_to_know(fact, |_| true))
}

const fn is_justice(function: Function) -> bool {
    use Function::{Court, Legal, Police, Prison, Probation};
    matches!(function, Police | Court | Prison | Probation | Legal)
}

/// ORD-expiry
pub const EXPIRY: Rule = Rule {
    id: "ORD-expiry",
    topic: TOPIC,
    title: "An order or bail is about to end",
    must: "Ask her how she sees the danger, plan with her for the day after it ends, and help her to have it renewed if she wants. It shows four weeks before the end and is late one week before.",
    source: register(
        "orders and their end",
        "Protection that rests on an order ends with it. The alarms at twenty-eight and seven days are our own.",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Idva,
    severity: Severity::Safety,
    clock: Clock::OnDate,
    local: false,
    reads: &[Kind::OrderMade, Kind::Bailed],
    hears: Shows::empty(),
    meets: &[Kind::PlanMade, Kind::PlanReviewed, Kind::RiskAssessed, Kind::SafetyMeasure, Kind::OrderMade],
    ends: &[Kind::OrderEnded, Kind::PersonDied, Kind::CustodyBegan],
    derive: expiry,
};

fn expiry(file: &CaseFile, owed: &mut Owed<'_>) {
    let mut causes = Vec::new();
    for fact in file.any_of(&[Kind::OrderMade, Kind::Bailed]) {
        let Some(until) = last_day(fact) else { continue };
        let Some((team, known)) = file
            .falls_to(fact, Function::Idva)
            .or_else(|| file.falls_to(fact, Function::Housing))
            .or_else(|| file.first_to_know(fact, |service| !is_justice(service.function)))
            .or_else(|| file.first_to_know(fact, |_| true))
        else {
            continue;
        };
        let before = |days: i64| until.saturating_sub(Span::new().days(days));
        let since = before(28).max(known).max(fact.happened.date);
        let mut cause = Cause::new(fact, team, since).due_on(before(7).max(since));
        // What was planned when the order was new says nothing of the day on which it ends.
        cause.happened = since.into();
        if since <= until {
            causes.push(cause);
        }
    }
    owed.each(causes, |cause, fact| {
        let against = file.fact(cause.fact).and_then(against);
        match &fact.body {
            Body::PlanMade(it) => Verdict::meets_if(it.plan == PlanKind::Safety),
            Body::PlanReviewed(it) => Verdict::meets_if(it.plan == PlanKind::Safety),
            Body::RiskAssessed(_) => Verdict::Meets,
            Body::SafetyMeasure(it) => Verdict::meets_if(it.measure != Measure::Other),
            Body::OrderMade(it) => {
                let ends = file.fact(cause.fact).and_then(last_day);
                Verdict::meets_if(Some(it.against) == against && (it.until.is_none() || it.until > ends))
            }
            Body::OrderEnded(it) => Verdict::ends_if(it.order == cause.fact),
            Body::PersonDied(it) => Verdict::ends_if(Some(it.person) == against),
            Body::CustodyBegan(it) => Verdict::ends_if(Some(it.person) == against),
            _ => Verdict::Nothing,
        }
    });
}

fn last_day(fact: &Fact) -> Option<Date> {
    match &fact.body {
        Body::OrderMade(it) => it.until,
        Body::Bailed(Bailed { until, conditions: true, .. }) => *until,
        _ => None,
    }
}

fn against(fact: &Fact) -> Option<PersonId> {
    match &fact.body {
        Body::OrderMade(OrderMade { against, .. }) => Some(*against),
        Body::Bailed(it) => Some(it.person),
        _ => None,
    }
}

/// ORD-breach
pub const BREACH: Rule = Rule {
    id: "ORD-breach",
    topic: TOPIC,
    title: "An order is broken: police and safety today",
    must: "See that the police know today, and make her safer today: reach her in a safe way, ask what happened and plan for tonight. Police: act on the breach.",
    source: register("case 19 018 743", "A broken order shows that paper does not hold him. The same day is our standard."),
    in_force: InForce::ALWAYS,
    owner: Function::Police,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::OrderBreached],
    hears: Shows::empty(),
    meets: TOLD_TO_POLICE,
    ends: &[],
    derive: breach,
};

fn breach(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes: Vec<Cause> = file
        .each::<OrderBreached>()
        .filter_map(|(fact, _)| {
            let (team, since) = file.first_to_know(fact, can_act)?;
            Some(Cause::new(fact, team, since))
        })
        .collect();
    owed.episodes(causes, |cause, fact| told_police(file, cause, fact));
}

fn can_act(service: &Service) -> bool {
    !matches!(service.function, Function::Court | Function::Legal | Function::Ombudsman)
}

/// What shows that the police, or the prison, act or know.
const TOLD_TO_POLICE: &[Kind] = &[
    Kind::Arrested,
    Kind::Charged,
    Kind::Recalled,
    Kind::PoliceAttended,
    Kind::ReferralMade,
    Kind::InformationShared,
    Kind::ContactMade,
    Kind::SafetyMeasure,
];

fn told_police(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    let ours = |by| file.services().same_body(by, cause.owner);
    let police = |team| matches!(file.services().function(team), Function::Police | Function::Prison) && !ours(team);
    let owner_is_police = matches!(file.services().function(cause.owner), Function::Police | Function::Prison);
    match &fact.body {
        Body::Arrested(_) | Body::Charged(_) | Body::Recalled(_) | Body::PoliceAttended(_) => Verdict::Meets,
        Body::ReferralMade(it) => {
            Verdict::meets_if(it.by.team().is_some_and(ours) && (it.referral == ReferralKind::Police || police(it.to)))
        }
        Body::InformationShared(it) => Verdict::meets_if(ours(it.by) && it.with.team().is_some_and(police)),
        Body::ContactMade(it) => Verdict::meets_if(it.by.team().is_some_and(ours) && it.to.team().is_some_and(police)),
        Body::SafetyMeasure(it) => Verdict::meets_if(ours(it.by) && (owner_is_police || it.measure == Measure::PoliceMarker)),
        _ => Verdict::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    fn file() -> TestFile {
        a_council().team("police", Function::Police, "police").team("idva", Function::Idva, "charity")
    }

    #[test]
    fn a_new_order_makes_housing_decide_again_at_once() {
        let file = file().on("2017-07-03", "form: housing-applied to=housing register").on(
            "2018-10-12",
            "order: order-made order=non-molestation-order against=him protects=her told=housing until=2019-10-11",
        );
        file.owes("ORD-register").by_whom("housing").due("2018-10-15").because(&["order", "form"]).is("late");
        file.clone().on("2018-10-15", "panel-listed by=housing").owes("ORD-register").is("met");
        file.on("2018-10-15", "information-shared by=police with=housing").owes("ORD-register").is("late");
    }

    #[test]
    fn bail_that_only_the_police_know_of_is_told_to_those_who_rely_on_it() {
        let file =
            file().on("2017-07-21", "bail: bailed person=him until=2017-08-18 conditions").known_to("police", "2017-07-21");
        file.owes("ORD-register").by_whom("police").due("2017-07-24").is("late");
        file.on("2017-07-24", "information-shared by=police with=housing items=everything").owes("ORD-register").is("met");
    }

    #[test]
    fn an_order_that_everybody_knows_in_a_file_without_application_needs_nothing_at_once() {
        file()
            .on("2026-06-01", "order-made order=restraining-order against=him told=housing,police")
            .owes_nothing_under("ORD-register");
    }

    #[test]
    fn an_order_is_looked_at_four_weeks_and_one_week_before_it_ends() {
        let file =
            file().on("2026-01-05", "order: order-made order=non-molestation-order against=him told=housing until=2026-07-05");
        let owing = file.owes("ORD-expiry").since("2026-06-07").due("2026-06-28");
        owing.on("2026-06-06", "coming").on("2026-06-07", "open").on("2026-06-29", "late");
        let file = file.on("2026-01-06", "plan-made by=idva plan=safety-plan");
        file.owes("ORD-expiry").is("late");
        file.clone().on("2026-06-20", "plan-reviewed by=idva plan=safety-plan").owes("ORD-expiry").is("met");
        file.on("2026-06-20", "order-ended order=order").owes("ORD-expiry").is("ended");
    }

    #[test]
    fn an_order_without_an_end_never_runs_out() {
        file().on("2026-01-05", "order-made order=restraining-order against=him told=housing").owes_nothing_under("ORD-expiry");
    }

    #[test]
    fn a_broken_order_is_for_the_police_the_same_day_whoever_hears_of_it() {
        let file = file().on("2026-06-01", "broken: order-breached by=him to=housing").known_to("housing", "2026-06-01");
        file.owes("ORD-breach").by_whom("housing").due("2026-06-01").is("late");
        file.clone().on("2026-06-01", "contact-made by=housing to=police").owes("ORD-breach").is("met");
        file.on("2026-06-02", "arrested person=him by=police").owes("ORD-breach").is("met-late");
    }
}
