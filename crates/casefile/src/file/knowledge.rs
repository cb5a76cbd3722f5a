//! Who knew what, from when, and whose it therefore is.

use jiff::civil::Date;

use super::{CaseFile, Service};
use crate::facts::{Fact, Function, Shows};
use crate::ids::TeamId;

impl CaseFile {
    /// The first day on which a team knew a fact, or `None` while it does not.
    ///
    /// A fact that says nothing of its own about who knew it is known, from the day on which it was recorded, to every service whose staff may
    /// open the file, and to the services that it names. A team that was told it knows from the day on which it was told ([`told`](crate::facts::Body::told)): writing
    /// it down late makes nothing less late.
    pub fn known_on(&self, fact: &Fact, team: TeamId) -> Option<Date> {
        if fact.known.is_empty() {
            let service = self.services().team(team)?;
            return (service.party || self.named_in(fact).contains(&team)).then(|| self.unsaid(fact, team));
        }
        fact.known.iter().filter(|known| known.team == team).map(|known| known.on.max(fact.happened.date)).min()
    }

    /// Since when a team knows a fact that says nothing of who knew it.
    fn unsaid(&self, fact: &Fact, team: TeamId) -> Date {
        let told = fact.body.told() == Some(team);
        if told { fact.happened.date } else { self.recorded_on(fact).max(fact.happened.date) }
    }

    /// Whose it is to act on a fact in a given line of work, and since when they know: `None` while nobody in that line of work knows.
    ///
    /// A team that the fact names comes first, then one in a body that it names, then one in the lead's body, then the first that knew.
    pub fn falls_to(&self, fact: &Fact, function: Function) -> Option<(TeamId, Date)> {
        let lead = self.lead();
        let find = |fact: &Fact, doing: &[&Service]| self.best_placed(fact, doing, lead);
        match self.place(fact) {
            Some(at) => {
                let all = self.falls[function as usize].get_or_init(|| {
                    let doing: Vec<&Service> = self.services().doing(function).collect();
                    self.facts().iter().map(|fact| find(fact, &doing)).collect()
                });
                all[at]
            }
            None => find(fact, &self.services().doing(function).collect::<Vec<_>>()),
        }
    }

    fn best_placed(&self, fact: &Fact, doing: &[&Service], lead: Option<TeamId>) -> Option<(TeamId, Date)> {
        let (named, services) = (self.named_in(fact), self.services());
        // Nobody looks for a fact again for each of the services.
        let unsaid = fact.known.is_empty();
        let known_on = |service: &Service| {
            if unsaid {
                (service.party || named.contains(&service.team)).then(|| self.unsaid(fact, service.team))
            } else {
                self.known_on(fact, service.team)
            }
        };
        let knowing = doing.iter().filter_map(|service| known_on(service).map(|on| (*service, on)));
        let nearness = |service: &Service| {
            if named.contains(&service.team) {
                0
            } else if named.iter().any(|other| services.same_body(service.team, *other)) {
                1
            } else if lead.is_some_and(|lead| services.same_body(service.team, lead)) {
                2
            } else {
                3
            }
        };
        knowing.min_by_key(|(service, on)| (nearness(service), *on)).map(|(service, on)| (service.team, on))
    }

    /// The first sign of abuse that a team knew of, and since when.
    pub fn abuse_known(&self, team: TeamId) -> Option<(&Fact, Date)> {
        self.showing(Shows::ABUSE)
            .filter_map(|fact| self.known_on(fact, team).map(|on| (fact, on)))
            .min_by_key(|(fact, on)| (*on, fact.happened, fact.id))
    }

    /// The first day on which anybody at all in the file knew a fact, and who.
    pub fn first_known(&self, fact: &Fact) -> Option<(TeamId, Date)> {
        self.services()
            .all()
            .iter()
            .filter_map(|service| self.known_on(fact, service.team).map(|on| (service.team, on)))
            .min_by_key(|(_, on)| *on)
    }

    /// The team among some services that knew a fact first, and from which day; of several that knew on one day, one that the fact names.
    pub fn first_to_know(&self, fact: &Fact, among: impl Fn(&Service) -> bool) -> Option<(TeamId, Date)> {
        let named = self.named_in(fact);
        let services = self.services().all().iter().filter(|service| among(service));
        services
            .filter_map(|service| self.known_on(fact, service.team).map(|on| (service.team, on)))
            .min_by_key(|(team, on)| (*on, !named.contains(team)))
    }

    /// The team that answers for something when nobody else can be named: the lead, or whichever service there is.
    pub fn answerable(&self, function: Function) -> Option<TeamId> {
        let lead = self.lead();
        lead.and_then(|lead| self.services().body(lead))
            .and_then(|body| self.services().team_with(body, function))
            .or_else(|| self.services().doing(function).next().map(|service| service.team))
            .or(lead)
    }
}
