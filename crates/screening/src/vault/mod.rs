//! The vault: the only code that sees where anybody lives. It compiles cards, and nothing else leaves it.
//!
//! A person who is protected has a **bundle**: her home zone, the zones of her other places, a companion for every home zone, and zones kept in
//! reserve for a move. A bundle is made once for her and is the same on the card of everybody who is kept away from her, so that two of them
//! together see what one of them sees. What stands in it stays while a case is open.

mod barred;
mod bundle;
mod draws;
mod feed;
mod index;
mod keeping;
mod keys;
mod nightly;
mod place;
mod profile;
mod reverse;

pub use barred::WhoIsBarred;
pub use bundle::{Decision, Effect, Notice, Review};
pub use feed::PANEL_ABOVE;
pub use index::NoSuchCase;
pub use keeping::{CannotKeep, NewCase, Vault};
pub use keys::VaultKeys;
pub use nightly::{NightAlert, Severity};
pub use place::{Kind, Place, Status, Whereabouts};
pub use profile::Profile;
pub use reverse::{CannotClear, UnsafeArea};
