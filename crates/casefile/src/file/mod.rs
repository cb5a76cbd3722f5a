//! The case file: everything about one survivor, folded from its facts.
//!
//! Folding is total and cheap. It drops facts that a later one supersedes, puts the rest in the order in which they happened, and answers the
//! questions that rules ask: who is who, which service is there for what, who knew what from when.

mod groups;
mod knowledge;
mod people;
mod services;

use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

use groups::Groups;

use jiff::civil::Date;
pub use people::{People, Person};
pub use services::{LegalPerson, Service, Services};

use crate::confidentiality::Markers;
use crate::facts::{
    Body, DataItem, EvidenceConsidered, EvidenceReceived, Fact, FactKind, FileOpened, Function, HandedOver, Kind,
    OfficerAssigned, OfficerLeft, Shows, Who,
};
use crate::homelessness::{Requests, Standing};
use crate::ids::{ById, FactId, Ids, OfficerId, PersonId, TeamId};
use crate::letters::{self, Told};

/// For each fact, in order, who it falls to and since when they know.
type Placed = Vec<Option<(TeamId, Date)>>;

/// Everything about one survivor.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// The facts that stand, in the order in which they happened; after them those that were superseded.
    all: Vec<Fact>,
    /// How many of them stand.
    standing: usize,
    /// For each fact in the order in which they were recorded, its place among all.
    recorded: Vec<u32>,
    /// All facts in the order in which they were recorded, where that is another order: put together when first asked for.
    history: OnceLock<Vec<Fact>>,
    shows: Vec<Shows>,
    shown: Shows,
    recorded_on: Vec<Date>,
    by_kind: Groups<u32>,
    by_id: ById<FactId, u32>,
    people: People,
    services: Services,
    lead: Option<TeamId>,
    // What rules ask for again and again is worked out when it is first asked for.
    named: OnceLock<Groups<TeamId>>,
    pointing: OnceLock<Groups<u32>>,
    /// Whose each fact is to act on, by line of work.
    falls: [OnceLock<Placed>; Function::ALL.len()],
    requests: OnceLock<Requests>,
    stands: OnceLock<Standing>,
    letters: OnceLock<Vec<Told>>,
}

impl CaseFile {
    /// Folds facts, given in the order in which they were recorded. Total: whatever the facts, there is a file.
    pub fn fold(history: Vec<Fact>) -> Self {
        let superseded: Ids<FactId> = history.iter().filter_map(|fact| fact.supersedes).collect();
        let falls_away = |fact: &Fact| superseded.contains(&fact.id);
        let standing = history.iter().filter(|fact| !falls_away(fact)).count();
        let mut order: Vec<usize> = (0..history.len()).collect();
        order.sort_by_key(|at| (falls_away(&history[*at]), history[*at].happened, history[*at].id));
        let mut recorded = vec![0_u32; history.len()];
        for (at, place) in order.iter().zip(0_u32..) {
            recorded[*at] = place;
        }
        let all = put_in_order(history, &recorded);
        let facts = &all[..standing];
        let kinds: Vec<(u32, u32)> = facts.iter().zip(0_u32..).map(|(fact, at)| (fact.body.kind() as u32, at)).collect();
        let mut by_id = ById::with_capacity_and_hasher(standing, BuildHasherDefault::default());
        by_id.extend(facts.iter().zip(0_u32..).map(|(fact, at)| (fact.id, at)));
        let people = People::fold(facts);
        let shows: Vec<Shows> = facts.iter().map(|fact| fact.body.shows().union(people.shown_by(&fact.body))).collect();
        let mut file = Self {
            standing,
            recorded,
            history: OnceLock::new(),
            shown: shows.iter().fold(Shows::empty(), |all, one| all.union(*one)),
            shows,
            recorded_on: facts.iter().map(Fact::recorded_on).collect(),
            by_kind: Groups::sort(Kind::ALL.len(), &kinds),
            by_id,
            people,
            services: Services::fold(facts),
            lead: None,
            named: OnceLock::new(),
            pointing: OnceLock::new(),
            falls: [const { OnceLock::new() }; Function::ALL.len()],
            requests: OnceLock::new(),
            stands: OnceLock::new(),
            letters: OnceLock::new(),
            all,
        };
        file.lead = file.find_lead();
        file
    }

    /// The file with facts recorded after all that it holds.
    pub fn with(&self, facts: impl IntoIterator<Item = Fact>) -> Self {
        Self::fold(self.recorded().cloned().chain(facts).collect())
    }

    /// The file as it was known at the end of a day: only what had been recorded by then.
    pub fn as_known_on(&self, day: Date) -> Self {
        Self::fold(self.recorded().filter(|fact| fact.recorded_on() <= day).cloned().collect())
    }

    /// The file as colleagues see it: without the facts that are for reviewers alone, see [`Fact::is_for_reviewers`]. `None` where it holds none of
    /// them, and is the same.
    pub fn for_colleagues(&self) -> Option<Self> {
        let theirs = |fact: &&Fact| !fact.is_for_reviewers();
        if self.all.iter().all(|fact| theirs(&fact)) {
            return None;
        }
        Some(Self::fold(self.recorded().filter(theirs).cloned().collect()))
    }

    /// The facts that stand, in the order in which they happened.
    pub fn facts(&self) -> &[Fact] {
        &self.all[..self.standing]
    }

    /// Every fact, superseded ones too, one by one in the order in which they were recorded.
    pub fn recorded(&self) -> impl DoubleEndedIterator<Item = &Fact> + ExactSizeIterator {
        self.recorded.iter().map(|at| &self.all[*at as usize])
    }

    /// As [`CaseFile::recorded`], side by side: put together when it is first asked for.
    pub fn history(&self) -> &[Fact] {
        if self.recorded.is_sorted() {
            return &self.all;
        }
        self.history.get_or_init(|| self.recorded.iter().map(|at| self.all[*at as usize].clone()).collect())
    }

    /// One of the facts that stand.
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.by_id.get(&id).map(|at| &self.all[*at as usize])
    }

    /// The facts of one kind that stand, in the order in which they happened.
    pub fn each<K: FactKind>(&self) -> impl DoubleEndedIterator<Item = (&Fact, &K)> {
        self.by_kind.list(K::KIND as usize).iter().filter_map(|at| {
            let fact = &self.all[*at as usize];
            K::of(&fact.body).map(|body| (fact, body))
        })
    }

    /// The facts of any of these kinds that stand, in the order in which they happened.
    pub fn any_of<'a>(&'a self, kinds: &[Kind]) -> impl Iterator<Item = &'a Fact> {
        self.places_of(kinds).into_iter().map(|at| &self.all[at as usize])
    }

    /// Where the facts of any of these kinds stand, in order: nobody pays for facts that nobody asks for.
    fn places_of(&self, kinds: &[Kind]) -> Vec<u32> {
        let lists = || kinds.iter().map(|kind| self.by_kind.list(*kind as usize)).filter(|list| !list.is_empty());
        let mut places = Vec::with_capacity(lists().map(<[u32]>::len).sum());
        lists().for_each(|list| places.extend_from_slice(list));
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The facts that point to one, in the order in which they happened: what answers it, corrects it or follows from it.
    pub fn pointing_to(&self, id: FactId) -> impl Iterator<Item = &Fact> {
        let pointing = self.pointing.get_or_init(|| {
            let (mut pairs, mut ids) = (Vec::new(), Vec::new());
            for (fact, at) in self.facts().iter().zip(0_u32..) {
                fact.body.add_facts(&mut ids);
                pairs.extend(ids.drain(..).filter_map(|id| self.by_id.get(&id).map(|to| (*to, at))));
            }
            pairs.dedup();
            Groups::sort(self.standing, &pairs)
        });
        let list = self.by_id.get(&id).map_or(&[][..], |at| pointing.list(*at as usize));
        list.iter().map(|at| &self.all[*at as usize])
    }

    /// The teams that a fact names, in the order of its fields.
    pub fn named_in(&self, fact: &Fact) -> std::borrow::Cow<'_, [TeamId]> {
        let named = self.named.get_or_init(|| {
            let (mut pairs, mut teams) = (Vec::new(), Vec::new());
            for (fact, at) in self.facts().iter().zip(0_u32..) {
                fact.body.add_teams(&mut teams);
                pairs.extend(teams.drain(..).map(|team| (at, team)));
            }
            Groups::sort(self.standing, &pairs)
        });
        self.place(fact).map_or_else(|| fact.body.teams().into(), |at| named.list(at).into())
    }

    /// The facts that show any of these things, in the order in which they happened.
    pub fn showing(&self, any: Shows) -> impl Iterator<Item = &Fact> {
        self.facts().iter().zip(&self.shows).filter(move |(_, shows)| shows.intersects(any)).map(|(fact, _)| fact)
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
        self.facts().element_offset(fact).or_else(|| self.by_id.get(&fact.id).map(|at| *at as usize))
    }

    /// Everything that any fact of the file shows.
    pub const fn shown(&self) -> Shows {
        self.shown
    }

    /// What has been asked of the housing authorities.
    pub(crate) fn requests(&self) -> &Requests {
        self.requests.get_or_init(|| Requests::find(self))
    }

    /// What stands at the housing authorities, day by day.
    pub(crate) fn stands(&self) -> &Standing {
        self.stands.get_or_init(|| Standing::find(self))
    }

    /// The letters that have left and tell of a fact of the file.
    pub fn letters_that_left(&self) -> &[Told] {
        self.letters.get_or_init(|| letters::find(self))
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
        self.lead
    }

    fn find_lead(&self) -> Option<TeamId> {
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
        Markers::of(self).from(who).flat_map(|marker| marker.items.iter().copied()).collect()
    }

    /// Whether a body of this kind of fact stands anywhere in the file.
    pub fn has(&self, kind: Kind) -> bool {
        !self.by_kind.list(kind as usize).is_empty()
    }

    /// Whether a fact of any of these kinds stands in the file.
    pub(crate) fn has_any(&self, kinds: &[Kind]) -> bool {
        kinds.iter().any(|kind| self.has(*kind))
    }

    /// The first of the facts that stand which meets a condition on its body.
    pub fn find(&self, mut wanted: impl FnMut(&Fact, &Body) -> bool) -> Option<&Fact> {
        self.facts().iter().find(|fact| wanted(fact, &fact.body))
    }
}

/// Facts in another order, without a second copy of them: `places` says for each fact where it goes.
fn put_in_order(mut facts: Vec<Fact>, places: &[u32]) -> Vec<Fact> {
    let mut places = places.to_vec();
    for at in 0..facts.len() {
        // Each exchange brings one fact to where it stays.
        while places[at] as usize != at {
            let to = places[at] as usize;
            facts.swap(at, to);
            places.swap(at, to);
        }
    }
    facts
}
