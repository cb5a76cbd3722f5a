//! Leaving the area: one checklist for everything that a move sets off, and somewhere safe while schemes take their time.

use super::TOPIC;
use super::reciprocal::rehoused;
use crate::calendar::Clock;
use crate::facts::{
    Ask, Body, Fact, Function, Kind, ManagedMovePursued, Moved, PlacementEnded, PlacementMade, PlanKind, ReciprocalReferred,
    ReferralKind, Shows,
};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// XFER-bundle
pub const BUNDLE: Rule = Rule {
    id: "XFER-bundle",
    topic: TOPIC,
    title: "One checklist for leaving the area",
    must: "Needs to leave: put every way out side by side today (a scheme for tenants, refuge, another council) and start them. Has moved: one list with an owner and a day for each: notice to the host council, conference to conference, the children's plan, school and doctor, register, orders, markers; each told only what it needs.",
    source: Source {
        force: Force::House,
        act: "Standard of the partnership",
        provision: "after Housing Act 1996 ss.208 and 213AA, and the Ombudsman, case 15 016 582",
        says: "A move across a border sets off a notice to the host council, a transfer between conferences, a transfer of a child's plan and more. Each has its own rule; one list keeps them together.",
        url: "https://www.lgo.org.uk/decisions",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::Moved, Kind::PlacementMade],
    hears: Shows::LEAVE_AREA,
    meets: &[Kind::PlanMade, Kind::PlanReviewed, Kind::ReciprocalReferred, Kind::RefugeSought, Kind::ReferralMade],
    ends: &[Kind::PlacementMade, Kind::Moved],
    derive: bundle,
};

fn bundle(file: &CaseFile, owed: &mut Owed<'_>) {
    let must_leave: Vec<Cause> = file.showing(Shows::LEAVE_AREA).filter_map(|fact| file.cause(fact, Function::Housing)).collect();
    owed.episodes(must_leave, |cause, fact| {
        let ours = |team| file.services().same_body(team, cause.owner);
        match &fact.body {
            Body::ReciprocalReferred(it) => Verdict::meets_if(ours(it.by)),
            Body::RefugeSought(it) => Verdict::meets_if(ours(it.by)),
            Body::ReferralMade(it) => {
                let out = matches!(it.referral, ReferralKind::Refuge | ReferralKind::Housing | ReferralKind::Authority);
                Verdict::meets_if(out && !ours(it.to))
            }
            Body::PlanMade(it) => Verdict::meets_if(ours(it.by) && is_for_moving(it.plan)),
            Body::PlanReviewed(it) => Verdict::meets_if(ours(it.by) && is_for_moving(it.plan)),
            Body::PlacementMade(it) => Verdict::ends_if(it.host.is_some()),
            _ => Verdict::ends_if(rehoused(file, fact)),
        }
    });
    let moved: Vec<Cause> = across_a_border(file).collect();
    owed.episodes(moved, |cause, fact| {
        let ours = |team| file.services().same_body(team, cause.owner);
        match &fact.body {
            Body::PlanMade(it) => Verdict::meets_if(ours(it.by) && is_for_moving(it.plan) && !it.steps.is_empty()),
            Body::PlanReviewed(it) => Verdict::meets_if(ours(it.by) && is_for_moving(it.plan)),
            _ => Verdict::Nothing,
        }
    });
}

/// Plans that say where she is to live and how she is safe there.
pub(super) const fn is_for_moving(plan: PlanKind) -> bool {
    matches!(plan, PlanKind::MoveOn | PlanKind::Safety | PlanKind::Housing | PlanKind::Support)
}

/// Every move of hers into the area of another council.
fn across_a_border(file: &CaseFile) -> impl Iterator<Item = Cause> {
    let services = file.services();
    let moved = file
        .each::<Moved>()
        .filter(|(_, it)| it.to_area_of.is_some() && Some(it.person) == file.survivor())
        .filter_map(|(fact, it)| leaves_behind(file, fact, it));
    let placed = file
        .each::<PlacementMade>()
        .filter(move |(_, it)| it.host.is_some_and(|host| !services.same_body(host, it.by)))
        .map(|(fact, it)| file.cause_for(fact, it.by));
    moved.chain(placed)
}

/// The council whose area she leaves keeps the list: the one that was told, else the lead's, never the one she comes to.
fn leaves_behind(file: &CaseFile, fact: &Fact, it: &Moved) -> Option<Cause> {
    if let Some(told) = it.to {
        return Some(file.cause_within(fact, told, Function::Housing));
    }
    let lead = file.lead()?;
    file.known_on(fact, lead).map(|_| file.cause_within(fact, lead, Function::Housing))
}

/// ROUTES-TO-SUPPORT
pub const REFUGE_MEANWHILE: Rule = Rule {
    id: "ROUTES-TO-SUPPORT",
    topic: TOPIC,
    title: "Offer refuge while other ways out take their time",
    must: "Look for a refuge space today and offer it, with homelessness help beside it: she must leave the area, a scheme that finds homes takes weeks, and she is in danger meanwhile. If she would rather stay, record that and make it safe.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman, decision of 2016; Routes to Support, the national directory of refuge vacancies",
        provision: "case 15 016 582",
        says: "Neither refuge nor homelessness help was explained while the scheme ran for months. If no refuge is free, the housing authority still owes her somewhere safe. The time is ours.",
        url: "https://www.womensaid.org.uk/",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::ReciprocalReferred, Kind::ManagedMovePursued, Kind::PlacementEnded],
    hears: Shows::LEAVE_AREA,
    meets: &[Kind::RefugeSought, Kind::PlacementMade, Kind::OfferMade, Kind::SafetyMeasure],
    ends: &[Kind::WishesRecorded, Kind::Moved],
    derive: refuge_meanwhile,
};

fn refuge_meanwhile(file: &CaseFile, owed: &mut Owed<'_>) {
    let schemes = file
        .each::<ReciprocalReferred>()
        .map(|(fact, it)| (fact, it.by))
        .chain(file.each::<ManagedMovePursued>().map(|(fact, it)| (fact, it.by)));
    let schemes = schemes.map(|(fact, by)| (fact, file.cause_within(fact, by, Function::Housing)));
    let must_leave =
        file.showing(Shows::LEAVE_AREA).filter_map(|fact| file.cause(fact, Function::Housing).map(|cause| (fact, cause)));
    let causes: Vec<Cause> =
        schemes.chain(must_leave).filter(|(fact, _)| !is_placed(file, fact)).map(|(_, cause)| cause).collect();
    owed.episodes(causes, |_, fact| match &fact.body {
        Body::RefugeSought(_) | Body::PlacementMade(_) => Verdict::Meets,
        Body::OfferMade(it) => Verdict::meets_if(it.suitability_checked),
        Body::SafetyMeasure(it) => Verdict::meets_if(it.measure.is_a_safe_night()),
        Body::WishesRecorded(it) => Verdict::ends_if(it.asks.contains(&Ask::StaySafely)),
        _ => Verdict::ends_if(rehoused(file, fact)),
    });
}

/// Whether, when the scheme begins, she has been given somewhere to stay that has not come to an end, or has moved somewhere safe.
fn is_placed(file: &CaseFile, scheme: &Fact) -> bool {
    let before = |fact: &Fact| fact.happened.date < scheme.happened.date;
    let placed = file.each::<PlacementMade>().rfind(|(fact, _)| before(fact)).is_some_and(|(placement, _)| {
        !file.each::<PlacementEnded>().any(|(fact, it)| {
            before(fact) && fact.happened >= placement.happened && it.placement.is_none_or(|of| of == placement.id)
        })
    });
    let moved = file.each::<Moved>().rfind(|(fact, it)| before(fact) && Some(it.person) == file.survivor());
    // Whoever has to leave the area after a safe move is safe there no longer.
    let still_safe = !file.shows(scheme).intersects(Shows::LEAVE_AREA.union(Shows::NEAR).union(Shows::UNSAFE_HOME));
    placed || (still_safe && moved.is_some_and(|(_, it)| it.safe))
}
