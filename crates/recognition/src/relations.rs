//! Acts with the one who does them and the one to whom they are done.

use crate::concepts::Concept;
use crate::scope::{Item, Pronoun, Referent};

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Agent {
    /// Nobody is named near the act.
    Unsaid,
    /// I, we.
    Self_,
    /// A partner, a former partner, a relative, or a pronoun that points at one.
    Connected,
    /// He or she, and nobody was named before.
    SomeoneUnnamed,
    /// A stranger, a neighbour, a boss, an animal.
    Outside,
    /// A child.
    Child,
}

/// To whom it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    /// Nobody is named near the act.
    Unsaid,
    /// me, us.
    Self_,
    /// her, him, a patient, a tenant.
    Other,
    /// A partner or a relative.
    Connected,
    /// A child.
    Child,
    /// My: something of mine.
    Mine,
    /// A stranger, a neighbour.
    Outside,
}

/// One act.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Relation {
    pub agent: Agent,
    pub act: Concept,
    pub negated: bool,
    pub target: Target,
    /// The words from the one who acts to the one to whom it is done.
    pub from: usize,
    pub to: usize,
}

/// How far before its act the one who acts may stand, in items, and how far after it the one to whom it is done.
const BEFORE: usize = 7;
const AFTER: usize = 4;

/// The acts of a sentence.
pub(crate) fn relations(items: &[Item], mut found: impl FnMut(Relation)) {
    for (at, item) in items.iter().enumerate() {
        let Some(act) = item.concept.filter(|concept| concept.act()) else { continue };
        let mut relation =
            Relation { agent: Agent::Unsaid, act, negated: item.negated, target: Target::Unsaid, from: item.from, to: item.to };
        for place in (at.saturating_sub(BEFORE)..at).rev() {
            if let Some(agent) = agent(&items[place]) {
                relation.agent = agent;
                let whose = place
                    .checked_sub(1)
                    .map(|before| &items[before])
                    .filter(|before| before.pronoun == Some(Pronoun::FirstOwner));
                relation.from = whose.unwrap_or(&items[place]).from;
                break;
            }
        }
        for after in &items[at + 1..items.len().min(at + 1 + AFTER)] {
            if let Some(target) = target(after) {
                relation.target = target;
                relation.to = after.to;
                break;
            }
        }
        found(relation);
    }
}

/// Who acts, if an item names one.
pub(crate) fn agent(item: &Item) -> Option<Agent> {
    match (item.concept, item.pronoun) {
        (Some(concept), _) if concept.connected() => Some(Agent::Connected),
        (Some(Concept::Outsider | Concept::Animal | Concept::Organisation), _) => Some(Agent::Outside),
        (Some(Concept::Kids | Concept::Pupil), _) => Some(Agent::Child),
        (None, Some(Pronoun::FirstSubject)) => Some(Agent::Self_),
        (None, Some(Pronoun::ThirdSubject)) => Some(match item.referent {
            Referent::Connected => Agent::Connected,
            Referent::Outside => Agent::Outside,
            Referent::Nobody => Agent::SomeoneUnnamed,
        }),
        _ => None,
    }
}

fn target(item: &Item) -> Option<Target> {
    match (item.concept, item.pronoun) {
        (Some(concept), _) if concept.connected() => Some(Target::Connected),
        (Some(Concept::Kids | Concept::Pupil), _) => Some(Target::Child),
        (Some(Concept::Outsider | Concept::Animal), _) => Some(Target::Outside),
        (None, Some(Pronoun::FirstObject)) => Some(Target::Self_),
        (None, Some(Pronoun::FirstOwner)) => Some(Target::Mine),
        (Some(Concept::Client), _) | (None, Some(Pronoun::ThirdObject)) => Some(Target::Other),
        _ => None,
    }
}
