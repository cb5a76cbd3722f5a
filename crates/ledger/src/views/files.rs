//! What a file's survivor is called, and how much there is in the file.

use casefile::file::CaseFile;

use crate::LedgerError;
use crate::journal::Loaded;
use crate::store::batch::later;
use crate::store::sql::statements;
use crate::store::tx::Tx;

statements! {
    KEEP_SUMMARY = "INSERT INTO file_summary (file, name, lead, last_recorded, facts, open) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (file) DO UPDATE SET name = excluded.name, lead = excluded.lead, last_recorded = excluded.last_recorded, \
        facts = excluded.facts, open = excluded.open";
    MOVE_SUMMARY = "UPDATE file_summary SET last_recorded = $2, facts = $3, open = $4 WHERE file = $1";
}

/// What the survivor is called.
fn name(file: &CaseFile) -> Option<&str> {
    file.people().get(file.survivor()?)?.name.as_ref().map(casefile::private::Unprinted::shown)
}

/// What the survivor is called, sealed for the summary.
pub(super) fn sealed_name(loaded: &Loaded) -> Result<Option<Vec<u8>>, LedgerError> {
    Ok(name(&loaded.file).map(|name| loaded.key.seal_note(loaded.id, "name", name.as_bytes())).transpose()?)
}

/// When something was last recorded; when the file was opened, where nothing was.
pub(super) fn last_recorded(loaded: &Loaded) -> i64 {
    loaded.file.recorded().map(|fact| fact.recorded.as_microsecond()).max().unwrap_or(loaded.opened)
}

pub(super) fn bring_up_to_date(tx: &mut Tx, before: &Loaded, after: &Loaded, open: usize) -> Result<(), LedgerError> {
    let file = after.id.0;
    let is_new = before.file.recorded().len() == 0;
    let last = last_recorded(after);
    let facts = i64::try_from(after.file.recorded().len()).unwrap_or(i64::MAX);
    let open = i64::try_from(open).unwrap_or(i64::MAX);
    if is_new || name(&before.file) != name(&after.file) || before.file.lead() != after.file.lead() {
        let name = sealed_name(after)?;
        let lead = after.file.lead().map(|team| team.0);
        later!(tx, KEEP_SUMMARY, file, name, lead, last, facts, open)?;
    } else {
        later!(tx, MOVE_SUMMARY, file, last, facts, open)?;
    }
    Ok(())
}
