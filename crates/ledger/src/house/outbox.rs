//! The outbox: what is to be sent, kept in the transaction that causes it, claimed by one worker at a time.

use casefile::ids::OfficerId;
use casefile::private::Unprinted;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::place;
use crate::LedgerError;
use crate::store::batch::later;
use crate::store::sql::{all, maybe, row, run, statements};
use crate::store::tx::Tx;

macro_rules! claim {
    ($lock:literal) => {
        concat!(
            "UPDATE outbox SET lease_until = $2, attempts = attempts + 1 WHERE id IN \
             (SELECT id FROM outbox WHERE done IS NULL AND due_at <= $1 AND lease_until <= $1 ORDER BY due_at LIMIT $3",
            $lock,
            ") RETURNING id, kind, body, attempts"
        )
    };
}

statements! {
    POST = "INSERT INTO outbox (id, kind, body, due_at, lease_until, attempts, done, dedupe) VALUES ($1, $2, $3, $4, 0, 0, NULL, $5) \
        ON CONFLICT DO NOTHING";
    CLAIM = claim!("") => claim!(" FOR UPDATE SKIP LOCKED");
    DONE = "UPDATE outbox SET done = $2, body = $3 WHERE id = $1";
    ONE = "SELECT id, kind, body, attempts FROM outbox WHERE id = $1 AND done IS NULL";
    LATER = "UPDATE outbox SET due_at = $2, lease_until = 0 WHERE id = $1";
    SWEEP = "DELETE FROM outbox WHERE done < $1";
}

row! {
    struct OutboxRow {
        id: Uuid,
        kind: String,
        body: Vec<u8>,
        attempts: i64,
    }
}

/// A way out of the house for messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// By e-mail.
    Email,
    /// By text message.
    Text,
}

/// Something to be sent. A notice never says anything about a file or a survivor: whoever reads it signs in and looks. A message to a person is
/// sealed until it is carried, and erased then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Message {
    /// «You have work waiting.»
    WorkWaiting {
        /// To whom.
        officer: OfficerId,
    },
    /// Something has been passed up to this person and waits for them.
    PassedUp {
        /// To whom.
        officer: OfficerId,
    },
    /// To one recipient of a file: [`Tx::send_message`].
    ToPerson {
        /// By which way.
        way: Way,
        /// The number or the address.
        address: Unprinted,
        /// The subject; a text message has none.
        subject: Unprinted,
        /// The words.
        text: Unprinted,
    },
}

impl Message {
    const fn kind(&self) -> &'static str {
        match self {
            Self::WorkWaiting { .. } => "work-waiting",
            Self::PassedUp { .. } => "passed-up",
            Self::ToPerson { .. } => "to-person",
        }
    }
}

/// A message that a worker has claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Which.
    pub id: Uuid,
    /// What.
    pub message: Message,
    /// How often it has been tried, this time included.
    pub attempts: u32,
}

impl Tx {
    /// Puts a message into the outbox. Of messages with the same `dedupe` only the first is kept.
    /// # Errors
    /// Nothing was kept.
    pub async fn post(&mut self, message: &Message, due: Timestamp, dedupe: Option<&str>) -> Result<(), LedgerError> {
        self.post_with_id(message, due, dedupe).await.map(|_| ())
    }

    pub(super) async fn post_with_id(
        &mut self,
        message: &Message,
        due: Timestamp,
        dedupe: Option<&str>,
    ) -> Result<Uuid, LedgerError> {
        let id = self.post_later(message, due, dedupe)?;
        self.send().await?;
        Ok(id)
    }

    /// As [`Tx::post`]; it is sent with everything else.
    pub(crate) fn post_later(&mut self, message: &Message, due: Timestamp, dedupe: Option<&str>) -> Result<Uuid, LedgerError> {
        let id = crate::journal::new_id(due).0;
        let plain = serde_json::to_vec(message).map_err(LedgerError::NotSealed)?;
        let sealed = self.ledger.vault().house().seal(&place("outbox", id, message.kind()), &plain)?;
        later!(self, POST, id, message.kind(), sealed, due.as_microsecond(), dedupe)?;
        Ok(id)
    }

    /// Claims messages that are due, until `lease`: whoever dies with them loses them then. Commit before sending.
    /// # Errors
    /// Nothing was claimed.
    pub async fn claim(&mut self, now: Timestamp, lease: Timestamp, limit: u32) -> Result<Vec<Claimed>, LedgerError> {
        let rows = all!(self.conn, OutboxRow, CLAIM, now.as_microsecond(), lease.as_microsecond(), i64::from(limit))?;
        Ok(rows.into_iter().filter_map(|row| self.open_row(&row)).collect())
    }

    fn open_row(&self, row: &OutboxRow) -> Option<Claimed> {
        let opened = self.ledger.vault().house().open(&place("outbox", row.id, &row.kind), &row.body).ok()?;
        let message = serde_json::from_slice(opened.bytes()).ok()?;
        Some(Claimed { id: row.id, message, attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX) })
    }

    /// Messages that wait, without claiming them.
    pub(super) async fn opened(&mut self, ids: Vec<Uuid>) -> Result<Vec<Claimed>, LedgerError> {
        let mut waiting = Vec::with_capacity(ids.len());
        for id in ids {
            let row = maybe!(self.conn, OutboxRow, ONE, id)?;
            waiting.extend(row.and_then(|row| self.open_row(&row)));
        }
        Ok(waiting)
    }

    /// Notes that a message has been sent, and erases it.
    /// # Errors
    /// Nothing was kept.
    pub async fn sent(&mut self, id: Uuid, now: Timestamp) -> Result<(), LedgerError> {
        run!(self.conn, DONE, id, now.as_microsecond(), Vec::<u8>::new()).map(|_| ())
    }

    /// Puts a message off: it could not be sent.
    /// # Errors
    /// Nothing was kept.
    pub async fn send_later(&mut self, id: Uuid, due: Timestamp) -> Result<(), LedgerError> {
        run!(self.conn, LATER, id, due.as_microsecond()).map(|_| ())
    }

    /// Forgets messages that were sent before a moment.
    /// # Errors
    /// Nothing was forgotten.
    pub async fn sweep_outbox(&mut self, before: Timestamp) -> Result<u64, LedgerError> {
        run!(self.conn, SWEEP, before.as_microsecond())
    }
}
