//! The surface that officers touch, and the one way through it: whatever goes wrong below, what comes out is nothing.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard};

use super::detection::Watch;
use super::journal::{Entry, Journal, OutcomeClass};
use super::list::{Application, Picked, Stock};
use super::offers::{Offer, Withdrawn};
use super::propose::{Proposed, Waiting};
use super::store::CardStore;
use crate::cards::{Card, Day, ListKey, LogKey, PersonId, SealKey, State, mac_of};
use crate::zones::ZoneTree;

/// The keys of the lettings side.
#[derive(Debug, Clone)]
pub struct ScreenKeys {
    /// What cards are sealed with.
    pub seal: SealKey,
    /// What chooses among safe homes.
    pub list: ListKey,
    /// What stands for people in the log.
    pub log: LogKey,
}

/// Something that the domestic-abuse team and audit have to hear, and nobody else. Says nothing of where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Alert {
    /// Cards could not be read from the store.
    #[error("cards cannot be read: nothing is offered to people on managed offers until they can")]
    CardsCannotBeRead,
    /// A person who is flagged has no card.
    #[error("somebody who is to be kept away from others has no card: send all cards again")]
    CardMissing,
    /// A card is no good.
    #[error(transparent)]
    CardNoGood(#[from] crate::cards::CannotOpen),
    /// A card came that is older than the one in use.
    #[error("an old card was sent in place of a newer one: find out who sent it, and send all cards again")]
    OldCard,
    /// A vacancy has no usable position.
    #[error("a vacancy has no position on the grid: it is offered to nobody on managed offers until it has")]
    VacancyWithoutPlace,
    /// The program broke while it answered.
    #[error("the screening of homes broke off: nothing is offered until it runs again")]
    Broken,
    /// Somebody proposes homes in order to find out.
    #[error("somebody's proposals look like a search for a person: read their journal")]
    Probing,
    /// An offer had to be taken back.
    #[error("an offer was taken back after a card changed: see that it was the ordinary letter that went out")]
    OfferWithdrawn,
}

/// What officers' questions go through.
pub struct Screen<S> {
    pub(super) tree: ZoneTree,
    pub(super) keys: ScreenKeys,
    pub(super) store: S,
    pub(super) held: Mutex<Held>,
}

/// What the screen remembers: nothing of it says where anybody lives.
#[derive(Default)]
pub(super) struct Held {
    pub(super) picked: HashMap<(PersonId, Stock), Picked>,
    pub(super) offers: Vec<Offer>,
    pub(super) waiting: Vec<Waiting>,
    pub(super) proposed: Vec<Proposed>,
    pub(super) watches: HashMap<(bool, u128), Watch>,
    pub(super) shut: HashSet<PersonId>,
    pub(super) versions: HashMap<PersonId, u64>,
    pub(super) journal: Journal,
    pub(super) alerts: Vec<Alert>,
    /// Something broke while this was being changed: it is not to be relied on.
    broken: bool,
}

impl<S: CardStore> Screen<S> {
    /// A screen over this tree and these cards.
    pub fn new(tree: ZoneTree, keys: ScreenKeys, store: S) -> Self {
        Self { tree, keys, store, held: Mutex::default() }
    }

    /// Takes a recounted tree. Until cards that rest on it have come, nothing is offered to anybody who has one.
    pub fn take_tree(&mut self, tree: ZoneTree) {
        self.tree = tree;
    }

    /// Takes new keys. Cards sealed with the old ones are no good any more, until they have been sent again.
    pub fn take_keys(&mut self, keys: ScreenKeys) {
        self.keys = keys;
    }

    /// Takes a card from the vault. It is in use when this returns: offers that it refuses are already taken back, and are returned.
    ///
    /// A card that is no good, or older than the one in use, shuts the person out until a good one comes.
    pub fn receive(&self, person: PersonId, sealed: &[u8], day: Day) -> Vec<Withdrawn> {
        self.guarded(|held| {
            let card = Card::open(sealed, person, &self.keys.seal, &self.tree).inspect_err(|_| {
                held.shut.insert(person);
            })?;
            if held.versions.get(&person).is_some_and(|version| card.version() < *version) {
                held.shut.insert(person);
                return Err(Alert::OldCard);
            }
            self.store.keep(person, sealed.to_vec()).map_err(|_| {
                held.shut.insert(person);
                Alert::CardsCannotBeRead
            })?;
            held.shut.remove(&person);
            held.versions.insert(person, card.version());
            Ok(self.screen_offers_again(held, person, &card, day))
        })
        .unwrap_or_default()
    }

    /// What has to be told to the domestic-abuse team and to audit; told once.
    pub fn take_alerts(&self) -> Vec<Alert> {
        self.held.lock().map_or_else(|_| vec![Alert::Broken], |mut held| std::mem::take(&mut held.alerts))
    }

    /// The journal. For audit only.
    pub fn journal(&self) -> Option<Journal> {
        self.held.lock().ok().map(|held| held.journal.clone())
    }

    /// The cards of everybody in a household. One that is missing or no good closes everything for all of it.
    pub(super) fn cards_of(&self, held: &Held, application: &Application) -> Result<Vec<Card>, Alert> {
        let mut cards = Vec::new();
        for member in &application.members {
            if held.shut.contains(&member.person) {
                return Err(Alert::OldCard);
            }
            match self.store.sealed(member.person).map_err(|_| Alert::CardsCannotBeRead)? {
                Some(sealed) => {
                    let card = Card::open(&sealed, member.person, &self.keys.seal, &self.tree)?;
                    if held.versions.get(&member.person).is_some_and(|version| card.version() < *version) {
                        return Err(Alert::OldCard);
                    }
                    cards.push(card);
                }
                None if member.flagged || held.versions.contains_key(&member.person) => return Err(Alert::CardMissing),
                None => {}
            }
        }
        Ok(cards)
    }

    /// Whether a card says that nothing may be offered at all.
    pub(super) fn on_hold(cards: &[Card]) -> bool {
        cards.iter().any(|card| card.state() == State::Hold)
    }

    /// Runs a piece of work under the lock. An error is noted for the domestic-abuse team, and so is a break; either gives nothing.
    pub(super) fn guarded<T>(&self, work: impl FnOnce(&mut Held) -> Result<T, Alert>) -> Option<T> {
        // A lock that somebody broke under may guard half a change: nothing is answered any more.
        let mut held: MutexGuard<'_, Held> = self.held.lock().ok()?;
        if held.broken {
            return None;
        }
        match catch_unwind(AssertUnwindSafe(|| work(&mut held))) {
            Ok(Ok(done)) => Some(done),
            Ok(Err(alert)) => {
                held.alerts.push(alert);
                None
            }
            Err(_) => {
                held.broken = true;
                held.alerts.push(Alert::Broken);
                None
            }
        }
    }

    pub(super) fn note(
        &self,
        held: &mut Held,
        day: Day,
        by: (u64, Option<u64>),
        action: &'static str,
        on: (PersonId, u64, u64),
        outcome: OutcomeClass,
    ) {
        let (person, card, uprn) = on;
        held.journal.add(Entry {
            day,
            actor: by.0,
            second: by.1,
            action,
            subject: Journal::subject(&self.keys.log, person),
            tree: self.tree.version(),
            card,
            inputs: mac_of(self.keys.log.bytes(), &[b"inputs", &uprn.to_le_bytes()]),
            outcome,
            before: [0; 32],
        });
    }
}
