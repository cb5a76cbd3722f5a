//! Does the running sum notice people who ask to find out, and leave honest officers alone?
//!
//! How often an honest officer and a prober do each of the three things is assumed, and set by local journals later.

use super::Size;
use super::figures::{Sorted, f};
use super::report::Report;
use super::world::World;
use crate::chance::Chance;
use crate::screen::{Watch, Wish};

/// In a thousand: no such vacancy, near an edge, asked before.
const HONEST: [i64; 3] = [30, 100, 50];
const PROBER: [i64; 3] = [500, 400, 200];

fn asked_until_noticed(rates: [i64; 3], most: usize, chance: &mut Chance) -> Option<usize> {
    let mut watch = Watch::default();
    (1..=most).find(|_| {
        let [without_vacancy, near_an_edge, again] = rates.map(|rate| chance.in_thousand(rate));
        watch.note(Wish { without_vacancy, near_an_edge, again })
    })
}

pub(super) fn attack(world: &World, size: Size, report: &mut Report) {
    let mut chance = world.chance(11);
    let probers =
        Sorted::of((0..size.officers / 10).map(|_| f(asked_until_noticed(PROBER, 1_000, &mut chance).unwrap_or(1_000))));
    let honest = (0..size.officers).filter(|_| asked_until_noticed(HONEST, 60, &mut chance).is_some()).count();
    report.at_most("noticing", "proposals until a prober is noticed, median", probers.median(), 10.0);
    report.at_most("noticing", "honest officers alarmed within 60 proposals", f(honest) / f(size.officers), 0.002);
}
