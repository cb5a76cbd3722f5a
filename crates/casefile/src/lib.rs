//! Every rule that Holdfast knows, pure: facts and a date in, what is owed and what may happen out.
//!
//! Nothing here reads a clock, a file or a database, so a rule can be read by a lawyer, tested in a few lines and explained on a page.

pub mod accommodation;
pub mod allocations;
pub mod calendar;
pub mod commands;
pub mod evidence;
pub mod facts;
pub mod file;
pub mod homelessness;
pub mod ids;
pub mod law;
pub mod obligations;
pub mod private;
pub mod release_watch;
pub mod stories;
pub mod tenancies;
#[cfg(test)]
mod testing;
