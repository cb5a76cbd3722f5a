//! What stands at a housing authority when a day begins: an application, a duty, a place where she stays.
//!
//! A rule asks it before it raises anything anew: somebody whose application is open need not be told to apply, and somebody who is placed
//! safely needs no bed for tonight. The day itself is left out, so that what is asked and done on one day is seen as asked and as done.

use jiff::civil::Date;

use crate::facts::{
    Body, DecisionMade, Duty, DutyAccepted, Fact, HomelessnessOpened, Kind, PlacementEnded, PlacementMade, Subject,
};
use crate::file::CaseFile;
use crate::ids::TeamId;

/// The kinds of fact that these questions read.
pub const READS: &[Kind] = &[
    Kind::HomelessnessOpened,
    Kind::DutyAccepted,
    Kind::DutyEnded,
    Kind::DecisionMade,
    Kind::PlacementMade,
    Kind::PlacementEnded,
    Kind::RefugeSought,
    Kind::Moved,
];

/// Whether a fact settles her: a lasting home that was checked, or a lasting move to safety.
pub fn settles(file: &CaseFile, fact: &Fact) -> bool {
    match &fact.body {
        Body::PlacementMade(it) => it.settled && it.suitability_checked,
        Body::Moved(it) => it.permanent && it.safe && file.survivor() == Some(it.person),
        Body::DutyEnded(it) => it.duty.is_housing() && it.notice && it.leaves_her_housed(),
        _ => false,
    }
}

/// The last day before this one on which she was settled.
pub fn settled_before(file: &CaseFile, day: Date) -> Option<Date> {
    file.any_of(&[Kind::PlacementMade, Kind::Moved, Kind::DutyEnded])
        .filter(|fact| fact.happened.date < day && settles(file, fact))
        .map(|fact| fact.happened.date)
        .last()
}

/// The acceptance of a housing duty that stands at a team's body when a day begins.
pub fn duty(file: &CaseFile, team: TeamId, duty: Duty, day: Date) -> Option<&Fact> {
    let ours = |by| file.services().same_body(by, team);
    let (accepted, _) =
        file.each::<DutyAccepted>().rev().find(|(fact, it)| it.duty == duty && fact.happened.date < day && ours(it.by))?;
    let over = file
        .any_of(&[Kind::DutyAccepted, Kind::DutyEnded, Kind::PlacementMade, Kind::Moved])
        .filter(|later| later.id != accepted.id && later.happened >= accepted.happened && later.happened.date < day)
        .any(|later| match &later.body {
            Body::DutyAccepted(it) => ours(it.by) && follows(it.duty, duty),
            Body::DutyEnded(it) if ours(it.by) && it.duty == duty => true,
            _ => settles(file, later),
        });
    if over { None } else { Some(accepted) }
}

/// Whether one duty takes the place of another.
pub const fn follows(next: Duty, duty: Duty) -> bool {
    match duty {
        Duty::Prevention => matches!(next, Duty::Relief | Duty::Main | Duty::Intentional),
        Duty::Relief => matches!(next, Duty::Main | Duty::Intentional),
        _ => false,
    }
}

/// Whether the authority has accepted that she is homeless: relief or the main duty stands when a day begins.
pub fn accepted_as_homeless(file: &CaseFile, team: TeamId, day: Date) -> bool {
    [Duty::Relief, Duty::Main].into_iter().any(|one| duty(file, team, one, day).is_some())
}

/// Whether any of the duties to help her with a home stands when a day begins.
pub fn any_duty(file: &CaseFile, team: TeamId, day: Date) -> bool {
    [Duty::Prevention, Duty::Relief, Duty::Main].into_iter().any(|one| duty(file, team, one, day).is_some())
}

/// Whether an application is open when a day begins: begun, and neither decided against her with a letter nor ended.
pub fn application(file: &CaseFile, team: TeamId, day: Date) -> bool {
    let ours = |by| file.services().same_body(by, team);
    if any_duty(file, team, day) {
        return true;
    }
    let Some((opened, _)) = file.each::<HomelessnessOpened>().rev().find(|(fact, it)| fact.happened.date < day && ours(it.by))
    else {
        return false;
    };
    !file
        .any_of(&[Kind::DecisionMade, Kind::DutyEnded, Kind::PlacementMade, Kind::Moved])
        .filter(|later| later.happened >= opened.happened && later.happened.date < day)
        .any(|later| match &later.body {
            Body::DecisionMade(it) => ours(it.by) && decides_against(it),
            Body::DutyEnded(it) => ours(it.by) && it.duty.is_housing() && it.duty != Duty::Interim,
            _ => settles(file, later),
        })
}

/// Whether a decision lawfully settles that no homelessness duty is owed.
pub fn decides_against(it: &DecisionMade) -> bool {
    it.subject == Subject::Homelessness && it.is_adverse() && it.can_stand()
}

/// Where she has been placed, by whomever, when a day begins.
pub fn placement(file: &CaseFile, day: Date) -> Option<(&Fact, &PlacementMade)> {
    let (fact, it) = file.each::<PlacementMade>().rev().find(|(fact, _)| fact.happened.date < day)?;
    let ended = file.each::<PlacementEnded>().any(|(later, end)| {
        later.happened >= fact.happened && later.happened.date < day && end.placement.is_none_or(|which| which == fact.id)
    });
    if ended { None } else { Some((fact, it)) }
}

/// Whether she has a place for the night when a day begins: a placement, or a refuge that was found for her.
pub fn has_a_place(file: &CaseFile, day: Date) -> bool {
    file.any_of(&[Kind::PlacementMade, Kind::RefugeSought, Kind::PlacementEnded])
        .filter(|fact| fact.happened.date < day)
        .fold((false, None), |(has, last), fact| match &fact.body {
            Body::PlacementMade(_) => (true, Some(fact.id)),
            Body::RefugeSought(it) if it.found => (true, Some(fact.id)),
            Body::PlacementEnded(it) if it.placement.is_none() || it.placement == last => (false, last),
            _ => (has, last),
        })
        .0
}
