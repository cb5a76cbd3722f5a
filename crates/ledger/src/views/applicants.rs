//! Who waits for a home, so that nobody need open ten thousand files to say who comes next.
//!
//! What is known of an applicant is sealed under the house's key, for its own file. Areas that are not safe for her are where she is not, and so as
//! secret as where she is: here they are keyed marks, made for her file alone, padded so that their number tells nothing. Whether a home's area is
//! among them can be asked of one file at a time, here in the ledger, and nobody is told the answer: whoever it does not fit is left out, as for any
//! other reason.

use std::collections::{BTreeMap, BTreeSet};

use casefile::allocations::applicant::{Applicant, unsafe_areas};
use casefile::ids::{FactId, FileId, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{ClassKey, DataKey, Place, Vault};

use crate::LedgerError;
use crate::journal::{Loaded, seal};
use crate::store::batch::{later, later_many};
use crate::store::sql::{insert_many, run, statements};
use crate::store::tx::{Reading, Tx};

statements! {
    FORGET = "DELETE FROM applicant WHERE file = $1 AND body = $2";
    FORGET_ALL = "DELETE FROM applicant WHERE file = $1";
}

/// The field of a fact that holds the codes of areas.
const AREAS: &str = "lettings_areas";
/// Marks come in so many at a time.
const MARKS: usize = 16;
/// The class of what the house seals for itself.
const CLASS: &str = "house";

/// What a row holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// The applicant.
    pub applicant: Applicant,
    /// Marks of areas that are not safe, and of nothing at all.
    pub marks: BTreeSet<u64>,
}

/// The rows of a file, by body.
pub(crate) type Waiting = BTreeMap<Uuid, Kept>;

/// The mark of an area for one file: of no use for any other.
pub(crate) fn mark(vault: &Vault, file: FileId, area: &str) -> u64 {
    let mac = vault.blind_index("area that is not safe", &format!("{file} {area}"));
    let mut eight = [0; 8];
    eight.copy_from_slice(&mac[..8]);
    u64::from_le_bytes(eight)
}

fn place(file: Uuid, body: Uuid) -> Place<'static> {
    Place { purpose: "applicant", file: file.into_bytes(), fact: body.into_bytes(), field: "row", class: CLASS, version: 1 }
}

/// The key that opens rows: made once for many.
pub(crate) fn opener(vault: &Vault) -> ClassKey {
    vault.house().for_class(CLASS)
}

/// Opens a row.
pub(crate) fn open(key: &ClassKey, file: Uuid, body: Uuid, sealed: &[u8]) -> Result<Kept, LedgerError> {
    let opened = key.open(&place(file, body), sealed)?;
    serde_json::from_slice(opened.bytes()).map_err(LedgerError::NotSealed)
}

/// The areas of a scheme in which somebody would not be safe. `None` where one of them cannot be read any more: then no area is known to be safe.
fn areas<'k>(loaded: &Loaded, key_of: &dyn Fn(PersonId) -> Option<&'k DataKey>) -> Result<Option<BTreeSet<String>>, LedgerError> {
    let mut all = BTreeSet::new();
    for (fact, _) in unsafe_areas(&loaded.file) {
        let Some(shut) = seal::find(&fact.body, AREAS) else { continue };
        let key = shut.owner.and_then(key_of);
        if shut.owner.is_some() && key.is_none() {
            return Ok(None);
        }
        let opened = seal::open(loaded.id, fact.id, AREAS, &shut, &loaded.key, key)?;
        all.extend(opened.text()?.split_whitespace().map(str::to_owned));
    }
    Ok(Some(all))
}

/// Marks of areas, and of nothing, so that their number tells nothing. Whoever named any is not safe where nobody knows which area it is, either.
fn marks(vault: &Vault, file: FileId, areas: &BTreeSet<String>) -> BTreeSet<u64> {
    let mut marks: BTreeSet<u64> = areas.iter().map(|area| mark(vault, file, area)).collect();
    if !marks.is_empty() {
        marks.insert(mark(vault, file, ""));
    }
    let wanted = marks.len().div_ceil(MARKS).max(1) * MARKS;
    let mut nth = 0_u32;
    while marks.len() < wanted {
        // No area has a blank in its code.
        marks.insert(mark(vault, file, &format!("nothing {nth}")));
        nth += 1;
    }
    marks
}

/// The rows of a file.
pub(crate) fn waiting<'k>(
    vault: &Vault,
    loaded: &Loaded,
    key_of: &dyn Fn(PersonId) -> Option<&'k DataKey>,
) -> Result<Waiting, LedgerError> {
    let applicants = Applicant::all(&loaded.file);
    if applicants.is_empty() {
        return Ok(Waiting::new());
    }
    let areas = areas(loaded, key_of)?;
    let marks = marks(vault, loaded.id, areas.as_ref().unwrap_or(&BTreeSet::new()));
    let kept = |applicant: Applicant| {
        let body = applicant.body?.0;
        let nowhere_here = applicant.nowhere_here || areas.is_none();
        Some((body, Kept { applicant: Applicant { nowhere_here, ..applicant }, marks: marks.clone() }))
    };
    Ok(applicants.into_iter().filter_map(kept).collect())
}

/// What stands in a row: the same always in the same bytes.
fn sealed(vault: &Vault, file: Uuid, body: Uuid, kept: &Kept) -> Result<Vec<u8>, LedgerError> {
    let plain = serde_json::to_vec(kept).map_err(LedgerError::NotSealed)?;
    Ok(vault.house().seal_alike(&place(file, body), &plain)?)
}

fn rows(vault: &Vault, file: Uuid, waiting: &Waiting) -> Result<Vec<(Uuid, Uuid, Vec<u8>)>, LedgerError> {
    waiting.iter().map(|(body, kept)| Ok((file, *body, sealed(vault, file, *body, kept)?))).collect()
}

const OR_CHANGE: &str = "ON CONFLICT (file, body) DO UPDATE SET sealed = excluded.sealed";

/// Brings the view up to date where something was recorded that bears on it.
pub(super) async fn bring_up_to_date(tx: &mut Tx, before: &Loaded, after: &Loaded) -> Result<(), LedgerError> {
    let (was, is) = (Applicant::all(&before.file), Applicant::all(&after.file));
    let named = |loaded: &Loaded| -> Vec<FactId> { unsafe_areas(&loaded.file).map(|(fact, _)| fact.id).collect() };
    if was == is && (is.is_empty() || named(before) == named(after)) {
        return Ok(());
    }
    let now = tx.waiting_in(after).await?;
    for gone in was.iter().filter_map(|one| one.body).filter(|body| !now.contains_key(&body.0)) {
        later!(tx, FORGET, after.id.0, gone.0)?;
    }
    let rows = rows(tx.ledger.vault(), after.id.0, &now)?;
    later_many!(tx, "INSERT INTO applicant (file, body, sealed)", OR_CHANGE, rows, |row| [row.0, row.1, row.2.as_slice()])
}

impl Reading {
    /// The rows of a file. What nobody can open any more is not known.
    pub(crate) async fn waiting_in(&mut self, loaded: &Loaded) -> Result<Waiting, LedgerError> {
        if Applicant::all(&loaded.file).is_empty() {
            return Ok(Waiting::new());
        }
        let owners: BTreeSet<PersonId> = unsafe_areas(&loaded.file)
            .filter_map(|(fact, _)| seal::find(&fact.body, AREAS))
            .filter_map(|shut| shut.owner)
            .collect();
        let mut keys: BTreeMap<PersonId, DataKey> = BTreeMap::new();
        for person in owners {
            match self.person_key(person).await {
                Ok(key) => keys.extend(key.map(|key| (person, key))),
                Err(LedgerError::KeyDestroyed) => {}
                Err(error) => return Err(error),
            }
        }
        waiting(self.ledger.vault(), loaded, &|person| keys.get(&person))
    }
}

impl Tx {
    /// Makes the rows of one file again: a key that its areas were sealed under is gone.
    pub(crate) async fn applicants_again(&mut self, file: FileId) -> Result<(), LedgerError> {
        run!(self.conn, FORGET_ALL, file.0)?;
        let loaded = match self.loaded(file).await {
            // Of a file that nobody can read nothing stands on a list.
            Err(LedgerError::KeyDestroyed | LedgerError::Unreadable { .. }) => return Ok(()),
            loaded => loaded?,
        };
        let waiting = self.waiting_in(&loaded).await?;
        keep_new(self, &[(file.0, &waiting)]).await
    }
}

/// Writes the rows of new files down.
pub(super) async fn keep_new(tx: &mut Tx, files: &[(Uuid, &Waiting)]) -> Result<(), LedgerError> {
    let ledger = tx.ledger.clone();
    let mut all = Vec::new();
    for (file, waiting) in files {
        all.extend(rows(ledger.vault(), *file, waiting)?);
    }
    insert_many!(tx.conn, "INSERT INTO applicant (file, body, sealed)", "", all, |row| [row.0, row.1, row.2.as_slice()])?;
    Ok(())
}
