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
