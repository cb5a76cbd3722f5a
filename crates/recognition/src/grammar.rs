//! The first of the two ways of hearing: rules about who does what to whom.
//!
//! By itself it hears too little and too much (docs/benchmarks-recognition.md has the figures), because people rarely say it in the words that
//! somebody put on a list. But what it finds can be put into a sentence, and so it is what the officer reads as the reason.

use crate::concepts::Concept;
use crate::features::presence;
use crate::kinds::Kind;
use crate::relations::{Agent, Relation, Target, relations};
use crate::scope::Item;

/// Something that a rule found in a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Finding {
    /// The first word, and the word after the last.
    pub from: usize,
    pub to: usize,
    pub kind: Kind,
    pub reason: &'static str,
    /// 1 is enough for a disclosure.
    pub strength: f32,
}

const fn bit(concept: Concept) -> u64 {
    1 << concept as u32
}

const CONNECTED: u64 = bit(Concept::Partner)
    | bit(Concept::Ex)
    | bit(Concept::Parent)
    | bit(Concept::InLaw)
    | bit(Concept::Kin)
    | bit(Concept::GrownChild)
    | 1 << 60;

const ELSEWHERE: u64 = bit(Concept::Policy) | bit(Concept::Fiction) | bit(Concept::Joke);

/// What the rules find in a sentence.
pub(crate) fn findings(items: &[Item], mut found: impl FnMut(Finding)) {
    let bits = presence(items);
    relations(items, |relation| {
        if let Some((kind, reason, strength)) = judge(relation, bits) {
            found(Finding { from: relation.from, to: relation.to, kind, reason, strength });
        }
    });
}

/// How strongly what points elsewhere in a window speaks against: policies, novels, jokes, kind words.
pub(crate) fn against(bits: u64) -> f32 {
    let mut against = 0.0;
    if bits & ELSEWHERE != 0 {
        against += 1.5;
    }
    if bits & (bit(Concept::Kindly) | bit(Concept::Denial) | 1 << 63) != 0 {
        against += 0.5;
    }
    if bits & (bit(Concept::Outsider) | bit(Concept::Animal)) != 0 && bits & CONNECTED == 0 {
        against += 1.0;
    }
    against
}

fn judge(relation: Relation, bits: u64) -> Option<(Kind, &'static str, f32)> {
    use Kind::{
        ControllingOrCoercive as C, Economic as E, PhysicalOrSexual as P, PsychologicalEmotionalOrOther as O,
        ViolentOrThreatening as V,
    };
    if relation.negated || matches!(relation.agent, Agent::Outside) || matches!(relation.target, Target::Outside) {
        return None;
    }
    let near = bits & CONNECTED != 0;
    let done_by: f32 = match relation.agent {
        Agent::Connected => 1.0,
        Agent::SomeoneUnnamed => 0.8,
        Agent::Unsaid | Agent::Child if near => 0.5,
        Agent::Self_ if near => 0.4,
        _ => 0.0,
    };
    let to_a_person: f32 = match relation.target {
        Target::Self_ => 0.3,
        Target::Other | Target::Connected | Target::Child | Target::Mine => 0.2,
        Target::Unsaid | Target::Outside => 0.0,
    };
    let has = |concept: Concept| bits & bit(concept) != 0;
    let (kind, reason, weight) = match relation.act {
        Concept::Hurt => (P, "somebody close hurts a person", 0.9),
        Concept::Injury => (P, "an injury, and somebody close", 0.7),
        Concept::Sexual => (P, "sex or intimate pictures, and somebody close", 0.7),
        Concept::Kill => (V, "talk of killing, and somebody close", 0.9),
        Concept::Threat => (V, "somebody close threatens", 1.0),
        Concept::Weapon => (V, "a weapon, and somebody close", 0.7),
        Concept::Damage => (V, "somebody close breaks things", 0.6),
        Concept::KickOff => (V, "somebody close loses their temper", 0.7),
        Concept::Aggressive => (V, "somebody close is called violent or aggressive", 1.0),
        Concept::Forbid => (C, "somebody close decides what a person may do", 0.9),
        Concept::MakeMe if has(Concept::Money) => (E, "somebody close makes a person pay, sign or borrow", 0.9),
        Concept::MakeMe => (C, "somebody close makes a person do things", 0.8),
        Concept::Lock => (C, "locks, keys, being trapped, and somebody close", 0.6),
        Concept::Monitor => (C, "somebody close follows, watches or checks a person", 0.8),
        Concept::Take if has(Concept::Money) => (E, "somebody close takes or keeps a person's money", 0.9),
        Concept::Take => (C, "somebody close takes or keeps what a person needs", 0.5),
        Concept::Insult => (O, "somebody close insults or shouts at a person", 0.8),
        Concept::Crazy => (O, "a person is told that they are mad or will not be believed", 0.7),
        Concept::Fear => (O, "fear, and somebody close", 0.9),
        Concept::HideCall => (O, "somebody close must not know of it", 0.7),
        Concept::Flee => (O, "getting away from somebody close", 0.8),
        Concept::Abuse => (O, "abuse is named", 0.9),
        Concept::Legal => (V, "bail, an order or prison, and somebody close", 0.5),
        Concept::Minimise => (O, "an excuse for somebody close", 0.5),
        Concept::Drink => (O, "drink or drugs, and somebody close", 0.2),
        _ => return None,
    };
    let named = if relation.act == Concept::Abuse { 0.6 } else { 0.0 };
    (done_by + named > 0.0).then(|| (kind, reason, weight * (done_by + named).min(1.0) + to_a_person))
}
