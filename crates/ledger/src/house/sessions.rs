//! Sessions: who is signed in. The token itself is never kept, only its hash.

use casefile::ids::OfficerId;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use vault::Opened;

use super::place;
use crate::LedgerError;
use crate::store::sql::{maybe, row, run, statements};
use crate::store::tx::{Reading, Tx};

statements! {
    BEGIN = "INSERT INTO session (token, officer, csrf, created, seen, stepped_up) VALUES ($1, $2, $3, $4, $4, $5)";
    FIND = "SELECT officer, csrf, created, seen, stepped_up FROM session WHERE token = $1";
    SEEN = "UPDATE session SET seen = $2 WHERE token = $1 AND seen < $2";
    STEP_UP = "UPDATE session SET stepped_up = $2 WHERE token = $1";
    END = "DELETE FROM session WHERE token = $1";
    END_ALL = "DELETE FROM session WHERE officer = $1";
    // At most so many at once: the oldest give way.
    END_OLDEST = "DELETE FROM session WHERE officer = $1 AND token NOT IN \
        (SELECT token FROM session WHERE officer = $1 ORDER BY created DESC, token LIMIT $2)";
    SWEEP = "DELETE FROM session WHERE seen < $1 OR created < $2";
}

row! {
    struct SessionRow {
        officer: Uuid,
        csrf: Vec<u8>,
        created: i64,
        seen: i64,
        stepped_up: Option<i64>,
    }
}

/// A session that begins.
pub struct NewSession<'a> {
    /// 256 random bits, of which only the hash is kept.
    pub token: &'a [u8],
    /// Whose.
    pub officer: OfficerId,
    /// The secret that forms must bring back.
    pub csrf: &'a [u8],
    /// When.
    pub now: Timestamp,
    /// Whether the second factor has just been shown.
    pub stepped_up: bool,
}

/// A session that runs. Whether it has run too long is for the caller to say.
pub struct Session {
    /// Whose.
    pub officer: OfficerId,
    /// The secret that forms must bring back.
    pub csrf: Opened,
    /// When it began.
    pub created: Timestamp,
    /// When it was last used.
    pub seen: Timestamp,
    /// When the second factor was last shown.
    pub stepped_up: Option<Timestamp>,
}

fn hashed(token: &[u8]) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

impl Reading {
    /// The session of a token.
    /// # Errors
    /// The database does not answer.
    pub async fn session(&mut self, token: &[u8]) -> Result<Option<Session>, LedgerError> {
        let Some(row) = maybe!(self.conn, SessionRow, FIND, hashed(token))? else { return Ok(None) };
        let csrf = self.ledger.vault().house().open(&place("session", row.officer, "csrf"), &row.csrf)?;
        let moment = |at: i64| Timestamp::from_microsecond(at).unwrap_or(Timestamp::MIN);
        Ok(Some(Session {
            officer: OfficerId(row.officer),
            csrf,
            created: moment(row.created),
            seen: moment(row.seen),
            stepped_up: row.stepped_up.map(moment),
        }))
    }
}

impl Tx {
    /// Begins a session, and ends the oldest of the officer's others where there would be more than `at_once`.
    /// # Errors
    /// Nothing was kept.
    pub async fn begin_session(&mut self, session: &NewSession<'_>, at_once: u32) -> Result<(), LedgerError> {
        let csrf = self.ledger.vault().house().seal(&place("session", session.officer.0, "csrf"), session.csrf)?;
        let now = session.now.as_microsecond();
        let stepped_up = session.stepped_up.then_some(now);
        run!(self.conn, BEGIN, hashed(session.token), session.officer.0, csrf, now, stepped_up)?;
        run!(self.conn, END_OLDEST, session.officer.0, i64::from(at_once)).map(|_| ())
    }

    /// Notes that a session was used. Call it at most once a minute for a session: it is a write.
    /// # Errors
    /// Nothing was kept.
    pub async fn session_seen(&mut self, token: &[u8], now: Timestamp) -> Result<(), LedgerError> {
        run!(self.conn, SEEN, hashed(token), now.as_microsecond()).map(|_| ())
    }

    /// Notes that the second factor has been shown again.
    /// # Errors
    /// Nothing was kept.
    pub async fn session_stepped_up(&mut self, token: &[u8], now: Timestamp) -> Result<(), LedgerError> {
        run!(self.conn, STEP_UP, hashed(token), now.as_microsecond()).map(|_| ())
    }

    /// Ends a session.
    /// # Errors
    /// Nothing was kept.
    pub async fn end_session(&mut self, token: &[u8]) -> Result<(), LedgerError> {
        run!(self.conn, END, hashed(token)).map(|_| ())
    }

    /// Ends every session of an officer: a leaver, a lost telephone.
    /// # Errors
    /// Nothing was kept.
    pub async fn end_sessions_of(&mut self, officer: OfficerId) -> Result<u64, LedgerError> {
        run!(self.conn, END_ALL, officer.0)
    }

    /// Forgets sessions that were last used, or began, before these moments.
    /// # Errors
    /// Nothing was kept.
    pub async fn sweep_sessions(&mut self, idle_since: Timestamp, began_before: Timestamp) -> Result<u64, LedgerError> {
        run!(self.conn, SWEEP, idle_since.as_microsecond(), began_before.as_microsecond())
    }
}
