//! Adding facts: the one way in. Facts are sealed, chained and kept, and everything that follows from them with them, together or not at all.

use std::sync::{Arc, Mutex, PoisonError};

use access::{OpenFile, Permit, Records};
use casefile::facts::{BODY_VERSION, Body, By, Fact, NewFact};
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId, PersonId};
use jiff::Timestamp;
use uuid::{ContextV7, Uuid};
use vault::{DataKey, Owner};

use super::Loaded;
use super::chain::{Entry, Head, NOTHING, write_by};
use super::seal::{self, FileKey};
use crate::LedgerError;
use crate::store::sql::{insert_many, maybe, run, statements};
use crate::store::tx::Tx;

statements! {
    OPEN_FILE = "INSERT INTO file (id, reference, wrapped_key, opened, head_seq, head_hash, head_mac) VALUES ($1, $2, $3, $4, 0, $5, $6) \
        ON CONFLICT DO NOTHING";
    MOVE_HEAD = "UPDATE file SET head_seq = $2, head_hash = $3, head_mac = $4 WHERE id = $1 AND head_seq = $5";
    PERSON_KEY = "SELECT wrapped_key FROM person_key WHERE person = $1";
    KEEP_PERSON_KEY = "INSERT INTO person_key (person, file, wrapped_key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
}

/// Facts that have been kept.
#[derive(Debug, Clone)]
pub struct Appended {
    /// The facts, their private values sealed, with the ids and the time that they were given.
    pub facts: Vec<Fact>,
    /// The end of the file's journal now.
    pub seq: u64,
    /// The file with them in it.
    pub file: Arc<CaseFile>,
}

/// A fact brought over from elsewhere, which has its id and its time of recording already, so that others can point to it.
#[derive(Debug, Clone)]
pub struct Recording {
    /// Its id.
    pub id: FactId,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// Who recorded it there.
    pub by: By,
    /// What happened.
    pub fact: NewFact,
}

/// A file brought over from elsewhere.
pub struct NewFile {
    /// Leave to open it: [`access::house::import`].
    pub permit: Permit<OpenFile>,
    /// Its facts; the first says whose file it is.
    pub facts: Vec<Recording>,
}

/// To the microsecond: PostgreSQL and SQLite keep the same, and so does the hash.
fn rounded(moment: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(moment.as_microsecond()).unwrap_or(moment)
}

/// A new id that sorts by time, made from the moment that the desk gave.
pub(crate) fn new_id(now: Timestamp) -> FactId {
    let seconds = now.as_second().unsigned_abs();
    FactId(Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, now.subsec_nanosecond().unsigned_abs())))
}

/// As [`new_id`], and each id sorts after those given before it: facts of one moment keep the order in which they were recorded.
fn next_id(now: Timestamp) -> FactId {
    static ORDER: Mutex<ContextV7> = Mutex::new(ContextV7::new());
    let order = ORDER.lock().unwrap_or_else(PoisonError::into_inner);
    let seconds = now.as_second().unsigned_abs();
    FactId(Uuid::new_v7(uuid::Timestamp::from_unix(&*order, seconds, now.subsec_nanosecond().unsigned_abs())))
}

impl Tx {
    /// Adds facts to a file, with all that follows from them. `expected_seq` is the end of the journal as the writer saw it ([`Reading::seq`]);
    /// `None` where it does not matter what else was recorded.
    ///
    /// [`Reading::seq`]: crate::Reading::seq
    /// # Errors
    /// [`LedgerError::Stale`] with what was recorded meanwhile; or something stands in the way, and nothing was kept.
    pub async fn append<A: Records>(
        &mut self,
        permit: &Permit<A>,
        facts: Vec<NewFact>,
        now: Timestamp,
        expected_seq: Option<u64>,
    ) -> Result<Appended, LedgerError> {
        let loaded = self.loaded(permit.file()).await?;
        if let Some(expected) = expected_seq {
            let since: Vec<Fact> = (loaded.seqs.iter().zip(loaded.file.history()))
                .filter(|(seq, _)| seq.unsigned_abs() > expected)
                .map(|(_, fact)| fact.clone())
                .collect();
            if !since.is_empty() {
                return Err(LedgerError::Stale { since });
            }
        }
        let facts = facts.into_iter().map(|fact| Recording { id: next_id(now), recorded: now, by: permit.by(), fact });
        self.keep(permit, loaded, facts.collect()).await
    }

    /// Opens a new file with its first facts, of which the very first is “file-opened”.
    /// # Errors
    /// [`LedgerError::ReferenceTaken`], [`LedgerError::NotOpened`]; or something stands in the way, and nothing was kept.
    pub async fn open_file(
        &mut self,
        permit: &Permit<OpenFile>,
        facts: Vec<NewFact>,
        now: Timestamp,
    ) -> Result<Appended, LedgerError> {
        let facts: Vec<_> =
            facts.into_iter().map(|fact| Recording { id: next_id(now), recorded: now, by: permit.by(), fact }).collect();
        self.open_with(permit, facts).await
    }

    /// Opens many files at once: what an import does. Goes through the same code as everything else.
    /// # Errors
    /// As [`Tx::open_file`]; nothing at all was kept.
    pub async fn append_many(&mut self, files: Vec<NewFile>) -> Result<Vec<Appended>, LedgerError> {
        let mut done = Vec::with_capacity(files.len());
        for file in files {
            let appended = self.open_with(&file.permit, file.facts).await?;
            // An import is large: what was just written is not read again in this transaction.
            self.files.remove(&file.permit.file());
            done.push(appended);
        }
        Ok(done)
    }

    async fn open_with(&mut self, permit: &Permit<OpenFile>, facts: Vec<Recording>) -> Result<Appended, LedgerError> {
        let id = permit.file();
        let Some(Body::FileOpened(opened)) = facts.first().map(|first| &first.fact.body) else {
            return Err(LedgerError::NotOpened);
        };
        let reference = opened.reference.clone();
        let now = facts.first().map_or(0, |first| first.recorded.as_microsecond());
        let (key, wrapped) = self.ledger.vault().new_key(Owner::File(id.0.into_bytes()))?;
        let head = Head { seq: 0, hash: NOTHING.to_vec() };
        let mac = head.mac(id, self.ledger.vault()).to_vec();
        if run!(self.conn, OPEN_FILE, id.0, reference.as_str(), wrapped.as_slice(), now, head.hash.clone(), mac.clone())? == 0 {
            return Err(LedgerError::ReferenceTaken(reference));
        }
        let loaded = Loaded {
            id,
            reference,
            opened: now,
            head,
            head_mac: mac,
            wrapped_key: wrapped,
            key: Arc::new(FileKey::new(key)),
            file: Arc::new(CaseFile::fold(Vec::new())),
            seqs: Vec::new(),
            // A file that is new has nothing in any view.
            view: Some(Arc::default()),
        };
        self.keep(permit, Arc::new(loaded), facts).await
    }

    /// Seals, chains and keeps facts, and brings the views up to date. Nobody comes here without a permit.
    async fn keep<A: Records>(
        &mut self,
        permit: &Permit<A>,
        before: Arc<Loaded>,
        facts: Vec<Recording>,
    ) -> Result<Appended, LedgerError> {
        let facts = self.seal_all(&before, facts).await?;
        let (head, head_mac, first) = self.chain(&before, &facts).await?;
        let mut history = before.file.history().to_vec();
        history.extend(facts.iter().cloned());
        let mut seqs = before.seqs.clone();
        seqs.extend(first..=head.seq);
        let mut after = Loaded {
            id: before.id,
            reference: before.reference.clone(),
            opened: before.opened,
            head,
            head_mac,
            wrapped_key: before.wrapped_key.clone(),
            key: Arc::clone(&before.key),
            file: Arc::new(CaseFile::fold(history)),
            seqs,
            view: None,
        };
        after.view = Some(crate::views::bring_up_to_date(self, &before, &after, permit.by()).await?);
        let after = Arc::new(after);
        self.ledger.recent().keep(&after);
        self.files.insert(after.id, Arc::clone(&after));
        Ok(Appended { facts, seq: after.head.seq.unsigned_abs(), file: Arc::clone(&after.file) })
    }

    /// Shuts the private values of every fact. From here on nobody can read them but the reader.
    async fn seal_all(&mut self, loaded: &Loaded, facts: Vec<Recording>) -> Result<Vec<Fact>, LedgerError> {
        let mut survivor = loaded.file.survivor();
        let mut keys: Vec<(PersonId, DataKey)> = Vec::new();
        let mut sealed = Vec::with_capacity(facts.len());
        for Recording { id, recorded, by, fact } in facts {
            let NewFact { happened, supersedes, known, mut body } = fact;
            if let (None, Body::FileOpened(opened)) = (survivor, &body) {
                survivor = Some(opened.survivor);
            }
            if let Some(person) = seal::person_of(&mut body, survivor)
                && !keys.iter().any(|(known, _)| *known == person)
            {
                let key = self.person_key_or_new(loaded.id, person).await?;
                keys.push((person, key));
            }
            let person = seal::person_of(&mut body, survivor);
            let key = keys.iter().find(|(known, _)| Some(*known) == person).map(|(person, key)| (*person, key));
            seal::seal_private(loaded.id, id, &mut body, &loaded.key, key)?;
            sealed.push(Fact { id, happened, recorded: rounded(recorded), by, supersedes, known, body });
        }
        Ok(sealed)
    }

    /// Adds sealed facts to the end of a file's chain. Gives the new end and the place of the first of them.
    pub(crate) async fn chain(&mut self, before: &Loaded, facts: &[Fact]) -> Result<(Head, Vec<u8>, i64), LedgerError> {
        let ledger = self.ledger.clone();
        if !before.head.is_mac(before.id, ledger.vault(), &before.head_mac) {
            return Err(LedgerError::HeadBroken { reference: before.reference.clone() });
        }
        let first = before.head.seq + 1;
        let mut head = before.head.clone();
        let mut rows: Vec<(Entry, Vec<u8>, Vec<u8>)> = Vec::with_capacity(facts.len());
        for fact in facts {
            let entry = Entry {
                seq: head.seq + 1,
                id: fact.id,
                kind: fact.body.kind().code().to_owned(),
                version: i64::from(BODY_VERSION),
                happened: fact.happened.to_string(),
                recorded: fact.recorded.as_microsecond(),
                recorded_by: write_by(fact.by),
                supersedes: fact.supersedes,
                known: serde_json::to_string(&fact.known).map_err(LedgerError::NotSealed)?,
                body: before.key.seal_body(before.id, fact.id, &fact.body)?,
            };
            let hash = entry.hash(before.id, &head.hash).to_vec();
            let prev = std::mem::replace(&mut head.hash, hash.clone());
            head.seq = entry.seq;
            rows.push((entry, prev, hash));
        }
        insert_many!(
            self.conn,
            "INSERT INTO journal (file, seq, id, kind, version, happened, recorded, recorded_by, supersedes, known, body, prev, hash)",
            "",
            rows,
            |row| [
                before.id.0,
                row.0.seq,
                row.0.id.0,
                row.0.kind.as_str(),
                row.0.version,
                row.0.happened.as_str(),
                row.0.recorded,
                row.0.recorded_by.as_str(),
                row.0.supersedes.map(|id| id.0),
                row.0.known.as_str(),
                row.0.body.as_slice(),
                row.1.as_slice(),
                row.2.as_slice(),
            ]
        )?;
        let mac = head.mac(before.id, ledger.vault()).to_vec();
        if run!(self.conn, MOVE_HEAD, before.id.0, head.seq, head.hash.clone(), mac.clone(), before.head.seq)? == 0 {
            return Err(LedgerError::Busy);
        }
        Ok((head, mac, first))
    }

    async fn person_key_or_new(&mut self, file: FileId, person: PersonId) -> Result<DataKey, LedgerError> {
        if let Some(key) = self.person_key(person).await? {
            return Ok(key);
        }
        let (key, wrapped) = self.ledger.vault().new_key(Owner::Person(person.0.into_bytes()))?;
        if run!(self.conn, KEEP_PERSON_KEY, person.0, file.0, wrapped)? == 0 {
            // Another file has just made it: theirs is the one that is kept.
            return self.person_key(person).await?.ok_or(LedgerError::Busy);
        }
        Ok(key)
    }

    /// A person's key: one, in whatever files they are. `None` where nothing has been sealed for them yet.
    pub(crate) async fn person_key(&mut self, person: PersonId) -> Result<Option<DataKey>, LedgerError> {
        match maybe!(self.conn, (Option<Vec<u8>>,), PERSON_KEY, person.0)? {
            None => Ok(None),
            Some((None,)) => Err(LedgerError::KeyDestroyed),
            Some((Some(wrapped),)) => Ok(Some(self.ledger.vault().unwrap(Owner::Person(person.0.into_bytes()), &wrapped)?)),
        }
    }
}
