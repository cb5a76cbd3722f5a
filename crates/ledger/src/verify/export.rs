//! The journal as an outsider gets it: hashes, heads and public keys, and where it is asked for every entry as it is kept, sealed. No key is in
//! it and no word of a case. With it, anybody can check what Holdfast says of itself, without the database and without the key file.
//!
//! ```text
//! key            the key with which heads are checked: compare it with the one that you were given before
//! heads/         every head that was taken, each a file
//! leaf-hashes    the hash of each leaf of the log, one a line: all that a witness needs, and it tells nothing else
//! leaves         what each leaf says: file, entry, the entry's hash
//! entries.jsonl  every entry as it is kept, one a line (only where it was asked for: kinds, days and officers' ids can be read in it)
//! ```

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;

use casefile::ids::{FactId, FileId};
use data_encoding::{BASE64, HEXLOWER};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::VerifierKey;

use super::head::TreeHead;
use super::heads::{Against, Heads};
use super::log::leaf;
use super::tree::Growing;
use super::walk::{Finding, Verified, Wrong};
use crate::journal::EntryRow;
use crate::journal::chain::{Entry, Hash, NOTHING};
use crate::store::sql::{all, statements};
use crate::{Ledger, LedgerError};

statements! {
    LEAVES = "SELECT nth, file, seq, hash FROM log_leaf WHERE nth >= $1 ORDER BY nth LIMIT 10000";
    HEADS = "SELECT size, note FROM log_head WHERE size > $1 ORDER BY size LIMIT 5000";
    FILES = "SELECT id, reference FROM file WHERE id > $1 ORDER BY id LIMIT 500";
    ENTRIES = "SELECT seq, id, kind, version, happened, recorded, recorded_by, supersedes, known, body, prev, hash \
        FROM journal WHERE file = $1 ORDER BY seq";
}

/// How much goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Heads and the hashes of leaves: for a witness.
    Hashes,
    /// What leaves say as well: which file, how many entries.
    Leaves,
    /// Every entry as well, sealed as it is kept: for an inspector.
    Entries,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Exported {
    /// How many leaves.
    pub leaves: u64,
    /// How many heads.
    pub heads: u64,
    /// How many entries.
    pub entries: u64,
}

#[derive(Serialize, Deserialize)]
struct Line {
    file: Uuid,
    seq: i64,
    id: Uuid,
    kind: String,
    version: i64,
    happened: String,
    recorded: i64,
    recorded_by: String,
    supersedes: Option<Uuid>,
    known: String,
    body: String,
    hash: String,
}

impl Line {
    fn of(file: Uuid, row: &EntryRow) -> Self {
        Self {
            file,
            seq: row.seq,
            id: row.id,
            kind: row.kind.clone(),
            version: row.version,
            happened: row.happened.clone(),
            recorded: row.recorded,
            recorded_by: row.recorded_by.clone(),
            supersedes: row.supersedes,
            known: row.known.clone(),
            body: BASE64.encode(&row.body),
            hash: HEXLOWER.encode(&row.hash),
        }
    }

    /// The hash that the entry has after the one before it. `None` where the line does not read.
    fn hash(self, prev: &[u8]) -> Option<Hash> {
        let entry = Entry {
            seq: self.seq,
            id: FactId(self.id),
            kind: self.kind,
            version: self.version,
            happened: self.happened,
            recorded: self.recorded,
            recorded_by: self.recorded_by,
            supersedes: self.supersedes.map(FactId),
            known: self.known,
            body: BASE64.decode(self.body.as_bytes()).ok()?,
        };
        Some(entry.hash(FileId(self.file), prev))
    }
}

impl Ledger {
    /// Writes the journal for outsiders into a folder that is empty or not there yet.
    /// # Errors
    /// The folder holds something, or cannot be written.
    pub async fn export(&self, folder: &Path, extent: Extent) -> Result<Exported, LedgerError> {
        let cannot = |error: std::io::Error| LedgerError::Folder { folder: folder.to_owned(), error };
        fs::create_dir_all(folder).map_err(cannot)?;
        if fs::read_dir(folder).map_err(cannot)?.next().is_some() {
            return Err(cannot(std::io::Error::other("it is not empty")));
        }
        let create = |name: &str| File::create_new(folder.join(name)).map(BufWriter::new).map_err(cannot);
        let mut done = Exported::default();
        fs::write(folder.join("key"), format!("{}\n", self.vault().head_verifier())).map_err(cannot)?;
        let mut reading = self.read().await?;
        fs::create_dir(folder.join("heads")).map_err(cannot)?;
        let mut after = -1;
        loop {
            let rows = all!(reading.conn, (i64, Vec<u8>), HEADS, after)?;
            let Some((last, _)) = rows.last() else { break };
            after = *last;
            for (size, note) in &rows {
                fs::write(folder.join(format!("heads/{size:020}.checkpoint")), note).map_err(cannot)?;
                done.heads += 1;
            }
        }
        let mut hashes = create("leaf-hashes")?;
        let mut leaves = if extent == Extent::Hashes { None } else { Some(create("leaves")?) };
        loop {
            let rows = all!(reading.conn, (i64, Uuid, i64, Vec<u8>), LEAVES, done.leaves.cast_signed())?;
            if rows.is_empty() {
                break;
            }
            for (_, file, seq, hash) in rows {
                writeln!(hashes, "{}", HEXLOWER.encode(&leaf(FileId(file), seq, &hash))).map_err(cannot)?;
                if let Some(leaves) = &mut leaves {
                    writeln!(leaves, "{file} {seq} {}", HEXLOWER.encode(&hash)).map_err(cannot)?;
                }
                done.leaves += 1;
            }
        }
        hashes.flush().map_err(cannot)?;
        if let Some(mut leaves) = leaves {
            leaves.flush().map_err(cannot)?;
        }
        if extent == Extent::Entries {
            let mut lines = create("entries.jsonl")?;
            let mut after = Uuid::nil();
            loop {
                let files = all!(reading.conn, (Uuid, String), FILES, after)?;
                let Some((last, _)) = files.last() else { break };
                after = *last;
                for (file, _) in &files {
                    for row in all!(reading.conn, EntryRow, ENTRIES, *file)? {
                        let line = serde_json::to_string(&Line::of(*file, &row)).map_err(LedgerError::NotSealed)?;
                        writeln!(lines, "{line}").map_err(cannot)?;
                        done.entries += 1;
                    }
                }
            }
            lines.flush().map_err(cannot)?;
        }
        Ok(done)
    }
}

/// Checks an export against a key that was given before, and against whatever heads and witnesses somebody has. Needs nothing of Holdfast but
/// the folder.
/// # Errors
/// The folder cannot be read. What is wrong in it is no error but a finding.
pub fn verify_export(folder: &Path, key: &VerifierKey, against: &Against) -> Result<Verified, LedgerError> {
    let cannot = |error: std::io::Error| LedgerError::Folder { folder: folder.to_owned(), error };
    let mut done = Verified::default();
    let mut heads = Heads::new(key, against);
    for (name, head) in heads_in(folder).map_err(cannot)? {
        heads.take(name, head, &mut done.findings);
    }
    for (source, head) in &against.heads {
        heads.take(source.clone(), Some(head.clone()), &mut done.findings);
    }
    let mut tree = Growing::default();
    heads.hold(&tree, &mut done.findings);
    let mut known: HashMap<Uuid, Vec<(i64, Hash)>> = HashMap::new();
    let mut leaves = lines(folder, "leaves").map_err(cannot)?;
    for (nth, line) in (0..).zip(lines(folder, "leaf-hashes").map_err(cannot)?.into_iter().flatten()) {
        let hash = hash(line.map_err(cannot)?.as_bytes());
        let said = match &mut leaves {
            None => None,
            Some(leaves) => Some(leaves.next().transpose().map_err(cannot)?.as_deref().and_then(read_leaf)),
        };
        // A leaf that does not give its hash is named; the tree is made from the hashes.
        if let Some(said) = said {
            match said {
                Some((file, seq, end)) if Some(leaf(FileId(file), seq, &end)) == hash => {
                    known.entry(file).or_default().push((seq, end));
                }
                Some((file, seq, _)) => {
                    let seq = Some(seq.unsigned_abs());
                    done.findings.push(Finding { seq, ..Finding::new(Wrong::RolledBack, Some(FileId(file))) });
                }
                None => done.findings.push(Finding { head: Some(nth), ..Finding::new(Wrong::LogGap, None) }),
            }
        }
        tree.add(hash.unwrap_or_default());
        heads.hold(&tree, &mut done.findings);
    }
    heads.end(&mut done.findings);
    (done.leaves, done.heads, done.cosigned) = (tree.size(), heads.held, heads.cosigned);
    if let Some(entries) = lines(folder, "entries.jsonl").map_err(cannot)? {
        walk(entries, known, &mut done).map_err(cannot)?;
    }
    Ok(done)
}

/// Walks the chains of an export. Its entries come by file and place.
fn walk(
    entries: impl Iterator<Item = std::io::Result<String>>,
    mut known: HashMap<Uuid, Vec<(i64, Hash)>>,
    done: &mut Verified,
) -> std::io::Result<()> {
    let mut file = None;
    let (mut next, mut prev) = (1_i64, NOTHING);
    let mut ends: Vec<(i64, Hash)> = Vec::new();
    let close = |file: Option<Uuid>, ends: &[(i64, Hash)], end: i64, done: &mut Verified| {
        if ends.iter().any(|(seq, _)| *seq > end) {
            let place = Finding { seq: Some(end.unsigned_abs()), ..Finding::new(Wrong::Truncated, file.map(FileId)) };
            done.findings.push(place);
        }
    };
    for line in entries {
        done.entries += 1;
        let Ok(line) = serde_json::from_str::<Line>(&line?) else {
            let seq = Some(next.unsigned_abs());
            done.findings.push(Finding { seq, ..Finding::new(Wrong::Edited, file.map(FileId)) });
            continue;
        };
        if file != Some(line.file) {
            close(file, &ends, next - 1, done);
            (file, next, prev) = (Some(line.file), 1, NOTHING);
            ends = known.remove(&line.file).unwrap_or_default();
            done.files += 1;
        }
        let (seq, id, says) = (line.seq, line.id, hash(line.hash.as_bytes()));
        let made = line.hash(&prev);
        let wrong = if seq != next {
            Some(Wrong::Removed)
        } else if made.is_none() || made != says {
            Some(Wrong::Edited)
        } else if ends.iter().any(|(end, hash)| *end == seq && Some(*hash) != made) {
            Some(Wrong::RolledBack)
        } else {
            None
        };
        if let Some(wrong) = wrong {
            let place =
                Finding { seq: Some(seq.unsigned_abs()), fact: Some(FactId(id)), ..Finding::new(wrong, file.map(FileId)) };
            done.findings.push(place);
        }
        prev = says.unwrap_or_default();
        next = seq + 1;
    }
    close(file, &ends, next - 1, done);
    let mut gone: Vec<_> = known.into_keys().collect();
    gone.sort_unstable();
    done.findings.extend(gone.into_iter().map(|file| Finding::new(Wrong::FileGone, Some(FileId(file)))));
    Ok(())
}

/// Every head of an export, by name.
fn heads_in(folder: &Path) -> std::io::Result<Vec<(String, Option<TreeHead>)>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder.join("heads"))? {
        paths.push(entry?.path());
    }
    paths.sort_unstable();
    let read = |path: &std::path::PathBuf| {
        let head = fs::read_to_string(path).ok().and_then(|text| text.parse().ok());
        (path.display().to_string(), head)
    };
    Ok(paths.iter().map(read).collect())
}

/// The hashes of an export's leaves, and its newest head: what a witness looks at.
/// # Errors
/// The folder cannot be read.
pub fn for_witness(folder: &Path) -> Result<(Vec<[u8; 32]>, Option<TreeHead>), LedgerError> {
    let cannot = |error: std::io::Error| LedgerError::Folder { folder: folder.to_owned(), error };
    let mut hashes = Vec::new();
    for line in lines(folder, "leaf-hashes").map_err(cannot)?.into_iter().flatten() {
        hashes.push(hash(line.map_err(cannot)?.as_bytes()).unwrap_or_default());
    }
    let newest = heads_in(folder).map_err(cannot)?.into_iter().filter_map(|(_, head)| head).max_by_key(TreeHead::size);
    Ok((hashes, newest))
}

/// A witness's own look at an export: whether the log of these hashes begins with what the witness saw before, and ends with the head.
pub fn follows(hashes: &[[u8; 32]], head: &TreeHead, seen: Option<&TreeHead>) -> bool {
    let is_root_of = |head: &TreeHead| {
        usize::try_from(head.size())
            .ok()
            .and_then(|size| hashes.get(..size))
            .is_some_and(|part| super::tree::root(part) == *head.root())
    };
    let grew = |seen: &TreeHead| seen.origin() == head.origin() && seen.size() <= head.size() && is_root_of(seen);
    is_root_of(head) && seen.is_none_or(grew)
}

fn lines(folder: &Path, name: &str) -> std::io::Result<Option<impl Iterator<Item = std::io::Result<String>> + use<>>> {
    match File::open(folder.join(name)) {
        Ok(file) => Ok(Some(BufReader::new(file).lines())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn hash(text: &[u8]) -> Option<Hash> {
    HEXLOWER.decode(text).ok()?.try_into().ok()
}

fn read_leaf(line: &str) -> Option<(Uuid, i64, Hash)> {
    let mut parts = line.split(' ');
    let leaf = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, hash(parts.next()?.as_bytes())?);
    parts.next().is_none().then_some(leaf)
}

/// What a witness is asked, where it should learn nothing but sizes and hashes: how far it has seen the log, the proof that the log grew from
/// there, and the head. The form is that of `c2sp.org/tlog-witness`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// How far the witness has seen the log.
    pub old: u64,
    proof: Vec<Hash>,
    /// The head to be cosigned.
    pub head: TreeHead,
}

impl Request {
    /// Whether the head is of a log that begins with what the witness saw before.
    pub fn follows(&self, seen: Option<&TreeHead>) -> bool {
        let nothing = super::tree::root(&[]);
        let (size, root) = seen.map_or((0, &nothing), |seen| (seen.size(), seen.root()));
        size == self.old
            && seen.is_none_or(|seen| seen.origin() == self.head.origin())
            && super::tree::is_consistent(size, root, self.head.size(), self.head.root(), &self.proof)
    }
}

impl std::fmt::Display for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "old {}", self.old)?;
        for hash in &self.proof {
            writeln!(f, "{}", BASE64.encode(hash))?;
        }
        write!(f, "\n{}", self.head)
    }
}

impl std::str::FromStr for Request {
    type Err = super::NotAHead;

    fn from_str(text: &str) -> Result<Self, super::NotAHead> {
        let (lines, head) = text.split_once("\n\n").ok_or(super::NotAHead)?;
        let mut lines = lines.lines();
        let old = lines.next().and_then(|line| line.strip_prefix("old ")?.parse().ok()).ok_or(super::NotAHead)?;
        let read = |line: &str| BASE64.decode(line.as_bytes()).ok()?.try_into().ok();
        let proof = lines.map(read).collect::<Option<Vec<Hash>>>().ok_or(super::NotAHead)?;
        Ok(Self { old, proof, head: head.parse()? })
    }
}

impl Ledger {
    /// Asks a witness that has seen the log up to `old` to cosign the newest head. `None` where the log does not go that far, or has no head.
    /// # Errors
    /// The database does not answer.
    pub async fn ask_witness(&self, old: u64) -> Result<Option<Request>, LedgerError> {
        let Some(head) = self.last_head().await?.filter(|head| head.size() >= old) else { return Ok(None) };
        let mut reading = self.read().await?;
        let mut hashes = Vec::new();
        while (hashes.len() as u64) < head.size() {
            let next = i64::try_from(hashes.len()).unwrap_or(i64::MAX);
            let rows = all!(reading.conn, (i64, Uuid, i64, Vec<u8>), LEAVES, next)?;
            if rows.is_empty() {
                return Err(LedgerError::LogBroken { size: head.size() });
            }
            hashes.extend(rows.iter().map(|(_, file, seq, hash)| leaf(FileId(*file), *seq, hash)));
        }
        hashes.truncate(usize::try_from(head.size()).unwrap_or(usize::MAX));
        let proof = super::tree::consistency(usize::try_from(old).unwrap_or(usize::MAX), &hashes);
        Ok(Some(Request { old, proof, head }))
    }
}
