//! How many homes a home zone and a second zone leave possible, and what is shown so that enough do.
//!
//! A zone of 5,000 homes and a school in the zone next door point at the few hundred homes near that border. The companion hides this:
//! whoever's school lies inside the home zone shows a second zone too, drawn by the same law. What a view still tells is the posterior over
//! homes, and its size is counted as *effective homes*, two to the power of its entropy.
//!
//! Where that is below the floor, a larger home zone is shown, and by **everybody** in that larger zone with this second zone: if only those
//! of the weak zone showed it, it would say so itself. Where no node apart from the second zone is large enough, a person decides.

#![expect(
    clippy::cast_precision_loss,
    reason = "entropies are counted once, when the tree is made; nothing that decides a question rests on a fraction"
)]

use std::collections::BTreeMap;

use super::law::{self, Law, View};
use super::links::{ELSEWHERE, Links, ONE, Wanted, wanted};
use super::tree::{NodeId, ZoneTree};

/// The sums from which an entropy follows; they add up over zones.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    sum: f64,
    sum_log: f64,
}

impl Weight {
    fn add(&mut self, weight: f64, homes: u32) {
        if weight > 0.0 && homes > 0 {
            self.sum += weight * f64::from(homes);
            self.sum_log += weight * weight.ln() * f64::from(homes);
        }
    }

    fn and(self, other: Self) -> Self {
        Self { sum: self.sum + other.sum, sum_log: self.sum_log + other.sum_log }
    }

    fn effective(self) -> u32 {
        if self.sum <= 0.0 {
            return 0;
        }
        let homes = (self.sum.ln() - self.sum_log / self.sum).exp();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "held between nothing and the most that fits"
        )]
        let whole = homes.clamp(0.0, f64::from(u32::MAX)) as u32;
        whole
    }
}

/// Two to the entropy of these likelihoods, each of so many homes.
pub fn effective_of(likelihoods: impl IntoIterator<Item = (f64, u32)>) -> u32 {
    let mut weight = Weight::default();
    likelihoods.into_iter().for_each(|(likelihood, homes)| weight.add(likelihood, homes));
    weight.effective()
}

/// The weights of all homes of one zone, for whom home and second zone are seen: a school in the second zone, or one in the home zone and the
/// second drawn as companion.
fn weight_of(links: &Links, home: usize, second: usize, drawn: u64) -> Weight {
    let far = |zone: usize| links.tail[home].get(&zone).copied().unwrap_or(0) as f64 / ONE as f64 * ELSEWHERE as f64 / 100.0;
    let goes = |mask: usize, far: f64| wanted(mask) as f64 / 100.0 * (100 - ELSEWHERE) as f64 / 100.0 + far;
    let (to_second, to_own, drawn) = (far(second), far(home), drawn as f64 / ONE as f64);
    let cross: Wanted = links.cross.get(&(home, second)).copied().unwrap_or_default();
    let mut weight = Weight::default();
    for (own, (homes, masks)) in links.own[home].iter().zip(cross).enumerate() {
        let by_companion = goes(own, to_own) * drawn;
        let there: u32 = masks.iter().sum();
        weight.add(to_second + by_companion, homes.saturating_sub(there));
        for (mask, homes) in masks.into_iter().enumerate().skip(1) {
            weight.add(goes(mask, to_second) + by_companion, homes);
        }
    }
    weight
}

/// The law of a level: shares, effective homes, and what is shown.
pub(super) fn law_of(tree: &ZoneTree, links: &Links) -> Law {
    let many = links.zones.len();
    let mut kept_out: Vec<Vec<usize>> = vec![Vec::new(); many];
    let mut rounds = 0;
    loop {
        let drawn: Vec<BTreeMap<usize, u64>> =
            (0..many).map(|home| law::shares(tree, links, home, &|zone| kept_out[home].contains(&zone))).collect();
        let views = views_of(tree, links, &drawn);
        // A companion is ours to choose: where a view leaves too few whatever is shown, it is not drawn.
        let mut again = false;
        for ((home, second), view) in &views {
            if view.shown.is_none() && view.drawn > 0 && drawn[*home].len() > 1 {
                kept_out[*home].push(*second);
                again = true;
            }
        }
        rounds += 1;
        if !again || rounds > many {
            let mut law: BTreeMap<NodeId, BTreeMap<NodeId, View>> = BTreeMap::new();
            for ((home, second), view) in views {
                law.entry(links.zones[home]).or_default().insert(links.zones[second], view);
            }
            return Law::of_views(law);
        }
    }
}

fn views_of(tree: &ZoneTree, links: &Links, drawn: &[BTreeMap<usize, u64>]) -> BTreeMap<(usize, usize), View> {
    let many = links.zones.len();
    let mut by_second: Vec<BTreeMap<usize, (Weight, u64)>> = vec![BTreeMap::new(); many];
    for (home, drawn) in drawn.iter().enumerate() {
        let near = links.cross.range((home, 0)..(home + 1, 0)).map(|((_, second), _)| *second);
        let mut seconds: Vec<usize> = near.chain(links.tail[home].keys().copied()).chain(drawn.keys().copied()).collect();
        seconds.sort_unstable();
        seconds.dedup();
        for second in seconds.into_iter().filter(|second| *second != home) {
            let share = drawn.get(&second).copied().unwrap_or(0);
            by_second[second].insert(home, (weight_of(links, home, second, share), share));
        }
    }
    let mut views = BTreeMap::new();
    for (second, homes) in by_second.into_iter().enumerate() {
        let groups = groups_of(tree, links, second, &homes);
        for (home, (_, share)) in homes {
            let (shown, effective) = groups[&home];
            let alone = weight_of(links, home, second, 0).effective();
            views.insert((home, second), View { drawn: share, effective, alone, shown });
        }
    }
    views
}

/// For one second zone, what each home zone shows with it, and how many homes that leaves.
fn groups_of(
    tree: &ZoneTree,
    links: &Links,
    second: usize,
    homes: &BTreeMap<usize, (Weight, u64)>,
) -> BTreeMap<usize, (Option<NodeId>, u32)> {
    let apart = links.zones[second];
    let mut group: BTreeMap<usize, NodeId> = homes.keys().map(|home| (*home, links.zones[*home])).collect();
    let mut weights: BTreeMap<NodeId, Weight> = homes.iter().map(|(home, (weight, _))| (links.zones[*home], *weight)).collect();
    let mut stuck: Vec<NodeId> = Vec::new();
    while let Some(weak) =
        weights.iter().find(|(id, weight)| weight.effective() < tree.floors().pair && !stuck.contains(id)).map(|(id, _)| *id)
    {
        let above = tree.node(weak).and_then(|node| node.parent).filter(|above| !tree.holds(*above, apart));
        let Some(above) = above else {
            stuck.push(weak);
            continue;
        };
        let below: Vec<NodeId> = weights.keys().copied().filter(|id| tree.holds(above, *id)).collect();
        let all = below.iter().filter_map(|id| weights.remove(id)).fold(Weight::default(), Weight::and);
        weights.insert(above, all);
        group.values_mut().filter(|id| below.contains(id)).for_each(|id| *id = above);
    }
    group
        .into_iter()
        .map(|(home, id)| (home, ((!stuck.contains(&id)).then_some(id), weights.get(&id).map_or(0, |weight| weight.effective()))))
        .collect()
}
