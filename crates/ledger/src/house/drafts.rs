//! Drafts: what somebody is typing, kept as they type, sealed.

use casefile::ids::OfficerId;
use jiff::Timestamp;
use vault::Opened;

use super::place;
use crate::LedgerError;
use crate::store::sql::{maybe, run, statements};
use crate::store::tx::{Reading, Tx};

statements! {
    FIND = "SELECT body FROM draft WHERE officer = $1 AND key = $2";
    KEEP = "INSERT INTO draft (officer, key, kept, body) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (officer, key) DO UPDATE SET kept = excluded.kept, body = excluded.body";
    FORGET = "DELETE FROM draft WHERE officer = $1 AND key = $2";
    SWEEP = "DELETE FROM draft WHERE kept < $1";
}

impl Reading {
    /// What an officer was typing under a key, such as a page's path.
    /// # Errors
    /// It does not open, or the database does not answer.
    pub async fn draft(&mut self, officer: OfficerId, key: &str) -> Result<Option<Opened>, LedgerError> {
        let Some((sealed,)) = maybe!(self.conn, (Vec<u8>,), FIND, officer.0, key)? else { return Ok(None) };
        Ok(Some(self.ledger.vault().house().open(&place("draft", officer.0, key), &sealed)?))
    }
}

impl Tx {
    /// Keeps what an officer is typing.
    /// # Errors
    /// Nothing was kept.
    pub async fn keep_draft(&mut self, officer: OfficerId, key: &str, typed: &[u8], now: Timestamp) -> Result<(), LedgerError> {
        let sealed = self.ledger.vault().house().seal(&place("draft", officer.0, key), typed)?;
        run!(self.conn, KEEP, officer.0, key, now.as_microsecond(), sealed).map(|_| ())
    }

    /// Forgets a draft: it has been sent, or thrown away.
    /// # Errors
    /// Nothing was forgotten.
    pub async fn forget_draft(&mut self, officer: OfficerId, key: &str) -> Result<(), LedgerError> {
        run!(self.conn, FORGET, officer.0, key).map(|_| ())
    }

    /// Forgets drafts that nobody has touched since a moment.
    /// # Errors
    /// Nothing was forgotten.
    pub async fn sweep_drafts(&mut self, before: Timestamp) -> Result<u64, LedgerError> {
        run!(self.conn, SWEEP, before.as_microsecond())
    }
}
