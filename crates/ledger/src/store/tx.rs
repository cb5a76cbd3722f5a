//! Transactions. [`Reading`] sees one state of the database; [`Tx`] changes it, all together or not at all.

use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use casefile::ids::{FileId, PersonId};
use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres, Transaction};
use tokio::sync::OwnedMutexGuard;
use vault::DataKey;

use super::Db;
use super::batch::{self, Batch, Piece};
use super::turns::LiteConn;
use crate::journal::{FileRow, Loaded};
use crate::{Ledger, LedgerError};

/// One connection, as a rule inside a transaction.
pub(crate) enum Conn {
    Lite(LiteConn),
    Pg(PgConn),
    /// None yet: it is taken when something is read. What a command needs is mostly in memory.
    Later(Db),
}

/// A connection that is there.
pub(crate) enum Ready<'a> {
    Lite(&'a mut LiteConn),
    Pg(&'a mut PgConn),
}

/// A PostgreSQL connection.
pub(crate) enum PgConn {
    Tx(Transaction<'static, Postgres>),
    /// Outside any transaction: every statement sees what is kept at its own moment, and is kept by itself.
    Plain(PoolConnection<Postgres>),
}

impl Deref for PgConn {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        match self {
            Self::Tx(tx) => tx,
            Self::Plain(plain) => plain,
        }
    }
}

impl DerefMut for PgConn {
    fn deref_mut(&mut self) -> &mut PgConnection {
        match self {
            Self::Tx(tx) => tx,
            Self::Plain(plain) => plain,
        }
    }
}

impl Conn {
    /// The connection, taken now where there was none.
    pub(crate) async fn ready(&mut self) -> Result<Ready<'_>, sqlx::Error> {
        if let Self::Later(db) = self {
            *self = plain(db).await?;
        }
        match self {
            Self::Lite(lite) => Ok(Ready::Lite(lite)),
            Self::Pg(pg) => Ok(Ready::Pg(pg)),
            Self::Later(_) => Err(sqlx::Error::PoolClosed),
        }
    }

    /// Keeps what was done in the transaction, where there is one.
    pub(crate) async fn commit(self) -> Result<(), LedgerError> {
        match self {
            Self::Lite(LiteConn::Turn(turn)) => turn.commit().await,
            Self::Lite(LiteConn::Read(tx)) => Ok(tx.commit().await?),
            Self::Pg(PgConn::Tx(tx)) => Ok(tx.commit().await?),
            Self::Lite(LiteConn::Plain(_)) | Self::Pg(PgConn::Plain(_)) | Self::Later(_) => Ok(()),
        }
    }
}

/// A connection outside any transaction.
async fn plain(db: &Db) -> Result<Conn, sqlx::Error> {
    Ok(match db {
        Db::Lite { read, .. } => Conn::Lite(LiteConn::Plain(read.acquire().await?)),
        Db::Pg(pool) => Conn::Pg(PgConn::Plain(pool.acquire().await?)),
    })
}

/// One state of the database, to be read from.
pub struct Reading {
    pub(crate) conn: Conn,
    pub(crate) ledger: Ledger,
    pub(crate) files: HashMap<FileId, Arc<Loaded>>,
    /// Keys of people that were asked for or made here.
    pub(crate) person_keys: HashMap<PersonId, DataKey>,
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
    /// What is to be written and has not been sent yet.
    pub(crate) later: Batch,
    /// The state of the side of staff that this stands on ([`crate::Remembered`]), where it was not read in this transaction.
    pub(crate) as_of: Option<i64>,
}

/// One command on one file, without a transaction until it is kept: what it needs is read first, and everything that it changes is sent in one
/// piece, which the database takes only if the file still ends where it was read. Commands of this process on one file come one after another.
pub struct Quick {
    pub(crate) tx: Tx,
    pub(crate) row: Option<FileRow>,
    _one_at_a_time: OwnedMutexGuard<()>,
}

impl Deref for Quick {
    type Target = Reading;
    fn deref(&self) -> &Reading {
        &self.tx.reading
    }
}

impl DerefMut for Quick {
    fn deref_mut(&mut self) -> &mut Reading {
        &mut self.tx.reading
    }
}

impl Quick {
    /// Keeps everything in one piece. Only when this has returned may anybody be told.
    pub(crate) async fn commit(self) -> Result<(), LedgerError> {
        let Tx { reading: Reading { conn, ledger, .. }, mut later, .. } = self.tx;
        let pieces = later.take();
        let kept = match ledger.db() {
            Db::Lite { write, .. } => {
                drop(conn);
                write.write(pieces).await
            }
            Db::Pg(_) => on_the_server(&ledger, conn, pieces).await,
        };
        // What is there already was put there by somebody who was quicker.
        kept.map_err(|error| if matches!(error, LedgerError::Taken) { LedgerError::Busy } else { error })
    }
}

/// One statement is a transaction by itself; several need one around them.
async fn on_the_server(ledger: &Ledger, mut conn: Conn, pieces: Vec<Piece>) -> Result<(), LedgerError> {
    if pieces.len() < 2 {
        return batch::send(&mut conn, pieces).await;
    }
    drop(conn);
    let mut tx = ledger.begin("several pieces").await?;
    batch::send(&mut tx.conn, pieces).await?;
    tx.commit().await
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
    pub async fn commit(mut self) -> Result<(), LedgerError> {
        self.send().await?;
        self.reading.conn.commit().await
    }

    /// Sends what has been written down.
    pub(crate) async fn send(&mut self) -> Result<(), LedgerError> {
        batch::send(&mut self.reading.conn, self.later.take()).await
    }

    /// Gives everything up. Dropping does the same, a little later.
    /// # Errors
    /// The connection failed; nothing was kept either way.
    pub async fn give_up(self) -> Result<(), LedgerError> {
        match self.reading.conn {
            Conn::Pg(PgConn::Tx(tx)) => Ok(tx.rollback().await?),
            Conn::Lite(_) | Conn::Pg(PgConn::Plain(_)) | Conn::Later(_) => Ok(()),
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
            Db::Pg(pool) => Conn::Pg(PgConn::Tx(pool.begin().await?)),
        };
        Ok(self.tx(conn, true, name))
    }

    /// Begins one command on one file. It waits for those of this process that are at work on the same file.
    /// # Errors
    /// The database is busy, or not there.
    pub async fn begin_quick(&self, name: &'static str, file: FileId) -> Result<Quick, LedgerError> {
        let one_at_a_time = self.place_of(file).lock_owned().await;
        let conn = Conn::Later(self.db().clone());
        Ok(Quick { tx: self.tx(conn, false, name), row: None, _one_at_a_time: one_at_a_time })
    }

    fn tx(&self, conn: Conn, locks: bool, name: &'static str) -> Tx {
        let server = matches!(self.db(), Db::Pg(_));
        Tx { reading: self.reading(conn, locks), name, later: Batch::new(server), as_of: None }
    }

    /// Begins to read one thing, or things that need not be of one moment: it costs the database no transaction.
    /// # Errors
    /// The database is busy, or not there.
    pub async fn glance(&self) -> Result<Reading, LedgerError> {
        Ok(self.reading(plain(self.db()).await?, false))
    }

    /// Begins to read: everything that is read through it is of one moment.
    /// # Errors
    /// The database is busy, or not there.
    pub async fn read(&self) -> Result<Reading, LedgerError> {
        let conn = match self.db() {
            Db::Lite { read, .. } => Conn::Lite(LiteConn::Read(read.begin().await?)),
            Db::Pg(pool) => Conn::Pg(PgConn::Tx(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?)),
        };
        Ok(self.reading(conn, false))
    }

    fn reading(&self, conn: Conn, locks: bool) -> Reading {
        Reading { conn, ledger: self.clone(), files: HashMap::new(), person_keys: HashMap::new(), locks }
    }
}
