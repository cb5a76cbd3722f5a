//! Housing duties: what accepting and ending them needs.
//!
//! Source: Housing Act 1996 Part 7 as amended by the Homelessness Reduction Act 2017 (relief and prevention from 3 April 2018).

use jiff::civil::{Date, date};

use super::shown_by;
use crate::commands::Refusal;
use crate::commands::words::day;
use crate::facts::{
    Body, DebtKnown, DecisionMade, Duty, DutyAccepted, DutyEnded, EndGround, LeftHome, OfferAnswered, Outcome, PlacementEnded,
    ProximityReported, ProximityTriaged, Shows, Subject, SuitabilityQuestioned, TenancyAdviceGiven, TenancyEnded, TenancyHeld,
    Tenure, Unsuitable, When, WishesRecorded,
};
use crate::file::CaseFile;
use crate::homelessness::case::Case;
use crate::ids::TeamId;

/// The first day of the prevention and relief duties in their present form.
const HOMELESSNESS_REDUCTION: Date = date(2018, 4, 3);

/// A change of duty is the moment at which advice about a tenancy goes stale: it does not go through without new advice.
/// Source: Ombudsman 19 014 011, where old advice cost the survivor arrears of rent and council tax.
pub(super) fn accepted_without_tenancy_advice(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyAccepted(it) = body else { return None };
    if !matches!(it.duty, Duty::Prevention | Duty::Relief | Duty::Main) {
        return None;
    }
    let started = tenancy_held_since(file, then)?;
    let changed = file
        .each::<DutyAccepted>()
        .filter(|(fact, earlier)| {
            fact.happened.date <= then.date
                && matches!(earlier.duty, Duty::Prevention | Duty::Relief | Duty::Main)
                && earlier.duty != it.duty
        })
        .map(|(fact, _)| fact.happened.date)
        .max();
    let advised = file.each::<TenancyAdviceGiven>().any(|(fact, advice)| {
        let on = fact.happened.date;
        let written = advice.in_writing || file.told_in_writing(fact.id).is_some_and(|left| left.happened.date <= then.date);
        written && on <= then.date && on >= started && changed.is_none_or(|changed| on > changed)
    });
    (!advised).then(|| {
        Refusal::because(match changed {
            Some(changed) => format!("She still has a tenancy, and has had no written advice about it since the duty last changed on {}.", day(changed)),
            None => "She still has a tenancy, and has had no written advice about what to do with it.".to_owned(),
        })
        .instead("Record written tenancy advice first: keep it, end it or have it transferred, and what each does to rent, benefits and council tax.")
        .instead("Record that the tenancy has ended, if it has.")
        .under("OMB-tenancy-advice")
    })
}

/// Since when she holds a tenancy on which advice can go wrong, if she holds one.
fn tenancy_held_since(file: &CaseFile, then: When) -> Option<Date> {
    let survivor = file.survivor();
    let ended = |tenancy| {
        file.each::<TenancyEnded>()
            .any(|(fact, it)| fact.happened.date <= then.date && it.tenancy.is_none_or(|which| which == tenancy))
    };
    file.each::<TenancyHeld>()
        .filter(|(fact, it)| {
            Some(it.person) == survivor
                && fact.happened.date <= then.date
                && matches!(it.tenure, Tenure::SocialSole | Tenure::SocialJoint | Tenure::PrivateSole | Tenure::PrivateJoint)
                && !ended(fact.id)
        })
        .map(|(fact, _)| fact.happened.date)
        .max()
}

/// Whether she left a home because of abuse, or could not reasonably have stayed there.
pub(super) fn fled(file: &CaseFile, then: When) -> bool {
    let abuse = shown_by(file, Shows::ABUSE, then).next().is_some();
    let left = file.each::<LeftHome>().any(|(fact, it)| Some(it.person) == file.survivor() && fact.happened.date <= then.date)
        || file.each::<PlacementEnded>().any(|(fact, it)| it.fled && fact.happened.date <= then.date)
        || shown_by(file, Shows::UNSAFE_HOME.union(Shows::NEAR), then).next().is_some();
    abuse && left
}

/// The duty of s.190 is for people who lost a home by their own deliberate act: never for one that it was not reasonable to keep.
/// Source: Housing Act 1996 ss.177, 190, 191.
pub(super) fn short_accommodation_for_somebody_who_fled(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyAccepted(it) = body else { return None };
    (it.duty == Duty::Intentional && fled(file, then)).then(not_intentional)
}

/// Leaving a home where abuse was probable is not intentional homelessness, nor is losing one to debts that the abuse made.
/// Source: Housing Act 1996 ss.177 and 191.
pub(super) fn intentional_although_she_fled(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyEnded(it) = body else { return None };
    let debts_of_abuse = file.each::<DebtKnown>().any(|(fact, debt)| debt.from_abuse && fact.happened.date <= then.date);
    (it.ground == EndGround::Intentional && (fled(file, then) || debts_of_abuse)).then(not_intentional)
}

pub(super) fn not_intentional() -> Refusal {
    Refusal::because("A home that it was not reasonable to keep because of abuse cannot be lost intentionally; nor is debt that the abuse made her own act.")
        .instead("Keep the duty open, or accept the main duty.")
        .instead("If something quite different is meant, take legal advice and record it as a decision with reasons and the right to a review.")
        .under("HA96-s191-intentional-test")
}

fn is_housing(duty: Duty) -> bool {
    matches!(duty, Duty::Prevention | Duty::Relief | Duty::Interim | Duty::Main | Duty::Intentional)
}

pub(super) fn rule_of(duty: Duty) -> &'static str {
    match duty {
        Duty::Prevention => "HA96-s195-prevention-56d",
        Duty::Relief => "HA96-s189B-relief-56d",
        Duty::Interim => "HA96-s188-interim",
        Duty::Intentional => "HA96-s190-intentional",
        _ => "HA96-s193-main",
    }
}

/// A duty ends by notice with the ground and the right to a review. Relief passes into the next duty by itself at day 56, interim with it;
/// she ends the main duty herself when she accepts a home.
/// Source: Housing Act 1996 ss.188(1ZA)–(1ZB), 189B(4)–(8), 193(5)–(7AA), 195(5)–(9).
pub(super) fn ended_without_notice(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::DutyEnded(it) = body else { return None };
    let by_itself = match it.duty {
        Duty::Relief | Duty::Interim => it.ground == EndGround::NextDuty,
        Duty::Main => it.ground == EndGround::AcceptedOffer,
        _ => false,
    };
    (is_housing(it.duty) && !it.notice && !it.to_write && !by_itself).then(|| {
        Refusal::because("This duty goes on until she has a notice in writing that gives the ground and her right to a review.")
            .instead("Let the notice be written here, from the end of the duty: it holds both.")
            .instead("Write the notice, get it to her in a safe way, and record the end with it.")
            .instead("Keep the duty open.")
            .under(rule_of(it.duty))
    })
}

/// The 56 days of prevention and relief begin with the day on which the authority was satisfied, and end at the close of the last.
/// Source: Housing Act 1996 ss.189B(4) and (7)(b), 195(8)(b).
pub(super) fn ended_before_its_days_are_over(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyEnded(it) = body else { return None };
    let by_time = it.ground == EndGround::TimeUp || (it.duty == Duty::Relief && it.ground == EndGround::NextDuty);
    if !by_time || !matches!(it.duty, Duty::Prevention | Duty::Relief) || then.date < HOMELESSNESS_REDUCTION {
        return None;
    }
    let stage = Case::stage_of(file, it.by, then.date);
    let last = stage.days().filter(|_| stage.duty() == Some(it.duty))?.last;
    (then.date <= last).then(|| {
        Refusal::because(format!("The duty runs to the end of {}.", day(last)))
            .instead("Go on with the steps of the plan until then.")
            .instead("End it before that day only on another ground that the Act lists, such as a suitable home that will last.")
            .under(rule_of(it.duty))
    })
}

/// The main duty has no last day, and interim accommodation does not run out while relief is owed.
/// Source: Housing Act 1996 ss.188(1ZB), 193(3).
pub(super) fn ended_by_time_alone(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyEnded(it) = body else { return None };
    let relief_runs = || {
        let accepted =
            file.each::<DutyAccepted>().rfind(|(fact, duty)| duty.duty == Duty::Relief && fact.happened.date <= then.date);
        accepted.is_some_and(|(accepted, _)| {
            !file.each::<DutyEnded>().any(|(fact, end)| {
                end.duty == Duty::Relief && fact.happened >= accepted.happened && fact.happened.date <= then.date
            })
        })
    };
    let refused = match it.duty {
        Duty::Main => it.ground == EndGround::TimeUp,
        Duty::Interim => it.ground == EndGround::TimeUp || (it.ground == EndGround::PlanEnded && relief_runs()),
        _ => false,
    };
    refused.then(|| {
        Refusal::because("Time alone does not end this duty.")
            .instead("Keep the accommodation going until she has notice of the next duty, or a home of her own.")
            .under(rule_of(it.duty))
    })
}

/// Whether somebody has said that a home or its area is not safe, and nobody has decided about it since.
fn safety_disputed(file: &CaseFile, then: When) -> bool {
    let decided_since = |on: When| {
        file.each::<DecisionMade>()
            .any(|(fact, it)| it.subject == Subject::Suitability && fact.happened >= on && fact.happened.date <= then.date)
    };
    let questioned = file.each::<SuitabilityQuestioned>().any(|(fact, it)| {
        fact.happened.date <= then.date
            && it.wrong.iter().any(|wrong| matches!(wrong, Unsuitable::Location | Unsuitable::Known))
            && !decided_since(fact.happened)
    });
    let refused = file
        .each::<OfferAnswered>()
        .any(|(fact, it)| it.unsafe_there && fact.happened.date <= then.date && !decided_since(fact.happened));
    let near = file.each::<ProximityReported>().any(|(fact, _)| {
        fact.happened.date <= then.date
            && !file.each::<ProximityTriaged>().any(|(_, triage)| triage.report == fact.id && !triage.accepted)
    });
    questioned || refused || near
}

/// No duty ends on a refused offer, or on a withdrawal, while it is in question whether she is safe there.
/// Source: Housing Act 1996 ss.193A, 195(8)(d) and 206; Homelessness Code of Guidance ch.21.
pub(super) fn ended_while_safety_is_disputed(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyEnded(it) = body else { return None };
    let rule = match it.ground {
        EndGround::RefusedFinalOffer => "HA96-s193A-final-offer",
        EndGround::RefusedOffer => "HA96-s206-suitable",
        EndGround::Withdrew => rule_of(it.duty),
        _ => return None,
    };
    (is_housing(it.duty) && safety_disputed(file, then)).then(|| {
        Refusal::because("It is in question whether she would be safe there, and nobody has decided that yet.")
            .instead("Decide first whether the home is suitable, with her unsafe areas and what is known of him before you.")
            .instead("Make another offer, in an area that she says is safe.")
            .under(rule)
    })
}

/// A withdrawal is hers only if she says so herself, in a safe way and freely.
/// Source: Homelessness Code of Guidance ch.21; Housing Act 1996 ss.189B(7)(f), 195(8)(g).
pub(super) fn withdrawn_without_her_own_free_word(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyEnded(it) = body else { return None };
    if it.ground != EndGround::Withdrew || !is_housing(it.duty) {
        return None;
    }
    let fortnight_ago = then.date.checked_sub(jiff::Span::new().days(14)).unwrap_or(Date::MIN);
    let said_so = file
        .each::<WishesRecorded>()
        .rfind(|(fact, wishes)| Some(wishes.of) == file.survivor() && (fortnight_ago..=then.date).contains(&fact.happened.date));
    let freely = said_so.is_some_and(|(fact, _)| {
        !file.showing(Shows::COERCED).any(|coerced| coerced.happened >= fact.happened && coerced.happened.date <= then.date)
    });
    (!freely).then(|| {
        Refusal::because("A withdrawal counts only if she has said so herself in the last fourteen days, alone, in a way that is safe, and freely.")
            .instead("Reach her by her safe contact, ask what she wants, and record her wishes.")
            .instead("Keep the duty open until you have reached her.")
            .under("COG21-safe-contact")
    })
}

/// Leaving a placement because he found her is flight.
/// Source: Housing Act 1996 ss.177 and 193(6)(d).
pub(super) fn left_because_she_was_found(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyEnded(it) = body else { return None };
    (it.ground == EndGround::LeftVoluntarily && is_housing(it.duty) && fled(file, then)).then(|| {
        Refusal::because("She did not leave of her own free will: she left a place where she was not safe.")
            .instead("Keep the duty open and find her somewhere safe tonight.")
            .instead("Record that he has found her, so that everybody who has to act is told.")
            .under(rule_of(it.duty))
    })
}

/// Whether anything is left of the duty after a non-cooperation notice is unsettled in the published texts, so it is not used here.
/// Source: Housing Act 1996 s.193B (from 3 April 2018); before that day no such ground existed.
pub(super) fn not_cooperating(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DutyEnded(it) = body else { return None };
    let abuse = shown_by(file, Shows::ABUSE, then).next().is_some();
    (it.ground == EndGround::NonCooperation && (abuse || then.date < HOMELESSNESS_REDUCTION)).then(|| {
        Refusal::because("Where there is abuse, a missed step is a sign to look closer, not a ground to end help.")
            .instead("Ask her, in a safe way, what stood in the way, and change the plan.")
            .instead("Look at whether the step was safe for her at all.")
            .under("HA96-s193B-noncoop")
    })
}

/// Whether a decision in her favour that a place of another authority is safe has been recorded by a body, by then.
pub(super) fn safe_referral_decided(file: &CaseFile, by: TeamId, then: When) -> bool {
    file.each::<DecisionMade>().any(|(fact, it)| {
        it.subject == Subject::Referral
            && it.outcome == Outcome::InFavour
            && it.reasons.is_some()
            && file.services().same_body(it.by, by)
            && fact.happened.date <= then.date
    })
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, id, person};
    use serde_json::{Value, json};

    const NONE: [&str; 0] = [];

    fn accepted(duty: &str) -> Value {
        json!({ "by": id("housing"), "duty": duty })
    }

    fn ended(duty: &str, ground: &str) -> Value {
        json!({ "by": id("housing"), "duty": duty, "ground": ground, "notice": true })
    }

    /// The file with a duty that stands since 10 January 2021.
    fn owing(duty: &str) -> Scene {
        Scene::new().with(duty, "2021-01-10", "duty-accepted", accepted(duty))
    }

    fn told() -> Value {
        json!({ "by": person("she"), "to": id("housing"), "shows": ["violence", "unsafe-home"] })
    }

    #[test]
    fn relief_runs_to_the_close_of_day_56() {
        let scene = Scene::new().with(
            "relief",
            "2026-03-05",
            "duty-accepted",
            json!({ "by": id("housing"), "duty": "relief", "satisfied": "2026-03-02" }),
        );
        for (on, ground, rules) in [
            ("2026-04-26", "time-up", &["HA96-s189B-relief-56d"][..]),
            ("2026-04-26", "next-duty", &["HA96-s189B-relief-56d"]),
            ("2026-04-27", "time-up", &[]),
            ("2026-04-27", "next-duty", &[]),
            ("2026-04-01", "secured", &[]),
        ] {
            assert_eq!(scene.refusals(on, "duty-ended", ended("relief", ground)), rules, "{ground} on {on}");
        }
        assert_eq!(
            scene.words("2026-04-26", "duty-ended", ended("relief", "time-up")),
            "The duty runs to the end of 26 April 2026."
        );
    }

    #[test]
    fn the_main_duty_has_no_last_day() {
        assert_eq!(owing("main").refusals("2021-02-01", "duty-ended", ended("main", "time-up")), ["HA96-s193-main"]);
        for ground in ["plan-ended", "next-duty", "secured", "time-up"] {
            let rules = owing("relief").refusals("2021-02-01", "duty-ended", ended("interim", ground));
            assert!(!rules.is_empty() && rules.iter().all(|rule| *rule == "HA96-s188-interim"), "{ground}: {rules:?}");
        }
    }

    #[test]
    fn a_duty_does_not_end_without_notice() {
        let silent = |duty: &str, ground: &str| json!({ "by": id("housing"), "duty": duty, "ground": ground });
        for (duty, ground, rules) in [
            ("prevention", "secured", &["HA96-s195-prevention-56d"][..]),
            ("relief", "secured", &["HA96-s189B-relief-56d"]),
            ("main", "not-eligible", &["HA96-s193-main"]),
            ("interim", "secured", &["HA96-s188-interim"]),
            ("relief", "next-duty", &[]),
            ("main", "accepted-offer", &[]),
            ("child-in-need", "plan-ended", &[]),
        ] {
            let scene = if duty == "interim" { Scene::new() } else { owing(duty) };
            let on = if ground == "next-duty" { "2021-04-01" } else { "2021-02-01" };
            assert_eq!(scene.refusals(on, "duty-ended", silent(duty, ground)), rules, "{duty} {ground}");
        }
    }

    #[test]
    fn no_duty_ends_while_it_is_in_question_whether_she_is_safe() {
        let offered = json!({ "by": id("housing"), "home": "temporary", "suitability_checked": true, "is_final": true });
        let refused = json!({ "offer": id("offer"), "unsafe_there": true });
        let scene = owing("main").with("offer", "2021-01-10", "offer-made", offered).with(
            "refused",
            "2021-01-11",
            "offer-answered",
            refused,
        );
        for (ground, rule) in [("refused-offer", "HA96-s206-suitable"), ("refused-final-offer", "HA96-s193A-final-offer")] {
            assert_eq!(scene.refusals("2021-02-01", "duty-ended", ended("main", ground)), [rule]);
        }
        let decision =
            json!({ "by": id("housing"), "subject": "suitability", "outcome": "against", "letter": true, "review_right": true });
        let decided = scene.with("decided", "2021-01-20", "decision-made", decision);
        assert_eq!(decided.refusals("2021-02-01", "duty-ended", ended("main", "refused-offer")), NONE);
    }

    #[test]
    fn a_withdrawal_is_hers_only_if_she_says_so_freely() {
        let scene = owing("prevention");
        assert_eq!(scene.refusals("2021-02-01", "duty-ended", ended("prevention", "withdrew")), ["COG21-safe-contact"]);
        let said = scene.with("wishes", "2021-01-30", "wishes-recorded", json!({ "of": id("she"), "by": id("housing") }));
        assert_eq!(said.refusals("2021-02-01", "duty-ended", ended("prevention", "withdrew")), NONE);
        assert_eq!(
            said.refusals("2021-02-20", "duty-ended", ended("prevention", "withdrew")),
            ["COG21-safe-contact"],
            "that was too long ago"
        );
        let coerced = said.with("doubt", "2021-01-31", "noted", json!({ "to": id("housing"), "shows": ["coerced"] }));
        assert_eq!(coerced.refusals("2021-02-01", "duty-ended", ended("prevention", "withdrew")), ["COG21-safe-contact"]);
    }

    #[test]
    fn somebody_who_fled_is_neither_intentionally_homeless_nor_gone_of_her_own_will() {
        let fled = |duty: &str| owing(duty).with("told", "2021-01-02", "disclosure-made", told());
        assert_eq!(fled("main").refusals("2021-02-01", "duty-ended", ended("main", "left-voluntarily")), ["HA96-s193-main"]);
        let relief = fled("relief");
        assert_eq!(relief.refusals("2021-02-01", "duty-ended", ended("relief", "intentional")), ["HA96-s191-intentional-test"]);
        assert_eq!(relief.refusals("2021-02-01", "duty-ended", ended("relief", "non-cooperation")), ["HA96-s193B-noncoop"]);
        let short = relief.refusals("2021-02-01", "duty-accepted", accepted("intentional"));
        assert_eq!(short, ["HA96-s191-intentional-test", "HA96-s190-intentional"]);
        let in_debt = owing("relief").with("debt", "2021-01-02", "debt-known", json!({ "debt": "rent", "from_abuse": true }));
        assert_eq!(in_debt.refusals("2021-02-01", "duty-ended", ended("relief", "intentional")), ["HA96-s191-intentional-test"]);
    }

    #[test]
    fn a_change_of_duty_brings_new_advice_about_her_tenancy() {
        let tenancy = json!({ "person": id("she"), "tenure": "social-sole" });
        let advice = || json!({ "by": id("housing"), "advice": "keep", "in_writing": true });
        let scene = Scene::new().with("tenancy", "2021-01-02", "tenancy-held", tenancy);
        assert_eq!(scene.refusals("2021-02-01", "duty-accepted", accepted("relief")), ["OMB-tenancy-advice"]);
        let spoken = scene.with("spoken", "2021-01-20", "tenancy-advice-given", json!({ "by": id("housing"), "advice": "keep" }));
        assert_eq!(
            spoken.refusals("2021-02-01", "duty-accepted", accepted("relief")),
            ["OMB-tenancy-advice"],
            "advice is in writing"
        );
        let written = spoken.with("advice", "2021-01-20", "tenancy-advice-given", advice());
        assert_eq!(written.refusals("2021-02-01", "duty-accepted", accepted("relief")), NONE);
        let relief = written.with("relief", "2021-02-01", "duty-accepted", accepted("relief"));
        assert_eq!(
            relief.refusals("2021-04-01", "duty-accepted", accepted("main")),
            ["OMB-tenancy-advice"],
            "the old advice is stale"
        );
        let renewed = relief.with("new advice", "2021-03-30", "tenancy-advice-given", advice());
        assert_eq!(renewed.refusals("2021-04-01", "duty-accepted", accepted("main")), NONE);
        assert_eq!(owing("relief").refusals("2021-04-01", "duty-accepted", accepted("main")), NONE, "she holds no tenancy");
    }
}
