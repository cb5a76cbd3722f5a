//! Messages to people in files: put into the outbox in the transaction that records them, erased once they are carried, and what became of them.

use access::{Permit, Records};
use casefile::calendar::london_date;
use casefile::facts::{Channel, DataItem, NewFact, OutgoingChecked, Who};
use casefile::ids::{FactId, FileId, TeamId};
use casefile::private::Unprinted;
use jiff::Timestamp;
use uuid::Uuid;

use super::{Message, Way};
use crate::store::sql::{all, maybe, row, run, statements};
use crate::store::tx::{Reading, Tx};
use crate::{LedgerError, Outgoing, content_hash};

statements! {
    KEEP = "INSERT INTO delivery (id, file, fact, carried, outcome, asked, ask_at) VALUES ($1, $2, $3, NULL, NULL, 0, NULL)";
    OF = "SELECT id, file, fact, carried, outcome, asked FROM delivery WHERE id = $1";
    CARRIED = "UPDATE delivery SET carried = $2, ask_at = $3 WHERE id = $1";
    TOLD = "UPDATE delivery SET outcome = $2, ask_at = $3 WHERE id = $1";
    TO_ASK = "SELECT id, file, fact, carried, outcome, asked FROM delivery WHERE ask_at <= $1 ORDER BY ask_at LIMIT $2";
    ASKED = "UPDATE delivery SET asked = asked + 1, ask_at = $2 WHERE id = $1";
    RECALL = "UPDATE outbox SET done = $2, body = $3 WHERE done IS NULL AND id IN (SELECT id FROM delivery WHERE file = $1)";
}

row! {
    struct DeliveryRow {
        id: Uuid,
        file: Uuid,
        fact: Uuid,
        carried: Option<String>,
        outcome: Option<String>,
        asked: i64,
    }
}

/// A message to one person in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// To whom.
    pub to: Who,
    /// By which way.
    pub way: Way,
    /// The fact that holds the number or the address.
    pub contact: Option<FactId>,
    /// The number or the address itself: one, whatever the way.
    pub address: Unprinted,
    /// The subject; a text message has none.
    pub subject: Unprinted,
    /// The words.
    pub text: Unprinted,
    /// What was left out of it for this recipient.
    pub withheld: Vec<DataItem>,
    /// By which team.
    pub by: Option<TeamId>,
}

impl Sending {
    /// The parts, as [`crate::Ledger::scan`] is to look through them before the message may be sent.
    pub fn parts(&self) -> [Outgoing<'_>; 2] {
        [
            Outgoing { name: "subject", bytes: self.subject.shown().as_bytes() },
            Outgoing { name: "body", bytes: self.text.shown().as_bytes() },
        ]
    }
}

/// A message that was sent, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its id in the outbox, by which the carrier knows it.
    pub message: Uuid,
    /// The file that it belongs to.
    pub file: FileId,
    /// The fact that says that it was sent.
    pub fact: FactId,
    /// The carrier's own id, where it has one.
    pub carried: Option<String>,
    /// The last that was reported: a code of [`casefile::facts::Delivery`].
    pub outcome: Option<String>,
    /// How often the carrier was asked.
    pub asked: u32,
}

impl From<DeliveryRow> for Sent {
    fn from(row: DeliveryRow) -> Self {
        Self {
            message: row.id,
            file: FileId(row.file),
            fact: FactId(row.fact),
            carried: row.carried,
            outcome: row.outcome,
            asked: u32::try_from(row.asked).unwrap_or(u32::MAX),
        }
    }
}

impl Tx {
    /// Records that a message is sent and puts it into the outbox, together or not at all. The very words must have been checked before
    /// ([`crate::Ledger::scan`] of [`Sending::parts`]); whether what the check found may go is for whoever calls.
    /// # Errors
    /// [`LedgerError::NotChecked`]; or something stands in the way, and nothing was kept.
    pub async fn send_message<A: Records>(
        &mut self,
        permit: &Permit<A>,
        sending: &Sending,
        now: Timestamp,
    ) -> Result<Sent, LedgerError> {
        let content = content_hash(&sending.parts());
        let loaded = self.loaded(permit.file()).await?;
        if !loaded.file.each::<OutgoingChecked>().any(|(_, check)| check.content == content) {
            return Err(LedgerError::NotChecked);
        }
        let message = Message::ToPerson {
            way: sending.way,
            address: sending.address.clone(),
            subject: sending.subject.clone(),
            text: sending.text.clone(),
        };
        let id = self.post_with_id(&message, now, None).await?;
        let sent = casefile::facts::MessageSent {
            message: Some(id.to_string()),
            to: sending.to,
            channel: sending.way.channel(),
            contact: sending.contact,
            content: Some(content),
            withheld: sending.withheld.clone(),
            by: sending.by,
        };
        let kept = self.append(permit, vec![NewFact::new(london_date(now), sent)], now, None).await?;
        let fact = kept.facts.first().map(|fact| fact.id).ok_or(LedgerError::NoSuchFile)?;
        run!(self.conn, KEEP, id, permit.file().0, fact.0)?;
        Ok(Sent { message: id, file: permit.file(), fact, carried: None, outcome: None, asked: 0 })
    }

    /// Takes back every message of a file that has not left yet: somebody may have found out. Gives how many.
    /// # Errors
    /// Nothing was taken back.
    pub async fn recall<A: Records>(&mut self, permit: &Permit<A>, now: Timestamp) -> Result<u64, LedgerError> {
        run!(self.conn, RECALL, permit.file().0, now.as_microsecond(), Vec::<u8>::new())
    }

    /// Notes that a carrier has taken a message: it is erased from the outbox. `ask_at` says when the carrier is asked what became of it.
    /// # Errors
    /// Nothing was kept.
    pub async fn carried(
        &mut self,
        id: Uuid,
        now: Timestamp,
        carrier: Option<&str>,
        ask_at: Option<Timestamp>,
    ) -> Result<(), LedgerError> {
        self.sent(id, now).await?;
        run!(self.conn, CARRIED, id, carrier, ask_at.map(Timestamp::as_microsecond)).map(|_| ())
    }

    /// Notes what became of a message, and when its carrier is asked again; `None` for never.
    /// # Errors
    /// Nothing was kept.
    pub async fn told(&mut self, id: Uuid, outcome: &str, ask_at: Option<Timestamp>) -> Result<(), LedgerError> {
        run!(self.conn, TOLD, id, outcome, ask_at.map(Timestamp::as_microsecond)).map(|_| ())
    }

    /// Notes that a carrier was asked and had no final word; `None` for the last time.
    /// # Errors
    /// Nothing was kept.
    pub async fn asked(&mut self, id: Uuid, ask_at: Option<Timestamp>) -> Result<(), LedgerError> {
        run!(self.conn, ASKED, id, ask_at.map(Timestamp::as_microsecond)).map(|_| ())
    }
}

impl Reading {
    /// What is known of a message.
    /// # Errors
    /// The database does not answer.
    pub async fn delivery(&mut self, id: Uuid) -> Result<Option<Sent>, LedgerError> {
        Ok(maybe!(self.conn, DeliveryRow, OF, id)?.map(Sent::from))
    }

    /// Messages of which the carrier is to be asked now.
    /// # Errors
    /// The database does not answer.
    pub async fn deliveries_to_ask(&mut self, now: Timestamp, limit: u32) -> Result<Vec<Sent>, LedgerError> {
        let rows = all!(self.conn, DeliveryRow, TO_ASK, now.as_microsecond(), i64::from(limit))?;
        Ok(rows.into_iter().map(Sent::from).collect())
    }
}

impl Way {
    /// The channel, as facts name it.
    pub const fn channel(self) -> Channel {
        match self {
            Self::Email => Channel::Email,
            Self::Text => Channel::Text,
        }
    }
}
