//! A record in one line of the cache, for a first look at a pair that costs next to nothing.

use crate::normalising::numbers::parts;
use crate::records::interner::mixed;
use crate::records::{Record, Values};

/// What a first look needs; 0 where nothing is known.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Quick {
    /// The given name, one number for all its forms; and another given name.
    pub(crate) roots: [u32; 2],
    /// How the surname sounds, how another surname sounds.
    pub(crate) sounds: [u32; 2],
    first_sound: u32,
    first_letters: u32,
    surname_letters: u32,
    pub(crate) dob: u32,
    postcode: u32,
    house: u32,
    town: u32,
    phone: u32,
    email: u32,
    number: u32,
    street: u32,
    number_of_house: u16,
    initial: u8,
    family_initial: u8,
}

/// Pairs with less evidence teach nothing: what few of them are of one person cannot be told from chance.
pub(crate) const TELLING: u32 = 20;

/// Evidence below this is not looked at further: among so many possible pairs, strangers agree so far by chance. In short lists little is enough: with half as
/// many records there are half as many strangers to each. In long ones it is held higher than that would be, for the time it takes.
pub(crate) fn enough(pairs: f64) -> u32 {
    let bits = pairs.max(1.0).log2();
    (20.0 - (39.0 - bits) / 4.0).min(18.5 - (33.0 - bits) / 2.0).round().clamp(13.0, 21.0) as u32
}

/// The same where one is asked for among so many, and somebody waits.
pub(crate) fn enough_at_once(records: f64) -> u32 {
    enough(records).max(15)
}

impl Quick {
    pub(crate) fn of(record: &Record, values: &Values) -> Self {
        let facts = |name: u32| &values.name_facts[name as usize];
        let root = |name: u32| if name == 0 || facts(name).len < 2 { 0 } else { facts(name).root() };
        let sound = |name: u32| if name == 0 { 0 } else { facts(name).sound };
        let alias = values.aliases[record.alias as usize].first().copied().unwrap_or_default();
        let middle = values.middles[record.middle as usize][0];
        let last = |name: u32| if facts(name).parts[1] == 0 { name } else { facts(name).parts[1] };
        let short = |number: u64| if number == 0 { 0 } else { mixed(number) as u32 | 1 };
        let other_first = [record.mail_first, alias.0, middle].into_iter().find(|name| root(*name) != 0).unwrap_or(0);
        let mut other_surname =
            [record.mail_surname, alias.1].into_iter().find(|name| *name != 0 && *name != record.surname).unwrap_or(0);
        if other_surname == 0 && facts(record.surname).parts[0] != 0 {
            other_surname = facts(record.surname).parts[0];
        }
        Self {
            roots: [root(record.first), root(other_first)],
            sounds: [sound(last(record.surname)), sound(other_surname)],
            first_sound: sound(record.first),
            first_letters: facts(record.first).letters,
            surname_letters: facts(record.surname).letters,
            dob: record.dob,
            postcode: record.postcode,
            house: if record.house == 0 && record.uprn == 0 { 0 } else { record.house_key() as u32 },
            town: record.town,
            phone: short(record.phone),
            email: record.email,
            number: if record.nhs == 0 { short(record.nino >> 6) } else { short(record.nhs) },
            street: record.street,
            number_of_house: (record.house ^ (record.house >> 16)) as u16,
            initial: facts(record.first).initial,
            family_initial: facts(record.surname).initial,
        }
    }

    /// How much speaks for one person at first sight, in rough bits.
    pub(crate) fn evidence(&self, other: &Self) -> u32 {
        let same = |one: u32, other: u32| one != 0 && one == other;
        let close = |one: u32, other: u32| one != 0 && other != 0 && (one ^ other).count_ones() <= 2;
        let any = |ours: [u32; 2], theirs: [u32; 2]| {
            same(ours[0], theirs[0]) || same(ours[1], theirs[0]) || same(ours[0], theirs[1]) || same(ours[1], theirs[1])
        };
        let mut bits = 0;
        let mut against = 0;
        if self.dob != 0 && other.dob != 0 {
            if self.dob == other.dob {
                bits += 14;
            } else {
                let (day, year) = (self.dob & 511 == other.dob & 511, self.dob >> 9 == other.dob >> 9);
                bits += 7 * u32::from(day) + 5 * u32::from(year);
                against = if day || year { 0 } else { 4 };
            }
        }
        let firsts = any(self.roots, other.roots);
        let families = any(self.sounds, other.sounds);
        if firsts {
            bits += 8;
        } else if self.initial == other.initial && self.initial != 0 {
            bits += 3 + 2 * u32::from((self.first_letters ^ other.first_letters).count_ones() <= 3);
        } else if self.first_letters != 0 && (self.first_letters ^ other.first_letters).count_ones() <= 2 {
            bits += 4;
        }
        if families {
            bits += 9;
        } else if self.surname_letters != 0
            && (self.surname_letters ^ other.surname_letters).count_ones() <= 3
            && (self.family_initial == other.family_initial || (self.surname_letters ^ other.surname_letters).count_ones() <= 2)
        {
            bits += 5;
        }
        if !firsts && !families {
            let across = same(self.first_sound, other.sounds[0]) || close(self.first_letters, other.surname_letters);
            let back = same(self.sounds[0], other.first_sound) || close(self.surname_letters, other.first_letters);
            bits += 16 * u32::from(across && back);
        }
        let one_postcode = same(self.postcode, other.postcode);
        bits += 12 * u32::from(one_postcode);
        if same(self.house, other.house) {
            bits += 16;
            against = 0;
        } else {
            bits += 6 * u32::from(same(self.street, other.street));
            if self.number_of_house != 0 && self.number_of_house == other.number_of_house {
                bits += if one_postcode { 6 } else { 3 };
                against = if one_postcode { 0 } else { against };
            }
        }
        bits += 3 * u32::from(same(self.town, other.town));
        bits += 16 * u32::from(same(self.phone, other.phone));
        bits += 16 * u32::from(same(self.email, other.email));
        bits += 16 * u32::from(same(self.number, other.number));
        bits.saturating_sub(against)
    }

    /// Year, month with day.
    pub(crate) fn born(&self) -> (u32, u32) {
        let (year, month, day) = parts(self.dob);
        (year, if month <= 1 && day <= 1 { 0 } else { month << 5 | day })
    }
}
