//! Details of people whom nobody told the program about: by form, by the words around them, by the column in which they stand.

mod names;

use super::numbers::{Run, is_nhs};
use super::{Page, Sure, Why};
use crate::known::{What, Whose};
use crate::lexicon::Class;
use crate::reading::{Gap, Token};

/// Finds strangers' details, after all that is known has been found.
pub fn look(page: &mut Page<'_>) {
    numbers(page);
    birthdays(page);
    addresses(page);
    names::look(page);
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
    let column = page.cells.at(first);
    let announced = column == Some(What::Phone)
        || page.before(first, 3, Class::PHONE)
            && !page.before(first, 2, Class::HEALTH)
            && !(first.saturating_sub(2)..first).any(|at| is_of_reference(page.word(at)));
    let money = token.gap.has(Gap::OTHER) && page.small().get((token.start as usize).wrapping_sub(1)) == Some(&b'#');
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
        if rest[0] == b'7' && (announced || run.spoken && token.is_letters()) && !glued {
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
        let column = page.cells.at(from);
        let mut announced = false;
        for back in 1..=4 {
            let Some(before) = from.checked_sub(back) else { break };
            announced = is_born(page, before) && (page.word(before).len() > 1 || back <= 2 && !page.gap(from).has(Gap::LINE));
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
    for at in 0..page.marked.roads.len() {
        let at = page.marked.roads[at] as usize;
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
    let clock = page.gap(number).has(Gap::COLON.or(Gap::SLASH).or(Gap::DOT))
        && !page.gap(number).has(Gap::SPACE.or(Gap::LINE))
        && page.small().get((digits.start as usize).wrapping_sub(1)) != Some(&b';');
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
    let mut form = [0_u8; 8];
    let mut length = 0;
    for next in at..at + 5 {
        let token = page.token(next)?;
        if next > at && !token.gap.only(Gap::SPACE) {
            return None;
        }
        for byte in page.word(next) {
            *form.get_mut(length)? = if byte.is_ascii_digit() { b'9' } else { b'a' };
            length += 1;
        }
        let ends = page.token(next + 1).is_none() || !page.gap(next + 1).is_none();
        if ends && matches!(&form[..length], b"a99aa" | b"a999aa" | b"a9a9aa" | b"aa99aa" | b"aa999aa" | b"aa9a9aa") {
            return Some(next);
        }
        if length > 7 {
            return None;
        }
    }
    None
}
