//! The tree of zones: public, the same for everybody, and never built again.
//!
//! A **zone** is a rectangle that holds enough homes, social homes, buildings and schools ([`Floors`]) for an answer about it to say little
//! about any of them. Zones come from halving the region again and again, so any two of them are nested or apart, and whatever is learned
//! from several of them over the years is no more than the smallest tells.
//!
//! What is shown at one [`Level`] is a partition of the ground: whoever lives in a zone shows that zone, and nobody in it shows a smaller one
//! or a larger one. Without that a large zone would say "one of the few in here who do not show a smaller one".

mod account;
mod build;
mod floors;
mod law;
mod links;
mod pairs;
mod recount;
mod reserve;
mod text;
mod tree;

pub use build::{CannotBuild, Dwelling, Plan};
pub use floors::{Counts, Floors};
pub use law::{Law, Share, View};
pub use links::{Links, Wanted, decay};
pub use pairs::effective_of;
pub use recount::{Recount, Step};
pub use text::CannotRead;
pub use tree::{Level, Node, NodeId, Version, ZoneTree};
