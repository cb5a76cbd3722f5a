//! What members of staff have told of themselves, and the index by which the matcher finds them.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use access::{DeclareLink, HousePermit};
use casefile::ids::OfficerId;
use jiff::Timestamp;
use jiff::civil::Date;
use matching::{Details, Staff};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{DataKey, Owner, Place, Vault};

use super::people::token;
use crate::LedgerError;
use crate::store::sql::{all, insert_many, maybe, one, run, statements};
use crate::store::tx::{Reading, Tx};

statements! {
    EPOCH = "SELECT epoch FROM matching WHERE id = 1";
    NEXT_EPOCH = "UPDATE matching SET epoch = epoch + 1 WHERE id = 1";
    EVERYBODY = "SELECT o.id, o.name, o.left_on, k.wrapped_key, d.sealed FROM officer o \
        LEFT JOIN staff_detail d ON d.officer = o.id LEFT JOIN person_key k ON k.person = o.id";
    ONE = "SELECT o.id, o.name, o.left_on, k.wrapped_key, d.sealed FROM officer o \
        LEFT JOIN staff_detail d ON d.officer = o.id LEFT JOIN person_key k ON k.person = o.id WHERE o.id = $1";
    TRACES = "SELECT officer, token FROM staff_trace";
    TRACES_OF = "SELECT token FROM staff_trace WHERE officer = $1 ORDER BY token";
    FORGET_TRACES = "DELETE FROM staff_trace WHERE officer = $1";
    KEEP = "INSERT INTO staff_detail (officer, kept, sealed) VALUES ($1, $2, $3) \
        ON CONFLICT (officer) DO UPDATE SET kept = excluded.kept, sealed = excluded.sealed";
    KEEP_KEY = "INSERT INTO person_key (person, file, wrapped_key, key_version) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
}

/// What a member of staff tells of themselves, as they typed it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StaffDetails {
    /// Former names, and other names that they go by.
    pub names: Vec<String>,
    /// Date of birth.
    pub born: Option<Date>,
    /// Where they live, and lived before.
    pub addresses: Vec<String>,
    /// Their own telephone numbers.
    pub phones: Vec<String>,
    /// Their own e-mail addresses.
    pub emails: Vec<String>,
    /// Registrations of their vehicles.
    pub vehicles: Vec<String>,
    /// Next of kin, and people with whom they have a link.
    pub close: Vec<Close>,
}

/// Somebody close to a member of staff.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Close {
    /// What they are called.
    pub name: String,
    /// How they are linked: «my brother», «a neighbour».
    pub how: String,
    /// Date of birth, where it is known.
    pub born: Option<Date>,
}

impl StaffDetails {
    /// As the matcher compares them, with the name of the account.
    fn staff(&self, account: &str) -> Staff {
        let mut own = Details::named(account).born_on(self.born);
        self.names.iter().for_each(|name| own.add_name(name));
        [&self.addresses, &self.phones, &self.emails].into_iter().flatten().for_each(|text| own.add_text(text));
        self.vehicles.iter().for_each(|plate| own.add_vehicle(plate));
        let close = self.close.iter().map(|one| Details::named(&one.name).born_on(one.born)).collect();
        Staff { own, close }
    }
}

/// A member of staff as the database holds them.
type StaffRow = (Uuid, String, Option<String>, Option<Vec<u8>>, Option<Vec<u8>>);

fn place(officer: Uuid) -> Place<'static> {
    Place { purpose: "staff", file: [0; 16], fact: officer.into_bytes(), field: "details", class: "contact", version: 1 }
}

fn opened(vault: &Vault, row: &StaffRow) -> Result<StaffDetails, LedgerError> {
    let (officer, _, _, Some(wrapped), Some(sealed)) = row else { return Ok(StaffDetails::default()) };
    let key = vault.unwrap(Owner::Person(officer.into_bytes()), wrapped)?;
    let opened = key.open(&place(*officer), sealed)?;
    serde_json::from_slice(opened.bytes()).map_err(LedgerError::NotSealed)
}

/// Staff as they were at one moment, sealed, with the index by which they are found. Kept in memory while nothing changes on their side.
pub(crate) struct StaffIndex {
    pub epoch: i64,
    found: HashMap<Vec<u8>, Vec<OfficerId>>,
    rows: HashMap<OfficerId, StaffRow>,
}

impl StaffIndex {
    /// Whoever has any of these details. Those who have left can open nothing.
    pub(super) fn having(&self, tokens: impl Iterator<Item = Vec<u8>>) -> BTreeSet<OfficerId> {
        let here = |officer: &&OfficerId| self.rows.get(officer).is_some_and(|row| row.2.is_none());
        tokens.filter_map(|token| self.found.get(&token)).flatten().filter(here).copied().collect()
    }

    /// Opens what a member of staff told of themselves, to compare it.
    pub(super) fn staff(&self, vault: &Vault, officer: OfficerId) -> Result<Option<Staff>, LedgerError> {
        self.rows.get(&officer).map(|row| Ok(opened(vault, row)?.staff(&row.1))).transpose()
    }
}

impl Reading {
    /// Staff as they are now.
    pub(crate) async fn staff_index(&mut self) -> Result<Arc<StaffIndex>, LedgerError> {
        let (epoch,): (i64,) = one!(self.conn, (i64,), EPOCH)?;
        if let Some(index) = self.ledger.staff_kept().filter(|kept| kept.epoch == epoch) {
            return Ok(index);
        }
        let rows = all!(self.conn, StaffRow, EVERYBODY)?;
        let mut found: HashMap<Vec<u8>, Vec<OfficerId>> = HashMap::new();
        for (officer, token) in all!(self.conn, (Uuid, Vec<u8>), TRACES)? {
            found.entry(token).or_default().push(OfficerId(officer));
        }
        let rows = rows.into_iter().map(|row| (OfficerId(row.0), row)).collect();
        let index = Arc::new(StaffIndex { epoch, found, rows });
        // Asked again: what was read in several statements is of one moment only if nothing changed meanwhile.
        let (after,): (i64,) = one!(self.conn, (i64,), EPOCH)?;
        if after == epoch {
            self.ledger.keep_staff(&index);
        }
        Ok(index)
    }

    /// What the officer who asks has told of themselves. Nobody else's can be asked for.
    /// # Errors
    /// It does not open, or the database does not answer.
    pub async fn my_details(&mut self, permit: &HousePermit<DeclareLink>) -> Result<StaffDetails, LedgerError> {
        match maybe!(self.conn, StaffRow, ONE, permit.officer().0)? {
            Some(row) => opened(self.ledger.vault(), &row),
            None => Ok(StaffDetails::default()),
        }
    }
}

impl Tx {
    /// Keeps what an officer tells of themselves, in place of what they told before, and compares it with everybody in every file. Whoever reads the
    /// answer learns nothing of what was found.
    /// # Errors
    /// Nothing was kept.
    pub async fn keep_my_details(
        &mut self,
        permit: &HousePermit<DeclareLink>,
        details: &StaffDetails,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let officer = permit.officer();
        let key = self.staff_key(officer).await?;
        let plain = serde_json::to_vec(details).map_err(LedgerError::NotSealed)?;
        let sealed = key.seal(&place(officer.0), &plain)?;
        run!(self.conn, KEEP, officer.0, now.as_microsecond(), sealed)?;
        self.staff_changed(officer, now).await
    }

    async fn staff_key(&mut self, officer: OfficerId) -> Result<DataKey, LedgerError> {
        let owner = casefile::ids::PersonId(officer.0);
        if let Some(key) = self.person_key(owner).await? {
            return Ok(key);
        }
        let (key, wrapped) = self.ledger.vault().new_key(Owner::Person(officer.0.into_bytes()))?;
        let version = i64::from(Vault::version_of(&wrapped));
        if run!(self.conn, KEEP_KEY, officer.0, Uuid::nil(), wrapped, version)? == 0 {
            return self.person_key(owner).await?.ok_or(LedgerError::Busy);
        }
        Ok(key)
    }

    /// Says that something has changed on the side of staff: whatever stands on what was read before is not taken any more.
    pub(crate) async fn staff_moved_on(&mut self) -> Result<(), LedgerError> {
        run!(self.conn, NEXT_EPOCH).map(|_| ())
    }

    /// Brings the index up to date after something changed on one member of staff's side, and keeps them out of every file with somebody to whom
    /// they are linked. Where nothing changed, nothing is done.
    pub(crate) async fn staff_changed(&mut self, officer: OfficerId, now: Timestamp) -> Result<(), LedgerError> {
        let Some(row) = maybe!(self.conn, StaffRow, ONE, officer.0)? else { return Ok(()) };
        let vault = self.ledger.clone();
        let vault = vault.vault();
        let staff = opened(vault, &row)?.staff(&row.1);
        let had: BTreeSet<Vec<u8>> =
            all!(self.conn, (Vec<u8>,), TRACES_OF, officer.0)?.into_iter().map(|(token,)| token).collect();
        let has: BTreeSet<Vec<u8>> = keys_of(&staff).iter().map(|key| token(vault, key)).collect();
        // Whoever records something about people now waits for this, or is sent back to compare it with what is kept here.
        self.staff_moved_on().await?;
        if had != has {
            run!(self.conn, FORGET_TRACES, officer.0)?;
            let rows: Vec<&Vec<u8>> = has.iter().collect();
            insert_many!(self.conn, "INSERT INTO staff_trace (officer, token)", "", rows, |row| [officer.0, row.as_slice()])?;
        }
        if row.2.is_none() {
            self.compare_with_every_file(officer, &staff, now).await?;
        }
        Ok(())
    }
}

/// Every word by which a member of staff is found, their own and of those close to them.
fn keys_of(staff: &Staff) -> BTreeSet<String> {
    std::iter::once(&staff.own).chain(&staff.close).flat_map(Details::keys).collect()
}
