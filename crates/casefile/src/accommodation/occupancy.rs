//! Who holds which room of the list of homes, from when and until when, as one file says it. The view across files is made of this.

use jiff::civil::Date;

use super::bed_and_breakfast::family_since;
use crate::facts::{
    Body, Fact, HomeKind, Kind, OfferAnswered, OfferMade, PlacementEnded, PlacementMade, RepairDone, RepairReported,
};
use crate::file::CaseFile;
use crate::ids::{FactId, RoomId};

/// How a room is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// It was offered, and the answer is awaited or was yes.
    Offered,
    /// Somebody lives there.
    Lived,
}

/// A room that a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occupied {
    /// The offer or the placement.
    pub fact: FactId,
    /// Which room.
    pub room: RoomId,
    /// How.
    pub held: Held,
    /// From this day.
    pub since: Date,
    /// Until this day, on which somebody else may come in; `None` while it is held.
    pub until: Option<Date>,
    /// What kind of home it is.
    pub home: HomeKind,
    /// Whether a family lives there: children, or a pregnancy.
    pub family: bool,
    /// What it costs for a night, in pence.
    pub nightly: u64,
}

impl Occupied {
    /// Whether two hold a room on one day at least.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.room == other.room
            && other.until.is_none_or(|until| self.since < until)
            && self.until.is_none_or(|until| other.since < until)
    }
}

/// A repair that was reported in a room of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The report.
    pub fact: FactId,
    /// In which room.
    pub room: RoomId,
    /// On which day.
    pub since: Date,
    /// By which day it was to be done.
    pub due: Option<Date>,
    /// On which day she confirmed that it was.
    pub done: Option<Date>,
}

/// The day on which a placement ended, where it has: told so, placed elsewhere, or moved.
pub fn left(file: &CaseFile, placement: &Fact) -> Option<Date> {
    let facts = file.facts();
    let at = facts.iter().position(|fact| fact.id == placement.id)?;
    let later = facts[at + 1..].iter().find(|fact| match &fact.body {
        Body::PlacementEnded(it) => it.placement.is_none_or(|which| which == placement.id),
        Body::PlacementMade(_) => true,
        Body::Moved(it) => file.survivor() == Some(it.person),
        _ => false,
    });
    // Where no time of day is known, the end of a stay may sort before its beginning on the same day.
    let named = facts[..at]
        .iter()
        .rfind(|fact| fact.is::<PlacementEnded>().is_some_and(|it| it.placement == Some(placement.id)))
        .filter(|fact| fact.happened.date >= placement.happened.date);
    named.or(later).map(|fact| fact.happened.date)
}

/// The placement in which she is on a day.
pub fn lives_in(file: &CaseFile, day: Date) -> Option<(&Fact, &PlacementMade)> {
    file.each::<PlacementMade>()
        .rfind(|(fact, _)| fact.happened.date <= day)
        .filter(|(fact, _)| left(file, fact).is_none_or(|left| day < left))
}

/// The day on which an offer holds its room no longer: refused, or she was placed.
fn offer_over(file: &CaseFile, offer: &Fact) -> Option<Date> {
    let refused = file.each::<OfferAnswered>().find(|(_, it)| it.offer == offer.id && !it.accepted).map(|(fact, _)| fact);
    let placed = file.each::<PlacementMade>().find(|(fact, it)| follows(offer, fact, it)).map(|(fact, _)| fact);
    refused.into_iter().chain(placed).map(|fact| fact.happened.date).min()
}

/// Whether a placement came after an offer, and so ends what it held: the same room from the day of the offer on, or another place later. Where only the day
/// of a placement is known, it sorts before everything of that day whose time is.
pub fn follows(offer: &Fact, placement: &Fact, it: &PlacementMade) -> bool {
    let same_room = it.room.is_some() && it.room == room_of(offer) && placement.happened.date >= offer.happened.date;
    same_room || (placement.happened, placement.id) > (offer.happened, offer.id)
}

/// Every room that a file holds or held. What began and ended on one day held nothing.
pub fn occupied(file: &CaseFile) -> Vec<Occupied> {
    if !file.any_of(&[Kind::PlacementMade, Kind::OfferMade]).any(|fact| room_of(fact).is_some()) {
        return Vec::new();
    }
    let lived = file.each::<PlacementMade>().filter_map(|(fact, it)| {
        Some(Occupied {
            fact: fact.id,
            room: it.room?,
            held: Held::Lived,
            since: fact.happened.date,
            until: left(file, fact),
            home: it.home,
            family: family_since(file, fact, it).is_some(),
            nightly: it.nightly.map_or(0, |pence| pence.0),
        })
    });
    let offered = file.each::<OfferMade>().filter_map(|(fact, it)| {
        Some(Occupied {
            fact: fact.id,
            room: it.room?,
            held: Held::Offered,
            since: fact.happened.date,
            until: offer_over(file, fact),
            home: it.home,
            family: false,
            nightly: 0,
        })
    });
    let holds = |one: &Occupied| one.until.is_none_or(|until| one.since < until);
    lived.chain(offered).filter(holds).collect()
}

/// The room that an offer or a placement is about.
fn room_of(fact: &Fact) -> Option<RoomId> {
    match &fact.body {
        Body::PlacementMade(it) => it.room,
        Body::OfferMade(it) => it.room,
        _ => None,
    }
}

/// Repairs that were reported in rooms of the list.
pub fn repairs(file: &CaseFile) -> Vec<Repair> {
    let found = file.each::<RepairReported>().filter_map(|(fact, it)| {
        let placement = repaired_in(file, fact, it)?;
        let done = file.each::<RepairDone>().find(|(done, it)| {
            it.confirmed && (done.happened, done.id) > (fact.happened, fact.id) && it.repair.is_none_or(|which| which == fact.id)
        });
        Some(Repair {
            fact: fact.id,
            room: room_of(placement)?,
            since: fact.happened.date,
            due: it.due,
            done: done.map(|(done, _)| done.happened.date),
        })
    });
    found.collect()
}

/// The placement in which a repair is needed: the one that it names, or the one in which she was.
pub fn repaired_in<'a>(file: &'a CaseFile, fact: &Fact, it: &RepairReported) -> Option<&'a Fact> {
    let named = it.placement.and_then(|id| file.fact(id)).filter(|named| named.is::<PlacementMade>().is_some());
    named.or_else(|| lives_in(file, fact.happened.date).map(|(placed, _)| placed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestFile, a_council};

    fn stays(file: &TestFile) -> Vec<String> {
        let said = |one: Occupied| {
            let until = one.until.map_or_else(|| "on".to_owned(), |day| day.to_string());
            format!("{:?} {}..{until}", one.held, one.since)
        };
        occupied(&file.fold()).into_iter().map(said).collect()
    }

    fn placed(day: &str, room: &str) -> TestFile {
        a_council().on(day, &format!("placed: placement-made by=housing home=temporary room={room} nightly=6500"))
    }

    #[test]
    fn a_placement_holds_its_room_until_she_has_left() {
        assert_eq!(stays(&placed("2026-03-02", "r1")), ["Lived 2026-03-02..on"]);
        let ended = placed("2026-03-02", "r1").on("2026-03-09", "placement-ended placement=placed by=housing");
        assert_eq!(stays(&ended), ["Lived 2026-03-02..2026-03-09"]);
        let elsewhere = placed("2026-03-02", "r1").on("2026-03-05", "placement-made by=housing home=refuge");
        assert_eq!(stays(&elsewhere), ["Lived 2026-03-02..2026-03-05"]);
        let two = placed("2026-03-02", "r1").on("2026-03-05", "placement-made by=housing home=temporary room=r2");
        assert_eq!(stays(&two), ["Lived 2026-03-02..2026-03-05", "Lived 2026-03-05..on"]);
        assert!(stays(&a_council().on("2026-03-02", "placement-made by=housing home=temporary")).is_empty());
    }

    #[test]
    fn what_began_and_ended_on_one_day_held_nothing() {
        let ended = placed("2026-03-02T15:00", "r1").on("2026-03-02", "placement-ended placement=placed by=housing");
        assert!(stays(&ended).is_empty());
        let corrected =
            placed("2026-03-02", "r1").on("2026-03-02", "placement-made by=housing home=temporary room=r2").superseding("placed");
        assert_eq!(stays(&corrected), ["Lived 2026-03-02..on"]);
    }

    #[test]
    fn an_offer_holds_its_room_until_it_is_refused_or_she_has_moved_in() {
        let offered = a_council().on("2026-03-02", "offer: offer-made by=housing home=temporary room=r1");
        assert_eq!(stays(&offered), ["Offered 2026-03-02..on"]);
        let refused = offered.clone().on("2026-03-04", "offer-answered offer=offer unsafe_there");
        assert_eq!(stays(&refused), ["Offered 2026-03-02..2026-03-04"]);
        let moved = offered
            .on("2026-03-03", "offer-answered offer=offer accepted")
            .on("2026-03-05", "placement-made by=housing home=temporary room=r1");
        assert_eq!(stays(&moved), ["Lived 2026-03-05..on", "Offered 2026-03-02..2026-03-05"]);
    }

    #[test]
    fn two_hold_a_room_together_only_if_they_share_a_day() {
        let stay = |since: &str, until: Option<&str>| Occupied {
            fact: FactId(uuid::Uuid::nil()),
            room: RoomId(uuid::Uuid::nil()),
            held: Held::Lived,
            since: since.parse().unwrap(),
            until: until.map(|day| day.parse().unwrap()),
            home: HomeKind::Temporary,
            family: false,
            nightly: 0,
        };
        let first = stay("2026-03-02", Some("2026-03-09"));
        assert!(!first.overlaps(&stay("2026-03-09", None)));
        assert!(first.overlaps(&stay("2026-03-08", None)) && stay("2026-03-08", None).overlaps(&first));
        assert!(!first.overlaps(&stay("2026-02-01", Some("2026-03-02"))));
    }

    #[test]
    fn a_repair_belongs_to_the_room_in_which_she_was_until_she_confirms_it() {
        let told = placed("2026-03-02", "r1").on("2026-03-05", "repair: repair-reported by=her to=housing due=2026-03-12");
        assert_eq!(repairs(&told.fold())[0].done, None);
        let unsaid = told.clone().on("2026-03-10", "repair-done by=housing repair=repair");
        assert_eq!(repairs(&unsaid.fold())[0].done, None);
        let done = told.on("2026-03-11", "repair-done by=housing repair=repair confirmed");
        assert_eq!(repairs(&done.fold())[0].done, Some(jiff::civil::date(2026, 3, 11)));
    }
}
