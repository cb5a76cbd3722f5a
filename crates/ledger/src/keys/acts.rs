//! The chain of the house: what was done with keys, and who looked for people, when; a chain whose end stands in the log.

use casefile::ids::FileId;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::LedgerError;
use crate::journal::chain::{Hash, NOTHING};
use crate::store::sql::{all, maybe, run, statements};
use crate::store::tx::{Reading, Tx};

/// The id under which the chain stands in the log: no file has it.
pub(crate) const HOUSE: FileId = FileId(Uuid::nil());

statements! {
    // One after the other: on a server, whoever comes second waits instead of colliding.
    IN_TURN = "SELECT 1" => "SELECT pg_advisory_xact_lock(4815163, hashtext(current_schema()))";
    LAST = "SELECT nth, hash FROM key_act ORDER BY nth DESC LIMIT 1";
    ADD = "INSERT INTO key_act (nth, at, act, hash) VALUES ($1, $2, $3, $4)";
    ALL = "SELECT nth, at, act, hash FROM key_act ORDER BY nth";
}

/// The hash of an act after the one before it.
pub(crate) fn act_hash(prev: &[u8], nth: i64, at: i64, act: &str) -> Hash {
    let mut hash = Sha256::new();
    for part in [&b"holdfast key act 1"[..], prev, &nth.to_be_bytes(), &at.to_be_bytes(), act.as_bytes()] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

impl Tx {
    /// Writes down what is done with keys, in the same transaction.
    pub(crate) async fn note_key_act(&mut self, act: &str, now: Timestamp) -> Result<(), LedgerError> {
        run!(self.conn, IN_TURN)?;
        let (last, prev) = maybe!(self.conn, (i64, Vec<u8>), LAST)?.unwrap_or((0, NOTHING.to_vec()));
        let at = now.as_microsecond();
        let hash = act_hash(&prev, last + 1, at, act).to_vec();
        run!(self.conn, ADD, last + 1, at, act, hash)?;
        Ok(())
    }
}

impl Reading {
    /// The end of the chain: how many acts there are, and the hash of the last.
    pub(crate) async fn last_key_act(&mut self) -> Result<Option<(i64, Vec<u8>)>, LedgerError> {
        maybe!(self.conn, (i64, Vec<u8>), LAST)
    }

    /// Every act, in order: its place, when, what, its hash.
    pub(crate) async fn key_acts(&mut self) -> Result<Vec<(i64, i64, String, Vec<u8>)>, LedgerError> {
        all!(self.conn, (i64, i64, String, Vec<u8>), ALL)
    }
}
