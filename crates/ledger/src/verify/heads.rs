//! Holds the log against every head that was ever kept: in the database, beside it, and by others.

use std::collections::BTreeMap;

use uuid::Uuid;
use vault::{Signed, VerifierKey};

use super::head::TreeHead;
use super::log::leaf;
use super::tree::Growing;
use super::walk::{Finding, Wrong};
use crate::store::sql::{all, statements};
use crate::store::tx::Reading;
use crate::{Ledger, LedgerError};
use casefile::ids::FileId;

statements! {
    LEAVES = "SELECT nth, file, seq, hash FROM log_leaf WHERE nth >= $1 ORDER BY nth LIMIT 10000";
    HEADS = "SELECT size, note FROM log_head WHERE size > $1 ORDER BY size LIMIT 5000";
}

/// What the journal is held against, besides what it holds itself.
#[derive(Debug, Clone, Default)]
pub struct Against {
    /// Heads that somebody kept elsewhere: where each comes from, and what it says.
    pub heads: Vec<(String, TreeHead)>,
    /// The witnesses whose cosignatures count.
    pub witnesses: Vec<VerifierKey>,
    /// How many of them must have cosigned one head; 0 where none need have.
    pub needed: usize,
}

/// The newest head that as many witnesses as were asked for have cosigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cosigned {
    /// How far it goes.
    pub size: u64,
    /// When the last of them signed, in seconds since 1970.
    pub at: u64,
}

/// Heads on their way to being held against the log: by size, where each comes from, and what it says.
pub(crate) struct Heads<'a> {
    waiting: BTreeMap<u64, Vec<(String, TreeHead)>>,
    key: &'a VerifierKey,
    against: &'a Against,
    /// How many were held against the log.
    pub held: u64,
    /// The newest with enough cosignatures.
    pub cosigned: Option<Cosigned>,
    good: u64,
}

impl<'a> Heads<'a> {
    pub(crate) fn new(key: &'a VerifierKey, against: &'a Against) -> Self {
        Self { waiting: BTreeMap::new(), key, against, held: 0, cosigned: None, good: 0 }
    }

    /// Takes a head on, if it is signed with the journal's key.
    pub(crate) fn take(&mut self, source: String, head: Option<TreeHead>, found: &mut Vec<Finding>) {
        self.held += 1;
        let Some(head) = head else {
            found.push(Finding::of_head(Wrong::HeadUnsound, source, None));
            return;
        };
        if head.origin() != self.key.name() || !matches!(self.key.check(head.note()), Signed::Well { .. }) {
            found.push(Finding::of_head(Wrong::HeadUnsound, source, Some(head.size())));
            return;
        }
        let mut times = Vec::new();
        for witness in &self.against.witnesses {
            match witness.check(head.note()) {
                Signed::Well { at } => times.push(at.unwrap_or_default()),
                Signed::Badly => found.push(Finding::of_head(Wrong::CosignatureWrong, source.clone(), Some(head.size()))),
                Signed::Not => {}
            }
        }
        let enough = self.against.needed.max(1);
        if times.len() >= enough && self.cosigned.is_none_or(|newest| newest.size <= head.size()) {
            times.sort_unstable();
            self.cosigned = Some(Cosigned { size: head.size(), at: times.last().copied().unwrap_or_default() });
        }
        self.waiting.entry(head.size()).or_default().push((source, head));
    }

    /// Holds every head of the size that the log has now against it.
    pub(crate) fn hold(&mut self, tree: &Growing, found: &mut Vec<Finding>) {
        let Some(heads) = self.waiting.remove(&tree.size()) else { return };
        let root = tree.root();
        let (differ, agree): (Vec<_>, Vec<_>) = heads.into_iter().partition(|(_, head)| *head.root() != root);
        for (source, head) in differ {
            let since = Some(self.good);
            found.push(Finding { since, ..Finding::of_head(Wrong::HeadDiffers, source, Some(head.size())) });
        }
        if !agree.is_empty() {
            self.good = tree.size();
        }
    }

    /// What is left fixes more than there is.
    pub(crate) fn end(&mut self, found: &mut Vec<Finding>) {
        for (source, head) in std::mem::take(&mut self.waiting).into_values().flatten() {
            found.push(Finding::of_head(Wrong::LogShorter, source, Some(head.size())));
        }
        if self.against.needed > 0 && self.cosigned.is_none() {
            found.push(Finding::of_head(Wrong::NotCosigned, "no head".to_owned(), None));
        }
    }
}

impl Ledger {
    /// Makes the whole log again from its leaves, and holds every head against it. Gives how many leaves and heads there were, and how far
    /// witnesses have followed.
    pub(crate) async fn hold_log(
        &self,
        reading: &mut Reading,
        against: &Against,
        found: &mut Vec<Finding>,
    ) -> Result<(u64, u64, Option<Cosigned>), LedgerError> {
        let key = self.vault().head_verifier();
        let mut heads = Heads::new(&key, against);
        let mut after = -1;
        loop {
            let rows = all!(reading.conn, (i64, Vec<u8>), HEADS, after)?;
            let Some((last, _)) = rows.last() else { break };
            after = *last;
            for (size, note) in &rows {
                let head = TreeHead::read(note).filter(|head| head.size() == size.unsigned_abs());
                heads.take(format!("the database ({size})"), head, found);
            }
        }
        if let Some(folder) = self.beside() {
            for (path, head) in folder.heads()? {
                heads.take(path.display().to_string(), head, found);
            }
        }
        for (source, head) in &against.heads {
            heads.take(source.clone(), Some(head.clone()), found);
        }
        let mut tree = Growing::default();
        heads.hold(&tree, found);
        loop {
            let next = i64::try_from(tree.size()).unwrap_or(i64::MAX);
            let rows = all!(reading.conn, (i64, Uuid, i64, Vec<u8>), LEAVES, next)?;
            let Some((first, ..)) = rows.first() else { break };
            if *first != next {
                found.push(Finding { head: Some(tree.size()), ..Finding::new(Wrong::LogGap, None) });
                break;
            }
            let before = tree.size();
            for (nth, file, seq, hash) in rows {
                if nth.unsigned_abs() != tree.size() {
                    break;
                }
                tree.add(leaf(FileId(file), seq, &hash));
                heads.hold(&tree, found);
            }
            if tree.size() == before {
                break;
            }
        }
        heads.end(found);
        Ok((tree.size(), heads.held, heads.cosigned))
    }
}
