//! That somebody is on the register at all is nobody else's business.

use super::{ACT, TOPIC};
use crate::calendar::Clock;
use crate::facts::{Body, DataItem, Function, InformationShared, Kind, Role, Shows, Who};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// HA96-s166-4-secrecy
pub const SECRECY: Rule = Rule {
    id: "HA96-s166-4-secrecy",
    topic: TOPIC,
    title: "It got out that she has applied: treat it as a breach",
    must: "Record it as a data breach today, so that her safety comes first and the clocks of a breach run. That somebody is on the register may be told to no member of the public without their consent.",
    source: Source {
        force: Force::Law,
        act: ACT,
        provision: "s.166(4)",
        says: "The fact that a person is an applicant may not be divulged to any other member of the public without that person's consent.",
        url: "https://www.legislation.gov.uk/ukpga/1996/52/section/166",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Allocations,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::InformationShared],
    hears: Shows::empty(),
    meets: &[Kind::BreachFound],
    ends: &[],
    derive: secrecy,
};

fn secrecy(file: &CaseFile, owed: &mut Owed<'_>) {
    let told = file
        .each::<InformationShared>()
        .filter(|(_, it)| {
            let application = it.items.contains(&DataItem::Application) && !it.withheld.contains(&DataItem::Application);
            application && is_public(file, it.with)
        })
        .map(|(fact, it)| file.cause_for(fact, it.by));
    owed.each(told, |cause, fact| match &fact.body {
        Body::BreachFound(it) => {
            Verdict::meets_if(file.services().same_body(it.by, cause.owner) && it.of.is_none_or(|of| of == cause.fact))
        }
        _ => Verdict::Nothing,
    });
}

/// Anybody who is neither she herself nor somebody who speaks for her.
fn is_public(file: &CaseFile, who: Who) -> bool {
    who.person().is_some_and(|person| {
        Some(person) != file.survivor() && file.people().get(person).is_none_or(|it| it.role != Role::Representative)
    })
}
