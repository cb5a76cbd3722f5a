//! Many new files at once: what an import brings. Everything is sealed, chained and derived as for a single fact; only, the work is shared out
//! between the machine's cores, and the rows of all files go into each table together.

use std::collections::HashMap;
use std::sync::Arc;

use access::{OpenFile, Permit};
use casefile::facts::NewFact;
use casefile::facts::{Body, By};
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId, PersonId};
use jiff::Timestamp;
use vault::{DataKey, Owner};

use super::Loaded;
use super::append::{Link, keep_links, links, new_id, person_keys_of, sealed, version_of};
use super::chain::{Head, NOTHING};
use super::seal::FileKey;
use crate::matching::{StaffIndex, bars_due, described};
use crate::store::Db;
use crate::store::sql::{insert_many, maybe, run, statements};
use crate::store::tx::Tx;
use crate::views::NewViews;
use crate::views::applicants::waiting;
use crate::{Ledger, LedgerError};

statements! {
    // Holds the side of staff still until the import is kept.
    STILL_SO = "UPDATE matching SET epoch = epoch WHERE id = 1 AND epoch = $1";
    HEAD_OF = "SELECT head_hash FROM file WHERE reference = $1";
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

/// The keys of everybody in the files that are brought over.
type Keys = HashMap<PersonId, DataKey>;

/// A file, ready to be written down.
struct Ready {
    file: Loaded,
    links: Vec<Link>,
    views: NewViews,
}

impl Tx {
    /// Opens many files at once: what an import does. Gives how many.
    /// # Errors
    /// As [`Tx::open_file`]; nothing at all was kept.
    pub async fn append_many(&mut self, mut files: Vec<NewFile>) -> Result<usize, LedgerError> {
        let keys = self.keys_of_all(&mut files).await?;
        let staff = self.staff_index().await?;
        if run!(self.conn, STILL_SO, staff.epoch)? == 0 {
            return Err(LedgerError::Busy);
        }
        let mut ready = in_parallel(&self.ledger, files, Arc::new(keys), staff).await?;
        // In the order of the tables' own keys.
        ready.sort_unstable_by_key(|one| one.file.id);
        self.open_all(&ready).await?;
        let rows: Vec<(FileId, &Link)> = ready.iter().flat_map(|one| one.links.iter().map(|link| (one.file.id, link))).collect();
        keep_links(self, &rows).await?;
        let views: Vec<&NewViews> = ready.iter().map(|one| &one.views).collect();
        crate::views::keep_new(self, &views).await?;
        if views.iter().any(|one| one.holds_rooms()) {
            self.nobody_shares_a_room().await?;
        }
        Ok(ready.len())
    }

    async fn open_all(&mut self, ready: &[Ready]) -> Result<(), LedgerError> {
        let opened = insert_many!(
            self.conn,
            "INSERT INTO file (id, reference, wrapped_key, opened, head_seq, head_hash, head_mac, key_version)",
            "ON CONFLICT DO NOTHING",
            ready,
            |row| [
                row.file.id.0,
                row.file.reference.as_str(),
                row.file.wrapped_key.as_slice(),
                row.file.opened,
                row.file.head.seq,
                row.file.head.hash.as_slice(),
                row.file.head_mac.as_slice(),
                version_of(&row.file.wrapped_key),
            ]
        )?;
        if opened == ready.len() as u64 {
            return Ok(());
        }
        for one in ready {
            let there = maybe!(self.conn, (Vec<u8>,), HEAD_OF, one.file.reference.as_str())?;
            if there.is_none_or(|(hash,)| hash != one.file.head.hash) {
                return Err(LedgerError::ReferenceTaken(one.file.reference.clone()));
            }
        }
        Err(LedgerError::Busy)
    }

    /// A key for everybody in these files for whom something will be sealed: the one that they have, or a new one.
    async fn keys_of_all(&mut self, files: &mut [NewFile]) -> Result<Keys, LedgerError> {
        let mut keys = Keys::new();
        let mut new: Vec<(PersonId, FileId, Vec<u8>)> = Vec::new();
        for file in files {
            for person in person_keys_of(&mut file.facts, None) {
                if keys.contains_key(&person) {
                    continue;
                }
                let key = if let Some(key) = self.person_key(person).await? {
                    key
                } else {
                    let (key, wrapped) = self.ledger.vault().new_key(Owner::Person(person.0.into_bytes()))?;
                    new.push((person, file.permit.file(), wrapped));
                    key
                };
                keys.insert(person, key);
            }
        }
        new.sort_unstable_by_key(|one| one.0);
        let kept = insert_many!(
            self.conn,
            "INSERT INTO person_key (person, file, wrapped_key, key_version)",
            "ON CONFLICT DO NOTHING",
            new,
            |row| [row.0.0, row.1.0, row.2.as_slice(), version_of(&row.2)]
        )?;
        // Somebody else has just made a key for one of them: theirs is the one that counts, and this import has to begin again.
        if kept == new.len() as u64 { Ok(keys) } else { Err(LedgerError::Busy) }
    }
}

impl Ledger {
    /// After much has been brought over: has PostgreSQL do at once what it would do by itself within minutes, so that it plans by what there is
    /// now. SQLite needs nothing of the kind.
    /// # Errors
    /// The database does not answer.
    pub async fn settle(&self) -> Result<(), LedgerError> {
        if let Db::Pg(pool) = self.db() {
            sqlx::query(
                "VACUUM (ANALYZE) file, person_key, journal, obligation, file_team, file_guard, file_summary, person_trace",
            )
            .execute(pool)
            .await?;
        }
        Ok(())
    }
}

/// Seals, chains and derives on as many threads as the machine has cores.
async fn in_parallel(
    ledger: &Ledger,
    files: Vec<NewFile>,
    keys: Arc<Keys>,
    staff: Arc<StaffIndex>,
) -> Result<Vec<Ready>, LedgerError> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = files.len().div_ceil(cores).max(1);
    let mut files = files.into_iter();
    let mut work = Vec::with_capacity(cores);
    loop {
        let part: Vec<NewFile> = files.by_ref().take(share).collect();
        if part.is_empty() {
            break;
        }
        let (ledger, keys, staff) = (ledger.clone(), Arc::clone(&keys), Arc::clone(&staff));
        work.push(tokio::task::spawn_blocking(move || {
            part.into_iter().map(|file| ready(&ledger, file, &keys, &staff)).collect::<Result<Vec<_>, _>>()
        }));
    }
    let mut all = Vec::new();
    for part in work {
        all.extend(part.await.map_err(|error| LedgerError::Unreachable(error.to_string()))??);
    }
    Ok(all)
}

fn ready(ledger: &Ledger, file: NewFile, keys: &Keys, staff: &StaffIndex) -> Result<Ready, LedgerError> {
    let (id, vault) = (file.permit.file(), ledger.vault());
    let Some(first) = file.facts.first() else { return Err(LedgerError::NotOpened) };
    let Body::FileOpened(opened) = &first.fact.body else { return Err(LedgerError::NotOpened) };
    let (reference, opened) = (opened.reference.clone(), first.recorded.as_microsecond());
    let (key, wrapped_key) = vault.new_key(Owner::File(id.0.into_bytes()))?;
    let key = FileKey::new(key);
    let facts = sealed(id, &key, None, file.facts, &|person| keys.get(&person))?;
    let now = facts.last().map_or(Timestamp::UNIX_EPOCH, |last| last.recorded);
    let head = Head { seq: 0, hash: NOTHING.to_vec() };
    let file = Loaded {
        id,
        reference,
        opened,
        head_mac: head.mac(id, vault).to_vec(),
        seqs: Vec::new(),
        head: head.clone(),
        wrapped_key,
        key: Arc::new(key),
        file: Arc::new(CaseFile::fold(facts.clone())),
        view: None,
    };
    let people = described(&file, &|person| keys.get(&person))?;
    let bars = bars_due(vault, staff, &file.file, &people, now)?.into_iter();
    let bars = bars.map(|fact| Recording { id: new_id(now), recorded: now, by: By::Clock, fact }).collect();
    let bars = sealed(id, &file.key, None, bars, &|_| None)?;
    let all: Vec<_> = facts.into_iter().chain(bars).collect();
    let (links, head) = links(id, &file.key, head, &all)?;
    let file = Loaded {
        head_mac: head.mac(id, vault).to_vec(),
        seqs: (1..=head.seq).collect(),
        head,
        file: Arc::new(CaseFile::fold(all)),
        ..file
    };
    let waiting = waiting(vault, &file, &|person| keys.get(&person))?;
    let views = NewViews::of(ledger, &file, &people, waiting)?;
    Ok(Ready { file, links, views })
}
