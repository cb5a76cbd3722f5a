//! Forward migrations. A database remembers its version and refuses a program that is older than it.

use vault::Vault;

use super::Db;
use super::turns::LiteConn;
use super::tx::{Conn, PgConn, Ready};
use crate::{Ledger, LedgerError};

struct Migration {
    version: i64,
    sql: &'static str,
}

/// Every step, in order. A step that has been released is never changed: the next one mends it.
const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: include_str!("../../migrations/0001_journal.sql") },
    Migration { version: 2, sql: include_str!("../../migrations/0002_house.sql") },
    Migration { version: 3, sql: include_str!("../../migrations/0003_guard.sql") },
    Migration { version: 4, sql: include_str!("../../migrations/0004_flat_work_lists.sql") },
    Migration { version: 5, sql: include_str!("../../migrations/0005_log.sql") },
    Migration { version: 6, sql: include_str!("../../migrations/0006_keys.sql") },
    Migration { version: 7, sql: include_str!("../../migrations/0007_lists_that_hide.sql") },
    Migration { version: 8, sql: include_str!("../../migrations/0008_delivery.sql") },
    Migration { version: 9, sql: include_str!("../../migrations/0009_emergency.sql") },
    Migration { version: 10, sql: include_str!("../../migrations/0010_matching.sql") },
    Migration { version: 11, sql: include_str!("../../migrations/0011_watch.sql") },
    Migration { version: 12, sql: include_str!("../../migrations/0012_one_person.sql") },
    Migration { version: 13, sql: include_str!("../../migrations/0013_homes.sql") },
    Migration { version: 14, sql: include_str!("../../migrations/0014_returns.sql") },
    Migration { version: 15, sql: include_str!("../../migrations/0015_register.sql") },
];

/// The newest version that this program knows.
pub const NEWEST: i64 = MIGRATIONS[MIGRATIONS.len() - 1].version;

super::sql::statements! {
    VERSION = "SELECT COALESCE(MAX(version), 0) FROM journal_version";
    KEEP_VERSION = "INSERT INTO journal_version (version, reached) VALUES ($1, $2)";
    KEY_CHECK = "SELECT value FROM key_check";
    KEEP_KEY_CHECK = "INSERT INTO key_check (id, value) VALUES (1, $1)";
}

const FOUNDATION: &str = "
    CREATE TABLE IF NOT EXISTS journal_version (version BIGINT NOT NULL PRIMARY KEY, reached BIGINT NOT NULL);
    CREATE TABLE IF NOT EXISTS key_check (id BIGINT NOT NULL PRIMARY KEY, value BYTEA NOT NULL);
";

/// The nodes of one installation migrate one after another; partnerships beside them, in schemas of their own, do not wait.
const LOCK: &str = "SELECT pg_advisory_xact_lock(4815162, hashtext(current_schema()))";

impl Ledger {
    /// Brings the database to a version, in one transaction; makes it where it is new. `now` in microseconds. Gives the version that it had.
    pub(crate) async fn migrate(&self, up_to: i64, now: i64) -> Result<i64, LedgerError> {
        let mut conn = match self.db() {
            Db::Lite { write, .. } => Conn::Lite(LiteConn::Turn(write.begin().await?)),
            Db::Pg(pool) => {
                let mut tx = pool.begin().await?;
                sqlx::query(LOCK).execute(&mut *tx).await?;
                Conn::Pg(PgConn::Tx(tx))
            }
        };
        script(&mut conn, FOUNDATION).await?;
        let (found,): (i64,) = super::sql::one!(conn, (i64,), VERSION)?;
        if found > NEWEST {
            return Err(LedgerError::NewerVersion { found, known: NEWEST });
        }
        keys_fit(&mut conn, self.vault()).await?;
        for migration in MIGRATIONS.iter().filter(|step| step.version > found && step.version <= up_to) {
            script(&mut conn, migration.sql).await?;
            super::sql::run!(conn, KEEP_VERSION, migration.version, now)?;
        }
        conn.commit().await?;
        Ok(found)
    }
}

/// Tells a wrong key file before anything is opened with it.
async fn keys_fit(conn: &mut Conn, vault: &Vault) -> Result<(), LedgerError> {
    match super::sql::maybe!(*conn, (Vec<u8>,), KEY_CHECK)? {
        Some((kept,)) if vault.is_key_check(&kept) => Ok(()),
        Some(_) => Err(LedgerError::WrongKey),
        None => super::sql::run!(*conn, KEEP_KEY_CHECK, vault.key_check().to_vec()).map(|_| ()),
    }
}

async fn script(conn: &mut Conn, sql: &'static str) -> Result<(), LedgerError> {
    match conn.ready().await? {
        Ready::Lite(tx) => sqlx::raw_sql(sql).execute(&mut **tx).await.map(|_| ()),
        Ready::Pg(tx) => sqlx::raw_sql(sql).execute(&mut **tx).await.map(|_| ()),
    }
    .map_err(LedgerError::from)
}
