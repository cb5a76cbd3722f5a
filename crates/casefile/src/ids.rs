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
    /// A home on the list of homes: a house, a flat, a hostel.
    HomeId
    /// What is let in a home: the whole of it, or one of its rooms.
    RoomId
    /// A home to let, on the lettings list of a register.
    VacancyId
}

impl FactId {
    /// The id of a fact in a story: made from the story's name and the fact's label, so that every replay gives the same ids.
    pub fn in_story(story: &str, label: &str) -> Self {
        Self(in_story("fact", story, label))
    }
}

/// What is kept by id. Ids are made at random, so a short mix of their bits is hash enough.
pub(crate) type ById<K, V> = std::collections::HashMap<K, V, std::hash::BuildHasherDefault<Mix>>;

/// A set of ids, as [`ById`].
pub(crate) type Ids<K> = std::collections::HashSet<K, std::hash::BuildHasherDefault<Mix>>;

/// The mix of an id's bits.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Mix(u64);

impl std::hash::Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..part.len()].copy_from_slice(part);
            self.write_u64(u64::from_le_bytes(eight));
        }
    }

    fn write_u64(&mut self, part: u64) {
        // An odd constant with well spread bits (the golden ratio), folded so that high bits reach the low ones.
        let wide = u128::from(self.0 ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
        let (low, high) = (wide as u64, (wide >> 64) as u64);
        self.0 = low ^ high;
    }

    fn write_usize(&mut self, _length: usize) {}
}

/// A stable id for something that a story names.
pub fn in_story(what: &str, story: &str, label: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("holdfast story\n{what}\n{story}\n{label}").as_bytes())
}
