//! Verifying: does the journal still say what Holdfast wrote?

mod export;
mod head;
mod heads;
mod log;
mod tree;
mod walk;

pub use export::{Exported, Extent, Request, follows, for_witness, verify_export};
pub use head::{NotAHead, TreeHead};
pub use heads::{Against, Cosigned};
pub use walk::{Finding, Verified, Wrong};

pub(crate) use export::STATEMENTS as EXPORT;
pub(crate) use heads::STATEMENTS as HEADS;
pub(crate) use log::STATEMENTS as LOG;
pub(crate) use walk::STATEMENTS as WALK;
