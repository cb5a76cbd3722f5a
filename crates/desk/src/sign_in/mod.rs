//! Signing in: a name, a password, a six-digit code, and a session at the end of it.
//!
//! A name that nobody has, an account that is closed, a wrong password and a wrong code are all answered with the same words at the same step,
//! after the same work. The first step hands out a ticket whether or not the name and the password were right; only the second says yes or no.

mod codes;
mod passwords;
mod sessions;
mod ticket;

use casefile::ids::OfficerId;
pub use codes::{Enrolment, code_at};
use jiff::{SignedDuration, Timestamp};
use ledger::{Account, LedgerError, Tx};
pub use passwords::{Passwords, is_strong_enough};
pub use sessions::{ABSOLUTE, AT_ONCE, IDLE, SessionToken, SignedIn};
pub use ticket::Ticket;

use crate::House;

/// How many attempts an account has in [`WINDOW`].
const FOR_AN_ACCOUNT: u32 = 10;
/// How many attempts an address has in [`WINDOW`]: an office shares one.
const FOR_AN_ADDRESS: u32 = 60;
/// The time over which attempts are counted.
const WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// Why somebody cannot sign in.
#[derive(Debug, thiserror::Error)]
pub enum CannotSignIn {
    /// Name, password or code: which of them is not said.
    #[error("the name, the password or the code is not right: try again, with a new code")]
    Wrong,
    /// Too many attempts; the same for names that nobody has.
    #[error("too many attempts: wait a quarter of an hour and try again, or ask your administrator")]
    TooMany,
    /// The first step was too long ago.
    #[error("that took too long: begin again with your name and password")]
    TooLate,
    /// The ledger does not answer.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// Passwords cannot be looked at just now.
    #[error("signing in does not work just now: try again in a minute")]
    Busy,
}

/// What comes after the name and the password.
pub enum Next {
    /// The code is asked for. Says nothing of whether name and password were right.
    Code(Ticket),
    /// Name and password were right and the officer has no second factor yet: it is set up now.
    Enrol(Ticket, Enrolment),
}

impl House {
    /// The first step: a name and a password. `address` is where the request came from, to count attempts by.
    /// # Errors
    /// [`CannotSignIn::TooMany`], or the ledger does not answer; never whether name or password were right.
    pub async fn begin_sign_in(&self, name: &str, password: &str, address: &str) -> Result<Next, CannotSignIn> {
        let name = name.trim().to_lowercase();
        let now = self.now();
        self.count(
            &[(format!("sign-in name {name}"), FOR_AN_ACCOUNT), (format!("sign-in address {address}"), FOR_AN_ADDRESS)],
            now,
        )
        .await?;
        let mut reading = self.ledger().read().await?;
        let account = reading.account_named(&name).await?;
        let credential = match &account {
            Some(account) => reading.credential(account.id).await?,
            None => None,
        };
        drop(reading);
        // Somebody who is not there is looked for as long as somebody who is.
        let kept = credential.as_ref().map(|credential| credential.password_hash.clone());
        let right = self.passwords().is(password.to_owned(), kept).await?;
        let open = account.filter(|account| right && is_open(account, self));
        let has_code = credential.is_some_and(|credential| credential.totp_secret.is_some());
        match open {
            Some(account) if !has_code => {
                let secret: [u8; 20] = self.random();
                let enrolment = Enrolment::of(&account.sign_in, secret);
                Ok(Next::Enrol(self.ticket(Some(account.id), Some(secret), now), enrolment))
            }
            open => Ok(Next::Code(self.ticket(open.map(|account| account.id), None, now))),
        }
    }

    /// The second step: the six-digit code. Each code works once.
    /// # Errors
    /// [`CannotSignIn::Wrong`], whatever was wrong at either step.
    pub async fn finish_sign_in(&self, ticket: &Ticket, code: &str, address: &str) -> Result<SessionToken, CannotSignIn> {
        let now = self.now();
        self.count(
            &[(format!("code ticket {}", ticket.handle()), 5), (format!("sign-in address {address}"), FOR_AN_ADDRESS)],
            now,
        )
        .await?;
        let held = self.read_ticket(ticket, now)?;
        let mut tx = self.ledger().begin("sign in").await?;
        let account = match held.officer {
            Some(officer) => tx.account(officer).await?.filter(|account| is_open(account, self)),
            None => None,
        };
        let credential = match &account {
            Some(account) => tx.credential(account.id).await?,
            None => None,
        };
        let enrolled = credential.as_ref().and_then(|credential| credential.totp_secret.as_ref());
        let secret: Vec<u8> = match (enrolled, held.secret) {
            (Some(kept), _) => kept.bytes().to_vec(),
            (None, Some(new)) => new.to_vec(),
            // A code is worked out for nobody as it is for somebody.
            (None, None) => self.random::<20>().to_vec(),
        };
        let step = codes::step_of(&secret, code, now);
        let (Some(account), Some(credential), Some(step)) = (account, credential, step) else {
            if let Some(officer) = held.officer {
                tx.count_failure(officer, now).await?;
                tx.commit().await?;
            }
            return Err(CannotSignIn::Wrong);
        };
        if credential.totp_secret.is_none() {
            tx.keep_credential(account.id, &credential.password_hash, Some(&secret)).await?;
        }
        if !tx.use_step(account.id, step).await? {
            return Err(CannotSignIn::Wrong);
        }
        tx.forget_attempts(&format!("sign-in name {}", account.sign_in)).await?;
        let token = self.begin_session(&mut tx, account.id, now).await?;
        tx.commit().await?;
        tracing::info!("an officer signed in");
        Ok(token)
    }

    /// Proves again who sits at a running session, with a new code: what needs a fresh second factor is open for some minutes.
    /// # Errors
    /// [`CannotSignIn::Wrong`] for a wrong or used code; [`CannotSignIn::TooLate`] where the session is over.
    pub async fn step_up(&self, token: SessionToken, code: &str) -> Result<(), CannotSignIn> {
        let now = self.now();
        let mut reading = self.ledger().read().await?;
        let session = reading.session(&token.bytes()).await?.ok_or(CannotSignIn::TooLate)?;
        let credential = reading.credential(session.officer).await?;
        drop(reading);
        self.count(&[(format!("step up {}", session.officer), FOR_AN_ACCOUNT)], now).await?;
        let secret = credential.and_then(|credential| credential.totp_secret);
        let step = secret.and_then(|secret| codes::step_of(secret.bytes(), code, now)).ok_or(CannotSignIn::Wrong)?;
        let mut tx = self.ledger().begin("prove again").await?;
        if !tx.use_step(session.officer, step).await? {
            return Err(CannotSignIn::Wrong);
        }
        tx.session_stepped_up(&token.bytes(), now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Counts attempts, whatever comes of them, and stops where there have been too many.
    async fn count(&self, what: &[(String, u32)], now: Timestamp) -> Result<(), CannotSignIn> {
        let since = now.checked_sub(WINDOW).unwrap_or(now);
        let mut tx: Tx = self.ledger().begin("count an attempt").await?;
        let mut too_many = false;
        for (what, most) in what {
            too_many |= tx.count_attempt(what, now, since).await? > *most;
        }
        tx.commit().await?;
        if too_many { Err(CannotSignIn::TooMany) } else { Ok(()) }
    }
}

fn is_open(account: &Account, house: &House) -> bool {
    account.left_on.is_none_or(|left| left > house.today())
}

/// Who a session belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Held {
    officer: Option<OfficerId>,
    secret: Option<[u8; 20]>,
}
