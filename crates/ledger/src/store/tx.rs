//! Transactions. [`Reading`] sees one state of the database; [`Tx`] changes it, all together or not at all.

use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use casefile::ids::FileId;

use super::Db;
use super::turns::LiteConn;
use crate::journal::Loaded;
use crate::{Ledger, LedgerError};

/// One connection inside a transaction.
pub(crate) enum Conn {
    Lite(LiteConn),
    Pg(sqlx::Transaction<'static, sqlx::Postgres>),
}

/// One state of the database, to be read from.
pub struct Reading {
    pub(crate) conn: Conn,
    pub(crate) ledger: Ledger,
    pub(crate) files: HashMap<FileId, Arc<Loaded>>,
    /// Whether files are locked as they are read, because something will be added to them.
    pub(crate) locks: bool,
}

/// A transaction that changes things. What is not committed has never been.
///
/// On SQLite, commands that wait for the writer together are committed together, so a transaction may read what the one before it wrote an instant
/// ago. Whoever tells somebody what they read here commits first, also when they have changed nothing: [`Tx::commit`] returns when all is on the disk.
pub struct Tx {
    reading: Reading,
    name: &'static str,
}

impl Deref for Tx {
    type Target = Reading;
    fn deref(&self) -> &Reading {
        &self.reading
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Reading {
        &mut self.reading
    }
}

impl Tx {
    /// What the transaction is there to do, for logs.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Keeps everything. Only when this has returned may anybody be told.
    /// # Errors
    /// Nothing was kept.
    pub async fn commit(self) -> Result<(), LedgerError> {
        match self.reading.conn {
            Conn::Lite(LiteConn::Turn(turn)) => turn.commit().await,
            Conn::Lite(LiteConn::Read(tx)) => Ok(tx.commit().await?),
            Conn::Pg(tx) => Ok(tx.commit().await?),
        }
    }

    /// Gives everything up. Dropping does the same, a little later.
    /// # Errors
    /// The connection failed; nothing was kept either way.
    pub async fn give_up(self) -> Result<(), LedgerError> {
        match self.reading.conn {
            Conn::Lite(_) => Ok(()),
            Conn::Pg(tx) => Ok(tx.rollback().await?),
        }
    }
}

impl Ledger {
    /// Begins a transaction that changes things. On SQLite it waits for the one before it to end.
    /// # Errors
    /// The database is busy, or not there.
    pub async fn begin(&self, name: &'static str) -> Result<Tx, LedgerError> {
        let conn = match self.db() {
            Db::Lite { write, .. } => Conn::Lite(LiteConn::Turn(write.begin().await?)),
            Db::Pg(pool) => Conn::Pg(pool.begin().await?),
        };
        Ok(Tx { reading: self.reading(conn, true), name })
    }

    /// Begins to read: everything that is read through it is of one moment.
    /// # Errors
    /// The database is busy, or not there.
    pub async fn read(&self) -> Result<Reading, LedgerError> {
        let conn = match self.db() {
            Db::Lite { read, .. } => Conn::Lite(LiteConn::Read(read.begin().await?)),
            Db::Pg(pool) => Conn::Pg(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?),
        };
        Ok(self.reading(conn, false))
    }

    fn reading(&self, conn: Conn, locks: bool) -> Reading {
        Reading { conn, ledger: self.clone(), files: HashMap::new(), locks }
    }
}
