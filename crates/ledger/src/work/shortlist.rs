//! Who comes next for a home: those whom the viewer may know of, in the order of the scheme. That a list was looked at, and whom it showed, stands
//! in the chain of the house before it is told, as a search does: somebody who enters homes to see who is left out leaves a trail.

use access::{HomesPermit, HousePermit, Permit, Purpose, ReadFile, SearchPeople, SeeHomes};
use casefile::allocations::applicant::Applicant;
use casefile::allocations::scheme::Scheme;
use casefile::ids::{BodyId, FileId};
use casefile::private::Unprinted;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;
use vault::ClassKey;

use super::SEARCHES;
use super::display_name;
use super::viewer::{Viewer, shown, tied};
use crate::house::Vacancy;
use crate::store::sql::{all, maybe, row, statements};
use crate::store::tx::Reading;
use crate::views::applicants::{mark, open, opener};
use crate::{Ledger, LedgerError};

statements! {
    // Who waits at a body, save those of whom the viewer may not know. They are read whole: what decides is sealed.
    WAITING = concat!(
        "SELECT a.file, a.body, a.sealed FROM applicant a WHERE a.body = $1 AND ",
        shown!("a.file", "$2", "$3", "$4"), " AND ", tied!("a.file", "$2", "$3", "$5", "$6"));
    // Those of whom somebody at the body may not know: only named staff may open their files, somebody is kept out, or the lettings team is no
    // party to it.
    UNLISTED = "SELECT a.file, a.body, a.sealed FROM applicant a WHERE a.body = $1 AND (\
        EXISTS (SELECT 1 FROM file_restricted r WHERE r.file = a.file) OR EXISTS (SELECT 1 FROM file_bar b WHERE b.file = a.file) \
        OR NOT EXISTS (SELECT 1 FROM file_team t JOIN team o ON o.id = t.team WHERE t.file = a.file AND o.body = a.body \
        AND (o.function = 'allocations' OR (o.function = 'housing' \
        AND NOT EXISTS (SELECT 1 FROM team x WHERE x.body = a.body AND x.function = 'allocations')))))";
    OF_FILE = "SELECT file, body, sealed FROM applicant WHERE file = $1 AND body = $2";
    NAMED = "SELECT f.reference, f.wrapped_key, s.name FROM file f JOIN file_summary s ON s.file = f.id WHERE f.id = $1";
}

row! {
    struct WaitingRow {
        file: Uuid,
        body: Uuid,
        sealed: Vec<u8>,
    }
}

row! {
    struct NameRow {
        reference: String,
        wrapped_key: Option<Vec<u8>>,
        name: Option<Vec<u8>>,
    }
}

/// How many stand on a shortlist.
pub const ON_A_SHORTLIST: usize = 25;

/// Somebody on a shortlist.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The file.
    pub file: FileId,
    /// Its neutral reference.
    pub reference: String,
    /// What the survivor is called.
    pub name: Option<Unprinted>,
    /// The application.
    pub applicant: Applicant,
}

/// What came of looking who comes next.
#[derive(Debug, Clone)]
pub enum Shortlisted {
    /// Those who come next, of those whom the viewer may know of: at most [`ON_A_SHORTLIST`].
    These(Vec<Candidate>),
    /// Too many lists and searches in a short time.
    TooOften,
}

impl Ledger {
    /// Who comes next for a home, of those whom the viewer may know of. That somebody looked, and whom they saw, is kept before anything is told.
    /// # Errors
    /// It could not be kept, the database does not answer, or a row does not open: then nothing is told.
    pub async fn shortlist(
        &self,
        (sees, searches): (&HomesPermit<SeeHomes>, &HousePermit<SearchPeople>),
        viewer: &Viewer,
        vacancy: &Vacancy,
        now: Timestamp,
    ) -> Result<Shortlisted, LedgerError> {
        let today = casefile::calendar::london_date(now);
        let standards = self.standards();
        let scheme = standards.schemes.of(vacancy.body, today);
        let found = self.read().await?.who_comes_next(sees, viewer, vacancy, scheme, today).await?;
        let shown: Vec<FileId> = found.iter().map(|one| one.file).collect();
        let kinds = format!("the shortlist of home {}", vacancy.id);
        let count = self.keep_search(searches.officer(), Purpose::Casework, &kinds, &shown, now).await?;
        Ok(if count > SEARCHES { Shortlisted::TooOften } else { Shortlisted::These(found) })
    }

    /// Writes down that somebody asked whether one home may be offered to whoever a file is about, before they are told. False where they have
    /// asked too often in a short time.
    /// # Errors
    /// It could not be kept: then nothing is told.
    pub async fn note_asked_for_a_home(
        &self,
        permit: &Permit<ReadFile>,
        searches: &HousePermit<SearchPeople>,
        vacancy: &Vacancy,
        now: Timestamp,
    ) -> Result<bool, LedgerError> {
        let kinds = format!("whether home {} may be offered", vacancy.id);
        Ok(self.keep_search(searches.officer(), Purpose::Casework, &kinds, &[permit.file()], now).await? <= SEARCHES)
    }
}

impl Reading {
    async fn who_comes_next(
        &mut self,
        _: &HomesPermit<SeeHomes>,
        viewer: &Viewer,
        vacancy: &Vacancy,
        scheme: &Scheme,
        today: Date,
    ) -> Result<Vec<Candidate>, LedgerError> {
        if !<ReadFile as access::Act>::INFO.roles.contains(&viewer.role()) {
            return Ok(Vec::new());
        }
        let (who, day, on_call) = (viewer.id().0, viewer.today.as_str(), viewer.on_call());
        let rows = all!(self.conn, WaitingRow, WAITING, vacancy.body.0, who, day, on_call, viewer.team(), viewer.ladder())?;
        let mut fitting = self.fitting(&rows, vacancy, today)?;
        fitting.sort_by_cached_key(|(_, applicant)| vacancy.home.order(applicant, scheme));
        fitting.truncate(ON_A_SHORTLIST);
        let mut candidates = Vec::with_capacity(fitting.len());
        for (file, applicant) in fitting {
            let Some(named) = maybe!(self.conn, NameRow, NAMED, file.0)? else { continue };
            let name = display_name(self.ledger.vault(), file.0, named.wrapped_key.as_deref(), named.name.as_deref());
            candidates.push(Candidate { file, reference: named.reference, name, applicant });
        }
        Ok(candidates)
    }

    /// Those whom a home fits and whose files stand on no list of somebody at the body. For the worker alone: it tells their own files.
    /// # Errors
    /// The database does not answer, or a row does not open.
    pub async fn unlisted_for(&mut self, vacancy: &Vacancy, today: Date) -> Result<Vec<(FileId, Applicant)>, LedgerError> {
        let rows = all!(self.conn, WaitingRow, UNLISTED, vacancy.body.0)?;
        self.fitting(&rows, vacancy, today)
    }

    /// Whether a home fits whoever a file is about.
    pub(crate) async fn fits(&mut self, file: FileId, vacancy: &Vacancy, today: Date) -> Result<bool, LedgerError> {
        let row = maybe!(self.conn, WaitingRow, OF_FILE, file.0, vacancy.body.0)?;
        Ok(!self.fitting(row.as_slice(), vacancy, today)?.is_empty())
    }

    fn fitting(&self, rows: &[WaitingRow], vacancy: &Vacancy, today: Date) -> Result<Vec<(FileId, Applicant)>, LedgerError> {
        let key = opener(self.ledger.vault());
        rows.iter().filter_map(|row| self.one_fitting(&key, row, vacancy, today).transpose()).collect()
    }

    fn one_fitting(
        &self,
        key: &ClassKey,
        row: &WaitingRow,
        vacancy: &Vacancy,
        today: Date,
    ) -> Result<Option<(FileId, Applicant)>, LedgerError> {
        let kept = open(key, row.file, row.body, &row.sealed)?;
        let file = FileId(row.file);
        let fits = vacancy.home.fits(&kept.applicant, today)
            && !kept.marks.contains(&mark(self.ledger.vault(), file, &vacancy.home.area));
        Ok(fits.then_some((file, Applicant { body: Some(BodyId(row.body)), ..kept.applicant })))
    }
}
