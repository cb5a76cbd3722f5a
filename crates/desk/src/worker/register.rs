//! What the worker does for the register: cases with evidence of abuse go on the next panel's agenda by themselves, and homes to let are told first
//! to those whose files stand on no list.

use std::collections::{BTreeMap, BTreeSet};

use access::house;
use casefile::allocations::applicant::Applicant;
use casefile::allocations::first_look::{last_look, was_told_first};
use casefile::allocations::on_register::OnRegister;
use casefile::calendar::{london_date, london_time};
use casefile::commands::register::next_listing;
use casefile::confidentiality::{Guarding, Restriction};
use casefile::facts::{Function, HomeFits, NewFact, PanelListed, PriorityAwarded, When};
use casefile::file::CaseFile;
use casefile::ids::{FileId, TeamId};
use casefile::obligations::{End, Standards, derive};
use jiff::{SignedDuration, Timestamp};
use ledger::Vacancy;

use crate::{CannotAct, House};

/// How many files one round looks at.
const AT_A_TIME: u32 = 500;
/// How long a home waits at most for a file that cannot be told.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24);
/// The rule under which a case goes to the panel.
const PANEL: &str = "OMB-panel-referral";

fn on_the_wall(now: Timestamp) -> When {
    let wall = london_time(now);
    When::at(wall.date().at(wall.hour(), wall.minute(), 0, 0))
}

/// Puts every case that is owed to a panel on its next agenda, where the body's own scheme says when that is. Gives how many.
pub(super) async fn list_for_panels(house: &House) -> Result<usize, CannotAct> {
    let now = house.now();
    let files = house.ledger().read().await?.files_for_panels(london_date(now), AT_A_TIME).await?;
    let mut listed = 0;
    for file in files {
        match list_one(house, file, now).await {
            Ok(done) => listed += done,
            // One file that cannot be read must not keep the others from the panel.
            Err(problem) => tracing::error!(%problem, "a case could not be put on an agenda"),
        }
    }
    Ok(listed)
}

async fn list_one(house: &House, file: FileId, now: Timestamp) -> Result<usize, CannotAct> {
    let mut tx = house.ledger().begin("list for the panel").await?;
    let permit = house::clock(file);
    let folded = tx.file(&permit).await?;
    let facts = listings(&folded, &house.standards(), now);
    if facts.is_empty() {
        return Ok(0);
    }
    let count = facts.len();
    tx.append(&permit, facts, now, None).await?;
    tx.commit().await?;
    Ok(count)
}

/// What is to be put on which agenda: one for each body that owes it.
fn listings(file: &CaseFile, standards: &Standards, now: Timestamp) -> Vec<NewFact> {
    let today = london_date(now);
    // An award that counts from too late is put right by a person.
    let owed = derive(file, standards).into_iter().filter(|owed| {
        let award = file.fact(owed.raised_by).is_some_and(|fact| fact.is::<PriorityAwarded>().is_some());
        owed.rule.id == PANEL && owed.end == End::Open && owed.since <= today && !award
    });
    let mut done = BTreeSet::new();
    let mut facts = Vec::new();
    for one in owed {
        let Some(on) = OnRegister::at(file, one.owner.team, today) else { continue };
        if !done.insert(on.fact.id) {
            continue;
        }
        let Some(meets) = next_listing(&standards.schemes, file, on.team, today) else { continue };
        facts.push(NewFact::new(on_the_wall(now), PanelListed { by: on.team, meets: Some(meets) }));
    }
    facts
}

/// Tells of new homes to let those whose files stand on no list of somebody at the body: in their own files, and nowhere else. It is done here and not
/// where a home is put on the list, so that how long that takes tells nothing. Only then does the time run after which others are offered it.
/// Gives how many were told.
pub(super) async fn tell_of_new_homes(house: &House) -> Result<usize, CannotAct> {
    let now = house.now();
    let homes = house.ledger().read().await?.vacancies_to_tell().await?;
    let (told, failed) = tell(house, &homes, now).await?;
    for home in &homes {
        // A file that cannot be told is tried again for a day; after that the home waits for nobody any longer.
        if failed.contains(&home.id) && now.duration_since(home.entered) < PATIENCE {
            continue;
        }
        let mut tx = house.ledger().begin("a home is told").await?;
        tx.note_vacancy_told(home.id, now).await?;
        tx.commit().await?;
    }
    Ok(told)
}

/// The same for every home that is on a list: somebody may have begun to wait, or a file may have been closed to others, since it came on.
pub(super) async fn tell_of_all_homes(house: &House) -> Result<usize, CannotAct> {
    let homes = house.ledger().read().await?.all_vacancies().await?;
    Ok(tell(house, &homes, house.now()).await?.0)
}

/// Tells each file once of each home that fits. Gives how many were told, and the homes that could not be told to somebody.
async fn tell(
    house: &House,
    homes: &[Vacancy],
    now: Timestamp,
) -> Result<(usize, BTreeSet<casefile::ids::VacancyId>), CannotAct> {
    let mut by_file: BTreeMap<FileId, Vec<(&Vacancy, Applicant)>> = BTreeMap::new();
    for home in homes {
        for (file, applicant) in house.ledger().read().await?.unlisted_for(home, london_date(now)).await? {
            by_file.entry(file).or_default().push((home, applicant));
        }
    }
    let mut told = 0;
    let mut failed = BTreeSet::new();
    for (file, fitting) in by_file {
        match tell_one(house, file, &fitting, now).await {
            Ok(done) => told += done,
            // One file that cannot be read must not keep the others from a home.
            Err(problem) => {
                tracing::error!(%problem, "a home could not be told");
                failed.extend(fitting.iter().map(|(home, _)| home.id));
            }
        }
    }
    Ok((told, failed))
}

async fn tell_one(house: &House, file: FileId, fitting: &[(&Vacancy, Applicant)], now: Timestamp) -> Result<usize, CannotAct> {
    let mut tx = house.ledger().begin("tell of a home").await?;
    let permit = house::clock(file);
    let folded = tx.file(&permit).await?;
    let today = london_date(now);
    let standards = house.standards();
    let mut facts = Vec::new();
    for (home, applicant) in fitting.iter().filter(|(home, _)| !was_told_first(&folded, home.id)) {
        let told = home.told.map_or(today, london_date);
        let until = last_look(standards.schemes.of(home.body, today), told).max(today);
        let by = who_looks(house, &folded, home, applicant).await?;
        facts.push(NewFact::new(on_the_wall(now), HomeFits { by, vacancy: home.id.to_string(), until: Some(until) }));
    }
    let count = facts.len();
    if count == 0 {
        tx.give_up().await?;
        return Ok(0);
    }
    tx.append(&permit, facts, now, None).await?;
    tx.commit().await?;
    Ok(count)
}

/// Who looks at a home for her: the lettings team of the body where its staff may open the file, else the team that has her application, else one
/// of the teams of those who are named, else whoever leads.
async fn who_looks(house: &House, file: &CaseFile, home: &Vacancy, applicant: &Applicant) -> Result<TeamId, CannotAct> {
    let guarding = Guarding::of(file);
    let mut named = Vec::new();
    if guarding.restriction != Restriction::NeedToKnow {
        for officer in &guarding.named {
            named.extend(house.officer(*officer).await?.map(|account| account.team));
        }
    }
    let services = file.services();
    let may_open = |team: &TeamId| guarding.shared_with(*team).is_some() && (named.is_empty() || named.contains(team));
    let lettings = services.team_with(home.body, Function::Allocations);
    let of_body = named.iter().copied().filter(|team| services.body(*team) == Some(home.body));
    let mut candidates = lettings.into_iter().chain([applicant.team]).chain(of_body).chain(file.lead());
    Ok(candidates.find(may_open).or(file.lead()).unwrap_or(applicant.team))
}
