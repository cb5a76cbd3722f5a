//! Working together: one service tells the next, says who has it, answers, and keeps its word.
//!
//! The survivor is never the messenger. A body that knows of a need for which another line of work exists hands it over itself; whoever gets it
//! says who has it; whoever is asked, answers; what is promised or put into a plan is done by its day; and nothing lies on the desk of somebody who left.
//!
//! Next door: referrals about children (`children`), adults (`adults`), to the conference (`marac`) and from public bodies by statute (`homelessness`).

mod answers;
mod danger;
mod internal;
mod leavers;
mod plans;
mod referrals;
mod turn;

pub(crate) use plans::default_day;
pub(crate) use turn::{Turn, turn};

use crate::obligations::Rule;

/// The rules of this room.
pub const RULES: &[&Rule] = &[
    &danger::EXIT_DANGER,
    &internal::INTERNAL_REFERRAL,
    &referrals::ACKNOWLEDGE,
    &referrals::ANSWER_REFERRAL,
    &referrals::INFORMATION,
    &answers::ANSWER,
    &answers::PROMISE,
    &leavers::LEAVER,
    &plans::STEP,
    &plans::CHASE,
];
