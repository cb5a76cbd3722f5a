//! An officer's own emergency accesses: what runs now, and since when one waits to be looked at.

use casefile::ids::{FactId, FileId, OfficerId};
use jiff::civil::{Date, DateTime};
use uuid::Uuid;

use crate::LedgerError;
use crate::store::sql::{all, maybe, statements};
use crate::store::tx::Reading;

statements! {
    RUNNING = "SELECT e.file, e.fact, e.until FROM file_emergency e WHERE e.officer = $1 AND e.until > $2 \
        AND NOT EXISTS (SELECT 1 FROM file_bar b WHERE b.file = e.file AND b.officer = e.officer) \
        AND NOT EXISTS (SELECT 1 FROM file_restricted r WHERE r.file = e.file AND r.hidden = 1) ORDER BY e.until, e.fact LIMIT 20";
    UNREVIEWED = "SELECT taken FROM file_emergency WHERE officer = $1 AND reviewed = 0 ORDER BY taken LIMIT 1";
}

/// An emergency access that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunningEmergency {
    /// The file.
    pub file: FileId,
    /// The fact that records it.
    pub access: FactId,
    /// When it runs out, by London's clock.
    pub until: DateTime,
}

impl Reading {
    /// An officer's emergency accesses that run at a moment by London's clock. For the officer's own pages; the door asks the file's guard.
    /// # Errors
    /// The database does not answer.
    pub async fn running_emergencies(&mut self, officer: OfficerId, now: DateTime) -> Result<Vec<RunningEmergency>, LedgerError> {
        let rows = all!(self.conn, (Uuid, Uuid, String), RUNNING, officer.0, now.to_string())?;
        let running = |(file, fact, until): (Uuid, Uuid, String)| {
            Some(RunningEmergency { file: FileId(file), access: FactId(fact), until: until.parse().ok()? })
        };
        Ok(rows.into_iter().filter_map(running).collect())
    }

    /// The day on which an officer took the oldest emergency access that nobody has looked at.
    /// # Errors
    /// The database does not answer.
    pub async fn oldest_unreviewed_emergency(&mut self, officer: OfficerId) -> Result<Option<Date>, LedgerError> {
        let taken = maybe!(self.conn, (String,), UNREVIEWED, officer.0)?;
        Ok(taken.and_then(|(day,)| day.parse().ok()))
    }
}
