//! The gate once more, at the moment at which a message leaves. What may not leave any more is stopped, stands on its file with the reason, and
//! falls to somebody by name.

use access::house;
use casefile::calendar::london_date;
use casefile::facts::{MessageSent, SendingReason};
use casefile::ids::FileId;
use casefile::sending::{Again, LeavesNow, decide_again};
use jiff::{SignedDuration, Timestamp};
use ledger::{Claimed, LedgerError, Message, Outward, Sent, Tx};

use super::{CannotPost, Carrier, Receipt};
use crate::sending::{give_to_author, recheck};
use crate::{CannotAct, House};

/// What happens to a message now.
pub(super) enum Now {
    /// It goes.
    Carry(LeavesNow),
    /// The carrier has had it all along.
    Carried(Receipt),
    /// Whether the carrier has it is not known: later.
    Later(CannotPost),
    /// It was stopped.
    Stopped,
}

/// Decides about a claimed message. What it finds is on the file before this returns.
pub(super) async fn decide(house: &House, carrier: &dyn Carrier, claimed: &Claimed, now: Timestamp) -> Result<Now, CannotAct> {
    let mut tx = house.ledger().begin("decide again about a message").await?;
    let Some(sent) = tx.delivery(claimed.id).await? else {
        // It belongs to no file: nothing could have decided about it.
        tx.sent(claimed.id, now).await?;
        tx.commit().await?;
        return Ok(Now::Stopped);
    };
    let because = match again(house, &mut tx, &sent, &claimed.message, now).await? {
        Some(Again::Leaves(leaves)) => {
            tx.commit().await?;
            return Ok(Now::Carry(leaves));
        }
        Some(Again::Stays(because)) => because,
        None => {
            // A file whose key is destroyed has no messages any more.
            tx.sent(claimed.id, now).await?;
            tx.commit().await?;
            return Ok(Now::Stopped);
        }
    };
    if claimed.attempts > 1 {
        // The carrier may have taken it on an earlier attempt: then it has left, and nobody says otherwise.
        tx.commit().await?;
        match carrier.took(claimed.id, now).await {
            Ok(Some(receipt)) => return Ok(Now::Carried(receipt)),
            Ok(None) => {}
            Err(CannotPost::Refused(words)) => return Ok(Now::Later(CannotPost::Later(words, SignedDuration::ZERO))),
            Err(problem) => return Ok(Now::Later(problem)),
        }
        tx = house.ledger().begin("stop a message").await?;
    }
    stop(house, &mut tx, &sent, because, now).await?;
    tx.commit().await?;
    tracing::warn!("a message was stopped on its way: the sending gate decided again");
    Ok(Now::Stopped)
}

/// What the gate says of a message now; `None` where its file is no more.
async fn again(house: &House, tx: &mut Tx, sent: &Sent, message: &Message, now: Timestamp) -> Result<Option<Again>, CannotAct> {
    let permit = house::clock(sent.file);
    let file = match tx.file(&permit).await {
        Err(LedgerError::KeyDestroyed | LedgerError::NoSuchFile) => return Ok(None),
        file => file?,
    };
    let recorded = file.fact(sent.fact).and_then(|fact| fact.is::<MessageSent>());
    let (Some(recorded), Message::ToPerson { address, text, .. }) = (recorded, message) else {
        return Ok(Some(Again::Stays(vec![SendingReason::NotReadable])));
    };
    let by_hand = recorded.contact.is_none().then(|| address.clone());
    let outward = Outward::new(recorded.channel, text.clone(), by_hand);
    let found = recheck(tx, &permit, &file, sent.fact, &outward, now).await?;
    let file = tx.file(&permit).await?;
    Ok(Some(decide_again(&file, &house.ledger().standards(), sent.fact, &found, london_date(now))))
}

async fn stop(house: &House, tx: &mut Tx, sent: &Sent, because: Vec<SendingReason>, now: Timestamp) -> Result<(), CannotAct> {
    let permit = house::clock(sent.file);
    let stopped = tx.stop(&permit, sent.fact, Some(sent.message), because, now).await?;
    give_to_author(house, tx, sent.file, sent.fact, stopped, now).await
}

/// Decides at once about everything of a file that waits, and stops what may not leave any more: somebody may have found out, the file was closed,
/// a way is not safe any more.
pub(crate) async fn hold_back(house: &House, file: FileId) -> Result<usize, CannotAct> {
    let now = house.now();
    if house.ledger().glance().await?.waits(file).await? == 0 {
        return Ok(0);
    }
    let mut tx = house.ledger().begin("hold back what waits").await?;
    let permit = house::clock(file);
    let mut stopped = 0;
    for claimed in tx.waiting(&permit, now).await? {
        let Some(sent) = tx.delivery(claimed.id).await? else { continue };
        if let Some(Again::Stays(because)) = again(house, &mut tx, &sent, &claimed.message, now).await? {
            stop(house, &mut tx, &sent, because, now).await?;
            stopped += 1;
        }
    }
    tx.commit().await?;
    Ok(stopped)
}
