//! E-mail addresses and names of accounts: as they are, in words («at», «dot»), spaced out, broken over lines, within links.

use super::{Page, Sure, Why};
use crate::known::words::Word;
use crate::known::{Part, Starts, What, Whose};
use crate::lexicon::Class;
use crate::reading::tokens::step;
use crate::reading::{Gap, Shape, Token};

const TIGHT: Gap = Gap::DOT.or(Gap::UNDERSCORE).or(Gap::HYPHEN).or(Gap::OTHER);
const LOOSE: Gap = TIGHT.or(Gap::SPACE).or(Gap::LINE).or(Gap::OPEN).or(Gap::CLOSE);

/// The hash of «at».
pub const AT: u64 = step(step(0, b'a'), b't');

/// The hash of «monkey», which is what the sign is called in Polish and elsewhere.
pub const MONKEY: u64 = step(step(step(step(step(step(0, b'm'), b'o'), b'n'), b'k'), b'e'), b'y');

/// Finds e-mail addresses, known and unknown, and known accounts.
pub fn look(page: &mut Page<'_>) {
    for place in 0..page.marked.hosts.len() {
        let at = page.marked.hosts[place] as usize;
        let token = page.tokens()[at];
        if token.gap.has(Gap::AT) && at > 0 {
            mail(page, at - 1, at);
        } else if at > 0 && matches!(page.word(at), b"at" | b"monkey") && is_dotted(page, at + 1) {
            mail(page, at - 1, at + 1);
        }
    }
    for at in 0..page.marked.known.len() {
        let at = page.marked.known[at] as usize;
        if page.known_word(at).is_some_and(|word| word.rooms & Word::MAIL != 0) {
            account(page, at);
        }
    }
}

fn is_said(word: &[u8]) -> bool {
    matches!(word, b"dot" | b"underscore" | b"dash" | b"hyphen" | b"point" | b"period" | b"full" | b"stop")
}

/// Whether a provider follows: «example dot com», «example.co.uk».
fn is_dotted(page: &Page<'_>, at: usize) -> bool {
    let dot = |at: usize| page.gap(at).has(Gap::DOT) && !page.gap(at).has(Gap::SPACE.or(Gap::LINE));
    page.token(at).is_some_and(Token::is_letters)
        && (page.word(at + 1) == b"dot" && page.token(at + 2).is_some()
            || dot(at + 1) && page.class(at + 1).has(Class::DOMAIN)
            || page.gap(at).has(Gap::CLOSE) && dot(at + 1))
}

/// A token's letters as they stand.
fn raw<'a>(page: &Page<'a>, at: usize) -> &'a [u8] {
    page.token(at).map_or(&[][..], |token| &page.small()[token.range()])
}

/// Whether a byte is a letter or digit, and not what a mended word was broken by.
const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// Adds a token's letters to a hash.
fn add(page: &Page<'_>, at: usize, hash: u64) -> u64 {
    let broken = page.token(at).is_some_and(|token| token.shape.is(Shape::MENDED));
    let letters = raw(page, at).iter();
    if broken {
        return letters.filter(|byte| is_letter(**byte)).fold(hash, |hash, byte| step(hash, *byte));
    }
    letters.fold(hash, |hash, byte| step(hash, *byte))
}

/// Whether any known address begins with the first letters of this one; asked before all of it is held against the known ones.
fn begins_like_known(page: &Page<'_>, first: usize, last: usize, host: usize) -> bool {
    let mut letters = [0; Starts::<4>::LETTERS];
    let mut count = 0;
    for at in (first..=last).chain(host..host + 7) {
        if (at > first && at < last || at > host) && is_said(page.word(at)) {
            continue;
        }
        for byte in raw(page, at).iter().filter(|byte| is_letter(**byte)) {
            letters[count] = *byte;
            count += 1;
            if count == letters.len() {
                return page.known.mail_starts.may(&letters);
            }
        }
    }
    page.known.mail_starts.may(&letters[..count])
}

/// An e-mail address of which the name ends with `last` and the provider begins with `host`.
fn mail(page: &mut Page<'_>, last: usize, host: usize) {
    // Known: letters and digits decide, however they are set apart.
    let mut first = last;
    let mut best: Option<(usize, usize, u16)> = None;
    for _ in 0..10 {
        // A known address begins with a word that is noted as such, or stands in one piece up to here.
        let begins = page.known_word(first).is_some_and(|word| word.rooms & Word::MAIL != 0);
        let edge = first == 0 || !page.gap(first).only(TIGHT);
        if !begins && !edge {
            first -= 1;
            continue;
        }
        if begins_like_known(page, first, last, host)
            && let Some((to, holder)) = known_from(page, first, last, host)
            && best.is_none_or(|best| best.1 - best.0 < to - first)
        {
            best = Some((first, to, holder));
        }
        if first == 0 || !page.gap(first).only(LOOSE) {
            break;
        }
        first -= 1;
    }
    if let Some((from, mut to, holder)) = best {
        // «heather@example.p1», «.con»: the end of it misread.
        while page.gap(to + 1) == Gap::DOT && page.token(to + 1).is_some_and(|token| token.len() <= 3)
            || page.gap(to + 1).is_none() && page.token(to + 1).is_some()
        {
            to += 1;
        }
        page.take(from, to, holder, What::Email, if said(page, from, to) { Why::Spelling } else { Why::Whole }, Sure::Certain);
        return;
    }
    unknown(page, last, host);
}

/// The longest known address of which the name begins with `first`: where it ends, and whose it is.
fn known_from(page: &Page<'_>, first: usize, last: usize, host: usize) -> Option<(usize, u16)> {
    let mut hash = 0;
    for at in first..=last {
        if !(at > first && at < last && is_said(page.word(at))) {
            hash = add(page, at, hash);
        }
    }
    let mut longest = None;
    for to in host..host + 7 {
        if page.token(to).is_none() || to > host && !page.gap(to).only(LOOSE) {
            break;
        }
        if !(to > host && is_said(page.word(to))) {
            hash = add(page, to, hash);
            let whole = page.known.mails.get(hash).iter().find(|(_, what, part)| *what == What::Email && *part == Part::Whole);
            if let Some((holder, ..)) = whole {
                longest = Some((to, *holder));
            }
        }
    }
    longest
}

fn said(page: &Page<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| page.gap(at + 1).has(Gap::SPACE.or(Gap::LINE)))
}

/// Any other address.
fn unknown(page: &mut Page<'_>, last: usize, host: usize) {
    let spoken = matches!(page.word(host - 1), b"at" | b"monkey") && host - 1 != last;
    let tight = |at: usize| page.gap(at).only(TIGHT) || spoken && page.gap(at).only(TIGHT.or(Gap::SPACE));
    // «@name» is an account, not an address.
    if !spoken
        && (page.gap(host).has(Gap::SLASH.or(Gap::QUOTE))
            || page.gap(host).has(Gap::SPACE)
                && page.token(host).is_some_and(|token| token.start > 0 && page.small()[token.start as usize - 1] == b'@'))
    {
        return;
    }
    let mut first = last;
    while first > 0 && last - first < 12 {
        if page.gap(first).is_none() || page.gap(first).only(TIGHT) {
            first -= 1;
        } else if spoken && first >= 2 && is_said(page.word(first - 1)) && page.gap(first).only(Gap::SPACE) {
            first -= 2;
        } else {
            break;
        }
    }
    let mut to = host;
    let mut dotted = false;
    while page.token(to + 1).is_some() && to - host < 12 {
        if page.gap(to + 1).is_none() || page.gap(to + 1).only(Gap::DOT.or(Gap::HYPHEN)) {
            dotted |= page.gap(to + 1).has(Gap::DOT);
            to += 1;
        } else if spoken && page.word(to + 1) == b"dot" && tight(to + 2) {
            dotted = true;
            to += 2;
        } else if page.gap(to + 1) == Gap::LINE.or(Gap::DOT) && page.class(to + 1).has(Class::DOMAIN) {
            dotted = true;
            to += 1;
        } else {
            break;
        }
    }
    if !dotted || to == host {
        return;
    }
    let name: Vec<u8> = (host..=to).filter(|at| !is_said(page.word(*at))).flat_map(|at| page.word(at).iter().copied()).collect();
    let office = page.known.domains.iter().any(|domain| name.ends_with(domain))
        || [b"govuk".as_slice(), b"nhsuk", b"policeuk", b"nhsnet", b"cjsmnet", b"schuk", b"acuk"]
            .iter()
            .any(|end| name.ends_with(end));
    if office {
        page.take_as(first, to, Whose::Organisation, What::Email, Why::Theirs, Sure::Certain);
    } else {
        page.take_as(first, to, Whose::Stranger, What::Email, Why::FormOfMail, Sure::Likely);
    }
}

/// The name of an account, or that of an e-mail address without its provider.
fn account(page: &mut Page<'_>, from: usize) {
    let known = page.known;
    let mut hash = 0;
    let mut at = from;
    let mut best: Option<(usize, u16, What, Part, bool)> = None;
    let (mut apart, mut letters) = (false, 0);
    while let Some(token) = page.token(at) {
        if at > from && !token.gap.only(LOOSE) || at - from > 24 {
            break;
        }
        let word = page.word(at);
        if at > from && is_said(word) {
            apart = true;
            at += 1;
            continue;
        }
        apart |= at > from && token.gap.has(Gap::SPACE.or(Gap::LINE));
        hash = add(page, at, hash);
        letters += if token.shape.is(Shape::MENDED) { 0 } else { token.len() };
        if letters > known.longest_mail {
            break;
        }
        let ends = page.gap(at + 1).0 != 0 || page.token(at + 1).is_none();
        if ends {
            for (holder, what, part) in known.mails.get(hash) {
                // Without its end it must stand in one piece, or it is a name like any other.
                let piece = *part == Part::Whole || !apart && at > from;
                if piece && best.is_none_or(|best| best.0 < at) {
                    best = Some((at, *holder, *what, *part, apart));
                }
            }
        }
        at += 1;
    }
    if let Some((to, holder, what, part, apart)) = best {
        let (why, sure) = match (part, apart) {
            (Part::Whole, false) => (Why::Whole, Sure::Certain),
            (Part::Whole, true) => (Why::Spelling, Sure::Certain),
            _ => (Why::PartOfMail, Sure::Likely),
        };
        page.take(from, to, holder, what, why, sure);
    }
}
