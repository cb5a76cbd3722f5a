//! Homes: what is checked before anything is offered, and who is told of a placement.
//!
//! Source: Housing Act 1996 ss.193A, 206, 208, 210; S.I. 2012/2601; Homelessness Code of Guidance chs.17 and 21.

use crate::accommodation::checked;
use crate::commands::Refusal;
use crate::facts::{AreaRestrictionOverridden, Body, HomeKind, Outcome, Subject, UnsafeAreaNamed, When};
use crate::file::CaseFile;

/// Places that she finds herself or that the refuge offers are not secured by the authority under a duty.
fn is_secured(home: HomeKind) -> bool {
    !matches!(home, HomeKind::Refuge | HomeKind::FriendsOrFamily | HomeKind::Sanctuary)
}

/// Whatever is secured is checked against the household and her unsafe areas first.
pub(super) fn not_checked(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let (home, checked) = match body {
        Body::OfferMade(it) if !it.is_final => (it.home, it.suitability_checked),
        Body::PlacementMade(it) => (it.home, it.suitability_checked),
        _ => return None,
    };
    (is_secured(home) && !checked).then(|| {
        Refusal::because(
            "Size, hazards and location have not been checked against her household and the areas that she named as unsafe.",
        )
        .instead("Make the check now; it takes minutes, and record the home with it.")
        .instead("If she needs somewhere this hour, look for a refuge space.")
        .under("HA96-s206-suitable")
    })
}

/// What is offered or given from the list of homes rests on a check of this household that still stands.
pub(super) fn on_no_check(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let (room, check) = match body {
        Body::OfferMade(it) => (it.room?, it.check),
        Body::PlacementMade(it) => (it.room?, it.check),
        _ => return None,
    };
    checked::may_be_offered(file, room, check, then).err()
}

/// A final offer ends the duty if it is refused, so it is not made unless it is suitable.
/// Source: Housing Act 1996 s.193A(6)–(7).
pub(super) fn final_offer_not_checked(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::OfferMade(it) = body else { return None };
    (it.is_final && !it.suitability_checked).then(|| {
        Refusal::because(
            "A final offer may be made only of a home that has been found suitable, in an area that is safe for her.",
        )
        .instead("Check size, hazards and location first.")
        .instead("Make the offer without calling it final.")
        .under("HA96-s193A-final-offer")
    })
}

/// Beds are counted before she is placed.
/// Source: Ombudsman 19 014 011; Housing Act 1996 s.210.
pub(super) fn too_few_bedrooms(file: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::PlacementMade(it) = body else { return None };
    let (has, needs) = (it.bedrooms?, it.bedrooms_needed?);
    (has < needs && is_secured(it.home) && !checked::size_overridden(file, it)).then(|| {
        Refusal::because(format!("The household needs {needs} bedrooms and the home has {has}."))
            .instead("Look for a home of the right size, in another area if need be.")
            .instead("If this is for a night or two only, place her in a refuge or ask another authority for help.")
            .under("OMB-suitability-visit")
    })
}

/// An area that she named as unsafe is left out unless somebody overrides it with reasons.
/// Source: Homelessness Code of Guidance ch.21.
pub(super) fn in_an_area_that_she_named_unsafe(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::PlacementMade(it) = body else { return None };
    if it.host.is_some_and(|host| !file.services().same_body(host, it.by)) {
        return None;
    }
    let overridden = |restriction| file.each::<AreaRestrictionOverridden>().any(|(_, over)| over.of == restriction);
    let whole_district = file.each::<UnsafeAreaNamed>().any(|(fact, area)| {
        area.whole_area && fact.happened.date <= then.date && file.services().same_body(area.to, it.by) && !overridden(fact.id)
    });
    whole_district.then(|| {
        Refusal::because("She has said that this whole area is not safe for her.")
            .instead("Place her in another area: a refuge, another authority, a reciprocal move.")
            .instead("If there is good reason to depart from what she said, record the override with the reason first.")
            .under("COG21-area-restrictions")
    })
}

/// A move inside the area is for those who say that the area is safe.
/// Source: Ombudsman 15 016 582.
pub(super) fn managed_move_in_an_unsafe_area(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::ManagedMovePursued(it) = body else { return None };
    (!it.she_says_safe).then(|| {
        Refusal::because("A move inside this area is only for somebody who says that the area is safe for her.")
            .instead("Ask her, in a safe way, and record what she says.")
            .instead("Refer to the scheme of mutual moves today, and offer interim accommodation or a refuge while it runs.")
            .under("HMS-managed-move")
    })
}

/// A home for an alleged perpetrator is checked before it is offered, without telling anybody where she is.
/// Source: Ombudsman 19 006 454.
pub(super) fn alleged_perpetrator_housed_unscreened(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::AllegedPerpetratorHoused(it) = body else { return None };
    (!it.screened).then(|| {
        Refusal::because("No home is offered to an alleged perpetrator before distance and network have been checked.")
            .instead("Ask for the separation check; it answers without saying where anybody is.")
            .instead("If he is housed already, record that he is near, so that her safety is looked at today.")
            .under("OMB-perp-allocation")
    })
}

/// A decline reaches her and whoever speaks for her, with the reason and what comes next.
/// Source: Ombudsman 15 016 582.
pub(super) fn reciprocal_declined_in_silence(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let in_silence = match body {
        Body::ReciprocalAnswered(it) => !it.accepted && !it.survivor_told,
        // The same, said as a decision.
        Body::DecisionMade(it) => {
            let against = matches!(it.outcome, Outcome::Against | Outcome::ReferredOn);
            it.subject == Subject::Reciprocal && against && !it.letter && !it.to_write
        }
        _ => false,
    };
    in_silence.then(|| {
        Refusal::because("A referral is not declined until she and her representative know, with the reason and the next option.")
            .instead("Reach her by her safe contact, tell her, and record the decline with it.")
            .instead("Pass the referral to the next area on the same day.")
            .under("COG21-safe-contact")
    })
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, id, person};
    use serde_json::json;

    const NONE: [&str; 0] = [];

    #[test]
    fn what_is_on_the_list_is_given_on_a_check_and_not_on_a_tick() {
        let room = id("room");
        let placed = |check: Option<&str>| {
            let check = check.map(id);
            json!({ "by": id("housing"), "home": "temporary", "suitability_checked": true, "room": room, "check": check })
        };
        assert_eq!(Scene::new().refusals("2021-02-01", "placement-made", placed(None)), ["HA96-s206-suitable"]);
        let check = |found: serde_json::Value| {
            let mut fields =
                json!({ "by": id("housing"), "room": room, "home": "temporary", "bedrooms": 1, "bedrooms_needed": 2 });
            fields.as_object_mut().unwrap().extend(found.as_object().unwrap().clone());
            Scene::new().with("check", "2021-01-30", "suitability-checked", fields)
        };
        let small = check(json!({ "does_not": ["bedrooms"] }));
        assert_eq!(small.refusals("2021-02-01", "placement-made", placed(Some("check"))), ["HA96-s210-matters"]);
        let over = json!({ "by": id("housing"), "check": id("check"), "matters": ["bedrooms"], "reasons": "one night" });
        assert_eq!(
            small.with("over", "2021-01-31", "suitability-overridden", over).refusals(
                "2021-02-01",
                "placement-made",
                json!({ "by": id("housing"), "home": "temporary", "suitability_checked": true, "room": room, "check": id("check"), "bedrooms": 1, "bedrooms_needed": 2 })
            ),
            NONE
        );
        let larger = check(json!({ "does_not": ["room"] }));
        let offer =
            json!({ "by": id("housing"), "home": "temporary", "suitability_checked": true, "room": room, "check": id("check") });
        assert_eq!(larger.refusals("2021-02-01", "offer-made", offer), ["OMB-suitability-visit"]);
        let other = json!({ "by": id("housing"), "home": "temporary", "suitability_checked": true, "room": id("another"), "check": id("check") });
        assert_eq!(check(json!({})).refusals("2021-02-01", "offer-made", other), ["HA96-s206-suitable"]);
    }

    #[test]
    fn a_home_is_checked_before_it_is_offered() {
        let scene = Scene::new();
        for (code, fields, rules) in [
            ("offer-made", json!({ "by": id("housing"), "home": "social" }), &["HA96-s206-suitable"][..]),
            ("offer-made", json!({ "by": id("housing"), "home": "private-rent", "is_final": true }), &["HA96-s193A-final-offer"]),
            ("offer-made", json!({ "by": id("housing"), "home": "social", "suitability_checked": true }), &[]),
            ("placement-made", json!({ "by": id("housing"), "home": "temporary" }), &["HA96-s206-suitable"]),
            ("placement-made", json!({ "by": id("housing"), "home": "refuge" }), &[]),
            (
                "placement-made",
                json!({ "by": id("housing"), "home": "temporary", "suitability_checked": true, "bedrooms": 1, "bedrooms_needed": 3 }),
                &["OMB-suitability-visit"],
            ),
        ] {
            assert_eq!(scene.refusals("2021-02-01", code, fields.clone()), rules, "{code} {fields}");
        }
    }

    #[test]
    fn she_is_not_placed_where_she_says_that_he_would_find_her() {
        let area = json!({ "by": person("she"), "to": id("housing"), "whole_area": true });
        let scene = Scene::new().with("area", "2021-01-02", "unsafe-area-named", area);
        let here = || json!({ "by": id("housing"), "home": "temporary", "suitability_checked": true });
        assert_eq!(scene.refusals("2021-02-01", "placement-made", here()), ["COG21-area-restrictions"]);
        let away = json!({ "by": id("housing"), "home": "temporary", "suitability_checked": true, "host": id("elsewhere") });
        assert_eq!(scene.refusals("2021-02-01", "placement-made", away), NONE);
        let over = json!({ "by": id("housing"), "of": id("area"), "reasons": "her own wish" });
        assert_eq!(
            scene.with("over", "2021-01-20", "area-restriction-overridden", over).refusals(
                "2021-02-01",
                "placement-made",
                here()
            ),
            NONE
        );
    }

    #[test]
    fn a_move_inside_the_area_is_only_for_those_who_call_it_safe() {
        let scene = Scene::new();
        assert_eq!(scene.refusals("2014-09-01", "managed-move-pursued", json!({ "by": id("housing") })), ["HMS-managed-move"]);
        assert_eq!(
            scene.refusals("2014-09-01", "managed-move-pursued", json!({ "by": id("housing"), "she_says_safe": true })),
            NONE
        );
    }

    #[test]
    fn he_is_not_housed_before_distance_has_been_checked() {
        let housed = |screened| json!({ "person": id("he"), "by": id("register"), "screened": screened });
        assert_eq!(Scene::new().refusals("2021-02-01", "alleged-perpetrator-housed", housed(false)), ["OMB-perp-allocation"]);
        assert_eq!(Scene::new().refusals("2021-02-01", "alleged-perpetrator-housed", housed(true)), NONE);
    }

    #[test]
    fn a_decline_reaches_her() {
        let scene = Scene::new().with(
            "referral",
            "2021-01-02",
            "reciprocal-referred",
            json!({ "by": id("housing"), "to": id("elsewhere") }),
        );
        let silent = json!({ "referral": id("referral"), "by": id("elsewhere") });
        assert_eq!(scene.refusals("2021-02-01", "reciprocal-answered", silent), ["COG21-safe-contact"]);
        let decided = |letter| json!({ "by": id("elsewhere"), "subject": "reciprocal", "outcome": "against", "letter": letter });
        assert!(
            scene.refusals("2021-02-01", "decision-made", decided(false)).contains(&"COG21-safe-contact"),
            "said as a decision"
        );
        assert!(!scene.refusals("2021-02-01", "decision-made", decided(true)).contains(&"COG21-safe-contact"));
    }
}
