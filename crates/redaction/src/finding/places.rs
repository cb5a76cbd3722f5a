//! Schools, surgeries, places of work and refuges: by their whole names, by the words of them that are their own, and by first letters.

mod kinds;
mod letters;

use kinds::{abbreviates, kind_after, stands_alone};
use letters::{acronym, saint};

use super::{Page, Sure, Why};
use crate::english;
use crate::known::words::{Word, distance, scanned};
use crate::known::{Place, PlaceWord, Use};
use crate::lexicon::Class;
use crate::reading::{Gap, Shape, Token};

const WITHIN: Gap = Gap::SPACE
    .or(Gap::LINE)
    .or(Gap::HYPHEN)
    .or(Gap::DOT)
    .or(Gap::APOSTROPHE)
    .or(Gap::UNDERSCORE)
    .or(Gap::OTHER)
    .or(Gap::COMMA)
    .or(Gap::SLASH)
    .or(Gap::OPEN);

/// Finds known places.
pub fn look(page: &mut Page<'_>) {
    let known = page.known;
    let mut from = 0;
    for at in 0..page.marked.known.len() {
        let at = page.marked.known[at] as usize;
        let Some(word) = page.known_word(at).filter(|word| at >= from && word.rooms & Word::PLACE != 0) else { continue };
        for how in &word.uses {
            if let Use::Place { place, at: position } = *how
                && let Some(entry) = known.places.get(usize::from(place))
                && let Some(last) = place_at(page, at, entry, usize::from(position))
            {
                from = from.max(last + 1);
            }
        }
    }
    for at in 0..page.marked.large.len() {
        let at = page.marked.large[at] as usize;
        let token = page.tokens()[at];
        if token.is_upper() && (token.len() == 1 || token.len() <= 6 && !known.acronyms.get(token.hash).is_empty()) {
            acronym(page, at);
        }
        if token.len() == 1
            && at > 0
            && matches!(page.word(at - 1), b"st" | b"saint")
            && page.gap(at).only(Gap::SPACE.or(Gap::DOT))
        {
            saint(page, at);
        }
    }
}

fn place_at(page: &mut Page<'_>, at: usize, place: &Place, position: usize) -> Option<usize> {
    if position == usize::from(Use::JOINED) {
        return Some(joined(page, at, place));
    }
    // A bit for each word of the place that stands here.
    let mut matched = 1_u64 << position.min(63);
    let mut last = at;
    let mut reached = position;
    // To the right.
    let mut next = at + 1;
    while next < at + 12 && page.gap(next).only(WITHIN) && page.token(next).is_some() {
        let word = page.word(next);
        if matches!(word, b"s" | b"5") && page.gap(next).has(Gap::APOSTROPHE) {
            last = next;
        } else if let Some((to, more)) = follows(page, next, place, reached) {
            matched |= (2_u64 << to.min(62)) - (2_u64 << reached.min(62));
            reached = to;
            last = next + more;
            next += more;
        } else if !matches!(word, b"the" | b"at" | b"of" | b"and" | b"in" | b"c" | b"e") || page.gap(next).has(Gap::SLASH) {
            break;
        }
        next += 1;
    }
    last = kind_after(page, last, place.what);
    // To the left.
    let mut first = at;
    let mut from = position;
    while first > 0 && from > 0 && page.gap(first).only(WITHIN) && !page.gap(first).has(Gap::COMMA.or(Gap::OPEN)) {
        let word = page.word(first - 1);
        if let Some(to) = (0..from).rev().find(|to| is_word_of(word, place, *to)) {
            matched |= 1 << to.min(63);
            from = to;
            first -= 1;
            continue;
        }
        // «L. Lanterns»
        if word.len() == 1
            && page.tokens()[first - 1].is_capital()
            && page.gap(first).has(Gap::DOT)
            && place.words[from - 1].text.starts_with(word)
        {
            matched |= 1 << (from - 1).min(63);
            from -= 1;
            first -= 1;
            continue;
        }
        // `Ho1y`
        let mut start = first - 1;
        while start > 0 && page.gap(start).is_none() && first - start < 5 {
            start -= 1;
        }
        let Some(to) = (start + 1 < first)
            .then(|| (0..from).rev().find(|to| in_pieces(page, start, &place.words[*to]) == Some(first - 1 - start)))
            .flatten()
        else {
            break;
        };
        matched |= 1 << to.min(63);
        from = to;
        first = start;
    }
    let is_here = |one: &&(usize, &PlaceWord)| matched & 1 << one.0.min(63) != 0;
    let own = || place.words.iter().enumerate().filter(|(_, word)| word.own);
    let count = own().filter(|one| is_here(&one)).count();
    let rare = own().filter(|one| is_here(&one)).any(|(_, word)| !word.english);
    let leads = place.words.iter().position(|word| word.own) == Some(position);
    let token = page.tokens()[at];
    let words = last - first + 1;
    let large = token.is_capital();
    // «Calder Road» is no part of «Calder Valley Logistics».
    if words == 1
        && page.class(last + 1).has(Class::ROAD)
        && page.gap(last + 1).only(Gap::SPACE)
        && large
        && page.token(last + 1).is_some_and(Token::is_capital)
    {
        return None;
    }
    let near = token.shape.is(Shape::NEAR);
    let (why, sure) = if matched.count_ones() as usize >= place.words.len() {
        (if near { Why::Near } else { Why::Whole }, Sure::Certain)
    } else if count == place.own && (rare || words >= 2) {
        (Why::OwnWords, if words >= 2 || rare && large { Sure::Likely } else { Sure::Possible })
    } else if count == place.own {
        let named = large && (!page.gap(at).ends_a_sentence() || page.class(at + 1).has(Class::DOES));
        (Why::OwnWords, if named { Sure::Likely } else { Sure::Possible })
    } else if rare && large || words >= 2 && (rare || large || count >= 2) || large && leads && stands_alone(page, at, last) {
        (Why::OwnWords, Sure::Likely)
    } else if rare {
        (Why::OwnWords, Sure::Possible)
    } else {
        return None;
    };
    let (theirs, protected): (Vec<u16>, Vec<u16>) = place.holders.iter().partition(|holder| page.known.stays(**holder));
    page.take_for(first, last, &protected, place.what, why, sure);
    for holder in theirs {
        page.take(first, last, holder, place.what, why, sure);
    }
    Some(last)
}

/// A place's words in one piece: `stannickcare`.
fn joined(page: &mut Page<'_>, at: usize, place: &Place) -> usize {
    let last = kind_after(page, at, place.what);
    let (theirs, protected): (Vec<u16>, Vec<u16>) = place.holders.iter().partition(|holder| page.known.stays(**holder));
    page.take_for(at, last, &protected, place.what, Why::Spelling, Sure::Likely);
    for holder in theirs {
        page.take(at, last, holder, place.what, Why::Spelling, Sure::Likely);
    }
    last
}

fn is_word_of(word: &[u8], place: &Place, at: usize) -> bool {
    let known = &place.words[at];
    let text = known.text.as_slice();
    if word == text || known.short.iter().any(|short| short.as_bytes() == word) {
        return true;
    }
    // Anything else begins or ends as the word does.
    let alike =
        word.len() >= 3 && text.len() >= 3 && (word[..2] == text[..2] || word[word.len() - 2..] == text[text.len() - 2..]);
    alike
        && (text.strip_suffix(b"s") == Some(word)
            || word.strip_suffix(b"s") == Some(text)
            || word.len().abs_diff(text.len()) <= 2 && scanned(word) == known.scanned
            || text.len() >= 4 && word.len() >= 4 && distance(text, word, 1) <= 1)
        // «QuickPcik», «QuickPck»: no word of the language, between words of the place
        || text.len() >= 4 && word.len() >= 3 && word[0] == text[0] && distance(text, word, 1) <= 1 && !english::is_word(word)
}

/// Whether a word stands here in pieces, broken at the end of a line or misread; how many more tokens it takes.
fn in_pieces(page: &Page<'_>, at: usize, known: &PlaceWord) -> Option<usize> {
    let text = known.text.as_slice();
    let next = page.token(at + 1)?;
    if next.gap.has(Gap::HYPHEN) && next.gap.has(Gap::LINE) {
        let (one, other) = (page.word(at), page.word(at + 1));
        return (text.len() == one.len() + other.len() && text.starts_with(one) && text.ends_with(other)).then_some(1);
    }
    if !next.gap.is_none() || text.len() < 3 {
        return None;
    }
    let mut end = at + 1;
    while end < at + 5 && page.gap(end + 1).is_none() && page.token(end + 1).is_some() {
        end += 1;
    }
    let read: Vec<u8> = (at..=end).flat_map(|at| page.word(at).iter().copied()).collect();
    (read.iter().any(u8::is_ascii_digit) && scanned(&read) == known.scanned).then_some(end - at)
}

/// A later word of the place at a token, or the first letters of the words that are left: its position, and how many more tokens it takes.
fn follows(page: &Page<'_>, at: usize, place: &Place, reached: usize) -> Option<(usize, usize)> {
    let word = page.word(at);
    let rest = reached + 1..place.words.len();
    // «Pri-⏎mary» broken within a word, and `Schoo1`.
    let after = page.gap(at + 1);
    if (after.is_none() || after.has(Gap::LINE))
        && let Some((to, more)) = rest.clone().find_map(|to| in_pieces(page, at, &place.words[to]).map(|more| (to, more)))
    {
        return Some((to, more));
    }
    if let Some(to) = rest.clone().find(|to| is_word_of(word, place, *to)) {
        return Some((to, 0));
    }
    // «Bkry», «Pract»; «gym» for «Gymraeg» where it is the next word, and «packaging» for «packing»
    let short = |to: &usize| {
        let text = place.words[*to].text.as_slice();
        let begins = word.len() >= 3 && (text.starts_with(word) || word.len() >= 5 && text.len() >= 5 && text[..4] == word[..4]);
        let plain =
            page.is_word(at) || page.class(at).has(Class::DOES.or(Class::PREPOSITION).or(Class::PRONOUN).or(Class::DETERMINER));
        *to == reached + 1 && begins || !plain && abbreviates(word, text)
    };
    if let Some(to) = rest.clone().find(short) {
        return Some((to, 0));
    }
    // «H/C», «H.C.»
    if word.len() == 1
        && page.token(at).is_some_and(Token::is_capital)
        && page.gap(at).only(Gap::SLASH.or(Gap::SPACE).or(Gap::DOT))
        && (page.gap(at).has(Gap::SLASH) || page.gap(at + 1).has(Gap::SLASH.or(Gap::DOT)))
        && place.words.get(reached + 1).is_some_and(|next| next.text[0] == word[0])
    {
        return Some((reached + 1, 0));
    }
    // «HC» for «Health Centre».
    if word.len() >= 2 && page.token(at).is_some_and(Token::is_upper) {
        let firsts: Vec<u8> = rest.clone().map(|to| place.words[to].text[0]).collect();
        if let Some(from) = firsts.windows(word.len()).position(|run| run == word) {
            return Some((reached + from + word.len(), 0));
        }
    }
    // Spelled out.
    if word.len() == 1 {
        let letters: Vec<u8> = (at..at + 16)
            .map_while(|next| page.token(next).filter(|token| token.len() == 1).map(|_| page.word(next)[0]))
            .collect();
        return rest
            .clone()
            .find(|to| place.words[*to].text.len() > 2 && letters.starts_with(&place.words[*to].text))
            .map(|to| (to, place.words[to].text.len() - 1));
    }
    None
}
