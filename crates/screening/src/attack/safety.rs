//! The one thing that must never happen, tried millions of times: a home that is truly too near is offered.

use super::Size;
use super::figures::f;
use super::report::Report;
use super::world::World;
use crate::cards::{Card, Day, PersonId};
use crate::chance::Chance;
use crate::grid::Point;
use crate::vault::{Kind, NewCase, Place, Profile, Status, Vault, Whereabouts};
use crate::zones::{Level, NodeId};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dangerous {
    /// Pairs of a place of hers and a home truly nearer than the distance.
    pub pairs: u64,
    /// Those that were not refused.
    pub allowed: u64,
    /// People, each with a case of their own, who moved while it was open.
    pub people: u64,
    /// Homes that they lived in.
    pub homes: u64,
}

/// Where a position is recorded that is truly elsewhere: 60 m off for a place, 30 m for a home, and 10 m for rounding between them.
const PLACE_OFF: i32 = 600;
const HOME_OFF: i32 = 300;
const ROUNDING: i32 = 90;

/// Moved by no more than so many decimetres; away from a point if there is one, else in any direction.
fn off(at: Point, by: i32, away: Option<Point>, chance: &mut Chance) -> Point {
    let [dx, dy] = match away {
        Some(from) if from != at => [i64::from(at.x()) - i64::from(from.x()), i64::from(at.y()) - i64::from(from.y())],
        _ => [chance.between(-1_000, 1_000), chance.between(-1_000, 1_000)],
    };
    // Rounded up, so that the step is never longer than it may be.
    let long = u64::try_from(dx * dx + dy * dy).unwrap_or(0).isqrt() + 1;
    let long = i64::try_from(long).unwrap_or(1);
    let by = i64::from(by);
    Point::clamped(i64::from(at.x()) + by * dx / long, i64::from(at.y()) + by * dy / long)
}

/// Somewhere truly nearer than so many decimetres.
fn nearer(at: Point, far: i32, chance: &mut Chance) -> Point {
    // Most of them at the very edge, where a mistake would be.
    let by = if chance.in_thousand(600) {
        far - 1 - i32::try_from(chance.between(0, 30)).unwrap_or(0)
    } else {
        i32::try_from(chance.between(0, i64::from(far) - 1)).unwrap_or(0)
    };
    off(at, by, None, chance)
}

/// Tries so many dangerous pairs, through vault and card, with people who move.
pub fn dangerous_pairs(world: &World, pairs: u64, chance: &mut Chance) -> Dangerous {
    let mut found = Dangerous::default();
    while found.pairs < pairs {
        let Ok((mut vault, _)) = Vault::new(world.tree.clone(), &[3; 32]) else { return found };
        for person in 0..2_000_u128 {
            if found.pairs >= pairs {
                break;
            }
            one_person(world, &mut vault, person, &mut found, chance);
        }
    }
    found
}

fn one_person(world: &World, vault: &mut Vault, person: u128, found: &mut Dangerous, chance: &mut Chance) {
    let (victim, alleged) = (PersonId(person), PersonId(person + (1 << 64)));
    let level = if chance.in_thousand(200) { Level::High } else { Level::Standard };
    let profile =
        if chance.in_thousand(200) { Profile::new(3_000, 3_000, 1_000).unwrap_or(Profile::DEFAULT) } else { Profile::DEFAULT };
    let reserve: Vec<NodeId> =
        if chance.in_thousand(300) { world.tree.zones(level).into_iter().take(3).collect() } else { Vec::new() };
    let mut truly: Vec<(Point, i32)> = Vec::new();
    let recorded = |kind: Kind, truly: &mut Vec<(Point, i32)>, chance: &mut Chance| {
        let home = world.somebody(chance);
        // Half of all positions are wrong in the worst way: away from where he will ask.
        let (hers, far) = (world.at(home), if kind == Kind::Home { profile.home() } else { profile.other() });
        let asked = nearer(hers, far, chance);
        truly.push((hers, far));
        let adversary = chance.in_thousand(500).then_some(asked);
        (asked, off(hers, PLACE_OFF, adversary, chance))
    };
    let (mut asked, mut places) = (Vec::new(), Vec::new());
    for kind in [Kind::Home, Kind::School, Kind::Work, Kind::Family] {
        let (from, at) = recorded(kind, &mut truly, chance);
        asked.push(from);
        places.extend(Whereabouts::pinned(at, PLACE_OFF).map(|at| Place::at(kind, at, Day(0))));
    }
    vault.open_case(NewCase { victim, alleged: vec![alleged], places, reserve, level, profile });
    let moves = chance.below(4);
    for day in 0..moves {
        let (from, at) = recorded(Kind::Home, &mut truly, chance);
        asked.push(from);
        if let Some(at) = Whereabouts::pinned(at, PLACE_OFF) {
            let _ = vault.move_home(victim, Status::Resolved(at), Day(i32::try_from(day).unwrap_or(0)));
        }
        // After each move what is refused includes all that was before.
        if let Some(card) = vault.card(alleged) {
            ask(&card, &truly, &asked, 2, found, chance);
        }
    }
    if let Some(card) = vault.card(alleged) {
        ask(&card, &truly, &asked, 4, found, chance);
    }
    found.people += 1;
    found.homes += 1 + moves as u64;
}

fn ask(card: &Card, truly: &[(Point, i32)], asked: &[Point], more: usize, found: &mut Dangerous, chance: &mut Chance) {
    for ((hers, far), first) in truly.iter().zip(asked) {
        for turn in 0..=more {
            let truly = if turn == 0 { *first } else { nearer(*hers, *far, chance) };
            let registered = off(off(truly, HOME_OFF, Some(*hers), chance), ROUNDING, Some(*hers), chance);
            found.pairs += 1;
            found.allowed += u64::from(!card.refuses(registered));
        }
    }
}

pub(super) fn attack(world: &World, size: Size, report: &mut Report) {
    let found = dangerous_pairs(world, size.pairs, &mut world.chance(17));
    report.none(
        "dangerous pairs, positions wrong by up to 100 m, people who move",
        "pairs allowed",
        f64::from(u32::try_from(found.allowed).unwrap_or(u32::MAX)),
    );
    report.counted("pairs tried", found.pairs);
    report.counted("people, with moves, in that", found.people);
    report.for_the_record(
        "the same",
        "homes of hers for each person, mean",
        f(usize::try_from(found.homes).unwrap_or(0)) / f(usize::try_from(found.people).unwrap_or(1)),
    );
}
