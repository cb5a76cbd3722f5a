//! The rules by which two records of one person find each other. Each rule gives a record a few keys; who shares one is looked at.

use super::quick::Quick;
use crate::normalising::numbers::parts;
use crate::records::interner::mixed;
use crate::records::{Record, Values};

/// A rule: what its keys are made of, and how many records may share a key before it says nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    /// Keys shared by more records than these are left out; rules with more in their key find their pairs.
    pub(crate) most: usize,
    /// Evidence, beyond what the first look sees, that sharing the key is; below nought where the first look takes one thing for several.
    bonus: i32,
}

impl Rule {
    /// How much the first look must see, where so much would be enough of a pair that shares nothing in particular.
    pub(crate) fn enough(&self, enough: u32) -> u32 {
        enough.saturating_add_signed(-self.bonus)
    }
}

/// The last two serve short lists only: in long ones too many of one name live at one number, and too many in one postcode. Neighbours have street and town
/// in common too, which are no more than the postcode over again.
pub(crate) const RULES: [Rule; 13] = [
    Rule { name: "date of birth", most: 6000, bonus: 0 },
    Rule { name: "house", most: 300, bonus: 0 },
    Rule { name: "postcode with a name, house number or year of birth", most: 400, bonus: 0 },
    Rule { name: "telephone, e-mail, National Insurance or NHS number", most: 200, bonus: 0 },
    Rule { name: "name and year of birth", most: 600, bonus: 0 },
    Rule { name: "name and birthday", most: 600, bonus: 0 },
    Rule { name: "name and town or postal district", most: 300, bonus: 0 },
    Rule { name: "rare name", most: 24, bonus: 4 },
    Rule { name: "street with a name", most: 200, bonus: 0 },
    Rule { name: "rare surname and year of birth", most: 24, bonus: 4 },
    Rule { name: "former address", most: 200, bonus: 12 },
    Rule { name: "name and house number", most: 60, bonus: 4 },
    Rule { name: "postcode", most: 60, bonus: -9 },
];

/// So many of the rules serve lists of any length.
const FOR_ALL: usize = 11;
/// Lists up to this length are short.
const SHORT: usize = 150_000;

/// How many of the rules serve a table of so many records.
pub(crate) const fn rules_for(records: usize) -> usize {
    if records <= SHORT { RULES.len() } else { FOR_ALL }
}

fn key(rule: u64, one: u64, two: u64) -> u32 {
    mixed(mixed(one ^ (rule << 57)) ^ two.rotate_left(17)) as u32
}

/// Distinct names by which a record may be found, the usual one first.
struct Names {
    firsts: [u32; 4],
    families: [u32; 5],
}

fn add(list: &mut [u32], key: u32) {
    if key != 0
        && !list.contains(&key)
        && let Some(free) = list.iter_mut().find(|one| **one == 0)
    {
        *free = key;
    }
}

impl Names {
    fn of(record: &Record, values: &Values) -> Self {
        let facts = |name: u32| &values.name_facts[name as usize];
        let root = |name: u32| if name == 0 || facts(name).len < 2 { 0 } else { facts(name).root() };
        let sound = |name: u32| if name == 0 { 0 } else { facts(name).sound };
        let mut names = Self { firsts: [0; 4], families: [0; 5] };
        add(&mut names.firsts, root(record.first));
        let parts = facts(record.surname).parts;
        if parts[0] == 0 {
            add(&mut names.families, sound(record.surname));
        } else {
            add(&mut names.families, sound(parts[1]));
            add(&mut names.families, sound(parts[0]));
        }
        if facts(record.first).parts[0] != 0 {
            add(&mut names.firsts, root(facts(record.first).parts[0]));
        }
        add(&mut names.firsts, root(record.mail_first));
        add(&mut names.families, sound(record.mail_surname));
        for (first, family) in values.aliases[record.alias as usize].iter().take(2) {
            add(&mut names.firsts, root(*first));
            let parts = facts(*family).parts;
            add(&mut names.families, sound(if parts[1] == 0 { *family } else { parts[1] }));
        }
        add(&mut names.firsts, root(values.middles[record.middle as usize][0]));
        names
    }
}

/// Gives every key of a record by the first so many rules to `take`, with the number of its rule.
pub(crate) fn each_key(rules: usize, record: &Record, quick: &Quick, values: &Values, mut take: impl FnMut(usize, u32)) {
    let names = Names::of(record, values);
    let firsts = || names.firsts.into_iter().filter(|one| *one != 0);
    let families = || names.families.into_iter().filter(|one| *one != 0);
    let (year, birthday) = quick.born();
    let (_, month, day) = parts(record.dob);
    if birthday != 0 && month != 0 && day != 0 {
        take(0, key(0, u64::from(record.dob), 0));
    } else if record.dob != 0 {
        for name in firsts() {
            take(0, key(0, u64::from(record.dob), u64::from(name)));
        }
        for name in families() {
            take(0, key(0, u64::from(record.dob), u64::from(name) | 1 << 40));
        }
    }
    if record.street != 0 && record.house != 0 {
        take(1, key(1, (u64::from(record.street) << 32) | u64::from(record.house), u64::from(record.town)));
    }
    if record.street != 0 && record.house == 0 && record.postcode != 0 {
        // No number: a house with a name, or a number left out.
        take(1, key(1, u64::from(record.street), u64::from(record.postcode) | 1 << 41));
    }
    if record.uprn != 0 {
        take(1, key(1, record.uprn, 1 << 50));
    }
    if record.postcode != 0 {
        for name in firsts() {
            take(2, key(2, u64::from(record.postcode), u64::from(name)));
        }
        for name in families() {
            take(2, key(2, u64::from(record.postcode), u64::from(name) | 1 << 40));
        }
        if record.house != 0 {
            take(2, key(2, u64::from(record.postcode), u64::from(record.house) | 1 << 41));
        }
        if year != 0 {
            take(2, key(2, u64::from(record.postcode), u64::from(year) | 1 << 42));
        }
    }
    for (number, kind) in [(record.phone, 0), (u64::from(record.email), 1), (record.nino >> 6, 2), (record.nhs, 3)] {
        if number != 0 {
            take(3, key(3, number, kind));
        }
    }
    let sounds = |name: u32| if name == 0 { 0 } else { values.name_facts[name as usize].sound };
    // The other way round: given name and surname may have changed places.
    let swapped = (sounds(record.surname), sounds(record.first));
    let mut with_name = |first: u32, family: u32| {
        let name = u64::from(first).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ u64::from(family);
        if year != 0 {
            take(4, key(4, name, u64::from(year)));
        }
        if birthday != 0 {
            take(5, key(5, name, u64::from(birthday)));
        }
        if record.town != 0 {
            take(6, key(6, name, u64::from(record.town)));
        }
        let out = values.outwards[record.postcode as usize];
        if out != 0 {
            take(6, key(6, name, u64::from(out) | 1 << 40));
        }
        take(7, key(7, name, 0));
    };
    let mut pairs = 0;
    for first in firsts() {
        for family in families() {
            if pairs < 8 {
                with_name(first, family);
                pairs += 1;
            }
        }
    }
    if swapped.0 != 0 && swapped.1 != 0 {
        let root = values.name_facts[record.surname as usize].root();
        with_name(root, swapped.1);
    }
    if record.street != 0 {
        let street = (u64::from(record.street) << 32) | u64::from(record.town);
        for name in firsts().take(2) {
            take(8, key(8, street, u64::from(name)));
        }
        for name in families().take(2) {
            take(8, key(8, street, u64::from(name) | 1 << 40));
        }
    }
    if year != 0 {
        for name in families().take(2) {
            take(9, key(9, u64::from(name), u64::from(year)));
        }
    }
    if values.formers.len() > 1 {
        let homes = values.formers[record.former as usize].iter().map(|home| (home.postcode, home.house));
        for (postcode, house) in homes.chain([(record.postcode, record.house)]).filter(|home| home.0 != 0 && home.1 != 0) {
            take(10, key(10, u64::from(postcode), u64::from(house)));
        }
    }
    if rules <= FOR_ALL {
        return;
    }
    if record.postcode != 0 {
        take(12, key(12, u64::from(record.postcode), 0));
    }
    if record.house != 0 {
        for name in firsts().take(2) {
            take(11, key(11, u64::from(record.house), u64::from(name)));
        }
        for name in families().take(2) {
            take(11, key(11, u64::from(record.house), u64::from(name) | 1 << 40));
        }
    }
}
