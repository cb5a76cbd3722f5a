//! Passing her on, and closing work.
//!
//! Source: Housing Act 1996 s.198; Children Act 1989 ss.17 and 47; Ombudsman 20 007 812.

use super::duties::safe_referral_decided;
use super::shown_by;
use crate::commands::Refusal;
use crate::commands::words::listed;
use crate::facts::{Body, Closure, DecisionMade, ReferralKind, Shows, Subject, UnsafeAreaNamed, When};
use crate::file::CaseFile;
use crate::obligations::{End, Obligation, Severity, Standards, derive};

/// A referral to another authority is never automatic: somebody has decided, with reasons, that nobody in the household is at risk there.
/// Source: Housing Act 1996 s.198(2)(c), (2ZA)(b) and (4): the last has no such words, so the same is asked for it.
pub(super) fn referred_to_another_authority_at_risk(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::ReferralMade(it) = body else { return None };
    if it.referral != ReferralKind::Authority {
        return None;
    }
    let named_unsafe = file
        .each::<UnsafeAreaNamed>()
        .any(|(fact, area)| area.whole_area && fact.happened.date <= then.date && file.services().same_body(area.to, it.to));
    if named_unsafe {
        return Some(
            Refusal::because(
                "She has said that the area of that authority is not safe for her. The law does not allow a referral there.",
            )
            .instead("Keep the application and the duty here.")
            .under("HA96-s198-referral"),
        );
    }
    let decided = it.by.team().is_some_and(|by| safe_referral_decided(file, by, then));
    (!decided).then(|| {
        Refusal::because("Nobody has decided, with reasons, that she and her household are free of risk there. While that is not known, there is no referral.")
            .instead("Ask her about that area, record a decision on the referral with its reasons, and refer afterwards.")
            .instead("Keep the application and the duty here.")
            .under("HA96-s198-referral")
    })
}

/// She may decline support; a child's danger does not end with it.
/// Source: Children Act 1989 ss.17 and 47.
pub(super) fn closed_because_support_was_declined(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::CaseClosed(it) = body else { return None };
    if !matches!(it.why, Closure::DeclinedSupport | Closure::NoContact) {
        return None;
    }
    let at_risk = shown_by(file, Shows::CHILD_HARM.union(Shows::CHILD_WITNESS), then).last()?;
    let decided = file.each::<DecisionMade>().any(|(fact, decision)| {
        decision.subject == Subject::ChildResponse
            && fact.happened.date >= at_risk.happened.date
            && fact.happened.date <= then.date
    });
    (!decided).then(|| {
        Refusal::because(
            "A child in this file is at risk, and that does not end because support was declined or nobody could be reached.",
        )
        .instead("Have children's services decide how to respond, and record the decision; then this can close.")
        .instead("Keep the work open and try again by her safe contact.")
        .under("CA89-s47-enquire")
    })
}

/// Work does not close while it owes her safety.
pub(super) fn closed_with_safety_owed(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::CaseClosed(it) = body else { return None };
    let owed: Vec<Obligation> = derive(file, &Standards::default())
        .into_iter()
        .filter(|owed| {
            owed.rule.severity == Severity::Safety
                && owed.end == End::Open
                && owed.since <= then.date
                && file.services().same_body(owed.owner.team, it.by)
        })
        .collect();
    let first = owed.first()?;
    let mut titles: Vec<String> = owed.iter().map(|owed| format!("“{}”", owed.rule.title)).collect();
    titles.sort();
    titles.dedup();
    Some(
        Refusal::because(format!("This still owes her safety: {}.", listed(&titles)))
            .instead("Do what is owed, and then close.")
            .instead("If another service does it now, hand it over, so that it has an owner.")
            .under(first.rule.id),
    )
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, id, person, team};
    use serde_json::json;

    const NONE: [&str; 0] = [];

    #[test]
    fn she_is_referred_to_another_authority_only_after_somebody_decided_that_it_is_safe() {
        let referral = || json!({ "by": team("housing"), "to": id("elsewhere"), "referral": "local-connection" });
        let scene = Scene::new();
        assert_eq!(scene.refusals("2021-02-01", "referral-made", referral()), ["HA96-s198-referral"]);
        let decision =
            json!({ "by": id("housing"), "subject": "referral", "outcome": "in-favour", "reasons": "she has family there" });
        let decided = scene.with("decision", "2021-01-20", "decision-made", decision);
        assert_eq!(decided.refusals("2021-02-01", "referral-made", referral()), NONE);
        let unsafe_there = decided.with(
            "area",
            "2021-01-25",
            "unsafe-area-named",
            json!({ "by": person("she"), "to": id("elsewhere"), "whole_area": true }),
        );
        assert_eq!(unsafe_there.refusals("2021-02-01", "referral-made", referral()), ["HA96-s198-referral"]);
        let other_kind = json!({ "by": team("housing"), "to": id("children"), "referral": "children" });
        assert_eq!(Scene::new().refusals("2021-02-01", "referral-made", other_kind), NONE);
    }

    #[test]
    fn work_stays_open_while_she_has_nowhere_safe_to_sleep() {
        let told =
            json!({ "by": person("she"), "to": id("housing"), "shows": ["violence", "unsafe-home"], "asks": ["safe-tonight"] });
        let scene = Scene::new().with("told", "2021-01-02", "disclosure-made", told);
        let closed = |by: &str| json!({ "by": id(by), "why": "safe" });
        let words = scene.words("2021-02-01", "case-closed", closed("housing"));
        assert!(words.starts_with("This still owes her safety") && words.contains("Somewhere safe today"), "{words}");
        assert_eq!(scene.refusals("2021-02-01", "case-closed", closed("elsewhere")), NONE, "it is not theirs");
    }

    #[test]
    fn a_child_in_danger_keeps_the_work_open() {
        let told = json!({ "by": person("she"), "to": id("children"), "shows": ["child-witness"] });
        let scene = Scene::new().with("told", "2021-01-02", "disclosure-made", told);
        let refused = |scene: &Scene, why: &str| {
            let closed = json!({ "by": id("children"), "why": why });
            scene.refusals("2021-02-01", "case-closed", closed).contains(&"CA89-s47-enquire")
        };
        assert!(refused(&scene, "declined-support"));
        let decision = json!({ "by": id("children"), "subject": "child-response", "outcome": "in-favour" });
        let decided = scene.with("decided", "2021-01-20", "decision-made", decision);
        assert!(
            !decided
                .words("2021-02-01", "case-closed", json!({ "by": id("children"), "why": "declined-support" }))
                .contains("support was declined")
        );
    }
}
