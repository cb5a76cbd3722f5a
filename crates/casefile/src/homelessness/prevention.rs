//! Threatened with homelessness: the test, and the duty to prevent it.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::{TOPIC, act, relief, request, standing};
use crate::calendar::{Clock, last_day};
use crate::facts::{Body, Duty, DutyAccepted, EndGround, Function, Kind, NoticeKind, NoticeToLeave, Shows, Subject};
use crate::file::CaseFile;
use crate::law::InForce;
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// The day on which the Homelessness Reduction Act 2017 came into force for new applications.
pub(super) const REDUCTION_ACT: Date = date(2018, 4, 3);
const BEFORE_IT: Date = date(2018, 4, 2);

/// HA96-s175-threatened-56d
pub const THREATENED: Rule = Rule {
    id: "HA96-s175-threatened-56d",
    topic: TOPIC,
    title: "She may lose her home: decide which duty is owed",
    must: "She is likely to be homeless within 56 days. Accept the prevention duty, or relief where she is homeless already, and tell her in writing. A notice from the landlord and abuse at home are one case, not two.",
    source: act(
        "s.175(4), (5)",
        "A person is threatened with homelessness if it is likely that she will become homeless within 56 days; also where a valid notice to leave the only home that she has runs out within 56 days.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/175",
    ),
    in_force: InForce::since(REDUCTION_ACT),
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: request::READS,
    hears: Shows::HOME_AT_RISK,
    meets: &[Kind::DutyAccepted, Kind::DecisionMade],
    ends: &[Kind::PlacementMade, Kind::Moved, Kind::DutyEnded],
    derive: threatened,
};

/// HA96-s175-threatened-56d as it was until 2 April 2018, when it looked ahead for 28 days.
pub const THREATENED_UNTIL_2018: Rule = Rule {
    must: "She is likely to be homeless within 28 days. Decide which duty is owed, and tell her in writing. A notice from the landlord and abuse at home are one case, not two.",
    source: act(
        "s.175(4), as it read until 2 April 2018",
        "A person was threatened with homelessness if it was likely that she would become homeless within 28 days.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/175",
    ),
    in_force: InForce::until(BEFORE_IT),
    derive: threatened_until_2018,
    ..THREATENED
};

fn threatened(file: &CaseFile, owed: &mut Owed<'_>) {
    raise_threatened(file, owed, 56);
}

fn threatened_until_2018(file: &CaseFile, owed: &mut Owed<'_>) {
    raise_threatened(file, owed, 28);
}

fn raise_threatened(file: &CaseFile, owed: &mut Owed<'_>, days: u32) {
    let causes = threats(file, days).into_iter().filter(|cause| !standing::any_duty(file, cause.owner, cause.since));
    owed.episodes(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::DutyAccepted(it) => {
                Verdict::meets_if(ours(it.by) && matches!(it.duty, Duty::Prevention | Duty::Relief | Duty::Main) && it.letter)
            }
            Body::DecisionMade(it) => {
                Verdict::meets_if(ours(it.by) && it.subject == Subject::Homelessness && it.stands() && it.says_what_is_owed())
            }
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
}

/// Everything that a housing authority knows and that may cost her her home, from the day on which that is so many days away.
fn threats(file: &CaseFile, days: u32) -> Vec<Cause> {
    let at_risk = file.showing(Shows::HOME_AT_RISK).filter_map(|fact| {
        let cause = request::authority(file, fact)?;
        let expires = match &fact.body {
            Body::NoticeToLeave(NoticeToLeave { expires: Some(expires), notice, .. }) if *notice != NoticeKind::Court => *expires,
            _ => return Some(cause),
        };
        in_time(cause, expires, days)
    });
    at_risk.collect()
}

/// A notice counts from the day on which its end is so many days away. One that was given under the old law is judged by the new one where it had
/// not come near enough before: what counts is the day looked from.
fn in_time(cause: Cause, expires: Date, days: u32) -> Option<Cause> {
    let near = |days: i64| expires.checked_sub(days.days()).unwrap_or(Date::MIN);
    let old_law = cause.clone().from_day(near(28));
    if cause.happened.date >= REDUCTION_ACT {
        return Some(cause.from_day(near(56)));
    }
    if old_law.since < REDUCTION_ACT {
        return (days == 28).then_some(old_law);
    }
    let mut new_law = cause.from_day(near(56)).from_day(REDUCTION_ACT);
    new_law.happened = REDUCTION_ACT.into();
    (days == 56).then_some(new_law)
}

/// HA96-s195-prevention-56d
pub const PREVENTION: Rule = Rule {
    id: "HA96-s195-prevention-56d",
    topic: TOPIC,
    title: "Help her not to lose her home",
    must: "Take reasonable steps so that she does not become homeless: with the landlord, with security at home, with money, with another home in time. The 56 days run from the day on which you were first satisfied. When they are over the duty goes on until it is ended by a letter that names the ground and the right to a review. Where nobody has accepted the duty yet, accept it now.",
    source: act(
        "s.195(1), (2), (5)-(8)",
        "An authority that is satisfied that an eligible applicant is threatened with homelessness must take reasonable steps to help her keep accommodation. 56 days after it was first satisfied it may end the duty by notice on that ground if it did what it had to; the passing of time alone ends nothing.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/195",
    ),
    in_force: InForce::since(REDUCTION_ACT),
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::BeginningWith { days: 56 },
    local: false,
    reads: request::READS,
    hears: request::HEARS.union(Shows::RELEASE),
    meets: &[Kind::DutyAccepted, Kind::DutyEnded, Kind::PlacementMade, Kind::Moved],
    ends: &[Kind::DecisionMade],
    derive: prevention,
};

fn prevention(file: &CaseFile, owed: &mut Owed<'_>) {
    let accepted = file
        .each::<DutyAccepted>()
        .filter(|(_, it)| it.duty == Duty::Prevention)
        .map(|(fact, it)| relief::satisfied(file.cause_for(fact, it.by), fact, it));
    owed.each(accepted, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::DutyEnded(it) if ours(it.by) && it.duty == Duty::Prevention && it.notice => match it.ground {
                EndGround::Secured | EndGround::AcceptedOffer => Verdict::Meets,
                EndGround::BecameHomeless => Verdict::Misses,
                _ => Verdict::Ends,
            },
            Body::DutyAccepted(it) if ours(it.by) => Verdict::ends_if(standing::follows(it.duty, Duty::Prevention)),
            _ => Verdict::meets_if(standing::settles(file, fact)),
        }
    });
    // Nobody has accepted it: the days count from the day on which the authority had reason to believe.
    let unopened = unopened(file);
    owed.episodes(unopened, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::DutyAccepted(it) => {
                Verdict::meets_if(ours(it.by) && matches!(it.duty, Duty::Prevention | Duty::Relief | Duty::Main))
            }
            Body::DecisionMade(it) => Verdict::ends_if(ours(it.by) && standing::decides_against(it)),
            _ => Verdict::meets_if(standing::settles(file, fact)),
        }
    });
}

/// She may lose her home, or he is to be released and she has asked for help, and two working days have passed without a duty accepted.
fn unopened(file: &CaseFile) -> Vec<Cause> {
    let mut causes = threats(file, 56);
    let asked = request::with_abuse(file);
    for fact in file.showing(Shows::RELEASE).filter(|fact| !matches!(fact.body, Body::Released(_))) {
        let Some(cause) = request::authority(file, fact) else { continue };
        let request = asked
            .iter()
            .filter(|one| file.services().same_body(one.owner, cause.owner))
            .find_map(|one| (one.since <= cause.since).then(|| file.fact(one.fact)).flatten());
        if let Some(request) = request {
            causes.push(cause.and(request));
        }
    }
    causes.retain(|cause| !standing::any_duty(file, cause.owner, cause.since));
    causes.into_iter().map(undecided_for_two_days).collect()
}

/// The duty shows as owed once the time for the decision is over; its days count from the day on which the authority knew.
pub(super) fn undecided_for_two_days(cause: Cause) -> Cause {
    let known = cause.since;
    cause.counted_from(known).from_day(last_day::working_days_after(known, 2))
}

#[cfg(test)]
mod tests {
    use crate::testing::a_council;

    const TEST: &str = "HA96-s175-threatened-56d";
    const DUTY: &str = "HA96-s195-prevention-56d";

    #[test]
    fn a_notice_that_runs_out_within_56_days_calls_for_a_duty_now() {
        a_council()
            .on("2026-03-02", "notice: notice-to-leave notice=section-21 expires=2026-04-20 to=housing")
            .owes(TEST)
            .since("2026-03-02")
            .due("2026-03-09")
            .is("late");
    }

    #[test]
    fn a_notice_for_later_calls_for_it_when_its_end_comes_within_56_days() {
        a_council()
            .on("2026-03-02", "notice-to-leave notice=section-21 expires=2026-06-30 to=housing")
            .owes(TEST)
            .since("2026-05-05")
            .on("2026-05-04", "coming");
    }

    #[test]
    fn before_april_2018_the_law_looked_28_days_ahead() {
        let notice = |day: &str, expires: &str| {
            a_council().on(day, &format!("notice-to-leave notice=section-21 expires={expires} to=housing"))
        };
        notice("2017-03-01", "2017-04-30").owes(TEST).since("2017-04-02");
        // Given under the old law, near enough only under the new one.
        notice("2018-03-20", "2018-05-20").owes(TEST).since("2018-04-03");
        notice("2018-03-20", "2018-06-20").owes(TEST).since("2018-04-25");
    }

    #[test]
    fn a_family_that_turns_her_out_has_no_need_of_a_date() {
        a_council().on("2026-03-02", "complaint-made by=her to=housing shows=home-at-risk").owes(TEST).due("2026-03-09");
    }

    #[test]
    fn prevention_accepted_by_letter_answers_it_and_starts_its_own_56_days() {
        let file = a_council()
            .on("2026-03-02", "notice-to-leave notice=section-8 expires=2026-04-20 to=housing")
            .on("2026-03-03", "accepted: duty-accepted by=housing duty=prevention satisfied=2026-03-03 letter");
        file.owes(TEST).is("met");
        file.owes(DUTY).due("2026-04-27").is("late").because(&["accepted"]);
        file.clone().on("2026-04-10", "duty-ended by=housing duty=prevention ground=secured notice").owes(DUTY).is("met");
        file.clone().on("2026-04-10", "duty-ended by=housing duty=prevention ground=time-up").owes(DUTY).is("late");
        file.on("2026-04-10", "duty-accepted by=housing duty=relief letter").owes(DUTY).is("ended");
    }

    #[test]
    fn his_release_is_known_and_she_has_asked_but_nobody_accepts_the_duty() {
        a_council()
            .on("2021-03-01", "told: disclosure-made to=housing asks=housing,move shows=release,from-custody")
            .on("2021-03-01", "turned-away by=housing how=come-back-later")
            .owes(DUTY)
            .since("2021-03-03")
            .due("2021-04-25")
            .is("late");
    }

    #[test]
    fn there_was_no_prevention_duty_of_this_kind_before_april_2018() {
        a_council()
            .on("2018-03-01", "duty-accepted by=housing duty=prevention letter")
            .on("2018-03-01", "notice-to-leave notice=section-21 expires=2018-03-20 to=housing")
            .owes_nothing_under(DUTY);
    }
}
