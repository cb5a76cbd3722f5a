//! Reviews and appeals: 21 days to ask, three, eight or ten weeks to answer, 21 days to go to the county court.
//!
//! The two periods of 21 days are counted differently: to ask for a review the day of notification is day 1; to appeal the next day is.

use jiff::civil::Date;

use super::prevention::REDUCTION_ACT;
use super::{TOPIC, act};
use crate::calendar::{Clock, last_day};
use crate::facts::{
    Body, ComplaintMade, DecisionMade, DecisionReceived, Duty, DutyEnded, Fact, Function, Kind, RepresentationsMade, ReviewAsked,
    ReviewExtended, ReviewKind, ReviewMindedTo, Shows, Subject,
};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HA96-s202-review-request-21d
pub const RIGHT_TO_REVIEW: Rule = Rule {
    id: "HA96-s202-review-request-21d",
    topic: TOPIC,
    title: "See that the decision reaches her safely",
    must: "Get the decision to her in a way that is safe for her, and record the day on which she has it: from that day, which counts as day 1, she has 21 days to ask for a review, longer if you allow it in writing. No form is needed; anybody may ask for her.",
    source: act(
        "s.202(1), (3), s.184(6)",
        "A review may be asked for within 21 days beginning with the day on which the applicant is notified of the decision, or within a longer time that the authority allows in writing. A decision that did not reach her counts as notified once it has been ready at the office for a reasonable time.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/202",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::DecisionMade, Kind::DutyEnded],
    hears: Shows::empty(),
    meets: &[Kind::DecisionReceived, Kind::ReviewAsked],
    ends: &[],
    derive: right_to_review,
};

fn right_to_review(file: &CaseFile, owed: &mut Owed<'_>) {
    let decisions = file
        .each::<DecisionMade>()
        .filter(|(_, it)| matches!(it.subject, Subject::Homelessness | Subject::Suitability | Subject::Referral))
        .filter(|(_, it)| it.is_adverse() && file.services().does(it.by, Function::Housing))
        .filter_map(|(fact, it)| in_writing(file, fact, it.letter, it.by));
    let ends = file
        .each::<DutyEnded>()
        .filter(|(_, it)| it.duty.is_housing() && it.duty != Duty::Interim && !it.leaves_her_housed())
        .filter_map(|(fact, it)| in_writing(file, fact, it.notice, it.by));
    owed.each_answered(decisions.chain(ends), |cause, fact| match &fact.body {
        Body::DecisionReceived(it) => Verdict::meets_if(it.of == cause.fact),
        // Whoever asks for a review of it has it.
        Body::ReviewAsked(it) => Verdict::meets_if(it.of == Some(cause.fact)),
        _ => Verdict::Nothing,
    });
}

/// A decision that there is a letter about: from the day of the decision, or from the day on which a letter that was written here left.
fn in_writing(file: &CaseFile, fact: &Fact, ticked: bool, by: TeamId) -> Option<Cause> {
    let cause = file.cause_for(fact, by);
    if ticked {
        return Some(cause);
    }
    file.told_in_writing(fact.id).map(|left| cause.and(left).from_day(left.happened.date))
}

/// The last day on which a review of a decision may be asked for as of right: 21 days beginning with the day on which she had it. `None` while it is
/// not recorded that she has it.
pub fn last_day_to_ask(file: &CaseFile, decision: FactId) -> Option<Date> {
    let received = file.each::<DecisionReceived>().find(|(_, it)| it.of == decision)?;
    Some(last_day::beginning_with(received.0.happened.date, 21))
}

/// The last day for an appeal to the county court: within 21 days of the day on which she had the decision on review, or on which it was due.
pub fn last_day_to_appeal(file: &CaseFile, review: FactId) -> Option<Date> {
    let (asked, it) = file.each::<ReviewAsked>().find(|(fact, _)| fact.id == review)?;
    let decided = file.each::<crate::facts::ReviewDecided>().find(|(_, decided)| decided.review == review);
    let had = decided.map(|(fact, _)| {
        file.each::<DecisionReceived>()
            .find(|(_, it)| it.of == fact.id)
            .map_or(fact.happened.date, |(received, _)| received.happened.date)
    });
    Some(last_day::within(had.unwrap_or_else(|| answer_by(file, asked, it)), 21))
}

/// SI2018-reg9-review-decision
pub const REVIEW: Rule = Rule {
    id: "SI2018-reg9-review-decision",
    topic: TOPIC,
    title: "Decide the review",
    must: "Somebody senior who had no part in the decision looks at it again and answers in writing: the result, the reasons where it goes against her, and her right of appeal to the county court with its last day. More time only if she agrees in writing.",
    source: Source {
        force: Force::Law,
        act: "Homelessness (Review Procedure etc.) Regulations 2018 (S.I. 2018/223)",
        provision: "reg 9; Housing Act 1996 s.203",
        says: "Three weeks where the steps in prevention or relief, or a notice that ends prevention, are under review, from the request or from the representations made in it; ten weeks where two authorities review a referral together, twelve where a person is appointed to decide it; eight weeks in every other case. Longer only where she agrees in writing. The day of the request counts as the first.",
        url: "https://www.legislation.gov.uk/uksi/2018/223/regulation/9",
    },
    in_force: InForce::since(REDUCTION_ACT),
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WeeksBeginningWith(8),
    local: false,
    reads: &[
        Kind::ReviewAsked,
        Kind::RepresentationsMade,
        Kind::ReviewExtended,
        Kind::ComplaintMade,
        Kind::DutyEnded,
        Kind::DecisionMade,
    ],
    hears: Shows::empty(),
    meets: &[Kind::ReviewDecided],
    ends: &[],
    derive: review,
};

/// SI2018-reg9-review-decision until 2 April 2018, when it stood in the regulations of 1999.
pub const REVIEW_UNTIL_2018: Rule = Rule {
    source: Source {
        force: Force::Law,
        act: "Allocation of Housing and Homelessness (Review Procedures) Regulations 1999 (S.I. 1999/71)",
        provision: "reg 9",
        says: "A review of a homelessness decision was to be decided within eight weeks from the day of the request, ten where two authorities reviewed a referral together.",
        url: "https://www.legislation.gov.uk/uksi/1999/71/regulation/9",
    },
    in_force: InForce::until(jiff::civil::date(2018, 4, 2)),
    ..REVIEW
};

fn review(file: &CaseFile, owed: &mut Owed<'_>) {
    let asked = file
        .each::<ReviewAsked>()
        .filter(|(_, it)| it.review != ReviewKind::Register)
        .map(|(fact, it)| file.cause_for(fact, it.to).due_on(answer_by(file, fact, it)));
    owed.each_answered(asked.chain(inside_complaints(file)), |cause, fact| match &fact.body {
        Body::ReviewDecided(it) => Verdict::meets_if(it.review == cause.fact && it.letter),
        _ => Verdict::Nothing,
    });
}

/// The last day for the answer: as the regulations count it, or later where she has agreed to that in writing (reg 9(2)).
pub(super) fn answer_by(file: &CaseFile, asked: &Fact, it: &ReviewAsked) -> Date {
    let agreed = agreed_until(file, asked.id);
    let by_law = answer_by_law(file, asked, it);
    agreed.map_or(by_law, |until| until.max(by_law))
}

/// The last day to which she has agreed in writing.
pub(super) fn agreed_until(file: &CaseFile, review: FactId) -> Option<Date> {
    file.each::<ReviewExtended>().filter(|(_, it)| it.review == review && it.agreed_in_writing).map(|(_, it)| it.until).max()
}

/// The last day for the answer as the regulations count it.
pub(super) fn answer_by_law(file: &CaseFile, asked: &Fact, it: &ReviewAsked) -> Date {
    let of = it.of.and_then(|of| file.body_of(of));
    let ends_prevention = matches!(of, Some(Body::DutyEnded(ended)) if ended.duty == Duty::Prevention);
    let new_law = asked.happened.date >= REDUCTION_ACT;
    let start = asked.happened.date;
    match it.review {
        ReviewKind::JointReferral => last_day::weeks_beginning_with(start, 10),
        ReviewKind::AppointedPerson => last_day::weeks_beginning_with(start, 12),
        ReviewKind::PlanSteps if new_law => three_weeks(file, asked),
        _ if ends_prevention && new_law => three_weeks(file, asked),
        _ => last_day::weeks_beginning_with(start, 8),
    }
}

/// Three weeks run from the representations, where any are made in the first three.
fn three_weeks(file: &CaseFile, asked: &Fact) -> Date {
    let from_request = last_day::weeks_beginning_with(asked.happened.date, 3);
    let made = file
        .each::<RepresentationsMade>()
        .find(|(fact, it)| it.review == asked.id && fact.happened.date <= from_request)
        .map(|(fact, _)| last_day::weeks_beginning_with(fact.happened.date, 3));
    made.unwrap_or(from_request).max(from_request)
}

/// A complaint that asks for a homelessness decision to be looked at again is a request for a review, where nobody recorded it as one.
fn inside_complaints(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<ComplaintMade>().filter(|(_, it)| it.asks_review).filter_map(|(complaint, it)| {
        let before = |fact: &Fact| fact.happened <= complaint.happened;
        let decided = file
            .any_of(&[Kind::DecisionMade, Kind::DutyEnded])
            .filter(|fact| before(fact) && is_reviewable(fact))
            .filter(|fact| fact.body.teams().iter().any(|team| file.services().same_body(*team, it.to)))
            .last()?;
        let split_out = file.each::<ReviewAsked>().any(|(fact, asked)| {
            fact.happened >= complaint.happened
                && asked.review != ReviewKind::Register
                && file.services().same_body(asked.to, it.to)
        });
        let housing = file.services().in_body_of(it.to, Function::Housing);
        (!split_out).then(|| {
            let due = last_day::weeks_beginning_with(complaint.happened.date, 8);
            let cause = file.cause_for(complaint, it.to).owned_by(housing).and(decided);
            let due = due.max(cause.since);
            cause.due_on(due)
        })
    })
}

fn is_reviewable(fact: &Fact) -> bool {
    match &fact.body {
        Body::DecisionMade(it) => {
            it.is_adverse() && matches!(it.subject, Subject::Homelessness | Subject::Suitability | Subject::Referral)
        }
        Body::DutyEnded(it) => it.duty.is_housing() && it.duty != Duty::Interim,
        _ => false,
    }
}

/// HA96-s204-appeal-21d
pub const APPEAL: Rule = Rule {
    id: "HA96-s204-appeal-21d",
    topic: TOPIC,
    title: "Tell her that she may go to court",
    must: "The review is out of time. Tell her, in a safe way, that she may appeal to the county court against the first decision, within 21 days of the day on which the review should have been decided, and where she can get legal help. Decide the review now.",
    source: act(
        "s.204(1)(b), (2), (2A)",
        "Somebody who is not told the result of a review in time may appeal on a point of law against the original decision, within 21 days of the day on which she should have been told; later with the court's leave.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/204",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::ReviewAsked, Kind::RepresentationsMade, Kind::ReviewExtended, Kind::DutyEnded],
    hears: Shows::empty(),
    meets: &[Kind::SurvivorUpdated, Kind::AppealMade],
    ends: &[Kind::ReviewDecided],
    derive: appeal,
};

fn appeal(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<ReviewAsked>().filter(|(_, it)| it.review != ReviewKind::Register).map(|(fact, it)| {
        let overdue = last_day::within(answer_by(file, fact, it), 1);
        file.cause_for(fact, it.to).from_day(overdue)
    });
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::ReviewDecided(it) => Verdict::ends_if(it.review == cause.fact && it.letter),
        Body::SurvivorUpdated(it) => Verdict::meets_if(it.about == Some(cause.fact) && fact.happened.date >= cause.since),
        Body::AppealMade(it) => Verdict::meets_if(it.of == cause.fact),
        _ => Verdict::Nothing,
    });
}

/// SI2018-reg7-minded-to
pub const MINDED_TO: Rule = Rule {
    id: "SI2018-reg7-minded-to",
    topic: TOPIC,
    title: "Hear her answer before the review is decided",
    must: "The reviewer means to decide against her although the decision was flawed, and she has been told. Ask her, in a way that is safe for her, whether she or somebody for her wants to answer, in writing or by word of mouth, and record what is said. It is not decided against her before the day for her answer is over.",
    source: Source {
        force: Force::Law,
        act: "Homelessness (Review Procedure etc.) Regulations 2018 (S.I. 2018/223)",
        provision: "reg 7",
        says: "A reviewer who finds that the decision, or the way in which it was made, is deficient and is minded all the same to decide against the applicant tells her so with the reasons, and that she or somebody for her may answer, in writing or orally or both.",
        url: "https://www.legislation.gov.uk/uksi/2018/223/regulation/7",
    },
    in_force: InForce::since(REDUCTION_ACT),
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::ReviewMindedTo],
    hears: Shows::empty(),
    meets: &[Kind::RepresentationsMade],
    ends: &[Kind::ReviewDecided],
    derive: minded_to,
};

fn minded_to(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<ReviewMindedTo>().map(|(fact, it)| {
        let cause = file.cause_for(fact, it.by);
        match it.answer_by {
            Some(day) => {
                let due = day.max(cause.since);
                cause.due_on(due)
            }
            None => cause,
        }
    });
    owed.each(causes, |cause, fact| {
        let review = match file.body_of(cause.fact) {
            Some(Body::ReviewMindedTo(it)) => it.review,
            _ => return Verdict::Nothing,
        };
        match &fact.body {
            Body::RepresentationsMade(it) => Verdict::meets_if(it.review == review),
            Body::ReviewDecided(it) => Verdict::ends_if(it.review == review),
            _ => Verdict::Nothing,
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{last_day_to_appeal, last_day_to_ask};
    use crate::testing::{TestFile, a_council};

    const REVIEW: &str = "SI2018-reg9-review-decision";

    fn asked(day: &str, review: &str) -> TestFile {
        a_council().on(day, &format!("asked: review-asked by=her to=housing review={review}"))
    }

    #[test]
    fn a_review_takes_eight_weeks_three_or_ten() {
        asked("2026-03-03", "section-202").owes(REVIEW).due("2026-04-27").is("late");
        asked("2026-03-03", "plan-steps").owes(REVIEW).due("2026-03-23");
        asked("2026-03-03", "joint-referral").owes(REVIEW).due("2026-05-11");
        asked("2026-03-03", "register").owes_nothing_under(REVIEW);
        asked("2017-03-03", "section-202").owes(REVIEW).due("2017-04-27");
    }

    #[test]
    fn representations_start_the_three_weeks_anew() {
        asked("2026-03-03", "plan-steps")
            .on("2026-03-10", "representations-made review=asked to=housing")
            .owes(REVIEW)
            .due("2026-03-30");
    }

    #[test]
    fn the_end_of_prevention_is_reviewed_in_three_weeks_and_the_end_of_relief_in_eight() {
        let ended = |duty: &str| {
            a_council()
                .on("2026-03-02", &format!("end: duty-ended by=housing duty={duty} ground=time-up notice"))
                .on("2026-03-03", "review-asked by=her to=housing review=section-202 of=end")
        };
        ended("prevention").owes(REVIEW).due("2026-03-23");
        ended("relief").owes(REVIEW).due("2026-04-27");
    }

    #[test]
    fn only_a_letter_with_reasons_answers_a_review() {
        asked("2026-03-03", "section-202").on("2026-04-01", "review-decided review=asked by=housing").owes(REVIEW).is("late");
        asked("2026-03-03", "section-202")
            .on("2026-04-01", "review-decided review=asked by=housing letter")
            .owes(REVIEW)
            .is("met");
    }

    #[test]
    fn a_review_inside_a_complaint_has_its_own_eight_weeks() {
        let file = a_council()
            .on("2026-03-02", "no: decision-made by=housing subject=homelessness outcome=against letter review_right")
            .on("2026-03-09", "complaint: complaint-made by=her to=housing asks_review");
        file.owes(REVIEW).due("2026-05-03").because(&["complaint", "no"]).is("late");
        file.on("2026-03-10", "asked: review-asked by=her to=housing review=section-202 of=no").owes(REVIEW).because(&["asked"]);
        a_council().on("2026-03-09", "complaint-made by=her to=housing asks_review").owes_nothing_under(REVIEW);
    }

    #[test]
    fn a_review_out_of_time_opens_the_way_to_court() {
        let appeal = "HA96-s204-appeal-21d";
        asked("2026-03-03", "section-202").owes(appeal).since("2026-04-28").due("2026-04-30").is("late");
        asked("2026-03-03", "section-202")
            .on("2026-04-20", "review-decided review=asked by=housing letter")
            .owes_nothing_under(appeal);
    }

    #[test]
    fn the_day_of_notification_counts_for_a_review_and_not_for_an_appeal() {
        let file = a_council()
            .on("2026-03-01", "no: decision-made by=housing subject=homelessness outcome=against letter review_right")
            .on("2026-03-03", "decision-received of=no")
            .on("2026-03-04", "asked: review-asked by=her to=housing review=section-202 of=no")
            .on("2026-04-01", "answer: review-decided review=asked by=housing letter")
            .on("2026-04-03", "decision-received of=answer");
        let folded = file.fold();
        assert_eq!(last_day_to_ask(&folded, file.id("no")).unwrap().to_string(), "2026-03-23");
        assert_eq!(last_day_to_appeal(&folded, file.id("asked")).unwrap().to_string(), "2026-04-24");
        file.owes("HA96-s202-review-request-21d").is("met").due("2026-03-03");
    }

    #[test]
    fn a_letter_that_nobody_knows_she_has_is_followed_up() {
        a_council()
            .on("2026-03-02", "decision-made by=housing subject=homelessness outcome=against letter review_right")
            .owes("HA96-s202-review-request-21d")
            .due("2026-03-04")
            .is("late");
        a_council()
            .on("2026-03-02", "decision-made by=housing subject=homelessness outcome=in-favour letter")
            .owes_nothing_under("HA96-s202-review-request-21d");
    }
}
