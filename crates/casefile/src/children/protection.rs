//! Child protection: strategy discussion, conference, core group, reviews, and a birth while a plan is in place.

use crate::calendar::{Clock, last_day};
use crate::children::{TOPIC, WORKING_TOGETHER, WORKING_TOGETHER_URL};
use crate::facts::{
    Body, ChildBorn, Duty, DutyAccepted, DutyEnded, Fact, Function, Kind, MeetingHeld, MeetingKind, PlanKind, Shows, Subject,
};
use crate::file::CaseFile;
use crate::ids::{PersonId, TeamId};
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

const fn working_together(provision: &'static str, says: &'static str) -> Source {
    Source { force: Force::Guidance, act: WORKING_TOGETHER, provision, says, url: WORKING_TOGETHER_URL }
}

/// WT-strategy
pub const STRATEGY: Rule = Rule {
    id: "WT-strategy",
    topic: TOPIC,
    title: "Hold a strategy discussion",
    must: "Bring children's social care, police and health together, share what each knows of the child and of the adults, and decide whether to enquire and how the child is safe meanwhile.",
    source: working_together(
        "child protection enquiries",
        "Where significant harm is suspected a strategy discussion is held promptly, with at least social care, police and health. The guidance names no hour; the next working day is our standard.",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::DutyAccepted, Kind::MeetingHeld],
    hears: Shows::empty(),
    meets: &[Kind::MeetingHeld],
    ends: &[Kind::DutyEnded],
    derive: strategy,
};

fn strategy(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<DutyAccepted>().filter(|(_, it)| it.duty == Duty::ChildProtection).filter_map(|(fact, it)| {
        // A discussion just before, at which the enquiry was decided, is the one that is asked for.
        let before = file.each::<MeetingHeld>().any(|(meeting, held)| {
            held.meeting == MeetingKind::Strategy
                && meeting.happened.date < fact.happened.date
                && last_day::working_days_after(meeting.happened.date, 10) >= fact.happened.date
        });
        (!before).then(|| file.cause_for(fact, it.by))
    });
    owed.episodes(causes, |cause, fact| match &fact.body {
        Body::MeetingHeld(it) => Verdict::meets_if(
            matches!(it.meeting, MeetingKind::Strategy | MeetingKind::Conference) && took_part(file, it, cause.owner),
        ),
        _ => protection_ended(file, cause.owner, fact),
    });
}

/// WT-15wd-ICPC
pub const CONFERENCE: Rule = Rule {
    id: "WT-15wd-ICPC",
    topic: TOPIC,
    title: "Hold the initial child protection conference",
    must: "Hold the conference, or decide and record that the enquiry found no need of one.",
    source: working_together(
        "initial child protection conference",
        "The conference is held within fifteen working days of the strategy discussion at which the enquiry was started, or of the last one where there were several.",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(15),
    local: false,
    reads: &[Kind::MeetingHeld, Kind::DutyAccepted],
    hears: Shows::empty(),
    meets: &[Kind::MeetingHeld],
    ends: &[Kind::DutyEnded, Kind::DecisionMade, Kind::PlanMade],
    derive: conference,
};

fn conference(file: &CaseFile, owed: &mut Owed<'_>) {
    let (mut waiting, mut causes): (Vec<Cause>, Vec<Cause>) = (Vec::new(), Vec::new());
    for (fact, it) in file.each::<MeetingHeld>() {
        match it.meeting {
            // Only the last discussion before a conference starts the clock.
            MeetingKind::Strategy => {
                if let Some(enquiry) = enquiry_started(file, fact, it.by) {
                    waiting.retain(|earlier| earlier.owner != it.by);
                    let cause = file.cause_for(fact, it.by).from_day(enquiry.happened.date);
                    waiting.push(cause.counted_from(fact.happened).and(enquiry));
                }
            }
            MeetingKind::Conference => causes.append(&mut waiting),
            _ => {}
        }
    }
    causes.append(&mut waiting);
    owed.each(causes, |cause, fact| match &fact.body {
        Body::MeetingHeld(it) => Verdict::meets_if(it.meeting == MeetingKind::Conference && took_part(file, it, cause.owner)),
        Body::DecisionMade(it) => Verdict::ends_if(
            it.subject == Subject::ChildResponse
                && file.services().same_body(it.by, cause.owner)
                && fact.happened.date > cause.happened.date,
        ),
        Body::PlanMade(it) => Verdict::ends_if(it.plan == PlanKind::ChildInNeed && file.services().same_body(it.by, cause.owner)),
        _ => protection_ended(file, cause.owner, fact),
    });
}

/// The acceptance of an enquiry that a strategy discussion belongs to: open by then, or accepted within ten working days after it.
fn enquiry_started<'a>(file: &'a CaseFile, discussion: &Fact, by: TeamId) -> Option<&'a Fact> {
    let enquiry = file
        .each::<DutyAccepted>()
        .filter(|(fact, it)| {
            it.duty == Duty::ChildProtection
                && file.services().same_body(it.by, by)
                && fact.happened.date <= last_day::working_days_after(discussion.happened.date, 10)
        })
        .map(|(fact, _)| fact)
        .last()?;
    let over = file.each::<DutyEnded>().any(|(fact, it)| {
        it.duty == Duty::ChildProtection && fact.happened >= enquiry.happened && fact.happened < discussion.happened
    });
    (!over).then_some(enquiry)
}

/// WT-10wd-core-group
pub const CORE_GROUP: Rule = Rule {
    id: "WT-10wd-core-group",
    topic: TOPIC,
    title: "Hold the first core group",
    must: "Bring the family and those who carry out the plan together, turn the outline plan into steps with an owner and a day each, and see that every service named in it has its steps.",
    source: working_together(
        "core group; local child protection procedures",
        "The first core group meets within ten working days of the conference that made the plan.",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(10),
    local: false,
    reads: PLAN_BEGINS,
    hears: Shows::empty(),
    meets: &[Kind::MeetingHeld],
    ends: &[Kind::DutyEnded, Kind::CaseClosed],
    derive: core_group,
};

fn core_group(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.each(protection_plans(file), |cause, fact| {
        met_by(file, cause, fact, &[MeetingKind::CoreGroup, MeetingKind::ReviewConference])
    });
}

/// WT-review-3m
pub const FIRST_REVIEW: Rule = Rule {
    id: "WT-review-3m",
    topic: TOPIC,
    title: "Hold the first review conference",
    must: "Hold the first review conference: look at every step of the plan, those of housing and of other services too, and at what is still not safe.",
    source: working_together(
        "child protection review conference",
        "The first review is held within three months of the initial conference.",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Duty,
    clock: Clock::Months(3),
    local: false,
    reads: PLAN_BEGINS,
    hears: Shows::empty(),
    meets: &[Kind::MeetingHeld],
    ends: &[Kind::DutyEnded, Kind::CaseClosed],
    derive: first_review,
};

fn first_review(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.each(protection_plans(file), |cause, fact| met_by(file, cause, fact, &[MeetingKind::ReviewConference]));
}

/// WT-review-6m
pub const NEXT_REVIEW: Rule = Rule {
    id: "WT-review-6m",
    topic: TOPIC,
    title: "Hold the next review conference",
    must: "Hold the next review conference while the child is on a plan.",
    source: working_together(
        "child protection review conference",
        "Further reviews are held at most six months apart while the child has a protection plan.",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Duty,
    clock: Clock::Months(6),
    local: false,
    reads: &[Kind::MeetingHeld],
    hears: Shows::empty(),
    meets: &[Kind::MeetingHeld],
    ends: &[Kind::DutyEnded, Kind::CaseClosed],
    derive: next_review,
};

fn next_review(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file
        .each::<MeetingHeld>()
        .filter(|(_, it)| it.meeting == MeetingKind::ReviewConference)
        .map(|(fact, it)| file.cause_for(fact, it.by).counted_from(fact.happened));
    owed.each(causes, |cause, fact| met_by(file, cause, fact, &[MeetingKind::ReviewConference]));
}

/// WT-prebirth
pub const PRE_BIRTH: Rule = Rule {
    id: "WT-prebirth",
    topic: TOPIC,
    title: "Meet after the birth",
    must: "Hold a review conference or core group now that the baby is born: where they live, who is a danger to them, and what the plan says about it.",
    source: Source {
        force: Force::Guidance,
        act: "Local child protection procedures (London)",
        provision: "pre-birth conferences",
        says: "Where there was a plan before the birth, a review conference or core group meets within ten days of it, or twenty where the mother is not well enough.",
        url: "https://www.londonsafeguardingchildrenprocedures.co.uk/",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Safety,
    clock: Clock::Within { days: 10 },
    local: true,
    reads: &[Kind::ChildBorn, Kind::MeetingHeld, Kind::PlanMade, Kind::DutyAccepted, Kind::DutyEnded, Kind::CaseClosed],
    hears: Shows::empty(),
    meets: &[Kind::MeetingHeld],
    ends: &[],
    derive: pre_birth,
};

fn pre_birth(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<ChildBorn>().filter_map(|(fact, _)| {
        let (started, team) = protected_on(file, fact)?;
        let since = file.known_on(fact, team).unwrap_or(fact.happened.date);
        // Heard of too late for the ten days, it is owed the day it is heard.
        let due = last_day::within(fact.happened.date, 10).max(since);
        let cause = Cause::new(fact, team, since).and(started);
        Some(if due == since { cause.due_on(due) } else { cause.counted_from(fact.happened) })
    });
    let causes: Vec<Cause> = causes.collect();
    owed.each(causes, |cause, fact| {
        met_by(file, cause, fact, &[MeetingKind::ReviewConference, MeetingKind::CoreGroup, MeetingKind::Conference])
    });
}

/// The kinds of fact by which a protection plan begins and ends.
const PLAN_BEGINS: &[Kind] = &[Kind::MeetingHeld, Kind::PlanMade, Kind::DutyEnded, Kind::CaseClosed];

/// With the enquiry that may precede it.
pub(super) const PROTECTION: &[Kind] =
    &[Kind::MeetingHeld, Kind::PlanMade, Kind::DutyAccepted, Kind::DutyEnded, Kind::CaseClosed];

/// Every beginning of a protection plan: the initial or transfer conference, or the plan itself where no conference is recorded.
/// While a plan runs for a child, a further plan is the same one brought up to date.
fn protection_plans(file: &CaseFile) -> Vec<Cause> {
    let mut running: Vec<(TeamId, Option<PersonId>)> = Vec::new();
    let mut begun = Vec::new();
    for fact in file.any_of(PLAN_BEGINS) {
        let same = |team: TeamId, person: Option<PersonId>, one: &(TeamId, Option<PersonId>)| {
            file.services().same_body(team, one.0) && (person.is_none() || one.1.is_none() || person == one.1)
        };
        let (team, person) = match &fact.body {
            Body::MeetingHeld(it) if matches!(it.meeting, MeetingKind::Conference | MeetingKind::TransferConference) => {
                (it.by, it.person)
            }
            Body::PlanMade(it) if it.plan == PlanKind::ChildProtection => (it.by, it.person),
            _ => {
                if let Some(team) = plan_ended_by(file, fact) {
                    running.retain(|one| !file.services().same_body(one.0, team));
                }
                continue;
            }
        };
        if !running.iter().any(|one| same(team, person, one)) {
            running.push((team, person));
            begun.push(file.cause_for(fact, team).counted_from(fact.happened));
        }
    }
    begun
}

/// The children's services whose protection plan or enquiry runs on the day of a fact, and by what it began.
pub(super) fn protected_on<'a>(file: &'a CaseFile, on: &Fact) -> Option<(&'a Fact, TeamId)> {
    let mut running: Vec<(&Fact, TeamId)> = Vec::new();
    for fact in file.any_of(PROTECTION).filter(|fact| fact.id != on.id && fact.happened.date <= on.happened.date) {
        let began = match &fact.body {
            Body::MeetingHeld(it) if it.meeting == MeetingKind::Conference => it.by,
            Body::MeetingHeld(it) if it.meeting == MeetingKind::TransferConference => {
                running.clear();
                it.by
            }
            Body::PlanMade(it) if it.plan == PlanKind::ChildProtection => it.by,
            Body::DutyAccepted(it) if it.duty == Duty::ChildProtection => it.by,
            _ => {
                if let Some(team) = plan_ended_by(file, fact) {
                    running.retain(|(_, one)| !file.services().same_body(*one, team));
                }
                continue;
            }
        };
        if !running.iter().any(|(_, one)| file.services().same_body(*one, began)) {
            running.push((fact, began));
        }
    }
    running.pop()
}

/// The body whose protection work a fact ends.
fn plan_ended_by(file: &CaseFile, fact: &Fact) -> Option<TeamId> {
    match &fact.body {
        Body::DutyEnded(it) if it.duty == Duty::ChildProtection => Some(it.by),
        Body::CaseClosed(it) if file.services().does(it.by, Function::Children) => Some(it.by),
        _ => None,
    }
}

fn took_part(file: &CaseFile, meeting: &MeetingHeld, team: TeamId) -> bool {
    file.services().same_body(meeting.by, team) || meeting.present.iter().any(|one| file.services().same_body(*one, team))
}

fn protection_ended(file: &CaseFile, owner: TeamId, fact: &Fact) -> Verdict {
    Verdict::ends_if(plan_ended_by(file, fact).is_some_and(|team| file.services().same_body(team, owner)))
}

/// A meeting of one of these kinds meets it; a transfer conference elsewhere, or the end of the plan, ends it.
fn met_by(file: &CaseFile, cause: &Cause, fact: &Fact, kinds: &[MeetingKind]) -> Verdict {
    match &fact.body {
        Body::MeetingHeld(it) if it.meeting == MeetingKind::TransferConference => {
            Verdict::ends_if(!file.services().same_body(it.by, cause.owner))
        }
        Body::MeetingHeld(it) => Verdict::meets_if(kinds.contains(&it.meeting) && took_part(file, it, cause.owner)),
        _ => protection_ended(file, cause.owner, fact),
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::Role;
    use crate::testing::{TestFile, a_council};

    fn enquiry() -> TestFile {
        a_council().child("girl").on("2026-06-01", "duty-accepted by=children duty=child-protection")
    }

    fn on_a_plan() -> TestFile {
        a_council().child("girl").on("2018-07-03", "meeting-held meeting=initial-conference by=children present=housing")
    }

    #[test]
    fn an_enquiry_starts_with_a_strategy_discussion_the_next_working_day() {
        enquiry().owes("WT-strategy").by_whom("children").due("2026-06-02").is("late");
        enquiry().on("2026-06-02", "meeting-held meeting=strategy-discussion by=children").owes("WT-strategy").is("met");
        a_council()
            .on("2026-05-29", "meeting-held meeting=strategy-discussion by=children")
            .on("2026-06-01", "duty-accepted by=children duty=child-protection")
            .owes_nothing_under("WT-strategy");
    }

    #[test]
    fn the_conference_follows_within_fifteen_working_days_of_the_last_discussion() {
        let file = enquiry().on("2026-06-01", "meeting-held meeting=strategy-discussion by=children");
        file.owes("WT-15wd-ICPC").due("2026-06-22").is("late");
        let file = file.on("2026-06-04", "meeting-held meeting=strategy-discussion by=children");
        file.owes("WT-15wd-ICPC").due("2026-06-25");
        file.clone().on("2026-06-25", "meeting-held meeting=initial-conference by=children").owes("WT-15wd-ICPC").is("met");
        file.on("2026-06-20", "duty-ended by=children duty=child-protection ground=plan-ended").owes("WT-15wd-ICPC").is("ended");
    }

    #[test]
    fn a_discussion_that_starts_no_enquiry_needs_no_conference() {
        a_council().on("2026-06-01", "meeting-held meeting=strategy-discussion by=children").owes_nothing_under("WT-15wd-ICPC");
    }

    #[test]
    fn core_group_after_ten_working_days_and_reviews_after_three_and_six_months() {
        let file = on_a_plan();
        file.owes("WT-10wd-core-group").due("2018-07-17").is("late");
        file.owes("WT-review-3m").due("2018-10-03").is("late");
        let file = file
            .on("2018-07-17", "meeting-held meeting=core-group by=children")
            .on("2018-10-10", "meeting-held meeting=review-conference by=children");
        file.owes("WT-10wd-core-group").is("met");
        file.owes("WT-review-3m").is("met-late");
        file.owes("WT-review-6m").due("2019-04-10").is("late");
        let file = file.on("2019-01-10", "duty-ended by=children duty=child-protection ground=plan-ended");
        file.owes("WT-review-6m").is("ended");
    }

    #[test]
    fn a_plan_without_a_recorded_conference_counts_and_bringing_it_up_to_date_does_not_start_again() {
        let file = a_council()
            .on("2018-07-03", "plan-made by=children plan=child-protection-plan")
            .on("2018-08-03", "plan-made by=children plan=child-protection-plan");
        file.owes("WT-10wd-core-group").due("2018-07-17");
    }

    #[test]
    fn a_birth_while_a_plan_runs_brings_everybody_together_within_ten_days() {
        let file = on_a_plan().person("baby", Role::UnbornChild).on("2018-11-12", "child-born child=baby mother=her to=children");
        file.owes("WT-prebirth").by_whom("children").due("2018-11-22").is("late");
        file.on("2018-11-20", "meeting-held meeting=core-group by=children").owes("WT-prebirth").is("met");
    }

    #[test]
    fn a_birth_without_a_plan_is_a_happy_day() {
        a_council()
            .person("baby", Role::UnbornChild)
            .on("2018-11-12", "child-born child=baby mother=her to=children")
            .owes_nothing_under("WT-prebirth");
    }
}
