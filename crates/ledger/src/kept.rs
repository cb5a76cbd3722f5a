//! What is kept beside the database, so that an older copy of it cannot pass for the newest: the heads of the log,
//! and tombstones of what was destroyed.
//!
//! The folder belongs on another disk than the database, and in another backup. Files are added to it and never changed, except that
//! cosignatures come under a head.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use jiff::Timestamp;
use vault::{Signed, VerifierKey};

use crate::keys::Tombstone;
use crate::verify::TreeHead;
use crate::{Ledger, LedgerError};

/// A folder beside the database.
#[derive(Debug, Clone)]
pub struct KeptFolder(PathBuf);

/// The database is older than what is kept beside it: somebody put an older copy in its place, or took entries out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolledBack {
    /// How far the newest head beside the database goes.
    pub kept: u64,
    /// How far the database goes.
    pub found: u64,
}

impl std::fmt::Display for RolledBack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { kept, found } = self;
        write!(
            f,
            "this database is older than the last head that was kept beside it (it goes to {found}, the head to {kept}): it was put back to an \
             older copy, or changed. It can be read, and nothing is recorded in it. If it was restored on purpose, say so with `holdfast journal \
             restored`; if not, stop using it, keep a copy, and tell the data protection officer"
        )
    }
}

impl KeptFolder {
    /// Opens a folder, and makes it where it is not there yet.
    /// # Errors
    /// It cannot be made or read.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let folder = Self(path.to_owned());
        for inside in [folder.heads_folder(), folder.tombstones_folder()] {
            fs::create_dir_all(inside).map_err(|error| folder.cannot(error))?;
        }
        Ok(folder)
    }

    /// The folder of the heads.
    pub fn heads_folder(&self) -> PathBuf {
        self.0.join("heads")
    }

    /// The folder of tombstones.
    pub fn tombstones_folder(&self) -> PathBuf {
        self.0.join("tombstones")
    }

    /// Keeps a tombstone; one that stands already is as good.
    pub(crate) fn keep_tombstone(&self, stone: &Tombstone) -> Result<(), LedgerError> {
        let path = self.tombstones_folder().join(stone.file_name());
        if path.exists() {
            return Ok(());
        }
        Self::write(&path, &stone.note.to_string()).map_err(|error| self.cannot(error))
    }

    /// Every tombstone that this key has signed.
    pub(crate) fn tombstones(&self, key: &VerifierKey) -> Result<Vec<Tombstone>, LedgerError> {
        let mut stones = Vec::new();
        for entry in fs::read_dir(self.tombstones_folder()).map_err(|error| self.cannot(error))? {
            let path = entry.map_err(|error| self.cannot(error))?.path();
            if path.extension().is_none_or(|extension| extension != "tombstone") {
                continue;
            }
            let text = fs::read_to_string(&path).map_err(|error| self.cannot(error))?;
            match Tombstone::read(&text, key) {
                Some(stone) => stones.push(stone),
                None => return Err(LedgerError::NotATombstone { path }),
            }
        }
        Ok(stones)
    }

    fn cannot(&self, error: std::io::Error) -> LedgerError {
        LedgerError::Folder { folder: self.0.clone(), error }
    }

    /// Every head, the smallest first: its file, and what it says. What is no head comes as `None`.
    /// # Errors
    /// The folder cannot be read.
    pub fn heads(&self) -> Result<Vec<(PathBuf, Option<TreeHead>)>, LedgerError> {
        let mut paths = Vec::new();
        for entry in fs::read_dir(self.heads_folder()).map_err(|error| self.cannot(error))? {
            let path = entry.map_err(|error| self.cannot(error))?.path();
            if path.extension().is_some_and(|extension| extension == "checkpoint") {
                paths.push(path);
            }
        }
        paths.sort_unstable();
        let read = |path: PathBuf| {
            let head = fs::read_to_string(&path).ok().and_then(|text| text.parse().ok());
            (path, head)
        };
        Ok(paths.into_iter().map(read).collect())
    }

    /// The largest head that this key has signed.
    fn newest(&self, key: &VerifierKey) -> Result<Option<TreeHead>, LedgerError> {
        let mut paths: Vec<_> = fs::read_dir(self.heads_folder())
            .map_err(|error| self.cannot(error))?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "checkpoint"))
            .collect();
        paths.sort_unstable();
        for path in paths.iter().rev() {
            let head = fs::read_to_string(path).ok().and_then(|text| text.parse::<TreeHead>().ok());
            if let Some(head) = head
                && matches!(key.check(head.note()), Signed::Well { .. })
            {
                return Ok(Some(head));
            }
            tracing::warn!(file = %path.display(), "a kept head does not read, or is not signed with this journal's key");
        }
        Ok(None)
    }

    /// Keeps a head. One of the same size is never replaced by another that says something else.
    fn keep(&self, head: &TreeHead) -> Result<(), LedgerError> {
        let path = self.heads_folder().join(format!("{:020}.checkpoint", head.size()));
        let mut whole = head.clone();
        match fs::read_to_string(&path) {
            Ok(text) => {
                let kept: TreeHead = text.parse().map_err(|_| LedgerError::HeadsDiffer { path: path.clone() })?;
                whole = kept.clone();
                match whole.note.join(head.note()) {
                    Some(0) => return Ok(()),
                    Some(_) => {}
                    None => return Err(LedgerError::HeadsDiffer { path }),
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(self.cannot(error)),
        }
        Self::write(&path, &whole.to_string()).map_err(|error| self.cannot(error))
    }

    /// Writes a file whole or not at all.
    fn write(path: &Path, text: &str) -> std::io::Result<()> {
        let beside = path.with_extension("new");
        let mut file = fs::File::create(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        path.parent().map_or(Ok(()), |folder| fs::File::open(folder)?.sync_all())
    }

    /// Puts the heads that go further than the database aside, and beside them why. They are not deleted: others may hold us to them.
    fn set_aside(&self, from: u64, statement: &str, now: Timestamp) -> Result<usize, LedgerError> {
        let mut moved = 0;
        for (path, head) in self.heads()? {
            if head.is_some_and(|head| head.size() > from) {
                let aside = path.with_extension(format!("{}.set-aside", now.as_second()));
                fs::rename(&path, aside).map_err(|error| self.cannot(error))?;
                moved += 1;
            }
        }
        let name = self.heads_folder().join(format!("{}.restored", now.as_second()));
        Self::write(&name, statement).map_err(|error| self.cannot(error))?;
        Ok(moved)
    }
}

impl Ledger {
    /// Names the folder in which heads and tombstones are kept beside the database, destroys again what tombstones name, and holds the database against the newest of them. A database that is
    /// older can be read from then on, and nothing more is recorded in it.
    /// # Errors
    /// The folder cannot be read, or the database does not answer.
    pub async fn keep_beside(&self, folder: KeptFolder) -> Result<Option<RolledBack>, LedgerError> {
        let newest = folder.newest(&self.vault().head_verifier())?;
        // What was destroyed is destroyed again, whatever the database has come back as.
        self.bury_again(&folder.tombstones(&self.vault().head_verifier())?).await?;
        let _ = self.0.beside.set(folder);
        let Some(kept) = newest else { return Ok(None) };
        let same = self.head_of_size(kept.size()).await;
        if matches!(&same, Ok(Some(here)) if here.root() == kept.root()) {
            return Ok(None);
        }
        let found = self.last_head().await?.map_or(0, |head| head.size());
        let alarm = RolledBack { kept: kept.size(), found };
        tracing::error!(kept = alarm.kept, found = alarm.found, "{alarm}");
        let _ = self.0.alarm.set(alarm.clone());
        Ok(Some(alarm))
    }

    /// Why nothing is recorded, where that is so.
    pub fn alarm(&self) -> Option<&RolledBack> {
        self.0.alarm.get()
    }

    /// Refuses to record in a database that was rolled back.
    pub(crate) fn may_write(&self) -> Result<(), LedgerError> {
        self.alarm().map_or(Ok(()), |alarm| Err(LedgerError::RolledBack(alarm.clone())))
    }

    pub(crate) fn keep_head_beside(&self, head: &TreeHead) -> Result<(), LedgerError> {
        self.0.beside.get().map_or(Ok(()), |folder| folder.keep(head))
    }

    /// The folder beside the database.
    pub fn beside(&self) -> Option<&KeptFolder> {
        self.0.beside.get()
    }

    /// Says that an older copy was put back on purpose: the heads that go further are set aside, with a signed statement of why. The ledger
    /// has to be opened again before anything is recorded. Gives how many heads were set aside.
    /// # Errors
    /// There is no folder, or it cannot be written.
    pub async fn restored(&self, because: &str, now: Timestamp) -> Result<usize, LedgerError> {
        let Some(folder) = self.beside() else { return Ok(0) };
        let found = self.last_head().await?.map_or(0, |head| head.size());
        let kept = self.alarm().map_or(found, |alarm| alarm.kept);
        let because = because.replace(char::is_control, " ");
        let mut note = vault::Note::unsigned(format!(
            "holdfast restored 1\n{}\nat {now}\nlast kept head {kept}\ngoes on from {found}\nbecause {because}\n",
            self.vault().head_verifier().name()
        ));
        self.vault().sign(&mut note);
        folder.set_aside(found, &note.to_string(), now)
    }

    /// How many facts this process has added since the last head.
    pub fn appended(&self) -> u64 {
        self.0.appended.load(Ordering::Relaxed)
    }

    pub(crate) fn count_appended(&self, facts: usize) {
        self.0.appended.fetch_add(facts as u64, Ordering::Relaxed);
    }

    pub(crate) fn forget_appended(&self) {
        self.0.appended.store(0, Ordering::Relaxed);
    }
}
