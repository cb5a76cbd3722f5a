//! Police, courts and orders: the disclosure scheme, protection notices, and every order known to those who rely on it, with its end.
//!
//! An order is paper. What follows when one is made, runs out or is broken is what protects.
//!
//! Next door: incidents that go back to the conference (`marac`); prison, release and contact from custody (`release_watch`).

mod disclosure_scheme;
mod notices;
mod orders;

use crate::obligations::Rule;

/// The rules of this room.
pub const RULES: &[&Rule] = &[
    &orders::REGISTER,
    &orders::EXPIRY,
    &orders::BREACH,
    &notices::VIOLENCE_NOTICE,
    &notices::ABUSE_NOTICE,
    &disclosure_scheme::KNOW,
    &disclosure_scheme::DECIDE_UNTIL_2023,
    &disclosure_scheme::DECIDE,
];

const TOPIC: &str = "Police and orders";
