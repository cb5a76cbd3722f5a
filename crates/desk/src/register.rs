//! The housing register across files: the panel's agenda, homes to let, and who comes next for one.

use access::{KeepHomes, Purpose, ReadFile, SearchPeople, SeeHomes, SeeTeamWork, TeamPermit};
use casefile::allocations::first_look;
use casefile::allocations::scheme::Scheme;
use casefile::allocations::shortlist::Home;
use casefile::commands::Refusal;
use casefile::commands::form::line_is_sound;
use casefile::commands::register::PassHome;
use casefile::ids::{FileId, VacancyId, in_story};
use jiff::ToSpan as _;
use jiff::civil::Date;
use ledger::{Candidate, Listing, Shortlisted, Vacancy};

use crate::homes::not_available;
use crate::{Asks, CannotAct, Desk};

impl Asks for PassHome {
    type Act = access::RecordFact;
}

/// A home, and who comes next for it.
#[derive(Debug, Clone)]
pub struct Shortlist {
    /// The home.
    pub home: Vacancy,
    /// Those whom the officer may know of, in the order of the scheme.
    pub candidates: Vec<Candidate>,
    /// The first day on which it may be offered.
    pub offered: OfferedFrom,
}

/// From when a home may be offered. It is found in the same way for every home, so that it tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferedFrom {
    /// From this day: everybody who comes first has been told.
    Day(Date),
    /// From this day at the earliest: it has just come onto the list.
    AtTheEarliest(Date),
}

impl OfferedFrom {
    /// Whether that day has come.
    pub fn is_over(self, today: Date) -> bool {
        matches!(self, Self::Day(day) if day <= today)
    }
}

/// All that is said of a home and somebody who might be offered it. Taken, too small, unsafe, not to be told why: one answer, so that nothing can be
/// pieced together from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offerable {
    /// It may be offered.
    Available(Box<Vacancy>),
    /// It may not.
    NotAvailable,
}

impl Desk {
    /// The cases on the agenda of the panel of the officer's body that wait for an outcome, the next meeting first; those that the officer may open.
    /// # Errors
    /// Not for their role, or the ledger does not answer.
    pub async fn panel_agenda(&self) -> Result<Vec<Listing>, CannotAct> {
        let permit = self.own_team()?;
        Ok(self.house.ledger().read().await?.panel_agenda(&permit, &self.viewer(), self.officer.body).await?)
    }

    /// The homes to let of the officer's body, the longest on the list first.
    /// # Errors
    /// The officer is in no housing team, or the ledger does not answer.
    pub async fn homes_to_let(&self) -> Result<Vec<(Vacancy, OfferedFrom)>, CannotAct> {
        let directory = self.house.directory().await?;
        let permit = self.homes_leave::<SeeHomes>(&directory)?;
        let homes = self.house.ledger().read().await?.vacancies(&permit).await?;
        Ok(homes.into_iter().map(|home| (home.clone(), self.offered_from(&home))).collect())
    }

    /// A home to let; `None` where it is not on the list, or not any more.
    /// # Errors
    /// As [`Desk::homes_to_let`].
    pub async fn home_to_let(&self, id: VacancyId) -> Result<Option<Vacancy>, CannotAct> {
        let directory = self.house.directory().await?;
        let permit = self.homes_leave::<SeeHomes>(&directory)?;
        Ok(self.house.ledger().read().await?.vacancy(&permit, id).await?)
    }

    /// Puts a home on the list. Sent twice with one key, it is there once.
    /// # Errors
    /// Something is wrong with the home; the officer is in no housing team.
    pub async fn add_home_to_let(&self, key: &str, home: &Home) -> Result<VacancyId, CannotAct> {
        let directory = self.house.directory().await?;
        let permit = self.homes_leave::<KeepHomes>(&directory)?;
        let standards = self.house.standards();
        let today = self.house.today();
        sound(home, standards.schemes.of(self.officer.body, today), today)?;
        let id = VacancyId(in_story("home to let", &self.officer.id.to_string(), key));
        let mut tx = self.house.ledger().begin("put a home on the lettings list").await?;
        tx.enter_vacancy(&permit, id, home, self.house.now()).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Takes a home off the list: the landlord wants it back, or it was let in some other way.
    /// # Errors
    /// It is not on the list any more; the officer is in no housing team.
    pub async fn take_home_off(&self, id: VacancyId) -> Result<(), CannotAct> {
        let directory = self.house.directory().await?;
        let permit = self.homes_leave::<KeepHomes>(&directory)?;
        let mut tx = self.house.ledger().begin("take a home off the lettings list").await?;
        if !tx.take_vacancy_off(&permit, id, self.house.now()).await? {
            tx.give_up().await?;
            return Err(not_available().into());
        }
        Ok(tx.commit().await?)
    }

    /// Who comes next for a home: those whom the officer may know of, in order. That it was looked at is kept as a search is. `None` where the home is
    /// not on the list, or not any more.
    /// # Errors
    /// The officer is in no housing team; too many lists in a short time; or the ledger does not answer.
    pub async fn shortlist(&self, id: VacancyId) -> Result<Option<Shortlist>, CannotAct> {
        let directory = self.house.directory().await?;
        let sees = self.homes_leave::<SeeHomes>(&directory)?;
        let searches = access::house_permit::<SearchPeople>(&self.officer)?;
        let ledger = self.house.ledger();
        let Some(home) = ledger.read().await?.vacancy(&sees, id).await? else { return Ok(None) };
        match ledger.shortlist((&sees, &searches), &self.viewer(), &home, self.house.now()).await? {
            Shortlisted::These(candidates) => {
                let offered = self.offered_from(&home);
                Ok(Some(Shortlist { home, candidates, offered }))
            }
            Shortlisted::TooOften => Err(too_often().into()),
        }
    }

    /// Whether a home may be offered to whoever a file is about: asked for every applicant alike, before anything is written, and on record. The
    /// ledger asks once more when the offer is kept.
    ///
    /// What is known of somebody whom a home must keep away from others joins in there, behind the one answer: whoever asks learns that a home is
    /// available or that it is not, and never why.
    /// # Errors
    /// No such file; the officer is in no housing team; asked too often in a short time; or the ledger does not answer.
    pub async fn may_be_offered(&self, file: FileId, id: VacancyId) -> Result<Offerable, CannotAct> {
        let directory = self.house.directory().await?;
        let sees = self.homes_leave::<SeeHomes>(&directory)?;
        let searches = access::house_permit::<SearchPeople>(&self.officer)?;
        let ledger = self.house.ledger();
        let mut reading = ledger.read().await?;
        let guard = reading.guard(file).await?;
        let permit = access::permit::<ReadFile>(&self.asking(Purpose::Casework), guard.as_ref())?;
        let Some(home) = reading.vacancy(&sees, id).await? else { return Ok(Offerable::NotAvailable) };
        let may = reading.may_be_offered(&permit, &home, self.house.today()).await?;
        drop(reading);
        if !ledger.note_asked_for_a_home(&permit, &searches, &home, self.house.now()).await? {
            return Err(too_often().into());
        }
        Ok(if may { Offerable::Available(Box::new(home)) } else { Offerable::NotAvailable })
    }

    /// A home of the officer's body that was told to a file first, or is kept for it.
    /// # Errors
    /// No such file, or the ledger does not answer.
    pub async fn home_told_to(&self, file: FileId, id: VacancyId) -> Result<Option<Vacancy>, CannotAct> {
        let mut reading = self.house.ledger().read().await?;
        let guard = reading.guard(file).await?;
        let permit = access::permit::<ReadFile>(&self.asking(Purpose::Casework), guard.as_ref())?;
        Ok(reading.home_told(&permit, self.officer.body, id).await?)
    }

    fn offered_from(&self, home: &Vacancy) -> OfferedFrom {
        let standards = self.house.standards();
        let today = self.house.today();
        let scheme = standards.schemes.of(home.body, today);
        match home.offered_from(scheme) {
            Some(day) => OfferedFrom::Day(day),
            None => OfferedFrom::AtTheEarliest(first_look::offered_from(scheme, today)),
        }
    }

    /// Leave to see the work of one's own team.
    fn own_team(&self) -> Result<TeamPermit<SeeTeamWork>, CannotAct> {
        Ok(access::team_permit::<SeeTeamWork>(&self.officer, self.officer.team, self.officer.body)?)
    }
}

fn too_often() -> Refusal {
    Refusal::because("You have looked at many lists and searches in a short time.").instead("Wait ten minutes, then go on.")
}

/// Whether a home is one.
fn sound(home: &Home, scheme: &Scheme, today: Date) -> Result<(), Refusal> {
    line_is_sound("what the home is called", &home.label)?;
    line_is_sound("landlord", &home.landlord)?;
    if home.bedrooms > 10 || home.floor > 60 {
        return Err(Refusal::because("Enter up to 10 bedrooms and up to 60 floors."));
    }
    let year = 1.year();
    if home.ready.is_some_and(|day| day < today.saturating_sub(year) || day > today.saturating_add(year)) {
        return Err(Refusal::because("The day from which somebody can live there is more than a year away."));
    }
    if !home.area.is_empty() && scheme.area(&home.area).is_none() {
        return Err(Refusal::because("The scheme has no such area.").instead("Choose one of its areas."));
    }
    if !scheme.areas.is_empty() && home.area.is_empty() {
        return Err(Refusal::because(
            "Say in which area the home is: people are kept out of areas that are not safe for them by it.",
        )
        .instead("Choose one of the areas of the scheme."));
    }
    if !home.local_letting.is_empty() && scheme.local_letting(&home.local_letting).is_none() {
        return Err(Refusal::because("The scheme has no such rules of its own.").instead("Choose one of them, or none."));
    }
    Ok(())
}
