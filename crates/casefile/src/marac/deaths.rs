//! A death that may come from abuse: the community safety partnership decides on a review.

use jiff::civil::date;

use crate::calendar::Clock;
use crate::facts::{Body, Function, Kind, PersonDied, Shows, Subject};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::marac::TOPIC;
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// DHR
pub const REVIEW: Rule = Rule {
    id: "DHR",
    topic: TOPIC,
    title: "A death that may come from abuse: have it reviewed",
    must: "Tell the community safety partnership, keep every record as it is, and see that it is decided within a month whether there is a review. Think of the children first.",
    source: Source {
        force: Force::Law,
        act: "Domestic Violence, Crime and Victims Act 2004",
        provision: "s.9 and its statutory guidance",
        says: "Where a death has, or appears to have, come from violence, abuse or neglect by a relative, a partner or a member of the household, the circumstances are reviewed for what can be learned. The guidance has the decision made within a month.",
        url: "https://www.legislation.gov.uk/ukpga/2004/28/section/9",
    },
    in_force: InForce::since(date(2011, 4, 13)),
    owner: Function::Police,
    severity: Severity::Duty,
    clock: Clock::Months(1),
    local: true,
    reads: &[Kind::PersonDied],
    hears: Shows::empty(),
    meets: &[Kind::CaseReviewed, Kind::DecisionMade],
    ends: &[],
    derive: review,
};

fn review(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes: Vec<Cause> = file
        .each::<PersonDied>()
        .filter(|(_, it)| it.may_be_abuse)
        .filter_map(|(fact, _)| {
            let (team, since) = file.falls_to(fact, Function::Police).or_else(|| file.first_to_know(fact, |_| true))?;
            Some(Cause::new(fact, team, since))
        })
        .collect();
    owed.each(causes, |cause, fact| match &fact.body {
        Body::CaseReviewed(it) => Verdict::meets_if(it.of.is_none_or(|of| of == cause.fact)),
        Body::DecisionMade(it) => Verdict::meets_if(it.of == Some(cause.fact) && it.subject == Subject::Other),
        _ => Verdict::Nothing,
    });
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::a_council;

    #[test]
    fn a_death_that_may_be_abuse_is_decided_on_within_a_month() {
        let file =
            a_council().team("police", Function::Police, "police").on("2026-06-05", "died: person-died person=her may_be_abuse");
        file.owes("DHR").by_whom("police").due("2026-07-05").is("late");
        file.on("2026-07-01", "case-reviewed by=housing of=died").owes("DHR").is("met");
    }

    #[test]
    fn a_death_from_illness_is_not() {
        a_council().on("2026-06-05", "person-died person=her").owes_nothing_under("DHR");
    }
}
