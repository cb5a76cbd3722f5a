//! Applications to the register: taken in, helped along, and assessed in days, not months.

use super::register::{self, settled};
use super::{ACT, TOPIC};
use crate::calendar::Clock;
use crate::facts::{Body, Fact, Function, HousingApplied, Kind, Shows, Subject};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HA96-s166-access
pub const CONSIDER: Rule = Rule {
    id: "HA96-s166-access",
    topic: TOPIC,
    title: "Take the application in and help her with it",
    must: "Tell her that her application has arrived and who has it, help her with whatever is missing, and see that it is considered. Nothing that she has already told is asked again.",
    source: Source {
        force: Force::Law,
        act: ACT,
        provision: "s.166(1) and (3)",
        says: "Advice and help with applying are free, and every application properly made must be considered. The Act sets no time; ours is a local standard.",
        url: "https://www.legislation.gov.uk/ukpga/1996/52/section/166",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Allocations,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(10),
    local: true,
    reads: &[Kind::HousingApplied],
    hears: Shows::empty(),
    meets: &[Kind::Answered, Kind::InterviewHeld, Kind::RegisterAssessed, Kind::PriorityAwarded, Kind::DecisionMade],
    ends: &[Kind::PlacementMade],
    derive: consider,
};

fn consider(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = register::applications(file).map(|(fact, it)| received(file, fact, it));
    owed.each(causes, |cause, fact| match &fact.body {
        Body::Answered(it) => Verdict::meets_if(it.of == cause.fact),
        Body::InterviewHeld(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        _ => assessed(file, cause, fact),
    });
}

/// HA96-s166-process
pub const PROCESS: Rule = Rule {
    id: "HA96-s166-process",
    topic: TOPIC,
    title: "Assess the application and decide in writing",
    must: "Assess the application and decide it in writing: within 2 working days where abuse shows, within 10 otherwise. Papers that are missing are fetched meanwhile; they stop nothing.",
    source: Source {
        force: Force::House,
        act: ACT,
        provision: "s.166(3); Ombudsman, cases 20 002 311 and 18 008 509",
        says: "Applications must be considered, and the Act gives no time. Naomi's waited six months and Seren's some four months unassessed, so we set ourselves days.",
        url: "https://www.legislation.gov.uk/ukpga/1996/52/section/166",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Allocations,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::HousingApplied],
    hears: Shows::ABUSE,
    meets: &[Kind::RegisterAssessed, Kind::PriorityAwarded, Kind::DecisionMade],
    ends: &[Kind::PlacementMade],
    derive: process,
};

fn process(file: &CaseFile, owed: &mut Owed<'_>) {
    let targets = |cause: &Cause| owed.scheme(cause.owner, cause.since).map(|scheme| scheme.targets);
    let causes: Vec<Cause> = register::applications(file)
        .map(|(fact, it)| {
            let cause = received(file, fact, it);
            let own = targets(&cause);
            let ordinary = register::working_days(cause.since, own.map_or(10, |own| own.ordinary));
            match file.abuse_known(cause.owner) {
                // Abuse that comes to light while an application waits shortens what is left; it never lengthens it.
                Some((sign, on)) if register::working_days(cause.since.max(on), own.map_or(2, |own| own.abuse)) <= ordinary => {
                    let start = cause.since.max(on);
                    let cause = cause.and(sign).counted_from(start);
                    match own {
                        Some(own) => cause.due_on(register::working_days(start, own.abuse)),
                        None => cause,
                    }
                }
                _ => cause.due_on(ordinary),
            }
        })
        .collect();
    owed.each(causes, |cause, fact| assessed(file, cause, fact));
}

fn received(file: &CaseFile, fact: &Fact, it: &HousingApplied) -> Cause {
    file.cause_within(fact, it.to, Function::Allocations)
}

/// Whether the body has assessed this application, or she has a home.
fn assessed(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    let ours = |team| file.services().same_body(team, cause.owner);
    match &fact.body {
        Body::RegisterAssessed(it) => Verdict::meets_if(ours(it.by) && it.application.is_none_or(|of| of == cause.fact)),
        Body::PriorityAwarded(it) => Verdict::meets_if(ours(it.by)),
        Body::DecisionMade(it) => {
            let about_it = matches!(it.subject, Subject::Priority | Subject::Qualification | Subject::Panel);
            Verdict::meets_if(about_it && it.stands() && ours(it.by))
        }
        _ => Verdict::ends_if(settled(fact)),
    }
}
