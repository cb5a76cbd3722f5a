//! What is to be passed up now: the worker's list.

use casefile::facts::Rung;
use casefile::ids::{FactId, FileId, OfficerId, TeamId};
use jiff::civil::DateTime;
use uuid::Uuid;

use crate::LedgerError;
use crate::store::sql::{all, statements};
use crate::store::tx::Reading;
use crate::views::{local_seconds, moment_of};

statements! {
    DUE = "SELECT file, rule, raised_by, team, officer, next_step_at, next_step_to FROM obligation \
        WHERE next_step_at IS NOT NULL AND next_step_at <= $1 ORDER BY next_step_at, file, rule, raised_by, nth LIMIT $2";
}

/// An obligation whose time has come to be passed up. Derive it again before acting: the file decides, this list only points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueStep {
    /// The file.
    pub file: FileId,
    /// The rule's id.
    pub rule: String,
    /// The fact that raised it.
    pub raised_by: FactId,
    /// Who owes it.
    pub team: TeamId,
    /// The officer, where the team has one for the file.
    pub officer: Option<OfficerId>,
    /// When the step was to be taken, by London's clock.
    pub at: DateTime,
    /// To whom.
    pub to: Rung,
}

impl Reading {
    /// The steps whose time has come, longest waiting first.
    /// # Errors
    /// The database does not answer.
    pub async fn due_steps(&mut self, now: DateTime, limit: u32) -> Result<Vec<DueStep>, LedgerError> {
        type Row = (Uuid, String, Uuid, Uuid, Option<Uuid>, i64, String);
        let rows = all!(self.conn, Row, DUE, local_seconds(now), i64::from(limit))?;
        let step = |(file, rule, raised_by, team, officer, at, to): Row| {
            Some(DueStep {
                file: FileId(file),
                rule,
                raised_by: FactId(raised_by),
                team: TeamId(team),
                officer: officer.map(OfficerId),
                at: moment_of(at),
                to: to.parse().ok()?,
            })
        };
        Ok(rows.into_iter().filter_map(step).collect())
    }
}
