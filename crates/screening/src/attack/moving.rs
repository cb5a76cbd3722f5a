//! She is housed inside her reserve; he has kept every advert.

use super::Size;
use super::figures::{Sorted, f};
use super::report::Report;
use super::world::World;
use crate::cards::{Day, PersonId};
use crate::grid::Point;
use crate::vault::{Kind, NewCase, Place, Status, Vault, Whereabouts};
use crate::zones::Level;

pub(super) fn place(kind: Kind, at: Point) -> Option<Place> {
    Some(Place::at(kind, Whereabouts::pinned(at, 100)?, Day(0)))
}

pub(super) fn attack(world: &World, size: Size, report: &mut Report) {
    let mut chance = world.chance(7);
    let lettings = world.region.lettings(&mut world.chance(8), 26);
    let (victim, alleged) = (PersonId(1), PersonId(2));
    let (mut all, mut with_child, mut alone, mut changed) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for _ in 0..size.people * 4 {
        let hers = world.somebody(&mut chance);
        let reserve = world.tree.reserve_near(Level::Standard, world.zone[hers as usize]);
        let inside: Vec<usize> =
            lettings.iter().map(|(home, _)| *home).filter(|home| reserve.contains(&world.zone[*home])).collect();
        let (Some(to), Some(home)) = (chance.one_of(&inside), place(Kind::Home, world.at(hers))) else { continue };
        let rooms = world.region.bedrooms[*to];
        all.push(f(inside.len()));
        // With a child she needs two or three bedrooms; by herself, one.
        let alike = f(inside.iter().filter(|home| world.region.bedrooms[**home] == rooms).count());
        match rooms {
            1 => alone.push(alike),
            2 | 3 => with_child.push(alike),
            _ => {}
        }
        let Ok((mut vault, _)) = Vault::new(world.tree.clone(), &[5; 32]) else { continue };
        let profile = World::profile();
        vault.open_case(NewCase { victim, alleged: vec![alleged], places: vec![home], reserve, level: Level::Standard, profile });
        vault.feed();
        if let Some(new) = Whereabouts::pinned(world.region.homes[*to].at, 100) {
            let _ = vault.move_home(victim, Status::Resolved(new), Day(90));
        }
        changed += vault.feed().len();
    }
    let [all, with_child, alone] = [all, with_child, alone].map(Sorted::of);
    report.none("a move inside the reserve", "cards that change", f(changed));
    report.at_least("the same, adverts of 26 weeks kept", "candidate lettings, 5th percentile", all.at(0.05), 75.0);
    report.at_least(
        "the same, two or three bedrooms and how many known",
        "candidate lettings, 5th percentile",
        with_child.at(0.05),
        25.0,
    );
    report.for_the_record("the same, one bedroom known", "candidate lettings, 5th percentile", alone.at(0.05));
}
