//! Who looked when, without opening a look: for the rules that ask about some of them.

use casefile::facts::By;
use casefile::ids::{FileId, OfficerId, TeamId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::LedgerError;
use crate::journal::chain::read_by;
use crate::store::sql::{all, maybe, run, statements};
use crate::store::tx::{Reading, Tx};

statements! {
    LOOKS = "SELECT j.file, j.recorded, j.recorded_by, s.lead FROM journal j LEFT JOIN file_summary s ON s.file = j.file \
        WHERE j.kind = 'looked' AND j.recorded > $1 AND j.recorded <= $2 ORDER BY j.recorded LIMIT 200000";
    UNTIL = "SELECT until FROM watch WHERE id = 1";
    KEEP = "INSERT INTO watch (id, until) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET until = excluded.until";
}

/// One look: who, when, into which file. Not at what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookTaken {
    /// Into which file.
    pub file: FileId,
    /// The team that leads it.
    pub lead: Option<TeamId>,
    /// Who looked.
    pub officer: OfficerId,
    /// When.
    pub at: Timestamp,
}

impl Reading {
    /// The looks after one moment and up to another, in order.
    /// # Errors
    /// The database does not answer.
    pub async fn looks_between(&mut self, after: Timestamp, until: Timestamp) -> Result<Vec<LookTaken>, LedgerError> {
        type Row = (Uuid, i64, String, Option<Uuid>);
        let rows = all!(self.conn, Row, LOOKS, after.as_microsecond(), until.as_microsecond())?;
        let look = |(file, recorded, by, lead): Row| {
            let Some(By::Officer(officer)) = read_by(&by) else { return None };
            let at = Timestamp::from_microsecond(recorded).ok()?;
            Some(LookTaken { file: FileId(file), lead: lead.map(TeamId), officer, at })
        };
        Ok(rows.into_iter().filter_map(look).collect())
    }

    /// Until when looks have been gone through; `None` where they never were.
    /// # Errors
    /// The database does not answer.
    pub async fn watched_until(&mut self) -> Result<Option<Timestamp>, LedgerError> {
        let until = maybe!(self.conn, (i64,), UNTIL)?;
        Ok(until.and_then(|(at,)| Timestamp::from_microsecond(at).ok()))
    }
}

impl Tx {
    /// Notes until when looks have been gone through.
    /// # Errors
    /// Nothing was kept.
    pub async fn watched(&mut self, until: Timestamp) -> Result<(), LedgerError> {
        run!(self.conn, KEEP, until.as_microsecond()).map(|_| ())
    }
}
