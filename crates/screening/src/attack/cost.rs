//! What it costs: the share of social homes that he cannot be offered.

use super::Size;
use super::figures::{Sorted, f};
use super::moving::place;
use super::report::Report;
use super::world::World;
use crate::cards::PersonId;
use crate::chance::Chance;
use crate::vault::{Kind, NewCase, Place, Vault};
use crate::zones::{Level, NodeId};

/// The share of a sample of social homes that the card of somebody kept away from these places refuses.
fn lost(world: &World, places: Vec<Place>, reserve: Vec<NodeId>, chance: &mut Chance) -> Option<f64> {
    let (mut vault, _) = Vault::new(world.tree.clone(), &[8; 32]).ok()?;
    let (victim, alleged) = (PersonId(chance.bits().into()), PersonId(1 << 100));
    let (level, profile) = (Level::Standard, World::profile());
    vault.open_case(NewCase { victim, alleged: vec![alleged], places, reserve, level, profile });
    let card = vault.card(alleged)?;
    let refused = (0..1_000).filter_map(|_| chance.one_of(&world.social)).filter(|home| card.refuses(world.at(**home))).count();
    Some(f(refused) / 1_000.0)
}

pub(super) fn attack(world: &World, size: Size, report: &mut Report) {
    let mut chance = world.chance(13);
    let (mut radius, mut one, mut four, mut reserved) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let far = i64::from(World::profile().home());
    for _ in 0..size.people * 4 {
        let hers = world.somebody(&mut chance);
        let at = world.at(hers);
        let near = (0..1_000)
            .filter_map(|_| chance.one_of(&world.social))
            .filter(|home| world.at(**home).distance2(at) <= far * far)
            .count();
        radius.push(f(near) / 1_000.0);
        let home = || place(Kind::Home, at);
        one.extend(home().and_then(|home| lost(world, vec![home], Vec::new(), &mut chance)));
        // Work and a relative lie where people live, the relative rather near.
        let relative = world.near(at, 60_000).nth(chance.below(20_000)).unwrap_or(hers);
        let work = world.somebody(&mut chance);
        let school = world.school_of(hers, &mut chance);
        let places =
            [home(), place(Kind::School, school), place(Kind::Work, world.at(work)), place(Kind::Family, world.at(relative))];
        four.extend(lost(world, places.into_iter().flatten().collect(), Vec::new(), &mut chance));
        let reserve = world.tree.reserve_near(Level::Standard, world.zone[hers as usize]);
        reserved.extend(home().and_then(|home| lost(world, vec![home], reserve, &mut chance)));
    }
    let mean = |values: Vec<f64>| Sorted::of(values).mean();
    report.on_average("cost, home and companion, 1,000/500 m", "social homes lost to him, mean", mean(one), 0.18);
    report.on_average("cost, four places and companion", "social homes lost to him, mean", mean(four), 0.30);
    report.for_the_record("cost, a check by radius", "social homes lost to him, mean", mean(radius));
    report.for_the_record("cost, home and reserve, a companion for each", "social homes lost to him, mean", mean(reserved));
}
