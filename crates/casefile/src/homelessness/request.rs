//! When has somebody asked a housing authority for help in a way that shows that abuse may make her homeless?
//!
//! No form is needed and no particular team: a register form, a repairs call, a complaint or a referral will do, and the abuse and the request may
//! come on different days and in different papers (Housing Act 1996 s.183(1); Naomi, Karen). What was asked and told before she last came to a
//! safe and lasting home belongs to that time: it makes no new application.

use jiff::civil::Date;

use crate::facts::{Ask, Body, Fact, Function, Kind, ReferralKind, Shows};
use crate::file::{CaseFile, LegalPerson};
use crate::homelessness::standing;
use crate::ids::{FactId, Ids};
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
    if services.function(cause.owner) == Function::Housing {
        return Some(cause);
    }
    // What was told to another team of the body and written down later is the homelessness team's as soon as it stands in the file, from the day on
    // which the body was told.
    let knows = |team| file.known_on(fact, team).is_some_and(|on| on <= cause.since || fact.known.is_empty());
    let team = services
        .all()
        .iter()
        .filter(|service| service.function == Function::Housing && services.same_body(service.team, cause.owner))
        .find(|service| service.team == cause.owner || knows(service.team));
    Some(match team {
        Some(team) => cause.owned_by(team.team),
        None => cause,
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

/// What has been asked of the housing authorities in one file, found once, because many rules rest on it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Requests {
    with_abuse: Vec<Cause>,
    undecided: Vec<Cause>,
    any: Vec<Cause>,
}

impl Requests {
    pub(crate) fn find(file: &CaseFile) -> Self {
        let with_abuse = find_with_abuse(file);
        let undecided =
            with_abuse.iter().filter(|cause| !standing::accepted_as_homeless(file, cause.owner, cause.since)).cloned().collect();
        let known: Ids<FactId> = with_abuse.iter().map(|cause| cause.fact).collect();
        let plain = file.any_of(&[Kind::HousingApplied, Kind::ReferralMade, Kind::AppliedAgain, Kind::NoticeToLeave]);
        let others = plain
            .filter(|fact| match &fact.body {
                Body::HousingApplied(it) => it.homeless,
                Body::ReferralMade(it) => matches!(it.referral, ReferralKind::DutyToRefer | ReferralKind::Refuge),
                _ => true,
            })
            .filter(|fact| !known.contains(&fact.id))
            .filter_map(|fact| authority(file, fact));
        let any = with_abuse.iter().cloned().chain(others).collect();
        Self { with_abuse, undecided, any }
    }
}

/// Something that a housing authority heard: of abuse, of her need for help, or of both.
struct Heard {
    cause: Cause,
    of_abuse: bool,
    of_need: bool,
}

fn find_with_abuse(file: &CaseFile) -> Vec<Cause> {
    let mut heard: Vec<Heard> = file
        .facts()
        .iter()
        .filter_map(|fact| {
            let of_abuse = file.shows(fact).intersects(Shows::ABUSE.union(Shows::NEAR));
            let of_need = seeks_help(file, fact);
            (of_abuse || of_need).then(|| authority(file, fact)).flatten().map(|cause| Heard { cause, of_abuse, of_need })
        })
        .collect();
    heard.sort_by_key(|one| (one.cause.since, one.cause.happened, one.cause.fact));
    let (of_abuse, of_need) = (Side::of(file, &heard, |one| one.of_abuse), Side::of(file, &heard, |one| one.of_need));
    let complete = heard.iter().filter_map(|Heard { cause, of_abuse: abuse, of_need: need }| {
        let other_side = match (abuse, need) {
            (true, true) => return Some(cause.clone()),
            (true, false) => of_need.first_for(file, cause),
            _ => of_abuse.first_for(file, cause),
        };
        file.fact(other_side?).map(|fact| cause.clone().and(fact))
    });
    complete.collect()
}

/// All that each authority heard of one side of the matter, and since when, in that order.
struct Side(Vec<(LegalPerson, Vec<(Date, FactId)>)>);

impl Side {
    fn of(file: &CaseFile, heard: &[Heard], on_this_side: impl Fn(&Heard) -> bool) -> Self {
        let mut side: Vec<(LegalPerson, Vec<(Date, FactId)>)> = Vec::new();
        for one in heard.iter().filter(|one| on_this_side(one)) {
            let authority = file.services().legal_person(one.cause.owner);
            let what = (one.cause.since, one.cause.fact);
            match side.iter_mut().find(|(known, _)| *known == authority) {
                Some((_, list)) => list.push(what),
                None => side.push((authority, vec![what])),
            }
        }
        Self(side)
    }

    /// The first thing that the same authority knew by then, and that belongs to the time after she was last settled.
    fn first_for(&self, file: &CaseFile, cause: &Cause) -> Option<FactId> {
        let authority = file.services().legal_person(cause.owner);
        let (_, list) = self.0.iter().find(|(known, _)| *known == authority)?;
        let settled = standing::settled_before(file, cause.since);
        let start = settled.map_or(0, |settled| list.partition_point(|(since, _)| *since <= settled));
        let (since, fact) = list.get(start)?;
        (*since <= cause.since).then_some(*fact)
    }
}

/// Every fact on which a housing authority knows both that she seeks help with housing and that there is abuse: the fact that completes the
/// picture first, and every one after it that adds to either side.
pub fn with_abuse(file: &CaseFile) -> &[Cause] {
    &file.requests().with_abuse
}

/// As [`with_abuse`], where the authority has not yet accepted when that day began that she is homeless.
pub fn undecided(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.requests().undecided.iter().cloned()
}

/// As [`with_abuse`], and every other request that makes an application in law, abuse or no abuse: she applies as homeless, is referred, or may
/// lose her home.
pub fn any(file: &CaseFile) -> &[Cause] {
    &file.requests().any
}
