//! The list of homes: what a home is like, sealed under the house's key; where it is, sealed under its own and read out only after the look stands in
//! the chain of the house. Adding, changing and withdrawing a home stand there too, with a hash of what was kept.

use access::{HomesPermit, KeepHomes, OpenHome, SeeHomes};
use casefile::accommodation::home::Home;
use casefile::facts::LookPurpose;
use casefile::ids::{BodyId, HomeId, PersonId, RoomId, TeamId};
use casefile::private::Unprinted;
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use vault::{DataKey, Owner, Place, Vault};

use super::place;
use crate::store::sql::{all, insert_many, maybe, row, run, statements};
use crate::store::tx::{Reading, Tx};
use crate::{Ledger, LedgerError};

statements! {
    OF_BODY = "SELECT id, reference, body, team, withdrawn, details, place FROM home WHERE body = $1 ORDER BY reference";
    ONE = "SELECT id, reference, body, team, withdrawn, details, place FROM home WHERE id = $1";
    OF_ROOM = "SELECT home FROM home_room WHERE room = $1";
    ADD = "INSERT INTO home (id, reference, body, team, withdrawn, details, place) VALUES ($1, $2, $3, $4, NULL, $5, $6)";
    CHANGE = "UPDATE home SET details = $2 WHERE id = $1 AND withdrawn IS NULL";
    MOVE = "UPDATE home SET place = $2 WHERE id = $1";
    WITHDRAW = "UPDATE home SET withdrawn = $2 WHERE id = $1 AND withdrawn IS NULL";
    KEEP_KEY = "INSERT INTO person_key (person, file, wrapped_key, key_version) VALUES ($1, $2, $3, $4)";
}

row! {
    struct HomeRow {
        id: Uuid,
        reference: String,
        body: Uuid,
        team: Uuid,
        withdrawn: Option<i64>,
        details: Vec<u8>,
        place: Option<Vec<u8>>,
    }
}

/// A home on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeEntry {
    /// Which.
    pub id: HomeId,
    /// Its neutral reference.
    pub reference: String,
    /// Whose it is.
    pub body: BodyId,
    /// The housing team that runs or buys it.
    pub team: TeamId,
    /// Since when it is no longer on the list.
    pub withdrawn: Option<Timestamp>,
    /// What it is like.
    pub home: Home,
    /// Whether it is on file where it is.
    pub placed: bool,
}

/// Where a home is: never in a list, a title, a log or an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPlace {
    /// Its address.
    pub address: Unprinted,
    /// How to get there, where the key is, which schools and stops are near: whatever tells where it is.
    pub notes: Unprinted,
}

/// What came of keeping a home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is on the list as it was sent.
    Kept,
    /// It is not on the list, or no longer.
    NotThere,
}

fn where_it_is(home: HomeId) -> Place<'static> {
    Place { purpose: "home", file: [0; 16], fact: home.0.into_bytes(), field: "place", class: "whereabouts", version: 1 }
}

/// What tells one version of sealed details from another, in the chain of the house.
fn mark(sealed: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(sealed)[..16])
}

impl Reading {
    fn home(&self, row: HomeRow) -> Result<HomeEntry, LedgerError> {
        let opened = self.ledger.vault().house().open(&place("home", row.id, "details"), &row.details)?;
        Ok(HomeEntry {
            id: HomeId(row.id),
            reference: row.reference,
            body: BodyId(row.body),
            team: TeamId(row.team),
            withdrawn: row.withdrawn.map(|at| Timestamp::from_microsecond(at).unwrap_or(Timestamp::MIN)),
            home: serde_json::from_slice(opened.bytes()).map_err(LedgerError::NotSealed)?,
            placed: row.place.is_some(),
        })
    }

    /// The homes of the officer's body, withdrawn ones too, by their references.
    /// # Errors
    /// The database does not answer, or a home does not open.
    pub async fn homes(&mut self, permit: &HomesPermit<SeeHomes>) -> Result<Vec<HomeEntry>, LedgerError> {
        all!(self.conn, HomeRow, OF_BODY, permit.body().0)?.into_iter().map(|row| self.home(row)).collect()
    }

    /// One home of the officer's body. Another body's is not there.
    /// # Errors
    /// As [`Reading::homes`].
    pub async fn one_home(&mut self, permit: &HomesPermit<SeeHomes>, home: HomeId) -> Result<Option<HomeEntry>, LedgerError> {
        let row = maybe!(self.conn, HomeRow, ONE, home.0)?.filter(|row| row.body == permit.body().0);
        row.map(|row| self.home(row)).transpose()
    }

    /// The home that a room is in, where it is one of the officer's body and still on the list.
    /// # Errors
    /// As [`Reading::homes`].
    pub async fn home_of_room(&mut self, permit: &HomesPermit<SeeHomes>, room: RoomId) -> Result<Option<HomeEntry>, LedgerError> {
        let Some((home,)) = maybe!(self.conn, (Uuid,), OF_ROOM, room.0)? else { return Ok(None) };
        let found = self.one_home(permit, HomeId(home)).await?;
        Ok(found.filter(|one| one.withdrawn.is_none() && one.home.room(room).is_some()))
    }
}

impl Tx {
    /// Adds a home to the list.
    /// # Errors
    /// [`LedgerError::Taken`] where the reference is taken; nothing was kept.
    pub async fn add_home(
        &mut self,
        permit: &HomesPermit<KeepHomes>,
        (id, reference): (HomeId, &str),
        home: &Home,
        kept_place: Option<&KeptPlace>,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let details = self.sealed_home(id, home)?;
        let there = match kept_place {
            Some(kept_place) => Some(self.sealed_place(id, kept_place).await?),
            None => None,
        };
        let act = format!("officer {} adds home {id}, {}", permit.officer(), mark(&details));
        run!(self.conn, ADD, id.0, reference, permit.body().0, permit.team().0, details, there)?;
        self.keep_rooms(id, home).await?;
        self.note_key_act(&act, now).await
    }

    /// Changes what a home is like, and where it is where that was typed anew.
    /// # Errors
    /// Nothing was kept.
    pub async fn change_home(
        &mut self,
        permit: &HomesPermit<KeepHomes>,
        id: HomeId,
        home: &Home,
        kept_place: Option<&KeptPlace>,
        now: Timestamp,
    ) -> Result<Kept, LedgerError> {
        if !self.is_theirs(permit, id).await? {
            return Ok(Kept::NotThere);
        }
        let details = self.sealed_home(id, home)?;
        let act = format!("officer {} changes home {id}, {}", permit.officer(), mark(&details));
        if run!(self.conn, CHANGE, id.0, details)? == 0 {
            return Ok(Kept::NotThere);
        }
        if let Some(kept_place) = kept_place {
            let there = self.sealed_place(id, kept_place).await?;
            run!(self.conn, MOVE, id.0, there)?;
            self.note_key_act(&format!("officer {} says anew where home {id} is", permit.officer()), now).await?;
        }
        self.keep_rooms(id, home).await?;
        self.note_key_act(&act, now).await?;
        Ok(Kept::Kept)
    }

    /// Takes a home off the list. Whoever lives there stays on file with it.
    /// # Errors
    /// Nothing was kept.
    pub async fn withdraw_home(
        &mut self,
        permit: &HomesPermit<KeepHomes>,
        id: HomeId,
        now: Timestamp,
    ) -> Result<Kept, LedgerError> {
        if !self.is_theirs(permit, id).await? || run!(self.conn, WITHDRAW, id.0, now.as_microsecond())? == 0 {
            return Ok(Kept::NotThere);
        }
        self.note_key_act(&format!("officer {} withdraws home {id}", permit.officer()), now).await?;
        Ok(Kept::Kept)
    }

    async fn is_theirs(&mut self, permit: &HomesPermit<KeepHomes>, id: HomeId) -> Result<bool, LedgerError> {
        Ok(maybe!(self.conn, HomeRow, ONE, id.0)?.is_some_and(|row| row.body == permit.body().0))
    }

    fn sealed_home(&self, id: HomeId, home: &Home) -> Result<Vec<u8>, LedgerError> {
        let plain = serde_json::to_vec(home).map_err(LedgerError::NotSealed)?;
        Ok(self.ledger.vault().house().seal(&place("home", id.0, "details"), &plain)?)
    }

    async fn sealed_place(&mut self, id: HomeId, kept_place: &KeptPlace) -> Result<Vec<u8>, LedgerError> {
        let key = self.home_key(id).await?;
        let plain = serde_json::to_vec(kept_place).map_err(LedgerError::NotSealed)?;
        Ok(key.seal(&where_it_is(id), &plain)?)
    }

    async fn home_key(&mut self, id: HomeId) -> Result<DataKey, LedgerError> {
        if let Some(key) = self.person_key(PersonId(id.0)).await? {
            return Ok(key);
        }
        let (key, wrapped) = self.ledger.vault().new_key(Owner::Person(id.0.into_bytes()))?;
        let version = i64::from(Vault::version_of(&wrapped));
        run!(self.conn, KEEP_KEY, id.0, Uuid::nil(), wrapped, version)?;
        Ok(key)
    }

    /// In which home each room is. A room keeps its home for good: facts point to it.
    async fn keep_rooms(&mut self, id: HomeId, home: &Home) -> Result<(), LedgerError> {
        let rooms: Vec<Uuid> = home.rooms.iter().map(|room| room.id.0).collect();
        insert_many!(self.conn, "INSERT INTO home_room (room, home)", "ON CONFLICT DO NOTHING", rooms, |row| [*row, id.0])?;
        Ok(())
    }
}

/// How often it is tried again where somebody else writes into the chain of the house at the same moment.
const TRIES: u32 = 6;

impl Ledger {
    /// Reads out where a home is. The look is in the chain of the house before the words are given.
    /// # Errors
    /// The second factor is no longer fresh; or the look could not be kept: then nothing is shown.
    pub async fn open_home(
        &self,
        permit: &HomesPermit<OpenHome>,
        home: HomeId,
        purpose: LookPurpose,
        now: Timestamp,
    ) -> Result<Option<KeptPlace>, LedgerError> {
        let act = format!("officer {} reads where home {home} is, {}", permit.officer(), purpose.code());
        let mut tries = 1;
        loop {
            match self.try_open_home(permit, home, &act, now).await {
                Err(LedgerError::Taken | LedgerError::Busy) if tries < TRIES => tries += 1,
                done => return done,
            }
        }
    }

    async fn try_open_home(
        &self,
        permit: &HomesPermit<OpenHome>,
        home: HomeId,
        act: &str,
        now: Timestamp,
    ) -> Result<Option<KeptPlace>, LedgerError> {
        self.may_write()?;
        let mut tx = self.begin("read where a home is").await?;
        let row = maybe!(tx.conn, HomeRow, ONE, home.0)?.filter(|row| row.body == permit.body().0);
        let Some(sealed) = row.and_then(|row| row.place) else { return Ok(None) };
        let Some(key) = tx.person_key(PersonId(home.0)).await? else { return Ok(None) };
        let opened = key.open(&where_it_is(home), &sealed)?;
        let read = serde_json::from_slice(opened.bytes()).map_err(LedgerError::NotSealed)?;
        tx.note_key_act(act, now).await?;
        tx.commit().await?;
        Ok(Some(read))
    }
}
