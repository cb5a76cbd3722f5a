//! The Ombudsman asks, and reports.

use crate::calendar::Clock;
use crate::facts::{Body, Function, Kind, OmbudsmanAsked, OmbudsmanReported, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};
use crate::redress::TOPIC;

/// LGSCO-enquiry
pub const ENQUIRY: Rule = Rule {
    id: "LGSCO-enquiry",
    topic: TOPIC,
    title: "Answer the Ombudsman's enquiry, and look at the case today",
    must: "Answer with the whole record. And look now at what is still owed in this file: what the Ombudsman has to ask about should not wait for its report.",
    source: Source {
        force: Force::Ombudsman,
        act: "Local Government Act 1974",
        provision: "s.29; the Ombudsman's letter sets the day",
        says: "A body gives the Ombudsman the information that it asks for, commonly within twenty working days. In Seren's case the panel was told of her only when the Ombudsman asked.",
        url: "https://www.legislation.gov.uk/ukpga/1974/7/section/29",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Complaints,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(20),
    local: true,
    reads: &[Kind::OmbudsmanAsked],
    hears: Shows::empty(),
    meets: &[Kind::OmbudsmanAnswered, Kind::InformationShared],
    ends: &[Kind::OmbudsmanReported],
    derive: enquiry,
};

fn enquiry(file: &CaseFile, owed: &mut Owed<'_>) {
    let services = file.services();
    let causes: Vec<Cause> = file
        .each::<OmbudsmanAsked>()
        .map(|(fact, it)| file.cause_for(fact, it.to).owned_by(services.in_body_of(it.to, Function::Complaints)))
        .collect();
    owed.each(causes, |cause, fact| {
        let ours = |by| services.same_body(by, cause.owner);
        let to_ombudsman = |team| services.function(team) == Function::Ombudsman;
        match &fact.body {
            Body::OmbudsmanAnswered(it) => Verdict::meets_if(it.report == cause.fact),
            Body::InformationShared(it) => Verdict::meets_if(ours(it.by) && it.with.team().is_some_and(to_ombudsman)),
            Body::OmbudsmanReported(it) => Verdict::ends_if(ours(it.to)),
            _ => Verdict::Nothing,
        }
    });
}

/// LGSCO-3m
pub const REPORT: Rule = Rule {
    id: "LGSCO-3m",
    topic: TOPIC,
    title: "Tell the Ombudsman what you do about its report",
    must: "Put the report before the members, decide what is done, and tell the Ombudsman what you have done or will do.",
    source: Source {
        force: Force::Law,
        act: "Local Government Act 1974",
        provision: "s.31(2) and (2A)",
        says: "The authority considers a report that finds fault and tells the Ombudsman, within three months beginning with the day on which it got it, what it has done or proposes to do; longer only where the Ombudsman agrees in writing.",
        url: "https://www.legislation.gov.uk/ukpga/1974/7/section/31",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Complaints,
    severity: Severity::Duty,
    clock: Clock::MonthsBeginningWith(3),
    local: false,
    reads: &[Kind::OmbudsmanReported],
    hears: Shows::empty(),
    meets: &[Kind::OmbudsmanAnswered],
    ends: &[],
    derive: report,
};

fn report(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes: Vec<Cause> = file
        .each::<OmbudsmanReported>()
        .filter(|(_, it)| it.fault)
        .map(|(fact, it)| file.cause_for(fact, it.to).owned_by(file.services().in_body_of(it.to, Function::Complaints)))
        .collect();
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::OmbudsmanAnswered(it) => Verdict::meets_if(it.report == cause.fact),
        _ => Verdict::Nothing,
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::a_council;

    #[test]
    fn a_report_is_answered_within_three_months_beginning_with_its_day() {
        let file = a_council().on("2016-08-25", "report: ombudsman-reported to=housing fault");
        file.owes("LGSCO-3m").by_whom("housing").due("2016-11-24").is("late");
        file.on("2016-11-24", "ombudsman-answered report=report by=housing").owes("LGSCO-3m").is("met");
        a_council().on("2016-08-25", "ombudsman-reported to=housing").owes_nothing_under("LGSCO-3m");
    }

    #[test]
    fn an_enquiry_is_answered() {
        let file = a_council().on("2018-11-05", "asked: ombudsman-asked to=housing");
        file.owes("LGSCO-enquiry").due("2018-12-03").is("late");
        file.on("2018-12-03", "ombudsman-answered report=asked by=housing").owes("LGSCO-enquiry").is("met");
    }
}
