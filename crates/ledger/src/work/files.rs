//! Files: those of a team. Next door: looking for a person (`search`).

use access::{SeeTeamWork, TeamPermit};
use casefile::ids::{FileId, TeamId};
use casefile::private::Unprinted;
use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use uuid::Uuid;

use super::display_name;
use super::lists::NoCursor;
use super::viewer::{Viewer, shown, tied};
use crate::LedgerError;
use crate::store::sql::{all, row, statements};
use crate::store::tx::Reading;

macro_rules! lines {
    ($from:literal, $rest:literal, $($whose:tt)+) => {
        concat!(
            "SELECT f.id, f.reference, f.wrapped_key, f.opened, s.name, s.lead, s.last_recorded, s.facts, s.open FROM ",
            $from,
            " AND ",
            $($whose)+,
            $rest
        )
    };
}

statements! {
    // Latest first.
    OF_TEAM = lines!("file_team p JOIN file f ON f.id = p.file JOIN file_summary s ON s.file = p.file \
        WHERE p.team = $1 AND (p.opened, p.file) < ($2, $3)",
        " ORDER BY p.opened DESC, p.file DESC LIMIT $4",
        shown!("p.file", "$5", "$6", "$7"), " AND ", tied!("p.file", "$5", "$6", "$8", "$9"));
}

pub(super) use lines;

row! {
    pub(super) struct FileLineRow {
        pub id: Uuid,
        pub reference: String,
        pub wrapped_key: Option<Vec<u8>>,
        pub opened: i64,
        pub name: Option<Vec<u8>>,
        pub lead: Option<Uuid>,
        pub last_recorded: i64,
        pub facts: i64,
        pub open: i64,
    }
}

/// One line of a list of files.
#[derive(Debug, Clone)]
pub struct FileLine {
    /// The file.
    pub file: FileId,
    /// Its neutral reference.
    pub reference: String,
    /// What the survivor is called.
    pub name: Option<Unprinted>,
    /// The team that leads.
    pub lead: Option<TeamId>,
    /// When it was opened.
    pub opened: Timestamp,
    /// When something was last recorded in it.
    pub last_recorded: Timestamp,
    /// How many facts it has.
    pub facts: u64,
    /// How many obligations have not ended.
    pub open: u64,
}

/// The place in a list of files to go on from. Opaque: hand it back as it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilesCursor {
    opened: i64,
    file: Uuid,
}

impl std::fmt::Display for FilesCursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(format!("{} {}", self.opened, self.file).as_bytes()))
    }
}

impl std::str::FromStr for FilesCursor {
    type Err = NoCursor;
    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| NoCursor)?;
        let text = String::from_utf8(bytes).map_err(|_| NoCursor)?;
        let (opened, file) = text.split_once(' ').ok_or(NoCursor)?;
        Ok(Self { opened: opened.parse().map_err(|_| NoCursor)?, file: file.parse().map_err(|_| NoCursor)? })
    }
}

impl Reading {
    /// The files to which a team is party and which the viewer may open, latest first, and where the next page begins.
    /// # Errors
    /// The database does not answer.
    pub async fn files_of_team(
        &mut self,
        permit: &TeamPermit<SeeTeamWork>,
        viewer: &Viewer,
        after: Option<FilesCursor>,
        limit: u32,
    ) -> Result<(Vec<FileLine>, Option<FilesCursor>), LedgerError> {
        let from = after.unwrap_or(FilesCursor { opened: i64::MAX, file: Uuid::max() });
        let limit = limit.clamp(1, 500);
        let (who, today, on_call) = (viewer.id().0, viewer.today.as_str(), viewer.on_call());
        let (whose, more) = (permit.team().0, i64::from(limit) + 1);
        let (team, ladder) = (viewer.team(), viewer.ladder());
        let rows = all!(self.conn, FileLineRow, OF_TEAM, whose, from.opened, from.file, more, who, today, on_call, team, ladder)?;
        let more = rows.len() > limit as usize;
        let page = &rows[..rows.len().min(limit as usize)];
        let next = page.last().filter(|_| more).map(|row| FilesCursor { opened: row.opened, file: row.id });
        Ok((page.iter().map(|row| self.file_line(row)).collect(), next))
    }

    pub(super) fn file_line(&self, row: &FileLineRow) -> FileLine {
        let moment = |at: i64| Timestamp::from_microsecond(at).unwrap_or(Timestamp::MIN);
        FileLine {
            file: FileId(row.id),
            reference: row.reference.clone(),
            name: display_name(self.ledger.vault(), row.id, row.wrapped_key.as_deref(), row.name.as_deref()),
            lead: row.lead.map(TeamId),
            opened: moment(row.opened),
            last_recorded: moment(row.last_recorded),
            facts: row.facts.unsigned_abs(),
            open: row.open.unsigned_abs(),
        }
    }
}
