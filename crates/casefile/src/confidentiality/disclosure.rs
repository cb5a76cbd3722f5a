//! What goes out: a copy of its own for each recipient, and nothing to him that leads to her.

use super::binding::Markers;
use super::{CODE, CODE_21, REPORT, REPORTS, TOPIC};
use crate::calendar::Clock;
use crate::facts::{Body, DataItem, Fact, Function, InformationShared, Kind, PlanKind, PlanMade, Role, Shows, Who};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// CIN-plan-distribution
pub const PLAN_COPIES: Rule = Rule {
    id: "CIN-plan-distribution",
    topic: TOPIC,
    title: "Make his copy of the plan without anything that leads to her",
    must: "Before the plan goes anywhere, make a copy for each recipient. The alleged perpetrator's holds no number, address, school or area; a second person reads it before it goes. Best of all, keep such details out of the plan.",
    source: Source {
        force: Force::Ombudsman,
        act: REPORT,
        provision: "case 20 007 812",
        says: "A child in need plan with the mother's telephone number in it was sent to the father as it stood. The time is ours.",
        url: REPORTS,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::PlanMade, Kind::MarkerSet, Kind::MarkerLifted, Kind::ConfidentialityAsked],
    hears: Shows::empty(),
    meets: &[Kind::InformationShared],
    ends: &[Kind::PlanMade, Kind::BreachFound],
    derive: plan_copies,
};

fn plan_copies(file: &CaseFile, owed: &mut Owed<'_>) {
    let him: Vec<Who> = file.people().in_role(Role::AllegedPerpetrator).map(|person| Who::Person(person.id)).collect();
    let markers = Markers::of(file);
    let dangerous = |item: &DataItem| item.leads_to_her() || him.iter().any(|who| markers.binds(*item, *who).is_some());
    let plans = file
        .each::<PlanMade>()
        .filter(|(_, it)| !him.is_empty() && goes_to_parents(it.plan) && it.contains.iter().any(dangerous))
        .map(|(fact, it)| file.cause_for(fact, it.by));
    owed.each(plans, |cause, fact| match &fact.body {
        Body::InformationShared(it) if it.document == Some(cause.fact) && file.is_other_side(it.with) => {
            if leaving(file, it).iter().any(dangerous) { Verdict::Misses } else { Verdict::Meets }
        }
        Body::PlanMade(it) => {
            let clean = !it.contains.iter().any(dangerous);
            Verdict::ends_if(clean && goes_to_parents(it.plan) && file.services().same_body(it.by, cause.owner))
        }
        Body::BreachFound(it) if it.of == Some(cause.fact) => Verdict::Misses,
        _ => Verdict::Nothing,
    });
}

/// Plans of which each parent is given a copy.
const fn goes_to_parents(plan: PlanKind) -> bool {
    matches!(plan, PlanKind::ChildInNeed | PlanKind::ChildProtection)
}

/// COG21-no-disclosure
pub const NO_DISCLOSURE: Rule = Rule {
    id: "COG21-no-disclosure",
    topic: TOPIC,
    title: "It has gone where it must not: record a breach",
    must: "Record it as a data breach today, so that her safety comes first and the clocks of a breach run. Nothing about her leaves without her consent, save what the law lets services share to protect somebody.",
    source: Source {
        force: Force::Guidance,
        act: CODE,
        provision: "chapter 21; Ombudsman, case 20 007 812",
        says: "Information about an applicant who told of abuse is not disclosed outside without consent, save lawful sharing to safeguard somebody, and never to the alleged perpetrator. The time is ours.",
        url: CODE_21,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::InformationShared, Kind::PlanMade, Kind::MarkerSet, Kind::MarkerLifted, Kind::ConfidentialityAsked],
    hears: Shows::empty(),
    meets: &[Kind::BreachFound],
    ends: &[],
    derive: no_disclosure,
};

fn no_disclosure(file: &CaseFile, owed: &mut Owed<'_>) {
    let gone = file
        .each::<InformationShared>()
        .filter(|(fact, it)| has_gone_astray(file, fact, it))
        .map(|(fact, it)| file.cause_for(fact, it.by));
    owed.each(gone, |cause, fact| match &fact.body {
        Body::BreachFound(it) => {
            let document = match file.body_of(cause.fact) {
                Some(Body::InformationShared(shared)) => shared.document,
                _ => None,
            };
            let this = it.of.is_none_or(|of| of == cause.fact || Some(of) == document);
            Verdict::meets_if(this && file.services().same_body(it.by, cause.owner))
        }
        _ => Verdict::Nothing,
    });
}

/// What leads to her or tells what she said, in the hands of the other side; or what she asked to be kept from this recipient.
fn has_gone_astray(file: &CaseFile, fact: &Fact, it: &InformationShared) -> bool {
    let out = leaving(file, it);
    let telling =
        |item: &DataItem| item.leads_to_her() || matches!(item, DataItem::Disclosure | DataItem::Account | DataItem::Health);
    // Where nobody wrote down what went to him, it may have been anything.
    let unknown = it.items.is_empty() && it.withheld.is_empty() && it.document.is_none();
    let markers = Markers::on(file, fact.happened.date);
    (file.is_other_side(it.with) && (unknown || out.iter().any(telling)))
        || out.iter().any(|item| markers.binds(*item, it.with).is_some())
}

/// Everything that leaves the house: what is named, and what stands in a plan that is attached, less what is withheld.
fn leaving(file: &CaseFile, it: &InformationShared) -> Vec<DataItem> {
    let plan = it.document.and_then(|document| file.fact(document)).and_then(|fact| fact.is::<PlanMade>());
    let inside = plan.map_or(&[][..], |plan| &plan.contains[..]);
    let withheld = |item: &DataItem| it.withheld.contains(item) || it.withheld.contains(&DataItem::Everything);
    it.items.iter().chain(inside).copied().filter(|item| !withheld(item)).collect()
}
