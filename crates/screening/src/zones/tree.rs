//! Nodes, which of them are shown, and the one way from a point to its zone.

use std::fmt;

use sha2::{Digest as _, Sha256};

use super::floors::{Counts, Floors};
use super::law::Law;
use crate::grid::{Axis, Point, Rect};

/// A node of the tree, by its place in the list. Stays what it is for as long as the tree lives.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// The node with this number.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// Its number.
    pub const fn number(self) -> u32 {
        self.0
    }

    pub(super) fn of_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Debug for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NodeId(‹not shown›)")
    }
}

/// How coarse the zones of a person are. Chosen by risk, never by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The smallest zones that meet the floors.
    Standard,
    /// Zones of at least 8,000 homes, for histories of stalking.
    High,
}

impl Level {
    /// Both, standard first.
    pub const ALL: [Self; 2] = [Self::Standard, Self::High];

    pub(super) const fn index(self) -> usize {
        match self {
            Self::Standard => 0,
            Self::High => 1,
        }
    }
}

/// What a tree is known by: the hash of everything in it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Version(pub [u8; 32]);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A rectangle of the tree, what it holds, and how it is cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The ground.
    pub rect: Rect,
    /// The node of which it is a half.
    pub parent: Option<NodeId>,
    /// How it is cut, and its halves: below the cut, and from it on.
    pub cut: Option<(Axis, i32, [NodeId; 2])>,
    /// What it held when it was last counted.
    pub counts: Counts,
}

/// The frozen tree, which of its nodes are shown at either level, and the laws that are published with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneTree {
    pub(super) nodes: Vec<Node>,
    pub(super) shown: [Vec<bool>; 2],
    pub(super) floors: Floors,
    pub(super) register: [u8; 32],
    pub(super) laws: [Law; 2],
    version: Version,
}

impl ZoneTree {
    pub(super) fn of_nodes(nodes: Vec<Node>, floors: Floors, register: [u8; 32]) -> Self {
        let standard = nodes.iter().map(|node| node.cut.is_none()).collect();
        let high = high_zones(&nodes, floors.high_homes());
        Self::of_parts(nodes, [standard, high], floors, register, [Law::none(), Law::none()])
    }

    pub(super) fn of_parts(nodes: Vec<Node>, shown: [Vec<bool>; 2], floors: Floors, register: [u8; 32], laws: [Law; 2]) -> Self {
        let mut tree = Self { nodes, shown, floors, register, laws, version: Version([0; 32]) };
        tree.seal();
        tree
    }

    /// Gives the tree the version of what is in it now.
    pub(super) fn seal(&mut self) {
        self.version = Version(Sha256::digest(self.to_text().as_bytes()).into());
    }

    /// The hash of everything in it.
    pub const fn version(&self) -> Version {
        self.version
    }

    /// The hash of the register from which it was built.
    pub const fn register(&self) -> [u8; 32] {
        self.register
    }

    /// What every zone of it had to hold.
    pub const fn floors(&self) -> &Floors {
        &self.floors
    }

    /// All nodes; the first is the whole ground.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(index, node)| (NodeId::of_index(index), node))
    }

    /// One node.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.index())
    }

    /// The law of companions and of views at a level.
    pub const fn law(&self, level: Level) -> &Law {
        &self.laws[level.index()]
    }

    /// The zones that are shown at a level: they cover the ground, and no two overlap.
    pub fn zones(&self, level: Level) -> Vec<NodeId> {
        (0..self.nodes.len()).filter(|&index| self.shown[level.index()][index]).map(NodeId::of_index).collect()
    }

    /// Whether the node is a zone of this level.
    pub fn is_zone(&self, level: Level, id: NodeId) -> bool {
        self.shown[level.index()].get(id.index()).copied().unwrap_or(false)
    }

    /// The zone of a point. Every point has one, and only one.
    pub fn zone(&self, level: Level, point: Point) -> NodeId {
        let shown = &self.shown[level.index()];
        let mut at = 0;
        while !shown[at] {
            let Some((axis, cut, halves)) = self.nodes[at].cut else { break };
            at = halves[usize::from(axis.of(point) >= cut)].index();
        }
        NodeId::of_index(at)
    }

    /// Whether the first is the second, or holds it.
    pub fn holds(&self, outer: NodeId, inner: NodeId) -> bool {
        self.up_from(inner).any(|id| id == outer)
    }

    /// The node itself, its parent, and so on to the whole ground.
    pub fn up_from(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.node(id).map(|_| id), |id| self.node(*id).and_then(|node| node.parent))
    }

    /// What stands on cards now for a node that was put on them once: itself, or the zone that has since taken its place.
    pub fn now_shown(&self, level: Level, id: NodeId) -> NodeId {
        self.up_from(id).skip(1).find(|&above| self.is_zone(level, above)).unwrap_or(id)
    }
}

/// The zones of level *high*: from the top down, a node is halved for as long as both halves are large enough. Everybody below where this
/// stops shows the same node.
fn high_zones(nodes: &[Node], homes: u32) -> Vec<bool> {
    let mut shown = vec![false; nodes.len()];
    let mut open = vec![0_usize];
    while let Some(at) = open.pop() {
        match nodes[at].cut {
            Some((_, _, halves)) if halves.iter().all(|half| nodes[half.index()].counts.homes >= homes) => {
                open.extend(halves.iter().map(|half| half.index()));
            }
            _ => shown[at] = true,
        }
    }
    shown
}
