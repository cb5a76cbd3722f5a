//! Two files that may be of one person: found by Holdfast, decided by people, and undone by people.

use super::super::kind::kinds;
use crate::ids::{FactId, OfficerId};
use crate::private::{Narrative, Sealed};

kinds! {
    /// Another file may be of the same survivor. Whoever recorded that one is told nothing.
    LikenessFound "likeness-found" {
        /// The reference of the other file.
        reference: String,
        /// Which details agree, without the details themselves: «name», «telephone».
        #[serde(default)]
        agreed: Vec<String>,
    }
    /// Somebody has looked whether it is the same person.
    LikenessDecided "likeness-decided" {
        /// Which likeness.
        likeness: FactId,
        /// Whether it is the same person.
        #[serde(default)]
        same: bool,
        /// Who looked.
        officer: OfficerId,
        /// How they know.
        why: Sealed<Narrative>,
    }
    /// This file and another are of one person. From now on what protects the one protects the other too.
    FilesJoined "files-joined" {
        /// The reference of the other file.
        reference: String,
        /// Whether this file goes on in the other; otherwise the other goes on in this one.
        #[serde(default)]
        goes_on_there: bool,
        /// Who joined them.
        officer: OfficerId,
        /// How they know.
        why: Sealed<Narrative>,
    }
    /// The two files are of two people after all, and each stands by itself again.
    FilesParted "files-parted" {
        /// The fact that joined them.
        joined: FactId,
        /// Who parted them.
        officer: OfficerId,
        /// How they know.
        why: Sealed<Narrative>,
    }
}
