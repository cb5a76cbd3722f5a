//! What rules about the register ask again and again: whose application it is, what it must answer, what has been answered.

use jiff::civil::Date;

use crate::calendar::last_day;
use crate::facts::{
    Body, DecisionMade, EvidenceConsidered, EvidenceReceived, Fact, Function, HousingApplied, Moved, PlacementMade,
    PriorityAwarded, Shows, Subject,
};
use crate::file::CaseFile;
use crate::ids::TeamId;

/// Needs that put an applicant in a group to be preferred, or that a decision about priority has to answer once they have been told. Any member of
/// a group answers it. A pregnancy is not among them: it bears on the size of the home and on homelessness, not on the band.
const NEEDS: &[Shows] = &[ABUSE, Shows::HOME_AT_RISK, Shows::HEALTH.union(Shows::CARE_NEEDS), Shows::BAD_HOUSING];

/// Abuse, or a home that it makes unsafe.
const ABUSE: Shows = Shows::KINDS_OF_ABUSE.union(Shows::UNSAFE_HOME).union(Shows::NEAR);

/// Everything that such a decision has to answer.
pub(super) const ALL_NEEDS: Shows =
    ABUSE.union(Shows::HOME_AT_RISK).union(Shows::HEALTH).union(Shows::CARE_NEEDS).union(Shows::BAD_HOUSING);

/// Every application to a register, each with the team that got it.
pub(super) fn applications(file: &CaseFile) -> impl Iterator<Item = (&Fact, &HousingApplied)> {
    file.each::<HousingApplied>().filter(|(_, it)| is_for_register(file, it))
}

/// What comes in to a lettings team is for the register, unless it is said to be a homelessness application.
fn is_for_register(file: &CaseFile, it: &HousingApplied) -> bool {
    it.register || (!it.homeless && file.services().function(it.to) == Function::Allocations)
}

/// The application that a body has on its register on a day: made by then, and not answered by a home since.
pub(super) fn open_application(file: &CaseFile, team: TeamId, day: Date) -> Option<&Fact> {
    let (application, _) =
        applications(file).filter(|(fact, it)| fact.happened.date <= day && file.services().same_body(it.to, team)).last()?;
    let since = application.happened.date;
    let housed = file.each::<PlacementMade>().any(|(fact, it)| it.settled && (since..day).contains(&fact.happened.date))
        || file.each::<Moved>().any(|(fact, it)| {
            it.permanent && it.safe && Some(it.person) == file.survivor() && (since..day).contains(&fact.happened.date)
        });
    (!housed).then_some(application)
}

/// Whether something answers the abuse, or the danger at home.
pub(super) fn answers_abuse(answers: Shows) -> bool {
    answers.with_implied().intersects(ABUSE)
}

/// What a body had been told by the end of a day and what some answers leave unanswered.
pub(super) fn unanswered(file: &CaseFile, team: TeamId, day: Date, answers: Shows) -> Shows {
    let told = file
        .showing(ALL_NEEDS)
        .filter(|fact| file.known_on(fact, team).is_some_and(|on| on <= day))
        .fold(Shows::empty(), |all, fact| all | file.shows(fact));
    let open = |need: &&Shows| told.intersects(**need) && !answers.with_implied().intersects(**need);
    NEEDS.iter().filter(open).fold(Shows::empty(), |all, need| all | *need)
}

/// Evidence that had reached a body by the end of a day and that nobody there had considered by then.
pub(super) fn unread<'a>(file: &'a CaseFile, team: TeamId, day: Date, listed: &'a [crate::ids::FactId]) -> Option<&'a Fact> {
    let services = file.services();
    file.each::<EvidenceReceived>()
        .filter(|(fact, it)| services.same_body(it.to, team) && file.known_on(fact, it.to).is_some_and(|on| on <= day))
        .map(|(fact, _)| fact)
        .find(|evidence| {
            let read = file
                .each::<EvidenceConsidered>()
                .any(|(fact, it)| it.evidence == evidence.id && services.same_body(it.by, team) && fact.happened.date <= day);
            !read && !listed.contains(&evidence.id)
        })
}

/// A decision about priority on the register.
pub(super) struct Decision<'a> {
    pub(super) fact: &'a Fact,
    pub(super) by: TeamId,
    /// What it leaves unanswered of all that the body had been told.
    pub(super) unanswered: Shows,
    /// Whether it is in writing, with reasons and the right to a review, and rests on all the evidence.
    pub(super) proper: bool,
}

/// A fact as a decision about priority, where it is one.
pub(super) fn decision<'a>(file: &CaseFile, fact: &'a Fact) -> Option<Decision<'a>> {
    let day = fact.happened.date;
    let (by, unanswered, proper) = match &fact.body {
        Body::PriorityAwarded(it) => (it.by, left_by_award(file, it, day), it.letter && unread(file, it.by, day, &[]).is_none()),
        Body::DecisionMade(it) if matches!(it.subject, Subject::Priority | Subject::Panel | Subject::UrgentMove) => {
            (it.by, left_by_decision(file, it, day), it.stands() && unread(file, it.by, day, &it.considered).is_none())
        }
        // An assessment that only makes an application active decides nothing about priority yet.
        Body::RegisterAssessed(it) if !it.answers.is_empty() => (it.by, unanswered(file, it.by, day, it.answers), true),
        _ => return None,
    };
    Some(Decision { fact, by, unanswered, proper })
}

fn left_by_award(file: &CaseFile, it: &PriorityAwarded, day: Date) -> Shows {
    if it.highest { Shows::empty() } else { unanswered(file, it.by, day, it.answers) }
}

fn left_by_decision(file: &CaseFile, it: &DecisionMade, day: Date) -> Shows {
    let in_favour = it.outcome == crate::facts::Outcome::InFavour;
    if in_favour { Shows::empty() } else { unanswered(file, it.by, day, it.answers) }
}

/// A fact that decides properly and answers everything, made by the same body.
pub(super) fn is_proper(file: &CaseFile, fact: &Fact, team: TeamId) -> bool {
    decision(file, fact).is_some_and(|it| it.proper && it.unanswered.is_empty() && file.services().same_body(it.by, team))
}

/// Every decision about priority in the file.
pub(super) fn decisions(file: &CaseFile) -> impl Iterator<Item = Decision<'_>> {
    file.any_of(DECISIONS).filter_map(|fact| decision(file, fact))
}

/// The kinds of fact that can decide about priority.
const DECISIONS: &[crate::facts::Kind] =
    &[crate::facts::Kind::PriorityAwarded, crate::facts::Kind::DecisionMade, crate::facts::Kind::RegisterAssessed];

/// Whether she is given a home to keep.
pub(super) fn settled(fact: &Fact) -> bool {
    matches!(&fact.body, Body::PlacementMade(it) if it.settled)
}

/// So many working days after a day.
pub(super) fn working_days(day: Date, days: u32) -> Date {
    last_day::working_days_after(day, days)
}
