//! Homes to let. For whom one is kept is told nowhere here: a home is free, or it is not.
//!
//! A home goes off the list in the very piece that keeps the offer of it, and back onto it in the piece that keeps her answer: nobody else can have
//! been offered it meanwhile, and nothing is left half done. Whether it may be offered to her is asked there once more, whoever asked before.

use access::{HomesPermit, KeepHomes, Permit, ReadFile, SeeHomes};
use casefile::allocations::first_look::{kept, offered_from, was_told_first};
use casefile::allocations::scheme::Scheme;
use casefile::allocations::shortlist::Home;
use casefile::calendar::london_date;
use casefile::file::CaseFile;
use casefile::ids::{BodyId, FileId, VacancyId};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::place;
use crate::LedgerError;
use crate::journal::Loaded;
use crate::store::batch::later;
use crate::store::sql::{all, maybe, row, run, statements};
use crate::store::tx::{Reading, Tx};

statements! {
    ENTER = "INSERT INTO vacancy (id, body, entered, told, free, gone, sealed) VALUES ($1, $2, $3, NULL, 1, NULL, $4) ON CONFLICT DO NOTHING";
    FREE = "SELECT id, body, entered, told, free, gone, sealed FROM vacancy WHERE body = $1 AND free = 1 AND gone IS NULL ORDER BY entered, id LIMIT 500";
    ONE = "SELECT id, body, entered, told, free, gone, sealed FROM vacancy WHERE id = $1 AND body = $2 AND free = 1 AND gone IS NULL";
    ANY = "SELECT id, body, entered, told, free, gone, sealed FROM vacancy WHERE id = $1 AND body = $2";
    TAKE_OFF = "UPDATE vacancy SET gone = $3 WHERE id = $1 AND body = $2 AND free = 1 AND gone IS NULL";
    // Where somebody else has been quicker, this has no number to write, which the database refuses.
    TAKE = "UPDATE vacancy SET free = CASE WHEN free = 1 AND gone IS NULL THEN 0 END WHERE id = $1 AND body = $2";
    PUT_BACK = "UPDATE vacancy SET free = 1 WHERE id = $1 AND body = $2 AND free = 0";
    TO_BE_TOLD = "SELECT id, body, entered, told, free, gone, sealed FROM vacancy WHERE told IS NULL AND gone IS NULL ORDER BY entered, id LIMIT 50";
    ALL_FREE = "SELECT id, body, entered, told, free, gone, sealed FROM vacancy WHERE free = 1 AND gone IS NULL ORDER BY body, entered, id LIMIT 2000";
    TOLD = "UPDATE vacancy SET told = $2 WHERE id = $1 AND told IS NULL";
}

row! {
    struct VacancyRow {
        id: Uuid,
        body: Uuid,
        entered: i64,
        told: Option<i64>,
        free: i64,
        gone: Option<i64>,
        sealed: Vec<u8>,
    }
}

/// A home to let.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vacancy {
    /// Its number on the list.
    pub id: VacancyId,
    /// Whose list it is on.
    pub body: BodyId,
    /// When it came on.
    pub entered: Timestamp,
    /// When those had been told of it whose files stand on no list. Until then nobody is offered it.
    pub told: Option<Timestamp>,
    /// Whether it is on the list, and kept for nobody.
    pub free: bool,
    /// The home.
    pub home: Home,
}

impl Vacancy {
    /// The first day on which it may be offered to anybody; `None` while those who come first have not been told.
    pub fn offered_from(&self, scheme: &Scheme) -> Option<Date> {
        self.told.map(|told| offered_from(scheme, london_date(told)))
    }
}

impl Reading {
    fn vacancy_of(&self, row: &VacancyRow) -> Result<Vacancy, LedgerError> {
        let opened = self.ledger.vault().house().open(&place("vacancy", row.id, "home"), &row.sealed)?;
        let moment = |at| Timestamp::from_microsecond(at).unwrap_or(Timestamp::MIN);
        Ok(Vacancy {
            id: VacancyId(row.id),
            body: BodyId(row.body),
            entered: moment(row.entered),
            told: row.told.map(moment),
            free: row.free == 1 && row.gone.is_none(),
            home: serde_json::from_slice(opened.bytes()).map_err(LedgerError::NotSealed)?,
        })
    }

    /// The homes that the officer's body may offer, the longest on the list first: at most five hundred.
    /// # Errors
    /// The database does not answer, or a home does not open.
    pub async fn vacancies(&mut self, permit: &HomesPermit<SeeHomes>) -> Result<Vec<Vacancy>, LedgerError> {
        let rows = all!(self.conn, VacancyRow, FREE, permit.body().0)?;
        rows.iter().map(|row| self.vacancy_of(row)).collect()
    }

    /// One of [`Reading::vacancies`]; `None` where it is not there, was taken, or is another body's: nobody can tell which.
    /// # Errors
    /// As [`Reading::vacancies`].
    pub async fn vacancy(&mut self, permit: &HomesPermit<SeeHomes>, id: VacancyId) -> Result<Option<Vacancy>, LedgerError> {
        let row = maybe!(self.conn, VacancyRow, ONE, id.0, permit.body().0)?;
        row.map(|row| self.vacancy_of(&row)).transpose()
    }

    /// What staff call a home of their own body that was told to a file, or is kept for it, on the list or not.
    /// # Errors
    /// As [`Reading::vacancies`].
    pub async fn home_told(
        &mut self,
        permit: &Permit<ReadFile>,
        body: BodyId,
        id: VacancyId,
    ) -> Result<Option<Vacancy>, LedgerError> {
        let file = self.file(permit).await?;
        if !was_told_first(&file, id) && !kept(&file).contains_key(&id) {
            return Ok(None);
        }
        let row = maybe!(self.conn, VacancyRow, ANY, id.0, body.0)?;
        row.map(|row| self.vacancy_of(&row)).transpose()
    }

    /// Homes that nobody has gone through yet for those whose files stand on no list. For the worker.
    /// # Errors
    /// As [`Reading::vacancies`].
    pub async fn vacancies_to_tell(&mut self) -> Result<Vec<Vacancy>, LedgerError> {
        let rows = all!(self.conn, VacancyRow, TO_BE_TOLD)?;
        rows.iter().map(|row| self.vacancy_of(row)).collect()
    }

    /// Every home that is on a list now. For the worker.
    /// # Errors
    /// As [`Reading::vacancies`].
    pub async fn all_vacancies(&mut self) -> Result<Vec<Vacancy>, LedgerError> {
        let rows = all!(self.conn, VacancyRow, ALL_FREE)?;
        rows.iter().map(|row| self.vacancy_of(row)).collect()
    }

    /// Whether a home may be offered to whoever a file is about. What does not fit, what is not safe and what was taken have one answer.
    /// # Errors
    /// The database does not answer, or a row does not open.
    pub async fn may_be_offered(&mut self, permit: &Permit<ReadFile>, home: &Vacancy, today: Date) -> Result<bool, LedgerError> {
        let file = self.file(permit).await?;
        self.is_for(permit.file(), &file, home, today).await
    }

    async fn is_for(&mut self, id: FileId, file: &CaseFile, home: &Vacancy, today: Date) -> Result<bool, LedgerError> {
        let standards = self.ledger.standards();
        let from = home.offered_from(standards.schemes.of(home.body, today));
        // Whoever was told of it first may have it at once; for everybody else it is not there yet.
        let soon = was_told_first(file, home.id) || from.is_some_and(|from| today >= from);
        Ok(self.fits(id, home, today).await? && soon)
    }
}

impl Tx {
    /// Puts a home on the list. Put on twice with one number, it is there once. It stands in the chain of the house who did.
    /// # Errors
    /// Nothing was kept.
    pub async fn enter_vacancy(
        &mut self,
        permit: &HomesPermit<KeepHomes>,
        id: VacancyId,
        home: &Home,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let plain = serde_json::to_vec(home).map_err(LedgerError::NotSealed)?;
        let sealed = self.ledger.vault().house().seal(&place("vacancy", id.0, "home"), &plain)?;
        if run!(self.conn, ENTER, id.0, permit.body().0, now.as_microsecond(), sealed)? == 0 {
            return Ok(());
        }
        self.note_key_act(&format!("officer {} puts home {id} on the lettings list", permit.officer()), now).await
    }

    /// Takes a home off the list. False where it was not there to be taken.
    /// # Errors
    /// Nothing was changed.
    pub async fn take_vacancy_off(
        &mut self,
        permit: &HomesPermit<KeepHomes>,
        id: VacancyId,
        now: Timestamp,
    ) -> Result<bool, LedgerError> {
        if run!(self.conn, TAKE_OFF, id.0, permit.body().0, now.as_microsecond())? == 0 {
            return Ok(false);
        }
        self.note_key_act(&format!("officer {} takes home {id} off the lettings list", permit.officer()), now).await?;
        Ok(true)
    }

    /// Notes that those have been told whose files stand on no list.
    /// # Errors
    /// Nothing was changed.
    pub async fn note_vacancy_told(&mut self, id: VacancyId, now: Timestamp) -> Result<(), LedgerError> {
        run!(self.conn, TOLD, id.0, now.as_microsecond()).map(|_| ())
    }
}

/// Takes homes off the list that are kept for somebody with what is recorded now, and puts those back that she does not take.
pub(crate) async fn take_kept_homes(tx: &mut Tx, before: &Loaded, after: &Loaded) -> Result<(), LedgerError> {
    let (was, is) = (kept(&before.file), kept(&after.file));
    if was == is {
        return Ok(());
    }
    let today = after.file.recorded().next_back().map_or(Date::MIN, |fact| london_date(fact.recorded));
    for (id, team) in is.iter().filter(|(id, _)| !was.contains_key(id)) {
        let Some(body) = after.file.services().body(*team) else { continue };
        let row = maybe!(tx.conn, VacancyRow, ONE, id.0, body.0)?;
        let home = row.map(|row| tx.vacancy_of(&row)).transpose()?.ok_or(LedgerError::RoomTaken)?;
        if !tx.is_for(after.id, &before.file, &home, today).await? {
            return Err(LedgerError::RoomTaken);
        }
        later!(tx, TAKE, id.0, body.0)?;
    }
    for (id, team) in was.iter().filter(|(id, _)| !is.contains_key(id)) {
        let Some(body) = after.file.services().body(*team) else { continue };
        later!(tx, PUT_BACK, id.0, body.0)?;
    }
    Ok(())
}
