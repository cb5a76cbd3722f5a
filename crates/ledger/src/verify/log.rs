//! The log over all files: the end of every chain, in the order in which the worker saw it, as a tree that only grows.
//!
//! One leaf fixes one file's chain up to its end then, because each entry holds the hash of the one before. So a file that grew by forty entries
//! between two heads takes one leaf, and adding a fact costs nothing: leaves are added by whoever takes the head.

use casefile::ids::FileId;
use jiff::Timestamp;
use uuid::Uuid;

use super::head::TreeHead;
use super::tree::{self, Growing};
use crate::journal::chain::Hash;
use crate::keys::HOUSE;
use crate::store::sql::{all, insert_many, maybe, one, row, run, statements};
use crate::{Ledger, LedgerError};

statements! {
    GROWN = "SELECT f.id, f.head_seq, f.head_hash FROM file f WHERE f.id > $1 AND f.head_seq > 0 \
        AND NOT EXISTS (SELECT 1 FROM log_leaf l WHERE l.file = f.id AND l.seq >= f.head_seq) ORDER BY f.id LIMIT 5000";
    LOGGED = "SELECT MAX(seq) FROM log_leaf WHERE file = $1";
    LAST = "SELECT size, note, peaks FROM log_head ORDER BY size DESC LIMIT 1";
    OF_SIZE = "SELECT size, note, peaks FROM log_head WHERE size = $1";
    KEEP = "INSERT INTO log_head (size, taken, note, peaks) VALUES ($1, $2, $3, $4)";
    COSIGNED = "UPDATE log_head SET note = $2 WHERE size = $1";
}

row! {
    struct HeadRow {
        size: i64,
        note: Vec<u8>,
        peaks: Vec<u8>,
    }
}

/// The hash of a leaf: the file, the place of its last entry, and that entry's hash. It tells nothing to whoever does not know all three.
pub(crate) fn leaf(file: FileId, seq: i64, hash: &[u8]) -> Hash {
    let mut data = Vec::with_capacity(56);
    data.extend(file.0.as_bytes());
    data.extend(seq.to_be_bytes());
    data.extend(hash);
    tree::leaf(&data)
}

/// The last head, and the tree from which the log grows on.
struct Last {
    head: TreeHead,
    tree: Growing,
}

impl HeadRow {
    fn read(&self) -> Result<Last, LedgerError> {
        let size = self.size.unsigned_abs();
        let tree = Growing::kept(size, &self.peaks);
        match (TreeHead::read(&self.note), tree) {
            (Some(head), Some(tree)) if head.size() == size && *head.root() == tree.root() => Ok(Last { head, tree }),
            _ => Err(LedgerError::LogBroken { size }),
        }
    }
}

impl Ledger {
    /// Adds the ends of all chains that have grown to the log, signs its head, and keeps it: in the database, and beside it where
    /// [`Ledger::keep_beside`] has named a folder. Where nothing has grown it gives the head that there is.
    /// # Errors
    /// Something stands in the way; what was signed before stays kept.
    pub async fn take_head(&self, now: Timestamp) -> Result<TreeHead, LedgerError> {
        self.may_write()?;
        let mut after = Uuid::nil();
        let head = loop {
            let mut reading = self.read().await?;
            let last = maybe!(reading.conn, HeadRow, LAST)?.map(|row| row.read()).transpose()?;
            let mut grown = all!(reading.conn, (Uuid, i64, Vec<u8>), GROWN, after)?;
            let of_files = grown.last().map(|(file, ..)| *file);
            let (logged,) = one!(reading.conn, (Option<i64>,), LOGGED, HOUSE.0)?;
            if let Some((nth, hash)) = reading.last_key_act().await?.filter(|(nth, _)| logged.is_none_or(|logged| logged < *nth))
            {
                grown.insert(0, (HOUSE.0, nth, hash));
            }
            drop(reading);
            after = of_files.unwrap_or(after);
            match last {
                Some(last) if grown.is_empty() => break last.head,
                None if grown.is_empty() => break self.grow(Growing::default(), &[], now).await?,
                last => self.grow(last.map(|last| last.tree).unwrap_or_default(), &grown, now).await?,
            };
        };
        // Also where it was kept before: a crash may have come between the database and the folder.
        self.keep_head_beside(&head)?;
        self.forget_appended();
        Ok(head)
    }

    /// Adds leaves and signs what comes of it. Two who do it at once collide at the first leaf, and one of them is refused.
    async fn grow(&self, mut tree: Growing, grown: &[(Uuid, i64, Vec<u8>)], now: Timestamp) -> Result<TreeHead, LedgerError> {
        let mut rows = Vec::with_capacity(grown.len());
        for (file, seq, hash) in grown {
            rows.push((i64::try_from(tree.size()).unwrap_or(i64::MAX), *file, *seq, hash.as_slice()));
            tree.add(leaf(FileId(*file), *seq, hash));
        }
        let mut head = TreeHead::unsigned(self.vault().head_verifier().name(), tree.size(), tree.root());
        self.vault().sign(&mut head.note);
        let mut tx = self.begin("take a head of the log").await?;
        insert_many!(tx.conn, "INSERT INTO log_leaf (nth, file, seq, hash)", "", rows, |row| [row.0, row.1, row.2, row.3])?;
        let size = i64::try_from(tree.size()).unwrap_or(i64::MAX);
        run!(tx.conn, KEEP, size, now.as_microsecond(), head.to_string().into_bytes(), tree.peaks())?;
        tx.commit().await?;
        Ok(head)
    }

    /// The head of a size, where one was taken.
    /// # Errors
    /// The database does not answer, or what it kept is no head.
    pub async fn head_of_size(&self, size: u64) -> Result<Option<TreeHead>, LedgerError> {
        let mut reading = self.read().await?;
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        Ok(maybe!(reading.conn, HeadRow, OF_SIZE, size)?.map(|row| row.read()).transpose()?.map(|last| last.head))
    }

    /// The last head that was taken.
    /// # Errors
    /// As [`Ledger::head_of_size`].
    pub async fn last_head(&self) -> Result<Option<TreeHead>, LedgerError> {
        let mut reading = self.read().await?;
        Ok(maybe!(reading.conn, HeadRow, LAST)?.map(|row| row.read()).transpose()?.map(|last| last.head))
    }

    /// Writes what witnesses signed under the head that they signed. Gives how many signatures were new; `None` where this log has no such head.
    /// # Errors
    /// The database does not answer.
    pub async fn add_cosignatures(&self, cosigned: &TreeHead) -> Result<Option<usize>, LedgerError> {
        let Some(mut head) = self.head_of_size(cosigned.size()).await? else { return Ok(None) };
        let Some(new) = head.note.join(cosigned.note()) else { return Ok(None) };
        if new > 0 {
            let mut tx = self.begin("keep a cosignature").await?;
            run!(tx.conn, COSIGNED, i64::try_from(head.size()).unwrap_or(i64::MAX), head.to_string().into_bytes())?;
            tx.commit().await?;
        }
        self.keep_head_beside(&head)?;
        Ok(Some(new))
    }
}
