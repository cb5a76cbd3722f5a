//! Permits, and the one place that makes them.

use std::marker::PhantomData;

use casefile::facts::By;
use casefile::ids::{BodyId, FileId, OfficerId, TeamId};

use crate::{Act, FileAct, Guard, HouseAct, Officer, OpenFile, RecordFact, Role, TeamAct};

/// Why somebody may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is no such file, or there is one of which this person must not even know.
    #[error("there is no such file: check the reference, or ask the duty manager")]
    NoSuchFile,
    /// They may open the file, but this is for others to do.
    #[error("this is not for your role to do: ask your manager")]
    NotYourRole,
}

/// Leave to do one act on one file. Only [`permit`] and its neighbours here make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permit<A> {
    file: FileId,
    by: By,
    act: PhantomData<fn() -> A>,
}

impl<A: FileAct> Permit<A> {
    /// The file.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// Who acts.
    pub fn by(&self) -> By {
        self.by
    }

    /// The officer who acts; `None` for the clock and for data brought over.
    pub fn officer(&self) -> Option<OfficerId> {
        match self.by {
            By::Officer(officer) => Some(officer),
            By::Clock | By::Import => None,
        }
    }
}

/// Leave to act on one team's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TeamPermit<A> {
    team: TeamId,
    officer: OfficerId,
    act: PhantomData<fn() -> A>,
}

impl<A: TeamAct> TeamPermit<A> {
    /// The team.
    pub fn team(&self) -> TeamId {
        self.team
    }

    /// Who acts.
    pub fn officer(&self) -> OfficerId {
        self.officer
    }
}

/// Leave to do something that touches no file and no team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HousePermit<A> {
    officer: OfficerId,
    act: PhantomData<fn() -> A>,
}

impl<A: HouseAct> HousePermit<A> {
    /// Who acts.
    pub fn officer(&self) -> OfficerId {
        self.officer
    }
}

/// Decides whether somebody may do something to a file. `None` is a file that is not there.
///
/// In order: is there a file; is their service party to it; is the act theirs. The questions still to come have their places: *restriction*
/// (named staff only) narrows the second, and *bars* are asked last and always win, before any emergency access and whatever else is held.
/// # Errors
/// [`Refused::NoSuchFile`] for a file that is not there and for one that they must not know of: one error, the same words.
/// [`Refused::NotYourRole`] only where they may open the file anyway.
pub fn permit<A: FileAct>(who: &Officer, guard: Option<&Guard>) -> Result<Permit<A>, Refused> {
    let guard = guard.ok_or(Refused::NoSuchFile)?;
    // Keeping the system running is no reason to read about anybody: for an administrator no file exists.
    let works_on_files = crate::ReadFile::INFO.roles.contains(&who.role);
    let party = guard.has_team(who.team) || guard.has_body(who.body);
    // Restriction: `let named = guard.named_only.is_none_or(..)` belongs here, in the same breath as `party`.
    if !works_on_files || !party {
        return Err(Refused::NoSuchFile);
    }
    // Bars: `if guard.bars(who) { return Err(Refused::NoSuchFile) }` belongs here, after every ground on which somebody may, so that it wins.
    if !A::INFO.roles.contains(&who.role) {
        return Err(Refused::NotYourRole);
    }
    Ok(Permit { file: guard.file, by: By::Officer(who.id), act: PhantomData })
}

/// Leave to open a new file, which has no guard yet.
/// # Errors
/// [`Refused::NotYourRole`].
pub fn permit_to_open(who: &Officer, file: FileId) -> Result<Permit<OpenFile>, Refused> {
    if !OpenFile::INFO.roles.contains(&who.role) {
        return Err(Refused::NotYourRole);
    }
    Ok(Permit { file, by: By::Officer(who.id), act: PhantomData })
}

/// Leave to act on a team's work: their own team, and for managers and above every team of their body.
/// # Errors
/// [`Refused::NotYourRole`].
pub fn team_permit<A: TeamAct>(who: &Officer, team: TeamId, body: BodyId) -> Result<TeamPermit<A>, Refused> {
    let own = who.team == team;
    let manages = matches!(who.role, Role::Manager | Role::DutyManager | Role::Lead | Role::Director) && who.body == body;
    if (own || manages) && A::INFO.roles.contains(&who.role) {
        Ok(TeamPermit { team, officer: who.id, act: PhantomData })
    } else {
        Err(Refused::NotYourRole)
    }
}

/// Leave to do something that touches no file and no team.
/// # Errors
/// [`Refused::NotYourRole`].
pub fn house_permit<A: HouseAct>(who: &Officer) -> Result<HousePermit<A>, Refused> {
    if A::INFO.roles.contains(&who.role) {
        Ok(HousePermit { officer: who.id, act: PhantomData })
    } else {
        Err(Refused::NotYourRole)
    }
}

/// Permits for Holdfast itself. The worker and the import use them; a page, a form or a command of an officer never does.
pub mod house {
    use super::{By, FileId, OpenFile, Permit, PhantomData, RecordFact};

    /// For the worker, when a clock has run out.
    pub fn clock(file: FileId) -> Permit<RecordFact> {
        Permit { file, by: By::Clock, act: PhantomData }
    }

    /// For data brought over from elsewhere: a file that does not exist yet.
    pub fn import(file: FileId) -> Permit<OpenFile> {
        Permit { file, by: By::Import, act: PhantomData }
    }
}
