//! After a meeting: what it says about housing and safety reaches those who have to act, records are flagged, and actions are done by their day.

use crate::calendar::Clock;
use crate::facts::{ActionSet, Body, Fact, Function, Kind, MeetingHeld, MeetingKind, MinutesShared, Shows};
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::law::{Force, InForce, Source};
use crate::marac::{SAFELIVES, SAFELIVES_URL, TOPIC};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};
use crate::working_together::default_day;

const TESSA: Source = Source {
    force: Force::Ombudsman,
    act: "Ombudsman, case 19 018 743; SafeLives guidance for MARACs",
    provision: "minutes and actions",
    says: "Each action has an owner, a day and evidence that it was done, and reaches the owner's own records. In Tessa's case the conference heard of her, and housing held nothing of what it said. The lengths are our own.",
    url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
};

/// MARAC-minutes
pub const MINUTES: Rule = Rule {
    id: "MARAC-minutes",
    topic: TOPIC,
    title: "Send out what the meeting settled",
    must: "Send each service the actions and what it needs to know from the meeting, housing among them, also where nobody from it was there. No more than it needs, and never where he or his people can see it.",
    source: TESSA,
    in_force: InForce::ALWAYS,
    owner: Function::Marac,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::MeetingHeld],
    hears: Shows::empty(),
    meets: &[Kind::MinutesShared, Kind::ActionSet],
    ends: &[],
    derive: minutes,
};

fn minutes(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = hearings(file).map(|(fact, it)| file.cause_for(fact, it.by));
    let housing_is_there = file.services().doing(Function::Housing).next().is_some();
    owed.each_answered(causes, |cause, fact| {
        let reaches = |team| !housing_is_there || file.services().does(team, Function::Housing);
        match &fact.body {
            Body::MinutesShared(it) => Verdict::meets_if(it.meeting == cause.fact && reaches(it.with)),
            // An action for housing that is recorded in the file has reached housing.
            Body::ActionSet(it) => Verdict::meets_if(it.of == Some(cause.fact) && housing_is_there && reaches(it.owner)),
            _ => Verdict::Nothing,
        }
    });
}

/// MARAC-flag
pub const FLAG: Rule = Rule {
    id: "MARAC-flag",
    topic: TOPIC,
    title: "Flag your records after the meeting",
    must: "Mark your own records of her, her children and him for twelve months, so that whoever picks up the telephone knows that this is high risk, and test that the flag shows.",
    source: Source {
        force: Force::House,
        act: SAFELIVES,
        provision: "flagging",
        says: "Each service marks its records of the survivor, the children and the alleged perpetrator for twelve months after the last hearing.",
        url: SAFELIVES_URL,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Practice,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::MeetingHeld, Kind::MinutesShared],
    hears: Shows::empty(),
    meets: &[Kind::RecordsFlagged],
    ends: &[],
    derive: flag,
};

/// Housing flags after a meeting that it was at or knows of; every other service when it gets the minutes.
fn flag(file: &CaseFile, owed: &mut Owed<'_>) {
    let at_meeting: Vec<Cause> = hearings(file)
        .filter_map(|(fact, it)| {
            let housing = it.present.iter().copied().find(|team| file.services().does(*team, Function::Housing));
            let team =
                housing.or_else(|| file.falls_to(fact, Function::Housing).map(|(team, _)| team)).or(it.present.first().copied());
            Some(file.cause_for(fact, team?))
        })
        .collect();
    let by_minutes: Vec<Cause> = file
        .each::<MinutesShared>()
        .filter(|(_, it)| {
            let held = file.fact(it.meeting).and_then(|fact| fact.is::<MeetingHeld>());
            let already =
                at_meeting.iter().any(|cause| cause.fact == it.meeting && file.services().same_body(cause.owner, it.with));
            held.is_some_and(|held| held.meeting == MeetingKind::Marac) && it.by != it.with && !already
        })
        .map(|(fact, it)| file.cause_for(fact, it.with))
        .collect();
    owed.each(at_meeting.into_iter().chain(by_minutes), |cause, fact| match &fact.body {
        Body::RecordsFlagged(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        _ => Verdict::Nothing,
    });
}

/// MARAC-action-due
pub const ACTION: Rule = Rule {
    id: "MARAC-action-due",
    topic: TOPIC,
    title: "Do the action that the meeting gave you",
    must: "Do it by its day and record what shows that it is done. If it cannot be done, tell whoever set it before the day, and say what happens instead.",
    source: TESSA,
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::OnDate,
    local: false,
    reads: &[Kind::ActionSet],
    hears: Shows::empty(),
    meets: &[Kind::ActionDone],
    ends: &[],
    derive: action,
};

/// Actions of any meeting or plan of several services: a core group's as well as the conference's.
fn action(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<ActionSet>().map(|(fact, it)| {
        let due = it.due.unwrap_or_else(|| default_day(fact.happened.date)).max(fact.happened.date);
        file.cause_for(fact, it.owner).due_on(due)
    });
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::ActionDone(it) => Verdict::meets_if(it.action == cause.fact),
        _ => Verdict::Nothing,
    });
}

/// Every hearing by the conference.
pub(super) fn hearings(file: &CaseFile) -> impl Iterator<Item = (&Fact, &MeetingHeld)> {
    file.each::<MeetingHeld>().filter(|(_, it)| it.meeting == MeetingKind::Marac)
}

/// The advisers' team in the file, where there is one.
pub(super) fn advisers(file: &CaseFile) -> Option<TeamId> {
    file.services().doing(Function::Idva).next().map(|service| service.team)
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    fn heard() -> TestFile {
        a_council()
            .team("police", Function::Police, "police")
            .on("2018-09-12", "meeting: meeting-held meeting=marac by=police present=children,housing")
    }

    #[test]
    fn what_was_settled_reaches_housing_within_two_working_days() {
        heard().owes("MARAC-minutes").by_whom("police").due("2018-09-14").is("late");
        heard().on("2018-09-13", "minutes-shared meeting=meeting by=police with=children").owes("MARAC-minutes").is("late");
        heard().on("2018-09-13", "minutes-shared meeting=meeting by=police with=housing").owes("MARAC-minutes").is("met");
        heard()
            .on("2018-09-13", "action-set of=meeting by=police owner=housing action=rehousing")
            .owes("MARAC-minutes")
            .is("met");
    }

    #[test]
    fn housing_flags_after_the_meeting_and_others_when_they_get_the_minutes() {
        heard().owes("MARAC-flag").by_whom("housing").due("2018-09-14").is("late");
        let file = heard().on("2018-09-20", "sent: minutes-shared meeting=meeting by=police with=adults");
        assert_eq!(file.all("MARAC-flag").len(), 1, "adults and housing are one body");
        heard().on("2018-09-13", "records-flagged by=housing of=meeting").owes("MARAC-flag").is("met");
    }

    #[test]
    fn an_action_is_done_by_its_day() {
        let file = heard().on("2018-09-12", "act: action-set of=meeting by=police owner=housing action=rehousing due=2018-09-26");
        file.owes("MARAC-action-due").by_whom("housing").due("2018-09-26").is("late");
        file.on("2018-09-27", "action-done action=act by=housing").owes("MARAC-action-due").is("met-late");
    }

    #[test]
    fn an_action_without_a_day_has_ten_working_days() {
        heard()
            .on("2018-09-12", "action-set by=police owner=housing action=rehousing")
            .owes("MARAC-action-due")
            .due("2018-09-26");
    }

    #[test]
    fn a_meeting_of_another_kind_has_no_minutes_of_the_conference() {
        let file = a_council().on("2018-09-12", "meeting-held meeting=core-group by=children");
        file.owes_nothing_under("MARAC-minutes");
        file.owes_nothing_under("MARAC-flag");
    }
}
