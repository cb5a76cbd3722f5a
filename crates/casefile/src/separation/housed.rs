//! Before an alleged perpetrator is housed, distance and network are checked, quietly.

use jiff::ToSpan;

use super::{REPORT, REPORTS, TOPIC};
use crate::calendar::Clock;
use crate::facts::{AllegedPerpetratorHoused, AllegedPerpetratorMoved, Body, Fact, Function, Kind, SeparationChecked, Shows};
use crate::file::CaseFile;
use crate::ids::{PersonId, TeamId};
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// OMB-perp-allocation
pub const SCREEN: Rule = Rule {
    id: "OMB-perp-allocation",
    topic: TOPIC,
    title: "Check how near he was housed",
    must: "Have distance and network to everybody he is to be kept from checked today, by somebody who may know. If it is too near, a senior officer decides. Nothing that he, his landlord or his worker can see may point to where she is.",
    source: Source {
        force: Force::Ombudsman,
        act: REPORT,
        provision: "case 19 006 454",
        says: "Two years after Wendy's safe move her former partner was housed close by. Before any allocation, nomination or placement of an alleged perpetrator the distance is checked, quietly. The time is ours.",
        url: REPORTS,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Allocations,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::AllegedPerpetratorHoused, Kind::AllegedPerpetratorMoved],
    hears: Shows::empty(),
    meets: &[Kind::SeparationChecked],
    ends: &[],
    derive: screen,
};

fn screen(file: &CaseFile, owed: &mut Owed<'_>) {
    let housed =
        file.each::<AllegedPerpetratorHoused>().filter(|(_, it)| !it.screened).map(|(fact, it)| (fact, it.person, it.by));
    let moved = file.each::<AllegedPerpetratorMoved>().filter_map(|(fact, it)| Some((fact, it.person, it.housed_by?)));
    let causes: Vec<Cause> = housed
        .chain(moved)
        .filter(|(fact, person, by)| !checked_before(file, fact, *person, *by))
        .map(|(fact, _, by)| file.cause_for(fact, by))
        .collect();
    owed.episodes(causes, |cause, fact| match &fact.body {
        Body::SeparationChecked(it) => Verdict::meets_if(cause_is_about(file, cause, it.person)),
        _ => Verdict::Nothing,
    });
}

fn cause_is_about(file: &CaseFile, cause: &Cause, person: PersonId) -> bool {
    match file.body_of(cause.fact) {
        Some(Body::AllegedPerpetratorHoused(it)) => it.person == person,
        Some(Body::AllegedPerpetratorMoved(it)) => it.person == person,
        _ => false,
    }
}

/// A check made for this letting counts for it: people move, so one that is older than three months does not.
fn checked_before(file: &CaseFile, housed: &Fact, person: PersonId, by: TeamId) -> bool {
    let day = housed.happened.date;
    let screened = file
        .each::<AllegedPerpetratorHoused>()
        .any(|(fact, it)| it.screened && it.person == person && it.by == by && fact.happened.date == day);
    screened
        || file.each::<SeparationChecked>().any(|(fact, it)| {
            it.person == person && fact.happened.date < day && fact.happened.date >= day.saturating_sub(90.days())
        })
}
