//! Known addresses, whole or in part: the street with or without its number, in any of its short forms, and what stands around it.

mod kinds;

use kinds::kind_at;

use super::numbers::as_digit;
use super::{Page, Sure, Why};
use crate::known::words::Word;
use crate::known::{Street, Use, What, code_letter};
use crate::lexicon::Class;
use crate::reading::Gap;

const WITHIN: Gap = Gap::SPACE.or(Gap::LINE).or(Gap::HYPHEN).or(Gap::DOT).or(Gap::APOSTROPHE).or(Gap::UNDERSCORE).or(Gap::OTHER);
const AROUND: Gap = Gap::SPACE
    .or(Gap::LINE)
    .or(Gap::COMMA)
    .or(Gap::DOT)
    .or(Gap::HYPHEN)
    .or(Gap::OPEN)
    .or(Gap::CLOSE)
    .or(Gap::CELL)
    .or(Gap::UNDERSCORE)
    .or(Gap::OTHER)
    .or(Gap::SLASH);

/// Finds known streets.
pub fn look(page: &mut Page<'_>) {
    let known = page.known;
    let mut from = 0;
    for at in 0..page.marked.known.len() {
        let at = page.marked.known[at] as usize;
        let Some(word) = page.known_word(at).filter(|word| at >= from && word.rooms & Word::STREET != 0) else { continue };
        for how in &word.uses {
            if let Use::Street { street, at: place } = *how
                && (place == 0 || place == u8::MAX)
                && let Some(entry) = known.streets.get(usize::from(street))
                && let Some(last) = street_at(page, at, entry, place == u8::MAX)
            {
                from = from.max(last + 1);
            }
        }
    }
    around_alone(page);
}

/// Takes the street that begins here, if it does; the last of its tokens.
fn street_at(page: &mut Page<'_>, at: usize, street: &Street, joined: bool) -> Option<usize> {
    let mut last = at;
    if !joined {
        for place in 1..street.name.len() {
            let next = last + 1;
            let follows =
                page.gap(next).only(WITHIN) && page.known_word(next).is_some_and(|word| *word.text == *street.name[place]);
            if !follows {
                return None;
            }
            last = next;
        }
    }
    let name_ends = last;
    let kind = kind_at(page, last + 1, street);
    if let Some(to) = kind.map(|(_, to)| to) {
        last = to;
    }
    let other_kind = kind.is_some_and(|(same, _)| !same);
    let (first, number) = before(page, at, street);
    // «Thornbury» before «Grange» is a school's.
    let large = (at..=name_ends).all(|at| page.token(at).is_some_and(super::Token::is_capital));
    let with_kind = kind.is_some_and(|(same, _)| same) || street.kind.is_empty() && street.name.len() > 1;
    let sure = match (number, with_kind) {
        (Numbered::Same, true) => Sure::Certain,
        (Numbered::Same, false) if street.rare || large && !other_kind => Sure::Likely,
        (Numbered::None, true) if !street.everywhere => Sure::Likely,
        (Numbered::None, true) => Sure::Possible,
        (Numbered::None, false) if street.rare && !other_kind => Sure::Likely,
        (Numbered::None, false) if large && other_kind && street.rare => Sure::Possible,
        _ => return None,
    };
    if other_kind && page.known.stays(street.holder) {
        return Some(last);
    }
    // A street by itself that protected people and others live in is told as theirs.
    if number == Numbered::None && street.shared && page.known.stays(street.holder) {
        return Some(last);
    }
    // The recipient's street has a name that is also somebody's: alone it is hers.
    let hers = number == Numbered::None && !with_kind && page.known.stays(street.holder);
    if hers && (at..=name_ends).any(|at| page.known_word(at).is_some_and(|word| word.of_name)) {
        return None;
    }
    let mut last = after(page, last, street);
    let (mut why, mut sure) = (if number == Numbered::Same { Why::StreetAndNumber } else { Why::StreetAlone }, sure);
    if number == Numbered::None
        && let Some(to) = number_after(page, last, street)
    {
        (last, why) = (to, Why::StreetAndNumber);
        sure = sure.max(Sure::Likely);
    }
    page.take(first, last, street.holder, What::Address, why, sure);
    Some(last)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbered {
    None,
    Same,
    Other,
}

/// The letters and digits of some tokens, one after the other.
fn letters_of<'a>(page: &'a Page<'_>, from: usize, to: usize) -> impl Iterator<Item = u8> + Clone + use<'a> {
    (from..=to).flat_map(|at| page.word(at).iter().copied())
}

/// Whether some tokens are this number, also with letters that a scanner made of its digits.
fn is_number(page: &Page<'_>, from: usize, to: usize, number: &[u8]) -> bool {
    let letters = letters_of(page, from, to);
    let same = || letters.clone().eq(number.iter().copied());
    let read = || letters.clone().any(|byte| byte.is_ascii_digit()) && letters.clone().map(as_digit).eq(number.iter().copied());
    same() || read()
}

/// The number before a street, and the flat before that: the first token, and whether the number is the street's.
fn before(page: &Page<'_>, at: usize, street: &Street) -> (usize, Numbered) {
    const APART: Gap = Gap::SPACE
        .or(Gap::COLON)
        .or(Gap::CELL)
        .or(Gap::COMMA)
        .or(Gap::LINE)
        .or(Gap::DOT)
        .or(Gap::UNDERSCORE)
        .or(Gap::HYPHEN)
        .or(Gap::OTHER);
    let Some(mut last) = at.checked_sub(1) else { return (at, Numbered::None) };
    // «number 24 on Wychwood Way»
    if last > 0
        && matches!(page.word(last), b"on" | b"in")
        && page.gap(at).only(Gap::SPACE)
        && page.gap(last).only(Gap::SPACE)
        && !street.number.is_empty()
        && page.word(last - 1) == street.number
    {
        last -= 1;
        return (flat_before(page, last, street), Numbered::Same);
    }
    if !page.gap(at).only(APART) || page.gap(at).is_none() {
        return (at, Numbered::None);
    }
    // A group of digits, perhaps with a letter, or a number in words.
    let mut first = last;
    while first > 0 && page.gap(first).is_none() && last - first < 4 {
        first -= 1;
    }
    let plain = letters_of(page, first, last);
    let mut same = !street.number.is_empty() && is_number(page, first, last, &street.number);
    let digits = plain.clone().filter(u8::is_ascii_digit).count();
    // «2 4 Wychwood Way», spaced out.
    let single = |at: usize| page.token(at).is_some_and(|token| token.len() == 1 && token.is_digits());
    if !same && digits > 0 && !street.number.is_empty() && first > 0 && page.gap(first) == Gap::SPACE && single(first - 1) {
        let mut spaced: Vec<u8> = plain.clone().collect();
        let mut from = first;
        while from > 0 && page.gap(from) == Gap::SPACE && single(from - 1) && spaced.len() < 4 {
            from -= 1;
            spaced = [page.word(from), &spaced].concat();
            if spaced == street.number {
                (same, first) = (true, from);
                break;
            }
        }
    }
    if !same && page.class(last).has(Class::NUMBER) {
        let value = |from: usize| {
            super::spoken::below_hundred(page, from).filter(|(_, taken)| from + taken == at).map(|(value, _)| value)
        };
        let (from, value) = match last.checked_sub(1).and_then(|from| value(from).map(|value| (from, Some(value)))) {
            Some(two) => two,
            None => (last, value(last)),
        };
        let hundreds = page.word(last) == b"hundred" && last > 0 && matches!(page.word(last - 1), b"one" | b"a");
        if hundreds && street.number == b"100" {
            return (flat_before(page, last - 1, street), Numbered::Same);
        }
        let Some(value) = value else { return (at, Numbered::None) };
        // «a hundred and twenty-five»
        let mut whole = value;
        let mut start = from;
        if from >= 2 && page.word(from - 1) == b"and" && page.word(from - 2) == b"hundred" {
            whole += 100;
            start = from - 2;
            if start > 0 && matches!(page.word(start - 1), b"one" | b"a") {
                start -= 1;
            }
        }
        if whole.to_string().as_bytes() == street.number {
            (same, first) = (true, start);
        }
    }
    if !same {
        // Digits that belong to something else, a date or a time, say nothing about the house.
        let own = page.gap(at).only(Gap::SPACE)
            || page.gap(at).only(Gap::SPACE.or(Gap::COMMA)) && page.gap(first).has(Gap::SPACE.or(Gap::LINE).or(Gap::QUOTE));
        let loose = !page.gap(first).has(Gap::SLASH.or(Gap::HYPHEN).or(Gap::COLON)) || page.gap(first).has(Gap::SPACE);
        let begins = plain.clone().next().is_some_and(|byte| byte.is_ascii_digit());
        let house = begins && digits <= 3 && plain.take(5).count() <= 4;
        let month = first > 0 && page.class(first - 1).has(Class::MONTH);
        return (at, if house && own && loose && !month { Numbered::Other } else { Numbered::None });
    }
    (flat_before(page, first, street), Numbered::Same)
}

/// «No.» and «Flat 5,» before a number.
fn flat_before(page: &Page<'_>, first: usize, street: &Street) -> usize {
    let mut start = first;
    let apart = |at: usize| {
        page.gap(at).only(
            Gap::SPACE
                .or(Gap::COMMA)
                .or(Gap::DOT)
                .or(Gap::LINE)
                .or(Gap::SLASH)
                .or(Gap::UNDERSCORE)
                .or(Gap::HYPHEN)
                .or(Gap::OTHER),
        )
    };
    if start > 0 && matches!(page.word(start - 1), b"no" | b"number" | b"num" | b"nr") && apart(start) {
        start -= 1;
    }
    if street.flat.is_empty() || start == 0 || !apart(start) {
        return start;
    }
    let last = start - 1;
    let mut from = last;
    while from > 0 && page.gap(from).is_none() {
        from -= 1;
    }
    let mut same = is_number(page, from, last, &street.flat);
    if !same && page.class(last).has(Class::NUMBER) {
        same = super::spoken::below_hundred(page, last).is_some_and(|(value, _)| value.to_string().as_bytes() == street.flat);
        from = last;
    }
    if !same {
        return start;
    }
    start = from;
    while start > 0
        && apart(start)
        && (page.class(start - 1).has(Class::DWELLING) || matches!(page.word(start - 1), b"no" | b"number" | b"f" | b"apt"))
    {
        start -= 1;
    }
    start
}

/// Area, town and postcode after a street.
fn after(page: &Page<'_>, last: usize, street: &Street) -> usize {
    let mut last = last;
    loop {
        let next = last + 1;
        let Some(token) = page.token(next) else { return last };
        let far = token.start - page.tokens()[last].end;
        if !token.gap.only(AROUND) || far > 6 {
            return last;
        }
        let here = page
            .known_word(next)
            .is_some_and(|word| word.rooms & Word::AROUND != 0 && street.around.iter().any(|around| **around == *word.text));
        if here {
            last = next;
            continue;
        }
        if let Some(to) = postcode_at(page, next, street) {
            last = to;
            continue;
        }
        return last;
    }
}

fn postcode_at(page: &Page<'_>, from: usize, street: &Street) -> Option<usize> {
    if street.postcode.len() < 5 {
        return None;
    }
    let mut code: Vec<u8> = Vec::with_capacity(8);
    for at in from..from + 8 {
        let token = page.token(at)?;
        if at > from && !token.gap.only(Gap::SPACE.or(Gap::LINE).or(Gap::HYPHEN).or(Gap::DOT)) {
            return None;
        }
        code.extend(page.word(at).iter().map(|byte| code_letter(*byte)));
        if code == street.postcode {
            return Some(at);
        }
        if code.len() >= street.postcode.len() {
            return None;
        }
    }
    None
}

/// «Wychwood Way 24», «Wychwood Way (no. 24)».
fn number_after(page: &Page<'_>, last: usize, street: &Street) -> Option<usize> {
    let mut next = last + 1;
    let apart = Gap::SPACE.or(Gap::COMMA).or(Gap::OPEN).or(Gap::DOT).or(Gap::HYPHEN).or(Gap::UNDERSCORE).or(Gap::OTHER);
    if matches!(page.word(next), b"no" | b"number" | b"nr" | b"at") && page.gap(next).only(apart) {
        next += 1;
    }
    let token = page.token(next)?;
    let glued = page.token(next + 1).is_some_and(|after| after.gap.is_none());
    (token.gap.only(apart) && !glued && !street.number.is_empty() && page.word(next) == street.number).then_some(next)
}

/// Areas by themselves: a part of the address that many share, so it is only shown.
fn around_alone(page: &mut Page<'_>) {
    let known = page.known;
    for at in 0..page.marked.known.len() {
        let at = page.marked.known[at] as usize;
        let Some(word) = page.known_word(at).filter(|word| word.rooms & Word::AROUND != 0) else { continue };
        if !page.tokens()[at].is_capital() {
            continue;
        }
        let streets = || {
            word.uses.iter().filter_map(|how| match how {
                Use::Around { street, town: false } => known.streets.get(usize::from(*street)),
                _ => None,
            })
        };
        if streets().any(|street| known.stays(street.holder)) {
            continue;
        }
        if let Some(street) = streets().next() {
            page.take(at, at, street.holder, What::Address, Why::AroundStreet, Sure::Possible);
        }
    }
}
