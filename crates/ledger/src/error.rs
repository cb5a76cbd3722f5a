//! What can stand in the way of keeping or reading something, in words that say what to do next.

use std::path::PathBuf;

use casefile::facts::Fact;
use casefile::ids::FactId;

/// Why the ledger could not do something. Nothing was changed, unless a variant says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// There is none, or none that this permit may see.
    #[error("there is no such file: check the reference, or ask the duty manager")]
    NoSuchFile,
    /// The permit does not go so far.
    #[error(transparent)]
    Refused(#[from] access::Refused),
    /// Somebody else recorded something in the meantime.
    #[error(
        "somebody else has added to this file since you opened it: read what is new, then send yours again; nothing that you typed is lost"
    )]
    Stale {
        /// What was recorded meanwhile, in order.
        since: Vec<Fact>,
    },
    /// The file has been opened before.
    #[error("the reference {0} belongs to another file already: give this file another one")]
    ReferenceTaken(String),
    /// Something that may be there only once is there already.
    #[error("there is one of that name already: choose another name")]
    Taken,
    /// Somebody else has the room, for one day at least. It is not said who.
    #[error("this home is not available on that day: look at the next home on the list of vacancies")]
    RoomTaken,
    /// A file begins with the fact that says whose it is.
    #[error("a file begins with the fact “file-opened”, which says whose it is: record that first")]
    NotOpened,
    /// The fact is not in the file.
    #[error("this file holds no such fact: it may have been corrected; open the file again")]
    NoSuchFact(FactId),
    /// The fact has no such sealed field.
    #[error("this fact has nothing sealed under “{0}”")]
    NoSuchField(String),
    /// A look needs a reason.
    #[error("say what you need this for: every look at sealed information is recorded with its purpose")]
    NoPurpose,
    /// Only an officer has something checked.
    #[error("nobody asked for this check: what leaves is checked for an officer")]
    NobodyAsked,
    /// Nothing leaves that was not looked through.
    #[error("these words have not been checked: have them checked, and send them as they were checked")]
    NotChecked,
    /// There is too much to look for.
    #[error(transparent)]
    CannotLook(#[from] redaction::CannotLook),
    /// A sealed value does not open.
    #[error(transparent)]
    CannotOpen(#[from] vault::CannotOpen),
    /// Nothing can be sealed.
    #[error(transparent)]
    CannotSeal(#[from] vault::CannotSeal),
    /// The file's key has been destroyed.
    #[error("the key of this file has been destroyed, and with it everything that it sealed")]
    KeyDestroyed,
    /// A row of the journal does not read as a fact.
    #[error("entry {seq} of the file {reference} cannot be read: it was changed outside Holdfast; run `holdfast journal verify`")]
    Unreadable {
        /// The file's reference.
        reference: String,
        /// The entry.
        seq: u64,
    },
    /// The end of a file's chain is not what Holdfast wrote.
    #[error(
        "the end of the journal of the file {reference} was changed outside Holdfast; nothing is added until `holdfast journal verify` has been read"
    )]
    HeadBroken {
        /// The file's reference.
        reference: String,
    },
    /// The database is older than what is kept beside it.
    #[error("{0}")]
    RolledBack(crate::RolledBack),
    /// Somebody rotated keys in the meantime.
    #[error("keys were rotated while this was being written: nothing was kept; send it again")]
    KeysRotated,
    /// The key file stands in the way.
    #[error(transparent)]
    KeyFile(#[from] vault::KeyFileError),
    /// A key is destroyed only where a tombstone can be kept.
    #[error("no folder beside the database was named, so no tombstone can be kept: nothing was destroyed; name one with --kept")]
    NoTombstones,
    /// A tombstone was changed.
    #[error(
        "{path} is no tombstone that this key file signed: somebody changed it; restore it from its backup, or find out who put it there"
    )]
    NotATombstone {
        /// The file.
        path: PathBuf,
    },
    /// Destroying takes two people.
    #[error("destroying a key takes two people: one asks for it, and another agrees")]
    SecondPerson,
    /// It is for others to say.
    #[error("a lead or a director decides that: this officer is neither, or has left")]
    NotTheirs,
    /// Something is still owed.
    #[error("something is still owed in this file ({}): it stays until that is done", .0.join(", "))]
    StillOwed(Vec<String>),
    /// What the log kept of itself is not what Holdfast wrote.
    #[error("the log of size {size} was changed outside Holdfast: no head is taken; run `holdfast journal verify`")]
    LogBroken {
        /// How many leaves the last head says there are.
        size: u64,
    },
    /// A head beside the database says something else than the one inside.
    #[error(
        "the head in {path} is not the one that the database has: somebody changed one of them; run `holdfast journal verify`"
    )]
    HeadsDiffer {
        /// The file.
        path: PathBuf,
    },
    /// A private value was about to be written in plain.
    #[error("a private value was not sealed, and so nothing was written: {0}")]
    NotSealed(serde_json::Error),
    /// The partnership's own settings cannot be read.
    #[error(
        "the partnership's settings cannot be read, and nothing is owed by guessed clocks. Another version kept them, or they are damaged: run that version, or put a backup back ({0})"
    )]
    BadStandards(serde_json::Error),
    /// The key file belongs to another database.
    #[error("this key file does not belong to this database: name the key file that was made with it")]
    WrongKey,
    /// It is no database of Holdfast.
    #[error("{0} is not a Holdfast database: name another path, or move the file away")]
    NotADatabase(String),
    /// There is no database.
    #[error("there is no database at {0}: name the right one")]
    NoDatabase(String),
    /// Written by a newer Holdfast.
    #[error("this database was written by a newer Holdfast (version {found}; this program knows {known}): use the newer program")]
    NewerVersion {
        /// The version that the database has.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The folder cannot be used.
    #[error("the folder {folder} cannot be used: {error}")]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why not.
        error: std::io::Error,
    },
    /// The disk is full.
    #[error("the disk is full: nothing was written; make room, then send it again")]
    DiskFull,
    /// The database may not be written.
    #[error(
        "the database is read-only: nothing was written; check the rights on its file and folder, or whether this server is a copy"
    )]
    ReadOnly,
    /// Others are writing, for longer than we wait.
    #[error("the database is busy: nothing was written; try again in a moment")]
    Busy,
    /// The disk or the file system fails.
    #[error("the disk does not answer as it should: nothing was written; look at the server's disk before anything else ({0})")]
    Disk(String),
    /// The database is damaged.
    #[error("the database file is damaged: stop Holdfast, keep a copy of the file, and restore the last backup")]
    Damaged,
    /// PostgreSQL is not there.
    #[error("the database server does not answer: check that it runs and that the address is right ({0})")]
    Unreachable(String),
    /// PostgreSQL does not let us in.
    #[error("the database server does not let Holdfast in: check the user, the password and the name of the database")]
    NotLetIn,
    /// The address is none.
    #[error("“{0}” is no address of a database: write a path, or postgres://user:password@host/name?schema=partnership")]
    NoAddress(String),
    /// Something that should not happen.
    #[error("the database refused: {0}")]
    Database(sqlx::Error),
}

/// SQLite's primary result codes, in the low byte of the extended ones.
mod lite {
    pub const BUSY: i64 = 5;
    pub const LOCKED: i64 = 6;
    pub const READONLY: i64 = 8;
    pub const IOERR: i64 = 10;
    pub const CORRUPT: i64 = 11;
    pub const FULL: i64 = 13;
    pub const CANTOPEN: i64 = 14;
    /// The extended codes of a broken primary key and a broken unique index.
    pub const TAKEN: [i64; 2] = [1555, 2067];
    /// The extended code of a reference to a row that is not there, or that is still pointed to.
    pub const REFERENCE: i64 = 787;
    pub const NOTADB: i64 = 26;
}

impl From<sqlx::Error> for LedgerError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Io(io) => Self::Unreachable(io.kind().to_string()),
            sqlx::Error::Database(said) => {
                let code = said.code().unwrap_or_default();
                match code.parse::<i64>() {
                    Ok(number) if code.len() != 5 => Self::from_lite(number, said.message()),
                    _ => Self::from_postgres(&code),
                }
                .unwrap_or(Self::Database(error))
            }
            _ => Self::Database(error),
        }
    }
}

impl LedgerError {
    fn from_lite(code: i64, message: &str) -> Option<Self> {
        if lite::TAKEN.contains(&code) {
            return Some(Self::Taken);
        }
        if code == lite::REFERENCE {
            return Some(Self::KeysRotated);
        }
        match code & 0xff {
            lite::BUSY | lite::LOCKED => Some(Self::Busy),
            lite::READONLY => Some(Self::ReadOnly),
            lite::FULL => Some(Self::DiskFull),
            lite::IOERR => Some(Self::Disk(message.to_owned())),
            lite::CORRUPT => Some(Self::Damaged),
            lite::NOTADB => Some(Self::WrongKey),
            lite::CANTOPEN => Some(Self::NoDatabase("this path".to_owned())),
            _ => None,
        }
    }

    fn from_postgres(code: &str) -> Option<Self> {
        match code {
            "23505" => Some(Self::Taken),
            "23503" => Some(Self::KeysRotated),
            "53100" => Some(Self::DiskFull),
            "25006" => Some(Self::ReadOnly),
            "40001" | "40P01" | "55P03" | "53300" | "57014" => Some(Self::Busy),
            "57P01" | "57P02" | "57P03" | "08000" | "08003" | "08006" => Some(Self::Unreachable(code.to_owned())),
            "28000" | "28P01" | "3D000" => Some(Self::NotLetIn),
            "XX001" | "XX002" => Some(Self::Damaged),
            "58030" => Some(Self::Disk(code.to_owned())),
            _ => None,
        }
    }

    /// The same, for everybody whose command was in one transaction that failed.
    pub(crate) fn told_again(&self) -> Self {
        match self {
            Self::DiskFull => Self::DiskFull,
            Self::ReadOnly => Self::ReadOnly,
            Self::Busy => Self::Busy,
            Self::Damaged => Self::Damaged,
            other => Self::Disk(other.to_string()),
        }
    }

    /// Whether the same thing may succeed if it is tried again in a moment.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Busy | Self::Unreachable(_) | Self::KeysRotated)
    }
}
