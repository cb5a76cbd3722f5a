//! The post: notices out of the outbox. They say that work is waiting and nothing else: one subject, one text, for everybody, always.

use std::path::PathBuf;
use std::pin::Pin;

use casefile::ids::OfficerId;
use jiff::{SignedDuration, Timestamp};
use ledger::{Claimed, Message};
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MessageBuilder};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use uuid::Uuid;

use crate::{CannotAct, House};

/// How long a worker may take over what it has claimed, before another may.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
const AT_A_TIME: u32 = 20;
/// A notice that cannot be delivered for so long is given up; the work it speaks of is passed up meanwhile.
const GIVEN_UP_AFTER: u32 = 20;

const SUBJECT: &str = "You have work waiting";
const TEXT: &str =
    "You have work waiting in Holdfast.\n\nSign in to see what it is.\n\nThis message says nothing else on purpose.\n";

/// What the folder's files end in.
pub const FOLDER_SUFFIX: &str = "eml";

/// One notice, ready to go.
pub struct Letter {
    /// The same on every attempt, so that a second delivery can be told from a second notice.
    pub id: Uuid,
    message: lettre::Message,
}

impl Letter {
    /// As it travels.
    pub fn bytes(&self) -> Vec<u8> {
        self.message.formatted()
    }
}

/// Why a letter did not go.
#[derive(Debug, thiserror::Error)]
pub enum CannotPost {
    /// The folder cannot be written.
    #[error("the folder for notices cannot be written: {0}")]
    Folder(#[from] std::io::Error),
    /// The mail server did not take it.
    #[error("the mail server did not take a notice: {0}")]
    Server(#[from] lettre::transport::smtp::Error),
    /// The settings do not make sense.
    #[error("the mail settings cannot be used: {0}")]
    Settings(String),
}

/// From whom notices come.
pub type Sender = Mailbox;

/// A way for notices to leave.
pub trait Post: Send + Sync {
    /// From whom notices come.
    fn sender(&self) -> &Mailbox;
    /// Delivers one.
    fn deliver<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Result<(), CannotPost>> + Send + 'a>>;
}

/// Into a folder, a file for each notice: the demonstration, and whoever collects mail from there.
pub struct ToFolder {
    folder: PathBuf,
    sender: Mailbox,
}

impl ToFolder {
    /// Into this folder, which is made.
    /// # Errors
    /// It cannot be made, or the sender is no address.
    pub fn new(folder: PathBuf, sender: &str) -> Result<Self, CannotPost> {
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder, sender: mailbox(sender)? })
    }
}

impl Post for ToFolder {
    fn sender(&self) -> &Mailbox {
        &self.sender
    }

    fn deliver<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Result<(), CannotPost>> + Send + 'a>> {
        Box::pin(async move {
            // Written beside its place and moved there: whoever reads the folder never finds half a notice, and a second delivery changes nothing.
            let written = self.folder.join(format!(".{}", letter.id));
            tokio::fs::write(&written, letter.bytes()).await?;
            tokio::fs::rename(&written, self.folder.join(format!("{}.{FOLDER_SUFFIX}", letter.id))).await?;
            Ok(())
        })
    }
}

/// To a mail server.
pub struct ToServer {
    server: AsyncSmtpTransport<Tokio1Executor>,
    sender: Mailbox,
}

impl ToServer {
    /// To the server of an address such as `smtps://name:password@mail.example` or `smtp://mail.example:25?tls=required`.
    /// # Errors
    /// The address or the sender cannot be used.
    pub fn new(url: &str, sender: &str) -> Result<Self, CannotPost> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| {
            CannotPost::Settings("the address of the mail server is like smtps://name:password@mail.example.org".to_owned())
        })?;
        Ok(Self { server: server.build(), sender: mailbox(sender)? })
    }

    /// As [`ToServer::new`], with name and password kept apart from the address.
    /// # Errors
    /// As [`ToServer::new`].
    pub fn with_credentials(url: &str, name: String, password: String, sender: &str) -> Result<Self, CannotPost> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| CannotPost::Settings("the address of the mail server is like smtps://mail.example.org".to_owned()))?;
        Ok(Self { server: server.credentials(Credentials::new(name, password)).build(), sender: mailbox(sender)? })
    }
}

impl Post for ToServer {
    fn sender(&self) -> &Mailbox {
        &self.sender
    }

    fn deliver<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Result<(), CannotPost>> + Send + 'a>> {
        Box::pin(async move { Ok(self.server.send(letter.message.clone()).await.map(|_| ())?) })
    }
}

fn mailbox(text: &str) -> Result<Mailbox, CannotPost> {
    text.parse()
        .map_err(|_| CannotPost::Settings("the sender is an e-mail address, such as holdfast@council.example.org".to_owned()))
}

/// Sends what is due. Claims first, sends after, notes it last: whoever is killed in between leaves a notice that is sent once more, under the
/// same id, and none that is lost.
pub(super) async fn send_all(house: &House, post: &dyn Post) -> Result<usize, CannotAct> {
    let mut sent = 0;
    loop {
        let now = house.now();
        let lease = now.saturating_add(LEASE).unwrap_or(now);
        let mut tx = house.ledger().begin("claim notices").await?;
        let claimed = tx.claim(now, lease, AT_A_TIME).await?;
        tx.commit().await?;
        if claimed.is_empty() {
            return Ok(sent);
        }
        for notice in claimed {
            sent += usize::from(send(house, post, &notice, now).await?);
        }
    }
}

async fn send(house: &House, post: &dyn Post, notice: &Claimed, now: Timestamp) -> Result<bool, CannotAct> {
    let to = house.ledger().read().await?.account(recipient(&notice.message)).await?;
    let to = to.filter(|account| account.left_on.is_none());
    let Some(letter) = to.and_then(|account| letter(notice.id, post.sender(), &account.email, now)) else {
        // Nobody there, or no address: what waits for them is passed up by the ladder.
        settle(house, notice.id, now, None).await?;
        return Ok(false);
    };
    match post.deliver(&letter).await {
        Ok(()) => {
            settle(house, notice.id, now, None).await?;
            Ok(true)
        }
        Err(problem) => {
            tracing::warn!(%problem, attempts = notice.attempts, "a notice could not be delivered");
            let again = (notice.attempts < GIVEN_UP_AFTER).then(|| later(now, notice.attempts));
            settle(house, notice.id, now, again).await?;
            Ok(false)
        }
    }
}

/// Twice as late at every attempt, an hour at most.
fn later(now: Timestamp, attempts: u32) -> Timestamp {
    let minutes = 1_i64 << attempts.min(6);
    now.saturating_add(SignedDuration::from_mins(minutes.min(60))).unwrap_or(now)
}

async fn settle(house: &House, id: Uuid, now: Timestamp, again: Option<Timestamp>) -> Result<(), CannotAct> {
    let mut tx = house.ledger().begin("settle a notice").await?;
    match again {
        Some(due) => tx.send_later(id, due).await?,
        None => tx.sent(id, now).await?,
    }
    Ok(tx.commit().await?)
}

const fn recipient(message: &Message) -> OfficerId {
    match message {
        Message::WorkWaiting { officer } | Message::PassedUp { officer } => *officer,
    }
}

/// The notice. `None` where the address is none.
fn letter(id: Uuid, from: &Mailbox, to: &str, now: Timestamp) -> Option<Letter> {
    let to: Mailbox = to.parse().ok()?;
    let host = from.email.domain().to_owned();
    let message = MessageBuilder::new()
        .from(from.clone())
        .to(to)
        .subject(SUBJECT)
        .message_id(Some(format!("<{id}@{host}>")))
        .date(std::time::SystemTime::from(now))
        .header(ContentType::TEXT_PLAIN)
        .body(TEXT.to_owned())
        .ok()?;
    Some(Letter { id, message })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_is_the_same_but_for_its_address() {
        let from: Mailbox = "holdfast@council.example".parse().unwrap();
        let now: Timestamp = "2026-06-01T09:00:00Z".parse().unwrap();
        let one = letter(Uuid::from_u128(1), &from, "amara@council.example", now).unwrap();
        let other = letter(Uuid::from_u128(2), &from, "bilal@council.example", now).unwrap();
        assert_eq!(one.bytes().len(), other.bytes().len());
        let text = String::from_utf8(one.bytes()).unwrap();
        assert!(text.contains("Subject: You have work waiting\r\n"), "{text}");
        assert!(letter(Uuid::nil(), &from, "nobody", now).is_none());
    }

    #[test]
    fn a_notice_that_does_not_go_is_tried_later_and_later() {
        let now: Timestamp = "2026-06-01T09:00:00Z".parse().unwrap();
        let wait = |attempts| later(now, attempts).duration_since(now).as_mins();
        assert_eq!([wait(1), wait(2), wait(5), wait(30)], [2, 4, 32, 60]);
    }
}
