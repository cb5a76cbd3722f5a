//! The refusal test: all that is ever asked of a card.

use std::fmt;

use super::PersonId;
use crate::grid::{Point, Rect};
use crate::zones::{NodeId, Version};

/// A card has one of these numbers of slots, so that its size says nothing.
pub const SLOT_SIZES: [usize; 3] = [16, 32, 64];

/// How far around a zone homes are refused, in decimetres. At most 20 km: beyond, the grid's own scale would outgrow the margin.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reach(i32);

impl Reach {
    /// The farthest that there is, in decimetres.
    pub const MOST: i32 = 200_000;

    /// A reach of so many decimetres.
    pub const fn new(decimetres: i32) -> Option<Self> {
        if decimetres < 0 || decimetres > Self::MOST { None } else { Some(Self(decimetres)) }
    }

    /// In decimetres.
    pub const fn decimetres(self) -> i32 {
        self.0
    }
}

/// A zone with the reach around it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot {
    /// Which node of the tree.
    pub node: NodeId,
    /// Its ground.
    pub rect: Rect,
    /// How far around it homes are refused.
    pub reach: Reach,
}

impl Slot {
    /// Whether a home here is refused.
    pub fn refuses(&self, home: Point) -> bool {
        let reach = i64::from(self.reach.0);
        self.rect.distance2(home) <= reach * reach
    }
}

/// Whether homes may be offered at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The slots say all.
    Active,
    /// Something is not settled: nothing is offered until it is.
    Hold,
}

/// Where somebody may not live, as the lettings side has it.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    pub(super) person: PersonId,
    pub(super) version: u64,
    pub(super) tree: Version,
    pub(super) state: State,
    pub(super) slots: Vec<Slot>,
}

/// What a look at a card found, and how many slots were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looked {
    /// Whether the home is refused.
    pub refused: bool,
    /// How many slots were evaluated.
    pub slots: usize,
}

impl Card {
    /// A card of these slots, filled up to the next size by repeating them. None if there are too many for any card, or none at all.
    pub fn new(person: PersonId, version: u64, tree: Version, state: State, slots: &[Slot]) -> Option<Self> {
        let size = SLOT_SIZES.into_iter().find(|size| slots.len() <= *size).filter(|_| !slots.is_empty())?;
        let slots = slots.iter().copied().cycle().take(size).collect();
        Some(Self { person, version, tree, state, slots })
    }

    /// A card that says only that nothing may be offered.
    pub fn hold(person: PersonId, version: u64, tree: Version) -> Self {
        let nowhere = Slot { node: NodeId::new(0), rect: Rect::WHOLE, reach: Reach(0) };
        Self { person, version, tree, state: State::Hold, slots: vec![nowhere; SLOT_SIZES[0]] }
    }

    /// Whose it is.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// Grows when what it refuses changes, and at no other time.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The tree that its zones are of.
    pub const fn tree(&self) -> Version {
        self.tree
    }

    /// Whether homes may be offered at all.
    pub const fn state(&self) -> State {
        self.state
    }

    /// Its slots, with the repeated ones.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Whether a home here is refused. Looks at every slot whatever the others say, so that an answer takes the same time everywhere.
    pub fn look(&self, home: Point) -> Looked {
        let mut looked = Looked { refused: self.state == State::Hold, slots: 0 };
        for slot in &self.slots {
            looked.refused |= slot.refuses(home);
            looked.slots += 1;
        }
        looked
    }

    /// Whether a home here is refused.
    pub fn refuses(&self, home: Point) -> bool {
        self.look(home).refused
    }
}

macro_rules! prints_only_that_it_is {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(‹not shown›)"))
            }
        }
    )*};
}
prints_only_that_it_is!(Reach, Slot, Card);
