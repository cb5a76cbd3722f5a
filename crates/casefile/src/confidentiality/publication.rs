//! Public registers and notices name no place that is to be kept.

use super::{REPORT, REPORTS, TOPIC};
use crate::calendar::Clock;
use crate::facts::{Body, Function, Kind, PublicationPlanned, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// PLANNING-notice
pub const KEEP_IT_OUT: Rule = Rule {
    id: "PLANNING-notice",
    topic: TOPIC,
    title: "Keep the address out of the public notice",
    must: "Stop the notice, register or consultation and take out everything that names or points to the place, before it is published.",
    source: Source {
        force: Force::Ombudsman,
        act: REPORT,
        provision: "scrutiny question 8",
        says: "What keeps a survivor's details from the alleged perpetrator includes public consultations and registers. The time is ours.",
        url: REPORTS,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Planning,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::PublicationPlanned],
    hears: Shows::empty(),
    meets: &[Kind::PublicationPlanned],
    ends: &[Kind::BreachFound],
    derive: keep_it_out,
};

fn keep_it_out(file: &CaseFile, owed: &mut Owed<'_>) {
    let planned = file
        .each::<PublicationPlanned>()
        .filter(|(_, it)| it.names_address)
        .map(|(fact, it)| file.cause_within(fact, it.by, Function::Planning));
    owed.each(planned, |cause, fact| match &fact.body {
        Body::PublicationPlanned(it) => Verdict::meets_if(!it.names_address && file.services().same_body(it.by, cause.owner)),
        Body::BreachFound(it) if it.of == Some(cause.fact) => Verdict::Misses,
        _ => Verdict::Nothing,
    });
}
