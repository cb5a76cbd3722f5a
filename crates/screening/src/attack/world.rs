//! The region under attack.

use std::collections::BTreeMap;

use crate::chance::Chance;
use crate::grid::{Point, Rect};
use crate::made::Region;
use crate::vault::Profile;
use crate::zones::{Floors, Level, NodeId, ZoneTree};

/// An invented region, its tree, and what an attacker works out beforehand.
pub struct World {
    /// Which one.
    pub seed: u64,
    /// Homes and schools.
    pub region: Region,
    /// The tree with its laws.
    pub tree: ZoneTree,
    /// The zone of each home.
    pub zone: Vec<NodeId>,
    /// The homes of each zone.
    pub homes: BTreeMap<NodeId, Vec<u32>>,
    /// The social homes.
    pub social: Vec<u32>,
    cells: Cells,
}

impl World {
    /// The region of this seed, at its full size. None if no tree can be built of it.
    pub fn made(seed: u64) -> Option<Self> {
        Self::of(seed, Region::made(seed, 100), Floors::DEFAULT)
    }

    /// A region with floors of one's own.
    pub fn of(seed: u64, region: Region, floors: Floors) -> Option<Self> {
        let mut tree = ZoneTree::build(&region.homes, &region.schools, floors).ok()?;
        tree.fix_laws(&region.homes, &region.schools);
        let zone: Vec<NodeId> = region.homes.iter().map(|home| tree.zone(Level::Standard, home.at)).collect();
        let mut homes: BTreeMap<NodeId, Vec<u32>> = BTreeMap::new();
        (0_u32..).zip(&zone).for_each(|(home, zone)| homes.entry(*zone).or_default().push(home));
        let social = (0_u32..).zip(&region.homes).filter(|(_, home)| home.social).map(|(n, _)| n).collect();
        let cells = Cells::of(region.homes.iter().map(|home| home.at));
        Some(Self { seed, region, tree, zone, homes, social, cells })
    }

    pub(super) fn at(&self, home: u32) -> Point {
        self.region.homes[home as usize].at
    }

    pub(super) fn rect(&self, zone: NodeId) -> Rect {
        self.tree.node(zone).map_or(Rect::WHOLE, |node| node.rect)
    }

    pub(super) fn chance(&self, label: u64) -> Chance {
        Chance::new(self.seed.wrapping_mul(1_000_003).wrapping_add(label))
    }

    /// Somebody who is protected: six in ten live in a social home.
    pub(super) fn somebody(&self, chance: &mut Chance) -> u32 {
        if chance.in_thousand(600)
            && let Some(home) = chance.one_of(&self.social)
        {
            return *home;
        }
        u32::try_from(chance.below(self.region.homes.len())).unwrap_or(0)
    }

    /// The homes within a distance of a point, in decimetres.
    pub(super) fn near(&self, at: Point, distance: i32) -> impl Iterator<Item = u32> {
        let far = i64::from(distance) * i64::from(distance);
        self.cells.around(at, distance).filter(move |home| self.at(*home).distance2(at) <= far)
    }

    /// A school that a child of this home goes to, by the law of schools.
    pub(super) fn school_of(&self, home: u32, chance: &mut Chance) -> Point {
        let at = self.at(home);
        let mut near: Vec<(i64, Point)> = self.region.schools.iter().map(|school| (school.distance2(at), *school)).collect();
        near.sort_unstable();
        let rank = match chance.between(0, 99) {
            0..57 => 0,
            57..81 => 1,
            81..95 => 2,
            _ => chance.below(20),
        };
        near.get(rank).or(near.last()).map_or(at, |(_, school)| *school)
    }

    /// What a reach is in this profile.
    pub(super) const fn profile() -> Profile {
        Profile::DEFAULT
    }
}

/// Homes by squares of 250 m.
struct Cells {
    west: i32,
    south: i32,
    wide: i32,
    high: i32,
    begins: Vec<u32>,
    homes: Vec<u32>,
}

const CELL: i32 = 2_500;

impl Cells {
    fn of(points: impl Iterator<Item = Point> + Clone) -> Self {
        let least = |of: fn(Point) -> i32| points.clone().map(of).min().unwrap_or(0);
        let most = |of: fn(Point) -> i32| points.clone().map(of).max().unwrap_or(0);
        let (west, south) = (least(Point::x), least(Point::y));
        let (wide, high) = ((most(Point::x) - west) / CELL + 1, (most(Point::y) - south) / CELL + 1);
        let mut cells = Self { west, south, wide, high, begins: Vec::new(), homes: Vec::new() };
        let squares = usize::try_from(wide * high).unwrap_or(0);
        let mut begins = vec![0_u32; squares + 1];
        points.clone().for_each(|at| begins[cells.square(at) + 1] += 1);
        for i in 1..begins.len() {
            begins[i] += begins[i - 1];
        }
        let mut next = begins.clone();
        let mut homes = vec![0; begins[squares] as usize];
        for (number, at) in (0_u32..).zip(points) {
            let square = cells.square(at);
            homes[next[square] as usize] = number;
            next[square] += 1;
        }
        (cells.begins, cells.homes) = (begins, homes);
        cells
    }

    fn square(&self, at: Point) -> usize {
        let column = ((at.x() - self.west) / CELL).clamp(0, self.wide - 1);
        let row = ((at.y() - self.south) / CELL).clamp(0, self.high - 1);
        usize::try_from(row * self.wide + column).unwrap_or(0)
    }

    fn around(&self, at: Point, distance: i32) -> impl Iterator<Item = u32> {
        let span = |value: i32, from: i32, most: i32| {
            ((value - distance - from).div_euclid(CELL)).clamp(0, most - 1)
                ..=((value + distance - from).div_euclid(CELL)).clamp(0, most - 1)
        };
        let columns = span(at.x(), self.west, self.wide);
        span(at.y(), self.south, self.high).flat_map(move |row| {
            let square = |column: i32| usize::try_from(row * self.wide + column).unwrap_or(0);
            let (first, last) = (square(*columns.start()), square(*columns.end()));
            self.homes[self.begins[first] as usize..self.begins[last + 1] as usize].iter().copied()
        })
    }
}
