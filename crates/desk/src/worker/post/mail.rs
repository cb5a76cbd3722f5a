//! E-mail: to a mail server, or into a folder. Texts go into a folder too, in the demonstration.

use std::path::PathBuf;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MessageBuilder};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use super::{CannotPost, Carrier, Carrying, Parcel, Receipt, Way};

/// What the folder's e-mails end in.
pub const FOLDER_SUFFIX: &str = "eml";
/// What its text messages end in.
const TEXT_SUFFIX: &str = "txt";

/// From whom messages come.
pub type Sender = Mailbox;

/// A parcel as an e-mail to one recipient. `None` where the address is none.
pub fn as_mail(parcel: &Parcel, from: &Sender) -> Option<lettre::Message> {
    let to: Mailbox = parcel.to.parse().ok()?;
    let host = from.email.domain();
    MessageBuilder::new()
        .from(from.clone())
        .to(to)
        .subject(parcel.subject.clone())
        .message_id(Some(format!("<{}@{host}>", parcel.id)))
        .date(std::time::SystemTime::from(parcel.at))
        .header(ContentType::TEXT_PLAIN)
        .body(parcel.text.clone())
        .ok()
}

fn no_address() -> CannotPost {
    CannotPost::Refused("the address is none".to_owned())
}

/// Into a folder, a file for each message: the demonstration, and whoever collects mail from there.
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

impl Carrier for ToFolder {
    fn carry<'a>(&'a self, parcel: &'a Parcel) -> Carrying<'a, Receipt> {
        Box::pin(async move {
            let (bytes, suffix) = match parcel.way {
                Way::Email => (as_mail(parcel, &self.sender).ok_or_else(no_address)?.formatted(), FOLDER_SUFFIX),
                Way::Text => (format!("To: {}\n\n{}\n", parcel.to, parcel.text).into_bytes(), TEXT_SUFFIX),
            };
            // Written beside its place and moved there: whoever reads the folder never finds half a message, and a second delivery changes nothing.
            let written = self.folder.join(format!(".{}", parcel.id));
            tokio::fs::write(&written, bytes).await?;
            tokio::fs::rename(&written, self.folder.join(format!("{}.{suffix}", parcel.id))).await?;
            Ok(Receipt::default())
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

impl Carrier for ToServer {
    fn carry<'a>(&'a self, parcel: &'a Parcel) -> Carrying<'a, Receipt> {
        Box::pin(async move {
            if parcel.way != Way::Email {
                return Err(CannotPost::Refused("a mail server carries no text messages".to_owned()));
            }
            let mail = as_mail(parcel, &self.sender).ok_or_else(no_address)?;
            match self.server.send(mail).await {
                Ok(_) => Ok(Receipt::default()),
                // Servers quote the address in what they say: only the number is kept.
                Err(error) if error.is_permanent() => Err(CannotPost::Refused(said(&error))),
                Err(error) => Err(CannotPost::Server(said(&error))),
            }
        })
    }
}

fn said(error: &lettre::transport::smtp::Error) -> String {
    error.status().map_or_else(|| "no answer".to_owned(), |code| code.to_string())
}

fn mailbox(text: &str) -> Result<Mailbox, CannotPost> {
    text.parse()
        .map_err(|_| CannotPost::Settings("the sender is an e-mail address, such as holdfast@council.example.org".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_is_the_same_but_for_its_address() {
        let from: Mailbox = "holdfast@council.example".parse().unwrap();
        let notice = |id: u128, to: &str| Parcel {
            id: uuid::Uuid::from_u128(id),
            way: Way::Email,
            to: to.into(),
            subject: super::super::SUBJECT.into(),
            text: super::super::TEXT.into(),
            at: "2026-06-01T09:00:00Z".parse().unwrap(),
            again: false,
        };
        let one = as_mail(&notice(1, "amara@council.example"), &from).unwrap().formatted();
        let other = as_mail(&notice(2, "bilal@council.example"), &from).unwrap().formatted();
        assert_eq!(one.len(), other.len());
        let text = String::from_utf8(one).unwrap();
        assert!(text.contains("Subject: You have work waiting\r\n"), "{text}");
        assert!(as_mail(&notice(3, "nobody"), &from).is_none());
        assert!(as_mail(&notice(4, "a@b.example, c@d.example"), &from).is_none(), "one recipient, always");
    }
}
