//! An address that somebody's safety hangs on has two sources and a date, and comes from a body.

use jiff::ToSpan;

use super::{REPORT, REPORTS, TOPIC};
use crate::calendar::Clock;
use crate::facts::{AddressVerified, Body, Fact, Function, Kind, ProximityReported, ProximityTriaged, Shows};
use crate::file::CaseFile;
use crate::ids::PersonId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// How long an address that was verified can be relied on.
const DAYS_GOOD: i64 = 90;

/// STALE-contact
pub const TWO_SOURCES: Rule = Rule {
    id: "STALE-contact",
    topic: TOPIC,
    title: "Verify the address again, with a second source",
    must: "Ask the body that houses or knows the person, and a second source; never the person. Until two agree, rely on nothing that rests on this address, and take back what was refused because of it.",
    source: Source {
        force: Force::Ombudsman,
        act: REPORT,
        provision: "case 19 006 454",
        says: "Wendy was told that he did not live near her, because his landlord's records were wrong. Contact details and addresses go stale: ours count for ninety days. The times are ours.",
        url: REPORTS,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::AddressVerified, Kind::ProximityTriaged, Kind::ProximityReported],
    hears: Shows::empty(),
    meets: &[Kind::AddressVerified, Kind::AddressRecorded, Kind::ProximityTriaged],
    ends: &[],
    derive: two_sources,
};

fn two_sources(file: &CaseFile, owed: &mut Owed<'_>) {
    let weak = file.each::<AddressVerified>().filter(|(_, it)| !is_sound(it)).map(|(fact, it)| (fact, it.by));
    let relied_on = file
        .each::<ProximityTriaged>()
        .filter(|(fact, it)| !it.accepted && !is_well_founded(file, fact, it))
        .map(|(fact, it)| (fact, it.by));
    let causes: Vec<_> = weak.chain(relied_on).map(|(fact, by)| file.cause_for(fact, by)).collect();
    owed.episodes(causes, |cause, fact| {
        let whose = whose_address(file, file.body_of(cause.fact));
        match &fact.body {
            Body::AddressVerified(it) => Verdict::meets_if(is_sound(it) && whose.is_none_or(|person| person == it.person)),
            Body::AddressRecorded(it) => {
                // A new address puts a wrong one right; it does not make a single source two.
                let was_wrong = matches!(file.body_of(cause.fact), Some(Body::AddressVerified(known)) if known.wrong);
                Verdict::meets_if(was_wrong && whose == Some(it.person))
            }
            Body::ProximityTriaged(it) => Verdict::meets_if(it.accepted),
            _ => Verdict::Nothing,
        }
    });
}

fn whose_address(file: &CaseFile, body: Option<&Body>) -> Option<PersonId> {
    match body? {
        Body::AddressVerified(it) => Some(it.person),
        Body::ProximityTriaged(it) => {
            file.fact(it.report).and_then(|report| report.is::<ProximityReported>()).map(|report| report.person)
        }
        _ => None,
    }
}

/// An address on which two sources agree, one of them a body.
fn is_sound(it: &AddressVerified) -> bool {
    !it.wrong && it.with.is_some() && it.sources.unwrap_or(1) >= 2
}

/// Whether a report that he is near was turned down on an address with two sources, verified within ninety days.
pub(super) fn is_well_founded(file: &CaseFile, triaged: &Fact, it: &ProximityTriaged) -> bool {
    let Some(report) = file.fact(it.report).and_then(|report| report.is::<ProximityReported>()) else { return false };
    let day = triaged.happened.date;
    let mut verified = file.each::<AddressVerified>().filter(|(fact, verified)| {
        verified.person == report.person && (day.saturating_sub(DAYS_GOOD.days())..=day).contains(&fact.happened.date)
    });
    verified.next_back().is_some_and(|(_, last)| is_sound(last))
}
