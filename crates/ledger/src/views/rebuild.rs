//! Makes every view again from the facts.

use casefile::ids::FileId;
use uuid::Uuid;

use super::NewViews;
use crate::store::sql::{all, run, statements};
use crate::store::tx::Tx;
use crate::{Ledger, LedgerError};

statements! {
    NO_OBLIGATIONS = "DELETE FROM obligation";
    NO_TEAMS = "DELETE FROM file_team";
    NO_SUMMARIES = "DELETE FROM file_summary";
    NO_TRACES = "DELETE FROM person_trace";
    NO_GUARDS = "DELETE FROM file_guard";
    NO_RESTRICTIONS = "DELETE FROM file_restricted";
    NO_NAMED = "DELETE FROM file_named";
    NO_BARS = "DELETE FROM file_bar";
    NO_EMERGENCIES = "DELETE FROM file_emergency";
    NO_ROOMS = "DELETE FROM occupancy";
    NO_REPAIRS = "DELETE FROM home_repair";
    NO_APPLICANTS = "DELETE FROM applicant";
    NEXT_FILES = "SELECT id FROM file WHERE id > $1 AND wrapped_key IS NOT NULL ORDER BY id LIMIT 500";
}

/// What was made again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many files.
    pub files: usize,
    /// How many obligations they hold, open and ended.
    pub obligations: usize,
}

impl Ledger {
    /// Throws every view away and makes it again from the facts, in one transaction: nobody sees it half done.
    /// # Errors
    /// A fact cannot be read, or something stands in the way; the views stay as they were.
    pub async fn rebuild(&self) -> Result<Rebuilt, LedgerError> {
        let mut tx = self.begin("rebuild views").await?;
        self.recent().forget();
        for sql in [
            NO_OBLIGATIONS,
            NO_TEAMS,
            NO_SUMMARIES,
            NO_TRACES,
            NO_GUARDS,
            NO_RESTRICTIONS,
            NO_NAMED,
            NO_BARS,
            NO_EMERGENCIES,
            NO_ROOMS,
            NO_REPAIRS,
            NO_APPLICANTS,
        ] {
            run!(tx.conn, sql)?;
        }
        let mut done = Rebuilt::default();
        let mut after = Uuid::nil();
        loop {
            let files = all!(tx.conn, (Uuid,), NEXT_FILES, after)?;
            let Some((last,)) = files.last().copied() else { break };
            after = last;
            let mut views = Vec::with_capacity(files.len());
            for (id,) in files {
                views.extend(again(&mut tx, FileId(id)).await?);
                done.files += 1;
            }
            done.obligations += views.iter().map(NewViews::obligations).sum::<usize>();
            super::keep_new(&mut tx, &views.iter().collect::<Vec<_>>()).await?;
        }
        tx.commit().await?;
        self.recent().forget();
        Ok(done)
    }
}

/// Makes one file's views; none where it has no facts.
async fn again(tx: &mut Tx, id: FileId) -> Result<Option<NewViews>, LedgerError> {
    let loaded = tx.loaded(id).await?;
    tx.files.remove(&id);
    if loaded.file.history().is_empty() {
        return Ok(None);
    }
    let people = tx.described(&loaded).await?;
    let waiting = tx.waiting_in(&loaded).await?;
    NewViews::of(&tx.ledger, &loaded, &people, waiting).map(Some)
}
