//! Holes that the first draft of this design had, attacked as drafted and as built. Each pair of rows is the reason for a decision.

use std::collections::BTreeMap;

use super::Size;
use super::figures::{Sorted, f};
use super::linked::{views, weighted};
use super::moving::place;
use super::report::Report;
use super::world::World;
use crate::cards::{Day, PersonId};
use crate::chance::Chance;
use crate::vault::{Kind, NewCase, Status, Vault, Whereabouts};
use crate::zones::{Dwelling, Floors, Level, NodeId, ZoneTree};

pub(super) fn attack(world: &World, size: Size, report: &mut Report) {
    high_level(world, report);
    coarsening(world, report);
    three_zones(world, report);
    later_school(world, report);
    let people = size.people.min(60);
    moves_inside(world, people, report);
    covers(world, people * 20, report);
    versions(world, report);
}

/// "The smallest ancestor with 8,000 homes": a neighbour may have a smaller one inside it, and then the larger says "not there". Most of all where
/// zones are small: with the rural floors.
fn high_level(world: &World, report: &mut Report) {
    let Ok(tree) = ZoneTree::build(&world.region.homes, &world.region.schools, Floors::RURAL) else { return };
    let held = |zone: NodeId| tree.node(zone).map_or(0, |node| node.counts.homes);
    let mut shows: BTreeMap<NodeId, u32> = BTreeMap::new();
    for zone in tree.zones(Level::Standard) {
        let high = tree.up_from(zone).find(|id| held(*id) >= 8_000).unwrap_or(zone);
        *shows.entry(high).or_default() += held(zone);
    }
    let drafted = shows.values().map(|homes| f64::from(*homes));
    let built = tree.zones(Level::High).into_iter().map(|zone| f64::from(held(zone)));
    report.for_the_record(
        "level high as drafted, rural floors: the smallest node of 8,000 homes above",
        "homes that show it, smallest",
        Sorted::of(drafted).least(),
    );
    report.at_least(
        "level high as built, rural floors: a partition",
        "homes that show it, smallest",
        Sorted::of(built).least(),
        8_000.0,
    );
}

/// Six homes in ten of one zone are pulled down. If only that zone gives way to its parent, the parent says "home in the zone that fell".
fn coarsening(world: &World, report: &mut Report) {
    let mut chance = world.chance(23);
    let (mut drafted, mut built) = (Vec::new(), Vec::new());
    let zones: Vec<NodeId> = world.homes.keys().copied().collect();
    for weak in zones.iter().step_by(4) {
        let rect = world.rect(*weak);
        let left: Vec<Dwelling> =
            world.region.homes.iter().filter(|home| !rect.contains(home.at) || chance.in_thousand(400)).copied().collect();
        let mut tree = world.tree.clone();
        if tree.recount(&left, &world.region.schools).is_err() {
            continue;
        }
        let coarse = tree.now_shown(Level::Standard, *weak);
        let homes = |zone: NodeId| tree.node(zone).map_or(0.0, |node| f64::from(node.counts.homes));
        drafted.push(homes(*weak));
        built.push(homes(coarse));
    }
    report.for_the_record(
        "a zone that fell, as drafted: only it gives way",
        "homes that show its parent, smallest",
        Sorted::of(drafted).least(),
    );
    report.at_least(
        "a zone that fell, as built: all below the parent give way",
        "homes that show it, smallest",
        Sorted::of(built).least(),
        4_000.0,
    );
}

/// "A companion, if no other zone is drawn at least 2 times in 100": a school in a zone that is drawn less often shows three zones, of which one
/// is surely the school's. Shown at level high by itself, such a view still says what it is.
fn three_zones(world: &World, report: &mut Report) {
    let drafted: Vec<(f64, f64)> = views(world, Level::Standard)
        .into_iter()
        .map(|(_, _, weight, view)| {
            let rare = view.drawn < (1 << 32) / 50;
            (f64::from(if rare { view.alone } else { view.effective }), weight)
        })
        .collect();
    let all: f64 = drafted.iter().map(|(_, weight)| weight).sum();
    let weak: f64 = drafted.iter().filter(|(homes, _)| *homes < 1_000.0).map(|(_, weight)| weight).sum();
    let least = drafted.iter().map(|(homes, _)| *homes).fold(f64::INFINITY, f64::min);
    report.for_the_record("companion as drafted: left out at 2 in 100 only", "share of views below 1,000", weak / all);
    report.for_the_record("companion as drafted: left out at 2 in 100 only", "effective homes, smallest", least);
    report.for_the_record(
        "companion as drafted: left out at 2 in 100 only",
        "effective homes, 1st percentile",
        weighted(drafted, 0.01),
    );
    let built = views(world, Level::Standard)
        .into_iter()
        .filter(|(.., view)| view.shown.is_some())
        .map(|(.., view)| f64::from(view.effective));
    report.at_least(
        "companion as built: left out for any school that it is ever drawn as",
        "effective homes, smallest",
        Sorted::of(built).least(),
        1_000.0,
    );
}

/// A child changes school later, when home and companion stand on cards: nothing hides the new zone. These wait for two people.
fn later_school(world: &World, report: &mut Report) {
    let later: Vec<(f64, f64)> =
        views(world, Level::Standard).into_iter().map(|(_, _, weight, view)| (f64::from(view.alone), weight)).collect();
    let all: f64 = later.iter().map(|(_, weight)| weight).sum();
    let weak: f64 = later.iter().filter(|(homes, _)| *homes < 1_000.0).map(|(_, weight)| weight).sum();
    report.for_the_record(
        "a school that comes later, in a zone not yet on the card",
        "effective homes, median",
        weighted(later, 0.5),
    );
    report.for_the_record("a school that comes later, in a zone not yet on the card", "share stopped for two people", weak / all);
}

/// "A companion once per home zone ever held": then a move inside the reserve draws a new one, and the card changes after all.
fn moves_inside(world: &World, people: usize, report: &mut Report) {
    let mut chance = world.chance(29);
    let law = world.tree.law(Level::Standard);
    let (mut seen, mut school_seen, mut tried) = (0, 0, 0);
    for person in 0..people {
        let hers = world.somebody(&mut chance);
        let reserve = world.tree.reserve_near(Level::Standard, world.zone[hers as usize]);
        let Some(home) = place(Kind::Home, world.at(hers)) else { continue };
        let Ok((mut vault, _)) = Vault::new(world.tree.clone(), &[11; 32]) else { continue };
        let (victim, alleged) = (PersonId(person as u128), PersonId(1 << 90));
        let profile = World::profile();
        vault.open_case(NewCase {
            victim,
            alleged: vec![alleged],
            places: vec![home],
            reserve: reserve.clone(),
            level: Level::Standard,
            profile,
        });
        vault.feed();
        let Some(to) = chance.one_of(&reserve).copied() else { continue };
        // As drafted only the first home has a companion; the one of the new home is drawn on the day of the move.
        let bits = |chance: &mut Chance| u32::try_from(chance.bits() >> 32).unwrap_or(0);
        let first = law.draw(world.zone[hers as usize], bits(&mut chance));
        let second = law.draw(to, bits(&mut chance));
        let stands = |zone: Option<NodeId>| {
            zone.is_none_or(|zone| Some(zone) == first || reserve.contains(&zone) || zone == world.zone[hers as usize])
        };
        seen += usize::from(!stands(second));
        // As built the move is silent, and only a new school in a zone not on the card can be seen.
        let homes = &world.homes[&to];
        let new = homes[chance.below(homes.len())];
        let school = world.school_of(new, &mut chance);
        let pin = |at| Whereabouts::pinned(at, 100).map(Status::Resolved);
        if let (Some(home), Some(school)) = (pin(world.at(new)), pin(school)) {
            let _ = vault.move_home(victim, home, Day(1));
            let silent = vault.feed().is_empty();
            let _ = vault.change_school(victim, school, Day(2));
            school_seen += usize::from(!silent || !vault.feed().is_empty());
            tried += 1;
        }
    }
    report.for_the_record(
        "a move inside the reserve as drafted: one companion",
        "share of moves that change the card",
        f(seen) / f(people.max(1)),
    );
    report.for_the_record(
        "a move inside the reserve with a new school",
        "share of moves that change the card",
        f(school_seen) / f(tried.max(1)),
    );
}

/// Two cover zones without companions: the zone beside the new companion is hers.
fn covers(world: &World, people: usize, report: &mut Report) {
    let mut chance = world.chance(31);
    let law = world.tree.law(Level::Standard);
    let zones: Vec<NodeId> = world.homes.keys().copied().collect();
    let (mut drafted, mut built) = (0, 0);
    for _ in 0..people {
        let three: Vec<NodeId> = (0..3).filter_map(|_| chance.one_of(&zones).copied()).collect();
        let draw = |zone: NodeId, chance: &mut Chance| law.draw(zone, u32::try_from(chance.bits() >> 32).unwrap_or(0));
        // The first is hers. He guesses the one that explains best what else is new.
        let likely = |zone: NodeId, seconds: &[NodeId]| seconds.iter().map(|second| law.drawn(zone, *second)).max().unwrap_or(0);
        let guess = |seconds: &[NodeId], chance: &mut Chance| {
            let most = three.iter().map(|zone| likely(*zone, seconds)).max().unwrap_or(0);
            let best: Vec<usize> = (0..3).filter(|n| likely(three[*n], seconds) == most).collect();
            chance.one_of(&best).copied()
        };
        let one: Vec<NodeId> = draw(three[0], &mut chance).into_iter().collect();
        let all: Vec<NodeId> = three.iter().filter_map(|zone| draw(*zone, &mut chance)).collect();
        drafted += usize::from(guess(&one, &mut chance) == Some(0));
        built += usize::from(guess(&all, &mut chance) == Some(0));
    }
    report.for_the_record(
        "a move with covers as drafted: no companions for covers",
        "her new zone guessed, of three",
        f(drafted) / f(people),
    );
    report.at_most(
        "a move with covers as built: a companion for each",
        "her new zone guessed, of three",
        f(built) / f(people),
        0.42,
    );
}

/// A new place in a zone that stands on the card anyway: does a new version of the card tell that something happened?
fn versions(world: &World, report: &mut Report) {
    let mut chance = world.chance(37);
    let (victim, alleged) = (PersonId(1), PersonId(2));
    let (mut changes, mut told) = (0, 0);
    let Ok((mut vault, _)) = Vault::new(world.tree.clone(), &[12; 32]) else { return };
    let hers = world.somebody(&mut chance);
    let zone = &world.homes[&world.zone[hers as usize]];
    let profile = World::profile();
    let places = place(Kind::Home, world.at(hers)).into_iter().collect();
    vault.open_case(NewCase { victim, alleged: vec![alleged], places, reserve: Vec::new(), level: Level::Standard, profile });
    vault.feed();
    for _ in 0..50 {
        let near = zone[chance.below(zone.len())];
        if let Some(job) = place(Kind::Work, world.at(near)) {
            let _ = vault.add_place(victim, job);
            changes += 1;
            told += vault.feed().len();
        }
    }
    report.none("a new place in a zone on the card (as drafted each made a new version)", "versions sent", f(told));
    report.counted("places added inside zones on cards", changes);
}
