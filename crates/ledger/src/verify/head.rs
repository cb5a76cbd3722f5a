//! A head of the log: three lines that fix everything that was recorded up to a moment, signed, in the form `c2sp.org/tlog-checkpoint`.
//! Whoever keeps one where Holdfast's keepers cannot change it can hold them to the whole journal.

use data_encoding::BASE64;
use vault::Note;

use crate::journal::chain::Hash;

/// What was given is no head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no head of a journal: three lines (origin, size, root), an empty line, and a signature")]
pub struct NotAHead;

/// A head of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeHead {
    size: u64,
    root: Hash,
    pub(crate) note: Note,
}

impl TreeHead {
    pub(crate) fn unsigned(origin: &str, size: u64, root: Hash) -> Self {
        Self { size, root, note: Note::unsigned(format!("{origin}\n{size}\n{}\n", BASE64.encode(&root))) }
    }

    /// A head as the database keeps it.
    pub(crate) fn read(kept: &[u8]) -> Option<Self> {
        std::str::from_utf8(kept).ok()?.parse().ok()
    }

    /// How many leaves of the log it fixes.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree over them.
    pub const fn root(&self) -> &Hash {
        &self.root
    }

    /// Whose log it is.
    pub fn origin(&self) -> &str {
        self.note.text().lines().next().unwrap_or_default()
    }

    /// The signed note.
    pub const fn note(&self) -> &Note {
        &self.note
    }

    /// The signed note, to be signed again: by a witness.
    pub const fn note_mut(&mut self) -> &mut Note {
        &mut self.note
    }
}

impl std::fmt::Display for TreeHead {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.note.fmt(f)
    }
}

impl std::str::FromStr for TreeHead {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let note: Note = text.parse().map_err(|_| NotAHead)?;
        let mut lines = note.text().lines();
        let (origin, size, root) = (lines.next(), lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        let plain = size == "0" || (!size.starts_with('0') && size.bytes().all(|digit| digit.is_ascii_digit()));
        let root = BASE64.decode(root.as_bytes()).ok().and_then(|root| root.try_into().ok());
        match (origin, plain.then(|| size.parse().ok()).flatten(), root) {
            (Some(origin), Some(size), Some(root)) if !origin.is_empty() => Ok(Self { size, root, note }),
            _ => Err(NotAHead),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_back_and_nothing_else_is_read_as_one() {
        let vault = vault::Vault::from_master([1; 32]);
        let mut head = TreeHead::unsigned(vault.head_verifier().name(), 7, [3; 32]);
        vault.sign(&mut head.note);
        let text = head.to_string();
        assert_eq!(text.parse::<TreeHead>().unwrap(), head);
        assert_eq!(head.origin(), vault.head_verifier().name());
        for (from, to) in [("\n7\n", "\n07\n"), ("\n7\n", "\n-7\n"), ("\n7\n", "\n+7\n"), ("\n7\n", "\n\n"), ("AwMD", "AwM")] {
            assert_eq!(text.replace(from, to).parse::<TreeHead>(), Err(NotAHead), "{to:?}");
        }
    }
}
