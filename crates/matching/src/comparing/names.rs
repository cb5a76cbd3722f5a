//! Two names: the same, forms of one, a slip apart, an initial, or others.

use super::distance::slips;
use crate::records::{NameFacts, Values};

/// How two names stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Likeness {
    Same,
    Form,
    Near,
    Initial,
    Part,
    Other,
}

impl Likeness {
    /// Whether both are spellings or forms of one name.
    pub(crate) fn is_one_name(self) -> bool {
        matches!(self, Self::Same | Self::Form | Self::Near)
    }
}

/// Looks at each two names once, as long as the memory of it lasts.
#[derive(Debug, Clone)]
pub(crate) struct NamePairs {
    kept: Vec<(u64, Likeness)>,
}

const KEPT: usize = 1 << 14;

impl Default for NamePairs {
    fn default() -> Self {
        Self { kept: vec![(0, Likeness::Other); KEPT] }
    }
}

impl NamePairs {
    /// How two names stand to each other, neither of them empty.
    pub(crate) fn likeness(&mut self, values: &Values, one: u32, other: u32) -> Likeness {
        if one == other {
            return Likeness::Same;
        }
        let (low, high) = if one < other { (one, other) } else { (other, one) };
        let (facts, others) = (&values.name_facts[low as usize], &values.name_facts[high as usize]);
        if !may_be_alike(facts, others) {
            return Likeness::Other;
        }
        let key = (u64::from(low) << 32) | u64::from(high);
        let slot = &mut self.kept[(key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 50) as usize & (KEPT - 1)];
        if slot.0 != key {
            *slot = (key, likeness(values, low, high, facts, others));
        }
        slot.1
    }
}

/// A quick look that rules most pairs out.
fn may_be_alike(one: &NameFacts, other: &NameFacts) -> bool {
    one.sound == other.sound
        || one.forms[0] != 0 && other.forms[0] != 0 && one.shares_form(other)
        || (one.parts[0] | other.parts[0]) != 0
        || one.initial == other.initial
        || (one.letters ^ other.letters).count_ones() <= 4
}

fn likeness(values: &Values, low: u32, high: u32, one: &NameFacts, other: &NameFacts) -> Likeness {
    if one.len == 1 || other.len == 1 {
        return if one.initial == other.initial { Likeness::Initial } else { Likeness::Other };
    }
    if one.shares_form(other) {
        return Likeness::Form;
    }
    let (a, b) = (values.names.raw(low), values.names.raw(high));
    let longest = a.len().max(b.len());
    let most = match longest {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    let apart = slips(a, b, 3);
    if apart <= most && (apart <= 1 || a.first() == b.first() || one.sound == other.sound) {
        return Likeness::Near;
    }
    if one.sound == other.sound && apart <= 3 && a.len().min(b.len()) >= 4 {
        return Likeness::Near;
    }
    if is_short_form(a, b) || is_short_form(b, a) {
        return Likeness::Form;
    }
    if part_in_common(one, other, low, high) != 0 {
        return Likeness::Part;
    }
    Likeness::Other
}

/// The word that a name of several words has in common with another; 0 where there is none.
pub(crate) fn part_in_common(one: &NameFacts, other: &NameFacts, id: u32, other_id: u32) -> u32 {
    let all = |facts: &NameFacts, id: u32| if facts.parts[0] == 0 { [id, id] } else { facts.parts };
    if one.parts[0] == 0 && other.parts[0] == 0 {
        return 0;
    }
    let others = all(other, other_id);
    all(one, id).into_iter().find(|part| others.contains(part)).unwrap_or(0)
}

/// Whether `short` is a form of `long` by cutting: sam, sammy and sammie of samantha.
fn is_short_form(short: &[u8], long: &[u8]) -> bool {
    if short.len() < 3 || short.len() >= long.len() {
        return false;
    }
    if long.starts_with(short) {
        return true;
    }
    let stem = short
        .strip_suffix(b"ie")
        .or_else(|| short.strip_suffix(b"ey"))
        .or_else(|| short.strip_suffix(b"y"))
        .or_else(|| short.strip_suffix(b"i"));
    let Some(stem) = stem else { return false };
    let stem = match stem {
        [start @ .., one, two] if one == two && start.len() >= 2 => &stem[..stem.len() - 1],
        _ => stem,
    };
    stem.len() >= 3 && long.starts_with(stem)
}
