//! Whether a home may be offered on a check: nothing stands in the way, or a manager has given reasons, and nothing has changed since.

use super::check::{can_be_overridden, must_be_known};
use super::matters::rule_of;
use crate::commands::Refusal;
use crate::facts::{
    Body, Fact, HomeKind, Kind, Matter, OfferMade, PlacementMade, Shows, SuitabilityChecked, SuitabilityOverridden, When,
};
use crate::file::CaseFile;
use crate::ids::{FactId, RoomId};

/// How many days a check holds. After them the home is looked at once more.
pub const HOLDS_FOR: i64 = 28;

/// What a manager has overridden of a check.
pub fn overridden(file: &CaseFile, check: FactId) -> Vec<Matter> {
    let of = file.each::<SuitabilityOverridden>().filter(|(_, it)| it.check == check);
    of.flat_map(|(_, it)| it.matters.iter().copied()).filter(|matter| can_be_overridden(*matter)).collect()
}

/// What stands in the way of an offer on a check: what does not suit and is not overridden, and what has to be known first.
pub fn in_the_way(file: &CaseFile, check: FactId) -> Vec<Matter> {
    let Some(it) = file.fact(check).and_then(Fact::is::<SuitabilityChecked>) else { return Vec::new() };
    let overridden = overridden(file, check);
    // A home to keep is of the right size: reasons of the moment do not carry a tenancy.
    let settled = matches!(it.home, HomeKind::Social | HomeKind::PrivateRent);
    let outweighed = |matter: &Matter| overridden.contains(matter) && !(settled && *matter == Matter::Bedrooms);
    let does_not = it.does_not.iter().filter(|matter| !outweighed(matter));
    does_not.chain(it.not_known.iter().filter(|matter| must_be_known(**matter))).copied().collect()
}

/// What has been recorded since a check that it did not know of: the household, where she is not safe, that he is near, the home itself.
pub fn changed_since<'a>(file: &'a CaseFile, check: &Fact) -> Option<&'a Fact> {
    const CHANGES: &[Kind] = &[
        Kind::HouseholdDescribed,
        Kind::PersonAdded,
        Kind::PersonDied,
        Kind::ChildBorn,
        Kind::PregnancyKnown,
        Kind::UnsafeAreaNamed,
        Kind::InspectionMade,
        Kind::RepairReported,
    ];
    file.facts().iter().find(|fact| {
        (fact.recorded, fact.id) > (check.recorded, check.id)
            && (CHANGES.contains(&fact.body.kind()) || file.shows(fact).intersects(Shows::NEAR.union(Shows::LEAVE_AREA)))
    })
}

/// Whether a room may be offered, or moved into, on a check.
/// # Errors
/// What stands in the way, and what is possible instead.
pub fn may_be_offered(file: &CaseFile, room: RoomId, check: Option<FactId>, then: When) -> Result<(), Refusal> {
    let no_check = || {
        Refusal::because("This home has not been checked against her household, her safety and what she needs to be near.")
            .instead("Check it now: it takes minutes, and most of it is worked out for you.")
            .under("HA96-s206-suitable")
    };
    let fact = check.and_then(|id| file.fact(id)).ok_or_else(no_check)?;
    let it = fact.is::<SuitabilityChecked>().filter(|it| it.room == Some(room)).ok_or_else(no_check)?;
    let in_the_way = in_the_way(file, fact.id);
    if let Some(first) = in_the_way.first() {
        let names: Vec<String> = in_the_way.iter().map(|one| one.label().to_lowercase()).collect();
        let (does_not, is) = (it.does_not.contains(first), if in_the_way.len() == 1 { "This" } else { "These" });
        let refusal = Refusal::because(format!(
            "{is} {} of the home: {}.",
            if does_not { "does not suit, or is not known," } else { "has to be known first" },
            crate::accommodation::listed(&names)
        ))
        .instead("Look at the next home on the list of vacancies.")
        .under(rule_of(*first));
        return Err(if in_the_way.iter().all(|one| can_be_overridden(*one)) {
            refusal.instead("A manager can decide to offer it all the same, with reasons that stand on the file.")
        } else if in_the_way.contains(&Matter::Room) {
            refusal.instead("No reasons make a home larger: look for one of the right size, in another area if need be.")
        } else {
            refusal.instead("Ask her, and check the home again.")
        });
    }
    if changed_since(file, fact).is_some() {
        return Err(Refusal::because("Something was recorded since the home was checked that bears on whether it suits.")
            .instead("Check it again: what has not changed is filled in.")
            .under("HA96-s206-suitable"));
    }
    let over = fact.happened.date.checked_add(jiff::Span::new().days(HOLDS_FOR)).unwrap_or(fact.happened.date);
    if then.date > over {
        return Err(Refusal::because("The home was checked more than four weeks ago.")
            .instead("Check it again: what has not changed is filled in.")
            .under("HA96-s206-suitable"));
    }
    Ok(())
}

/// Whether a placement of fewer bedrooms than the household needs rests on a manager's reasons.
pub fn size_overridden(file: &CaseFile, it: &PlacementMade) -> bool {
    it.check.is_some_and(|check| overridden(file, check).contains(&Matter::Bedrooms) && in_the_way(file, check).is_empty())
}

/// An offer of a room on the list that waits for her answer, or was accepted and not yet moved into.
pub fn open_offers(file: &CaseFile) -> impl Iterator<Item = (&Fact, &OfferMade)> {
    file.each::<OfferMade>().filter(|(fact, it)| {
        let answered = file.each::<crate::facts::OfferAnswered>().any(|(_, said)| said.offer == fact.id && !said.accepted);
        let placed = file.each::<PlacementMade>().any(|(placed, it)| super::occupancy::follows(fact, placed, it));
        it.room.is_some() && !answered && !placed
    })
}

/// Whether she accepted an offer.
pub fn accepted(file: &CaseFile, offer: FactId) -> bool {
    let answers = file.pointing_to(offer).filter_map(|fact| match &fact.body {
        Body::OfferAnswered(it) => Some(it.accepted),
        _ => None,
    });
    answers.last() == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestFile, a_council};

    fn refusal(file: &TestFile, day: &str) -> Option<&'static str> {
        let room = RoomId(crate::ids::in_story("room", "test", "r1"));
        may_be_offered(&file.fold(), room, Some(file.id("check")), day.parse().unwrap()).err().and_then(|refusal| refusal.rule)
    }

    fn checked(found: &str) -> TestFile {
        a_council().on(
            "2026-03-02",
            &format!("check: suitability-checked by=housing room=r1 home=temporary bedrooms=1 bedrooms_needed=2 {found}"),
        )
    }

    #[test]
    fn a_home_is_offered_on_a_check_that_found_nothing_in_the_way() {
        assert_eq!(refusal(&checked("suits=room,safe-area not_known=cost"), "2026-03-03"), None);
        assert_eq!(refusal(&checked("not_known=safe-area"), "2026-03-03"), Some("COG21-DA-location"));
        assert_eq!(refusal(&checked("does_not=room"), "2026-03-03"), Some("OMB-suitability-visit"));
        assert_eq!(refusal(&checked("does_not=bedrooms"), "2026-03-03"), Some("HA96-s210-matters"));
    }

    #[test]
    fn a_managers_reasons_outweigh_bedrooms_for_a_time_and_never_that_nobody_fits_in() {
        let over = |found: &str, what: &str| {
            checked(found).on("2026-03-02", &format!("suitability-overridden by=housing check=check matters={what}"))
        };
        assert_eq!(refusal(&over("does_not=bedrooms", "bedrooms"), "2026-03-03"), None);
        assert_eq!(refusal(&over("does_not=bedrooms,repairs", "bedrooms"), "2026-03-03"), Some("OMB-suitability-visit"));
        assert_eq!(refusal(&over("does_not=room", "room"), "2026-03-03"), Some("OMB-suitability-visit"));
        assert_eq!(refusal(&over("does_not=unknown-to-him", "unknown-to-him"), "2026-03-03"), Some("COG21-DA-location"));
        let to_keep = a_council()
            .on(
                "2026-03-02",
                "check: suitability-checked by=housing room=r1 home=social bedrooms=1 bedrooms_needed=2 does_not=bedrooms",
            )
            .on("2026-03-02", "suitability-overridden by=housing check=check matters=bedrooms");
        assert_eq!(refusal(&to_keep, "2026-03-03"), Some("HA96-s210-matters"));
    }

    #[test]
    fn a_check_holds_until_something_changes_and_for_four_weeks() {
        let fine = || checked("suits=room,safe-area");
        assert_eq!(refusal(&fine(), "2026-03-30"), None);
        assert_eq!(refusal(&fine(), "2026-03-31"), Some("HA96-s206-suitable"));
        for change in [
            "unsafe-area-named by=her to=housing",
            "pregnancy-known person=her to=housing",
            "household-described by=housing",
            "noted shows=perpetrator-near to=housing",
        ] {
            assert_eq!(refusal(&fine().on("2026-03-04", change), "2026-03-05"), Some("HA96-s206-suitable"), "{change}");
        }
        assert_eq!(refusal(&fine().on("2026-03-04", "noted to=housing"), "2026-03-05"), None);
    }
}
