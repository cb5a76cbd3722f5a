//! Files that were opened lately, so that a file in use is not read and unsealed anew for every page.
//!
//! A kept file serves only while the end of its chain is the same, which is asked of the database each time; so it can never be out of date,
//! whatever other nodes write. What is sealed stays sealed in it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use casefile::ids::FileId;

use super::Loaded;

/// How many facts are kept, in all files together: the files that a partnership works on in a day, in some hundred megabytes.
const MOST: usize = 100_000;

/// The files opened lately.
#[derive(Default)]
pub(crate) struct Recent(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    files: HashMap<FileId, (u64, Arc<Loaded>)>,
    facts: usize,
    uses: u64,
}

impl Recent {
    /// The file, if it is kept and ends with this hash.
    pub(crate) fn get(&self, file: FileId, head_hash: &[u8]) -> Option<Arc<Loaded>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        let now = kept.uses;
        let (used, loaded) = kept.files.get_mut(&file)?;
        if loaded.head.hash != head_hash {
            return None;
        }
        *used = now;
        Some(Arc::clone(loaded))
    }

    /// The file as this process knew it last. It may have changed since: whatever is decided on it stands only if the database takes it.
    pub(crate) fn latest(&self, file: FileId) -> Option<Arc<Loaded>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        let now = kept.uses;
        let (used, loaded) = kept.files.get_mut(&file)?;
        *used = now;
        Some(Arc::clone(loaded))
    }

    /// Keeps a file in place of what was kept of it. One that is never committed ends with a hash that nobody will ask for.
    pub(crate) fn keep(&self, loaded: &Arc<Loaded>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        let now = kept.uses;
        kept.facts += weight(loaded);
        if let Some((_, before)) = kept.files.insert(loaded.id, (now, Arc::clone(loaded))) {
            kept.facts -= weight(&before);
        }
        while kept.facts > MOST
            && let Some(oldest) = kept.files.iter().min_by_key(|(_, (used, _))| *used).map(|(id, _)| *id)
            && let Some((_, gone)) = kept.files.remove(&oldest)
        {
            kept.facts -= weight(&gone);
        }
    }

    /// Forgets everything: what is derived will be derived otherwise.
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Kept::default();
    }
}

/// What a file counts for. An empty one takes some room too.
fn weight(loaded: &Loaded) -> usize {
    loaded.seqs.len() + 1
}
