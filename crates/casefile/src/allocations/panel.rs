//! The discretionary panel: it must be told, and a place in the queue that was lost by not telling it is given back.

use super::TOPIC;
use super::on_register::panel_decision;
use super::preference::{decided, urgent_evidence};
use super::register;
use crate::calendar::{Clock, last_day};
use crate::facts::{Body, EvidenceReceived, Fact, Function, Kind, PanelListed, PriorityAwarded, RemedyKind, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// OMB-panel-referral
pub const PANEL: Rule = Rule {
    id: "OMB-panel-referral",
    topic: TOPIC,
    title: "Put the case before the next panel",
    must: "List the case for the next monthly panel with all evidence of abuse, unless her priority is decided before that. Where it went late, let her priority count from the day it should have gone.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman focus report, November 2021",
        provision: "case 18 008 509",
        says: "The panel that could have given Seren priority met every month and was not told for a year. Her place was lost; it had to be given back.",
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Allocations,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[
        Kind::HousingApplied,
        Kind::Moved,
        Kind::EvidenceReceived,
        Kind::OrderMade,
        Kind::RiskAssessed,
        Kind::UrgentMoveAgreed,
    ],
    hears: Shows::ABUSE.union(Shows::HIGH_RISK).union(Shows::URGENT).union(Shows::NEAR),
    meets: &[Kind::PanelListed, Kind::PriorityAwarded, Kind::RemedyAgreed],
    ends: &[Kind::DecisionMade, Kind::UrgentMoveAgreed, Kind::PlacementMade],
    derive: panel,
};

/// The last day on which a case can still go to the next meeting, or five working days, whichever comes first. Where a body has no scheme of its
/// own, the rule's clock counts.
fn by_the_next_meeting(cause: Cause, owed: &Owed<'_>) -> Cause {
    let next = owed.scheme(cause.owner, cause.since).and_then(|scheme| {
        let meets = scheme.next_panel(cause.since)?;
        Some(scheme.papers_by(meets))
    });
    match next {
        Some(papers) => {
            let due = papers.min(register::working_days(cause.since, 5)).max(cause.since);
            cause.due_on(due)
        }
        None => cause,
    }
}

fn panel(file: &CaseFile, owed: &mut Owed<'_>) {
    let evidence: Vec<Cause> = urgent_evidence(file).into_iter().map(|cause| by_the_next_meeting(cause, owed)).collect();
    owed.episodes(evidence, |cause, fact| match &fact.body {
        Body::PanelListed(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        Body::RemedyAgreed(_) => Verdict::Nothing,
        // A decision that answers the abuse leaves the panel nothing to decide.
        _ => match decided(file, cause, fact) {
            Verdict::Nothing => Verdict::Nothing,
            _ => Verdict::Ends,
        },
    });
    let late = file.each::<PriorityAwarded>().filter_map(|(fact, it)| loses_her_place(file, fact, it));
    owed.each(late, |cause, fact| {
        let should_have_gone = cause.with.first().and_then(|id| file.fact(*id)).map(|first| first.happened.date);
        match &fact.body {
            Body::PriorityAwarded(it) => {
                let counts = it.effective.zip(should_have_gone).is_some_and(|(day, first)| day <= month_after(first));
                Verdict::meets_if(counts && file.services().same_body(it.by, cause.owner))
            }
            Body::RemedyAgreed(it) => Verdict::meets_if(it.remedy == RemedyKind::Backdating),
            _ => Verdict::Nothing,
        }
    });
}

/// OMB-panel-outcome, our own id: what Seren's panel would have owed, had it been told.
pub const OUTCOME: Rule = Rule {
    id: "OMB-panel-outcome",
    topic: TOPIC,
    title: "Say what the panel decided",
    must: "Record what the panel decided of this case, with the reasons, and write to her with the right to a review. If it did not get to the case, put it on the next agenda.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman focus report, November 2021",
        provision: "case 18 008 509",
        says: "A panel helps nobody whose case it does not reach, or whose outcome nobody writes down. Two working days after the meeting are our standard.",
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Allocations,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::PanelListed],
    hears: Shows::empty(),
    meets: &[Kind::DecisionMade, Kind::PanelListed],
    ends: &[Kind::PlacementMade],
    derive: outcome,
};

fn outcome(file: &CaseFile, owed: &mut Owed<'_>) {
    let met = file.each::<PanelListed>().filter_map(|(fact, it)| {
        let meets = it.meets?;
        Some(file.cause_within(fact, it.by, Function::Allocations).from_day(meets))
    });
    owed.each(met, |cause, fact| match &fact.body {
        Body::DecisionMade(_) => {
            let listing = file.fact(cause.fact);
            Verdict::meets_if(
                listing.and_then(|one| panel_decision(file, one)).is_some_and(|(decision, _)| decision.id == fact.id),
            )
        }
        // Put on a later agenda: that one is owed an outcome then.
        Body::PanelListed(it) => {
            let later = it.meets.is_some_and(|meets| meets > cause.since) && fact.happened.date >= cause.since;
            Verdict::ends_if(later && file.services().same_body(it.by, cause.owner))
        }
        _ => Verdict::ends_if(register::settled(fact)),
    });
}

/// A month after the first evidence there has been a panel: priority for the abuse that counts only from later loses her place.
fn loses_her_place(file: &CaseFile, fact: &Fact, it: &PriorityAwarded) -> Option<Cause> {
    let application = register::open_application(file, it.by, fact.happened.date)?;
    if !(it.highest || register::answers_abuse(it.answers)) {
        return None;
    }
    let services = file.services();
    let (first, _) = file.each::<EvidenceReceived>().find(|(evidence, received)| {
        services.same_body(received.to, it.by)
            && evidence.happened >= application.happened
            && file.shows(evidence).intersects(Shows::ABUSE.union(Shows::NEAR))
    })?;
    let counts_from = it.effective.unwrap_or(fact.happened.date);
    (counts_from > month_after(first.happened.date)).then(|| file.cause_within(fact, it.by, Function::Allocations).and(first))
}

fn month_after(day: jiff::civil::Date) -> jiff::civil::Date {
    last_day::months_within(day, 1)
}
