//! The signed tree head: one line that fixes the whole journal, to be kept where Holdfast's keepers cannot change it.

use casefile::ids::FileId;
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{PublicKey, Signature};

use super::tree;
use crate::journal::chain::Hash;
use crate::store::sql::{all, run, statements};
use crate::{Ledger, LedgerError};

statements! {
    HEADS = "SELECT id, head_seq, head_hash FROM file WHERE id > $1 ORDER BY id LIMIT 5000";
    KEEP = "INSERT INTO tree_head (taken, files, root, signature) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
}

/// The end of one file's chain, as a head fixes it. It names no reference and tells nothing about the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaf {
    /// The file.
    pub file: FileId,
    /// How many entries it has.
    pub seq: u64,
    /// The hash of the last one, in hexadecimal digits.
    pub hash: String,
}

impl Leaf {
    fn hashed(&self) -> Hash {
        let mut data = Vec::with_capacity(56);
        data.extend(self.file.0.as_bytes());
        data.extend(self.seq.to_be_bytes());
        data.extend(self.hash.as_bytes());
        tree::leaf(&data)
    }
}

/// A signed tree head, with the ends of all chains that it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreeHead {
    /// When it was taken.
    pub taken: Timestamp,
    /// The root of the tree over `leaves`, in hexadecimal digits.
    pub root: String,
    /// The Ed25519 key with which the signature is checked.
    pub key: String,
    /// The signature over [`TreeHead::message`].
    pub signature: String,
    /// The end of every file's chain, by file.
    pub leaves: Vec<Leaf>,
}

impl TreeHead {
    /// What is signed: plain text that anybody can check with any Ed25519 program.
    pub fn message(&self) -> String {
        format!("holdfast tree head 1\n{}\n{}\n{}\n", self.taken, self.leaves.len(), self.root)
    }

    /// Whether the leaves give the root, and the root and the time were signed with the key that the head names.
    pub fn is_sound(&self) -> bool {
        let leaves: Vec<Hash> = self.leaves.iter().map(Leaf::hashed).collect();
        let bytes = |text: &str| HEXLOWER.decode(text.as_bytes()).ok();
        let key = bytes(&self.key).and_then(|key| <[u8; 32]>::try_from(key).ok());
        let signature = bytes(&self.signature).and_then(|signature| <[u8; 64]>::try_from(signature).ok());
        let (Some(key), Some(signature)) = (key, signature) else { return false };
        HEXLOWER.encode(&tree::root(&leaves)) == self.root
            && PublicKey(key).verifies(self.message().as_bytes(), &Signature(signature))
    }
}

impl Ledger {
    /// Takes a tree head over the whole journal, signs it and keeps it.
    /// # Errors
    /// Something stands in the way; no head was taken.
    pub async fn take_head(&self, now: Timestamp) -> Result<TreeHead, LedgerError> {
        let taken = Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now);
        let mut leaves = Vec::new();
        let mut reading = self.read().await?;
        let mut after = Uuid::nil();
        loop {
            let rows = all!(reading.conn, (Uuid, i64, Vec<u8>), HEADS, after)?;
            let Some((last, ..)) = rows.last() else { break };
            after = *last;
            let leaf = |(file, seq, hash): (Uuid, i64, Vec<u8>)| Leaf {
                file: FileId(file),
                seq: seq.unsigned_abs(),
                hash: HEXLOWER.encode(&hash),
            };
            leaves.extend(rows.into_iter().map(leaf));
        }
        drop(reading);
        let root = tree::root(&leaves.iter().map(Leaf::hashed).collect::<Vec<_>>());
        let key = HEXLOWER.encode(&self.vault().public_key().0);
        let mut head = TreeHead { taken, root: HEXLOWER.encode(&root), key, signature: String::new(), leaves };
        let signature = self.vault().sign(head.message().as_bytes());
        head.signature = HEXLOWER.encode(&signature.0);
        let mut tx = self.begin("keep tree head").await?;
        let files = i64::try_from(head.leaves.len()).unwrap_or(i64::MAX);
        run!(tx.conn, KEEP, taken.as_microsecond(), files, root.to_vec(), signature.0.to_vec())?;
        tx.commit().await?;
        Ok(head)
    }
}
