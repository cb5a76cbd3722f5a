//! Which zones to hold in reserve for a move, for somebody whose home is in one of them.

use super::tree::{Level, NodeId, ZoneTree};

/// The fewest and the most zones in a reserve.
const ZONES: [usize; 2] = [3, 5];
/// Social homes that a reserve holds at least, so that in half a year some hundred of them are let: among those hers is hidden.
const SOCIAL: u32 = 4_400;

impl ZoneTree {
    /// Zones to hold in reserve beside a home zone: the ones that it has most to do with, by its law, at least three, and more where few
    /// homes are let. A proposal: she says where she wants to live.
    pub fn reserve_near(&self, level: Level, home: NodeId) -> Vec<NodeId> {
        let mut near: Vec<(u64, NodeId)> = self.law(level).of(home).map(|(second, view)| (view.drawn, second)).collect();
        near.sort_unstable_by_key(|(drawn, zone)| (std::cmp::Reverse(*drawn), *zone));
        let mut reserve = Vec::new();
        let mut social = 0_u32;
        for (_, zone) in near {
            if reserve.len() >= ZONES[1] || (reserve.len() >= ZONES[0] && social >= SOCIAL) {
                break;
            }
            social = social.saturating_add(self.node(zone).map_or(0, |node| node.counts.social));
            reserve.push(zone);
        }
        reserve
    }
}
