//! What is said about kinds of fact and their fields, where their own documentation is too long for a form.

use casefile::facts::{FieldInfo, Kind};

use crate::words;

/// A kind of fact as a form's heading: `Evidence received`.
pub fn kind(kind: Kind) -> String {
    match kind {
        Kind::TurnedAwayFrom => "Turned away".into(),
        _ => words::from_code(kind.code()),
    }
}

/// The first sentence of what a kind means.
pub fn meaning(kind: Kind) -> String {
    sentence(kind.info().doc)
}

fn sentence(doc: &str) -> String {
    let doc = doc.trim();
    doc.find(". ").map_or_else(|| doc.to_owned(), |end| doc[..=end].to_owned())
}

/// The words on the button that leads to recording a kind of fact.
pub fn verb(kind: Kind) -> String {
    match kind {
        Kind::EvidenceConsidered => "Read and consider".into(),
        Kind::HeardAnswered => "Read it, and answer".into(),
        Kind::DecisionMade => "Decide".into(),
        Kind::PlanMade => "Make a plan".into(),
        Kind::PlanReviewed => "Review the plan".into(),
        Kind::HandedOver => "Hand over".into(),
        Kind::OfficerAssigned => "Assign an officer".into(),
        Kind::ObligationAnswered => "Say what was done".into(),
        Kind::ServiceNamed => "Bring in a service".into(),
        Kind::SendingDecided => "Read it, and agree or decline".into(),
        Kind::MessageSent => "Write to them".into(),
        _ => format!("Record: {}", self::kind(kind).to_lowercase()),
    }
}

/// A field as a question. Most documentation of fields is one already, once its full stop is gone.
pub fn question(field: &FieldInfo) -> String {
    let doc = field.doc.trim();
    let first = doc.find(['.', ':', ';']).map_or(doc, |end| &doc[..end]);
    first.trim().to_owned()
}

/// The rest of a field's documentation, as help.
pub fn help(field: &FieldInfo) -> Option<String> {
    let doc = field.doc.trim();
    let rest = doc.find(['.', ':', ';']).map(|end| doc[end + 1..].trim().trim_end_matches('.'))?;
    let mut letters = rest.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// What has just been done, by the code that the address brings. Only these can be said.
pub fn said(code: &str) -> Option<&'static str> {
    Some(match code {
        "recorded" | "request-answered" | "likeness-decided" => "Recorded",
        "home-added" => "The home is on the list. Adding it is on record",
        "home-changed" => "Kept. The change is on record",
        "home-withdrawn" => "Withdrawn. It is offered to nobody",
        "home-checked" => "The check is on file",
        "home-offered" => "Offered. The home is kept for her until she answers",
        "moved-in" => "Recorded. The home is hers until she leaves it",
        "kept" => "Marked. It binds everything that leaves, until she lifts it herself",
        "corrected" => "Corrected. The earlier entry stays readable in the timeline",
        "considered" => "Recorded as read, with what it changes",
        "decided" => "The decision is recorded",
        "taken" => "The application is open. Somewhere safe for tonight is owed where she has none",
        "planned" => "The plan is recorded",
        "handed-over" => "Handed over",
        "assigned" => "Assigned",
        "given-back" => "The file is back with your team",
        "brought-in" => "The service is in the file",
        "answered" => "Recorded as done",
        "asked" => "Asked. It stays owed until a second person agrees",
        "waived" => "Waived",
        "declined" => "Declined. It stays owed, and whoever asked can read why",
        "as-it-was" => "Recorded as it was. What it calls for is listed below",
        "acknowledged" => "Recorded. Those above you can see what will be done",
        "reassigned" => "Given to another officer",
        "reviewed" => "Decided",
        "emergency" => "You may read the file for an hour. Those who answer for it have been told",
        "passed-on" => "The duty manager on call has your request, and acts on it. If it cannot wait, ring them now",
        "emergency-ended" => "Your emergency access has ended",
        "enquiry-passed-on" => "Passed to the duty manager",
        "files-joined" => "Recorded. What protects the one file protects the other too",
        "files-parted" => "Parted. What protects each file stays as it was",
        "details-kept" => "Kept. Thank you",
        "looked-at" => "Recorded. It stands beside what you looked at",
        "declared" => "Thank you. A colleague looks after this now",
        "restricted" => {
            "Only the staff named below may open the file now. Look at what has left the house before, and at who has looked"
        }
        "loosening-asked" => "Asked. Nothing changes until a second person agrees",
        "loosened" => "Loosened",
        "leave-given" => "They may open the file until that day",
        "leave-ended" => "The leave has ended",
        "sharing-decided" => "Decided, with the day on which it is looked at again",
        "sharing-ended" => "The service is no longer party to the file",
        "sent" => "Sent. What becomes of it is shown below",
        "to-print" => "It may leave. Print it and post it",
        "links-checked" => "Recorded. How they are told follows from it",
        "to-write" => "Recorded. Write the letter now: until she has it, she has not been told",
        "in-her-hands" => "Recorded: she has it from today",
        "waits" => "It waits for a second person, and leaves only if they agree",
        "second-sent" => "Agreed. It leaves now",
        "second-letter" => "Agreed. The letter is ready to be printed",
        "second-declined" => "Declined. It does not leave, and whoever wrote it can read why",
        "posted" => "Recorded as posted",
        "stopped" => "Stopped. It does not leave",
        "assessed" => "Assessed and decided. Write the letter next: it gives her the reasons and how to ask for a review",
        "not-qualifying" => "Decided. Write the letter next: it gives her the ground and how to ask for a review",
        "listed" => "The case is on the agenda of the panel",
        "panel-decided" => "What the panel decided is recorded",
        "offered" => "The offer is recorded. Write the letter next",
        "offer-answered" => "Recorded. What she says about her safety never counts against her",
        "rests" => "The application rests. Everything else goes on",
        "counts-again" => "The application counts again, from the same day as before",
        "review-asked" => "Recorded. Somebody senior who took no part decides within eight weeks",
        "areas-named" => "Recorded. No home in these areas is offered to her",
        "home-passed" => "Recorded. She goes on waiting, and nothing of her place is lost",
        "home-entered" => "The home is on the list",
        "home-off" => "The home is off the list",
        "away" => "Recorded. The work is back with the team, to be given to somebody",
        _ => return None,
    })
}
