//! Evidence: believed, read at once, fetched by bodies from bodies, and never a gate.
//!
//! It stays unread until somebody who decides has read it and said what it changes. What counts as abuse is settled by the definition and not by
//! whoever answers the telephone; how an account is taken decides what is told.

mod answer;
mod definition;
mod hearing;
mod interviews;
mod reading;
mod sources;
#[cfg(test)]
mod tests;

use crate::obligations::Rule;

const TOPIC: &str = "Evidence";
const CODE: &str = "Homelessness Code of Guidance 2018";
const CODE_21: &str = "https://www.gov.uk/guidance/homelessness-code-of-guidance-for-local-authorities/chapter-21-domestic-abuse";

/// The rules of this room.
pub const RULES: &[&Rule] = &[
    &reading::READ_AND_BELIEVE,
    &reading::NOT_A_GATE,
    &sources::NO_BLANKET_PROOF,
    &sources::ASK_OTHERS,
    &sources::NEVER_HIM,
    &definition::THREAT_IS_ABUSE,
    &definition::DEFINITION_BEFORE_2021,
    &definition::DEFINITION,
    &definition::ASSOCIATED_BEFORE_2021,
    &definition::CONNECTED,
    &hearing::HEARD,
    &interviews::PRIVATE,
    &interviews::TRAINED,
    &interviews::SAME_SEX,
];
