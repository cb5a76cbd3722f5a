//! Strangers' names: words with large letters that are announced, that stand in a column of names, that do what people do, or of which the first is
//! a name that many have.

use super::is_born;
use crate::finding::{Page, Sure, Why, table};
use crate::known::{What, Whose};
use crate::lexicon::{Class, Table};
use crate::reading::{Gap, Token};

/// A name by its form: one to four words with large letters.
struct Name {
    from: usize,
    to: usize,
}

fn is_name_word(page: &Page<'_>, at: usize) -> bool {
    let Some(token) = page.token(at) else { return false };
    let digits = |at: usize| page.token(at).is_some_and(Token::is_digits);
    if token.class.has(Class::MONTH) && (digits(at + 1) || at > 0 && digits(at - 1)) {
        return false;
    }
    token.is_letters()
        && token.is_capital()
        && token.len() >= 2
        && (token.class.has(Class::GIVEN) || token.class.0 & !Class::SPELLED.0 == 0)
}

/// The name that begins at a token.
fn name_at(page: &Page<'_>, at: usize) -> Option<Name> {
    let mut from = at;
    let titled = page.class(from).has(Class::TITLE);
    if titled {
        from += 1;
        if !page.gap(from).only(Gap::SPACE.or(Gap::DOT)) {
            return None;
        }
    }
    let is_known = |at: usize| page.known_word(at).is_some_and(|word| word.of_name);
    if is_known(from) {
        return None;
    }
    let initial = |at: usize| page.token(at).is_some_and(|token| token.len() == 1 && token.is_capital() && token.is_letters());
    let mut to = from;
    let mut words = 0;
    loop {
        if to > from
            && !(page.gap(to).only(Gap::SPACE.or(Gap::HYPHEN).or(Gap::APOSTROPHE))
                || initial(to - 1) && page.gap(to).only(Gap::SPACE.or(Gap::DOT)))
        {
            break;
        }
        if initial(to) && page.word(to) != b"s" {
            to += 1;
        } else if is_name_word(page, to) && words < 4 {
            words += 1;
            to += 1;
        } else {
            break;
        }
    }
    while to > from && initial(to - 1) {
        to -= 1;
    }
    if words == 0 || to == from {
        return None;
    }
    // «Interpreter Adaora Obi»: the name begins with the second.
    let plain = |at: usize| page.is_word(at) && !page.class(at).has(Class::GIVEN);
    let longer = words >= 3 || page.class(from + 1).has(Class::GIVEN);
    if !titled && longer && words >= 2 && plain(from) && !plain(from + 1) {
        return None;
    }
    let known = (from..to).any(is_known);
    let strange = (from..to).any(|at| !page.is_word(at));
    (!known && (strange || titled || page.class(from).has(Class::GIVEN))).then_some(Name { from: at, to: to - 1 })
}

/// The words of strangers' names, by their hashes.
struct Called {
    words: Table,
    any: bool,
}

impl Called {
    fn nobody() -> Self {
        Self { words: Table::with_room(0), any: false }
    }

    fn add(&mut self, hash: u64) {
        *self.words.entry(hash) = 1;
        self.any = true;
    }

    fn has(&self, hash: u64) -> bool {
        self.words.get(hash) != 0
    }
}

/// Finds strangers' names.
pub fn look(page: &mut Page<'_>) {
    let mut called = Called::nobody();
    let mut found: Vec<(usize, usize, Why, Sure)> = Vec::new();
    let mut from = 0;
    for at in &page.marked.large {
        let at = *at as usize;
        // What no name begins with is passed over at once.
        if at < from || !page.class(at).has(Class::TITLE) && !is_name_word(page, at) && page.tokens()[at].len() > 1 {
            continue;
        }
        let Some(name) = name_at(page, at) else { continue };
        let (why, sure) = weigh(page, &name);
        if let Some(sure) = sure {
            if sure == Sure::Likely {
                for place in name.from..=name.to {
                    if page.tokens()[place].len() >= 3 && !page.class(place).has(Class::TITLE) {
                        called.add(page.tokens()[place].hash);
                    }
                }
            }
            found.push((name.from, name.to, why, sure));
        }
        from = name.to + 1;
    }
    for (from, to, why, sure) in &found {
        page.take_as(*from, *to, Whose::Stranger, What::Name, *why, *sure);
    }
    if !called.any {
        return;
    }
    let mut again: Vec<usize> = Vec::new();
    // Whoever was named once is named elsewhere too; in small letters, where it is no word.
    for at in page.marked.large.iter().chain(&page.marked.strange) {
        let at = *at as usize;
        let token = page.tokens()[at];
        if token.known == 0 && token.is_letters() && token.len() >= 3 && called.has(token.hash) {
            again.push(at);
        }
    }
    for at in again {
        let word = page.is_word(at);
        if page.tokens()[at].is_capital() || !word {
            let sure = if word { Sure::Possible } else { Sure::Likely };
            page.take_as(at, at, Whose::Stranger, What::Name, Why::NamedBefore, sure);
        }
    }
}

/// Words of which bodies make their names.
const fn is_of_body(word: &[u8]) -> bool {
    matches!(
        word,
        b"council"
            | b"centre"
            | b"center"
            | b"service"
            | b"services"
            | b"team"
            | b"trust"
            | b"association"
            | b"school"
            | b"academy"
            | b"college"
            | b"university"
            | b"hospital"
            | b"surgery"
            | b"practice"
            | b"clinic"
            | b"project"
            | b"refuge"
            | b"police"
            | b"court"
            | b"ltd"
            | b"limited"
            | b"plc"
            | b"bank"
            | b"society"
            | b"partnership"
            | b"company"
            | b"group"
            | b"church"
            | b"mosque"
            | b"temple"
            | b"library"
            | b"station"
            | b"department"
            | b"board"
            | b"authority"
            | b"agency"
            | b"foundation"
            | b"charity"
            | b"solicitors"
            | b"llp"
            | b"homes"
            | b"housing"
    )
}

/// The word before a name.
fn before<'a>(page: &Page<'a>, name: &Name) -> &'a [u8] {
    name.from.checked_sub(1).map_or(&[][..], |before| page.word(before))
}

/// Whether words that may be a name do what only people do: they say, live and are told; or they stand where a message names who wrote it.
fn acts(page: &Page<'_>, name: &Name) -> bool {
    let after = name.to + 1;
    let gap = page.gap(after);
    let verb = gap.only(Gap::SPACE)
        && page.class(after).has(Class::DOES)
        && page.token(after).is_some_and(|token| !token.is_capital())
        && !matches!(page.word(after), b"and" | b"or" | b"on" | b"when" | b"since" | b"because" | b"if" | b"so" | b"is" | b"was");
    let done_to = page.gap(name.from).only(Gap::SPACE)
        && matches!(
            before(page, name),
            b"by"
                | b"with"
                | b"told"
                | b"saw"
                | b"met"
                | b"rang"
                | b"phoned"
                | b"called"
                | b"asked"
                | b"named"
                | b"cc"
                | b"dear"
                | b"its"
                | b"contacted"
                | b"interviewed"
                | b"visited"
                | b"and"
        );
    let heading =
        page.gap(name.from).has(Gap::COLON) && page.class(name.from.wrapping_sub(1)).has(Class::NAMED.or(Class::PREPOSITION));
    let speaker = gap.has(Gap::COLON) && page.gap(name.from).has(Gap::LINE.or(Gap::CLOSE));
    let number = gap.has(Gap::SPACE.or(Gap::COMMA).or(Gap::OPEN))
        && (page.token(after).is_some_and(|token| token.is_digits() && (token.len() >= 5 || page.word(after).starts_with(b"0")))
            || page.class(after).has(Class::PHONE.or(Class::BORN).or(Class::MAIL))
            || gap.has(Gap::OPEN) && is_born(page, after));
    verb || done_to || heading || speaker || number
}

/// How a name is announced.
fn weigh(page: &Page<'_>, name: &Name) -> (Why, Option<Sure>) {
    if page.cells.at(name.from) == Some(What::Name) {
        return (Why::InColumn, Some(Sure::Likely));
    }
    let words = name.to - name.from + 1;
    // Within four words before it, in the same sentence: neighbour, witness 1, next of kin is recorded as.
    let mut related = false;
    let mut official = false;
    for back in 1..=6 {
        let Some(before) = name.from.checked_sub(back) else { break };
        let gap = page.gap(before + 1);
        if gap.has(Gap::STOP)
            || gap.has(Gap::DOT) && gap.has(Gap::SPACE)
            || gap.has(Gap::LINE) && back > 1
            || gap.has(Gap::CELL) && back > 1
        {
            break;
        }
        let class = page.class(before);
        if page.word(before) == b"visitor" && before > 0 && page.word(before - 1) == b"health" {
            official = true;
            break;
        }
        if (class.has(Class::RELATION) || page.word(before) == b"contact" && back <= 2)
            && (back <= 3 || page.word(before) == b"kin")
        {
            related = true;
            break;
        }
        if class.has(Class::OFFICIAL) && back <= 3 {
            official = true;
            break;
        }
        if class.has(Class::DOES) && !matches!(page.word(before), b"is" | b"as" | b"recorded" | b"called" | b"was") && back > 2 {
            break;
        }
    }
    // After it: «, family friend», «next door», «(neighbour)».
    let mut after = false;
    for next in name.to + 1..name.to + 5 {
        let gap = page.gap(next);
        if gap.has(Gap::STOP.or(Gap::LINE).or(Gap::CELL))
            || gap.has(Gap::DOT) && gap.has(Gap::SPACE)
            || page.token(next).is_some_and(Token::is_digits)
        {
            break;
        }
        let class = page.class(next);
        let near = next == name.to + 1 && gap.has(Gap::OPEN.or(Gap::COMMA)) || next > name.to + 1;
        if class.has(Class::OFFICIAL) && !class.has(Class::RELATION) {
            official |= near && !related;
            break;
        }
        if class.has(Class::RELATION) && near || page.word(next) == b"next" && page.word(next + 1) == b"door" {
            after = true;
            break;
        }
        if class.has(Class::DOES) {
            break;
        }
    }
    if related || after {
        return (Why::Announced, Some(Sure::Likely));
    }
    if official || page.class(name.from).has(Class::TITLE) && page.word(name.from) == b"dr" {
        return (Why::LooksLikeAName, None);
    }
    let titled = page.class(name.from).has(Class::TITLE);
    let given = page.class(name.from + usize::from(titled)).has(Class::GIVEN);
    let place = page.class(name.to + 1).has(Class::ROAD.or(Class::HOUSE).or(Class::DOMAIN))
        && !page.gap(name.to + 1).has(Gap::COMMA)
        && page.token(name.to + 1).is_some_and(Token::is_capital);
    // «Ifan Morgan» too: either may be a first name, and neither is a word.
    let strange = (name.from..=name.to).any(|at| !page.class(at).has(Class::TITLE) && !page.is_word(at));
    if place || table::parts(page.gap(name.from)) && words == 1 {
        return (Why::LooksLikeAName, None);
    }
    if given && words >= 2 && strange {
        return (Why::LooksLikeAName, Some(Sure::Likely));
    }
    if titled {
        return (Why::LooksLikeAName, Some(Sure::Likely));
    }
    let foreign = words >= 2 && (name.from..=name.to).all(|at| !page.is_word(at) && page.class(at).0 & !Class::GIVEN.0 == 0);
    if foreign && !(name.from..=name.to + 1).any(|at| is_of_body(page.word(at))) {
        // «in Milton Keynes», «Highroyd, Weston Favell»: more often places than people.
        let place =
            matches!(before(page, name), b"in" | b"at" | b"near" | b"around" | b"via" | b"towards" | b"outside" | b"through")
                || page.gap(name.from).has(Gap::COMMA);
        return (Why::LooksLikeAName, Some(if !place || acts(page, name) { Sure::Likely } else { Sure::Possible }));
    }
    (Why::LooksLikeAName, (given && !page.is_word(name.from)).then_some(Sure::Possible))
}
