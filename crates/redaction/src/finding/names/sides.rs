//! How far a name reaches: to the right over the words and letters of the same people, to the left over particles, titles and initials.

use super::letters::{initials, is_end_of_tag, letters_end, letters_fit, surname_begins};
use super::people::People;
use super::{Parts, is_surname, uses};
use crate::finding::Page;
use crate::known::Use;
use crate::lexicon::Class;
use crate::reading::Gap;

const CLOSE: Gap = Gap::SPACE.or(Gap::DOT).or(Gap::HYPHEN).or(Gap::UNDERSCORE).or(Gap::LINE).or(Gap::APOSTROPHE).or(Gap::OTHER);
/// To the last token that belongs to the name, while those who can be meant become fewer.
pub(super) fn to_the_right(page: &Page<'_>, people: &mut People, last: &mut usize, at: usize) {
    loop {
        // «<b>Grace</b> Hargreaves»
        let next = *last + 1 + usize::from(is_end_of_tag(page, *last + 1));
        let Some(token) = page.token(next) else { return };
        // «Zuzanna&nbsp;Porter» is one blank apart.
        let end = page.tokens()[next - 1].end;
        let between = page.small().get(end as usize..token.start as usize);
        let far = if between == Some(b"&nbsp;") { 1 } else { token.start - end };
        // «née», «formerly», «aka» between two names of one person.
        if matches!(page.word(next), b"nee" | b"formerly" | b"previously" | b"aka") && far <= 3 {
            let after = if matches!(page.word(next + 1), b"known") && page.word(next + 2) == b"as" { next + 3 } else { next + 1 };
            if people.share(uses(page, after)) {
                people.keep_shared();
                *last = after;
                continue;
            }
            return;
        }
        // «may o'rourke»
        let particle = matches!(page.word(next), b"o" | b"mc" | b"mac" | b"de" | b"van" | b"der" | b"al" | b"el" | b"d")
            && (token.gap.only(Gap::SPACE.or(Gap::LINE).or(Gap::UNDERSCORE).or(Gap::CELL)) || between == Some(b"&nbsp;"));
        if particle
            && page.gap(next + 1).only(Gap::APOSTROPHE.or(Gap::HYPHEN).or(Gap::SPACE))
            && people.share(uses(page, next + 1).filter(|(_, how)| matches!(how, Use::Surname { .. })))
        {
            people.keep_shared();
            *last = next + 1;
            continue;
        }
        // «Sersha O'D.»
        if page.word(next) == b"o"
            && page.gap(next + 1) == Gap::APOSTROPHE
            && token.gap == Gap::SPACE
            && page.token(next + 1).is_some_and(|after| after.len() == 1 && after.is_capital())
            && people.meant.iter().any(|holder| letters_end(page, *holder, &[b"o", page.word(next + 1)].concat()))
        {
            *last = next + 1;
            return;
        }
        // «Katherine + Isla» are two.
        if token.gap.has(Gap::OTHER)
            && token.gap.has(Gap::SPACE)
            && page.known_word(next).is_some_and(|word| !word.text.is_empty())
            && !token.gap.only(Gap::SPACE)
            && !uses(page, next).any(|(holder, how)| people.meant.contains(&holder) && matches!(how, Use::Surname { .. }))
            && page
                .small()
                .get(token.start as usize - 2..token.start as usize)
                .is_some_and(|gap| gap.contains(&b'+') || gap.contains(&b'&'))
        {
            return;
        }
        let comma = token.gap.has(Gap::COMMA) && token.gap.only(Gap::COMMA.or(Gap::SPACE));
        let quoted = token.gap.only(Gap::QUOTE.or(Gap::SPACE).or(Gap::OPEN).or(Gap::CLOSE)) && !token.gap.is_none();
        // «KOWALCZYK;ZUZANNA»: cells of a line, in either order.
        let cells = token.gap.only(Gap::COMMA.or(Gap::COLON).or(Gap::QUOTE)) && token.gap.has(Gap::COMMA.or(Gap::COLON));
        let lone = token.len() == 1 && token.is_capital() && token.gap == Gap::SLASH && is_surname(page, *last);
        let path = token.gap.only(Gap::SLASH.or(Gap::CELL)) && (token.known != 0 || lone) && !token.gap.is_none();
        if !(token.gap.only(CLOSE) || comma || quoted || path || cells)
            || far > 4
            || token.gap.has(Gap::DOT) && token.gap.has(Gap::LINE)
        {
            return;
        }
        // A full stop and a blank end a sentence, save after an initial.
        if token.gap.has(Gap::DOT) && token.gap.has(Gap::SPACE) && page.tokens()[*last].len() > 2 {
            return;
        }
        if token.known != 0 && page.known_word(next).is_some_and(|word| word.of_name) {
            if !people.share(uses(page, next))
                || token.len() <= 3
                    && !token.is_capital()
                    && page.tokens()[at].is_capital()
                    && token.class.0 & !Class::GIVEN.0 != 0
            {
                return;
            }
            if comma || token.gap.has(Gap::LINE) {
                // Surname first; anything else is a list.
                let surname =
                    |at: usize| uses(page, at).any(|(holder, how)| people.both(holder) && matches!(how, Use::Surname { .. }));
                let given = uses(page, next).any(|(holder, how)| people.both(holder) && !matches!(how, Use::Surname { .. }));
                let first_is_surname = surname(at) && !page.class(at.wrapping_sub(1)).has(Class::TITLE);
                if comma && !cells && !(first_is_surname && given) {
                    return;
                }
            }
            people.keep_shared();
            *last = next;
            continue;
        }
        // An initial after the surname or between the names.
        let Some(letters) = initials(page, next) else { return };
        // «ghazala d»: who writes without large letters writes initials so.
        let small = !page.tokens()[*last].is_capital()
            && !page.is_word(*last)
            && !page.gap(next + 1).has(Gap::APOSTROPHE)
            && !matches!(letters, b"a" | b"i" | b"o" | b"r" | b"u" | b"n" | b"x");
        if token.gap.has(Gap::LINE.or(Gap::APOSTROPHE))
            || !token.is_capital() && !token.gap.has(Gap::UNDERSCORE.or(Gap::HYPHEN).or(Gap::DOT)) && !comma && !small
        {
            return;
        }
        let signed = page.gap(next + 1).has(Gap::LINE.or(Gap::DOT)) || page.token(next + 1).is_none();
        let dotted = token.gap == Gap::DOT && page.tokens()[*last].len() == 1;
        let after_given = !is_surname(page, *last)
            && (token.gap == Gap::SPACE && (!matches!(letters, b"a" | b"i") || signed && letters == b"a") || dotted);
        let fits = |holder: &u16| letters_fit(page, *holder, letters) || after_given && surname_begins(page, *holder, letters);
        if !people.meant.iter().any(fits) || page.token(next + 1).is_some_and(|after| after.is_digits() && after.gap.is_none()) {
            // «Heather M Nowicki» of whom no middle name is known.
            let surname =
                page.gap(next + 1).only(CLOSE) && uses(page, next + 1).any(|(holder, _)| people.meant.contains(&holder));
            if letters.len() == 1 && surname && token.is_capital() && token.gap.only(Gap::SPACE) {
                *last = next;
                continue;
            }
            return;
        }
        // «Heather A Nowicki …» and «Nowicki A» take it; «told Heather A report» does not: a single «A» needs a dot or a name after it.
        let names_after = uses(page, next + 1).next().is_some();
        let dot = page.gap(next + 1).has(Gap::DOT);
        let last_is_surname = uses(page, *last).any(|(_, how)| matches!(how, Use::Surname { .. }));
        // «Nowicki A starts» and «Pupil: Nowicki I  DoB»: no article and no pronoun stands there.
        let cut_off = letters == b"a" && page.class(next + 1).has(Class::DOES) || page.class(next + 1).has(Class::BORN);
        let signs = after_given && signed;
        if matches!(letters, b"a" | b"i")
            && !names_after
            && !dot
            && !signs
            && !(last_is_surname
                && (comma || cut_off || page.gap(next + 1).has(Gap::COMMA.or(Gap::CELL).or(Gap::LINE).or(Gap::CLOSE))))
        {
            return;
        }
        if comma && !last_is_surname {
            return;
        }
        people.meant.retain(fits);
        *last = next;
    }
}

/// To the first token that belongs to the name.
pub(super) fn to_the_left(page: &Page<'_>, people: &mut People, first: &mut usize, parts: &mut Parts) {
    let starts_with_surname = uses(page, *first).any(|(_, how)| matches!(how, Use::Surname { .. } | Use::Middle { .. }));
    let mut taken = 0;
    while taken < 4 {
        let Some(before) = first.checked_sub(1) else { return };
        let gap = page.gap(*first);
        let token = page.tokens()[before];
        // «O'Brien», «Mc Donald», «al-Sayed».
        let particle =
            matches!(page.word(before), b"o" | b"mc" | b"mac" | b"de" | b"van" | b"der" | b"al" | b"el" | b"st" | b"d")
                && (gap.only(Gap::APOSTROPHE) || gap.only(Gap::HYPHEN) && !matches!(page.word(before), b"de" | b"o"));
        if particle && starts_with_surname {
            *first = before;
            taken += 1;
            continue;
        }
        if token.class.has(Class::TITLE) && gap.only(Gap::SPACE.or(Gap::DOT).or(Gap::UNDERSCORE).or(Gap::LINE)) {
            parts.title = Some(before);
            *first = before;
            return;
        }
        if !starts_with_surname
            || !gap.only(Gap::SPACE.or(Gap::DOT).or(Gap::UNDERSCORE).or(Gap::HYPHEN))
            || (gap.has(Gap::HYPHEN) && gap.has(Gap::SPACE))
        {
            return;
        }
        let Some(initial) = initials(page, before) else { return };
        // «S is» is no initial; «PC Nowicki» is a rank.
        if initial.len() > 1
            && token.class.has(Class::ACRONYM.or(Class::OFFICIAL))
            && !people.meant.iter().any(|holder| letters_fit(page, *holder, initial))
        {
            return;
        }
        if !page.gap(before).has(Gap::SPACE.or(Gap::LINE).or(Gap::DOT))
            && !page.gap(before).is_none()
            && page.gap(before).only(Gap::APOSTROPHE)
        {
            return;
        }
        if page.gap(before).is_none() && before > 0 {
            return;
        }
        let fits = |holder: &u16| letters_fit(page, *holder, initial);
        if people.meant.iter().any(fits) {
            people.meant.retain(fits);
        } else if !token.is_capital() {
            // An initial of somebody else of that surname, in a large letter, is a relative's perhaps.
            return;
        }
        parts.initial = true;
        *first = before;
        taken += 1;
    }
}
