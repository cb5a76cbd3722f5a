//! Whether a place suits her household: its size and state, where it is, and whether she can be found there.

use jiff::civil::date;

use super::{TOPIC, children_with_her, is_checked, leaves, placement_of, placements};
use crate::calendar::{Clock, last_day};
use crate::facts::{
    Body, Fact, Function, InspectionMade, Kind, Shows, Subject, SuitabilityQuestioned, UnsafeAreaNamed, Unsuitable,
};
use crate::file::CaseFile;
use crate::homelessness::{act, request};
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HA96-s206-suitable
pub const SUITABLE: Rule = Rule {
    id: "HA96-s206-suitable",
    topic: TOPIC,
    title: "Decide whether the place suits her household, or move her",
    must: "Check the place against her household: beds, hazards, disability, safety, where it is. Decide in writing, with her right to a review; if it does not suit, move her. What she says about it counts, and so does what you find when you look.",
    source: act(
        "s.206(1), s.210(1)",
        "Accommodation secured under any of the homelessness duties, the interim one included, must suit the whole household, with regard to overcrowding, hazards and houses in multiple occupation; and it must go on doing so. The Act sets no time for looking again; five working days, one where she can be found there, is our standard.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/206",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::PlacementMade, Kind::SuitabilityQuestioned, Kind::InspectionMade],
    hears: Shows::empty(),
    meets: &[Kind::DecisionMade, Kind::PlacementMade, Kind::OfferMade],
    ends: &[Kind::PlacementEnded, Kind::Moved],
    derive: suitable,
};

fn suitable(file: &CaseFile, owed: &mut Owed<'_>) {
    let unchecked = placements(file).filter(|(_, it)| !is_checked(it)).map(|(fact, it)| file.cause_for(fact, it.by));
    let questioned = file.each::<SuitabilityQuestioned>().filter_map(|(fact, it)| {
        let cause = request::authority(file, fact)?;
        Some(sooner_if_dangerous(cause, &it.wrong))
    });
    let found = file.each::<InspectionMade>().filter(|(_, it)| !only_repairs(&it.wrong)).filter_map(|(fact, it)| {
        let cause = request::authority(file, fact)?;
        placement_of(file, fact).map(|_| sooner_if_dangerous(cause, &it.wrong))
    });
    owed.episodes(unchecked.chain(questioned).chain(found), |cause, fact| decided_or_moved(file, cause, fact));
}

/// A place where she can be found is looked at by the next working day.
fn sooner_if_dangerous(cause: Cause, wrong: &[Unsuitable]) -> Cause {
    if wrong.iter().any(|one| matches!(one, Unsuitable::Location | Unsuitable::Known)) {
        let due = last_day::working_days_after(cause.since, 1);
        cause.due_on(due)
    } else {
        cause
    }
}

/// Whether nothing is wrong that repairs would not mend.
fn only_repairs(wrong: &[Unsuitable]) -> bool {
    wrong.iter().all(|one| *one == Unsuitable::Disrepair)
}

pub(super) fn decided_or_moved(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    let ours = |by| file.services().same_body(by, cause.owner);
    match &fact.body {
        // What is in question is no answer to the question.
        _ if is_in_question(file, cause, fact) => Verdict::Nothing,
        Body::DecisionMade(it) => Verdict::meets_if(ours(it.by) && it.subject == Subject::Suitability && it.stands()),
        Body::PlacementMade(it) => Verdict::meets_if(is_checked(it)),
        Body::OfferMade(it) => Verdict::meets_if(ours(it.by) && it.suitability_checked),
        _ => {
            Verdict::ends_if(leaves(file, file.fact(cause.fact).filter(|raised| raised.body.kind() == Kind::PlacementMade), fact))
        }
    }
}

/// Whether a fact is the very offer or placement of which something was said.
pub(super) fn is_in_question(file: &CaseFile, cause: &Cause, fact: &Fact) -> bool {
    let raised = file.fact(cause.fact);
    let of = raised.and_then(|raised| match &raised.body {
        Body::SuitabilityQuestioned(it) => it.of,
        _ => None,
    });
    of == Some(fact.id) || raised.and_then(|raised| placement_of(file, raised)).is_some_and(|placed| placed.id == fact.id)
}

/// SI2012-location
pub const LOCATION: Rule = Rule {
    id: "SI2012-location",
    topic: TOPIC,
    title: "Weigh where the place is",
    must: "Write down how you weighed where the place is: how far from her own area, what it does to work, school and caring, how near it is to the doctors and the support that she needs, shops and transport. If it does not suit, move her.",
    source: Source {
        force: Force::Law,
        act: "Homelessness (Suitability of Accommodation) (England) Order 2012 (S.I. 2012/2601)",
        provision: "art. 2",
        says: "In deciding whether a place suits, its location counts: distance from the district, disruption of work, caring and education, nearness of medical and other support in use and essential, local services and transport.",
        url: "https://www.legislation.gov.uk/uksi/2012/2601/article/2",
    },
    in_force: InForce::since(date(2012, 11, 9)),
    reads: &[Kind::PlacementMade],
    derive: location,
    ..SUITABLE
};

fn location(file: &CaseFile, owed: &mut Owed<'_>) {
    // Distance and school are what the Order is most about; a place of the right size in the same area raises no question of its own.
    let causes = placements(file)
        .filter(|(_, it)| !it.suitability_checked)
        .filter(|(fact, it)| it.host.is_some() || it.with_children || children_with_her(file, fact.happened.date))
        .map(|(fact, it)| file.cause_for(fact, it.by));
    owed.episodes(causes, |cause, fact| decided_or_moved(file, cause, fact));
}

/// COG21-DA-location
pub const SAFE_LOCATION: Rule = Rule {
    id: "COG21-DA-location",
    topic: TOPIC,
    title: "Check the place against where she is not safe",
    must: "She has named places where she is not safe, or he is known to be near. Check the place against them before she spends a night there: his family and friends, schools, the ways there by bus and train. If she could be found, move her, to another area if need be.",
    source: Source {
        force: Force::Guidance,
        act: "Homelessness Code of Guidance 2018",
        provision: "chapter 21",
        says: "For somebody who flees abuse the risk of being found decides where she can live: the alleged perpetrator's network, schools and transport count, another area may be needed. A refuge is often right, for a short time, and stands in for no other temporary accommodation.",
        url: "https://www.gov.uk/guidance/homelessness-code-of-guidance-for-local-authorities/chapter-21-domestic-abuse",
    },
    in_force: InForce::ALWAYS,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    reads: &[Kind::PlacementMade, Kind::UnsafeAreaNamed],
    hears: Shows::NEAR.union(Shows::LEAVE_AREA),
    derive: safe_location,
    ..SUITABLE
};

fn safe_location(file: &CaseFile, owed: &mut Owed<'_>) {
    let dangers: Vec<&Fact> = file
        .facts()
        .iter()
        .filter(|fact| {
            fact.is::<UnsafeAreaNamed>().is_some() || file.shows(fact).intersects(Shows::NEAR.union(Shows::LEAVE_AREA))
        })
        .collect();
    let causes = placements(file).filter(|(_, it)| !it.suitability_checked).filter_map(|(fact, it)| {
        let known = |danger: &&&Fact| file.known_on(danger, it.by).is_some_and(|on| on <= fact.happened.date);
        dangers.iter().find(known).map(|danger| file.cause_for(fact, it.by).and(danger))
    });
    owed.episodes(causes, |cause, fact| decided_or_moved(file, cause, fact));
}

#[cfg(test)]
mod tests {
    use crate::testing::{TestFile, a_council};

    const SUITABLE: &str = "HA96-s206-suitable";

    fn placed(how: &str) -> TestFile {
        a_council().on("2026-03-02", &format!("placed: placement-made by=housing home=temporary {how}"))
    }

    #[test]
    fn a_place_that_nobody_checked_is_checked_or_left() {
        placed("").owes(SUITABLE).due("2026-03-09").is("late");
        placed("suitability_checked").owes_nothing_under(SUITABLE);
        placed("suitability_checked bedrooms=1 bedrooms_needed=3").owes(SUITABLE).is("late");
        placed("")
            .on("2026-03-05", "decision-made by=housing subject=suitability outcome=in-favour letter")
            .owes(SUITABLE)
            .is("met");
        placed("")
            .on("2026-03-05", "decision-made by=housing subject=suitability outcome=against letter")
            .owes(SUITABLE)
            .is("late");
        placed("").on("2026-03-05", "placement-made by=housing home=temporary suitability_checked").owes(SUITABLE).is("met");
        placed("").on("2026-03-05", "placement-ended placement=placed").owes(SUITABLE).is("ended");
    }

    #[test]
    fn a_refuge_is_not_inspected_by_the_council() {
        a_council().on("2026-03-02", "placement-made by=housing home=refuge").owes_nothing_under(SUITABLE);
    }

    #[test]
    fn what_she_says_about_the_place_opens_it_again_and_danger_is_looked_at_next_day() {
        placed("suitability_checked")
            .on("2026-03-10", "small: suitability-questioned by=her to=housing of=placed wrong=too-small")
            .owes(SUITABLE)
            .due("2026-03-17")
            .because(&["small"]);
        placed("suitability_checked")
            .on("2026-03-10", "suitability-questioned by=her to=housing wrong=known")
            .owes(SUITABLE)
            .due("2026-03-11");
    }

    #[test]
    fn an_inspection_that_finds_only_repairs_is_no_question_of_a_move() {
        placed("suitability_checked")
            .on("2026-03-10", "inspection-made by=housing of=placed wrong=disrepair")
            .owes_nothing_under(SUITABLE);
        placed("suitability_checked")
            .on("2026-03-10", "inspection-made by=housing of=placed wrong=disrepair,too-small")
            .owes(SUITABLE);
    }

    #[test]
    fn location_is_weighed_where_children_or_distance_come_into_it() {
        placed("with_children").owes("SI2012-location").is("late");
        placed("").child("child").owes("SI2012-location").is("late");
        placed("").owes_nothing_under("SI2012-location");
        placed("suitability_checked with_children").owes_nothing_under("SI2012-location");
        a_council()
            .on("2012-11-08", "placement-made by=housing home=temporary with_children")
            .owes_nothing_under("SI2012-location");
    }

    #[test]
    fn a_place_is_checked_against_where_she_is_not_safe_the_same_day() {
        let named = a_council().on("2026-03-01", "area: unsafe-area-named by=her to=housing");
        named
            .clone()
            .on("2026-03-02", "placed: placement-made by=housing home=temporary")
            .owes("COG21-DA-location")
            .due("2026-03-02")
            .because(&["placed", "area"]);
        named
            .on("2026-03-02", "placement-made by=housing home=temporary suitability_checked")
            .owes_nothing_under("COG21-DA-location");
        placed("").owes_nothing_under("COG21-DA-location");
    }
}
