//! Which team of the partnership plays which service of a story.
//!
//! The story's own council becomes a district and the county; its police, hospital, advisers, refuge and housing association become ours. Other
//! councils, courts, prisons, schools, practices and solicitors stay what they are: outside, known by name only.

use std::collections::HashMap;

use casefile::facts::{Body, BodyKind, By, Fact, Function, OfficerAssigned, OfficerLeft, ServiceNamed};
use casefile::ids::{BodyId, OfficerId, TeamId};
use casefile::stories::Story;

use crate::Partnership;

/// The parts, given out.
pub(super) struct Cast {
    ours: HashMap<TeamId, TeamId>,
    officers: Vec<(TeamId, OfficerId)>,
}

impl Cast {
    /// Gives out the parts of the story that stands at this place among the nine; the districts take turns.
    pub(super) fn of(here: &Partnership, story: &Story, at: usize) -> Self {
        let named: Vec<&ServiceNamed> = story
            .opening
            .iter()
            .filter_map(|fact| match &fact.body {
                Body::ServiceNamed(it) => Some(it),
                _ => None,
            })
            .collect();
        let council = own_council(story, &named);
        let mut cast = Self { ours: HashMap::new(), officers: Vec::new() };
        for service in named {
            let ours = parts(service, council, at % 2 == 1)
                .iter()
                .filter_map(|code| here.team(code))
                .find(|team| !cast.ours.values().any(|taken| *taken == team.id));
            if let Some(team) = ours {
                cast.ours.insert(service.team, team.id);
                let staff = here.caseworkers(team.id);
                if let Some(officer) = staff.get(at % staff.len().max(1)) {
                    cast.officers.push((team.id, officer.id));
                }
            }
        }
        cast
    }

    /// Who has the file in each of our teams, in the order of the story.
    pub(super) fn officers(&self) -> impl Iterator<Item = (TeamId, OfficerId)> {
        self.officers.iter().copied()
    }

    /// Puts our teams and officers into a fact in the place of the story's.
    pub(super) fn take_part(&self, here: &Partnership, fact: &mut Fact) {
        let ours = |team: TeamId| self.ours.get(&team).copied().unwrap_or(team);
        for known in &mut fact.known {
            known.team = ours(known.team);
        }
        fact.body.rename_teams(&ours);
        let officer = |team: TeamId| self.officers.iter().find(|(known, _)| *known == team).map(|(_, officer)| *officer);
        match &mut fact.body {
            Body::ServiceNamed(it) => match here.teams.iter().find(|team| team.id == it.team).and_then(|team| here.service(team))
            {
                Some(own) => *it = own,
                None => it.party = false,
            },
            Body::OfficerAssigned(OfficerAssigned { team, officer: who })
            | Body::OfficerLeft(OfficerLeft { team, officer: who, .. }) => {
                *who = officer(*team);
            }
            _ => {}
        }
        fact.by = fact.body.teams().into_iter().find_map(officer).map_or(By::Import, By::Officer);
    }
}

/// The council whose case it is: the lead's, or the first council there is.
fn own_council(story: &Story, named: &[&ServiceNamed]) -> Option<BodyId> {
    let lead = story.opening.iter().find_map(|fact| match &fact.body {
        Body::FileOpened(it) => Some(it.lead),
        _ => None,
    });
    let lead = named.iter().find(|service| Some(service.team) == lead && is_council(service.body_kind));
    lead.or_else(|| named.iter().find(|service| is_council(service.body_kind))).map(|service| service.body)
}

const fn is_council(kind: BodyKind) -> bool {
    matches!(kind, BodyKind::Unitary | BodyKind::County | BodyKind::District | BodyKind::London)
}

/// The teams that could play a service, the best first.
fn parts(service: &ServiceNamed, council: Option<BodyId>, second: bool) -> &'static [&'static str] {
    let own = Some(service.body) == council;
    let by_district = |first: &'static [&'static str], other: &'static [&'static str]| if second { other } else { first };
    match (service.function, service.body_kind) {
        (Function::Marac, _) => &["marac"],
        (Function::Idva, _) => &["idva"],
        (Function::Refuge, _) => &["refuge"],
        (Function::Police, BodyKind::PoliceForce) => &["public-protection"],
        (Function::Health, BodyKind::HealthTrust) => health(&service.name),
        (Function::Landlord, BodyKind::HousingAssociation) => &["lantern-lettings"],
        (Function::Repairs, BodyKind::HousingAssociation) => &["lantern-repairs"],
        _ if !own => &[],
        (Function::Housing, _) => by_district(&["ellerdale-housing"], &["port-merrow-housing"]),
        (Function::Allocations, _) => by_district(&["ellerdale-lettings"], &["port-merrow-lettings"]),
        (Function::Complaints, _) => {
            by_district(&["ellerdale-complaints", "county-complaints"], &["port-merrow-complaints", "county-complaints"])
        }
        (Function::ContactCentre, _) => by_district(&["ellerdale-contact"], &["port-merrow-contact"]),
        (Function::Benefits, _) => by_district(&["ellerdale-benefits"], &["port-merrow-benefits"]),
        (Function::Children, _) => by_district(&["children-north", "children-south"], &["children-south", "children-north"]),
        (Function::Adults, _) => &["adults"],
        (Function::DataProtection, _) => &["county-privacy"],
        (Function::Landlord, _) => &["lantern-lettings"],
        (Function::Repairs, _) => &["lantern-repairs"],
        _ => &[],
    }
}

fn health(name: &str) -> &'static [&'static str] {
    let name = name.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if says(&["gp", "practice", "surgery", "doctor"]) {
        &[]
    } else if says(&["matern", "midwi", "antenatal"]) {
        &["maternity"]
    } else {
        &["emergency", "maternity"]
    }
}
