//! What else the law wants weighed of a place: space and hazards, the authority's own area first, the condition of a private rented home.

use jiff::civil::date;

use super::suitability::{SUITABLE, decided_or_moved};
use super::{placements, restrictions};
use crate::facts::{Body, Fact, HomeKind, InspectionMade, Kind, OfferMade, PlacementMade, Shows};
use crate::file::CaseFile;
use crate::homelessness::act;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HA96-s210-matters
pub const MATTERS: Rule = Rule {
    id: "HA96-s210-matters",
    title: "Weigh space and hazards",
    must: "Nobody has recorded how many bedrooms the place has and how many the household needs, or whether it has hazards. Count the beds, look at the last inspection, and write down whether it suits.",
    source: act(
        "s.210(1)",
        "In deciding whether accommodation suits, regard is had to slum clearance, overcrowding, and Parts 1 to 4 of the Housing Act 2004: hazards and houses in multiple occupation. Five working days are our standard where it was not done before.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/210",
    ),
    reads: &[Kind::PlacementMade],
    meets: &[Kind::DecisionMade, Kind::PlacementMade, Kind::OfferMade, Kind::InspectionMade, Kind::SuitabilityChecked],
    derive: matters,
    ..SUITABLE
};

fn matters(file: &CaseFile, owed: &mut Owed<'_>) {
    let uncounted = |it: &PlacementMade| !it.suitability_checked && (it.bedrooms.is_none() || it.bedrooms_needed.is_none());
    let causes = placements(file).filter(|(_, it)| uncounted(it)).map(|(fact, it)| file.cause_for(fact, it.by));
    owed.episodes(causes, |cause, fact| weighed(file, cause, fact));
}

fn weighed(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    match &fact.body {
        Body::SuitabilityChecked(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        Body::InspectionMade(InspectionMade { by, .. }) => Verdict::meets_if(file.services().same_body(*by, cause.owner)),
        _ => decided_or_moved(file, cause, fact),
    }
}

/// HA96-s208-in-area
pub const IN_AREA: Rule = Rule {
    id: "HA96-s208-in-area",
    title: "Say why she is placed outside the area",
    must: "Write down why nothing in the authority’s own area would do. That she would not be safe there is a good reason, and hers to give.",
    source: act(
        "s.208(1)",
        "So far as reasonably practicable, accommodation is secured in the authority’s own district. Danger from abuse is a proper reason to go outside it.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/208",
    ),
    reads: &[Kind::PlacementMade, Kind::UnsafeAreaNamed, Kind::AreaRestrictionOverridden],
    hears: Shows::LEAVE_AREA.union(Shows::NEAR),
    derive: in_area,
    ..MATTERS
};

fn in_area(file: &CaseFile, owed: &mut Owed<'_>) {
    // Where she is not safe here, that is the reason, and it stands on the file.
    let for_safety = |fact: &Fact| {
        let known = |other: &Fact| other.happened.date <= fact.happened.date;
        restrictions(file).any(|(named, _)| known(named)) || file.showing(Shows::LEAVE_AREA.union(Shows::NEAR)).any(known)
    };
    let causes = placements(file).filter_map(|(fact, it)| {
        let elsewhere = it.host.is_some_and(|host| !file.services().same_body(host, it.by));
        (elsewhere && !it.suitability_checked && !for_safety(fact)).then(|| file.cause_for(fact, it.by))
    });
    owed.episodes(causes, |cause, fact| weighed(file, cause, fact));
}

/// SI2012-physical
pub const PHYSICAL: Rule = Rule {
    id: "SI2012-physical",
    title: "Look at the condition of the private rented home",
    must: "Before she takes it: its physical condition, gas and electrical safety, fire and carbon monoxide, the energy certificate, the licence, and whether the landlord is fit to let. If one of them fails, it does not suit.",
    source: Source {
        force: Force::Law,
        act: "Homelessness (Suitability of Accommodation) (England) Order 2012 (S.I. 2012/2601)",
        provision: "art. 3",
        says: "A private rented home that is secured for her does not suit where, in the authority’s view, its condition, its electrical, gas, fire or carbon monoxide safety, its licence, its energy certificate or its landlord fail.",
        url: "https://www.legislation.gov.uk/uksi/2012/2601/article/3",
    },
    in_force: InForce::since(date(2012, 11, 9)),
    severity: Severity::Duty,
    reads: &[Kind::PlacementMade, Kind::OfferMade],
    derive: physical,
    ..MATTERS
};

fn physical(file: &CaseFile, owed: &mut Owed<'_>) {
    let offered = file
        .each::<OfferMade>()
        .filter(|(_, it)| it.home == HomeKind::PrivateRent && !it.suitability_checked)
        .map(|(fact, it)| file.cause_for(fact, it.by));
    let placed = placements(file)
        .filter(|(_, it)| it.home == HomeKind::PrivateRent && !it.suitability_checked)
        .map(|(fact, it)| file.cause_for(fact, it.by));
    owed.episodes(offered.chain(placed), |cause, fact| weighed(file, cause, fact));
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::a_council;

    #[test]
    fn a_place_whose_beds_nobody_counted_is_weighed() {
        let placed = a_council().on("2026-03-02", "placed: placement-made by=housing home=temporary");
        placed.owes("HA96-s210-matters").due("2026-03-09").is("late");
        placed.clone().on("2026-03-04", "inspection-made by=housing of=placed").owes("HA96-s210-matters").is("met");
        a_council()
            .on("2026-03-02", "placement-made by=housing home=temporary bedrooms=2 bedrooms_needed=2")
            .owes_nothing_under("HA96-s210-matters");
        a_council()
            .on("2026-03-02", "placement-made by=housing home=temporary suitability_checked")
            .owes_nothing_under("HA96-s210-matters");
    }

    #[test]
    fn going_outside_the_area_has_a_reason_and_danger_is_one() {
        let two = || a_council().outsider("host", Function::Housing, "council two");
        let placed = |file: crate::testing::TestFile| file.on("2026-03-02", "placement-made by=housing home=temporary host=host");
        placed(two()).owes("HA96-s208-in-area").due("2026-03-09");
        placed(two().on("2026-03-01", "unsafe-area-named by=her to=housing whole_area")).owes_nothing_under("HA96-s208-in-area");
        a_council().on("2026-03-02", "placement-made by=housing home=temporary").owes_nothing_under("HA96-s208-in-area");
    }

    #[test]
    fn the_condition_of_a_private_rented_home_is_looked_at() {
        a_council().on("2026-03-02", "offer-made by=housing home=private-rent").owes("SI2012-physical").is("late");
        a_council()
            .on("2026-03-02", "offer-made by=housing home=private-rent suitability_checked")
            .owes_nothing_under("SI2012-physical");
        a_council().on("2026-03-02", "offer-made by=housing home=social").owes_nothing_under("SI2012-physical");
    }
}
