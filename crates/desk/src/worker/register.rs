//! What the worker does for the register: cases with evidence of abuse go on the next panel's agenda by themselves.

use std::collections::BTreeSet;

use access::house;
use casefile::allocations::on_register::OnRegister;
use casefile::calendar::{london_date, london_time};
use casefile::commands::register::next_listing;
use casefile::facts::{NewFact, PanelListed, PriorityAwarded, When};
use casefile::file::CaseFile;
use casefile::ids::FileId;
use casefile::obligations::{End, Standards, derive};
use jiff::Timestamp;

use crate::{CannotAct, House};

/// How many files one round looks at.
const AT_A_TIME: u32 = 500;
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
