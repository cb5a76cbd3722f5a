//! Which database a command works on, and with which key file.

use std::path::PathBuf;
use std::sync::Arc;

use ::ledger::{Address, IfMissing, Ledger};
use anyhow::Context as _;
use clap::Args as ClapArgs;
use jiff::Timestamp;
use vault::Vault;

/// The database and its key file.
#[derive(Debug, Clone, ClapArgs)]
pub struct DatabaseArgs {
    /// The database: a path, or postgres://user:password@host/name?schema=partnership. Without it, HOLDFAST_DATABASE; without that, holdfast.db.
    #[arg(long, value_name = "ADDRESS", global = true)]
    pub database: Option<String>,
    /// The key file. Without it, HOLDFAST_KEY_FILE; without that, holdfast.key.
    #[arg(long, value_name = "FILE", global = true)]
    pub key_file: Option<PathBuf>,
}

impl DatabaseArgs {
    /// Where the database is.
    /// # Errors
    /// What was given is no address.
    pub fn address(&self) -> anyhow::Result<Address> {
        let said = self.database.clone().or_else(|| std::env::var("HOLDFAST_DATABASE").ok());
        Ok(said.as_deref().unwrap_or("holdfast.db").parse()?)
    }

    /// Where the key file is.
    pub fn key_file(&self) -> PathBuf {
        let said = self.key_file.clone().or_else(|| std::env::var_os("HOLDFAST_KEY_FILE").map(PathBuf::from));
        said.unwrap_or_else(|| PathBuf::from("holdfast.key"))
    }

    /// Opens a database that is there.
    /// # Errors
    /// Says what stands in the way.
    pub async fn open(&self) -> anyhow::Result<Ledger> {
        let vault = Vault::from_key_file(&self.key_file())?;
        Ok(Ledger::open(&self.address()?, Arc::new(vault), IfMissing::Refuse, now()).await?)
    }
}

/// Runs something that waits, on one thread.
pub fn run<T>(task: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().context("this machine gives no thread to work on")?;
    runtime.block_on(task)
}

/// Now: a command at a terminal has no desk to ask.
#[expect(clippy::disallowed_methods, reason = "the binary is one of the two doors by which time comes in")]
pub fn now() -> Timestamp {
    Timestamp::now()
}
