//! What stands at a housing authority when a day begins: an application, a duty, a place where she stays.
//!
//! A rule asks it before it raises anything anew: somebody whose application is open need not be told to apply, and somebody who is placed
//! safely needs no bed for tonight. The day itself is left out, so that what is asked and done on one day is seen as asked and as done.

use jiff::civil::Date;

use super::stretch::{AtAuthorities, Stretch};
use crate::facts::{
    Body, DecisionMade, Duty, DutyAccepted, Fact, HomelessnessOpened, Kind, PlacementEnded, PlacementMade, Subject, When,
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
        Body::DutyEnded(it) => {
            it.duty.is_housing() && it.leaves_her_housed() && (it.notice || file.told_in_writing(fact.id).is_some())
        }
        _ => false,
    }
}

/// What stands at the housing authorities of one file, for every day: found once, because many rules ask.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standing {
    settled: Vec<Date>,
    duties: Vec<(Duty, AtAuthorities)>,
    applications: AtAuthorities,
    placements: Vec<Stretch>,
    /// From each of these days on, whether she has a place.
    places: Vec<(Date, bool)>,
}

impl Standing {
    pub(crate) fn find(file: &CaseFile) -> Self {
        let settling = file.any_of(&[Kind::PlacementMade, Kind::Moved, Kind::DutyEnded]);
        Self {
            settled: settling.filter(|fact| settles(file, fact)).map(|fact| fact.happened.date).collect(),
            duties: duties(file),
            applications: applications(file),
            placements: placements(file),
            places: places(file),
        }
    }
}

fn duties(file: &CaseFile) -> Vec<(Duty, AtAuthorities)> {
    let facts: Vec<&Fact> = file.any_of(&[Kind::DutyAccepted, Kind::DutyEnded, Kind::PlacementMade, Kind::Moved]).collect();
    let mut found: Vec<(Duty, AtAuthorities)> = Vec::new();
    for (_, accepted) in file.each::<DutyAccepted>() {
        let duty = accepted.duty;
        if found.iter().any(|(known, _)| *known == duty) {
            continue;
        }
        let begins = |fact: &Fact| fact.is::<DutyAccepted>().filter(|it| it.duty == duty).map(|it| it.by);
        let stretches = AtAuthorities::find(file, &facts, begins, |authority, fact| {
            let ours = |by| file.services().legal_person(by) == authority;
            match &fact.body {
                Body::DutyAccepted(it) => ours(it.by) && follows(it.duty, duty),
                Body::DutyEnded(it) if ours(it.by) && it.duty == duty => true,
                _ => settles(file, fact),
            }
        });
        found.push((duty, stretches));
    }
    found
}

fn applications(file: &CaseFile) -> AtAuthorities {
    let kinds = [Kind::HomelessnessOpened, Kind::DecisionMade, Kind::DutyEnded, Kind::PlacementMade, Kind::Moved];
    let facts: Vec<&Fact> = file.any_of(&kinds).collect();
    let begins = |fact: &Fact| fact.is::<HomelessnessOpened>().map(|it| it.by);
    AtAuthorities::find(file, &facts, begins, |authority, fact| {
        let ours = |by| file.services().legal_person(by) == authority;
        match &fact.body {
            Body::DecisionMade(it) => ours(it.by) && decides_against(it),
            Body::DutyEnded(it) => ours(it.by) && it.duty.is_housing() && it.duty != Duty::Interim,
            _ => settles(file, fact),
        }
    })
}

/// Every placement, by whomever. An end that does not say of which ends them all.
fn placements(file: &CaseFile) -> Vec<Stretch> {
    let ends_all = |end: &PlacementEnded| end.placement.is_none();
    let all: Vec<When> = file.each::<PlacementEnded>().filter(|(_, end)| ends_all(end)).map(|(fact, _)| fact.happened).collect();
    let made: Vec<&Fact> = file.each::<PlacementMade>().map(|(fact, _)| fact).collect();
    let own_end = |placement: &Fact| {
        let is_its_end = |end: &PlacementEnded| end.placement == Some(placement.id);
        let mut later = file.pointing_to(placement.id).filter(|later| later.happened >= placement.happened);
        later.find(|later| later.is().is_some_and(is_its_end)).map(|later| later.happened.date)
    };
    let stretches = Stretch::each(made.iter().copied(), &all);
    stretches.into_iter().zip(made).map(|(stretch, placement)| stretch.ended_by(own_end(placement))).collect()
}

fn places(file: &CaseFile) -> Vec<(Date, bool)> {
    let (mut has, mut last) = (false, None);
    let facts = file.any_of(&[Kind::PlacementMade, Kind::RefugeSought, Kind::PlacementEnded]);
    let changes = facts.map(|fact| {
        match &fact.body {
            Body::PlacementMade(_) => (has, last) = (true, Some(fact.id)),
            Body::RefugeSought(it) if it.found => (has, last) = (true, Some(fact.id)),
            Body::PlacementEnded(it) if it.placement.is_none() || it.placement == last => has = false,
            _ => {}
        }
        (fact.happened.date, has)
    });
    changes.collect()
}

/// The last day before this one on which she was settled.
pub fn settled_before(file: &CaseFile, day: Date) -> Option<Date> {
    let settled = &file.stands().settled;
    settled[..settled.partition_point(|on| *on < day)].last().copied()
}

/// The acceptance of a housing duty that stands at a team's body when a day begins: not ended, not followed by the next duty, and she is not
/// settled.
pub fn duty(file: &CaseFile, team: TeamId, duty: Duty, day: Date) -> Option<&Fact> {
    let (_, stretches) = file.stands().duties.iter().find(|(known, _)| *known == duty)?;
    let stands = stretches.on(file.services().legal_person(team), day)?;
    file.fact(stands.begun_by)
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
    any_duty(file, team, day) || file.stands().applications.on(file.services().legal_person(team), day).is_some()
}

/// Whether a decision lawfully settles that no homelessness duty is owed.
pub fn decides_against(it: &DecisionMade) -> bool {
    it.subject == Subject::Homelessness && it.is_adverse() && it.can_stand() && it.says_what_is_owed()
}

/// Where she has been placed, by whomever, when a day begins.
pub fn placement(file: &CaseFile, day: Date) -> Option<(&Fact, &PlacementMade)> {
    let fact = file.fact(Stretch::on(&file.stands().placements, day)?.begun_by)?;
    Some((fact, fact.is::<PlacementMade>()?))
}

/// Whether she has a place for the night when a day begins: a placement, or a refuge that was found for her.
pub fn has_a_place(file: &CaseFile, day: Date) -> bool {
    let places = &file.stands().places;
    places[..places.partition_point(|(on, _)| *on < day)].last().is_some_and(|(_, has)| *has)
}
