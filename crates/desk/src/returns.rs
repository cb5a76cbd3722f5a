//! The national return at the desk: which cases come into a quarter, what each lacks, and the files that leave.
//!
//! A manager sees the cases whose files they may open, and no number tells of others. The whole return, with files that only named staff may open, is
//! made by whoever runs the server ([`House::whole_return`]).

use access::{Ground, MakeReturns, Purpose, ReadFile, team_permit};
use casefile::commands::AnswerReturn;
use casefile::facts::Function;
use casefile::file::CaseFile;
use casefile::ids::{BodyId, FileId};
use casefile::returns::{self, Return};
use interchange::hclic::{self, Case, Elements, Export, Mapping, Quarter, Table, Trigger, Unmapped, triggers};
use jiff::civil::Date;
use ledger::{Taken, TakesReturn};

use crate::{Asks, CannotAct, Desk, Directory, House};

impl Asks for AnswerReturn {
    type Act = access::RecordFact;
}

/// How many files a page looks through. The command line has no such end.
pub const MOST_FILES: u32 = 3_000;

/// How many files are read in one go.
const HANDFUL: usize = 200;

/// What a partnership has loaded for its returns.
#[derive(Debug, Clone)]
pub struct ReturnKit {
    /// The official codes.
    pub mapping: Mapping,
    /// The version of the standard that is returned.
    pub version: String,
    /// What the parts are called in the files that leave.
    pub elements: Elements,
}

/// A case that comes into the return of a quarter.
#[derive(Debug, Clone)]
pub struct ReturnLine {
    /// Its file.
    pub file: FileId,
    /// The record, with what is missing and what is wrong.
    pub returned: Return,
    /// What brings it in.
    pub because: Vec<(Date, Trigger)>,
}

/// The return of a quarter.
#[derive(Debug, Clone)]
pub struct QuarterReturn {
    /// Which quarter.
    pub quarter: Quarter,
    /// Up to which day it counts: its last, or today where it still runs.
    pub until: Date,
    /// The cases that come in, by their identifiers.
    pub lines: Vec<ReturnLine>,
    /// The published tables, counted again.
    pub tables: Vec<Table>,
    /// Whether there are more files than were looked through.
    pub more: bool,
}

impl QuarterReturn {
    fn of(quarter: Quarter, until: Date) -> Self {
        Self { quarter, until, lines: Vec::new(), tables: Vec::new(), more: false }
    }

    /// The records that leave.
    pub fn cases(&self) -> Vec<Case> {
        self.lines.iter().map(|line| line.returned.case.clone()).collect()
    }

    /// Writes it with official codes.
    /// # Errors
    /// [`Unmapped`] lists what has no official code.
    pub fn export(&self, kit: &ReturnKit) -> Result<Export, Unmapped> {
        hclic::export(&self.cases(), &kit.mapping, &kit.version, self.quarter.last(), &kit.elements)
    }
}

/// What one file adds: cases that come in, and every case that the tables may count.
fn add(found: &mut QuarterReturn, counted: &mut Vec<Case>, id: FileId, file: &CaseFile, body: BodyId) {
    let team = file.services().all().iter().find(|one| one.body == body && file.services().does(one.team, Function::Housing));
    let Some(team) = team else { return };
    for returned in returns::all(file, team.team, found.until) {
        let because: Vec<_> = triggers(&returned.case).into_iter().filter(|(on, _)| found.quarter.has(*on)).collect();
        counted.push(returned.case.clone());
        if !because.is_empty() {
            found.lines.push(ReturnLine { file: id, returned, because });
        }
    }
}

fn finish(mut found: QuarterReturn, counted: &[Case]) -> QuarterReturn {
    found.lines.sort_by(|one, other| one.returned.case.id.cmp(&other.returned.case.id));
    found.tables = hclic::tables(counted, found.quarter);
    found
}

impl House {
    /// Gives a house what it needs for its returns. Once.
    pub fn give_return_kit(&self, kit: ReturnKit) {
        let _ = self.0.return_kit.set(kit);
    }

    /// Writes down that the whole return leaves, before it does.
    /// # Errors
    /// It could not be kept: then nothing may leave.
    pub async fn note_whole_return(&self, body: BodyId, found: &QuarterReturn) -> Result<(), CannotAct> {
        let quarter = found.quarter.to_string();
        let taken = Taken { body, quarter: &quarter, form: "files", cases: found.lines.len() };
        Ok(self.ledger().note_return_taken(TakesReturn::WhoeverRunsTheServer, taken, self.now()).await?)
    }

    /// What the partnership has loaded for its returns; `None` while it has loaded nothing.
    pub fn return_kit(&self) -> Option<&ReturnKit> {
        self.0.return_kit.get()
    }

    /// The whole return of a housing authority, every file of it, for whoever runs the server.
    /// # Errors
    /// A file cannot be read, or the ledger does not answer.
    pub async fn whole_return(&self, body: BodyId, quarter: Quarter) -> Result<QuarterReturn, CannotAct> {
        let mut found = QuarterReturn::of(quarter, quarter.last().min(self.today()));
        let mut counted = Vec::new();
        let ids = self.ledger().read().await?.files_for_return(body, quarter.first(), quarter.last(), u32::MAX).await?;
        // A reading keeps what it has read; a new one for each handful keeps little.
        for some in ids.chunks(HANDFUL) {
            let mut reading = self.ledger().read().await?;
            for id in some {
                let file = reading.file(&access::house::whole_return(*id)).await?;
                add(&mut found, &mut counted, *id, &file, body);
            }
        }
        Ok(finish(found, &counted))
    }
}

impl Desk {
    /// Whether the officer makes returns: a manager of a housing team.
    pub fn makes_returns(&self, directory: &Directory) -> bool {
        let does = directory.team(self.officer.team).map_or(Function::Other, |team| team.function);
        matches!(does, Function::Housing | Function::Allocations)
            && team_permit::<MakeReturns>(&self.officer, self.officer.team, self.officer.body).is_ok()
    }

    /// Writes down that what a manager sees of a return leaves, in which form, before it does.
    /// # Errors
    /// Not a manager of a housing team; or it could not be kept: then nothing may leave.
    pub async fn note_return(&self, found: &QuarterReturn, form: &str) -> Result<(), CannotAct> {
        let permit = team_permit::<MakeReturns>(&self.officer, self.officer.team, self.officer.body)?;
        let quarter = found.quarter.to_string();
        let taken = Taken { body: self.officer.body, quarter: &quarter, form, cases: found.lines.len() };
        Ok(self.house.ledger().note_return_taken(TakesReturn::Manager(&permit), taken, self.house.now()).await?)
    }

    /// The return of a quarter, of the files of the officer's own authority that the officer may open.
    /// # Errors
    /// Not a manager of a housing team; a file cannot be read, or the ledger does not answer.
    pub async fn quarter_return(&self, quarter: Quarter) -> Result<QuarterReturn, CannotAct> {
        if !self.makes_returns(&self.house.directory().await?) {
            return Err(CannotAct::NotYourRole);
        }
        let body = self.officer.body;
        let mut found = QuarterReturn::of(quarter, quarter.last().min(self.house.today()));
        let mut counted = Vec::new();
        let mut ids =
            self.house.ledger().read().await?.files_for_return(body, quarter.first(), quarter.last(), MOST_FILES + 1).await?;
        let most = usize::try_from(MOST_FILES).unwrap_or(usize::MAX);
        let mut opened = 0_usize;
        let cut = ids.len() > most;
        ids.truncate(most);
        for some in ids.chunks(HANDFUL) {
            let mut reading = self.house.ledger().read().await?;
            for id in some {
                let guard = reading.guard(*id).await?;
                let Ok(permit) = access::permit::<ReadFile>(&self.asking(Purpose::Oversight), guard.as_ref()) else { continue };
                // What was opened in an emergency is read, and handed to nobody.
                if permit.ground() == Some(Ground::Emergency) {
                    continue;
                }
                opened += 1;
                let file = reading.file(&permit).await?;
                add(&mut found, &mut counted, *id, &file, body);
            }
        }
        // Whoever may open none of them is not told that there are many.
        found.more = cut && opened > 0;
        Ok(finish(found, &counted))
    }
}
