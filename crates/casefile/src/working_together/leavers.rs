//! An officer leaves or is away: the file has somebody else the same day.

use crate::calendar::{Clock, last_day};
use crate::facts::{Body, CaseClosed, CaseReopened, Fact, Function, Kind, OfficerAssigned, OfficerLeft, Shows};
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// INT-leaver
pub const LEAVER: Rule = Rule {
    id: "INT-leaver",
    topic: "Working together",
    title: "Somebody else takes over today",
    must: "Give the file, with every promise that is open in it, to another officer today, and tell the survivor in a safe way who it is.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman, case 15 016 582",
        provision: "Brent: an officer left, the promised call was missed, and nobody had the case for two weeks",
        says: "A case must not be without an owner because an officer left or is away. The same day is our standard.",
        url: "https://www.lgo.org.uk/decisions",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::OfficerLeft, Kind::OfficerAssigned, Kind::CaseClosed, Kind::CaseReopened],
    hears: Shows::empty(),
    meets: &[Kind::OfficerAssigned, Kind::HandedOver],
    ends: &[Kind::CaseClosed],
    derive: leaver,
};

fn leaver(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.each(left(file), |cause, fact| match &fact.body {
        Body::CaseClosed(it) => Verdict::ends_if(it.by == cause.owner),
        _ => taken_over(cause.owner, fact),
    });
}

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
        _ => Verdict::Nothing,
    }
}

/// Whether the team had closed its work by then.
fn was_closed(file: &CaseFile, team: TeamId, left: &Fact) -> bool {
    let closed = file.each::<CaseClosed>().rfind(|(fact, it)| it.by == team && fact.happened <= left.happened);
    closed.is_some_and(|(closed, _)| {
        !file
            .each::<CaseReopened>()
            .any(|(fact, it)| it.by == team && fact.happened >= closed.happened && fact.happened <= left.happened)
    })
}

/// Whether the one who left is the one who had the file, as far as is known.
fn had_the_file(file: &CaseFile, left: &OfficerLeft, fact: &Fact) -> bool {
    let assigned = file.each::<OfficerAssigned>().rfind(|(other, it)| it.team == left.team && other.happened < fact.happened);
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
        file.owes("INT-leaver").by_whom("housing").due("2014-09-01").is("late");
        file.clone().on("2014-09-01", "officer-assigned team=housing officer=bea").owes("INT-leaver").is("met");
        file.on("2014-09-15", "officer-assigned team=housing officer=bea").owes("INT-leaver").is("met-late");
    }

    #[test]
    fn somebody_away_for_a_day_or_without_the_file_leaves_nothing_behind() {
        a_council().on("2026-06-01", "officer-left team=housing officer=ann back=2026-06-02").owes_nothing_under("INT-leaver");
        a_council()
            .on("2026-05-01", "officer-assigned team=housing officer=bea")
            .on("2026-06-01", "officer-left team=housing officer=ann")
            .owes_nothing_under("INT-leaver");
        a_council()
            .on("2026-05-01", "case-closed by=housing why=safe")
            .on("2026-06-01", "officer-left team=housing")
            .owes_nothing_under("INT-leaver");
    }
}
