//! Descriptions by which somebody can be found or recognised although no name and no number is told: «the corner house opposite the allotments».
//!
//! Found by their make: a kind of home, place or person, with something that makes it one of many. They are suggestions, for a person to decide.

use super::{Page, Sure, Why};
use crate::known::{What, Whose};
use crate::lexicon::Class;
use crate::reading::Gap;

const LONGEST: usize = 28;

/// Suggests descriptions.
pub fn look(page: &mut Page<'_>) {
    let mut from = 0;
    for place in 0..page.marked.houses.len() {
        let at = page.marked.houses[place] as usize;
        if at < from {
            continue;
        }
        let class = page.tokens()[at].class;
        // «the middle one of three»
        let one = class.has(Class::SPOKEN)
            && at > 0
            && page.word(at) == b"one"
            && page.class(at - 1).has(Class::MARK.or(Class::WHERE).or(Class::ORDINAL));
        if (class.has(Class::HOUSE) || one)
            && let Some((first, last)) = description(page, at)
        {
            page.take_as(first, last, Whose::Stranger, What::Description, Why::Describes, Sure::Likely);
            from = last + 1;
        }
    }
}

fn is_article(word: &[u8]) -> bool {
    matches!(word, b"the" | b"a" | b"an" | b"that" | b"his" | b"her" | b"their" | b"our" | b"my" | b"one")
}

/// A description around a word for a home or place: its first and last token.
fn description(page: &Page<'_>, house: usize) -> Option<(usize, usize)> {
    // Back to the article, over what marks it.
    let mut from = house;
    let mut marks = 0;
    for back in 1..=6 {
        let Some(before) = house.checked_sub(back) else { break };
        if !page.gap(before + 1).only(Gap::SPACE.or(Gap::HYPHEN).or(Gap::LINE).or(Gap::COMMA)) {
            break;
        }
        if page.class(before).has(Class::MARK)
            || page.class(before).has(Class::WHERE.or(Class::ORDINAL)) && page.word(house) == b"one"
        {
            marks += 1;
        }
        if is_article(page.word(before)) {
            from = before;
            break;
        }
        if page.class(before).has(Class::PREPOSITION.or(Class::PRONOUN)) {
            break;
        }
    }
    let article = is_article(page.word(from));
    if !article && marks == 0 {
        return None;
    }
    if page.class(house).has(Class::MARK) {
        marks += 1;
    }
    // On to the end of the clause, over what says where it stands and what it has.
    let mut last = house;
    let (mut places, mut details) = (0, 0);
    let mut at = house + 1;
    let mut open = false;
    let mut wrapped = false;
    while at < house + LONGEST {
        let Some(token) = page.token(at) else { break };
        let gap = token.gap;
        // «the block behind the bingo, on the third floor»: what says where it is goes on after a comma.
        let goes_on = gap.only(Gap::COMMA.or(Gap::SPACE).or(Gap::LINE))
            && gap.has(Gap::COMMA)
            && places > 0
            && (token.class.has(Class::WHERE)
                || matches!(page.word(at), b"on" | b"with" | b"up" | b"where" | b"right" | b"by" | b"just"));
        if !gap.only(Gap::SPACE.or(Gap::HYPHEN).or(Gap::LINE).or(Gap::APOSTROPHE)) && !goes_on {
            break;
        }
        // The next line of a list.
        if gap.has(Gap::LINE) && gap.has(Gap::HYPHEN) && gap.has(Gap::SPACE) {
            break;
        }
        if gap.has(Gap::LINE) && !gap.has(Gap::HYPHEN) && (wrapped || token.is_capital() || token.is_digits()) {
            break;
        }
        wrapped |= gap.has(Gap::LINE) && gap.only(Gap::LINE) && page.gap(at + 1).has(Gap::LINE);
        let word = page.word(at);
        if matches!(word, b"and" | b"but" | b"so" | b"because" | b"when" | b"since" | b"if" | b"until" | b"who" | b"as") && !open
            || matches!(word, b"so" | b"because" | b"but" | b"since" | b"until" | b"while" | b"today" | b"yesterday")
        {
            break;
        }
        let class = token.class;
        let adverb = matches!(word, b"has" | b"is" | b"parked" | b"stood" | b"just" | b"always" | b"still" | b"now" | b"painted");
        let side = word == b"left" && matches!(page.word(at - 1), b"the" | b"your");
        let verb = class.has(Class::DOES) && !class.has(Class::WHERE.or(Class::MARK).or(Class::PREPOSITION)) && !adverb && !side;
        if verb || class.has(Class::PRONOUN) {
            break;
        }
        if matches!(word, b"is" | b"has") && places + details > 0 {
            break;
        }
        let on_the_way = word == b"from" && matches!(page.word(at - 1), b"down" | b"along" | b"up" | b"away" | b"across");
        let small = matches!(word, b"under" | b"over" | b"end" | b"between" | b"back" | b"before" | b"after" | b"middle");
        if class.has(Class::WHERE) && (!small || page.word(at + 1) == b"the") || on_the_way {
            places += 1;
            open = true;
        } else if side || word == b"right" && page.word(at - 1) == b"the" {
            details += 1;
        } else if matches!(word, b"with" | b"by" | b"near" | b"on" | b"at" | b"that" | b"whose" | b"in") {
            open = true;
        } else if class.has(Class::MARK) {
            details += 1;
        }
        last = at;
        at += 1;
    }
    // Not on a word that hangs in the air.
    while last > house
        && (page.class(last).has(Class::PREPOSITION.or(Class::DETERMINER).or(Class::WHERE))
            || matches!(page.word(last), b"and" | b"next" | b"with"))
        && !matches!(page.word(last), b"end" | b"corner" | b"bottom" | b"top" | b"back")
    {
        last -= 1;
    }
    let strong = marks + details + places * 2;
    let long = last - from >= 4;
    (strong >= 2 && long && (places > 0 || details > 0 || marks > 1)).then_some((from, last))
}
