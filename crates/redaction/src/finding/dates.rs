//! Days, in every form in which people write them, held against days of birth.

use super::{Page, Sure, Why, spoken};
use std::sync::LazyLock;

use crate::known::{Known, What, day_hash};
use crate::lexicon::{self, Class};
use crate::reading::{Gap, Reading, tokens};

/// For reading values without anybody in mind.
static NOBODY: LazyLock<Known> = LazyLock::new(|| Known::of(&crate::case::Case::default()));

/// A day as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_field_names, reason = "a day has a day")]
struct Day {
    year: Option<i16>,
    month: i8,
    day: i8,
    /// The year has two digits only.
    short: bool,
    /// How many tokens it takes.
    taken: usize,
    /// Whether month and day may be meant the other way round.
    turns: bool,
}

/// Reads the value of a day of birth.
pub fn read(value: &str) -> Option<(i16, i8, i8)> {
    let mut reading = Reading::fold(value);
    tokens::cut(&mut reading, crate::known::Words::none());
    let page = Page::new(&reading, &NOBODY);
    let day = (0..reading.tokens.len()).find_map(|at| at_token(&page, at).filter(|day| day.year.is_some()))?;
    Some((full_year(day.year?, day.short), day.month, day.day))
}

fn full_year(year: i16, short: bool) -> i16 {
    if !short {
        year
    } else if year > 30 {
        1900 + year
    } else {
        2000 + year
    }
}

const AROUND: Gap = Gap::SPACE.or(Gap::LINE).or(Gap::COMMA).or(Gap::HYPHEN).or(Gap::DOT).or(Gap::SLASH);

/// Finds days of birth.
pub fn look(page: &mut Page<'_>) {
    let mut from = 0;
    for place in 0..page.marked.numeric.len() {
        let at = page.marked.numeric[place] as usize;
        if at < from {
            continue;
        }
        let token = page.tokens()[at];
        // Three digits by themselves, five or seven begin no day.
        let odd = matches!(token.len(), 3 | 5 | 7) && !page.gap(at + 1).is_none();
        let may = token.is_digits() && token.len() <= 8 && !odd
            || token.class.has(Class::MONTH.or(Class::NUMBER).or(Class::ORDINAL))
            || is_misread(page, at);
        let Some(day) = may.then(|| at_token(page, at)).flatten() else { continue };
        weigh(page, at, &day);
        // «May 3 / 3 / 1990» is a name and a day.
        if day.year.is_some() {
            page.days.push((u32::try_from(at).unwrap_or(0), u32::try_from(at + day.taken - 1).unwrap_or(0)));
            from = at + day.taken;
        }
    }
}

fn weigh(page: &mut Page<'_>, at: usize, day: &Day) {
    let to = at + day.taken - 1;
    let known = page.known;
    let Some(year) = day.year else {
        let announced =
            page.before(at, 5, Class::BORN) || page.class(to + 1).has(Class::BORN) || page.class(to + 2).has(Class::BORN);
        for born in known.birthdays.get(day_hash(None, day.month, day.day)) {
            let sure = if announced { Sure::Likely } else { Sure::Possible };
            // A recipient's birthday without its year is nobody's in particular.
            if announced || !known.stays(born.holder) {
                page.take(at, to, born.holder, What::BirthDate, Why::DayWithoutYear, sure);
            }
        }
        return;
    };
    let years: &[i16] = if day.short { &[1900 + year, 2000 + year] } else { &[year] };
    for year in years {
        for born in known.births.get(day_hash(Some(*year), day.month, day.day)) {
            page.take(at, to, born.holder, What::BirthDate, Why::Day, Sure::Certain);
        }
        if day.turns && day.month != day.day {
            for born in known.births.get(day_hash(Some(*year), day.day, day.month)) {
                page.take(at, to, born.holder, What::BirthDate, Why::DayInOtherOrder, Sure::Likely);
            }
        }
    }
}

/// Whether digits begin here that a scanner took for letters: `O1`, `l2`.
fn is_misread(page: &Page<'_>, at: usize) -> bool {
    let Some(token) = page.token(at) else { return false };
    token.len() == 1
        && matches!(page.word(at), b"o" | b"l" | b"i")
        && (page.gap(at + 1).is_none() && page.token(at + 1).is_some_and(super::Token::is_digits))
}

/// A number of at most four digits, with letters in it that a scanner takes for digits; its value, how many digits and how many tokens.
fn number(page: &Page<'_>, at: usize) -> Option<(i16, usize, usize)> {
    let token = page.token(at)?;
    if token.len() > 4 {
        return None;
    }
    if token.is_digits() && !page.gap(at + 1).is_none() {
        // Nearly always they stand by themselves.
        let value = page.word(at).iter().fold(0_i16, |value, digit| value * 10 + i16::from(digit - b'0'));
        return Some((value, token.len(), 1));
    }
    let (mut value, mut count, mut taken) = (0_i16, 0, 0);
    let mut any = false;
    while taken < 5 {
        let Some(next) = page.token(at + taken) else { break };
        if taken > 0 && !next.gap.is_none() {
            break;
        }
        let word = page.word(at + taken);
        // `1st` is no misread number.
        let letters = next.is_letters()
            && word.len() <= 3
            && !(taken > 0 && word == b"st")
            && word.iter().all(|byte| matches!(byte, b'o' | b'l' | b'i' | b's'));
        if !next.is_digits() && !letters || count + word.len() > 4 {
            if next.is_digits() || letters {
                return None;
            }
            break;
        }
        any |= next.is_digits();
        for byte in word {
            let digit = match byte {
                b'o' => 0,
                b's' => 5,
                b'l' | b'i' => 1,
                digit => digit - b'0',
            };
            value = value * 10 + i16::from(digit);
            count += 1;
        }
        taken += 1;
    }
    any.then_some((value, count, taken))
}

fn month_named(page: &Page<'_>, at: usize) -> Option<i8> {
    if !page.class(at).has(Class::MONTH) {
        return None;
    }
    named(page.word(at))
}

/// The month of which a word is the name or its beginning.
fn named(word: &[u8]) -> Option<i8> {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let number = months.iter().position(|month| word.starts_with(month.as_bytes()))?;
    i8::try_from(number + 1).ok()
}

/// A month in Roman numerals.
fn roman(word: &[u8]) -> Option<i16> {
    let months: [&[u8]; 12] = [b"i", b"ii", b"iii", b"iv", b"v", b"vi", b"vii", b"viii", b"ix", b"x", b"xi", b"xii"];
    let at = months.iter().position(|month| *month == word)?;
    i16::try_from(at + 1).ok()
}

fn make(year: Option<(i16, bool)>, month: i16, day: i16, taken: usize, turns: bool) -> Option<Day> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then_some(Day { year: year.map(|year| year.0), month, day, short: year.is_some_and(|year| year.1), taken, turns })
}

/// A year at a token, by digits or words: its value, whether it has two digits, how many tokens.
fn year_at(page: &Page<'_>, at: usize) -> Option<(i16, bool, usize)> {
    if let Some((value, digits, taken)) = number(page, at) {
        return match digits {
            4 if (1880..2100).contains(&value) => Some((value, false, taken)),
            2 => Some((value, true, taken)),
            _ => None,
        };
    }
    let (year, taken) = spoken::year(page, at)?;
    Some((year, year < 100, taken))
}

fn at_token(page: &Page<'_>, at: usize) -> Option<Day> {
    if let Some(month) = month_named(page, at) {
        return month_first(page, at, month);
    }
    let Some((first, digits, taken)) = number(page, at) else {
        if let Some(day) = words_first(page, at) {
            return Some(day);
        }
        return solid(page, at);
    };
    if page.gap(at).is_none() && at > 0 && page.token(at - 1).is_some_and(super::Token::is_digits) {
        return None;
    }
    let mut next = at + taken;
    if digits == 4
        && (1880..2100).contains(&first)
        && page.gap(next).only(AROUND)
        && let Some(day) = month_named(page, next).and_then(|month| year_first(page, at, next + 1, month, first))
    {
        return Some(day);
    }
    if digits <= 2 && page.token(next).is_some_and(super::Token::is_letters) {
        if page.gap(next).is_none() && matches!(page.word(next), b"st" | b"nd" | b"rd" | b"th") {
            next += 1;
        }
        // «14thJanuary1968»
        if page.gap(next).is_none()
            && let [b's', b't', month @ ..] | [b'n' | b'r', b'd', month @ ..] | [b't', b'h', month @ ..] = page.word(next)
            && lexicon::get().class_of(month).has(Class::MONTH)
            && let Some(named) = named(month)
        {
            return with_year(page, at, next + 1, named, first);
        }
        // «the 14th day of January»
        let of_day = page.word(next) == b"day" && page.word(next + 1) == b"of" && page.gap(next).only(Gap::SPACE.or(Gap::LINE));
        next += usize::from(of_day);
        let of = page.word(next) == b"of" && page.gap(next).only(Gap::SPACE.or(Gap::LINE));
        let month = next + usize::from(of);
        if page.gap(month).only(AROUND)
            && let Some(named) = month_named(page, month)
        {
            return with_year(page, at, month + 1, named, first);
        }
    }
    let separator = page.gap(next);
    let alike = Gap::SLASH.or(Gap::HYPHEN).or(Gap::DOT).or(Gap::SPACE).or(Gap::LINE).or(Gap::OTHER).or(Gap::COMMA);
    let alike = if separator == Gap::CELL || separator == Gap::UNDERSCORE { separator } else { alike };
    if next != at + taken || separator.is_none() || !separator.only(alike) {
        return solid(page, at);
    }
    // «27.xi.1975»
    if digits <= 2
        && separator.only(Gap::DOT.or(Gap::SLASH).or(Gap::HYPHEN))
        && page.gap(next + 1) == separator
        && let Some(month) = roman(page.word(next))
        && let Some((year, short, more)) = year_at(page, next + 1)
    {
        return make(Some((year, short)), month, first, next + 1 + more - at, false);
    }
    let (second, second_digits, second_taken) = number(page, next)?;
    let third_at = next + second_taken;
    let is_third = page.gap(third_at).only(alike)
        && !page.gap(third_at).is_none()
        && page.gap(third_at).has(Gap(separator.0 & !Gap::LINE.0));
    if is_third && let Some((third, third_digits, third_taken)) = number(page, third_at) {
        let taken = third_at + third_taken - at;
        let plain = !separator.has(Gap::SPACE) || third_digits == 4 || digits == 4;
        if digits == 4 && second_digits <= 2 && third_digits <= 2 {
            return make(Some((first, false)), second, third, taken, true)
                .or_else(|| make(Some((first, false)), third, second, taken, true));
        }
        if digits <= 2 && second_digits <= 2 && plain {
            let year = match third_digits {
                4 => (third, false),
                2 => (third, true),
                _ => return None,
            };
            return make(Some(year), second, first, taken, true)
                .or_else(|| make(Some(year), first, second, taken, false))
                .or_else(|| make(Some((first, true)), second, third, taken, false).filter(|_| third_digits == 2));
        }
        return None;
    }
    let short = digits <= 2 && second_digits <= 2 && separator.has(Gap::SLASH);
    short.then(|| make(None, second, first, third_at - at, false)).flatten().or_else(|| solid(page, at))
}

fn with_year(page: &Page<'_>, at: usize, from: usize, month: i8, day: i16) -> Option<Day> {
    let apart = AROUND.or(Gap::APOSTROPHE).or(Gap::OPEN);
    let number_after = || {
        page.class(from + 1).has(Class::NUMBER) || page.token(from + 1).is_some_and(|token| token.is_digits() && token.len() == 4)
    };
    let in_year = usize::from(page.word(from) == b"in" && number_after() || page.word(from) == b"of");
    if let Some((year, short, taken)) = page.gap(from).only(apart).then(|| year_at(page, from + in_year)).flatten() {
        // «12 May 10 am» has no year.
        let hour = short && matches!(page.word(from + in_year + taken), b"am" | b"pm" | b"hrs");
        let clock = short
            && page.gap(from + in_year + taken).has(Gap::COLON)
            && page.token(from + in_year + taken).is_some_and(super::Token::is_digits);
        if !hour && !clock {
            return make(Some((year, short)), i16::from(month), day, from + in_year + taken - at, false);
        }
    }
    make(None, i16::from(month), day, from - at, false)
}

/// «1968 January 14»
fn year_first(page: &Page<'_>, at: usize, from: usize, month: i8, year: i16) -> Option<Day> {
    let (day, digits, taken) = number(page, from).filter(|_| page.gap(from).only(AROUND) && !page.gap(from).is_none())?;
    let after = from + taken;
    // «in 2023 May 12 2024»: the year after it is the day's own.
    let own = page.gap(after).only(AROUND) && year_at(page, after).is_some_and(|(_, short, _)| !short);
    let ordinal = page.gap(after).is_none() && matches!(page.word(after), b"st" | b"nd" | b"rd" | b"th");
    (digits <= 2 && !own)
        .then(|| make(Some((year, false)), i16::from(month), day, after + usize::from(ordinal) - at, false))
        .flatten()
}

fn month_first(page: &Page<'_>, at: usize, month: i8) -> Option<Day> {
    let mut next = at + 1;
    if page.word(next) == b"the" {
        next += 1;
    }
    if !page.gap(next).only(AROUND) {
        return None;
    }
    let (day, mut after) = if let Some((day, digits, taken)) = number(page, next) {
        if digits > 2 {
            return None;
        }
        // «SHORT, May 21-05-2003»: the name of somebody before a whole day.
        let tight = Gap::HYPHEN.or(Gap::SLASH).or(Gap::DOT);
        let whole = page.gap(next + taken).only(tight)
            && !page.gap(next + taken).is_none()
            && at_token(page, next).is_some_and(|day| day.year.is_some());
        if whole {
            return None;
        }
        (day, next + taken)
    } else {
        let (day, taken) = spoken::day(page, next)?;
        (i16::try_from(day).ok()?, next + taken)
    };
    if page.gap(after).is_none() && matches!(page.word(after), b"st" | b"nd" | b"rd" | b"th") {
        after += 1;
    }
    with_year(page, at, after, month, day)
}

/// «twelfth of January nineteen sixty-eight»
fn words_first(page: &Page<'_>, at: usize) -> Option<Day> {
    let (day, taken) = spoken::day(page, at)?;
    let mut next = at + taken;
    while matches!(page.word(next), b"of" | b"day") && page.gap(next).only(AROUND) {
        next += 1;
    }
    if !page.gap(next).only(AROUND) {
        return None;
    }
    let month = month_named(page, next)?;
    with_year(page, at, next + 1, month, i16::try_from(day).ok()?)
}

/// Six or eight digits in one: `120168`, `12011968`, `19680112`. Only what is a known day counts, so no other reading is tried.
fn solid(page: &Page<'_>, at: usize) -> Option<Day> {
    let token = page.token(at)?;
    let apart = |at: usize| !page.gap(at).is_none() || page.token(at).is_none();
    if !token.is_digits() || !(apart(at) || at == 0) || !apart(at + 1) {
        return None;
    }
    let word = page.word(at);
    let value =
        |range: std::ops::Range<usize>| word[range].iter().fold(0_i16, |value, digit| value * 10 + i16::from(digit - b'0'));
    let is = |year: (i16, bool), month: i16, day: i16| {
        let one = make(Some(year), month, day, 1, false)?;
        let years: &[i16] = if year.1 { &[1900 + year.0, 2000 + year.0] } else { &[year.0] };
        years.iter().any(|year| !page.known.births.get(day_hash(Some(*year), one.month, one.day)).is_empty()).then_some(one)
    };
    match word.len() {
        6 => is((value(4..6), true), value(2..4), value(0..2))
            .or_else(|| is((value(0..2), true), value(2..4), value(4..6)))
            .or_else(|| is((value(4..6), true), value(0..2), value(2..4))),
        8 => is((value(4..8), false), value(2..4), value(0..2))
            .or_else(|| is((value(0..4), false), value(4..6), value(6..8)))
            .or_else(|| is((value(4..8), false), value(0..2), value(2..4))),
        _ => None,
    }
}
