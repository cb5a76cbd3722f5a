//! A year of lists: one home in 28 days, and every vacancy in the paper.

use super::Size;
use super::figures::{Sorted, f};
use super::moving::place;
use super::report::Report;
use super::world::World;
use crate::cards::{Day, PersonId, Slot};
use crate::chance::Chance;
use crate::screen::{Application, Member, MemoryCards, Pace, Screen, Uprn, Vacancy};
use crate::vault::{Kind, NewCase, Vault};
use crate::zones::{Level, NodeId};

/// A home zone with a companion, how likely they are beforehand, and what they refuse.
struct Hypothesis {
    home: NodeId,
    log_likelihood: f64,
    slots: [Slot; 2],
}

fn hypotheses(world: &World) -> Vec<Hypothesis> {
    let profile = World::profile();
    super::linked::views(world, Level::Standard)
        .into_iter()
        .filter(|(_, _, weight, _)| *weight > 0.0)
        .map(|(home, second, weight, view)| {
            let slot = |node, reach| Slot { node, rect: world.rect(node), reach };
            let shown = view.shown.unwrap_or(home);
            Hypothesis {
                home,
                log_likelihood: weight.ln(),
                slots: [slot(shown, profile.home_reach()), slot(second, profile.other_reach())],
            }
        })
        .collect()
}

/// How many homes are left in effect, after this many turns of 28 days; told at each of them.
fn effective_homes(world: &World, hers: u32, turns: usize, chance: &mut Chance) -> Option<Vec<f64>> {
    let (mut vault, keys) = Vault::new(world.tree.clone(), &[6; 32]).ok()?;
    let (victim, alleged) = (PersonId(u128::from(hers)), PersonId(1 << 64));
    let school = world.school_of(hers, chance);
    let places = vec![place(Kind::Home, world.at(hers))?, place(Kind::School, school)?];
    let (level, profile) = (Level::Standard, World::profile());
    vault.open_case(NewCase { victim, alleged: vec![alleged], places, reserve: Vec::new(), level, profile });
    let screen = Screen::new(world.tree.clone(), keys, MemoryCards::default());
    vault.feed().iter().for_each(|(person, card)| drop(screen.receive(*person, card, Day(0))));
    let him = Application { members: vec![Member { person: alleged, flagged: true }] };
    let lettings = world.region.lettings(chance, u16::try_from(turns * 4).ok()?);
    let mut open = hypotheses(world);
    (0..turns)
        .map(|turn| {
            let weeks = turn * 4..turn * 4 + 4;
            let stock: Vec<Vacancy> = lettings
                .iter()
                .filter(|(_, week)| weeks.contains(&usize::from(*week)))
                .map(|(home, _)| Vacancy {
                    home: Uprn(world.region.homes[*home].uprn),
                    at: Some(world.region.homes[*home].at),
                    entered_by: 0,
                })
                .collect();
            let day = Day(i32::try_from(turn).ok()? * Pace::MANAGED.days);
            let given = screen.list(&him, day, &stock, &|_| true);
            let given = stock.iter().find(|vacancy| given.first() == Some(&vacancy.home)).and_then(|vacancy| vacancy.at);
            open.retain_mut(|one| {
                let refuses = |vacancy: &Vacancy| vacancy.at.is_some_and(|at| one.slots.iter().any(|slot| slot.refuses(at)));
                let safe = stock.iter().filter(|vacancy| !refuses(vacancy)).count();
                match given {
                    Some(at) if one.slots.iter().any(|slot| slot.refuses(at)) => false,
                    Some(_) => {
                        one.log_likelihood -= f(safe.max(1)).ln();
                        true
                    }
                    None => safe == 0,
                }
            });
            Some(effective(world, &open))
        })
        .collect()
}

/// Two to the entropy over homes: within a home zone nothing tells one from another.
fn effective(world: &World, open: &[Hypothesis]) -> f64 {
    let most = open.iter().map(|one| one.log_likelihood).fold(f64::NEG_INFINITY, f64::max);
    let mut by_home: std::collections::BTreeMap<NodeId, f64> = std::collections::BTreeMap::new();
    open.iter().for_each(|one| *by_home.entry(one.home).or_default() += (one.log_likelihood - most).exp());
    let all: f64 = by_home.values().sum();
    let entropy: f64 = by_home
        .iter()
        .map(|(home, weight)| {
            let p = weight / all;
            if p > 0.0 { p * (f(world.homes[home].len()).ln() - p.ln()) } else { 0.0 }
        })
        .sum();
    entropy.exp()
}

pub(super) fn attack(world: &World, size: Size, report: &mut Report) {
    let mut chance = world.chance(9);
    let years: Vec<Vec<f64>> = (0..size.people)
        .filter_map(|_| {
            let hers = world.somebody(&mut chance);
            effective_homes(world, hers, 13, &mut chance)
        })
        .collect();
    let after = |turn: usize| Sorted::of(years.iter().map(|year| year[turn]));
    report.at_least("a list of 1 home in 28 days, watched for 52 weeks", "effective homes, median", after(12).median(), 30_000.0);
    for (turn, week) in [(0, 4), (2, 12), (5, 24), (8, 36), (12, 52)] {
        report.series("lists", week, after(turn).median());
    }
}
