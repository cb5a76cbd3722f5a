//! What of a fact is sealed, and under which key.
//!
//! Words are sealed under the file's key, contact details and whereabouts under the key of the person they are about: the first person whom the
//! fact names, or else the survivor. Then the whole body, names and all, is sealed once more under the file's key.

use casefile::facts::Body;
use casefile::ids::{FactId, FileId, PersonId};
use casefile::private::Class;
use vault::{CannotSeal, ClassKey, DataKey, Opened, Place};

use crate::LedgerError;

/// The version of the keys that seal facts today.
const KEY_VERSION: u16 = 1;

/// A file's key, with the subkeys that every fact needs.
pub(crate) struct FileKey {
    key: DataKey,
    body: ClassKey,
}

impl FileKey {
    pub(crate) fn new(key: DataKey) -> Self {
        Self { body: key.for_class("body"), key }
    }

    /// Seals a fact's body, once its private values are sealed.
    pub(crate) fn seal_body(&self, file: FileId, fact: FactId, body: &Body) -> Result<Vec<u8>, LedgerError> {
        let json = body.to_json().map_err(LedgerError::NotSealed)?;
        Ok(self.body.seal(&place(file, fact, body.kind().code(), "body"), &json)?)
    }

    /// Opens a fact's body: its private values stay sealed.
    pub(crate) fn open_body(&self, file: FileId, fact: FactId, kind: &str, sealed: &[u8]) -> Option<Opened> {
        self.body.open(&place(file, fact, kind, "body"), sealed).ok()
    }

    /// Seals something that belongs to the file and is no fact, for a view: the same always gives the same bytes.
    pub(crate) fn seal_note(&self, file: FileId, name: &str, plain: &[u8]) -> Result<Vec<u8>, CannotSeal> {
        self.key.seal_alike(&Place { purpose: "note", ..place(file, FactId(file.0), name, "note") }, plain)
    }

    /// Opens what [`FileKey::seal_note`] sealed.
    pub(crate) fn open_note(&self, file: FileId, name: &str, sealed: &[u8]) -> Option<Opened> {
        self.key.open(&Place { purpose: "note", ..place(file, FactId(file.0), name, "note") }, sealed).ok()
    }
}

fn place<'a>(file: FileId, fact: FactId, field: &'a str, class: &'a str) -> Place<'a> {
    Place { purpose: "fact", file: file.0.into_bytes(), fact: fact.0.into_bytes(), field, class, version: KEY_VERSION }
}

/// The person under whose key the private values of a body are sealed, where it has any that belong to a person.
pub(crate) fn person_of(body: &mut Body, survivor: Option<PersonId>) -> Option<PersonId> {
    let mut personal = false;
    body.private(&mut |_, value| personal |= value.class().is_personal());
    if personal { body.people().first().copied().or(survivor) } else { None }
}

/// A field's name, told from others of the same name in a list: `words`, `words#1`.
fn numbered(seen: &mut Vec<&'static str>, field: &'static str) -> String {
    let before = seen.iter().filter(|one| **one == field).count();
    seen.push(field);
    if before == 0 { field.to_owned() } else { format!("{field}#{before}") }
}

/// Whose key a sealed value needs; written before it, inside the sealed body.
const OF_FILE: u8 = b'f';
const OF_PERSON: u8 = b'p';

/// Seals every private value of a body.
pub(crate) fn seal_private(
    file: FileId,
    fact: FactId,
    body: &mut Body,
    key: &FileKey,
    person: Option<(PersonId, &DataKey)>,
) -> Result<(), LedgerError> {
    let mut seen = Vec::new();
    let mut failed = None;
    body.private(&mut |field, value| {
        let field = numbered(&mut seen, field);
        value.shut_with(&mut |class: Class, text| {
            let place = place(file, fact, &field, class.code());
            if class.is_personal() && person.is_none() {
                return None;
            }
            lock(&place, class, text, key, person).map_err(|error| failed = Some(error)).ok()
        });
    });
    failed.map_or(Ok(()), Err)
}

/// Seals one value for its place, with whose key it needs before it.
fn lock(
    place: &Place<'_>,
    class: Class,
    text: &str,
    key: &FileKey,
    person: Option<(PersonId, &DataKey)>,
) -> Result<Vec<u8>, LedgerError> {
    let (mut shut, key) = if class.is_personal() {
        let (id, key) = person.ok_or(LedgerError::KeyDestroyed)?;
        let mut owner = vec![OF_PERSON];
        owner.extend(id.0.as_bytes());
        (owner, key)
    } else {
        (vec![OF_FILE], &key.key)
    };
    shut.extend(key.seal(place, text.as_bytes())?);
    Ok(shut)
}

/// The people under whose keys the values of a body are sealed already.
pub(crate) fn owners(body: &Body) -> Vec<PersonId> {
    let mut owners = Vec::new();
    body.clone().private(&mut |_, value| {
        let shut = value.shut_bytes().and_then(|bytes| split(value.class(), bytes));
        owners.extend(shut.and_then(|shut| shut.owner));
    });
    owners
}

/// The move of sealed values from a fact to the one that corrects it.
pub(crate) struct Move<'a> {
    /// The file.
    pub file: FileId,
    /// The fact that is corrected, and its body.
    pub from: (FactId, &'a Body),
    /// The fact that takes its place.
    pub to: FactId,
    /// The file's key.
    pub key: &'a FileKey,
    /// The keys of the people under whose keys they are sealed.
    pub owners: &'a [(PersonId, DataKey)],
    /// The person whom the new fact is about.
    pub person: Option<(PersonId, &'a DataKey)>,
}

impl Move<'_> {
    /// Locks every value that stays as it was for its new place. The words leave one lock for the next, and nobody sees them.
    pub(crate) fn carry(&self, body: &mut Body) -> Result<(), LedgerError> {
        let mut seen = Vec::new();
        let mut failed = None;
        body.private(&mut |field, value| {
            let field = numbered(&mut seen, field);
            value.move_with(&mut |class, bytes| self.relocked(&field, class, bytes).map_err(|error| failed = Some(error)).ok());
        });
        failed.map_or(Ok(()), Err)
    }

    fn relocked(&self, field: &str, class: Class, bytes: &[u8]) -> Result<Vec<u8>, LedgerError> {
        let (from, old) = self.from;
        let there = at(old, bytes).ok_or_else(|| LedgerError::NoSuchField(field.to_owned()))?;
        let shut = split(class, bytes).ok_or_else(|| LedgerError::NoSuchField(field.to_owned()))?;
        let owner = self.owners.iter().find(|(id, _)| Some(*id) == shut.owner).map(|(_, key)| key);
        let opened = open(self.file, from, &there, &shut, self.key, owner)?;
        let text = opened.text()?;
        lock(&place(self.file, self.to, field, class.code()), class, text, self.key, self.person)
    }
}

/// The field in which a body holds this sealed value.
fn at(body: &Body, wanted: &[u8]) -> Option<String> {
    let mut seen = Vec::new();
    let mut found = None;
    body.clone().private(&mut |field, value| {
        let field = numbered(&mut seen, field);
        if value.shut_bytes() == Some(wanted) {
            found = Some(field);
        }
    });
    found
}

/// A sealed value of a fact, found by the name of its field.
pub(crate) struct Shut {
    pub class: Class,
    pub owner: Option<PersonId>,
    pub sealed: Vec<u8>,
}

/// Finds a sealed value in a body.
pub(crate) fn find(body: &Body, wanted: &str) -> Option<Shut> {
    let mut body = body.clone();
    let mut seen = Vec::new();
    let mut found = None;
    body.private(&mut |field, value| {
        if numbered(&mut seen, field) == wanted {
            found = value.shut_bytes().and_then(|bytes| split(value.class(), bytes));
        }
    });
    found
}

/// The names of a body's sealed fields.
pub(crate) fn fields(body: &Body) -> Vec<String> {
    let mut body = body.clone();
    let mut seen = Vec::new();
    let mut found = Vec::new();
    body.private(&mut |field, value| {
        let field = numbered(&mut seen, field);
        if value.shut_bytes().is_some() {
            found.push(field);
        }
    });
    found
}

fn split(class: Class, bytes: &[u8]) -> Option<Shut> {
    let (&owner, rest) = bytes.split_first()?;
    match owner {
        OF_FILE => Some(Shut { class, owner: None, sealed: rest.to_vec() }),
        OF_PERSON => {
            let (id, rest) = rest.split_first_chunk::<16>()?;
            Some(Shut { class, owner: Some(PersonId(uuid::Uuid::from_bytes(*id))), sealed: rest.to_vec() })
        }
        _ => None,
    }
}

/// Opens a sealed value under its person's key, or the file's where it belongs to nobody.
pub(crate) fn open(
    file: FileId,
    fact: FactId,
    field: &str,
    shut: &Shut,
    key: &FileKey,
    person: Option<&DataKey>,
) -> Result<Opened, LedgerError> {
    let place = place(file, fact, field, shut.class.code());
    let key = if shut.owner.is_some() { person.ok_or(LedgerError::KeyDestroyed)? } else { &key.key };
    Ok(key.open(&place, &shut.sealed)?)
}
