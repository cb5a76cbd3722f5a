//! The law of companions: in which second zone a cover for a school is drawn, for each home zone.
//!
//! Half by the social homes of the zones next door, half by where the zone's children go to school outside it. It is public and stands in the
//! tree's file; what stays secret is the key by which one of its outcomes is drawn for one person.

use std::collections::BTreeMap;

use super::build::Dwelling;
use super::links::{Links, ONE};
use super::pairs;
use super::tree::{Level, NodeId, ZoneTree};
use crate::grid::Point;

/// Zones whose ground is at most this far apart are next door: 300 m, in decimetres.
const NEXT_DOOR: i64 = 3_000;

/// What one second zone means for one home zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// How often it is drawn as companion: a share of 2^32.
    pub drawn: u64,
    /// How many homes both together leave possible, for whoever knows the ways of schools.
    pub effective: u32,
    /// The same where no companion hides the school: a second zone that comes on a card later, beside a companion that stands there already.
    pub alone: u32,
    /// What is shown in place of the home zone, so that enough stay possible. None: no node does, and a person has to decide.
    pub shown: Option<NodeId>,
}

/// A share of a law.
pub type Share = (NodeId, View);

/// For every home zone, the second zones and their shares.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Law {
    views: BTreeMap<NodeId, BTreeMap<NodeId, View>>,
}

impl Law {
    pub(super) fn none() -> Self {
        Self::default()
    }

    pub(super) fn of_views(views: BTreeMap<NodeId, BTreeMap<NodeId, View>>) -> Self {
        Self { views }
    }

    /// The views of one home zone, by second zone.
    pub fn of(&self, home: NodeId) -> impl Iterator<Item = Share> {
        self.views.get(&home).into_iter().flatten().map(|(second, view)| (*second, *view))
    }

    /// The view of a home zone with a second zone; none where no child of it is likely to go there.
    pub fn view(&self, home: NodeId, second: NodeId) -> Option<View> {
        self.views.get(&home)?.get(&second).copied()
    }

    /// How often the second is drawn as companion of the first.
    pub fn drawn(&self, home: NodeId, second: NodeId) -> u64 {
        self.view(home, second).map_or(0, |view| view.drawn)
    }

    /// The outcome of a draw: 32 bits of a keyed hash choose among the second zones. None where the law has none.
    pub fn draw(&self, home: NodeId, bits: u32) -> Option<NodeId> {
        let mut below = 0_u64;
        for (second, view) in self.of(home) {
            below += view.drawn;
            if u64::from(bits) < below {
                return Some(second);
            }
        }
        None
    }

    /// The home zones that the law speaks of.
    pub fn homes(&self) -> impl Iterator<Item = NodeId> {
        self.views.keys().copied()
    }
}

impl ZoneTree {
    /// Fixes the laws of both levels by these homes and schools, and seals the tree with them.
    ///
    /// Done once, with the register from which the tree was built; and again only after a recount.
    pub fn fix_laws(&mut self, dwellings: &[Dwelling], schools: &[Point]) {
        for level in Level::ALL {
            let links = Links::count(self, level, dwellings, schools);
            self.laws[level.index()] = pairs::law_of(self, &links);
        }
        self.seal();
    }
}

/// The shares of one home zone, without the second zones that are kept out of it.
pub(super) fn shares(tree: &ZoneTree, links: &Links, home: usize, kept_out: &dyn Fn(usize) -> bool) -> BTreeMap<usize, u64> {
    let rect = |zone: usize| tree.node(links.zones[zone]).map(|node| (node.rect, node.counts.social));
    let Some((ground, _)) = rect(home) else { return BTreeMap::new() };
    let others = || (0..links.zones.len()).filter(|&zone| zone != home && !kept_out(zone));
    let next_door: BTreeMap<usize, u128> = others()
        .filter_map(|zone| {
            rect(zone)
                .filter(|(other, _)| other.gap2(ground) <= NEXT_DOOR * NEXT_DOOR)
                .map(|(_, social)| (zone, u128::from(social)))
        })
        .collect();
    let flow: BTreeMap<usize, u128> = others().map(|zone| (zone, links.flow(home, zone))).filter(|(_, flow)| *flow > 0).collect();
    let halves: Vec<BTreeMap<usize, u128>> =
        [next_door, flow].into_iter().filter(|half| half.values().sum::<u128>() > 0).collect();
    let mut shares: BTreeMap<usize, u64> = BTreeMap::new();
    for half in &halves {
        // Flows fit 2^32 · 10^4 · homes: divided down so that the product below stays inside 128 bits.
        let all: u128 = half.values().sum();
        for (zone, weight) in half {
            let share = weight * u128::from(ONE) / all / halves.len() as u128;
            *shares.entry(*zone).or_default() += u64::try_from(share).unwrap_or(0);
        }
    }
    shares.retain(|_, share| *share > 0);
    // What rounding left over goes to the largest, so that the whole is 2^32.
    let left: u64 = ONE.saturating_sub(shares.values().sum());
    if let Some(largest) = shares.iter().max_by_key(|(zone, share)| (**share, std::cmp::Reverse(**zone))).map(|(zone, _)| *zone) {
        *shares.entry(largest).or_default() += left;
    }
    shares
}
