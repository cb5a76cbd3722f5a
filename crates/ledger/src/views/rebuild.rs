//! Makes every view again from the facts.

use casefile::file::CaseFile;
use casefile::ids::FileId;
use casefile::obligations::derive;
use uuid::Uuid;

use super::{files, guard, obligations};
use crate::journal::Loaded;
use crate::store::sql::{all, run, statements};
use crate::store::tx::Tx;
use crate::{Ledger, LedgerError};

statements! {
    NO_OBLIGATIONS = "DELETE FROM obligation";
    NO_TEAMS = "DELETE FROM file_team";
    NO_SUMMARIES = "DELETE FROM file_summary";
    NO_NAMES = "DELETE FROM name_token";
    NO_GUARDS = "DELETE FROM file_guard";
    NO_RESTRICTIONS = "DELETE FROM file_restricted";
    NO_NAMED = "DELETE FROM file_named";
    NO_BARS = "DELETE FROM file_bar";
    NEXT_FILES = "SELECT id FROM file WHERE id > $1 ORDER BY id LIMIT 500";
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
        for sql in [NO_OBLIGATIONS, NO_TEAMS, NO_SUMMARIES, NO_NAMES, NO_GUARDS, NO_RESTRICTIONS, NO_NAMED, NO_BARS] {
            run!(tx.conn, sql)?;
        }
        let mut done = Rebuilt::default();
        let mut after = Uuid::nil();
        loop {
            let files = all!(tx.conn, (Uuid,), NEXT_FILES, after)?;
            let Some((last,)) = files.last().copied() else { break };
            after = last;
            for (id,) in files {
                done.obligations += again(&mut tx, FileId(id)).await?;
                done.files += 1;
            }
        }
        tx.commit().await?;
        self.recent().forget();
        Ok(done)
    }
}

/// Makes one file's views. What was there has been thrown away.
async fn again(tx: &mut Tx, id: FileId) -> Result<usize, LedgerError> {
    let after = tx.loaded(id).await?;
    tx.files.remove(&id);
    if after.file.history().is_empty() {
        return Ok(0);
    }
    let nothing = Loaded {
        id,
        reference: after.reference.clone(),
        opened: after.opened,
        head: after.head.clone(),
        head_mac: after.head_mac.clone(),
        wrapped_key: after.wrapped_key.clone(),
        key: std::sync::Arc::clone(&after.key),
        file: std::sync::Arc::new(CaseFile::fold(Vec::new())),
        seqs: Vec::new(),
        view: None,
    };
    let rows = obligations::rows(&derive(&after.file, &tx.ledger.standards()));
    obligations::bring_up_to_date(tx, id, Some(&obligations::ViewRows::new()), &rows).await?;
    let open = rows.values().filter(|row| row.ended.is_none()).count();
    guard::bring_up_to_date(tx, &nothing, &after).await?;
    files::bring_up_to_date(tx, &nothing, &after, open).await?;
    Ok(rows.len())
}
