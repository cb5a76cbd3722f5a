//! How many bedrooms a household needs.
//!
//! A room each for a couple, for whoever is grown up, for two of ten or more and of one sex, for two children under ten; whoever is left over
//! shares with a child under ten of the same sex, or has a room alone. Where a sex or an age is not known, the answer is a range: the machine
//! guesses neither way.
//!
//! Source: the bedroom standard, as the statutory guidance on allocations commends it (paragraph 4.8); for housing benefit and universal
//! credit, the size criteria, which give a room to everybody of sixteen or more.

use std::collections::BTreeSet;

use super::household::{Age, Household, Sex, Sleeper};

/// By which count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// The bedroom standard: grown up at twenty-one.
    BedroomStandard,
    /// The size criteria of benefits: grown up at sixteen.
    SizeCriteria,
}

impl Count {
    const fn grown_up(self) -> u32 {
        match self {
            Self::BedroomStandard => 21,
            Self::SizeCriteria => 16,
        }
    }
}

/// How many bedrooms are needed: between these two, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needed {
    /// At least.
    pub least: u32,
    /// At most: what is not known is known then to be of the kind that takes most room.
    pub most: u32,
}

impl Needed {
    /// Whether so many bedrooms do: `None` where it hangs on what is not known.
    pub const fn met_by(self, bedrooms: u32) -> Option<bool> {
        if bedrooms >= self.most {
            Some(true)
        } else if bedrooms < self.least {
            Some(false)
        } else {
            None
        }
    }
}

impl std::fmt::Display for Needed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.least, self.most) {
            (1, 1) => f.write_str("1 bedroom"),
            (least, most) if least == most => write!(f, "{least} bedrooms"),
            (least, most) => write!(f, "{least} to {most} bedrooms"),
        }
    }
}

/// What a household needs.
pub fn needed(household: &Household, count: Count) -> Needed {
    let sleepers = household.sleepers();
    let without = range(&sleepers, count);
    if !household.expecting {
        return without;
    }
    // A child that is expected is of either sex, and may come tomorrow.
    let child = Sleeper::aged(Age::Years(0));
    let with = range(&sleepers.into_iter().chain([child]).collect::<Vec<_>>(), count);
    Needed { least: without.least, most: with.most }
}

/// How many there are of each kind that shares in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Kinds {
    couples: u32,
    alone: u32,
    /// Of ten and more, and not grown up: girls, boys.
    older: [u32; 2],
    /// Under ten: girls, boys.
    younger: [u32; 2],
}

impl Kinds {
    fn bedrooms(self) -> u32 {
        let mut younger = self.younger;
        let mut rooms = self.couples.div_ceil(2) + self.alone;
        for (older, younger) in self.older.into_iter().zip(&mut younger) {
            rooms += older.div_ceil(2);
            // One who is left over takes in a child of the same sex.
            if older % 2 == 1 {
                *younger = younger.saturating_sub(1);
            }
        }
        rooms + (younger[0] + younger[1]).div_ceil(2)
    }
}

/// More than so many people are nobody's household: whoever comes after them is counted alone.
const MOST_UNKNOWN: usize = 12;

fn range(sleepers: &[Sleeper], count: Count) -> Needed {
    let mut ways = BTreeSet::from([Kinds::default()]);
    let mut unknown = 0;
    for sleeper in sleepers {
        let mut kinds = kinds_of(*sleeper, count);
        if kinds.len() > 1 {
            unknown += 1;
            if unknown > MOST_UNKNOWN {
                kinds = vec![Kind::Alone];
            }
        }
        ways = ways.iter().flat_map(|way| kinds.iter().map(move |kind| kind.added_to(*way))).collect();
    }
    let rooms = || ways.iter().map(|way| way.bedrooms());
    Needed { least: rooms().min().unwrap_or(0), most: rooms().max().unwrap_or(0) }
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Couple,
    Alone,
    Older(usize),
    Younger(usize),
}

impl Kind {
    const fn added_to(self, mut kinds: Kinds) -> Kinds {
        match self {
            Self::Couple => kinds.couples += 1,
            Self::Alone => kinds.alone += 1,
            Self::Older(sex) => kinds.older[sex] += 1,
            Self::Younger(sex) => kinds.younger[sex] += 1,
        }
        kinds
    }
}

/// Every kind that somebody may be of, as far as is known.
fn kinds_of(one: Sleeper, count: Count) -> Vec<Kind> {
    if one.couple {
        return vec![Kind::Couple];
    }
    if one.own_room {
        return vec![Kind::Alone];
    }
    let sexes: &[usize] = match one.sex {
        Some(Sex::Female) => &[0],
        Some(Sex::Male) => &[1],
        None => &[0, 1],
    };
    let each = |kind: fn(usize) -> Kind| sexes.iter().map(move |sex| kind(*sex));
    match one.age {
        Age::Years(..10) => each(Kind::Younger).collect(),
        Age::Years(years) if years < count.grown_up() => each(Kind::Older).collect(),
        Age::Years(_) | Age::Adult => vec![Kind::Alone],
        Age::Child if count.grown_up() < 18 => each(Kind::Younger).chain(each(Kind::Older)).chain([Kind::Alone]).collect(),
        Age::Child => each(Kind::Younger).chain(each(Kind::Older)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(text: &str) -> Sleeper {
        let (sex, age) = text.split_at(1);
        let sleeper = Sleeper::aged(age.parse().map_or(Age::Child, Age::Years));
        match sex {
            "f" => sleeper.of_sex(Sex::Female),
            "m" => sleeper.of_sex(Sex::Male),
            "c" => Sleeper { couple: true, ..sleeper },
            "o" => Sleeper { own_room: true, ..sleeper },
            _ => sleeper,
        }
    }

    fn needs(who: &str) -> String {
        range(&who.split_whitespace().map(one).collect::<Vec<_>>(), Count::BedroomStandard).to_string()
    }

    #[test]
    fn a_room_each_for_a_couple_for_an_adult_for_two_of_one_sex_and_for_two_small_children() {
        for (who, rooms) in [
            ("f34", "1 bedroom"),
            ("c40 c41", "1 bedroom"),
            ("f34 m2", "2 bedrooms"),
            ("f34 m2 f7", "2 bedrooms"),
            ("f34 m9 f10", "3 bedrooms"),
            ("f34 f9 f10", "2 bedrooms"),
            ("f34 f12 f15", "2 bedrooms"),
            ("f34 f12 m15", "3 bedrooms"),
            ("f34 m12 m15 m5", "3 bedrooms"),
            ("f34 m12 f5 m6 f7", "3 bedrooms"),
            ("f34 o8 f9", "3 bedrooms"),
            ("f34 f20 f19", "2 bedrooms"),
            ("f34 f21 f19", "3 bedrooms"),
            ("", "0 bedrooms"),
        ] {
            assert_eq!(needs(who), rooms, "{who}");
        }
    }

    #[test]
    fn what_is_not_known_gives_a_range_and_no_guess() {
        assert_eq!(needs("f34 ?12 ?14"), "2 to 3 bedrooms");
        assert_eq!(needs("f34 ?3 ?5"), "2 bedrooms");
        assert_eq!(needs("f34 f? f8"), "2 bedrooms");
        assert_eq!(needs("f34 ?? m8"), "2 to 3 bedrooms");
        assert_eq!(Needed { least: 2, most: 3 }.met_by(2), None);
        assert_eq!((Needed { least: 2, most: 3 }.met_by(3), Needed { least: 2, most: 3 }.met_by(1)), (Some(true), Some(false)));
    }

    #[test]
    fn for_benefits_whoever_is_sixteen_has_a_room() {
        let family = ["f34", "f17", "f12"].map(one);
        assert_eq!(range(&family, Count::BedroomStandard), Needed { least: 2, most: 2 });
        assert_eq!(range(&family, Count::SizeCriteria), Needed { least: 3, most: 3 });
    }

    #[test]
    fn a_child_on_the_way_may_need_a_room() {
        let her = (crate::ids::PersonId(uuid::Uuid::nil()), one("f34"));
        let household = Household { members: vec![her], expecting: true, ..Household::default() };
        assert_eq!(needed(&household, Count::BedroomStandard), Needed { least: 1, most: 2 });
    }

    fn anybody() -> impl Strategy<Value = Sleeper> {
        (0_u32..30, prop_oneof![Just(Sex::Female), Just(Sex::Male)], 0_u32..12).prop_map(|(age, sex, chance)| Sleeper {
            age: Age::Years(age),
            sex: Some(sex),
            couple: false,
            own_room: chance == 0,
        })
    }

    /// Whether two may share a room, said as the standard says it and not as it is counted above.
    fn may_share(one: &Sleeper, other: &Sleeper) -> bool {
        let years = |sleeper: &Sleeper| match sleeper.age {
            Age::Years(years) => years,
            Age::Child | Age::Adult => 99,
        };
        let (young, old) = (years(one).min(years(other)), years(one).max(years(other)));
        !one.own_room && !other.own_room && old < 21 && (old < 10 || one.sex == other.sex) && young < 21
    }

    /// The fewest rooms there can be, by trying every way of sharing.
    fn fewest(rest: &[Sleeper]) -> u32 {
        let Some((first, rest)) = rest.split_first() else { return 0 };
        let alone = 1 + fewest(rest);
        let shared = (0..rest.len()).filter(|at| may_share(first, &rest[*at])).map(|at| {
            let others: Vec<Sleeper> = rest.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, one)| *one).collect();
            1 + fewest(&others)
        });
        shared.min().map_or(alone, |shared| shared.min(alone))
    }

    proptest! {
        #[test]
        fn no_way_of_sharing_takes_fewer_rooms(household in proptest::collection::vec(anybody(), 0..8)) {
            let needed = range(&household, Count::BedroomStandard);
            prop_assert_eq!(needed, Needed { least: fewest(&household), most: fewest(&household) });
        }

        #[test]
        fn one_more_never_needs_less_and_never_more_than_one_room_more(
            household in proptest::collection::vec(anybody(), 0..8), one in anybody()
        ) {
            let before = range(&household, Count::BedroomStandard);
            let after = range(&[household, vec![one]].concat(), Count::BedroomStandard);
            prop_assert!(after.least >= before.least && after.most <= before.most + 1);
        }

        #[test]
        fn what_is_known_lies_within_the_range_of_what_was_not(
            household in proptest::collection::vec((anybody(), any::<bool>(), any::<bool>()), 0..7)
        ) {
            let known: Vec<Sleeper> = household.iter().map(|(one, ..)| *one).collect();
            let vague: Vec<Sleeper> = household.iter().map(|(one, no_sex, no_age)| Sleeper {
                sex: one.sex.filter(|_| !no_sex),
                age: match one.age {
                    Age::Years(..18) if *no_age => Age::Child,
                    age => age,
                },
                ..*one
            }).collect();
            let (exact, wide) = (range(&known, Count::BedroomStandard), range(&vague, Count::BedroomStandard));
            prop_assert!(wide.least <= exact.least && exact.most <= wide.most);
        }
    }
}
