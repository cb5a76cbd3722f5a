//! The only room that holds SQL: the journal of facts, and the views that are made from it.
//!
//! Facts are only ever added. [`Tx::append`] seals them, chains them, keeps them and brings every view up to date, in one transaction, on
//! SQLite and on PostgreSQL alike. What is sealed is read through the [`Reader`] and no other way: it writes the look into the journal first.

mod error;
mod house;
mod journal;
mod kept;
mod keys;
mod matching;
mod outgoing;
mod outward;
mod reader;
mod store;
mod verify;
mod views;
mod work;

use std::sync::atomic::AtomicU64;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use casefile::ids::FileId;
use casefile::obligations::Standards;
use jiff::Timestamp;
use vault::Vault;

pub use error::LedgerError;
pub use house::*;
pub use journal::{Appended, NewFile, Recording};
pub use kept::{KeptFolder, RolledBack};
pub use keys::{KeyStatus, Rotated, Shredded, Target, Tombstone, Wish};
pub use matching::{Close, Matched, StaffDetails};
pub use outgoing::{Allowed, Checked, Outgoing, ScanHit, Sealed, content_hash};
pub use outward::Outward;
pub use reader::{Look, LookedAt, Reader, sealed_fields};
pub use store::{Address, IfMissing, Quick, Reading, Tx};
pub use verify::{
    Against, Cosigned, Exported, Extent, Finding, NotAHead, Request, TreeHead, Verified, Wrong, follows, for_witness,
    verify_export,
};
pub use views::Rebuilt;
pub use work::*;

use store::Db;

/// An open ledger. Cheap to clone: every clone is the same ledger.
#[derive(Clone)]
pub struct Ledger(Arc<Inner>);

struct Inner {
    db: Db,
    vault: Arc<Vault>,
    standards: RwLock<Arc<Standards>>,
    recent: journal::Recent,
    /// Accounts as they were read last.
    accounts: Accounts,
    /// Staff as the matcher saw them last.
    staff: RwLock<Option<Arc<matching::StaffIndex>>>,
    /// The folder beside the database, where one was named.
    beside: OnceLock<KeptFolder>,
    /// Why nothing is recorded, where that is so.
    alarm: OnceLock<RolledBack>,
    /// How many facts were added since the last head.
    appended: AtomicU64,
    /// Where commands on one file come one after another. Files share the places.
    places: [Arc<tokio::sync::Mutex<()>>; PLACES],
}

/// The first version that compares staff with people in files.
const COMPARED_SINCE: i64 = 10;

/// The first version that has every view of today.
const VIEWED_SINCE: i64 = 15;

/// How many files can be worked on at once, at most.
const PLACES: usize = 256;

impl Ledger {
    /// The version that this program writes.
    pub const NEWEST_VERSION: i64 = store::migrate::NEWEST;

    /// Opens a database with its key file, and brings it to this program's version.
    /// # Errors
    /// Says what is wrong: no database, a wrong key file, a newer version, a disk or a server that does not answer.
    pub async fn open(address: &Address, vault: Arc<Vault>, if_missing: IfMissing, now: Timestamp) -> Result<Self, LedgerError> {
        Self::open_at(address, vault, if_missing, now, store::migrate::NEWEST).await
    }

    /// Opens a database at an older version. For the tests of migrations.
    #[doc(hidden)]
    pub async fn open_at(
        address: &Address,
        vault: Arc<Vault>,
        if_missing: IfMissing,
        now: Timestamp,
        version: i64,
    ) -> Result<Self, LedgerError> {
        let db = store::connect::open(address, &vault, if_missing).await?;
        let ledger = Self(Arc::new(Inner {
            db,
            vault,
            standards: RwLock::default(),
            recent: journal::Recent::default(),
            accounts: Accounts::default(),
            staff: RwLock::default(),
            beside: OnceLock::new(),
            alarm: OnceLock::new(),
            appended: AtomicU64::new(0),
            places: std::array::from_fn(|_| Arc::default()),
        }));
        let found = ledger.migrate(version, now.as_microsecond()).await?;
        if version == store::migrate::NEWEST {
            ledger.refresh_standards().await?;
            // What an older version kept was never compared, nor indexed as it is today: nobody comes in before that is done.
            if (1..VIEWED_SINCE).contains(&found) {
                ledger.rebuild().await?;
            }
            if (1..COMPARED_SINCE).contains(&found) {
                ledger.match_everybody(now).await?;
            }
        }
        Ok(ledger)
    }

    /// Closes every connection. What is committed is kept without it.
    pub async fn close(&self) {
        match self.db() {
            Db::Lite { read, write } => {
                read.close().await;
                write.end().await;
            }
            Db::Pg(pool) => pool.close().await,
        }
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.0.vault
    }

    /// The partnership's own lengths of clocks.
    pub fn standards(&self) -> Arc<Standards> {
        Arc::clone(&self.0.standards.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where commands of this process on a file wait for each other.
    pub(crate) fn place_of(&self, file: FileId) -> Arc<tokio::sync::Mutex<()>> {
        let bytes = file.0.as_bytes();
        Arc::clone(&self.0.places[usize::from(bytes[15]) % PLACES])
    }

    pub(crate) fn recent(&self) -> &journal::Recent {
        &self.0.recent
    }

    pub(crate) fn accounts(&self) -> &Accounts {
        &self.0.accounts
    }

    pub(crate) fn staff_kept(&self) -> Option<Arc<matching::StaffIndex>> {
        self.0.staff.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn keep_staff(&self, index: &Arc<matching::StaffIndex>) {
        *self.0.staff.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(index));
    }

    pub(crate) fn set_standards(&self, standards: Standards) {
        if *self.standards() != standards {
            *self.0.standards.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(standards);
            self.recent().forget();
        }
    }
}
