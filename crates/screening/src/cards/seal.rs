//! A card as bytes: of fixed layout, under a MAC, and opened only against the tree that it names.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::PersonId;
use super::card::{Card, Reach, SLOT_SIZES, Slot, State};
use super::keys::{SealKey, mac_of};
use crate::grid::Rect;
use crate::zones::{NodeId, Version, ZoneTree};

/// Why bytes are not a card that may be used. For the private alert; nobody who asked hears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CannotOpen {
    /// The bytes were not sealed with our key, or were changed since.
    #[error("a card was not sealed by the vault, or was changed: send all cards again")]
    NotSealed,
    /// The bytes are not a card at all.
    #[error("a card cannot be read: send all cards again")]
    Malformed,
    /// It is somebody else's.
    #[error("a card belongs to somebody else: send all cards again")]
    OfSomebodyElse,
    /// It speaks of a tree that is not in use.
    #[error("a card rests on another tree of zones than the one in use: send the tree and all cards again")]
    OtherTree,
    /// Its zones are not those of the tree.
    #[error("a card and the tree of zones disagree: send the tree and all cards again")]
    NotOfTheTree,
}

const HEAD: &[u8; 8] = b"hf-card1";
const SLOT: usize = 4 * 6;
const BODY: usize = 8 + 16 + 8 + 32 + 1 + 1;
const MAC: usize = 32;

impl Card {
    /// The card as sealed bytes. Their number says which of three sizes it has and nothing else.
    pub fn seal(&self, key: &SealKey) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(BODY + self.slots.len() * SLOT + MAC);
        bytes.extend_from_slice(HEAD);
        bytes.extend_from_slice(&self.person.0.to_le_bytes());
        bytes.extend_from_slice(&self.version.to_le_bytes());
        bytes.extend_from_slice(&self.tree.0);
        bytes.push(u8::from(self.state == State::Hold));
        bytes.push(u8::try_from(self.slots.len()).unwrap_or(0));
        for slot in &self.slots {
            bytes.extend_from_slice(&slot.node.number().to_le_bytes());
            slot.rect.edges().into_iter().for_each(|edge| bytes.extend_from_slice(&edge.to_le_bytes()));
            bytes.extend_from_slice(&slot.reach.decimetres().to_le_bytes());
        }
        let mac = mac_of(key.bytes(), &[&bytes]);
        bytes.extend_from_slice(&mac);
        bytes
    }

    /// Opens sealed bytes as the card of this person, of this tree.
    pub fn open(bytes: &[u8], person: PersonId, key: &SealKey, tree: &ZoneTree) -> Result<Self, CannotOpen> {
        let (body, mac) = bytes.split_last_chunk::<MAC>().ok_or(CannotOpen::Malformed)?;
        if !is_mac_of(key, body, mac) {
            return Err(CannotOpen::NotSealed);
        }
        let mut read = Read(body);
        let card = read.card().filter(|_| read.0.is_empty()).ok_or(CannotOpen::Malformed)?;
        if card.person != person {
            return Err(CannotOpen::OfSomebodyElse);
        }
        if card.tree != tree.version() {
            return Err(CannotOpen::OtherTree);
        }
        let of_the_tree = |slot: &Slot| tree.node(slot.node).is_some_and(|node| node.rect == slot.rect);
        if card.slots.iter().all(of_the_tree) { Ok(card) } else { Err(CannotOpen::NotOfTheTree) }
    }
}

/// Compared in a time that does not depend on where they differ.
fn is_mac_of(key: &SealKey, body: &[u8], mac: &[u8; MAC]) -> bool {
    Hmac::<Sha256>::new_from_slice(key.bytes()).is_ok_and(|mut check| {
        check.update(&(body.len() as u64).to_le_bytes());
        check.update(body);
        check.verify_slice(mac).is_ok()
    })
}

struct Read<'a>(&'a [u8]);

impl Read<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    fn int(&mut self) -> Option<i32> {
        self.take().map(i32::from_le_bytes)
    }

    fn card(&mut self) -> Option<Card> {
        if &self.take::<8>()? != HEAD {
            return None;
        }
        let person = PersonId(u128::from_le_bytes(self.take()?));
        let version = u64::from_le_bytes(self.take()?);
        let tree = Version(self.take()?);
        let state = match self.take::<1>()? {
            [0] => State::Active,
            [1] => State::Hold,
            _ => return None,
        };
        let [many] = self.take::<1>()?;
        if !SLOT_SIZES.contains(&usize::from(many)) {
            return None;
        }
        let slots = (0..many).map(|_| self.slot()).collect::<Option<Vec<_>>>()?;
        Some(Card { person, version, tree, state, slots })
    }

    fn slot(&mut self) -> Option<Slot> {
        let node = NodeId::new(u32::from_le_bytes(self.take()?));
        let rect = Rect::new(self.int()?, self.int()?, self.int()?, self.int()?)?;
        Some(Slot { node, rect, reach: Reach::new(self.int()?)? })
    }
}
