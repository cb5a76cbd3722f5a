//! Reviews and appeals: no second review, none decided over her head, none drawn out without her.
//!
//! Source: Housing Act 1996 ss.202 to 204; S.I. 2018/223 regs 7 and 9.

use crate::commands::Refusal;
use crate::commands::words::day;
use crate::facts::{Body, ReviewAsked, ReviewKind, When};
use crate::file::CaseFile;
use crate::homelessness::case::{Case, Review};
use crate::homelessness::reviews::last_day_to_ask;
use crate::ids::FactId;

/// The review that a fact is about, where it is one of homelessness.
fn review(file: &CaseFile, asked: FactId, then: When) -> Option<Review> {
    let it = file.fact(asked)?.is::<ReviewAsked>()?;
    if it.review == ReviewKind::Register {
        return None;
    }
    Case::of(file, it.to, then.date).reviews.into_iter().find(|one| one.asked == asked)
}

/// A decision is reviewed once; after that there is the county court (s.202(2)).
pub(super) fn reviewed_twice(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::ReviewAsked(it) = body else { return None };
    let of = it.of.filter(|_| it.review != ReviewKind::Register)?;
    let of_a_review = matches!(file.body_of(of), Some(Body::ReviewDecided(_)));
    let again = file
        .each::<ReviewAsked>()
        .any(|(fact, other)| other.of == Some(of) && other.review != ReviewKind::Register && fact.happened.date <= then.date);
    (of_a_review || again).then(|| {
        Refusal::because("A decision is reviewed once, and a review is not reviewed again.")
            .instead("What she says now goes into the review as representations, while it is not decided.")
            .instead(
                "Tell her that she may appeal to the county court on a point of law, by which day, and where to get legal help.",
            )
            .instead("If something new has happened, take it as a new application.")
            .under("HA96-s202-review-request-21d")
    })
}

/// Asked for too late, a review needs leave in writing, which the authority can give (s.202(3)).
pub(super) fn asked_too_late(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::ReviewAsked(it) = body else { return None };
    let last = it.of.filter(|_| it.review != ReviewKind::Register).and_then(|of| last_day_to_ask(file, of))?;
    (then.date > last && !it.late_allowed).then(|| {
        Refusal::because(format!("The 21 days to ask ended with {}. You can allow it all the same.", day(last)))
            .instead("Allow it, in writing: somebody who hides or is watched often cannot ask in time.")
            .instead("If you do not allow it, decide that in writing with your reasons, and tell her where to get legal help.")
            .under("HA96-s202-review-request-21d")
    })
}

/// She answers first: a decision against her waits for the day that she was given (reg 7).
pub(super) fn decided_over_her_head(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::ReviewDecided(it) = body else { return None };
    let review = review(file, it.review, then)?;
    if let Some(decided) = review.decided.filter(|decided| decided.on <= then.date) {
        return Some(
            Refusal::because(format!("This review was decided on {}.", day(decided.on)))
                .instead("Read what was recorded meanwhile. If it was a mistake, correct that entry.")
                .under("SI2018-reg9-review-decision"),
        );
    }
    (!it.changed && review.waits_for_her(then.date)).then(|| {
        let until = review.minded_to.and_then(|(_, until)| until);
        let words = match until {
            Some(until) => format!("She has been told what you mean to decide, and may answer until the end of {}.", day(until)),
            None => "She has been told what you mean to decide, and has not answered yet.".to_owned(),
        };
        Refusal::because(words)
            .instead("Record what she, or somebody for her, answers.")
            .instead("Decide for her now, if that is what it comes to.")
            .under("SI2018-reg7-minded-to")
    })
}

/// More time is hers to give, in writing (reg 9(2)).
pub(super) fn drawn_out_without_her(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::ReviewExtended(it) = body else { return None };
    if !it.agreed_in_writing {
        return Some(
            Refusal::because("A review takes longer only if she agrees to it in writing. Silence is no agreement.")
                .instead("Decide it by the day that the law sets.")
                .instead("Tell her that it will be late, with the new day and her right to go to the county court.")
                .under("SI2018-reg9-review-decision"),
        );
    }
    let review = review(file, it.review, then)?;
    let words = if !review.is_pending() {
        "This review is decided.".to_owned()
    } else if it.until <= review.decide_by {
        format!("That is no later than the last day now, {}.", day(review.decide_by))
    } else {
        return None;
    };
    Some(Refusal::because(words).instead("Check the day that she agreed to.").under("SI2018-reg9-review-decision"))
}

/// What a reviewer means to decide is said while it is not decided, and leaves her time.
pub(super) fn minded_to_too_late(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::ReviewMindedTo(it) = body else { return None };
    let review = review(file, it.review, then)?;
    let words = if !review.is_pending() {
        "This review is decided."
    } else if it.answer_by.is_none_or(|until| until <= then.date) {
        "She needs time to answer, and a day by which to do it."
    } else {
        return None;
    };
    Some(
        Refusal::because(words)
            .instead("Give her a day that leaves time to get help, and say that she may answer in writing or by word of mouth.")
            .under("SI2018-reg7-minded-to"),
    )
}

/// An appeal is against a review that came out against her, or against a decision whose review is out of time (s.204(1)).
pub(super) fn appeal_without_a_review(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::AppealMade(it) = body else { return None };
    let cases = Case::all(file, then.date);
    let reviews = || cases.iter().flat_map(|case| &case.reviews);
    let of_a_review = reviews()
        .find(|one| one.asked == it.of || one.of == Some(it.of) || one.decided.is_some_and(|decided| decided.fact == it.of));
    match of_a_review {
        Some(review) if review.appeal_by.is_none() => Some(
            Refusal::because(
                "There is nothing to appeal against yet: the review is not decided against her and is not out of time.",
            )
            .instead("Decide the review.")
            .under("HA96-s204-appeal-21d"),
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, id, person};
    use serde_json::{Value, json};

    const NONE: [&str; 0] = [];

    fn asks(of: &str) -> Value {
        json!({ "by": person("she"), "to": id("housing"), "review": "section-202", "of": id(of) })
    }

    fn refused() -> Scene {
        let no =
            json!({ "by": id("housing"), "subject": "homelessness", "outcome": "against", "letter": true, "review_right": true });
        Scene::new().with("no", "2026-03-02", "decision-made", no)
    }

    fn asked() -> Scene {
        refused().with("asked", "2026-03-09", "review-asked", asks("no"))
    }

    fn decides(changed: bool) -> Value {
        json!({ "review": id("asked"), "by": id("housing"), "changed": changed, "letter": true })
    }

    #[test]
    fn a_decision_is_reviewed_once_and_a_review_never() {
        assert_eq!(refused().refusals("2026-03-09", "review-asked", asks("no")), NONE);
        assert_eq!(asked().refusals("2026-03-10", "review-asked", asks("no")), ["HA96-s202-review-request-21d"]);
        let decided = asked().with("answer", "2026-04-01", "review-decided", decides(false));
        assert_eq!(decided.refusals("2026-04-02", "review-asked", asks("answer")), ["HA96-s202-review-request-21d"]);
    }

    #[test]
    fn after_its_21_days_a_review_is_allowed_in_writing() {
        let had_it = refused().with("had", "2026-03-03", "decision-received", json!({ "of": id("no") }));
        assert_eq!(had_it.refusals("2026-03-23", "review-asked", asks("no")), NONE);
        assert_eq!(had_it.refusals("2026-03-24", "review-asked", asks("no")), ["HA96-s202-review-request-21d"]);
        let mut allowed = asks("no");
        allowed["late_allowed"] = json!(true);
        assert_eq!(had_it.refusals("2026-03-24", "review-asked", allowed), NONE);
    }

    #[test]
    fn nothing_is_decided_over_her_head() {
        let minded =
            json!({ "review": id("asked"), "by": id("housing"), "answer_by": "2026-03-30", "reasons": "a step was left out" });
        let told = asked().with("minded", "2026-03-16", "review-minded-to", minded);
        assert_eq!(told.refusals("2026-03-30", "review-decided", decides(false)), ["SI2018-reg7-minded-to"]);
        assert_eq!(told.refusals("2026-03-30", "review-decided", decides(true)), NONE, "for her it can come out at once");
        assert_eq!(told.refusals("2026-03-31", "review-decided", decides(false)), NONE);
        let heard =
            told.with("heard", "2026-03-20", "representations-made", json!({ "review": id("asked"), "to": id("housing") }));
        assert_eq!(heard.refusals("2026-03-21", "review-decided", decides(false)), NONE);
        let done = heard.with("answer", "2026-03-22", "review-decided", decides(false));
        assert_eq!(done.refusals("2026-03-23", "review-decided", decides(true)), ["SI2018-reg9-review-decision"]);
    }

    #[test]
    fn more_time_is_hers_to_give() {
        let longer = |until: &str, agreed: bool| json!({ "review": id("asked"), "by": id("housing"), "until": until, "agreed_in_writing": agreed });
        assert_eq!(
            asked().refusals("2026-04-01", "review-extended", longer("2026-06-01", false)),
            ["SI2018-reg9-review-decision"]
        );
        assert_eq!(
            asked().refusals("2026-04-01", "review-extended", longer("2026-05-03", true)),
            ["SI2018-reg9-review-decision"]
        );
        assert_eq!(asked().refusals("2026-04-01", "review-extended", longer("2026-05-04", true)), NONE);
    }

    #[test]
    fn she_gets_time_to_answer() {
        let minded =
            |until: Option<&str>| json!({ "review": id("asked"), "by": id("housing"), "answer_by": until, "reasons": "x" });
        for until in [None, Some("2026-03-16"), Some("2026-03-01")] {
            let rules = asked().refusals("2026-03-16", "review-minded-to", minded(until));
            assert_eq!(rules, ["SI2018-reg7-minded-to"], "{until:?}");
        }
        assert_eq!(asked().refusals("2026-03-16", "review-minded-to", minded(Some("2026-03-30"))), NONE);
    }

    #[test]
    fn an_appeal_is_against_a_review_that_went_against_her_or_is_out_of_time() {
        let appeal = |of: &str| json!({ "of": id(of) });
        assert_eq!(asked().refusals("2026-05-03", "appeal-made", appeal("asked")), ["HA96-s204-appeal-21d"]);
        assert_eq!(asked().refusals("2026-05-04", "appeal-made", appeal("asked")), NONE, "eight weeks are over");
        let decided = asked().with("answer", "2026-04-01", "review-decided", decides(false));
        assert_eq!(decided.refusals("2026-04-02", "appeal-made", appeal("answer")), NONE);
    }
}
