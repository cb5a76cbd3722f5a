//! A table of records, built one person at a time.

use super::interner::Interner;
use super::waiting::{Cell, Waiting};
use super::{Former, Record, Values, mails};
use crate::normalising::{addresses, numbers, text};

/// One person as a list gives them: any part may be empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Person<'a> {
    /// Given name.
    pub first_name: &'a str,
    /// Further given names, or their initials.
    pub middle_names: &'a str,
    /// Surname, double or not.
    pub surname: &'a str,
    /// `F`, `M`, or a word that starts so.
    pub sex: &'a str,
    /// Date of birth, best as `1986-03-02`.
    pub dob: &'a str,
    /// Number and street.
    pub address: &'a str,
    /// Town.
    pub town: &'a str,
    /// Postcode, or its first half.
    pub postcode: &'a str,
    /// Telephone number.
    pub phone: &'a str,
    /// E-mail address.
    pub email: &'a str,
    /// National Insurance number.
    pub nino: &'a str,
    /// Other names, whole, with `;` between.
    pub aliases: &'a str,
    /// Former addresses, each with its postcode, with `;` between.
    pub former_addresses: &'a str,
    /// NHS number.
    pub nhs: &'a str,
    /// Unique property reference number.
    pub uprn: &'a str,
}

/// Records, each under its place: 0, 1, 2, …
#[derive(Debug, Default, Clone)]
pub struct Table {
    pub(crate) records: Vec<Record>,
    pub(crate) values: Values,
    /// Records of which everything is worked out.
    settled: usize,
    scratch: Scratch,
    waiting: Waiting,
}

#[derive(Debug, Default, Clone)]
struct Scratch {
    folded: String,
    first: String,
    surname: String,
    words: String,
}

impl Table {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many records it has.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Makes room for about so many records more.
    pub(crate) fn reserve(&mut self, records: usize) {
        self.records.reserve(records);
        // About every second record has an e-mail address, and hardly two have one.
        self.values.emails.reserve(records / 2);
    }

    /// Adds a person, and tells their place.
    pub fn add(&mut self, person: &Person<'_>) -> usize {
        let Self { records, values, scratch, waiting, .. } = self;
        let place = records.len();
        records.push(scratch.record(person, values, waiting, place));
        waiting.next(records, values);
        place
    }

    /// Takes a record out again; those behind it move up.
    pub(crate) fn take_out(&mut self, place: usize) {
        self.waiting.number(&mut self.records, &mut self.values);
        self.records.remove(place);
    }

    /// Works out what can be known only when every record is there: of values, and which names an e-mail address spells that somebody has.
    pub(crate) fn settle(&mut self) {
        self.waiting.number(&mut self.records, &mut self.values);
        self.values.settle();
        let Self { records, values, settled, .. } = self;
        *settled = (*settled).min(records.len());
        for record in &mut records[*settled..] {
            if record.email != 0 {
                let email = values.emails.text(record.email);
                let local = email.split(['@', '+']).next().unwrap_or(email);
                let spelt = mails::spelt(local, values.names.text(record.first), values.names.text(record.surname));
                record.mail_first = values.names.find(spelt.first).unwrap_or(0);
                record.mail_surname = values.names.find(spelt.surname).unwrap_or(0);
                record.mail_year = spelt.year;
            }
        }
        *settled = records.len();
    }
}

impl Scratch {
    fn record(&mut self, person: &Person<'_>, values: &mut Values, waiting: &mut Waiting, place: usize) -> Record {
        let mut record = Record::default();
        text::name_words(person.first_name, &mut self.folded, &mut self.first);
        waiting.add(Cell::First, &self.first, place);
        text::name_words(person.surname, &mut self.folded, &mut self.surname);
        waiting.add(Cell::Surname, &self.surname, place);
        if !person.middle_names.is_empty() {
            text::name_words(person.middle_names, &mut self.folded, &mut self.words);
            record.middle = values.intern_middle(&self.words);
        }
        record.sex = match person.sex.bytes().next() {
            Some(b'F' | b'f') => 1,
            Some(b'M' | b'm') => 2,
            Some(byte) if byte.is_ascii_alphabetic() && !matches!(byte, b'U' | b'u' | b'N' | b'n') => 3,
            _ => 0,
        };
        record.dob = numbers::date(person.dob.trim()).unwrap_or(0);
        if !person.address.is_empty() {
            let parts = addresses::take_apart(person.address, &mut self.folded, &mut self.words);
            (record.flat, record.house) = (parts.flat, parts.house);
            waiting.add(Cell::Street, &self.words, place);
        }
        if !person.town.is_empty() {
            text::name_words(person.town, &mut self.folded, &mut self.words);
            record.town = values.towns.intern(&self.words);
        }
        if !person.postcode.is_empty() {
            addresses::postcode(person.postcode, &mut self.words);
            waiting.add(Cell::Postcode, &self.words, place);
        }
        record.phone = if person.phone.is_empty() { 0 } else { numbers::phone(person.phone) };
        record.nino = if person.nino.is_empty() { 0 } else { numbers::national_insurance(person.nino) };
        record.nhs = if person.nhs.is_empty() { 0 } else { numbers::nhs(person.nhs) };
        record.uprn = if person.uprn.is_empty() { 0 } else { numbers::digits(person.uprn) };
        if !person.email.is_empty() {
            self.read_email(person.email, waiting, place);
        }
        if !person.former_addresses.is_empty() {
            let Self { folded, words, .. } = self;
            record.former = values.intern_formers(person.former_addresses, |values| {
                person
                    .former_addresses
                    .split([';', '|', '\n'])
                    .take(8)
                    .filter_map(|one| former(one, folded, words, values))
                    .collect()
            });
        }
        if !person.aliases.is_empty() {
            let Self { folded, words, .. } = self;
            record.alias = values.intern_aliases(person.aliases, |names| read_aliases(person.aliases, folded, words, names));
        }
        record
    }

    fn read_email(&mut self, email: &str, waiting: &mut Waiting, place: usize) {
        self.words.clear();
        text::fold_into(email.trim(), &mut self.words);
        let Some((local, host)) = self.words.split_once('@') else { return };
        if !local.is_empty() && !host.is_empty() && self.words.len() <= 200 {
            waiting.add(Cell::Email, &self.words, place);
        }
    }
}

/// One former address: number and street, and a postcode at the end. What says neither house nor postcode is no help.
fn former(text: &str, folded: &mut String, words: &mut String, values: &mut Values) -> Option<Former> {
    let text = text.trim();
    let mut former = Former::default();
    let mut rest = text;
    // The last word or the last two may be a postcode.
    let blanks =
        text.char_indices().rev().filter(|(_, letter)| letter.is_whitespace() || *letter == ',').map(|(at, _)| at).take(2);
    for at in blanks.collect::<Vec<_>>() {
        addresses::postcode(&text[at..], words);
        if addresses::is_whole(words) {
            former.postcode = values.postcodes.intern(words);
            rest = &text[..at];
            break;
        }
    }
    let parts = addresses::take_apart(rest, folded, words);
    (former.flat, former.house) = (parts.flat, parts.house);
    former.street = values.streets.intern(words);
    (former.street != 0 && former.house != 0).then_some(former)
}

fn read_aliases(raw: &str, folded: &mut String, words: &mut String, names: &mut Interner) -> Vec<(u32, u32)> {
    let mut read = Vec::new();
    for one in raw.split([';', '|', ',', '\n']).take(8) {
        text::name_words(one, folded, words);
        // A hyphen has become a blank: take the surname from where the last blank of the text as written is.
        let given = one.split_whitespace().next().unwrap_or("");
        let mut first = String::new();
        text::name_words(given, folded, &mut first);
        let surname = words.strip_prefix(first.as_str()).unwrap_or("").trim();
        if !words.is_empty() {
            read.push((names.intern(&first), names.intern(surname)));
        }
    }
    read
}
