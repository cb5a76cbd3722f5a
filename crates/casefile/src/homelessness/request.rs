//! When has somebody asked a housing authority for help in a way that shows that abuse may make her homeless?
//!
//! No form is needed and no particular team: a register form, a repairs call, a complaint or a referral will do, and the abuse and the request may
//! come on different days and in different papers (Housing Act 1996 s.183(1); Naomi, Karen). What was asked and told before she last came to a
//! safe and lasting home belongs to that time: it makes no new application.

use crate::facts::{Ask, Body, Fact, Function, Kind, ReferralKind, Shows};
use crate::file::CaseFile;
use crate::homelessness::standing;
use crate::obligations::Cause;

/// The kinds of fact that make a request, or that say what stands when it is made.
pub const READS: &[Kind] = &[
    Kind::HousingApplied,
    Kind::AppliedAgain,
    Kind::ReferralMade,
    Kind::DisclosureMade,
    Kind::ContactMade,
    Kind::ThirdPartyContact,
    Kind::WishesRecorded,
    Kind::UrgentMoveAgreed,
    Kind::NoticeToLeave,
    Kind::TurnedAwayFrom,
    Kind::HomelessnessOpened,
    Kind::DutyAccepted,
    Kind::DutyEnded,
    Kind::DecisionMade,
    Kind::PlacementMade,
    Kind::PlacementEnded,
    Kind::RefugeSought,
    Kind::Moved,
];

/// What a fact of any kind may show that bears on it.
pub const HEARS: Shows = Shows::ABUSE.union(Shows::NEAR).union(Shows::UNSAFE_HOME).union(Shows::HOME_AT_RISK);

/// A fact as a cause for the housing authority that knows it: for its homelessness team where that team knows it too, else for the team that does.
pub fn authority(file: &CaseFile, fact: &Fact) -> Option<Cause> {
    let cause = file.cause(fact, Function::Housing)?;
    let services = file.services();
    let team = services
        .all()
        .iter()
        .filter(|service| service.function == Function::Housing && services.same_body(service.team, cause.owner))
        .find(|service| service.team == cause.owner || file.known_on(fact, service.team).is_some_and(|on| on <= cause.since));
    Some(match team {
        Some(team) if services.function(cause.owner) != Function::Housing => cause.owned_by(team.team),
        _ => cause,
    })
}

/// Whether a fact asks for help with housing, or shows that help is needed.
pub fn seeks_help(file: &CaseFile, fact: &Fact) -> bool {
    let asks: &[Ask] = match &fact.body {
        Body::HousingApplied(_) | Body::AppliedAgain(_) | Body::HomelessnessOpened(_) | Body::UrgentMoveAgreed(_) => return true,
        Body::ReferralMade(it) => {
            return matches!(it.referral, ReferralKind::DutyToRefer | ReferralKind::Housing | ReferralKind::Refuge);
        }
        Body::DisclosureMade(it) => &it.asks,
        Body::ContactMade(it) => &it.asks,
        Body::ThirdPartyContact(it) => &it.asks,
        Body::WishesRecorded(it) => &it.asks,
        _ => &[],
    };
    let housing = [Ask::Housing, Ask::SafeTonight, Ask::Move, Ask::PrivateRent, Ask::HigherPriority];
    asks.iter().any(|ask| housing.contains(ask)) || file.shows(fact).intersects(Shows::UNSAFE_HOME.union(Shows::HOME_AT_RISK))
}

/// Every fact on which a housing authority knows both that she seeks help with housing and that there is abuse: the fact that completes the
/// picture first, and every one after it that adds to either side.
pub fn with_abuse(file: &CaseFile) -> Vec<Cause> {
    file.requests().to_vec()
}

/// As [`with_abuse`]; the file keeps what is found.
pub(crate) fn find(file: &CaseFile) -> Vec<Cause> {
    let mut heard: Vec<(Cause, bool, bool)> = file
        .facts()
        .iter()
        .filter_map(|fact| {
            let abuse = file.shows(fact).intersects(Shows::ABUSE.union(Shows::NEAR));
            let help = seeks_help(file, fact);
            (abuse || help).then(|| authority(file, fact)).flatten().map(|cause| (cause, abuse, help))
        })
        .collect();
    heard.sort_by_key(|(cause, ..)| (cause.since, cause.happened, cause.fact));
    let services = file.services();
    let mut causes = Vec::new();
    for (cause, abuse, help) in &heard {
        let settled = standing::settled_before(file, cause.since);
        let other_side = |wanted: fn(&(Cause, bool, bool)) -> bool| {
            heard
                .iter()
                .take_while(|other| other.0.since <= cause.since)
                .find(|other| {
                    wanted(other)
                        && other.0.fact != cause.fact
                        && services.same_body(other.0.owner, cause.owner)
                        && settled.is_none_or(|settled| other.0.since > settled)
                })
                .and_then(|other| file.fact(other.0.fact))
        };
        let complete = match (abuse, help) {
            (true, true) => Some(cause.clone()),
            (true, false) => other_side(|other| other.2).map(|fact| cause.clone().and(fact)),
            (false, _) => other_side(|other| other.1).map(|fact| cause.clone().and(fact)),
        };
        causes.extend(complete);
    }
    causes
}

/// As [`with_abuse`], where the authority has not yet accepted when that day began that she is homeless.
pub fn undecided(file: &CaseFile) -> impl Iterator<Item = Cause> {
    with_abuse(file).into_iter().filter(|cause| !standing::accepted_as_homeless(file, cause.owner, cause.since))
}

/// As [`with_abuse`], and every other request that makes an application in law, abuse or no abuse: she applies as homeless, is referred, or may
/// lose her home.
pub fn any(file: &CaseFile) -> Vec<Cause> {
    let mut causes = with_abuse(file);
    let plain = file.facts().iter().filter(|fact| match &fact.body {
        Body::HousingApplied(it) => it.homeless,
        Body::ReferralMade(it) => matches!(it.referral, ReferralKind::DutyToRefer | ReferralKind::Refuge),
        Body::AppliedAgain(_) | Body::NoticeToLeave(_) => true,
        _ => false,
    });
    for fact in plain {
        if !causes.iter().any(|cause| cause.fact == fact.id) {
            causes.extend(authority(file, fact));
        }
    }
    causes
}
