//! Messages to people in files: put into the outbox in the transaction that records them, erased once they are carried, and what became of them.

use access::{Permit, Records};
use casefile::calendar::london_date;
use casefile::facts::{
    Channel, Delivery, LetterReady, MessageSent, NewFact, OutgoingChecked, SendingDecided, SendingReason, SendingStopped,
};
use casefile::ids::{FactId, FileId, TeamId};
use casefile::sending::{LeavesNow, MayLeave};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Claimed, Way};
use crate::LedgerError;
use crate::outward::Outward;
use crate::store::sql::{all, maybe, row, run, statements};
use crate::store::tx::{Reading, Tx};

statements! {
    KEEP = "INSERT INTO delivery (id, file, fact, carried, outcome, asked, ask_at) VALUES ($1, $2, $3, NULL, NULL, 0, NULL)";
    OF = "SELECT id, file, fact, carried, outcome, asked FROM delivery WHERE id = $1";
    CARRIED = "UPDATE delivery SET carried = $2, ask_at = $3 WHERE id = $1";
    TOLD = "UPDATE delivery SET outcome = $2, ask_at = $3 WHERE id = $1";
    TO_ASK = "SELECT id, file, fact, carried, outcome, asked FROM delivery WHERE ask_at <= $1 ORDER BY ask_at LIMIT $2";
    ASKED = "UPDATE delivery SET asked = asked + 1, ask_at = $2 WHERE id = $1";
    WAITING = "SELECT outbox.id FROM outbox JOIN delivery ON delivery.id = outbox.id \
        WHERE delivery.file = $1 AND outbox.done IS NULL AND outbox.attempts = 0 AND outbox.lease_until <= $2 ORDER BY outbox.id";
    WAITS = "SELECT COUNT(*) FROM outbox JOIN delivery ON delivery.id = outbox.id WHERE delivery.file = $1 AND outbox.done IS NULL";
    AT_ONCE = "UPDATE outbox SET due_at = $2 WHERE done IS NULL AND attempts > 0 AND due_at > $2 \
        AND id IN (SELECT id FROM delivery WHERE file = $1)";
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
    /// Puts something that may leave on its way, together with the fact that says so, or not at all: an e-mail or a text message into the outbox; a
    /// letter among those that wait to be printed. The decision has to be on the file, the words have to be those that it is about, and they have
    /// to have been checked.
    /// # Errors
    /// [`LedgerError::NotChecked`]; [`LedgerError::NoSuchField`] where the entry holds no number or address; or something stands in the way, and
    /// nothing was kept.
    pub async fn send_message<A: Records>(
        &mut self,
        permit: &Permit<A>,
        may: &MayLeave,
        outward: &Outward,
        by: Option<TeamId>,
        now: Timestamp,
    ) -> Result<FactId, LedgerError> {
        let content = outward.content();
        let loaded = self.loaded(permit.file()).await?;
        let checked = loaded.file.each::<OutgoingChecked>().any(|(_, check)| check.content == content);
        let decided = MayLeave::of(&loaded.file, may.decided()).as_ref() == Some(may);
        if !checked || !decided || may.content() != content || may.channel() != outward.channel() {
            return Err(LedgerError::NotChecked);
        }
        let Some(way) = Way::of(may.channel()) else {
            let letter = outward.as_letter(may, by);
            let kept = self.append(permit, vec![NewFact::new(london_date(now), letter)], now, None).await?;
            return kept.facts.first().map(|fact| fact.id).ok_or(LedgerError::NoSuchFile);
        };
        let address = self.address(&loaded, may.contact(), outward, way, now).await?;
        let address = address.ok_or_else(|| LedgerError::NoSuchField("value".to_owned()))?;
        let message = outward.as_message(way, address);
        let id = self.post_with_id(&message, now, None).await?;
        let sent = sent(may, by, Some(id));
        let kept = self.append(permit, vec![NewFact::new(london_date(now), sent)], now, None).await?;
        let fact = kept.facts.first().map(|fact| fact.id).ok_or(LedgerError::NoSuchFile)?;
        run!(self.conn, KEEP, id, permit.file().0, fact.0)?;
        Ok(fact)
    }

    /// Records that a letter has been posted, or put into somebody's hands: the gate has just let it go.
    /// # Errors
    /// [`LedgerError::NotChecked`] where there is no such letter, or it is in the post already; or nothing was kept.
    pub async fn letter_posted<A: Records>(
        &mut self,
        permit: &Permit<A>,
        leaves: &LeavesNow,
        now: Timestamp,
    ) -> Result<FactId, LedgerError> {
        let loaded = self.loaded(permit.file()).await?;
        let file = &loaded.file;
        let letter = file.fact(leaves.of()).and_then(|fact| fact.is::<LetterReady>()).ok_or(LedgerError::NotChecked)?;
        let posted = file.each::<MessageSent>().any(|(_, sent)| sent.decided == Some(letter.decided));
        let decided = file.fact(letter.decided).and_then(|fact| fact.is::<SendingDecided>());
        let decided = decided.filter(|_| !posted && leaves.decided() == letter.decided).ok_or(LedgerError::NotChecked)?;
        let sent = MessageSent {
            message: None,
            to: letter.to,
            channel: decided.channel,
            contact: letter.contact,
            content: Some(letter.content.clone()),
            withheld: decided.kept.iter().chain(&decided.withheld).copied().collect(),
            by: letter.by,
            decided: Some(letter.decided),
        };
        let kept = self.append(permit, vec![NewFact::new(london_date(now), sent)], now, None).await?;
        kept.facts.first().map(|fact| fact.id).ok_or(LedgerError::NoSuchFile)
    }

    /// The messages of a file that wait and that nobody has tried to carry: those may still be held back. What a carrier may have already is
    /// offered at once to the worker, who asks it.
    /// # Errors
    /// The database does not answer.
    pub async fn waiting<A: Records>(&mut self, permit: &Permit<A>, now: Timestamp) -> Result<Vec<Claimed>, LedgerError> {
        run!(self.conn, AT_ONCE, permit.file().0, now.as_microsecond())?;
        let ids = all!(self.conn, (Uuid,), WAITING, permit.file().0, now.as_microsecond())?;
        self.opened(ids.into_iter().map(|(id,)| id).collect()).await
    }

    /// Stops something that was to leave: the fact says why, and a message is erased from the outbox.
    /// # Errors
    /// Nothing was kept.
    pub async fn stop<A: Records>(
        &mut self,
        permit: &Permit<A>,
        of: FactId,
        message: Option<Uuid>,
        because: Vec<SendingReason>,
        now: Timestamp,
    ) -> Result<FactId, LedgerError> {
        let stopped = SendingStopped { of, because };
        let kept = self.append(permit, vec![NewFact::new(london_date(now), stopped)], now, None).await?;
        if let Some(id) = message {
            self.told(id, Delivery::NotSent.code(), None).await?;
            self.sent(id, now).await?;
        }
        kept.facts.first().map(|fact| fact.id).ok_or(LedgerError::NoSuchFile)
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

    /// How many messages of a file wait.
    /// # Errors
    /// The database does not answer.
    pub async fn waits(&mut self, file: FileId) -> Result<u64, LedgerError> {
        let waiting = maybe!(self.conn, (i64,), WAITS, file.0)?;
        Ok(waiting.map_or(0, |(count,)| count.unsigned_abs()))
    }

    /// Messages of which the carrier is to be asked now.
    /// # Errors
    /// The database does not answer.
    pub async fn deliveries_to_ask(&mut self, now: Timestamp, limit: u32) -> Result<Vec<Sent>, LedgerError> {
        let rows = all!(self.conn, DeliveryRow, TO_ASK, now.as_microsecond(), i64::from(limit))?;
        Ok(rows.into_iter().map(Sent::from).collect())
    }
}

fn sent(may: &MayLeave, by: Option<TeamId>, message: Option<Uuid>) -> MessageSent {
    MessageSent {
        message: message.map(|id| id.to_string()),
        to: may.to(),
        channel: may.channel(),
        contact: may.contact(),
        content: Some(may.content().to_owned()),
        withheld: may.withheld().to_vec(),
        by,
        decided: Some(may.decided()),
    }
}

impl Way {
    /// The way by which a channel leaves; `None` for letters, which are printed.
    pub fn of(channel: Channel) -> Option<Self> {
        [Self::Email, Self::Text].into_iter().find(|way| way.channel() == channel)
    }

    /// The channel, as facts name it.
    pub const fn channel(self) -> Channel {
        match self {
            Self::Email => Channel::Email,
            Self::Text => Channel::Text,
        }
    }
}
