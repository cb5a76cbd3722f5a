//! Reading a file: its guard, its facts.

use std::sync::Arc;

use access::{Guard, Permit};
use casefile::confidentiality::Guarding;
use casefile::facts::{Body, Fact, Kind, Known};
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId, OfficerId};
use jiff::Timestamp;
use uuid::Uuid;
use vault::Owner;

use super::chain::{Entry, Head, read_by};
use super::seal::FileKey;
use crate::LedgerError;
use crate::store::sql::{all, maybe, row, statements};
use crate::store::tx::{Quick, Reading};
use crate::views::ViewRows;

statements! {
    GUARD = "SELECT f.wrapped_key, g.guarding FROM file f LEFT JOIN file_guard g ON g.file = f.id WHERE f.id = $1";
    FILE = "SELECT id, reference, wrapped_key, opened, head_seq, head_hash, head_mac FROM file WHERE id = $1";
    FILE_LOCKED = "SELECT id, reference, wrapped_key, opened, head_seq, head_hash, head_mac FROM file WHERE id = $1"
        => "SELECT id, reference, wrapped_key, opened, head_seq, head_hash, head_mac FROM file WHERE id = $1 FOR UPDATE";
    // What a command asks first, all at once: who may open the file, its end, and whether the same has been sent before.
    ASK = "SELECT f.id, f.reference, f.wrapped_key, f.opened, f.head_seq, f.head_hash, f.head_mac, g.guarding, i.outcome \
        FROM file f LEFT JOIN file_guard g ON g.file = f.id LEFT JOIN idempotency i ON i.officer = $2 AND i.key = $3 WHERE f.id = $1";
    // Looks are not loaded: they say nothing about the survivor, and a file may have thousands.
    FACTS = "SELECT seq, id, kind, version, happened, recorded, recorded_by, supersedes, known, body, prev, hash \
        FROM journal WHERE file = $1 AND seq <= $2 AND kind <> 'looked' ORDER BY seq";
    BY_REFERENCE = "SELECT id FROM file WHERE reference = $1";
}

row! {
    #[derive(Debug, Clone)]
    pub(crate) struct FileRow {
        pub id: Uuid,
        pub reference: String,
        pub wrapped_key: Option<Vec<u8>>,
        pub opened: i64,
        pub head_seq: i64,
        pub head_hash: Vec<u8>,
        pub head_mac: Vec<u8>,
    }
}

row! {
    struct AskedRow {
        id: Uuid,
        reference: String,
        wrapped_key: Option<Vec<u8>>,
        opened: i64,
        head_seq: i64,
        head_hash: Vec<u8>,
        head_mac: Vec<u8>,
        guarding: Option<Vec<u8>>,
        outcome: Option<Vec<u8>>,
    }
}

row! {
    #[derive(Debug, Clone)]
    pub(crate) struct EntryRow {
        pub seq: i64,
        pub id: Uuid,
        pub kind: String,
        pub version: i64,
        pub happened: String,
        pub recorded: i64,
        pub recorded_by: String,
        pub supersedes: Option<Uuid>,
        pub known: String,
        pub body: Vec<u8>,
        pub prev: Vec<u8>,
        pub hash: Vec<u8>,
    }
}

impl EntryRow {
    /// What of it is hashed.
    pub(crate) fn entry(&self) -> Entry {
        Entry {
            seq: self.seq,
            id: FactId(self.id),
            kind: self.kind.clone(),
            version: self.version,
            happened: self.happened.clone(),
            recorded: self.recorded,
            recorded_by: self.recorded_by.clone(),
            supersedes: self.supersedes.map(FactId),
            known: self.known.clone(),
            body: self.body.clone(),
        }
    }
}

/// A file as it is held during a transaction.
pub(crate) struct Loaded {
    pub id: FileId,
    pub reference: String,
    pub opened: i64,
    pub head: Head,
    pub head_mac: Vec<u8>,
    /// The key as it is kept. A file in memory serves only while this is the same.
    pub wrapped_key: Vec<u8>,
    pub key: Arc<FileKey>,
    pub file: Arc<CaseFile>,
    /// The place of each fact of `file.history()` in the journal.
    pub seqs: Vec<i64>,
    /// What the view of obligations holds for the file, where this process has written it itself.
    pub view: Option<Arc<ViewRows>>,
}

impl Loaded {
    /// The same file after looks were chained to it.
    pub(crate) fn with_head(&self, head: Head, head_mac: Vec<u8>) -> Self {
        Self { head, head_mac, ..self.copied() }
    }

    /// The same file as it will be with further facts.
    pub(crate) fn with_file(&self, file: CaseFile) -> Self {
        Self { file: Arc::new(file), ..self.copied() }
    }

    fn copied(&self) -> Self {
        Self {
            id: self.id,
            reference: self.reference.clone(),
            opened: self.opened,
            head: self.head.clone(),
            head_mac: self.head_mac.clone(),
            wrapped_key: self.wrapped_key.clone(),
            key: Arc::clone(&self.key),
            file: Arc::clone(&self.file),
            seqs: self.seqs.clone(),
            view: self.view.clone(),
        }
    }
}

row! {
    struct GuardRow {
        wrapped_key: Option<Vec<u8>>,
        guarding: Option<Vec<u8>>,
    }
}

/// The name under which a file's guarding is sealed.
pub(crate) const GUARDING: &str = "guarding";

/// Opens the view of who may open a file. Takes about as long where there is nothing to open.
fn guarding(vault: &vault::Vault, file: FileId, wrapped: Option<&[u8]>, kept: Option<&[u8]>) -> Option<Guarding> {
    const NOTHING: [u8; 73] = [1; 73];
    let key = vault.unwrap(Owner::File(file.0.into_bytes()), wrapped.unwrap_or(&NOTHING));
    let opened = FileKey::new(key.ok()?).open_note(file, GUARDING, kept?)?;
    serde_json::from_slice(opened.bytes()).ok()
}

/// Reads one entry as a fact. `None` where it does not open or does not read.
pub(crate) fn read_entry(file: FileId, key: &FileKey, row: &EntryRow) -> Option<Fact> {
    let kind = Kind::from_code(&row.kind)?;
    let opened = key.open_body(file, FactId(row.id), &row.kind, &row.body)?;
    Some(Fact {
        id: FactId(row.id),
        happened: row.happened.parse().ok()?,
        recorded: Timestamp::from_microsecond(row.recorded).ok()?,
        by: read_by(&row.recorded_by)?,
        supersedes: row.supersedes.map(FactId),
        known: serde_json::from_str::<Vec<Known>>(&row.known).ok()?,
        body: Body::from_json(kind, opened.bytes()).ok()?,
    })
}

impl Quick {
    /// What stands before a file as this process knew it last, without asking the database; `None` where it does not know the file. What is
    /// decided on it stands only if the database takes it: the file still ends there, its key is still there, and nothing has changed on the side
    /// of staff since `as_of`. A refusal on it says nothing: ask then.
    pub fn recall(&mut self, file: FileId, as_of: Option<i64>) -> Option<Guard> {
        let loaded = self.ledger.recent().latest(file)?;
        let guarding = Guarding::of(&loaded.file);
        self.files.insert(file, loaded);
        self.tx.as_of = as_of;
        Some(Guard { file, guarding })
    }

    /// What stands before a file, `None` where there is none; and what came of the same sending, where it has arrived before.
    /// # Errors
    /// The database does not answer.
    pub async fn ask(
        &mut self,
        file: FileId,
        officer: OfficerId,
        key: Option<&str>,
    ) -> Result<(Option<Guard>, Option<serde_json::Value>), LedgerError> {
        let Some(asked) = maybe!(self.conn, AskedRow, ASK, file.0, officer.0, key)? else {
            return Ok((self.guard_of(file, None).await?, None));
        };
        let row = GuardRow { wrapped_key: asked.wrapped_key.clone(), guarding: asked.guarding };
        let guard = self.guard_of(file, Some(row)).await?;
        let before = match (key, asked.outcome) {
            (Some(key), Some(sealed)) => Some(self.outcome(officer, key, &sealed)?),
            _ => None,
        };
        self.row = Some(FileRow {
            id: asked.id,
            reference: asked.reference,
            wrapped_key: asked.wrapped_key,
            opened: asked.opened,
            head_seq: asked.head_seq,
            head_hash: asked.head_hash,
            head_mac: asked.head_mac,
        });
        Ok((guard, before))
    }

    /// The file, folded from its facts as they were when [`Quick::ask`] asked.
    /// # Errors
    /// A fact cannot be read, or the database does not answer.
    pub async fn file<A: access::FileAct>(&mut self, permit: &Permit<A>) -> Result<Arc<CaseFile>, LedgerError> {
        match self.row.take().filter(|row| row.id == permit.file().0) {
            Some(row) => Ok(Arc::clone(&self.load(row).await?.file)),
            None => Ok(Arc::clone(&self.loaded(permit.file()).await?.file)),
        }
    }
}

impl Reading {
    /// What stands before a file; `None` where there is none. Ask [`access::permit`] with it.
    ///
    /// As much work is done for a file that is not there as for one that is. A view that does not open, because somebody changed it, is not
    /// believed: the facts are.
    /// # Errors
    /// The database does not answer, or a fact cannot be read.
    pub async fn guard(&mut self, file: FileId) -> Result<Option<Guard>, LedgerError> {
        let row = maybe!(self.conn, GuardRow, GUARD, file.0)?;
        self.guard_of(file, row).await
    }

    async fn guard_of(&mut self, file: FileId, row: Option<GuardRow>) -> Result<Option<Guard>, LedgerError> {
        let (there, wrapped_key, kept) = match row {
            Some(row) => (true, row.wrapped_key, row.guarding),
            None => (false, None, None),
        };
        let guarding = guarding(self.ledger.vault(), file, wrapped_key.as_deref(), kept.as_deref());
        match guarding {
            _ if !there => Ok(None),
            Some(guarding) => Ok(Some(Guard { file, guarding })),
            None if wrapped_key.is_none() => Ok(None), // its key is destroyed: there is no such file any more
            None => Ok(Some(Guard { file, guarding: Guarding::of(&self.loaded(file).await?.file) })),
        }
    }

    /// The file, folded from its facts.
    /// # Errors
    /// A fact cannot be read, or the database does not answer.
    pub async fn file<A: access::FileAct>(&mut self, permit: &Permit<A>) -> Result<Arc<CaseFile>, LedgerError> {
        Ok(Arc::clone(&self.loaded(permit.file()).await?.file))
    }

    /// The end of the file's journal: hand it back with what somebody sends, and a file that changed meanwhile is noticed.
    /// # Errors
    /// As [`Reading::file`].
    pub async fn seq<A: access::FileAct>(&mut self, permit: &Permit<A>) -> Result<u64, LedgerError> {
        Ok(self.loaded(permit.file()).await?.head.seq.unsigned_abs())
    }

    /// The file that has a reference. An id is no permission: the file opens only with a permit.
    /// # Errors
    /// The database does not answer.
    pub async fn file_by_reference(&mut self, reference: &str) -> Result<Option<FileId>, LedgerError> {
        Ok(maybe!(self.conn, (Uuid,), BY_REFERENCE, reference)?.map(|(id,)| FileId(id)))
    }

    pub(crate) async fn file_row(&mut self, file: FileId) -> Result<FileRow, LedgerError> {
        let sql = if self.locks { FILE_LOCKED } else { FILE };
        maybe!(self.conn, FileRow, sql, file.0)?.ok_or(LedgerError::NoSuchFile)
    }

    pub(crate) fn file_key(&self, row: &FileRow) -> Result<FileKey, LedgerError> {
        let wrapped = row.wrapped_key.as_ref().ok_or(LedgerError::KeyDestroyed)?;
        Ok(FileKey::new(self.ledger.vault().unwrap(Owner::File(row.id.into_bytes()), wrapped)?))
    }

    pub(crate) async fn loaded(&mut self, file: FileId) -> Result<Arc<Loaded>, LedgerError> {
        if let Some(loaded) = self.files.get(&file) {
            return Ok(Arc::clone(loaded));
        }
        let row = self.file_row(file).await?;
        self.load(row).await
    }

    /// The file that ends as its row says.
    async fn load(&mut self, row: FileRow) -> Result<Arc<Loaded>, LedgerError> {
        let file = FileId(row.id);
        let wrapped_key = row.wrapped_key.clone().ok_or(LedgerError::KeyDestroyed)?;
        if let Some(loaded) = self.ledger.recent().get(file, &row.head_hash)
            && loaded.wrapped_key == wrapped_key
        {
            self.files.insert(file, Arc::clone(&loaded));
            return Ok(loaded);
        }
        let key = self.file_key(&row)?;
        let entries = all!(self.conn, EntryRow, FACTS, file.0, row.head_seq)?;
        let mut facts = Vec::with_capacity(entries.len());
        let mut seqs = Vec::with_capacity(entries.len());
        for entry in &entries {
            let unreadable = || LedgerError::Unreadable { reference: row.reference.clone(), seq: entry.seq.unsigned_abs() };
            facts.push(read_entry(file, &key, entry).ok_or_else(unreadable)?);
            seqs.push(entry.seq);
        }
        let loaded = Arc::new(Loaded {
            id: file,
            reference: row.reference,
            opened: row.opened,
            head: Head { seq: row.head_seq, hash: row.head_hash },
            head_mac: row.head_mac,
            wrapped_key,
            key: Arc::new(key),
            file: Arc::new(CaseFile::fold(facts)),
            seqs,
            view: None,
        });
        self.ledger.recent().keep(&loaded);
        self.files.insert(file, Arc::clone(&loaded));
        Ok(loaded)
    }
}
