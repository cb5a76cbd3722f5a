//! What counts as an answer to somebody who told of abuse and asked for help.

use crate::facts::{Body, Fact, Kind, Outcome, Shows, Subject};
use crate::file::CaseFile;
use crate::ids::TeamId;

/// The kinds of fact that can be such an answer.
pub(super) const ANSWERS: &[Kind] =
    &[Kind::DecisionMade, Kind::DutyAccepted, Kind::PlacementMade, Kind::PriorityAwarded, Kind::UrgentMoveAgreed];

/// Whether a body answers her: a decision that the law would let stand, a duty accepted, a home, priority in writing.
pub(super) fn answers(file: &CaseFile, team: TeamId, fact: &Fact) -> bool {
    let ours = |other| file.services().same_body(other, team);
    match &fact.body {
        Body::DecisionMade(it) => ours(it.by) && about_help(it.subject) && it.stands(),
        Body::DutyAccepted(it) => ours(it.by) && it.duty.is_housing(),
        Body::PlacementMade(it) => ours(it.by),
        Body::PriorityAwarded(it) => ours(it.by) && it.letter,
        Body::UrgentMoveAgreed(it) => ours(it.by),
        _ => false,
    }
}

/// Whether it answers her and counts the abuse as abuse.
pub(super) fn counts_abuse(file: &CaseFile, team: TeamId, fact: &Fact) -> bool {
    let abuse = |answered: Shows| answered.with_implied().intersects(Shows::ABUSE.union(Shows::UNSAFE_HOME).union(Shows::NEAR));
    let counted = match &fact.body {
        Body::DecisionMade(it) => it.outcome == Outcome::InFavour || abuse(it.answers),
        Body::PriorityAwarded(it) => it.highest || abuse(it.answers),
        _ => true,
    };
    counted && answers(file, team, fact)
}

pub(super) const fn about_help(subject: Subject) -> bool {
    matches!(
        subject,
        Subject::Homelessness
            | Subject::Priority
            | Subject::Qualification
            | Subject::Panel
            | Subject::UrgentMove
            | Subject::Review
    )
}
