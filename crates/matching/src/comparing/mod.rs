//! Two records side by side: how well each field agrees, and how rare what they agree on is.

pub(crate) mod bearers;
pub(crate) mod births;
pub(crate) mod distance;
pub(crate) mod house;
pub(crate) mod levels;
pub(crate) mod names;
pub(crate) mod pair;
pub(crate) mod places;
pub(crate) mod rarity;

pub(crate) use levels::Seen;
pub(crate) use pair::Comparer;
pub(crate) use rarity::Rarity;
