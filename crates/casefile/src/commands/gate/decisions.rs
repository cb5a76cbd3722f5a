//! Decisions: on everything that is there, for reasons, in writing, with a review.
//!
//! Source: Housing Act 1996 ss.160ZA(9), 166A(9), 184(3)–(6), 203; Ombudsman focus report of November 2021.

use jiff::civil::date;

use super::{knows, shown_by};
use crate::commands::Refusal;
use crate::commands::words::{day, listed};
use crate::facts::{
    Body, EvidenceConsidered, EvidenceReceived, Fact, Need, Outcome, ReviewAsked, ReviewKind, Shows, Subject, When,
};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};

/// A score helps to refer a case to the conference; it decides nothing else.
pub(super) fn on_a_score(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::DecisionMade(it) = body else { return None };
    let gate = it.on_score && !(it.subject == Subject::Marac && it.outcome == Outcome::InFavour);
    gate.then(|| {
        Refusal::because("A risk score cannot decide this. It is an aid to referring a case to the risk assessment conference and no test for anything else.")
            .instead("Decide on what is known of the danger and of her needs, and leave the score out.")
            .instead("Refer to the conference on professional judgement, and do not wait for it.")
            .under("MARAC-not-a-gate")
    })
}

/// What the deciding team has been sent is read before it decides.
/// Source: Ombudsman 19 014 383: a police letter, handed in and not fully read.
pub(super) fn evidence_unread(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let (by, considered): (TeamId, &[FactId]) = match body {
        Body::DecisionMade(it) => (it.by, &it.considered),
        Body::PriorityAwarded(it) => (it.by, &[]),
        Body::ReviewDecided(it) => (it.by, &[]),
        Body::DutyEnded(it) => (it.by, &[]),
        _ => return None,
    };
    let about_her = match body {
        Body::DecisionMade(it) => !matches!(it.subject, Subject::Breach | Subject::Complaint | Subject::Money | Subject::Other),
        _ => true,
    };
    let unread: Vec<&Fact> = file
        .each::<EvidenceReceived>()
        .filter(|(fact, evidence)| {
            let sent_to_them = evidence.to == by && fact.happened.date <= then.date;
            sent_to_them || (about_her && knows(file, by, fact, then))
        })
        .map(|(fact, _)| fact)
        .filter(|fact| !considered.contains(&fact.id) && !read_by_the_body_of(file, by, fact.id, then))
        .collect();
    if unread.is_empty() {
        return None;
    }
    let names: Vec<String> = unread.iter().filter_map(|fact| item(fact)).collect();
    Some(
        Refusal::because(format!("Read it first: nobody here has considered {}.", listed(&names)))
            .instead("Open each item, say what it changes, and then decide.")
            .instead("If something must be done tonight, accept the duty or place her now: neither waits for papers.")
            .under(if matches!(body, Body::DecisionMade(_) | Body::DutyEnded(_)) {
                "HA96-s184-enquiries"
            } else {
                "COG21-believe"
            }),
    )
}

fn read_by_the_body_of(file: &CaseFile, team: TeamId, evidence: FactId, then: When) -> bool {
    file.each::<EvidenceConsidered>()
        .any(|(fact, it)| it.evidence == evidence && file.services().same_body(it.by, team) && fact.happened.date <= then.date)
}

/// How an item is called on the page: what kind of paper it is and its day.
fn item(fact: &Fact) -> Option<String> {
    let kind = fact.is::<EvidenceReceived>()?.evidence.label().to_lowercase();
    Some(format!("the {kind} received on {}", day(fact.happened.date)))
}

/// Every need that she disclosed is answered, not only the one that the form asked about.
/// Source: Housing Act 1996 s.166A(3) and (9); Ombudsman 20 002 311, where a decision looked at the stairs only.
pub(super) fn disclosed_need_unanswered(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let (by, answers, wholly_for_her) = match body {
        Body::DecisionMade(it) => {
            let register = matches!(it.subject, Subject::Priority | Subject::Qualification | Subject::Panel);
            let in_favour = it.outcome == Outcome::InFavour;
            // A homelessness duty that is accepted has answered her; a place on the register still depends on what it was given for.
            let homelessness = it.subject == Subject::Homelessness && !in_favour;
            if !register && !homelessness {
                return None;
            }
            (it.by, it.answers, in_favour)
        }
        Body::PriorityAwarded(it) if it.highest => return None,
        Body::PriorityAwarded(it) => (it.by, it.answers, false),
        _ => return None,
    };
    let disclosed = shown_by(file, Shows::all(), then)
        .filter(|fact| knows(file, by, fact, then))
        .fold(Shows::empty(), |all, fact| all | file.shows(fact));
    let needs = if wholly_for_her { &Need::ALL[..1] } else { Need::ALL };
    let open = |need: &&Need| disclosed.intersects(need.shown_by()) && !answers.with_implied().intersects(need.shown_by());
    let missing: Vec<String> = needs.iter().filter(open).map(|need| need.words()).collect();
    if missing.is_empty() {
        return None;
    }
    Some(
        Refusal::because(format!("The decision does not answer {}.", listed(&missing)))
            .instead("Say of each thing that she disclosed what it means for the decision, and mark it as answered.")
            .instead("Award the highest priority if that is what it comes to.")
            .under("HA96-s166A-rights"),
    )
}

/// The rule that wants a letter, by what is decided; `None` where no right of review hangs on it.
fn letter_rule(subject: Subject) -> Option<&'static str> {
    match subject {
        Subject::Homelessness | Subject::Suitability => Some("HA96-s184-enquiries"),
        Subject::Qualification => Some("HA96-s160ZA-9-notice"),
        Subject::Priority | Subject::Panel | Subject::UrgentMove => Some("HA96-s166A-rights"),
        _ => None,
    }
}

/// Whatever is not wholly in her favour is in a letter that gives the reasons and the right to a review.
pub(super) fn without_letter_or_review_right(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::DecisionMade(it) = body else { return None };
    let rule = letter_rule(it.subject)?;
    if it.to_write {
        return None; // the letter is written from the file, and holds both
    }
    let missing = match (it.outcome, it.letter, it.review_right) {
        (Outcome::InFavour, ..) | (_, true, true) => return None,
        (_, false, _) => "a letter with the reasons",
        (_, true, false) => "her right to a review in the letter, with its last day",
    };
    Some(
        Refusal::because(format!("This does not give her all that she asked for, so it needs {missing}."))
            .instead("Let the letter be written here, from the decision: it holds both.")
            .instead("Write the letter with the reasons and the right to a review, and record the decision with it.")
            .instead("Decide in her favour.")
            .under(rule),
    )
}

/// A priority short of the highest comes with a letter.
/// Source: Housing Act 1996 s.166A(9).
pub(super) fn priority_without_letter(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::PriorityAwarded(it) = body else { return None };
    (!it.highest && !it.letter && !it.to_write).then(|| {
        Refusal::because("A priority short of the highest needs a letter with the facts relied on and the right to a review.")
            .instead("Write the letter and record the priority with it.")
            .under("HA96-s166A-rights")
    })
}

/// An application rests for reasons that are not hers only with a letter that tells her so.
/// Source: Housing Act 1996 s.166A(9).
pub(super) fn rest_without_letter(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::RegisterSuspended(it) = body else { return None };
    (!it.ground.is_her_own() && !it.letter && !it.to_write).then(|| {
        Refusal::because("She is told in writing why no home is offered, until when, and how to ask for a review.")
            .instead("Let the letter be written here, from the decision: it holds all of it.")
            .instead("Write the letter, and let the application rest with it.")
            .under("HA96-s166A-rights")
    })
}

/// From 10 July 2025 no local connection is asked of somebody who flees abuse, however long ago.
/// Source: S.I. 2025/706.
pub(super) fn local_connection_of_somebody_who_flees(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::DecisionMade(it) = body else { return None };
    let register = matches!(it.subject, Subject::Qualification | Subject::Priority);
    let asked = register && it.local_connection && it.outcome != Outcome::InFavour && then.date >= date(2025, 7, 10);
    let flees = || file.abuse_known(it.by).is_some_and(|(_, on)| on <= then.date);
    (asked && flees()).then(|| {
        Refusal::because("No connection with the area may be asked of somebody who has to move because of abuse.")
            .instead("Let her join, and decide on her priority.")
            .under("SI2025/706-no-local-connection")
    })
}

/// A review that is not in her favour is not validly notified without reasons and the right of appeal.
/// Source: Housing Act 1996 s.203(3)–(6); for the register s.166A(9)(c).
pub(super) fn review_without_letter(file: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::ReviewDecided(it) = body else { return None };
    let register =
        file.fact(it.review).and_then(|fact| fact.is::<ReviewAsked>()).is_some_and(|asked| asked.review == ReviewKind::Register);
    (!it.changed && !it.letter && !it.to_write).then(|| {
        Refusal::because("A review that leaves the decision standing is not given until she has the reasons and her right of appeal in writing.")
            .instead("Write the letter with the reasons, the right of appeal and its last day, and record the review with it.")
            .under(if register { "HA96-s166A-rights" } else { "SI2018-reg9-review-decision" })
    })
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, id, person, team};
    use serde_json::json;

    const NONE: [&str; 0] = [];

    #[test]
    fn a_score_decides_nothing_but_a_referral_to_the_conference() {
        let scene = Scene::new();
        for (subject, outcome, refused) in [
            ("homelessness", "in-favour", true),
            ("priority", "in-favour", true),
            ("marac", "against", true),
            ("marac", "in-favour", false),
        ] {
            let decision = json!({ "by": id("housing"), "subject": subject, "outcome": outcome, "on_score": true });
            let rules = scene.refusals("2021-02-01", "decision-made", decision);
            assert_eq!(rules.contains(&"MARAC-not-a-gate"), refused, "{subject} {outcome}");
        }
    }

    #[test]
    fn what_was_handed_in_is_read_before_anything_is_decided() {
        let letter = json!({ "by": team("police"), "to": id("housing"), "evidence": "police-letter" });
        let scene = Scene::new().with("letter", "2021-01-20", "evidence-received", letter);
        let decision = || json!({ "by": id("housing"), "subject": "homelessness", "outcome": "in-favour" });
        assert_eq!(scene.refusals("2021-02-01", "decision-made", decision()), ["HA96-s184-enquiries"]);
        let words = scene.words("2021-02-01", "decision-made", decision());
        assert_eq!(
            words,
            "Read it first: nobody here has considered the letter or report from the police received on 20 January 2021."
        );
        assert_eq!(scene.refusals("2021-01-19", "decision-made", decision()), NONE, "it had not arrived yet");
        let with_it =
            json!({ "by": id("housing"), "subject": "homelessness", "outcome": "in-favour", "considered": [id("letter")] });
        assert_eq!(scene.refusals("2021-02-01", "decision-made", with_it), NONE);
        let elsewhere = scene.with(
            "read by the police",
            "2021-01-21",
            "evidence-considered",
            json!({ "by": id("police"), "evidence": id("letter") }),
        );
        assert_eq!(
            elsewhere.refusals("2021-02-01", "decision-made", decision()),
            ["HA96-s184-enquiries"],
            "another body's reading is not theirs"
        );
        let read = elsewhere.with(
            "read",
            "2021-01-22",
            "evidence-considered",
            json!({ "by": id("register"), "evidence": id("letter") }),
        );
        assert_eq!(read.refusals("2021-02-01", "decision-made", decision()), NONE);
    }

    #[test]
    fn an_application_rests_with_a_letter_unless_it_rests_for_her_own_sake() {
        let scene = Scene::new();
        for (ground, said, refused) in [
            ("offers-refused", json!({}), true),
            ("behaviour", json!({ "letter": true }), false),
            ("behaviour", json!({ "to_write": true }), false),
            ("she-asked", json!({}), false),
            ("under-offer", json!({}), false),
        ] {
            let mut rest = json!({ "by": id("register"), "application": id("applied"), "ground": ground });
            rest.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
            let rules = scene.refusals("2021-02-01", "register-suspended", rest);
            assert_eq!(rules == ["HA96-s166A-rights"], refused, "{ground} {said}");
        }
    }

    #[test]
    fn a_priority_waits_until_the_letter_has_been_read() {
        let letter = json!({ "by": team("police"), "to": id("register"), "evidence": "police-letter" });
        let scene = Scene::new().with("letter", "2021-01-20", "evidence-received", letter);
        let band = json!({ "by": id("register"), "band": "A", "highest": true, "letter": true });
        assert_eq!(scene.refusals("2021-02-01", "priority-awarded", band), ["COG21-believe"]);
    }

    #[test]
    fn each_need_that_she_disclosed_is_answered() {
        let told = json!({ "by": person("she"), "to": id("register"), "shows": ["violence", "health", "home-at-risk"] });
        let scene = Scene::new().with("told", "2021-01-20", "disclosure-made", told);
        let decided = |answers: &[&str], outcome: &str| json!({ "by": id("register"), "subject": "priority", "outcome": outcome, "answers": answers, "letter": true, "review_right": true });
        assert_eq!(scene.refusals("2021-02-01", "decision-made", decided(&["health"], "partly")), ["HA96-s166A-rights"]);
        assert_eq!(
            scene.words("2021-02-01", "decision-made", decided(&["health"], "partly")),
            "The decision does not answer the abuse and that she may lose her home."
        );
        assert_eq!(
            scene.refusals("2021-02-01", "decision-made", decided(&["health"], "in-favour")),
            ["HA96-s166A-rights"],
            "the abuse is never left out"
        );
        assert_eq!(
            scene.refusals("2021-02-01", "decision-made", decided(&["violence", "health", "home-at-risk"], "partly")),
            NONE
        );
        assert_eq!(scene.refusals("2021-01-19", "decision-made", decided(&[], "partly")), NONE, "nothing had been disclosed yet");
        let highest = json!({ "by": id("register"), "band": "A", "highest": true });
        assert_eq!(scene.refusals("2021-02-01", "priority-awarded", highest), NONE);
    }

    #[test]
    fn what_is_not_wholly_in_her_favour_comes_with_a_letter_and_the_right_to_a_review() {
        let scene = Scene::new();
        for (subject, rule) in [
            ("homelessness", "HA96-s184-enquiries"),
            ("suitability", "HA96-s184-enquiries"),
            ("qualification", "HA96-s160ZA-9-notice"),
            ("priority", "HA96-s166A-rights"),
            ("panel", "HA96-s166A-rights"),
        ] {
            for outcome in ["partly", "against", "referred-on"] {
                for (letter, review_right) in [(false, false), (true, false), (false, true)] {
                    let decision = json!({ "by": id("housing"), "subject": subject, "outcome": outcome, "letter": letter, "review_right": review_right });
                    assert_eq!(scene.refusals("2021-02-01", "decision-made", decision), [rule], "{subject} {outcome}");
                }
            }
            let whole =
                json!({ "by": id("housing"), "subject": subject, "outcome": "against", "letter": true, "review_right": true });
            assert_eq!(scene.refusals("2021-02-01", "decision-made", whole), NONE);
            assert_eq!(
                scene.refusals(
                    "2021-02-01",
                    "decision-made",
                    json!({ "by": id("housing"), "subject": subject, "outcome": "in-favour" })
                ),
                NONE
            );
        }
        assert_eq!(
            scene.refusals("2021-02-01", "priority-awarded", json!({ "by": id("register"), "band": "C" })),
            ["HA96-s166A-rights"]
        );
    }

    #[test]
    fn a_review_that_changes_nothing_needs_its_letter() {
        let scene = Scene::new().with(
            "asked",
            "2021-01-02",
            "review-asked",
            json!({ "by": person("she"), "to": id("housing"), "review": "section-202" }),
        );
        let silent = json!({ "review": id("asked"), "by": id("housing") });
        assert_eq!(scene.refusals("2021-02-01", "review-decided", silent), ["SI2018-reg9-review-decision"]);
        assert_eq!(
            scene.refusals(
                "2021-02-01",
                "review-decided",
                json!({ "review": id("asked"), "by": id("housing"), "changed": true })
            ),
            NONE
        );
    }
}
