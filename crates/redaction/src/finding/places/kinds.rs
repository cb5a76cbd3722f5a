//! What places are called beside their names, and how that is shortened.

use crate::finding::Page;
use crate::known::What;
use crate::lexicon::Class;
use crate::reading::{Gap, Token};

/// What such a place is called beside its name, as far as it follows: «Page Hall docters», «Osborne Prim Sch», «Harvest Fresh Ltd».
pub(super) fn kind_after(page: &Page<'_>, mut last: usize, what: What) -> usize {
    for next in last + 1..last + 4 {
        let kind: &[&[u8]] = match what {
            What::Surgery => &[
                b"doctors",
                b"docters",
                b"doctor",
                b"drs",
                b"surgery",
                b"surg",
                b"practice",
                b"practise",
                b"pract",
                b"prac",
                b"gp",
                b"gps",
                b"medical",
                b"med",
                b"health",
                b"centre",
                b"center",
                b"ctr",
                b"clinic",
                b"fp",
            ],
            What::School => &[
                b"school",
                b"sch",
                b"schl",
                b"primary",
                b"prim",
                b"nursery",
                b"infants",
                b"infant",
                b"inf",
                b"juniors",
                b"junior",
                b"jnr",
                b"academy",
                b"college",
                b"preschool",
                b"playgroup",
                b"cofe",
                b"ce",
                b"rc",
            ],
            What::Workplace => {
                &[b"ltd", b"limited", b"plc", b"llp", b"factory", b"cafe", b"bkry", b"nursery", b"practise", b"practice"]
            }
            What::Refuge => &[b"refuge", b"hostel", b"house", b"hse", b"ct", b"cottage"],
            _ => &[],
        };
        let gap = page.gap(next);
        let follows = gap.only(Gap::SPACE.or(Gap::DOT).or(Gap::UNDERSCORE).or(Gap::HYPHEN))
            && !gap.is_none()
            && !(gap.has(Gap::DOT)
                && gap.has(Gap::SPACE)
                && page.token(next).is_some_and(Token::is_capital)
                && page.word(next - 1).len() > 5);
        if !follows || !kind.contains(&page.word(next)) {
            break;
        }
        last = next;
    }
    last
}

/// Whether a word with a large letter stands within a sentence with none beside it, as a name does: «at the Bluebell when».
pub(super) fn stands_alone(page: &Page<'_>, at: usize, last: usize) -> bool {
    let large =
        |at: Option<usize>| at.and_then(|at| page.token(at)).is_some_and(|token| token.is_letters() && token.is_capital());
    !page.gap(at).ends_a_sentence()
        && page.gap(at).only(Gap::SPACE)
        && at > 0
        && !large(at.checked_sub(1))
        && !(large(Some(last + 1)) && page.gap(last + 1) == Gap::SPACE)
        && page.class(at - 1).has(Class::DETERMINER.or(Class::PREPOSITION))
}

/// Whether a word is short for another: «Bkry», «Ctr», «Dent», «Grp».
pub(super) fn abbreviates(word: &[u8], text: &[u8]) -> bool {
    if word.len() < 2 || word.len() + 1 >= text.len() || word[0] != text[0] {
        return false;
    }
    let mut rest = text.iter();
    word.iter().all(|letter| rest.any(|other| other == letter))
}
