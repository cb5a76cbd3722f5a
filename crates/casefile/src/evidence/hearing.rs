//! What was heard in ordinary words, and is answered by a person.

use super::TOPIC;
use crate::calendar::Clock;
use crate::facts::{Body, DisclosureHeard, Function, Kind, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// OMB-heard-disclosure, our own id: the report on Naomi's case asks that officers be alert to disclosures in whatever they read.
pub const HEARD: Rule = Rule {
    id: "OMB-heard-disclosure",
    topic: TOPIC,
    title: "Read words that may tell of abuse, and say whether they do",
    must: "Words that arrived may tell of abuse. Read them and answer: this is a disclosure, or this is not, with why. Until somebody has answered, nobody has heard her. The machine only points; you decide.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman, focus report on domestic abuse, November 2021",
        provision: "case 20 002 311 (Naomi)",
        says: "Her application spoke of stairs; the medical evidence said that she had to move away from an aggressive father. The council looked at the stairs. Officers should be alert to disclosures. One working day is our standard.",
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::DisclosureHeard],
    hears: Shows::empty(),
    meets: &[Kind::HeardAnswered],
    ends: &[],
    derive: heard,
};

fn heard(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<DisclosureHeard>().map(|(fact, it)| file.cause_for(fact, it.to));
    owed.each(causes, |cause, fact| match &fact.body {
        Body::HeardAnswered(it) => Verdict::meets_if(it.heard == cause.fact),
        _ => Verdict::Nothing,
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::a_council;

    const HEARD: &str = "OMB-heard-disclosure";

    #[test]
    fn what_was_heard_is_answered_within_a_working_day_whichever_way() {
        let file = a_council().on("2026-03-05", "heard: disclosure-heard to=housing kinds=violent-or-threatening because=fear");
        file.owes(HEARD).since("2026-03-05").due("2026-03-06").by_whom("housing").is("late");
        file.clone().on("2026-03-06", "heard-answered by=housing heard=heard words=no").owes(HEARD).is("met");
        file.on("2026-03-06", "heard-answered by=housing heard=heard disclosure").owes(HEARD).is("met");
    }

    #[test]
    fn an_answer_to_one_thing_answers_no_other() {
        a_council()
            .on("2026-03-05", "one: disclosure-heard to=housing because=fear")
            .on("2026-03-05", "two: disclosure-heard to=children because=fear")
            .on("2026-03-06", "heard-answered by=housing heard=one disclosure")
            .all(HEARD)
            .into_iter()
            .zip(["met", "late"])
            .for_each(|(owed, state)| drop(owed.is(state)));
    }
}
