//! Homes of the lettings list in one file: told there first, kept for her, or looked at and not right.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::scheme::Scheme;
use crate::calendar::last_day;
use crate::facts::{By, Fact, HomeFits, HomeKept, HomePassed, OfferAnswered, OfferMade};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId, VacancyId};

/// The last day on which a home is looked at by those whose files were told of it first, before anybody else is offered it. It is the same for every
/// home, whether anybody was told or not, and begins with the day on which that was found out.
pub fn last_look(scheme: &Scheme, told: Date) -> Date {
    last_day::working_days_after(told, scheme.offers.first_look)
}

/// The first day on which a home may be offered to anybody.
pub fn offered_from(scheme: &Scheme, told: Date) -> Date {
    last_look(scheme, told).tomorrow().unwrap_or(Date::MAX)
}

/// What came of a home that was told to a file first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looked {
    /// Nobody has looked at it yet.
    NotYet,
    /// It is kept for her.
    Kept,
    /// It is not right for her.
    NotRight,
}

/// A home that was told to a file first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToldFirst {
    /// The fact.
    pub fact: FactId,
    /// The home.
    pub home: VacancyId,
    /// The team that looks at it.
    pub by: TeamId,
    /// The last day on which nobody else is offered it.
    pub until: Option<Date>,
    /// What came of it.
    pub looked: Looked,
}

/// The homes that were told to a file first, in the order in which they were told.
pub fn told_first(file: &CaseFile) -> Vec<ToldFirst> {
    let kept = kept(file);
    let passed = |home: VacancyId| file.each::<HomePassed>().any(|(_, it)| it.vacancy.parse() == Ok(home));
    let told = file.each::<HomeFits>().filter(|(fact, _)| fact.by == By::Clock);
    let one = |(fact, it): (&Fact, &HomeFits)| {
        let home: VacancyId = it.vacancy.parse().ok()?;
        let looked = if kept.contains_key(&home) {
            Looked::Kept
        } else if passed(home) {
            Looked::NotRight
        } else {
            Looked::NotYet
        };
        Some(ToldFirst { fact: fact.id, home, by: it.by, until: it.until, looked })
    };
    told.filter_map(one).collect()
}

/// Whether a file was told of a home first: whoever it is about may be offered it before others.
pub fn was_told_first(file: &CaseFile, home: VacancyId) -> bool {
    file.each::<HomeFits>().any(|(fact, it)| fact.by == By::Clock && it.vacancy.parse() == Ok(home))
}

/// The homes of the lettings list that are kept for her, each with the team that keeps it: until she does not take the offer that came with it.
pub fn kept(file: &CaseFile) -> BTreeMap<VacancyId, TeamId> {
    let not_taken = |offer: FactId| file.each::<OfferAnswered>().any(|(_, it)| it.offer == offer && !it.accepted);
    let still = |fact: &Fact| offer_with(file, fact).is_none_or(|offer| !not_taken(offer));
    let kept = file.each::<HomeKept>().filter(|(fact, _)| still(fact));
    kept.filter_map(|(_, it)| Some((it.vacancy.parse().ok()?, it.by))).collect()
}

/// The offer that was recorded with the same entry as something else.
fn offer_with(file: &CaseFile, with: &Fact) -> Option<FactId> {
    let together = |fact: &Fact| (fact.recorded, fact.by) == (with.recorded, with.by);
    file.each::<OfferMade>().rfind(|(fact, _)| together(fact)).map(|(fact, _)| fact.id)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::allocations::scheme::standard;
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council, team_id};

    const HOME: VacancyId = VacancyId(Uuid::from_u128(7));

    fn offered() -> TestFile {
        a_council()
            .team("register", Function::Allocations, "council")
            .on("2026-05-01", "applied: housing-applied to=register register")
            .on("2026-05-08", "offer: offer-made by=register home=social suitability_checked")
            .on("2026-05-08", &format!("home-kept by=register vacancy={HOME}"))
    }

    #[test]
    fn a_home_is_kept_for_her_until_she_does_not_take_it() {
        let kept = |file: &TestFile| kept(&file.fold());
        assert_eq!(kept(&offered()), BTreeMap::from([(HOME, team_id("register"))]));
        assert!(!kept(&offered().on("2026-05-09", "offer-answered offer=offer accepted")).is_empty());
        assert!(kept(&offered().on("2026-05-09", "offer-answered offer=offer unsafe_there")).is_empty());
        assert!(kept(&a_council().on("2026-05-08", "home-kept by=housing vacancy=nonsense")).is_empty());
    }

    #[test]
    fn everybody_has_the_same_time_to_look_and_others_are_offered_a_home_after_it() {
        let friday = date(2026, 6, 5);
        assert_eq!(last_look(standard(), friday), date(2026, 6, 8));
        assert_eq!(offered_from(standard(), friday), date(2026, 6, 9));
    }
}
