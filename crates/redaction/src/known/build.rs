//! Taking what is known apart.

mod places;

use super::{
    Born, Holder, Known, Number, Part, Starts, Street, Use, Values, What, Whose, Words, code_letter, code_start, day_hash,
};
use crate::case::{Address, Case, Person};
use crate::finding::dates;
use crate::finding::numbers::digits_hash;
use crate::lexicon::{self, Class};
use crate::reading::tokens::of;
use crate::reading::{Reading, tokens};
use crate::tables;

impl Known {
    /// Takes a case apart.
    pub fn of(case: &Case) -> Self {
        let people = case.protected.len() + 1 + case.organisation.staff.len();
        let mut known = Self {
            holders: Vec::with_capacity(people + 1),
            words: Words::with_room(people * 24 + 64),
            streets: Vec::new(),
            places: Vec::new(),
            acronyms: Values::with_room(people * 8 + 16),
            numbers: Values::with_room(people * 16 + 32),
            tails: Values::with_room(people * 8 + 16),
            lengths: 0,
            code_starts: [0; 32],
            code_threes: Starts::none(),
            codes: Values::with_room(people * 16 + 32),
            mail_starts: Starts::none(),
            longest_mail: 0,
            mails: Values::with_room(people * 8 + 16),
            births: Values::with_room(people + 8),
            birthdays: Values::with_room(people + 8),
            domains: case.organisation.domain.iter().map(|domain| letters(domain)).collect(),
            protected: case.protected.len(),
        };
        for (at, person) in case.protected.iter().enumerate() {
            known.person(Whose::Protected(at), person);
        }
        known.person(Whose::Recipient, &case.recipient);
        for (at, name) in case.organisation.staff.iter().enumerate() {
            known.person(Whose::Official(at), &person_called(name));
        }
        let office = known.holder(Whose::Organisation, "");
        for phone in &case.organisation.phones {
            known.phone(office, phone);
        }
        for mail in &case.organisation.emails {
            known.mail(office, mail);
        }
        for address in &case.organisation.office {
            known.address(office, address);
        }
        known.share_streets();
        known
    }

    /// Notes which streets somebody protected lives in, among those whose holder may be named.
    fn share_streets(&mut self) {
        for at in 0..self.streets.len() {
            let street = &self.streets[at];
            let twin = |other: &Street| !self.stays(other.holder) && other.name == street.name && other.kind == street.kind;
            self.streets[at].shared = self.stays(street.holder) && self.streets.iter().any(twin);
        }
    }

    fn holder(&mut self, whose: Whose, title: &str) -> u16 {
        let title = title.trim().trim_end_matches('.').to_ascii_lowercase();
        let class = lexicon::get().class_of(title.as_bytes());
        let woman = if class.has(Class::FEMALE) {
            Some(true)
        } else if class.has(Class::MALE) {
            Some(false)
        } else {
            None
        };
        self.holders.push(Holder { whose, woman, initials: Vec::new(), given_letters: Vec::new(), title });
        u16::try_from(self.holders.len() - 1).unwrap_or(u16::MAX)
    }

    fn person(&mut self, whose: Whose, person: &Person) {
        let holder = self.holder(whose, &person.title);
        let stays = whose.stays();
        self.name(holder, person, stays);
        for born in &person.dob {
            if let Some(day) = dates::read(born) {
                self.births.add(day_hash(Some(day.0), day.1, day.2), Born { holder });
                self.birthdays.add(day_hash(None, day.1, day.2), Born { holder });
            }
        }
        person.phones.iter().for_each(|phone| self.phone(holder, phone));
        person.emails.iter().for_each(|mail| self.mail(holder, mail));
        person.addresses.iter().for_each(|address| self.address(holder, address));
        for (values, what) in [(&person.nino, What::NationalInsurance), (&person.vehicles, What::Vehicle)] {
            values.iter().for_each(|value| self.code(holder, value, what));
        }
        for value in &person.nhs {
            self.number(holder, &digits(value), What::NhsNumber, Part::Whole);
        }
        for value in &person.references {
            if letters(value).iter().all(u8::is_ascii_digit) {
                self.number(holder, &digits(value), What::Reference, Part::Whole);
            } else {
                self.code(holder, value, What::Reference);
            }
        }
        person.handles.iter().for_each(|handle| self.account(holder, handle));
        for value in &person.bank {
            self.bank(holder, value);
        }
        for (values, what) in [
            (&person.gp, What::Surgery),
            (&person.workplace, What::Workplace),
            (&person.school, What::School),
            (&person.refuge, What::Refuge),
        ] {
            values.iter().for_each(|value| self.place(holder, value, what));
        }
    }

    fn name(&mut self, holder: u16, person: &Person, stays: bool) {
        let mut letters_of_given = Vec::new();
        let mut firsts: Vec<&String> = vec![&person.first];
        firsts.extend(&person.known_as);
        for (at, first) in firsts.into_iter().enumerate() {
            let parts = words_of(first);
            let Some((head, rest)) = parts.split_first() else { continue };
            self.words.add(head, Use::Given { holder, own: true });
            for half in rest {
                self.words.add(half, Use::Middle { holder });
            }
            if !rest.is_empty() {
                self.words.add(&parts.concat(), Use::Given { holder, own: true });
            }
            for written in otherwise(first) {
                self.words.add(&written, Use::Given { holder, own: true });
                if !stays {
                    self.words.hear(&written, true);
                }
            }
            if !stays {
                self.words.hear(head, true);
                self.words.hear(&parts.concat(), true);
            }
            letters_of_given.push(head[0]);
            if at == 0 {
                for short in tables::nicknames(&String::from_utf8_lossy(head)) {
                    self.words.add(short.as_bytes(), Use::Given { holder, own: false });
                }
            }
        }
        let middles: Vec<Vec<u8>> = person.middle.iter().flat_map(|middle| words_of(middle)).collect();
        for middle in &middles {
            self.words.add(middle, Use::Middle { holder });
        }
        let mut surnames = vec![(&person.surname, false)];
        surnames.extend(person.former_surnames.iter().map(|surname| (surname, true)));
        let mut initials = Vec::new();
        for (surname, former) in surnames {
            let parts = words_of(surname);
            for part in parts.iter().filter(|part| !is_particle(part) || parts.len() == 1) {
                self.words.add(part, Use::Surname { holder, former });
                if !stays {
                    self.words.hear(part, false);
                }
            }
            for written in otherwise(surname) {
                self.words.add(&written, Use::Surname { holder, former });
            }
            if parts.len() > 1 {
                self.words.add(&parts.concat(), Use::Surname { holder, former });
            }
            let Some(last) = parts.first() else { continue };
            let all_of_surname: Vec<u8> = parts.iter().map(|part| part[0]).collect();
            for given in &letters_of_given {
                initials.push(vec![*given, last[0]]);
                // «APB» for Angharad Pugh-Bevan, «C. O'D.»
                if let [_, .., end] = all_of_surname.as_slice() {
                    initials.push([&[*given], all_of_surname.as_slice()].concat());
                    initials.push(vec![*given, *end]);
                    let middle = middles.iter().map(|middle| middle[0]);
                    let all = std::iter::once(*given).chain(middle).chain(all_of_surname.iter().copied());
                    initials.push(all.collect());
                }
                if !middles.is_empty() {
                    let all = std::iter::once(*given).chain(middles.iter().map(|middle| middle[0])).chain([last[0]]);
                    initials.push(all.collect());
                }
            }
        }
        initials.sort();
        initials.dedup();
        if !stays {
            for one in &initials {
                self.acronyms.add(of(one), (holder, What::Initials));
            }
        }
        if let Some(kept) = self.holders.get_mut(usize::from(holder)) {
            kept.initials = initials;
            kept.given_letters = letters_of_given;
        }
    }

    fn number(&mut self, holder: u16, digits: &[u8], what: What, part: Part) {
        if digits.len() < 3 || digits.len() > 40 {
            return;
        }
        if part == Part::Tail {
            self.tails.add(digits_hash(digits), Number { holder, what, part });
            return;
        }
        self.lengths |= 1 << digits.len();
        self.numbers.add(digits_hash(digits), Number { holder, what, part });
    }

    fn phone(&mut self, holder: u16, value: &str) {
        let all = digits(value);
        let bare = all.strip_prefix(b"00").unwrap_or(&all);
        let british = bare.strip_prefix(b"44").filter(|rest| rest.len() >= 9).unwrap_or(bare);
        let national = british.strip_prefix(b"0").unwrap_or(british);
        self.number(holder, national, What::Phone, if national.len() >= 7 { Part::Whole } else { Part::Some });
        if national.len() < 9 {
            return;
        }
        let local = match national {
            [b'7', ..] => &national[national.len() - 6..],
            [b'2', ..] => &national[2..],
            [b'1', b'1', ..] | [b'1', _, b'1', ..] | [b'3' | b'8' | b'9', ..] => &national[3..],
            _ => &national[4..],
        };
        self.number(holder, local, What::Phone, Part::Some);
        for short in 3..=5 {
            self.number(holder, &national[national.len() - short..], What::Phone, Part::Tail);
        }
        if let [b'7', rest @ ..] = national {
            // «07906 …»: the first half of a mobile number, where it is said to be that.
            let first = [b"07", &rest[..3]].concat();
            self.number(holder, &first, What::Phone, Part::Tail);
        }
    }

    fn bank(&mut self, holder: u16, value: &str) {
        let all = digits(value);
        self.number(holder, &all, What::Bank, Part::Whole);
        if all.len() == 14 {
            self.number(holder, &all[..6], What::Bank, Part::Some);
            self.number(holder, &all[6..], What::Bank, Part::Whole);
            for short in 3..=4 {
                self.number(holder, &all[14 - short..], What::Bank, Part::Tail);
            }
            self.number(holder, &[&all[6..], &all[..6]].concat(), What::Bank, Part::Whole);
        }
    }

    fn code(&mut self, holder: u16, value: &str, what: What) {
        let all = code_of(value);
        if all.len() < 3 {
            return;
        }
        let add = |known: &mut Self, text: &[u8], part| {
            let (word, bit) = code_start(text[0], text[1]);
            known.code_starts[word] |= 1 << bit;
            // Runs of less than three are never held against it.
            if text.len() >= 3 {
                known.code_threes.add(text);
            }
            known.codes.add(of(text), Number { holder, what, part });
        };
        add(self, &all, Part::Whole);
        let written = letters(value);
        match what {
            What::Vehicle if written.len() == 7 => {
                for (range, part) in
                    [(0..4, Part::Some), (4..7, Part::Some), (2..7, Part::Some), (0..5, Part::Some), (0..6, Part::Some)]
                {
                    add(self, &all[range], part);
                }
            }
            What::NationalInsurance if written.len() == 9 => {
                add(self, &all[..8], Part::Whole);
                add(self, &all[5..], Part::Tail);
            }
            What::Postcode if written.len() >= 5 => {
                let outward = &all[..all.len() - 3];
                add(self, outward, Part::Tail);
                add(self, &all[..all.len() - 2], Part::Some);
            }
            _ => {}
        }
    }

    fn mail(&mut self, holder: u16, value: &str) {
        let Some((name, host)) = value.split_once('@') else { return };
        self.begins(name);
        let name = letters(name.split('+').next().unwrap_or(name));
        let host = letters(host);
        if name.is_empty() || host.is_empty() {
            return;
        }
        self.begins(&String::from_utf8_lossy(&name));
        let whole = [name.as_slice(), &host].concat();
        self.mail_starts.add(&whole);
        self.mail_letters(&whole, (holder, What::Email, Part::Whole));
        // «heather@example», the end of it left out
        if let Some((provider, _)) = value.split_once('@').and_then(|(_, host)| host.split_once('.')) {
            self.mail_letters(&[name.as_slice(), &letters(provider)].concat(), (holder, What::Email, Part::Whole));
        }
        if name.len() >= 5 {
            self.mail_letters(&name, (holder, What::Email, Part::Some));
        }
    }

    fn mail_letters(&mut self, letters: &[u8], whose: (u16, What, Part)) {
        self.longest_mail = self.longest_mail.max(letters.len());
        self.mails.add(of(letters), whose);
    }

    fn begins(&mut self, name: &str) {
        if let Some(first) = runs(name).first().filter(|first| !first[0].is_ascii_digit()) {
            // «heathernowicki» will be read as two words; then it begins with the first.
            let known = self.words.exactly(of(first)) != 0;
            match self.words.run_together(first, true).filter(|_| !known) {
                // An initial and a surname are found as such; «eliz» is no «E. Liz».
                Some((_, 0, _)) if first.len() >= 6 => {}
                Some((_, 0, _)) | None => self.words.add(first, Use::Mail),
                Some((cut, ..)) => self.words.add(&first[..cut], Use::Mail),
            }
        }
    }

    fn account(&mut self, holder: u16, value: &str) {
        let name = letters(value.trim_start_matches('@').rsplit('/').next().unwrap_or(value).trim_start_matches('@'));
        if name.len() >= 3 {
            self.begins(value.trim_start_matches('@').rsplit('/').next().unwrap_or(value));
            self.begins(&String::from_utf8_lossy(&name));
            self.mail_letters(&name, (holder, What::Handle, Part::Whole));
            let stem: Vec<u8> = name.iter().copied().take_while(|byte| !byte.is_ascii_digit()).collect();
            if stem.len() >= 6 && stem.len() < name.len() {
                self.mail_letters(&stem, (holder, What::Handle, Part::Some));
            }
        }
    }

    fn address(&mut self, holder: u16, address: &Address) {
        let lexicon = lexicon::get();
        let mut line = address.line.as_str();
        let mut rest = String::new();
        // A whole address in one line: the street is the first part that has a kind of street in it.
        if address.area.is_empty() && address.town.is_empty() {
            let parts: Vec<&str> = line.split([',', '\n']).collect();
            let street =
                parts.iter().rposition(|part| words_of(part).iter().skip(1).any(|word| lexicon.class_of(word).has(Class::ROAD)));
            if let Some(street) = street {
                rest = parts[street + 1..].join(" ");
                let before: usize = parts[..=street].iter().map(|part| part.len() + 1).sum();
                line = line.get(..before.saturating_sub(1)).unwrap_or(line);
            }
        }
        let postcode =
            if address.postcode.is_empty() { postcode_in(&rest).unwrap_or_default() } else { address.postcode.clone() };
        let code = code_of(&postcode);
        if !code.is_empty() {
            self.code(holder, &postcode, What::Postcode);
        }
        let around: Vec<Vec<u8>> = [address.area.as_str(), &address.town, &rest].into_iter().flat_map(words_of).collect();
        let around: Vec<Vec<u8>> = around.into_iter().filter(|word| word.len() >= 3).collect();
        // «The Annexe, 15 Elm Hill», «27 Baltic House, 6 Tanner Lane»: each part is somewhere. «Flat 3» by itself belongs to the part behind it.
        let mut flat = Vec::new();
        for part in line.split([',', '\n']) {
            let house = House::read(part);
            if house.name.is_empty() {
                flat = if house.flat.is_empty() { house.number } else { house.flat };
                continue;
            }
            let first = self.streets.len();
            let flat = if house.flat.is_empty() { std::mem::take(&mut flat) } else { house.flat.clone() };
            self.house(holder, House { flat, ..house }, &code, &around);
            let Ok(street) = u16::try_from(first) else { continue };
            for (text, town) in [(&address.area, false), (&address.town, true), (&rest, true)] {
                for word in words_of(text).into_iter().filter(|word| word.len() >= 3) {
                    self.words.add(&word, Use::Around { street, town });
                }
            }
        }
    }

    /// Adds a street with a number, or a building.
    fn house(&mut self, holder: u16, house: House, code: &[u8], around: &[Vec<u8>]) {
        let lexicon = lexicon::get();
        let House { flat, number, name, kind, joined } = house;
        let street = u16::try_from(self.streets.len()).unwrap_or(u16::MAX);
        let whole = name.iter().chain([&kind]).map(|word| String::from_utf8_lossy(word)).collect::<Vec<_>>().join(" ");
        let rare = name.iter().any(|word| word.len() >= 4 && !lexicon.is_word(word));
        let everywhere = tables::is_everywhere(&whole);
        for (place, word) in name.iter().enumerate() {
            self.words.add(word, Use::Street { street, at: u8::try_from(place).unwrap_or(u8::MAX) });
        }
        if name.len() > 1 {
            self.words.add(&name.concat(), Use::Street { street, at: u8::MAX });
        }
        // «Yarrowapproach»
        if rare && !everywhere && !joined.is_empty() {
            self.words.add(&joined, Use::Street { street, at: u8::MAX });
        }
        let forms = std::str::from_utf8(&kind).map_or(&[][..], |kind| match tables::street_forms(kind) {
            [] => tables::building_forms(kind),
            forms => forms,
        });
        self.streets.push(Street {
            holder,
            number,
            flat,
            name,
            kind,
            forms,
            shared: false,
            around: around.to_vec(),
            postcode: code.to_vec(),
            everywhere,
            rare,
        });
    }
}

/// A part of an address that is somewhere by itself.
struct House {
    flat: Vec<u8>,
    number: Vec<u8>,
    /// The words of its name, without the kind.
    name: Vec<Vec<u8>>,
    /// `road`, `house`; empty where there is none.
    kind: Vec<u8>,
    /// Name and kind in one piece; empty where there is no kind.
    joined: Vec<u8>,
}

impl House {
    fn read(part: &str) -> Self {
        let lexicon = lexicon::get();
        let parts = with_endings(runs(part));
        let mut at = 0;
        let (mut flat, mut number) = (Vec::new(), Vec::new());
        if parts.first().is_some_and(|word| lexicon.class_of(word).has(Class::DWELLING)) {
            // «Flat above the bakery» has no number.
            flat = parts.get(1).filter(|word| word.len() == 1 || word[0].is_ascii_digit()).cloned().unwrap_or_default();
            at = if flat.is_empty() { parts.len() } else { 2 };
            if parts.get(2).is_some_and(|word| word.len() == 1 && word[0].is_ascii_lowercase())
                && flat.iter().all(u8::is_ascii_digit)
            {
                flat.extend(&parts[2]);
                at = 3;
            }
        }
        if parts.get(at).is_some_and(|word| word[0].is_ascii_digit()) {
            number.clone_from(&parts[at]);
            at += 1;
            if parts.get(at).is_some_and(|word| word.len() == 1 && word[0].is_ascii_lowercase()) {
                number.extend(&parts[at]);
                at += 1;
            }
        }
        let mut name: Vec<Vec<u8>> = parts.get(at..).unwrap_or_default().to_vec();
        let mut kind = Vec::new();
        let mut joined = Vec::new();
        if name.len() > 1 && name.last().is_some_and(|word| is_kind(word)) {
            joined = name.concat();
            kind = name.pop().unwrap_or_default();
            kind = tables::usual(&String::from_utf8_lossy(&kind)).map_or(kind.clone(), |usual| usual.as_bytes().to_vec());
        }
        Self { flat, number, name, kind, joined }
    }
}

/// Whether a word behind a name says what kind of street or building it is.
fn is_kind(word: &[u8]) -> bool {
    lexicon::get().class_of(word).has(Class::ROAD)
        || std::str::from_utf8(word).is_ok_and(|word| !tables::building_forms(word).is_empty())
}

/// How else a word with letters that are not English is written in English letters: «Guelsah», «Lenutsa». One word only.
fn otherwise(value: &str) -> Vec<Vec<u8>> {
    if value.is_ascii() || value.contains([' ', '-', '\'']) {
        return Vec::new();
    }
    let mut written = String::new();
    for c in value.to_lowercase().chars() {
        match c {
            'ü' => written.push_str("ue"),
            'ö' | 'ø' => written.push_str("oe"),
            'ä' | 'æ' => written.push_str("ae"),
            'å' => written.push_str("aa"),
            'ş' | 'ș' | 'š' | 'ś' => written.push_str("sh"),
            'ç' | 'č' | 'ć' => written.push_str("ch"),
            'ț' | 'ţ' => written.push_str("ts"),
            'ž' | 'ż' | 'ź' => written.push_str("zh"),
            'ñ' | 'ń' => written.push_str("ny"),
            other => written.push(other),
        }
    }
    words_of(&written)
}

/// An official's name in one piece.
fn person_called(name: &str) -> Person {
    let mut parts: Vec<&str> = name.split_whitespace().collect();
    let mut title = String::new();
    while parts.len() > 1
        && lexicon::get().class_of(parts[0].trim_end_matches('.').to_ascii_lowercase().as_bytes()).has(Class::TITLE)
    {
        parts.remove(0).clone_into(&mut title);
    }
    let surname = if parts.len() > 1 { parts.pop().unwrap_or_default() } else { "" };
    let first = if parts.is_empty() { "" } else { parts.remove(0) };
    Person {
        title,
        first: first.to_owned(),
        middle: parts.into_iter().map(str::to_owned).collect(),
        surname: surname.to_owned(),
        ..Person::default()
    }
}

/// «Bede's» is one word of a name.
fn with_endings(mut parts: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let mut at = 1;
    while at < parts.len() {
        if parts[at] == b"s" && parts[at - 1].len() > 2 {
            parts[at - 1].push(b's');
            parts.remove(at);
        } else {
            at += 1;
        }
    }
    parts
}

/// The words of a value in small letters, as a text's tokens are cut; letters only.
fn words_of(text: &str) -> Vec<Vec<u8>> {
    runs(text).into_iter().filter(|word| !word[0].is_ascii_digit()).collect()
}

/// The words and numbers of a value.
fn runs(text: &str) -> Vec<Vec<u8>> {
    let mut reading = Reading::fold(text);
    tokens::cut(&mut reading, Words::none());
    (0..reading.tokens.len()).map(|at| reading.word(at).to_vec()).collect()
}

/// The letters and digits of a value in small letters.
fn letters(text: &str) -> Vec<u8> {
    runs(text).concat()
}

fn digits(text: &str) -> Vec<u8> {
    letters(text).into_iter().filter(u8::is_ascii_digit).collect()
}

fn code_of(text: &str) -> Vec<u8> {
    letters(text).into_iter().map(code_letter).collect()
}

fn postcode_in(text: &str) -> Option<String> {
    let found = crate::detect::detect(text).into_iter().find(|found| found.kind == crate::Kind::Postcode)?;
    text.get(found.range).map(str::to_owned)
}

fn is_particle(word: &[u8]) -> bool {
    matches!(
        word,
        b"o" | b"mc"
            | b"mac"
            | b"de"
            | b"da"
            | b"di"
            | b"du"
            | b"del"
            | b"la"
            | b"le"
            | b"van"
            | b"der"
            | b"den"
            | b"von"
            | b"al"
            | b"el"
            | b"bin"
            | b"bint"
            | b"ben"
            | b"st"
            | b"ap"
            | b"ab"
            | b"abu"
            | b"dos"
            | b"san"
            | b"ul"
    )
}
