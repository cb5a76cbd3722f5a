//! What is done with keys: rotation, destruction, and the chain that says so.

mod acts;
mod rotate;
mod shred;

pub use rotate::{KeyStatus, Rotated};
pub use shred::{Shredded, Target, Tombstone, Wish};

pub(crate) use acts::STATEMENTS as ACTS;
pub(crate) use acts::{HOUSE, act_hash};
pub(crate) use rotate::STATEMENTS as ROTATE;
pub(crate) use shred::STATEMENTS as SHRED;
