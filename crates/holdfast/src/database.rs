//! Which database a command works on, and with which key file.

use std::path::PathBuf;
use std::sync::Arc;

use ::ledger::{Address, IfMissing, KeptFolder, Ledger};
use anyhow::Context as _;
use clap::Args as ClapArgs;
use jiff::Timestamp;
use vault::{AgeIdentity, KeyProgram, KeyProvider, Vault};

/// The database and its key file.
#[derive(Debug, Clone, ClapArgs)]
pub struct DatabaseArgs {
    /// The database: a path, or postgres://user:password@host/name?schema=partnership. Without it, HOLDFAST_DATABASE; without that, holdfast.db.
    #[arg(long, value_name = "ADDRESS", global = true)]
    pub database: Option<String>,
    /// The key file. Without it, HOLDFAST_KEY_FILE; without that, holdfast.key.
    #[arg(long, value_name = "FILE", global = true)]
    pub key_file: Option<PathBuf>,
    /// The folder in which heads of the journal are kept beside the database. Without it, HOLDFAST_KEPT; without that, beside the key file.
    #[arg(long, value_name = "FOLDER", global = true)]
    pub kept: Option<PathBuf>,
    /// The age identity that opens the key file. Without it, HOLDFAST_IDENTITY.
    #[arg(long, value_name = "FILE", global = true)]
    pub identity: Option<PathBuf>,
    /// The program that opens the key file, with its own arguments, separated by spaces. Without it, HOLDFAST_KEY_PROGRAM.
    #[arg(long, value_name = "COMMAND", global = true)]
    pub key_program: Option<String>,
}

/// A key program from its words.
pub fn key_program(words: &str) -> Option<KeyProgram> {
    KeyProgram::new(&words.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
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

    /// Who opens the key file, where somebody was named.
    /// # Errors
    /// The identity cannot be read.
    pub fn provider(&self) -> anyhow::Result<Option<Arc<dyn KeyProvider>>> {
        let said = |name: &str| std::env::var(name).ok().filter(|text| !text.is_empty());
        if let Some(path) = self.identity.clone().or_else(|| said("HOLDFAST_IDENTITY").map(PathBuf::from)) {
            return Ok(Some(Arc::new(AgeIdentity::new(&path)?)));
        }
        let program = self.key_program.clone().or_else(|| said("HOLDFAST_KEY_PROGRAM"));
        Ok(program.as_deref().and_then(key_program).map(|program| Arc::new(program) as Arc<dyn KeyProvider>))
    }

    /// Opens the key file.
    /// # Errors
    /// Says what stands in the way.
    pub fn vault(&self) -> anyhow::Result<Vault> {
        Ok(Vault::open(&self.key_file(), self.provider()?)?)
    }

    /// Where heads are kept beside the database: `holdfast.kept` for the key file `holdfast.key`.
    pub fn kept(&self) -> PathBuf {
        let said = self.kept.clone().or_else(|| std::env::var_os("HOLDFAST_KEPT").map(PathBuf::from));
        said.unwrap_or_else(|| self.key_file().with_extension("kept"))
    }

    /// Opens a database that is there. One that is older than what is kept beside it can be read only; that is said on standard error.
    /// # Errors
    /// Says what stands in the way.
    pub async fn open(&self) -> anyhow::Result<Ledger> {
        self.open_with(Arc::new(self.vault()?), IfMissing::Refuse).await
    }

    /// As [`DatabaseArgs::open`], with keys that are open already.
    /// # Errors
    /// Says what stands in the way.
    pub async fn open_with(&self, vault: Arc<Vault>, if_missing: IfMissing) -> anyhow::Result<Ledger> {
        let ledger = Ledger::open(&self.address()?, vault, if_missing, now()).await?;
        let folder = KeptFolder::open(&self.kept()).context("name another folder with --kept or HOLDFAST_KEPT")?;
        if let Some(alarm) = ledger.keep_beside(folder).await? {
            eprintln!("holdfast: ALARM: {alarm}");
        }
        Ok(ledger)
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
