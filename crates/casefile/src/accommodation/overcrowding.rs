//! The floor under every home: overcrowding as Part X of the Housing Act 1985 has it. A home that would be overcrowded is offered to nobody.
//!
//! Source: Housing Act 1985 ss.324-326. The table by floor area of single rooms (s.326(3), Table II) can only make the number smaller; it needs
//! measures that a list of homes does not hold.

use super::household::{Age, Sex, Sleeper};

/// Whether so many would be too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crowding {
    /// They would not.
    Fits,
    /// They would.
    TooMany,
    /// It hangs on an age or a sex that is not known.
    NotKnown,
}

/// The space standard, in half persons, by the number of rooms to live and sleep in (s.326(3), Table I).
const fn permitted(rooms: u32) -> u32 {
    match rooms {
        0 => 0,
        1 => 4,
        2 => 6,
        3 => 10,
        4 => 15,
        more => more.saturating_mul(4),
    }
}

/// Whether a household would overcrowd so many rooms to live and sleep in.
/// # Law
/// Housing Act 1985 s.325 (two of opposite sexes who are no couple, both ten or older) and s.326 (how many by the number of rooms).
pub fn crowding(sleepers: &[Sleeper], rooms: u32) -> Crowding {
    let (least, most) = sleepers.iter().map(|one| halves(one.age)).fold((0, 0), |(a, b), (low, high)| (a + low, b + high));
    if least > permitted(rooms) || sexes_must_share(sleepers, rooms) == Some(true) {
        return Crowding::TooMany;
    }
    if most > permitted(rooms) || sexes_must_share(sleepers, rooms).is_none() { Crowding::NotKnown } else { Crowding::Fits }
}

/// A child under one does not count, one under ten counts half.
const fn halves(age: Age) -> (u32, u32) {
    match age {
        Age::Years(0) => (0, 0),
        Age::Years(1..=9) => (1, 1),
        Age::Years(_) | Age::Adult => (2, 2),
        Age::Child => (0, 2),
    }
}

/// Whether two of opposite sexes, ten or older and no couple, would have to sleep in one room: with two rooms they never have to.
fn sexes_must_share(sleepers: &[Sleeper], rooms: u32) -> Option<bool> {
    if rooms != 1 {
        return Some(false);
    }
    let ten: Vec<&Sleeper> = sleepers.iter().filter(|one| matches!(one.age, Age::Years(10..) | Age::Adult)).collect();
    if ten.len() == 2 && ten.iter().all(|one| one.couple) {
        return Some(false);
    }
    let of = |sex| ten.iter().any(|one| one.sex == Some(sex));
    let unknown = ten.iter().any(|one| one.sex.is_none()) || sleepers.iter().any(|one| one.age == Age::Child);
    match (of(Sex::Female), of(Sex::Male)) {
        (true, true) => Some(true),
        _ if ten.len() < 2 && !sleepers.iter().any(|one| one.age == Age::Child) => Some(false),
        _ if unknown => None,
        _ => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn woman(years: u32) -> Sleeper {
        Sleeper::aged(Age::Years(years)).of_sex(Sex::Female)
    }

    fn man(years: u32) -> Sleeper {
        Sleeper::aged(Age::Years(years)).of_sex(Sex::Male)
    }

    #[test]
    fn the_table_counts_babies_not_at_all_and_small_children_by_half() {
        assert_eq!(crowding(&[woman(30), woman(0), woman(3), woman(5)], 1), Crowding::Fits);
        assert_eq!(crowding(&[woman(30), woman(3), woman(5), woman(6)], 1), Crowding::TooMany);
        assert_eq!(crowding(&[woman(30), woman(12), woman(14)], 1), Crowding::TooMany);
        assert_eq!(crowding(&[woman(30), woman(12), woman(14)], 2), Crowding::Fits);
        assert_eq!(crowding(&[], 0), Crowding::Fits);
        assert_eq!(crowding(&[woman(30)], 0), Crowding::TooMany);
    }

    #[test]
    fn a_boy_of_ten_does_not_sleep_in_his_mothers_room_and_one_of_nine_may() {
        assert_eq!(crowding(&[woman(30), man(10)], 1), Crowding::TooMany);
        assert_eq!(crowding(&[woman(30), man(9)], 1), Crowding::Fits);
        assert_eq!(crowding(&[woman(30), man(10)], 2), Crowding::Fits);
        let couple = [woman(30), man(31)].map(|one| Sleeper { couple: true, ..one });
        assert_eq!(crowding(&couple, 1), Crowding::Fits);
    }

    #[test]
    fn what_is_not_known_is_not_known() {
        assert_eq!(crowding(&[woman(30), Sleeper::aged(Age::Child)], 1), Crowding::NotKnown);
        assert_eq!(crowding(&[woman(30), Sleeper::aged(Age::Years(12))], 1), Crowding::NotKnown);
        assert_eq!(crowding(&[woman(30), Sleeper::aged(Age::Years(2))], 1), Crowding::Fits);
    }
}
