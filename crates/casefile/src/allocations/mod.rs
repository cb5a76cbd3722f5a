//! The housing register and lettings: applications, priority, the panel, and new tenancies (Housing Act 1996 Part 6).
//!
//! Next door: homelessness help, which goes on beside the register (`homelessness`); keeping alleged perpetrators away (`separation`).

pub mod applicant;
mod applications;
mod decisions;
pub mod first_look;
mod lettings;
pub mod needs;
pub mod on_register;
mod panel;
mod preference;
pub(crate) mod qualification;
mod register;
pub mod scheme;
mod secrecy;
pub mod shortlist;
#[cfg(test)]
mod tests;

use crate::obligations::Rule;

const TOPIC: &str = "Housing register";
const ACT: &str = "Housing Act 1996";

/// The rules of this room.
pub const RULES: &[&Rule] = &[
    &applications::CONSIDER,
    &applications::PROCESS,
    &qualification::NOTICE,
    &qualification::NO_LOCAL_CONNECTION,
    &decisions::RIGHTS,
    &preference::REASONABLE,
    &preference::ADDITIONAL,
    &panel::PANEL,
    &panel::OUTCOME,
    &lettings::BY_THE_SCHEME,
    &lettings::LANDLORDS,
    &lettings::GUIDANCE,
    &lettings::FIRST_LOOK,
    &secrecy::SECRECY,
    &qualification::LIFETIME_TENANCY,
];
