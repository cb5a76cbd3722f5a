//! Relief: helping somebody who is already homeless.
//!
//! It starts on the day on which the authority is first satisfied that she is homeless and eligible, not on the day of the letter. A late «first
//! satisfied» hides delay: so the days are also counted from the day on which the authority had reason to believe it and opened nothing (Tessa).

use super::prevention::{REDUCTION_ACT, undecided_for_two_days};
use super::{TOPIC, act, request, standing};
use crate::calendar::{Clock, last_day};
use crate::facts::{
    Body, DecisionMade, Duty, DutyAccepted, DutyEnded, EndGround, Fact, Function, Kind, ReferralAnswered, ReferralKind, Subject,
};
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::law::InForce;
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HA96-s189B-relief-56d
pub const RELIEF: Rule = Rule {
    id: "HA96-s189B-relief-56d",
    topic: TOPIC,
    title: "Help her to a home: 56 days of relief",
    must: "Take reasonable steps to help her to a suitable home that will last six months or more. The 56 days begin with the day on which you were first satisfied that she is homeless and eligible; where nobody has accepted the duty yet, accept it now: the days are counted from the day on which you had reason to believe it. When day 56 is over the main duty follows.",
    source: act(
        "s.189B(2), (4)-(7)",
        "An authority that is satisfied that an eligible applicant is homeless must take reasonable steps to help her secure suitable accommodation that is likely to last at least six months. Where she is in priority need and not found to be intentionally homeless the duty ends by itself when 56 days are over; otherwise it runs until it is ended by notice.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/189B",
    ),
    in_force: InForce::since(REDUCTION_ACT),
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::BeginningWith { days: 56 },
    local: false,
    reads: READS,
    hears: request::HEARS,
    meets: &[Kind::DutyAccepted, Kind::DutyEnded, Kind::PlacementMade, Kind::Moved],
    ends: &[Kind::DecisionMade],
    derive: relief,
};

const READS: &[Kind] = &[
    Kind::HousingApplied,
    Kind::AppliedAgain,
    Kind::ReferralMade,
    Kind::ReferralAnswered,
    Kind::DisclosureMade,
    Kind::ContactMade,
    Kind::ThirdPartyContact,
    Kind::WishesRecorded,
    Kind::UrgentMoveAgreed,
    Kind::HomelessnessOpened,
    Kind::DutyAccepted,
    Kind::DutyEnded,
    Kind::DecisionMade,
    Kind::PlacementMade,
    Kind::Moved,
];

fn relief(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.each(begun(file), |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::DutyEnded(it) if ours(it.by) && it.duty == Duty::Relief && fact.id != cause.fact => ended(cause, fact, it),
            Body::DutyAccepted(it) if ours(it.by) => Verdict::ends_if(takes_its_place(file, cause, it.duty)),
            // A letter that she is not in priority need ends nothing by itself: a notice does.
            _ => Verdict::meets_if(standing::settles(file, fact)),
        }
    });
    // The authority had reason to believe that she is homeless through abuse, and nobody opened relief.
    owed.episodes(request::undecided(file).map(undecided_for_two_days), |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::DutyAccepted(it) => Verdict::meets_if(ours(it.by) && matches!(it.duty, Duty::Relief | Duty::Main)),
            Body::DecisionMade(it) => Verdict::ends_if(ours(it.by) && standing::decides_against(it)),
            _ => Verdict::meets_if(standing::settles(file, fact)),
        }
    });
}

/// Every way in which relief begins: it was accepted, it came back from another authority, or prevention ended because she has become homeless.
pub(super) fn begun(file: &CaseFile) -> impl Iterator<Item = Cause> {
    accepted(file).chain(come_back(file)).chain(became_homeless(file))
}

/// Whether a duty that is accepted takes the place of relief; relief that began without being accepted is then accepted.
pub(super) fn takes_its_place(file: &CaseFile, cause: &Cause, duty: Duty) -> bool {
    let was_accepted = matches!(file.body_of(cause.fact), Some(Body::DutyAccepted(_)));
    standing::follows(duty, Duty::Relief) || (duty == Duty::Relief && !was_accepted)
}

/// The notice that ends prevention because she has become homeless says that the authority is satisfied of it: relief begins with that day.
fn became_homeless(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<DutyEnded>()
        .filter(|(_, it)| it.duty == Duty::Prevention && it.ground == EndGround::BecameHomeless && it.notice)
        .map(|(fact, it)| file.cause_for(fact, it.by).counted_from(fact.happened.date))
}

/// Relief that was accepted: counted from the day on which the authority was first satisfied.
pub(super) fn accepted(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<DutyAccepted>()
        .filter(|(_, it)| it.duty == Duty::Relief)
        .map(|(fact, it)| satisfied(file.cause_for(fact, it.by), fact, it))
}

/// The clock of a duty that was accepted: 56 days from the day first satisfied. Where they are over when it is accepted, it is late from the next
/// day on.
pub(super) fn satisfied(cause: Cause, fact: &Fact, it: &DutyAccepted) -> Cause {
    let first = it.satisfied.unwrap_or(fact.happened.date);
    let due = last_day::beginning_with(first, 56).max(cause.since);
    cause.counted_from(first).due_on(due)
}

/// A local connection referral that came back: relief is owed again, for 56 days from the notice of that (s.199A(4)).
fn come_back(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<ReferralAnswered>().filter(|(_, it)| !it.accepted).filter_map(|(fact, it)| {
        let referral = file.fact(it.referral)?;
        let Body::ReferralMade(made) = &referral.body else { return None };
        let by = made.by.team().filter(|_| made.referral == ReferralKind::Authority)?;
        let at_relief = standing::duty(file, by, Duty::Main, referral.happened.date).is_none();
        at_relief.then(|| {
            let cause = file.cause_for(fact, by).and(referral);
            match told_of(file, fact, by) {
                Some(notice) => {
                    let first = notice.happened.date;
                    let due = last_day::beginning_with(first, 56).max(cause.since);
                    cause.and(notice).counted_from(first).due_on(due)
                }
                None => cause,
            }
        })
    })
}

/// The notice that tells her how a referral came out.
fn told_of<'a>(file: &'a CaseFile, answer: &Fact, by: TeamId) -> Option<&'a Fact> {
    let is_it = |it: &DecisionMade| {
        let of_it = it.of.is_none_or(|of| of == answer.id);
        it.subject == Subject::Referral && it.letter && it.review_right && of_it && file.services().same_body(it.by, by)
    };
    file.each::<DecisionMade>().find(|(fact, it)| is_it(it) && fact.happened >= answer.happened).map(|(fact, _)| fact)
}

/// An end needs notice; only when day 56 is over does the duty end by itself.
fn ended(cause: &Cause, fact: &Fact, it: &DutyEnded) -> Verdict {
    let day_56 = last_day::beginning_with(cause.start.unwrap_or(cause.since.into()).date, 56);
    let by_itself = matches!(it.ground, EndGround::TimeUp | EndGround::NextDuty);
    match it.ground {
        EndGround::Secured | EndGround::AcceptedOffer if it.notice => Verdict::Meets,
        _ if by_itself => Verdict::ends_if(fact.happened.date > day_56),
        _ => Verdict::ends_if(it.notice),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::a_council;

    const RELIEF: &str = "HA96-s189B-relief-56d";

    #[test]
    fn relief_accepted_runs_56_days_from_the_day_first_satisfied_not_from_the_letter() {
        a_council()
            .on("2026-03-09", "duty-accepted by=housing duty=relief satisfied=2026-03-02 letter")
            .owes(RELIEF)
            .since("2026-03-09")
            .due("2026-04-26")
            .on("2026-04-26", "open")
            .on("2026-04-27", "late");
    }

    #[test]
    fn time_is_not_up_until_the_fifty_sixth_day_is_over() {
        let file = a_council().on("2026-03-02", "duty-accepted by=housing duty=relief letter");
        file.clone().on("2026-04-26", "duty-ended by=housing duty=relief ground=time-up notice").owes(RELIEF).is("late");
        file.on("2026-04-27", "duty-ended by=housing duty=relief ground=next-duty").owes(RELIEF).is("ended");
    }

    #[test]
    fn a_lasting_home_meets_it_and_withdrawal_without_a_letter_does_not_end_it() {
        let file = a_council().on("2026-03-02", "duty-accepted by=housing duty=relief letter");
        file.clone().on("2026-03-20", "placement-made by=housing home=social settled suitability_checked").owes(RELIEF).is("met");
        file.clone().on("2026-03-20", "duty-ended by=housing duty=relief ground=withdrew").owes(RELIEF).is("late");
        file.on("2026-03-20", "duty-ended by=housing duty=relief ground=withdrew notice").owes(RELIEF).is("ended");
    }

    #[test]
    fn relief_that_nobody_opens_is_counted_from_the_day_the_council_could_believe_it() {
        let file = a_council().on("2018-05-01", "told: housing-applied to=housing register shows=violence,unsafe-home");
        file.owes(RELIEF).since("2018-05-03").due("2018-06-25").is("late").because(&["told"]);
        file.on("2018-05-02", "duty-accepted by=housing duty=relief letter").owes(RELIEF).since("2018-05-02").due("2018-06-26");
    }

    #[test]
    fn there_was_no_relief_duty_before_april_2018_but_what_arrives_after_raises_it() {
        let file = a_council().on("2018-02-01", "housing-applied to=housing register shows=violence,unsafe-home");
        file.owes_nothing_under(RELIEF);
        file.on("2018-07-02", "letter: evidence-received by=her to=housing evidence=idva-letter shows=violence,high-risk")
            .owes(RELIEF)
            .since("2018-07-04")
            .due("2018-08-26");
    }

    #[test]
    fn a_referral_that_comes_back_starts_relief_again() {
        let file = a_council()
            .team("other", crate::facts::Function::Housing, "council-next-door")
            .on("2026-03-02", "duty-accepted by=housing duty=relief letter")
            .on("2026-03-10", "sent: referral-made by=housing to=other referral=local-connection")
            .on("2026-03-10", "duty-ended by=housing duty=relief ground=referred notice")
            .on("2026-03-24", "back: referral-answered referral=sent by=other");
        let owed = file.all(RELIEF);
        assert_eq!(owed.len(), 2);
        owed.into_iter().nth(1).unwrap().due("2026-05-18").by_whom("housing").is("late");
    }
}
