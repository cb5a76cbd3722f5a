//! Cutting folded text into tokens, and looking each up.

use std::ops::Range;

use super::gap::{GAPS, KINDS, LETTER, NEITHER};
use super::{Gap, Reading};
use crate::known::Words;
use crate::lexicon::{self, Class};

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape(pub u8);

impl Shape {
    /// Digits; otherwise letters.
    pub const DIGITS: u8 = 1;
    /// The first letter is large.
    pub const CAPITAL: u8 = 2;
    /// All letters are large.
    pub const UPPER: u8 = 4;
    /// Put together from what stood apart, or taken out of what stood together.
    pub const MENDED: u8 = 8;
    /// The known word is not what stands here, but near it.
    pub const NEAR: u8 = 16;
    /// It was held against the words of the language, …
    pub const JUDGED: u8 = 32;
    /// … and is one that people write in small letters.
    pub const WORD: u8 = 64;

    /// Whether it has all of these.
    pub const fn is(self, what: u8) -> bool {
        self.0 & what == what
    }
}

/// A run of letters or of digits.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Where in the plain text it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What stands before it.
    pub gap: Gap,
    /// How it is written.
    pub shape: Shape,
    /// The known word that it is, counted from 1; 0 where it is none.
    pub known: u32,
    /// What kind of word of the language it is.
    pub class: Class,
    /// The hash of its letters as they stand.
    pub hash: u64,
}

impl Token {
    /// Where in the plain text it stands.
    pub const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// How many bytes it has.
    pub const fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it is digits.
    pub const fn is_digits(&self) -> bool {
        self.shape.is(Shape::DIGITS)
    }

    /// Whether it is letters.
    pub const fn is_letters(&self) -> bool {
        !self.is_digits()
    }

    /// Whether its first letter is large.
    pub const fn is_capital(&self) -> bool {
        self.shape.is(Shape::CAPITAL)
    }

    /// Whether all its letters are large.
    pub const fn is_upper(&self) -> bool {
        self.shape.is(Shape::UPPER)
    }
}

/// Cuts the text into tokens and says of each which known word and which word of the language it is.
#[inline(never)]
pub fn cut(reading: &mut Reading<'_>, words: &Words) {
    let mut tokens = std::mem::take(&mut reading.tokens);
    // Room that is never written to costs nothing; growing costs a copy of everything.
    tokens.reserve(reading.small().len() / 3 + 16);
    let (plain, small) = (reading.plain(), reading.small());
    let lexicon = lexicon::get();
    let mut gap = Gap::LINE.0;
    let mut at = 0;
    while let Some(byte) = small.get(at) {
        let kind = KINDS[usize::from(*byte)];
        if kind == NEITHER {
            gap |= GAPS[usize::from(*byte)];
            at += 1;
            if matches!(byte, b'%' | b'&') {
                let (more, taken) = encoded(&small[at - 1..]);
                gap |= more.0;
                at += taken;
            }
            continue;
        }
        let start = at;
        let Run { length, rest_differs, mut hash } = run(&small[start..], &plain[start..]);
        at += length as usize;
        let mut shape = kind;
        let (mut class, mut known) = (Class::NONE, 0);
        if kind == LETTER {
            let large = *byte != plain[start];
            if large || rest_differs {
                let end = if rest_differs { end_of_word(plain, start, at) } else { at };
                if end != at {
                    at = end;
                    hash = of(&small[start..at]);
                }
                shape |= shape_of(&plain[start..at], large);
            }
            class = lexicon.class(hash);
            known = words.exactly(hash);
        }
        tokens.push(Token { start: narrow(start), end: narrow(at), gap: Gap(gap), shape: Shape(shape), known, class, hash });
        gap = 0;
    }
    reading.tokens = tokens;
}

/// A run of letters or of digits, as it is cut.
struct Run {
    length: u32,
    /// Whether any but the first of its letters is large.
    rest_differs: bool,
    hash: u64,
}

/// The run with which a text begins, of which the plain text is as long as the small one, and differs from it where a letter is large.
fn run(small: &[u8], plain: &[u8]) -> Run {
    let mut bytes = small.iter().zip(plain);
    let Some((first, _)) = bytes.next() else { return Run { length: 0, rest_differs: false, hash: 0 } };
    let kind = KINDS[usize::from(*first)];
    let (mut length, mut differs, mut hash) = (1, 0, step(0, *first));
    for (byte, written) in bytes {
        if KINDS[usize::from(*byte)] != kind {
            break;
        }
        hash = step(hash, *byte);
        differs |= byte ^ written;
        length += 1;
    }
    Run { length, rest_differs: differs != 0, hash }
}

/// How letters are written of which some are large.
fn shape_of(word: &[u8], large: bool) -> u8 {
    let is_large = |byte: &u8| byte.is_ascii_uppercase() || *byte >= 0x80;
    let upper = word.last().is_some_and(is_large) && word.iter().all(is_large);
    (if large { Shape::CAPITAL } else { 0 }) | if upper { Shape::UPPER } else { 0 }
}

/// What is encoded between words, as in «Heather%20Nowicki» and «Heather&nbsp;Nowicki»: what it is in a gap, and how many bytes it takes after
/// its first.
#[cold]
fn encoded(from: &[u8]) -> (Gap, usize) {
    const MARKS: [(&[u8], Gap); 14] = [
        (b"%20", Gap::SPACE),
        (b"%2c", Gap::SPACE),
        (b"%2b", Gap::SPACE),
        (b"%2d", Gap::SPACE),
        (b"%0a", Gap::SPACE),
        (b"%40", Gap::AT),
        (b"%5f", Gap::UNDERSCORE),
        (b"%2e", Gap::DOT),
        (b"&nbsp;", Gap::SPACE),
        (b"&#160;", Gap::SPACE),
        (b"&amp;", Gap::OTHER),
        (b"&#39;", Gap::APOSTROPHE),
        (b"&apos;", Gap::APOSTROPHE),
        (b"&quot;", Gap::QUOTE),
    ];
    let found = MARKS.iter().find(|(mark, _)| from.starts_with(mark));
    found.map_or((Gap::default(), 0), |(mark, gap)| (*gap, mark.len() - 1))
}

/// Where a run of letters ends that may be several words: «LoveJoy» is two that stand together, and «iPhone» is one.
#[inline(never)]
fn end_of_word(plain: &[u8], start: usize, end: usize) -> usize {
    let written = &plain[start..end];
    if written.iter().filter(|byte| byte.is_ascii_uppercase()).count() < 2 {
        return end;
    }
    let small_to_large =
        (start + 2..end).find(|at| plain[*at].is_ascii_uppercase() && plain[at - 1].is_ascii_lowercase() && end - at >= 2);
    small_to_large.filter(|at| at - start >= 3 || plain[start].is_ascii_lowercase()).unwrap_or(end)
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// One step of the hash by which words are looked up.
pub const fn step(hash: u64, byte: u8) -> u64 {
    (hash.rotate_left(5) ^ byte as u64).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The hash of a word.
pub fn of(word: &[u8]) -> u64 {
    word.iter().fold(0, |hash, byte| step(hash, *byte))
}
