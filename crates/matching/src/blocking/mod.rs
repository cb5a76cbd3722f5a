//! Which pairs are worth comparing: a union of rules that loses almost none.

pub(crate) mod keys;
pub(crate) mod pairs;
pub(crate) mod quick;

pub use pairs::RuleCost;
