//! The one-way feed: sealed cards, and only those that changed.

use super::bundle::Stored;
use super::draws;
use super::keeping::{Sent, Vault};
use super::profile::Profile;
use crate::cards::{Card, PersonId, SLOT_SIZES, Slot, State};
use crate::grid::Point;
use crate::zones::{Level, ZoneTree};

/// Where more than so many in a hundred homes are closed to somebody, a panel decides.
pub const PANEL_ABOVE: usize = 40;

impl Vault {
    /// Cards that changed since this was last asked, sealed for the screen. A change that alters nothing on a card sends nothing, not even a
    /// new version: that something happened is itself a thing to know.
    pub fn feed(&mut self) -> Vec<(PersonId, Vec<u8>)> {
        let people: Vec<PersonId> = self.flagged.keys().copied().collect();
        people
            .into_iter()
            .filter_map(|person| self.card_if_new(person).map(|card| (person, card.seal(&self.keys.seal))))
            .collect()
    }

    /// The card of somebody as it is now.
    pub fn card(&mut self, person: PersonId) -> Option<Card> {
        self.flagged.contains_key(&person).then(|| self.work_out(person))
    }

    fn card_if_new(&mut self, person: PersonId) -> Option<Card> {
        let card = self.work_out(person);
        let sent = self.sent.get_mut(&person)?;
        (!std::mem::replace(&mut sent.out, true)).then_some(card)
    }

    /// Of these homes, how many in a hundred the card of somebody refuses. Above [`PANEL_ABOVE`] a panel decides; zones are never made smaller.
    pub fn refused_in_a_hundred(&mut self, person: PersonId, homes: &[Point]) -> usize {
        let Some(card) = self.card(person) else { return 0 };
        homes.iter().filter(|home| card.refuses(**home)).count() * 100 / homes.len().max(1)
    }

    /// Works a card out, and gives it a new version if it says something new.
    fn work_out(&mut self, person: PersonId) -> Card {
        let (state, slots) = self.slots_of(person);
        let tree = self.tree.version();
        let sent =
            self.sent.entry(person).or_insert(Sent { version: 0, state: State::Hold, slots: Vec::new(), tree, out: false });
        if sent.version == 0 || sent.state != state || sent.slots != slots || sent.tree != tree {
            *sent = Sent { version: sent.version + 1, state, slots, tree, out: false };
        }
        let hold = || Card::hold(person, sent.version, tree);
        if sent.state == State::Hold {
            hold()
        } else {
            Card::new(person, sent.version, tree, sent.state, &sent.slots).unwrap_or_else(hold)
        }
    }

    fn slots_of(&mut self, person: PersonId) -> (State, Vec<Slot>) {
        let mine: Vec<_> = self
            .kept_from
            .get(&person)
            .into_iter()
            .flatten()
            .filter_map(|victim| self.protected.get(victim))
            .filter(|case| case.links.iter().any(|link| link.alleged == person))
            .collect();
        let hold = mine.iter().any(|case| case.on_hold) || !self.tree.is_sound();
        let mut stored: Vec<Stored> = mine.iter().flat_map(|case| case.slots.iter().copied()).collect();
        if stored.is_empty() && !hold && !self.decoys.contains_key(&person) {
            let decoy = self.decoy(person);
            self.decoys.insert(person, decoy);
        }
        stored.extend(self.decoys.get(&person).into_iter().flatten());
        let slots = on_card(&self.tree, &stored);
        let fits = !slots.is_empty() && slots.len() <= SLOT_SIZES[SLOT_SIZES.len() - 1];
        if hold || !fits { (State::Hold, Vec::new()) } else { (State::Active, slots) }
    }

    /// A zone and its companion, for somebody of whom no victim is located: that homes are refused proves nothing.
    fn decoy(&self, person: PersonId) -> Vec<Stored> {
        let level = Level::Standard;
        let around = self.flagged.get(&person).and_then(|at| at.map(super::Whereabouts::point));
        let Some(zone) = draws::likely_zone(&self.tree, &self.keys, level, person, around, &[], 0) else { return Vec::new() };
        let bits = self.keys.decoy_bits(&[b"companion", &person.0.to_le_bytes(), &zone.number().to_le_bytes()]);
        let second = self.tree.law(level).draw(zone, bits);
        let shown = second.and_then(|second| self.tree.law(level).view(zone, second)).and_then(|view| view.shown).unwrap_or(zone);
        let profile = Profile::DEFAULT;
        let slot = |node, home: bool| Stored {
            node,
            level,
            home,
            reach: if home { profile.home_reach() } else { profile.other_reach() },
        };
        std::iter::once(slot(shown, true)).chain(second.map(|second| slot(second, false))).collect()
    }
}

/// Slots as they stand on a card: coarsened where the tree was, each node once with its widest reach, in the order of nodes.
fn on_card(tree: &ZoneTree, stored: &[Stored]) -> Vec<Slot> {
    let mut slots: Vec<Slot> = stored
        .iter()
        .filter_map(|one| {
            let node = tree.now_shown(one.level, one.node);
            Some(Slot { node, rect: tree.node(node)?.rect, reach: one.reach })
        })
        .collect();
    slots.sort_unstable_by_key(|slot| (slot.node, std::cmp::Reverse(slot.reach)));
    slots.dedup_by_key(|slot| slot.node);
    slots
}
