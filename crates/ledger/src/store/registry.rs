//! Every statement there is, and the proof that the database takes each of them.

use sqlx::{Executor as _, SqlSafeStr as _};

use super::sql::Sql;
use super::tx::Ready;
use crate::{Ledger, LedgerError, house, journal, keys, matching, reader, verify, views, work};

const ROOMS: &[(&str, &[(&str, Sql)])] = &[
    ("migrate", super::migrate::STATEMENTS),
    ("append", journal::APPEND),
    ("import", journal::IMPORT),
    ("load", journal::LOAD),
    ("reader", reader::STATEMENTS),
    ("log", verify::LOG),
    ("heads", verify::HEADS),
    ("export", verify::EXPORT),
    ("key acts", keys::ACTS),
    ("rotate", keys::ROTATE),
    ("shred", keys::SHRED),
    ("walk", verify::WALK),
    ("people", matching::PEOPLE),
    ("alike", matching::ALIKE),
    ("staff", matching::STAFF),
    ("bars", matching::BARS),
    ("applicants", views::APPLICANTS),
    ("files", views::FILES),
    ("guard", views::GUARD),
    ("obligations", views::OBLIGATIONS),
    ("occupancy", views::OCCUPANCY),
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
        let done = match tx.conn.ready().await? {
            Ready::Lite(conn) => sqlx::query(sql).execute(&mut **conn).await?.rows_affected(),
            Ready::Pg(conn) => sqlx::query(sql).execute(&mut **conn).await?.rows_affected(),
        };
        tx.commit().await?;
        Ok(done)
    }

    /// One plain insert with its own push to the disk: the machine's own limit, for benchmarks. The table `bare` has to be there.
    /// # Errors
    /// The database does not take it.
    #[doc(hidden)]
    pub async fn bare_insert_for_a_bench(&self, body: &[u8]) -> Result<(), LedgerError> {
        let sql = "INSERT INTO bare (id, body) VALUES ($1, $2)";
        let id = uuid::Uuid::new_v4();
        match self.db() {
            super::Db::Lite { write, .. } => write.alone(sql, id, body).await,
            super::Db::Pg(pool) => Ok(sqlx::query(sql).bind(id).bind(body).execute(pool).await.map(|_| ())?),
        }
    }

    /// Sets something on SQLite's writer. For tests of full and read-only disks.
    /// # Errors
    /// The database does not take it.
    #[doc(hidden)]
    pub async fn pragma_for_a_test(&self, sql: &'static str) -> Result<(), LedgerError> {
        let mut tx = self.begin("pragma").await?;
        if let Ready::Lite(conn) = tx.conn.ready().await? {
            sqlx::raw_sql(sql).execute(&mut **conn).await?;
        }
        tx.commit().await
    }

    /// Every row of a table as text, in order. For tests that compare.
    /// # Errors
    /// The database does not answer.
    #[doc(hidden)]
    pub async fn dump(&self, table: &str) -> Result<Vec<String>, LedgerError> {
        let mut tx = self.begin("dump").await?;
        let mut rows: Vec<String> = match tx.conn.ready().await? {
            Ready::Lite(conn) => {
                let sql = sqlx::AssertSqlSafe(format!("SELECT name FROM pragma_table_info('{table}') ORDER BY name"));
                let columns: Vec<(String,)> = sqlx::query_as(sql).fetch_all(&mut **conn).await?;
                let quoted: Vec<String> = columns.into_iter().map(|(column,)| format!("quote({column})")).collect();
                let sql = sqlx::AssertSqlSafe(format!("SELECT {} FROM {table}", quoted.join(" || ' ' || ")));
                sqlx::query_as::<_, (String,)>(sql).fetch_all(&mut **conn).await?
            }
            Ready::Pg(conn) => {
                let sql = sqlx::AssertSqlSafe(format!("SELECT CAST(t AS TEXT) FROM {table} t"));
                sqlx::query_as::<_, (String,)>(sql).fetch_all(&mut **conn).await?
            }
        }
        .into_iter()
        .map(|(row,)| row)
        .collect();
        rows.sort_unstable();
        Ok(rows)
    }

    /// Every row of a SQLite table as an `INSERT` in which ids stand as `{uuid:…}` and bytes as `{bytes:…}`. For fixtures of migrations.
    /// # Errors
    /// The database does not answer.
    #[doc(hidden)]
    pub async fn dump_as_inserts(&self, table: &str) -> Result<Vec<String>, LedgerError> {
        let mut tx = self.begin("dump").await?;
        let Ready::Lite(conn) = tx.conn.ready().await? else { return Ok(Vec::new()) };
        let sql = sqlx::AssertSqlSafe(format!("SELECT name, type FROM pragma_table_info('{table}') ORDER BY cid"));
        let columns: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(&mut **conn).await?;
        let value = |(name, kind): &(String, String)| match kind.as_str() {
            "UUID" => format!("CASE WHEN {name} IS NULL THEN 'NULL' ELSE '{{uuid:' || hex({name}) || '}}' END"),
            "BYTEA" => format!("CASE WHEN {name} IS NULL THEN 'NULL' ELSE '{{bytes:' || hex({name}) || '}}' END"),
            _ => format!("quote({name})"),
        };
        let values: Vec<String> = columns.iter().map(value).collect();
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let sql = sqlx::AssertSqlSafe(format!("SELECT {} FROM {table}", values.join(" || ', ' || ")));
        let rows: Vec<(String,)> = sqlx::query_as(sql).fetch_all(&mut **conn).await?;
        let insert = |(row,): (String,)| format!("INSERT INTO {table} ({}) VALUES ({row})", names.join(", "));
        let mut rows: Vec<String> = rows.into_iter().map(insert).collect();
        rows.sort_unstable();
        Ok(rows)
    }

    /// How SQLite goes about each statement of work lists, one line for each step. For a test: none of them may read a whole table.
    /// # Errors
    /// The database does not take a statement.
    #[doc(hidden)]
    pub async fn plans_of_work(&self) -> Result<Vec<(String, Vec<String>)>, LedgerError> {
        let mut tx = self.begin("plans").await?;
        let Ready::Lite(conn) = tx.conn.ready().await? else { return Ok(Vec::new()) };
        let mut plans = Vec::new();
        for (room, statements) in work::STATEMENTS {
            for (name, sql) in *statements {
                let sql = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", sql.lite));
                let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(sql).fetch_all(&mut **conn).await?;
                plans.push((format!("{room}::{name}"), steps.into_iter().map(|step| step.3).collect()));
            }
        }
        Ok(plans)
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
                let ready = tx.conn.ready().await.map_err(|error| (format!("{room}::{name}"), error.into()))?;
                match ready {
                    Ready::Lite(conn) => (&mut **conn).prepare(sql.lite.into_sql_str()).await.map(|_| ()),
                    Ready::Pg(conn) => (&mut **conn).prepare(sql.pg.into_sql_str()).await.map(|_| ()),
                }
                .map_err(|error| (format!("{room}::{name}"), error.into()))?;
            }
        }
        Ok(count)
    }
}
