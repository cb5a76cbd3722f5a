//! A child on a protection plan moves to another area: the new area hears the same day, and holds its conference within fifteen working days.

use crate::calendar::Clock;
use crate::children::{TOPIC, protection};
use crate::facts::{Body, Fact, Function, Kind, MeetingKind, ReferralKind, ReferralMade, Shows, Who};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

const fn local_procedures(provision: &'static str, says: &'static str) -> Source {
    Source {
        force: Force::Guidance,
        act: "Local child protection procedures",
        provision,
        says,
        url: "https://www.teescpp.org.uk/",
    }
}

/// WT-notify-same-day
pub const TELL: Rule = Rule {
    id: "WT-notify-same-day",
    topic: TOPIC,
    title: "A child on a plan has moved: tell the new area today",
    must: "Children's services: tell those of the new area today, by telephone and in writing, for a short stay too. Everybody else who learns of the move: tell the child's social worker today.",
    source: local_procedures(
        "children who move between areas",
        "Whoever learns that a child with a protection plan has moved tells the key worker at once, and the area that has the plan tells the new one by word of mouth and in writing. The same day is our standard.",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[
        Kind::Moved,
        Kind::PlacementMade,
        Kind::MeetingHeld,
        Kind::PlanMade,
        Kind::DutyAccepted,
        Kind::DutyEnded,
        Kind::CaseClosed,
    ],
    hears: Shows::empty(),
    meets: &[Kind::ReferralMade, Kind::InformationShared, Kind::ContactMade, Kind::AreaWarned],
    ends: &[],
    derive: tell,
};

fn tell(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes: Vec<Cause> = file
        .any_of(&[Kind::Moved, Kind::PlacementMade])
        .filter(|fact| across_a_border(fact))
        .filter_map(|fact| {
            let (started, children) = protection::protected_on(file, fact)?;
            let (team, since) = match file.known_on(fact, children) {
                Some(since) => (children, since),
                None => file.first_to_know(fact, |_| true)?,
            };
            Some(Cause::new(fact, team, since).and(started))
        })
        .collect();
    owed.each(causes, |cause, fact| {
        let services = file.services();
        let ours = |by| services.same_body(by, cause.owner);
        let children_know = services.does(cause.owner, Function::Children);
        // Children's services tell those of the other area; anybody else tells children's services.
        let right = |to| services.does(to, Function::Children) && to != cause.owner && (!children_know || !ours(to));
        match &fact.body {
            Body::ReferralMade(it) => Verdict::meets_if(it.by.team().is_some_and(ours) && right(it.to)),
            Body::InformationShared(it) => Verdict::meets_if(ours(it.by) && it.with.team().is_some_and(right)),
            Body::ContactMade(it) => Verdict::meets_if(it.by.team().is_some_and(ours) && it.to.team().is_some_and(right)),
            Body::AreaWarned(it) => Verdict::meets_if(ours(it.by) && right(it.to)),
            _ => Verdict::Nothing,
        }
    });
}

/// Whether somebody comes to live in the area of another council.
pub(crate) fn across_a_border(fact: &Fact) -> bool {
    match &fact.body {
        Body::Moved(it) => it.to_area_of.is_some(),
        Body::PlacementMade(it) => it.host.is_some(),
        _ => false,
    }
}

/// WT-transfer-in-15wd
pub const TRANSFER_IN: Rule = Rule {
    id: "WT-transfer-in-15wd",
    topic: TOPIC,
    title: "Hold the transfer conference",
    must: "Hold the transfer conference with the area that sent the child, read its plan, chronology and reasons for the move, and take over. Until then the sending area keeps the plan.",
    source: local_procedures(
        "transfer-in conferences",
        "The new area holds a conference within fifteen working days; the area that the child left keeps the plan until then, attends, and sends what it has. Areas count from different events; here it is the written notice.",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(15),
    local: true,
    reads: &[Kind::ReferralMade],
    hears: Shows::empty(),
    meets: &[Kind::MeetingHeld],
    ends: &[Kind::ReferralAnswered],
    derive: transfer_in,
};

fn transfer_in(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file
        .each::<ReferralMade>()
        .filter(|(_, it)| it.referral == ReferralKind::TransferIn && it.by != Who::Team(it.to))
        .map(|(fact, it)| file.cause_for(fact, it.to));
    owed.each(causes, |cause, fact| match &fact.body {
        Body::MeetingHeld(it) => Verdict::meets_if(
            matches!(it.meeting, MeetingKind::TransferConference | MeetingKind::Conference)
                && file.services().same_body(it.by, cause.owner),
        ),
        Body::ReferralAnswered(it) => Verdict::ends_if(it.referral == cause.fact && !it.accepted),
        _ => Verdict::Nothing,
    });
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    fn on_a_plan() -> TestFile {
        a_council()
            .child("girl")
            .outsider("theirs", Function::Children, "council-two")
            .outsider("host", Function::Housing, "council-two")
            .on("2026-04-01", "meeting-held meeting=initial-conference by=children")
    }

    #[test]
    fn the_new_area_hears_the_same_day_and_holds_its_conference_within_fifteen_working_days() {
        let file = on_a_plan().on("2026-06-01", "moved person=her to_area_of=host to=children permanent");
        file.owes("WT-notify-same-day").by_whom("children").due("2026-06-01").is("late");
        let file = file.on("2026-06-02", "sent: referral-made by=children to=theirs referral=child-plan-transfer");
        file.owes("WT-notify-same-day").is("met-late");
        file.owes("WT-transfer-in-15wd").by_whom("theirs").due("2026-06-23").is("late");
        let file = file.on("2026-06-22", "meeting-held meeting=transfer-conference by=theirs present=children");
        file.owes("WT-transfer-in-15wd").is("met");
        file.all("WT-review-3m")[0].owed.end.fact().expect("the sending area's review clock has ended");
    }

    #[test]
    fn housing_that_places_the_family_elsewhere_tells_the_social_worker() {
        let file = on_a_plan()
            .on("2026-06-01", "placement-made by=housing home=temporary host=host with_children")
            .known_to("housing", "2026-06-01");
        file.owes("WT-notify-same-day").by_whom("housing").is("late");
        file.on("2026-06-01", "contact-made by=housing to=children").owes("WT-notify-same-day").is("met");
    }

    #[test]
    fn a_move_without_a_plan_or_within_the_area_is_nobodys_notice() {
        a_council()
            .outsider("host", Function::Housing, "council-two")
            .on("2026-06-01", "moved person=her to_area_of=host to=children")
            .owes_nothing_under("WT-notify-same-day");
        on_a_plan().on("2026-06-01", "moved person=her to=children").owes_nothing_under("WT-notify-same-day");
    }
}
