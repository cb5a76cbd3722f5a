//! Verifying: does the journal still say what Holdfast wrote?

mod head;
mod tree;
mod walk;

pub use head::{Leaf, TreeHead};
pub use walk::{Finding, Verified, Wrong};

pub(crate) use head::STATEMENTS as HEAD;
pub(crate) use walk::STATEMENTS as WALK;
