//! Letters that stand for names, and what stands between the parts of one.

use crate::finding::Page;
use crate::lexicon::Class;
use crate::reading::Gap;

/// The letters that may be initials at a token: one large letter, or two or three together before a surname.
pub(super) fn initials<'a>(page: &Page<'a>, at: usize) -> Option<&'a [u8]> {
    let token = page.token(at)?;
    let word = page.word(at);
    // «s_akhtar»
    let in_file = page.gap(at + 1).has(Gap::UNDERSCORE) || page.gap(at).has(Gap::UNDERSCORE);
    let single =
        token.len() == 1 && token.is_letters() && (token.is_capital() || !matches!(word, b"a" | b"i" | b"s" | b"v") || in_file);
    let several = (2..=3).contains(&token.len()) && token.is_upper() && token.known == 0 && !token.class.has(Class::TITLE);
    let of_name = page.known_word(at).is_some_and(|word| word.of_name && word.text.len() > 1);
    (!of_name && (single || several)).then_some(word)
}

/// Whether letters may stand for names of this person.
pub(super) fn letters_fit(page: &Page<'_>, holder: u16, letters: &[u8]) -> bool {
    let Some(holder) = page.known.holders.get(usize::from(holder)) else { return false };
    match letters {
        [] => false,
        [one] => holder.given_letters.contains(one) || holder.initials.iter().any(|all| all[..all.len() - 1].contains(one)),
        several => holder.initials.iter().any(|all| all.starts_with(several) || all.as_slice() == several),
    }
}

/// Whether letters end the first letters of this person's names.
pub(super) fn letters_end(page: &Page<'_>, holder: u16, letters: &[u8]) -> bool {
    let Some(holder) = page.known.holders.get(usize::from(holder)) else { return false };
    holder.initials.iter().any(|all| all.len() > letters.len() && all.ends_with(letters))
}

/// Whether a letter begins a surname of this person: «Heather N».
pub(super) fn surname_begins(page: &Page<'_>, holder: u16, letters: &[u8]) -> bool {
    let Some(holder) = page.known.holders.get(usize::from(holder)) else { return false };
    letters.len() == 1 && holder.initials.iter().any(|all| all.last() == letters.first())
}

/// «m west was not in», «b quick, who»: a small initial that cannot be a word, before a surname that is one, where a name may stand.
pub(super) fn small_initial(page: &Page<'_>, first: usize, at: usize, last: usize) -> bool {
    let lone = first + 1 == at
        && page.gap(at) == Gap::SPACE
        && page.token(first).is_some_and(|token| token.len() == 1 && token.is_letters() && token.gap != Gap::default())
        && !matches!(page.word(first), b"a" | b"i" | b"o" | b"s" | b"v" | b"u" | b"r" | b"n");
    lone && (!page.gap(first).only(Gap::SPACE)
        || page.class(first.wrapping_sub(1)).has(Class::DONE_TO.or(Class::NAMED))
        || page.class(last + 1).has(Class::DOES))
}

/// Whether a token is what closes a letter's bold or slanted words.
pub(super) fn is_end_of_tag(page: &Page<'_>, at: usize) -> bool {
    page.gap(at) == Gap::OPEN.or(Gap::SLASH)
        && page.gap(at + 1).has(Gap::CLOSE)
        && matches!(page.word(at), b"b" | b"i" | b"u" | b"em" | b"strong" | b"span")
}
