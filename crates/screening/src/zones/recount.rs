//! Once a year: homes are built and pulled down, but the tree is not built again.
//!
//! Zones that were built afresh each year would intersect: after some years the one home that lies in all of them is hers. So nodes stay what
//! they are. A zone that fell below a floor gives way to its parent, and so do **all** zones below that parent: if only the weak one did, the
//! parent would say "home in the weak one". A zone that has grown may be halved for cards yet to come.

use super::build::{self, CannotBuild, Dwelling, Plan, Tally};
use super::floors::Counts;
use super::tree::{Level, Node, NodeId, ZoneTree};
use crate::grid::Point;

/// One thing that a recount changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The zone is shown now in place of all that is below it.
    Coarsened(Level, NodeId),
    /// The zone's two halves are shown now, on cards yet to come.
    Opened(NodeId),
}

/// What a recount changed, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recount {
    /// Each step.
    pub steps: Vec<Step>,
}

impl ZoneTree {
    /// Counts again, and coarsens what fell below a floor, at both levels. The laws are fixed anew for the zones that there are now.
    pub fn recount(&mut self, dwellings: &[Dwelling], schools: &[Point]) -> Result<Recount, CannotBuild> {
        let rows = build::in_order(dwellings)?;
        let counts = self.counted(&rows, schools);
        for (node, counts) in self.nodes.iter_mut().zip(counts) {
            node.counts = counts;
        }
        let mut steps = Vec::new();
        for level in Level::ALL {
            while let Some(weak) = self.zones(level).into_iter().find(|&zone| !self.meets(level, zone)) {
                let Some(above) = self.node(weak).and_then(|node| node.parent) else { break };
                self.show_in_place_of_all_below(level, above);
                steps.push(Step::Coarsened(level, above));
            }
        }
        self.fix_laws(&rows, schools);
        Ok(Recount { steps })
    }

    /// Halves a standard zone for cards yet to come, if both halves meet every floor; along its old cut where it was halved before, so that
    /// nodes stay nested. Says whether it did.
    pub fn open(&mut self, zone: NodeId, dwellings: &[Dwelling], schools: &[Point]) -> Result<bool, CannotBuild> {
        if !self.is_zone(Level::Standard, zone) {
            return Ok(false);
        }
        let Some(node) = self.node(zone).cloned() else { return Ok(false) };
        let rows = build::in_order(dwellings)?;
        let halves = if let Some((_, _, halves)) = node.cut {
            let counts = self.counted(&rows, schools);
            if !halves.iter().all(|half| self.floors.met_by(&counts[half.index()])) {
                return Ok(false);
            }
            halves
        } else {
            let spots: Vec<_> = build::spots_of(&rows).into_iter().filter(|spot| node.rect.contains(spot.at)).collect();
            let near: Vec<Point> = schools.iter().copied().filter(|school| node.rect.contains(*school)).collect();
            let Some(cut) = build::find_cut(&Plan::with(self.floors), &spots, &near) else { return Ok(false) };
            let Some(rects) = node.rect.cut(cut.axis, cut.at) else { return Ok(false) };
            let halves = [NodeId::of_index(self.nodes.len()), NodeId::of_index(self.nodes.len() + 1)];
            for (rect, counts) in rects.into_iter().zip(cut.halves) {
                self.nodes.push(Node { rect, parent: Some(zone), cut: None, counts });
                self.shown.iter_mut().for_each(|shown| shown.push(false));
            }
            self.nodes[zone.index()].cut = Some((cut.axis, cut.at, halves));
            halves
        };
        self.shown[Level::Standard.index()][zone.index()] = false;
        halves.iter().for_each(|half| self.shown[Level::Standard.index()][half.index()] = true);
        self.fix_laws(&rows, schools);
        Ok(true)
    }

    /// Whether every zone that is shown meets the floors. If not, the whole region has become too small for them, and nothing may rest on it.
    pub fn is_sound(&self) -> bool {
        Level::ALL.into_iter().all(|level| self.zones(level).into_iter().all(|zone| self.floors_met(zone)))
    }

    fn floors_met(&self, zone: NodeId) -> bool {
        self.node(zone).is_some_and(|node| self.floors.met_by(&node.counts))
    }

    /// The floors of a level; a region of fewer homes than level *high* asks for has one zone of that level, which is all of it.
    fn meets(&self, level: Level, zone: NodeId) -> bool {
        let enough = |node: &Node| level == Level::Standard || node.counts.homes >= self.floors.high_homes();
        self.floors_met(zone) && self.node(zone).is_some_and(enough)
    }

    fn show_in_place_of_all_below(&mut self, level: Level, above: NodeId) {
        let below: Vec<usize> =
            self.zones(level).into_iter().filter(|zone| self.holds(above, *zone)).map(NodeId::index).collect();
        let shown = &mut self.shown[level.index()];
        below.into_iter().for_each(|zone| shown[zone] = false);
        shown[above.index()] = true;
    }

    /// What every node holds by this register.
    fn counted(&self, rows: &[Dwelling], schools: &[Point]) -> Vec<Counts> {
        let mut tallies = vec![Tally::NONE; self.nodes.len()];
        let mut taught = vec![0_usize; self.nodes.len()];
        for spot in build::spots_of(rows) {
            tallies[self.lowest(spot.at)].add(&spot);
        }
        schools.iter().for_each(|school| taught[self.lowest(*school)] += 1);
        // Halves come after their whole in the list, so that each is complete before it is added.
        for index in (1..self.nodes.len()).rev() {
            if let Some(parent) = self.nodes[index].parent {
                tallies[parent.index()] = tallies[parent.index()].and(tallies[index]);
                taught[parent.index()] += taught[index];
            }
        }
        tallies.iter().zip(taught).map(|(tally, taught)| tally.counts(taught)).collect()
    }

    fn lowest(&self, point: Point) -> usize {
        let mut at = 0;
        while let Some((axis, cut, halves)) = self.nodes[at].cut {
            at = halves[usize::from(axis.of(point) >= cut)].index();
        }
        at
    }
}
