//! What is known of each person in a file, and the index by which they are found.

use std::collections::BTreeSet;

use casefile::facts::{AddressRecorded, Body, Fact, Kind, PersonAdded, Role, SafeContactSet};
use casefile::file::CaseFile;
use casefile::ids::PersonId;
use matching::{Details, Side};
use uuid::Uuid;
use vault::{DataKey, Vault};

use crate::LedgerError;
use crate::journal::{Loaded, seal};
use crate::store::batch::{later, later_many};
use crate::store::sql::statements;
use crate::store::tx::Tx;

statements! {
    FORGET = "DELETE FROM person_trace WHERE token = $1 AND file = $2 AND person = $3";
}

/// Somebody in a file.
pub(crate) struct Described {
    pub person: PersonId,
    pub details: Details,
    /// On which side they stand; `None` for whoever speaks for her in the course of their work.
    pub side: Option<Side>,
    /// Whether whoever may open the file finds it by them.
    pub found: bool,
    /// Whether the file is hers.
    pub survivor: bool,
}

/// One row of the index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Trace {
    pub token: Vec<u8>,
    pub person: Uuid,
    pub found: i64,
    pub side: i64,
}

/// A detail as it stands in the index. Half of a MAC is as good as the whole for finding equals.
pub(crate) fn token(vault: &Vault, key: &str) -> Vec<u8> {
    vault.blind_index("person", key)[..16].to_vec()
}

/// The kinds of fact that change what is known of people.
const ABOUT_PEOPLE: &[Kind] =
    &[Kind::PersonAdded, Kind::ChildBorn, Kind::RelationshipRecorded, Kind::SafeContactSet, Kind::AddressRecorded];

/// Whether any of these facts changes what is known of people.
pub(crate) fn touches_people(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| ABOUT_PEOPLE.contains(&fact.body.kind()))
}

/// Whom a fact tells how or where to reach.
fn reached(fact: &Fact) -> Option<PersonId> {
    match &fact.body {
        Body::SafeContactSet(SafeContactSet { person, .. }) | Body::AddressRecorded(AddressRecorded { person, .. }) => {
            Some(*person)
        }
        _ => None,
    }
}

/// The people under whose keys the details of a file's people are sealed.
pub(crate) fn owners(file: &CaseFile) -> BTreeSet<PersonId> {
    let shut = |fact: &Fact| seal::find(&fact.body, "value").and_then(|shut| shut.owner);
    file.facts().iter().filter(|fact| reached(fact).is_some()).filter_map(shut).collect()
}

/// What is known of everybody in a file. What nobody can open any more is not known.
pub(crate) fn described<'k>(
    loaded: &Loaded,
    key_of: &dyn Fn(PersonId) -> Option<&'k DataKey>,
) -> Result<Vec<Described>, LedgerError> {
    let file: &CaseFile = &loaded.file;
    let people = file.people();
    let mut all: Vec<Described> = people
        .all()
        .iter()
        .map(|person| {
            let feared = people.may_tell_him(person.id);
            let side = match person.role {
                Role::Representative => None,
                _ if feared => Some(Side::Feared),
                _ => Some(Side::Other),
            };
            let hers = person.in_household || matches!(person.role, Role::Survivor | Role::Child);
            let found = hers && !people.is_other_side(person.id);
            Described {
                person: person.id,
                details: Details::default().born_on(person.born),
                side,
                found,
                survivor: file.survivor() == Some(person.id),
            }
        })
        .collect();
    for fact in file.facts() {
        let at = |id: PersonId, all: &mut Vec<Described>| all.iter().position(|one| one.person == id);
        if let Some(PersonAdded { person, name: Some(name), .. }) = fact.is::<PersonAdded>()
            && let Some(at) = at(*person, &mut all)
        {
            all[at].details.add_name(name.shown());
        }
        let Some(at) = reached(fact).and_then(|id| at(id, &mut all)) else { continue };
        let Some(shut) = seal::find(&fact.body, "value") else { continue };
        let key = shut.owner.and_then(key_of);
        if shut.owner.is_some() && key.is_none() {
            continue;
        }
        let opened = seal::open(loaded.id, fact.id, "value", &shut, &loaded.key, key)?;
        all[at].details.add_text(opened.text()?);
    }
    Ok(all)
}

/// The rows of the index for a file's people.
pub(crate) fn traces(vault: &Vault, people: &[Described]) -> BTreeSet<Trace> {
    let mut traces = BTreeSet::new();
    for one in people {
        let found = i64::from(one.found);
        let side = match one.side {
            Some(Side::Feared) => 1,
            _ if one.survivor => 2,
            _ => 0,
        };
        let mut keys = one.details.keys();
        keys.extend(one.details.found_by());
        traces.extend(keys.iter().map(|key| Trace { token: token(vault, key), person: one.person.0, found, side }));
    }
    traces
}

/// Writes down what differs.
pub(crate) fn keep_traces(tx: &mut Tx, file: Uuid, had: &BTreeSet<Trace>, has: &BTreeSet<Trace>) -> Result<(), LedgerError> {
    let same_place = |one: &Trace, other: &Trace| (&one.token, one.person) == (&other.token, other.person);
    for gone in had.difference(has).filter(|gone| !has.iter().any(|kept| same_place(gone, kept))) {
        later!(tx, FORGET, gone.token.as_slice(), file, gone.person)?;
    }
    let new: Vec<&Trace> = has.difference(had).collect();
    later_many!(
        tx,
        "INSERT INTO person_trace (token, file, person, found, side)",
        "ON CONFLICT (token, file, person) DO UPDATE SET found = excluded.found, side = excluded.side",
        new,
        |row| [row.token.as_slice(), file, row.person, row.found, row.side]
    )
}
