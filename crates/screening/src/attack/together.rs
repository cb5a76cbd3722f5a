//! Several observers with one victim put together what they were told.

use super::Size;
use super::asking::{Views, everything};
use super::figures::{Sorted, f};
use super::mechanism::{Mechanism, OwnPartition, Zones};
use super::report::Report;
use super::world::World;
use crate::chance::Chance;

/// How many homes are left to this many observers together, one more each time.
fn left_to<M: Mechanism>(mechanism: &M, views: &[Views<M::View>], world: &World, hers: u32, chance: &mut Chance) -> Vec<usize> {
    let mut votes = vec![0_usize; world.region.homes.len()];
    views
        .iter()
        .enumerate()
        .map(|(observer, views)| {
            everything(mechanism, observer, views, world, hers, chance)
                .homes
                .into_iter()
                .for_each(|home| votes[home as usize] += 1);
            votes.iter().filter(|votes| **votes == observer + 1).count()
        })
        .collect()
}

pub(super) fn attack(world: &World, size: Size, report: &mut Report) {
    let mut chance = world.chance(3);
    let people = size.people.min(60);
    let zones = Zones::over(world);
    let views: Vec<_> = (0..20).map(|observer| Views::of(&zones, observer, world)).collect();
    let mut differences = 0;
    for _ in 0..people {
        let hers = world.somebody(&mut chance);
        let left = left_to(&zones, &views, world, hers, &mut chance);
        differences += left.iter().filter(|more| **more != left[0]).count();
    }
    report.none("2 to 20 observers pool their answers", "differences to one observer", f(differences));
    let Some(own) = OwnPartition::over(world, 10) else { return };
    let views: Vec<_> = (0..10).map(|observer| Views::of(&own, observer, world)).collect();
    let left: Vec<Vec<usize>> = (0..people.min(24))
        .map(|_| {
            let hers = world.somebody(&mut chance);
            left_to(&own, &views, world, hers, &mut chance)
        })
        .collect();
    let ten = Sorted::of(left.iter().map(|left| f(left[9])));
    report.canary("own partition for each pair, 10 observers", "homes left, median", ten.median(), 100.0);
}
