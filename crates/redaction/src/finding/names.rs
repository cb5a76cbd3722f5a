//! Names: which words stand together as one name, and whose it is.
//!
//! Words of known names that stand next to each other, with titles and initials, are one *cluster*. As the cluster grows, the set of people who
//! can be meant shrinks: «Liam Chaudhry» can only be the recipient, although a protected child is called Chaudhry too. Who is left at the end
//! decides; where protected people and others are left, title, initials and what stands around it have to.

mod letters;
mod people;

use letters::{initials, is_end_of_tag, letters_fit, small_initial, surname_begins};
use people::People;

use super::context::{self, Reads};
use super::{Page, Sure, Why};
use crate::known::{Use, What};
use crate::lexicon::Class;
use crate::reading::{Gap, Shape};

/// What a cluster is made of.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    title: Option<usize>,
    given: bool,
    middle: bool,
    surname: bool,
    initial: bool,
    words: usize,
}

const CLOSE: Gap = Gap::SPACE.or(Gap::DOT).or(Gap::HYPHEN).or(Gap::UNDERSCORE).or(Gap::LINE).or(Gap::APOSTROPHE).or(Gap::OTHER);

/// Finds names.
pub fn look(page: &mut Page<'_>) {
    let mut from = 0;
    let mut people = People::default();
    for at in 0..page.marked.known.len() {
        let at = page.marked.known[at] as usize;
        if at >= from && page.known_word(at).is_some_and(|word| word.of_name) {
            from = cluster(page, at, &mut people) + 1;
        }
    }
}

/// The people whose name has this word, with how it is a part of it.
fn uses(page: &Page<'_>, at: usize) -> impl Iterator<Item = (u16, Use)> {
    page.known_word(at).into_iter().flat_map(|word| word.uses.iter()).filter_map(|how| how.name_of().map(|holder| (holder, *how)))
}

/// One cluster from its first known word: its last token.
fn cluster(page: &mut Page<'_>, at: usize, people: &mut People) -> usize {
    people.begin(uses(page, at));
    let mut parts = Parts { words: 1, ..Parts::default() };
    let mut first = at;
    let mut last = at;
    to_the_right(page, people, &mut last, at);
    to_the_left(page, people, &mut first, &mut parts);
    // «Rahimi (Ms)»
    if parts.title.is_none()
        && page.class(last + 1).has(Class::TITLE)
        && page.gap(last + 1).only(Gap::SPACE.or(Gap::OPEN))
        && page.gap(last + 1).has(Gap::OPEN)
        && (page.gap(last + 2).has(Gap::CLOSE) || page.token(last + 2).is_none())
    {
        parts.title = Some(last + 1);
    }
    parts.words = (at..=last).filter(|at| page.tokens()[*at].known != 0).count();
    for place in at..=last {
        let token = page.tokens()[place];
        if token.len() <= 2 && token.known == 0 {
            parts.initial = true;
        }
        for (_, how) in uses(page, place).filter(|(holder, _)| people.meant.contains(holder)) {
            match how {
                Use::Given { .. } => parts.given = true,
                Use::Middle { .. } => parts.middle = true,
                _ => parts.surname = true,
            }
        }
    }
    judge(page, (first, at, last), people, parts);
    last
}

fn to_the_right(page: &Page<'_>, people: &mut People, last: &mut usize, at: usize) {
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
        let lone = token.len() == 1 && token.is_capital() && token.gap == Gap::SLASH && is_surname(page, *last);
        let path = token.gap.only(Gap::SLASH.or(Gap::CELL)) && (token.known != 0 || lone) && !token.gap.is_none();
        if !(token.gap.only(CLOSE) || comma || quoted || path) || far > 4 || token.gap.has(Gap::DOT) && token.gap.has(Gap::LINE) {
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
                if comma && !(first_is_surname && given) {
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
        let after_given = !is_surname(page, *last) && token.gap == Gap::SPACE && !matches!(letters, b"a" | b"i");
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
        if matches!(letters, b"a" | b"i")
            && !names_after
            && !dot
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

fn is_surname(page: &Page<'_>, at: usize) -> bool {
    uses(page, at).any(|(_, how)| matches!(how, Use::Surname { .. }))
}

fn to_the_left(page: &Page<'_>, people: &mut People, first: &mut usize, parts: &mut Parts) {
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

fn judge(page: &mut Page<'_>, (mut first, at, last): (usize, usize, usize), people: &mut People, parts: Parts) {
    let known = page.known;
    people.part(known);
    let (protected, others) = (&mut people.protected, &mut people.others);
    let near = (at..=last).any(|at| page.tokens()[at].shape.is(Shape::NEAR));
    let full = parts.given && parts.surname || parts.words >= 2;
    // A title tells a man from a woman.
    if let Some(title) = parts.title {
        let class = page.class(title);
        let woman = if class.has(Class::FEMALE) {
            Some(true)
        } else if class.has(Class::MALE) {
            Some(false)
        } else {
            None
        };
        let fits = |holder: &u16| {
            known
                .holders
                .get(usize::from(*holder))
                .and_then(|holder| holder.woman)
                .is_none_or(|is| woman.is_none_or(|woman| is == woman))
        };
        let grown = |holder: &u16| known.holders.get(usize::from(*holder)).is_some_and(|holder| !holder.title.is_empty());
        if !others.is_empty() && !protected.is_empty() {
            if others.iter().any(|one| fits(one) && grown(one)) && !protected.iter().any(|one| fits(one) && grown(one)) {
                protected.clear();
            } else if !others.iter().any(fits)
                || others.iter().any(|one| !grown(one)) && protected.iter().any(|one| fits(one) && grown(one))
            {
                others.clear();
            }
        }
    }
    if protected.is_empty() {
        // Somebody's name that may be told; a word that is only near it is nobody's.
        if !near || full {
            for holder in others {
                page.take(first, last, *holder, What::Name, Why::Theirs, Sure::Certain);
            }
        }
        return;
    }
    let why = match (near, full, parts) {
        (true, ..) => Why::Near,
        (_, true, _) if parts.words >= 2 => {
            if (at..last).all(|at| page.gap(at + 1).only(Gap::SPACE)) {
                Why::Whole
            } else {
                Why::Spelling
            }
        }
        (_, _, Parts { initial: true, .. }) => Why::Initialled,
        (_, _, Parts { title: Some(_), .. }) => Why::Titled,
        (_, _, Parts { given: true, .. }) => Why::GivenAlone,
        _ => Why::SurnameAlone,
    };
    let named = full || parts.initial || parts.title.is_some();
    let mut sure = if full && !near { Sure::Certain } else { Sure::Likely };
    let mut reason = why;
    let word_like = (at..=last)
        .filter(|at| page.tokens()[*at].known != 0)
        .all(|at| page.known_word(at).is_some_and(|word| word.english) || is_function_word(page, at));
    let small = !page.tokens()[at].is_capital() && !page.tokens()[last].is_capital();
    if word_like
        && (!named || small && !full && !small_initial(page, first, at, last) && !small_title(page, parts, at))
        && !page.tokens()[at].shape.is(Shape::MENDED)
        && !(near && page.tokens()[at].is_capital() && !page.is_word(at))
    {
        match context::reads_as(page, at, last) {
            Reads::Name => reason = Why::AlsoAWord,
            Reads::Unclear => (reason, sure) = (Why::AlsoAWord, Sure::Possible),
            Reads::Word => return,
        }
        if parts.title.is_none() {
            first = at;
        }
    }
    if near && !named && !plausible_slip(page, at) {
        sure = Sure::Possible;
    }
    if !full && parts.middle && !parts.given && !parts.surname && !parts.initial {
        sure = Sure::Possible;
    }
    if !others.is_empty() {
        // Both may be meant: the surname that they share, or initials.
        if full {
            reason = Why::SurnameShared;
            sure = Sure::Likely;
        } else if parts.initial || parts.title.is_some() {
            // «I Marsh» may be Isla or Imran: with a dot after it, as a man's is written, or in a place of hers.
            let hers = is_file(page, at)
                || page.cells.at(first).is_some()
                || page.class(first.wrapping_sub(1)).has(Class::NAMED)
                || matches!(
                    page.word(first.wrapping_sub(1)),
                    b"child"
                        | b"children"
                        | b"one"
                        | b"daughter"
                        | b"son"
                        | b"pupil"
                        | b"mum"
                        | b"mother"
                        | b"victim"
                        | b"survivor"
                        | b"complainant"
                        | b"applicant"
                        | b"client"
                );
            (reason, sure) = (Why::SurnameShared, if hers { Sure::Likely } else { Sure::Possible });
        } else if parts.given {
            sure = Sure::Likely;
        } else {
            (reason, sure) = (Why::SurnameShared, shared_surname(page, at));
        }
    }
    // The nickname that only a table knows.
    let derived = !named && uses(page, at).all(|(_, how)| matches!(how, Use::Given { own: false, .. }));
    if derived {
        sure = Sure::Possible;
    }
    let (first, mut last) = unknown_neighbours(page, first, last, parts);
    if parts.title == Some(last + 1) {
        last += 1;
    }
    page.take_for(first, last, protected, What::Name, reason, sure);
}

/// «mrs nightingale»: what stands before a name only.
fn small_title(page: &Page<'_>, parts: Parts, at: usize) -> bool {
    parts.title.is_some_and(|title| title + 1 == at && matches!(page.word(title), b"mr" | b"mrs" | b"ms" | b"mx"))
}

/// A surname that protected people share with somebody who may be named: after a protected first name's place it is theirs; alone it is shown.
fn shared_surname(page: &Page<'_>, at: usize) -> Sure {
    if is_file(page, at) { Sure::Likely } else { Sure::Possible }
}

/// Whether a word stands in the name of a file or a link.
fn is_file(page: &Page<'_>, at: usize) -> bool {
    page.gap(at).has(Gap::UNDERSCORE.or(Gap::HYPHEN))
        || page.gap(at + 1).has(Gap::UNDERSCORE.or(Gap::HYPHEN)) && !page.gap(at + 1).has(Gap::SPACE)
}

fn is_function_word(page: &Page<'_>, at: usize) -> bool {
    page.class(at).0 & !(Class::GIVEN.0 | Class::ACRONYM.0 | Class::SPELLED.0) != 0
}

/// Whether a misspelled name by itself can be one: a large first letter within a sentence, or long enough.
fn plausible_slip(page: &Page<'_>, at: usize) -> bool {
    let token = page.tokens()[at];
    token.is_capital() || token.len() >= 6
}

/// An unknown first name before a protected surname, or an unknown surname after a protected first name, is a relative's or a new name.
fn unknown_neighbours(page: &Page<'_>, first: usize, last: usize, parts: Parts) -> (usize, usize) {
    let stranger = |at: usize| {
        page.token(at).is_some_and(|token| {
            token.known == 0
                && token.is_capital()
                && token.is_letters()
                && token.len() >= 3
                && token.class.0 & !Class::GIVEN.0 == 0
        }) && !page.is_word(at)
    };
    if parts.surname
        && !parts.given
        && !parts.initial
        && parts.title.is_none()
        && first > 0
        && page.gap(first).only(Gap::SPACE)
        && stranger(first - 1)
    {
        return (first - 1, last);
    }
    (first, last)
}
