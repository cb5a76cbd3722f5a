//! Homelessness: what a housing authority owes to somebody who flees abuse or is not safe at home (Housing Act 1996 Part 7).
//!
//! Next door: the housing register and lettings (`allocations`); the places themselves (`accommodation`).

pub mod case;
mod cooperation;
mod delay;
mod elsewhere;
mod enquiries;
mod entry;
mod explaining;
pub mod links;
mod main_duty;
pub mod plan;
mod prevention;
mod property;
mod relief;
pub mod request;
pub mod reviews;
mod risk;
pub mod standing;
pub mod steps;
mod stretch;

#[cfg(test)]
mod clocks;
#[cfg(test)]
mod whole_cases;

pub(crate) use request::Requests;
pub(crate) use standing::Standing;

use crate::law::{Force, Source};
use crate::obligations::Rule;

/// The rules of this room.
pub const RULES: &[&Rule] = &[
    &entry::APPLICATION,
    &entry::INTERIM,
    &risk::NOT_REASONABLE,
    &risk::NOT_REASONABLE_UNTIL_2021,
    &risk::PRIORITY,
    &risk::VULNERABLE,
    &enquiries::ENQUIRIES,
    &enquiries::ADVICE,
    &explaining::CHANGES,
    &explaining::NOT_ELIGIBLE,
    &enquiries::INTENTIONAL_TEST,
    &enquiries::APPLIES_AGAIN,
    &prevention::THREATENED,
    &prevention::THREATENED_UNTIL_2018,
    &prevention::PREVENTION,
    &relief::RELIEF,
    &plan::ASSESS,
    &plan::PLAN,
    &plan::REVIEW,
    &main_duty::MAIN,
    &main_duty::INTENTIONAL,
    &reviews::RIGHT_TO_REVIEW,
    &reviews::REVIEW,
    &reviews::REVIEW_UNTIL_2018,
    &reviews::APPEAL,
    &reviews::MINDED_TO,
    &delay::TELL_HER_FIRST,
    &delay::TELL_HER_OF_THE_DECISION,
    &elsewhere::NO_RISK_THERE,
    &elsewhere::REFERRED_AT_RELIEF,
    &elsewhere::REFERRED_AT_MAIN,
    &elsewhere::ANSWER_REFERRAL,
    &elsewhere::SETTLE_REFERRAL,
    &elsewhere::TELL_THE_HOST,
    &elsewhere::TELL_THE_CHILDS_SERVICES,
    &cooperation::REFER,
    &cooperation::COOPERATE,
    &cooperation::CHILDREN,
    &property::PROTECT,
];

const TOPIC: &str = "Homelessness";

/// A provision of the Housing Act 1996.
pub(crate) const fn act(provision: &'static str, says: &'static str, url: &'static str) -> Source {
    Source { force: Force::Law, act: "Housing Act 1996", provision, says, url }
}
