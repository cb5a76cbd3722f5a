//! What may be in it for this recipient: what she asked to be kept, what leads to her, what was found in the very bytes.

use super::{Found, HitSummary, Outgoing, Weighing};
use crate::confidentiality::Markers;
use crate::facts::{DataItem, SendingReason, Who};
use crate::file::CaseFile;

/// What the alleged perpetrator's side is never told, marked or not.
pub(crate) const NEVER_TO_HIS_SIDE: &[DataItem] = &[
    DataItem::Phone,
    DataItem::Email,
    DataItem::Address,
    DataItem::Area,
    DataItem::School,
    DataItem::Work,
    DataItem::NewName,
    DataItem::Disclosure,
    DataItem::Application,
    DataItem::Account,
    DataItem::Health,
    DataItem::Everything,
];

pub(super) fn weigh(
    file: &CaseFile,
    outgoing: &Outgoing,
    hits: &[HitSummary],
    weighing: &mut Weighing,
) -> Vec<(DataItem, SendingReason)> {
    let markers = Markers::of(file);
    let to = outgoing.recipient;
    let is_his = to.person().is_some_and(|person| file.people().may_tell_him(person));
    let marked = |item: DataItem| markers.binds(item, to).is_some();
    for item in &outgoing.items {
        if marked(*item) {
            weighing.refuse(
                SendingReason::Marked,
                "She asked that this be kept from them. Leave it out; only she can lift it, and nobody asks her twice.",
            );
        } else if is_his && NEVER_TO_HIS_SIDE.contains(item) {
            weighing.refuse(SendingReason::LeadsToHer, "Make a copy for this one recipient without anything that leads to her.");
        }
    }
    for hit in hits.iter().filter(|hit| hit.whose.is_none() || hit.whose != to.person()) {
        weigh_hit(outgoing, hit, is_his, marked(item_of(hit.found)), weighing);
    }
    let mut withheld: Vec<(DataItem, SendingReason)> = markers
        .from(to)
        .flat_map(|marker| marker.items.iter().map(|item| (*item, SendingReason::Marked)))
        .chain(NEVER_TO_HIS_SIDE.iter().filter(|_| is_his).map(|item| (*item, SendingReason::LeadsToHer)))
        .collect();
    withheld.sort_unstable();
    // What is both marked and dangerous is withheld once, because she asked.
    withheld.dedup_by_key(|(item, _)| *item);
    withheld
}

fn weigh_hit(outgoing: &Outgoing, hit: &HitSummary, is_his: bool, marked: bool, weighing: &mut Weighing) {
    if hit.found == Found::Name {
        // Whom it is about stands in most letters. Who reads it beside the recipient does not matter to services.
        if matches!(outgoing.recipient, Who::Person(_)) && is_his {
            weighing.ask_a_second(SendingReason::NamesSomebody);
        }
        return;
    }
    if !hit.sure && !is_his {
        // A part that many share is no news to a service; where she asked that it be kept, somebody else reads it first.
        if marked {
            weighing.ask_a_second(SendingReason::Marked);
        }
        return;
    }
    if marked {
        weighing.refuse(
            SendingReason::Marked,
            "She asked that this be kept from them. Leave it out; only she can lift it, and nobody asks her twice.",
        );
    } else if is_his || !outgoing.in_spite_of_hits {
        weighing.refuse(
            SendingReason::HoldsSealed,
            "Take out what was found: it belongs to somebody other than the recipient. Then have it looked through again.",
        );
    } else {
        weighing.ask_a_second(SendingReason::InSpiteOfHits);
    }
}

const fn item_of(found: Found) -> DataItem {
    match found {
        Found::Phone => DataItem::Phone,
        Found::Email => DataItem::Email,
        Found::Address => DataItem::Address,
        Found::Name => DataItem::NewName,
        Found::Other => DataItem::Everything,
    }
}
