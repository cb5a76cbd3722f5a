//! A home on the list: what it is like, what is let in it. Where it is stands elsewhere, sealed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::commands::Refusal;
use crate::facts::{HomeKind, Near, Neighbours, Pence, RunBy, Shared};
use crate::ids::{BodyId, RoomId};

/// What a home is like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// What the housing team calls it.
    pub kind: HomeKind,
    /// Who runs it.
    pub run_by: RunBy,
    /// The housing authority in whose area it is.
    pub area: BodyId,
    /// What is shared with other households.
    #[serde(default)]
    pub shares: Vec<Shared>,
    /// Whether it is step-free, from the street to the bathroom.
    #[serde(default)]
    pub step_free: bool,
    /// Who else lives in the building, by type.
    #[serde(default)]
    pub lives_here: Vec<Neighbours>,
    /// What is within a short walk, by type.
    #[serde(default)]
    pub near: Vec<Near>,
    /// When it was last inspected for hazards.
    #[serde(default)]
    pub inspected: Option<Date>,
    /// Whether the inspection found a serious hazard that is still there (Housing Act 2004 Part 1, category 1).
    #[serde(default)]
    pub hazard: bool,
    /// Until when repairs that were reported in it have been seen to.
    #[serde(default)]
    pub mended: Option<Date>,
    /// What is let: the whole of it, or room by room.
    #[serde(default)]
    pub rooms: Vec<Room>,
    /// A refuge: how many spaces it has and how many are free, as its provider said. Nothing else of a refuge is on the list.
    #[serde(default)]
    pub spaces: Option<Spaces>,
}

/// Spaces in a refuge, as counted places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spaces {
    /// How many there are.
    pub all: u32,
    /// How many are free.
    pub free: u32,
    /// On which day the provider said so.
    pub told: Date,
}

/// What is let in a home: one row of the list of vacancies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Which.
    pub id: RoomId,
    /// Its number; the whole of a home that is let whole has none.
    #[serde(default)]
    pub number: Option<u32>,
    /// How many bedrooms it has; a room in a hostel or hotel is one.
    pub bedrooms: u32,
    /// How many further rooms one can live in.
    #[serde(default)]
    pub living_rooms: u32,
    /// How many people it has beds for.
    pub bed_spaces: u32,
    /// What it costs for a night.
    pub nightly: Pence,
    /// From when it can be used, where that is still to come.
    #[serde(default)]
    pub free_from: Option<Date>,
    /// Whether it cannot be used for now.
    #[serde(default)]
    pub out_of_use: bool,
}

/// The most rooms that one home on the list has.
pub const MOST_ROOMS: usize = 60;

impl Home {
    /// What kind of home it is in law: with a shared toilet, bathroom or kitchen, and not run by a council, a registered provider or a voluntary
    /// organisation, it is bed and breakfast, whatever it is called and whether there is a breakfast or not.
    /// # Law
    /// Homelessness (Suitability of Accommodation) (England) Order 2003 (S.I. 2003/3326) art. 2.
    pub fn kind_in_law(&self) -> HomeKind {
        let is_shared = !self.shares.is_empty();
        match self.kind {
            HomeKind::Refuge => HomeKind::Refuge,
            _ if is_shared && self.run_by == RunBy::Private => HomeKind::BedAndBreakfast,
            HomeKind::BedAndBreakfast if is_shared => HomeKind::Hostel,
            HomeKind::BedAndBreakfast => HomeKind::Temporary,
            kind => kind,
        }
    }

    /// Whether it is hers to keep once she has it.
    pub const fn is_settled(&self) -> bool {
        matches!(self.kind, HomeKind::PrivateRent | HomeKind::Social)
    }

    /// One of its rooms.
    pub fn room(&self, id: RoomId) -> Option<&Room> {
        self.rooms.iter().find(|room| room.id == id)
    }

    /// Checks what was typed about it.
    /// # Errors
    /// The first thing that has to be mended, and how.
    pub fn sound(&self, today: Date) -> Result<(), Refusal> {
        let wrong = |words: &str| Err(Refusal::because(words));
        match self.kind {
            HomeKind::Sanctuary | HomeKind::FriendsOrFamily => {
                return wrong("This kind of home is hers, or her family’s: it is no home that a housing team lets.");
            }
            HomeKind::Refuge => return self.sound_refuge(today),
            _ => {}
        }
        if self.spaces.is_some() {
            return wrong("Spaces are counted for refuges alone. Say which rooms there are.");
        }
        if self.rooms.is_empty() || self.rooms.len() > MOST_ROOMS {
            return wrong("A home has at least one room that is let, and at most 60. Split a larger one.");
        }
        for room in &self.rooms {
            if !(1..=20).contains(&room.bedrooms) {
                return wrong("A home has from 1 to 20 bedrooms. A single room to live and sleep in counts as one.");
            }
            if room.living_rooms > 10 {
                return wrong("A home has at most 10 rooms to live in besides its bedrooms.");
            }
            if !(1..=40).contains(&room.bed_spaces) {
                return wrong("A home has beds for 1 to 40 people.");
            }
            if room.nightly.0 > 200_000 {
                return wrong("A night costs at most £2,000. Type what one night costs, not a month.");
            }
        }
        if [self.inspected, self.mended].into_iter().flatten().any(|day| day > today) {
            return wrong("That day has not come yet. Say when it was inspected or mended, not when it will be.");
        }
        if self.hazard && self.inspected.is_none() {
            return wrong("A hazard is found at an inspection. Say when it was.");
        }
        let mut numbers: Vec<_> = self.rooms.iter().map(|room| room.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.len() < self.rooms.len() {
            return wrong("Two rooms of one home have the same number.");
        }
        Ok(())
    }

    fn sound_refuge(&self, today: Date) -> Result<(), Refusal> {
        match self.spaces {
            _ if !self.rooms.is_empty() => {
                Err(Refusal::because("Of a refuge nothing is on the list but how many spaces it has and how many are free."))
            }
            Some(spaces) if spaces.free > spaces.all => {
                Err(Refusal::because("A refuge cannot have more free spaces than it has spaces."))
            }
            Some(spaces) if spaces.all > 500 => Err(Refusal::because("That is more spaces than a refuge has.")),
            Some(spaces) if spaces.told > today => Err(Refusal::because("That day has not come yet.")),
            Some(_) => Ok(()),
            None => Err(Refusal::because("Say how many spaces the refuge has, and how many are free.")),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    /// A flat with two bedrooms, let whole by a private landlord to the council.
    pub(crate) fn a_flat() -> Home {
        Home {
            kind: HomeKind::Temporary,
            run_by: RunBy::Private,
            area: BodyId(crate::ids::in_story("body", "test", "council")),
            shares: Vec::new(),
            step_free: false,
            lives_here: vec![Neighbours::Families],
            near: vec![Near::Bus],
            inspected: Some(date(2026, 1, 15)),
            hazard: false,
            mended: None,
            rooms: vec![Room {
                id: RoomId(Uuid::from_u128(7)),
                number: None,
                bedrooms: 2,
                living_rooms: 1,
                bed_spaces: 4,
                nightly: Pence(6_500),
                free_from: None,
                out_of_use: false,
            }],
            spaces: None,
        }
    }

    #[test]
    fn a_shared_bathroom_makes_it_bed_and_breakfast_whatever_it_is_called() {
        let hotel = Home { shares: vec![Shared::Washing], ..a_flat() };
        assert_eq!(hotel.kind_in_law(), HomeKind::BedAndBreakfast);
        assert_eq!(Home { kind: HomeKind::Hostel, ..hotel.clone() }.kind_in_law(), HomeKind::BedAndBreakfast);
        for run_by in [RunBy::Council, RunBy::Provider, RunBy::Voluntary] {
            assert_eq!(Home { kind: HomeKind::Hostel, run_by, ..hotel.clone() }.kind_in_law(), HomeKind::Hostel);
            assert_eq!(Home { kind: HomeKind::BedAndBreakfast, run_by, ..hotel.clone() }.kind_in_law(), HomeKind::Hostel);
        }
        assert_eq!(a_flat().kind_in_law(), HomeKind::Temporary);
        assert_eq!(Home { kind: HomeKind::BedAndBreakfast, ..a_flat() }.kind_in_law(), HomeKind::Temporary);
    }

    #[test]
    fn what_no_home_is_like_is_not_kept() {
        let today = date(2026, 3, 1);
        assert_eq!(a_flat().sound(today), Ok(()));
        let mut wrong = vec![
            Home { rooms: Vec::new(), ..a_flat() },
            Home { inspected: Some(date(2026, 3, 2)), ..a_flat() },
            Home { hazard: true, inspected: None, ..a_flat() },
            Home { kind: HomeKind::FriendsOrFamily, ..a_flat() },
            Home { kind: HomeKind::Refuge, ..a_flat() },
            Home { spaces: Some(Spaces { all: 3, free: 1, told: today }), ..a_flat() },
        ];
        let changes: [fn(&mut Room); 5] = [
            |room| room.bedrooms = 0,
            |room| room.bed_spaces = 0,
            |room| room.bed_spaces = 41,
            |room| room.nightly = Pence(200_001),
            |room| room.living_rooms = 11,
        ];
        for change in changes {
            let mut home = a_flat();
            change(&mut home.rooms[0]);
            wrong.push(home);
        }
        let mut twice = a_flat();
        twice.rooms.push(twice.rooms[0].clone());
        wrong.push(twice);
        for home in wrong {
            assert!(home.sound(today).is_err(), "{home:?}");
        }
        let refuge =
            Home { kind: HomeKind::Refuge, rooms: Vec::new(), spaces: Some(Spaces { all: 8, free: 2, told: today }), ..a_flat() };
        assert_eq!(refuge.sound(today), Ok(()));
        assert!(Home { spaces: Some(Spaces { all: 1, free: 2, told: today }), ..refuge.clone() }.sound(today).is_err());
        assert!(Home { spaces: None, ..refuge }.sound(today).is_err());
    }
}
