//! A fresh database for each test: an encrypted SQLite file, and a PostgreSQL schema of its own where there is a server.

use std::io::Write as _;
use std::sync::Arc;

use jiff::Timestamp;
use ledger::{Address, IfMissing, Ledger, LedgerError};
use sqlx::{Connection as _, PgConnection};
use tempfile::TempDir;
use vault::Vault;

/// The variable that names a PostgreSQL server on which tests may make schemas.
const SERVER: &str = "HOLDFAST_TEST_POSTGRES";

/// A database that a test may do with as it likes.
pub struct Database {
    /// `"SQLite"` or `"PostgreSQL"`.
    pub name: &'static str,
    /// Its ledger.
    pub ledger: Ledger,
    /// Where it is.
    pub address: Address,
    /// Its keys.
    pub vault: Arc<Vault>,
    /// The folder of a SQLite file; gone with the value.
    pub folder: Option<TempDir>,
}

impl Database {
    /// Opens the same database once more, as another process would.
    /// # Errors
    /// As [`Ledger::open`].
    pub async fn opened_again(&self) -> Result<Ledger, LedgerError> {
        Ledger::open(&self.address, Arc::clone(&self.vault), IfMissing::Refuse, crate::at("2026-06-01T09:00")).await
    }

    /// A connection for tampering: what somebody with the database's password, or the disk, could do.
    pub async fn tamper(&self, sql: &'static str) {
        self.tamper_with(sql.to_owned()).await;
    }

    /// All that the database holds, as somebody with its password, or with the disk, reads it.
    /// # Panics
    /// It cannot be read.
    pub async fn at_rest(&self) -> String {
        let mut all = String::new();
        if let Some(folder) = &self.folder {
            for file in std::fs::read_dir(folder.path()).expect("the folder").flatten() {
                all.push_str(&String::from_utf8_lossy(&std::fs::read(file.path()).unwrap_or_default()));
            }
        }
        if let Address::Server { url, schema } = &self.address {
            let mut server = PgConnection::connect(url).await.expect("the server");
            let schema = schema.as_deref().unwrap_or("public");
            let tables = sqlx::query_scalar::<_, String>("SELECT tablename::text FROM pg_tables WHERE schemaname = $1");
            for table in tables.bind(schema).fetch_all(&mut server).await.expect("its tables") {
                let rows = format!("SELECT t::text FROM {schema}.{table} t");
                let rows = sqlx::query_scalar::<_, String>(sqlx::AssertSqlSafe(rows)).fetch_all(&mut server).await;
                for row in rows.expect("its rows") {
                    all.push_str(&row);
                    all.push_str(&in_letters(&row));
                    all.push('\n');
                }
            }
        }
        all
    }

    /// As [`Database::tamper`], for a statement that is put together.
    /// # Panics
    /// The statement fails.
    pub async fn tamper_with(&self, sql: String) {
        self.ledger.run_for_a_test(sql).await.expect("the tampering itself must work");
    }
}

/// A new SQLite file with a key of its own.
/// # Panics
/// It cannot be made.
pub async fn fresh_sqlite() -> Database {
    let folder = tempfile::tempdir().expect("a folder");
    let address = Address::File(folder.path().join("holdfast.db"));
    opened("SQLite", address, Some(folder)).await
}

/// A new schema on the server that `HOLDFAST_TEST_POSTGRES` names; `None`, and a loud word, where it names none.
/// # Panics
/// The server does not answer.
pub async fn fresh_postgres() -> Option<Database> {
    let Ok(server) = std::env::var(SERVER) else {
        // Past the test harness's capture: nobody may believe that PostgreSQL was tried.
        let _ = writeln!(
            std::io::stderr().lock(),
            "\n*** {SERVER} is not set: THIS TEST RUNS ON SQLITE ONLY. `make test` runs it on PostgreSQL too. ***\n"
        );
        return None;
    };
    let joint = if server.contains('?') { '&' } else { '?' };
    let address = format!("{server}{joint}schema=t_{}", uuid::Uuid::new_v4().simple()).parse().expect("an address");
    Some(opened("PostgreSQL", address, None).await)
}

/// A fresh database of each kind. Run the same test on every one.
/// # Panics
/// One cannot be made.
pub async fn databases() -> Vec<Database> {
    let mut all = vec![fresh_sqlite().await];
    all.extend(fresh_postgres().await);
    all
}

async fn opened(name: &'static str, address: Address, folder: Option<TempDir>) -> Database {
    let vault = Arc::new(Vault::from_master([42; 32]));
    let now: Timestamp = crate::at("2026-01-01T00:00");
    let ledger = Ledger::open(&address, Arc::clone(&vault), IfMissing::Create, now).await.expect("a fresh database");
    Database { name, ledger, address, vault, folder }
}

/// Columns of bytes, which PostgreSQL writes as hexadecimal digits, as text.
fn in_letters(row: &str) -> String {
    let columns = row.split("\\x").skip(1).map(|rest| rest.bytes().take_while(u8::is_ascii_hexdigit).collect::<Vec<u8>>());
    let bytes = columns.flat_map(|digits| data_encoding::HEXLOWER.decode(&digits[..digits.len() / 2 * 2]).unwrap_or_default());
    String::from_utf8_lossy(&bytes.collect::<Vec<u8>>()).into_owned()
}
