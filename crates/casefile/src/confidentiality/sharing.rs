//! What is shared with another body is looked at again by the day that was set. After it, nothing sealed is read out to that body.

use jiff::ToSpan as _;

use super::TOPIC;
use crate::calendar::Clock;
use crate::facts::{Body, Fact, Function, Kind, SharingDecided, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// From so many days before its day on, looking at it again is owed.
const AHEAD: i64 = 14;

/// ACCESS-sharing-review
pub const REVIEW: Rule = Rule {
    id: SHARING_REVIEW,
    topic: TOPIC,
    title: "Look again at what is shared with another body",
    must: "Ask that body what it still needs and for what, and decide anew: the same, less, or nothing. After the day that was set, nothing sealed is read out to its staff until somebody has decided; in an emergency they can still ask.",
    source: Source {
        force: Force::House,
        act: "General Data Protection Regulation (UK GDPR)",
        provision: "article 5(1)(b), (c) and (2); sharing decisions",
        says: "Personal data go to others for a stated purpose, no more of them than is needed, and it can be shown why. The decision that says what, why, on which lawful basis and who decided, and the ninety days, are ours.",
        url: "https://www.legislation.gov.uk/eur/2016/679/article/5",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::OnDate,
    local: false,
    reads: &[Kind::SharingDecided],
    hears: Shows::empty(),
    meets: &[Kind::SharingDecided],
    ends: &[Kind::SharingEnded],
    derive: review,
};

/// The rule's id, by which privacy officers find what is to be looked at again.
pub const SHARING_REVIEW: &str = "ACCESS-sharing-review";

fn review(file: &CaseFile, owed: &mut Owed<'_>) {
    let decided = file.each::<SharingDecided>().filter_map(|(fact, it)| to_look_at(file, fact, it));
    let causes: Vec<Cause> = decided.collect();
    owed.each(causes, |cause, fact| {
        let Some(Body::SharingDecided(earlier)) = file.body_of(cause.fact) else { return Verdict::Nothing };
        match &fact.body {
            Body::SharingDecided(it) => Verdict::meets_if(it.with == earlier.with && is_later(file, fact, cause)),
            Body::SharingEnded(it) => Verdict::ends_if(it.with == earlier.with),
            _ => Verdict::Nothing,
        }
    });
}

/// Whether a decision was recorded after the one that raised it: two may carry the same minute.
fn is_later(file: &CaseFile, fact: &Fact, cause: &Cause) -> bool {
    file.fact(cause.fact).is_some_and(|first| (fact.recorded, fact.id) > (first.recorded, first.id))
}

/// The lead answers for what it shares. Within its own body nothing is shared with another.
fn to_look_at(file: &CaseFile, fact: &Fact, it: &SharingDecided) -> Option<Cause> {
    let lead = file.lead()?;
    if file.services().same_body(lead, it.with) {
        return None;
    }
    let from = it.review.saturating_sub(AHEAD.days()).max(fact.happened.date);
    Some(Cause::new(fact, lead, from).due_on(it.review))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestFile, a_council};

    fn shared() -> TestFile {
        a_council().team("police", Function::Police, "Police").on(
            "2026-03-02",
            "first: sharing-decided with=police what=contact basis=safeguarding why=watch officer=amy review=2026-05-04",
        )
    }

    #[test]
    fn the_lead_owes_a_fortnight_before_the_day_and_the_next_decision_meets_it() {
        shared().owes(REVIEW.id).by_whom("housing").since("2026-04-20").due("2026-05-04").is("late");
        let again = shared().on(
            "2026-05-01",
            "again: sharing-decided with=police what=contact basis=safeguarding why=watch officer=amy review=2026-07-01",
        );
        let all = again.all(REVIEW.id);
        assert_eq!(all.iter().map(|one| one.owed.raised_by).collect::<Vec<_>>(), [again.id("first"), again.id("again")]);
        assert!(all[0].owed.end.fact().is_some_and(|(by, _)| by == again.id("again")));
    }

    #[test]
    fn nothing_is_owed_once_the_part_is_over_or_within_the_body_that_leads() {
        let over = shared().on("2026-04-01", "sharing-ended with=police officer=amy why=done");
        over.owes_nothing_under(REVIEW.id);
        a_council()
            .on("2026-03-02", "sharing-decided with=children basis=safeguarding why=plan officer=amy review=2026-05-04")
            .owes_nothing_under(REVIEW.id);
    }
}
