//! The ladder: what is not done in time is passed up, rung by rung, and each step is a fact.

use std::collections::BTreeSet;

use access::{house, is_hidden_from};
use casefile::calendar::{london_date, london_time};
use casefile::confidentiality::{Guarding, is_for_guardians};
use casefile::facts::{NewFact, ObligationEscalated, RuleRef, Rung, When};
use casefile::ids::{FileId, OfficerId};
use casefile::obligations::{End, Obligation, Step, derive};
use jiff::Timestamp;
use jiff::civil::DateTime;
use ledger::{Account, Message};

use crate::{CannotAct, Directory, House};

/// How many steps one round looks at.
const AT_A_TIME: u32 = 2_000;
/// Notices leave in batches, so that the minute of a notice says nothing about the minute of an event.
const BATCH: i64 = 15 * 60;

/// Passes up everything whose time has come. Gives how many obligations were passed up.
pub(super) async fn climb(house: &House) -> Result<usize, CannotAct> {
    let now = house.now();
    let due = house.ledger().read().await?.due_steps(london_time(now), AT_A_TIME).await?;
    if due.is_empty() {
        return Ok(0);
    }
    let directory = house.directory().await?;
    let files: BTreeSet<FileId> = due.into_iter().map(|step| step.file).collect();
    let mut passed_up = 0;
    for file in files {
        match climb_in(house, &directory, file, now).await {
            Ok(steps) => passed_up += steps,
            // One file that cannot be read must not keep the others from being passed up.
            Err(problem) => tracing::error!(%problem, "a file could not be passed up"),
        }
    }
    Ok(passed_up)
}

/// Passes up what is due in one file, in one transaction with the notices about it.
async fn climb_in(house: &House, directory: &Directory, file: FileId, now: Timestamp) -> Result<usize, CannotAct> {
    let wall = london_time(now);
    let mut tx = house.ledger().begin("pass up").await?;
    let permit = house::clock(file);
    let folded = tx.file(&permit).await?;
    let standards = house.ledger().standards();
    let guarding = Guarding::of(&folded);
    let mut facts = Vec::new();
    let mut told: BTreeSet<OfficerId> = BTreeSet::new();
    for owed in derive(&folded, &standards) {
        for step in due_steps(&owed, wall) {
            let body = ObligationEscalated {
                rule: RuleRef(owed.rule.id.to_owned()),
                raised_by: owed.raised_by,
                to: step.to,
                on: step.at.date(),
            };
            facts.push(NewFact::new(When::at(wall.date().at(wall.hour(), wall.minute(), 0, 0)), body));
            told.extend(reached(directory, &folded, &guarding, &owed, step, london_date(now)));
        }
    }
    if facts.is_empty() {
        return Ok(0);
    }
    let count = facts.len();
    tx.append(&permit, facts, now, None).await?;
    let at = (now.as_second().div_euclid(BATCH) + 1) * BATCH;
    let due = Timestamp::from_second(at).unwrap_or(now);
    for officer in told {
        tx.post(&Message::PassedUp { officer }, due, Some(&format!("passed up {officer} {at}"))).await?;
    }
    tx.commit().await?;
    Ok(count)
}

/// The steps that are due and have not been taken.
fn due_steps(owed: &Obligation, wall: DateTime) -> Vec<Step> {
    if owed.end != End::Open {
        return Vec::new();
    }
    let not_taken = |step: &Step| owed.passed_up.is_none_or(|rung| step.to > rung);
    owed.ladder().into_iter().filter(|step| step.at <= wall && not_taken(step)).collect()
}

/// Whom a step reaches. Where the owner's body has nobody in this partnership, the body that leads the file takes it: nothing is passed up into
/// the void. Whoever may not know of the file is passed over, upwards.
fn reached(
    directory: &Directory,
    file: &casefile::file::CaseFile,
    guarding: &Guarding,
    owed: &Obligation,
    step: Step,
    today: jiff::civil::Date,
) -> Vec<OfficerId> {
    let may_know = |officer: &Account| !is_hidden_from(&officer.officer(), guarding, today);
    if is_for_guardians(owed.rule.id) {
        return guardians(directory, file, guarding, owed, step, today);
    }
    let there = directory.on_rung(owed.owner.team, owed.owner.officer, step.to, today, may_know);
    if !there.is_empty() {
        return there;
    }
    file.lead().map_or_else(Vec::new, |lead| directory.on_rung(lead, None, step.to, today, may_know))
}

/// Whom a step reaches of what privacy officers owe: themselves, and above them the lead and the director of their body. Never whoever is kept out,
/// and never whoever is asked about.
fn guardians(
    directory: &Directory,
    file: &casefile::file::CaseFile,
    guarding: &Guarding,
    owed: &Obligation,
    step: Step,
    today: jiff::civil::Date,
) -> Vec<OfficerId> {
    let body = casefile::ids::BodyId(owed.owner.team.0);
    let asked_about = file.fact(owed.raised_by).and_then(crate::privacy::asked_about);
    let mut reached = if step.to >= Rung::Lead { directory.above(body, step.to, today) } else { Vec::new() };
    if reached.is_empty() {
        reached = directory.guardians(body, today);
    }
    reached.retain(|officer| !guarding.bars(*officer) && Some(*officer) != asked_about);
    reached
}
