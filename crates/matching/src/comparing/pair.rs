//! Two records, field by field.

use super::births::births;
use super::distance::{digit_slips, slips};
use super::levels::{Seen, dob, email, first, mail_year, middle, nhs, nino, order, phone, sex, surname};
use super::names::{Likeness, NamePairs, part_in_common};
use super::places::PLACES_KEPT;
use super::rarity::Rarity;
use crate::normalising::numbers::parts;
use crate::records::mails::year_fits;
use crate::records::{Record, Values};

/// Compares records of one table.
#[derive(Debug, Clone)]
pub(crate) struct Comparer<'a> {
    pub(super) values: &'a Values,
    pub(super) rarity: &'a Rarity,
    names: NamePairs,
    pub(super) streets: Vec<(u64, bool)>,
    pub(super) towns: Vec<(u64, bool)>,
}

pub(super) fn eighths(rarity: f32) -> i8 {
    (rarity * 8.0).clamp(-127.0, 127.0) as i8
}

impl<'a> Comparer<'a> {
    pub(crate) fn new(values: &'a Values, rarity: &'a Rarity) -> Self {
        Self {
            values,
            rarity,
            names: NamePairs::default(),
            streets: vec![(0, false); PLACES_KEPT],
            towns: vec![(0, false); PLACES_KEPT],
        }
    }

    /// How two records agree; the same whichever comes first.
    pub(crate) fn compare(&mut self, one: &Record, other: &Record) -> Seen {
        let mut seen = Seen::default();
        self.names(one, other, &mut seen);
        self.middles(one, other, &mut seen);
        self.births(one, other, &mut seen);
        self.places(one, other, &mut seen);
        self.contacts(one, other, &mut seen);
        let (ours, theirs) = (self.rarity.sex(one), self.rarity.sex(other));
        if ours != 0 && theirs != 0 {
            // Where the names are alike, that the sex is the same says nothing more; that Mitchell is a man and Michelle a woman does.
            seen.levels[sex::FIELD] = match (seen.levels[first::FIELD], ours == theirs) {
                (first::SAME | first::FORM, _) | (first::NEAR, true) => 0,
                (_, true) => sex::SAME,
                (_, false) => sex::OTHER,
            };
        }
        seen
    }

    fn names(&mut self, one: &Record, other: &Record, seen: &mut Seen) {
        let given = one.first != 0 && other.first != 0;
        let family = one.surname != 0 && other.surname != 0;
        let firsts = if given { self.names.likeness(self.values, one.first, other.first) } else { Likeness::Other };
        let surnames = if family { self.names.likeness(self.values, one.surname, other.surname) } else { Likeness::Other };
        let usual = firsts.is_one_name() || surnames.is_one_name() || surnames == Likeness::Part;
        if given && family && !usual {
            let across = self.names.likeness(self.values, one.first, other.surname).is_one_name();
            let back = self.names.likeness(self.values, one.surname, other.first).is_one_name();
            if across || back {
                self.turned_names(one, other, across, back, seen);
                return;
            }
        }
        self.set_first(one, other, given, firsts, seen);
        self.set_surname(one, other, family, surnames, seen);
        if firsts == Likeness::Same && surnames == Likeness::Same && given && family {
            let first = f32::from(seen.rarity[first::FIELD]) / 8.0;
            seen.rarity[first::FIELD] = eighths(first - self.rarity.tied_names(one, other));
        }
        if given && family {
            seen.levels[order::FIELD] = order::USUAL;
        }
    }

    /// One record has its given name where the other has its surname: turns round the one whose order is the less likely by what the names are mostly
    /// used for, and compares as usual.
    fn turned_names(&mut self, one: &Record, other: &Record, across: bool, back: bool, seen: &mut Seen) {
        let rarity = self.rarity;
        let as_surname = |a: u32, b: u32| {
            let like = |name: u32| rarity.of_first(name) - rarity.of_surname(name);
            like(a) + like(b)
        };
        let (first_shared, second_shared) = (as_surname(one.first, other.surname), as_surname(one.surname, other.first));
        let turn_one = match (across, back) {
            (true, true) => first_shared >= second_shared,
            (true, false) => first_shared >= 0.0,
            _ => second_shared < 0.0,
        };
        let turned = |record: &Record| Record { first: record.surname, surname: record.first, ..*record };
        let (one, other) = if turn_one { (turned(one), *other) } else { (*one, turned(other)) };
        let firsts = self.names.likeness(self.values, one.first, other.first);
        let surnames = self.names.likeness(self.values, one.surname, other.surname);
        self.set_first(&one, &other, true, firsts, seen);
        self.set_surname(&one, &other, true, surnames, seen);
        seen.levels[order::FIELD] = order::SWAPPED;
    }

    fn set_first(&mut self, one: &Record, other: &Record, given: bool, likeness: Likeness, seen: &mut Seen) {
        let (a, b) = (self.rarity.of_first(one.first), self.rarity.of_first(other.first));
        let (level, rarity) = match likeness {
            Likeness::Same => (first::SAME, a),
            Likeness::Form => (first::FORM, a.min(b).min(0.0) * 0.5),
            Likeness::Near | Likeness::Part => (first::NEAR, a.min(b).min(0.0) * 0.5),
            Likeness::Initial | Likeness::Other => match self.given_elsewhere(one, other) {
                None if !given => (0, 0.0),
                None if likeness == Likeness::Initial => (first::INITIAL, 0.0),
                None => (first::OTHER, 0.0),
                Some((level, name)) => (level, self.rarity.of_first(name).min(1.0) * 0.5),
            },
        };
        seen.levels[first::FIELD] = level;
        seen.rarity[first::FIELD] = eighths(rarity);
    }

    /// The given name of one that stands among the further or other names of the other, or in the e-mail address, which may be that of another of the
    /// household; `None` where none does.
    fn given_elsewhere(&mut self, one: &Record, other: &Record) -> Option<(u8, u32)> {
        let mut by_mail = None;
        let same_mail = one.email == other.email;
        for (here, there) in [(one, other), (other, one)] {
            if self.values.name_facts[here.first as usize].len < 2 {
                continue;
            }
            let mail = if same_mail { 0 } else { there.mail_first };
            let middles = self.values.middles[there.middle as usize];
            let aliases = &self.values.aliases[there.alias as usize];
            let others = middles.into_iter().chain(aliases.iter().map(|alias| alias.0));
            for name in others.filter(|name| *name != 0) {
                if self.values.name_facts[name as usize].len > 1
                    && self.names.likeness(self.values, here.first, name).is_one_name()
                {
                    return Some((first::ELSEWHERE, here.first));
                }
            }
            if mail != 0 && self.names.likeness(self.values, here.first, mail).is_one_name() {
                by_mail = Some((first::MAIL, here.first));
            }
        }
        // Both by their other names.
        let (ours, theirs) = (&self.values.aliases[one.alias as usize], &self.values.aliases[other.alias as usize]);
        for (name, _) in ours {
            for (name_there, _) in theirs {
                if *name != 0 && name == name_there {
                    return Some((first::ELSEWHERE, *name));
                }
            }
        }
        by_mail
    }

    fn set_surname(&mut self, one: &Record, other: &Record, family: bool, likeness: Likeness, seen: &mut Seen) {
        let (a, b) = (self.rarity.of_surname(one.surname), self.rarity.of_surname(other.surname));
        let (level, rarity) = match likeness {
            Likeness::Same => (surname::SAME, a),
            Likeness::Form | Likeness::Near => (surname::NEAR, a.min(b).min(1.5) * 0.5),
            Likeness::Part => {
                let facts = |name: u32| &self.values.name_facts[name as usize];
                let part = part_in_common(facts(one.surname), facts(other.surname), one.surname, other.surname);
                (surname::PART, self.rarity.of_surname(part))
            }
            Likeness::Initial | Likeness::Other => match self.family_elsewhere(one, other) {
                0 if !family => (0, 0.0),
                0 if self.rarity.sex(one) == 2 || self.rarity.sex(other) == 2 => (surname::OTHER, 0.0),
                0 => (surname::OTHER_OF_WOMEN, 0.0),
                name => (surname::ELSEWHERE, self.rarity.of_surname(name).min(3.0)),
            },
        };
        seen.levels[surname::FIELD] = level;
        seen.rarity[surname::FIELD] = eighths(rarity);
    }

    /// The surname of one that stands among the other names of the other, or in the e-mail address; 0 where none does.
    fn family_elsewhere(&mut self, one: &Record, other: &Record) -> u32 {
        let same_mail = one.email == other.email;
        for (here, there) in [(one, other), (other, one)] {
            let facts = self.values.name_facts[here.surname as usize];
            if facts.len < 2 {
                continue;
            }
            let mail = if same_mail { 0 } else { there.mail_surname };
            let middles = self.values.middles[there.middle as usize];
            let aliases = &self.values.aliases[there.alias as usize];
            let others = middles.into_iter().chain([mail]).chain(aliases.iter().map(|alias| alias.1));
            for name in others.filter(|name| *name != 0) {
                if self.values.name_facts[name as usize].len < 3 {
                    continue;
                }
                if facts.parts.contains(&name) {
                    return name;
                }
                if self.names.likeness(self.values, here.surname, name).is_one_name() {
                    return here.surname;
                }
            }
        }
        // Both by what else they are called: a former surname in two e-mail addresses, or in two lists of other names.
        if !same_mail && one.mail_surname != 0 && one.mail_surname == other.mail_surname {
            return one.mail_surname;
        }
        let (ours, theirs) = (&self.values.aliases[one.alias as usize], &self.values.aliases[other.alias as usize]);
        let mails = [(one.mail_surname, theirs), (other.mail_surname, ours)];
        for (mail, aliases) in mails {
            if mail != 0 && aliases.iter().any(|alias| alias.1 == mail) {
                return mail;
            }
        }
        ours.iter().map(|alias| alias.1).find(|name| *name != 0 && theirs.iter().any(|alias| alias.1 == *name)).unwrap_or(0)
    }

    fn middles(&mut self, one: &Record, other: &Record, seen: &mut Seen) {
        if one.middle == 0 || other.middle == 0 || seen.levels[first::FIELD] == first::ELSEWHERE {
            return;
        }
        let (ours, theirs) = (self.values.middles[one.middle as usize], self.values.middles[other.middle as usize]);
        let mut level = middle::OTHER;
        for name in ours.into_iter().filter(|name| *name != 0) {
            for name_there in theirs.into_iter().filter(|name| *name != 0) {
                let full = self.values.name_facts[name as usize].len > 1;
                match self.names.likeness(self.values, name, name_there) {
                    Likeness::Same if full => level = middle::SAME,
                    Likeness::Form | Likeness::Near => level = middle::SAME,
                    Likeness::Same | Likeness::Initial if level == middle::OTHER => level = middle::INITIAL,
                    _ => {}
                }
            }
        }
        seen.levels[middle::FIELD] = level;
    }

    fn births(&mut self, one: &Record, other: &Record, seen: &mut Seen) {
        let mut level = births(one.dob, other.dob);
        if level == 0 && (one.dob | other.dob) != 0 {
            let (dated, undated) = if one.dob == 0 { (other, one) } else { (one, other) };
            if undated.mail_year != 0 && one.email != other.email {
                let fits = year_fits(undated.mail_year, parts(dated.dob).0);
                seen.levels[mail_year::FIELD] = if fits { mail_year::FITS } else { mail_year::OTHER };
            }
        } else if matches!(level, dob::YEAR | dob::OTHER | dob::GENERATION | dob::DAY_AND_MONTH) && one.email != other.email {
            // An address that spells another given name is of another of the household, and so is the year in it.
            let fits = |here: &Record, there: &Record| {
                here.mail_year != 0
                    && here.mail_first == 0
                    && year_fits(here.mail_year, parts(there.dob).0)
                    && !year_fits(here.mail_year, parts(here.dob).0)
            };
            if fits(one, other) || fits(other, one) {
                level = dob::OTHER_BUT_MAIL_YEAR;
            }
        }
        if seen.levels[first::FIELD] == first::SAME && one.dob != 0 && one.dob >> 9 == other.dob >> 9 {
            let first = f32::from(seen.rarity[first::FIELD]) / 8.0;
            seen.rarity[first::FIELD] = eighths(first - self.rarity.tied_by_year);
        }
        if matches!(level, dob::SAME | dob::SAME_DEFAULT) {
            seen.rarity[dob::FIELD] = eighths(self.rarity.of_dob(one.dob));
        }
        seen.levels[dob::FIELD] = level;
    }

    fn contacts(&mut self, one: &Record, other: &Record, seen: &mut Seen) {
        if one.phone != 0 && other.phone != 0 {
            let mobile = |number: u64| number / 1_000_000_000 == 7;
            let level = if one.phone == other.phone {
                let shared = usize::from(one.phone_shared.max(2));
                seen.rarity[phone::FIELD] = eighths(self.rarity.of_shared(shared, self.rarity.chance_phone));
                if mobile(one.phone) { phone::SAME } else { phone::SAME_LANDLINE }
            } else if digit_slips(one.phone, other.phone, 1) <= 1 {
                phone::NEAR
            } else {
                phone::OTHER
            };
            seen.levels[phone::FIELD] = level;
        }
        if one.email != 0 && other.email != 0 {
            seen.levels[email::FIELD] = if one.email == other.email {
                let shared = usize::from(one.email_shared.max(2));
                seen.rarity[email::FIELD] = eighths(self.rarity.of_shared(shared, self.rarity.chance_email));
                if (one.mail_first == 0) == (other.mail_first == 0) { email::SAME } else { email::SAME_OF_ANOTHER }
            } else if slips(self.values.emails.raw(one.email), self.values.emails.raw(other.email), 1) <= 1 {
                email::NEAR
            } else {
                email::OTHER
            };
        }
        if one.nino != 0 && other.nino != 0 {
            seen.levels[nino::FIELD] =
                numbers(one.nino >> 6, other.nino >> 6, nino::SAME, nino::NEAR, nino::OTHER, symbols_apart);
        }
        if one.nhs != 0 && other.nhs != 0 {
            seen.levels[nhs::FIELD] =
                numbers(one.nhs, other.nhs, nhs::SAME, nhs::NEAR, nhs::OTHER, |a, b| digit_slips(a, b, 1) <= 1);
        }
    }
}

fn numbers(one: u64, other: u64, same: u8, near: u8, apart: u8, is_near: impl Fn(u64, u64) -> bool) -> u8 {
    if one == other {
        same
    } else if is_near(one, other) {
        near
    } else {
        apart
    }
}

/// Whether two numbers of six-bit signs are one sign apart, or two neighbours swapped.
fn symbols_apart(one: u64, other: u64) -> bool {
    let differ = one ^ other;
    let low = differ.trailing_zeros() / 6 * 6;
    let rest = differ >> low;
    if rest < 64 {
        return true;
    }
    let pair = |value: u64| ((value >> low) & 63, (value >> (low + 6)) & 63);
    let ((a, b), (c, d)) = (pair(one), pair(other));
    rest < 4096 && a == d && b == c
}
