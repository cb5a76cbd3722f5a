//! The case file: everything about one survivor, folded from its facts.
//!
//! Folding is total and cheap. It drops facts that a later one supersedes, puts the rest in the order in which they happened, and answers the
//! questions that rules ask: who is who, which service is there for what, who knew what from when.

mod knowledge;
mod people;
mod services;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use jiff::civil::Date;
pub use people::{People, Person};
pub use services::{Service, Services};

use crate::facts::{
    Body, DataItem, EvidenceConsidered, EvidenceReceived, Fact, FactKind, FileOpened, Function, HandedOver, Kind,
    OfficerAssigned, OfficerLeft, Shows, Who,
};
use crate::ids::{FactId, OfficerId, PersonId, TeamId};
use crate::obligations::Cause;

/// For each fact, in order, who it falls to and since when they know.
type Placed = Vec<Option<(TeamId, Date)>>;

/// Everything about one survivor.
#[derive(Debug, Clone)]
pub struct CaseFile {
    history: Vec<Fact>,
    facts: Vec<Fact>,
    shows: Vec<Shows>,
    recorded_on: Vec<Date>,
    by_kind: Vec<Vec<u32>>,
    by_id: HashMap<FactId, u32>,
    people: People,
    services: Services,
    /// Whose each fact is to act on, by line of work: worked out when first asked for, because rules ask again and again.
    falls: [OnceLock<Placed>; Function::ALL.len()],
    requests: OnceLock<Vec<Cause>>,
}

impl CaseFile {
    /// Folds facts, given in the order in which they were recorded. Total: whatever the facts, there is a file.
    pub fn fold(history: Vec<Fact>) -> Self {
        let superseded: HashSet<FactId> = history.iter().filter_map(|fact| fact.supersedes).collect();
        let mut facts: Vec<Fact> = history.iter().filter(|fact| !superseded.contains(&fact.id)).cloned().collect();
        facts.sort_by_key(|fact| (fact.happened, fact.id));
        let mut by_kind = vec![Vec::new(); Kind::ALL.len()];
        let mut by_id = HashMap::with_capacity(facts.len());
        for (fact, at) in facts.iter().zip(0_u32..) {
            by_kind[fact.body.kind() as usize].push(at);
            by_id.insert(fact.id, at);
        }
        let people = People::fold(&facts);
        let services = Services::fold(&facts);
        let shows = facts.iter().map(|fact| fact.body.shows().union(people.shown_by(&fact.body))).collect();
        let recorded_on = facts.iter().map(Fact::recorded_on).collect();
        Self {
            history,
            facts,
            shows,
            recorded_on,
            by_kind,
            by_id,
            people,
            services,
            falls: [const { OnceLock::new() }; Function::ALL.len()],
            requests: OnceLock::new(),
        }
    }

    /// The file as it was known at the end of a day: only what had been recorded by then.
    pub fn as_known_on(&self, day: Date) -> Self {
        Self::fold(self.history.iter().filter(|fact| fact.recorded_on() <= day).cloned().collect())
    }

    /// The facts that stand, in the order in which they happened.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// Every fact, superseded ones too, in the order in which they were recorded.
    pub fn history(&self) -> &[Fact] {
        &self.history
    }

    /// One of the facts that stand.
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.by_id.get(&id).map(|at| &self.facts[*at as usize])
    }

    /// The facts of one kind that stand, in the order in which they happened.
    pub fn each<K: FactKind>(&self) -> impl DoubleEndedIterator<Item = (&Fact, &K)> {
        self.by_kind[K::KIND as usize].iter().filter_map(|at| {
            let fact = &self.facts[*at as usize];
            K::of(&fact.body).map(|body| (fact, body))
        })
    }

    /// The facts of any of these kinds that stand, in the order in which they happened.
    pub fn any_of<'a>(&'a self, kinds: &[Kind]) -> impl Iterator<Item = &'a Fact> {
        // Each kind keeps its places in order, so the next of all is the least of their heads: nobody pays for facts that nobody asks for.
        let mut heads: Vec<&'a [u32]> = kinds.iter().map(|kind| self.by_kind[*kind as usize].as_slice()).collect();
        let mut last = None;
        std::iter::from_fn(move || {
            loop {
                let next = heads.iter_mut().filter(|head| !head.is_empty()).min_by_key(|head| head[0])?;
                let at = next[0];
                *next = &next[1..];
                if last.replace(at) != Some(at) {
                    return Some(&self.facts[at as usize]);
                }
            }
        })
    }

    /// The facts that show any of these things, in the order in which they happened.
    pub fn showing(&self, any: Shows) -> impl Iterator<Item = &Fact> {
        self.facts.iter().zip(&self.shows).filter(move |(_, shows)| shows.intersects(any)).map(|(fact, _)| fact)
    }

    /// What a fact of this file shows, with what follows from the people in it: a child hurt, a child who was there.
    pub fn shows(&self, fact: &Fact) -> Shows {
        self.place(fact).map_or_else(|| fact.body.shows(), |at| self.shows[at])
    }

    /// The day on which a fact of this file was recorded.
    pub(crate) fn recorded_on(&self, fact: &Fact) -> Date {
        self.place(fact).map_or_else(|| fact.recorded_on(), |at| self.recorded_on[at])
    }

    /// Where a fact stands among those that stand: at once for a fact that was borrowed from this file, by its id for a copy.
    fn place(&self, fact: &Fact) -> Option<usize> {
        self.facts.element_offset(fact).or_else(|| self.by_id.get(&fact.id).map(|at| *at as usize))
    }

    /// Every fact on which a housing authority knows both of abuse and of her need for help, worked out once.
    pub(crate) fn requests(&self) -> &[Cause] {
        self.requests.get_or_init(|| crate::homelessness::request::find(self))
    }

    /// The people in the file and how they are connected.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// The services in the file.
    pub fn services(&self) -> &Services {
        &self.services
    }

    /// The survivor.
    pub fn survivor(&self) -> Option<PersonId> {
        self.each::<FileOpened>().next().map(|(_, opened)| opened.survivor)
    }

    /// The neutral reference that may stand on paper.
    pub fn reference(&self) -> Option<&str> {
        self.each::<FileOpened>().next().map(|(_, opened)| opened.reference.as_str())
    }

    /// The team that leads: the one that opened the file, or the one it was last handed to by the lead.
    pub fn lead(&self) -> Option<TeamId> {
        let opened = self.each::<FileOpened>().next().map(|(_, opened)| opened.lead);
        let first = opened.or_else(|| self.services.all().first().map(|service| service.team))?;
        Some(self.each::<HandedOver>().fold(first, |lead, (_, handed)| if handed.from == lead { handed.to } else { lead }))
    }

    /// The officer who has the file in a team: assigned last, and neither gone nor away.
    pub fn officer_of(&self, team: TeamId) -> Option<OfficerId> {
        let (assigned, officer) =
            self.each::<OfficerAssigned>().rev().find(|(_, it)| it.team == team).map(|(fact, it)| (fact, it.officer))?;
        let left = self.each::<OfficerLeft>().any(|(fact, it)| {
            it.team == team
                && (it.officer == officer || it.officer.is_none())
                && (fact.happened, fact.recorded) >= (assigned.happened, assigned.recorded)
        });
        if left { None } else { officer }
    }

    /// Evidence that nobody who decides has read yet: received, and considered by no team of the body that has it.
    pub fn unread_evidence(&self) -> impl Iterator<Item = &Fact> {
        self.each::<EvidenceReceived>().filter(|(fact, _)| self.considered(fact.id).is_none()).map(|(fact, _)| fact)
    }

    /// The fact that says that a piece of evidence has been read and considered.
    pub fn considered(&self, evidence: FactId) -> Option<&Fact> {
        self.each::<EvidenceConsidered>().find(|(_, it)| it.evidence == evidence).map(|(fact, _)| fact)
    }

    /// Whether somebody is, or belongs to, the alleged perpetrator: what must not reach him must not reach them.
    pub fn is_other_side(&self, who: Who) -> bool {
        who.person().is_some_and(|person| self.people.is_other_side(person))
    }

    /// What must be kept from somebody: every marker that stands, and everything that she has asked to be kept, whether or not it was ever marked.
    pub fn kept_from(&self, who: Who) -> Vec<DataItem> {
        let lifted: HashSet<FactId> = self.each::<crate::facts::MarkerLifted>().map(|(_, it)| it.marker).collect();
        let markers = self
            .each::<crate::facts::MarkerSet>()
            .filter(|(fact, it)| it.keep_from == who && !lifted.contains(&fact.id))
            .map(|(_, it)| &it.items);
        let asked =
            self.each::<crate::facts::ConfidentialityAsked>().filter(|(_, it)| it.keep_from == who).map(|(_, it)| &it.items);
        markers.chain(asked).flatten().copied().collect()
    }

    /// Whether a body of this kind of fact stands anywhere in the file.
    pub fn has(&self, kind: Kind) -> bool {
        !self.by_kind[kind as usize].is_empty()
    }

    /// The first of the facts that stand which meets a condition on its body.
    pub fn find(&self, mut wanted: impl FnMut(&Fact, &Body) -> bool) -> Option<&Fact> {
        self.facts.iter().find(|fact| wanted(fact, &fact.body))
    }
}
