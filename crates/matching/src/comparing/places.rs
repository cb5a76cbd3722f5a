//! Where two people live or have lived.

use super::distance::{digit_slips, slips};
use super::levels::{Seen, place};
use super::pair::{Comparer, eighths};
use crate::records::{Former, Record};

/// Pairs of streets, or of towns, that are remembered.
pub(super) const PLACES_KEPT: usize = 1 << 12;

impl Comparer<'_> {
    fn street_alike(&mut self, one: u32, other: u32) -> bool {
        one == other || {
            let streets = &self.values.streets;
            remembered(&mut self.streets, one, other, |low, high| streets_alike(streets.raw(low), streets.raw(high)))
        }
    }

    fn town_alike(&mut self, one: u32, other: u32) -> bool {
        one == other || {
            let towns = &self.values.towns;
            remembered(&mut self.towns, one, other, |low, high| {
                let (a, b) = (towns.raw(low), towns.raw(high));
                a.len().min(b.len()) >= 5 && slips(a, b, 1) <= 1
            })
        }
    }

    pub(super) fn places(&mut self, one: &Record, other: &Record, seen: &mut Seen) {
        let mut level = self.place(one, other);
        if !matches!(level, place::HOUSE | place::HOUSE_NEAR) && (one.former | other.former) != 0 && self.lived_there(one, other)
        {
            level = place::FORMER;
        }
        if matches!(level, place::HOUSE) {
            let shared = usize::from(one.house_shared.max(other.house_shared));
            seen.rarity[place::FIELD] = eighths(self.rarity.of_shared(shared, self.rarity.chance_house));
        }
        seen.levels[place::FIELD] = level;
    }

    /// Whether one lives or has lived where the other has lived.
    fn lived_there(&mut self, one: &Record, other: &Record) -> bool {
        let now =
            |record: &Record| Former { street: record.street, house: record.house, flat: record.flat, postcode: record.postcode };
        let values = self.values;
        let (ours, theirs) = (&values.formers[one.former as usize], &values.formers[other.former as usize]);
        let (here, there) = (now(one), now(other));
        ours.iter().any(|home| self.one_home(home, &there) || theirs.iter().any(|other| self.one_home(home, other)))
            || theirs.iter().any(|home| self.one_home(home, &here))
    }

    /// Whether two homes are one: the same number in a street that is alike, in one postcode if both are known.
    fn one_home(&mut self, one: &Former, other: &Former) -> bool {
        let apart = |one: u32, other: u32| one != 0 && other != 0 && one != other;
        let known = one.house != 0 && one.house == other.house && one.street != 0 && other.street != 0;
        known
            && !apart(one.flat, other.flat)
            && !apart(one.postcode, other.postcode)
            && (one.postcode != 0 && other.postcode != 0 || one.street == other.street)
            && self.street_alike(one.street, other.street)
    }

    fn place(&mut self, one: &Record, other: &Record) -> u8 {
        if one.uprn != 0 && one.uprn == other.uprn {
            return place::HOUSE;
        }
        let coded = one.postcode != 0 && other.postcode != 0;
        let same_code = coded && one.postcode == other.postcode;
        let out = |record: &Record| self.values.outwards[record.postcode as usize];
        let same_out = coded && out(one) == out(other);
        let same_town = one.town != 0 && other.town != 0 && self.town_alike(one.town, other.town);
        let near_code = coded && !same_code && {
            let (a, b) = (self.values.postcodes.raw(one.postcode), self.values.postcodes.raw(other.postcode));
            slips(a, b, 1) <= 1
        };
        let around = same_town || same_out || near_code;
        let addressed = one.street != 0 && other.street != 0;
        if addressed && (around || same_code) && self.street_alike(one.street, other.street) {
            let numbered = one.house != 0 && other.house != 0;
            if numbered && one.house == other.house {
                if one.flat == other.flat || one.flat == 0 || other.flat == 0 {
                    return place::HOUSE;
                }
                return place::BUILDING;
            }
            if !numbered {
                // Without a number: a house with a name, whose name stands in the street.
                return if one.house == other.house && same_code { place::HOUSE } else { place::STREET };
            }
            let slip = digit_slips(u64::from(one.house / 32), u64::from(other.house / 32), 1) <= 1;
            let loose = same_code && slip && one.house.abs_diff(other.house) >= 32;
            return if loose { place::HOUSE_NEAR } else { place::STREET };
        }
        if addressed && one.house != 0 && one.house == other.house && same_code {
            return place::HOUSE_NEAR;
        }
        if same_code {
            return place::POSTCODE;
        }
        if !coded && (one.town == 0 || other.town == 0) {
            return 0;
        }
        if around { place::AREA } else { place::AWAY }
    }
}

/// What `look` says of two values, worked out once as long as the memory of it lasts.
fn remembered(kept: &mut [(u64, bool)], one: u32, other: u32, look: impl FnOnce(u32, u32) -> bool) -> bool {
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    let key = (u64::from(low) << 32) | u64::from(high);
    let slot = &mut kept[(key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52) as usize & (PLACES_KEPT - 1)];
    if slot.0 != key {
        *slot = (key, look(low, high));
    }
    slot.1
}

/// Whether two streets are one: a slip or two apart, or one with more behind it than the other, wherever the blanks are.
fn streets_alike(one: &[u8], other: &[u8]) -> bool {
    let most = if one.len().min(other.len()) >= 8 { 2 } else { 1 };
    if slips(one, other, most) <= most {
        return true;
    }
    let (mut first, mut second) = ([0; 24], [0; 24]);
    let (one, other) = (letters(one, &mut first), letters(other, &mut second));
    let length = one.len().min(other.len());
    length >= 10 && slips(&one[..length], &other[..length], 2) <= 2
}

/// The first letters of a text, without blanks.
fn letters<'a>(text: &[u8], room: &'a mut [u8; 24]) -> &'a [u8] {
    let mut count = 0;
    for letter in text.iter().filter(|letter| **letter != b' ').take(24) {
        room[count] = *letter;
        count += 1;
    }
    &room[..count]
}
