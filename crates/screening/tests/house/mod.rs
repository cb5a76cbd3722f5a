//! A small made region with its tree, for the tests beside this file.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part of it, and all of it is a test")]

use std::sync::LazyLock;

use screening::cards::{Day, PersonId};
use screening::grid::Point;
use screening::made::Region;
use screening::screen::{Application, Member, MemoryCards, Screen, Uprn, Vacancy};
use screening::vault::{Kind, NewCase, Place, Profile, Vault, Whereabouts};
use screening::zones::{Floors, Level, NodeId, ZoneTree};

pub const MASTER: [u8; 32] = [7; 32];
pub const TODAY: Day = Day(20_000);
pub const VICTIM: PersonId = PersonId(1);
pub const ALLEGED: PersonId = PersonId(1_001);

pub static REGION: LazyLock<Region> = LazyLock::new(|| Region::made(11, 100));
pub static TREE: LazyLock<ZoneTree> = LazyLock::new(|| {
    let mut tree = ZoneTree::build(&REGION.homes, &REGION.schools, Floors::DEFAULT).unwrap();
    tree.fix_laws(&REGION.homes, &REGION.schools);
    tree
});

/// The vault and the screen, with nobody in them.
pub fn empty() -> (Vault, Screen<MemoryCards>) {
    let (vault, keys) = Vault::new(TREE.clone(), &MASTER).unwrap();
    (vault, Screen::new(TREE.clone(), keys, MemoryCards::default()))
}

pub fn pinned(at: Point) -> Whereabouts {
    Whereabouts::pinned(at, 600).unwrap()
}

pub fn place(kind: Kind, at: Point) -> Place {
    Place::at(kind, pinned(at), TODAY)
}

pub fn case(victim: PersonId, alleged: &[PersonId], places: Vec<Place>) -> NewCase {
    let (level, profile) = (Level::Standard, Profile::DEFAULT);
    NewCase { victim, alleged: alleged.to_vec(), places, reserve: Vec::new(), level, profile }
}

/// Sends what is new from the vault to the screen; says how many cards that was.
pub fn send(vault: &mut Vault, screen: &Screen<MemoryCards>) -> usize {
    let cards = vault.feed();
    cards.iter().for_each(|(person, sealed)| drop(screen.receive(*person, sealed, TODAY)));
    cards.len()
}

pub fn household(people: &[PersonId]) -> Application {
    Application { members: people.iter().map(|person| Member { person: *person, flagged: person.0 >= 1_000 }).collect() }
}

pub fn vacancy(home: usize) -> Vacancy {
    Vacancy { home: Uprn(REGION.homes[home].uprn), at: Some(REGION.homes[home].at), entered_by: 99 }
}

/// A point moved so far in a direction of sixteen, and never farther.
pub fn moved(from: Point, by: i32, direction: usize) -> Point {
    const TURN: [[i32; 2]; 16] = [
        [1000, 0],
        [923, 382],
        [707, 707],
        [382, 923],
        [0, 1000],
        [-382, 923],
        [-707, 707],
        [-923, 382],
        [-1000, 0],
        [-923, -382],
        [-707, -707],
        [-382, -923],
        [0, -1000],
        [382, -923],
        [707, -707],
        [923, -382],
    ];
    let [dx, dy] = TURN[direction % 16];
    Point::clamped(i64::from(from.x()) + i64::from(by * dx / 1000), i64::from(from.y()) + i64::from(by * dy / 1000))
}

pub fn zones_near(zone: NodeId, many: usize) -> Vec<NodeId> {
    let rect = TREE.node(zone).unwrap().rect;
    let mut near: Vec<NodeId> = TREE.zones(Level::Standard).into_iter().filter(|other| *other != zone).collect();
    near.sort_by_key(|other| TREE.node(*other).unwrap().rect.gap2(rect));
    near.truncate(many);
    near
}
