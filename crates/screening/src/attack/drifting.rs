//! Ten years in which homes are built and pulled down.

use super::Size;
use super::figures::{Sorted, f};
use super::report::Report;
use super::world::World;
use crate::chance::Chance;
use crate::grid::{Point, Rect};
use crate::zones::{Dwelling, Floors, Level, NodeId, ZoneTree};

/// One year later: fifteen homes in a thousand are gone, and as many and a few more are new, near others.
fn a_year_later(homes: &mut Vec<Dwelling>, next: &mut u64, chance: &mut Chance) {
    let before = homes.len();
    homes.retain(|_| !chance.in_thousand(15));
    while homes.len() < before + before / 500 {
        let at = homes[chance.below(homes.len())].at;
        let (dx, dy) = (chance.between(-1_500, 1_500), chance.between(-1_500, 1_500));
        homes.push(Dwelling {
            uprn: *next,
            at: Point::clamped(i64::from(at.x()) + dx, i64::from(at.y()) + dy),
            social: chance.in_thousand(200),
        });
        *next += 1;
    }
}

pub(super) fn attack(world: &World, size: Size, report: &mut Report) {
    let mut chance = world.chance(5);
    let mut homes = world.region.homes.clone();
    let mut next = 1;
    let mut tree = world.tree.clone();
    let watched: Vec<Point> = (0..size.people * 4).map(|_| world.at(world.somebody(&mut chance))).collect();
    // What each showed first; the smallest that she ever showed, with what it then held; and for the canary what rebuilt zones have in common.
    let first: Vec<NodeId> = watched.iter().map(|at| tree.zone(Level::Standard, *at)).collect();
    let held = |tree: &ZoneTree, node: NodeId| tree.node(node).map_or(0, |node| node.counts.homes);
    let mut least: Vec<u32> = first.iter().map(|node| held(&tree, *node)).collect();
    let mut common: Vec<[i32; 4]> = first.iter().map(|node| world.rect(*node).edges()).collect();
    for _ in 0..10 {
        a_year_later(&mut homes, &mut next, &mut chance);
        if tree.recount(&homes, &world.region.schools).is_err() {
            continue;
        }
        let zones = tree.zones(Level::Standard);
        let _ = tree.open(zones[chance.below(zones.len())], &homes, &world.region.schools);
        for (at, (first, least)) in watched.iter().zip(first.iter().zip(&mut least)) {
            // An old card shows what became of its node; a new one for somebody there shows today's zone.
            let shown = [tree.now_shown(Level::Standard, *first), tree.zone(Level::Standard, *at)];
            *least = shown.into_iter().map(|node| held(&tree, node)).fold(*least, u32::min);
        }
        if let Ok(rebuilt) = ZoneTree::build(&homes, &world.region.schools, Floors::DEFAULT) {
            for (at, common) in watched.iter().zip(&mut common) {
                let [west, south, east, north] =
                    rebuilt.node(rebuilt.zone(Level::Standard, *at)).map_or(Rect::WHOLE, |n| n.rect).edges();
                *common = [common[0].max(west), common[1].max(south), common[2].min(east), common[3].min(north)];
            }
        }
    }
    report.at_least(
        "10 years of building and pulling down",
        "homes in what all years have in common, smallest",
        Sorted::of(least.iter().map(|n| f64::from(*n))).least(),
        4_000.0,
    );
    let in_common = common
        .iter()
        .filter_map(|[west, south, east, north]| Rect::new(*west, *south, *east, *north))
        .map(|rect| f(world.region.homes.iter().filter(|home| rect.contains(home.at)).count()));
    report.canary("zones built anew each year, 10 years", "homes in common, smallest", Sorted::of(in_common).least(), 1_000.0);
}
