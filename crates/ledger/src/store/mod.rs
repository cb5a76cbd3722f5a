//! Where everything is kept: one encrypted SQLite file, or one schema of a PostgreSQL database. One set of SQL for both.

mod at_exit;
#[macro_use]
pub(crate) mod batch;
pub(crate) mod connect;
pub(crate) mod migrate;
mod registry;
#[macro_use]
pub(crate) mod sql;
pub(crate) mod turns;
pub(crate) mod tx;

pub use connect::{Address, IfMissing};
pub use tx::{Quick, Reading, Tx};

use sqlx::{PgPool, SqlitePool};

/// An open database.
#[derive(Clone)]
pub(crate) enum Db {
    /// SQLite, encrypted by SQLCipher: many readers beside one writer.
    Lite { read: SqlitePool, write: turns::Turns },
    /// PostgreSQL.
    Pg(PgPool),
}
