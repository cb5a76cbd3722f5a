//! Complaints: acknowledged, answered in two stages, and never a place where something urgent waits.

use jiff::civil::{Date, date};

use crate::calendar::{Clock, last_day};
use crate::facts::{Body, ComplaintAcknowledged, ComplaintMade, Fact, Function, Kind, Shows, Stage};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};
use crate::redress::TOPIC;

/// The Ombudsman looks at complaints by its Code from this day on.
const CODE: Date = date(2026, 4, 1);
/// Until the day before, the same lengths stood in councils' own procedures.
const BEFORE_CODE: InForce = InForce::until(date(2026, 3, 31));

const fn code(provision: &'static str, says: &'static str) -> Source {
    Source {
        force: Force::Ombudsman,
        act: "Local Government and Social Care Ombudsman, Complaint Handling Code",
        provision,
        says,
        url: "https://www.lgo.org.uk/information-centre/information-for-organisations-we-investigate/complaint-handling-code",
    }
}

const fn own_procedure(provision: &'static str) -> Source {
    Source {
        force: Force::House,
        act: "The council's own complaints procedure",
        provision,
        says: "Before the Ombudsman's Code applied, councils set themselves these lengths or longer ones. A landlord's complaints go by the Housing Ombudsman's code, which has the same.",
        url: "https://www.lgo.org.uk/information-centre/information-for-organisations-we-investigate/complaint-handling-code",
    }
}

/// CHC-ack-5wd
pub const ACKNOWLEDGE: Rule = Rule {
    id: "CHC-ack-5wd",
    topic: TOPIC,
    title: "Acknowledge the complaint",
    must: "Log it and acknowledge it in a way that is safe for her: say what you have understood, what she wants to come of it, who deals with it and by when.",
    source: code("6.2", "A complaint is acknowledged and logged within five working days of its arrival."),
    in_force: InForce::since(CODE),
    owner: Function::Complaints,
    severity: Severity::Practice,
    clock: Clock::WorkingDays(5),
    local: false,
    reads: &[Kind::ComplaintMade],
    hears: Shows::empty(),
    meets: &[Kind::ComplaintAcknowledged, Kind::ComplaintAnswered],
    ends: &[],
    derive: acknowledge_one,
};

/// CHC-ack-5wd, before the Code.
pub const ACKNOWLEDGE_BEFORE: Rule =
    Rule { source: own_procedure("acknowledgement"), in_force: BEFORE_CODE, local: true, ..ACKNOWLEDGE };

/// CHC-s2-ack-5wd
pub const ACKNOWLEDGE_TWO: Rule = Rule {
    id: "CHC-s2-ack-5wd",
    title: "Acknowledge the complaint at stage two",
    source: code("6.2, 6.10", "A complaint that is taken to stage two is acknowledged within five working days."),
    derive: acknowledge_two,
    ..ACKNOWLEDGE
};

/// CHC-s2-ack-5wd, before the Code.
pub const ACKNOWLEDGE_TWO_BEFORE: Rule =
    Rule { source: own_procedure("acknowledgement"), in_force: BEFORE_CODE, local: true, ..ACKNOWLEDGE_TWO };

fn acknowledge_one(file: &CaseFile, owed: &mut Owed<'_>) {
    acknowledge(file, owed, Stage::One);
}

fn acknowledge_two(file: &CaseFile, owed: &mut Owed<'_>) {
    acknowledge(file, owed, Stage::Two);
}

fn acknowledge(file: &CaseFile, owed: &mut Owed<'_>, stage: Stage) {
    let causes = complaints(file, owed, stage);
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::ComplaintAcknowledged(it) => Verdict::meets_if(it.complaint == cause.fact),
        Body::ComplaintAnswered(it) => Verdict::meets_if(it.complaint == cause.fact),
        _ => Verdict::Nothing,
    });
}

/// CHC-s1-10wd
pub const STAGE_ONE: Rule = Rule {
    id: "CHC-s1-10wd",
    topic: TOPIC,
    title: "Answer the complaint",
    must: "Answer every point, say what went wrong without making light of it, what is put right and by when, and how she can take it further. Answer as soon as the answer is known.",
    source: code(
        "6.3 to 6.6",
        "The full answer comes within ten working days of the acknowledgement, or up to ten more with reasons and the Ombudsman's details. Where a complaint was not acknowledged in its five days, the days end as if it had been.",
    ),
    in_force: InForce::since(CODE),
    owner: Function::Complaints,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(10),
    local: false,
    reads: &[Kind::ComplaintMade, Kind::ComplaintAcknowledged],
    hears: Shows::empty(),
    meets: &[Kind::ComplaintAnswered],
    ends: &[Kind::ComplaintMade],
    derive: stage_one,
};

/// CHC-s1-10wd, before the Code.
pub const STAGE_ONE_BEFORE: Rule = Rule { source: own_procedure("stage one"), in_force: BEFORE_CODE, local: true, ..STAGE_ONE };

/// CHC-s2-20wd
pub const STAGE_TWO: Rule = Rule {
    id: "CHC-s2-20wd",
    title: "Give the final answer",
    must: "Somebody who had no part in the first answer looks at the whole complaint again, and tells her the result, what is put right and by when, and how to go to the Ombudsman.",
    source: code(
        "6.10 to 6.20",
        "The final answer comes within twenty working days of the acknowledgement at stage two, by somebody else than at stage one.",
    ),
    clock: Clock::WorkingDays(20),
    derive: stage_two,
    ..STAGE_ONE
};

/// CHC-s2-20wd, before the Code.
pub const STAGE_TWO_BEFORE: Rule = Rule { source: own_procedure("stage two"), in_force: BEFORE_CODE, local: true, ..STAGE_TWO };

fn stage_one(file: &CaseFile, owed: &mut Owed<'_>) {
    answer(file, owed, Stage::One);
}

fn stage_two(file: &CaseFile, owed: &mut Owed<'_>) {
    answer(file, owed, Stage::Two);
}

fn answer(file: &CaseFile, owed: &mut Owed<'_>, stage: Stage) {
    let causes: Vec<Cause> = complaints(file, owed, stage)
        .into_iter()
        .map(|cause| {
            let acknowledged = file
                .each::<ComplaintAcknowledged>()
                .find(|(fact, it)| it.complaint == cause.fact && fact.happened.date >= cause.happened.date);
            // The clock runs from the acknowledgement, and no longer than if that had come on its last day.
            let latest = last_day::working_days_after(cause.happened.date, 5);
            let start = acknowledged.map_or(latest, |(fact, _)| fact.happened.date.min(latest));
            let counted = cause.counted_from(start);
            match acknowledged {
                Some((fact, _)) => counted.and(fact),
                None => counted,
            }
        })
        .collect();
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::ComplaintAnswered(it) => Verdict::meets_if(it.complaint == cause.fact),
        // Taken further because nobody had answered: that answer can no longer be given.
        Body::ComplaintMade(it) if it.follows == Some(cause.fact) => Verdict::Misses,
        _ => Verdict::Nothing,
    });
}

fn stage_of(complaint: &ComplaintMade) -> Stage {
    complaint.stage.unwrap_or(if complaint.follows.is_some() { Stage::Two } else { Stage::One })
}

fn complaints(file: &CaseFile, owed: &Owed<'_>, stage: Stage) -> Vec<Cause> {
    file.each::<ComplaintMade>()
        .filter(|(fact, it)| stage_of(it) == stage && owed.in_force(fact.happened.date))
        .map(|(fact, it)| file.cause_for(fact, it.to).owned_by(file.services().in_body_of(it.to, Function::Complaints)))
        .collect()
}

/// What in a complaint is more than a complaint.
const MORE_THAN_A_COMPLAINT: Shows = Shows::ABUSE
    .union(Shows::URGENT)
    .union(Shows::NEAR)
    .union(Shows::UNSAFE_HOME)
    .union(Shows::HOME_AT_RISK)
    .union(Shows::CARE_NEEDS)
    .union(Shows::KEEP_FROM);

/// CHC-review-not-complaint
pub const SPLIT: Rule = Rule {
    id: "CHC-review-not-complaint",
    topic: TOPIC,
    title: "Take out of the complaint what cannot wait",
    must: "Today, hand over what is more than a complaint: a request to look at a decision again goes to those who review, a disclosure or danger to those who act on it, each with its own clock. The complaint is answered beside it.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman, cases 19 014 383 and 20 002 311",
        provision: "Karen; Naomi",
        says: "A right to a review and a disclosure of abuse were lost inside complaints. Each has a clock of its own. The same day is our standard.",
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Complaints,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::ComplaintMade],
    hears: Shows::empty(),
    meets: &[
        Kind::ReviewAsked,
        Kind::HomelessnessOpened,
        Kind::ReferralMade,
        Kind::DisclosureMade,
        Kind::ProximityReported,
        Kind::SafetyMeasure,
        Kind::PlacementMade,
        Kind::ReviewDecided,
    ],
    ends: &[],
    derive: split,
};

fn split(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes: Vec<Cause> = file
        .each::<ComplaintMade>()
        .filter(|(fact, it)| it.asks_review || file.shows(fact).intersects(MORE_THAN_A_COMPLAINT))
        .map(|(fact, it)| file.cause_for(fact, it.to).owned_by(file.services().in_body_of(it.to, Function::Complaints)))
        .collect();
    owed.each(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        if asks_review(file, cause.fact) {
            return match &fact.body {
                Body::ReviewAsked(it) => Verdict::meets_if(ours(it.to)),
                Body::ReviewDecided(it) => Verdict::meets_if(ours(it.by)),
                _ => Verdict::Nothing,
            };
        }
        match &fact.body {
            Body::HomelessnessOpened(it) => Verdict::meets_if(ours(it.by)),
            Body::ReferralMade(it) => Verdict::meets_if(it.by.team().is_some_and(ours)),
            Body::DisclosureMade(it) => Verdict::meets_if(ours(it.to)),
            Body::ProximityReported(it) => Verdict::meets_if(ours(it.to)),
            Body::SafetyMeasure(it) => Verdict::meets_if(ours(it.by)),
            Body::PlacementMade(it) => Verdict::meets_if(ours(it.by)),
            _ => Verdict::Nothing,
        }
    });
}

fn asks_review(file: &CaseFile, complaint: FactId) -> bool {
    file.fact(complaint).and_then(Fact::is::<ComplaintMade>).is_some_and(|it| it.asks_review)
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::law::Force;
    use crate::testing::{TestFile, a_council};

    fn complaint(day: &str) -> TestFile {
        a_council().team("complaints", Function::Complaints, "council").on(day, "complaint: complaint-made by=her to=housing")
    }

    #[test]
    fn a_complaint_is_acknowledged_in_five_days_and_answered_in_ten_from_then() {
        let file = complaint("2026-06-01");
        let owing = file.owes("CHC-ack-5wd").by_whom("complaints").due("2026-06-08").is("late");
        assert_eq!(owing.owed.rule.source.force, Force::Ombudsman);
        file.owes("CHC-s1-10wd").due("2026-06-22").is("late");
        let file = file.on("2026-06-03", "complaint-acknowledged complaint=complaint by=complaints");
        file.owes("CHC-ack-5wd").is("met");
        file.owes("CHC-s1-10wd").due("2026-06-17");
        file.owes_nothing_under("CHC-s2-20wd");
        file.on("2026-06-17", "complaint-answered complaint=complaint by=complaints").owes("CHC-s1-10wd").is("met");
    }

    #[test]
    fn a_late_acknowledgement_buys_no_time() {
        complaint("2026-06-01")
            .on("2026-07-20", "complaint-acknowledged complaint=complaint by=complaints")
            .owes("CHC-s1-10wd")
            .due("2026-06-22");
    }

    #[test]
    fn before_april_2026_the_same_days_were_the_councils_own() {
        let owing = complaint("2019-06-03").owes("CHC-s1-10wd").due("2019-06-24");
        assert_eq!(owing.owed.rule.source.force, Force::House);
    }

    #[test]
    fn a_complaint_taken_further_has_twenty_days_from_its_own_acknowledgement() {
        let file = complaint("2026-06-01").on("2026-07-01", "further: complaint-made by=her to=complaints follows=complaint");
        file.owes("CHC-s2-ack-5wd").due("2026-07-08");
        file.owes("CHC-s2-20wd").due("2026-08-05").is("late");
        file.owes("CHC-s1-10wd").is("missed");
    }

    #[test]
    fn a_disclosure_or_a_review_inside_a_complaint_is_taken_out_the_same_day() {
        let disclosure = a_council().on("2026-06-01", "complaint-made by=her to=housing shows=violence,home-at-risk");
        disclosure.owes("CHC-review-not-complaint").due("2026-06-01").is("late");
        disclosure.on("2026-06-01", "homelessness-opened by=housing").owes("CHC-review-not-complaint").is("met");
        let review = a_council().on("2026-06-01", "complaint-made by=her to=housing asks_review");
        review.clone().on("2026-06-01", "homelessness-opened by=housing").owes("CHC-review-not-complaint").is("late");
        review.on("2026-06-01", "review-asked by=her to=housing review=register").owes("CHC-review-not-complaint").is("met");
    }

    #[test]
    fn a_complaint_about_a_lost_form_is_only_a_complaint() {
        complaint("2026-06-01").owes_nothing_under("CHC-review-not-complaint");
    }
}
