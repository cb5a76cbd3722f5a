//! A home zone and a second zone, seen by somebody who knows that a child goes to school.

use super::Size;
use super::report::Report;
use super::world::World;
use crate::zones::{Level, Links, NodeId, View};

/// Every view of a level: home zone, second zone, how many homes' children show it, and what it leaves.
pub(super) fn views(world: &World, level: Level) -> Vec<(NodeId, NodeId, f64, View)> {
    let links = Links::count(&world.tree, level, &world.region.homes, &world.region.schools);
    let index = |zone: NodeId| links.zones.iter().position(|other| *other == zone);
    let law = world.tree.law(level);
    law.homes()
        .flat_map(|home| law.of(home).map(move |(second, view)| (home, second, view)))
        .filter_map(|(home, second, view)| Some((home, second, links.showing(index(home)?, index(second)?, view.drawn), view)))
        .collect()
}

/// The outcome below which so large a part of the weight lies.
pub(super) fn weighted(mut outcomes: Vec<(f64, f64)>, part: f64) -> f64 {
    outcomes.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let all: f64 = outcomes.iter().map(|(_, weight)| weight).sum();
    let mut below = 0.0;
    outcomes
        .iter()
        .find(|(_, weight)| {
            below += weight;
            below >= all * part
        })
        .map_or(f64::NAN, |(outcome, _)| *outcome)
}

pub(super) fn attack(world: &World, _: Size, report: &mut Report) {
    for (level, name) in [(Level::Standard, "all views of home and second zone"), (Level::High, "the same at level high")] {
        let views = views(world, level);
        let outcomes: Vec<(f64, f64)> = views
            .iter()
            .filter(|(.., view)| view.shown.is_some())
            .map(|(_, _, weight, view)| (f64::from(view.effective), *weight))
            .collect();
        let all: f64 = views.iter().map(|(_, _, weight, _)| weight).sum();
        let weak: f64 =
            views.iter().filter(|(.., v)| v.shown.is_some() && v.effective < 1_000).map(|(_, _, weight, _)| weight).sum();
        let stopped: f64 = views.iter().filter(|(.., view)| view.shown.is_none()).map(|(_, _, weight, _)| weight).sum();
        report.at_least(name, "effective homes, 1st percentile", weighted(outcomes, 0.01), 1_500.0);
        report.none(name, "share below 1,000 and not stopped", weak / all);
        report.at_most(name, "share that waits for two people", stopped / all, 0.0015);
    }
}
