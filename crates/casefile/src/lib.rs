//! Every rule that Holdfast knows, pure: facts and a date in, what is owed and what may happen out.
//!
//! Nothing here reads a clock, a file or a database, so a rule can be read by a lawyer, tested in a few lines and explained on a page.

pub mod accommodation;
pub mod adults;
pub mod allocations;
pub mod calendar;
pub mod children;
pub mod commands;
pub mod confidentiality;
pub mod evidence;
pub mod facts;
pub mod file;
pub mod homelessness;
pub mod ids;
pub mod law;
pub mod letters;
pub mod marac;
pub mod moves;
pub mod obligations;
pub mod police;
pub mod policies;
pub mod private;
pub mod redress;
pub mod release_watch;
pub mod returns;
pub mod safe_contact;
pub mod sending;
pub mod separation;
pub mod stories;
pub mod tenancies;
#[cfg(test)]
mod testing;
pub mod working_together;
