//! An officer leaves or is away: somebody else of the team takes over by name. What is owed then stands under [`super::internal`].

use crate::calendar::last_day;
use crate::facts::{Body, CaseClosed, CaseReopened, Fact, OfficerAssigned, OfficerLeft};
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::obligations::{Cause, Verdict};

/// Officers who left a team that still works on the file, and who are not back by the next working day.
pub(super) fn left(file: &CaseFile) -> Vec<Cause> {
    file.each::<OfficerLeft>()
        .filter(|(fact, it)| {
            let next = last_day::next_working_day(fact.happened.date);
            it.back.is_none_or(|back| back > next) && !was_closed(file, it.team, fact) && had_the_file(file, it, fact)
        })
        .map(|(fact, it)| Cause::new(fact, it.team, fact.happened.date))
        .collect()
}

/// Whether somebody else of the team has the file after this.
pub(super) fn taken_over(team: TeamId, fact: &Fact) -> Verdict {
    match &fact.body {
        Body::OfficerAssigned(it) => Verdict::meets_if(it.team == team),
        Body::HandedOver(it) => Verdict::meets_if(it.from == team),
        Body::CaseClosed(it) => Verdict::ends_if(it.by == team),
        _ => Verdict::Nothing,
    }
}

/// Whether the team had closed its work by then.
fn was_closed(file: &CaseFile, team: TeamId, left: &Fact) -> bool {
    let closed = file.each::<CaseClosed>().filter(|(fact, it)| it.by == team && fact.happened <= left.happened).last();
    closed.is_some_and(|(closed, _)| {
        !file
            .each::<CaseReopened>()
            .any(|(fact, it)| it.by == team && fact.happened >= closed.happened && fact.happened <= left.happened)
    })
}

/// Whether the one who left is the one who had the file, as far as is known.
fn had_the_file(file: &CaseFile, left: &OfficerLeft, fact: &Fact) -> bool {
    let assigned =
        file.each::<OfficerAssigned>().filter(|(other, it)| it.team == left.team && other.happened < fact.happened).last();
    match (left.officer, assigned.and_then(|(_, it)| it.officer)) {
        (Some(gone), Some(has)) => gone == has,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::a_council;

    #[test]
    fn a_leavers_file_has_somebody_else_the_same_day() {
        let file = a_council().on("2014-09-01", "gone: officer-left team=housing officer=ann");
        file.owes("INT-internal-referral").by_whom("housing").due("2014-09-01").is("late");
        file.clone().on("2014-09-01", "officer-assigned team=housing officer=bea").owes("INT-internal-referral").is("met");
        file.on("2014-09-15", "officer-assigned team=housing officer=bea").owes("INT-internal-referral").is("met-late");
    }

    #[test]
    fn somebody_away_for_a_day_or_without_the_file_leaves_nothing_behind() {
        a_council()
            .on("2026-06-01", "officer-left team=housing officer=ann back=2026-06-02")
            .owes_nothing_under("INT-internal-referral");
        a_council()
            .on("2026-05-01", "officer-assigned team=housing officer=bea")
            .on("2026-06-01", "officer-left team=housing officer=ann")
            .owes_nothing_under("INT-internal-referral");
        a_council()
            .on("2026-05-01", "case-closed by=housing why=safe")
            .on("2026-06-01", "officer-left team=housing")
            .owes_nothing_under("INT-internal-referral");
    }
}
