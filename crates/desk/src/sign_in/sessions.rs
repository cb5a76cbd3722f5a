//! Sessions: 256 random bits in a cookie, only their hash in the ledger; fifteen idle minutes, eight hours at most, two at once.

use access::Officer;
use casefile::ids::OfficerId;
use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use ledger::{LedgerError, NewSession, RunningEmergency, Tx};
use subtle::ConstantTimeEq as _;

use crate::{Desk, House};

/// A session that nobody has used for so long is over.
pub const IDLE: SignedDuration = SignedDuration::from_mins(15);
/// No session lasts longer.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(8);
/// How many sessions one officer can have at once; the oldest gives way.
pub const AT_ONCE: u32 = 2;
/// How often a session's use is written down.
const WRITE_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// What a session's cookie holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SessionToken([u8; 32]);

impl SessionToken {
    pub(super) const fn bytes(self) -> [u8; 32] {
        self.0
    }
}

impl std::fmt::Display for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

impl std::fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹session›")
    }
}

/// The text is no session's token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a session: sign in again")]
pub struct NoToken;

impl std::str::FromStr for SessionToken {
    type Err = NoToken;
    fn from_str(text: &str) -> Result<Self, NoToken> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| NoToken)?;
        bytes.try_into().map(Self).map_err(|_| NoToken)
    }
}

/// An officer with a running session.
#[derive(Clone)]
pub struct SignedIn {
    /// Their place at the desk.
    pub desk: Desk,
    /// What they are called.
    pub name: String,
    /// The name with which they sign in.
    pub sign_in: String,
    /// What every form brings back: proof that it was drawn for this session.
    pub csrf: String,
    /// When the session began.
    pub since: Timestamp,
    /// When it ends at the latest.
    pub until: Timestamp,
    /// The emergency accesses of the officer that run now.
    pub emergencies: Vec<RunningEmergency>,
}

impl SignedIn {
    /// Whether what a form brought back is this session's proof. Takes as long for any text of the same length.
    pub fn is_csrf(&self, brought: &str) -> bool {
        self.csrf.as_bytes().ct_eq(brought.as_bytes()).into()
    }
}

impl House {
    pub(super) async fn begin_session(
        &self,
        tx: &mut Tx,
        officer: OfficerId,
        now: Timestamp,
    ) -> Result<SessionToken, LedgerError> {
        let token: [u8; 32] = self.random();
        let csrf: [u8; 32] = self.random();
        let session = NewSession { token: &token, officer, csrf: &csrf, now, stepped_up: true };
        tx.begin_session(&session, AT_ONCE).await?;
        Ok(SessionToken(token))
    }

    /// Who a session belongs to, while it runs and the account is open. Its use is noted, at most once a minute.
    /// # Errors
    /// The ledger does not answer.
    pub async fn signed_in(&self, token: SessionToken) -> Result<Option<SignedIn>, LedgerError> {
        let now = self.now();
        let mut reading = self.ledger().glance().await?;
        let Some(session) = reading.session(&token.0).await? else { return Ok(None) };
        let account = reading.account(session.officer).await?;
        let emergencies = reading.running_emergencies(session.officer, self.wall()).await?;
        drop(reading);
        let until = session.created.saturating_add(ABSOLUTE).unwrap_or(session.created);
        let idle = session.seen.saturating_add(IDLE).unwrap_or(session.seen);
        let open = account.filter(|account| super::is_open(account, self) && now < until && now < idle);
        let Some(account) = open else {
            self.sign_out(token).await?;
            return Ok(None);
        };
        if now.duration_since(session.seen) >= WRITE_EVERY {
            let mut tx = self.ledger().begin("a session is used").await?;
            tx.session_seen(&token.0, now).await?;
            tx.commit().await?;
        }
        let officer: Officer = account.officer();
        Ok(Some(SignedIn {
            desk: self.desk_since(officer, session.stepped_up),
            name: account.name,
            sign_in: account.sign_in,
            csrf: BASE64URL_NOPAD.encode(session.csrf.bytes()),
            since: session.created,
            until,
            emergencies,
        }))
    }

    /// Ends a session.
    /// # Errors
    /// The ledger does not answer; the session may still run.
    pub async fn sign_out(&self, token: SessionToken) -> Result<(), LedgerError> {
        let mut tx = self.ledger().begin("sign out").await?;
        tx.end_session(&token.0).await?;
        tx.commit().await
    }
}
