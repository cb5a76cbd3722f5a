//! Turns of speech in which only a person can stand: somebody says who it is, signs, is told to do something. A name that is also a word is a name there.

use super::Page;
use super::context::is_opener;
use crate::lexicon::Class;
use crate::reading::Gap;

/// Names that, as words, stand without an article: qualities, stuffs, seasons, what things are like. «Patience has run out», «im sunny».
pub(super) const fn stands_bare(word: &[u8]) -> bool {
    matches!(
        word,
        b"hope"
            | b"faith"
            | b"grace"
            | b"patience"
            | b"mercy"
            | b"love"
            | b"joy"
            | b"honour"
            | b"honor"
            | b"harmony"
            | b"charity"
            | b"peace"
            | b"power"
            | b"gold"
            | b"snow"
            | b"rain"
            | b"winter"
            | b"summer"
            | b"spring"
            | b"autumn"
            | b"dawn"
            | b"day"
            | b"temperance"
            | b"serenity"
            | b"comfort"
            | b"prudence"
            | b"constance"
            | b"verity"
            | b"felicity"
            | b"bliss"
            | b"destiny"
            | b"liberty"
            | b"justice"
            | b"honesty"
            | b"young"
            | b"long"
            | b"short"
            | b"bright"
            | b"sharp"
            | b"small"
            | b"wise"
            | b"green"
            | b"black"
            | b"brown"
            | b"white"
            | b"grey"
            | b"blue"
            | b"sunny"
            | b"sandy"
            | b"misty"
            | b"dusty"
            | b"rusty"
            | b"stormy"
            | b"precious"
            | b"rich"
            | b"frank"
            | b"noble"
            | b"best"
            | b"swift"
            | b"savage"
            | b"quick"
            | b"north"
            | b"south"
            | b"east"
            | b"west"
            | b"honey"
            | b"ginger"
            | b"rosemary"
            | b"sage"
            | b"holly"
            | b"ivy"
            | b"heather"
            | b"coral"
            | b"amber"
            | b"jade"
            | b"pearl"
            | b"ebony"
            | b"olive"
            | b"crystal"
            | b"salt"
            | b"pepper"
            | b"silver"
            | b"scarlett"
            | b"glass"
            | b"wood"
            | b"stone"
            | b"bonnie"
            | b"gay"
            | b"dear"
            | b"merry"
            | b"hardy"
            | b"strong"
            | b"little"
            | b"moody"
            | b"close"
            | b"price"
    )
}

/// What people are to do, in notes without grammar.
const fn is_act(word: &[u8]) -> bool {
    matches!(
        word,
        b"move"
            | b"ring"
            | b"call"
            | b"bring"
            | b"tell"
            | b"keep"
            | b"stay"
            | b"go"
            | b"come"
            | b"meet"
            | b"attend"
            | b"contact"
            | b"email"
            | b"send"
            | b"speak"
            | b"collect"
            | b"see"
            | b"text"
            | b"visit"
            | b"sign"
            | b"apply"
            | b"ask"
            | b"take"
    )
}

/// «so that is lily, and», «hi its blossom here», «im rainbow and», «angel here, from»: somebody says who it is.
pub(super) fn introduced(page: &Page<'_>, at: usize, last: usize) -> bool {
    if !page.gap(at).only(Gap::SPACE.or(Gap::LINE).or(Gap::QUOTE).or(Gap::COLON).or(Gap::STOP).or(Gap::DOT).or(Gap::COMMA)) {
        return false;
    }
    let capital = page.tokens()[at].is_capital();
    let thing = || !stands_bare(page.word(at));
    // «P: flora to move to the coast»
    let charged = page.word(last + 1) == b"to" && page.gap(last + 1) == Gap::SPACE && is_act(page.word(last + 2));
    if page.gap(at).ends_a_sentence() && charged && page.word(at) != b"hope" && (capital || thing()) {
        return true;
    }
    let back = |far: usize| at.checked_sub(far).map_or(&b""[..], |at| page.word(at));
    let next_gap = page.gap(last + 1);
    let next = if next_gap.only(Gap::SPACE) { page.word(last + 1) } else { b"" };
    let ends = next_gap.has(Gap::COMMA.or(Gap::STOP).or(Gap::LINE)) || page.token(last + 1).is_none();
    let is = back(1) == b"is" || back(1) == b"s" && page.gap(at - 1).only(Gap::APOSTROPHE);
    if matches!(back(1), b"dear" | b"hi" | b"hello" | b"hiya") && page.gap(at).only(Gap::SPACE) && next_gap.has(Gap::COMMA) {
        return true;
    }
    if is && back(2) == b"that" && ends && (capital || thing() || back(3) == b"so") {
        return true;
    }
    let calls = matches!(next, b"here" | b"calling" | b"ringing" | b"speaking" | b"from");
    if back(1) == b"its" && calls && (thing() || matches!(back(2), b"hi" | b"hello" | b"hiya" | b"hey")) {
        return true;
    }
    let i_am = back(1) == b"im" || back(1) == b"m" && back(2) == b"i" || back(1) == b"am" && back(2) == b"i";
    if i_am && (capital || thing()) && (ends || calls || next == b"and") {
        return true;
    }
    let begins = page.gap(at).ends_a_sentence();
    // «Yours, ⏎ lyric»
    let signs = matches!(
        back(1),
        b"yours" | b"sincerely" | b"faithfully" | b"regards" | b"wishes" | b"thanks" | b"love" | b"truly" | b"cheers" | b"you"
    );
    if signs && page.gap(at).has(Gap::LINE) && (next_gap.has(Gap::LINE) || page.token(last + 1).is_none()) {
        return true;
    }
    begins && next == b"here" && (page.gap(last + 2).has(Gap::COMMA) || page.word(last + 2) == b"from") && thing()
}

/// «Ember take your post down», «sandy c/o office», «Violet bday»: what is said to or of a person only.
pub(super) fn spoken_at(page: &Page<'_>, at: usize, last: usize) -> bool {
    let token = page.tokens()[at];
    let next = page.word(last + 1);
    if next == b"c" && page.word(last + 2) == b"o" && page.gap(last + 2) == Gap::SLASH {
        return true;
    }
    if !page.gap(last + 1).only(Gap::SPACE) {
        return false;
    }
    let thing = || !stands_bare(page.word(at));
    if page.class(last + 1).has(Class::BORN) && next != b"aged" && (token.is_capital() || thing()) {
        return true;
    }
    // A command to somebody: a thing that does something would have its verb end in «s».
    let class = page.class(last + 1);
    token.is_capital()
        && page.gap(at).has(Gap::COLON.or(Gap::LINE).or(Gap::QUOTE))
        && !is_opener(page.word(at))
        && page.token(last + 1).is_some_and(|token| token.is_letters() && !token.is_capital() && token.len() > 2)
        && !class.has(Class::DETERMINER.or(Class::PREPOSITION).or(Class::PRONOUN))
        && (!next.ends_with(b"s") || next.ends_with(b"ss"))
        && !next.ends_with(b"ed")
        && page.gap(last + 2).only(Gap::SPACE)
        && matches!(page.word(last + 2), b"your" | b"my" | b"me" | b"him" | b"us" | b"them" | b"her")
}
