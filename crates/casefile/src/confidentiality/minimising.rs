//! No answer makes light of it.

use super::breach::makes_light_of;
use super::{REPORT, REPORTS, TOPIC};
use crate::calendar::Clock;
use crate::facts::{Body, BreachGraded, Function, Kind, MinimisingSaid, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// OMB-no-minimise
pub const TAKE_IT_BACK: Rule = Rule {
    id: "OMB-no-minimise",
    topic: TOPIC,
    title: "Take back what made light of it, and acknowledge the harm",
    must: "Write to her again: withdraw what blamed her or made light of what happened, say what went wrong and what it did to her. A senior officer signs it. Do not rest on what he has not done with it.",
    source: Source {
        force: Force::Ombudsman,
        act: REPORT,
        provision: "case 20 007 812",
        says: "Zadie was told that the leak was low level, that she had not reminded anybody and that he had not misused it; what it did to her was not acknowledged. The time is ours.",
        url: REPORTS,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Complaints,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::MinimisingSaid, Kind::BreachFound, Kind::BreachGraded],
    hears: Shows::empty(),
    meets: &[Kind::HarmAcknowledged, Kind::BreachGraded],
    ends: &[],
    derive: take_it_back,
};

fn take_it_back(file: &CaseFile, owed: &mut Owed<'_>) {
    let said = file.each::<MinimisingSaid>().map(|(fact, it)| file.cause_for(fact, it.by));
    let graded =
        file.each::<BreachGraded>().filter(|(_, it)| makes_light_of(file, it)).map(|(fact, it)| file.cause_for(fact, it.by));
    let causes: Vec<Cause> = said.chain(graded).collect();
    owed.each(causes, |cause, fact| {
        let ours = |team| file.services().same_body(team, cause.owner);
        match &fact.body {
            Body::HarmAcknowledged(it) => Verdict::meets_if(ours(it.by)),
            Body::BreachGraded(it) => {
                let again = matches!(file.body_of(cause.fact), Some(Body::BreachGraded(first)) if first.breach == it.breach);
                Verdict::meets_if(again && ours(it.by) && !makes_light_of(file, it))
            }
            _ => Verdict::Nothing,
        }
    });
}
