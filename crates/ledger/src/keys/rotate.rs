//! Rotation: every file's and person's key is wrapped anew under a new version, while the house is open; then the old version is destroyed.
//!
//! Nobody waits for it and nothing is lost if it is killed: it goes on where it stopped. The database itself sees to it that a version is
//! destroyed only when nothing is wrapped under it any more.

use jiff::Timestamp;
use uuid::Uuid;
use vault::{Owner, Vault};

use crate::store::sql::{all, one, run, statements};
use crate::{Ledger, LedgerError};

statements! {
    KEEP_VERSION = "INSERT INTO key_version (version, made) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    VERSIONS = "SELECT version, made FROM key_version ORDER BY version";
    OLD_FILES = "SELECT id, wrapped_key FROM file WHERE key_version < $1 ORDER BY id LIMIT 200"
        => "SELECT id, wrapped_key FROM file WHERE key_version < $1 ORDER BY id LIMIT 200 FOR UPDATE";
    OLD_PEOPLE = "SELECT person, wrapped_key FROM person_key WHERE key_version < $1 ORDER BY person LIMIT 200"
        => "SELECT person, wrapped_key FROM person_key WHERE key_version < $1 ORDER BY person LIMIT 200 FOR UPDATE";
    REWRAP_FILE = "UPDATE file SET wrapped_key = $2, key_version = $3 WHERE id = $1";
    REWRAP_PERSON = "UPDATE person_key SET wrapped_key = $2, key_version = $3 WHERE person = $1";
    UNDER_OLD = "SELECT (SELECT COUNT(*) FROM file WHERE key_version < $1) + (SELECT COUNT(*) FROM person_key WHERE key_version < $1)";
    UNDER = "SELECT (SELECT COUNT(*) FROM file WHERE key_version = $1) + (SELECT COUNT(*) FROM person_key WHERE key_version = $1)";
    DESTROYED = "SELECT (SELECT COUNT(*) FROM file WHERE wrapped_key IS NULL) + (SELECT COUNT(*) FROM person_key WHERE wrapped_key IS NULL)";
    DROP_OLD = "DELETE FROM key_version WHERE version < $1";
}

/// One version of the wrapping key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyStatus {
    /// Which.
    pub version: u32,
    /// When it was made; `None` for the first.
    pub made: Option<Timestamp>,
    /// How many keys are wrapped under it.
    pub wrapped: u64,
}

/// What a rotation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rotated {
    /// The version that is in use now.
    pub version: u32,
    /// How many keys were wrapped anew in this run.
    pub wrapped: u64,
    /// Whether it went on with what an earlier run had begun.
    pub resumed: bool,
}

/// So often in a row a round of a rotation may be overtaken by others who write, before it ends and is to be gone on with.
const MOST_OVERTAKEN: u32 = 20;

impl Ledger {
    /// The versions of the wrapping key, and how many keys were destroyed.
    /// # Errors
    /// The database does not answer.
    pub async fn key_status(&self) -> Result<(Vec<KeyStatus>, u64), LedgerError> {
        let mut reading = self.read().await?;
        let mut status = Vec::new();
        for (version, made) in all!(reading.conn, (i64, i64), VERSIONS)? {
            let (wrapped,) = one!(reading.conn, (i64,), UNDER, version)?;
            let made = Timestamp::from_microsecond(made).ok().filter(|_| made > 0);
            status.push(KeyStatus { version: u32::try_from(version).unwrap_or(0), made, wrapped: wrapped.unsigned_abs() });
        }
        let (destroyed,) = one!(reading.conn, (i64,), DESTROYED)?;
        Ok((status, destroyed.unsigned_abs()))
    }

    /// Rotates the wrapping key, or goes on with a rotation that was stopped. Says how far it is: done, and all.
    /// # Errors
    /// The key file or the database cannot be written. What was wrapped anew stays so, both versions stay usable, and it can be run again.
    pub async fn rotate_keys(&self, now: Timestamp, say: &mut (dyn FnMut(u64, u64) + Send)) -> Result<Rotated, LedgerError> {
        self.may_write()?;
        let versions = self.vault().versions();
        let newest = versions.last().copied().unwrap_or(1);
        let resumed = versions.len() > 1;
        let version = if resumed { newest } else { newest + 1 };
        // The database hears of the version before anything can be wrapped under it.
        let mut tx = self.begin("begin to rotate keys").await?;
        run!(tx.conn, KEEP_VERSION, i64::from(version), now.as_microsecond())?;
        let (all_of_them,): (i64,) = one!(tx.conn, (i64,), UNDER_OLD, i64::from(version))?;
        tx.note_key_act(&format!("rotation to version {version} {}", if resumed { "goes on" } else { "begins" }), now).await?;
        tx.commit().await?;
        if !resumed {
            self.vault().add_version()?;
        }
        let mut done = Rotated { version, wrapped: 0, resumed };
        let mut overtaken = 0;
        loop {
            let (again, ended) = match self.rewrap_or_end(version, now).await {
                // Others write meanwhile, and the database lets one of two go first: what was not wrapped now is wrapped next.
                Err(LedgerError::Busy) if overtaken < MOST_OVERTAKEN => {
                    overtaken += 1;
                    continue;
                }
                other => other?,
            };
            overtaken = 0;
            done.wrapped += again;
            say(done.wrapped, all_of_them.unsigned_abs().max(done.wrapped));
            if ended {
                break;
            }
        }
        self.vault().drop_old_versions()?;
        Ok(done)
    }

    /// Wraps some keys anew, and says how many; where none was left, whether the old versions are out of the database now.
    async fn rewrap_or_end(&self, version: u32, now: Timestamp) -> Result<(u64, bool), LedgerError> {
        let again = self.rewrap_some(version).await?;
        Ok((again, again == 0 && self.drop_old_versions(version, now).await?))
    }

    /// Wraps up to two hundred files' and two hundred people's keys anew.
    async fn rewrap_some(&self, version: u32) -> Result<u64, LedgerError> {
        let below = i64::from(version);
        let mut tx = self.begin("rotate keys").await?;
        let files = all!(tx.conn, (Uuid, Vec<u8>), OLD_FILES, below)?;
        for (id, wrapped) in &files {
            let wrapped = self.vault().rewrap(Owner::File(id.into_bytes()), wrapped)?;
            let version = i64::from(Vault::version_of(&wrapped));
            run!(tx.conn, REWRAP_FILE, *id, wrapped, version)?;
        }
        let people = all!(tx.conn, (Uuid, Vec<u8>), OLD_PEOPLE, below)?;
        for (id, wrapped) in &people {
            let wrapped = self.vault().rewrap(Owner::Person(id.into_bytes()), wrapped)?;
            let version = i64::from(Vault::version_of(&wrapped));
            run!(tx.conn, REWRAP_PERSON, *id, wrapped, version)?;
        }
        tx.commit().await?;
        Ok((files.len() + people.len()) as u64)
    }

    /// Takes the old versions out of the database. `false` where something is still wrapped under one: somebody was just writing.
    async fn drop_old_versions(&self, version: u32, now: Timestamp) -> Result<bool, LedgerError> {
        let mut tx = self.begin("end the rotation of keys").await?;
        let dropped = run!(tx.conn, DROP_OLD, i64::from(version));
        match dropped {
            Ok(_) => {
                tx.note_key_act(&format!("rotation to version {version} ends, older versions destroyed"), now).await?;
                tx.commit().await?;
                Ok(true)
            }
            Err(LedgerError::KeysRotated) => {
                tx.give_up().await?;
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }
}
