//! What arrives twice (a double click, a retry, a replay) has one effect.

use casefile::ids::OfficerId;
use jiff::Timestamp;

use super::place;
use crate::LedgerError;
use crate::store::batch::later;
use crate::store::sql::{maybe, run, statements};
use crate::store::tx::{Reading, Tx};

statements! {
    CLAIM = "INSERT INTO idempotency (officer, key, kept, outcome) VALUES ($1, $2, $3, NULL) ON CONFLICT DO NOTHING";
    OUTCOME = "SELECT outcome FROM idempotency WHERE officer = $1 AND key = $2";
    REMEMBER = "UPDATE idempotency SET outcome = $3 WHERE officer = $1 AND key = $2";
    // A key that is there already means that somebody else was quicker: then nothing of the batch is kept.
    REMEMBER_NEW = "INSERT INTO idempotency (officer, key, kept, outcome) VALUES ($1, $2, $3, $4)";
    SWEEP = "DELETE FROM idempotency WHERE kept < $1";
}

/// Whether something has been done before.
#[derive(Debug, Clone, PartialEq)]
pub enum Once {
    /// No: do it, and [`Tx::remember`] what came of it, in this transaction.
    Fresh,
    /// Yes, and this came of it. Commit before saying so: the first may have been kept a moment ago and not be on the disk yet.
    Done(serde_json::Value),
}

/// What came of a sending, to be kept under its key.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Who sent it.
    pub officer: OfficerId,
    /// What tells this sending from every other of theirs.
    pub key: String,
    /// What came of it.
    pub came: serde_json::Value,
}

impl Reading {
    pub(crate) fn outcome(&self, officer: OfficerId, key: &str, sealed: &[u8]) -> Result<serde_json::Value, LedgerError> {
        let opened = self.ledger.vault().house().open(&place("outcome", officer.0, key), sealed)?;
        Ok(serde_json::from_slice(opened.bytes()).unwrap_or_default())
    }
}

impl Tx {
    /// Keeps what came of a key that nobody has claimed, to be sent with everything else.
    pub(crate) fn remember_later(&mut self, outcome: &Outcome, now: Timestamp) -> Result<(), LedgerError> {
        let place = place("outcome", outcome.officer.0, &outcome.key);
        let sealed = self.ledger.vault().house().seal(&place, outcome.came.to_string().as_bytes())?;
        later!(self, REMEMBER_NEW, outcome.officer.0, outcome.key.as_str(), now.as_microsecond(), sealed)
    }

    /// Claims a key for an officer. The same key again gives what came of it the first time; at the same time, it waits.
    /// # Errors
    /// Nothing was kept.
    pub async fn once(&mut self, key: &str, officer: OfficerId, now: Timestamp) -> Result<Once, LedgerError> {
        if run!(self.conn, CLAIM, officer.0, key, now.as_microsecond())? > 0 {
            return Ok(Once::Fresh);
        }
        let kept = maybe!(self.conn, (Option<Vec<u8>>,), OUTCOME, officer.0, key)?.and_then(|(outcome,)| outcome);
        let Some(sealed) = kept else { return Ok(Once::Done(serde_json::Value::Null)) };
        Ok(Once::Done(self.outcome(officer, key, &sealed)?))
    }

    /// Keeps what came of a key that [`Tx::once`] claimed.
    /// # Errors
    /// Nothing was kept.
    pub async fn remember(&mut self, key: &str, officer: OfficerId, outcome: &serde_json::Value) -> Result<(), LedgerError> {
        let plain = outcome.to_string();
        let sealed = self.ledger.vault().house().seal(&place("outcome", officer.0, key), plain.as_bytes())?;
        run!(self.conn, REMEMBER, officer.0, key, sealed).map(|_| ())
    }

    /// Forgets keys that were claimed before a moment.
    /// # Errors
    /// Nothing was forgotten.
    pub async fn sweep_keys(&mut self, before: Timestamp) -> Result<u64, LedgerError> {
        run!(self.conn, SWEEP, before.as_microsecond())
    }
}
