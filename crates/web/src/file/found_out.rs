//! `GET /files/{file}/found-out`: somebody may have found out. What has left the house, what is owed now, and what to press.

use axum::extract::Path;
use casefile::facts::{BreachClosed, BreachFound, Fact, Kind};
use casefile::ids::{FactId, FileId};
use casefile::obligations::{End, Obligation};
use casefile::sending;

use super::describe::Seen;
use super::handlers::InHand;
use super::views::{Entry, FoundOutPage, OwedLine};
use crate::door::{Problem, Signed};
use crate::{paths, words};

/// What carries something about her out of the house, or says that it got out.
const OUTWARD: &[Kind] = &[
    Kind::InformationShared,
    Kind::MinutesShared,
    Kind::InformationGiven,
    Kind::ReferralMade,
    Kind::PlacementNotified,
    Kind::MessageSent,
    Kind::LetterPrinted,
    Kind::LetterReturned,
];

/// What protects her, as she is asked first.
const PROTECTS: &[(Kind, &str)] = &[
    (Kind::BreachFound, "Say what has got out, and to whom"),
    (Kind::SafetyMeasure, "Record what protects her now"),
    (Kind::RiskAssessed, "Record how she sees the risk"),
    (Kind::PersonToldOfBreach, "Record that she has been told"),
    (Kind::RegulatorTold, "Record that the regulator has been told"),
    (Kind::HarmAcknowledged, "Acknowledge the harm"),
    (Kind::BreachClosed, "Close it, once she is protected"),
];

/// The page.
/// # Errors
/// No such file.
pub async fn show(signed: Signed, Path(file): Path<FileId>) -> Result<FoundOutPage, Problem> {
    let hand = InHand::open(signed, file, "").await?;
    let seen = hand.seen();
    let found = breaches(&seen);
    let open = found.iter().any(|(_, open)| *open);
    let offered = |kind: Kind| open || matches!(kind, Kind::BreachFound | Kind::SafetyMeasure);
    let page = FoundOutPage {
        frozen: sending::is_frozen(seen.file),
        found: found.iter().map(|(fact, _)| seen.entry(fact)).collect(),
        owed: hand.opened.owed.iter().filter(|one| is_because_of(one, &found)).map(|one| line(file, one, &hand)).collect(),
        left: left(&seen),
        looks: paths::part(file, "looks"),
        actions: PROTECTS
            .iter()
            .filter(|(kind, _)| offered(*kind))
            .map(|(kind, words)| (paths::act(file, *kind), (*words).into()))
            .collect(),
        frame: hand.frame(),
        head: hand.head("found-out"),
    };
    Ok(page)
}

/// Every breach, newest first, and whether it is still open.
fn breaches<'a>(seen: &Seen<'a>) -> Vec<(&'a Fact, bool)> {
    let closed: Vec<FactId> = seen.file.each::<BreachClosed>().map(|(_, it)| it.breach).collect();
    seen.file.each::<BreachFound>().rev().map(|(fact, _)| (fact, !closed.contains(&fact.id))).collect()
}

fn is_because_of(one: &Obligation, found: &[(&Fact, bool)]) -> bool {
    found.iter().any(|(fact, _)| fact.id == one.raised_by)
}

fn line(file: FileId, one: &Obligation, hand: &InHand) -> OwedLine {
    let done = !matches!(one.end, End::Open);
    OwedLine {
        href: paths::owed(file, one.rule.id, one.raised_by),
        title: one.rule.title.to_owned(),
        due: if done { "Done".to_owned() } else { words::due(one.due, hand.opened.at) },
        done,
    }
}

/// What has left the house, newest first.
fn left(seen: &Seen<'_>) -> Vec<Entry> {
    let mut facts: Vec<&Fact> = seen.file.any_of(OUTWARD).collect();
    facts.reverse();
    facts.into_iter().map(|fact| seen.entry(fact)).collect()
}
