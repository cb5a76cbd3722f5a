//! The main duty, which follows when relief has run its 56 days; and what is owed where she was found to be homeless intentionally.

use jiff::ToSpan;
use jiff::civil::Date;

use super::prevention::REDUCTION_ACT;
use super::{TOPIC, act, relief, request, standing};
use crate::calendar::{Clock, last_day};
use crate::facts::{Body, Duty, DutyAccepted, Fact, Function, Kind, Shows};
use crate::file::CaseFile;
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
    reads: request::READS,
    hears: request::HEARS,
    meets: &[Kind::DutyAccepted, Kind::PlacementMade, Kind::OfferMade, Kind::RefugeSought],
    ends: &[Kind::DutyEnded, Kind::DecisionMade, Kind::Moved],
    derive: main,
};

fn main(file: &CaseFile, owed: &mut Owed<'_>) {
    let after_relief = relief::accepted(file).map(|cause| {
        let satisfied = cause.start.unwrap_or(cause.since.into()).date;
        from_day_57(cause, satisfied)
    });
    owed.each(after_relief, |cause, fact| accepts(file, cause, fact));
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
            let by_time = matches!(it.ground, crate::facts::EndGround::TimeUp | crate::facts::EndGround::NextDuty);
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
    reads: &[Kind::DutyAccepted, Kind::PlacementMade, Kind::PlacementEnded, Kind::RefugeSought, Kind::Moved],
    hears: Shows::empty(),
    meets: &[Kind::PlacementMade, Kind::OfferMade, Kind::RefugeSought],
    ends: &[Kind::Moved, Kind::DutyAccepted, Kind::DutyEnded],
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
