//! Dates of birth, telephone numbers, National Insurance and NHS numbers: from what is written to one number each.

/// A date as year, month and day in one number; 0 where none is given. Month or day may be 0 where only the rest is known.
pub(crate) const fn packed_date(year: u32, month: u32, day: u32) -> u32 {
    (year << 9) | (month << 5) | day
}

/// Year, month and day of a packed date.
pub(crate) const fn parts(date: u32) -> (u32, u32, u32) {
    (date >> 9, (date >> 5) & 15, date & 31)
}

/// Reads a date of birth: `1986-03-02`, `02/03/1986`, `2.3.86`, `2 March 1986`, `1986-03`, `1986`. `None` where it is none.
pub(crate) fn date(text: &str) -> Option<u32> {
    let bytes = text.as_bytes();
    // The form of almost every line.
    if let [a, b, c, d, b'-', e, f, b'-', g, h] = *bytes {
        let digits = [a, b, c, d, e, f, g, h];
        if digits.iter().all(u8::is_ascii_digit) {
            let value = |from: usize, to: usize| digits[from..to].iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
            return checked(value(0, 4), value(4, 6), value(6, 8));
        }
    }
    let text = text.split(['T', 't']).next().filter(|day| day.len() >= 8 && day.contains('-')).unwrap_or(text);
    let mut parts: [Option<(u32, usize)>; 3] = [None; 3];
    let mut month_by_name = None;
    let mut count = 0;
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() <= 8 {
            if count == 3 {
                break; // a time of day
            }
            parts[count] = Some((digits.parse().ok()?, digits.len()));
            count += 1;
        } else {
            month_by_name = month_by_name.or_else(|| month_named(word));
        }
    }
    match (parts, month_by_name) {
        ([Some((year, 4)), None, None], month) => checked(year, month.unwrap_or(0), 0),
        ([Some((whole, 8)), None, None], None) if whole / 10_000 >= 1800 => {
            checked(whole / 10_000, whole / 100 % 100, whole % 100)
        }
        ([Some((whole, 8)), None, None], None) => checked(whole % 10_000, whole / 10_000 % 100, whole / 1_000_000),
        ([Some((year, 4)), Some((month, _)), None] | [Some((month, _)), Some((year, 4)), None], None) => checked(year, month, 0),
        ([Some((year, 4)), Some((month, _)), Some((day, _))], None) => checked(year, month, day),
        ([Some((day, _)), Some((month, _)), Some((year, size))], None)
        | ([Some((day, _)), Some((year, size)), None], Some(month)) => checked(full_year(year, size), month, day),
        _ => None,
    }
}

/// Two digits of a year: people born after 2026 do not stand in a register yet.
fn full_year(year: u32, size: usize) -> u32 {
    match (size, year) {
        (3.., _) => year,
        (_, 0..=26) => 2000 + year,
        _ => 1900 + year,
    }
}

fn month_named(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = word.get(..3)?.to_ascii_lowercase();
    (1..).zip(MONTHS).find(|(_, month)| *month == start).map(|(number, _)| number)
}

fn checked(year: u32, month: u32, day: u32) -> Option<u32> {
    let (month, day) = if (13..=31).contains(&month) && (1..=12).contains(&day) { (day, month) } else { (month, day) };
    if !(1850..=2100).contains(&year) {
        return None;
    }
    // What no calendar has is a slip; the rest of the date is still worth something.
    Some(match (month, day) {
        (13.., 32..) => packed_date(year, 0, 0),
        (13.., _) => packed_date(year, 0, day),
        (_, 32..) => packed_date(year, month, 0),
        _ => packed_date(year, month, day),
    })
}

/// A telephone number without country code and first zero; 0 where it is too short or too long to be one. Letter O counts as nought.
pub(crate) fn phone(text: &str) -> u64 {
    let mut digits = [0_u8; 20];
    let mut count = 0;
    let mut plus = false;
    for byte in text.bytes() {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'o' | b'O' => 0,
            b'+' if count == 0 => {
                plus = true;
                continue;
            }
            b'a'..=b'z' | b'A'..=b'Z' if count >= 7 => break, // an extension
            _ => continue,
        };
        if count == digits.len() {
            return 0;
        }
        digits[count] = digit;
        count += 1;
    }
    let mut number = &digits[..count];
    if let [0, 0, rest @ ..] = number {
        number = rest;
        plus = true;
    }
    if (plus || count >= 12)
        && let [4, 4, rest @ ..] = number
    {
        number = rest;
    }
    if let [0, rest @ ..] = number {
        number = rest;
    }
    if !(6..=15).contains(&number.len()) || number.iter().all(|digit| *digit == number[0]) {
        return 0;
    }
    number.iter().fold(0, |sum, digit| sum * 10 + u64::from(*digit))
}

/// A National Insurance number in one number: two letters, six digits, and a last letter that clerks leave out. Numbers of other forms, of five signs to
/// nine, are kept as they are. 0 where there is too little or too much.
pub(crate) fn national_insurance(text: &str) -> u64 {
    let mut packed = 0_u64;
    let mut count = 0;
    for byte in text.bytes().filter(u8::is_ascii_alphanumeric) {
        if count == 9 {
            return 0;
        }
        packed = (packed << 6) | u64::from(byte.to_ascii_uppercase() - b'0' + 1);
        count += 1;
    }
    match count {
        9 => packed,
        5..=8 => packed << 6,
        _ => 0,
    }
}

/// An NHS number, whose last digit checks the rest; 0 where it does not. So is the number of a property (UPRN) of up to twelve digits, unchecked.
pub(crate) fn nhs(text: &str) -> u64 {
    let number = digits(text);
    if !(1_000_000_000..10_000_000_000).contains(&number) {
        return 0;
    }
    let mut rest = number / 10;
    let mut sum = 0;
    for weight in 2..=10 {
        sum += (rest % 10) * weight;
        rest /= 10;
    }
    let check = (11 - sum % 11) % 11;
    if check == number % 10 { number } else { 0 }
}

/// The digits of a text as one number; 0 where they are none or too many.
pub(crate) fn digits(text: &str) -> u64 {
    let mut number = 0_u64;
    for byte in text.bytes().filter(u8::is_ascii_digit) {
        if number >= 10_u64.pow(17) {
            return 0;
        }
        number = number * 10 + u64::from(byte - b'0');
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_one_date_however_it_is_written() {
        for text in
            ["1986-03-02", "02/03/1986", "2.3.86", "2 March 1986", "2nd Mar 1986", "19860302", "02031986", "1986-03-02T00:00:00"]
        {
            assert_eq!(date(text), Some(packed_date(1986, 3, 2)), "{text}");
        }
        assert_eq!(date("1986"), Some(packed_date(1986, 0, 0)));
        assert_eq!(date("March 1986"), Some(packed_date(1986, 3, 0)));
        assert_eq!(date("1986-25-03"), Some(packed_date(1986, 3, 25)), "day and month the other way round");
        assert_eq!(date("1957-12-32"), Some(packed_date(1957, 12, 0)), "a slip in the day");
        assert_eq!(date("1915-54-12"), Some(packed_date(1915, 0, 12)), "a slip in the month, which is no day either");
        for text in ["", "unknown", "99/99/9999", "1/2", "١٩٨٦"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_telephone_number_is_its_digits() {
        for text in ["07700 900123", "+44 7700 900123", "0044 (0)7700-900123", "447700900123", "077OO 900123"] {
            assert_eq!(phone(text), 7_700_900_123, "{text}");
        }
        assert_eq!((phone("123"), phone(""), phone("0000000000"), phone("none")), (0, 0, 0, 0));
    }

    #[test]
    fn numbers_that_identify_are_checked_for_form() {
        assert_eq!(national_insurance("qq 12 34 56 c"), national_insurance("QQ123456C"));
        assert_eq!(national_insurance("QQ1234567"), national_insurance("QQ1234567"));
        assert_eq!(national_insurance("12"), 0);
        assert_eq!(nhs("943 476 5919"), 9_434_765_919);
        assert_eq!(nhs("943 476 5918"), 0);
    }
}
