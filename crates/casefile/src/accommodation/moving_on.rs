//! When repairs or safety in a placement fail she is told that she can move, and is not asked to wait for a third report.

use jiff::ToSpan as _;

use super::occupancy::repaired_in;
use super::repairs::is_where_it_is;
use super::suitability::is_in_question;
use super::{TOPIC, is_checked, leaves};
use crate::calendar::Clock;
use crate::facts::{
    Body, Fact, Function, InspectionMade, Kind, PlacementMade, RepairReported, Shows, SuitabilityQuestioned, Unsuitable,
};
use crate::file::CaseFile;
use crate::homelessness::request;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// OMB-move-option, our own id: what Barbara waited two months for.
pub const OPTION: Rule = Rule {
    id: "OMB-move-option",
    topic: TOPIC,
    title: "Tell her that she can move",
    must: "A repair was not done by its day, or the place is too small or not safe. Tell her that she can move, ask whether she wants to, and look for a home. She need not choose between a bad place and none: repairs go on until she has left.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman, focus report on domestic abuse, November 2021",
        provision: "case 19 014 011 (Barbara)",
        says: "She was two months in a home too small and in poor repair before she was moved. Two working days are our standard.",
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::RepairReported, Kind::SuitabilityQuestioned, Kind::InspectionMade, Kind::PlacementMade],
    hears: Shows::empty(),
    meets: &[Kind::MoveOptionGiven, Kind::PlacementMade, Kind::OfferMade],
    ends: &[Kind::RepairDone, Kind::PlacementEnded, Kind::Moved],
    derive: option,
};

fn option(file: &CaseFile, owed: &mut Owed<'_>) {
    let in_placement = file.each::<RepairReported>().filter_map(|(fact, it)| Some((fact, it, repaired_in(file, fact, it)?)));
    let late = in_placement.filter_map(|(fact, it, placement)| {
        let by = placement.is::<PlacementMade>()?.by;
        let after = it.due?.checked_add(1.day()).ok()?;
        file.services().does(by, Function::Housing).then(|| file.cause_for(fact, by).and(placement).from_day(after))
    });
    owed.each(late.collect::<Vec<Cause>>(), |cause, fact| match &fact.body {
        _ if is_where_it_is(file, cause, fact) || is_the_offer_of_it(file, cause, fact) => Verdict::Nothing,
        Body::RepairDone(it) => Verdict::ends_if(it.confirmed && it.repair.is_none_or(|which| which == cause.fact)),
        _ => answered(file, fact),
    });
    let grave = |wrong: &[Unsuitable]| {
        wrong.iter().any(|one| matches!(one, Unsuitable::TooSmall | Unsuitable::Location | Unsuitable::Known))
    };
    let said = file.each::<SuitabilityQuestioned>().filter(|(_, it)| grave(&it.wrong)).map(|(fact, _)| fact);
    let seen = file.each::<InspectionMade>().filter(|(_, it)| grave(&it.wrong)).map(|(fact, _)| fact);
    let about_a_placement = |fact: &&Fact| super::placement_of(file, fact).is_some();
    let causes = said.chain(seen).filter(about_a_placement).filter_map(|fact| request::authority(file, fact));
    owed.episodes(causes, |cause, fact| if is_in_question(file, cause, fact) { Verdict::Nothing } else { answered(file, fact) });
}

/// Whether an offer is the one by which she came to the place in which the repair is needed.
fn is_the_offer_of_it(file: &CaseFile, cause: &Cause, fact: &Fact) -> bool {
    let (Body::OfferMade(offer), Some(report)) = (&fact.body, file.fact(cause.fact)) else { return false };
    let placed = report.is::<RepairReported>().and_then(|it| repaired_in(file, report, it));
    offer.room.is_some() && placed.and_then(|placed| placed.is::<PlacementMade>()).is_some_and(|it| it.room == offer.room)
}

fn answered(file: &CaseFile, fact: &Fact) -> Verdict {
    match &fact.body {
        Body::MoveOptionGiven(_) => Verdict::Meets,
        Body::OfferMade(it) => Verdict::meets_if(it.suitability_checked),
        Body::PlacementMade(it) => Verdict::meets_if(is_checked(it)),
        _ => Verdict::ends_if(leaves(file, None, fact)),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{TestFile, a_council};

    const OPTION: &str = "OMB-move-option";

    fn placed() -> TestFile {
        a_council().on("2026-03-02", "placed: placement-made by=housing home=temporary suitability_checked")
    }

    #[test]
    fn a_repair_that_is_late_gives_her_the_choice_to_move() {
        let late = placed().on("2026-03-03", "repair: repair-reported by=her to=housing owner=housing due=2026-03-10");
        late.owes(OPTION).since("2026-03-11").due("2026-03-13").is("late");
        late.clone().on("2026-03-09", "repair-done by=housing repair=repair confirmed").owes_nothing_under(OPTION);
        late.clone().on("2026-03-12", "repair-done by=housing repair=repair confirmed").owes(OPTION).is("ended");
        late.clone().on("2026-03-12", "move-option-given by=housing placement=placed wants").owes(OPTION).is("met");
        late.on("2026-03-12", "placement-made by=housing home=temporary suitability_checked").owes(OPTION).is("met");
    }

    #[test]
    fn a_place_that_is_too_small_or_known_to_him_gives_it_at_once() {
        placed()
            .on("2026-03-03", "suitability-questioned by=her to=housing of=placed wrong=known")
            .owes(OPTION)
            .due("2026-03-05");
        placed().on("2026-03-03", "inspection-made by=housing of=placed wrong=too-small").owes(OPTION);
        placed().on("2026-03-03", "suitability-questioned by=her to=housing wrong=cost").owes_nothing_under(OPTION);
        a_council().on("2026-03-03", "suitability-questioned by=her to=housing wrong=known").owes_nothing_under(OPTION);
        // The place of which she says so is no answer to what she says, not even on its first day.
        placed().on("2026-03-02", "suitability-questioned by=her to=housing of=placed wrong=known").owes(OPTION).is("late");
    }
}
