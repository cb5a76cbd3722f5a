//! Reading a text: which of its sentences together sound like a disclosure, and by which words.
//!
//! A text is read in windows of up to [`WINDOW`] sentences of one paragraph, because what "he" did often stands in one sentence and who he is
//! in another. The score of a text is that of its strongest window, so a page of repairs cannot drown one sentence, and a paragraph that says
//! nothing of the kind changes nothing.

use crate::features::{of_sentence, of_window, presence};
use crate::grammar::{self, Finding};
use crate::kinds::Kind;
use crate::model::{BIAS, COLUMNS, Model, ONE, Weights};
use crate::scope::{Item, Scope};
use crate::training::logistic;
use crate::words::{End, read};
use crate::{Because, Heard};

/// So many sentences are read together.
pub(crate) const WINDOW: usize = 3;

/// The sum from which a window is a likely disclosure, in 1/[`ONE`]. Below nothing, because a disclosure that is missed costs more than a look.
pub(crate) const NEEDED: i32 = -300;

/// How much more a sentence or two must say that are weighed without those around them.
const ALONE: i32 = 700;

/// The sum from which a kind is named beside the strongest.
const KIND_NEEDED: i32 = -300;

/// The most that a text can score in which no words suggest anything.
const NOT_QUITE: f32 = 0.49;

/// At most so many windows of a text are shown.
const MOST_SHOWN: usize = 20;

/// One sentence, once it has been read.
#[derive(Debug, Clone, Copy)]
struct Sentence {
    start: usize,
    end: usize,
    sum: i32,
    presence: u64,
    scope: Scope,
}

/// Sentences of one paragraph that were weighed together.
#[derive(Debug, Clone, Copy)]
struct Window {
    start: usize,
    end: usize,
    sum: i32,
    scope: Scope,
}

/// The strongest windows, best first, each at least at `least`; and the sum of the strongest even if it is below.
fn windows(text: &str, least: i32) -> (Option<i32>, Vec<Window>) {
    let model = Model::get();
    let bias = model.disclosure(BIAS);
    let mut best: Option<i32> = None;
    let mut loud: Vec<Window> = Vec::new();
    let mut paragraph: Vec<Sentence> = Vec::with_capacity(WINDOW);
    let mut sentences = 0;
    let mut scope = Scope::default();
    let mut items: Vec<Item> = Vec::with_capacity(64);
    let mut consider = |together: &[Sentence], allowance: i32| {
        let (Some(first), Some(end)) = (together.first(), together.last()) else { return };
        let mut sum = bias - allowance + together.iter().map(|sentence| sentence.sum).sum::<i32>();
        of_window(together.iter().fold(0, |bits, sentence| bits | sentence.presence), |feature| {
            sum += model.disclosure(feature);
        });
        best = Some(best.map_or(sum, |best| best.max(sum)));
        if sum >= least {
            loud.push(Window { start: first.start, end: end.end, sum, scope: first.scope });
            if loud.len() > 4 * MOST_SHOWN {
                loud.sort_by_key(|window| (-window.sum, window.start));
                loud.truncate(MOST_SHOWN);
            }
        }
    };
    read(text, |words, end| {
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let before = scope;
            scope.items(words, &mut items);
            let mut sum = 0;
            of_sentence(text, words, &items, |feature, _, _| sum += model.disclosure(feature));
            if paragraph.len() == WINDOW {
                paragraph.remove(0);
            }
            paragraph.push(Sentence { start: first.start, end: last.end, sum, presence: presence(&items), scope: before });
            sentences += 1;
            if sentences > 1 {
                consider(&paragraph[paragraph.len() - 1..], ALONE);
            }
            if sentences == 2 {
                consider(&paragraph[..1], ALONE);
            }
            if sentences > 2 {
                consider(&paragraph[paragraph.len() - 2..], ALONE);
            }
            if sentences >= WINDOW {
                consider(&paragraph, 0);
            }
        }
        if end == End::Paragraph {
            if sentences < WINDOW {
                consider(&paragraph, 0);
            }
            paragraph.clear();
            sentences = 0;
            scope = Scope::default();
        }
    });
    if sentences < WINDOW {
        consider(&paragraph, 0);
    }
    loud.sort_by_key(|window| (-window.sum, window.start));
    loud.truncate(MOST_SHOWN);
    (best, loud)
}

/// Words of a window that suggest a disclosure.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Telling {
    start: usize,
    end: usize,
    kind: Kind,
    reason: &'static str,
    weight: i32,
}

/// What a window says: its weights for each column, and the words that carry them.
fn told(text: &str, window: &Window) -> (Weights, Vec<Telling>) {
    let model = Model::get();
    let mut sums = [0; COLUMNS];
    model.add(BIAS, &mut sums);
    let mut tellings = Vec::new();
    let mut scope = window.scope;
    let mut items = Vec::new();
    let mut bits = 0;
    let mut strongest: Option<Telling> = None;
    read(&text[window.start..window.end], |words, _| {
        scope.items(words, &mut items);
        bits |= presence(&items);
        let mut carried: Vec<Weights> = vec![[0; COLUMNS]; words.len()];
        of_sentence(&text[window.start..window.end], words, &items, |feature, from, to| {
            let mut weights = [0; COLUMNS];
            model.add(feature, &mut weights);
            let share = i32::try_from(to - from).unwrap_or(1).max(1);
            carried[from..to].iter_mut().for_each(|word| (0..COLUMNS).for_each(|column| word[column] += weights[column] / share));
            (0..COLUMNS).for_each(|column| sums[column] += weights[column]);
        });
        let place = |from: usize, to: usize| (window.start + words[from].start, window.start + words[to - 1].end);
        grammar::findings(&items, |Finding { from, to, kind, reason, strength }| {
            let weight: i32 = carried[from..to].iter().map(|word| word[0]).sum();
            if weight > 0 && strength >= 0.6 {
                let (start, end) = place(from, to);
                tellings.push(Telling { start, end, kind, reason, weight });
            }
        });
        if let Some((from, to, weight)) = loudest(&carried) {
            let (start, end) = place(from, to);
            let kind = strongest_kind(carried[from..to].iter());
            let telling = Telling { start, end, kind, reason: reason_of(kind), weight };
            if strongest.is_none_or(|so_far| weight > so_far.weight) {
                strongest = Some(telling);
            }
        }
    });
    of_window(bits, |feature| model.add(feature, &mut sums));
    if let Some(strongest) = strongest
        && !tellings.iter().any(|telling| telling.start < strongest.end && strongest.start < telling.end)
    {
        tellings.push(strongest);
    }
    (sums, tellings)
}

/// The run of words that carries most.
fn loudest(carried: &[Weights]) -> Option<(usize, usize, i32)> {
    let mut best: Option<(usize, usize, i32)> = None;
    let (mut from, mut sum) = (0, 0);
    for (at, word) in carried.iter().enumerate() {
        if sum <= 0 {
            (from, sum) = (at, 0);
        }
        sum += word[0];
        if sum > 0 && best.is_none_or(|(_, _, most)| sum > most) {
            best = Some((from, at + 1, sum));
        }
    }
    best
}

fn strongest_kind<'a>(words: impl Iterator<Item = &'a Weights>) -> Kind {
    let sums = words.fold([0; COLUMNS], |mut sums, word| {
        (0..COLUMNS).for_each(|column| sums[column] += word[column]);
        sums
    });
    Kind::ALL
        .into_iter()
        .max_by_key(|kind| (sums[1 + kind.index()], std::cmp::Reverse(*kind)))
        .unwrap_or(Kind::PsychologicalEmotionalOrOther)
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

/// The kinds that a window's weights speak for; never none.
fn kinds_of(sums: &Weights) -> Vec<Kind> {
    let strongest = strongest_kind(std::iter::once(sums));
    Kind::ALL.into_iter().filter(|kind| *kind == strongest || sums[1 + kind.index()] > KIND_NEEDED).collect()
}

/// A sum as a score between 0 and 1, with [`NEEDED`] at one half.
#[expect(clippy::cast_precision_loss, reason = "sums are small")]
fn score_of(sum: i32) -> f32 {
    logistic((sum - NEEDED) as f32 / ONE as f32)
}

/// The whole of it.
pub(crate) fn hear(text: &str) -> Heard {
    let (best, loud) = windows(text, NEEDED);
    let mut heard = Heard { score: best.map_or(0.0, score_of), disclosure: false, kinds: Vec::new(), because: Vec::new() };
    let mut tellings: Vec<Telling> = Vec::new();
    for window in &loud {
        let (sums, told) = told(text, window);
        if told.is_empty() {
            continue;
        }
        heard.kinds.extend(kinds_of(&sums));
        tellings.extend(told);
    }
    heard.kinds.sort_unstable();
    heard.kinds.dedup();
    tellings.sort_by_key(|telling| (-telling.weight, telling.start, telling.end));
    for telling in tellings {
        let Telling { start, end, kind, reason, .. } = telling;
        let known = heard.because.iter().any(|because| because.start < end && start < because.end);
        if !known && heard.because.len() < MOST_SHOWN {
            heard.because.push(Because { start, end, kind, reason });
        }
    }
    heard.because.sort_by_key(|because| (because.start, because.end));
    heard.disclosure = !heard.because.is_empty();
    if !heard.disclosure {
        // no words that carry it: a text of numbers, or of nothing at all
        heard.score = heard.score.min(NOT_QUITE);
    }
    heard
}

/// What the rules alone make of a text, with 0 and above for a disclosure. Kept for the comparison in `docs/benchmarks-recognition.md`.
pub fn rules_alone(text: &str) -> f32 {
    let mut scope = Scope::default();
    let mut items = Vec::new();
    let (mut bits, mut best, mut sum) = (0, 0f32, 0f32);
    read(text, |words, _| {
        scope.items(words, &mut items);
        bits |= presence(&items);
        grammar::findings(&items, |finding| {
            best = best.max(finding.strength);
            sum += finding.strength;
        });
    });
    best + 0.3 * (sum - best) - grammar::against(bits) - 0.5
}
