//! The post: what waits in the outbox leaves by a carrier.
//!
//! Notices to staff say that work is waiting and nothing else: one subject, one text, for everybody, always. Messages to people in files are one
//! for each recipient, sealed until they are carried and erased then; that they may go was decided before they came into the outbox, and is decided
//! again when they leave.

mod leaving;
mod mail;
mod notify;

use std::pin::Pin;
use std::sync::Arc;

use casefile::facts::Delivery;
use casefile::ids::OfficerId;
use casefile::sending::LeavesNow;
use jiff::{SignedDuration, Timestamp};
pub(crate) use leaving::hold_back;
pub use ledger::Way;
use ledger::{Claimed, Message};
pub use mail::{FOLDER_SUFFIX, Sender, ToFolder, ToServer, as_mail};
pub use notify::{Notify, NotifySettings};
use uuid::Uuid;

use crate::deliveries;
use crate::{CannotAct, House};

/// How long a worker may take over what it has claimed, before another may.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
const AT_A_TIME: u32 = 20;
/// What cannot be delivered for so long is given up. The work that a notice speaks of is passed up meanwhile; a message is reported as not sent.
const GIVEN_UP_AFTER: u32 = 20;

const SUBJECT: &str = "You have work waiting";
const TEXT: &str =
    "You have work waiting in Holdfast.\n\nSign in to see what it is.\n\nThis message says nothing else on purpose.\n";

/// One message to one recipient, ready to go. Prints nothing of what it says, or to whom.
#[derive(Clone, PartialEq, Eq)]
pub struct Parcel {
    /// The same on every attempt, so that a second delivery can be told from a second message.
    pub id: Uuid,
    /// By which way.
    pub way: Way,
    /// The number or the address: one.
    pub to: String,
    /// The subject; nothing for a text message.
    pub subject: String,
    /// The words.
    pub text: String,
    /// When it was handed over.
    pub at: Timestamp,
    /// Whether it may have been handed over before: a carrier that can tell looks first.
    pub again: bool,
}

impl std::fmt::Debug for Parcel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parcel").field("id", &self.id).field("way", &self.way).finish_non_exhaustive()
    }
}

/// What a carrier gives for a message that it has taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receipt {
    /// The carrier's own id, by which it can be asked what became of the message; `None` where it does not tell.
    pub carrier: Option<String>,
}

/// What a carrier says became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// What.
    pub outcome: Delivery,
    /// When, by the carrier's clock.
    pub at: Option<Timestamp>,
}

/// Why a message did not go. None of these says what was in it, or to whom it was.
#[derive(Debug, thiserror::Error)]
pub enum CannotPost {
    /// The folder cannot be written.
    #[error("the folder for messages cannot be written: {0}")]
    Folder(#[from] std::io::Error),
    /// The mail server did not take it.
    #[error("the mail server did not take a message: {0}")]
    Server(String),
    /// The carrier does not answer, is broken, or has had enough for now: later, and not before this long has passed.
    #[error("the carrier does not take messages now ({0})")]
    Later(String, SignedDuration),
    /// The carrier will never take this one.
    #[error("the carrier refused a message for good ({0})")]
    Refused(String),
    /// The settings do not make sense.
    #[error("the settings of the post cannot be used: {0}")]
    Settings(String),
}

/// Something that a carrier does.
pub type Carrying<'a, T> = Pin<Box<dyn Future<Output = Result<T, CannotPost>> + Send + 'a>>;

/// A way for messages to leave.
pub trait Carrier: Send + Sync {
    /// Takes one message.
    fn carry<'a>(&'a self, parcel: &'a Parcel) -> Carrying<'a, Receipt>;

    /// Whether it has taken a message that was offered to it before. A carrier that cannot tell says that it has not.
    fn took(&self, _id: Uuid, _now: Timestamp) -> Carrying<'_, Option<Receipt>> {
        Box::pin(async { Ok(None) })
    }

    /// What became of a message that it took; `None` while that is not known. A carrier that gives no ids is never asked.
    fn ask<'a>(&'a self, _carrier: &'a str, _now: Timestamp) -> Carrying<'a, Option<Told>> {
        Box::pin(async { Ok(None) })
    }
}

/// Who carries what.
#[derive(Clone)]
pub struct Post {
    email: Arc<dyn Carrier>,
    text: Option<Arc<dyn Carrier>>,
}

impl Post {
    /// By e-mail only: a text message is then refused.
    pub fn by_email(carrier: impl Carrier + 'static) -> Self {
        Self { email: Arc::new(carrier), text: None }
    }

    /// Any carriers.
    pub fn new(email: Arc<dyn Carrier>, text: Option<Arc<dyn Carrier>>) -> Self {
        Self { email, text }
    }

    fn carrier(&self, way: Way) -> Option<&dyn Carrier> {
        match way {
            Way::Email => Some(self.email.as_ref()),
            Way::Text => self.text.as_deref(),
        }
    }

    /// Asks whichever carrier took a message: ids of carriers are random, and each knows its own.
    pub(crate) async fn ask(&self, carrier: &str, way: Way, now: Timestamp) -> Result<Option<Told>, CannotPost> {
        match self.carrier(way) {
            Some(one) => one.ask(carrier, now).await,
            None => Ok(None),
        }
    }
}

/// Sends what is due. Claims first, sends after, notes it last: whoever is killed in between leaves a message that is offered once more, under the
/// same id, to a carrier that looks whether it has it; and none that is lost.
pub(super) async fn send_all(house: &House, post: &Post) -> Result<usize, CannotAct> {
    let mut sent = 0;
    loop {
        let now = house.now();
        let lease = now.saturating_add(LEASE).unwrap_or(now);
        let mut tx = house.ledger().begin("claim messages").await?;
        let claimed = tx.claim(now, lease, AT_A_TIME).await?;
        tx.commit().await?;
        if claimed.is_empty() {
            return Ok(sent);
        }
        for message in claimed {
            sent += usize::from(send(house, post, &message, now).await?);
        }
    }
}

async fn send(house: &House, post: &Post, claimed: &Claimed, now: Timestamp) -> Result<bool, CannotAct> {
    let Some(parcel) = parcel(house, claimed, now).await? else {
        // Nobody there any more: what waits for them is passed up by the ladder.
        settle(house, claimed.id, now, None).await?;
        return Ok(false);
    };
    let to_person = matches!(claimed.message, Message::ToPerson { .. });
    let carrier = post.carrier(parcel.way);
    let outcome = match (to_person, carrier) {
        (_, None) => Err(CannotPost::Refused("nothing is set up to carry it".to_owned())),
        (false, Some(carrier)) => carrier.carry(&parcel).await,
        // What goes to people in files is decided about again at this moment.
        (true, Some(carrier)) => match leaving::decide(house, carrier, claimed, now).await? {
            leaving::Now::Carry(leaves) => carry(carrier, &leaves, &parcel).await,
            leaving::Now::Carried(receipt) => Ok(receipt),
            leaving::Now::Later(problem) => Err(problem),
            leaving::Now::Stopped => return Ok(false),
        },
    };
    match outcome {
        Ok(receipt) => {
            if to_person {
                let ask_at = receipt.carrier.as_ref().map(|_| deliveries::first_asking(now));
                let mut tx = house.ledger().begin("note that a message was carried").await?;
                tx.carried(claimed.id, now, receipt.carrier.as_deref(), ask_at).await?;
                tx.commit().await?;
            } else {
                settle(house, claimed.id, now, None).await?;
            }
            Ok(true)
        }
        Err(problem) => {
            tracing::warn!(%problem, attempts = claimed.attempts, "a message could not be sent");
            let given_up = matches!(problem, CannotPost::Refused(_)) || claimed.attempts >= GIVEN_UP_AFTER;
            if given_up && to_person {
                deliveries::not_sent(house, claimed.id, now).await?;
            } else {
                let wait = if let CannotPost::Later(_, wait) = problem { wait } else { SignedDuration::ZERO };
                settle(house, claimed.id, now, (!given_up).then(|| later(now, claimed.attempts, wait))).await?;
            }
            Ok(false)
        }
    }
}

/// Hands a message to a person over to its carrier: nobody does that without leave that the gate gave a moment ago.
async fn carry(carrier: &dyn Carrier, _leaves: &LeavesNow, parcel: &Parcel) -> Result<Receipt, CannotPost> {
    carrier.carry(parcel).await
}

/// The message as it travels. `None` where a notice is for somebody who has gone.
async fn parcel(house: &House, claimed: &Claimed, now: Timestamp) -> Result<Option<Parcel>, CannotAct> {
    let again = claimed.attempts > 1;
    Ok(match &claimed.message {
        Message::WorkWaiting { officer } | Message::PassedUp { officer } => address(house, *officer).await?.map(|to| Parcel {
            id: claimed.id,
            way: Way::Email,
            to,
            subject: SUBJECT.to_owned(),
            text: TEXT.to_owned(),
            at: now,
            again,
        }),
        Message::ToPerson { way, address, subject, text } => Some(Parcel {
            id: claimed.id,
            way: *way,
            to: address.shown().to_owned(),
            subject: subject.shown().to_owned(),
            text: text.shown().to_owned(),
            at: now,
            again,
        }),
    })
}

async fn address(house: &House, officer: OfficerId) -> Result<Option<String>, CannotAct> {
    let account = house.ledger().read().await?.account(officer).await?;
    Ok(account.filter(|account| account.left_on.is_none()).map(|account| account.email))
}

/// Twice as late at every attempt, an hour at most; never sooner than the carrier asks for.
fn later(now: Timestamp, attempts: u32, at_least: SignedDuration) -> Timestamp {
    let minutes = 1_i64 << attempts.min(6);
    now.saturating_add(SignedDuration::from_mins(minutes.min(60)).max(at_least)).unwrap_or(now)
}

async fn settle(house: &House, id: Uuid, now: Timestamp, again: Option<Timestamp>) -> Result<(), CannotAct> {
    let mut tx = house.ledger().begin("settle a message").await?;
    match again {
        Some(due) => tx.send_later(id, due).await?,
        None => tx.sent(id, now).await?,
    }
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_does_not_go_is_tried_later_and_later() {
        let now: Timestamp = "2026-06-01T09:00:00Z".parse().unwrap();
        let wait = |attempts, least| later(now, attempts, SignedDuration::from_mins(least)).duration_since(now).as_mins();
        assert_eq!([wait(1, 0), wait(2, 0), wait(5, 0), wait(30, 0), wait(1, 120)], [2, 4, 32, 60, 120]);
    }

    #[test]
    fn a_parcel_prints_nothing_of_what_it_says() {
        let parcel = Parcel {
            id: Uuid::nil(),
            way: Way::Text,
            to: "07700900123".into(),
            subject: String::new(),
            text: "please ring".into(),
            at: Timestamp::UNIX_EPOCH,
            again: false,
        };
        let printed = format!("{parcel:?}");
        assert!(!printed.contains("07700") && !printed.contains("ring"), "{printed}");
    }
}
