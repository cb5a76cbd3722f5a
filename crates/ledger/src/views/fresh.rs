//! The views of files that are in none yet: of many at once, after an import and when all views are made again.

use std::collections::BTreeSet;

use casefile::obligations::derive;
use uuid::Uuid;

use super::applicants::{self, Waiting};
use super::files;
use super::guard::{self, NewGuard};
use super::obligations::{self, Row, ViewRows};
use super::occupancy::{self, Rooms};
use crate::journal::Loaded;
use crate::matching::{Described, Trace, traces};
use crate::store::sql::insert_many;
use crate::store::tx::Tx;
use crate::{Ledger, LedgerError};

/// What the views hold of one file.
pub(crate) struct NewViews {
    file: Uuid,
    opened: i64,
    owed: ViewRows,
    guard: NewGuard,
    rooms: Rooms,
    waiting: Waiting,
    traces: BTreeSet<Trace>,
    name: Option<Vec<u8>>,
    lead: Option<Uuid>,
    last: i64,
    facts: i64,
}

impl NewViews {
    /// Makes them from a file's facts.
    pub(crate) fn of(ledger: &Ledger, loaded: &Loaded, people: &[Described], waiting: Waiting) -> Result<Self, LedgerError> {
        Ok(Self {
            file: loaded.id.0,
            opened: loaded.opened,
            owed: obligations::rows(&derive(&loaded.file, &ledger.standards())),
            guard: NewGuard::of(loaded)?,
            rooms: Rooms::of(ledger.vault(), &loaded.file),
            waiting,
            traces: traces(ledger.vault(), people),
            name: files::sealed_name(loaded)?,
            lead: loaded.file.lead().map(|team| team.0),
            last: files::last_recorded(loaded),
            facts: i64::try_from(loaded.file.recorded().len()).unwrap_or(i64::MAX),
        })
    }

    /// How many obligations there are, open and ended.
    pub(crate) fn obligations(&self) -> usize {
        self.owed.len()
    }

    /// Whether the file holds, or held, a room of the list of homes.
    pub(crate) fn holds_rooms(&self) -> bool {
        self.rooms.holds_any()
    }

    fn open(&self) -> i64 {
        i64::try_from(self.owed.values().filter(|row| row.ended.is_none()).count()).unwrap_or(i64::MAX)
    }
}

/// Writes the views of new files down.
pub(crate) async fn keep_new(tx: &mut Tx, views: &[&NewViews]) -> Result<(), LedgerError> {
    let owed: Vec<(Uuid, &Row)> = views.iter().flat_map(|one| one.owed.values().map(|row| (one.file, row))).collect();
    obligations::keep(tx, "", &owed).await?;
    guard::keep_new(tx, &views.iter().map(|one| (one.file, one.opened, &one.guard)).collect::<Vec<_>>()).await?;
    occupancy::keep_new(tx, &views.iter().map(|one| (one.file, &one.rooms)).collect::<Vec<_>>()).await?;
    applicants::keep_new(tx, &views.iter().map(|one| (one.file, &one.waiting)).collect::<Vec<_>>()).await?;
    let mut rows: Vec<(&Trace, Uuid)> = views.iter().flat_map(|one| one.traces.iter().map(|trace| (trace, one.file))).collect();
    rows.sort_unstable();
    insert_many!(tx.conn, "INSERT INTO person_trace (token, file, person, found, side)", "", rows, |row| [
        row.0.token.as_slice(),
        row.1,
        row.0.person,
        row.0.found,
        row.0.side
    ])?;
    insert_many!(tx.conn, "INSERT INTO file_summary (file, name, lead, last_recorded, facts, open)", "", views, |row| [
        row.file,
        row.name.as_deref(),
        row.lead,
        row.last,
        row.facts,
        row.open()
    ])?;
    Ok(())
}
