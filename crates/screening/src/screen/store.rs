//! Where sealed cards are kept on the lettings side.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::cards::PersonId;

/// The store did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cards cannot be read: nothing is offered until they can")]
pub struct Fault;

/// A place that gives back sealed cards: a table of the lettings database, or memory.
pub trait CardStore: Send + Sync {
    /// The sealed card of a person, if they have one.
    fn sealed(&self, person: PersonId) -> Result<Option<Vec<u8>>, Fault>;
    /// Keeps a sealed card in place of an older one.
    fn keep(&self, person: PersonId, sealed: Vec<u8>) -> Result<(), Fault>;
}

/// Cards in memory.
#[derive(Debug, Default)]
pub struct MemoryCards(Mutex<HashMap<PersonId, Vec<u8>>>);

impl CardStore for MemoryCards {
    fn sealed(&self, person: PersonId) -> Result<Option<Vec<u8>>, Fault> {
        self.0.lock().map(|cards| cards.get(&person).cloned()).map_err(|_| Fault)
    }

    fn keep(&self, person: PersonId, sealed: Vec<u8>) -> Result<(), Fault> {
        self.0.lock().map(|mut cards| drop(cards.insert(person, sealed))).map_err(|_| Fault)
    }
}
