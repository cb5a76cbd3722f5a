//! The services in a file: who is there to do what.

use crate::facts::{Body, BodyKind, Fact, Function};
use crate::ids::{BodyId, TeamId};

/// One team of one body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// The team.
    pub team: TeamId,
    /// What it is called.
    pub name: String,
    /// What it is there to do.
    pub function: Function,
    /// Its body.
    pub body: BodyId,
    /// What the body is called.
    pub body_name: String,
    /// What kind of body it is.
    pub body_kind: BodyKind,
    /// Whether its staff may open the file.
    pub party: bool,
}

/// For whom a team acts: all teams of one body for one legal person ([`Services::same_body`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LegalPerson {
    /// The body that the team belongs to.
    Body(BodyId),
    /// The team itself, where the file does not say what it belongs to.
    Alone(TeamId),
}

/// All services in a file, in the order in which they came into it.
#[derive(Debug, Clone, Default)]
pub struct Services {
    all: Vec<Service>,
}

impl Services {
    pub(super) fn fold(facts: &[Fact]) -> Self {
        let mut services = Self::default();
        for fact in facts {
            if let Body::ServiceNamed(it) = &fact.body {
                let service = Service {
                    team: it.team,
                    name: it.name.clone(),
                    function: it.function,
                    body: it.body,
                    body_name: it.body_name.clone(),
                    body_kind: it.body_kind,
                    party: it.party,
                };
                match services.all.iter_mut().find(|known| known.team == it.team) {
                    Some(known) => *known = service,
                    None => services.all.push(service),
                }
            }
        }
        services
    }

    /// All of them.
    pub fn all(&self) -> &[Service] {
        &self.all
    }

    /// One team.
    pub fn team(&self, team: TeamId) -> Option<&Service> {
        self.all.iter().find(|service| service.team == team)
    }

    /// What a team is there to do; [`Function::Other`] where the file does not say.
    pub fn function(&self, team: TeamId) -> Function {
        self.team(team).map_or(Function::Other, |service| service.function)
    }

    /// The body of a team.
    pub fn body(&self, team: TeamId) -> Option<BodyId> {
        self.team(team).map(|service| service.body)
    }

    /// Whether two teams belong to one body.
    pub fn same_body(&self, one: TeamId, other: TeamId) -> bool {
        one == other || self.body(one).is_some_and(|body| self.body(other) == Some(body))
    }

    /// For whom a team acts.
    pub fn legal_person(&self, team: TeamId) -> LegalPerson {
        self.body(team).map_or(LegalPerson::Alone(team), LegalPerson::Body)
    }

    /// The team of a body that does this work, or the nearest to it.
    pub fn team_with(&self, body: BodyId, function: Function) -> Option<TeamId> {
        stand_ins(function)
            .iter()
            .find_map(|wanted| self.all.iter().find(|service| service.body == body && service.function == *wanted))
            .map(|service| service.team)
    }

    /// The team that does this work in the body of the given team; that team itself where its body has none.
    pub fn in_body_of(&self, team: TeamId, function: Function) -> TeamId {
        self.body(team).and_then(|body| self.team_with(body, function)).unwrap_or(team)
    }

    /// Whether a team does this work, or stands in for those who do.
    pub fn does(&self, team: TeamId, function: Function) -> bool {
        stand_ins(function).contains(&self.function(team))
    }

    /// Every team that does this work or stands in for it, the best placed first.
    pub fn doing(&self, function: Function) -> impl Iterator<Item = &Service> {
        stand_ins(function).iter().flat_map(move |wanted| self.all.iter().filter(move |service| service.function == *wanted))
    }
}

/// Which teams do a piece of work, the best placed first. A housing authority answers for its homelessness team and its lettings team alike.
pub(crate) const fn stand_ins(function: Function) -> &'static [Function] {
    match function {
        Function::Housing => &[Function::Housing, Function::Allocations],
        Function::Allocations => &[Function::Allocations, Function::Housing],
        Function::Idva => &[Function::Idva, Function::Charity],
        Function::Marac => &[Function::Marac, Function::Police],
        Function::Repairs => &[Function::Repairs, Function::Landlord],
        Function::Landlord => &[Function::Landlord],
        Function::Children => &[Function::Children],
        Function::Adults => &[Function::Adults],
        Function::Police => &[Function::Police],
        Function::Health => &[Function::Health],
        Function::School => &[Function::School],
        Function::Refuge => &[Function::Refuge],
        Function::Complaints => &[Function::Complaints],
        Function::DataProtection => &[Function::DataProtection],
        Function::Benefits => &[Function::Benefits],
        Function::Planning => &[Function::Planning],
        Function::ContactCentre => &[Function::ContactCentre],
        Function::Charity => &[Function::Charity],
        Function::Court => &[Function::Court],
        Function::Prison => &[Function::Prison],
        Function::Probation => &[Function::Probation],
        Function::Legal => &[Function::Legal],
        Function::Ombudsman => &[Function::Ombudsman],
        Function::Other => &[Function::Other],
    }
}
