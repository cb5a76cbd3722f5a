//! Requests in an emergency that were passed on: whether there is such a file is found out here and not while the officer waits, so that neither
//! the answer nor its time tells them.

use access::house;
use casefile::facts::{EmergencyAccessAsked, NewFact, When};
use casefile::ids::FileId;
use casefile::private::Sealed;
use ledger::UrgentRequest;

use crate::emergency::tell_at_once;
use crate::{CannotAct, Directory, House};

/// Looks for the files of all new requests. Gives how many there were.
pub(super) async fn match_all(house: &House) -> Result<usize, CannotAct> {
    let waiting = house.ledger().glance().await?.unmatched_requests().await?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let directory = house.directory().await?;
    for request in &waiting {
        if let Err(problem) = match_one(house, &directory, request).await {
            tracing::error!(%problem, "a request in an emergency could not be looked into");
        }
    }
    Ok(waiting.len())
}

/// Writes into the file, where there is one, that it was asked for, and tells those who answer for it.
async fn match_one(house: &House, directory: &Directory, request: &UrgentRequest) -> Result<(), CannotAct> {
    let (now, today) = (house.now(), house.today());
    let mut tx = house.ledger().begin("look into a request").await?;
    let Some(file) = tx.file_by_reference(&request.said.reference).await? else {
        tx.request_matched(request.id, None).await?;
        return Ok(tx.commit().await?);
    };
    let lead_body = asked_for(&mut tx, directory, file, request, now, today).await?;
    tx.request_matched(request.id, lead_body).await?;
    Ok(tx.commit().await?)
}

async fn asked_for(
    tx: &mut ledger::Tx,
    directory: &Directory,
    file: FileId,
    request: &UrgentRequest,
    now: jiff::Timestamp,
    today: jiff::civil::Date,
) -> Result<Option<casefile::ids::BodyId>, CannotAct> {
    let permit = house::clock(file);
    let folded = tx.file(&permit).await?;
    let lead_body = folded.lead().and_then(|team| folded.services().body(team));
    let parties = folded.services().all().iter().filter(|service| service.party).map(|service| service.body);
    let guardians = directory.guarding_body(lead_body.into_iter().chain(parties), today);
    let wall = casefile::calendar::london_time(request.at);
    let asked = EmergencyAccessAsked {
        officer: request.officer,
        reason: request.said.reason,
        why: Sealed::new(request.said.why.shown()),
        guardians,
    };
    let when = When::at(wall.date().at(wall.hour(), wall.minute(), 0, 0));
    tx.append(&permit, vec![NewFact::new(when, asked)], now, None).await?;
    let on_call = lead_body.map(|body| directory.on_call_for(body, today));
    let mut hear = on_call.map(|body| directory.on_call(body, today)).unwrap_or_default();
    hear.extend(guardians.map(|body| directory.guardians(body, today)).unwrap_or_default());
    tell_at_once(tx, hear, now).await?;
    Ok(on_call)
}
