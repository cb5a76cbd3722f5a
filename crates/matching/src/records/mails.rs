//! What the name of an e-mail address tells: many people write their name and year of birth into it, and keep it when the name changes.

/// What an e-mail address spells that the record does not say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Spelt<'a> {
    pub(crate) first: &'a str,
    pub(crate) surname: &'a str,
    /// A year of four digits, or one more than a year of two digits (1 to 100). 0 where there is none.
    pub(crate) year: u16,
}

/// Reads the part before the @ beside the names of the record.
pub(crate) fn spelt<'a>(local: &'a str, first: &str, surname: &str) -> Spelt<'a> {
    let mut spelt = Spelt { year: year(local), ..Spelt::default() };
    let is_letter = |letter: char| letter.is_ascii_lowercase();
    let mut words = local.split(|letter| !is_letter(letter)).filter(|word| !word.is_empty());
    let (one, two) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let firsts = first.split(' ').next().unwrap_or("");
    let (mail_first, mail_surname) = if two.is_empty() {
        joined(one, firsts, surname)
    } else if is_of(two, firsts) || is_of(one, surname) || is_of(one, surname.rsplit(' ').next().unwrap_or("")) {
        (two, one)
    } else {
        (one, two)
    };
    if mail_first.len() >= 2 && mail_first != firsts {
        spelt.first = mail_first;
    }
    if mail_surname.len() >= 3 && mail_surname != surname {
        spelt.surname = mail_surname;
    }
    spelt
}

fn is_of(word: &str, name: &str) -> bool {
    !name.is_empty() && word == name
}

/// Names written without a sign between: what is left when the known one is taken away.
fn joined<'a>(word: &'a str, first: &str, surname: &str) -> (&'a str, &'a str) {
    let long = |name: &str| name.len() >= 2;
    let last = surname.rsplit(' ').next().unwrap_or("");
    if long(first)
        && let Some(rest) = word.strip_prefix(first)
    {
        return ("", rest);
    }
    if long(surname) {
        if let Some(rest) = word.strip_suffix(last).or_else(|| word.strip_suffix(surname)) {
            return (rest, "");
        }
        if let Some(rest) = word.strip_prefix(surname) {
            return (rest, "");
        }
    }
    if long(first)
        && let Some(rest) = word.strip_suffix(first)
    {
        return ("", rest);
    }
    match (word.bytes().next(), first.bytes().next(), surname.bytes().next(), word.bytes().last()) {
        (Some(one), Some(initial), _, _) if one == initial && word.len() >= 4 => ("", &word[1..]),
        (_, _, Some(initial), Some(end)) if end == initial && word.len() >= 4 => (&word[..word.len() - 1], ""),
        _ => ("", ""),
    }
}

/// The year of birth in the digits, of four or of two.
fn year(local: &str) -> u16 {
    local
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| matches!(digits.len(), 2 | 4))
        .find_map(|digits| match (digits.len(), digits.parse::<u16>().ok()?) {
            (4, year) if (1910..=2026).contains(&year) => Some(year),
            (2, short) => Some(short + 1),
            _ => None,
        })
        .unwrap_or(0)
}

/// Whether a year as an e-mail address has it may be this year of birth.
pub(crate) fn year_fits(mail_year: u16, year: u32) -> bool {
    if mail_year <= 100 { year % 100 == u32::from(mail_year) - 1 } else { u32::from(mail_year) == year }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_the_former_surname_and_the_year() {
        let cases = [
            ("victoria.hussain1966", "victoria", "james", "", "hussain", 1966),
            ("sarahrobover70", "sarah", "gleeson robover", "", "robover", 71),
            ("hussain.victoria", "victoria", "james", "", "hussain", 0),
            ("bbarnes", "barbara", "dunn", "", "barnes", 0),
            ("tracey_wisniewski86", "d", "wisniewski", "tracey", "", 87),
            ("julian123", "julian", "may", "", "", 0),
            ("jane.walker", "jane", "walker", "", "", 0),
        ];
        for (local, first, surname, mail_first, mail_surname, year) in cases {
            assert_eq!(spelt(local, first, surname), Spelt { first: mail_first, surname: mail_surname, year }, "{local}");
        }
        assert!(year_fits(71, 1970) && year_fits(1970, 1970) && !year_fits(71, 1971));
    }
}
