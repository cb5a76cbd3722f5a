//! The kind of street behind the name of a known one, however it is shortened, spelled out, misread or broken.

use super::WITHIN;
use crate::finding::Page;
use crate::known::Street;
use crate::known::words::{distance, scanned};
use crate::lexicon::Class;
use crate::reading::{Gap, Token};

/// The kind of street after its name: whether it is this street's, and where it ends.
pub(super) fn kind_at(page: &Page<'_>, at: usize, street: &Street) -> Option<(bool, usize)> {
    let token = page.token(at)?;
    if !token.gap.only(WITHIN.or(Gap::COLON)) || street.kind.is_empty() {
        return None;
    }
    let word = page.word(at);
    let kind = street.kind.as_slice();
    let forms = || street.forms.iter().map(|form| form.as_bytes());
    // «Clo-⏎se»
    if page.gap(at + 1).has(Gap::HYPHEN) && page.gap(at + 1).has(Gap::LINE) {
        let joined = [page.word(at), page.word(at + 1)].concat();
        if joined == street.kind || forms().any(|form| form == joined) {
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
        if forms().any(|form| form.len() >= 4 && scanned(form) == read) {
            return Some((true, end));
        }
    }
    // «Cr» and «Hl» are kinds of street after the name of one, and elsewhere the beginning of a reference.
    let shorter = matches!((kind, word), (b"cres", b"cr") | (b"hill", b"hl"));
    if word == kind || forms().any(|form| form == word) || shorter {
        return Some((true, at));
    }
    if may_shorten(page, at) && forms().chain([kind]).any(|full| is_short_for(word, full)) {
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
        let all = forms().chain([kind]);
        let longest = all.filter(|form| form.len() > 1 && letters.starts_with(form)).map(<[u8]>::len).max();
        return longest.map(|len| (true, at + len - 1));
    }
    let near = |form: &[u8]| form.len() >= 4 && (distance(form, word, 1) <= 1 || scanned(form) == scanned(word));
    (token.len() >= 4 && (near(kind) || forms().any(near))).then_some((true, at))
}

/// Whether a word is none of the language, so that it may shorten another.
fn may_shorten(page: &Page<'_>, at: usize) -> bool {
    // «Pass.» is a word, but not with a large letter and a full stop behind the name of a street.
    let stopped = page.token(at).is_some_and(Token::is_capital) && page.gap(at + 1).has(Gap::DOT);
    stopped || !page.is_word(at) && page.class(at) == Class::NONE
}

/// Whether a word shortens a kind of street: its beginning, or its letters without those that are easily left out.
fn is_short_for(word: &[u8], kind: &[u8]) -> bool {
    if word.len() < 2 || word.len() >= kind.len() || word[0] != kind[0] {
        return false;
    }
    let mut rest = kind[1..].iter();
    let in_order = word[1..].iter().all(|letter| rest.any(|other| other == letter));
    let vowels = word[1..word.len() - 1].iter().any(|letter| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u'));
    word.len() >= 3 && kind.starts_with(word) || in_order && !vowels
}
