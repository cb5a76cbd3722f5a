//! Steps of plans: each has an owner and a day, and what is overdue shows with whoever made the plan as well.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::calendar::{Clock, last_day};
use crate::facts::{ActionDone, ActionSet, Body, Fact, Function, Kind, PlanMade, Shows, StepDone};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

const TOPIC: &str = "Working together";

const DUE_IN_BOTH: Source = Source {
    force: Force::Ombudsman,
    act: "Ombudsman, case 19 018 743",
    provision: "Tessa: an action of the child protection plan for housing was never done",
    says: "A plan that names an action for another department protects nobody unless both see when it is overdue.",
    url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
};

/// INT-plan-step
pub const STEP: Rule = Rule {
    id: "INT-plan-step",
    topic: TOPIC,
    title: "Do your steps of the plan",
    must: "Do the step by its day, record that it is done, or tell whoever made the plan why it cannot be done and what happens instead.",
    source: DUE_IN_BOTH,
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::OnDate,
    local: false,
    reads: &[Kind::PlanMade, Kind::StepDone],
    hears: Shows::empty(),
    meets: &[Kind::StepDone],
    ends: &[Kind::PlanMade, Kind::CaseClosed],
    derive: step,
};

/// One obligation for a plan: the services' step that is due next, until the last of them is done. (What is owed is told apart by its rule and the
/// fact that raised it, and a plan is one fact.)
fn step(file: &CaseFile, owed: &mut Owed<'_>) {
    let done = steps_done(file);
    let mut last_of: HashMap<FactId, FactId> = HashMap::new();
    let mut causes = Vec::new();
    for (fact, plan) in file.each::<PlanMade>() {
        let Some(next) = next_step(fact, plan, &done) else { continue };
        causes.push(Cause::new(fact, next.owner, fact.happened.date).due_on(next.due.max(fact.happened.date)));
        if let Some(last) = next.finished {
            last_of.insert(fact.id, last);
        }
    }
    owed.each(causes, |cause, fact| match (&fact.body, file.body_of(cause.fact)) {
        (Body::StepDone(_), _) => Verdict::meets_if(last_of.get(&cause.fact) == Some(&fact.id)),
        // A new plan of the same kind for the same person takes the place of the old.
        (Body::PlanMade(new), Some(Body::PlanMade(old))) => {
            Verdict::ends_if(new.plan == old.plan && new.person == old.person && file.services().same_body(new.by, old.by))
        }
        (Body::CaseClosed(it), Some(Body::PlanMade(plan))) => Verdict::ends_if(it.by == plan.by),
        _ => Verdict::Nothing,
    });
}

fn steps_done(file: &CaseFile) -> HashMap<(FactId, u32), &Fact> {
    let mut done = HashMap::new();
    for (fact, it) in file.each::<StepDone>() {
        done.entry((it.plan, it.step)).or_insert(fact);
    }
    done
}

struct Next {
    owner: TeamId,
    due: Date,
    finished: Option<FactId>,
}

/// The services' step of a plan that is due first of those not done; where all are done, the one that was most overdue, or else the last.
fn next_step(fact: &Fact, plan: &PlanMade, done: &HashMap<(FactId, u32), &Fact>) -> Option<Next> {
    let steps: Vec<(TeamId, Date, Option<&Fact>)> = plan
        .steps
        .iter()
        .zip(1_u32..)
        .filter_map(|(step, number)| {
            let team = step.who.team()?;
            let done = done.get(&(fact.id, number)).copied().filter(|done| done.happened.date >= fact.happened.date);
            Some((team, step.due?, done))
        })
        .collect();
    if let Some((owner, due, _)) = steps.iter().filter(|(.., done)| done.is_none()).min_by_key(|(_, due, _)| *due) {
        return Some(Next { owner: *owner, due: *due, finished: None });
    }
    let finished = steps.iter().filter_map(|(.., done)| *done).max_by_key(|done| (done.happened, done.id))?;
    let late = steps.iter().filter(|(_, due, done)| done.is_some_and(|done| done.happened.date > *due));
    let (owner, due, _) = late.min_by_key(|(_, due, _)| *due).or_else(|| steps.iter().max_by_key(|(_, due, _)| *due))?;
    Some(Next { owner: *owner, due: *due, finished: Some(finished.id) })
}

/// INT-plan-chase
pub const CHASE: Rule = Rule {
    id: "INT-plan-chase",
    topic: TOPIC,
    title: "Ask after a step that is overdue",
    must: "A step of your plan, or an action that you set, is overdue with another service. Ask after it, settle what happens instead, or bring it back to the meeting.",
    source: DUE_IN_BOTH,
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Practice,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::PlanMade, Kind::StepDone, Kind::ActionSet],
    hears: Shows::empty(),
    meets: &[Kind::Chased, Kind::StepDone, Kind::ActionDone, Kind::PlanReviewed, Kind::MeetingHeld, Kind::ContactMade],
    ends: &[Kind::PlanMade, Kind::CaseClosed],
    derive: chase,
};

fn chase(file: &CaseFile, owed: &mut Owed<'_>) {
    let done = steps_done(file);
    let steps = file.each::<PlanMade>().filter_map(|(fact, plan)| {
        let first_overdue = plan
            .steps
            .iter()
            .zip(1_u32..)
            .filter_map(|(step, number)| {
                let elsewhere = step.who.team().is_some_and(|team| team != plan.by);
                let due = step.due.filter(|_| elsewhere)?;
                let in_time = done.get(&(fact.id, number)).is_some_and(|done| done.happened.date <= due);
                (!in_time).then_some(due)
            })
            .min()?;
        Some(overdue(fact, plan.by, first_overdue))
    });
    let actions = file.each::<ActionSet>().filter(|(_, it)| it.owner != it.by).filter_map(|(fact, it)| {
        let due = it.due.unwrap_or_else(|| default_day(fact.happened.date));
        let in_time = file.each::<ActionDone>().any(|(done, it)| it.action == fact.id && done.happened.date <= due);
        (!in_time).then(|| overdue(fact, it.by, due))
    });
    let causes: Vec<Cause> = steps.chain(actions).collect();
    owed.each(causes, |cause, fact| chased(file, cause, fact));
}

/// An action that was given no day is due within ten working days.
pub(crate) fn default_day(set: Date) -> Date {
    last_day::working_days_after(set, 10)
}

/// Owed from the day after the step was due; only what happens from then on counts.
fn overdue(fact: &Fact, owner: TeamId, due: Date) -> Cause {
    let since = due.max(fact.happened.date).tomorrow().unwrap_or(due);
    let mut cause = Cause::new(fact, owner, since);
    cause.happened = since.into();
    cause
}

fn chased(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    let ours = |by| file.services().same_body(by, cause.owner);
    match &fact.body {
        Body::Chased(it) => Verdict::meets_if(it.by.team().is_some_and(ours)),
        Body::StepDone(it) => Verdict::meets_if(it.plan == cause.fact),
        Body::ActionDone(it) => Verdict::meets_if(it.action == cause.fact),
        Body::PlanReviewed(it) => Verdict::meets_if(ours(it.by)),
        Body::MeetingHeld(it) => Verdict::meets_if(ours(it.by) || it.present.contains(&cause.owner)),
        Body::ContactMade(it) => {
            let with = it.to.team();
            let owes = match file.body_of(cause.fact) {
                Some(Body::ActionSet(action)) => with == Some(action.owner),
                Some(Body::PlanMade(plan)) => plan.steps.iter().any(|step| step.who.team().is_some() && step.who.team() == with),
                _ => false,
            };
            Verdict::meets_if(it.by.team().is_some_and(ours) && owes)
        }
        Body::PlanMade(it) => Verdict::ends_if(match file.body_of(cause.fact) {
            Some(Body::PlanMade(old)) => it.plan == old.plan && it.person == old.person && ours(it.by),
            _ => false,
        }),
        Body::CaseClosed(it) => Verdict::ends_if(it.by == cause.owner),
        _ => Verdict::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::{ActionKind, PlanKind, PlanMade, Step, StepDone, Who};
    use crate::ids::{FactId, TeamId, in_story};
    use crate::testing::{TestFile, a_council};
    use jiff::civil::Date;

    fn team(name: &str) -> TeamId {
        TeamId(in_story("team", "test", name))
    }

    fn step(who: &str, due: &str) -> Step {
        let due: Date = due.parse().unwrap();
        Step { what: "find a home".into(), kind: ActionKind::Rehousing, who: Who::Team(team(who)), due: Some(due) }
    }

    fn plan(steps: Vec<Step>) -> TestFile {
        let plan = PlanMade {
            by: team("children"),
            plan: PlanKind::ChildProtection,
            person: None,
            steps,
            not_agreed: None,
            copy_given: false,
            contains: Vec::new(),
            words: None,
        };
        a_council().with("2018-07-10", plan)
    }

    #[test]
    fn a_step_for_housing_in_a_childrens_plan_is_owed_by_housing() {
        let file = plan(vec![step("children", "2018-09-01"), step("housing", "2018-08-03")]);
        file.owes("INT-plan-step").by_whom("housing").due("2018-08-03").is("late");
        let done = |number| StepDone { plan: FactId(uuid::Uuid::from_u128(8)), step: number, by: None };
        let file = file.with("2018-08-02", done(2));
        file.owes("INT-plan-step").by_whom("children").due("2018-09-01").is("late");
        file.with("2018-09-03", done(1)).owes("INT-plan-step").is("met-late");
    }

    #[test]
    fn what_is_overdue_in_one_department_shows_in_the_other() {
        let file = plan(vec![step("housing", "2018-08-03")]);
        file.owes("INT-plan-chase").by_whom("children").since("2018-08-04").due("2018-08-07").is("late");
        file.on("2018-08-06", "chased by=children to=housing").owes("INT-plan-chase").is("met");
        plan(vec![step("children", "2018-08-03")]).owes_nothing_under("INT-plan-chase");
    }

    #[test]
    fn a_plan_without_days_or_with_steps_for_her_alone_binds_no_service() {
        plan(Vec::new()).owes_nothing_under("INT-plan-step");
    }
}
