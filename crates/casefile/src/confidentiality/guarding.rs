//! Who may open the file, folded from its facts: the restriction, who is named, who has leave for a time, who is kept out, and what is shared.
//!
//! The fold says what stands; the decision about one person is made in the crate `access` and nowhere else.

use jiff::civil::{Date, DateTime};

use crate::facts::{
    AccessGrantEnded, AccessRestricted, BarReviewed, Body, EmergencyAccessTaken, EmergencyReason, Fact, FieldClass, Kind,
    RestrictionLoosened, StaffLinkKnown,
};
use crate::file::CaseFile;
use crate::ids::{BodyId, FactId, OfficerId, TeamId};

/// How closely a file is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Restriction {
    /// Those who need it for their work may open it.
    #[default]
    NeedToKnow,
    /// Only named staff may open it.
    Named,
    /// Only named staff may open it, and for everybody else it does not exist.
    Hidden,
}

/// A service whose staff may open the file, and what of the sealed information they may have read out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Shared {
    /// The team.
    pub team: TeamId,
    /// Its body.
    pub body: BodyId,
    /// What may be read out to its staff.
    pub classes: Vec<FieldClass>,
    /// The last day on which it is, unless it is decided anew; nothing within the body that leads.
    #[serde(default)]
    pub until: Option<Date>,
}

/// Leave of one member of staff to open the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Grant {
    /// The fact that gave it.
    pub id: FactId,
    /// Who has it.
    pub officer: OfficerId,
    /// The last day.
    pub until: Date,
}

/// An emergency access that may still run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Emergency {
    /// The fact that records it.
    pub id: FactId,
    /// Who took it.
    pub officer: OfficerId,
    /// Why.
    pub reason: EmergencyReason,
    /// When it runs out, by London's clock; when it was ended, where that was before.
    pub until: DateTime,
    /// The day on which it was taken.
    pub taken: Date,
    /// Whether somebody has looked at it.
    pub reviewed: bool,
}

/// Who may open a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Guarding {
    /// The services that are party to it.
    pub shared: Vec<Shared>,
    /// How closely it is kept.
    pub restriction: Restriction,
    /// Who is named, where it is restricted.
    pub named: Vec<OfficerId>,
    /// Who has it in hand: assigned officers.
    pub assigned: Vec<OfficerId>,
    /// Who has leave for a time.
    pub grants: Vec<Grant>,
    /// Who has taken emergency access.
    pub emergencies: Vec<Emergency>,
    /// Who is kept out.
    pub barred: Vec<OfficerId>,
}

impl Guarding {
    /// Folds a file's facts. What was decided later counts; a bar stands until a reviewer lifts it.
    pub fn of(file: &CaseFile) -> Self {
        let mut guarding = Self { shared: shared(file), assigned: assigned(file), ..Self::default() };
        let mut bars: Vec<(FactId, OfficerId)> = Vec::new();
        // In the order in which they were recorded: a decision that is written down later is the later one, whatever day it names.
        for fact in recorded(file, DECIDING) {
            match &fact.body {
                Body::AccessRestricted(it) => {
                    guarding.tighten(it);
                    bars.extend(it.officer.map(|officer| (fact.id, officer)));
                }
                Body::RestrictionLoosened(RestrictionLoosened { named_only, .. }) => {
                    let to = if *named_only { Restriction::Named } else { Restriction::NeedToKnow };
                    guarding.restriction = guarding.restriction.min(to);
                }
                Body::AccessGranted(it) => {
                    guarding.grants.push(Grant { id: fact.id, officer: it.to, until: it.until });
                }
                Body::AccessGrantEnded(AccessGrantEnded { grant, .. }) => guarding.grants.retain(|one| one.id != *grant),
                Body::EmergencyAccessTaken(it) => guarding.emergencies.push(emergency(fact, it)),
                Body::EmergencyAccessEnded(it) => {
                    let end = fact.happened.moment();
                    guarding
                        .emergencies
                        .iter_mut()
                        .filter(|one| one.id == it.access)
                        .for_each(|one| one.until = one.until.min(end));
                }
                Body::EmergencyAccessReviewed(it) => {
                    guarding.emergencies.iter_mut().filter(|one| one.id == it.access).for_each(|one| one.reviewed = true);
                }
                Body::OfficerBarred(it) => bars.push((fact.id, it.barred)),
                Body::StaffLinkKnown(StaffLinkKnown { officer: Some(officer), .. }) => bars.push((fact.id, *officer)),
                Body::BarReviewed(BarReviewed { bar, lifted: true, .. }) => bars.retain(|(id, _)| id != bar),
                _ => {}
            }
        }
        guarding.barred = bars.into_iter().map(|(_, officer)| officer).collect();
        for list in [&mut guarding.barred, &mut guarding.named, &mut guarding.assigned] {
            list.sort_unstable();
            list.dedup();
        }
        guarding
    }

    fn tighten(&mut self, it: &AccessRestricted) {
        let to = match (it.hidden, it.named_only) {
            (true, _) => Restriction::Hidden,
            (false, true) => Restriction::Named,
            (false, false) => Restriction::NeedToKnow,
        };
        self.restriction = self.restriction.max(to);
        self.named.extend(&it.named);
    }

    /// Whether a member of staff is kept out.
    pub fn bars(&self, officer: OfficerId) -> bool {
        self.barred.binary_search(&officer).is_ok()
    }

    /// Whether a member of staff is named.
    pub fn names(&self, officer: OfficerId) -> bool {
        self.named.binary_search(&officer).is_ok()
    }

    /// The decision to share with a team, where its staff may open the file.
    pub fn shared_with(&self, team: TeamId) -> Option<&Shared> {
        self.shared.iter().find(|shared| shared.team == team)
    }
}

const DECIDING: &[Kind] = &[
    Kind::AccessRestricted,
    Kind::RestrictionLoosened,
    Kind::AccessGranted,
    Kind::AccessGrantEnded,
    Kind::EmergencyAccessTaken,
    Kind::EmergencyAccessEnded,
    Kind::EmergencyAccessReviewed,
    Kind::OfficerBarred,
    Kind::BarReviewed,
    Kind::StaffLinkKnown,
];

/// The facts of these kinds that stand, in the order in which they were recorded.
fn recorded<'f>(file: &'f CaseFile, kinds: &'static [Kind]) -> impl Iterator<Item = &'f Fact> {
    file.recorded().filter(|fact| kinds.contains(&fact.body.kind()) && file.fact(fact.id).is_some())
}

fn emergency(fact: &Fact, it: &EmergencyAccessTaken) -> Emergency {
    let until = it.until.moment();
    Emergency { id: fact.id, officer: it.officer, reason: it.reason, until, taken: fact.happened.date, reviewed: false }
}

/// What a decision shares, and the day by which it is looked at again.
type Decided<'a> = (&'a [FieldClass], Date);

/// The parties to the file. Within the body that leads, nothing is shared with another. A service of another body that came in with the opening has
/// every class: the disclosure itself was shared with it. To one that was brought in later nothing sealed is read out until that has been decided,
/// and to none after the day by which it was to be looked at again.
fn shared(file: &CaseFile) -> Vec<Shared> {
    let decided: Vec<(TeamId, Option<Decided<'_>>)> = recorded(file, &[Kind::SharingDecided, Kind::SharingEnded])
        .filter_map(|fact| match &fact.body {
            Body::SharingDecided(it) => Some((it.with, Some((it.what.as_slice(), it.review)))),
            Body::SharingEnded(it) => Some((it.with, None)),
            _ => None,
        })
        .collect();
    let came_with_it = came_with_the_opening(file);
    let lead = file.lead();
    let latest = |team: TeamId| decided.iter().rev().find(|(with, _)| *with == team).map(|(_, what)| *what);
    let parties = file.services().all().iter().filter(|service| service.party);
    let mut shared: Vec<Shared> = parties
        .filter_map(|service| {
            let own = lead.is_some_and(|lead| file.services().same_body(lead, service.team));
            let (classes, until) = match latest(service.team) {
                Some(None) => return None,
                Some(Some((what, review))) => (what.to_vec(), (!own).then_some(review)),
                None if own || came_with_it.contains(&service.team) => (FieldClass::ALL.to_vec(), None),
                None => (Vec::new(), None),
            };
            Some(Shared { team: service.team, body: service.body, classes, until })
        })
        .collect();
    shared.sort_by_key(|shared| shared.team);
    shared
}

/// The teams that were named in one go with the opening of the file.
fn came_with_the_opening(file: &CaseFile) -> Vec<TeamId> {
    let opened = file.recorded().find(|fact| fact.body.kind() == Kind::FileOpened).map(|fact| fact.recorded);
    let named = recorded(file, &[Kind::ServiceNamed]).filter(|fact| Some(fact.recorded) == opened);
    named.flat_map(|fact| fact.body.teams()).collect()
}

fn assigned(file: &CaseFile) -> Vec<OfficerId> {
    file.services().all().iter().filter_map(|service| file.officer_of(service.team)).collect()
}

impl EmergencyReason {
    /// Which sealed information the reason calls for, and no other.
    pub const fn classes(self) -> &'static [FieldClass] {
        match self {
            Self::LifeAtRisk | Self::ChildAtRisk | Self::PoliceAsk => &[FieldClass::Contact, FieldClass::Whereabouts],
            Self::NobodyReached => &[FieldClass::Words, FieldClass::Contact],
        }
    }
}
