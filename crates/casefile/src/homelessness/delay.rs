//! Delays: when something will be late, she is told before it is, with a new day.

use jiff::civil::Date;

use super::{TOPIC, enquiries, request, reviews, standing};
use crate::calendar::{Clock, is_working_day, last_day};
use crate::facts::{Body, Duty, Fact, Function, Kind, ReviewAsked, ReviewKind, Shows, Subject, SurvivorUpdated};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// So many working days before its last day, a review that is not decided has to be decided or its delay told.
const BEFORE: u32 = 3;

/// INT-delay-notice
pub const TELL_HER_FIRST: Rule = Rule {
    id: "INT-delay-notice",
    topic: TOPIC,
    title: "Tell her before it is late",
    must: "What she waits for will not be there in time. Before its last day is over tell her so, in a way that is safe for her: why, by which new day she has it, and what she can do meanwhile. A day that the law sets stays what it is; a review takes longer only if she agrees in writing.",
    source: Source {
        force: Force::House,
        act: "Our own standard",
        provision: "delay notices",
        says: "When a decision or a review will be late the survivor is told before it is, with a new day. The law has no such notice; what is late stays late.",
        url: "https://www.lgo.org.uk/information-centre/information-for-organisations-we-investigate/guidance-notes/principles-of-good-administrative-practice",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Practice,
    clock: Clock::OnDate,
    local: true,
    reads: &[Kind::ReviewAsked, Kind::RepresentationsMade, Kind::ReviewExtended, Kind::SurvivorUpdated, Kind::DutyEnded],
    hears: Shows::empty(),
    meets: &[Kind::SurvivorUpdated],
    ends: &[Kind::ReviewDecided],
    derive: tell_her_first,
};

/// INT-delay-decision: a rule of its own, since one request may ask for a review and be a new application.
pub const TELL_HER_OF_THE_DECISION: Rule = Rule {
    id: "INT-delay-decision",
    title: "Tell her before the decision is late",
    must: "The decision on what is owed to her will not be there in time. Before its last day is over tell her so, in a way that is safe for her: why, by which new day she has it, and what she can do meanwhile. A day that the law sets stays what it is.",
    reads: READS,
    hears: request::HEARS,
    ends: &[Kind::DecisionMade, Kind::DutyAccepted, Kind::PlacementMade, Kind::Moved, Kind::DutyEnded],
    derive: tell_her_of_the_decision,
    ..TELL_HER_FIRST
};

const READS: &[Kind] = &[
    Kind::HousingApplied,
    Kind::AppliedAgain,
    Kind::ReferralMade,
    Kind::DisclosureMade,
    Kind::ContactMade,
    Kind::ThirdPartyContact,
    Kind::WishesRecorded,
    Kind::UrgentMoveAgreed,
    Kind::NoticeToLeave,
    Kind::TurnedAwayFrom,
    Kind::HomelessnessOpened,
    Kind::DutyAccepted,
    Kind::DutyEnded,
    Kind::DecisionMade,
    Kind::PlacementMade,
    Kind::PlacementEnded,
    Kind::RefugeSought,
    Kind::Moved,
];

fn tell_her_first(file: &CaseFile, owed: &mut Owed<'_>) {
    let reviews = file.each::<ReviewAsked>().filter(|(_, it)| it.review != ReviewKind::Register).map(|(fact, it)| {
        let due = reviews::answer_by(file, fact, it);
        let cause = file.cause_for(fact, it.to).from_day(working_days_before(due, BEFORE));
        let due = due.max(cause.since);
        cause.due_on(due)
    });
    owed.each(reviews.chain(again(file)), |cause, fact| in_a_review(cause, fact, file));
}

fn tell_her_of_the_decision(file: &CaseFile, owed: &mut Owed<'_>) {
    // Where the two working days for the decision are over, she hears so on the last of them.
    let decisions = enquiries::asked_for(file).map(|cause| {
        let due = last_day::working_days_after(cause.since, 2);
        cause.from_day(due).due_on(due)
    });
    owed.episodes(decisions, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::SurvivorUpdated(it) => Verdict::meets_if(ours(it.by) && it.until.is_some()),
            Body::DecisionMade(it) => {
                Verdict::ends_if(ours(it.by) && it.subject == Subject::Homelessness && it.says_what_is_owed())
            }
            Body::DutyAccepted(it) => Verdict::ends_if(ours(it.by) && it.duty.is_housing() && it.duty != Duty::Interim),
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
}

fn in_a_review(cause: &Cause, fact: &Fact, file: &CaseFile) -> Verdict {
    let review = review_of(file, cause.fact);
    match &fact.body {
        Body::SurvivorUpdated(it) => {
            let of_it = it.about.is_some() && it.about == review;
            Verdict::meets_if(of_it && it.until.is_some() && fact.id != cause.fact)
        }
        Body::ReviewDecided(it) => Verdict::ends_if(Some(it.review) == review),
        _ => Verdict::Nothing,
    }
}

/// The review that a cause is about: the request itself, or the one of which she was told that it will be late.
fn review_of(file: &CaseFile, cause: FactId) -> Option<FactId> {
    match file.body_of(cause)? {
        Body::ReviewAsked(_) => Some(cause),
        Body::SurvivorUpdated(it) => it.about,
        _ => None,
    }
}

/// The new day comes, and she has nothing yet: she is told again.
fn again(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<SurvivorUpdated>().filter_map(|(fact, it)| {
        let until = it.until?;
        let asked = file.fact(it.about?).filter(|about| about.body.kind() == Kind::ReviewAsked)?;
        let cause = file.cause_for(fact, it.by).and(asked).from_day(until);
        let due = until.max(cause.since);
        Some(cause.due_on(due))
    })
}

/// The day so many working days before another.
fn working_days_before(day: Date, days: u32) -> Date {
    let (mut day, mut left) = (day, days);
    while left > 0 {
        let Ok(eve) = day.yesterday() else { break };
        day = eve;
        left -= u32::from(is_working_day(day));
    }
    day
}

#[cfg(test)]
mod tests {
    use crate::testing::a_council;

    const TELL: &str = "INT-delay-notice";

    #[test]
    fn a_review_that_will_be_late_is_told_before_its_last_day_is_over() {
        let asked = a_council().on("2026-03-03", "asked: review-asked by=her to=housing review=section-202");
        // Eight weeks end on Monday 27 April.
        asked.owes(TELL).since("2026-04-22").due("2026-04-27").on("2026-04-21", "coming").is("late");
        let told = asked.clone().on("2026-04-23", "told: survivor-updated by=housing about=asked until=2026-05-05");
        let all = told.all(TELL);
        assert_eq!(all.len(), 2);
        let mut all = all.into_iter();
        all.next().unwrap().is("met");
        all.next().unwrap().since("2026-05-05").due("2026-05-05").is("late");
        let decided = told.on("2026-05-04", "review-decided review=asked by=housing letter");
        assert!(decided.all(TELL).into_iter().all(|one| one.owed.end.fact().is_some()));
        asked.on("2026-04-20", "review-decided review=asked by=housing letter").owes_nothing_under(TELL);
    }

    #[test]
    fn a_call_without_a_new_day_is_no_delay_notice() {
        a_council()
            .on("2026-03-03", "asked: review-asked by=her to=housing review=section-202")
            .on("2026-04-23", "survivor-updated by=housing about=asked")
            .owes(TELL)
            .is("late");
    }

    #[test]
    fn a_request_for_a_review_that_tells_of_abuse_at_home_is_both_and_each_has_its_notice() {
        let file =
            a_council().on("2026-03-03", "asked: review-asked by=her to=housing review=section-202 shows=abuse,unsafe-home");
        file.owes(TELL).due("2026-04-27");
        file.owes("INT-delay-decision").due("2026-03-05");
    }

    #[test]
    fn a_decision_that_takes_longer_than_two_working_days_is_announced_on_the_second() {
        let file = a_council().on("2026-03-02", "disclosure-made to=housing asks=housing");
        file.owes("INT-delay-decision").since("2026-03-04").due("2026-03-04").is("late");
        file.clone().on("2026-03-04", "survivor-updated by=housing until=2026-03-11").owes("INT-delay-decision").is("met");
        file.on("2026-03-04", "duty-accepted by=housing duty=relief letter").owes("INT-delay-decision").is("ended");
    }
}
