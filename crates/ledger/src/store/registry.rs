//! Every statement there is, and the proof that the database takes each of them.

use sqlx::{Executor as _, SqlSafeStr as _};

use super::sql::Sql;
use super::tx::Conn;
use crate::{Ledger, LedgerError, house, journal, reader, verify, views, work};

const ROOMS: &[(&str, &[(&str, Sql)])] = &[
    ("migrate", super::migrate::STATEMENTS),
    ("append", journal::APPEND),
    ("load", journal::LOAD),
    ("reader", reader::STATEMENTS),
    ("head", verify::HEAD),
    ("walk", verify::WALK),
    ("files", views::FILES),
    ("obligations", views::OBLIGATIONS),
    ("rebuild", views::REBUILD),
];

impl Ledger {
    /// Runs a statement as somebody would who has the database and its password, past everything that Holdfast checks. For tests of tampering.
    /// # Errors
    /// The database does not take it.
    #[doc(hidden)]
    pub async fn run_for_a_test(&self, sql: String) -> Result<u64, LedgerError> {
        let mut tx = self.begin("tamper").await?;
        let sql = sqlx::AssertSqlSafe(sql);
        let done = match &mut tx.conn {
            Conn::Lite(conn) => sqlx::query(sql).execute(&mut **conn).await?.rows_affected(),
            Conn::Pg(conn) => sqlx::query(sql).execute(&mut **conn).await?.rows_affected(),
        };
        tx.commit().await?;
        Ok(done)
    }

    /// Has the database prepare every statement; gives how many there are. For a test: it takes the place of checking SQL as it is compiled.
    /// # Errors
    /// Names the statement that the database does not take.
    #[doc(hidden)]
    pub async fn prepare_every_statement(&self) -> Result<usize, (String, LedgerError)> {
        let mut tx = self.begin("prepare").await.map_err(|error| ("begin".to_owned(), error))?;
        let mut count = 0;
        for (room, statements) in ROOMS.iter().chain(house::STATEMENTS).chain(work::STATEMENTS) {
            for (name, sql) in *statements {
                count += 1;
                match &mut tx.conn {
                    Conn::Lite(conn) => (&mut **conn).prepare(sql.lite.into_sql_str()).await.map(|_| ()),
                    Conn::Pg(conn) => (&mut **conn).prepare(sql.pg.into_sql_str()).await.map(|_| ()),
                }
                .map_err(|error| (format!("{room}::{name}"), error.into()))?;
            }
        }
        Ok(count)
    }
}
