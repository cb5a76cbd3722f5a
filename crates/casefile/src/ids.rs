//! Every kind of thing has its own kind of id, so that one cannot be passed for another.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident)*) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// One survivor's case file. Random, so that it tells nothing in an address bar.
    FileId
    /// One fact in the journal.
    FactId
    /// A person in a file: survivor, child, alleged perpetrator or anybody else concerned.
    PersonId
    /// An organisation: a council, a housing association, a police force, a court.
    BodyId
    /// A team in a body. What is owed is always owed by a team.
    TeamId
    /// A member of staff of a body.
    OfficerId
}

impl FactId {
    /// The id of a fact in a story: made from the story's name and the fact's label, so that every replay gives the same ids.
    pub fn in_story(story: &str, label: &str) -> Self {
        Self(in_story("fact", story, label))
    }
}

/// A stable id for something that a story names.
pub fn in_story(what: &str, story: &str, label: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("holdfast story\n{what}\n{story}\n{label}").as_bytes())
}
