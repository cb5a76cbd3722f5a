//! Safe contact: the one way to reach her next, everything else folded away, and what must be kept from whom.

use casefile::confidentiality::Markers;
use casefile::facts::{AddressRecorded, Channel, DataItem, Role};
use casefile::ids::{FactId, PersonId};
use casefile::obligations::Standards;
use casefile::safe_contact::{ContactPoint, NextWay, SafeContact, State, Why, next_safe_way};
use jiff::civil::Date;

use super::describe::Seen;
use super::views::{Keep, Place, Way};
use crate::components::{Reveal, Tag, Tone};
use crate::{paths, words};

/// What the page shows: the way to use next or through whom to reach her, and the ways not to use.
pub struct Ways {
    /// The way to use next.
    pub next: Option<Way>,
    /// Through whom, where there is none.
    pub through: Option<String>,
    /// The others.
    pub others: Vec<Way>,
}

/// Whether there is a safe way to reach her on a day.
pub fn is_reachable(seen: &Seen<'_>, standards: &Standards, today: Date) -> bool {
    matches!(next_safe_way(seen.file, standards, today), NextWay::Use { .. })
}

/// How people can be reached on a day.
pub fn ways(seen: &Seen<'_>, standards: &Standards, today: Date) -> Ways {
    let contact = SafeContact::of(seen.file, standards, today);
    let markers = Markers::of(seen.file);
    let (next, through, used) = match next_safe_way(seen.file, standards, today) {
        NextWay::Use { point, way } => {
            let first = Way { channel: way.label().to_owned(), ..shown(seen, &markers, &point) };
            (Some(first), None, Some(point.fact.id))
        }
        NextWay::Through(team) => (None, Some(seen.team(team)), None),
        NextWay::Wait => (None, None, None),
    };
    let others = contact.points().iter().filter(|point| Some(point.fact.id) != used);
    Ways { next, through, others: others.map(|point| shown(seen, &markers, point)).collect() }
}

fn shown(seen: &Seen<'_>, markers: &Markers<'_>, point: &ContactPoint<'_>) -> Way {
    let mut lines = Vec::new();
    let tag = match point.state {
        State::Safe { until } => {
            let ways: Vec<String> = point.ways.iter().map(|way| way.label().to_lowercase()).collect();
            lines.push(format!("Agreed: {}. Nothing else.", ways.join("; ")));
            lines.push(format!("Safe until {}, if nothing happens before.", words::day(until)));
            Tag::new("Safe", Tone::Green)
        }
        State::NotSafe(why) => {
            lines.push(why.label().to_owned());
            match why {
                Why::Old { .. } | Why::NeverConfirmed => Tag::new("Not confirmed lately", Tone::Orange),
                _ => Tag::new("Not safe", Tone::Red),
            }
        }
    };
    let by = point.set.by.map(|team| format!(", by {}", seen.team(team))).unwrap_or_default();
    lines.push(match point.set.confirmed {
        Some(day) => format!("Last confirmed on {}{by}.", words::day(day)),
        None => "Never confirmed.".into(),
    });
    let reached: Vec<String> = point.set.reached_by.iter().map(|person| seen.person(*person)).collect();
    if !reached.is_empty() {
        lines.push(format!("Can also be reached by {}.", words::list(&reached)));
    }
    let sealed = [
        (point.value, "value", "number or address"),
        (point.hours, "hours", "days and hours"),
        (point.terms, "terms", "words to use"),
    ];
    let sealed = sealed.into_iter().filter_map(|(fact, field, what)| Some(reveal(seen, fact?, field, what))).collect();
    let gone = matches!(point.state, State::NotSafe(Why::Superseded(_)));
    Way {
        whom: seen.person(point.set.person),
        channel: point.set.channel.label().into(),
        tag,
        lines,
        sealed,
        confirm: (!seen.past && !gone).then(|| format!("{}/{}/confirm", paths::part(seen.id, "contact"), point.fact.id)),
        keep: item_of(point.set.channel).and_then(|item| keep(seen, markers, item, point.set.person, "contact")),
    }
}

const fn item_of(channel: Channel) -> Option<DataItem> {
    match channel {
        Channel::Phone | Channel::Text => Some(DataItem::Phone),
        Channel::Email => Some(DataItem::Email),
        Channel::Letter | Channel::HomeVisit => Some(DataItem::Address),
        _ => None,
    }
}

fn reveal(seen: &Seen<'_>, fact: FactId, field: &str, what: &str) -> Reveal {
    Reveal {
        action: paths::part(seen.id, "reveal"),
        csrf: seen.csrf.to_owned(),
        fact: fact.to_string(),
        field: field.into(),
        what: what.into(),
    }
}

/// The button that keeps an item about somebody from the alleged perpetrator, or that it is kept already. Nothing where there is nobody to keep
/// it from, or where it is his own.
pub fn keep(seen: &Seen<'_>, markers: &Markers<'_>, item: DataItem, person: PersonId, back: &'static str) -> Option<Keep> {
    let people = seen.file.people();
    let him = people.in_role(Role::AllegedPerpetrator).next()?;
    if people.may_tell_him(person) {
        return None;
    }
    let name = seen.person(him.id);
    let what = item.label().to_lowercase();
    if let Some(marker) = markers.binds_about(person, item, casefile::facts::Who::Person(him.id)) {
        let since = words::day(marker.since.date);
        let kept = format!("This {what} is kept from {name} since {since}. It binds everything that leaves.");
        return Some(Keep { kept, ..Keep::default() });
    }
    (!seen.past).then(|| Keep {
        kept: String::new(),
        action: paths::part(seen.id, "keep"),
        csrf: seen.csrf.to_owned(),
        item: item.code(),
        what,
        person: person.to_string(),
        from: him.id.to_string(),
        from_name: name,
        back,
    })
}

/// What must be kept from whom.
pub fn markers(seen: &Seen<'_>) -> Vec<String> {
    let one = |marker: &casefile::confidentiality::Marker| {
        let items: Vec<String> = marker.items.iter().map(|item| item.label().to_lowercase()).collect();
        let person = || marker.keep_from.person().map_or_else(String::new, |person| seen.person(person));
        let from = marker.keep_from.team().map_or_else(person, |team| seen.team(team));
        let asked = if marker.only_asked { " She asked for it; set the marker." } else { "" };
        let (whose, since) = (seen.person(marker.person), words::day(marker.since.date));
        format!("{whose}’s {} must not reach {from}. Since {since}.{asked}", words::list(&items))
    };
    Markers::of(seen.file).all().iter().map(one).collect()
}

/// Places on file, newest first.
pub fn places(seen: &Seen<'_>) -> Vec<Place> {
    let markers = Markers::of(seen.file);
    let places = seen.file.each::<AddressRecorded>().map(|(fact, place)| Place {
        whose: format!("{}, since {}", seen.person(place.person), words::day(fact.happened.date)),
        value: reveal(seen, fact.id, "value", "address"),
        keep: keep(seen, &markers, DataItem::Address, place.person, "contact"),
    });
    places.rev().collect()
}
