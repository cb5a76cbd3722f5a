//! Where she is safe is hers to say.

use super::TOPIC;
use super::leaving::is_for_moving;
use super::reciprocal::rehoused;
use crate::calendar::Clock;
use crate::facts::{AreaRestrictionOverridden, Body, Fact, Function, Kind, ManagedMovePursued, Shows, UnsafeAreaNamed};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HMS-managed-move
pub const MANAGED_MOVE: Rule = Rule {
    id: "HMS-managed-move",
    topic: TOPIC,
    title: "Ask her whether she would be safe here before you look for a move here",
    must: "Stop and ask her. A move inside the area is pursued only if she says that she would be safe there; if not, refer her out of the area today.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman, decision of 2016",
        provision: "case 15 016 582",
        says: "Brent spent months on a move inside a borough in which she was not safe. The time is ours.",
        url: "https://www.lgo.org.uk/decisions",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::ManagedMovePursued],
    hears: Shows::empty(),
    meets: &[Kind::WishesRecorded, Kind::ManagedMovePursued, Kind::ReciprocalReferred, Kind::UnsafeAreaNamed],
    ends: &[Kind::PlacementMade, Kind::Moved],
    derive: managed_move,
};

fn managed_move(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes: Vec<Cause> = file
        .each::<ManagedMovePursued>()
        .filter(|(_, it)| !it.she_says_safe)
        .map(|(fact, it)| file.cause_for(fact, it.by))
        .collect();
    owed.episodes(causes, |cause, fact| {
        let ours = |team| file.services().same_body(team, cause.owner);
        match &fact.body {
            Body::WishesRecorded(it) => Verdict::meets_if(ours(it.by)),
            Body::ManagedMovePursued(it) => Verdict::meets_if(it.she_says_safe && ours(it.by)),
            Body::ReciprocalReferred(it) => Verdict::meets_if(ours(it.by)),
            Body::UnsafeAreaNamed(it) => Verdict::meets_if(ours(it.to)),
            _ => Verdict::ends_if(rehoused(file, fact)),
        }
    });
}

/// COG21-area-restrictions
pub const UNSAFE_AREAS: Rule = Rule {
    id: "COG21-area-restrictions",
    topic: TOPIC,
    title: "Keep to the areas that she calls unsafe",
    must: "Take what she says about unsafe areas as it stands: put it into her plan and look for a home outside them, or have a senior officer record good reasons why not and tell her.",
    source: Source {
        force: Force::Guidance,
        act: "Homelessness Code of Guidance 2018",
        provision: "chapter 21; Ombudsman, case 15 016 582",
        says: "The starting point is to accept where a survivor says that she is in danger; leaving it needs good reasons, written down. The time is ours.",
        url: "https://www.gov.uk/guidance/homelessness-code-of-guidance-for-local-authorities/chapter-21-domestic-abuse",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::UnsafeAreaNamed, Kind::AreaRestrictionOverridden, Kind::ManagedMovePursued],
    hears: Shows::LEAVE_AREA,
    meets: &[
        Kind::PlanMade,
        Kind::PlanReviewed,
        Kind::ReciprocalReferred,
        Kind::OfferMade,
        Kind::RefugeSought,
        Kind::AreaRestrictionOverridden,
    ],
    ends: &[Kind::PlacementMade, Kind::Moved],
    derive: unsafe_areas,
};

fn unsafe_areas(file: &CaseFile, owed: &mut Owed<'_>) {
    let named = file.each::<UnsafeAreaNamed>().map(|(fact, it)| file.cause_within(fact, it.to, Function::Housing));
    let without_reasons = file
        .each::<AreaRestrictionOverridden>()
        .filter(|(_, it)| !has_reasons(it))
        .map(|(fact, it)| file.cause_within(fact, it.by, Function::Housing));
    let inside_it = file.each::<ManagedMovePursued>().filter(|(_, it)| !it.she_says_safe).filter_map(|(fact, it)| {
        let cause = file.cause_within(fact, it.by, Function::Housing);
        whole_area_unsafe(file, &cause).map(|named| cause.and(named))
    });
    let causes: Vec<Cause> = named.chain(without_reasons).chain(inside_it).collect();
    owed.episodes(causes, |cause, fact| {
        let ours = |team| file.services().same_body(team, cause.owner);
        match &fact.body {
            Body::AreaRestrictionOverridden(it) => Verdict::meets_if(has_reasons(it) && ours(it.by)),
            Body::ReciprocalReferred(it) => Verdict::meets_if(ours(it.by)),
            Body::PlanMade(it) => Verdict::meets_if(ours(it.by) && is_for_moving(it.plan)),
            Body::PlanReviewed(it) => Verdict::meets_if(ours(it.by) && is_for_moving(it.plan)),
            Body::OfferMade(it) => Verdict::meets_if(ours(it.by) && it.suitability_checked),
            Body::RefugeSought(it) => Verdict::meets_if(it.found),
            Body::PlacementMade(it) => Verdict::ends_if(it.suitability_checked || it.settled),
            _ => Verdict::ends_if(rehoused(file, fact)),
        }
    });
}

fn has_reasons(it: &AreaRestrictionOverridden) -> bool {
    it.reasons.as_ref().is_some_and(|reasons| !reasons.is_empty())
}

/// What told the body that the whole of its area is unsafe for her, by the day of the cause.
fn whole_area_unsafe<'a>(file: &'a CaseFile, cause: &Cause) -> Option<&'a Fact> {
    file.showing(Shows::LEAVE_AREA).find(|fact| file.known_on(fact, cause.owner).is_some_and(|on| on <= cause.since))
}
