//! How long a file is kept. When its time has come, somebody looks: nothing is ever destroyed by a clock.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::guardians_of;
use crate::calendar::Clock;
use crate::facts::{Body, CaseClosed, CaseReopened, Fact, Function, Kind, RetentionReviewed, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// `retention-years`: how many years after it was closed a file is looked at, where no child is in it: six in which somebody may still sue, and one.
const YEARS: u32 = 7;
/// `retention-child-age`: the age of the youngest child at which a file is looked at, where that is later: a child may sue until some years after
/// coming of age.
const CHILD_AGE: u32 = 25;

/// RETENTION-review
pub const REVIEW: Rule = Rule {
    id: "RETENTION-review",
    topic: "Keeping and destroying",
    title: "Keep the file, or have it destroyed",
    must: "Ask the lead and the legal team whether anybody may still need what is in the file: she, a child in it, a court, an inquiry. Keep it until a day, with the reason; or ask that its key be destroyed, to which a second person has to agree.",
    source: Source {
        force: Force::Law,
        act: "General Data Protection Regulation (UK GDPR)",
        provision: "article 5(1)(e)",
        says: "Personal data are kept in a form that identifies people for no longer than is needed. The years are ours: seven after the file was closed (Limitation Act 1980 ss.2 and 5 give six), and until the youngest child in it is 25 (s.28).",
        url: "https://www.legislation.gov.uk/eur/2016/679/article/5",
    },
    in_force: InForce::ALWAYS,
    owner: Function::DataProtection,
    severity: Severity::Practice,
    clock: Clock::Months(3),
    local: true,
    reads: &[Kind::CaseClosed, Kind::RetentionReviewed],
    hears: Shows::empty(),
    meets: &[Kind::RetentionReviewed],
    ends: &[Kind::CaseReopened],
    derive: review,
};

fn review(file: &CaseFile, owed: &mut Owed<'_>) {
    let Some(body) = file.lead().and_then(|lead| file.services().body(lead)) else { return };
    let (years, age) = (owed.threshold("retention-years", YEARS), owed.threshold("retention-child-age", CHILD_AGE));
    let cause = |fact: &Fact, from: Date| Cause::new(fact, guardians_of(body), from).counted_from(from);
    let closed = closing(file).map(|fact| cause(fact, kept_until(file, fact.happened.date, years, age)));
    let kept = file.each::<RetentionReviewed>().map(|(fact, it)| cause(fact, it.keep_until));
    let causes: Vec<Cause> = closed.into_iter().chain(kept).collect();
    owed.each(causes, |cause, fact| match &fact.body {
        Body::RetentionReviewed(_) => Verdict::meets_if(fact.happened.date >= cause.since),
        Body::CaseReopened(_) => Verdict::Ends,
        _ => Verdict::Nothing,
    });
}

/// The fact by which the last service that worked on the file closed its part, where none has opened it again or still works on it.
fn closing(file: &CaseFile) -> Option<&Fact> {
    let (last, _) = file.each::<CaseClosed>().next_back()?;
    let is_closed = |team| {
        let closed = file.each::<CaseClosed>().rfind(|(_, it)| file.services().same_body(it.by, team));
        let opened = file.each::<CaseReopened>().rfind(|(_, it)| file.services().same_body(it.by, team));
        closed.is_some_and(|(closed, _)| opened.is_none_or(|(opened, _)| opened.happened < closed.happened))
    };
    file.lead().is_some_and(is_closed).then_some(last)
}

/// So many years after it was closed; where a child is in it, until the youngest is of an age, if that is later.
fn kept_until(file: &CaseFile, closed: Date, years: u32, age: u32) -> Date {
    let after = closed.saturating_add(i64::from(years).years());
    let of_age = file.people().children().filter_map(|child| child.born).map(|born| born.saturating_add(i64::from(age).years()));
    of_age.fold(after, Date::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{PersonAdded, Role};
    use crate::ids::{BodyId, PersonId, in_story};
    use crate::testing::{TestFile, a_council};

    fn closed() -> TestFile {
        a_council().on("2020-05-04", "case-closed by=housing why=safe")
    }

    #[test]
    fn seven_years_after_it_was_closed_the_privacy_officers_look() {
        let council = BodyId(in_story("body", "test", "council"));
        let owed = closed().owes(REVIEW.id).since("2027-05-04").due("2027-08-04").is("late").owed;
        assert_eq!(owed.owner.team, guardians_of(council));
        a_council().owes_nothing_under(REVIEW.id);
        closed().on("2021-01-01", "case-reopened by=housing").owes_nothing_under(REVIEW.id);
    }

    #[test]
    fn a_child_in_the_file_keeps_it_until_it_is_of_an_age() {
        let child = PersonAdded {
            person: PersonId(in_story("person", "test", "mina")),
            role: Role::Child,
            name: None,
            born: Some(jiff::civil::date(2014, 6, 1)),
            in_household: true,
        };
        closed().with("2020-05-01", child).owes(REVIEW.id).since("2039-06-01");
    }

    #[test]
    fn what_is_kept_is_looked_at_again_on_its_day() {
        let kept = closed().on("2027-05-10", "kept: retention-reviewed officer=nora keep_until=2030-05-10 why=inquiry");
        let all = kept.all(REVIEW.id);
        assert!(all[0].owed.end.fact().is_some_and(|(by, _)| by == kept.id("kept")));
        assert_eq!(all[1].owed.since.to_string(), "2030-05-10");
    }
}
