//! Building a tree from a register of dwellings, once.
//!
//! The region is cut in two, and each part again, as long as both halves of a cut meet every floor. A cut goes through the widest gap near
//! the middle, so that it rarely parts neighbours. The result depends on the register and the floors alone: not on the order of its rows, not
//! on chance, not on the machine.

use sha2::{Digest as _, Sha256};

use super::floors::{Counts, Floors};
use super::tree::{Node, NodeId, ZoneTree};
use crate::grid::{Axis, Point, Rect};

/// One home as the register has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dwelling {
    /// The unique property reference number.
    pub uprn: u64,
    /// Where it is.
    pub at: Point,
    /// Whether a social landlord lets it.
    pub social: bool,
}

/// What stands in the way of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotBuild {
    /// A home appears at two places, or as social and not.
    #[error(
        "a property reference number stands in the register twice with different particulars: settle which is right, then build"
    )]
    SameNumberTwice,
    /// More homes than a count can hold.
    #[error("the register has more homes than can be counted: build the tree for a smaller region")]
    TooMany,
    /// The whole region does not meet its floors.
    #[error(
        "the whole region holds {homes} homes ({social} social) in {buildings} buildings, with {primaries} primary schools: fewer than one zone \
         must hold. Build the tree together with neighbouring councils"
    )]
    RegionTooSmall {
        /// Homes in the register.
        homes: u32,
        /// Social homes in it.
        social: u32,
        /// Distinct buildings in it.
        buildings: u32,
        /// Primary schools given.
        primaries: u32,
    },
}

/// How a tree is built: the floors, and where cuts are tried.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What both halves of a cut must hold.
    pub floors: Floors,
    /// Where cuts are tried, in hundredths of the homes, in this order.
    pub quantiles: Vec<u32>,
    /// Whether the shorter side of the ground is cut first.
    pub shorter_first: bool,
}

impl Plan {
    /// The one that the product uses.
    pub fn with(floors: Floors) -> Self {
        Self { floors, quantiles: vec![50, 46, 54, 42, 58, 37, 63, 32, 68, 26, 74, 20, 80, 15, 85], shorter_first: false }
    }
}

/// A home while the tree is being built: small, so that two million fit the caches better.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) at: Point,
    social: bool,
    first_of_building: bool,
}

impl ZoneTree {
    /// Builds the tree of these homes and primary schools.
    ///
    /// Takes time in proportion to n log n, and some 30 bytes for each home besides the register.
    pub fn build(dwellings: &[Dwelling], schools: &[Point], floors: Floors) -> Result<Self, CannotBuild> {
        Self::build_as(dwellings, schools, &Plan::with(floors), &mut |_| {})
    }

    /// The same by another plan, told of every zone that is done by how many homes it holds.
    pub fn build_as(
        dwellings: &[Dwelling],
        schools: &[Point],
        plan: &Plan,
        done: &mut dyn FnMut(u32),
    ) -> Result<Self, CannotBuild> {
        let rows = in_order(dwellings)?;
        let digest = digest_of(&rows, schools);
        let mut spots = spots_of(&rows);
        drop(rows);
        let mut schools = schools.to_vec();
        schools.sort_unstable();
        let whole = counts_of(&spots, schools.len());
        if !plan.floors.met_by(&whole) {
            let Counts { homes, social, buildings, primaries, .. } = whole;
            return Err(CannotBuild::RegionTooSmall { homes, social, buildings, primaries });
        }
        let root = Node { rect: Rect::WHOLE, parent: None, cut: None, counts: whole };
        let mut work = Work { plan, nodes: vec![root], scratch: Vec::new(), done };
        work.divide(0, &mut spots, &mut schools);
        let nodes = work.nodes;
        Ok(Self::of_nodes(nodes, plan.floors, digest))
    }
}

/// Rows by place and number, each home once.
pub(super) fn in_order(dwellings: &[Dwelling]) -> Result<Vec<Dwelling>, CannotBuild> {
    if u32::try_from(dwellings.len()).is_err() {
        return Err(CannotBuild::TooMany);
    }
    let mut rows = dwellings.to_vec();
    rows.sort_unstable_by_key(|row| (row.at, row.uprn, row.social));
    rows.dedup();
    let mut numbers: Vec<u64> = rows.iter().map(|row| row.uprn).collect();
    numbers.sort_unstable();
    if numbers.windows(2).any(|two| two[0] == two[1]) {
        return Err(CannotBuild::SameNumberTwice);
    }
    Ok(rows)
}

fn digest_of(rows: &[Dwelling], schools: &[Point]) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut block = Vec::with_capacity(1 << 16);
    for row in rows {
        block.extend_from_slice(&row.at.x().to_le_bytes());
        block.extend_from_slice(&row.at.y().to_le_bytes());
        block.extend_from_slice(&row.uprn.to_le_bytes());
        block.push(u8::from(row.social));
        if block.len() > (1 << 16) - 32 {
            hash.update(&block);
            block.clear();
        }
    }
    hash.update(&block);
    let mut schools = schools.to_vec();
    schools.sort_unstable();
    for school in schools {
        hash.update(school.x().to_le_bytes());
        hash.update(school.y().to_le_bytes());
    }
    hash.finalize().into()
}

pub(super) fn spots_of(rows: &[Dwelling]) -> Vec<Spot> {
    let mut before = None;
    rows.iter()
        .map(|row| {
            let first_of_building = before != Some(row.at);
            before = Some(row.at);
            Spot { at: row.at, social: row.social, first_of_building }
        })
        .collect()
}

/// Counts as they grow, with the ground that the homes lie in.
#[derive(Clone, Copy)]
pub(super) struct Tally {
    homes: u32,
    social: u32,
    buildings: u32,
    least: [i32; 2],
    most: [i32; 2],
}

impl Tally {
    pub(super) const NONE: Self = Self { homes: 0, social: 0, buildings: 0, least: [i32::MAX; 2], most: [i32::MIN; 2] };

    pub(super) fn add(&mut self, spot: &Spot) {
        self.homes += 1;
        self.social += u32::from(spot.social);
        self.buildings += u32::from(spot.first_of_building);
        for (i, value) in [spot.at.x(), spot.at.y()].into_iter().enumerate() {
            self.least[i] = self.least[i].min(value);
            self.most[i] = self.most[i].max(value);
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            homes: self.homes + other.homes,
            social: self.social + other.social,
            buildings: self.buildings + other.buildings,
            least: [self.least[0].min(other.least[0]), self.least[1].min(other.least[1])],
            most: [self.most[0].max(other.most[0]), self.most[1].max(other.most[1])],
        }
    }

    fn sides(&self) -> [i32; 2] {
        if self.homes == 0 { [0, 0] } else { [self.most[0] - self.least[0], self.most[1] - self.least[1]] }
    }

    pub(super) fn counts(&self, schools: usize) -> Counts {
        let [wide, high] = self.sides();
        Counts {
            homes: self.homes,
            social: self.social,
            buildings: self.buildings,
            primaries: u32::try_from(schools).unwrap_or(u32::MAX),
            width: wide.min(high),
        }
    }
}

fn tally(spots: &[Spot]) -> Tally {
    let mut tally = Tally::NONE;
    spots.iter().for_each(|spot| tally.add(spot));
    tally
}

fn counts_of(spots: &[Spot], schools: usize) -> Counts {
    tally(spots).counts(schools)
}

struct Work<'a> {
    plan: &'a Plan,
    nodes: Vec<Node>,
    scratch: Vec<i32>,
    done: &'a mut dyn FnMut(u32),
}

/// A cut that leaves both halves above every floor.
pub(super) struct Cut {
    pub(super) axis: Axis,
    pub(super) at: i32,
    pub(super) halves: [Counts; 2],
    schools_below: usize,
}

/// The cut of these homes and schools by this plan, if one leaves both halves above every floor.
pub(super) fn find_cut(plan: &Plan, spots: &[Spot], schools: &[Point]) -> Option<Cut> {
    Work { plan, nodes: Vec::new(), scratch: Vec::new(), done: &mut |_| {} }.find_cut(spots, schools)
}

impl Work<'_> {
    /// Cuts a node and its parts for as long as the floors allow. At most as deep as the floors fit into the region.
    fn divide(&mut self, node: usize, spots: &mut [Spot], schools: &mut [Point]) {
        let Some(cut) = self.find_cut(spots, schools) else {
            (self.done)(u32::try_from(spots.len()).unwrap_or(u32::MAX));
            return;
        };
        let Some(rects) = self.nodes[node].rect.cut(cut.axis, cut.at) else { return };
        let first = self.nodes.len();
        let parent = NodeId::of_index(node);
        for (rect, counts) in rects.into_iter().zip(cut.halves) {
            self.nodes.push(Node { rect, parent: Some(parent), cut: None, counts });
        }
        self.nodes[node].cut = Some((cut.axis, cut.at, [NodeId::of_index(first), NodeId::of_index(first + 1)]));
        partition(schools, |school| cut.axis.of(*school) < cut.at);
        let below = partition(spots, |spot| cut.axis.of(spot.at) < cut.at);
        let (left, right) = spots.split_at_mut(below);
        let (left_schools, right_schools) = schools.split_at_mut(cut.schools_below);
        self.divide(first, left, left_schools);
        self.divide(first + 1, right, right_schools);
    }

    fn find_cut(&mut self, spots: &[Spot], schools: &[Point]) -> Option<Cut> {
        let homes = u32::try_from(spots.len()).ok()?;
        if homes < self.plan.floors.homes.saturating_mul(2).max(2) {
            return None;
        }
        let [wide, high] = tally(spots).sides();
        let axes = if (wide >= high) ^ self.plan.shorter_first {
            [Axis::Easting, Axis::Northing]
        } else {
            [Axis::Northing, Axis::Easting]
        };
        for &quantile in &self.plan.quantiles {
            for axis in axes {
                let Some(at) = widest_gap(spots, axis, quantile, &mut self.scratch) else { continue };
                let mut halves = [Tally::NONE; 2];
                for spot in spots {
                    halves[usize::from(axis.of(spot.at) >= at)].add(spot);
                }
                let schools_below = schools.iter().filter(|school| axis.of(**school) < at).count();
                let halves = [halves[0].counts(schools_below), halves[1].counts(schools.len() - schools_below)];
                if halves.iter().all(|half| self.plan.floors.met_by(half)) {
                    return Some(Cut { axis, at, halves, schools_below });
                }
            }
        }
        None
    }
}

/// The middle of the widest gap between homes within two hundredths, by rank, of a quantile; the lowest of equals.
fn widest_gap(spots: &[Spot], axis: Axis, quantile: u32, scratch: &mut Vec<i32>) -> Option<i32> {
    let last = spots.len().checked_sub(1)?;
    let rank = |hundredths: u32| spots.len() * (hundredths as usize) / 100;
    let low = rank(quantile.saturating_sub(2)).min(last);
    let high = (rank(quantile + 2) + 1).min(last);
    scratch.clear();
    scratch.extend(spots.iter().map(|spot| axis.of(spot.at)));
    scratch.select_nth_unstable(low);
    let tail = &mut scratch[low..];
    tail.select_nth_unstable(high - low);
    let window = &mut tail[..=high - low];
    window.sort_unstable();
    let mut best: Option<(i32, i32)> = None;
    for two in window.windows(2) {
        let gap = two[1] - two[0];
        if gap > best.map_or(0, |(widest, _)| widest) {
            best = Some((gap, two[0] + (gap + 1) / 2));
        }
    }
    best.map(|(_, at)| at)
}

/// Puts what meets the test first, and says how many do.
fn partition<T>(items: &mut [T], test: impl Fn(&T) -> bool) -> usize {
    let mut first = 0;
    for i in 0..items.len() {
        if test(&items[i]) {
            items.swap(first, i);
            first += 1;
        }
    }
    first
}
