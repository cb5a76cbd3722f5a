//! Places and people by first letters: `RCPS`, «R.C.P.S.», «St B's».

use super::kinds::kind_after;
use crate::finding::{Page, Sure, Why};
use crate::known::{Place, Use, What};
use crate::lexicon::Class;
use crate::reading::Gap;
use crate::reading::tokens::of;

/// «St B's»: a saint's place by the first letter of the saint.
pub(super) fn saint(page: &mut Page<'_>, at: usize) {
    let letter = page.word(at)[0];
    let known = page.known;
    let named = |place: &&Place| {
        place.words.windows(2).any(|two| matches!(two[0].text.as_slice(), b"st" | b"saint") && two[1].text[0] == letter)
    };
    let Some(place) = known.places.iter().find(named) else { return };
    let ends = page.gap(at + 1) == Gap::APOSTROPHE && page.word(at + 1) == b"s";
    if ends || page.gap(at + 1).has(Gap::DOT) {
        let protected: Vec<u16> = place.holders.iter().copied().filter(|holder| !known.stays(*holder)).collect();
        let last = kind_after(page, at + usize::from(ends), place.what);
        page.take_for(at - 1, last, &protected, place.what, Why::FirstLetters, Sure::Likely);
    }
}

/// First letters of a person's or a place's name: `RCPS`, «R.C.P.S.».
pub(super) fn acronym(page: &mut Page<'_>, at: usize) {
    let Some(token) = page.token(at) else { return };
    if !token.is_upper() || token.len() > 6 || at > 0 && token.gap.is_none() {
        return;
    }
    let known = page.known;
    let (mut letters, mut last) = if token.len() == 1 {
        let mut letters = vec![page.word(at)[0]];
        let mut last = at;
        let begins = at == 0
            || !(page.token(at - 1).is_some_and(|before| before.len() == 1 && before.is_upper())
                && page.gap(at).only(Gap::DOT.or(Gap::SPACE)));
        while begins
            && let Some(next) = page.token(last + 1)
            && next.is_upper()
            && next.len() == 1
            && !next.gap.is_none()
            && next.gap.only(Gap::DOT.or(Gap::SPACE))
            && letters.len() < 7
        {
            letters.push(page.word(last + 1)[0]);
            last += 1;
        }
        (letters, last)
    } else {
        (page.word(at).to_vec(), at)
    };
    if letters.len() < 2 || page.gap(last + 1).is_none() && page.token(last + 1).is_some() {
        return;
    }
    // «My name is S.P. I was born …»: the last letter may begin what follows.
    while last > at && letters.len() > 2 && known.acronyms.get(of(&letters)).is_empty() {
        letters.pop();
        last -= 1;
    }
    let holders = known.acronyms.get(of(&letters));
    if holders.is_empty() {
        return;
    }
    // Initials before a surname are a part of that name, and a rank before a name is none.
    let next_gap = page.gap(last + 1);
    let surname = page.known_word(last + 1).is_some_and(|word| word.uses.iter().any(|how| matches!(how, Use::Surname { .. })));
    let rank = page.class(at).has(Class::OFFICIAL.or(Class::TITLE)) && next_gap == Gap::SPACE;
    let before_name =
        (surname && (next_gap == Gap::SPACE || last > at && letters.len() < 4 && next_gap.only(Gap::SPACE.or(Gap::DOT))) || rank)
            && page.token(last + 1).is_some_and(|next| next.is_capital() && next.len() > 2);
    let number = page.token(last + 1).filter(|next| next.is_digits());
    let part_of_code = page.gap(at).has(Gap::SLASH.or(Gap::HYPHEN)) && !page.gap(at).has(Gap::SPACE)
        || number.is_some_and(|next| {
            next_gap.only(Gap::HYPHEN.or(Gap::SLASH)) || next_gap == Gap::SPACE && letters.len() == 2 && next.len() > 2
        });
    if before_name || part_of_code {
        return;
    }
    let theirs = known.holders.iter().any(|holder| holder.whose.stays() && holder.initials.contains(&letters));
    let cut_off = |gap: Gap| !gap.only(Gap::SPACE.or(Gap::DOT)) || gap.has(Gap::DOT);
    // Where a name is wanted, letters are a name: «Client: SP», «that HP (born …».
    let before = page.class(at.wrapping_sub(1));
    let wanted = page.cells.at(at) == Some(What::Name)
        || before.has(Class::NAMED.or(Class::DONE_TO)) && !before.has(Class::PREPOSITION)
        || matches!(page.word(at.wrapping_sub(1)), b"children" | b"child" | b"mother" | b"that" | b"dear");
    let apart = cut_off(page.gap(at)) && cut_off(page.gap(last + 1));
    let usual = page.class(at).has(Class::ACRONYM) && last == at && !apart && !(wanted && cut_off(page.gap(last + 1)));
    let theirs = theirs && !wanted;
    // A heading in large letters has words of every length.
    let heading = last == at && letters.len() >= 3 && lonely_heading(page, at);
    for (holder, what) in holders {
        let sure = if theirs || usual || heading || letters.len() == 2 && *what != What::Initials && *what != What::Refuge {
            Sure::Possible
        } else {
            Sure::Likely
        };
        page.take(at, last, *holder, *what, Why::FirstLetters, sure);
    }
}

/// Whether the words on both sides are in large letters too.
fn lonely_heading(page: &Page<'_>, at: usize) -> bool {
    let large = |at: Option<usize>| at.and_then(|at| page.token(at)).is_some_and(|token| token.is_upper() && token.len() > 3);
    large(at.checked_sub(1)) && large(Some(at + 1))
}
