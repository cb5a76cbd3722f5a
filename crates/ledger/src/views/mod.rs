//! Views across files: made from facts in the transaction that adds them, thrown away and made again by `holdfast ledger rebuild`.

pub(crate) mod applicants;
mod files;
mod fresh;
mod guard;
mod notices;
mod obligations;
mod occupancy;
mod rebuild;

use std::sync::Arc;

use casefile::confidentiality::is_for_guardians;
use casefile::facts::By;
use casefile::obligations::derive;

use crate::LedgerError;
use crate::journal::Loaded;
use crate::store::tx::Tx;

pub(crate) use applicants::STATEMENTS as APPLICANTS;
pub(crate) use files::STATEMENTS as FILES;
pub(crate) use fresh::{NewViews, keep_new};
pub(crate) use guard::STATEMENTS as GUARD;
pub(crate) use obligations::{STATEMENTS as OBLIGATIONS, ViewRows, head_start, local_seconds, moment_of};
pub(crate) use occupancy::{FOR_GOOD, STATEMENTS as OCCUPANCY, token as room_token};
pub use rebuild::Rebuilt;
pub(crate) use rebuild::STATEMENTS as REBUILD;

/// Brings every view up to date after facts were added to one file. Writes only what is different.
/// Gives what the view of obligations holds for the file now.
pub(crate) async fn bring_up_to_date(tx: &mut Tx, before: &Loaded, after: &Loaded, by: By) -> Result<Arc<ViewRows>, LedgerError> {
    let owed = derive(&after.file, &tx.ledger.standards());
    let rows = obligations::rows(&owed);
    let raised = obligations::bring_up_to_date(tx, after.id, before.view.as_deref(), &rows).await?;
    let open = rows.values().filter(|row| row.ended.is_none() && !is_for_guardians(&row.rule)).count();
    guard::bring_up_to_date(tx, before, after)?;
    files::bring_up_to_date(tx, before, after, open)?;
    occupancy::bring_up_to_date(tx, before, after).await?;
    crate::house::take_kept_homes(tx, before, after).await?;
    applicants::bring_up_to_date(tx, before, after).await?;
    notices::post(tx, &raised, after, by)?;
    Ok(Arc::new(rows))
}
