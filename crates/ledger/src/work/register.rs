//! The register across files: which cases are on the agenda of a panel.

use access::{SeeTeamWork, TeamPermit};
use casefile::ids::{BodyId, FactId, FileId};
use casefile::private::Unprinted;
use jiff::civil::Date;
use uuid::Uuid;

use super::display_name;
use super::viewer::{Viewer, shown, tied};
use crate::LedgerError;
use crate::store::sql::{all, row, statements};
use crate::store::tx::Reading;

statements! {
    // What the panel decided is owed from the day on which it meets.
    AGENDA = concat!(
        "SELECT o.file, f.reference, f.wrapped_key, s.name, o.raised_by, o.since FROM obligation o JOIN file f ON f.id = o.file \
         JOIN file_summary s ON s.file = o.file WHERE o.rule = 'OMB-panel-outcome' AND o.ended IS NULL AND o.team IN (SELECT id FROM team WHERE body = $1) AND ",
        shown!("o.file", "$2", "$3", "$4"), " AND ", tied!("o.file", "$2", "$3", "$5", "$6"),
        " ORDER BY o.since, f.reference LIMIT 500");
    // Only lettings teams owe a panel anything.
    FOR_PANELS = "SELECT DISTINCT o.file FROM obligation o WHERE o.team IN (SELECT id FROM team WHERE function IN ('allocations', 'housing')) \
        AND o.ended IS NULL AND o.rule = 'OMB-panel-referral' AND o.since <= $1 ORDER BY o.file LIMIT $2";
}

row! {
    struct AgendaRow {
        file: Uuid,
        reference: String,
        wrapped_key: Option<Vec<u8>>,
        name: Option<Vec<u8>>,
        raised_by: Uuid,
        since: String,
    }
}

/// A case on the agenda of a panel.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The file.
    pub file: FileId,
    /// Its neutral reference.
    pub reference: String,
    /// What the survivor is called.
    pub name: Option<Unprinted>,
    /// The fact that put it there.
    pub listing: FactId,
    /// The day of the meeting.
    pub meets: Date,
}

impl Reading {
    /// The files in which a panel is owed a case by a day. For the worker: what is true is asked of each file.
    /// # Errors
    /// The database does not answer.
    pub async fn files_for_panels(&mut self, today: Date, limit: u32) -> Result<Vec<FileId>, LedgerError> {
        let rows = all!(self.conn, (Uuid,), FOR_PANELS, today.to_string(), i64::from(limit))?;
        Ok(rows.into_iter().map(|(file,)| FileId(file)).collect())
    }

    /// The cases on the agenda of a body's panel that wait for an outcome, the earliest meeting first; those that the viewer may open.
    /// # Errors
    /// The database does not answer.
    pub async fn panel_agenda(
        &mut self,
        _: &TeamPermit<SeeTeamWork>,
        viewer: &Viewer,
        body: BodyId,
    ) -> Result<Vec<Listing>, LedgerError> {
        let (who, today, on_call) = (viewer.id().0, viewer.today.as_str(), viewer.on_call());
        let rows = all!(self.conn, AgendaRow, AGENDA, body.0, who, today, on_call, viewer.team(), viewer.ladder())?;
        let vault = self.ledger.vault();
        let listing = |row: AgendaRow| {
            Some(Listing {
                file: FileId(row.file),
                name: display_name(vault, row.file, row.wrapped_key.as_deref(), row.name.as_deref()),
                reference: row.reference,
                listing: FactId(row.raised_by),
                meets: row.since.parse().ok()?,
            })
        };
        Ok(rows.into_iter().filter_map(listing).collect())
    }
}
