//! The ticket between the two steps of signing in: sealed, so that nobody can read from it whether the first step went well, and good for five
//! minutes.

use casefile::ids::OfficerId;
use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use vault::Place;

use super::{CannotSignIn, Held};
use crate::House;

const GOOD_FOR: SignedDuration = SignedDuration::from_mins(5);
/// When it was given (8 bytes), who (16; zeros for nobody), a new secret (20; zeros for none).
const LENGTH: usize = 44;

/// What the browser brings back with the code.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket(Vec<u8>);

impl std::fmt::Display for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

impl std::str::FromStr for Ticket {
    type Err = CannotSignIn;
    fn from_str(text: &str) -> Result<Self, CannotSignIn> {
        BASE64URL_NOPAD.decode(text.as_bytes()).map(Self).map_err(|_| CannotSignIn::TooLate)
    }
}

impl Ticket {
    /// A name for the ticket by which attempts are counted.
    pub(super) fn handle(&self) -> String {
        BASE64URL_NOPAD.encode(&Sha256::digest(&self.0)[..16])
    }
}

fn place() -> Place<'static> {
    Place { purpose: "sign-in", file: [0; 16], fact: [0; 16], field: "ticket", class: "house", version: 1 }
}

impl House {
    pub(super) fn ticket(&self, officer: Option<OfficerId>, secret: Option<[u8; 20]>, now: Timestamp) -> Ticket {
        let mut plain = Vec::with_capacity(LENGTH);
        plain.extend(now.as_second().to_be_bytes());
        plain.extend(officer.map_or([0; 16], |officer| officer.0.into_bytes()));
        plain.extend(secret.unwrap_or_default());
        // Sealing fails only where the system has no randomness; a ticket that opens for nobody is the safe answer.
        Ticket(self.vault().house().seal(&place(), &plain).unwrap_or_default())
    }

    pub(super) fn read_ticket(&self, ticket: &Ticket, now: Timestamp) -> Result<Held, CannotSignIn> {
        let opened = self.vault().house().open(&place(), &ticket.0).map_err(|_| CannotSignIn::TooLate)?;
        let plain: [u8; LENGTH] = opened.bytes().try_into().map_err(|_| CannotSignIn::TooLate)?;
        let (given, rest) = plain.split_at(8);
        let (officer, secret) = rest.split_at(16);
        let given = given.try_into().map(i64::from_be_bytes).ok().and_then(|at| Timestamp::from_second(at).ok());
        let given = given.ok_or(CannotSignIn::TooLate)?;
        if now.duration_since(given) > GOOD_FOR || given > now {
            return Err(CannotSignIn::TooLate);
        }
        let officer = Uuid::from_slice(officer).ok().filter(|id| !id.is_nil()).map(OfficerId);
        let secret: Option<[u8; 20]> = secret.try_into().ok().filter(|secret: &[u8; 20]| *secret != [0; 20]);
        Ok(Held { officer, secret })
    }
}
