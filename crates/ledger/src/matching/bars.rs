//! Comparing staff with people in files, and what follows: whoever is linked is kept out, silently, until a reviewer has looked.

use std::collections::BTreeSet;

use access::house;
use casefile::calendar::london_time;
use casefile::confidentiality::Guarding;
use casefile::facts::{BarGround, BarReviewed, NewFact, OfficerBarred, OfficerLeft, When};
use casefile::file::CaseFile;
use casefile::ids::{FileId, OfficerId, PersonId};
use jiff::Timestamp;
use matching::{Details, Simple, Staff, StaffMatcher};
use uuid::Uuid;
use vault::{DataKey, Vault};

use super::people::{Described, described, owners, token};
use super::staff::StaffIndex;
use crate::journal::Loaded;
use crate::store::sql::{all, statements};
use crate::store::tx::{Reading, Tx};
use crate::{Ledger, LedgerError};

statements! {
    WITH_DETAIL = "SELECT DISTINCT file FROM person_trace WHERE token = $1";
    WITH_NAME = "SELECT DISTINCT file FROM person_trace WHERE token = $1 AND side = 1";
    OWING = "SELECT DISTINCT b.file, b.officer FROM file_bar b JOIN obligation o ON o.file = b.file AND o.officer = b.officer \
        WHERE o.ended IS NULL";
    NEXT_STAFF = "SELECT id FROM officer WHERE id > $1 AND left_on IS NULL ORDER BY id LIMIT 100";
}

/// The engine that compares.
const MATCHER: &dyn StaffMatcher = &Simple;

/// What comparing everybody with everything found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Matched {
    /// How many members of staff were compared.
    pub staff: usize,
}

/// The bars that are due in a file, after what is known of its people changed: for each member of staff who is linked to somebody in it and is not
/// kept out for that yet, nor was let in again by a reviewer who looked at the same.
pub(crate) fn bars_due(
    vault: &Vault,
    index: &StaffIndex,
    file: &CaseFile,
    people: &[Described],
    now: Timestamp,
) -> Result<Vec<NewFact>, LedgerError> {
    let keys = people.iter().filter(|one| one.side.is_some()).flat_map(|one| one.details.keys());
    let mut facts = Vec::new();
    for officer in index.having(keys.map(|key| token(vault, &key))) {
        if let Some(staff) = index.staff(vault, officer)? {
            facts.extend(bars_of(file, people, officer, &staff, now));
        }
    }
    Ok(facts)
}

/// The bars that are due for one member of staff, and what they had in hand given back to their team.
fn bars_of(file: &CaseFile, people: &[Described], officer: OfficerId, staff: &Staff, now: Timestamp) -> Vec<NewFact> {
    let mut facts = Vec::new();
    for one in people {
        let Some(side) = one.side else { continue };
        let agreed: Vec<String> = MATCHER.compare(staff, &one.details, side).into_iter().map(str::to_owned).collect();
        if agreed.is_empty() || is_known(file, officer, one.person, &agreed) {
            continue;
        }
        let bar = OfficerBarred { barred: officer, ground: BarGround::Matched, agreed, person: Some(one.person) };
        facts.push(NewFact::new(on_the_wall(now), bar));
    }
    if !facts.is_empty() && !Guarding::of(file).bars(officer) {
        let has = file.services().all().iter().filter(|service| file.officer_of(service.team) == Some(officer));
        facts.extend(has.map(|service| {
            NewFact::new(on_the_wall(now), OfficerLeft { team: service.team, officer: Some(officer), back: None })
        }));
    }
    facts
}

/// Whether they are kept out for this person already, or a reviewer has found the same details to be somebody else's.
fn is_known(file: &CaseFile, officer: OfficerId, person: PersonId, agreed: &[String]) -> bool {
    file.each::<OfficerBarred>().filter(|(_, it)| it.barred == officer && it.person == Some(person)).any(|(fact, it)| {
        let review = file.each::<BarReviewed>().rfind(|(_, review)| review.bar == fact.id);
        !review.is_some_and(|(_, review)| review.lifted) || agreed.iter().all(|one| it.agreed.contains(one))
    })
}

fn on_the_wall(now: Timestamp) -> When {
    let wall = london_time(now);
    When::at(wall.date().at(wall.hour(), wall.minute(), 0, 0))
}

impl Reading {
    /// What is known of everybody in a file. What it holds is compared and forgotten; nothing of it is told.
    pub(crate) async fn described(&mut self, loaded: &Loaded) -> Result<Vec<Described>, LedgerError> {
        let mut keys: Vec<(PersonId, DataKey)> = Vec::new();
        for person in owners(&loaded.file) {
            match self.person_key(person).await {
                Ok(Some(key)) => keys.push((person, key)),
                // What nobody can open any more, nobody can compare.
                Ok(None) | Err(LedgerError::KeyDestroyed) => {}
                Err(error) => return Err(error),
            }
        }
        described(loaded, &|person| keys.iter().find(|(known, _)| *known == person).map(|(_, key)| key))
    }

    /// Whether a member of staff lives near where somebody in a file lives, as far as both have told. What is compared is forgotten; only the answer
    /// leaves.
    /// # Errors
    /// The file cannot be read, or the database does not answer.
    pub async fn lives_near(&mut self, officer: OfficerId, file: FileId) -> Result<bool, LedgerError> {
        let index = self.staff_index().await?;
        let ledger = self.ledger.clone();
        let Some(staff) = index.staff(ledger.vault(), officer)? else { return Ok(false) };
        if staff.own.places.is_empty() {
            return Ok(false);
        }
        let loaded = self.loaded(file).await?;
        let people = self.described(&loaded).await?;
        let theirs = || people.iter().flat_map(|one| &one.details.places);
        Ok(staff.own.places.iter().any(|place| theirs().any(|other| place.is_near(other))))
    }

    /// Files in which somebody who is kept out still has something to do.
    /// # Errors
    /// The database does not answer.
    pub async fn barred_and_owing(&mut self) -> Result<Vec<(FileId, OfficerId)>, LedgerError> {
        let rows = all!(self.conn, (Uuid, Uuid), OWING)?;
        Ok(rows.into_iter().map(|(file, officer)| (FileId(file), OfficerId(officer))).collect())
    }
}

impl Tx {
    /// Compares one member of staff with everybody in every file.
    pub(super) async fn compare_with_every_file(
        &mut self,
        officer: OfficerId,
        staff: &Staff,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let all: Vec<&Details> = std::iter::once(&staff.own).chain(&staff.close).collect();
        let strong: BTreeSet<String> = all.iter().flat_map(|one| one.strong_keys()).collect();
        let names: BTreeSet<String> = all.iter().flat_map(|one| one.keys()).filter(|key| !strong.contains(key)).collect();
        let mut files = BTreeSet::new();
        for (keys, sql) in [(strong, WITH_DETAIL), (names, WITH_NAME)] {
            for key in keys {
                let token = token(self.ledger.vault(), &key);
                files.extend(all!(self.conn, (Uuid,), sql, token)?.into_iter().map(|(file,)| FileId(file)));
            }
        }
        for file in files {
            let loaded = match self.loaded(file).await {
                Ok(loaded) => loaded,
                Err(LedgerError::NoSuchFile | LedgerError::KeyDestroyed) => continue,
                Err(error) => return Err(error),
            };
            let people = self.described(&loaded).await?;
            let facts = bars_of(&loaded.file, &people, officer, staff, now);
            if !facts.is_empty() {
                self.append(&house::clock(file), facts, now, None).await?;
            }
        }
        Ok(())
    }
}

impl Ledger {
    /// Compares every member of staff with everybody in every file, one after the other: each night, and after a database from an older version was
    /// opened. What was compared when it was recorded is found to be done.
    /// # Errors
    /// The database does not answer; whoever was compared before stays compared.
    pub async fn match_everybody(&self, now: Timestamp) -> Result<Matched, LedgerError> {
        let mut done = Matched::default();
        let mut after = Uuid::nil();
        loop {
            let staff = all!(self.read().await?.conn, (Uuid,), NEXT_STAFF, after)?;
            let Some((last,)) = staff.last().copied() else { break };
            after = last;
            for (officer,) in staff {
                let mut tx = self.begin("compare a colleague with people in files").await?;
                tx.staff_changed(OfficerId(officer), now).await?;
                tx.commit().await?;
                done.staff += 1;
            }
        }
        Ok(done)
    }
}
