//! Who may get something, by which way: the person, the channel, the number or address; and whether anything may leave at all.

use jiff::civil::Date;

use super::{Outgoing, Weighing};
use crate::facts::{
    BreachClosed, BreachFound, Channel, ContactWay, Function, Relation, Role, SafeContactSet, SendingReason, StaffLinkKnown, Who,
};
use crate::file::CaseFile;
use crate::homelessness::links::{NotYet, Told, may_be_told, tells_where, to_be_told_of};
use crate::ids::{FactId, PersonId};
use crate::obligations::Standards;
use crate::safe_contact::{NextWay, SafeContact, next_safe_way};

/// Services that act on her safety: they are told also while nothing else may leave.
const PROTECT_HER: &[Function] = &[
    Function::Police,
    Function::Idva,
    Function::Refuge,
    Function::Marac,
    Function::Children,
    Function::Adults,
    Function::Housing,
    Function::School,
    Function::DataProtection,
];

pub(super) fn weigh(file: &CaseFile, standards: &Standards, outgoing: &Outgoing, today: Date, weighing: &mut Weighing) {
    frozen(file, outgoing, weighing);
    if outgoing.channel == Channel::InPerson {
        handed_over(file, outgoing, weighing);
        return;
    }
    let Some(way) = way_of(outgoing.channel) else {
        weighing.refuse(
            SendingReason::NoSuchWay,
            "Send a letter, an e-mail or a text message; anything else is recorded when it is done.",
        );
        return;
    };
    match outgoing.recipient {
        Who::Team(team) if file.services().team(team).is_some() => to_a_team(file, outgoing, today, weighing),
        Who::Person(person) if file.people().get(person).is_some() => {
            if file.people().may_tell_him(person) {
                to_his_side(file, outgoing, person, weighing);
            } else {
                to_a_person(file, standards, outgoing, (person, way), today, weighing);
            }
        }
        _ => weighing.refuse(SendingReason::NobodyThere, "Choose somebody who is in the file, or bring the service in first."),
    }
}

/// A letter that is put into somebody's own hands needs no address. It goes to nobody else, and to nobody on his side: they get what they get by post,
/// after a second person has read it.
fn handed_over(file: &CaseFile, outgoing: &Outgoing, weighing: &mut Weighing) {
    match outgoing.recipient {
        Who::Person(person) if file.people().get(person).is_some() && !file.people().may_tell_him(person) => {
            if outgoing.contact.is_some() {
                weighing.refuse(SendingReason::NotTheirs, "Hand it over without an address on it.");
            }
            if shares_a_home_with_him(file, person) {
                weighing.ask_a_second(SendingReason::SharesAHome);
            }
        }
        Who::Person(person) if file.people().get(person).is_some() => {
            weighing.refuse(
                SendingReason::NoSuchWay,
                "Nothing is handed to the alleged perpetrator’s side. What has to go to them goes by post.",
            );
        }
        Who::Team(team) if file.services().team(team).is_some() => {
            weighing.refuse(SendingReason::NoSuchWay, "Send a letter or an e-mail to the service’s own address.");
        }
        _ => weighing.refuse(SendingReason::NobodyThere, "Choose somebody who is in the file, or bring the service in first."),
    }
}

/// Somebody may have found out where she is: nothing leaves until that is followed through, but what protects her.
fn frozen(file: &CaseFile, outgoing: &Outgoing, weighing: &mut Weighing) {
    if open_breach(file).is_none() {
        return;
    }
    let protects_her = match outgoing.recipient {
        Who::Person(person) => Some(person) == file.survivor() && outgoing.is_content_free,
        Who::Team(team) => file.services().team(team).is_some_and(|service| PROTECT_HER.contains(&service.function)),
    };
    if !protects_her {
        weighing.refuse(
            SendingReason::Frozen,
            "Somebody may have found out about her. Protect her first and close the breach; until then only what protects her leaves.",
        );
    }
}

/// Whether nothing leaves the file but what protects her: somebody may have found out, and the breach is not closed.
pub fn is_frozen(file: &CaseFile) -> bool {
    open_breach(file).is_some()
}

/// A breach that endangers her and is not closed.
pub(super) fn open_breach(file: &CaseFile) -> Option<FactId> {
    let endangers =
        |it: &BreachFound| it.recipient.is_none_or(|who| who.person().is_some_and(|person| file.people().may_tell_him(person)));
    let is_closed = |breach: FactId| file.each::<BreachClosed>().any(|(_, it)| it.breach == breach);
    file.each::<BreachFound>().find(|(fact, it)| endangers(it) && !is_closed(fact.id)).map(|(fact, _)| fact.id)
}

const fn way_of(channel: Channel) -> Option<ContactWay> {
    match channel {
        Channel::Letter => Some(ContactWay::Post),
        Channel::Email => Some(ContactWay::Email),
        Channel::Text => Some(ContactWay::Text),
        _ => None,
    }
}

fn to_a_team(file: &CaseFile, outgoing: &Outgoing, today: Date, weighing: &mut Weighing) {
    if outgoing.contact.is_some() {
        weighing.refuse(
            SendingReason::NotTheirs,
            "Give the service’s own address: the one that you chose belongs to somebody in the file.",
        );
    }
    if let Some(team) = outgoing.recipient.team()
        && outgoing.items.iter().any(|item| tells_where(*item))
        && to_be_told_of(file, team, today).is_some()
    {
        match may_be_told(file, team, today) {
            Ok(Told::InFull) => {}
            Ok(Told::WithoutAddress) => weighing.refuse(
                SendingReason::LinkThere,
                "Leave the address out: it was decided that one named person is told without it. A manager can decide otherwise, in a new check.",
            ),
            Err(NotYet::Held) => weighing.refuse(SendingReason::LinkThere, "Finish looking into their links, and record the check again."),
            Err(_) => weighing.refuse(
                SendingReason::LinksNotChecked,
                "Check first whether anybody there is linked to him: it is done from the page of the letter.",
            ),
        }
    }
    if file.each::<StaffLinkKnown>().any(|(_, it)| Who::Team(it.team) == outgoing.recipient) {
        weighing.ask_a_second(SendingReason::StaffLink);
    }
}

fn to_his_side(file: &CaseFile, outgoing: &Outgoing, person: PersonId, weighing: &mut Weighing) {
    weighing.ask_a_second(SendingReason::HisSide);
    if outgoing.contact.is_some_and(|entry| !is_of(file, entry, person)) {
        weighing.refuse(SendingReason::NotTheirs, "This number or address is somebody else’s. Give the recipient’s own.");
    }
}

fn is_of(file: &CaseFile, entry: FactId, person: PersonId) -> bool {
    file.fact(entry).and_then(|fact| fact.is::<SafeContactSet>()).is_some_and(|it| it.person == person)
}

fn to_a_person(
    file: &CaseFile,
    standards: &Standards,
    outgoing: &Outgoing,
    (person, way): (PersonId, ContactWay),
    today: Date,
    weighing: &mut Weighing,
) {
    let contact = SafeContact::of(file, standards, today);
    let point = outgoing.contact.and_then(|entry| contact.point(entry));
    match point {
        Some(point) if point.set.person != person => {
            weighing.refuse(
                SendingReason::NotTheirs,
                "This number or address is somebody else’s. Choose one of the recipient’s own.",
            );
        }
        Some(point) if point.ways.contains(&way) => {}
        _ => weighing.refuse(SendingReason::NotSafe, route(file, standards, person, today)),
    }
    if is_family(file, person) && outgoing.channel != Channel::Letter && !outgoing.is_content_free {
        weighing.refuse(
            SendingReason::NotFromTheList,
            "Texts and e-mail to her say “Please call the number you know.” and nothing else. Tell her the rest when she calls.",
        );
    }
    if shares_a_home_with_him(file, person) {
        weighing.ask_a_second(SendingReason::SharesAHome);
    }
}

/// She, her children, and whoever lives with them: texts and e-mail to them hold nothing but words from the list.
pub fn is_family(file: &CaseFile, person: PersonId) -> bool {
    file.people().get(person).is_some_and(|person| {
        person.in_household || matches!(person.role, Role::Survivor | Role::Child | Role::UnbornChild | Role::HouseholdMember)
    })
}

/// Whether they live with somebody on his side, as far as the file tells.
fn shares_a_home_with_him(file: &CaseFile, person: PersonId) -> bool {
    let people = file.people();
    let lives_here = |id: PersonId| people.get(id).is_some_and(|person| person.in_household);
    let with_us = lives_here(person) && people.all().iter().any(|other| other.in_household && people.may_tell_him(other.id));
    let elsewhere = people.relationships().iter().any(|(one, relation, other)| {
        *relation == Relation::Flatmate
            && ((*one == person && people.may_tell_him(*other)) || (*other == person && people.may_tell_him(*one)))
    });
    with_us || elsewhere
}

/// The way that there is instead of one that is not safe.
fn route(file: &CaseFile, standards: &Standards, person: PersonId, today: Date) -> String {
    if Some(person) != file.survivor() {
        return "Nobody has confirmed this way for them. Ask them in person which way is safe, and record it.".to_owned();
    }
    match next_safe_way(file, standards, today) {
        NextWay::Use { way, .. } => {
            format!("This way is not safe. Use the next safe way, and no other: {}.", way.label().to_lowercase())
        }
        NextWay::Through(team) => match file.services().team(team) {
            Some(service) => format!("No way is known to be safe. Reach her through {}, and in no other way.", service.name),
            None => "No way is known to be safe. Reach her through the service that sees her.".to_owned(),
        },
        NextWay::Wait => "No way is known to be safe. Wait until she comes.".to_owned(),
    }
}
