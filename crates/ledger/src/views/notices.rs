//! Notices that follow from what was recorded: «you have work waiting», and not a word more.

use std::collections::BTreeSet;

use casefile::confidentiality::{Guarding, Restriction};
use casefile::facts::By;
use casefile::ids::OfficerId;
use jiff::Timestamp;

use super::obligations::Row;
use crate::LedgerError;
use crate::house::Message;
use crate::journal::Loaded;
use crate::store::tx::Tx;

/// Notices leave in batches, so that the minute of a notice tells nothing about the minute of an event.
const BATCH: i64 = 15 * 60;

/// One notice for each officer who has something new to do, once in a batch.
pub(super) fn post(tx: &mut Tx, raised: &[Row], after: &Loaded, by: By) -> Result<(), LedgerError> {
    let Some(last) = after.file.recorded().next_back() else { return Ok(()) };
    // What is brought over from elsewhere is no news to anybody, whoever recorded it there.
    if by == By::Import {
        return Ok(());
    }
    let mut officers: BTreeSet<_> = raised.iter().filter_map(|row| row.officer).collect();
    if !officers.is_empty() {
        // Nobody hears of a file that they may not know of.
        let guarding = Guarding::of(&after.file);
        let named = super::guard::named(&guarding);
        let open = guarding.restriction == Restriction::NeedToKnow;
        officers.retain(|officer| !guarding.bars(OfficerId(*officer)) && (open || named.contains_key(officer)));
    }
    let at = (last.recorded.as_second().div_euclid(BATCH) + 1) * BATCH;
    let due = Timestamp::from_second(at).unwrap_or(last.recorded);
    for officer in officers {
        tx.post_later(&Message::WorkWaiting { officer: OfficerId(officer) }, due, Some(&format!("work {officer} {at}")))?;
    }
    Ok(())
}
