//! Work of officers who have gone, or are away, does not wait for them: it falls back to their team.

use access::{house, is_hidden_from};
use casefile::confidentiality::Guarding;
use casefile::facts::{NewFact, ObligationReassigned, OfficerLeft, RuleRef, Rung, When};
use casefile::file::CaseFile;
use casefile::ids::FileId;
use casefile::obligations::{End, derive};
use jiff::Timestamp;
use ledger::Account;

use crate::{CannotAct, Directory, House};

/// Takes back what officers hold who are not there. Gives how many files it took back.
pub(super) async fn take_back(house: &House) -> Result<usize, CannotAct> {
    let today = house.today();
    let directory = house.directory().await?;
    let gone = |officer: &&Account| {
        officer.left_on.is_some_and(|left| left <= today) || officer.away_until.is_some_and(|until| until > today)
    };
    let mut count = 0;
    for officer in directory.officers().iter().filter(gone) {
        for file in house.ledger().read().await?.files_owing(officer.id).await? {
            match take_back_in(house, &directory, officer, file).await {
                Ok(true) => count += 1,
                Ok(false) => {}
                Err(problem) => tracing::error!(%problem, "the work of an officer who has gone could not be taken back"),
            }
        }
    }
    Ok(count)
}

/// Takes back what officers hold by name in files that they are kept out of. Nobody in such a file is told why.
pub(super) async fn take_back_from_barred(house: &House) -> Result<usize, CannotAct> {
    let owing = house.ledger().read().await?.barred_and_owing().await?;
    if owing.is_empty() {
        return Ok(0);
    }
    let directory = house.directory().await?;
    let mut count = 0;
    for (file, officer) in owing {
        let Some(officer) = directory.officer(officer) else { continue };
        match take_back_in(house, &directory, officer, file).await {
            Ok(done) => count += usize::from(done),
            Err(problem) => tracing::error!(%problem, "work could not be taken back"),
        }
    }
    Ok(count)
}

async fn take_back_in(house: &House, directory: &Directory, officer: &Account, file: FileId) -> Result<bool, CannotAct> {
    let now: Timestamp = house.now();
    let mut tx = house.ledger().begin("take work back").await?;
    let permit = house::clock(file);
    let folded = tx.file(&permit).await?;
    let facts = given_back(house, directory, officer, &folded, now);
    if facts.is_empty() {
        return Ok(false);
    }
    tx.append(&permit, facts, now, None).await?;
    tx.commit().await?;
    Ok(true)
}

/// What an officer has in hand in a file, given back: the file to the team, what was given to them by name to whoever stands above.
pub(crate) fn given_back(
    house: &House,
    directory: &Directory,
    officer: &Account,
    folded: &CaseFile,
    now: Timestamp,
) -> Vec<NewFact> {
    let wall = casefile::calendar::london_time(now);
    let today = wall.date();
    // With the time, so that it counts after an assignment of the same day.
    let happened = When::at(today.at(wall.hour(), wall.minute(), 0, 0));
    let mut facts = Vec::new();
    if folded.officer_of(officer.team) == Some(officer.id) {
        let back = officer.away_until.filter(|_| officer.left_on.is_none());
        facts.push(NewFact::new(happened, OfficerLeft { team: officer.team, officer: Some(officer.id), back }));
    }
    let guarding = Guarding::of(folded);
    let may_know = |above: &Account| above.id != officer.id && !is_hidden_from(&above.officer(), &guarding, today);
    let standards = house.ledger().standards();
    let by_name = derive(folded, &standards).into_iter().filter(|owed| {
        owed.end == End::Open && owed.owner.officer == Some(officer.id) && folded.officer_of(owed.owner.team) != Some(officer.id)
    });
    for owed in by_name {
        if let Some(manager) = directory.on_rung(owed.owner.team, None, Rung::Manager, today, may_know).into_iter().next() {
            let body = ObligationReassigned {
                rule: RuleRef(owed.rule.id.to_owned()),
                raised_by: owed.raised_by,
                officer: manager,
                why: Some("The officer who had it is not there".to_owned()),
            };
            facts.push(NewFact::new(happened, body));
        }
    }
    facts
}
