//! Disrepair in the place where she was put: go and look, give every repair an owner and a day, and ask her whether it is done.

use super::occupancy::repaired_in;
use super::suitability::is_in_question;
use super::{TOPIC, is_checked, leaves};
use crate::calendar::{Clock, last_day};
use crate::facts::{
    Body, Fact, Function, InspectionMade, Kind, PlacementMade, RepairReported, Shows, SuitabilityQuestioned, Unsuitable,
};
use crate::file::CaseFile;
use crate::homelessness::request;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// OMB-suitability-visit
pub const VISIT: Rule = Rule {
    id: "OMB-suitability-visit",
    topic: TOPIC,
    title: "Repairs have an owner and a day, until she confirms them",
    must: "Go and look. Give each repair an owner and a day, and chase it until she says that it is done; she should not have to ask again. A broken door or lock is made safe by the next working day. If it cannot be mended in time, move her.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman, focus report on domestic abuse, November 2021",
        provision: "case 19 014 011 (Barbara)",
        says: "The council put a family into a home that was too small and in poor repair, raised the repairs and did not see them through; she had to chase them, and moved after two months. £500 for that alone.",
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::SuitabilityQuestioned, Kind::InspectionMade, Kind::RepairReported, Kind::PlacementMade],
    hears: Shows::empty(),
    meets: &[Kind::RepairReported, Kind::RepairDone, Kind::PlacementMade],
    ends: &[Kind::PlacementEnded, Kind::Moved],
    derive: visit,
};

fn visit(file: &CaseFile, owed: &mut Owed<'_>) {
    let disrepair = |wrong: &[Unsuitable]| wrong.contains(&Unsuitable::Disrepair);
    let said = file.each::<SuitabilityQuestioned>().filter(|(_, it)| disrepair(&it.wrong)).map(|(fact, _)| fact);
    let seen = file.each::<InspectionMade>().filter(|(_, it)| disrepair(&it.wrong)).map(|(fact, _)| fact);
    let found = said.chain(seen).filter_map(|fact| request::authority(file, fact));
    owed.episodes(found, |cause, fact| match &fact.body {
        _ if is_in_question(file, cause, fact) => Verdict::Nothing,
        Body::RepairReported(it) => Verdict::meets_if(it.owner.is_some() && it.due.is_some()),
        Body::RepairDone(it) => Verdict::meets_if(it.confirmed),
        _ => moved_on(file, fact),
    });
    let reported = file
        .each::<RepairReported>()
        .filter(|(fact, it)| matters_here(file, fact, it))
        .map(|(fact, it)| to_be_done(file, fact, it));
    owed.each(reported, |cause, fact| match &fact.body {
        _ if is_where_it_is(file, cause, fact) => Verdict::Nothing,
        Body::RepairDone(it) => Verdict::meets_if(it.confirmed && it.repair.is_none_or(|which| which == cause.fact)),
        _ => moved_on(file, fact),
    });
}

/// What abuse broke, anywhere; any other repair only in a place where a service has put her.
fn matters_here(file: &CaseFile, fact: &Fact, it: &RepairReported) -> bool {
    let placed = file.each::<PlacementMade>().any(|(placed, _)| placed.happened.date <= fact.happened.date);
    placed || it.shows.with_implied().intersects(DANGER)
}

const DANGER: Shows = Shows::ABUSE.union(Shows::UNSAFE_HOME);

/// Whoever passed the repair on stays answerable for it to her; else whoever was told.
fn to_be_done(file: &CaseFile, fact: &Fact, it: &RepairReported) -> Cause {
    let passed_on = it.by.team().filter(|by| file.services().does(*by, Function::Housing));
    let cause = file.cause_for(fact, passed_on.unwrap_or(it.to));
    let days = if it.shows.with_implied().intersects(DANGER) { 1 } else { 10 };
    let due = it.due.unwrap_or_else(|| last_day::working_days_after(cause.since, days)).max(cause.since);
    cause.due_on(due)
}

/// Whether a fact is the placement in which the repair is needed: that she was put there, on whatever hour of that day, mends nothing.
pub(super) fn is_where_it_is(file: &CaseFile, cause: &Cause, fact: &Fact) -> bool {
    let report = file.fact(cause.fact).and_then(|report| Some((report, report.is::<RepairReported>()?)));
    report.and_then(|(report, it)| repaired_in(file, report, it)).is_some_and(|placed| placed.id == fact.id)
}

fn moved_on(file: &CaseFile, fact: &Fact) -> Verdict {
    match &fact.body {
        Body::PlacementMade(it) => Verdict::meets_if(is_checked(it)),
        _ => Verdict::ends_if(leaves(file, None, fact)),
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    const VISIT: &str = "OMB-suitability-visit";

    fn placed() -> TestFile {
        a_council()
            .team("landlord", Function::Landlord, "housing-association")
            .on("2026-03-02", "placed: placement-made by=housing home=temporary suitability_checked")
    }

    #[test]
    fn disrepair_that_she_speaks_of_or_that_is_seen_gets_an_owner_and_a_day() {
        let said = placed().on("2026-03-03", "said: suitability-questioned by=her to=housing of=placed wrong=disrepair");
        let seen = said.clone().on("2026-03-05", "seen: inspection-made by=housing of=placed wrong=disrepair");
        seen.owes(VISIT).by_whom("housing").due("2026-03-10").because(&["said", "seen"]).is("late");
        let with_day = said.on("2026-03-05", "repair: repair-reported by=housing to=landlord owner=landlord due=2026-03-20");
        let states: Vec<_> = with_day.all(VISIT).into_iter().map(|one| one.owed.due.to_string()).collect();
        assert_eq!(states, ["2026-03-10", "2026-03-20"]);
    }

    #[test]
    fn a_repair_on_the_day_on_which_she_moved_in_is_owed_like_any_other() {
        placed()
            .on("2026-03-02T15:00", "repair: repair-reported by=her to=housing owner=housing due=2026-03-09")
            .owes(VISIT)
            .due("2026-03-09")
            .is("late");
        placed().on("2026-03-02", "inspection-made by=housing of=placed wrong=disrepair").owes(VISIT).is("late");
    }

    #[test]
    fn a_repair_is_chased_until_she_confirms_it_and_by_whoever_passed_it_on() {
        let file = placed().on("2026-03-05", "repair: repair-reported by=housing to=landlord owner=landlord");
        file.owes(VISIT).by_whom("housing").due("2026-03-19").is("late");
        file.clone().on("2026-03-10", "repair-done by=landlord repair=repair").owes(VISIT).is("late");
        file.clone().on("2026-03-10", "repair-done by=landlord repair=repair confirmed").owes(VISIT).is("met");
        file.on("2026-03-10", "placement-made by=housing home=temporary suitability_checked").owes(VISIT).is("met");
    }

    #[test]
    fn a_dripping_tap_in_her_own_home_is_no_matter_for_this_file() {
        let own = a_council().team("landlord", Function::Landlord, "housing-association");
        own.clone().on("2026-03-05", "repair-reported by=her to=landlord").owes_nothing_under(VISIT);
        own.on("2026-03-05", "repair-reported by=her to=landlord shows=violence").owes(VISIT);
    }

    #[test]
    fn a_door_kicked_in_is_made_safe_by_the_next_working_day() {
        placed()
            .on("2026-03-05", "repair-reported by=her to=landlord shows=violence")
            .owes(VISIT)
            .by_whom("landlord")
            .due("2026-03-06");
    }
}
