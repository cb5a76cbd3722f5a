//! The course of a homelessness application: what may follow what, and what the law keeps from being found against a survivor.
//!
//! Source: Housing Act 1996 ss.175 to 200; where the application stands is asked of [`Case`].

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::duties::{fled, rule_of};
use super::{knows, shown_by};
use crate::commands::Refusal;
use crate::commands::words::{day, listed};
use crate::facts::{
    Body, DecisionMade, Duty, DutyAccepted, EndGround, Finding, Function, NoticeKind, NoticeToLeave, NotifyingAgreed,
    OfferAnswered, OfferMade, Outcome, ReferralCondition, ReferralKind, ReferralMade, Shows, Subject, When,
};
use crate::file::CaseFile;
use crate::homelessness::case::grounds;
use crate::homelessness::case::{Case, Days, Priority, Stage};
use crate::homelessness::standing;
use crate::ids::{FactId, TeamId};

/// The first day of the prevention and relief duties in their present form.
const HOMELESSNESS_REDUCTION: Date = date(2018, 4, 3);
/// The day from which a section 8 notice counts as section 21 notices did before (Renters' Rights Act 2025).
const SECTION_8_COUNTS: Date = date(2026, 5, 1);

/// A duty that does not stand cannot end: it was never accepted, or somebody has ended it already.
pub(super) fn ended_although_it_does_not_stand(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyEnded(it) = body else { return None };
    if !it.duty.is_housing() || it.duty == Duty::Interim {
        return None;
    }
    let stage = Case::stage_of(file, it.by, then.date);
    let relief_is_over = it.duty == Duty::Relief && matches!(stage, Stage::MainDue(_));
    let withdraws = it.ground == EndGround::Withdrew && matches!(stage, Stage::AskedFor | Stage::Enquiring);
    if stage.duty() == Some(it.duty) || relief_is_over || withdraws {
        return None;
    }
    Some(match stage {
        Stage::Ended { duty, ground } if duty == it.duty => {
            Refusal::because(format!("This duty has ended already: {}.", ground.label().to_lowercase()))
                .instead("Read what was recorded meanwhile. If it was a mistake, correct that entry.")
                .under(rule_of(it.duty))
        }
        _ => Refusal::because("This duty does not stand at this authority on that day, so it cannot end.")
            .instead("Look at where the application stands, on the page Homelessness.")
            .instead("If it was accepted earlier and is not on file yet, record that it was accepted, with its day.")
            .under(rule_of(it.duty)),
    })
}

/// A duty ends only on a ground that the Act lists for it on the day.
pub(super) fn ground_that_the_act_does_not_list(_: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyEnded(it) = body else { return None };
    let barred_elsewhere =
        matches!(it.ground, EndGround::NonCooperation) || (it.duty, it.ground) == (Duty::Main, EndGround::TimeUp);
    let by_time = (it.duty, it.ground) == (Duty::Interim, EndGround::TimeUp);
    if !it.duty.is_housing() || barred_elsewhere || by_time || grounds::find(it.duty, it.ground, then.date).is_some() {
        return None;
    }
    let listed_there: Vec<String> =
        grounds::of(it.duty, then.date).map(|one| format!("“{}”", one.ground.label().to_lowercase())).collect();
    let refusal = Refusal::because(format!("The Act does not end this duty because of “{}”.", it.ground.label().to_lowercase()))
        .under(rule_of(it.duty));
    Some(if listed_there.is_empty() {
        refusal.instead("There was no such duty on that day. Record what was decided then as a decision.")
    } else {
        refusal.instead(format!("It ends on one of these: {}.", listed(&listed_there))).instead("Keep the duty open.")
    })
}

/// Nobody refuses what was not offered, and nobody is taken over who was not referred.
/// Source: Housing Act 1996 ss.189B(7)(c), 193(5) and (7), 193A, 195(8)(d), 199A(1), 200(1).
pub(super) fn ended_on_what_has_not_happened(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyEnded(it) = body else { return None };
    let refused = |final_only: bool| {
        file.each::<OfferAnswered>().any(|(fact, answer)| {
            let offer = file.fact(answer.offer).and_then(|offer| offer.is::<OfferMade>());
            let meant = offer.is_some_and(|offer| file.services().same_body(offer.by, it.by) && (offer.is_final || !final_only));
            meant && !answer.accepted && fact.happened.date <= then.date
        })
    };
    let words = match it.ground {
        EndGround::RefusedOffer if !refused(false) => "No offer that she refused is on file.",
        EndGround::RefusedFinalOffer if !refused(true) => "No final offer that she refused is on file.",
        EndGround::Referred if it.duty != Duty::Interim && !referred(file, it.by, then) => {
            "She has not been referred to another authority."
        }
        _ => return None,
    };
    Some(
        Refusal::because(words)
            .instead("Record first what was offered and how she answered, or that she was referred.")
            .instead("Keep the duty open.")
            .under(rule_of(it.duty)),
    )
}

fn referred(file: &CaseFile, by: TeamId, then: When) -> bool {
    file.each::<ReferralMade>().any(|(fact, made)| {
        made.referral == ReferralKind::Authority
            && fact.happened.date <= then.date
            && made.by.team().is_some_and(|from| file.services().same_body(from, by))
    })
}

/// The main duty follows when the 56 days of relief are over, and nobody is told of it before (Code of Guidance): neither earlier, nor without relief.
pub(super) fn main_before_relief_is_over(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyAccepted(it) = body else { return None };
    if it.duty != Duty::Main || then.date < HOMELESSNESS_REDUCTION || applied_under_the_old_law(file, it.by) {
        return None;
    }
    let refusal = match Case::stage_of(file, it.by, then.date) {
        Stage::MainDue(_) | Stage::Main | Stage::Overrun(_) => return None,
        Stage::Relief(days) => Refusal::because(format!(
            "Relief runs to the end of {}. The main duty follows on the next day, and its letter is not sent before.",
            day(days.last)
        ))
        .instead("Record what you have found (in priority need, not homeless intentionally) as a decision now; the letter waits.")
        .instead("Go on with the steps of the plan until then."),
        Stage::CameBack { .. } => {
            Refusal::because("The referral has come back: relief is owed here, and its 56 days begin with the notice that tells her so.")
                .instead("Tell her the outcome in writing, with her right to a review.")
        }
        _ => Refusal::because("The main duty follows relief, and no relief duty stands here.")
            .instead("Accept the relief duty, with the day on which you were first satisfied: where its 56 days are over, the main duty follows at once."),
    };
    Some(refusal.under("HA96-s193-main"))
}

/// Whether the application goes back to the time before relief came first.
fn applied_under_the_old_law(file: &CaseFile, by: TeamId) -> bool {
    let authority = file.services().legal_person(by);
    crate::homelessness::request::any(file)
        .iter()
        .any(|cause| file.services().legal_person(cause.owner) == authority && cause.since < HOMELESSNESS_REDUCTION)
}

/// The short duty of s.190 comes after relief, and only where she was found to be homeless intentionally.
pub(super) fn short_accommodation_before_relief_has_ended(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyAccepted(it) = body else { return None };
    if it.duty != Duty::Intentional || then.date < HOMELESSNESS_REDUCTION {
        return None;
    }
    (Case::stage_of(file, it.by, then.date) != Stage::ShortDue).then(|| {
        Refusal::because(
            "This duty follows relief, where relief was ended by notice and she was found to be homeless intentionally.",
        )
        .instead("Keep relief going, with a place for her to stay.")
        .instead("Decide about intention in writing, with reasons and the right to a review, before relief is ended.")
        .under("HA96-s190-intentional")
    })
}

/// Somebody who is not safe at home is homeless already: the risk is decided before the duty is chosen.
/// Source: Housing Act 1996 s.177(1); Ombudsman focus report of November 2021 (Tessa, Barbara).
pub(super) fn prevention_although_she_is_homeless_already(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyAccepted(DutyAccepted { by, duty: Duty::Prevention, .. }) = body else { return None };
    let settled = standing::settled_before(file, then.date);
    let abuse = shown_by(file, Shows::ABUSE, then).any(|fact| knows(file, *by, fact, then));
    let unsafe_since = shown_by(file, Shows::UNSAFE_HOME.union(Shows::NEAR), then)
        .filter(|fact| knows(file, *by, fact, then) && settled.is_none_or(|day| fact.happened.date > day))
        .map(|fact| fact.happened)
        .max()?;
    let decided = file.each::<DecisionMade>().any(|(fact, it)| {
        it.findings.contains(&Finding::ReasonableToStay)
            && it.reasons.is_some()
            && it.can_stand()
            && fact.happened >= unsafe_since
            && fact.happened.date <= then.date
            && file.services().same_body(it.by, *by)
    });
    (abuse && !decided).then(|| {
        Refusal::because("She is not safe where she lives, so she is homeless already, whatever right she has to be there: relief is owed, not prevention.")
            .instead("Accept the relief duty, and offer a place for tonight.")
            .instead("If abuse is not probable there for now, decide that first, in writing and with reasons.")
            .under("HA96-s177-DA-not-reasonable")
    })
}

/// Prevention cannot end by time while a notice to leave her only home runs or has run out.
/// Source: Housing Act 1996 s.195(6), with s.175(4) and (5).
pub(super) fn prevention_ended_by_time_while_a_notice_runs(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyEnded(it) = body else { return None };
    if it.duty != Duty::Prevention || it.ground != EndGround::TimeUp {
        return None;
    }
    let near = then.date.saturating_add(56.days());
    let settled = standing::settled_before(file, then.date);
    let counts = |notice: &NoticeToLeave| match notice.notice {
        NoticeKind::Section21 => true,
        NoticeKind::Section8 => then.date >= SECTION_8_COUNTS,
        _ => false,
    };
    let running = file.each::<NoticeToLeave>().any(|(fact, notice)| {
        counts(notice)
            && fact.happened.date <= then.date
            && settled.is_none_or(|day| fact.happened.date > day)
            && notice.expires.is_some_and(|expires| expires <= near)
    });
    running.then(|| {
        Refusal::because("A notice to leave her only home is running or has run out. While it is, prevention cannot end because its 56 days have passed.")
            .instead("Go on helping her to keep the home, or to another one in time.")
            .instead("If she has become homeless, end prevention on that ground: relief begins on the same day.")
            .under("HA96-s195-prevention-56d")
    })
}

/// A place for tonight ends with relief or later, never before.
/// Source: Housing Act 1996 s.188(1ZA), (1ZB) and (2A), s.199A(1) and (2); Mitchell v Islington [2020] EWHC 1478 (Admin).
pub(super) fn interim_ended_before_relief(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyEnded(it) = body else { return None };
    if it.duty != Duty::Interim {
        return None;
    }
    let stage = Case::stage_of(file, it.by, then.date);
    let too_early = match it.ground {
        EndGround::NextDuty => stage.is_live() && !matches!(stage, Stage::Main | Stage::Short),
        EndGround::Referred => !matches!(stage, Stage::AcceptedElsewhere { .. } | Stage::Nothing),
        EndGround::Secured | EndGround::AcceptedOffer | EndGround::NotEligible | EndGround::PlanEnded | EndGround::Withdrew => {
            stage.is_live() && !matches!(stage, Stage::Main | Stage::Short)
        }
        _ => false,
    };
    too_early.then(|| {
        Refusal::because("While her application is open or relief is owed, she keeps a place to stay. A letter that says no more than “not in priority need” does not end it.")
            .instead("End relief first, by notice on one of its own grounds; or accept the duty that follows, by letter.")
            .instead("Keep the place, or offer another that is suitable and safe.")
            .under("HA96-s188-interim")
    })
}

/// What cannot be found against a survivor: that she is not in priority need, that she is homeless intentionally, that she is believed too little.
/// Source: Housing Act 1996 ss.177, 189(1), 191; Code of Guidance ch.21.
pub(super) fn finding_that_the_law_bars(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let (by, findings, senior) = match body {
        Body::DecisionMade(it) if it.subject == Subject::Homelessness => (it.by, &it.findings, it.senior),
        Body::DutyAccepted(it) => (it.by, &it.findings, false),
        _ => return None,
    };
    let has = |finding| findings.contains(&finding);
    let automatic =
        matches!(Case::priority_of(file, by, then.date), Priority::Abuse(_) | Priority::Child | Priority::Pregnant(_));
    if has(Finding::NoPriorityNeed) && automatic {
        return Some(
            Refusal::because("She is in priority need in law: because of the abuse, a child or a pregnancy. There is no test of how vulnerable she is.")
                .instead("Record that she is in priority need.")
                .under("HA96-s189-1e-priority"),
        );
    }
    if has(Finding::Intentional) && fled(file, then) {
        return Some(super::duties::not_intentional());
    }
    let abuse = shown_by(file, Shows::ABUSE, then).any(|fact| knows(file, by, fact, then));
    if has(Finding::NotHomeless) && abuse && !senior {
        return Some(
            Refusal::because("She has told of abuse. She is believed unless somebody senior writes down why not.")
                .instead("Accept that she is homeless.")
                .instead("Ask a manager to decide, with reasons, on all that is known of the risk.")
                .under("COG21-believe"),
        );
    }
    let at_odds = [
        (Finding::Eligible, Finding::NotEligible),
        (Finding::Homeless, Finding::NotHomeless),
        (Finding::Threatened, Finding::NotHomeless),
        (Finding::PriorityNeed, Finding::NoPriorityNeed),
        (Finding::NotIntentional, Finding::Intentional),
    ];
    let (one, other) = at_odds.into_iter().find(|(one, other)| has(*one) && has(*other))?;
    Some(
        Refusal::because(format!("“{}” and “{}” cannot both be so.", one.label(), other.label()))
            .instead("Choose the one that you have found.")
            .under("HA96-s184-enquiries"),
    )
}

/// Nothing is decided on a paper that has been corrected since.
pub(super) fn decided_on_what_was_corrected(file: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let (rests_on, rule): (Vec<FactId>, _) = match body {
        Body::DecisionMade(it) => (it.considered.iter().copied().chain(it.of).collect(), "HA96-s184-enquiries"),
        Body::ReviewAsked(it) => (it.of.into_iter().collect(), "HA96-s202-review-request-21d"),
        Body::ReviewDecided(it) => (vec![it.review], "SI2018-reg9-review-decision"),
        Body::ReferralAnswered(it) => (vec![it.referral], "LGA-referral-10d"),
        Body::AppealMade(it) => (vec![it.of], "HA96-s204-appeal-21d"),
        _ => return None,
    };
    rests_on.iter().any(|fact| file.fact(*fact).is_none()).then(|| {
        Refusal::because("What this rests on has been corrected since.")
            .instead("Read the entry that took its place, and then decide.")
            .under(rule)
    })
}

/// The law writes the bar of risk into two of the three conditions of a referral. The third gets it here: a manager decides.
/// Source: Housing Act 1996 s.198(2)(c), (2ZA)(b) and (4).
pub(super) fn third_condition_without_a_manager(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::ReferralMade(it) = body else { return None };
    if it.referral != ReferralKind::Authority || it.condition != Some(ReferralCondition::PlacedThere) {
        return None;
    }
    let by = it.by.team()?;
    let by_a_manager = file.each::<DecisionMade>().any(|(fact, decision)| {
        decision.subject == Subject::Referral
            && decision.outcome == Outcome::InFavour
            && decision.senior
            && decision.reasons.is_some()
            && fact.happened.date <= then.date
            && file.services().same_body(decision.by, by)
    });
    (!by_a_manager).then(|| {
        Refusal::because("For somebody whom the other authority placed here the Act says nothing of the risk there. A manager decides it, with reasons.")
            .instead("Ask your manager to decide that she and hers run no risk there.")
            .instead("Keep the application and the duty here.")
            .under("HA96-s198-referral")
    })
}

/// A child's school, practice or health visitor hears of temporary accommodation only if the parent agrees: a parent who harms can often see their
/// records.
/// Source: Housing Act 1996 s.213AA.
pub(super) fn childs_services_told_without_her_agreement(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::PlacementNotified(it) = body else { return None };
    if !matches!(file.services().function(it.to), Function::School | Function::Health) {
        return None;
    }
    let said = file
        .each::<NotifyingAgreed>()
        .rfind(|(fact, said)| fact.happened.date <= then.date && (said.placement.is_none() || said.placement == it.placement));
    (!said.is_some_and(|(_, said)| said.agreed)).then(|| {
        Refusal::because(if said.is_some() {
            "She does not agree that they are told."
        } else {
            "She has not been asked whether they may be told."
        })
        .instead("Ask her, and warn her that a parent with parental responsibility can often see the records of schools and practices.")
        .instead("Where a child may come to harm, refer to children's services instead.")
        .under("HA96-s213AA-child-TA-14d")
    })
}

/// Whoever accepts relief says from which day: never one before anybody could have been satisfied, and never twice.
pub(super) fn accepted_although_it_stands(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyAccepted(it) = body else { return None };
    if !it.duty.is_housing() || it.duty == Duty::Interim {
        return None;
    }
    let (days, stands): (Option<Days>, bool) = match (it.duty, Case::stage_of(file, it.by, then.date)) {
        (Duty::Prevention, Stage::Prevention(days)) | (Duty::Relief, Stage::Relief(days) | Stage::Overrun(days)) => {
            (Some(days), true)
        }
        (Duty::Prevention | Duty::Relief, Stage::MainDue(_) | Stage::Main) | (Duty::Main, Stage::Main) => (None, true),
        (Duty::Prevention, Stage::Relief(days) | Stage::Overrun(days)) => (Some(days), true),
        _ => (None, false),
    };
    let accepted_here = file.each::<DutyAccepted>().any(|(fact, other)| {
        other.duty == it.duty && fact.happened.date <= then.date && file.services().same_body(other.by, it.by)
    });
    // Relief that began by itself, after prevention or a referral that came back, is still to be accepted by letter.
    let to_be_accepted = it.duty == Duty::Relief && days.is_some() && !accepted_here;
    (stands && !to_be_accepted).then(|| {
        let words = match days {
            Some(days) => {
                format!("This duty, or the one after it, stands already. Its 56 days run to the end of {}.", day(days.last))
            }
            None => "This duty, or the one after it, stands already.".to_owned(),
        };
        Refusal::because(words)
            .instead("Read what was recorded meanwhile.")
            .instead("If the day on which you were first satisfied is wrong, correct that entry.")
            .under(rule_of(it.duty))
    })
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, id, person, team};
    use serde_json::{Value, json};

    const NONE: [&str; 0] = [];

    fn duty(duty: &str) -> Value {
        json!({ "by": id("housing"), "duty": duty, "letter": true })
    }

    fn ends(duty: &str, ground: &str) -> Value {
        json!({ "by": id("housing"), "duty": duty, "ground": ground, "notice": true })
    }

    fn told(shows: &[&str]) -> Value {
        json!({ "by": person("she"), "to": id("housing"), "shows": shows })
    }

    fn relief() -> Scene {
        Scene::new().with("relief", "2026-03-02", "duty-accepted", duty("relief"))
    }

    #[test]
    fn a_duty_that_was_never_accepted_or_has_ended_cannot_end() {
        assert_eq!(Scene::new().refusals("2026-03-09", "duty-ended", ends("relief", "secured")), ["HA96-s189B-relief-56d"]);
        let ended = relief().with("end", "2026-03-09", "duty-ended", ends("relief", "not-eligible"));
        assert_eq!(ended.refusals("2026-03-10", "duty-ended", ends("relief", "secured")), ["HA96-s189B-relief-56d"]);
        assert_eq!(
            ended.words("2026-03-10", "duty-ended", ends("relief", "secured")),
            "This duty has ended already: no longer eligible."
        );
        assert_eq!(relief().refusals("2026-03-09", "duty-ended", ends("relief", "secured")), NONE);
    }

    #[test]
    fn a_duty_ends_on_no_ground_that_the_act_does_not_give_for_it() {
        for ground in ["left-voluntarily", "plan-ended", "became-homeless", "accepted-offer"] {
            let rules = relief().refusals("2026-05-09", "duty-ended", ends("relief", ground));
            assert!(!rules.is_empty(), "{ground}");
        }
        let words = relief().words("2026-03-09", "duty-ended", ends("relief", "plan-ended"));
        assert_eq!(words, "The Act does not end this duty because of “the plan or enquiry came to its end”.");
        let old = Scene::new().refusals("2018-04-02", "duty-ended", ends("prevention", "secured"));
        assert!(old.contains(&"HA96-s195-prevention-56d"), "there was no such duty then");
    }

    #[test]
    fn nobody_refuses_what_was_not_offered() {
        for ground in ["refused-offer", "refused-final-offer", "referred"] {
            let rules = relief().refusals("2026-03-09", "duty-ended", ends("relief", ground));
            assert_eq!(rules, ["HA96-s189B-relief-56d"], "{ground}");
        }
        let offer = json!({ "by": id("housing"), "home": "social", "suitability_checked": true });
        let offered = relief().with("offer", "2026-03-05", "offer-made", offer);
        let no = offered.with("no", "2026-03-06", "offer-answered", json!({ "offer": id("offer") }));
        assert_eq!(no.refusals("2026-03-09", "duty-ended", ends("relief", "refused-offer")), NONE);
        assert_eq!(no.refusals("2026-03-09", "duty-ended", ends("relief", "refused-final-offer")), ["HA96-s189B-relief-56d"]);
    }

    #[test]
    fn the_main_duty_waits_for_day_57_and_for_relief() {
        assert_eq!(Scene::new().refusals("2026-03-09", "duty-accepted", duty("main")), ["HA96-s193-main"]);
        assert_eq!(relief().refusals("2026-04-26", "duty-accepted", duty("main")), ["HA96-s193-main"]);
        assert_eq!(relief().refusals("2026-04-27", "duty-accepted", duty("main")), NONE);
    }

    #[test]
    fn somebody_who_is_not_safe_at_home_is_owed_relief_and_not_prevention() {
        let unsafe_there = Scene::new().with("told", "2026-03-02", "disclosure-made", told(&["violence", "unsafe-home"]));
        let rule = ["HA96-s177-DA-not-reasonable"];
        assert_eq!(unsafe_there.refusals("2026-03-03", "duty-accepted", duty("prevention")), rule);
        assert_eq!(unsafe_there.refusals("2026-03-03", "duty-accepted", duty("relief")), NONE);
        let found = json!({ "by": id("housing"), "subject": "homelessness", "outcome": "in-favour", "findings": ["reasonable-to-stay"], "reasons": "he is in prison and she wants to stay" });
        let decided = unsafe_there.with("decided", "2026-03-03", "decision-made", found);
        assert_eq!(decided.refusals("2026-03-03", "duty-accepted", duty("prevention")), NONE);
        let again = decided.with("near", "2026-03-04", "noted", json!({ "to": id("housing"), "shows": ["unsafe-home"] }));
        assert_eq!(again.refusals("2026-03-05", "duty-accepted", duty("prevention")), rule, "what is new counts");
    }

    #[test]
    fn no_duty_is_accepted_twice() {
        assert_eq!(relief().refusals("2026-03-09", "duty-accepted", duty("relief")), ["HA96-s189B-relief-56d"]);
        assert_eq!(relief().refusals("2026-03-09", "duty-accepted", duty("prevention")), ["HA96-s195-prevention-56d"]);
    }

    #[test]
    fn prevention_does_not_end_by_time_while_a_notice_runs() {
        let file = |notice: &str| {
            Scene::new().with("prevention", "2026-01-02", "duty-accepted", duty("prevention")).with(
                "notice",
                "2026-01-02",
                "notice-to-leave",
                json!({ "notice": notice, "expires": "2026-05-20", "to": id("housing") }),
            )
        };
        let time_up = || ends("prevention", "time-up");
        assert_eq!(file("section-21").refusals("2026-04-29", "duty-ended", time_up()), ["HA96-s195-prevention-56d"]);
        assert_eq!(file("section-8").refusals("2026-04-30", "duty-ended", time_up()), NONE, "not before 1 May 2026");
        assert_eq!(file("section-8").refusals("2026-05-01", "duty-ended", time_up()), ["HA96-s195-prevention-56d"]);
        assert_eq!(file("family").refusals("2026-05-01", "duty-ended", time_up()), NONE);
    }

    #[test]
    fn a_place_for_tonight_outlasts_relief() {
        for ground in ["next-duty", "plan-ended", "secured", "not-eligible", "withdrew"] {
            let rules = relief().refusals("2026-03-09", "duty-ended", ends("interim", ground));
            assert!(rules.contains(&"HA96-s188-interim"), "{ground}: {rules:?}");
        }
        let main = relief().with("main", "2026-04-27", "duty-accepted", duty("main"));
        assert_eq!(main.refusals("2026-04-28", "duty-ended", ends("interim", "next-duty")), NONE);
    }

    #[test]
    fn what_the_law_says_of_survivors_cannot_be_found_otherwise() {
        let scene = Scene::new().with("told", "2026-03-02", "disclosure-made", told(&["violence", "unsafe-home"]));
        let found = |finding: &str, senior: bool| json!({ "by": id("housing"), "subject": "homelessness", "outcome": "against", "letter": true, "review_right": true, "answers": ["violence", "unsafe-home"], "findings": [finding], "senior": senior });
        assert_eq!(scene.refusals("2026-03-03", "decision-made", found("no-priority-need", true)), ["HA96-s189-1e-priority"]);
        assert_eq!(scene.refusals("2026-03-03", "decision-made", found("intentional", true)), ["HA96-s191-intentional-test"]);
        assert_eq!(scene.refusals("2026-03-03", "decision-made", found("not-homeless", false)), ["COG21-believe"]);
        assert_eq!(scene.refusals("2026-03-03", "decision-made", found("not-homeless", true)), NONE);
        assert_eq!(scene.refusals("2026-03-03", "decision-made", found("not-eligible", false)), NONE);
        let both = json!({ "by": id("housing"), "subject": "homelessness", "outcome": "in-favour", "findings": ["eligible", "not-eligible"] });
        assert_eq!(scene.refusals("2026-03-03", "decision-made", both), ["HA96-s184-enquiries"]);
    }

    #[test]
    fn for_somebody_whom_they_placed_here_a_manager_decides_the_risk() {
        let decided = |senior: bool| json!({ "by": id("housing"), "subject": "referral", "outcome": "in-favour", "reasons": "her family is there", "senior": senior });
        let referral = || json!({ "by": team("housing"), "to": id("elsewhere"), "referral": "local-connection", "condition": "placed-there" });
        let by_officer = Scene::new().with("decided", "2026-03-02", "decision-made", decided(false));
        assert_eq!(by_officer.refusals("2026-03-03", "referral-made", referral()), ["HA96-s198-referral"]);
        let by_manager = Scene::new().with("decided", "2026-03-02", "decision-made", decided(true));
        assert_eq!(by_manager.refusals("2026-03-03", "referral-made", referral()), NONE);
        let nobody = Scene::new().refusals("2026-03-03", "referral-made", referral());
        assert_eq!(nobody, ["HA96-s198-referral", "HA96-s198-referral"], "risk that is not known is a bar of its own");
    }

    #[test]
    fn a_school_hears_of_a_placement_only_if_she_agrees() {
        let school = json!({ "team": id("school"), "name": "school", "function": "school", "body": id("school"), "body_name": "school", "body_kind": "school" });
        let scene = Scene::new().with("school", "2026-03-02", "service-named", school);
        let checked = json!({ "by": id("housing"), "to": id("school"), "way": "usual", "reasons": "asked the head" });
        let scene = scene.with("checked", "2026-03-02", "links-checked", checked);
        let told = || json!({ "by": id("housing"), "to": id("school") });
        let rule = ["HA96-s213AA-child-TA-14d"];
        assert_eq!(scene.refusals("2026-03-03", "placement-notified", told()), rule);
        let no = scene.with("no", "2026-03-02", "notifying-agreed", json!({ "by": id("housing") }));
        assert_eq!(no.refusals("2026-03-03", "placement-notified", told()), rule);
        let yes = no.with("yes", "2026-03-03", "notifying-agreed", json!({ "by": id("housing"), "agreed": true }));
        assert_eq!(yes.refusals("2026-03-03", "placement-notified", told()), NONE);
    }
}
