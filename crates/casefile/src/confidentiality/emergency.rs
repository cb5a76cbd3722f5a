//! Emergency access: an hour at most, to read and nothing else, and looked at on the next working day by somebody who had no part in it.

use jiff::SignedDuration;
use jiff::civil::Date;

use super::{TOPIC, guardians_of};
use crate::calendar::Clock;
use crate::calendar::last_day::working_days_after;
use crate::facts::{Body, EmergencyAccessAsked, EmergencyAccessTaken, Fact, Function, Kind, Shows};
use crate::file::CaseFile;
use crate::ids::BodyId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// For so long an emergency access lasts, and no longer.
pub const EMERGENCY_LASTS: SignedDuration = SignedDuration::from_mins(60);

/// After so many working days on which nobody has looked at it, emergency access is closed to whoever took it.
const UNREVIEWED: u32 = 2;

/// Whether an emergency access that was taken on a day, and that nobody has looked at, closes the path to whoever took it.
pub fn closes_the_path(taken: Date, today: Date) -> bool {
    today > working_days_after(taken, UNREVIEWED)
}

/// ACCESS-emergency-review
pub const REVIEW: Rule = Rule {
    id: "ACCESS-emergency-review",
    topic: TOPIC,
    title: "Look at what was done in an emergency",
    must: "Read why the file could not wait, and what was read out. Ask the officer and the duty manager. Say whether it was right. If it was not: keep the officer out, and find out with the lead whether she is safe.",
    source: Source {
        force: Force::House,
        act: "General Data Protection Regulation (UK GDPR)",
        provision: "article 32(1)(d) and (4); emergency access",
        says: "Staff open personal data only as their work asks, and it is tested that they do. That whoever opens a file in an emergency answers for it on the next working day, to somebody who had no part in it, is ours.",
        url: "https://www.legislation.gov.uk/eur/2016/679/article/32",
    },
    in_force: InForce::ALWAYS,
    owner: Function::DataProtection,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::EmergencyAccessTaken, Kind::EmergencyAccessAsked],
    hears: Shows::empty(),
    meets: &[Kind::EmergencyAccessReviewed],
    ends: &[],
    derive: review,
};

fn review(file: &CaseFile, owed: &mut Owed<'_>) {
    let taken = file.each::<EmergencyAccessTaken>().filter_map(|(fact, it)| for_guardians(file, fact, it.guardians));
    let asked = file.each::<EmergencyAccessAsked>().filter_map(|(fact, it)| for_guardians(file, fact, it.guardians));
    let causes: Vec<Cause> = taken.chain(asked).collect();
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::EmergencyAccessReviewed(it) => Verdict::meets_if(it.access == cause.fact),
        _ => Verdict::Nothing,
    });
}

/// A fact as a cause for the privacy officers of a body; of the lead's, where none is named.
pub(super) fn for_guardians(file: &CaseFile, fact: &Fact, body: Option<BodyId>) -> Option<Cause> {
    let body = body.or_else(|| file.services().body(file.lead()?))?;
    Some(Cause::new(fact, guardians_of(body), fact.recorded_on()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::testing::{TestFile, a_council};

    fn taken() -> TestFile {
        a_council().on(
            "2026-03-06",
            "taken: emergency-access-taken officer=pat reason=life-at-risk why=screams until=2026-03-06T23:40 guardians=council",
        )
    }

    #[test]
    fn it_is_looked_at_on_the_next_working_day() {
        // A Friday.
        let one = taken().owes(REVIEW.id).due("2026-03-09").is("late");
        assert!(crate::confidentiality::is_for_guardians(one.owed.rule.id));
        let file = taken().on("2026-03-09", "emergency-access-reviewed access=taken officer=nora justified why=asked");
        file.owes(REVIEW.id).is("met");
    }

    #[test]
    fn it_falls_to_the_privacy_officers_and_to_no_team() {
        let council = BodyId(crate::ids::in_story("body", "test", "council"));
        let named = taken().owes(REVIEW.id).owed.owner;
        assert_eq!((named.team, named.officer), (guardians_of(council), None));
        let file = a_council().on("2026-03-06", "emergency-access-asked officer=pat reason=police-ask why=asked");
        assert_eq!(file.owes(REVIEW.id).owed.owner.team, guardians_of(council), "the lead's body, where none is named");
    }

    #[test]
    fn after_two_working_days_without_a_look_the_path_is_closed() {
        let friday = date(2026, 3, 6);
        assert!(!closes_the_path(friday, date(2026, 3, 10)));
        assert!(closes_the_path(friday, date(2026, 3, 11)));
    }
}
