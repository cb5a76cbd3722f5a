//! Numbers in words: «nineteen sixty-eight», «twelfth», «double seven».

use super::Page;
use crate::lexicon::Class;
use crate::reading::Gap;
use crate::tables;

const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

fn text(word: &[u8]) -> &str {
    std::str::from_utf8(word).unwrap_or_default()
}

/// A number from its word, up to ninety.
pub fn number_word(word: &[u8]) -> Option<u32> {
    match word {
        b"fourty" => Some(40),
        b"ninty" => Some(90),
        b"nought" => Some(0),
        _ => tables::number(text(word)),
    }
}

fn ordinal_word(word: &[u8]) -> Option<u32> {
    match word {
        b"twentieth" => Some(20),
        b"thirtieth" => Some(30),
        _ => ORDINALS.iter().position(|one| one.as_bytes() == word).and_then(|at| u32::try_from(at).ok()).filter(|at| *at > 0),
    }
}

const JOINED: Gap = Gap::SPACE.or(Gap::HYPHEN).or(Gap::LINE);

/// A number below a hundred in words, and how many tokens it takes.
pub fn below_hundred(page: &Page<'_>, at: usize) -> Option<(u32, usize)> {
    if !page.class(at).has(Class::NUMBER) {
        return None;
    }
    let tens = number_word(page.word(at))?;
    if tens >= 20
        && page.gap(at + 1).only(JOINED)
        && page.class(at + 1).has(Class::NUMBER)
        && let Some(ones) = number_word(page.word(at + 1)).filter(|ones| (1..10).contains(ones))
    {
        return Some((tens + ones, 2));
    }
    Some((tens, 1))
}

/// A day of the month in words, ordinal or not, and how many tokens it takes.
pub fn day(page: &Page<'_>, at: usize) -> Option<(u32, usize)> {
    if page.class(at).has(Class::ORDINAL) && page.token(at).is_some_and(|token| token.len() > 2) {
        return ordinal_word(page.word(at)).map(|day| (day, 1));
    }
    let (number, taken) = below_hundred(page, at)?;
    if taken == 1
        && number >= 20
        && page.gap(at + 1).only(JOINED)
        && page.class(at + 1).has(Class::ORDINAL)
        && let Some(ones) = ordinal_word(page.word(at + 1)).filter(|ones| *ones < 10)
    {
        return Some((number + ones, 2));
    }
    Some((number, taken))
}

/// A year in words, and how many tokens it takes.
pub fn year(page: &Page<'_>, at: usize) -> Option<(i16, usize)> {
    let (first, taken) = below_hundred(page, at)?;
    let mut next = at + taken;
    let word = |at: usize| page.word(at);
    if word(next) == b"thousand" || word(next) == b"hundred" {
        let base = if word(next) == b"thousand" { first * 1000 } else { first * 100 };
        next += 1;
        if word(next) == b"and" {
            next += 1;
        }
        let rest = below_hundred(page, next).filter(|_| page.gap(next).only(JOINED));
        let (more, taken) = rest.unwrap_or((0, 0));
        if taken == 0 && word(next - 1) == b"and" {
            next -= 1;
        }
        return i16::try_from(base + more).ok().map(|year| (year, next + taken - at));
    }
    if (19..=20).contains(&first) && page.gap(next).only(JOINED) {
        // «nineteen oh eight»
        if matches!(word(next), b"oh" | b"o")
            && let Some((ones, taken)) = below_hundred(page, next + 1).filter(|(ones, _)| *ones < 10)
        {
            return i16::try_from(first * 100 + ones).ok().map(|year| (year, next + 1 + taken - at));
        }
        if let Some((rest, taken)) = below_hundred(page, next) {
            return i16::try_from(first * 100 + rest).ok().map(|year| (year, next + taken - at));
        }
    }
    // «sixty-eight»
    i16::try_from(first).ok().map(|year| (year, taken))
}
