//! One address against everybody: who may not be offered this home?
//!
//! Places collapse into zones, so what counts is how many zones there are and not how many places: a square kilometre knows which zones reach
//! into it, and each of those knows its people.

use std::collections::BTreeMap;

use crate::cards::{PersonId, Reach, Slot};
use crate::grid::{EAST, NORTH, Point, Rect};

const CELL: i32 = 10_000;
const WIDE: i32 = EAST / CELL + 1;
const HIGH: i32 = NORTH / CELL + 1;

/// Everybody who may not be offered homes, by where.
pub struct WhoIsBarred {
    /// Where the groups of a square kilometre begin, and one more.
    begins: Vec<u32>,
    /// Groups, square after square.
    groups: Vec<u32>,
    grounds: Vec<(Rect, Reach)>,
    /// Where the people of a group begin, and one more.
    people_begin: Vec<u32>,
    people: Vec<PersonId>,
}

impl WhoIsBarred {
    /// An index of these slots and the people on whose cards they stand. Takes 16 bytes for each, and some 20 MB for the country.
    pub fn of(slots: impl IntoIterator<Item = (Slot, PersonId)>) -> Self {
        let mut by_ground: BTreeMap<([i32; 4], Reach), Vec<PersonId>> = BTreeMap::new();
        for (slot, person) in slots {
            by_ground.entry((slot.rect.edges(), slot.reach)).or_default().push(person);
        }
        let mut index =
            Self { begins: Vec::new(), groups: Vec::new(), grounds: Vec::new(), people_begin: vec![0], people: Vec::new() };
        for (([west, south, east, north], reach), mut people) in by_ground {
            let Some(rect) = Rect::new(west, south, east, north) else { continue };
            people.sort_unstable();
            people.dedup();
            index.people.extend(people);
            index.people_begin.push(u32::try_from(index.people.len()).unwrap_or(u32::MAX));
            index.grounds.push((rect, reach));
        }
        index.fill_squares();
        index
    }

    fn fill_squares(&mut self) {
        let squares = usize::try_from(WIDE * HIGH).unwrap_or(0);
        let mut many = vec![0_u32; squares + 1];
        self.each_square(|square, _| many[square + 1] += 1);
        for i in 1..many.len() {
            many[i] += many[i - 1];
        }
        let mut groups = vec![0_u32; many.last().map_or(0, |all| *all as usize)];
        let mut next = many.clone();
        self.each_square(|square, group| {
            groups[next[square] as usize] = group;
            next[square] += 1;
        });
        (self.begins, self.groups) = (many, groups);
    }

    /// Every square kilometre that a ground with its reach touches. The reach is taken square: a superset, tested exactly later.
    fn each_square(&self, mut visit: impl FnMut(usize, u32)) {
        for (group, (rect, reach)) in (0_u32..).zip(&self.grounds) {
            let [west, south, east, north] = rect.edges();
            let reach = reach.decimetres();
            let span = |low: i32, high: i32, most: i32| (low - reach).max(0) / CELL..=(high + reach).min(most) / CELL;
            for row in span(south, north, NORTH) {
                for column in span(west, east, EAST) {
                    visit(usize::try_from(row * WIDE + column).unwrap_or(0), group);
                }
            }
        }
    }

    /// Everybody who may not be offered a home here, group by group; somebody barred for two reasons comes twice.
    pub fn barred_from(&self, home: Point) -> impl Iterator<Item = &[PersonId]> {
        let square = usize::try_from(home.y() / CELL * WIDE + home.x() / CELL).unwrap_or(0);
        let of = |begins: &[u32], at: usize| begins[at] as usize..begins[at + 1] as usize;
        self.groups[of(&self.begins, square)].iter().filter_map(move |group| {
            let (rect, reach) = self.grounds[*group as usize];
            let reach = i64::from(reach.decimetres());
            (rect.distance2(home) <= reach * reach).then(|| &self.people[of(&self.people_begin, *group as usize)])
        })
    }
}
