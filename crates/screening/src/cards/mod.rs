//! Cards: all that is known, where homes are let, about where somebody may not live.
//!
//! A card is a list of zones with a reach around each. It is compiled where addresses are, sealed, and used where they are not. It holds no
//! address, no distance to one, no name of anybody protected; and its zones are zones of thousands of homes.

mod card;
mod days;
mod keys;
mod seal;

pub use card::{Card, Looked, Reach, SLOT_SIZES, Slot, State};
pub use days::Day;
pub use keys::{ListKey, LogKey, SealKey, mac_of};
pub use seal::CannotOpen;

use std::fmt;

/// A person, by the number that the lettings side knows them by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u128);

impl fmt::Debug for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonId(‹not shown›)")
    }
}
