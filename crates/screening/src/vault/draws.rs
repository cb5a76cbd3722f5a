//! Chance with a key: the same person and zone always draw the same, and nobody without the key can tell what.

use super::keys::VaultKeys;
use crate::cards::PersonId;
use crate::grid::Point;
use crate::zones::{Level, NodeId, Version, ZoneTree, decay};

/// The companion of a home zone for one person. None where the law knows no second zone.
pub(super) fn companion(tree: &ZoneTree, keys: &VaultKeys, level: Level, victim: PersonId, home: NodeId) -> Option<NodeId> {
    let Version(version) = tree.version();
    tree.law(level).draw(home, keys.companion_bits(&[&version, &victim.0.to_le_bytes(), &home.number().to_le_bytes()]))
}

/// A zone where somebody like them might live: by social homes, the rarer the farther from a place, and none of those given.
pub(super) fn likely_zone(
    tree: &ZoneTree,
    keys: &VaultKeys,
    level: Level,
    person: PersonId,
    around: Option<Point>,
    but: &[NodeId],
    turn: u32,
) -> Option<NodeId> {
    let weights: Vec<(NodeId, u64)> = likely_zones(tree, level, around, but);
    let all: u64 = weights.iter().map(|(_, weight)| *weight).sum();
    let Version(version) = tree.version();
    let bits = keys.decoy_bits(&[&version, &person.0.to_le_bytes(), &turn.to_le_bytes()]);
    // The 32 bits as a share of all weights.
    let mut left = u64::try_from((u128::from(all) * u128::from(bits)) >> 32).unwrap_or(0);
    for (zone, weight) in weights {
        if left < weight {
            return Some(zone);
        }
        left -= weight;
    }
    None
}

/// The law of decoys and covers: social homes times decay by distance, in 2^24ths of a home.
pub(crate) fn likely_zones(tree: &ZoneTree, level: Level, around: Option<Point>, but: &[NodeId]) -> Vec<(NodeId, u64)> {
    let zones = tree.zones(level).into_iter().filter(|zone| !but.contains(zone));
    zones
        .filter_map(|zone| {
            let node = tree.node(zone)?;
            let near = around.map_or(1 << 24, |around| decay(node.rect.distance2(around)) >> 8);
            Some((zone, u64::from(node.counts.social) * near))
        })
        .collect()
}
