//! Properties 3, 4 and 5 of the tree: one zone for every point, the same tree from the same register, and nothing lost over the years.
#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod house;

use house::{REGION, TREE};
use proptest::prelude::*;
use screening::chance::Chance;
use screening::grid::{EAST, NORTH, Point, Rect};
use screening::zones::{Dwelling, Floors, Level, NodeId, Step, ZoneTree};

fn shuffled(mut homes: Vec<Dwelling>, seed: u64) -> Vec<Dwelling> {
    let mut chance = Chance::new(seed);
    for i in (1..homes.len()).rev() {
        homes.swap(i, chance.below(i + 1));
    }
    homes
}

#[test]
fn every_zone_meets_every_floor_and_any_two_nodes_are_nested_or_apart() {
    let rects: Vec<(NodeId, Rect)> = TREE.nodes().map(|(id, node)| (id, node.rect)).collect();
    for (id, node) in TREE.nodes() {
        assert!(TREE.floors().met_by(&node.counts));
        for (other, rect) in &rects {
            let apart = node.rect.gap2(*rect) > 0;
            assert!(apart || TREE.holds(id, *other) || TREE.holds(*other, id));
        }
    }
    assert!(TREE.zones(Level::Standard).len() > 20);
}

#[test]
fn what_is_shown_at_one_level_is_a_partition() {
    for level in Level::ALL {
        let zones = TREE.zones(level);
        for (i, zone) in zones.iter().enumerate() {
            for other in &zones[i + 1..] {
                assert!(!TREE.holds(*zone, *other) && !TREE.holds(*other, *zone));
            }
        }
        let homes: u32 = zones.iter().map(|zone| TREE.node(*zone).unwrap().counts.homes).sum();
        assert_eq!(homes as usize, REGION.homes.len());
    }
    assert!(TREE.zones(Level::High).iter().all(|zone| TREE.node(*zone).unwrap().counts.homes >= 8_000));
}

#[test]
fn the_order_of_the_register_and_repeated_rows_change_nothing() {
    let mut homes = shuffled(REGION.homes.clone(), 3);
    homes.extend(REGION.homes[..5_000].to_vec());
    let mut tree = ZoneTree::build(&homes, &REGION.schools, Floors::DEFAULT).unwrap();
    tree.fix_laws(&homes[..REGION.homes.len()], &REGION.schools);
    assert_eq!(tree.version(), TREE.version());
}

#[test]
fn a_number_at_two_places_stops_the_build() {
    let mut homes = REGION.homes.clone();
    homes[1].uprn = homes[0].uprn;
    assert!(ZoneTree::build(&homes, &REGION.schools, Floors::DEFAULT).is_err());
}

#[test]
fn towers_of_a_thousand_flats_at_one_point_do_not_break_cuts() {
    let mut homes = Vec::new();
    let mut chance = Chance::new(5);
    for tower in 0..40_u64 {
        let at = Point::clamped(
            1_000_000 + i64::try_from(tower % 8).unwrap() * 9_000,
            1_000_000 + i64::try_from(tower / 8).unwrap() * 9_000,
        );
        homes.extend((0..1_000).map(|flat| Dwelling { uprn: tower * 1_000 + flat, at, social: true }));
    }
    for uprn in 0..6_000_u64 {
        let at = Point::clamped(1_000_000 + chance.between(0, 70_000), 1_000_000 + chance.between(0, 40_000));
        homes.push(Dwelling { uprn: 1_000_000 + uprn, at, social: false });
    }
    let floors = Floors { buildings: 500, primaries: 0, ..Floors::RURAL };
    let tree = ZoneTree::build(&homes, &[], floors).unwrap();
    let zones = tree.zones(Level::Standard);
    assert!(zones.len() >= 4, "{}", zones.len());
    assert!(zones.iter().all(|zone| floors.met_by(&tree.node(*zone).unwrap().counts)));
    let nothing_but_towers = ZoneTree::build(&homes[..40_000], &[], Floors { buildings: 400, ..floors });
    assert!(nothing_but_towers.is_err(), "forty buildings are no zone, however many flats they have");
}

#[test]
fn a_tree_comes_back_from_its_file_as_it_was_and_a_changed_file_is_refused() {
    let text = TREE.to_text();
    let back = ZoneTree::from_text(&text).unwrap();
    assert_eq!((back.version(), &back), (TREE.version(), &*TREE));
    let mut chance = Chance::new(9);
    for _ in 0..300 {
        let mut bytes = text.clone().into_bytes();
        let at = chance.below(bytes.len());
        bytes[at] = b"0123456789 -sh\nnode"[chance.below(19)];
        let changed = String::from_utf8(bytes).unwrap();
        if let Ok(tree) = ZoneTree::from_text(&changed) {
            assert!(changed == text || tree.version() != TREE.version());
        }
    }
}

#[test]
fn over_the_years_what_she_showed_never_gets_smaller_than_a_zone() {
    let mut chance = Chance::new(21);
    let mut homes = REGION.homes.clone();
    let mut tree = TREE.clone();
    let mut next = 1_u64;
    let watched: Vec<Point> = (0..200).map(|_| homes[chance.below(homes.len())].at).collect();
    let mut shown: Vec<Vec<NodeId>> = watched.iter().map(|at| vec![tree.zone(Level::Standard, *at)]).collect();
    for year in 0..6 {
        // Homes are built and pulled down; in the third year a whole district goes.
        let gone = tree.node(tree.zones(Level::Standard)[0]).unwrap().rect;
        homes.retain(|home| !(chance.in_thousand(15) || year == 3 && gone.contains(home.at) && chance.in_thousand(600)));
        for _ in 0..3_000 {
            let at = homes[chance.below(homes.len())].at;
            let x = i64::from(at.x()) + chance.between(-900, 900);
            let y = i64::from(at.y()) + chance.between(-900, 900);
            homes.push(Dwelling { uprn: next, at: Point::clamped(x, y), social: chance.in_thousand(200) });
            next += 1;
        }
        let recount = tree.recount(&homes, &REGION.schools).unwrap();
        assert_eq!(year == 3, recount.steps.iter().any(|step| matches!(step, Step::Coarsened(Level::Standard, _))));
        let zones = tree.zones(Level::Standard);
        tree.open(zones[chance.below(zones.len())], &homes, &REGION.schools).unwrap();
        assert!(tree.is_sound());
        for (at, shown) in watched.iter().zip(&mut shown) {
            // A case that was opened keeps its node; one opened today gets today's zone: whoever is on it shows it.
            let stored = tree.now_shown(Level::Standard, shown[0]);
            assert!(tree.holds(stored, tree.zone(Level::Standard, *at)));
            shown.push(stored);
        }
        assert_eq!(ZoneTree::from_text(&tree.to_text()).as_ref(), Ok(&tree));
    }
    for shown in shown {
        let smallest = shown.iter().min_by_key(|id| tree.up_from(**id).count().wrapping_neg()).unwrap();
        assert!(shown.iter().all(|id| tree.holds(*id, *smallest)), "all that she ever showed is nested");
    }
}

#[test]
fn a_zone_that_was_coarsened_is_opened_again_only_along_its_old_cut() {
    let mut tree = TREE.clone();
    let weak = tree.zones(Level::Standard)[0];
    let rect = tree.node(weak).unwrap().rect;
    let mut chance = Chance::new(2);
    let fewer: Vec<Dwelling> = REGION.homes.iter().filter(|h| !rect.contains(h.at) || chance.in_thousand(300)).copied().collect();
    tree.recount(&fewer, &REGION.schools).unwrap();
    let coarse = tree.now_shown(Level::Standard, weak);
    assert!(coarse != weak && tree.is_zone(Level::Standard, coarse));
    let nodes = tree.nodes().count();
    assert_eq!(tree.open(coarse, &fewer, &REGION.schools), Ok(false), "the weak half is still weak");
    assert_eq!(tree.open(coarse, &REGION.homes, &REGION.schools), Ok(true));
    assert_eq!(tree.nodes().count(), nodes, "its old halves are shown again");
}

proptest! {
    #[test]
    fn every_coordinate_has_exactly_one_zone(x in 0..=EAST, y in 0..=NORTH) {
        let at = Point::new(x, y).unwrap();
        for level in Level::ALL {
            let holding = TREE.zones(level).into_iter().filter(|zone| TREE.node(*zone).unwrap().rect.contains(at)).collect::<Vec<_>>();
            prop_assert_eq!(holding, vec![TREE.zone(level, at)]);
        }
    }

    #[test]
    fn no_text_makes_reading_a_tree_panic(text in "(holdfast-zones 1\n)?(floors|node|view|register|[ -~]){0,8}[ -~\n]{0,200}") {
        let _ = ZoneTree::from_text(&text);
    }
}
