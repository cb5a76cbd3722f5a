//! Looking through what is about to leave for everything that is sealed in a file. The values are opened here, looked for here, and stay here:
//! the answer names facts and places, never a value. That the check was made is in the journal before the answer is given.

use std::ops::Range;

use access::{CheckOutgoing, Permit, Records};
use casefile::calendar::london_date;
use casefile::facts::{Body, Channel, Fact, NewFact, OutgoingChecked, PersonAdded, SafeContactSet};
use casefile::file::CaseFile;
use casefile::ids::{FactId, OfficerId, PersonId};
use casefile::private::Class;
use casefile::sending::{Found, HitSummary};
use jiff::Timestamp;
use redaction::{How, Inside, Kind, Protected, Scanner, Strength, Unread};
use sha2::{Digest as _, Sha256};
use vault::{DataKey, Opened};

use crate::journal::{Loaded, seal};
use crate::store::tx::{Reading, Tx};
use crate::{Ledger, LedgerError};

/// How often a check is made again where somebody added to the file meanwhile.
const TRIES: u32 = 4;

/// One part of what is about to leave, as it will leave: a subject, a body, a file, the name of a file.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    /// What it is called in the answer.
    pub name: &'a str,
    /// Its final bytes.
    pub bytes: &'a [u8],
}

/// Something sealed, by the fact that holds it. It names; it does not tell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sealed {
    /// The fact, superseded or not.
    pub fact: FactId,
    /// The field of it.
    pub field: String,
    /// Whose it is, where it is somebody's.
    pub whose: Option<PersonId>,
}

/// What may be told to this recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// One field of one fact.
    Field(FactId, String),
    /// Everything that is this person's own: the recipient's.
    Of(PersonId),
}

impl Allowed {
    fn covers(&self, sealed: &Sealed) -> bool {
        match self {
            Self::Field(fact, field) => (*fact, field) == (sealed.fact, &sealed.field),
            Self::Of(person) => Some(*person) == sealed.whose,
        }
    }
}

/// Something sealed that stands in what is about to leave, and may not be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanHit {
    /// In which part, by its place in what was handed over.
    pub part: usize,
    /// Which bytes of it.
    pub range: Range<usize>,
    /// What it gives away.
    pub sealed: Sealed,
    /// What kind of detail that is.
    pub kind: Kind,
    /// How sure it is.
    pub strength: Strength,
    /// Which spelling or part of it.
    pub how: How,
    /// How it stood in the bytes.
    pub inside: Inside,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The fact that says that the check was made.
    pub check: FactId,
    /// SHA-256 of what was checked, in hexadecimal ([`content_hash`]): nothing else may be sent on the strength of this check.
    pub content: String,
    /// What may not be told, in the order of parts and bytes.
    pub hits: Vec<ScanHit>,
    /// Parts that could not be looked into, each with what in it: to be looked through by eye, or not sent.
    pub unread: Vec<(usize, Unread)>,
    /// Sealed values that are too short to be looked for.
    pub too_short: Vec<Sealed>,
}

impl Checked {
    /// What was found, as the sending gate weighs it: each sealed value once, as surely as it stands there at all.
    pub fn for_the_gate(&self) -> Vec<HitSummary> {
        let mut all: Vec<HitSummary> = Vec::new();
        for hit in &self.hits {
            let (found, sure) = (found(hit.kind), hit.strength > Strength::Possible);
            let same = |one: &&mut HitSummary| (one.fact, &one.field, one.found) == (hit.sealed.fact, &hit.sealed.field, found);
            match all.iter_mut().find(same) {
                Some(one) => one.sure |= sure,
                None => all.push(HitSummary {
                    fact: hit.sealed.fact,
                    field: hit.sealed.field.clone(),
                    found,
                    whose: hit.sealed.whose,
                    sure,
                }),
            }
        }
        all
    }
}

const fn found(kind: Kind) -> Found {
    match kind {
        Kind::Phone => Found::Phone,
        Kind::Email => Found::Email,
        Kind::Postcode | Kind::Address | Kind::Place => Found::Address,
        Kind::Name => Found::Name,
        Kind::Reference | Kind::Vehicle | Kind::Date | Kind::Words | Kind::Anything => Found::Other,
    }
}

/// SHA-256 over the parts, each with its name and length, in hexadecimal.
pub fn content_hash(parts: &[Outgoing<'_>]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        for bytes in [part.name.as_bytes(), part.bytes] {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        }
    }
    data_encoding::HEXLOWER.encode(&hash.finalize())
}

/// A protected value while it is being looked for. Wiped when it goes.
struct Value {
    sealed: Sealed,
    kinds: &'static [Kind],
    opened: Plain,
}

enum Plain {
    Opened(Opened),
    Name(casefile::private::Unprinted),
}

impl Plain {
    fn text(&self) -> Result<&str, LedgerError> {
        match self {
            Self::Opened(opened) => Ok(opened.text()?),
            Self::Name(name) => Ok(name.shown()),
        }
    }
}

impl Ledger {
    /// Looks through what is about to leave for everything that is sealed in a file: contact details, whereabouts, and the names of everybody in
    /// it, also former ones and what was superseded. What is `allowed` is left out of the answer. The check is in the journal, with the hash of
    /// what was checked, before this returns.
    /// # Errors
    /// There is no such file, something does not open, or the check could not be kept: then nothing is answered, and nothing may be sent.
    pub async fn scan(
        &self,
        permit: &Permit<CheckOutgoing>,
        parts: &[Outgoing<'_>],
        allowed: &[Allowed],
        now: Timestamp,
    ) -> Result<Checked, LedgerError> {
        let officer = permit.officer().ok_or(LedgerError::NobodyAsked)?;
        for _ in 0..TRIES {
            let mut reading = self.read().await?;
            let loaded = reading.loaded(permit.file()).await?;
            let values = reading.protected(&loaded).await?;
            // The search takes its time, and keeps nobody from writing meanwhile.
            drop(reading);
            let found = look_through(&values, parts, allowed)?;
            let mut tx = self.begin("keep that something was checked").await?;
            let seq = loaded.head.seq.unsigned_abs();
            match tx.append(permit, vec![NewFact::new(london_date(now), found.said_by(officer))], now, Some(seq)).await {
                // Something was added meanwhile, and it may be sealed: once more, with that.
                Err(LedgerError::Stale { .. }) => tx.give_up().await?,
                kept => {
                    let check = kept?.facts.first().map(|fact| fact.id).ok_or(LedgerError::NoSuchFile)?;
                    tx.commit().await?;
                    return Ok(Checked { check, ..found });
                }
            }
        }
        Err(LedgerError::Busy)
    }
}

impl Tx {
    /// As [`Ledger::scan`], in the transaction in which it is decided whether it leaves. `officer` is who wrote it, or the second person who reads
    /// it; also where the clock has it looked through once more.
    /// # Errors
    /// As [`Ledger::scan`].
    pub async fn check<A: Records>(
        &mut self,
        permit: &Permit<A>,
        officer: OfficerId,
        parts: &[Outgoing<'_>],
        allowed: &[Allowed],
        now: Timestamp,
    ) -> Result<Checked, LedgerError> {
        let loaded = self.loaded(permit.file()).await?;
        let values = self.protected(&loaded).await?;
        let found = look_through(&values, parts, allowed)?;
        let kept = self.append(permit, vec![NewFact::new(london_date(now), found.said_by(officer))], now, None).await?;
        let check = kept.facts.first().map(|fact| fact.id).ok_or(LedgerError::NoSuchFile)?;
        Ok(Checked { check, ..found })
    }
}

impl Checked {
    fn said_by(&self, officer: OfficerId) -> OutgoingChecked {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        OutgoingChecked {
            officer,
            content: self.content.clone(),
            found: count(self.hits.len()),
            unread: count(self.unread.len()),
        }
    }
}

/// Looks for protected values in every part.
fn look_through(values: &[Value], parts: &[Outgoing<'_>], allowed: &[Allowed]) -> Result<Checked, LedgerError> {
    let mut needles = Vec::new();
    for value in values.iter().filter(|value| !allowed.iter().any(|one| one.covers(&value.sealed))) {
        let text = value.opened.text()?;
        needles.extend(value.kinds.iter().map(|kind| Protected { label: value.sealed.clone(), kind: *kind, value: text }));
    }
    let scanner = Scanner::new(needles)?;
    let (mut hits, mut unread) = (Vec::new(), Vec::new());
    for (part, outgoing) in parts.iter().enumerate() {
        let found = scanner.scan_bytes(outgoing.bytes);
        hits.extend(found.hits.into_iter().map(|hit| ScanHit {
            part,
            range: hit.range,
            sealed: hit.label,
            kind: hit.kind,
            strength: hit.strength,
            how: hit.how,
            inside: hit.inside,
        }));
        unread.extend(found.unread.into_iter().map(|one| (part, one)));
    }
    let too_short = scanner.unprotected().to_vec();
    // The check has no fact yet; it is given one before anybody sees this.
    let check = FactId(uuid::Uuid::nil());
    Ok(Checked { check, content: content_hash(parts), hits, unread, too_short })
}

impl Reading {
    /// Opens everything in a file that must not be told without a decision.
    async fn protected(&mut self, loaded: &Loaded) -> Result<Vec<Value>, LedgerError> {
        let file: &CaseFile = &loaded.file;
        let mut keys: Vec<(PersonId, Option<DataKey>)> = Vec::new();
        let mut values = Vec::new();
        for fact in file.history() {
            if let Some(added) = fact.is::<PersonAdded>()
                && let Some(name) = &added.name
            {
                let sealed = Sealed { fact: fact.id, field: "name".to_owned(), whose: Some(added.person) };
                values.push(Value { sealed, kinds: &[Kind::Name], opened: Plain::Name(name.clone()) });
            }
            for field in seal::fields(&fact.body) {
                let Some(shut) = seal::find(&fact.body, &field).filter(|shut| shut.class.is_personal()) else { continue };
                let person = match shut.owner {
                    None => None,
                    Some(person) if keys.iter().any(|(known, _)| *known == person) => Some(person),
                    Some(person) => {
                        let key = match self.person_key(person).await {
                            // What nobody can open any more, nobody can tell.
                            Err(LedgerError::KeyDestroyed) => None,
                            key => key?,
                        };
                        keys.push((person, key));
                        Some(person)
                    }
                };
                let key = keys.iter().find(|(known, _)| Some(*known) == person).and_then(|(_, key)| key.as_ref());
                if shut.owner.is_some() && key.is_none() {
                    continue;
                }
                let opened = seal::open(loaded.id, fact.id, &field, &shut, &loaded.key, key)?;
                let sealed = Sealed { fact: fact.id, whose: shut.owner, field };
                values.push(Value { kinds: kinds(fact, &sealed.field, shut.class), sealed, opened: Plain::Opened(opened) });
            }
        }
        Ok(values)
    }
}

/// What a sealed value may be. Officers write all sorts of things beside a number, so whatever else is in it is looked for as well.
fn kinds(fact: &Fact, field: &str, class: Class) -> &'static [Kind] {
    match (&fact.body, class) {
        (_, Class::Whereabouts) => &[Kind::Address, Kind::Anything],
        (Body::SafeContactSet(SafeContactSet { channel, .. }), _) if field == "value" => match channel {
            Channel::Phone | Channel::Text => &[Kind::Phone, Kind::Anything],
            Channel::Email => &[Kind::Email, Kind::Anything],
            Channel::Letter | Channel::HomeVisit => &[Kind::Address, Kind::Anything],
            _ => &[Kind::Anything],
        },
        _ => &[Kind::Anything],
    }
}
