//! Files that were opened lately, so that a file in use is not read and unsealed anew for every page.
//!
//! A kept file serves only while the end of its chain is the same, which is asked of the database each time; so it can never be out of date,
//! whatever other nodes write. What is sealed stays sealed in it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use casefile::ids::FileId;

use super::Loaded;

/// How many files are kept.
const MOST: usize = 512;

/// The files opened lately.
#[derive(Default)]
pub(crate) struct Recent(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    files: HashMap<FileId, (u64, Arc<Loaded>)>,
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

    /// Keeps a file in place of what was kept of it. One that is never committed ends with a hash that nobody will ask for.
    pub(crate) fn keep(&self, loaded: &Arc<Loaded>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        let now = kept.uses;
        kept.files.insert(loaded.id, (now, Arc::clone(loaded)));
        if kept.files.len() > MOST
            && let Some(oldest) = kept.files.iter().min_by_key(|(_, (used, _))| *used).map(|(id, _)| *id)
        {
            kept.files.remove(&oldest);
        }
    }

    /// Forgets everything: what is derived will be derived otherwise.
    pub(crate) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).files.clear();
    }
}
