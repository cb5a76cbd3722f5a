//! Reading a text: which of its sentences together sound like a disclosure, and by which words.
//!
//! A text is read in windows of up to [`WINDOW`] sentences of one paragraph, because what "he" did often stands in one sentence and who he is
//! in another. The score of a text is that of its strongest window, so a page of repairs cannot drown one sentence, and a paragraph that says
//! nothing of the kind changes nothing.

use std::cell::Cell;
use std::rc::Rc;

use crate::features::of_window;
use crate::model::{Adding, Model, ONE, WIDTH};
use crate::scope::Scope;
use crate::sentence::{Gathered, Sentence};
use crate::telling::{Telling, kinds_of, told};
use crate::training::logistic;
use crate::words::{End, read};
use crate::{Because, Heard};

/// So many sentences are read together.
pub(crate) const WINDOW: usize = 3;

/// The sum from which a window is a likely disclosure, in 1/[`ONE`]. Less than as likely as not: a disclosure that is missed costs more than
/// a look that was not needed.
pub(crate) const NEEDED: i32 = -150;

/// How much more a sentence or two must say that are weighed without those around them.
const ALONE: i32 = 700;

/// The most that a text can score in which no words suggest anything.
const NOT_QUITE: f32 = 0.49;

/// At most so many windows of a text are shown.
const MOST_SHOWN: usize = 20;

/// Sentences of one paragraph that were weighed together.
#[derive(Clone)]
pub(crate) struct Window {
    /// Between one and [`WINDOW`].
    pub sentences: Vec<Rc<Sentence>>,
    pub start: usize,
    pub end: usize,
    pub sum: i32,
    /// Which dimensions of the model count in it.
    pub counting: [i16; WIDTH],
}

/// What is heard while a text is read.
struct Hearing<'a> {
    model: &'a Model,
    /// The sum of the strongest window.
    best: Option<i32>,
    /// Windows from [`NEEDED`] on.
    loud: Vec<Window>,
    /// The last sentences of the paragraph.
    paragraph: Vec<Rc<Sentence>>,
    /// How many the paragraph has so far.
    sentences: usize,
    free: &'a mut Vec<Sentence>,
}

/// Room to read in, used again for the next text. It keeps numbers, not words.
struct Room {
    /// Sentences that nobody needs any more.
    free: Vec<Sentence>,
    gathered: Gathered,
}

thread_local! {
    static ROOM: Cell<Option<Room>> = const { Cell::new(None) };
}

impl Hearing<'_> {
    /// Weighs some of the last sentences together: those from `from` to `to`.
    fn consider(&mut self, from: usize, to: usize, allowance: i32) {
        let together = &self.paragraph[from..to];
        let (Some(first), Some(last)) = (together.first(), together.last()) else { return };
        let mut whole = self.model.bias();
        together.iter().for_each(|sentence| whole.add(&sentence.sum));
        let mut concepts = Adding::new();
        of_window(together.iter().fold(0, |bits, sentence| bits | sentence.presence), |number| {
            if let Some(at) = self.model.find_together(number) {
                concepts.add(self.model.entry(at));
            }
        });
        whole.add(&concepts.sum());
        let sum = self.model.weigh(&whole) - allowance;
        self.best = Some(self.best.map_or(sum, |best| best.max(sum)));
        if sum >= NEEDED {
            let (start, end) = (first.span().0, last.span().1);
            self.loud.push(Window { sentences: together.to_vec(), start, end, sum, counting: self.model.counting(&whole) });
            if self.loud.len() > 4 * MOST_SHOWN {
                self.keep_the_loudest();
            }
        }
    }

    fn keep_the_loudest(&mut self) {
        self.loud.sort_by_key(|window| (-window.sum, window.start));
        self.loud.truncate(MOST_SHOWN);
    }

    fn add(&mut self, sentence: Sentence) {
        if self.paragraph.len() == WINDOW {
            let oldest = self.paragraph.remove(0);
            self.free.extend(Rc::into_inner(oldest));
        }
        self.paragraph.push(Rc::new(sentence));
        self.sentences += 1;
        let last = self.paragraph.len();
        if self.sentences > 1 {
            self.consider(last - 1, last, ALONE);
        }
        if self.sentences == 2 {
            self.consider(0, 1, ALONE);
        }
        if self.sentences > 2 {
            self.consider(last - 2, last, ALONE);
        }
        if self.sentences >= WINDOW {
            self.consider(0, last, 0);
        }
    }

    fn end_paragraph(&mut self) {
        if self.sentences < WINDOW {
            self.consider(0, self.paragraph.len(), 0);
        }
        self.free.extend(self.paragraph.drain(..).filter_map(Rc::into_inner));
        self.sentences = 0;
    }
}

/// The strongest windows, best first, each at least at [`NEEDED`]; and the sum of the strongest even if it is below.
fn windows(model: &Model, text: &str, room: &mut Room) -> (Option<i32>, Vec<Window>) {
    let Room { free, gathered } = room;
    let paragraph = Vec::with_capacity(WINDOW);
    let mut hearing = Hearing { model, best: None, loud: Vec::new(), paragraph, sentences: 0, free };
    let mut scope = Scope::default();
    read(text, |words, end| {
        if !words.is_empty() {
            let mut sentence = hearing.free.pop().unwrap_or_else(Sentence::new);
            sentence.read(model, text, words, &mut scope, gathered);
            hearing.add(sentence);
        }
        if end == End::Paragraph {
            hearing.end_paragraph();
            scope = Scope::default();
        }
    });
    hearing.end_paragraph();
    hearing.keep_the_loudest();
    (hearing.best, hearing.loud)
}

/// A sum as a score between 0 and 1, with [`NEEDED`] at one half.
#[expect(clippy::cast_precision_loss, reason = "sums are small")]
fn score_of(sum: i32) -> f32 {
    logistic((sum - NEEDED) as f32 / ONE as f32)
}

/// The whole of it.
pub(crate) fn hear(model: &Model, text: &str) -> Heard {
    let mut room = ROOM.take().unwrap_or_else(|| Room { free: Vec::new(), gathered: Gathered::new() });
    let (best, loud) = windows(model, text, &mut room);
    let mut heard = Heard { score: best.map_or(0.0, score_of), disclosure: false, kinds: Vec::new(), because: Vec::new() };
    let mut tellings: Vec<Telling> = Vec::new();
    for (at, window) in loud.iter().enumerate() {
        if loud[..at].iter().any(|louder| louder.start <= window.start && window.end <= louder.end) {
            continue;
        }
        let (kinds, told) = told(model, window);
        if told.is_empty() {
            continue;
        }
        heard.kinds.extend(kinds_of(&kinds));
        tellings.extend(told);
    }
    room.free.extend(loud.into_iter().flat_map(|window| window.sentences).filter_map(Rc::into_inner));
    room.free.truncate(WINDOW);
    ROOM.set(Some(room));
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
