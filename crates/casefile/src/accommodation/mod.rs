//! The places themselves: whether they suit, where they are, what state they are in, and how long a family may be kept in bed and breakfast.
//!
//! [`home`] is a home on the list and [`check`] the check of one before it is offered; [`checked`] says whether an offer may rest on a check, and
//! [`occupancy`] who holds which room.
//!
//! Next door: that she is owed a place at all (`homelessness`); homes of alleged perpetrators near her (`allocations`).

mod alike;
mod arrears;
mod bed_and_breakfast;
pub mod bedrooms;
pub mod check;
pub mod checked;
pub mod home;
pub mod household;
mod matters;
mod moving_on;
pub mod occupancy;
pub mod overcrowding;
mod repairs;
mod sanctuary;
mod suitability;
pub mod things;
mod weighing;

pub use alike::are_alike;
pub use arrears::{Arrears, arrears};
pub use bed_and_breakfast::{SIX_WEEKS_IN_DAYS, days_used};
pub use check::restrictions;
pub use matters::{law_of, rule_of};

use jiff::civil::Date;

use crate::facts::{Body, Fact, Function, Kind, PlacementMade, Role};
use crate::file::CaseFile;
use crate::obligations::Rule;

/// The rules of this room.
pub const RULES: &[&Rule] = &[
    &suitability::SUITABLE,
    &suitability::LOCATION,
    &suitability::SAFE_LOCATION,
    &weighing::MATTERS,
    &weighing::IN_AREA,
    &weighing::PHYSICAL,
    &repairs::VISIT,
    &moving_on::OPTION,
    &bed_and_breakfast::SIX_WEEKS,
    &bed_and_breakfast::IN_SIGHT,
    &things::CEASE,
    &sanctuary::SANCTUARY,
];

const TOPIC: &str = "Accommodation";

/// Things named one after the other.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// Placements by a housing authority in homes for whose suitability it answers.
fn placements(file: &CaseFile) -> impl Iterator<Item = (&Fact, &PlacementMade)> {
    file.each::<PlacementMade>()
        .filter(|(_, it)| it.home.is_checked_by_the_council() && file.services().does(it.by, Function::Housing))
}

/// Whether a place was checked before she was put there, and has the bedrooms that her household needs.
const fn is_checked(it: &PlacementMade) -> bool {
    it.suitability_checked && has_the_bedrooms(it)
}

const fn has_the_bedrooms(it: &PlacementMade) -> bool {
    match (it.bedrooms, it.bedrooms_needed) {
        (Some(has), Some(needs)) => has >= needs,
        _ => true,
    }
}

/// Whether children of hers live with her on a day.
fn children_with_her(file: &CaseFile, day: Date) -> bool {
    file.people()
        .in_role(Role::Child)
        .any(|child| child.in_household && child.born.is_none_or(|born| born <= day) && file.people().is_child_on(child.id, day))
}

/// Whether a fact takes her out of a placement: its end, another place that suits, or a move of her own.
fn leaves(file: &CaseFile, placement: Option<&Fact>, fact: &Fact) -> bool {
    match &fact.body {
        Body::PlacementEnded(it) => it.placement.is_none() || placement.is_none_or(|here| it.placement == Some(here.id)),
        Body::Moved(it) => file.survivor() == Some(it.person),
        _ => false,
    }
}

/// The placement in which she was when something was said of it: the one it names, or the last one before.
fn placement_of<'a>(file: &'a CaseFile, fact: &Fact) -> Option<&'a Fact> {
    let named = match &fact.body {
        Body::SuitabilityQuestioned(it) => it.of,
        Body::InspectionMade(it) => it.of,
        _ => None,
    };
    let named = named.and_then(|of| file.fact(of)).filter(|of| of.body.kind() == Kind::PlacementMade);
    named.or_else(|| {
        file.each::<PlacementMade>().map(|(placed, _)| placed).rfind(|placed| placed.happened.date <= fact.happened.date)
    })
}
