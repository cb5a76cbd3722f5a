//! The chain: each entry of a file holds the hash of the one before it.

use casefile::facts::By;
use casefile::ids::{FactId, FileId, OfficerId};
use sha2::{Digest as _, Sha256};
use vault::Vault;

/// A SHA-256 hash.
pub(crate) type Hash = [u8; 32];

/// What the first entry of a file follows.
pub(crate) const NOTHING: Hash = [0; 32];

/// An entry of the journal, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub seq: i64,
    pub id: FactId,
    pub kind: String,
    pub version: i64,
    pub happened: String,
    pub recorded: i64,
    pub recorded_by: String,
    pub supersedes: Option<FactId>,
    pub known: String,
    pub body: Vec<u8>,
}

impl Entry {
    /// The hash over everything that is kept, each part preceded by its length, so that no two entries give the same bytes.
    pub(crate) fn hash(&self, file: FileId, prev: &[u8]) -> Hash {
        let mut hash = Sha256::new();
        let mut part = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        part(b"holdfast journal entry 1");
        part(prev);
        part(file.0.as_bytes());
        part(&self.seq.to_be_bytes());
        part(self.id.0.as_bytes());
        part(self.kind.as_bytes());
        part(&self.version.to_be_bytes());
        part(self.happened.as_bytes());
        part(&self.recorded.to_be_bytes());
        part(self.recorded_by.as_bytes());
        part(self.supersedes.as_ref().map_or(&[][..], |id| id.0.as_bytes()));
        part(self.known.as_bytes());
        part(&self.body);
        hash.finalize().into()
    }
}

/// The end of a file's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub seq: i64,
    pub hash: Vec<u8>,
}

impl Head {
    /// The MAC that only the holder of the key file can make.
    pub(crate) fn mac(&self, file: FileId, vault: &Vault) -> [u8; 32] {
        vault.journal_mac(&[file.0.as_bytes(), &self.seq.to_be_bytes(), &self.hash])
    }

    pub(crate) fn is_mac(&self, file: FileId, vault: &Vault, kept: &[u8]) -> bool {
        vault.is_journal_mac(&[file.0.as_bytes(), &self.seq.to_be_bytes(), &self.hash], kept)
    }
}

/// Who recorded it, as the journal writes it.
pub(crate) fn write_by(by: By) -> String {
    match by {
        By::Officer(officer) => format!("officer {officer}"),
        By::Clock => "clock".to_owned(),
        By::Import => "import".to_owned(),
    }
}

/// Reads what [`write_by`] wrote.
pub(crate) fn read_by(text: &str) -> Option<By> {
    match text {
        "clock" => Some(By::Clock),
        "import" => Some(By::Import),
        _ => text.strip_prefix("officer ")?.parse::<OfficerId>().ok().map(By::Officer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn entry() -> Entry {
        Entry {
            seq: 1,
            id: FactId(Uuid::from_u128(2)),
            kind: "noted".into(),
            version: 1,
            happened: "2026-06-01".into(),
            recorded: 5,
            recorded_by: "clock".into(),
            supersedes: None,
            known: "[]".into(),
            body: b"sealed".to_vec(),
        }
    }

    #[test]
    fn a_change_anywhere_changes_the_hash() {
        let file = FileId(Uuid::from_u128(1));
        let first = entry().hash(file, &NOTHING);
        let edits: [fn(&mut Entry); 10] = [
            |it| it.seq = 2,
            |it| it.id = FactId(Uuid::from_u128(3)),
            |it| it.kind = "moved".into(),
            |it| it.version = 2,
            |it| it.happened = "2026-06-02".into(),
            |it| it.recorded = 6,
            |it| it.recorded_by = "import".into(),
            |it| it.supersedes = Some(FactId(Uuid::from_u128(4))),
            |it| it.known = "[1]".into(),
            |it| it.body = b"Sealed".to_vec(),
        ];
        for edit in edits {
            let mut changed = entry();
            edit(&mut changed);
            assert_ne!(changed.hash(file, &NOTHING), first);
        }
        assert_ne!(entry().hash(FileId(Uuid::from_u128(9)), &NOTHING), first);
        assert_ne!(entry().hash(file, &[1; 32]), first);
    }

    #[test]
    fn who_recorded_it_is_read_back() {
        for by in [By::Clock, By::Import, By::Officer(OfficerId(Uuid::from_u128(7)))] {
            assert_eq!(read_by(&write_by(by)), Some(by));
        }
        assert_eq!(read_by("officer nobody"), None);
    }
}
