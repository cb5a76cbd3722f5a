//! Reading a text: which of its sentences together sound like a disclosure, and by which words.
//!
//! A text is read in windows of up to [`WINDOW`] sentences of one paragraph, because what "he" did often stands in one sentence and who he is
//! in another. The score of a text is that of its strongest window, so a page of repairs cannot drown one sentence, and a paragraph that says
//! nothing of the kind changes nothing.

use crate::features::{of_sentence, of_window, presence, roles};
use crate::model::{Adding, Model, ONE, Sum, WIDTH};
use crate::scope::{Item, Scope};
use crate::telling::{Telling, kinds_of, told};
use crate::training::logistic;
use crate::words::{End, read};
use crate::{Because, Heard};

/// So many sentences are read together.
pub(crate) const WINDOW: usize = 3;

/// The sum from which a window is a likely disclosure, in 1/[`ONE`]. A little less than as likely as not: a disclosure that is missed costs more
/// than a look that was not needed.
pub(crate) const NEEDED: i32 = -100;

/// How much more a sentence or two must say that are weighed without those around them.
const ALONE: i32 = 700;

/// The most that a text can score in which no words suggest anything.
const NOT_QUITE: f32 = 0.49;

/// At most so many windows of a text are shown.
const MOST_SHOWN: usize = 20;

/// One sentence, once it has been read.
#[derive(Clone, Copy)]
struct Sentence {
    start: usize,
    end: usize,
    sum: Sum,
    presence: u64,
    scope: Scope,
}

/// Sentences of one paragraph that were weighed together.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    pub start: usize,
    pub end: usize,
    pub sum: i32,
    pub scope: Scope,
    /// Which dimensions of the model count in it.
    pub counting: [i16; WIDTH],
}

/// The strongest windows, best first, each at least at `least`; and the sum of the strongest even if it is below.
fn windows(model: &Model, text: &str, least: i32) -> (Option<i32>, Vec<Window>) {
    let mut best: Option<i32> = None;
    let mut loud: Vec<Window> = Vec::new();
    let mut paragraph: Vec<Sentence> = Vec::with_capacity(WINDOW);
    let mut sentences = 0;
    let mut scope = Scope::default();
    let mut items: Vec<Item> = Vec::with_capacity(64);
    let mut consider = |together: &[Sentence], allowance: i32| {
        let (Some(first), Some(end)) = (together.first(), together.last()) else { return };
        let mut whole = model.bias();
        together.iter().for_each(|sentence| whole.add(&sentence.sum));
        let mut concepts = Adding::new();
        of_window(together.iter().fold(0, |bits, sentence| bits | sentence.presence), |number| {
            if let Some(at) = model.find_together(number) {
                concepts.add(model.entry(at));
            }
        });
        whole.add(&concepts.sum());
        let sum = model.weigh(&whole) - allowance;
        best = Some(best.map_or(sum, |best| best.max(sum)));
        if sum >= least {
            loud.push(Window { start: first.start, end: end.end, sum, scope: first.scope, counting: model.counting(&whole) });
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
            let mut adding = Adding::new();
            of_sentence(text, words, &items, |feature, _, _| {
                if let Some(at) = model.find(feature) {
                    adding.add(model.entry(at));
                }
            });
            roles(&items, |at, role| {
                if let Some(number) = model.number(words[at].hash) {
                    adding.speak(model.spoken(number, role));
                }
            });
            let sum = adding.sum();
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

/// A sum as a score between 0 and 1, with [`NEEDED`] at one half.
#[expect(clippy::cast_precision_loss, reason = "sums are small")]
fn score_of(sum: i32) -> f32 {
    logistic((sum - NEEDED) as f32 / ONE as f32)
}

/// The whole of it.
pub(crate) fn hear(model: &Model, text: &str) -> Heard {
    let (best, loud) = windows(model, text, NEEDED);
    let mut heard = Heard { score: best.map_or(0.0, score_of), disclosure: false, kinds: Vec::new(), because: Vec::new() };
    let mut tellings: Vec<Telling> = Vec::new();
    for window in &loud {
        let (kinds, told) = told(model, text, window);
        if told.is_empty() {
            continue;
        }
        heard.kinds.extend(kinds_of(&kinds));
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
