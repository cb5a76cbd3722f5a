//! Details in free text that nobody has protected yet: telephone numbers, postcodes, e-mail addresses, streets, schools. For the box where
//! somebody types a note, so that an address does not stay in it unsealed.

use std::ops::Range;

use crate::fold::fold;
use crate::layers::plain;
use crate::mapped::Mapped;
use crate::tables::{is_dwelling, is_street};
use crate::views::{digits, without_apostrophes, words};
use crate::{Kind, Strength};

/// Something that looks like a detail to be protected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it looks like.
    pub kind: Kind,
    /// How sure that is.
    pub strength: Strength,
    /// Which bytes of the text.
    pub range: Range<usize>,
}

/// Finds what looks like a telephone number, a postcode, an e-mail address, a street or a school, in the order of the text.
pub fn detect(text: &str) -> Vec<Found> {
    let layer = plain(text);
    let folded = without_apostrophes(&fold(&layer));
    let mut found = Vec::new();
    emails(&folded, &mut found);
    postcodes(&folded, &mut found);
    let taken = found.clone();
    let free = |one: &Found| !taken.iter().any(|other| one.range.start < other.range.end && other.range.start < one.range.end);
    let mut more = Vec::new();
    phones(&folded, &mut more);
    streets(text, &folded, &mut more);
    schools(text, &folded, &mut more);
    found.extend(more.into_iter().filter(free));
    found.sort_by_key(|one| (one.range.start, one.range.end));
    found.dedup();
    found
}

fn range((from, to): (u32, u32)) -> Range<usize> {
    from as usize..to as usize
}

fn phones(text: &Mapped, found: &mut Vec<Found>) {
    let view = digits(text);
    for (at, row) in view.rows() {
        let full = match row.as_bytes() {
            [b'0', b'0', b'4', b'4', ..] => (13..=15).contains(&row.len()),
            [b'0', b'1' | b'2' | b'3' | b'7' | b'8', ..] => (10..=11).contains(&row.len()),
            [b'4', b'4', ..] => (12..=13).contains(&row.len()),
            [b'0', b'0', ..] => (10..=17).contains(&row.len()),
            _ => false,
        };
        let short = row.len() == 10 && row.starts_with('7');
        let from = view.view.text.origin_of(at..at + row.len());
        if full || short {
            let strength = if view.is_plain(at, at + row.len()) && full { Strength::Exact } else { Strength::Likely };
            found.push(Found { kind: Kind::Phone, strength, range: range(from) });
        } else if row.len() > 11
            && let Some(inner) = row.match_indices("07").map(|(inner, _)| inner).find(|inner| inner + 11 <= row.len())
        {
            let from = view.view.text.origin_of(at + inner..at + inner + 11);
            found.push(Found { kind: Kind::Phone, strength: Strength::Possible, range: range(from) });
        }
    }
}

/// Whether letters and digits have the form of a postcode: A9 9AA, A99 9AA, A9A 9AA, AA9 9AA, AA99 9AA, AA9A 9AA.
fn is_postcode(run: &[u8]) -> bool {
    let Some((first, [digit, one, two])) = run.split_at_checked(run.len().saturating_sub(3)) else { return false };
    let form: String = first.iter().map(|byte| if byte.is_ascii_digit() { '9' } else { 'A' }).collect();
    let known = ["A9", "A99", "A9A", "AA9", "AA99", "AA9A"].contains(&form.as_str());
    known
        && digit.is_ascii_digit()
        && one.is_ascii_alphabetic()
        && two.is_ascii_alphabetic()
        && run.iter().all(u8::is_ascii_alphanumeric)
}

fn postcodes(text: &Mapped, found: &mut Vec<Found>) {
    // Pieces between blanks and punctuation; a postcode is one of them, or two.
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for (at, c, _) in text.chars() {
        if !c.is_alphanumeric() {
            continue;
        }
        match pieces.last_mut() {
            Some(last) if last.end == at => last.end += c.len_utf8(),
            _ => pieces.push(at..at + c.len_utf8()),
        }
    }
    let of = |range: &Range<usize>| &text.text.as_bytes()[range.clone()];
    for (at, piece) in pieces.iter().enumerate() {
        let run = of(piece);
        let whole = if is_postcode(run) {
            Some(piece.clone())
        } else {
            let next = pieces.get(at + 1).filter(|next| next.start - piece.end <= 2 && next.len() == 3);
            next.filter(|next| piece.len() <= 4 && is_postcode(&[run, of(next)].concat())).map(|next| piece.start..next.end)
        };
        if let Some(whole) = whole {
            // Second halves have none of these letters; those invented for examples have.
            let invented = text.text.as_bytes()[whole.end - 2..whole.end].iter().any(|byte| b"cikmov".contains(byte));
            let strength = if invented { Strength::Likely } else { Strength::Exact };
            found.push(Found { kind: Kind::Postcode, strength, range: range(text.origin_of(whole)) });
        }
    }
}

fn emails(text: &Mapped, found: &mut Vec<Found>) {
    let bytes = text.text.as_bytes();
    let of_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'%') || !byte.is_ascii();
    for (at, _) in text.text.match_indices('@') {
        let name = bytes[..at].iter().rev().take_while(|byte| of_name(**byte)).count();
        let host = bytes[at + 1..].iter().take_while(|byte| of_name(**byte)).count();
        let mut end = at + 1 + host;
        while end > at + 1 && !bytes[end - 1].is_ascii_alphanumeric() && bytes[end - 1].is_ascii() {
            end -= 1;
        }
        if name > 0 && text.text.get(at + 1..end).is_some_and(|host| host.contains('.')) {
            found.push(Found { kind: Kind::Email, strength: Strength::Exact, range: range(text.origin_of(at - name..end)) });
        }
    }
    // «asha dot rahman at example dot com», and with brackets around the at.
    let laid = words(text);
    let all: Vec<(usize, &str)> = placed(&laid.text.text);
    for (at, (_, word)) in all.iter().enumerate() {
        if *word != "at" || at == 0 {
            continue;
        }
        let host = &all[at + 1..];
        let dotted = matches!(host, [_, (_, "dot"), ..]);
        let ended =
            host.get(2).or(host.get(1)).is_some_and(|(_, last)| matches!(*last, "com" | "org" | "net" | "uk" | "co" | "gov"));
        let is_mail = dotted || (ended && laid_out_like_mail(text, &laid.text, all[at].0, host));
        if !is_mail {
            continue;
        }
        let mut start = at - 1;
        while start >= 2 && all[start - 1].1 == "dot" {
            start -= 2;
        }
        let end = host.get(2).or(host.get(1)).map_or(all[at], |last| *last);
        let from = laid.text.origin_of(all[start].0..end.0 + end.1.len());
        found.push(Found { kind: Kind::Email, strength: Strength::Likely, range: range(from) });
    }
}

/// Whether «at» stands in brackets and a dot stands in what follows.
fn laid_out_like_mail(text: &Mapped, laid: &Mapped, at: usize, host: &[(usize, &str)]) -> bool {
    let Some((first, _)) = host.first() else { return false };
    let (from, to) = laid.origin_of(at..*first);
    // The folded text is as long as the original where that is plain, and that is all this needs.
    let around = text.text.get((from as usize).saturating_sub(1)..(to as usize + 1).min(text.text.len()));
    around.is_some_and(|around| around.contains(['[', '(', '{']))
}

fn placed(view: &str) -> Vec<(usize, &str)> {
    view.split(' ').filter(|word| !word.is_empty()).map(|word| (word.as_ptr() as usize - view.as_ptr() as usize, word)).collect()
}

/// How far before the kind of street its number may stand.
const REACH: usize = 4;

fn streets(original: &str, text: &Mapped, found: &mut Vec<Found>) {
    let laid = words(text);
    let all = placed(&laid.text.text);
    let is_number = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut last_end = 0;
    for (at, (place, word)) in all.iter().enumerate() {
        let before = &all[at.saturating_sub(REACH)..at];
        if is_street(word) && !is_dwelling(word) && *word != "view" {
            let number = before.iter().rposition(|(_, word)| is_number(word));
            // At least one word between the number and the kind of street, and nothing that ends a sentence.
            if let Some(number) = number.filter(|number| before.len() - number >= 2)
                && before[number].0 >= last_end
            {
                let (from, to) = laid.text.origin_of(before[number].0..place + word.len());
                let written = original.get(range((from, to))).unwrap_or_default();
                let broken_off = written.contains(['!', '?', ':', ';', '\n']);
                // «7 years on the way»: what is also an ordinary word is the name of a street only with a large letter.
                let ordinary = ORDINARY.contains(word)
                    && !written.split_whitespace().skip(1).all(|word| word.starts_with(char::is_uppercase));
                if !broken_off && !ordinary {
                    found.push(Found { kind: Kind::Address, strength: Strength::Likely, range: range((from, to)) });
                    last_end = place + word.len();
                }
            }
        } else if is_dwelling(word) && *word == "flat" && all.get(at + 1).is_some_and(|(_, next)| is_number(next)) {
            let next = all[at + 1];
            let from = laid.text.origin_of(*place..next.0 + next.1.len());
            found.push(Found { kind: Kind::Address, strength: Strength::Possible, range: range(from) });
        }
    }
}

/// Kinds of street that are ordinary words as well.
const ORDINARY: &[&str] = &[
    "way", "hill", "park", "row", "walk", "green", "rise", "bank", "yard", "mount", "vale", "pl", "cl", "hse", "estate", "dr",
    "ct", "st",
];

/// A school, a refuge and the like that has a name: a large letter before it, or at least a word and what kind of school it is.
fn schools(original: &str, text: &Mapped, found: &mut Vec<Found>) {
    let laid = words(text);
    let all = placed(&laid.text.text);
    for (at, (place, word)) in all.iter().enumerate() {
        if !matches!(*word, "school" | "academy" | "nursery" | "college" | "refuge" | "surgery" | "hostel") {
            continue;
        }
        let before = &all[at.saturating_sub(REACH)..at];
        let large = |(place, word): &&(usize, &str)| {
            let (from, to) = laid.text.origin_of(*place..place + word.len());
            original.get(from as usize..to as usize).is_some_and(|written| written.starts_with(char::is_uppercase))
        };
        let kind = |word: &str| {
            matches!(
                word,
                "primary"
                    | "infant"
                    | "infants"
                    | "junior"
                    | "secondary"
                    | "high"
                    | "grammar"
                    | "nursery"
                    | "c"
                    | "e"
                    | "ce"
                    | "rc"
            )
        };
        let named = before.iter().rev().take_while(large).filter(|(_, word)| !is_small(word)).last().or_else(|| {
            let kinds = before.iter().rev().take_while(|(_, word)| kind(word)).count();
            let name = before.iter().rev().nth(kinds).filter(|(_, word)| !is_small(word));
            name.filter(|_| kinds > 0)
        });
        if let Some((start, _)) = named {
            let found_at = range(laid.text.origin_of(*start..place + word.len()));
            // A name is not broken off by a comma or by «the».
            let written = original.get(found_at.clone()).unwrap_or_default();
            if !written.contains([',', ';', ':', '.', '!', '?']) && !written.to_lowercase().contains(" the ") {
                found.push(Found { kind: Kind::Place, strength: Strength::Possible, range: found_at });
            }
        }
    }
}

/// Words that stand before «school» and name none.
fn is_small(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "a", "an", "at", "in", "to", "from", "her", "his", "their", "my", "our", "new", "old", "this", "that", "no", "after",
        "before", "for", "with", "is", "was", "has", "any", "into", "same", "another", "every", "each", "about", "by", "or",
        "local", "nearest", "safe", "which", "whose", "out", "off", "on", "be", "children", "child", "as", "women", "womens",
        "outside", "inside", "near",
    ];
    SMALL.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(Kind, &str)> {
        detect(text).into_iter().map(|one| (one.kind, &text[one.range])).collect()
    }

    #[test]
    fn details_in_a_note_are_found_without_knowing_them() {
        let text = "She is at 14 Elm Street, LS1 4DP; ring +44 7700 900123 or mail asha@example.org. Mina is at Oakfield Primary School.";
        assert_eq!(
            all(text),
            [
                (Kind::Address, "14 Elm Street"),
                (Kind::Postcode, "LS1 4DP"),
                (Kind::Phone, "44 7700 900123"),
                (Kind::Email, "asha@example.org"),
                (Kind::Place, "Oakfield Primary School"),
            ]
        );
        assert_eq!(all("oh seven seven double oh nine hundred one two three").len(), 1);
        assert_eq!(all("asha dot rahman at example dot com"), [(Kind::Email, "asha dot rahman at example dot com")]);
        assert_eq!(all("picks up from oakfield primary school"), [(Kind::Place, "oakfield primary school")]);
        assert_eq!(all("moved to Flat 2 on Monday"), [(Kind::Address, "Flat 2")]);
        assert_eq!(all("fourteen Quay Walk, ls14dp"), [(Kind::Address, "fourteen Quay Walk"), (Kind::Postcode, "ls14dp")]);
    }

    #[test]
    fn ordinary_words_are_left_alone() {
        for text in [
            "The School is closed, and the primary school next door.",
            "He waits outside the school every day at 3.",
            "Interviewed on 12 June 2026 at 14:30 under section 189B of the 1996 Act.",
            "Three children, 2, 4 and 7 years old; the way she tells it.",
            "Rent is £1,250.00 a month; arrears £12,345.67 since 01/02/2025.",
            "Case 20 007 812 was closed without a reason.",
            "See 3 and then CR2748541.",
            "",
        ] {
            assert_eq!(all(text), [], "{text}");
        }
    }
}
