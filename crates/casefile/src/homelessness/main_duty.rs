//! The main duty, which follows when relief has run its 56 days; and what is owed where she was found to be homeless intentionally.

use jiff::ToSpan;
use jiff::civil::Date;

use super::case::{Case, Priority};
use super::enquiries::came_back_in_time;
use super::prevention::REDUCTION_ACT;
use super::{TOPIC, act, relief, request, standing};
use crate::calendar::{Clock, last_day};
use crate::facts::{Body, Duty, DutyAccepted, DutyEnded, EndGround, Fact, Finding, Function, Kind, Shows, Subject};
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::law::InForce;
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HA96-s193-main
pub const MAIN: Rule = Rule {
    id: "HA96-s193-main",
    topic: TOPIC,
    title: "Accept the main housing duty and house her",
    must: "Relief is over and she has no home. She is in priority need, and somebody who flees abuse is not homeless intentionally: accept the main duty by letter, with new advice about any tenancy that she still has, and see that she has a suitable place for as long as it lasts.",
    source: act(
        "s.193(1)-(3), s.189B(4)",
        "When relief has ended, an authority that is satisfied that the applicant is homeless, eligible and in priority need, and not satisfied that she is so intentionally, must secure suitable accommodation for her household. The duty has no last day. It follows day 56; five working days for the letter are our standard.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/193",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: READS,
    hears: request::HEARS,
    meets: &[Kind::DutyAccepted, Kind::PlacementMade, Kind::OfferMade, Kind::RefugeSought],
    ends: &[Kind::DutyEnded, Kind::DecisionMade, Kind::Moved],
    derive: main,
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
    Kind::PregnancyKnown,
];

fn main(file: &CaseFile, owed: &mut Owed<'_>) {
    let after_relief = relief::begun(file).map(|cause| {
        let satisfied = cause.start.unwrap_or(cause.since.into()).date;
        from_day_57(cause, satisfied)
    });
    owed.each(after_relief, |cause, fact| follows_relief(file, cause, fact));
    // Relief was never opened: the same day comes, counted from the day on which the authority had reason to believe.
    let never_opened = request::undecided(file).map(|cause| {
        let known = cause.since;
        if cause.happened.date < REDUCTION_ACT { under_the_old_law(cause, known) } else { from_day_57(cause, known) }
    });
    owed.episodes(never_opened, |cause, fact| match &fact.body {
        Body::DutyAccepted(it) if it.duty == Duty::Relief => Verdict::ends_if(file.services().same_body(it.by, cause.owner)),
        _ => accepts(file, cause, fact),
    });
    owed.each(with_nowhere_to_live(file), |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::PlacementMade(_) => Verdict::Meets,
            Body::RefugeSought(it) => Verdict::meets_if(it.found),
            Body::OfferMade(it) => Verdict::meets_if(ours(it.by) && it.suitability_checked),
            Body::DutyEnded(it) => Verdict::ends_if(ours(it.by) && it.duty == Duty::Main && it.notice),
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
}

/// After relief: a notice on another ground than time ends it, and so does one on the ground of time where the main duty cannot follow. A letter that
/// says no more than "not in priority need" ends nothing.
fn follows_relief(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    let ours = |by| file.services().same_body(by, cause.owner);
    match &fact.body {
        Body::DecisionMade(_) => Verdict::Nothing,
        Body::DutyAccepted(it) if ours(it.by) && it.duty == Duty::Relief => {
            Verdict::ends_if(relief::takes_its_place(file, cause, it.duty))
        }
        Body::DutyEnded(it) if ours(it.by) && it.duty == Duty::Relief && it.notice && it.ground == EndGround::TimeUp => {
            let (day, day_57) = (fact.happened.date, cause.since);
            let no_priority = matches!(Case::priority_of(file, it.by, day), Priority::Not(_));
            let no_main = (no_priority && !came_back_in_time(file, it.by, day)) || intentional_by(file, it.by, fact);
            Verdict::ends_if(day >= day_57 && no_main)
        }
        _ => accepts(file, cause, fact),
    }
}

/// Whether it has been decided, and not undone, that she is homeless intentionally.
fn intentional_by(file: &CaseFile, by: TeamId, until: &Fact) -> bool {
    let found = file.any_of(&[Kind::DecisionMade, Kind::DutyAccepted]).filter(|fact| fact.happened <= until.happened);
    let says = found.filter_map(|fact| match &fact.body {
        Body::DecisionMade(it) if it.subject == Subject::Homelessness && it.can_stand() => Some((it.by, &it.findings)),
        Body::DutyAccepted(it) => Some((it.by, &it.findings)),
        _ => None,
    });
    let ours = says.filter(|(team, _)| file.services().same_body(*team, by));
    let last = ours
        .flat_map(|(_, findings)| findings.iter())
        .filter(|one| matches!(one, Finding::Intentional | Finding::NotIntentional))
        .last();
    last == Some(&Finding::Intentional)
}

/// The main duty accepted by letter meets it; a letter that nothing is owed, or an end of relief in time, ends it.
fn accepts(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    let ours = |by| file.services().same_body(by, cause.owner);
    match &fact.body {
        Body::DutyAccepted(it) if ours(it.by) => match it.duty {
            Duty::Main if it.letter => Verdict::Meets,
            Duty::Intentional => Verdict::ends_if(it.letter),
            _ => Verdict::Nothing,
        },
        Body::DutyEnded(it) if ours(it.by) && it.duty == Duty::Relief => {
            let by_time = matches!(it.ground, EndGround::TimeUp | EndGround::NextDuty);
            Verdict::ends_if(it.notice && !by_time)
        }
        Body::DecisionMade(it) => Verdict::ends_if(ours(it.by) && standing::decides_against(it)),
        _ => Verdict::ends_if(standing::settles(file, fact)),
    }
}

/// Day 57: relief ran from the first day to the close of the fifty-sixth.
fn from_day_57(mut cause: Cause, first: Date) -> Cause {
    cause.due = None;
    let day_57 = last_day::beginning_with(first, 57).max(cause.since);
    cause.counted_from(day_57).from_day(day_57)
}

/// Before April 2018 no 56 days came first: the main duty followed from the enquiries, for which the code of the time gave 33 working days.
fn under_the_old_law(cause: Cause, known: Date) -> Cause {
    cause.due_on(last_day::working_days_after(known, 33))
}

/// The main duty is accepted, and she has no place to live: neither a placement nor a home of her own that is safe.
fn with_nowhere_to_live(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<DutyAccepted>().filter(|(_, it)| it.duty == Duty::Main).filter_map(|(fact, it)| {
        let tomorrow = fact.happened.date.saturating_add(1.day());
        (!standing::has_a_place(file, tomorrow)).then(|| file.cause_for(fact, it.by))
    })
}

/// HA96-s190-intentional
pub const INTENTIONAL: Rule = Rule {
    id: "HA96-s190-intentional",
    topic: TOPIC,
    title: "A place for a reasonable time, and advice",
    must: "She is in priority need although she was found to be homeless intentionally: give her a place for as long as she reasonably needs to find another, and advice and help in looking for it.",
    source: act(
        "s.190(1), (2)",
        "Somebody in priority need who is homeless intentionally is owed accommodation for a period that gives a reasonable chance to find another, and advice and help in any attempt to do so. How long depends on the case.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/190",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[
        Kind::DutyAccepted,
        Kind::DutyEnded,
        Kind::DecisionMade,
        Kind::PlacementMade,
        Kind::PlacementEnded,
        Kind::RefugeSought,
        Kind::PregnancyKnown,
        Kind::Moved,
    ],
    hears: Shows::ABUSE,
    meets: &[Kind::DutyAccepted, Kind::PlacementMade, Kind::OfferMade, Kind::RefugeSought],
    ends: &[Kind::Moved, Kind::DutyEnded],
    derive: intentional,
};

fn intentional(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file
        .each::<DutyAccepted>()
        .filter(|(fact, it)| it.duty == Duty::Intentional && !standing::has_a_place(file, fact.happened.date))
        .map(|(fact, it)| file.cause_for(fact, it.by));
    owed.each(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::PlacementMade(_) => Verdict::Meets,
            Body::RefugeSought(it) => Verdict::meets_if(it.found),
            Body::OfferMade(it) => Verdict::meets_if(ours(it.by) && it.suitability_checked),
            Body::DutyAccepted(it) => Verdict::ends_if(ours(it.by) && it.duty == Duty::Main),
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
    // Relief ended by notice, and she was found to be homeless intentionally: the short duty follows, by letter.
    let follows = file
        .each::<DutyEnded>()
        .filter(|(_, it)| it.duty == Duty::Relief && it.ground == EndGround::TimeUp && it.notice)
        .filter(|(fact, it)| {
            let in_need = Case::priority_of(file, it.by, fact.happened.date).is_accepted();
            in_need && intentional_by(file, it.by, fact) && !accepted_before(file, it.by, fact)
        })
        .map(|(fact, it)| file.cause_for(fact, it.by));
    owed.each(follows, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::DutyAccepted(it) if ours(it.by) => match it.duty {
                Duty::Intentional => Verdict::meets_if(it.letter),
                duty => Verdict::ends_if(duty == Duty::Main),
            },
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
}

/// Whether the short duty had been accepted before relief was ended.
fn accepted_before(file: &CaseFile, by: TeamId, end: &Fact) -> bool {
    file.each::<DutyAccepted>()
        .any(|(fact, it)| it.duty == Duty::Intentional && fact.happened <= end.happened && file.services().same_body(it.by, by))
}

#[cfg(test)]
mod tests {
    use crate::testing::a_council;

    const MAIN: &str = "HA96-s193-main";

    #[test]
    fn the_main_duty_follows_the_fifty_sixth_day_of_relief() {
        let file = a_council().on("2026-03-02", "relief: duty-accepted by=housing duty=relief letter");
        file.owes(MAIN).since("2026-04-27").due("2026-05-05").on("2026-04-26", "coming").is("late").because(&["relief"]);
        let placed = file.on("2026-03-03", "placement-made by=housing home=temporary suitability_checked");
        placed.clone().on("2026-04-28", "duty-accepted by=housing duty=main letter").owes(MAIN).is("met");
        placed.clone().on("2026-04-28", "duty-accepted by=housing duty=main").owes(MAIN).is("late");
        placed.on("2026-04-10", "duty-ended by=housing duty=relief ground=secured notice").owes_nothing_under(MAIN);
    }

    #[test]
    fn where_relief_was_never_opened_it_drifts_no_further_than_day_57() {
        let file = a_council().on("2019-01-07", "told: disclosure-made to=housing asks=housing");
        file.owes(MAIN).since("2019-03-04").due("2019-03-11").is("late");
        let late = file.on("2019-03-20", "relief: duty-accepted by=housing duty=relief letter");
        let owed = late.all(MAIN);
        assert_eq!(owed.len(), 2);
        owed.into_iter().find(|one| one.owed.since.to_string() == "2019-05-15").unwrap().is("late").because(&["relief"]);
    }

    #[test]
    fn under_the_old_law_it_followed_from_the_enquiries() {
        a_council().on("2017-03-01", "disclosure-made to=housing asks=housing").owes(MAIN).since("2017-03-01").due("2017-04-19");
    }

    #[test]
    fn a_main_duty_on_paper_is_no_home() {
        let file = a_council().on("2026-03-02", "duty-accepted by=housing duty=main letter");
        file.owes(MAIN).is("late");
        file.clone().on("2026-03-03", "placement-made by=housing home=temporary").owes(MAIN).is("met");
        let placed = a_council().on("2026-03-02", "placement-made by=housing home=temporary");
        placed.on("2026-03-02", "duty-accepted by=housing duty=main letter").owes_nothing_under(MAIN);
    }

    #[test]
    fn intentionally_homeless_still_means_a_place_for_a_time() {
        let file = a_council().on("2026-03-02", "duty-accepted by=housing duty=intentional letter");
        file.owes("HA96-s190-intentional").due("2026-03-02").is("late");
        let placed = a_council().on("2026-02-02", "placement-made by=housing home=hostel");
        placed.on("2026-03-02", "duty-accepted by=housing duty=intentional letter").owes_nothing_under("HA96-s190-intentional");
    }
}
