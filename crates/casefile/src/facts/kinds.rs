//! Every kind of fact, by topic.

mod access;
mod accommodation;
mod confidentiality;
mod danger;
mod disclosures;
mod evidence;
mod gate;
mod housing;
mod identity;
mod justice;
mod people;
mod plans;
mod redress;
mod sending;

pub use access::*;
pub use accommodation::*;
pub use confidentiality::*;
pub use danger::*;
pub use disclosures::*;
pub use evidence::*;
pub use gate::*;
pub use housing::*;
pub use identity::*;
pub use justice::*;
pub use people::*;
pub use plans::*;
pub use redress::*;
pub use sending::*;
