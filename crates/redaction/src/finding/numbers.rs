//! Telephone, NHS and bank numbers, held against the known ones by their digits alone: grouped, dotted, read aloud, with letters for digits, with
//! and without country code and first zero.

mod sums;

pub use sums::digits_hash;
use sums::{Sums, between, skips, with_digit};

use super::{Page, Sure, Why, spoken};
use crate::known::{Part, What};
use crate::lexicon::Class;
use crate::reading::Gap;

/// Digits that stand together and are nobody's that is known: for [`super::strangers`].
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// The digits.
    pub digits: Vec<u8>,
    /// For each digit, its token.
    pub tokens: Vec<u32>,
    /// Whether anything but blanks, dots, hyphens and brackets stands between.
    pub slashed: bool,
    /// Whether some of it is in words.
    pub spoken: bool,
    /// Which digits were told as known ones: from, to.
    pub known: Vec<(usize, usize)>,
}

impl Run {
    /// Whether a digit is the first of its token.
    pub fn begins(&self, at: usize) -> bool {
        at == 0 || self.tokens[at] != self.tokens[at - 1]
    }

    /// Whether digits end with a token.
    pub fn ends(&self, at: usize) -> bool {
        at == self.digits.len() || self.tokens[at] != self.tokens[at - 1]
    }
}

const BETWEEN: Gap = Gap::SPACE
    .or(Gap::HYPHEN)
    .or(Gap::DOT)
    .or(Gap::LINE)
    .or(Gap::OPEN)
    .or(Gap::CLOSE)
    .or(Gap::SLASH)
    .or(Gap::OTHER)
    .or(Gap::UNDERSCORE)
    .or(Gap::APOSTROPHE)
    .or(Gap::QUOTE);

/// Finds known numbers and notes the rest.
pub fn look(page: &mut Page<'_>) {
    let mut from = 0;
    let (mut run, mut sums) = (Run::default(), Sums::default());
    for place in 0..page.marked.numeric.len() {
        let at = page.marked.numeric[place] as usize;
        let token = page.tokens()[at];
        if at < from
            || !(token.is_digits()
                || token.class.has(Class::SPOKEN)
                || token.len() <= 3 && page.gap(at + 1).is_none() && begins_misread(page, at))
        {
            continue;
        }
        // «96 Mill Dam Place»: two digits by themselves are no number of anybody's.
        if token.is_digits() && token.len() < 3 && ends_with(page, at) {
            continue;
        }
        from = at + collect(page, at, &mut run);
        if run.digits.len() >= 3 {
            hold(page, &mut run, &mut sums);
            tail(page, &run);
            // Nothing shorter has the form of anybody's number.
            if run.digits.len() >= 10 {
                page.numbers.push(run.clone());
            }
        }
    }
}

/// Whether a word is nothing but letters that a scanner makes of digits.
pub fn is_misread(word: &[u8]) -> bool {
    word.iter().all(|byte| matches!(byte, b'o' | b'l' | b'i' | b's' | b'b'))
}

/// Whether digits end with a token, because a word stands behind it.
fn ends_with(page: &Page<'_>, at: usize) -> bool {
    page.token(at + 1).is_some_and(|next| next.is_letters() && !next.class.has(Class::SPOKEN) && !is_misread(page.word(at + 1)))
}

/// Letters that a scanner made of digits, with digits at their side: `O79O6`.
fn begins_misread(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    word.len() <= 3
        && is_misread(word)
        && page.gap(at + 1).is_none()
        && page
            .token(at + 1)
            .is_some_and(|next| next.is_digits() && next.len() >= 2 || next.is_digits() && glued_digits(page, at + 1) >= 3)
}

/// How many digits follow in the same group, look-alikes among them.
fn glued_digits(page: &Page<'_>, at: usize) -> usize {
    let mut count = 0;
    let mut next = at;
    while let Some(token) = page.token(next).filter(|token| next == at || token.gap.is_none()) {
        if !token.is_digits() && !is_misread(page.word(next)) {
            return 0;
        }
        count += token.len();
        next += 1;
    }
    count
}

/// The digit of which a scanner made this letter; anything else as it is.
pub const fn as_digit(byte: u8) -> u8 {
    match byte {
        b'o' => b'0',
        b'l' | b'i' => b'1',
        b's' => b'5',
        b'b' => b'8',
        other => other,
    }
}

/// The digits that begin at a token, and how many tokens they take.
fn collect(page: &Page<'_>, from: usize, run: &mut Run) -> usize {
    run.digits.clear();
    run.tokens.clear();
    run.known.clear();
    (run.slashed, run.spoken) = (false, false);
    let mut at = from;
    let (mut times, mut doubled) = (1, 0);
    while let Some(token) = page.token(at) {
        let word = page.word(at);
        let place = u32::try_from(at).unwrap_or(u32::MAX);
        if at > from && !goes_on(page, at, run.spoken) || run.digits.len() > 64 {
            break;
        }
        if token.is_digits() {
            run.slashed |= at > from && token.gap.has(Gap::SLASH);
            run.digits.extend_from_slice(word);
            if token.len() == 1 {
                // «double 3»
                run.digits.resize(run.digits.len() + times - 1, word[0]);
            }
            run.tokens.resize(run.digits.len(), place);
            times = 1;
        } else if token.class.has(Class::SPOKEN) && !token.gap.is_none()
            || at == from && token.class.has(Class::SPOKEN) && word.len() > 1
        {
            run.spoken = true;
            match word {
                b"double" | b"dbl" => (times, doubled) = (2, place),
                b"treble" | b"triple" | b"trebl" => (times, doubled) = (3, place),
                _ => {
                    let digit = match word {
                        b"oh" | b"o" | b"nought" | b"naught" | b"nil" | b"zero" => Some(0),
                        _ => spoken::number_word(word).filter(|value| *value < 10),
                    };
                    let Some(digit) = digit.and_then(|digit| u8::try_from(digit).ok()) else { break };
                    // A single «o» before a group of digits is its zero.
                    for time in 0..times {
                        run.digits.push(b'0' + digit);
                        run.tokens.push(if times > 1 && time == 0 { doubled } else { place });
                    }
                    times = 1;
                }
            }
        } else if run.spoken && token.class.has(Class::NUMBER) && !token.gap.is_none() {
            // «nine hundred», «sixteen», «forty-two»: in pairs, as some people say them.
            let Some((digits, count)) = said_at_once(page, at, word) else { break };
            run.digits.extend_from_slice(&digits[..count]);
            run.tokens.resize(run.digits.len(), place);
            times = 1;
        } else if is_misread(word)
            && word.len() <= 6
            && (at > from && page.gap(at).is_none()
                || page.gap(at + 1).is_none() && page.token(at + 1).is_some_and(super::Token::is_digits))
        {
            run.digits.extend(word.iter().map(|byte| as_digit(*byte)));
            run.tokens.resize(run.digits.len(), place);
        } else {
            break;
        }
        at += 1;
    }
    at - from
}

/// Whether digits may go on with a token over the gap before it.
fn goes_on(page: &Page<'_>, at: usize, spoken: bool) -> bool {
    let (before, token) = (&page.tokens()[at - 1], &page.tokens()[at]);
    let gap = token.gap;
    if gap.is_none() {
        return true;
    }
    if token.start - before.end > 6 {
        return false;
    }
    if !gap.only(BETWEEN) {
        let comma = gap.only(Gap::COMMA.or(Gap::SPACE).or(Gap::LINE))
            && (spoken || token.class.has(Class::SPOKEN))
            && gap.has(Gap::SPACE.or(Gap::LINE));
        // «0, 7, 9 …» and «07906:123306», which is no time of day.
        let single = token.len() == 1 && token.is_digits() && gap.only(Gap::COMMA.or(Gap::SPACE)) && before.len() == 1;
        let colon = gap == Gap::COLON && token.len() >= 3 && before.len() >= 4;
        // «07906|123306», which is no table's: its cells have blanks at their edges or more in them.
        let bar = gap == Gap::CELL && token.len() >= 5 && before.len() >= 4 && page.word(at - 1).first() == Some(&b'0');
        if !(comma || single || colon || bar) {
            return false;
        }
    }
    // «07906 . 123306» is set apart, and ends no sentence.
    let set_apart = || page.small().get(before.end as usize) == Some(&b' ');
    let sentence = gap.has(Gap::DOT) && gap.has(Gap::SPACE.or(Gap::LINE)) && !set_apart();
    spoken || !sentence
}

/// The digits of a number of two digits, or of hundreds and thousands, among digits that are read aloud; and how many of them.
fn said_at_once(page: &Page<'_>, at: usize, word: &[u8]) -> Option<([u8; 3], usize)> {
    let zeros = match word {
        b"hundred" => 2,
        b"thousand" => 3,
        _ => 0,
    };
    if zeros > 0 {
        return Some(([b'0'; 3], zeros));
    }
    let value = u8::try_from(spoken::number_word(word)?).ok().filter(|value| (10..100).contains(value))?;
    let (tens, unit) = (b'0' + value / 10, b'0' + value % 10);
    // «forty two»: the two comes by itself.
    let unit_follows = value >= 20
        && page.gap(at + 1).only(Gap::SPACE.or(Gap::HYPHEN))
        && spoken::number_word(page.word(at + 1)).is_some_and(|unit| (1..10).contains(&unit));
    Some(([tens, unit, b'0'], if unit_follows { 1 } else { 2 }))
}

/// More digits than this are no part of a number that means something only after a word.
const LONGEST_TAIL: usize = 5;

/// Holds the digits of a run against the known numbers: from where any of its tokens begins to where any ends.
fn hold(page: &mut Page<'_>, run: &mut Run, sums: &mut Sums) {
    let known = page.known;
    let longest = known.lengths.checked_ilog2().unwrap_or(0) as usize;
    let shortest = known.lengths.trailing_zeros() as usize;
    if run.digits.len() < shortest {
        return;
    }
    sums.of(run);
    let mut edge = 0;
    while edge + 1 < sums.edges.len() {
        let (begin, before) = sums.edges[edge];
        let mut best: Option<usize> = None;
        for skip in skips(&run.digits[begin..]) {
            let from = begin + skip;
            let before = run.digits[begin..from].iter().fold(before, |sum, digit| with_digit(sum, *digit));
            for (place, (to, sum)) in sums.edges.iter().enumerate().skip(edge + 1) {
                let Some(length) = to.checked_sub(from).filter(|length| *length > 0) else { continue };
                if length > longest {
                    break;
                }
                if known.lengths & (1 << length) == 0 {
                    continue;
                }
                for number in known.numbers.get(between(before, *sum, length)) {
                    let Some((why, sure)) = judge(page, run, (begin, from, *to), number.part, number.what) else { continue };
                    page.take(run.tokens[begin] as usize, run.tokens[to - 1] as usize, number.holder, number.what, why, sure);
                    if number.part == Part::Whole && best.is_none_or(|best| place > best) {
                        best = Some(place);
                    }
                }
            }
        }
        match best {
            Some(end) => {
                run.known.push((begin, sums.edges[end].0));
                edge = end;
            }
            None => edge += 1,
        }
    }
}

/// Holds a run by itself against parts of numbers that mean something only where they are said to be that: «ending 306».
fn tail(page: &mut Page<'_>, run: &Run) {
    let (first, last) = (run.tokens[0] as usize, run.tokens[run.tokens.len() - 1] as usize);
    if run.digits.len() > LONGEST_TAIL || is_glued(page, first) || !page.before(first, 4, Class::ENDING) {
        return;
    }
    let known = page.known;
    for number in known.tails.get(digits_hash(&run.digits)) {
        page.take(first, last, number.holder, number.what, Why::EndOfNumber, Sure::Likely);
    }
}

/// Whether a letter or two stand right before a token, as before the number of something else.
fn is_glued(page: &Page<'_>, at: usize) -> bool {
    page.gap(at).is_none() && at > 0 && page.token(at - 1).is_some_and(|token| token.is_letters() && token.len() < 3)
}

fn judge(page: &Page<'_>, run: &Run, (begin, from, to): (usize, usize, usize), part: Part, what: What) -> Option<(Why, Sure)> {
    let first = run.tokens[begin] as usize;
    let glued_before = is_glued(page, first);
    match part {
        Part::Whole => {
            let plain = !run.spoken && from == begin;
            // Eight digits after a letter are some other number.
            let slashed = (first + 1..=run.tokens[to - 1] as usize).any(|at| page.gap(at).has(Gap::SLASH));
            let short = to - from <= 8 && (glued_before || slashed && what != What::Bank);
            (!short).then_some(if plain { (Why::Whole, Sure::Certain) } else { (Why::Spelling, Sure::Certain) })
        }
        Part::Some => {
            let alone = begin == 0 && to == run.digits.len() && !glued_before && (from == begin || what != What::Phone);
            let announced = page.before(first, 4, Class::PHONE.or(Class::ENDING));
            let sort = what == What::Bank && begin == 0;
            let money = first > 0 && page.gap(first).has(Gap::OTHER) && !page.gap(first).has(Gap::SPACE);
            let slashed = (first + 1..=run.tokens[to - 1] as usize).any(|at| page.gap(at).has(Gap::SLASH));
            ((alone || sort && !glued_before) && !money && !slashed).then_some((
                Why::EndOfNumber,
                if announced || what == What::Bank || to - from >= 6 { Sure::Likely } else { Sure::Possible },
            ))
        }
        // They have their own list.
        Part::Tail => None,
    }
}

/// Whether ten digits are an NHS number by its check digit.
pub fn is_nhs(digits: &[u8]) -> bool {
    if digits.len() != 10 || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 = digits[..9].iter().zip((2..=10_u32).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match 11 - sum % 11 {
        10 => false,
        11 => digits[9] == b'0',
        check => u32::from(digits[9] - b'0') == check,
    }
}
