//! The reader: the only way back from sealed to plain. It writes the look into the journal, and only when that is kept does it say the words.

use std::sync::Arc;

use access::{OpenSealed, Permit, Purpose, SeeLooks, WriteReview};
use casefile::facts::{By, Fact, FieldClass, Kind, LookPurpose, Looked, When};
use casefile::ids::{FactId, OfficerId};
use jiff::Timestamp;
use vault::Opened;

use crate::journal::seal;
use crate::store::sql::{all, statements};
use crate::store::tx::Reading;
use crate::{Ledger, LedgerError};

statements! {
    LOOKS = "SELECT seq, id, kind, version, happened, recorded, recorded_by, supersedes, known, body, prev, hash \
        FROM journal WHERE file = $1 AND kind = 'looked' AND seq < $2 ORDER BY seq DESC LIMIT $3";
}

/// Reads sealed values for somebody who has leave to have them.
pub struct Reader {
    ledger: Ledger,
}

/// One look that somebody took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its place in the file's journal.
    pub seq: u64,
    /// Who looked.
    pub officer: OfficerId,
    /// At which fact.
    pub at: FactId,
    /// At which field of it.
    pub field: String,
    /// For which purpose.
    pub purpose: String,
    /// When.
    pub recorded: Timestamp,
}

/// One look, and what was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedAt {
    /// The look.
    pub look: Look,
    /// The kind of the fact, and the class of what was read out; `None` where the list of looks itself was read.
    pub what: Option<(Kind, FieldClass)>,
}

/// The field that stands for the list of looks.
const LIST: &str = "looks";

impl Ledger {
    /// The reader.
    pub fn reader(&self) -> Reader {
        Reader { ledger: self.clone() }
    }
}

impl Reader {
    /// Opens one sealed field of a fact. The look is in the journal before the words are given.
    /// # Errors
    /// No such fact or field, not shared with the officer's service, the second factor is no longer fresh, or the look could not be
    /// kept: then nothing is shown.
    pub async fn open(
        &self,
        permit: &Permit<OpenSealed>,
        fact: FactId,
        field: &str,
        purpose: LookPurpose,
        now: Timestamp,
    ) -> Result<Opened, LedgerError> {
        let mut opened = self.open_all(permit, &[(fact, field)], purpose, now).await?;
        opened.pop().ok_or(LedgerError::NoSuchFact(fact))
    }

    /// Opens several sealed fields of one file for one purpose: each look is an entry of its own, all kept together. In the order asked for.
    /// # Errors
    /// As [`Reader::open`]; one that cannot be opened, and none is.
    pub async fn open_all(
        &self,
        permit: &Permit<OpenSealed>,
        wanted: &[(FactId, &str)],
        purpose: LookPurpose,
        now: Timestamp,
    ) -> Result<Vec<Opened>, LedgerError> {
        let officer = permit.officer().ok_or(LedgerError::NoPurpose)?;
        let mut tx = self.ledger.begin("look at sealed information").await?;
        let loaded = tx.loaded(permit.file()).await?;
        let mut opened = Vec::with_capacity(wanted.len());
        let mut looks = Vec::with_capacity(wanted.len());
        for &(id, field) in wanted {
            let fact = loaded.file.recorded().find(|fact| fact.id == id);
            let fact = fact.filter(|fact| !fact.body.kind().is_for_reviewers()).ok_or(LedgerError::NoSuchFact(id))?;
            let shut = seal::find(&fact.body, field).ok_or_else(|| LedgerError::NoSuchField(field.to_owned()))?;
            permit.may_read_out(shut.class.into())?;
            let key = match shut.owner {
                Some(person) => tx.person_key(person).await?,
                None => None,
            };
            opened.push(seal::open(loaded.id, id, field, &shut, &loaded.key, key.as_ref())?);
            looks.push(look(officer, id, field, purpose.label(), now));
        }
        let (head, head_mac, _) = tx.chain(&loaded, &looks)?;
        tx.commit().await?;
        self.ledger.recent().keep(&Arc::new(loaded.with_head(head, head_mac)));
        Ok(opened)
    }
}

/// The purpose under which a privacy officer reads why a colleague could not wait.
const TO_REVIEW: &str = Purpose::Information.label();

impl Reader {
    /// Opens the reason that somebody gave when they asked for a file in an emergency, and nothing else. The look is in the journal before it is told.
    /// # Errors
    /// No such fact, or one that is no emergency; or the look could not be kept: then nothing is told.
    pub async fn reason(&self, permit: &Permit<WriteReview>, fact: FactId, now: Timestamp) -> Result<Opened, LedgerError> {
        let officer = permit.officer().ok_or(LedgerError::NoPurpose)?;
        let mut tx = self.ledger.begin("read why it could not wait").await?;
        let loaded = tx.loaded(permit.file()).await?;
        let asked = loaded.file.fact(fact).ok_or(LedgerError::NoSuchFact(fact))?;
        if !matches!(asked.body.kind(), Kind::EmergencyAccessTaken | Kind::EmergencyAccessAsked) {
            return Err(LedgerError::NoSuchFact(fact));
        }
        let shut = seal::find(&asked.body, "why").ok_or_else(|| LedgerError::NoSuchField("why".to_owned()))?;
        let opened = seal::open(loaded.id, fact, "why", &shut, &loaded.key, None)?;
        // What is for reviewers alone is not told by who has read it either: such a look stands in the list as one at the list itself.
        let first = loaded.file.recorded().next().ok_or(LedgerError::NoSuchFile)?;
        let (at, field) = if asked.is_for_reviewers() { (first.id, LIST) } else { (fact, "why") };
        let (head, head_mac, _) = tx.chain(&loaded, &[look(officer, at, field, TO_REVIEW, now)])?;
        tx.commit().await?;
        self.ledger.recent().keep(&Arc::new(loaded.with_head(head, head_mac)));
        Ok(opened)
    }

    /// Who looked at sealed information in a file, latest first, with the file's reference. That this was read is in the journal before it is told.
    /// # Errors
    /// An entry cannot be read, or the look could not be kept: then nothing is told.
    pub async fn looks(
        &self,
        permit: &Permit<SeeLooks>,
        before: Option<u64>,
        limit: u32,
        purpose: &str,
        now: Timestamp,
    ) -> Result<(String, Vec<LookedAt>), LedgerError> {
        let officer = permit.officer().ok_or(LedgerError::NoPurpose)?;
        let looks = self.ledger.read().await?.looks(permit, before, limit).await?;
        let mut tx = self.ledger.begin("read who has looked").await?;
        let loaded = tx.loaded(permit.file()).await?;
        let first = loaded.file.recorded().next().ok_or(LedgerError::NoSuchFile)?;
        let (head, head_mac, _) = tx.chain(&loaded, &[look(officer, first.id, LIST, purpose, now)])?;
        tx.commit().await?;
        let reference = loaded.file.reference().unwrap_or_default().to_owned();
        let what = |look: &Look| {
            let fact = loaded.file.recorded().find(|fact| fact.id == look.at).filter(|_| look.field != LIST)?;
            Some((fact.body.kind(), seal::find(&fact.body, &look.field)?.class.into()))
        };
        let looks = looks.into_iter().map(|look| LookedAt { what: what(&look), look }).collect();
        self.ledger.recent().keep(&Arc::new(loaded.with_head(head, head_mac)));
        Ok((reference, looks))
    }
}

fn look(officer: OfficerId, at: FactId, field: &str, purpose: &str, now: Timestamp) -> Fact {
    let body = Looked { officer, at, field: field.to_owned(), purpose: purpose.to_owned() };
    let recorded = Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now);
    Fact {
        id: crate::journal::new_id(now),
        happened: When::on(casefile::calendar::london_date(now)),
        recorded,
        by: By::Officer(officer),
        supersedes: None,
        known: Vec::new(),
        body: body.into(),
    }
}

/// The names of the sealed fields of a fact: what may be asked of [`Reader::open`].
pub fn sealed_fields(fact: &Fact) -> Vec<String> {
    seal::fields(&fact.body)
}

impl Reading {
    /// Who looked at sealed information in a file, latest first; `before` is the place to go on from.
    /// # Errors
    /// An entry cannot be read, or the database does not answer.
    pub async fn looks<A: access::FileAct>(
        &mut self,
        permit: &Permit<A>,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Look>, LedgerError> {
        let row = self.file_row(permit.file()).await?;
        let key = Arc::new(self.file_key(&row)?);
        let before = before.and_then(|seq| i64::try_from(seq).ok()).unwrap_or(i64::MAX);
        let entries = all!(self.conn, crate::journal::EntryRow, LOOKS, permit.file().0, before, i64::from(limit))?;
        entries
            .iter()
            .map(|entry| {
                let seq = entry.seq.unsigned_abs();
                let unreadable = || LedgerError::Unreadable { reference: row.reference.clone(), seq };
                let fact = crate::journal::read_entry(permit.file(), &key, entry).ok_or_else(unreadable)?;
                let looked = fact.is::<Looked>().ok_or_else(unreadable)?;
                Ok(Look {
                    seq,
                    officer: looked.officer,
                    at: looked.at,
                    field: looked.field.clone(),
                    purpose: looked.purpose.clone(),
                    recorded: fact.recorded,
                })
            })
            .collect()
    }
}
