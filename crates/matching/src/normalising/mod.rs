//! From what somebody wrote to what can be compared: one spelling for one thing.

pub(crate) mod addresses;
pub(crate) mod nicknames;
pub(crate) mod numbers;
pub(crate) mod sounds;
pub(crate) mod text;
