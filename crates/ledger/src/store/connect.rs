//! Opening a database, and telling at once what is wrong with it.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

use data_encoding::HEXLOWER;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};
use vault::Vault;

use super::turns::Turns;
use super::{Db, at_exit};
use crate::LedgerError;

/// How long somebody waits for another writer before being told that the database is busy.
const PATIENCE: Duration = Duration::from_secs(10);
const READERS: u32 = 8;
const PG_CONNECTIONS: u32 = 24;
/// KiB of pages that a SQLite connection keeps decrypted: reading one anew costs its decryption and its MAC.
const CACHE: u32 = 32 * 1024;
/// A connection that has rested as long is asked whether its server is still there before it is used again.
const RESTED: Duration = Duration::from_secs(1);
const STATEMENT_CACHE: usize = 400;
/// How much of a SQLite file a connection keeps decrypted, in KiB: for the writer what a large import touches, for each reader the upper
/// levels of all indexes of a hundred thousand files.
const WRITER_CACHE: &str = "-65536";
const READER_CACHE: &str = "-16384";

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// An encrypted SQLite file.
    File(PathBuf),
    /// PostgreSQL: the server's address, and the partnership's schema.
    Server {
        /// `postgres://…`
        url: String,
        /// The schema; `public` where none is named.
        schema: Option<String>,
    },
}

impl std::str::FromStr for Address {
    type Err = LedgerError;

    /// A path, or `postgres://user:password@host/name`, with `?schema=partnership` where several partnerships share the server.
    fn from_str(text: &str) -> Result<Self, LedgerError> {
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            let path = text.strip_prefix("sqlite:").unwrap_or(text);
            if path.is_empty() || path.contains("://") {
                return Err(LedgerError::NoAddress(text.to_owned()));
            }
            return Ok(Self::File(path.into()));
        }
        let (server, query) = text.split_once('?').unwrap_or((text, ""));
        let mut kept = Vec::new();
        let mut schema = None;
        for part in query.split('&').filter(|part| !part.is_empty()) {
            match part.strip_prefix("schema=") {
                Some(name) if is_schema_name(name) => schema = Some(name.to_owned()),
                Some(_) => return Err(LedgerError::NoAddress(text.to_owned())),
                None => kept.push(part),
            }
        }
        let url = if kept.is_empty() { server.to_owned() } else { format!("{server}?{}", kept.join("&")) };
        Ok(Self::Server { url, schema })
    }
}

/// Small letters, digits and underscores, a letter first: it is written into `CREATE SCHEMA`, which takes no parameters.
fn is_schema_name(name: &str) -> bool {
    name.len() <= 63
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// What to do where there is no database yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfMissing {
    /// Make one.
    Create,
    /// Say so.
    Refuse,
}

pub(crate) async fn open(address: &Address, vault: &Vault, if_missing: IfMissing) -> Result<Db, LedgerError> {
    match address {
        Address::File(path) => file(path, vault, if_missing).await,
        Address::Server { url, schema } => server(url, schema.as_deref(), if_missing).await,
    }
}

async fn file(path: &Path, vault: &Vault, if_missing: IfMissing) -> Result<Db, LedgerError> {
    // SQLCipher works on threads of its own, which may still be ciphering when the process ends. Unless it was told otherwise before its first
    // use, OpenSSL takes its tables down at exit under their feet, and a program that has done all its work dies of it.
    openssl_sys::init();
    let named = || path.display().to_string();
    let header = vault.database_header();
    match first_bytes(path) {
        Ok(found) if found == header => {}
        Ok(found) if found[..8] == header[..8] => return Err(LedgerError::WrongKey),
        // An empty file is what a crash before the first page leaves behind.
        Ok(_) | Err(None) if path.metadata().is_ok_and(|about| about.len() > 0) => {
            return Err(LedgerError::NotADatabase(named()));
        }
        Ok(_) | Err(None) if if_missing == IfMissing::Refuse => return Err(LedgerError::NoDatabase(named())),
        Ok(_) | Err(None) => {}
        Err(Some(error)) => return Err(LedgerError::Folder { folder: path.into(), error }),
    }
    let key = vault.database_key();
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(if_missing == IfMissing::Create)
        .pragma("key", format!("\"x'{}{}'\"", *key, HEXLOWER.encode(&header)))
        .pragma("temp_store", "memory")
        .pragma("secure_delete", "on")
        .pragma("cache_size", format!("-{CACHE}"))
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .statement_cache_capacity(STATEMENT_CACHE)
        .thread_name(|_| at_exit::THREAD.to_owned())
        .disable_statement_logging();
    // Nobody ever runs ANALYZE on SQLite: without statistics it takes the index that a statement names the first columns of, which is the one
    // that the statement was written for. With them it would read a whole table as soon as one team has most of it.
    // One writer: whoever comes second waits for a turn, instead of racing for SQLite's lock.
    let writer = options.clone().pragma("cache_size", WRITER_CACHE).connect().await;
    at_exit::wait_for_threads();
    let write = Turns::new(writer?, PATIENCE);
    let reader = SqlitePoolOptions::new().max_connections(READERS).acquire_timeout(PATIENCE).test_before_acquire(false);
    let options = options.create_if_missing(false).pragma("cache_size", READER_CACHE).pragma("query_only", "on");
    let read = reader.connect_lazy_with(options);
    Ok(Db::Lite { read, write })
}

/// The first sixteen bytes; `Err(None)` where there is no such file or it is shorter.
fn first_bytes(path: &Path) -> Result<[u8; 16], Option<std::io::Error>> {
    let mut header = [0; 16];
    match std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut header)) {
        Ok(()) => Ok(header),
        Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::UnexpectedEof) => Err(None),
        Err(error) => Err(Some(error)),
    }
}

async fn server(url: &str, schema: Option<&str>, if_missing: IfMissing) -> Result<Db, LedgerError> {
    // The address holds a password: an error about it never repeats it.
    let mut options = PgConnectOptions::from_str(url)
        .map_err(|_| LedgerError::NoAddress("postgres://…".to_owned()))?
        .application_name("holdfast")
        .statement_cache_capacity(STATEMENT_CACHE)
        .disable_statement_logging();
    if let Some(schema) = schema {
        if if_missing == IfMissing::Create {
            let mut once = options.connect().await?;
            let text = format!("CREATE SCHEMA IF NOT EXISTS {schema}");
            sqlx::query(sqlx::AssertSqlSafe(text)).execute(&mut once).await?;
        }
        options = options.options([("search_path", schema)]);
    }
    let pool =
        PgPoolOptions::new().max_connections(PG_CONNECTIONS).acquire_timeout(PATIENCE).test_before_acquire(false).before_acquire(
            |conn, about| {
                Box::pin(async move { if about.idle_for < RESTED { Ok(true) } else { conn.ping().await.map(|()| true) } })
            },
        );
    Ok(Db::Pg(pool.connect_with(options).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_path_or_a_server() {
        assert_eq!("data/holdfast.db".parse::<Address>().unwrap(), Address::File("data/holdfast.db".into()));
        let server: Address = "postgres://a:b@c/d?schema=kent&sslmode=require".parse().unwrap();
        assert_eq!(server, Address::Server { url: "postgres://a:b@c/d?sslmode=require".into(), schema: Some("kent".into()) });
        for wrong in ["", "mysql://a/b", "postgres://a/b?schema=kent;drop", "postgres://a/b?schema=1"] {
            assert!(wrong.parse::<Address>().is_err(), "{wrong}");
        }
    }
}
