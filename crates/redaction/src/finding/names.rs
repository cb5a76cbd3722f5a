//! Names: which words stand together as one name, and whose it is.
//!
//! Words of known names that stand next to each other, with titles and initials, are one *cluster*. As the cluster grows, the set of people who
//! can be meant shrinks: «Liam Chaudhry» can only be the recipient, although a protected child is called Chaudhry too. Who is left at the end
//! decides; where protected people and others are left, title, initials and what stands around it have to.

mod letters;
mod people;
mod sides;

use letters::small_initial;
use people::People;
use sides::{to_the_left, to_the_right};

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
        for (holder, how) in uses(page, place) {
            let part = match how {
                Use::Given { .. } => &mut parts.given,
                Use::Middle { .. } => &mut parts.middle,
                _ => &mut parts.surname,
            };
            // Many have the word; it is enough that one of them can be meant.
            *part = *part || people.meant.contains(&holder);
        }
    }
    judge(page, (first, at, last), people, parts);
    last
}

fn is_surname(page: &Page<'_>, at: usize) -> bool {
    uses(page, at).any(|(_, how)| matches!(how, Use::Surname { .. }))
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
    // «Mrs T Mahmood»: she is called by his initial, as letters to wives were.
    if protected.is_empty() && parts.title.is_some_and(|title| page.class(title).has(Class::FEMALE)) {
        let woman = |holder: u16| known.holders.get(usize::from(holder)).and_then(|holder| holder.woman);
        if others.iter().all(|holder| woman(*holder) == Some(false)) {
            let hers = uses(page, last).chain(uses(page, at)).map(|(holder, _)| holder);
            protected.extend(hers.filter(|holder| !known.stays(*holder) && woman(*holder) == Some(true)));
            protected.sort_unstable();
            protected.dedup();
            if !protected.is_empty() {
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
    if derived && (word_like || small || followed_by_a_name(page, last)) {
        sure = Sure::Possible;
    }
    let (first, mut last) = unknown_neighbours(page, first, last, parts);
    if parts.title == Some(last + 1) {
        last += 1;
    }
    if parts.given && !parts.surname && others.is_empty() {
        last = married_name(page, last);
    }
    if page.gap(last + 1) == Gap::APOSTROPHE && page.word(last + 1) == b"s" {
        last += 1;
    }
    page.take_for(first, last, protected, What::Name, reason, sure);
}

/// Whether a word with a large letter follows that is no known name: a surname of somebody else.
fn followed_by_a_name(page: &Page<'_>, last: usize) -> bool {
    page.gap(last + 1) == Gap::SPACE
        && page.token(last + 1).is_some_and(|next| next.is_letters() && next.is_capital() && next.known == 0 && next.len() > 2)
        && !page.is_word(last + 1)
}

/// «Hodan Farah», «Ayaan Abdullahi Farah»: her first name with the surname, or the father's names, of others in the case.
fn married_name(page: &Page<'_>, last: usize) -> usize {
    let mut to = last;
    for next in last + 1..last + 4 {
        let name = page.gap(next) == Gap::SPACE && page.token(next).is_some_and(|token| token.is_capital() && token.known != 0);
        if !name || !page.known_word(next).is_some_and(|word| word.of_name) {
            break;
        }
        if is_surname(page, next) {
            to = next;
        }
    }
    to
}

/// «mrs nightingale»: what stands before a name only.
fn small_title(page: &Page<'_>, parts: Parts, at: usize) -> bool {
    parts.title.is_some_and(|title| title + 1 == at && matches!(page.word(title), b"mr" | b"mrs" | b"ms" | b"mx"))
}

/// A surname that protected people share with somebody who may be named: after a protected first name's place it is theirs; alone it is shown.
fn shared_surname(page: &Page<'_>, at: usize) -> Sure {
    if is_file(page, at) || is_former(page, at) { Sure::Likely } else { Sure::Possible }
}

/// Whether it is said that a surname was somebody's, or is hers: «née Kowalczyk», «your surname has been Mahmood», «"formerNames": [{"family": …».
fn is_former(page: &Page<'_>, at: usize) -> bool {
    let mut labelled = false;
    for back in 1..=6 {
        let Some(before) = at.checked_sub(back) else { return false };
        let gap = page.gap(before + 1);
        if gap.has(Gap::STOP.or(Gap::LINE)) || gap.has(Gap::DOT) && gap.has(Gap::SPACE) {
            return false;
        }
        match page.word(before) {
            b"nee" | b"formerly" | b"maiden" | b"previously" => return back <= 4,
            b"former" | b"previous" | b"old" | b"other" | b"married" | b"ex" | b"formernames" => return labelled || back <= 2,
            b"surname" | b"surnames" | b"family" | b"lastname" | b"name" | b"names" => labelled = true,
            b"your" | b"her" | b"my" if labelled => return true,
            b"his" | b"him" | b"mr" | b"he" => return false,
            _ => {}
        }
    }
    false
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
