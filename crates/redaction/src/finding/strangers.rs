//! Details of people whom nobody told the program about: by form, by the words around them, by the column in which they stand.

use super::numbers::{Run, is_nhs};
use super::{Page, Sure, Why, table};
use crate::known::{What, Whose};
use crate::lexicon::Class;
use crate::reading::{Gap, Token};

/// Finds strangers' details, after all that is known has been found.
pub fn look(page: &mut Page<'_>) {
    numbers(page);
    birthdays(page);
    addresses(page);
    names(page);
}

/// Telephone and NHS numbers and bank details.
fn numbers(page: &mut Page<'_>) {
    for run in std::mem::take(&mut page.numbers) {
        let count = run.digits.len();
        let mut at = 0;
        while at < count {
            let inside = run.known.iter().find(|told| told.0 <= at && at < told.1);
            if let Some(told) = inside {
                at = told.1;
                continue;
            }
            let found = if run.begins(at) { number_at(page, &run, at) } else { None };
            if let Some((to, what, why)) = found {
                let (first, last) = (run.tokens[at] as usize, run.tokens[to - 1] as usize);
                page.take_as(first, last, Whose::Stranger, what, why, Sure::Likely);
                at = to;
            } else {
                at += 1;
            }
        }
    }
}

fn number_at(page: &Page<'_>, run: &Run, at: usize) -> Option<(usize, What, Why)> {
    let rest = &run.digits[at..];
    let first = run.tokens[at] as usize;
    let ends = |len: usize| rest.len() >= len && run.ends(at + len) && (rest.len() == len || !run.slashed || run.ends(at + len));
    let glued = page.gap(first).is_none() && first > 0;
    let token = page.token(first)?;
    let column = page.cells.at(token.start);
    let announced = column == Some(What::Phone)
        || page.before(first, 3, Class::PHONE)
            && !page.before(first, 2, Class::HEALTH)
            && !(first.saturating_sub(2)..first).any(|at| is_of_reference(page.word(at)));
    let money = token.gap.has(Gap::OTHER) && page.reading.small().get((token.start as usize).wrapping_sub(1)) == Some(&b'#');
    if money {
        return None;
    }
    let slashed = |len: usize| (run.tokens[at] + 1..=run.tokens[at + len - 1]).any(|at| page.gap(at as usize).has(Gap::SLASH));
    // Telephone numbers with their country code or first zero.
    let national = |from: usize| rest.get(from..).unwrap_or_default();
    let lengths: &[(usize, usize)] = if rest.starts_with(b"0044") {
        if rest.get(4) == Some(&b'0') { &[(15, 5)] } else { &[(14, 4)] }
    } else if rest.starts_with(b"44") {
        if rest.get(2) == Some(&b'0') { &[(13, 3)] } else { &[(12, 2)] }
    } else if rest.starts_with(b"0") {
        &[(11, 1), (10, 1)]
    } else {
        &[]
    };
    for (len, skip) in lengths {
        let kind = national(*skip).first();
        let public = matches!(kind, Some(b'3' | b'8' | b'9' | b'0' | b'4' | b'6'));
        if ends(*len)
            && !public
            && !slashed(*len)
            && kind.is_some()
            && (*len != 10 || announced && kind == Some(&b'1'))
            && (!glued || announced)
        {
            return Some((at + len, What::Phone, Why::FormOfPhone));
        }
    }
    // NHS numbers where they are announced or grouped as such.
    if ends(10) && !slashed(10) {
        let health = column == Some(What::NhsNumber) || page.before(first, 5, Class::HEALTH);
        let grouped =
            [0, 3, 6].iter().all(|from| run.begins(at + from)) && run.ends(at + 10) && !run.spoken && is_nhs(&rest[..10]);
        if health || grouped && !(announced && rest[0] == b'7') {
            return Some((at + 10, What::NhsNumber, if health { Why::Announced } else { Why::FormOfCode }));
        }
        // «7976 355934», the first zero left out, where a telephone is spoken of.
        if rest[0] == b'7' && (announced || run.spoken) && !glued {
            return Some((at + 10, What::Phone, Why::Announced));
        }
    }
    // Sort code and account number.
    if ends(14) && !slashed(14) && is_bank(run, at) {
        return Some((at + 14, What::Bank, Why::FormOfCode));
    }
    None
}

/// Six digits, whole or in hyphened pairs, and eight in one.
fn is_bank(run: &Run, at: usize) -> bool {
    let starts: Vec<usize> = (0..14).filter(|digit| run.begins(at + digit)).collect();
    let account = &run.digits[at + 6..at + 14];
    // A reference and a day beside each other are no account.
    let is_day = account[4..].starts_with(b"19")
        || account[4..].starts_with(b"20")
        || account.starts_with(b"20")
        || account.starts_with(b"19");
    matches!(starts.as_slice(), [0, 2, 4, 6]) || starts == [0, 6] && !is_day
}

/// Words that announce a number that is no telephone's.
fn is_of_reference(word: &[u8]) -> bool {
    matches!(
        word,
        b"ref"
            | b"reference"
            | b"record"
            | b"case"
            | b"custody"
            | b"crime"
            | b"log"
            | b"incident"
            | b"invoice"
            | b"order"
            | b"part"
            | b"job"
            | b"account"
            | b"id"
    )
}

/// Days that are announced as days of birth.
fn birthdays(page: &mut Page<'_>) {
    for (from, to) in std::mem::take(&mut page.days) {
        let (from, to) = (from as usize, to as usize);
        let Some(token) = page.token(from) else { continue };
        let column = page.cells.at(token.start);
        let mut announced = false;
        for back in 1..=4 {
            let Some(before) = from.checked_sub(back) else { break };
            announced = is_born(page, before);
            if announced || page.gap(before).has(Gap::STOP) || page.gap(before + 1).has(Gap::LINE) && back > 1 {
                break;
            }
        }
        let after = page.class(to + 1).has(Class::BORN)
            && page.gap(to + 1).has(Gap::OPEN.or(Gap::SPACE))
            && page.word(to + 1) != b"b"
            && page.word(to + 1) != b"d";
        if announced || after || column == Some(What::BirthDate) {
            let why = if column == Some(What::BirthDate) { Why::InColumn } else { Why::Announced };
            page.take_as(from, to, Whose::Stranger, What::BirthDate, why, Sure::Likely);
        }
    }
}

/// Whether a token announces a day of birth: «born», «DOB», «d.o.b.», «b.».
fn is_born(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let spelled = || at >= 2 && page.word(at - 1) == b"o" && page.word(at - 2) == b"d";
    let dotted = || page.gap(at + 1).has(Gap::DOT.or(Gap::COLON)) && page.gap(at).has(Gap::OPEN.or(Gap::SPACE));
    word.len() > 1 && page.class(at).has(Class::BORN) || word == b"b" && (spelled() || dotted())
}

/// Words that stand before a kind of street without naming one.
fn names_no_street(page: &Page<'_>, at: usize) -> bool {
    page.class(at).has(Class::DETERMINER.or(Class::PREPOSITION).or(Class::PRONOUN).or(Class::DOES))
        && !page.token(at).is_some_and(Token::is_capital)
}

/// A number, words with large letters, a kind of street, and what follows.
fn addresses(page: &mut Page<'_>) {
    let mut from = 0;
    for at in 0..page.roads.len() {
        let at = page.roads[at] as usize;
        if at > 0
            && at >= from
            && let Some((first, last)) = address_at(page, at)
        {
            page.take_as(first, last, Whose::Stranger, What::Address, Why::FormOfAddress, Sure::Likely);
            from = last + 1;
        }
    }
}

fn address_at(page: &Page<'_>, road: usize) -> Option<(usize, usize)> {
    let tokens = page.tokens();
    let within = Gap::SPACE.or(Gap::APOSTROPHE).or(Gap::DOT).or(Gap::HYPHEN);
    let mut first = road;
    // Up to four words of a name.
    while road - first < 4 {
        let Some(before) = first.checked_sub(1) else { break };
        let token = tokens[before];
        let broken =
            page.gap(first) == Gap::LINE || page.gap(first).has(Gap::LINE) && page.gap(first).only(Gap::LINE.or(Gap::HYPHEN));
        let sentence = page.gap(first).has(Gap::DOT) && tokens[before].len() > 2;
        if token.is_digits() || !(page.gap(first).only(within) || broken) || sentence || names_no_street(page, before) {
            break;
        }
        // A single letter belongs to the number.
        if token.len() == 1 && page.gap(first).only(Gap::SPACE) && before > 0 && tokens[before - 1].is_digits() {
            break;
        }
        first = before;
    }
    if first == road {
        return None;
    }
    let number_end = first.checked_sub(1)?;
    let apart = page.gap(first).only(Gap::SPACE.or(Gap::COMMA)) && !page.gap(first).is_none();
    let mut number = number_end;
    while number > 0 && page.gap(number).is_none() && number_end - number < 2 {
        number -= 1;
    }
    let digits = tokens[number];
    let house = digits.is_digits()
        && digits.len() <= 4
        && number_end - number <= 1
        && (number == number_end || tokens[number_end].len() == 1);
    let clock = page.gap(number).has(Gap::COLON.or(Gap::SLASH).or(Gap::DOT)) && !page.gap(number).has(Gap::SPACE.or(Gap::LINE));
    if !house || !apart || clock {
        return None;
    }
    let large = (first..=road).all(|at| tokens[at].is_capital());
    let small = (first..=road).all(|at| !tokens[at].is_capital());
    let ordinary = (first..=road).all(|at| page.is_word(at));
    // «12 on the way», «3 people walk»: small letters need a name that is no word.
    if !(large || small && !ordinary || !small && tokens[first].is_capital()) {
        return None;
    }
    let mut from = number;
    let lead = |from: usize| page.gap(from).only(Gap::SPACE.or(Gap::COMMA).or(Gap::DOT));
    if from > 0 && lead(from) && matches!(page.word(from - 1), b"no" | b"number") {
        from -= 1;
    }
    if from >= 2 && lead(from) && page.class(from - 2).has(Class::DWELLING) && lead(from - 1) {
        from -= 2;
    }
    Some((from, around(page, road)))
}

/// Towns and postcodes after a street: words with large letters between commas, then a postcode.
fn around(page: &Page<'_>, road: usize) -> usize {
    let mut last = road;
    let mut words = 0;
    let mut at = road + 1;
    let upper = page.tokens()[road].is_upper();
    while words < 5 {
        let Some(token) = page.token(at) else { return last };
        if !token.gap.only(Gap::SPACE.or(Gap::COMMA).or(Gap::DOT))
            || token.gap.has(Gap::DOT) && token.gap.has(Gap::SPACE) && !token.gap.has(Gap::COMMA)
        {
            return last;
        }
        if let Some(to) = postcode_at(page, at) {
            return to;
        }
        let listed = token.gap.has(Gap::COMMA) || words > 0;
        let name = token.is_letters()
            && token.is_capital()
            && (upper || !token.is_upper())
            && token.class.0 & !(Class::GIVEN.0 | Class::ROAD.0 | Class::HOUSE.0 | Class::MARK.0 | Class::SPELLED.0) == 0;
        if !listed || !name {
            return last;
        }
        // Only where a town or postcode may follow; a sentence that goes on is no address.
        let next = page.gap(at + 1);
        let goes_on = next.only(Gap::SPACE) && page.token(at + 1).is_some_and(|token| token.is_letters() && !token.is_capital());
        if goes_on && token.class.has(Class::GIVEN) {
            return last;
        }
        last = at;
        words += 1;
        at += 1;
    }
    last
}

/// A postcode by its form: its last token.
fn postcode_at(page: &Page<'_>, at: usize) -> Option<usize> {
    let mut form = Vec::new();
    for next in at..at + 5 {
        let token = page.token(next)?;
        if next > at && !token.gap.only(Gap::SPACE) {
            return None;
        }
        form.extend(page.word(next).iter().map(|byte| if byte.is_ascii_digit() { b'9' } else { b'a' }));
        let ends = page.token(next + 1).is_none() || !page.gap(next + 1).is_none();
        if ends && matches!(form.as_slice(), b"a99aa" | b"a999aa" | b"a9a9aa" | b"aa99aa" | b"aa999aa" | b"aa9a9aa") {
            return Some(next);
        }
        if form.len() > 7 {
            return None;
        }
    }
    None
}

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
    let known = (from..to).any(|at| page.known_word(at).is_some_and(|word| word.of_name));
    let strange = (from..to).any(|at| !page.is_word(at));
    (!known && (strange || titled || page.class(from).has(Class::GIVEN))).then_some(Name { from: at, to: to - 1 })
}

/// The words of strangers' names, with a few bits that say no quickly.
#[derive(Default)]
struct Called {
    bits: [u64; 16],
    words: Vec<u64>,
}

impl Called {
    #[allow(clippy::cast_possible_truncation, reason = "ten bits of it")]
    const fn place(hash: u64) -> (usize, u32) {
        ((hash >> 60) as usize, (hash >> 54) as u32 & 63)
    }

    fn add(&mut self, hash: u64) {
        let (word, bit) = Self::place(hash);
        if !self.has(hash) {
            self.bits[word] |= 1 << bit;
            self.words.push(hash);
        }
    }

    fn has(&self, hash: u64) -> bool {
        let (word, bit) = Self::place(hash);
        self.bits[word] & 1 << bit != 0 && self.words.contains(&hash)
    }
}

fn names(page: &mut Page<'_>) {
    let mut called = Called::default();
    let mut found: Vec<(usize, usize, Why, Sure)> = Vec::new();
    let mut from = 0;
    for at in &page.large {
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
    if called.words.is_empty() {
        return;
    }
    // Whoever was named once is named elsewhere too.
    for at in 0..page.tokens().len() {
        let token = page.tokens()[at];
        if token.known == 0 && token.is_letters() && token.len() >= 3 && called.has(token.hash) {
            let word = page.is_word(at);
            if token.is_capital() || !word {
                page.take_as(
                    at,
                    at,
                    Whose::Stranger,
                    What::Name,
                    Why::NamedBefore,
                    if word { Sure::Possible } else { Sure::Likely },
                );
            }
        }
    }
}

/// Words of which bodies make their names.
fn is_of_body(word: &[u8]) -> bool {
    const WORDS: &[&str] = &[
        "council",
        "centre",
        "center",
        "service",
        "services",
        "team",
        "trust",
        "association",
        "school",
        "academy",
        "college",
        "university",
        "hospital",
        "surgery",
        "practice",
        "clinic",
        "project",
        "refuge",
        "police",
        "court",
        "ltd",
        "limited",
        "plc",
        "bank",
        "society",
        "partnership",
        "company",
        "group",
        "church",
        "mosque",
        "temple",
        "library",
        "station",
        "department",
        "board",
        "authority",
        "agency",
        "foundation",
        "charity",
        "solicitors",
        "llp",
        "homes",
        "housing",
    ];
    std::str::from_utf8(word).is_ok_and(|word| WORDS.contains(&word))
}

/// Whether words that may be a name do what only people do: they say, live and are told; or they stand where a message names who wrote it.
fn acts(page: &Page<'_>, name: &Name) -> bool {
    let after = name.to + 1;
    let gap = page.gap(after);
    let verb = gap.only(Gap::SPACE)
        && page.class(after).has(Class::DOES)
        && page.token(after).is_some_and(|token| !token.is_capital())
        && !matches!(page.word(after), b"and" | b"or" | b"on" | b"when" | b"since" | b"because" | b"if" | b"so" | b"is" | b"was");
    let before = name.from.checked_sub(1).map_or(&[][..], |before| page.word(before));
    let done_to = page.gap(name.from).only(Gap::SPACE)
        && matches!(
            before,
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
                | b"contacted"
                | b"interviewed"
                | b"visited"
                | b"and"
        );
    let heading =
        page.gap(name.from).has(Gap::COLON) && page.class(name.from.wrapping_sub(1)).has(Class::NAMED.or(Class::PREPOSITION));
    let speaker = gap.has(Gap::COLON) && page.gap(name.from).has(Gap::LINE.or(Gap::CLOSE));
    let number = gap.has(Gap::SPACE.or(Gap::COMMA).or(Gap::OPEN))
        && (page.class(after).has(Class::PHONE.or(Class::BORN).or(Class::MAIL)) || gap.has(Gap::OPEN) && is_born(page, after));
    verb || done_to || heading || speaker || number
}

/// How a name is announced.
fn weigh(page: &Page<'_>, name: &Name) -> (Why, Option<Sure>) {
    let start = page.tokens()[name.from].start;
    if page.cells.at(start) == Some(What::Name) {
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
        && page.token(name.to + 1).is_some_and(Token::is_capital);
    let strange = (name.from..=name.to)
        .any(|at| !page.class(at).has(Class::GIVEN) && !page.class(at).has(Class::TITLE) && !page.is_word(at));
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
        return (Why::LooksLikeAName, Some(if acts(page, name) { Sure::Likely } else { Sure::Possible }));
    }
    (Why::LooksLikeAName, (given && !page.is_word(name.from)).then_some(Sure::Possible))
}
