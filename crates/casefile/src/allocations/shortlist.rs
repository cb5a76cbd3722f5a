//! Who comes next for a home. It orders and gives reasons; people decide.
//!
//! Whoever a home does not fit is left out, for whatever reason: too small, steps, an area that is not safe for her. One answer for all, so that
//! nobody can tell from a list which it was.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::applicant::{Applicant, Place};
use super::scheme::Scheme;
use crate::facts::AccessNeed;

/// A home to let, as far as it matters for who comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// What staff call it: without a street, a number or a name.
    pub label: String,
    /// The landlord.
    pub landlord: String,
    /// The code of its area in the scheme; empty where it lies in none.
    pub area: String,
    /// How many bedrooms it has.
    pub bedrooms: u32,
    /// On which floor; nought is the ground.
    pub floor: u32,
    /// What it has.
    pub has: Vec<AccessNeed>,
    /// The code of the rules of its own by which it is let; empty where there are none.
    pub local_letting: String,
    /// The day from which somebody can live there.
    pub ready: Option<Date>,
}

impl Home {
    /// Whether it has what somebody needs. Room for a wheelchair is also free of steps.
    pub fn offers(&self, need: AccessNeed) -> bool {
        let has = |one| self.has.contains(&one);
        match need {
            AccessNeed::StepFree => has(AccessNeed::StepFree) || has(AccessNeed::Wheelchair),
            AccessNeed::GroundFloor => self.floor == 0 || has(AccessNeed::GroundFloor),
            other => has(other),
        }
    }

    /// Whether it was adapted for somebody: then whoever needs that comes first.
    pub fn is_adapted(&self) -> bool {
        [AccessNeed::LevelShower, AccessNeed::Wheelchair].into_iter().any(|one| self.has.contains(&one))
    }

    /// Whether somebody could live here: large enough and not much too large, with what they need, and not while the application rests.
    /// Areas that are not safe for her are looked at where they are kept.
    pub fn fits(&self, who: &Applicant, today: Date) -> bool {
        let large_enough = (who.bedrooms..=who.bedrooms.saturating_add(1)).contains(&self.bedrooms);
        let rests = who.rests.is_some_and(|until| until >= today);
        large_enough && !rests && !who.nowhere_here && who.access.iter().all(|need| self.offers(*need))
    }

    /// Where somebody stands in the list for this home: those who need its adaptations first, then by band; in a band those for whom it is just
    /// large enough; then by the day from which they count.
    pub fn order(&self, who: &Applicant, scheme: &Scheme) -> (bool, usize, bool, Place) {
        let needs_it = who.access.iter().any(|need| matches!(need, AccessNeed::LevelShower | AccessNeed::Wheelchair));
        let rank = scheme.rank(&who.band).unwrap_or(usize::MAX);
        let place = (rank, who.effective, who.applied, who.application);
        (self.is_adapted() && !needs_it, rank, self.bedrooms > who.bedrooms, place)
    }

    /// Why somebody stands where they stand, in short sentences.
    pub fn reasons(&self, who: &Applicant, scheme: &Scheme) -> Vec<String> {
        let mut why = Vec::new();
        if self.is_adapted() && who.access.iter().any(|need| matches!(need, AccessNeed::LevelShower | AccessNeed::Wheelchair)) {
            why.push("Needs what this home was adapted for".to_owned());
        }
        why.push(scheme.band(&who.band).map_or_else(|| format!("Band {}", who.band), |band| band.name.clone()));
        why.push(if self.bedrooms == who.bedrooms {
            "Just large enough".to_owned()
        } else {
            "One bedroom more than needed".to_owned()
        });
        if !who.access.is_empty() {
            let needs: Vec<String> = who.access.iter().map(|need| need.label().to_lowercase()).collect();
            why.push(format!("Has what they need: {}", needs.join(", ")));
        }
        why
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
mod tests {
    use super::*;
    use crate::allocations::scheme::standard;
    use crate::facts::Function;
    use crate::ids::FactId;
    use crate::testing::{TestFile, a_council, team_id};
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    const TODAY: Date = date(2026, 6, 1);

    fn home(bedrooms: u32, has: &[AccessNeed]) -> Home {
        Home {
            label: "Two bedrooms".into(),
            landlord: "Lantern".into(),
            area: "old-town".into(),
            bedrooms,
            floor: 1,
            has: has.to_vec(),
            local_letting: String::new(),
            ready: None,
        }
    }

    fn waits(band: &str, effective: Date, bedrooms: u32, access: &[AccessNeed], lot: u128) -> Applicant {
        Applicant {
            body: None,
            team: team_id("register"),
            application: FactId(Uuid::from_u128(lot)),
            band: band.into(),
            effective,
            applied: effective,
            bedrooms,
            access: access.to_vec(),
            rests: None,
            nowhere_here: false,
        }
    }

    fn assessed() -> TestFile {
        a_council()
            .team("register", Function::Allocations, "council")
            .on("2026-05-01", "applied: housing-applied to=register register")
            .on("2026-05-04", "register-assessed by=register application=applied answers=threats bedrooms=2 access=step-free")
            .on("2026-05-04", "priority-awarded by=register band=A highest letter answers=threats effective=2026-04-01")
    }

    fn applicants(file: &TestFile) -> Vec<Applicant> {
        Applicant::all(&file.fold())
    }

    #[test]
    fn whoever_has_a_band_and_an_assessed_need_waits_for_a_home_until_she_is_under_offer_or_housed() {
        let file = assessed();
        let one = applicants(&file).remove(0);
        assert_eq!((one.band.as_str(), one.effective, one.bedrooms), ("A", date(2026, 4, 1), 2));
        assert_eq!(one.access, [AccessNeed::StepFree]);
        let offered = file.clone().on("2026-05-08", "offer: offer-made by=register home=social suitability_checked");
        assert!(applicants(&offered).is_empty(), "her answer is awaited");
        assert_eq!(applicants(&offered.clone().on("2026-05-09", "offer-answered offer=offer unsafe_there")).len(), 1);
        let taken = offered.on("2026-05-09", "offer-answered offer=offer accepted");
        assert!(applicants(&taken).is_empty());
        assert!(
            applicants(&file.clone().on("2026-05-20", "placement-made by=register home=social settled suitability_checked"))
                .is_empty()
        );
        assert!(applicants(&file.clone().on("2026-05-20", "case-closed by=register why=safe")).is_empty());
        assert!(applicants(&a_council().on("2026-05-01", "housing-applied to=housing register")).is_empty());
        let rests =
            file.on("2026-05-20", "rests: register-suspended by=register application=applied ground=she-asked until=2026-07-01");
        assert_eq!(applicants(&rests).remove(0).rests, Some(date(2026, 7, 1)));
        assert_eq!(applicants(&rests.on("2026-05-21", "register-resumed by=register of=rests")).remove(0).rests, None);
    }

    #[test]
    fn where_the_whole_area_is_not_safe_no_home_there_fits_until_that_is_overridden_with_reasons() {
        let file = assessed().on("2026-05-06", "area: unsafe-area-named by=her to=register whole_area");
        assert!(applicants(&file).remove(0).nowhere_here);
        assert!(!home(2, &[AccessNeed::StepFree]).fits(&applicants(&file).remove(0), TODAY));
        let file = file.on("2026-05-07", "area-restriction-overridden by=register of=area reasons=her-wish");
        assert!(!applicants(&file).remove(0).nowhere_here);
    }

    #[test]
    fn a_home_that_is_too_small_or_cannot_be_entered_fits_nobody_who_needs_more() {
        let needs = |bedrooms, access: &[AccessNeed]| waits("A", date(2026, 1, 1), bedrooms, access, 1);
        assert!(home(2, &[]).fits(&needs(2, &[]), TODAY));
        assert!(!home(2, &[]).fits(&needs(3, &[]), TODAY));
        assert!(home(2, &[]).fits(&needs(1, &[]), TODAY));
        assert!(!home(3, &[]).fits(&needs(1, &[]), TODAY), "two rooms too many");
        assert!(!home(2, &[]).fits(&needs(2, &[AccessNeed::StepFree]), TODAY));
        assert!(home(2, &[AccessNeed::Wheelchair]).fits(&needs(2, &[AccessNeed::StepFree]), TODAY));
        assert!(!home(2, &[]).fits(&needs(2, &[AccessNeed::GroundFloor]), TODAY));
        assert!(Home { floor: 0, ..home(2, &[]) }.fits(&needs(2, &[AccessNeed::GroundFloor]), TODAY));
        let resting = Applicant { rests: Some(TODAY), ..needs(2, &[]) };
        assert!(!home(2, &[]).fits(&resting, TODAY));
        assert!(home(2, &[]).fits(&resting, date(2026, 6, 2)), "the rest is over");
    }

    #[test]
    fn the_band_comes_first_then_the_day_and_an_adapted_home_goes_to_whoever_needs_it() {
        let early = waits("B", date(2020, 1, 1), 2, &[], 1);
        let urgent = waits("A", date(2026, 5, 1), 2, &[], 2);
        let later = waits("A", date(2026, 5, 2), 2, &[], 3);
        let spare = waits("A", date(2019, 1, 1), 1, &[], 4);
        let wheels = waits("C", date(2026, 5, 3), 2, &[AccessNeed::Wheelchair], 5);
        let order = |home: &Home, mut all: Vec<Applicant>| {
            all.sort_by_key(|one| home.order(one, standard()));
            all.iter().map(|one| one.application.0.as_u128()).collect::<Vec<_>>()
        };
        let all = || vec![early.clone(), later.clone(), spare.clone(), urgent.clone(), wheels.clone()];
        assert_eq!(order(&home(2, &[]), all()), [2, 3, 4, 1, 5]);
        assert_eq!(order(&home(2, &[AccessNeed::Wheelchair]), all()), [5, 2, 3, 4, 1]);
        let reasons = home(2, &[]).reasons(&spare, standard());
        assert_eq!(reasons, ["Band A", "One bedroom more than needed"]);
    }

    fn anybody() -> impl Strategy<Value = Applicant> {
        let access = proptest::sample::subsequence(AccessNeed::ALL, 0..3);
        (proptest::sample::select(&["A", "B", "C", "D", "?"][..]), 0_i64..400, 1_u32..4, access, 0_u128..50).prop_map(
            |(band, days, bedrooms, access, lot)| {
                waits(band, date(2025, 1, 1).saturating_add(jiff::Span::new().days(days)), bedrooms, &access, lot)
            },
        )
    }

    proptest! {
        #[test]
        fn the_order_is_total_and_the_same_however_the_list_comes(all in proptest::collection::vec(anybody(), 0..12), adapted in any::<bool>()) {
            let home = home(2, if adapted { &[AccessNeed::LevelShower] } else { &[] });
            let key = |one: &Applicant| home.order(one, standard());
            let mut sorted = all.clone();
            sorted.sort_by_key(key);
            let mut other = all;
            other.reverse();
            other.sort_by_key(key);
            let keys = |list: &[Applicant]| list.iter().map(key).collect::<Vec<_>>();
            prop_assert_eq!(keys(&sorted), keys(&other));
            for two in sorted.windows(2) {
                if key(&two[0]) == key(&two[1]) {
                    prop_assert_eq!(two[0].application, two[1].application);
                }
            }
        }

        #[test]
        fn a_higher_band_never_comes_after_a_lower_one_with_the_same_needs(one in anybody(), days in 0_i64..400) {
            let lower = Applicant { band: "D".into(), effective: one.effective.saturating_sub(jiff::Span::new().days(days)), ..one.clone() };
            let higher = Applicant { band: "A".into(), ..one };
            let home = home(2, &[]);
            prop_assert!(home.order(&higher, standard()) < home.order(&lower, standard()));
        }
    }
}
