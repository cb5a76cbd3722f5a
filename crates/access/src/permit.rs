//! Permits, and the one place that makes them.

use std::marker::PhantomData;

use casefile::confidentiality::Restriction;
use casefile::facts::{By, FieldClass, Function};
use casefile::ids::{BodyId, FileId, OfficerId, TeamId};

use crate::{
    Account, Act, Asking, Classes, FileAct, Ground, Guard, HomesAct, HouseAct, Officer, OpenFile, OpenHome, ReviewAccess,
    ReviewConflicts, Role, TakeEmergency, TeamAct, WriteReview, weigh,
};

/// Why somebody may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is no such file, or there is one of which this person must not even know.
    #[error("there is no such file: check the reference, or ask the duty manager")]
    NoSuchFile,
    /// They may open the file, but this is for others to do.
    #[error("this is not for your role to do: ask your manager")]
    NotYourRole,
    /// They may open the file, but on a ground on which nothing is changed in it.
    #[error("you may read this file, and nothing else: ask the team that has it, or the duty manager")]
    NotOnThisGround,
    /// What they want it for does not fit.
    #[error("this is not done for that purpose: choose the purpose that it is really for")]
    WrongPurpose,
    /// What is sealed here is not shared with their service.
    #[error(
        "this is not shared with your service, or not any more: ask the team that leads, which can decide to share it; if it cannot wait, ask for the file in an emergency"
    )]
    NotShared,
    /// Contact details and whereabouts need a second factor that is fresh.
    #[error("prove again that it is you: enter a new code from your authenticator")]
    StepUp,
}

/// Leave to do one act on one file. Only [`permit`] and its neighbours here make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permit<A> {
    file: FileId,
    by: By,
    ground: Option<Ground>,
    classes: Classes,
    stepped_up: bool,
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

    /// The ground on which; `None` for a new file, the clock and the import.
    pub fn ground(&self) -> Option<Ground> {
        self.ground
    }

    /// Whether sealed information of a class may be read out under this permit.
    /// # Errors
    /// [`Refused::NotShared`]; [`Refused::StepUp`] where it is contact or whereabouts, and the second factor is not fresh.
    pub fn may_read_out(&self, class: FieldClass) -> Result<(), Refused> {
        if !self.classes.has(class) {
            return Err(Refused::NotShared);
        }
        if class != FieldClass::Words && !self.stepped_up {
            return Err(Refused::StepUp);
        }
        Ok(())
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

/// Leave to act on the homes of one body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HomesPermit<A> {
    officer: OfficerId,
    team: TeamId,
    body: BodyId,
    act: PhantomData<fn() -> A>,
}

impl<A: HomesAct> HomesPermit<A> {
    /// Who acts.
    pub fn officer(&self) -> OfficerId {
        self.officer
    }

    /// Their housing team.
    pub fn team(&self) -> TeamId {
        self.team
    }

    /// Whose homes.
    pub fn body(&self) -> BodyId {
        self.body
    }
}

/// Decides whether somebody may do something to a file: [`weigh`] says, and a yes becomes a permit. `None` is a file that is not there.
/// # Errors
/// [`Refused::NoSuchFile`] for a file that is not there and for one that they must not know of: one error, the same words. The others only where
/// they may open the file anyway.
pub fn permit<A: FileAct>(asking: &Asking<'_>, guard: Option<&Guard>) -> Result<Permit<A>, Refused> {
    let verdict = weigh(&A::INFO, asking, guard);
    verdict.outcome?;
    let file = guard.ok_or(Refused::NoSuchFile)?.file;
    let (by, stepped_up) = (By::Officer(asking.officer.id), asking.is_stepped_up());
    Ok(Permit { file, by, ground: verdict.ground, classes: verdict.classes, stepped_up, act: PhantomData })
}

/// Leave to open a new file, which has no guard yet.
/// # Errors
/// [`Refused::NotYourRole`].
pub fn permit_to_open(who: &Officer, file: FileId) -> Result<Permit<OpenFile>, Refused> {
    if !OpenFile::INFO.roles.contains(&who.role) {
        return Err(Refused::NotYourRole);
    }
    Ok(Permit { file, by: By::Officer(who.id), ground: None, classes: Classes::default(), stepped_up: false, act: PhantomData })
}

/// Leave of a reviewer to write into a file what they decided about a link. They read nothing of the file by it.
pub fn permit_to_review(reviewer: &HousePermit<ReviewConflicts>, file: FileId) -> Permit<WriteReview> {
    untied(file, reviewer.officer)
}

/// Leave of a privacy officer to write into a file what they found about something that their body owes to look at. They read nothing of the file
/// by it, save the reason that a colleague gave.
pub fn permit_to_answer(guardian: &HousePermit<ReviewAccess>, file: FileId) -> Permit<WriteReview> {
    untied(file, guardian.officer)
}

fn untied<A: FileAct>(file: FileId, officer: OfficerId) -> Permit<A> {
    let by = By::Officer(officer);
    Permit { file, by, ground: None, classes: Classes::default(), stepped_up: false, act: PhantomData }
}

/// Whether somebody may ask for a file in an emergency at all. Asked before any file is looked for, so that the answer tells nothing of one.
/// # Errors
/// [`Refused::NotYourRole`]; [`Refused::StepUp`] where the second factor is not fresh.
pub fn may_ask_in_an_emergency(asking: &Asking<'_>) -> Result<(), Refused> {
    if asking.account != Account::Good || !TakeEmergency::INFO.roles.contains(&asking.officer.role) {
        return Err(Refused::NotYourRole);
    }
    if asking.is_stepped_up() { Ok(()) } else { Err(Refused::StepUp) }
}

/// Leave to open a file in an emergency, though nothing ties the officer to it. `closed` says that the path is closed to this officer: nobody has
/// looked at an earlier access of theirs in time, or they ask too often.
/// # Errors
/// As [`may_ask_in_an_emergency`]; [`Refused::NoSuchFile`] alike where there is no such file, where its existence is hidden, where the officer is
/// kept out of it, and where the path is closed to them.
pub fn permit_in_an_emergency(
    asking: &Asking<'_>,
    guard: Option<&Guard>,
    closed: bool,
) -> Result<Permit<TakeEmergency>, Refused> {
    may_ask_in_an_emergency(asking)?;
    let nothing = Guard::of_nothing();
    let (there, guard) = (guard.is_some(), guard.unwrap_or(&nothing));
    let hidden = guard.guarding.restriction == Restriction::Hidden;
    if !there || hidden || closed || guard.guarding.bars(asking.officer.id) {
        return Err(Refused::NoSuchFile);
    }
    Ok(untied(guard.file, asking.officer.id))
}

/// Leave to end one's own emergency access.
/// # Errors
/// [`Refused::NoSuchFile`] where none runs, or none that still carries.
pub fn permit_to_end_emergency(asking: &Asking<'_>, guard: Option<&Guard>) -> Result<Permit<TakeEmergency>, Refused> {
    let verdict = weigh(&crate::ReadFile::INFO, asking, guard);
    let guard = guard.filter(|_| verdict.outcome.is_ok()).ok_or(Refused::NoSuchFile)?;
    let now = asking.wall();
    let runs = guard.guarding.emergencies.iter().any(|one| one.officer == asking.officer.id && now < one.until);
    if runs { Ok(untied(guard.file, asking.officer.id)) } else { Err(Refused::NoSuchFile) }
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

/// Leave to act on the homes of the officer's own body. `does` is what their team is there to do, as the directory says; where a home is, is read out
/// only with a second factor that is fresh.
/// # Errors
/// [`Refused::NotYourRole`] for whoever is in no housing team; [`Refused::StepUp`].
pub fn homes_permit<A: HomesAct>(asking: &Asking<'_>, does: Function) -> Result<HomesPermit<A>, Refused> {
    let who = asking.officer;
    let houses = matches!(does, Function::Housing | Function::Allocations);
    if asking.account != Account::Good || !houses || !A::INFO.roles.contains(&who.role) {
        return Err(Refused::NotYourRole);
    }
    if A::INFO.name == OpenHome::INFO.name && !asking.is_stepped_up() {
        return Err(Refused::StepUp);
    }
    Ok(HomesPermit { officer: who.id, team: who.team, body: who.body, act: PhantomData })
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
    use super::{By, Classes, FileId, OpenFile, Permit, PhantomData};
    use crate::{ReadFile, RecordFact};

    /// For the worker, when a clock has run out.
    pub fn clock(file: FileId) -> Permit<RecordFact> {
        Permit { file, by: By::Clock, ground: None, classes: Classes::default(), stepped_up: false, act: PhantomData }
    }

    /// For whoever runs the server, who makes the whole return: reads what is plain in a file, and opens nothing that is sealed.
    pub fn whole_return(file: FileId) -> Permit<ReadFile> {
        Permit { file, by: By::Clock, ground: None, classes: Classes::default(), stepped_up: false, act: PhantomData }
    }

    /// For data brought over from elsewhere: a file that does not exist yet.
    pub fn import(file: FileId) -> Permit<OpenFile> {
        Permit { file, by: By::Import, ground: None, classes: Classes::default(), stepped_up: false, act: PhantomData }
    }
}
