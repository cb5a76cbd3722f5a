//! Why something may not leave, and where each reason is put right: one place for the pages and for programs.

use casefile::facts::{DataItem, Kind, SendingReason};
use casefile::ids::{FileId, PersonId};
use casefile::sending::Found;
use desk::Answer;

use super::PART;
use crate::act::views::Note;
use crate::file::describe::Seen;
use crate::{paths, words};

/// Where a reason is put right: address and words. Nothing where it is put right in the words themselves.
pub fn route(file: FileId, reason: SendingReason) -> Option<(String, String)> {
    let to = |href: String, words: &str| Some((href, words.to_owned()));
    match reason {
        SendingReason::NotSafe | SendingReason::NotTheirs | SendingReason::SharesAHome => {
            to(paths::part(file, "contact"), "See which way is safe, or record one that they confirm")
        }
        SendingReason::NoAddress => to(paths::part(file, "contact"), "Correct the number or address"),
        SendingReason::Marked => to(paths::part(file, "contact"), "See what is kept from whom"),
        SendingReason::NobodyThere => to(paths::part(file, "bring-in"), "Bring in the service"),
        SendingReason::Frozen => to(paths::part(file, "found-out"), "See what protects her first"),
        SendingReason::NoSuchWay => to(paths::act(file, Kind::ContactMade), "Record what was done in another way"),
        SendingReason::Restricted => to(paths::part(file, "access"), "See who may open the file"),
        SendingReason::LeadsToHer
        | SendingReason::HoldsSealed
        | SendingReason::NotFromTheList
        | SendingReason::HisSide
        | SendingReason::NamesSomebody
        | SendingReason::InSpiteOfHits
        | SendingReason::LinksNotChecked
        | SendingReason::LinkThere
        | SendingReason::StaffLink
        | SendingReason::NotReadable => None,
    }
}

/// The routes of several reasons, each once; where there is none, back to the recipients.
pub fn routes(file: FileId, because: &[SendingReason]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for route in because.iter().filter_map(|reason| route(file, *reason)) {
        if !all.contains(&route) {
            all.push(route);
        }
    }
    all.push((paths::part(file, PART), "Write to somebody else, or in another way".to_owned()));
    all
}

/// What was found, in words: what kind of thing, and whose; never what it says.
pub fn found(seen: &Seen<'_>, found: &[(Found, Option<PersonId>)]) -> Vec<String> {
    let line = |(what, whose): &(Found, Option<PersonId>)| match whose {
        Some(person) => words::from_code(&format!("{}: {}", what.label(), seen.person(*person))),
        None => words::from_code(what.label()),
    };
    let mut lines: Vec<String> = found.iter().map(line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// What is withheld from a recipient, in lines.
pub fn withheld(withheld: &[(DataItem, SendingReason)]) -> Vec<String> {
    withheld.iter().map(|(item, why)| format!("{}: {}", item.label(), why.label().to_lowercase())).collect()
}

/// What stands on a page where something may not leave.
pub fn notes(seen: &Seen<'_>, answer: &Answer) -> Vec<Note> {
    let mut notes = Vec::new();
    let lines = found(seen, &answer.found);
    if !lines.is_empty() {
        notes.push(Note::Lines("What was found in it".into(), lines));
    }
    if !answer.instead.is_empty() {
        notes.push(Note::Lines("What you can do instead".into(), answer.instead.clone()));
    }
    let kept = withheld(&answer.withheld);
    if !kept.is_empty() {
        notes.push(Note::Lines("Never for this recipient".into(), kept));
    }
    notes.push(Note::Links("Put it right".into(), routes(seen.id, &answer.because)));
    notes
}
