//! What the vault keeps.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::{Effect, Review, Stored};
use super::keys::VaultKeys;
use super::place::{Place, Status, Whereabouts};
use super::profile::Profile;
use super::reverse::UnsafeArea;
use crate::cards::{Day, PersonId, Slot, State};
use crate::screen::ScreenKeys;
use crate::zones::{Level, NodeId, ZoneTree};

/// Why a vault cannot begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotKeep {
    /// The tree's floors are below the hard limits.
    #[error(
        "this tree of zones was built with floors below the limits: build one with at least 1,000 homes and 100 social homes in each zone"
    )]
    FloorsTooLow,
    /// Some zone is below the floors.
    #[error("a zone of this tree is below its floors: count it again, or build one over a larger region")]
    BelowItsFloors,
}

/// A case to be opened.
#[derive(Clone)]
pub struct NewCase {
    /// Who is protected.
    pub victim: PersonId,
    /// Who is to be kept away.
    pub alleged: Vec<PersonId>,
    /// Her places, all that are known, together: what comes later can be dated by whoever watches.
    pub places: Vec<Place>,
    /// Zones in which she looks for a home, of her level.
    pub reserve: Vec<NodeId>,
    /// How coarse zones are, by risk.
    pub level: Level,
    /// How far is far enough, by risk.
    pub profile: Profile,
}

/// One person kept away from another.
pub(super) struct Link {
    pub(super) alleged: PersonId,
    pub(super) closed: Option<Day>,
}

/// All about one person who is protected.
pub(super) struct Protection {
    pub(super) links: Vec<Link>,
    pub(super) places: Vec<Place>,
    pub(super) reserve: Vec<NodeId>,
    pub(super) level: Level,
    pub(super) profile: Profile,
    pub(super) slots: Vec<Stored>,
    pub(super) companions: BTreeMap<NodeId, NodeId>,
    pub(super) moves: u32,
    pub(super) reviews: Vec<Review>,
    pub(super) accepted: Vec<(NodeId, NodeId)>,
    pub(super) protected_otherwise: Vec<NodeId>,
    pub(super) unsafe_areas: Vec<UnsafeArea>,
    pub(super) cleared: Vec<Day>,
    pub(super) on_hold: bool,
}

/// What was sent for somebody last.
pub(super) struct Sent {
    pub(super) version: u64,
    pub(super) state: State,
    pub(super) slots: Vec<Slot>,
    pub(super) tree: crate::zones::Version,
    pub(super) out: bool,
}

/// Places, cases and keys. Lives in a process of its own; only sealed cards leave it.
pub struct Vault {
    pub(super) tree: ZoneTree,
    pub(super) keys: VaultKeys,
    pub(super) protected: BTreeMap<PersonId, Protection>,
    /// From whom each is kept away.
    pub(super) kept_from: BTreeMap<PersonId, BTreeSet<PersonId>>,
    pub(super) flagged: BTreeMap<PersonId, Option<Whereabouts>>,
    pub(super) decoys: BTreeMap<PersonId, Vec<Stored>>,
    pub(super) addresses: BTreeMap<PersonId, Status>,
    pub(super) sent: BTreeMap<PersonId, Sent>,
}

/// A case, its slots and its links stay this long after it was closed: 24 months, in days.
pub(super) const RETENTION: i64 = 731;

impl Vault {
    /// A vault over this tree, and the keys that the screen needs.
    pub fn new(tree: ZoneTree, master: &[u8; 32]) -> Result<(Self, ScreenKeys), CannotKeep> {
        if !tree.floors().are_lawful() {
            return Err(CannotKeep::FloorsTooLow);
        }
        if !tree.is_sound() {
            return Err(CannotKeep::BelowItsFloors);
        }
        let (keys, screen) = VaultKeys::from_master(master);
        let vault = Self {
            tree,
            keys,
            protected: BTreeMap::new(),
            kept_from: BTreeMap::new(),
            flagged: BTreeMap::new(),
            decoys: BTreeMap::new(),
            addresses: BTreeMap::new(),
            sent: BTreeMap::new(),
        };
        Ok((vault, screen))
    }

    /// The tree in use.
    pub const fn tree(&self) -> &ZoneTree {
        &self.tree
    }

    /// Puts a recounted tree in place of the one in use. Every card is compiled again; what stood on it stays, or is coarser.
    ///
    /// Only a tree of the same nodes is taken: it says whether it was.
    pub fn take_tree(&mut self, tree: ZoneTree) -> bool {
        let grown = self
            .tree
            .nodes()
            .all(|(id, node)| tree.node(id).is_some_and(|other| other.rect == node.rect && other.parent == node.parent));
        if grown && tree.floors() == self.tree.floors() {
            self.tree = tree;
            return true;
        }
        false
    }

    /// New keys from a new master key. What was drawn stays as it was drawn.
    pub fn rotate(&mut self, master: &[u8; 32]) -> ScreenKeys {
        let (keys, screen) = VaultKeys::from_master(master);
        self.keys = keys;
        // Cards are sealed again, with the versions that they have.
        self.sent.values_mut().for_each(|sent| sent.out = false);
        screen
    }

    /// Opens a case, or adds people to be kept away to one that there is. They see what everybody else who is kept away from her sees.
    pub fn open_case(&mut self, case: NewCase) -> Effect {
        let NewCase { victim, alleged, places, reserve, level, profile } = case;
        let protection = self.protected.entry(victim).or_insert_with(|| Protection {
            links: Vec::new(),
            places: Vec::new(),
            reserve: Vec::new(),
            level,
            profile,
            slots: Vec::new(),
            companions: BTreeMap::new(),
            moves: 0,
            reviews: Vec::new(),
            accepted: Vec::new(),
            protected_otherwise: Vec::new(),
            unsafe_areas: Vec::new(),
            cleared: Vec::new(),
            on_hold: false,
        });
        protection.places.extend(places);
        for zone in reserve {
            if self.tree.is_zone(protection.level, zone) && !protection.reserve.contains(&zone) {
                protection.reserve.push(zone);
            }
        }
        for alleged in alleged {
            match protection.links.iter_mut().find(|link| link.alleged == alleged) {
                Some(link) => link.closed = None,
                None => protection.links.push(Link { alleged, closed: None }),
            }
            self.flagged.entry(alleged).or_insert(None);
            self.kept_from.entry(alleged).or_default().insert(victim);
        }
        self.compile(victim)
    }

    /// Flags somebody of whom no victim has been located, with their last known address if there is one. They get a decoy.
    pub fn flag(&mut self, person: PersonId, last_known: Option<Whereabouts>) {
        let known = self.flagged.entry(person).or_insert(None);
        if last_known.is_some() {
            *known = last_known;
        }
    }

    /// Records where somebody who is kept away lives. What has no pin is unresolved, and lists for those protected from them wait.
    pub fn know_address(&mut self, person: PersonId, address: Status) {
        self.addresses.insert(person, address);
    }

    /// The case of these two is over. Its slots stay for 24 months and then leave together.
    pub fn close(&mut self, victim: PersonId, alleged: PersonId, today: Day) {
        let links = self.protected.get_mut(&victim).into_iter().flat_map(|protection| protection.links.iter_mut());
        links.filter(|link| link.alleged == alleged).for_each(|link| link.closed = Some(today));
    }

    /// Lets go of what is over for 24 months.
    pub fn day_passes(&mut self, today: Day) {
        for protection in self.protected.values_mut() {
            protection.links.retain(|link| link.closed.is_none_or(|closed| today.since(closed) <= RETENTION));
        }
    }
}
