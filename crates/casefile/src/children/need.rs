//! A child hurt, and a child living with abuse: children's services decide how to respond; whoever knows and is not children's services tells them.

use crate::calendar::Clock;
use crate::children::{TOPIC, known_abuser, protection};
use crate::facts::{
    AreaWarned, Body, Duty, DutyAccepted, DutyEnded, EvidenceKind, Fact, Function, Kind, MeetingHeld, MeetingKind, ReferralKind,
    Shows, Subject,
};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};
use crate::working_together::{Turn, turn};

/// CA89-s47-enquire
pub const HARM: Rule = Rule {
    id: "CA89-s47-enquire",
    topic: TOPIC,
    title: "A child may be suffering significant harm",
    must: "Children's services: decide today or tomorrow whether to make enquiries to protect the child, and hold a strategy discussion where that is so. Everybody else who knows: refer the child to children's services within one working day, and do not wait for consent where that would put the child at risk.",
    source: Source {
        force: Force::Law,
        act: "Children Act 1989",
        provision: "s.47(1)",
        says: "An authority with reasonable cause to suspect that a child who lives or is found in its area suffers or is likely to suffer significant harm must make the enquiries that it needs to decide what to do. Harm takes in what a child sees or hears of the ill-treatment of somebody else (s.31(9)). One working day is our standard.",
        url: "https://www.legislation.gov.uk/ukpga/1989/41/section/47",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::NewHouseholdKnown, Kind::AllegedPerpetratorMoved, Kind::AreaWarned],
    hears: Shows::CHILD_HARM,
    meets: &[
        Kind::DutyAccepted,
        Kind::DecisionMade,
        Kind::MeetingHeld,
        Kind::ReferralMade,
        Kind::InformationShared,
        Kind::AreaWarned,
    ],
    ends: &[],
    derive: harm,
};

fn harm(file: &CaseFile, owed: &mut Owed<'_>) {
    let (decide, refer) = by_turn(file, file.showing(Shows::CHILD_HARM));
    owed.episodes(decide, |cause, fact| decides(file, cause, fact, Duty::ChildProtection));
    owed.episodes(refer, |cause, fact| refers(file, cause, fact));
    let elsewhere =
        known_abuser::new_families(file).into_iter().filter(|cause| file.services().does(cause.owner, Function::Children));
    owed.episodes(elsewhere, |cause, fact| match &fact.body {
        Body::AreaWarned(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        _ => decides(file, cause, fact, Duty::ChildProtection),
    });
    let warned = file
        .each::<AreaWarned>()
        .filter(|(_, it)| file.services().does(it.to, Function::Children) && !file.services().same_body(it.by, it.to))
        .map(|(fact, it)| file.cause_for(fact, it.to));
    owed.each(warned, |cause, fact| decides(file, cause, fact, Duty::ChildProtection));
}

/// CA89-s17-need
pub const NEED: Rule = Rule {
    id: "CA89-s17-need",
    topic: TOPIC,
    title: "A child lives with abuse and may need help",
    must: "Children's services: decide whether the child is in need, and assess. Everybody else who knows: tell the parent what help there is and refer to children's services, or record why not.",
    source: Source {
        force: Force::Law,
        act: "Children Act 1989",
        provision: "s.17(1) and (10)",
        says: "An authority must safeguard and promote the welfare of children in its area who are in need: whose health or development would suffer without services. A child who sees, hears or lives with abuse may be one. The Act sets no length; one working day to respond is the length for a referral.",
        url: "https://www.legislation.gov.uk/ukpga/1989/41/section/17",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: protection::PROTECTION,
    hears: Shows::CHILD_WITNESS.union(Shows::CHILD_HARM),
    meets: &[
        Kind::DutyAccepted,
        Kind::DecisionMade,
        Kind::MeetingHeld,
        Kind::AssessmentMade,
        Kind::ReferralMade,
        Kind::InformationShared,
        Kind::ContactMade,
    ],
    ends: &[],
    derive: need,
};

fn need(file: &CaseFile, owed: &mut Owed<'_>) {
    // Where a child is hurt the stricter rule speaks.
    let living_with_it = file.showing(Shows::CHILD_WITNESS).filter(|fact| !file.shows(fact).intersects(Shows::CHILD_HARM));
    let (mut decide, mut refer) = by_turn(file, living_with_it);
    // Children's services who work with the family already have decided; and what a social worker wrote they know.
    decide.retain(|cause| file.fact(cause.fact).is_some_and(|fact| !children_are_helped(file, fact)));
    let by_social_worker = |cause: &Cause| match file.body_of(cause.fact) {
        Some(Body::EvidenceReceived(it)) => it.evidence == EvidenceKind::SocialWorkerLetter,
        _ => false,
    };
    refer.retain(|cause| !by_social_worker(cause));
    owed.episodes(decide, |cause, fact| decides(file, cause, fact, Duty::ChildInNeed));
    owed.episodes(refer, |cause, fact| match &fact.body {
        Body::ContactMade(it) => Verdict::meets_if(
            it.by.team().is_some_and(|by| file.services().same_body(by, cause.owner))
                && it.to.team().is_some_and(|to| file.services().does(to, Function::Children)),
        ),
        _ => refers(file, cause, fact),
    });
}

/// Facts as causes, split by whose turn they make it. A referral to children's services has a rule of its own for its answer, yet the duty stands
/// beside it; a meeting of theirs about the child is the answer and asks for none.
fn by_turn<'a>(file: &CaseFile, facts: impl Iterator<Item = &'a Fact>) -> (Vec<Cause>, Vec<Cause>) {
    let (mut decide, mut refer) = (Vec::new(), Vec::new());
    let about_a_child = |fact: &Fact| fact.is::<MeetingHeld>().is_some_and(|it| it.meeting.is_about_a_child());
    for fact in facts.filter(|fact| !about_a_child(fact)) {
        match turn(file, fact, Function::Children) {
            Some((cause, Turn::Decide)) => decide.push(cause),
            Some((cause, Turn::Refer)) => refer.push(cause),
            None => {}
        }
    }
    (decide, refer)
}

/// Whether children's services worked with the family when a fact happened: under a plan or an enquiry, or with a child in need.
fn children_are_helped(file: &CaseFile, fact: &Fact) -> bool {
    if protection::protected_on(file, fact).is_some() {
        return true;
    }
    let accepted = file
        .each::<DutyAccepted>()
        .rev()
        .find(|(accepted, it)| it.duty == Duty::ChildInNeed && accepted.happened < fact.happened)
        .map(|(accepted, _)| accepted.happened);
    accepted.is_some_and(|since| {
        !file
            .each::<DutyEnded>()
            .any(|(ended, it)| it.duty == Duty::ChildInNeed && ended.happened >= since && ended.happened <= fact.happened)
    })
}

/// Whether children's services have decided how to respond. `least` is the least duty that is an answer.
fn decides(file: &CaseFile, cause: &Cause, fact: &Fact, least: Duty) -> Verdict {
    let ours = |by| file.services().same_body(by, cause.owner);
    match &fact.body {
        Body::DutyAccepted(it) => Verdict::meets_if(ours(it.by) && (it.duty == Duty::ChildProtection || it.duty == least)),
        Body::DecisionMade(it) => Verdict::meets_if(ours(it.by) && it.subject == Subject::ChildResponse),
        Body::MeetingHeld(it) => Verdict::meets_if(
            matches!(it.meeting, MeetingKind::Strategy | MeetingKind::Conference)
                && (ours(it.by) || it.present.contains(&cause.owner)),
        ),
        Body::AssessmentMade(it) => Verdict::meets_if(it.by == cause.owner),
        _ => Verdict::Nothing,
    }
}

/// Whether the team that knows has told children's services, or they have taken it up all the same.
fn refers(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    let services = file.services();
    match &fact.body {
        Body::ReferralMade(it) => Verdict::meets_if(
            (it.referral == ReferralKind::Children || services.does(it.to, Function::Children))
                && it.by.team().is_some_and(|by| services.same_body(by, cause.owner)),
        ),
        Body::DecisionMade(it) => Verdict::meets_if(it.subject == Subject::Referral && services.same_body(it.by, cause.owner)),
        Body::DutyAccepted(it) => Verdict::ends_if(matches!(it.duty, Duty::ChildProtection | Duty::ChildInNeed)),
        Body::MeetingHeld(it) => Verdict::ends_if(matches!(it.meeting, MeetingKind::Strategy | MeetingKind::Conference)),
        _ => Verdict::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::a_council;

    #[test]
    fn a_baby_hurt_is_referred_within_a_working_day_by_whoever_knows() {
        let file = a_council()
            .child("baby")
            .on("2019-01-18", "hurt: assaulted by=him of=baby to=housing injured")
            .known_to("housing", "2019-01-18");
        file.owes("CA89-s47-enquire").by_whom("housing").due("2019-01-21").because(&["hurt"]).is("late");
        file.owes_nothing_under("CA89-s17-need");
        let file = file.on("2019-01-21", "referral-made by=housing to=children referral=children");
        file.owes("CA89-s47-enquire").is("met");
        file.owes("WT-1wd-decision").by_whom("children").due("2019-01-22");
    }

    #[test]
    fn childrens_services_who_know_decide_themselves() {
        let file = a_council().child("baby").on("2019-01-18", "assaulted by=him of=baby to=children");
        file.owes("CA89-s47-enquire").by_whom("children").due("2019-01-21").is("late");
        file.on("2019-01-21", "meeting-held meeting=strategy-discussion by=children").owes("CA89-s47-enquire").is("met");
    }

    #[test]
    fn a_decision_that_the_child_is_only_in_need_does_not_answer_a_suspicion_of_harm_unless_it_says_so() {
        let file = a_council().child("baby").on("2019-01-18", "assaulted by=him of=baby to=children");
        file.clone().on("2019-01-19", "duty-accepted by=children duty=child-in-need").owes("CA89-s47-enquire").is("late");
        file.on("2019-01-19", "decision-made by=children subject=child-response outcome=in-favour")
            .owes("CA89-s47-enquire")
            .is("met");
    }

    #[test]
    fn where_housing_knew_for_weeks_before_childrens_services_it_is_housing_that_failed() {
        a_council()
            .child("baby")
            .on("2019-01-18", "assaulted by=him of=baby to=housing")
            .known_to("housing", "2019-01-18")
            .known_to("children", "2019-02-18")
            .owes("CA89-s47-enquire")
            .by_whom("housing")
            .due("2019-01-21");
    }

    #[test]
    fn a_child_who_lives_with_it_may_be_in_need() {
        let file = a_council().child("boy").on("2026-06-01", "assaulted by=him of=her to=children");
        file.owes("CA89-s17-need").by_whom("children").due("2026-06-02").is("late");
        file.owes_nothing_under("CA89-s47-enquire");
        let file = file.on("2026-06-02", "duty-accepted by=children duty=child-in-need");
        file.owes("CA89-s17-need").is("met");
        file.on("2026-07-01", "threat-made by=him of=her to=children").owes("CA89-s17-need").is("met");
    }

    #[test]
    fn under_a_protection_plan_childrens_services_need_no_new_decision_but_are_told() {
        let file = a_council()
            .team("police", Function::Police, "police")
            .child("boy")
            .on("2026-05-01", "meeting-held meeting=initial-conference by=children shows=child-witness");
        file.clone().on("2026-06-01", "assaulted by=him of=her to=children").owes_nothing_under("CA89-s17-need");
        let file = file.on("2026-06-01", "assaulted by=him of=her to=police").known_to("police", "2026-06-01");
        file.owes("CA89-s17-need").by_whom("police");
        file.on("2026-06-02", "contact-made by=police to=children").owes("CA89-s17-need").is("met");
    }

    #[test]
    fn without_children_nothing_is_owed_to_any() {
        let file = a_council().on("2026-06-01", "assaulted by=him of=her to=housing injured");
        file.owes_nothing_under("CA89-s17-need");
        file.owes_nothing_under("CA89-s47-enquire");
    }

    #[test]
    fn a_school_that_knows_refers_too() {
        a_council()
            .team("school", Function::School, "school")
            .on("2026-06-01", "disclosure-made to=school shows=child-harm")
            .known_to("school", "2026-06-01")
            .owes("CA89-s47-enquire")
            .by_whom("school");
    }

    #[test]
    fn a_council_that_is_warned_of_a_known_abuser_in_its_area_decides_what_to_do() {
        let file = a_council()
            .outsider("theirs", Function::Children, "council-two")
            .on("2026-06-01", "area-warned by=children to=theirs about=him");
        file.owes("CA89-s47-enquire").by_whom("theirs").due("2026-06-02");
    }
}
