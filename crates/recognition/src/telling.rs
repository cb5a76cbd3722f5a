//! Which words of a window carry it, and what they tell of.

use crate::features::of_window;
use crate::grammar::{self, Finding};
use crate::hearing::Window;
use crate::kinds::Kind;
use crate::model::{BIAS, Model};
use crate::sentence::Found;

/// Words of a window that suggest a disclosure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Telling {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
    pub reason: &'static str,
    pub weight: i32,
}

/// For each kind, how strongly it is spoken of.
pub(crate) type Kinds = [i32; 5];

/// The sum from which a kind is named beside the strongest.
const KIND_NEEDED: i32 = -300;

/// How strong a rule's finding must be to be shown.
const WORTH_SHOWING: f32 = 0.6;

/// A feature of a sentence that the model knows, and what it carries for a disclosure.
struct Known<'a> {
    from: usize,
    to: usize,
    kinds: &'a [i16; 5],
    weight: i32,
}

fn add(kinds: &mut Kinds, weights: &[i16; 5]) {
    kinds.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += i32::from(*weight));
}

/// What a window says of each kind, and the words that carry it.
pub(crate) fn told(model: &Model, window: &Window) -> (Kinds, Vec<Telling>) {
    let mut all = Kinds::default();
    if let Some(at) = model.find(BIAS) {
        add(&mut all, model.kinds(at));
    }
    let mut tellings = Vec::new();
    let mut strongest: Option<Telling> = None;
    let mut known: Vec<Known> = Vec::new();
    let mut carried: Vec<i32> = Vec::new();
    let mut bits = 0;
    for sentence in &window.sentences {
        bits |= sentence.presence;
        known.clear();
        carried.clear();
        carried.resize(sentence.words.len(), 0);
        for Found { at, from, to } in &sentence.found {
            let (at, from, to) = (*at as usize, usize::from(*from), usize::from(*to));
            let weight = model.entry(at).carries(&window.counting);
            let share = weight / i32::try_from(to - from).unwrap_or(1).max(1);
            carried[from..to].iter_mut().for_each(|word| *word += share);
            add(&mut all, model.kinds(at));
            known.push(Known { from, to, kinds: model.kinds(at), weight });
        }
        for (at, (word, role)) in sentence.words.iter().zip(&sentence.roles).enumerate() {
            let number = word.number;
            if let Some(word) = model.said.word(number, *role) {
                let (weight, kinds) = (word.carries(&window.counting), model.said.kinds(number));
                carried[at] += weight;
                add(&mut all, kinds);
                known.push(Known { from: at, to: at + 1, kinds, weight });
            }
        }
        let telling = |from: usize, to: usize, weight, kind, reason| Telling {
            start: sentence.words[from].start,
            end: sentence.words[to - 1].end,
            kind,
            reason,
            weight,
        };
        grammar::findings(&sentence.items, |Finding { from, to, kind, reason, strength }| {
            let weight: i32 = carried[from..to].iter().sum();
            if weight > 0 && strength >= WORTH_SHOWING {
                tellings.push(telling(from, to, weight, kind, reason));
            }
        });
        if let Some((from, to, weight)) = loudest(&carried)
            && strongest.is_none_or(|so_far| weight > so_far.weight)
        {
            let mut kinds = Kinds::default();
            let within = |known: &&Known| from <= known.from && known.to <= to && known.weight > 0;
            known.iter().filter(within).for_each(|known| add(&mut kinds, known.kinds));
            let kind = strongest_kind(&kinds);
            strongest = Some(telling(from, to, weight, kind, reason_of(kind)));
        }
    }
    of_window(bits, |number| {
        if let Some(at) = model.find_together(number) {
            add(&mut all, model.kinds(at));
        }
    });
    if let Some(strongest) = strongest
        && !tellings.iter().any(|telling| telling.start < strongest.end && strongest.start < telling.end)
    {
        tellings.push(strongest);
    }
    (all, tellings)
}

/// The run of words that carries most.
fn loudest(carried: &[i32]) -> Option<(usize, usize, i32)> {
    let mut best: Option<(usize, usize, i32)> = None;
    let (mut from, mut sum) = (0, 0);
    for (at, word) in carried.iter().enumerate() {
        if sum <= 0 {
            (from, sum) = (at, 0);
        }
        sum += word;
        if sum > 0 && best.is_none_or(|(_, _, most)| sum > most) {
            best = Some((from, at + 1, sum));
        }
    }
    best
}

/// The kind most strongly spoken of; of two alike the first in the Act.
fn strongest_kind(kinds: &Kinds) -> Kind {
    Kind::ALL
        .into_iter()
        .max_by_key(|kind| (kinds[kind.index()], std::cmp::Reverse(*kind)))
        .unwrap_or(Kind::PsychologicalEmotionalOrOther)
}

/// The kinds that are spoken of strongly enough to be named; never none.
pub(crate) fn kinds_of(kinds: &Kinds) -> Vec<Kind> {
    let strongest = strongest_kind(kinds);
    Kind::ALL.into_iter().filter(|kind| *kind == strongest || kinds[kind.index()] > KIND_NEEDED).collect()
}

const fn reason_of(kind: Kind) -> &'static str {
    match kind {
        Kind::PhysicalOrSexual => "words in which people tell of being hurt",
        Kind::ViolentOrThreatening => "words in which people tell of threats or violence",
        Kind::ControllingOrCoercive => "words in which people tell of being controlled or followed",
        Kind::Economic => "words in which people tell of money being taken or withheld",
        Kind::PsychologicalEmotionalOrOther => "words in which people tell, often carefully, that they are not safe at home",
    }
}
