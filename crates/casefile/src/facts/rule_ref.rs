//! A rule named from inside a fact.

use serde::{Deserialize, Serialize};

/// The id of a rule, such as `HA96-s188-interim`. Kept as text, so that an old fact can name a rule that has since been replaced.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleRef(pub String);

impl From<&str> for RuleRef {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}
