//! Names that are also words: «Grace», «Hill», «May». Large letters and grammar decide, by points for and against.

use super::Page;
use super::turns::{introduced, spoken_at, stands_bare};
use crate::lexicon::{self, Class};
use crate::reading::{Gap, Token};

/// How a word is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// As somebody's name.
    Name,
    /// It may be either.
    Unclear,
    /// As the word.
    Word,
}

/// Words that begin a sentence more often than the person does: auxiliaries, commands.
pub(super) const fn is_opener(word: &[u8]) -> bool {
    matches!(
        word,
        b"will"
            | b"may"
            | b"mark"
            | b"can"
            | b"hope"
            | b"bill"
            | b"grant"
            | b"rob"
            | b"sue"
            | b"pat"
            | b"drew"
            | b"rose"
            | b"dean"
            | b"art"
    )
}

/// Reads tokens that are a known name and a word.
pub fn reads_as(page: &Page<'_>, at: usize, last: usize) -> Reads {
    let token = page.tokens()[at];
    let word = page.word(at);
    let next = page.class(last + 1);
    let next_gap = page.gap(last + 1);
    let previous = at.checked_sub(1);
    let previous_class = previous.map_or(Class::NONE, |before| page.class(before));
    let starts = token.gap.ends_a_sentence() || previous.is_none();
    let next_large = page.token(last + 1).is_some_and(|token| token.is_capital() && token.is_letters());
    let possessive = next_gap.only(Gap::APOSTROPHE) && page.word(last + 1) == b"s";
    let in_cell = is_cell(page, at, last);
    let within = page.gap(at).has(Gap::UNDERSCORE.or(Gap::AT).or(Gap::SLASH)) && !page.gap(at).has(Gap::SPACE)
        || next_gap.has(Gap::UNDERSCORE.or(Gap::AT))
        || page.gap(at).is_none() && at > 0
        || next_gap.is_none() && page.token(last + 1).is_some();
    // A month with a day or a year.
    if page.class(at).has(Class::MONTH) {
        let digits = |at: Option<usize>| at.and_then(|at| page.token(at)).is_some_and(Token::is_digits);
        let ordinal = previous.is_some_and(|before| page.class(before).has(Class::ORDINAL));
        if digits(previous)
            && !page.gap(at).ends_a_sentence()
            && page.gap(at).only(Gap::SPACE.or(Gap::HYPHEN).or(Gap::SLASH).or(Gap::DOT))
            && !(page.gap(at).has(Gap::HYPHEN) && page.gap(at).has(Gap::SPACE))
            || digits(Some(last + 1)) && next_gap.only(Gap::SPACE.or(Gap::HYPHEN))
            || ordinal
        {
            return Reads::Word;
        }
        if matches!(
            previous.map(|before| page.word(before)),
            Some(
                b"in"
                    | b"of"
                    | b"since"
                    | b"until"
                    | b"by"
                    | b"during"
                    | b"last"
                    | b"this"
                    | b"next"
                    | b"early"
                    | b"late"
                    | b"mid"
            )
        ) && !possessive
        {
            return Reads::Word;
        }
    }
    // «Hill Street», «Rose Cottage»: a place of that name.
    if token.is_capital()
        && next_large
        && next_gap == Gap::SPACE
        && next.has(Class::ROAD.or(Class::HOUSE))
        && !next.has(Class::DOES)
    {
        return Reads::Word;
    }
    if in_cell || within {
        return Reads::Name;
    }
    // «hand out», «Rose-coloured», «young-person»: a part of a longer word.
    if next_gap == Gap::HYPHEN && page.token(last + 1).is_some_and(|token| token.known == 0) && !token.is_capital() {
        return Reads::Word;
    }
    let mut points = 0;
    // «its Amber he has found out»: it is.
    let it_is = matches!(previous.map(|before| page.word(before)), Some(b"its"))
        && (next.has(Class::PRONOUN.or(Class::DOES))
            || token.is_capital()
                && matches!(page.word(last + 1), b"here" | b"calling" | b"ringing" | b"speaking" | b"im" | b"from"))
        || matches!(previous.map(|before| page.word(before)), Some(b"s"))
            && previous.is_some_and(|before| before > 0 && page.word(before - 1) == b"it");
    // «Bliss here, from the flat»
    let speaks = token.is_capital() && next_gap.only(Gap::SPACE) && matches!(page.word(last + 1), b"here" | b"speaking");
    if it_is && page.gap(at).only(Gap::SPACE) || speaks {
        return Reads::Name;
    }
    if introduced(page, at, last) || spoken_at(page, at, last) {
        return Reads::Name;
    }
    let that = token.is_capital() && previous.is_some_and(|before| page.word(before) == b"that");
    let determined = previous_class.has(Class::DETERMINER) && page.gap(at).only(Gap::SPACE) && !that;
    let after = page.word(last + 1);
    let next_word = next_gap.only(Gap::SPACE) && page.token(last + 1).is_some_and(Token::is_letters) && !next_large;
    let verb = next_word && next.has(Class::DOES) && !next.has(Class::PREPOSITION);
    let object =
        previous_class.has(Class::DONE_TO) && page.gap(at).only(Gap::SPACE.or(Gap::LINE).or(Gap::QUOTE).or(Gap::APOSTROPHE));
    let strong_object = object && !previous_class.has(Class::PREPOSITION);
    let spoken_to = object
        && previous_class.has(Class::PREPOSITION)
        && previous.and_then(|before| before.checked_sub(1)).is_some_and(|two| {
            page.class(two).has(Class::DONE_TO) && !page.class(two).has(Class::PREPOSITION)
                || matches!(
                    page.word(two),
                    b"shouting"
                        | b"shouted"
                        | b"shout"
                        | b"asking"
                        | b"looking"
                        | b"listen"
                        | b"talk"
                        | b"talked"
                        | b"talking"
                        | b"writes"
                        | b"wrote"
                        | b"speaks"
                        | b"lives"
                        | b"belongs"
                        | b"searching"
                        | b"screaming"
                        | b"married"
                        | b"separated"
                )
        });
    let ends = !next_gap.only(Gap::SPACE) || page.token(last + 1).is_none();
    let named_before = strong_object && previous_class.has(Class::NAMED.or(Class::RELATION));
    let noun_after = next_word
        && !verb
        && lexicon::get().is_word(after)
        && !next.has(Class::PREPOSITION.or(Class::DONE_TO).or(Class::PRONOUN))
        && !after.ends_with(b"ly");
    if possessive {
        points += 2;
    }
    if verb {
        points += 2;
        // «since she left, rainbow has had calls»: a thing would have its article.
        points += i32::from(page.gap(at).has(Gap::COMMA) && !token.is_capital() && !stands_bare(word));
        // «honour works part time»: who writes without large letters begins a sentence without one.
        points += i32::from(starts && !token.is_capital() && !is_opener(word));
    }
    if strong_object && !determined {
        points += if named_before || ends || verb { 3 } else { 2 };
    }
    if spoken_to {
        points += 3;
    }
    if next_large && next_gap.only(Gap::SPACE) && token.is_capital() && !starts {
        points += 1;
    }
    if ends && starts && token.is_capital() && !next_gap.has(Gap::STOP) {
        points += 2;
    }
    if determined && !possessive {
        points -= 4;
    }
    // «called me heather», «told that Poppy»: the name is the end of it.
    let called = previous.is_some_and(|before| {
        matches!(page.word(before), b"me" | b"her") && before > 0 && page.class(before - 1).has(Class::NAMED.or(Class::DONE_TO))
    });
    if called {
        points += 3;
    }
    if noun_after {
        points -= 3;
    }
    if token.is_upper() && token.len() > 1 {
        // In a text in large letters a large letter says nothing.
        let shouting =
            |at: Option<usize>| at.and_then(|at| page.token(at)).is_some_and(|token| token.is_upper() && token.len() > 1);
        points += if shouting(previous) || shouting(Some(last + 1)) { 1 } else { 4 };
    } else if token.is_capital() {
        if starts {
            points += if noun_after { 1 } else { 2 };
            if is_opener(word)
                && next_word
                && (next.has(Class::DETERMINER.or(Class::PRONOUN).or(Class::PREPOSITION)) || !next.has(Class::DOES))
            {
                return Reads::Word;
            }
        } else {
            points += 3;
        }
    } else {
        points -= 1;
        if !strong_object && !spoken_to && !possessive && !verb {
            // «13:37 serenity in reception»: what an entry begins with may be either, and somebody looks.
            let after_time = previous.is_some_and(|before| {
                page.token(before).is_some_and(Token::is_digits) && page.gap(before) == Gap::COLON && page.gap(at) == Gap::SPACE
            });
            let entry = (starts || after_time) && !is_opener(word) && next_word && next.has(Class::PREPOSITION);
            return if entry { Reads::Unclear } else { Reads::Word };
        }
        // «the waters rose», «a box to mark»: a noun before it makes it a verb, and the other way round.
        let noun_before = previous.is_some_and(|before| {
            page.token(before).is_some_and(|token| token.is_letters() && token.known == 0 && !token.is_capital())
                && page.is_word(before)
        });
        if noun_before && !strong_object && !spoken_to && page.gap(at).only(Gap::SPACE) {
            points -= 2;
        }
        if matches!(word, b"will" | b"may" | b"can" | b"an" | b"so" | b"sum") && !(spoken_to && ends) {
            points -= 2;
        }
        if next_word && next.has(Class::DETERMINER) && !next.has(Class::DOES) && !strong_object {
            points -= 2;
        }
    }
    match points {
        2.. => Reads::Name,
        1 => Reads::Unclear,
        _ => Reads::Word,
    }
}

/// Whether the tokens are all that stands in a cell of a table or a pair of quotation marks.
fn is_cell(page: &Page<'_>, at: usize, last: usize) -> bool {
    let mark = |gap: Gap| gap.has(Gap::CELL) || gap.has(Gap::COMMA) || gap == Gap::COLON;
    let edge = |gap: Gap| mark(gap) && (gap.has(Gap::CELL) || !gap.has(Gap::SPACE)) || gap == Gap::LINE;
    let gap = page.gap(at);
    let next = page.gap(last + 1);
    edge(gap) && edge(next) && (mark(gap) || mark(next))
}
