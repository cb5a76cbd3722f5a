//! Two files of one person: joined by somebody who may open and change both, in one transaction; and parted again.

use access::{Permit, Purpose, RecordFact, permit};
use casefile::commands::{Command as _, DecideLikeness, JoinFiles, PartFiles, Protection, Refusal, joined_with};
use casefile::facts::LikenessFound;
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId};
use casefile::private::{Narrative, Sealed};
use ledger::Tx;
use uuid::Uuid;

use crate::act::TRIES;
use crate::{CannotAct, Desk};

impl Desk {
    /// Says that a likeness that Holdfast found is the same person, and joins the two files where this officer may open and change both. `false` where
    /// the other is not theirs: then it is recorded here that it is the same person, and nothing happens there.
    /// # Errors
    /// [`CannotAct`]: nothing was changed in either.
    pub async fn it_is_the_same(&self, file: FileId, likeness: FactId, why: &Sealed<Narrative>) -> Result<bool, CannotAct> {
        let mut tries = 1;
        loop {
            match self.try_join(file, likeness, why).await {
                Err(problem) if problem.may_pass() && tries < TRIES => tries += 1,
                other => return other,
            }
        }
    }

    async fn try_join(&self, file: FileId, likeness: FactId, why: &Sealed<Narrative>) -> Result<bool, CannotAct> {
        let now = self.house.now();
        let standards = self.house.ledger().standards();
        let context = self.context(now, &standards);
        let mut tx = self.house.ledger().begin("join two files").await?;
        let here = self.may_change(&mut tx, file).await?;
        let folded = tx.file(&here).await?;
        let decide = DecideLikeness { likeness, same: true, why: why.clone() };
        let mut facts = decide.decide(&folded, &context)?;
        let found = folded.each::<LikenessFound>().find(|(fact, _)| fact.id == likeness);
        let reference = found.map(|(_, it)| it.reference.clone()).ok_or(CannotAct::NoSuchFile)?;
        let other = tx.file_by_reference(&reference).await?.unwrap_or(FileId(Uuid::nil()));
        let there = match self.may_change(&mut tx, other).await {
            Ok(there) => Some(there),
            Err(CannotAct::NoSuchFile | CannotAct::NotYourRole | CannotAct::NotLikeThis(_)) => None,
            Err(problem) => return Err(problem),
        };
        if let Some(there) = &there {
            let theirs = tx.file(there).await?;
            facts.extend(half(&folded, &theirs, false, why).decide(&folded, &context)?);
            let half = half(&theirs, &folded, true, why).decide(&theirs, &context)?;
            tx.append(there, half, now, None).await?;
        }
        tx.append(&here, facts, now, None).await?;
        tx.commit().await?;
        Ok(there.is_some())
    }

    /// Parts two files that were joined: they are of two people after all. The protection of both stays as it is.
    /// # Errors
    /// [`CannotAct`]: nothing was changed in either; not joined, or the other is not this officer's to change.
    pub async fn they_are_two(&self, file: FileId, joined: FactId, why: &Sealed<Narrative>) -> Result<(), CannotAct> {
        let mut tries = 1;
        loop {
            match self.try_part(file, joined, why).await {
                Err(problem) if problem.may_pass() && tries < TRIES => tries += 1,
                other => return other,
            }
        }
    }

    async fn try_part(&self, file: FileId, joined: FactId, why: &Sealed<Narrative>) -> Result<(), CannotAct> {
        let now = self.house.now();
        let standards = self.house.ledger().standards();
        let context = self.context(now, &standards);
        let mut tx = self.house.ledger().begin("part two files").await?;
        let here = self.may_change(&mut tx, file).await?;
        let folded = tx.file(&here).await?;
        let facts = PartFiles { joined, why: why.clone() }.decide(&folded, &context)?;
        let reference = joined_with(&folded).into_iter().find(|(fact, _)| *fact == joined).map(|(_, reference)| reference);
        let other = tx.file_by_reference(&reference.unwrap_or_default()).await?.unwrap_or(FileId(Uuid::nil()));
        let not_theirs = || {
            Refusal::because("The other file is not yours to change, so nothing was changed here.")
                .instead("Ask somebody who works on both, or the duty manager.")
        };
        let there = self.may_change(&mut tx, other).await.map_err(|problem| match problem {
            CannotAct::NoSuchFile | CannotAct::NotYourRole | CannotAct::NotLikeThis(_) => not_theirs().into(),
            other => other,
        })?;
        let theirs = tx.file(&there).await?;
        let own = folded.reference().unwrap_or_default();
        if let Some((fact, _)) = joined_with(&theirs).into_iter().find(|(_, reference)| reference == own) {
            let half = PartFiles { joined: fact, why: why.clone() }.decide(&theirs, &context)?;
            tx.append(&there, half, now, None).await?;
        }
        tx.append(&here, facts, now, None).await?;
        Ok(tx.commit().await?)
    }

    async fn may_change(&self, tx: &mut Tx, file: FileId) -> Result<Permit<RecordFact>, CannotAct> {
        let guard = tx.guard(file).await?;
        Ok(permit::<RecordFact>(&self.asking(Purpose::Casework), guard.as_ref())?)
    }
}

/// What is recorded in one of two files when they are joined.
fn half(own: &CaseFile, other: &CaseFile, goes_on_there: bool, why: &Sealed<Narrative>) -> JoinFiles {
    debug_assert_ne!(own.reference(), other.reference());
    JoinFiles {
        reference: other.reference().unwrap_or_default().to_owned(),
        other: Protection::of(other),
        goes_on_there,
        why: why.clone(),
    }
}
