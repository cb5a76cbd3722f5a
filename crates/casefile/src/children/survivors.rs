//! Each child is a survivor in their own right, with a record of their own.

use jiff::civil::date;

use crate::calendar::Clock;
use crate::children::TOPIC;
use crate::facts::{Body, Fact, Function, Kind, PersonAdded, Role, Shows};
use crate::file::CaseFile;
use crate::ids::PersonId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// DAA21-s3-child
pub const CHILD_SURVIVOR: Rule = Rule {
    id: "DAA21-s3-child",
    topic: TOPIC,
    title: "The child is a survivor too",
    must: "Open a record for the child, linked to this one: who works with the child, what the child wants, what support there is, and who must not learn where the child is.",
    source: Source {
        force: Force::Law,
        act: "Domestic Abuse Act 2021",
        provision: "s.3",
        says: "A child under eighteen who sees, hears or experiences the effects of domestic abuse, and is related to either party, is a victim of it. The Act sets no length; ten working days is our standard.",
        url: "https://www.legislation.gov.uk/ukpga/2021/17/section/3",
    },
    in_force: InForce::since(date(2022, 1, 31)),
    owner: Function::Children,
    severity: Severity::Practice,
    clock: Clock::WorkingDays(10),
    local: true,
    reads: &[Kind::PersonAdded, Kind::ChildBorn],
    hears: Shows::ABUSE,
    meets: &[
        Kind::PlanMade,
        Kind::DutyAccepted,
        Kind::AssessmentMade,
        Kind::ReferralMade,
        Kind::MeetingHeld,
        Kind::WishesRecorded,
    ],
    ends: &[],
    derive: child_survivor,
};

fn child_survivor(file: &CaseFile, owed: &mut Owed<'_>) {
    let children: Vec<&Fact> = file.any_of(&[Kind::PersonAdded, Kind::ChildBorn]).collect();
    let mut seen: Vec<PersonId> = Vec::new();
    let mut causes = Vec::new();
    for came in children {
        let Some(child) = child_of(file, came).filter(|child| !seen.contains(child)) else { continue };
        seen.push(child);
        // The first abuse, from the day on which the child was there, that is the law's.
        let first = file.showing(Shows::ABUSE).find(|abuse| {
            let on = abuse.happened.date;
            on >= came.happened.date && CHILD_SURVIVOR.in_force.on(on) && file.people().is_child_on(child, on)
        });
        let Some(abuse) = first else { continue };
        let Some((owner, since)) = file
            .lead()
            .and_then(|lead| file.known_on(abuse, lead).map(|on| (lead, on)))
            .or_else(|| file.falls_to(abuse, Function::Children))
            .or_else(|| file.first_to_know(abuse, |service| service.party))
        else {
            continue;
        };
        let mut cause = Cause::new(came, owner, since).and(abuse);
        cause.happened = abuse.happened;
        causes.push(cause);
    }
    owed.each(causes, |cause, fact| {
        let child = file.fact(cause.fact).and_then(|came| child_of(file, came));
        let about = match &fact.body {
            Body::PlanMade(it) => it.person,
            Body::DutyAccepted(it) => it.person,
            Body::AssessmentMade(it) => it.person,
            Body::ReferralMade(it) => it.person,
            Body::MeetingHeld(it) => it.person,
            Body::WishesRecorded(it) => Some(it.of),
            _ => None,
        };
        Verdict::meets_if(about.is_some() && about == child)
    });
}

/// The child that a fact brings into the file: one who lives in the household, or is connected with her or with him.
fn child_of(file: &CaseFile, came: &Fact) -> Option<PersonId> {
    let id = match &came.body {
        Body::ChildBorn(it) => it.child,
        Body::PersonAdded(PersonAdded { person, role: Role::Child, .. }) => *person,
        _ => return None,
    };
    let people = file.people();
    let child = people.get(id).filter(|child| child.role == Role::Child)?;
    let parties = people.all().iter().filter(|one| matches!(one.role, Role::Survivor | Role::AllegedPerpetrator));
    let linked = child.in_household || parties.into_iter().any(|party| people.personally_connected(id, party.id));
    linked.then_some(id)
}

#[cfg(test)]
mod tests {
    use crate::testing::a_council;

    #[test]
    fn each_child_in_the_household_gets_a_record() {
        let file = a_council().child("girl").child("boy").on("2026-06-01", "disclosure-made to=housing shows=threats");
        let all = file.all("DAA21-s3-child");
        assert_eq!(all.len(), 2);
        all.into_iter().for_each(|one| {
            one.by_whom("housing").due("2026-06-15").is("late");
        });
        let file = file.on("2026-06-10", "wishes-recorded of=girl by=children");
        assert_eq!(file.all("DAA21-s3-child").iter().filter(|one| one.owed.end.fact().is_some()).count(), 1);
    }

    #[test]
    fn before_31_january_2022_it_was_not_the_law_and_without_abuse_there_is_nothing_to_record() {
        a_council()
            .child("girl")
            .on("2022-01-30", "disclosure-made to=housing shows=threats")
            .owes_nothing_under("DAA21-s3-child");
        a_council().child("girl").on("2026-06-01", "contact-made by=her to=housing").owes_nothing_under("DAA21-s3-child");
    }
}
