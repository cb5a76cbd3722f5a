//! Two files that may be of one survivor. Whoever records the second learns of the first only where they may open it; those who answer for the first
//! learn of the second.

use std::collections::BTreeSet;

use access::{HousePermit, Purpose, SearchPeople};
use casefile::calendar::london_time;
use casefile::facts::{LikenessDecided, LikenessFound, NewFact, When};
use casefile::file::CaseFile;
use casefile::ids::FileId;
use jiff::Timestamp;
use matching::{Details, same_person};
use uuid::Uuid;

use super::people::{Described, token};
use crate::journal::Loaded;
use crate::store::sql::{all, statements};
use crate::store::tx::Reading;
use crate::work::{FileLine, Viewer};
use crate::{Ledger, LedgerError};

statements! {
    OTHERS = "SELECT DISTINCT file FROM person_trace WHERE token = $1 AND side = 2 AND file <> $2 ORDER BY file LIMIT $3";
}

/// A detail that more survivors than these have (a common name, the number of a hostel) says nothing by itself.
const COMMON: usize = 20;

impl Reading {
    /// The files of whoever may be this survivor, with what agrees.
    pub(crate) async fn others_like(
        &mut self,
        own: FileId,
        her: &Details,
    ) -> Result<Vec<(FileId, Vec<&'static str>)>, LedgerError> {
        let most = i64::try_from(COMMON).unwrap_or(i64::MAX) + 1;
        let mut files: BTreeSet<FileId> = BTreeSet::new();
        for key in her.keys() {
            let token = token(self.ledger.vault(), &key);
            let found = all!(self.conn, (Uuid,), OTHERS, token, own.0, most)?;
            if found.len() <= COMMON {
                files.extend(found.into_iter().map(|(file,)| FileId(file)));
            }
        }
        let mut alike = Vec::new();
        for file in files {
            let loaded = match self.loaded(file).await {
                Ok(loaded) => loaded,
                Err(LedgerError::NoSuchFile | LedgerError::KeyDestroyed) => continue,
                Err(error) => return Err(error),
            };
            let people = self.described(&loaded).await?;
            let agreed = people.iter().find(|one| one.survivor).map(|one| same_person(her, &one.details));
            alike.extend(agreed.filter(|agreed| !agreed.is_empty()).map(|agreed| (file, agreed)));
        }
        Ok(alike)
    }

    /// What is to be said in other files after something about this one's people was recorded: that this one may be of the same person. Said once,
    /// and again only if more agrees than when somebody decided that it is not.
    pub(crate) async fn likenesses(
        &mut self,
        own: &Loaded,
        people: &[Described],
        now: Timestamp,
    ) -> Result<Vec<(FileId, NewFact)>, LedgerError> {
        let Some(her) = people.iter().find(|one| one.survivor) else { return Ok(Vec::new()) };
        let mut facts = Vec::new();
        for (file, agreed) in self.others_like(own.id, &her.details).await? {
            let other = self.loaded(file).await?;
            let agreed: Vec<String> = agreed.into_iter().map(str::to_owned).collect();
            if is_said(&other.file, &own.reference, &agreed) || is_said(&own.file, &other.reference, &agreed) {
                continue;
            }
            let wall = london_time(now);
            let happened = When::at(wall.date().at(wall.hour(), wall.minute(), 0, 0));
            facts.push((file, NewFact::new(happened, LikenessFound { reference: own.reference.clone(), agreed })));
        }
        Ok(facts)
    }
}

/// Whether a file says already that another may be of the same person, and nothing more agrees now than when it was decided that it is not.
fn is_said(file: &CaseFile, reference: &str, agreed: &[String]) -> bool {
    file.each::<LikenessFound>().filter(|(_, it)| it.reference == reference).any(|(fact, it)| {
        let decided = file.each::<LikenessDecided>().find(|(_, decided)| decided.likeness == fact.id);
        decided.is_none_or(|(_, decided)| decided.same) || agreed.iter().all(|one| it.agreed.contains(one))
    })
}

impl Ledger {
    /// The files that a viewer may open and whose survivor may be somebody who is about to be recorded. That it was looked is kept as a search is.
    /// # Errors
    /// It could not be kept, or the database does not answer: then nothing is told.
    pub async fn files_like(
        &self,
        permit: &HousePermit<SearchPeople>,
        viewer: &Viewer,
        her: &Details,
        now: Timestamp,
    ) -> Result<Vec<FileLine>, LedgerError> {
        let mut reading = self.read().await?;
        let mut lines = Vec::new();
        for (file, _) in reading.others_like(FileId(Uuid::nil()), her).await? {
            lines.extend(reading.line_for(viewer, file).await?);
        }
        drop(reading);
        let shown: Vec<FileId> = lines.iter().map(|line| line.file).collect();
        self.keep_search(permit.officer(), Purpose::Casework, "a disclosure about to be recorded", &shown, now).await?;
        Ok(lines)
    }
}
