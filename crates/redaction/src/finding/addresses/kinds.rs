//! The kind of street behind the name of a known one, however it is shortened, spelled out, misread or broken.

use super::WITHIN;
use crate::finding::Page;
use crate::known::Street;
use crate::known::words::{distance, scanned};
use crate::lexicon::Class;
use crate::reading::{Gap, Token};
use crate::tables;

/// The kind of street after its name: whether it is this street's, and where it ends.
pub(super) fn kind_at(page: &Page<'_>, at: usize, street: &Street) -> Option<(bool, usize)> {
    let token = page.token(at)?;
    if !token.gap.only(WITHIN.or(Gap::COLON)) || street.kind.is_empty() {
        return None;
    }
    let word = std::str::from_utf8(page.word(at)).ok()?;
    let kind = std::str::from_utf8(&street.kind).ok()?;
    let forms = tables::street_forms(kind);
    // «Clo-⏎se»
    if page.gap(at + 1).has(Gap::HYPHEN) && page.gap(at + 1).has(Gap::LINE) {
        let joined = [page.word(at), page.word(at + 1)].concat();
        if joined == street.kind || forms.iter().any(|form| form.as_bytes() == joined) {
            return Some((true, at + 1));
        }
    }
    // `Cre5cent`, of which «Cr» is a short form too
    if page.gap(at + 1).is_none() && page.token(at + 1).is_some() {
        let mut end = at + 1;
        while end < at + 5 && page.gap(end + 1).is_none() && page.token(end + 1).is_some() {
            end += 1;
        }
        let read = scanned(&(at..=end).flat_map(|at| page.word(at).iter().copied()).collect::<Vec<u8>>());
        if forms.iter().any(|form| form.len() >= 4 && scanned(form.as_bytes()) == read) {
            return Some((true, end));
        }
    }
    // «Cr» and «Hl» are kinds of street after the name of one, and elsewhere the beginning of a reference.
    let shorter = matches!((kind, word), ("cres", "cr") | ("hill", "hl"));
    if word == kind || forms.contains(&word) || shorter {
        return Some((true, at));
    }
    if forms.iter().copied().chain([kind]).any(|full| is_short_for(page, at, full.as_bytes())) {
        return Some((true, at));
    }
    if token.class.has(Class::ROAD) {
        return Some((false, at));
    }
    // Spelled out: «R o a d».
    if token.len() == 1 {
        let letters: Vec<u8> = (at..at + 8)
            .map_while(|next| page.token(next).filter(|token| token.len() == 1).map(|_| page.word(next)[0]))
            .collect();
        let all = forms.iter().copied().chain([kind]);
        let longest = all.filter(|form| form.len() > 1 && letters.starts_with(form.as_bytes())).map(str::len).max();
        return longest.map(|len| (true, at + len - 1));
    }
    let near = |form: &str| {
        form.len() >= 4
            && (distance(form.as_bytes(), word.as_bytes(), 1) <= 1 || scanned(form.as_bytes()) == scanned(word.as_bytes()))
    };
    (token.len() >= 4 && (near(kind) || forms.iter().any(|form| near(form)))).then_some((true, at))
}

/// Whether a word that is none shortens a kind of street: its beginning, or its letters without those that are easily left out.
fn is_short_for(page: &Page<'_>, at: usize, kind: &[u8]) -> bool {
    let word = page.word(at);
    if word.len() < 2 || word.len() >= kind.len() || word[0] != kind[0] {
        return false;
    }
    // «Pass.» is a word, but not with a large letter and a full stop behind the name of a street.
    let stopped = page.token(at).is_some_and(Token::is_capital) && page.gap(at + 1).has(Gap::DOT);
    if !stopped && (page.is_word(at) || page.class(at) != Class::NONE) {
        return false;
    }
    let mut rest = kind[1..].iter();
    let in_order = word[1..].iter().all(|letter| rest.any(|other| other == letter));
    let vowels = word[1..word.len() - 1].iter().any(|letter| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u'));
    word.len() >= 3 && kind.starts_with(word) || in_order && !vowels
}
