//! She says that he is near. That is true until somebody has disproved it, and she is moved or protected in days.

use super::addresses::is_well_founded;
use super::{REPORT, REPORTS, TOPIC};
use crate::calendar::Clock;
use crate::facts::{Body, Fact, Function, HomeKind, Kind, Outcome, ProximityReported, Shows, Subject};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

const SOURCE: Source = Source {
    force: Force::Ombudsman,
    act: REPORT,
    provision: "case 19 006 454",
    says: "Wendy reported that he lived near her. Her move was agreed as urgent, and nothing came for six months; the next complaint took thirteen weeks and was turned down on a wrong address. The times are ours.",
    url: REPORTS,
};

/// OMB-proximity-report: the decision and the move
pub const MOVE: Rule = Rule {
    id: "OMB-proximity-report",
    topic: TOPIC,
    title: "He is near: move or protect her",
    must: "Decide within five working days what is done: a move, or her safety where she is if that is what she wants. Where a move is agreed to be urgent, offer her a suitable home away from him within five more: agreeing is no move yet.",
    source: SOURCE,
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::ProximityReported, Kind::AddressVerified, Kind::UrgentMoveAgreed, Kind::DecisionMade],
    hears: Shows::NEAR,
    meets: &[Kind::OfferMade, Kind::PlacementMade, Kind::SafetyMeasure, Kind::UrgentMoveAgreed, Kind::DecisionMade],
    ends: &[Kind::Moved, Kind::ProximityTriaged],
    derive: move_or_protect,
};

fn move_or_protect(file: &CaseFile, owed: &mut Owed<'_>) {
    let near: Vec<Cause> = file.showing(Shows::NEAR).filter_map(|fact| file.cause(fact, Function::Housing)).collect();
    let agreed: Vec<Cause> = file.facts().iter().filter_map(|fact| agrees_to_move_her(file, fact, &near)).collect();
    owed.episodes(near, |cause, fact| match &fact.body {
        Body::UrgentMoveAgreed(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        Body::DecisionMade(it) => {
            let decided = it.subject == Subject::UrgentMove && it.stands();
            Verdict::meets_if(decided && file.services().same_body(it.by, cause.owner))
        }
        Body::ProximityTriaged(it) => {
            Verdict::ends_if(it.report == cause.fact && !it.accepted && is_well_founded(file, fact, it))
        }
        _ => is_away(file, fact),
    });
    owed.each(agreed, |_, fact| match &fact.body {
        Body::UrgentMoveAgreed(_) | Body::DecisionMade(_) | Body::ProximityTriaged(_) => Verdict::Nothing,
        _ => is_away(file, fact),
    });
}

/// Whether she is moved, or safe for now where she is.
fn is_away(file: &CaseFile, fact: &Fact) -> Verdict {
    match &fact.body {
        Body::OfferMade(it) => Verdict::meets_if(it.suitability_checked && it.home != HomeKind::FriendsOrFamily),
        Body::PlacementMade(_) => Verdict::Meets,
        Body::SafetyMeasure(it) => Verdict::meets_if(it.measure.is_a_safe_night()),
        Body::Moved(it) => Verdict::ends_if(it.safe && Some(it.person) == file.survivor()),
        _ => Verdict::Nothing,
    }
}

/// A move agreed by a body that knows that he is near: from then on she is owed the move itself.
fn agrees_to_move_her(file: &CaseFile, fact: &Fact, near: &[Cause]) -> Option<Cause> {
    let by = match &fact.body {
        Body::UrgentMoveAgreed(it) => it.by,
        Body::DecisionMade(it) if it.subject == Subject::UrgentMove && it.outcome == Outcome::InFavour && it.stands() => it.by,
        _ => return None,
    };
    let cause = file.cause_for(fact, by);
    let report = near.iter().rev().find(|near| near.since <= cause.since && file.services().same_body(near.owner, by))?;
    let report = file.fact(report.fact)?;
    Some(cause.and(report))
}

/// OMB-proximity-report-triage: the first look
pub const TRIAGE: Rule = Rule {
    id: "OMB-proximity-report-triage",
    topic: TOPIC,
    title: "He is reported near: look at it by tomorrow",
    must: "Take the report as true, look at the risk again and say what follows, within one working day. Verify through his landlord or another body, never through him. Only two sources of these days can disprove it.",
    source: SOURCE,
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::ProximityReported, Kind::AddressVerified],
    hears: Shows::empty(),
    meets: &[Kind::ProximityTriaged],
    ends: &[],
    derive: triage,
};

fn triage(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<ProximityReported>().map(|(fact, it)| file.cause_for(fact, it.to));
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::ProximityTriaged(it) => {
            Verdict::meets_if(it.report == cause.fact && (it.accepted || is_well_founded(file, fact, it)))
        }
        _ => Verdict::Nothing,
    });
}
