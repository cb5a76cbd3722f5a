//! What is to leave to one recipient, as it will leave. Whoever holds it can have it checked and sent; nobody can read it.

use casefile::facts::{Channel, LetterReady, SafeContactSet, SendingAsked, SendingDecided};
use casefile::ids::{FactId, TeamId};
use casefile::private::{Sealed, Unprinted};
use casefile::safe_contact::SafeContact;
use casefile::sending::{MayLeave, SUBJECT, Wording};
use jiff::Timestamp;
use redaction::detect;

use crate::house::{Message, Way};
use crate::journal::{Loaded, seal};
use crate::store::tx::{Reading, Tx};
use crate::{LedgerError, Outgoing, content_hash};

/// The words for one recipient, and the number or address where it is given by hand. The subject of an e-mail is the same for everybody, always.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outward {
    channel: Channel,
    text: Unprinted,
    address: Option<Unprinted>,
}

impl Outward {
    /// These words, by this channel; to a number or an address that is given by hand, or to the one that the file holds.
    pub fn new(channel: Channel, text: Unprinted, address: Option<Unprinted>) -> Self {
        Self { channel, text, address }
    }

    /// By which channel.
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// Whether the words are from the list of those that tell nothing.
    pub fn is_content_free(&self) -> bool {
        Wording::of(self.text.shown()).is_some()
    }

    /// Whether the number or the address is given by hand.
    pub const fn is_by_hand(&self) -> bool {
        self.address.is_some()
    }

    fn subject(&self) -> &'static str {
        if self.channel == Channel::Email { SUBJECT } else { "" }
    }

    /// The parts, as they are looked through. An address that somebody typed is one of them: it may be one that the file seals.
    pub fn parts(&self) -> Vec<Outgoing<'_>> {
        let mut parts = vec![
            Outgoing { name: "subject", bytes: self.subject().as_bytes() },
            Outgoing { name: "body", bytes: self.text.shown().as_bytes() },
        ];
        parts.extend(self.address.as_ref().map(|address| Outgoing { name: "to", bytes: address.shown().as_bytes() }));
        parts
    }

    /// SHA-256 of the parts, in hexadecimal.
    pub fn content(&self) -> String {
        content_hash(&self.parts())
    }

    pub(crate) fn as_message(&self, way: Way, address: String) -> Message {
        Message::ToPerson {
            way,
            address: Unprinted::new(address),
            subject: Unprinted::new(self.subject()),
            text: self.text.clone(),
        }
    }

    pub(crate) fn as_letter(&self, may: &MayLeave, by: Option<TeamId>) -> LetterReady {
        LetterReady {
            officer: may.officer(),
            to: may.to(),
            contact: may.contact(),
            address: self.address.as_ref().map(|address| Sealed::new(address.shown())),
            words: Sealed::new(self.text.shown()),
            content: may.content().to_owned(),
            by,
            decided: may.decided(),
            about: may.telling().map(|telling| telling.about),
            template: may.telling().map(|telling| telling.template.clone()),
            gives: may.telling().map(|telling| telling.gives.clone()).unwrap_or_default(),
        }
    }
}

impl Tx {
    /// What a second person was asked to read, or a letter that waits, as it will leave.
    /// # Errors
    /// There is no such thing in the file, or it does not open.
    pub async fn outward<A: access::Records>(&mut self, permit: &access::Permit<A>, of: FactId) -> Result<Outward, LedgerError> {
        let loaded = self.loaded(permit.file()).await?;
        let fact = loaded.file.fact(of).ok_or(LedgerError::NoSuchFact(of))?;
        let (channel, by_hand) = match (fact.is::<SendingAsked>(), fact.is::<LetterReady>()) {
            (Some(asked), _) => (asked.channel, asked.address.is_some()),
            (_, Some(letter)) => {
                let decided = loaded.file.fact(letter.decided).and_then(|fact| fact.is::<SendingDecided>());
                (decided.map_or(Channel::Letter, |it| it.channel), letter.address.is_some())
            }
            _ => return Err(LedgerError::NoSuchFact(of)),
        };
        let text = self.read_here(&loaded, of, "words").await?;
        let address = if by_hand { Some(self.read_here(&loaded, of, "address").await?) } else { None };
        Ok(Outward::new(channel, text, address))
    }

    /// Whether there is a number or an address to which something can go.
    /// # Errors
    /// Something does not open.
    pub async fn has_address<A: access::Records>(
        &mut self,
        permit: &access::Permit<A>,
        contact: Option<FactId>,
        outward: &Outward,
        now: Timestamp,
    ) -> Result<bool, LedgerError> {
        let loaded = self.loaded(permit.file()).await?;
        match Way::of(outward.channel) {
            Some(way) => Ok(self.address(&loaded, contact, outward, way, now).await?.is_some()),
            // What is put into somebody's hands needs none.
            None if outward.channel == Channel::InPerson => Ok(true),
            None => Ok(match (&outward.address, contact) {
                (Some(address), _) => !address.shown().trim().is_empty(),
                (None, Some(entry)) => self.holder(&loaded, entry, now).is_some(),
                (None, None) => false,
            }),
        }
    }
}

impl Reading {
    /// The one number or e-mail address to which something goes: typed by hand, or out of the entry that holds it. `None` where there is none, or
    /// more than one.
    pub(crate) async fn address(
        &mut self,
        loaded: &Loaded,
        contact: Option<FactId>,
        outward: &Outward,
        way: Way,
        now: Timestamp,
    ) -> Result<Option<String>, LedgerError> {
        match (&outward.address, contact) {
            (Some(given), _) => Ok(one_in(given.shown(), way).filter(|one| is_all_of(one, given.shown(), way))),
            (None, Some(entry)) => {
                let Some(holder) = self.holder(loaded, entry, now) else { return Ok(None) };
                let value = self.read_here(loaded, holder, "value").await?;
                Ok(one_in(value.shown(), way))
            }
            (None, None) => Ok(None),
        }
    }

    /// The entry that holds the number or the address of a contact point.
    fn holder(&self, loaded: &Loaded, entry: FactId, now: Timestamp) -> Option<FactId> {
        let today = casefile::calendar::london_date(now);
        let standards = self.ledger.standards();
        let contact = SafeContact::of(&loaded.file, &standards, today);
        let holds =
            |id: FactId| loaded.file.fact(id).and_then(|fact| fact.is::<SafeContactSet>()).is_some_and(|it| it.value.is_some());
        contact.point(entry).and_then(|point| point.value).filter(|id| holds(*id))
    }

    /// Opens a sealed value for use in here: what it says does not leave but to whom it is for.
    async fn read_here(&mut self, loaded: &Loaded, fact: FactId, field: &str) -> Result<Unprinted, LedgerError> {
        let body = loaded.file.fact(fact).map(|fact| &fact.body).ok_or(LedgerError::NoSuchFact(fact))?;
        let shut = seal::find(body, field).ok_or_else(|| LedgerError::NoSuchField(field.to_owned()))?;
        let key = match shut.owner {
            Some(person) => self.person_key(person).await?,
            None => None,
        };
        let opened = seal::open(loaded.id, fact, field, &shut, &loaded.key, key.as_ref())?;
        Ok(Unprinted::new(opened.text()?))
    }
}

/// The one telephone number or e-mail address in a text, as a carrier takes it.
fn one_in(text: &str, way: Way) -> Option<String> {
    let kind = match way {
        Way::Email => redaction::Kind::Email,
        Way::Text => redaction::Kind::Phone,
    };
    let found = detect(text);
    let mut all = found.iter().filter(|one| one.kind == kind);
    let (one, another) = (all.next()?, all.next());
    if another.is_some() {
        return None;
    }
    let stands_free = |letter: Option<char>| letter.is_none_or(|letter| letter.is_whitespace() || "<>()[],;:+".contains(letter));
    let after = text.get(one.range.end..)?.trim_start_matches('.');
    if !stands_free(text.get(..one.range.start)?.chars().next_back()) || !stands_free(after.chars().next()) {
        return None;
    }
    let written = text.get(one.range.clone())?;
    match way {
        Way::Email => written.contains('@').then(|| written.to_owned()),
        Way::Text => number(written),
    }
}

/// A telephone number with nothing but its digits, those of other countries with their plus.
fn number(written: &str) -> Option<String> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 10 {
        return None;
    }
    Some(match digits.strip_prefix("00") {
        Some(abroad) => format!("+{abroad}"),
        None if digits.starts_with('0') => digits,
        None if digits.starts_with('7') && digits.len() == 10 => format!("0{digits}"),
        None => format!("+{digits}"),
    })
}

/// Whether somebody typed this and nothing beside it.
fn is_all_of(one: &str, typed: &str, way: Way) -> bool {
    match way {
        Way::Email => typed.trim() == one,
        Way::Text => typed.chars().all(|letter| letter.is_ascii_digit() || letter.is_whitespace() || "+()-".contains(letter)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_goes_to_one_number_or_address_and_to_nothing_that_is_in_doubt() {
        let text = |value| one_in(value, Way::Text);
        assert_eq!(text("07700 900123").as_deref(), Some("07700900123"));
        assert_eq!(text("mobile: +44 7700 900 123, mornings").as_deref(), Some("+447700900123"));
        assert_eq!(text("07700 900123 or 07700 900124"), None, "nobody guesses which");
        assert_eq!(text("the same as before"), None);
        let mail = |value| one_in(value, Way::Email);
        assert_eq!(mail("asha@example.org").as_deref(), Some("asha@example.org"));
        assert_eq!(mail("Asha <asha@example.org>").as_deref(), Some("asha@example.org"));
        assert_eq!(mail("asha@example.org, karl@example.org"), None, "one message, one recipient");
        assert!(!is_all_of("asha@example.org", "asha@example.org; see below", Way::Email));
        assert!(is_all_of("+447700900123", " +44 7700 (900) 123", Way::Text));
    }
}
