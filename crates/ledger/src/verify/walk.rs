//! Walks every chain and names what is wrong: the file, the entry, the fact.

use std::collections::{BTreeMap, BTreeSet};

use casefile::ids::{FactId, FileId, PersonId};
use uuid::Uuid;
use vault::Owner;

use super::heads::{Against, Cosigned};
use crate::journal::chain::{Head, NOTHING};
use crate::journal::seal::FileKey;
use crate::journal::{EntryRow, FileRow, read_entry};
use crate::keys::{HOUSE, Target, act_hash};
use crate::store::sql::{all, statements};
use crate::store::tx::Reading;
use crate::{Ledger, LedgerError};

statements! {
    FILES = "SELECT id, reference, wrapped_key, opened, head_seq, head_hash, head_mac FROM file WHERE id > $1 ORDER BY id LIMIT 500";
    ENTRIES = "SELECT seq, id, kind, version, happened, recorded, recorded_by, supersedes, known, body, prev, hash \
        FROM journal WHERE file = $1 ORDER BY seq";
    STRAYS = "SELECT j.file, j.seq, j.id FROM journal j WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.id = j.file) ORDER BY j.file, j.seq LIMIT 1000";
    LEAVES = "SELECT file, seq, hash FROM log_leaf WHERE file > $1 AND file <= $2 ORDER BY file, seq";
    GONE = "SELECT l.file, MAX(l.seq) FROM log_leaf l WHERE l.file <> $1 AND NOT EXISTS (SELECT 1 FROM file f WHERE f.id = l.file) GROUP BY l.file ORDER BY l.file LIMIT 1000";
    OF_HOUSE = "SELECT seq, hash FROM log_leaf WHERE file = $1 ORDER BY seq";
    BURIED = "SELECT target FROM shredding WHERE agreed IS NOT NULL";
    PERSON_KEYS = "SELECT person, file, wrapped_key FROM person_key WHERE person > $1 ORDER BY person LIMIT 1000";
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// The entry is not what was written: its hash does not fit its content.
    Edited,
    /// Entries are missing before this one.
    Removed,
    /// The entry does not follow the one before it: it was put in, or changed places.
    OutOfPlace,
    /// Entries are missing at the end.
    Truncated,
    /// The entry stands behind the end that Holdfast wrote.
    Added,
    /// The end of the chain was not written with this key file.
    HeadForged,
    /// The entry does not open with the file's key: it was written elsewhere.
    DoesNotOpen,
    /// The file's key was not made with this key file.
    UnknownKey,
    /// The entry belongs to no file.
    NoFile,
    /// A key is gone, and nobody said that it should be destroyed.
    KeyLost,
    /// What was done with keys is not what was written down.
    ActsChanged,
    /// The file is missing, though the log knows it.
    FileGone,
    /// The file's chain is not the one that the log knows: it was rolled back or written anew.
    RolledBack,
    /// A kept head does not read, or is not signed with this journal's key.
    HeadUnsound,
    /// A kept head fixes another log than the one that is here.
    HeadDiffers,
    /// A kept head fixes more than there is.
    LogShorter,
    /// The log has a gap.
    LogGap,
    /// There is a cosignature under a witness's name, and it is wrong.
    CosignatureWrong,
    /// Too few witnesses have cosigned.
    NotCosigned,
}

impl Wrong {
    /// In plain words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Edited => "was changed after it was written",
            Self::Removed => "follows a gap: entries before it were removed",
            Self::OutOfPlace => "does not follow the entry before it: it was inserted or swapped",
            Self::Truncated => "is the last that is left: entries after it were removed",
            Self::Added => "stands behind the end that Holdfast wrote: it was inserted",
            Self::HeadForged => "has an end that was not written with this key file",
            Self::DoesNotOpen => "does not open with the file's key: it was written elsewhere and put here",
            Self::UnknownKey => "has a key that was not made with this key file",
            Self::NoFile => "belongs to no file: the file was removed, or the entry inserted",
            Self::KeyLost => "has lost its key, and no two people said that it should be destroyed",
            Self::ActsChanged => "the chain of what was done with keys was changed",
            Self::FileGone => "is gone, though the log knows it",
            Self::RolledBack => "is not the entry that the log knows: the file was rolled back or written anew",
            Self::HeadUnsound => "does not read, or is not signed with this journal’s key",
            Self::HeadDiffers => {
                "fixes another log than the one that is here: entries were changed or removed, and the log made anew"
            }
            Self::LogShorter => "fixes more than there is: the database was put back to an older copy, or cut off",
            Self::LogGap => "the log has a gap: leaves were removed",
            Self::CosignatureWrong => "carries a cosignature that its witness did not make",
            Self::NotCosigned => "carries the cosignatures of as many witnesses as were asked for",
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub wrong: Wrong,
    /// The file; `None` where it concerns no one file.
    pub file: Option<FileId>,
    /// The file's reference, where there is one.
    pub reference: Option<String>,
    /// The entry.
    pub seq: Option<u64>,
    /// The fact.
    pub fact: Option<FactId>,
    /// The person whose key it is.
    pub person: Option<PersonId>,
    /// The head, and where it was kept.
    pub kept: Option<String>,
    /// How far the head goes.
    pub head: Option<u64>,
    /// How far the log is known to be whole.
    pub since: Option<u64>,
}

impl Finding {
    pub(crate) const fn new(wrong: Wrong, file: Option<FileId>) -> Self {
        Self { wrong, file, reference: None, seq: None, fact: None, person: None, kept: None, head: None, since: None }
    }

    pub(crate) fn of_head(wrong: Wrong, kept: String, head: Option<u64>) -> Self {
        Self { kept: Some(kept), head, ..Self::new(wrong, None) }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.reference, self.file) {
            (Some(reference), _) => write!(f, "file {reference}: ")?,
            (None, Some(file)) => write!(f, "file {file}: ")?,
            (None, None) => {}
        }
        if let Some(person) = self.person {
            write!(f, "person {person} ")?;
        }
        if let Some(seq) = self.seq {
            write!(f, "entry {seq} ")?;
        }
        if let Some(fact) = self.fact {
            write!(f, "(fact {fact}) ")?;
        }
        match (&self.kept, self.head) {
            (Some(kept), Some(size)) => write!(f, "the head of size {size} in {kept} ")?,
            (Some(kept), None) => write!(f, "{kept} ")?,
            (None, Some(size)) => write!(f, "at leaf {size} ")?,
            (None, None) => {}
        }
        f.write_str(self.wrong.words())?;
        match self.since {
            Some(since) => write!(f, " (the first {since} leaves are as they were)"),
            None => Ok(()),
        }
    }
}

/// What was walked through, and what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many files.
    pub files: u64,
    /// How many entries.
    pub entries: u64,
    /// How many leaves the log has.
    pub leaves: u64,
    /// How many kept heads it was held against.
    pub heads: u64,
    /// The newest head that witnesses have cosigned.
    pub cosigned: Option<Cosigned>,
    /// Everything that is wrong, in the order of the walk. Empty: the journal says what Holdfast wrote.
    pub findings: Vec<Finding>,
}

/// One file on the walk.
struct Walk<'a> {
    row: &'a FileRow,
    found: &'a mut Vec<Finding>,
}

impl Walk<'_> {
    fn find(&mut self, wrong: Wrong, entry: Option<(i64, Uuid)>) {
        self.found.push(Finding {
            file: Some(FileId(self.row.id)),
            reference: Some(self.row.reference.clone()),
            seq: entry.map(|(seq, _)| seq.unsigned_abs()),
            fact: entry.map(|(_, id)| FactId(id)),
            ..Finding::new(wrong, None)
        });
    }
}

impl Ledger {
    /// Walks the whole journal, and holds it against the log and every head that was kept: in the database, beside it, and by others.
    /// # Errors
    /// The database does not answer. What is wrong with the journal is no error but a finding.
    pub async fn verify(&self, against: Option<&Against>) -> Result<Verified, LedgerError> {
        let mut reading = self.read().await?;
        let mut done = Verified::default();
        let buried = self.buried(&mut reading).await?;
        let mut after = Uuid::nil();
        loop {
            let files = all!(reading.conn, FileRow, FILES, after)?;
            let Some(last) = files.last() else { break };
            let mut known: BTreeMap<Uuid, Vec<(i64, Vec<u8>)>> = BTreeMap::new();
            for (file, seq, hash) in all!(reading.conn, (Uuid, i64, Vec<u8>), LEAVES, after, last.id)? {
                known.entry(file).or_default().push((seq, hash));
            }
            after = last.id;
            for row in &files {
                if row.wrapped_key.is_none() && !buried.contains(&row.id) {
                    let reference = Some(row.reference.clone());
                    done.findings.push(Finding { reference, ..Finding::new(Wrong::KeyLost, Some(FileId(row.id))) });
                }
                self.walk(&mut reading, row, known.get(&row.id).map_or(&[][..], Vec::as_slice), &mut done).await?;
            }
        }
        for (file, seq) in all!(reading.conn, (Uuid, i64), GONE, HOUSE.0)? {
            let gone = Finding { seq: Some(seq.unsigned_abs()), ..Finding::new(Wrong::FileGone, Some(FileId(file))) };
            done.findings.push(gone);
        }
        for (file, seq, id) in all!(reading.conn, (Uuid, i64, Uuid), STRAYS)? {
            done.entries += 1;
            let place = Finding {
                seq: Some(seq.unsigned_abs()),
                fact: Some(FactId(id)),
                ..Finding::new(Wrong::NoFile, Some(FileId(file)))
            };
            done.findings.push(place);
        }
        self.person_keys(&mut reading, &buried, &mut done).await?;
        key_acts(&mut reading, &mut done).await?;
        let nothing = Against::default();
        (done.leaves, done.heads, done.cosigned) =
            self.hold_log(&mut reading, against.unwrap_or(&nothing), &mut done.findings).await?;
        Ok(done)
    }

    async fn walk(
        &self,
        reading: &mut Reading,
        row: &FileRow,
        known: &[(i64, Vec<u8>)],
        done: &mut Verified,
    ) -> Result<(), LedgerError> {
        let file = FileId(row.id);
        let entries = all!(reading.conn, EntryRow, ENTRIES, row.id)?;
        done.files += 1;
        done.entries += entries.len() as u64;
        let mut walk = Walk { row, found: &mut done.findings };
        let key = match &row.wrapped_key {
            // A destroyed key is no finding: that is how a file is forgotten, and its chain can still be walked.
            None => None,
            Some(wrapped) => {
                let key = self.vault().unwrap(Owner::File(row.id.into_bytes()), wrapped).ok().map(FileKey::new);
                if key.is_none() {
                    walk.find(Wrong::UnknownKey, None);
                }
                key
            }
        };
        let head = Head { seq: row.head_seq, hash: row.head_hash.clone() };
        if !head.is_mac(file, self.vault(), &row.head_mac) {
            walk.find(Wrong::HeadForged, None);
        }
        let mut known = known.iter().peekable();
        let (mut next, mut prev) = (1, NOTHING.to_vec());
        let mut broken_from = None;
        for entry in &entries {
            let place = Some((entry.seq, entry.id));
            let fits = entry.entry().hash(file, &entry.prev).as_slice() == entry.hash.as_slice();
            let wrong = if entry.seq > row.head_seq {
                Some(Wrong::Added)
            } else if entry.seq != next {
                Some(Wrong::Removed)
            } else if !fits {
                Some(Wrong::Edited)
            } else if entry.prev != prev {
                Some(Wrong::OutOfPlace)
            } else if key.as_ref().is_some_and(|key| read_entry(file, key, entry).is_none()) {
                Some(Wrong::DoesNotOpen)
            } else {
                None
            };
            if let Some(wrong) = wrong {
                walk.find(wrong, place);
                broken_from.get_or_insert(entry.seq);
            }
            while let Some((_, hash)) = known.next_if(|(seq, _)| *seq <= entry.seq) {
                if *hash != entry.hash {
                    walk.find(Wrong::RolledBack, place);
                }
            }
            next = entry.seq + 1;
            prev.clone_from(&entry.hash);
        }
        let last = entries.last().map(|entry| (entry.seq, entry.id));
        let end = last.map_or(0, |(seq, _)| seq);
        if end < row.head_seq {
            walk.find(Wrong::Truncated, last);
        } else if end == row.head_seq && prev != row.head_hash && broken_from.is_none() {
            // A chain written anew to its end fits itself, but not the end that Holdfast kept.
            walk.find(Wrong::Edited, last);
        }
        if known.peek().is_some() {
            walk.find(Wrong::RolledBack, last);
        }
        Ok(())
    }

    /// What two people, or a tombstone, say was destroyed.
    async fn buried(&self, reading: &mut Reading) -> Result<BTreeSet<Uuid>, LedgerError> {
        let mut buried: BTreeSet<Uuid> = all!(reading.conn, (Uuid,), BURIED)?.into_iter().map(|(target,)| target).collect();
        if let Some(folder) = self.beside() {
            for stone in folder.tombstones(&self.vault().head_verifier())? {
                buried.insert(match stone.target {
                    Target::File(file) => file.0,
                    Target::Person(person) => person.0,
                });
            }
        }
        Ok(buried)
    }

    async fn person_keys(&self, reading: &mut Reading, buried: &BTreeSet<Uuid>, done: &mut Verified) -> Result<(), LedgerError> {
        let mut after = Uuid::nil();
        loop {
            let rows = all!(reading.conn, (Uuid, Uuid, Option<Vec<u8>>), PERSON_KEYS, after)?;
            let Some((last, ..)) = rows.last() else { return Ok(()) };
            after = *last;
            for (person, file, wrapped) in &rows {
                if wrapped.is_none() && !buried.contains(person) && !buried.contains(file) {
                    done.findings.push(Finding { person: Some(PersonId(*person)), ..Finding::new(Wrong::KeyLost, None) });
                }
                let unknown = |wrapped: &Vec<u8>| self.vault().unwrap(Owner::Person(person.into_bytes()), wrapped).is_err();
                if wrapped.as_ref().is_some_and(unknown) {
                    done.findings.push(Finding { person: Some(PersonId(*person)), ..Finding::new(Wrong::UnknownKey, None) });
                }
            }
        }
    }
}

/// Walks the chain of what was done with keys, and holds it against the log.
async fn key_acts(reading: &mut Reading, done: &mut Verified) -> Result<(), LedgerError> {
    let leaves = all!(reading.conn, (i64, Vec<u8>), OF_HOUSE, HOUSE.0)?;
    let acts = reading.key_acts().await?;
    let mut prev = NOTHING.to_vec();
    for (expected, (nth, at, act, hash)) in (1_i64..).zip(&acts) {
        let whole = *nth == expected && act_hash(&prev, *nth, *at, act).as_slice() == hash.as_slice();
        let known = leaves.iter().filter(|(seq, _)| seq == nth).all(|(_, kept)| kept == hash);
        if !(whole && known) {
            done.findings.push(Finding { seq: Some(nth.unsigned_abs()), ..Finding::new(Wrong::ActsChanged, None) });
            return Ok(());
        }
        prev.clone_from(hash);
    }
    if leaves.iter().any(|(seq, _)| *seq > i64::try_from(acts.len()).unwrap_or(i64::MAX)) {
        done.findings.push(Finding { seq: Some(acts.len() as u64), ..Finding::new(Wrong::ActsChanged, None) });
    }
    Ok(())
}
