//! What became of messages: carriers tell, or are asked, and the file that a message belongs to has it on record.

use casefile::calendar::{london_date, london_time};
use casefile::facts::{Delivery, DeliveryReported, LetterReturned, MessageSent, NewFact, When, Who};
use jiff::{SignedDuration, Timestamp};
use ledger::{LedgerError, Sent, Tx};
use uuid::Uuid;

use crate::worker::{Post, Told, Way};
use crate::{CannotAct, House};

/// How many messages are asked after in one round.
const AT_A_TIME: u32 = 50;
/// Carriers that tell by themselves do so within minutes.
const FIRST: SignedDuration = SignedDuration::from_mins(10);
/// Notify tries for three days at most, and keeps what it knows for seven: ten askings, each twice as late as the one before, take five days.
const ASKINGS: u32 = 10;

/// When a carrier is asked for the first time what became of a message.
pub(crate) fn first_asking(now: Timestamp) -> Timestamp {
    now.saturating_add(FIRST).unwrap_or(now)
}

fn next_asking(now: Timestamp, asked: u32) -> Option<Timestamp> {
    (asked < ASKINGS).then(|| now.saturating_add(FIRST * (1_i32 << asked.min(9))).unwrap_or(now))
}

/// Whether nothing further is to come: a telephone that was off may still be reached.
const fn is_final(outcome: Delivery) -> bool {
    !matches!(outcome, Delivery::TemporaryFailure)
}

/// Asks carriers about messages of which they have not told. Gives how many were learned of.
pub(crate) async fn ask_all(house: &House, post: &Post) -> Result<usize, CannotAct> {
    let now = house.now();
    let waiting = house.ledger().read().await?.deliveries_to_ask(now, AT_A_TIME).await?;
    let mut learned = 0;
    for sent in waiting {
        let told = match (&sent.carried, way_of(house, &sent).await?) {
            (Some(carrier), Some(way)) => post.ask(carrier, way, now).await,
            _ => Ok(None),
        };
        match told {
            Ok(Some(told)) => learned += usize::from(report(house, sent.message, told).await?),
            Ok(None) => asked(house, &sent, now).await?,
            Err(problem) => {
                tracing::warn!(%problem, "a carrier could not be asked what became of a message");
                asked(house, &sent, now).await?;
            }
        }
    }
    Ok(learned)
}

async fn asked(house: &House, sent: &Sent, now: Timestamp) -> Result<(), CannotAct> {
    let mut tx = house.ledger().begin("note that a carrier was asked").await?;
    tx.asked(sent.message, next_asking(now, sent.asked + 1)).await?;
    Ok(tx.commit().await?)
}

async fn way_of(house: &House, sent: &Sent) -> Result<Option<Way>, CannotAct> {
    let permit = access::house::clock(sent.file);
    let file = match house.ledger().read().await?.file(&permit).await {
        // A file whose key is destroyed has no messages any more.
        Err(LedgerError::KeyDestroyed | LedgerError::NoSuchFile) => return Ok(None),
        file => file?,
    };
    let message = file.fact(sent.fact).and_then(|fact| fact.is::<MessageSent>());
    Ok(message.and_then(|message| Way::of(message.channel)))
}

/// Records what became of a message, once: the same word again changes nothing.
async fn report(house: &House, message: Uuid, told: Told) -> Result<bool, CannotAct> {
    let now = house.now();
    let mut tx = house.ledger().begin("record what became of a message").await?;
    let Some(sent) = tx.delivery(message).await? else { return Ok(false) };
    let again = (!is_final(told.outcome)).then(|| next_asking(now, sent.asked)).flatten();
    // Delivered is delivered: nothing that comes after it, or comes late, takes it back.
    let known = sent.outcome.as_deref();
    let delivered = known == Some(Delivery::Delivered.code());
    if delivered || known == Some(told.outcome.code()) {
        tx.asked(message, again.filter(|_| !delivered)).await?;
        tx.commit().await?;
        return Ok(false);
    }
    keep_outcome(house, &mut tx, &sent, told, now).await?;
    tx.told(message, told.outcome.code(), again).await?;
    tx.commit().await?;
    Ok(true)
}

async fn keep_outcome(house: &House, tx: &mut Tx, sent: &Sent, told: Told, now: Timestamp) -> Result<(), CannotAct> {
    let when = told.at.filter(|at| *at <= now).map(|at| {
        let wall = london_time(at);
        When::at(wall.date().at(wall.hour(), wall.minute(), 0, 0))
    });
    let body = DeliveryReported { message: sent.fact, outcome: told.outcome, when };
    let permit = access::house::clock(sent.file);
    let kept = tx.append(&permit, vec![NewFact::new(london_date(now), body)], now, None).await?;
    if told.outcome != Delivery::Delivered
        && let Some(fact) = kept.facts.first()
    {
        crate::sending::give_to_author(house, tx, sent.file, sent.fact, fact.id, now).await?;
    }
    Ok(())
}

/// Records that a message never left, and erases it, together.
pub(crate) async fn not_sent(house: &House, message: Uuid, now: Timestamp) -> Result<(), CannotAct> {
    let mut tx = house.ledger().begin("record that a message was not sent").await?;
    if let Some(sent) = tx.delivery(message).await? {
        keep_outcome(house, &mut tx, &sent, Told { outcome: Delivery::NotSent, at: None }, now).await?;
        tx.told(message, Delivery::NotSent.code(), None).await?;
    }
    tx.sent(message, now).await?;
    Ok(tx.commit().await?)
}

impl House {
    /// A carrier tells what became of a message. Whether there is such a message is not said.
    /// # Errors
    /// It could not be kept: let the carrier tell it again.
    pub async fn delivery_told(&self, message: Uuid, told: Told) -> Result<(), CannotAct> {
        report(self, message, told).await.map(|_| ())
    }

    /// A carrier has a letter back. Whether there is such a letter is not said.
    /// # Errors
    /// It could not be kept: let the carrier tell it again.
    pub async fn letter_came_back(&self, message: Uuid) -> Result<(), CannotAct> {
        let now = self.now();
        let mut tx = self.ledger().begin("record that a letter came back").await?;
        let Some(sent) = tx.delivery(message).await? else { return Ok(()) };
        let permit = access::house::clock(sent.file);
        let file = tx.file(&permit).await?;
        if file.each::<LetterReturned>().any(|(_, it)| it.message == Some(sent.fact)) {
            return Ok(());
        }
        let letter = file.fact(sent.fact).and_then(|fact| fact.is::<MessageSent>());
        let body = LetterReturned {
            message: Some(sent.fact),
            contact: letter.and_then(|letter| letter.contact),
            person: letter.and_then(|letter| if let Who::Person(person) = letter.to { Some(person) } else { None }),
            by: None,
        };
        let kept = tx.append(&permit, vec![NewFact::new(london_date(now), body)], now, None).await?;
        if let Some(fact) = kept.facts.first() {
            crate::sending::give_to_author(self, &mut tx, sent.file, sent.fact, fact.id, now).await?;
        }
        tx.told(message, Delivery::PermanentFailure.code(), None).await?;
        Ok(tx.commit().await?)
    }
}
