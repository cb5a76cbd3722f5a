//! She says that he is near. That is true until somebody has disproved it, and she is moved or protected in days.

use super::addresses::is_well_founded;
use super::{REPORT, REPORTS, TOPIC};
use crate::calendar::Clock;
use crate::facts::{Body, Function, HomeKind, Kind, Outcome, ProximityReported, Shows, Subject};
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
    must: "Decide within five working days and act on it: offer a suitable home away from him, or make her safe where she is if that is what she wants. That a move is agreed to be urgent is no move yet.",
    source: SOURCE,
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::ProximityReported, Kind::AddressVerified],
    hears: Shows::NEAR,
    meets: &[Kind::OfferMade, Kind::PlacementMade, Kind::SafetyMeasure, Kind::DecisionMade],
    ends: &[Kind::Moved, Kind::ProximityTriaged],
    derive: move_or_protect,
};

fn move_or_protect(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes: Vec<Cause> = file.showing(Shows::NEAR).filter_map(|fact| file.cause(fact, Function::Housing)).collect();
    owed.episodes(causes, |cause, fact| match &fact.body {
        Body::OfferMade(it) => Verdict::meets_if(it.suitability_checked && it.home != HomeKind::FriendsOrFamily),
        Body::PlacementMade(_) => Verdict::Meets,
        Body::SafetyMeasure(it) => Verdict::meets_if(it.measure.is_a_safe_night()),
        // A decision for her still has to be carried out; one against her can be reviewed.
        Body::DecisionMade(it) => {
            let refused = it.subject == Subject::UrgentMove && it.outcome != Outcome::InFavour && it.stands();
            Verdict::meets_if(refused && file.services().same_body(it.by, cause.owner))
        }
        Body::Moved(it) => Verdict::ends_if(it.safe && Some(it.person) == file.survivor()),
        Body::ProximityTriaged(it) => {
            Verdict::ends_if(it.report == cause.fact && !it.accepted && is_well_founded(file, fact, it))
        }
        _ => Verdict::Nothing,
    });
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
    owed.each(causes, |cause, fact| match &fact.body {
        Body::ProximityTriaged(it) => {
            Verdict::meets_if(it.report == cause.fact && (it.accepted || is_well_founded(file, fact, it)))
        }
        _ => Verdict::Nothing,
    });
}
