//! Opening a file, as it is or as it was known on a day; having sealed words read out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use access::{Ground, OpenSealed, Purpose, ReadFile, Role, SeeLooks};
use casefile::confidentiality::is_for_guardians;
use casefile::facts::LookPurpose;
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId};
use casefile::obligations::{Obligation, Standards, derive};
use jiff::civil::{Date, DateTime};
use ledger::{LookedAt, Reading};

use crate::{CannotAct, Desk};

/// A file that an officer has opened.
#[derive(Clone)]
pub struct Opened {
    /// Which.
    pub id: FileId,
    /// The file, folded: as colleagues see it. What is for reviewers alone is left out here, and so on every page and for every program.
    pub file: Arc<CaseFile>,
    /// The end of its journal: hand it back with what is sent, and a change in between is noticed.
    pub seq: u64,
    /// Everything that is or was owed in it.
    pub owed: Vec<Obligation>,
    /// The moment, by London's clock, at which it is looked at: now, or the end of the day as known on which it is shown.
    pub at: DateTime,
    /// Whether the officer may only read it, because it was opened in an emergency: nothing of it is printed or handed to a program.
    pub in_emergency: bool,
    standards: Arc<Standards>,
}

impl Opened {
    /// The same file as it was known at the end of an earlier day.
    pub fn as_known_on(&self, day: Date) -> Self {
        let file = Arc::new(self.file.as_known_on(day));
        let owed = told(derive(&file, &self.standards));
        Self { file, owed, at: day.at(23, 59, 59, 0).min(self.at), ..self.clone() }
    }
}

/// Sealed words, read out.
pub struct Revealed(vault::Opened);

impl Revealed {
    pub(crate) const fn of(opened: vault::Opened) -> Self {
        Self(opened)
    }

    /// The words, to be shown to the officer who asked and to nobody else.
    pub fn words(&self) -> &str {
        self.0.text().unwrap_or("(these words cannot be shown as text)")
    }
}

/// Without what privacy officers owe, of which nobody else is told.
fn told(mut owed: Vec<Obligation>) -> Vec<Obligation> {
    owed.retain(|one| !is_for_guardians(one.rule.id));
    owed
}

impl Desk {
    /// Opens a file.
    /// # Errors
    /// [`CannotAct::NoSuchFile`], for a file that is not there and for one that this officer may not know of.
    pub async fn open(&self, file: FileId) -> Result<Opened, CannotAct> {
        self.open_in(&mut self.house.ledger().read().await?, file).await
    }

    /// Opens several files as they are at one moment. Those that this officer may not open are left out.
    /// # Errors
    /// A file cannot be read, or the ledger does not answer.
    pub async fn open_each(&self, files: &BTreeSet<FileId>) -> Result<BTreeMap<FileId, Opened>, CannotAct> {
        let mut reading = self.house.ledger().read().await?;
        let mut opened = BTreeMap::new();
        for &file in files {
            match self.open_in(&mut reading, file).await {
                Ok(one) => drop(opened.insert(file, one)),
                Err(CannotAct::NoSuchFile | CannotAct::NotYourRole) => {}
                Err(problem) => return Err(problem),
            }
        }
        Ok(opened)
    }

    async fn open_in(&self, reading: &mut Reading, file: FileId) -> Result<Opened, CannotAct> {
        let guard = reading.guard(file).await?;
        let permit = access::permit::<ReadFile>(&self.asking(Purpose::Casework), guard.as_ref())?;
        let in_emergency = permit.ground() == Some(Ground::Emergency);
        let folded = reading.file(&permit).await?;
        let seq = reading.seq(&permit).await?;
        let standards = self.house.ledger().standards();
        let owed = told(derive(&folded, &standards));
        let folded = folded.for_colleagues().map_or(folded, Arc::new);
        Ok(Opened { id: file, file: folded, seq, owed, at: self.house.wall(), in_emergency, standards })
    }

    /// The file that has a reference, if this officer may open it.
    /// # Errors
    /// As [`Desk::open`].
    pub async fn open_by_reference(&self, reference: &str) -> Result<Opened, CannotAct> {
        let found = self.house.ledger().read().await?.file_by_reference(reference.trim()).await?;
        // An unknown reference takes the same way as a file that may not be opened.
        self.open(found.unwrap_or(FileId(uuid::Uuid::nil()))).await
    }

    /// Has one sealed field of a fact read out. The look is in the journal before the words are given.
    /// # Errors
    /// No such file, fact or field; no purpose; or the look could not be kept, and then nothing is shown.
    pub async fn reveal(&self, file: FileId, fact: FactId, field: &str, purpose: LookPurpose) -> Result<Revealed, CannotAct> {
        let mut all = self.reveal_all(file, &[(fact, field)], purpose).await?;
        all.pop().ok_or(CannotAct::NoSuchFile)
    }

    /// Has several sealed fields of one file read out for one purpose, in the order asked for.
    /// # Errors
    /// As [`Desk::reveal`]; where one cannot be opened, none is.
    pub async fn reveal_all(
        &self,
        file: FileId,
        wanted: &[(FactId, &str)],
        purpose: LookPurpose,
    ) -> Result<Vec<Revealed>, CannotAct> {
        let guard = self.house.ledger().read().await?.guard(file).await?;
        let permit = access::permit::<OpenSealed>(&self.asking(Purpose::Casework), guard.as_ref())?;
        let opened = self.house.ledger().reader().open_all(&permit, wanted, purpose, self.house.now()).await?;
        Ok(opened.into_iter().map(Revealed).collect())
    }

    /// Who looked at sealed information in a file, latest first, with the file's reference; `before` is the place to go on from. That the officer
    /// read this is on record too.
    /// # Errors
    /// No such file, or not theirs to see.
    pub async fn who_looked(&self, file: FileId, before: Option<u64>, limit: u32) -> Result<(String, Vec<LookedAt>), CannotAct> {
        let purpose = if self.officer.role == Role::PrivacyOfficer { Purpose::Information } else { Purpose::Oversight };
        let guard = self.house.ledger().read().await?.guard(file).await?;
        let permit = access::permit::<SeeLooks>(&self.asking(purpose), guard.as_ref())?;
        Ok(self.house.ledger().reader().looks(&permit, before, limit, purpose.label(), self.house.now()).await?)
    }
}
