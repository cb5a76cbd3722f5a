//! An application as a list across files keeps it: what is needed to say who comes next for a home, and not a word more.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::on_register::OnRegister;
use crate::facts::{
    AccessNeed, AreaRestrictionOverridden, CaseClosed, CaseReopened, Fact, Kind, RegisterResumed, RegisterSuspended,
    UnsafeAreaNamed,
};
use crate::file::CaseFile;
use crate::ids::{BodyId, FactId, TeamId};

/// An application that waits for a home, at one body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// On whose register.
    #[serde(skip)]
    pub body: Option<BodyId>,
    /// The lettings team.
    pub team: TeamId,
    /// The application.
    pub application: FactId,
    /// The code of the band.
    pub band: String,
    /// The day from which it counts.
    pub effective: Date,
    /// The day on which she applied.
    pub applied: Date,
    /// Bedrooms needed.
    pub bedrooms: u32,
    /// What a home has to have.
    pub access: Vec<AccessNeed>,
    /// The last day of a rest; the last day that there is where none was given. `None` where it does not rest.
    pub rests: Option<Date>,
    /// Whether the whole area of the body is not safe for her.
    pub nowhere_here: bool,
}

/// Where an application stands in a list of those who wait: the highest band first, then the day from which it counts, then the day on which she
/// applied. What is left is settled by the application's own id, which is drawn by lot.
pub type Place = (usize, Date, Date, FactId);

impl Applicant {
    /// The kinds of fact that change it.
    pub const READS: &'static [Kind] = &[
        Kind::HousingApplied,
        Kind::RegisterAssessed,
        Kind::PriorityAwarded,
        Kind::DecisionMade,
        Kind::RegisterSuspended,
        Kind::RegisterResumed,
        Kind::OfferMade,
        Kind::OfferAnswered,
        Kind::PlacementMade,
        Kind::Moved,
        Kind::UnsafeAreaNamed,
        Kind::AreaRestrictionOverridden,
        Kind::ServiceNamed,
        Kind::CaseClosed,
        Kind::CaseReopened,
    ];

    /// Every application of a file that waits for a home: open, with a band and an assessment of the home, and not under offer.
    pub fn all(file: &CaseFile) -> Vec<Self> {
        if !file.has(Kind::PriorityAwarded) || is_closed(file) {
            return Vec::new();
        }
        OnRegister::all(file, Date::MAX).iter().filter_map(|on| Self::of(file, on)).collect()
    }

    fn of(file: &CaseFile, on: &OnRegister<'_>) -> Option<Self> {
        let (fact, award) = on.award?;
        if on.refused.is_some() || on.under_offer() {
            return None;
        }
        Some(Self {
            body: file.services().body(on.team),
            team: on.team,
            application: on.fact.id,
            band: award.band.clone(),
            effective: award.effective.unwrap_or(fact.happened.date),
            applied: on.fact.happened.date,
            bedrooms: on.bedrooms()?,
            access: on.assessed.map(|(_, it)| it.access.clone()).unwrap_or_default(),
            rests: rests_until(file, on.fact.id),
            nowhere_here: unsafe_areas(file).any(|(_, it)| it.whole_area && file.services().same_body(it.to, on.team)),
        })
    }
}

fn is_closed(file: &CaseFile) -> bool {
    let closed = file.each::<CaseClosed>().next_back().map(|(fact, _)| fact.happened);
    closed.is_some_and(|closed| !file.each::<CaseReopened>().any(|(fact, _)| fact.happened >= closed))
}

fn rests_until(file: &CaseFile, application: FactId) -> Option<Date> {
    let (fact, it) = file.each::<RegisterSuspended>().rfind(|(_, it)| it.application == application)?;
    let over = file.each::<RegisterResumed>().any(|(_, of)| of.of == fact.id);
    (!over).then_some(it.until.unwrap_or(Date::MAX))
}

/// The areas that she named and that nobody has departed from with reasons: a home there is not offered.
pub fn unsafe_areas(file: &CaseFile) -> impl Iterator<Item = (&Fact, &UnsafeAreaNamed)> {
    let overridden = |id: FactId| file.each::<AreaRestrictionOverridden>().any(|(_, it)| it.of == id && it.reasons.is_some());
    file.each::<UnsafeAreaNamed>().filter(move |(fact, _)| !overridden(fact.id))
}
