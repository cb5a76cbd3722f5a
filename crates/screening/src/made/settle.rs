//! Laying out streets, estates, blocks and towers, in whole numbers so that every machine makes the same.

use super::{FIRST_UPRN, HOMES_PER_SCHOOL, Region};
use crate::chance::Chance;
use crate::grid::Point;
use crate::zones::Dwelling;

/// Directions of streets, in thousandths.
const DIRECTIONS: [[i64; 2]; 8] =
    [[1000, 0], [924, 383], [707, 707], [383, 924], [0, 1000], [-383, 924], [-707, 707], [-924, 383]];

pub(super) struct Builder {
    pub(super) chance: Chance,
    homes: Vec<Dwelling>,
    bedrooms: Vec<u8>,
}

impl Builder {
    pub(super) fn new(seed: u64) -> Self {
        Self { chance: Chance::new(seed), homes: Vec::new(), bedrooms: Vec::new() }
    }

    pub(super) fn homes(&self) -> usize {
        self.homes.len()
    }

    /// A house or a flat, social so many times in a thousand. Flats have one bedroom or two, most houses two or three.
    pub(super) fn home(&mut self, at: Point, house: bool, social: i64) {
        let social = self.chance.in_thousand(social);
        let rooms = match (house, self.chance.between(0, 99)) {
            (true, 0..24) if social => 1,
            (false, 0..50) => 1,
            (false, _) | (true, 0..58) => 2,
            (true, 97..) => 4,
            (true, _) => 3,
        };
        self.homes.push(Dwelling { uprn: FIRST_UPRN + self.homes.len() as u64, at, social });
        self.bedrooms.push(rooms);
    }

    /// A settlement of so many homes within a radius, thinner towards its edge.
    pub(super) fn settlement(&mut self, at: Point, radius: i64, homes: i64, town: bool) {
        let until = self.homes.len() + usize::try_from(homes).unwrap_or(0);
        while self.homes.len() < until {
            let spot = self.spot(at, radius);
            let left = i64::try_from(until - self.homes.len()).unwrap_or(0);
            match self.chance.between(0, 999) {
                0..800 => self.street(spot, left, 40),
                800..846 => self.estate(spot, left),
                846..974 if town => self.flats(spot, left, [8, 48], 300),
                974.. if town => self.flats(spot, left, [50, 110], 750),
                _ => self.street(spot, left, 120),
            }
        }
    }

    /// A point in a disc, somewhat oftener near its middle.
    fn spot(&mut self, at: Point, radius: i64) -> Point {
        loop {
            let (x, y) = (self.chance.between(-radius, radius), self.chance.between(-radius, radius));
            if x * x + y * y <= radius * radius {
                let nearer = self.chance.between(70, 100);
                return Point::clamped(i64::from(at.x()) + x * nearer / 100, i64::from(at.y()) + y * nearer / 100);
            }
        }
    }

    fn street(&mut self, from: Point, most: i64, social: i64) {
        let homes = self.chance.between(16, 56).min(most);
        let [dx, dy] = DIRECTIONS[self.chance.below(DIRECTIONS.len())];
        self.row(from, [dx, dy], homes, social);
    }

    fn row(&mut self, from: Point, [dx, dy]: [i64; 2], homes: i64, social: i64) {
        let mut along = 0;
        for number in 0..homes {
            along += self.chance.between(30, 70);
            let side = if number % 2 == 0 { 120 } else { -120 };
            let (x, y) = (along * dx - side * dy, along * dy + side * dx);
            self.home(Point::clamped(i64::from(from.x()) + x / 1000, i64::from(from.y()) + y / 1000), true, social);
        }
    }

    fn estate(&mut self, from: Point, most: i64) {
        let [dx, dy] = DIRECTIONS[self.chance.below(DIRECTIONS.len())];
        let rows = self.chance.between(6, 14);
        let mut left = most;
        for row in 0..rows {
            let homes = self.chance.between(10, 20).min(left);
            left -= homes;
            let start = Point::clamped(i64::from(from.x()) - row * 450 * dy / 1000, i64::from(from.y()) + row * 450 * dx / 1000);
            self.row(start, [dx, dy], homes, 800);
        }
    }

    fn flats(&mut self, at: Point, most: i64, [least, most_flats]: [i64; 2], social: i64) {
        // A landlord has the whole building, or some of it was sold.
        let social = if self.chance.in_thousand(social) { 900 } else { 30 };
        for _ in 0..self.chance.between(least, most_flats).min(most) {
            self.home(at, false, social);
        }
    }

    pub(super) fn finish(self) -> Region {
        let homes = self.homes.len();
        self.finish_with(homes)
    }

    /// Schools near homes, not too near to each other; and no more homes than these.
    pub(super) fn finish_with(mut self, most: usize) -> Region {
        self.homes.truncate(most);
        self.bedrooms.truncate(most);
        let wanted = (self.homes.len() / HOMES_PER_SCHOOL).max(1);
        let mut schools: Vec<Point> = Vec::with_capacity(wanted);
        let mut tries = 0;
        while schools.len() < wanted && !self.homes.is_empty() && tries < wanted * 40 {
            tries += 1;
            let at = self.homes[self.chance.below(self.homes.len())].at;
            let apart = if tries < wanted * 20 { 4_500_i64 } else { 1_500 };
            let site = Point::clamped(
                i64::from(at.x()) + self.chance.between(-400, 400),
                i64::from(at.y()) + self.chance.between(-400, 400),
            );
            if schools.iter().all(|other| other.distance2(site) > apart * apart) {
                schools.push(site);
            }
        }
        Region { homes: self.homes, bedrooms: self.bedrooms, schools }
    }
}
