//! SQLite's one writer, shared. Commands take turns on it, each in a savepoint of its own; those that wait together are committed together,
//! and each hears that it is kept only after that commit has reached the disk. One push to the disk so serves many.
//!
//! Whoever opens the outer transaction also calls the closer, who queues for the writer like everybody else. The queue is fair: commands that
//! were waiting already have their turn before the closer commits, and whoever comes later waits for the next transaction. So a transaction is
//! always closed, whatever becomes of the commands in it.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{Connection as _, Sqlite, SqliteConnection, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use super::batch::{Args, Piece, overtaken};
use crate::LedgerError;

type Kept = Result<(), LedgerError>;

/// The writer, and who waits to hear from it.
pub(crate) struct Writer {
    conn: Option<SqliteConnection>,
    /// Whether the outer transaction is open.
    open: bool,
    /// Whether a turn has begun and not ended: its savepoint is still there.
    unfinished: bool,
    /// Whether a turn was cut off as it began or ended, so that only the commit can tell what there is.
    in_doubt: bool,
    /// Those whose turn is over and who wait for the commit.
    waiting: Vec<oneshot::Sender<Kept>>,
}

/// The queue for the writer.
#[derive(Clone)]
pub(crate) struct Turns {
    writer: Arc<Mutex<Writer>>,
    /// How many stand in the queue.
    queue: Arc<AtomicUsize>,
    patience: Duration,
}

/// One command's turn on the writer. Dropped without [`Turn::commit`], it has never been.
pub(crate) struct Turn(OwnedMutexGuard<Writer>);

/// A SQLite connection inside a transaction: to read from, or a turn on the writer.
pub(crate) enum LiteConn {
    Read(Transaction<'static, Sqlite>),
    /// Outside any transaction: every statement sees what is kept at its own moment.
    Plain(PoolConnection<Sqlite>),
    Turn(Turn),
}

/// Somebody's place in the queue, left when it is dropped.
struct Standing<'a>(&'a AtomicUsize);

impl<'a> Standing<'a> {
    fn in_queue(queue: &'a AtomicUsize) -> Self {
        queue.fetch_add(1, Ordering::Relaxed);
        Self(queue)
    }
}

impl Drop for Standing<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Turns {
    pub(crate) fn new(conn: SqliteConnection, patience: Duration) -> Self {
        let writer = Writer { conn: Some(conn), open: false, unfinished: false, in_doubt: false, waiting: Vec::new() };
        Self { writer: Arc::new(Mutex::new(writer)), queue: Arc::default(), patience }
    }

    /// Waits for a turn.
    pub(crate) async fn begin(&self) -> Result<Turn, LedgerError> {
        let mut writer = self.queued().await?;
        self.open(&mut writer).await?;
        writer.unfinished = true;
        writer.run("SAVEPOINT turn").await?;
        Ok(Turn(writer))
    }

    /// Queues for the writer, and clears away what was left.
    async fn queued(&self) -> Result<OwnedMutexGuard<Writer>, LedgerError> {
        let standing = Standing::in_queue(&self.queue);
        let queued = Arc::clone(&self.writer).lock_owned();
        let mut writer = tokio::time::timeout(self.patience, queued).await.map_err(|_| LedgerError::Busy)?;
        drop(standing);
        writer.settle().await;
        if writer.in_doubt {
            writer.close().await;
        }
        Ok(writer)
    }

    /// Opens the outer transaction, where it is not open, and calls the closer.
    async fn open(&self, writer: &mut Writer) -> Result<(), LedgerError> {
        if writer.open {
            return Ok(());
        }
        // What is about to be so is noted first: whoever is cut off in the middle of a statement is cleared away by the next.
        writer.open = true;
        let closer = Arc::clone(&self.writer);
        tokio::spawn(async move { closer.lock_owned().await.close().await });
        let begun = writer.run("BEGIN IMMEDIATE").await;
        writer.open = begun.is_ok();
        begun
    }

    /// Takes a turn in which everything has been decided already, and waits until it is on the disk. Whoever asks may be cut off: the turn is
    /// taken all the same.
    pub(crate) async fn write(&self, pieces: Vec<Piece>) -> Result<(), LedgerError> {
        let turns = self.clone();
        let written = tokio::spawn(async move { turns.written(pieces).await });
        written.await.unwrap_or_else(|_| Err(LedgerError::Unreachable("shutting down".to_owned())))
    }

    async fn written(&self, mut pieces: Vec<Piece>) -> Result<(), LedgerError> {
        let mut writer = self.queued().await?;
        let one = if pieces.len() == 1 { pieces.pop() } else { None };
        match one {
            // Nobody to share a transaction with: the writer is woken once.
            Some(piece) if !writer.open && self.queue.load(Ordering::Relaxed) == 0 => {
                let done = writer.run_piece("BEGIN IMMEDIATE;", piece, "COMMIT").await;
                if done.is_err() {
                    let _ = writer.run("ROLLBACK").await;
                }
                return done;
            }
            one => pieces.extend(one),
        }
        self.open(&mut writer).await?;
        writer.unfinished = true;
        let last = pieces.len().saturating_sub(1);
        for (nth, piece) in pieces.into_iter().enumerate() {
            let before = if nth == 0 { "SAVEPOINT turn;" } else { "" };
            let after = if nth == last { "RELEASE turn" } else { "" };
            if let Err(error) = writer.run_piece(before, piece, after).await {
                writer.settle().await;
                return Err(error);
            }
        }
        writer.unfinished = false;
        let told = writer.wait();
        drop(writer);
        // Nobody left to tell is a runtime that is shutting down: then it cannot be said whether it was kept.
        told.await.unwrap_or_else(|_| Err(LedgerError::Unreachable("shutting down".to_owned())))
    }

    /// One insert, committed alone: for benchmarks.
    pub(crate) async fn alone(&self, sql: &'static str, id: uuid::Uuid, body: &[u8]) -> Result<(), LedgerError> {
        let mut writer = self.writer.lock().await;
        writer.close().await;
        let conn = writer.conn.as_mut().ok_or_else(|| LedgerError::Unreachable("closed".to_owned()))?;
        sqlx::query(sql).bind(id).bind(body).execute(conn).await?;
        Ok(())
    }

    /// Commits what there is and closes the connection.
    pub(crate) async fn end(&self) {
        let mut writer = self.writer.lock().await;
        writer.close().await;
        if let Some(conn) = writer.conn.take() {
            let _ = conn.close().await;
        }
    }
}

impl Writer {
    async fn run(&mut self, sql: &'static str) -> Result<(), LedgerError> {
        let conn = self.conn.as_mut().ok_or_else(|| LedgerError::Unreachable("closed".to_owned()))?;
        sqlx::query(sql).execute(conn).await.map(|_| ()).map_err(LedgerError::from)
    }

    /// Runs a piece with what stands before it and after it, all in one.
    async fn run_piece(&mut self, before: &str, piece: Piece, after: &str) -> Result<(), LedgerError> {
        let conn = self.conn.as_mut().ok_or_else(|| LedgerError::Unreachable("closed".to_owned()))?;
        let Args::Lite(args) = piece.args else {
            return Err(LedgerError::Database(sqlx::Error::Protocol("a batch for another database".to_owned())));
        };
        let text = sqlx::AssertSqlSafe(format!("{before}{}{after}", piece.text));
        sqlx::query_with(text, args).execute(conn).await.map(|_| ()).map_err(overtaken)
    }

    /// Waits with the others for the commit.
    fn wait(&mut self) -> oneshot::Receiver<Kept> {
        let (tell, told) = oneshot::channel();
        self.waiting.push(tell);
        told
    }

    /// Clears away what an unfinished turn left.
    async fn settle(&mut self) {
        if !self.unfinished {
            return;
        }
        let undone = match self.run("ROLLBACK TO turn").await {
            Ok(()) => self.run("RELEASE turn").await,
            Err(error) => Err(error),
        };
        self.unfinished = false;
        match undone {
            Ok(()) => {}
            // Cut off before the savepoint was made, or after it was released; or SQLite has given up the whole transaction, as it does where
            // the disk fails it. The commit will tell.
            Err(error) if error.to_string().contains("no such savepoint") => self.in_doubt = true,
            Err(error) => self.fail(&error).await,
        }
    }

    /// Commits the outer transaction and tells everybody in it.
    async fn close(&mut self) {
        self.settle().await;
        if !self.open {
            return;
        }
        match self.run("COMMIT").await {
            Ok(()) => {
                self.open = false;
                self.in_doubt = false;
                for waiting in self.waiting.drain(..) {
                    let _ = waiting.send(Ok(()));
                }
            }
            Err(error) => self.fail(&error).await,
        }
    }

    async fn fail(&mut self, error: &LedgerError) {
        let _ = self.run("ROLLBACK").await;
        self.open = false;
        self.in_doubt = false;
        for waiting in self.waiting.drain(..) {
            let _ = waiting.send(Err(error.told_again()));
        }
    }
}

impl Turn {
    /// Ends the turn and waits until it is on the disk.
    pub(crate) async fn commit(mut self) -> Result<(), LedgerError> {
        self.0.run("RELEASE turn").await?;
        self.0.unfinished = false;
        let told = self.0.wait();
        drop(self);
        // Nobody left to tell is a runtime that is shutting down: then it cannot be said whether it was kept.
        told.await.unwrap_or_else(|_| Err(LedgerError::Unreachable("shutting down".to_owned())))
    }
}

impl Deref for Turn {
    type Target = SqliteConnection;
    #[expect(
        clippy::expect_used,
        reason = "the connection is taken only under the lock that the turn holds, when no turn is given any more"
    )]
    fn deref(&self) -> &SqliteConnection {
        self.0.conn.as_ref().expect("a turn has a connection")
    }
}

impl DerefMut for Turn {
    #[expect(clippy::expect_used, reason = "as above")]
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.0.conn.as_mut().expect("a turn has a connection")
    }
}

impl Deref for LiteConn {
    type Target = SqliteConnection;
    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Read(read) => read,
            Self::Plain(read) => read,
            Self::Turn(turn) => turn,
        }
    }
}

impl DerefMut for LiteConn {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Read(read) => read,
            Self::Plain(read) => read,
            Self::Turn(turn) => turn,
        }
    }
}
