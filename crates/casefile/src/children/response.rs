//! What children's services do with a referral: a decision within a working day, an assessment within forty-five.

use crate::calendar::{Clock, last_day, working_days_between};
use crate::children::{TOPIC, WORKING_TOGETHER, WORKING_TOGETHER_URL};
use crate::facts::{
    Body, Duty, DutyAccepted, Fact, Function, Kind, MeetingKind, PlanKind, ReferralAnswered, ReferralKind, ReferralMade, Shows,
    Subject,
};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};
use crate::working_together::{Turn, turn};

/// WT-1wd-decision
pub const DECISION: Rule = Rule {
    id: "WT-1wd-decision",
    topic: TOPIC,
    title: "Decide how to respond about the child",
    must: "A social worker decides within one working day what the child needs: protection now, enquiries, an assessment, early help, or nothing further with reasons; and tells whoever made the referral.",
    source: Source {
        force: Force::Guidance,
        act: WORKING_TOGETHER,
        provision: "chapter on assessing need; Keeping children safe in education repeats it",
        says: "Within one working day of a referral children's social care acknowledges it and decides what kind of response it needs.",
        url: WORKING_TOGETHER_URL,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: false,
    reads: &[Kind::ReferralMade],
    hears: Shows::CHILD_HARM,
    meets: &[Kind::ReferralAnswered, Kind::DecisionMade, Kind::DutyAccepted, Kind::MeetingHeld],
    ends: &[],
    derive: decision,
};

fn decision(file: &CaseFile, owed: &mut Owed<'_>) {
    let referred = file
        .each::<ReferralMade>()
        .filter(|(_, it)| file.services().does(it.to, Function::Children) && it.referral != ReferralKind::TransferIn)
        .map(|(fact, it)| file.cause_for(fact, it.to));
    let causes: Vec<Cause> = referred.chain(heard_without_referral(file)).collect();
    owed.each(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::ReferralAnswered(it) => Verdict::meets_if(it.referral == cause.fact),
            Body::DecisionMade(it) => {
                let this = it.of.is_none_or(|of| of == cause.fact);
                Verdict::meets_if(ours(it.by) && this && it.subject == Subject::ChildResponse)
            }
            Body::DutyAccepted(it) => {
                Verdict::meets_if(ours(it.by) && matches!(it.duty, Duty::ChildInNeed | Duty::ChildProtection))
            }
            Body::MeetingHeld(it) => Verdict::meets_if(ours(it.by) && it.meeting == MeetingKind::Strategy),
            _ => Verdict::Nothing,
        }
    });
}

/// Harm that children's services learned of late, and with no referral: then the day on which they learned it counts.
fn heard_without_referral(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.showing(Shows::CHILD_HARM).filter(|fact| !matches!(fact.body, Body::ReferralMade(_))).filter_map(|fact| {
        let (_, whose) = turn(file, fact, Function::Children)?;
        let (team, heard) = file.falls_to(fact, Function::Children)?;
        let referred = file.each::<ReferralMade>().any(|(sent, it)| {
            let when = sent.happened.date;
            file.services().does(it.to, Function::Children) && when >= fact.happened.date && when <= heard
        });
        (whose == Turn::Refer && !referred).then(|| Cause::new(fact, team, heard))
    })
}

/// WT-45wd-assessment
pub const ASSESSMENT: Rule = Rule {
    id: "WT-45wd-assessment",
    topic: TOPIC,
    title: "Finish the assessment of the child",
    must: "Finish the child and family assessment with the child seen and heard, say what is to be done, and tell the family and whoever made the referral.",
    source: Source {
        force: Force::Guidance,
        act: WORKING_TOGETHER,
        provision: "chapter on assessing need",
        says: "The assessment is finished in good time for the child, and at most forty-five working days after the referral.",
        url: WORKING_TOGETHER_URL,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(45),
    local: false,
    reads: &[Kind::DutyAccepted, Kind::ReferralAnswered, Kind::ReferralMade],
    hears: Shows::empty(),
    meets: &[Kind::AssessmentMade, Kind::PlanMade, Kind::MeetingHeld],
    ends: &[Kind::DutyEnded, Kind::CaseClosed],
    derive: assessment,
};

fn assessment(file: &CaseFile, owed: &mut Owed<'_>) {
    let services = file.services();
    let accepted = file
        .each::<DutyAccepted>()
        .filter(|(_, it)| matches!(it.duty, Duty::ChildInNeed | Duty::ChildProtection))
        .map(|(fact, it)| counted_from_referral(file, file.cause_for(fact, it.by), fact));
    let answered = file.each::<ReferralAnswered>().filter(|(_, it)| it.accepted).filter_map(|(fact, it)| {
        let referral = file.fact(it.referral).filter(|referral| referral.happened <= fact.happened)?;
        let Body::ReferralMade(made) = &referral.body else { return None };
        let theirs = services.does(made.to, Function::Children) && made.referral != ReferralKind::TransferIn;
        theirs.then(|| counted_from_referral(file, file.cause_for(fact, it.by), fact))
    });
    let causes: Vec<Cause> = accepted.chain(answered).collect();
    owed.episodes(causes, |cause, fact| {
        let ours = |by| services.same_body(by, cause.owner);
        match &fact.body {
            Body::AssessmentMade(it) => Verdict::meets_if(ours(it.by) && services.does(it.by, Function::Children)),
            Body::PlanMade(it) => {
                Verdict::meets_if(ours(it.by) && matches!(it.plan, PlanKind::ChildInNeed | PlanKind::ChildProtection))
            }
            Body::MeetingHeld(it) => Verdict::meets_if(ours(it.by) && it.meeting == MeetingKind::Conference),
            Body::DutyEnded(it) => Verdict::ends_if(ours(it.by) && matches!(it.duty, Duty::ChildInNeed | Duty::ChildProtection)),
            Body::CaseClosed(it) => Verdict::ends_if(it.by == cause.owner),
            _ => Verdict::Nothing,
        }
    });
}

/// The days count from the referral that was accepted: the last one to this body in the ten working days before.
fn counted_from_referral(file: &CaseFile, cause: Cause, accepted: &Fact) -> Cause {
    let referral = file
        .each::<ReferralMade>()
        .filter(|(fact, it)| {
            file.services().same_body(it.to, cause.owner)
                && file.services().does(it.to, Function::Children)
                && fact.happened <= accepted.happened
                && working_days_between(fact.happened.date, accepted.happened.date) <= 10
        })
        .last();
    match referral {
        Some((referral, _)) => {
            let due = last_day::working_days_after(referral.happened.date, 45);
            if due >= cause.since { cause.counted_from(referral.happened).and(referral) } else { cause }
        }
        None => cause,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    fn referred() -> TestFile {
        a_council()
            .child("boy")
            .team("school", Function::School, "school")
            .on("2026-06-01", "sent: referral-made by=school to=children referral=children shows=child-witness")
    }

    #[test]
    fn a_referral_about_a_child_is_decided_within_a_working_day() {
        let file = referred();
        file.owes("WT-1wd-decision").by_whom("children").due("2026-06-02").is("late");
        file.clone().on("2026-06-02", "referral-acknowledged referral=sent by=children").owes("WT-1wd-decision").is("late");
        file.on("2026-06-03", "referral-answered referral=sent by=children accepted").owes("WT-1wd-decision").is("met-late");
    }

    #[test]
    fn harm_heard_late_and_by_nobodys_referral_is_decided_from_the_day_it_was_heard() {
        a_council()
            .child("boy")
            .on("2026-06-01", "assaulted by=him of=boy to=housing")
            .known_to("housing", "2026-06-01")
            .known_to("children", "2026-06-15")
            .owes("WT-1wd-decision")
            .by_whom("children")
            .due("2026-06-16");
    }

    #[test]
    fn the_assessment_counts_from_the_referral() {
        let file = referred().on("2026-06-02", "taken: referral-answered referral=sent by=children accepted");
        file.owes("WT-45wd-assessment").due("2026-08-03").because(&["taken", "sent"]).is("late");
        let file = file.on("2026-06-04", "duty-accepted by=children duty=child-in-need");
        file.owes("WT-45wd-assessment").due("2026-08-03");
        file.on("2026-08-03", "assessment-made by=children").owes("WT-45wd-assessment").is("met");
    }

    #[test]
    fn a_referral_that_is_not_taken_up_needs_no_assessment() {
        referred().on("2026-06-02", "referral-answered referral=sent by=children").owes_nothing_under("WT-45wd-assessment");
    }
}
