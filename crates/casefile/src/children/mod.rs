//! Children: each a survivor in their own right, and what children's services owe them (Children Act 1989, Working Together).
//!
//! A child hurt or living with abuse is children's services' to decide on as soon as they know, and until then to be told of by whoever knows.
//! Once a child is on a protection plan, its conferences, core groups and reviews have their days, also across a border and a birth.
//!
//! Next door: what passes between services (`working_together`); adults with care needs (`adults`).

mod known_abuser;
mod moves;
mod need;
mod protection;
mod response;
mod school;
mod survivors;

pub(crate) use moves::across_a_border;

use crate::obligations::Rule;

/// The rules of this room.
pub const RULES: &[&Rule] = &[
    &need::HARM,
    &need::NEED,
    &response::DECISION,
    &response::ASSESSMENT,
    &protection::STRATEGY,
    &protection::CONFERENCE,
    &protection::CORE_GROUP,
    &protection::FIRST_REVIEW,
    &protection::NEXT_REVIEW,
    &protection::PRE_BIRTH,
    &moves::TELL,
    &moves::TRANSFER_IN,
    &known_abuser::WARN,
    &known_abuser::SHARE,
    &school::ENCOMPASS_PRACTICE,
    &school::ENCOMPASS,
    &survivors::CHILD_SURVIVOR,
];

/// Working Together to Safeguard Children, wherever it is the source.
const WORKING_TOGETHER: &str = "Working Together to Safeguard Children";
/// Where to read it.
const WORKING_TOGETHER_URL: &str = "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2";
/// What pages call this room.
const TOPIC: &str = "Children";
