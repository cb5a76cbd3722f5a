//! Enquiries and their end: a decision in writing that she can have looked at again; and the advice that is owed to everybody.

use jiff::civil::{Date, date};

use super::{TOPIC, act, request, standing};
use crate::calendar::{Clock, last_day};
use crate::facts::{
    AppliedAgain, Ask, Body, DecisionMade, Duty, DutyAccepted, DutyEnded, EndGround, Fact, Function, HomelessnessOpened,
    InterviewHeld, Kind, ReferralAnswered, ReferralKind, ReviewDecided, Shows, Subject, TenancyAdvice, TurnedAway,
    TurnedAwayFrom,
};
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::law::InForce;
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HA96-s184-enquiries
pub const ENQUIRIES: Rule = Rule {
    id: "HA96-s184-enquiries",
    topic: TOPIC,
    title: "Decide, and tell her in writing",
    must: "Find out what is needed, decide which duty is owed, and tell her in writing. Where anything goes against her: with the reasons, and with her right to a review and its last day. «Come back later» and a refusal by word of mouth decide nothing.",
    source: act(
        "s.184(1), (3), (5), (6)",
        "Where there is reason to believe that somebody may be homeless or threatened with it, the authority makes the enquiries that it needs and then notifies its decision in writing, with reasons for anything adverse and the right to a review. The Act sets no time; two working days is our standard where there is abuse.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/184",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: READS,
    hears: request::HEARS,
    meets: &[Kind::DecisionMade, Kind::DutyAccepted],
    ends: &[Kind::PlacementMade, Kind::Moved, Kind::DutyEnded],
    derive: enquiries,
};

const READS: &[Kind] = &[
    Kind::HousingApplied,
    Kind::AppliedAgain,
    Kind::ReferralMade,
    Kind::ReferralAnswered,
    Kind::ReviewAsked,
    Kind::ReviewDecided,
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
];

fn enquiries(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = asked_for(file).chain(turned_away(file)).chain(unlawful(file)).chain(overturned(file)).chain(taken_over(file));
    owed.episodes(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::DecisionMade(it) => {
                Verdict::meets_if(ours(it.by) && it.subject == Subject::Homelessness && it.stands() && it.says_what_is_owed())
            }
            Body::DutyAccepted(it) => {
                Verdict::meets_if(ours(it.by) && it.letter && it.duty.is_housing() && it.duty != Duty::Interim)
            }
            Body::DutyEnded(it) if ours(it.by) && it.duty.is_housing() => {
                Verdict::ends_if(it.notice && it.ground == EndGround::Withdrew || standing::settles(file, fact))
            }
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
}

/// Everything that makes an application, while no duty stands: whatever shows that she may be homeless, and an application that was opened.
pub(super) fn asked_for(file: &CaseFile) -> impl Iterator<Item = Cause> {
    let asked = request::any(file).iter().filter(|cause| !standing::any_duty(file, cause.owner, cause.since));
    asked.cloned().chain(opened(file))
}

/// A review came out for her: what it set aside is decided anew.
fn overturned(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<ReviewDecided>().filter(|(_, it)| it.changed).filter_map(|(fact, it)| {
        let asked = file.fact(it.review)?;
        let Body::ReviewAsked(review) = &asked.body else { return None };
        let of = file.fact(review.of?)?;
        let by = match &of.body {
            Body::DecisionMade(it) if it.subject == Subject::Homelessness && it.is_adverse() => it.by,
            Body::DutyEnded(it) if it.duty.is_housing() && it.duty != Duty::Interim => it.by,
            _ => return None,
        };
        let settled = file
            .any_of(&[Kind::PlacementMade, Kind::Moved, Kind::DutyEnded])
            .any(|other| of.happened <= other.happened && other.happened <= fact.happened && standing::settles(file, other));
        (!settled).then(|| file.cause_for(fact, by).and(of))
    })
}

/// An application that was taken over from another authority counts as made here from that day (s.199A(5)).
fn taken_over(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<ReferralAnswered>().filter(|(_, it)| it.accepted).filter_map(|(fact, it)| {
        let referral = file.fact(it.referral)?;
        let Body::ReferralMade(made) = &referral.body else { return None };
        let to_us = made.referral == ReferralKind::Authority && !standing::any_duty(file, made.to, fact.happened.date);
        to_us.then(|| file.cause_for(fact, made.to).and(referral))
    })
}

/// An application that was opened, for whatever reason.
fn opened(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<HomelessnessOpened>()
        .filter_map(|(fact, _)| request::authority(file, fact))
        .filter(|cause| !standing::any_duty(file, cause.owner, cause.since))
}

/// She was turned away without a decision by those who owe one.
fn turned_away(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<TurnedAwayFrom>().filter(|(_, it)| file.services().does(it.by, Function::Housing)).filter_map(|(fact, it)| {
        let cause = request::authority(file, fact)?;
        Some(match it.of.and_then(|of| file.fact(of)) {
            Some(of) if file.shows(of).intersects(request::HEARS) => cause.and(of),
            _ => cause,
        })
    })
}

/// A decision or an end of a duty that cannot stand leaves the question open.
fn unlawful(file: &CaseFile) -> impl Iterator<Item = Cause> {
    let decisions = file
        .each::<DecisionMade>()
        .filter(|(_, it)| it.subject == Subject::Homelessness && it.is_adverse() && !it.can_stand())
        .map(|(fact, it)| file.cause_for(fact, it.by));
    let ends = file
        .each::<DutyEnded>()
        .filter(|(fact, it)| {
            matches!(it.duty, Duty::Prevention | Duty::Main)
                && !it.notice
                && standing::duty(file, it.by, it.duty, fact.happened.date).is_some()
        })
        .map(|(fact, it)| file.cause_for(fact, it.by));
    decisions.chain(ends)
}

/// HA96-s179-advice
pub const ADVICE: Rule = Rule {
    id: "HA96-s179-advice",
    topic: TOPIC,
    title: "Explain all her options",
    must: "Explain to her, in private and in a way made for people who flee abuse, everything that she can do: staying safely, refuge, a homelessness application, a move in or out of the area, what happens to her tenancy and her things.",
    source: act(
        "s.179(1), (2)",
        "The authority provides advice and information about preventing homelessness, securing a home, rights and help, free of charge to anybody in its district, and designs the service to meet the needs of people who have been abused, among others.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/179",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::InterviewHeld, Kind::TurnedAwayFrom, Kind::DisclosureMade, Kind::ContactMade, Kind::ThirdPartyContact],
    hears: Shows::ABUSE.union(Shows::NEAR),
    meets: &[Kind::InterviewHeld, Kind::TenancyAdviceGiven, Kind::PlanMade],
    ends: &[],
    derive: advice,
};

fn advice(file: &CaseFile, owed: &mut Owed<'_>) {
    let abuse = Shows::ABUSE.union(Shows::NEAR);
    let causes = file.any_of(ADVICE.reads).filter_map(|fact| {
        let asks = |asks: &[Ask]| asks.iter().any(|ask| matches!(ask, Ask::Advice | Ask::Information));
        let wanted = match &fact.body {
            Body::InterviewHeld(it) => !it.options_explained && file.services().does(it.by, Function::Housing),
            Body::TurnedAwayFrom(it) => it.how == TurnedAway::SignpostOnly && file.services().does(it.by, Function::Housing),
            Body::DisclosureMade(it) => asks(&it.asks),
            Body::ContactMade(it) => asks(&it.asks) && it.by.person().is_some(),
            Body::ThirdPartyContact(it) => asks(&it.asks),
            _ => false,
        };
        let cause = request::authority(file, fact).filter(|_| wanted)?;
        let known = file.showing(abuse).find(|told| file.known_on(told, cause.owner).is_some_and(|on| on <= cause.since))?;
        Some(cause.and(known))
    });
    owed.episodes(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::InterviewHeld(InterviewHeld { by, options_explained: true, .. }) => Verdict::meets_if(ours(*by)),
            Body::TenancyAdviceGiven(it) => Verdict::meets_if(ours(it.by) && it.advice == TenancyAdvice::Options),
            Body::PlanMade(it) => Verdict::meets_if(ours(it.by) && it.plan == crate::facts::PlanKind::Housing && it.copy_given),
            _ => Verdict::Nothing,
        }
    });
}

/// HA96-s191-intentional-test
pub const INTENTIONAL_TEST: Rule = Rule {
    id: "HA96-s191-intentional-test",
    topic: TOPIC,
    title: "Look again at «intentionally homeless»",
    must: "A senior officer looks at it again: leaving a home in which abuse was probable is never intentional homelessness, and debts that abuse brought about are not her doing. Decide anew in writing, answering what is known of the abuse.",
    source: act(
        "s.191(1), s.177(1)",
        "Somebody is intentionally homeless only if, by something done on purpose, she stops living in a home in which it would have been reasonable to go on living. Where abuse was probable it was not.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/191",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::DutyAccepted, Kind::DutyEnded],
    hears: Shows::ABUSE,
    meets: &[Kind::DecisionMade, Kind::ReviewDecided],
    ends: &[Kind::PlacementMade, Kind::Moved, Kind::DutyAccepted],
    derive: intentional_test,
};

fn intentional_test(file: &CaseFile, owed: &mut Owed<'_>) {
    let accepted = file.each::<DutyAccepted>().filter(|(_, it)| it.duty == Duty::Intentional).map(|(fact, it)| (fact, it.by));
    let ended = file
        .each::<DutyEnded>()
        .filter(|(_, it)| it.duty.is_housing() && it.ground == EndGround::Intentional)
        .map(|(fact, it)| (fact, it.by));
    let causes = accepted.chain(ended).filter_map(|(fact, by)| {
        let cause = file.cause_for(fact, by);
        let known = file.showing(Shows::ABUSE).find(|told| file.known_on(told, by).is_some_and(|on| on <= cause.since))?;
        Some(cause.and(known))
    });
    owed.episodes(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::DecisionMade(it) => {
                let answered = it.answers.intersects(Shows::ABUSE.union(Shows::KINDS_OF_ABUSE));
                Verdict::meets_if(
                    ours(it.by) && it.subject == Subject::Homelessness && it.can_stand() && (answered || !it.is_adverse()),
                )
            }
            Body::ReviewDecided(it) => Verdict::meets_if(ours(it.by) && it.letter),
            Body::DutyAccepted(it) => Verdict::ends_if(ours(it.by) && it.duty == Duty::Main),
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
}

/// HA96-s195A-reapply-2y
pub const APPLIES_AGAIN: Rule = Rule {
    id: "HA96-s195A-reapply-2y",
    topic: TOPIC,
    title: "Take her back without asking for priority need",
    must: "She accepted a private rented home through us less than two years ago. If she is homeless again, eligible and not intentionally so, the main duty is owed whether or not she has priority need: decide on that footing, in writing.",
    source: act(
        "s.195A(1), (6)",
        "Where somebody applies again within two years beginning with the day on which she accepted a private rented sector offer, the main duty is owed regardless of priority need; once only for each such offer.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/195A",
    ),
    in_force: InForce::since(date(2012, 11, 9)),
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::AppliedAgain],
    hears: Shows::empty(),
    meets: &[Kind::DutyAccepted, Kind::DecisionMade],
    ends: &[Kind::PlacementMade, Kind::Moved],
    derive: applies_again,
};

fn applies_again(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file
        .each::<AppliedAgain>()
        .filter(|(fact, it)| counts_again(file, fact, it))
        .map(|(fact, it)| file.cause_for(fact, it.to));
    owed.each(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::DutyAccepted(it) => Verdict::meets_if(ours(it.by) && matches!(it.duty, Duty::Relief | Duty::Main) && it.letter),
            Body::DecisionMade(it) => Verdict::meets_if(ours(it.by) && it.subject == Subject::Homelessness && it.stands()),
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
}

/// Whether an application is one of those that s.195A takes back: within two years beginning with the day on which she accepted the private offer, and
/// not after the main duty was accepted on an earlier one that rested on the same offer (s.195A(6)).
fn counts_again(file: &CaseFile, fact: &Fact, it: &AppliedAgain) -> bool {
    let ours = |team| file.services().same_body(team, it.to);
    let in_time = fact.happened.date <= last_day::years_beginning_with(it.accepted, 2);
    let used = || {
        file.each::<AppliedAgain>()
            .filter(|(other, earlier)| other.happened < fact.happened && earlier.accepted == it.accepted && ours(earlier.to))
            .any(|(other, _)| {
                file.each::<DutyAccepted>().any(|(done, duty)| {
                    duty.duty == Duty::Main && ours(duty.by) && (other.happened..fact.happened).contains(&done.happened)
                })
            })
    };
    in_time && !used()
}

/// Whether, on a day, the main duty follows relief at a body whether or not she is in priority need, because she came back after a private offer.
/// # Law
/// Housing Act 1996 s.195A(1), (6).
pub(super) fn came_back_in_time(file: &CaseFile, team: TeamId, day: Date) -> bool {
    file.each::<AppliedAgain>()
        .any(|(fact, it)| fact.happened.date <= day && file.services().same_body(it.to, team) && counts_again(file, fact, it))
}

#[cfg(test)]
mod tests {
    use crate::homelessness::case::{Case, Stage};
    use crate::testing::a_council;

    const DECIDE: &str = "HA96-s184-enquiries";

    #[test]
    fn told_to_come_back_later_she_is_owed_a_decision_in_writing() {
        a_council()
            .on("2021-03-01", "turned-away by=housing how=come-back-later")
            .owes(DECIDE)
            .due("2021-03-03")
            .by_whom("housing")
            .is("late");
    }

    #[test]
    fn a_duty_accepted_by_letter_is_a_decision_and_one_without_is_not() {
        let asked = a_council().on("2026-03-02", "disclosure-made to=housing asks=housing");
        asked.clone().on("2026-03-03", "duty-accepted by=housing duty=relief").owes(DECIDE).is("late");
        asked.clone().on("2026-03-03", "duty-accepted by=housing duty=relief letter").owes(DECIDE).is("met");
        asked.on("2026-03-03", "duty-accepted by=housing duty=interim letter").owes(DECIDE).is("late");
    }

    #[test]
    fn a_refusal_with_no_review_right_opens_the_question_again() {
        let file = a_council()
            .on("2026-03-02", "disclosure-made to=housing asks=housing")
            .on("2026-03-03", "duty-accepted by=housing duty=relief letter")
            .on("2026-03-30", "refused: decision-made by=housing subject=homelessness outcome=against letter");
        let owed = file.all(DECIDE);
        assert_eq!(owed.len(), 2);
    }

    #[test]
    fn what_children_services_refuse_is_no_homelessness_decision() {
        a_council().on("2021-03-01", "turned-away by=children how=ignored").owes_nothing_under(DECIDE);
    }

    #[test]
    fn an_interview_that_leaves_her_options_out_is_half_an_interview() {
        let file = a_council()
            .on("2026-03-02", "told: disclosure-made to=housing")
            .on("2026-03-02", "talk: interview-held by=housing account_taken");
        file.owes("HA96-s179-advice").due("2026-03-04").is("late");
        file.on("2026-03-04", "interview-held by=housing private options_explained").owes("HA96-s179-advice").is("met");
        let other = a_council().on("2026-03-02", "interview-held by=children").on("2026-03-02", "disclosure-made to=children");
        other.owes_nothing_under("HA96-s179-advice");
    }

    #[test]
    fn intentionally_homeless_through_abuse_is_looked_at_again() {
        let file = a_council()
            .on("2026-03-02", "told: disclosure-made to=housing asks=housing")
            .on("2026-05-02", "found: duty-accepted by=housing duty=intentional letter");
        file.owes("HA96-s191-intentional-test").because(&["found", "told"]).is("late");
        file.clone()
            .on("2026-05-05", "decision-made by=housing subject=homelessness outcome=against letter review_right")
            .owes("HA96-s191-intentional-test")
            .is("late");
        file.on("2026-05-05", "decision-made by=housing subject=homelessness outcome=against letter review_right answers=abuse")
            .owes("HA96-s191-intentional-test")
            .is("met");
    }

    #[test]
    fn she_may_come_back_within_two_years_of_a_private_rented_offer() {
        let back = |day: &str| a_council().on(day, "applied-again to=housing accepted=2024-03-02");
        back("2026-03-01").owes("HA96-s195A-reapply-2y").due("2026-03-03");
        back("2026-03-02").owes_nothing_under("HA96-s195A-reapply-2y");
    }

    #[test]
    fn she_is_taken_back_once_for_each_private_offer() {
        let back = || {
            a_council()
                .on("2025-03-03", "applied-again to=housing accepted=2024-03-02")
                .on("2025-05-05", "duty-accepted by=housing duty=main letter")
        };
        let all = |file: &crate::testing::TestFile| file.all("HA96-s195A-reapply-2y").len();
        assert_eq!(all(&back()), 1);
        assert_eq!(all(&back().on("2025-09-01", "applied-again to=housing accepted=2024-03-02")), 1, "it has been used");
        assert_eq!(all(&back().on("2025-09-01", "applied-again to=housing accepted=2025-06-02")), 2, "a new offer counts anew");
    }

    #[test]
    fn the_main_duty_follows_whether_or_not_she_is_in_priority_need() {
        let relief = |again: &str| {
            let file = a_council().on("2026-01-01", "housing-applied to=housing homeless");
            let file = if again.is_empty() { file } else { file.on("2026-01-01", again) };
            file.on("2026-01-05", "duty-accepted by=housing duty=relief satisfied=2026-01-05 letter findings=no-priority-need")
                .fold()
        };
        let at = |file: &crate::file::CaseFile| {
            let day_57 = jiff::civil::date(2026, 3, 2);
            Case::of(file, crate::testing::team_id("housing"), day_57).stage()
        };
        assert!(matches!(at(&relief("")), Stage::Overrun(_)));
        assert!(matches!(at(&relief("applied-again to=housing accepted=2024-06-02")), Stage::MainDue(_)));
        assert!(matches!(at(&relief("applied-again to=housing accepted=2023-06-02")), Stage::Overrun(_)), "more than two years");
    }
}
