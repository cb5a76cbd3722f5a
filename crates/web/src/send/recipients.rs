//! `GET /files/{file}/send`: to whom one can write, what waits, and what was sent.

use axum::extract::Path;
use casefile::facts::{
    Channel, ContactWay, Fact, Kind, LetterReady, MessageSent, SendingAsked, SendingDecided, SendingStopped, Who,
};
use casefile::ids::{FactId, FileId, PersonId};
use casefile::obligations::Standards;
use casefile::safe_contact::{ContactPoint, SafeContact};
use casefile::sending;
use jiff::civil::Date;

use super::PART;
use super::views::{Recipient, SendPage};
use crate::door::{Problem, Signed};
use crate::file::describe::Seen;
use crate::file::handlers::InHand;
use crate::{act, paths, words};

/// The ways by which Holdfast sends, that which reaches soonest first.
const WAYS: [(ContactWay, Channel); 3] =
    [(ContactWay::Text, Channel::Text), (ContactWay::Email, Channel::Email), (ContactWay::Post, Channel::Letter)];

/// The page.
/// # Errors
/// No such file.
pub async fn show(signed: Signed, Path(file): Path<FileId>) -> Result<SendPage, Problem> {
    let hand = InHand::open(signed, file, "").await?;
    let seen = hand.seen();
    let standards = &hand.signed.web.settings().standards;
    let today = hand.opened.at.date();
    let mut people: Vec<PersonId> = seen.file.people().all().iter().map(|person| person.id).collect();
    people.sort_by_key(|person| Some(*person) != seen.file.survivor());
    let services = seen.file.services().all().iter().map(|service| Recipient {
        name: seen.team(service.team),
        href: write_to(file, Who::Team(service.team)),
        line: "By e-mail or letter, to its own address.".into(),
        fix: None,
    });
    let mut sent: Vec<&Fact> = seen.file.each::<MessageSent>().map(|(fact, _)| fact).collect();
    sent.reverse();
    Ok(SendPage {
        frozen: sending::is_frozen(seen.file),
        people: people.into_iter().map(|person| recipient(&seen, standards, today, person)).collect(),
        services: services.collect(),
        waiting: waiting(&seen),
        sent: sent.into_iter().map(|fact| seen.entry(fact)).collect(),
        bring_in: paths::part(file, "bring-in"),
        frame: hand.frame(),
        head: hand.head(PART),
    })
}

/// Where one writes to somebody.
pub(super) fn write_to(file: FileId, to: Who) -> String {
    match to {
        Who::Person(person) => paths::send(file, &format!("to/person-{person}")),
        Who::Team(team) => paths::send(file, &format!("to/team-{team}")),
    }
}

/// The channels by which somebody can be written to safely today.
pub(super) fn channels(seen: &Seen<'_>, standards: &Standards, today: Date, person: PersonId) -> Vec<Channel> {
    let contact = SafeContact::of(seen.file, standards, today);
    WAYS.iter().filter(|(way, _)| contact.reaching(person, *way).is_some()).map(|(_, channel)| *channel).collect()
}

fn recipient(seen: &Seen<'_>, standards: &Standards, today: Date, person: PersonId) -> Recipient {
    let (name, href) = (seen.person(person), write_to(seen.id, Who::Person(person)));
    if seen.file.people().may_tell_him(person) {
        let line = "On the alleged perpetrator’s side: a second person reads everything before it goes.".into();
        return Recipient { name, href, line, fix: None };
    }
    let channels = channels(seen, standards, today, person);
    if channels.is_empty() {
        let contact = SafeContact::of(seen.file, standards, today);
        let speak = contact.points_of(person).find(|point| point.is_safe()).map(by_speaking);
        let line = speak.unwrap_or_else(|| "No safe way of writing to them is known.".into());
        let fix = if speak_is_all(&contact, person) {
            (paths::part(seen.id, "contact"), "See how".into())
        } else {
            (paths::act(seen.id, Kind::SafeContactSet), "Record a way that they confirm".into())
        };
        return Recipient { name, href: String::new(), line, fix: Some(fix) };
    }
    let ways: Vec<String> = channels.iter().map(|channel| channel.label().to_lowercase()).collect();
    Recipient { name, href, line: format!("Safe today: {}.", words::list(&ways)), fix: None }
}

fn by_speaking(point: &ContactPoint<'_>) -> String {
    let ways: Vec<String> = point.ways.iter().map(|way| way.label().to_lowercase()).collect();
    format!("Do not write. Safe today: {}.", words::list(&ways))
}

fn speak_is_all(contact: &SafeContact<'_>, person: PersonId) -> bool {
    contact.points_of(person).any(ContactPoint::is_safe)
}

/// What a recipient is called.
pub(super) fn name(seen: &Seen<'_>, to: Who) -> String {
    match to {
        Who::Person(person) => seen.person(person),
        Who::Team(team) => seen.team(team),
    }
}

/// What waits for a second person, and letters that wait to be posted.
fn waiting(seen: &Seen<'_>) -> Vec<act::views::Explained> {
    let answered = |asked: FactId| seen.file.each::<SendingDecided>().any(|(_, it)| it.asked == Some(asked));
    let asked = seen.file.each::<SendingAsked>().filter(|(fact, _)| !answered(fact.id)).map(|(fact, it)| {
        let what = format!("To {}. By {}, {}.", name(seen, it.to), seen.officer(it.officer), words::when(fact.happened));
        (paths::send(seen.id, &format!("asked/{}", fact.id)), "Waits for a second person".to_owned(), what)
    });
    let letters = seen.file.each::<LetterReady>().filter(|(fact, it)| is_waiting(seen, fact.id, it)).map(|(fact, it)| {
        let what = format!("To {}. By {}, {}.", name(seen, it.to), seen.officer(it.officer), words::when(fact.happened));
        (paths::send(seen.id, &format!("letters/{}", fact.id)), "Letter to print and post".to_owned(), what)
    });
    asked.chain(letters).collect()
}

/// Whether a letter is neither posted nor stopped.
pub(super) fn is_waiting(seen: &Seen<'_>, letter: FactId, it: &LetterReady) -> bool {
    let posted = seen.file.each::<MessageSent>().any(|(_, sent)| sent.decided == Some(it.decided));
    !posted && !seen.file.each::<SendingStopped>().any(|(_, stopped)| stopped.of == letter)
}
