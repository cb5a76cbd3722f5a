//! The demonstration: an invented partnership, the nine survivors' cases set in it, and a few hundred invented files.
//!
//! Values in, facts out: the same seed and the same day give the same facts. Nothing here reads a clock. Every name, number and address is
//! made up, and none can belong to anybody: telephone numbers come from the ranges kept for drama, e-mail addresses from domains that cannot
//! exist, postcodes from an area that was never allotted.

mod fill;
mod homes;
mod invented;
mod lettings;
mod nine;
mod partnership;

pub use fill::{CannotFill, Filled, INVENTED, SEED, code_secret, fill, set_up};
pub use invented::files::{DemonstrationFile, invented, many};
pub use nine::{NINE, Standing, nine};
pub use partnership::{Account, NotAPartnership, PartnerBody, PartnerTeam, Partnership, partnership};
