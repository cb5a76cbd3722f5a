//! Postcodes, National Insurance numbers, registration marks and references of letters and digits, whole or in part, however they are spaced.

use super::{Page, Sure, Why};
use crate::known::{Part, Starts, What, Whose, code_letter, code_start};
use crate::lexicon::Class;
use crate::reading::tokens::step;
use crate::reading::{Gap, Shape, Token};
use crate::tables;

const BETWEEN: Gap = Gap::SPACE
    .or(Gap::HYPHEN)
    .or(Gap::DOT)
    .or(Gap::LINE)
    .or(Gap::UNDERSCORE)
    .or(Gap::OTHER)
    .or(Gap::SLASH)
    .or(Gap::COMMA)
    .or(Gap::CELL);
const LONGEST: usize = 10;

/// Finds codes.
pub fn look(page: &mut Page<'_>) {
    let mut at = 0;
    let tokens = page.tokens();
    // The next digits, so that words far from any are passed over at once.
    let mut next = 0;
    while let Some(token) = tokens.get(at) {
        let spelled = token.class.has(Class::SPELLED);
        // A code begins where something begins, with few letters or digits.
        if !spelled && (token.len() > 4 || token.is_digits() && token.len() > 3) || !begins(tokens, at) {
            at += 1;
            continue;
        }
        let is_passed = |place: u32| (place as usize) < at || tokens[place as usize].is_letters();
        while page.marked.numeric.get(next).is_some_and(|place| is_passed(*place)) {
            next += 1;
        }
        // The end of the text counts as digits do: «vehicle: e e r» and no more.
        let numbered = page.marked.numeric.get(next).map_or(tokens.len(), |place| *place as usize) < at + 4;
        if token.is_letters() && !token.is_upper() && !numbered && !spelled {
            at += 1;
            continue;
        }
        at += at_token(page, at, numbered).max(1);
    }
}

/// Whether anything stands before a token that it is no part of.
fn begins(tokens: &[Token], at: usize) -> bool {
    !tokens[at].gap.is_none() || at == 0 || tokens[at - 1].gap.has(Gap::UNDERSCORE)
}

/// Looks for what begins at a token, with digits soon behind it or not; how many tokens the longest whole code takes.
fn at_token(page: &mut Page<'_>, at: usize, numbered: bool) -> usize {
    let tokens = page.tokens();
    let token = tokens[at];
    let is_said = is_said(page, at);
    if token.len() > 3 && !(token.len() == 4 && token.is_upper() && token.is_letters() || is_said) {
        return 0;
    }
    let lonely = || token.is_upper() && token.len() == 3 && token.known == 0;
    let all_letters =
        || token.is_upper() && token.len() == 4 && tokens.get(at + 1).is_some_and(|next| next.is_upper() && next.len() == 3);
    if !numbered && !lonely() && !all_letters() && !is_said {
        return 0;
    }
    // What begins like no known code, and is written like none, is none.
    let first = page.word(at);
    let second = first.get(1).or_else(|| page.word(at + 1).first());
    let (pair, bit) = code_start(first[0], second.copied().unwrap_or(b'0'));
    if page.known.code_starts[pair] & 1 << bit == 0 && !is_said {
        return if token.is_letters() && (token.is_upper() || tokens.get(at + 1).is_some_and(|next| next.gap.is_none())) {
            unknown(page, at)
        } else {
            0
        };
    }
    if !is_said && !begins_like_known(page, at) {
        return unknown(page, at);
    }
    let mut raw = [0_u8; LONGEST];
    let mut length = 0;
    let mut hash = 0;
    let mut whole = 0;
    let mut said = false;
    let mut next = at;
    while let Some(token) = tokens.get(next) {
        if next > at && !goes_on(&tokens[next - 1], token) {
            break;
        }
        let word = page.word(next);
        let spelled = token
            .class
            .has(Class::SPELLED)
            .then(|| tables::spelling_alphabet(std::str::from_utf8(word).unwrap_or_default()))
            .flatten();
        let single;
        let word: &[u8] = if let Some(letter) = spelled {
            said = true;
            single = [u8::try_from(letter).unwrap_or(b'?')];
            &single
        } else if said && token.class.has(Class::SPOKEN) && token.is_letters() {
            let Some(digit) =
                super::spoken::number_word(word).filter(|digit| *digit < 10).and_then(|digit| u8::try_from(digit).ok())
            else {
                break;
            };
            single = [b'0' + digit];
            &single
        } else {
            word
        };
        if length + word.len() > LONGEST {
            break;
        }
        for byte in word {
            raw[length] = *byte;
            length += 1;
            hash = step(hash, code_letter(*byte));
        }
        next += 1;
        // The end of a group.
        if tokens.get(next).is_some_and(|after| after.gap.is_none()) || length < 3 {
            continue;
        }
        if !page.known.codes.get(hash).is_empty() && weigh(page, (at, next - 1), &raw[..length], hash, said) {
            whole = next - at;
        }
    }
    if whole == 0 {
        whole = unknown(page, at);
    }
    whole
}

/// Whether a code may go on from one token to the next.
fn goes_on(before: &Token, token: &Token) -> bool {
    token.gap.only(BETWEEN) && token.start - before.end <= 3
}

/// Whether any known code begins with the first letters and digits that stand here.
fn begins_like_known(page: &Page<'_>, at: usize) -> bool {
    let tokens = page.tokens();
    let mut letters = [0; Starts::<3>::LETTERS];
    let mut count = 0;
    for (next, token) in tokens.iter().enumerate().skip(at) {
        if next > at && !goes_on(&tokens[next - 1], token) {
            return false;
        }
        // «Mike» may stand for a letter.
        if token.class.has(Class::SPELLED) {
            return true;
        }
        for byte in page.word(next) {
            letters[count] = code_letter(*byte);
            count += 1;
            if count == letters.len() {
                return page.known.code_threes.may(&letters);
            }
        }
    }
    false
}

fn is_said(page: &Page<'_>, at: usize) -> bool {
    page.class(at).has(Class::SPELLED) && (at + 1..at + 5).any(|at| page.class(at).has(Class::SPELLED))
}

/// Holds a run of letters and digits against what is known; whether it is a whole value.
fn weigh(page: &mut Page<'_>, (from, to): (usize, usize), raw: &[u8], hash: u64, said: bool) -> bool {
    let known = page.known;
    let mut whole = false;
    let any_digit = raw.iter().any(u8::is_ascii_digit);
    for code in known.codes.get(hash) {
        let announced = page.before(from, 5, Class::VEHICLE.or(Class::ENDING));
        let judged = match (code.what, code.part) {
            (_, Part::Whole) => Some((if said { Why::Spelling } else { Why::Whole }, Sure::Certain)),
            (What::Vehicle, _) => {
                // Three letters by themselves are letters of a plate where they are large, or where a vehicle is spoken of.
                let large = page.tokens()[from..=to].iter().all(|token| token.is_digits() || token.is_upper());
                let own = any_digit
                    || !page.class(from).has(Class::ACRONYM) && large && page.token(from).is_some_and(|token| token.known == 0);
                let one_group = page.tokens()[from + 1..=to].iter().all(|token| token.gap.only(Gap::SPACE));
                let place = raw.len() == 4 && is_outward(raw) && followed_by_inward(page, to + 1);
                ((announced || own && large) && one_group && !place).then_some((Why::PartOfCode, Sure::Likely))
            }
            (What::Postcode, Part::Tail) => {
                let glued = page.tokens()[from + 1..=to].iter().all(|token| token.gap.is_none());
                let shared = known.codes.get(hash).iter().any(|other| known.stays(other.holder) && other.what == What::Postcode);
                (glued && !followed_by_inward(page, to + 1))
                    .then_some((Why::PartOfCode, if shared { Sure::Possible } else { Sure::Likely }))
            }
            (What::Postcode, _) => {
                let more = page.gap(to + 1).is_none() && page.token(to + 1).is_some();
                (!more).then_some((Why::PartOfCode, Sure::Likely))
            }
            (What::NationalInsurance, _) => page.before(from, 5, Class::ENDING).then_some((Why::PartOfCode, Sure::Likely)),
            _ => None,
        };
        if let Some((why, sure)) = judged {
            let sharers = why == Why::PartOfCode && known.codes.get(hash).iter().any(|other| known.stays(other.holder));
            if !(sharers && known.stays(code.holder)) {
                page.take(from, to, code.holder, code.what, why, sure);
            }
            whole |= code.part == Part::Whole;
        }
    }
    whole
}

fn followed_by_inward(page: &Page<'_>, at: usize) -> bool {
    let digit =
        page.token(at).is_some_and(|token| token.is_digits() && token.len() == 1 && token.gap.only(Gap::SPACE.or(Gap::HYPHEN)));
    digit && page.token(at + 1).is_some_and(|token| token.gap.is_none() && token.is_letters() && token.len() == 2)
}

/// Whether it is the first half of a postcode.
fn is_outward(raw: &[u8]) -> bool {
    let digits = raw.iter().fold(0_u32, |digits, byte| digits << 1 | u32::from(byte.is_ascii_digit()));
    // A9, A99, A9A, AA9, AA99, AA9A
    matches!((raw.len(), digits), (2, 0b01) | (3, 0b001..=0b011) | (4, 0b0010..=0b0011))
}

/// Codes that are nobody's that is known, by their form; how many tokens they take.
fn unknown(page: &mut Page<'_>, at: usize) -> usize {
    let tokens = page.tokens();
    let token = tokens[at];
    if token.is_digits() || token.len() > 2 {
        return 0;
    }
    // Each begins with one or two letters and then digits.
    let more = |next: &Token| next.is_letters() && token.len() + next.len() > 2 && !next.shape.is(Shape::MENDED);
    if tokens.get(at + 1).is_none_or(more) {
        return 0;
    }
    let mut letters = [0_u8; 9];
    let mut length = 0;
    let mut next = at;
    while let Some(token) = tokens.get(next) {
        let word = page.word(next);
        if next > at && !token.gap.only(Gap::SPACE.or(Gap::HYPHEN)) || length + word.len() > 9 {
            break;
        }
        letters[length..length + word.len()].copy_from_slice(word);
        length += word.len();
        let raw = &letters[..length];
        next += 1;
        let ends = tokens.get(next).is_none_or(|after| !after.gap.is_none());
        if ends && raw.len() == 9 && is_national_insurance(raw) {
            page.take_as(at, next - 1, Whose::Stranger, What::NationalInsurance, Why::FormOfCode, Sure::Likely);
            return next - at;
        }
        if ends && (5..=7).contains(&raw.len()) && is_postcode(page, at, next, raw) {
            page.take_as(at, next - 1, Whose::Stranger, What::Postcode, Why::FormOfPostcode, Sure::Likely);
            return next - at;
        }
        if ends && raw.len() == 7 && is_plate(raw) && next - at == 3 {
            let announced = page.before(at, 3, Class::VEHICLE);
            page.take_as(
                at,
                next - 1,
                Whose::Stranger,
                What::Vehicle,
                if announced { Why::Announced } else { Why::FormOfCode },
                Sure::Possible,
            );
            return next - at;
        }
    }
    0
}

fn is_national_insurance(raw: &[u8]) -> bool {
    let letters = |range: &[u8]| range.iter().all(u8::is_ascii_lowercase);
    letters(&raw[..2])
        && raw[2..8].iter().all(u8::is_ascii_digit)
        && matches!(raw[8], b'a'..=b'd')
        && !raw[..2].iter().any(|byte| matches!(byte, b'd' | b'f' | b'i' | b'q' | b'u' | b'v'))
        && raw[1] != b'o'
}

fn is_plate(raw: &[u8]) -> bool {
    raw[..2].iter().chain(&raw[4..]).all(u8::is_ascii_lowercase) && raw[2..4].iter().all(u8::is_ascii_digit)
}

fn is_postcode(page: &Page<'_>, from: usize, to: usize, raw: &[u8]) -> bool {
    let (out, inward) = raw.split_at(raw.len() - 3);
    let form = is_outward(out) && inward[0].is_ascii_digit() && inward[1..].iter().all(u8::is_ascii_lowercase);
    // Only the second half may stand apart, and nothing else.
    let gaps = page.tokens()[from + 1..to].iter().filter(|token| !token.gap.is_none()).count();
    let areas = page.tokens()[from..to].iter().filter(|token| token.is_letters()).all(Token::is_upper);
    form && gaps <= 1
        && (areas || gaps == 0 && page.tokens()[from..to].iter().all(|token| !token.is_capital()) || gaps == 1)
        && !inward[1..].iter().any(|byte| matches!(byte, b'c' | b'i' | b'k' | b'm' | b'o' | b'v'))
}
