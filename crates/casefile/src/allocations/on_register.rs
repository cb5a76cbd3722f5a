//! Where an application to a register stands: what was assessed, decided, listed, offered, and what rests.

use jiff::civil::Date;

use super::register;
use crate::facts::{
    Body, DecisionMade, Fact, Function, HousingApplied, OfferAnswered, OfferMade, Outcome, PanelListed, PriorityAwarded,
    RegisterAssessed, RegisterResumed, RegisterSuspended, Subject,
};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};

/// An application that is open on the register of a body.
#[derive(Debug, Clone)]
pub struct OnRegister<'a> {
    /// The fact that says that she applied.
    pub fact: &'a Fact,
    /// The application.
    pub application: &'a HousingApplied,
    /// The body's lettings team.
    pub team: TeamId,
    /// The last assessment of the home that her household needs.
    pub assessed: Option<(&'a Fact, &'a RegisterAssessed)>,
    /// The last decision on priority.
    pub award: Option<(&'a Fact, &'a PriorityAwarded)>,
    /// The last decision that she may not join, where nothing came after it.
    pub refused: Option<(&'a Fact, &'a DecisionMade)>,
    /// Why it rests now.
    pub rests: Option<(&'a Fact, &'a RegisterSuspended)>,
    /// Meetings for which it was put on the agenda, with what was decided there.
    pub panels: Vec<Listed<'a>>,
    /// Offers, with their answers.
    pub offers: Vec<Offered<'a>>,
}

/// A place on the agenda of the panel.
#[derive(Debug, Clone)]
pub struct Listed<'a> {
    /// The fact.
    pub fact: &'a Fact,
    /// What it says.
    pub listed: &'a PanelListed,
    /// What the panel decided.
    pub decided: Option<(&'a Fact, &'a DecisionMade)>,
}

/// An offer.
#[derive(Debug, Clone)]
pub struct Offered<'a> {
    /// The fact.
    pub fact: &'a Fact,
    /// What it says.
    pub offer: &'a OfferMade,
    /// What came of it.
    pub answer: Option<(&'a Fact, &'a OfferAnswered)>,
}

impl Offered<'_> {
    /// Whether it was refused, and not because the home is unsafe: no other refusal counts against her.
    pub fn counts_against_her(&self) -> bool {
        self.answer.is_some_and(|(_, it)| !it.accepted && !it.unsafe_there) && self.offer.suitability_checked
    }
}

impl<'a> OnRegister<'a> {
    /// Every application that is open on a day, one for each body.
    pub fn all(file: &'a CaseFile, day: Date) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for (_, it) in register::applications(file) {
            if found.iter().any(|one| file.services().same_body(one.application.to, it.to)) {
                continue;
            }
            let open = register::open_application(file, it.to, day).and_then(|fact| Some((fact, fact.is::<HousingApplied>()?)));
            found.extend(open.map(|(fact, application)| Self::of(file, fact, application, day)));
        }
        found
    }

    /// The application that is open at a team's body on a day.
    pub fn at(file: &'a CaseFile, team: TeamId, day: Date) -> Option<Self> {
        let fact = register::open_application(file, team, day)?;
        Some(Self::of(file, fact, fact.is::<HousingApplied>()?, day))
    }

    fn of(file: &'a CaseFile, fact: &'a Fact, application: &'a HousingApplied, day: Date) -> Self {
        let services = file.services();
        let since = fact.happened.date;
        let then = |fact: &Fact| (since..=day).contains(&fact.happened.date);
        let ours = |team: TeamId| services.same_body(team, application.to);
        let award = file.each::<PriorityAwarded>().rfind(|(fact, it)| then(fact) && ours(it.by));
        let joined = award.map(|(fact, _)| fact.happened);
        let refused = file.each::<DecisionMade>().rfind(|(fact, it)| {
            let against = it.subject == Subject::Qualification && matches!(it.outcome, Outcome::Against | Outcome::Partly);
            against && then(fact) && ours(it.by) && joined.is_none_or(|joined| joined < fact.happened)
        });
        Self {
            fact,
            application,
            team: services.in_body_of(application.to, Function::Allocations),
            assessed: file
                .each::<RegisterAssessed>()
                .rfind(|(fact, it)| then(fact) && ours(it.by) && it.application.is_none_or(|of| of == fact_of(file, of, since))),
            award,
            refused,
            rests: rests(file, fact.id, day),
            panels: file
                .each::<PanelListed>()
                .filter(|(fact, it)| then(fact) && ours(it.by))
                .map(|(fact, listed)| Listed { fact, listed, decided: panel_decision(file, fact) })
                .collect(),
            offers: file
                .each::<OfferMade>()
                .filter(|(fact, it)| then(fact) && ours(it.by))
                .map(|(fact, offer)| Offered { fact, offer, answer: answer(file, fact.id) })
                .collect(),
        }
    }

    /// Whether an offer waits for her answer, or was accepted.
    pub fn under_offer(&self) -> bool {
        self.offers.last().is_some_and(|one| one.answer.is_none_or(|(_, it)| it.accepted))
    }

    /// How many bedrooms her household needs, where that was assessed.
    pub fn bedrooms(&self) -> Option<u32> {
        self.assessed.and_then(|(_, it)| it.bedrooms)
    }
}

/// An assessment may name an application of the same body, made no earlier.
fn fact_of(file: &CaseFile, of: FactId, since: Date) -> FactId {
    file.fact(of).filter(|fact| fact.happened.date >= since).map_or(FactId(uuid::Uuid::nil()), |fact| fact.id)
}

/// What makes an application rest on a day.
pub(super) fn rests(file: &CaseFile, application: FactId, day: Date) -> Option<(&Fact, &RegisterSuspended)> {
    let (fact, it) =
        file.each::<RegisterSuspended>().rfind(|(fact, it)| it.application == application && fact.happened.date <= day)?;
    let over = it.until.is_some_and(|until| until < day)
        || file.each::<RegisterResumed>().any(|(resumed, of)| of.of == fact.id && resumed.happened.date <= day);
    (!over).then_some((fact, it))
}

/// What the panel decided of a case on its agenda: a decision that says so, or the first about the panel after it.
pub(super) fn panel_decision<'a>(file: &'a CaseFile, listing: &Fact) -> Option<(&'a Fact, &'a DecisionMade)> {
    let Body::PanelListed(listed) = &listing.body else { return None };
    file.each::<DecisionMade>().find(|(fact, it)| {
        it.subject == Subject::Panel
            && fact.happened >= listing.happened
            && file.services().same_body(it.by, listed.by)
            && it.of.is_none_or(|of| of == listing.id)
    })
}

fn answer(file: &CaseFile, offer: FactId) -> Option<(&Fact, &OfferAnswered)> {
    file.each::<OfferAnswered>().find(|(_, it)| it.offer == offer)
}
