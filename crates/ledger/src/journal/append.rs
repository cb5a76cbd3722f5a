//! Adding facts: the one way in. Facts are sealed, chained and kept, and everything that follows from them with them, together or not at all.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use access::{OpenFile, Permit, Records, house};
use casefile::facts::{BODY_VERSION, Body, By, Fact, NewFact};
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId, PersonId};
use jiff::Timestamp;
use uuid::{ContextV7, Uuid};
use vault::{DataKey, Owner};

use super::Loaded;
use super::chain::{Entry, Head, NOTHING, write_by};
use super::import::Recording;
use super::seal::{self, FileKey};
use crate::LedgerError;
use crate::house::Outcome;
use crate::matching::{Trace, bars_due, keep_traces, touches_people, traces};
use crate::store::batch::{later, later_many};
use crate::store::sql::{insert_many, maybe, run, statements};
use crate::store::tx::{Quick, Reading, Tx};

statements! {
    OPEN_FILE = "INSERT INTO file (id, reference, wrapped_key, opened, head_seq, head_hash, head_mac, key_version) \
        VALUES ($1, $2, $3, $4, 0, $5, $6, $7) ON CONFLICT DO NOTHING";
    // A file that ends elsewhere by now gets no number for its end, which the database refuses: then nothing of the batch is kept.
    // So does one whose key is destroyed, and one that was asked for by somebody as they were before the side of staff changed.
    MOVE_HEAD = "UPDATE file SET head_seq = CASE WHEN head_hash = $5 AND wrapped_key IS NOT NULL \
        AND (CAST($6 AS BIGINT) IS NULL OR CAST($6 AS BIGINT) = (SELECT epoch FROM matching WHERE id = 1)) \
        THEN CAST($2 AS BIGINT) END, head_hash = $3, head_mac = $4 WHERE id = $1";
    // As above: where something changed on the side of staff, what was compared has to be compared again.
    STILL_SO = "UPDATE matching SET epoch = CASE WHEN epoch = $1 THEN epoch END WHERE id = 1";
    PERSON_KEY = "SELECT wrapped_key FROM person_key WHERE person = $1";
    NEW_PERSON_KEY = "INSERT INTO person_key (person, file, wrapped_key, key_version) VALUES ($1, $2, $3, $4)";
    KEEP_PERSON_KEY = "INSERT INTO person_key (person, file, wrapped_key, key_version) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
}

/// Writes entries of the journal with whichever way of inserting.
macro_rules! links_into {
    ($insert:ident, $to:expr, $rows:expr) => {
        $insert!(
            $to,
            "INSERT INTO journal (file, seq, id, kind, version, happened, recorded, recorded_by, supersedes, known, body, prev, hash)",
            "",
            $rows,
            |row| [
                row.0.0,
                row.1.entry.seq,
                row.1.entry.id.0,
                row.1.entry.kind.as_str(),
                row.1.entry.version,
                row.1.entry.happened.as_str(),
                row.1.entry.recorded,
                row.1.entry.recorded_by.as_str(),
                row.1.entry.supersedes.map(|id| id.0),
                row.1.entry.known.as_str(),
                row.1.entry.body.as_slice(),
                row.1.prev.as_slice(),
                row.1.hash.as_slice(),
            ]
        )
    };
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

/// Under which version of the wrapping key a key is wrapped, as the database keeps it.
pub(super) fn version_of(wrapped: &[u8]) -> i64 {
    i64::from(vault::Vault::version_of(wrapped))
}

impl Quick {
    /// Adds facts to a file, with all that follows from them and with what came of it, and keeps everything.
    /// `outcome` says under which key of the officer's the sending is remembered, and what came of it.
    /// # Errors
    /// As [`Tx::append`]; [`LedgerError::Busy`] where somebody else was quicker. Nothing was kept.
    pub async fn keep<A: Records, T>(
        mut self,
        permit: &Permit<A>,
        facts: Vec<NewFact>,
        now: Timestamp,
        expected_seq: Option<u64>,
        outcome: impl FnOnce(&Appended) -> (T, Option<Outcome>),
    ) -> Result<T, LedgerError> {
        let appended = self.tx.append_later(permit, facts, now, expected_seq).await?;
        let (done, outcome) = outcome(&appended);
        if let Some(outcome) = outcome {
            self.tx.remember_later(&outcome, now)?;
        }
        self.commit().await?;
        Ok(done)
    }
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
        let appended = self.append_later(permit, facts, now, expected_seq).await?;
        self.send().await?;
        Ok(appended)
    }

    /// As [`Tx::append`]; nothing has been sent yet.
    async fn append_later<A: Records>(
        &mut self,
        permit: &Permit<A>,
        facts: Vec<NewFact>,
        now: Timestamp,
        expected_seq: Option<u64>,
    ) -> Result<Appended, LedgerError> {
        let loaded = self.loaded(permit.file()).await?;
        if let Some(expected) = expected_seq {
            let since: Vec<Fact> = (loaded.seqs.iter().zip(loaded.file.recorded()))
                .filter(|(seq, _)| seq.unsigned_abs() > expected)
                .map(|(_, fact)| fact.clone())
                // What is for reviewers alone changes nothing for a colleague, and is not told to one; a clock that ran out changes nothing either.
                .filter(|fact| !fact.is_for_reviewers() && !fact.is_passing_up())
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
        if run!(
            self.conn,
            OPEN_FILE,
            id.0,
            reference.as_str(),
            wrapped.as_slice(),
            now,
            head.hash.clone(),
            mac.clone(),
            version_of(&wrapped)
        )? == 0
        {
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
        let appended = self.keep(permit, Arc::new(loaded), facts).await?;
        self.send().await?;
        Ok(appended)
    }

    /// Seals and chains facts and brings the views up to date, all of it to be sent. Nobody comes here without a permit.
    async fn keep<A: Records>(
        &mut self,
        permit: &Permit<A>,
        before: Arc<Loaded>,
        facts: Vec<Recording>,
    ) -> Result<Appended, LedgerError> {
        let now = facts.first().map_or(Timestamp::UNIX_EPOCH, |first| first.recorded);
        let facts = self.seal_all(&before, facts).await?;
        let mut file = before.file.with(facts.iter().cloned());
        let followed = self.compare(&before, &facts, &file, now).await?;
        if let Some(Compared { bars, .. }) = followed.as_ref().filter(|compared| !compared.bars.is_empty()) {
            file = file.with(bars.iter().cloned());
        }
        let bars = followed.as_ref().map_or(&[][..], |compared| &compared.bars);
        let all: Vec<Fact> = facts.iter().chain(bars).cloned().collect();
        let (head, head_mac, first) = self.chain(&before, &all)?;
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
            file: Arc::new(file),
            seqs,
            view: None,
        };
        let mut alike = Vec::new();
        if let Some(compared) = followed {
            keep_traces(self, after.id.0, &compared.had, &compared.has)?;
            alike = compared.alike;
        }
        after.view = Some(crate::views::bring_up_to_date(self, &before, &after, permit.by()).await?);
        let after = Arc::new(after);
        self.ledger.recent().keep(&after);
        self.files.insert(after.id, Arc::clone(&after));
        for (other, fact) in alike {
            self.say_in(other, fact, now).await?;
        }
        Ok(Appended { facts, seq: after.head.seq.unsigned_abs(), file: Arc::clone(&after.file) })
    }

    /// Adds one fact to another file in the same piece. Boxed: what is kept there is kept as everything is.
    fn say_in(
        &mut self,
        file: FileId,
        fact: NewFact,
        now: Timestamp,
    ) -> Pin<Box<dyn Future<Output = Result<(), LedgerError>> + Send + '_>> {
        Box::pin(async move { self.append_later(&house::clock(file), vec![fact], now, None).await.map(|_| ()) })
    }

    /// Where facts change what is known of people: compares everybody in the file with staff. Whoever is linked is kept out with the same piece
    /// that keeps the facts, and the piece is kept only if nothing changed on the side of staff meanwhile.
    async fn compare(
        &mut self,
        before: &Loaded,
        facts: &[Fact],
        file: &CaseFile,
        now: Timestamp,
    ) -> Result<Option<Compared>, LedgerError> {
        if !touches_people(facts) {
            return Ok(None);
        }
        let ledger = self.ledger.clone();
        let index = self.staff_index().await?;
        let had = traces(ledger.vault(), &self.described(before).await?);
        let people = self.described(&before.with_file(file.clone())).await?;
        let has = traces(ledger.vault(), &people);
        let due = bars_due(ledger.vault(), &index, file, &people, now)?;
        let bars = due.into_iter().map(|fact| Recording { id: next_id(now), recorded: now, by: By::Clock, fact }).collect();
        let bars = sealed(before.id, &before.key, file.survivor(), bars, &|_| None)?;
        let alike = self.likenesses(&before.with_file(file.clone()), &people, now).await?;
        later!(self, STILL_SO, index.epoch)?;
        Ok(Some(Compared { had, has, bars, alike }))
    }

    /// Shuts the private values of every fact. From here on nobody can read them but the reader.
    async fn seal_all(&mut self, loaded: &Loaded, mut facts: Vec<Recording>) -> Result<Vec<Fact>, LedgerError> {
        let mut keys: Vec<(PersonId, DataKey)> = Vec::new();
        for person in person_keys_of(&mut facts, loaded.file.survivor()) {
            let key = self.person_key_or_new(loaded.id, person).await?;
            keys.push((person, key));
        }
        let key_of = |person| keys.iter().find(|(known, _)| *known == person).map(|(_, key)| key);
        for Recording { id, fact, .. } in &mut facts {
            // What a correction leaves as it was is locked for its new place.
            if let Some(old) = fact.supersedes.and_then(|old| loaded.file.recorded().find(|fact| fact.id == old)) {
                let owners = self.keys_of(seal::owners(&fact.body)).await?;
                let person = seal::person_of(&mut fact.body, loaded.file.survivor());
                let person = person.and_then(|person| Some((person, key_of(person)?)));
                let from = (old.id, &old.body);
                seal::Move { file: loaded.id, from, to: *id, key: &loaded.key, owners: &owners, person }.carry(&mut fact.body)?;
            }
        }
        sealed(loaded.id, &loaded.key, loaded.file.survivor(), facts, &key_of)
    }

    /// Adds sealed facts to the end of a file's chain. Gives the new end and the place of the first of them.
    pub(crate) fn chain(&mut self, before: &Loaded, facts: &[Fact]) -> Result<(Head, Vec<u8>, i64), LedgerError> {
        let ledger = self.ledger.clone();
        if !before.head.is_mac(before.id, ledger.vault(), &before.head_mac) {
            return Err(LedgerError::HeadBroken { reference: before.reference.clone() });
        }
        let first = before.head.seq + 1;
        let (links, head) = links(before.id, &before.key, before.head.clone(), facts)?;
        ledger.may_write()?;
        ledger.count_appended(links.len());
        let rows: Vec<_> = links.iter().map(|link| (before.id, link)).collect();
        links_into!(later_many, self, rows)?;
        let mac = head.mac(before.id, ledger.vault()).to_vec();
        let as_of = self.as_of;
        later!(self, MOVE_HEAD, before.id.0, head.seq, head.hash.clone(), mac.clone(), before.head.hash.clone(), as_of)?;
        Ok((head, mac, first))
    }

    /// The keys of people, of those that are still there.
    async fn keys_of(&mut self, people: Vec<PersonId>) -> Result<Vec<(PersonId, DataKey)>, LedgerError> {
        let mut keys = Vec::with_capacity(people.len());
        for person in people {
            if let Some(key) = self.person_key(person).await? {
                keys.push((person, key));
            }
        }
        Ok(keys)
    }

    async fn person_key_or_new(&mut self, file: FileId, person: PersonId) -> Result<DataKey, LedgerError> {
        if let Some(key) = self.person_key(person).await? {
            return Ok(key);
        }
        let (key, wrapped) = self.ledger.vault().new_key(Owner::Person(person.0.into_bytes()))?;
        let version = version_of(&wrapped);
        if !self.locks {
            // Nobody is kept waiting: where another file makes it first, this command is overtaken.
            later!(self, NEW_PERSON_KEY, person.0, file.0, wrapped, version)?;
            self.person_keys.insert(person, key.clone());
            return Ok(key);
        }
        if run!(self.conn, KEEP_PERSON_KEY, person.0, file.0, wrapped, version)? == 0 {
            // Another file has just made it: theirs is the one that is kept.
            return self.person_key(person).await?.ok_or(LedgerError::Busy);
        }
        Ok(key)
    }
}

impl Reading {
    /// A person's key: one, in whatever files they are. `None` where nothing has been sealed for them yet.
    pub(crate) async fn person_key(&mut self, person: PersonId) -> Result<Option<DataKey>, LedgerError> {
        if let Some(key) = self.person_keys.get(&person) {
            return Ok(Some(key.clone()));
        }
        match maybe!(self.conn, (Option<Vec<u8>>,), PERSON_KEY, person.0)? {
            None => Ok(None),
            Some((None,)) => Err(LedgerError::KeyDestroyed),
            Some((Some(wrapped),)) => {
                let key = self.ledger.vault().unwrap(Owner::Person(person.0.into_bytes()), &wrapped)?;
                self.person_keys.insert(person, key.clone());
                Ok(Some(key))
            }
        }
    }
}

/// What comparing a file's people with staff gave: the rows of the index before and after, and who is to be kept out.
struct Compared {
    had: BTreeSet<Trace>,
    has: BTreeSet<Trace>,
    bars: Vec<Fact>,
    /// What is to be said in other files.
    alike: Vec<(FileId, NewFact)>,
}

/// An entry, between the hash of the one before it and its own.
pub(super) struct Link {
    entry: Entry,
    prev: Vec<u8>,
    hash: Vec<u8>,
}

/// Everybody under whose key something in these facts will be sealed.
pub(super) fn person_keys_of(facts: &mut [Recording], survivor: Option<PersonId>) -> BTreeSet<PersonId> {
    let mut survivor = survivor;
    let mut people = BTreeSet::new();
    for Recording { fact, .. } in facts {
        survivor = survivor.or_else(|| opened_for(&fact.body));
        people.extend(seal::person_of(&mut fact.body, survivor));
    }
    people
}

fn opened_for(body: &Body) -> Option<PersonId> {
    if let Body::FileOpened(opened) = body { Some(opened.survivor) } else { None }
}

/// Shuts the private values of every fact. From here on nobody can read them but the reader.
pub(super) fn sealed<'a>(
    file: FileId,
    key: &FileKey,
    survivor: Option<PersonId>,
    facts: Vec<Recording>,
    key_of: &dyn Fn(PersonId) -> Option<&'a DataKey>,
) -> Result<Vec<Fact>, LedgerError> {
    let mut survivor = survivor;
    let mut done = Vec::with_capacity(facts.len());
    for Recording { id, recorded, by, fact } in facts {
        let NewFact { happened, supersedes, known, mut body } = fact;
        survivor = survivor.or_else(|| opened_for(&body));
        let owner = seal::person_of(&mut body, survivor).and_then(|person| Some((person, key_of(person)?)));
        seal::seal_private(file, id, &mut body, key, owner)?;
        done.push(Fact { id, happened, recorded: rounded(recorded), by, supersedes, known, body });
    }
    Ok(done)
}

/// Chains sealed facts to the end of a file. Gives the entries and the new end.
pub(super) fn links(file: FileId, key: &FileKey, end: Head, facts: &[Fact]) -> Result<(Vec<Link>, Head), LedgerError> {
    let mut head = end;
    let mut links = Vec::with_capacity(facts.len());
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
            body: key.seal_body(file, fact.id, &fact.body)?,
        };
        let hash = entry.hash(file, &head.hash).to_vec();
        let prev = std::mem::replace(&mut head.hash, hash.clone());
        head.seq = entry.seq;
        links.push(Link { entry, prev, hash });
    }
    Ok((links, head))
}

/// Writes entries down at once, of one file or of many.
pub(super) async fn keep_links(tx: &mut Tx, rows: &[(FileId, &Link)]) -> Result<(), LedgerError> {
    tx.ledger.may_write()?;
    tx.ledger.count_appended(rows.len());
    links_into!(insert_many, tx.conn, rows).map(|_| ())
}
