//! What is known of one person.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Name, Place};

/// What is known of one person by which they can be told from others. Written so that spellings of one thing are alike.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// What they are or were called.
    pub names: Vec<Name>,
    /// Date of birth.
    pub born: Option<Date>,
    /// Telephone numbers, without country code and trunk zero where they are British.
    pub phones: BTreeSet<String>,
    /// E-mail addresses.
    pub emails: BTreeSet<String>,
    /// Where they live or lived.
    pub places: Vec<Place>,
    /// Registrations of vehicles.
    pub vehicles: BTreeSet<String>,
}

impl Details {
    /// Somebody of whom only a name is known.
    pub fn named(name: &str) -> Self {
        let mut details = Self::default();
        details.add_name(name);
        details
    }

    /// With a date of birth.
    #[must_use]
    pub fn born_on(mut self, born: Option<Date>) -> Self {
        self.born = born;
        self
    }

    /// Adds a name.
    pub fn add_name(&mut self, text: &str) {
        let name = Name::read(text);
        if !name.is_empty() && !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    /// Adds whatever stands in a text that somebody wrote about how or where a person is reached: numbers, e-mail addresses, places, vehicles.
    pub fn add_text(&mut self, text: &str) {
        self.phones.extend(phones(text));
        self.emails.extend(emails(text));
        self.vehicles.extend(vehicles(text));
        if let Some(place) = Place::read(text).filter(|place| !self.places.contains(place)) {
            self.places.push(place);
        }
    }

    /// Adds the registration of a vehicle, of whatever form.
    pub fn add_vehicle(&mut self, text: &str) {
        let plate: String = text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
        if (4..=8).contains(&plate.len()) {
            self.vehicles.insert(plate);
        }
    }

    /// The words by which two descriptions of one person find each other: no one of them is a name or a date of birth alone.
    pub fn keys(&self) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for name in &self.names {
            keys.extend(name.pairs().into_iter().map(|pair| format!("pair {pair}")));
            if let Some(born) = self.born {
                keys.extend(name.words().map(|word| format!("born {word} {born}")));
            }
        }
        keys.extend(self.strong_keys());
        keys
    }

    /// Those of [`Details::keys`] that say more than a name.
    pub fn strong_keys(&self) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        if let Some(born) = self.born {
            keys.extend(self.names.iter().flat_map(Name::words).map(|word| format!("born {word} {born}")));
        }
        keys.extend(self.phones.iter().map(|number| format!("phone {number}")));
        keys.extend(self.emails.iter().map(|address| format!("email {address}")));
        keys.extend(self.vehicles.iter().map(|plate| format!("vehicle {plate}")));
        keys.extend(self.places.iter().flat_map(Place::keys));
        keys
    }

    /// The words by which somebody who may open the file finds them, beside [`Details::keys`]: a name with the year of birth, and each word of a
    /// name, which serves only beside another detail.
    pub fn found_by(&self) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for name in &self.names {
            keys.extend(name.words().map(|word| format!("word {word}")));
            if let Some(born) = self.born {
                keys.extend(name.pairs().into_iter().map(|pair| format!("year {pair} {}", born.year())));
            }
        }
        keys
    }

    /// Whether any name of the one agrees with any of the other.
    pub(crate) fn name_agrees(&self, other: &Self) -> bool {
        self.names.iter().any(|one| other.names.iter().any(|two| one.agrees(two)))
    }

    /// Whether any word of a name is in a name of the other.
    pub(crate) fn word_agrees(&self, other: &Self) -> bool {
        self.names.iter().any(|one| other.names.iter().any(|two| one.shared(two) > 0))
    }

    /// Whether the dates of birth are the same; `None` where one is not known.
    pub(crate) fn born_agrees(&self, other: &Self) -> Option<bool> {
        Some(self.born? == other.born?)
    }

    /// What agrees of how and where they are reached.
    pub(crate) fn reached_alike(&self, other: &Self) -> Vec<&'static str> {
        use super::agreed::{ADDRESS, EMAIL, TELEPHONE, VEHICLE};
        let mut alike = Vec::new();
        let places = || self.places.iter().any(|one| other.places.iter().any(|two| one.agrees(two)));
        let checks = [
            (ADDRESS, places()),
            (TELEPHONE, !self.phones.is_disjoint(&other.phones)),
            (EMAIL, !self.emails.is_disjoint(&other.emails)),
            (VEHICLE, !self.vehicles.is_disjoint(&other.vehicles)),
        ];
        alike.extend(checks.into_iter().filter(|(_, agrees)| *agrees).map(|(what, _)| what));
        alike
    }
}

/// Telephone numbers in a text: ten digits or more, with whatever stands between them.
fn phones(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut number = String::new();
    for letter in text.chars().chain(std::iter::once('\n')) {
        match letter {
            '0'..='9' => number.push(letter),
            '+' if number.is_empty() => number.push('+'),
            ' ' | '-' | '(' | ')' | '.' | '\u{a0}' if !number.is_empty() => {}
            _ => found.extend(national(&std::mem::take(&mut number))),
        }
    }
    found
}

fn national(number: &str) -> Option<String> {
    let abroad = number.strip_prefix('+').or_else(|| number.strip_prefix("00"));
    let national = match abroad {
        Some(abroad) => match abroad.strip_prefix("44") {
            Some(british) => british.trim_start_matches('0').to_owned(),
            None => format!("+{abroad}"),
        },
        None => match number.strip_prefix("44").filter(|rest| rest.len() == 10) {
            Some(british) => british.to_owned(),
            None => number.strip_prefix('0')?.to_owned(),
        },
    };
    (9..=16).contains(&national.len()).then_some(national)
}

/// E-mail addresses in a text; what follows a plus does not count.
fn emails(text: &str) -> Vec<String> {
    let edge = |letter: char| !letter.is_alphanumeric();
    text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '<' | '>' | '(' | ')' | '"'))
        .filter_map(|word| {
            let word = word.trim_matches(edge).strip_prefix("mailto:").unwrap_or(word.trim_matches(edge)).to_lowercase();
            let (local, host) = word.split_once('@')?;
            let local = local.split('+').next().unwrap_or(local);
            (!local.is_empty() && host.contains('.') && !host.contains('@')).then(|| format!("{local}@{host}"))
        })
        .collect()
}

/// Registrations of vehicles in a text, of the form that most have: two letters, two digits, three letters.
fn vehicles(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let fits = |plate: &str| {
        plate.len() == 7
            && plate.bytes().enumerate().all(
                |(at, byte)| {
                    if matches!(at, 2 | 3) { byte.is_ascii_digit() } else { byte.is_ascii_alphabetic() }
                },
            )
    };
    let one = words.iter().map(|word| (*word).to_owned());
    let two = words.windows(2).map(<[&str]>::concat);
    one.chain(two).filter(|plate| fits(plate)).map(|plate| plate.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_number_is_one_number_however_it_is_written() {
        for text in ["07700 900123", "+44 7700 900123", "0044 (0)7700-900123", "44 7700 900123", "mornings, 07700 900 123."] {
            assert_eq!(phones(text), ["7700900123"], "{text}");
        }
        assert_eq!(phones("01632 960001 or 07700 900123").len(), 2);
        assert_eq!(phones("01632 960001, 07700 900123").len(), 2);
        assert!(phones("at 3pm on 12/05/2026, AB1 2CD").is_empty());
    }

    #[test]
    fn addresses_of_mail_are_found_in_a_text() {
        assert_eq!(emails("write to Asha.R+help@Mail.example, not to him@"), ["asha.r@mail.example"]);
    }

    #[test]
    fn plates_are_found_in_a_text() {
        assert_eq!(vehicles("a blue Fiesta, AB12 CDE"), ["ab12cde"]);
        assert!(vehicles("12 Elm Road AB1 2CD").is_empty());
    }

    #[test]
    fn nobody_is_found_by_a_name_or_a_date_of_birth_alone() {
        let details = Details::named("Asha Rahman").born_on(Some(date(1990, 3, 2)));
        let keys = details.keys();
        assert!(keys.contains("pair asha rahman") && keys.contains("born asha 1990-03-02"));
        assert!(!keys.iter().any(|key| key == "asha" || key == "1990-03-02"));
        assert!(!details.strong_keys().iter().any(|key| key.starts_with("pair")));
    }
}
