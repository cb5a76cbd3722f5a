//! How the homes of each zone are linked to schools: counted once, when the tree is made.
//!
//! Of the children of a home, 60 in 100 go to the nearest primary school, 25 to the second and 15 to the third; and of all of them 5 in 100
//! somewhere else, the less likely the farther. That is a model and not a finding: set it by local figures before a tree is frozen.

use std::collections::BTreeMap;

use super::build::Dwelling;
use super::tree::{Level, NodeId, ZoneTree};
use crate::grid::Point;

/// In 100, for the nearest school, the second and the third.
const BY_RANK: [u64; 3] = [60, 25, 15];
/// Of 100 children, those who go to a school that is not one of the three.
pub(super) const ELSEWHERE: u64 = 5;
/// Schools farther than this from the middle of a zone are not counted as likely: 8 km, in decimetres.
const FARTHEST: i64 = 80_000;
/// At 2 km a school is half as likely as next door: its square, in square decimetres.
const HALF_AT2: u64 = 20_000 * 20_000;
/// The whole of a share: 2^32.
pub(super) const ONE: u64 = 1 << 32;

/// What share of a home's children goes to schools of these ranks, in 100. A mask has one bit for each of the three nearest schools.
pub(super) fn wanted(mask: usize) -> u64 {
    BY_RANK.iter().enumerate().filter(|(rank, _)| mask & (1 << rank) != 0).map(|(_, share)| share).sum()
}

/// Homes by which of their three nearest schools lie in their own zone (first index) and in another (second).
pub type Wanted = [[u32; 8]; 8];

/// The links of all zones of one level.
pub struct Links {
    /// The zones, in order.
    pub zones: Vec<NodeId>,
    /// For each zone, its homes by which of their three nearest schools lie in it.
    pub own: Vec<[u32; 8]>,
    /// For two zones, the homes of the first with a nearest school in the second.
    pub cross: BTreeMap<(usize, usize), Wanted>,
    /// For each zone, where children who go elsewhere go: shares of 2^32.
    pub tail: Vec<BTreeMap<usize, u64>>,
    /// For each zone, the middle of its homes.
    pub middle: Vec<Point>,
}

impl Links {
    /// Counts the links of these homes.
    pub fn count(tree: &ZoneTree, level: Level, dwellings: &[Dwelling], schools: &[Point]) -> Self {
        let zones = tree.zones(level);
        let index: BTreeMap<NodeId, usize> = zones.iter().enumerate().map(|(index, id)| (*id, index)).collect();
        let zone_of = |point: Point| index.get(&tree.zone(level, point)).copied().unwrap_or(0);
        let near = Nearest::of(schools);
        let school_zone: Vec<usize> = schools.iter().map(|school| zone_of(*school)).collect();
        let mut own = vec![[0_u32; 8]; zones.len()];
        let mut cross: BTreeMap<(usize, usize), Wanted> = BTreeMap::new();
        let mut sums = vec![[0_i64; 3]; zones.len()];
        for home in dwellings {
            let zone = zone_of(home.at);
            for (sum, value) in sums[zone].iter_mut().zip([i64::from(home.at.x()), i64::from(home.at.y()), 1]) {
                *sum += value;
            }
            let nearest = near.three(home.at);
            let own_mask = mask_in(zone, &nearest, &school_zone);
            own[zone][own_mask] += 1;
            let mut seen = [usize::MAX; 3];
            for (slot, school) in nearest.iter().flatten().enumerate() {
                let other = school_zone[*school];
                if other != zone && !seen.contains(&other) {
                    seen[slot] = other;
                    cross.entry((zone, other)).or_insert([[0; 8]; 8])[own_mask][mask_in(other, &nearest, &school_zone)] += 1;
                }
            }
        }
        let middle: Vec<Point> = sums.iter().map(|[x, y, n]| Point::clamped(x / (*n).max(1), y / (*n).max(1))).collect();
        let tail = middle.iter().map(|at| tail_from(*at, schools, &school_zone)).collect();
        Self { zones, own, cross, tail, middle }
    }

    /// How many homes of a zone were counted.
    pub fn homes(&self, zone: usize) -> u64 {
        self.own[zone].iter().map(|homes| u64::from(*homes)).sum()
    }

    /// How many homes' children show a home zone with a second zone: by their school, or by a companion that is drawn so often.
    #[expect(clippy::cast_precision_loss, reason = "a share for a report")]
    pub fn showing(&self, home: usize, second: usize, drawn: u64) -> f64 {
        let whole = 10_000.0 * ONE as f64;
        let own: u64 = self.own[home].iter().enumerate().map(|(mask, homes)| u64::from(*homes) * wanted(mask)).sum();
        let far = self.tail[home].get(&home).copied().unwrap_or(0) as f64 / ONE as f64;
        let stay = own as f64 * (100 - ELSEWHERE) as f64 / 10_000.0 + self.homes(home) as f64 * ELSEWHERE as f64 / 100.0 * far;
        self.flow(home, second) as f64 / whole + stay * drawn as f64 / ONE as f64
    }

    /// How much of the children of a zone goes to schools in another, in shares of 2^32 of one in ten thousand of a home.
    pub(super) fn flow(&self, from: usize, to: usize) -> u128 {
        let near: u64 = self.cross.get(&(from, to)).map_or(0, |masks| {
            masks.iter().flat_map(|row| row.iter().enumerate()).map(|(mask, homes)| u64::from(*homes) * wanted(mask)).sum()
        });
        let far = self.tail[from].get(&to).copied().unwrap_or(0);
        u128::from(near) * u128::from(100 - ELSEWHERE) * u128::from(ONE)
            + u128::from(self.homes(from)) * u128::from(ELSEWHERE) * 100 * u128::from(far)
    }
}

fn mask_in(zone: usize, three: &[Option<usize>; 3], school_zone: &[usize]) -> usize {
    three.iter().enumerate().filter(|(_, school)| school.is_some_and(|s| school_zone[s] == zone)).map(|(rank, _)| 1 << rank).sum()
}

fn tail_from(at: Point, schools: &[Point], school_zone: &[usize]) -> BTreeMap<usize, u64> {
    let mut shares: BTreeMap<usize, u64> = BTreeMap::new();
    let mut all = 0_u64;
    for (school, zone) in schools.iter().zip(school_zone) {
        let d2 = at.distance2(*school);
        if d2 <= FARTHEST * FARTHEST {
            // Half as likely at 2 km, a fifth at 4 km.
            let weight = ONE * HALF_AT2 / (HALF_AT2 + u64::try_from(d2).unwrap_or(0));
            *shares.entry(*zone).or_default() += weight;
            all += weight;
        }
    }
    shares
        .values_mut()
        .for_each(|share| *share = u64::try_from(u128::from(*share) * u128::from(ONE) / u128::from(all.max(1))).unwrap_or(0));
    shares
}

/// One in e for every 6 km, as a share of 2^32: halved at each 4.159 km, in a straight line between.
pub fn decay(distance2: i64) -> u64 {
    const HALVING: u64 = 41_589;
    let distance = u64::try_from(distance2.max(0)).unwrap_or(0).isqrt();
    let (halvings, rest) = (distance / HALVING, distance % HALVING);
    if halvings >= 32 {
        return 0;
    }
    let whole = ONE >> halvings;
    whole - whole * rest / (2 * HALVING)
}

/// Schools by square kilometre, to find the three nearest of a home.
struct Nearest<'a> {
    schools: &'a [Point],
    west: i32,
    south: i32,
    wide: i32,
    high: i32,
    cells: Vec<Vec<u32>>,
}

const CELL: i32 = 10_000;

impl<'a> Nearest<'a> {
    fn of(schools: &'a [Point]) -> Self {
        let least = |of: fn(&Point) -> i32| schools.iter().map(of).min().unwrap_or(0);
        let most = |of: fn(&Point) -> i32| schools.iter().map(of).max().unwrap_or(0);
        let (west, south) = (least(|p| p.x()), least(|p| p.y()));
        let (wide, high) = ((most(|p| p.x()) - west) / CELL + 1, (most(|p| p.y()) - south) / CELL + 1);
        let mut cells = vec![Vec::new(); usize::try_from(i64::from(wide) * i64::from(high)).unwrap_or(0)];
        for (number, school) in schools.iter().enumerate() {
            let cell = (school.y() - south) / CELL * wide + (school.x() - west) / CELL;
            if let (Ok(cell), Ok(number)) = (usize::try_from(cell), u32::try_from(number)) {
                cells[cell].push(number);
            }
        }
        Self { schools, west, south, wide, high, cells }
    }

    /// The three nearest schools, nearest first; of equals the one that comes first in the list.
    fn three(&self, at: Point) -> [Option<usize>; 3] {
        let mut best: [(i64, usize); 3] = [(i64::MAX, usize::MAX); 3];
        let (cx, cy) = ((at.x() - self.west).div_euclid(CELL), (at.y() - self.south).div_euclid(CELL));
        let farthest = [cx, self.wide - 1 - cx, cy, self.high - 1 - cy].into_iter().max().unwrap_or(0).max(0);
        for ring in 0..=farthest {
            // Nothing in this ring is nearer than (ring - 1) cells and a bit.
            let least = i64::from(CELL) * i64::from((ring - 1).max(0));
            if best[2].0 < least * least {
                break;
            }
            let rows = (cy - ring).max(0)..=(cy + ring).min(self.high - 1);
            for row in rows {
                let edge = row == cy - ring || row == cy + ring;
                let step = if edge { 1 } else { (2 * ring).max(1) };
                let mut column = cx - ring;
                while column <= cx + ring {
                    if column >= 0 && column < self.wide {
                        self.look(row * self.wide + column, at, &mut best);
                    }
                    column += step;
                }
            }
        }
        best.map(|(_, school)| (school != usize::MAX).then_some(school))
    }

    fn look(&self, cell: i32, at: Point, best: &mut [(i64, usize); 3]) {
        let Some(cell) = usize::try_from(cell).ok().and_then(|cell| self.cells.get(cell)) else { return };
        for &school in cell {
            let found = (at.distance2(self.schools[school as usize]), school as usize);
            if found < best[2] {
                best[2] = found;
                best.sort_unstable();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_twice_as_far_is_rarer_and_nothing_is_negative() {
        assert_eq!(decay(0), ONE);
        assert_eq!(decay(41_589 * 41_589), ONE / 2);
        assert!(decay(60_000 * 60_000).abs_diff(1_580_030_169) < 100_000_000, "about one in e at 6 km");
        assert_eq!(decay(i64::MAX), 0);
    }

    #[test]
    fn the_three_nearest_schools_are_those_that_looking_at_all_of_them_finds() {
        let schools: Vec<Point> = (0..200_i64).map(|i| Point::clamped(i * 7_919 % 200_000, i * 104_729 % 150_000)).collect();
        let near = Nearest::of(&schools);
        for i in 0..500_i64 {
            let at = Point::clamped(i * 611_953 % 400_000 - 90_000, i * 15_485_863 % 300_000 - 80_000);
            let mut all: Vec<(i64, usize)> = schools.iter().enumerate().map(|(n, s)| (at.distance2(*s), n)).collect();
            all.sort_unstable();
            assert_eq!(near.three(at).map(|s| s.unwrap()), [all[0].1, all[1].1, all[2].1]);
        }
    }

    #[test]
    fn without_schools_there_is_nothing_nearest() {
        assert_eq!(Nearest::of(&[]).three(Point::clamped(5, 5)), [None; 3]);
    }
}
