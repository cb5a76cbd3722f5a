//! What is attacked: the product, and designs that must fall.

use super::world::World;
use crate::cards::{Reach, Slot};
use crate::chance::Chance;
use crate::grid::Point;
use crate::vault::Profile;
use crate::zones::{Floors, Level, NodeId, Plan, ZoneTree};

/// A way to answer whether a home is refused, as an attacker who knows the algorithm sees it: for each observer, all homes of one *view* give
/// the same answers to everything.
pub trait Mechanism {
    /// All that answers depend on.
    type View: Copy + Ord;
    /// What a home of hers is to this observer.
    fn view(&self, observer: usize, home: u32) -> Self::View;
    /// Whether the home asked about is refused to the observer.
    fn refuses(&self, observer: usize, view: Self::View, asked: Point) -> bool;
}

/// The product: one tree for everybody.
pub struct Zones<'a> {
    world: &'a World,
    reach: Reach,
}

impl<'a> Zones<'a> {
    /// The product over this world.
    pub fn over(world: &'a World) -> Self {
        Self { world, reach: Profile::DEFAULT.home_reach() }
    }
}

impl Mechanism for Zones<'_> {
    type View = NodeId;

    fn view(&self, _: usize, home: u32) -> NodeId {
        self.world.zone[home as usize]
    }

    fn refuses(&self, _: usize, view: NodeId, asked: Point) -> bool {
        Slot { node: view, rect: self.world.rect(view), reach: self.reach }.refuses(asked)
    }
}

/// A canary: is it within a kilometre of her?
pub struct Radius<'a>(pub &'a World);

impl Mechanism for Radius<'_> {
    type View = Point;

    fn view(&self, _: usize, home: u32) -> Point {
        self.0.at(home)
    }

    fn refuses(&self, _: usize, view: Point, asked: Point) -> bool {
        let far = i64::from(Profile::DEFAULT.home());
        view.distance2(asked) <= far * far
    }
}

/// A canary: zones of at least a thousand homes, drawn afresh for each observer.
///
/// Homes are all that its zones have floors for. That is the design as it is often proposed, and as it was simulated when it was thrown out:
/// floors for social homes, buildings and width would make its zones larger and blunt what this row is to show.
pub struct OwnPartition {
    trees: Vec<ZoneTree>,
    zone: Vec<Vec<NodeId>>,
    reach: Reach,
}

impl OwnPartition {
    /// Partitions for so many observers. None if the region is too small for one.
    pub fn over(world: &World, observers: usize) -> Option<Self> {
        let trees: Vec<ZoneTree> = (0..observers)
            .map(|observer| {
                let mut chance: Chance = world.chance(0x5eed + observer as u64);
                let mut plan =
                    Plan::with(Floors { homes: 1_000, social: 0, buildings: 0, primaries: 0, width: 0, ..Floors::DEFAULT });
                // Each observer's cuts are tried in an order of their own.
                plan.quantiles = (15..=85).collect();
                plan.shorter_first = observer % 2 == 1;
                for i in (1..plan.quantiles.len()).rev() {
                    plan.quantiles.swap(i, chance.below(i + 1));
                }
                plan.quantiles.truncate(15);
                ZoneTree::build_as(&world.region.homes, &world.region.schools, &plan, &mut |_| {}).ok()
            })
            .collect::<Option<_>>()?;
        let zone = trees
            .iter()
            .map(|tree| world.region.homes.iter().map(|home| tree.zone(Level::Standard, home.at)).collect())
            .collect();
        Some(Self { trees, zone, reach: Profile::DEFAULT.home_reach() })
    }
}

impl Mechanism for OwnPartition {
    type View = NodeId;

    fn view(&self, observer: usize, home: u32) -> NodeId {
        self.zone[observer][home as usize]
    }

    fn refuses(&self, observer: usize, view: NodeId, asked: Point) -> bool {
        self.trees[observer].node(view).is_some_and(|node| Slot { node: view, rect: node.rect, reach: self.reach }.refuses(asked))
    }
}
