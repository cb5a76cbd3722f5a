//! Property 1: whatever is truly too near is refused, with every error of position that is allowed for.
#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod house;

use house::{ALLEGED, REGION, TODAY, TREE, VICTIM, case, empty, moved, pinned};
use proptest::prelude::*;
use screening::cards::PersonId;
use screening::chance::Chance;
use screening::grid::{EAST, NORTH, Point, Rect};
use screening::vault::{Kind, Place, Profile, Status};
use screening::zones::Level;

/// Errors of position: 60 m for a place of hers, 30 m for a home.
const ERRORS: [i32; 2] = [600, 300];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_home_truly_nearer_than_the_distance_is_refused(
        x in 0..EAST, y in 0..NORTH, by in 0..10_000_i32, towards in 0..16_usize, err in 0..=600_i32, err_dir in 0..16_usize, out in 0..=300_i32, out_dir in 0..16_usize,
    ) {
        let hers = Point::new(x, y).unwrap();
        let home = moved(hers, by, towards);
        let (recorded, as_registered) = (moved(hers, err, err_dir), moved(home, out, out_dir));
        let rect = TREE.node(TREE.zone(Level::Standard, recorded)).unwrap().rect;
        let reach = i64::from(Profile::DEFAULT.home_reach().decimetres());
        prop_assert!(rect.distance2(as_registered) <= reach * reach);
    }

    #[test]
    fn the_distance_to_a_rectangle_is_that_to_its_nearest_point(
        a in 0..EAST, b in 0..EAST, c in 0..NORTH, d in 0..NORTH, x in 0..EAST, y in 0..NORTH,
    ) {
        let rect = Rect::new(a.min(b), c.min(d), a.max(b), c.max(d)).unwrap();
        let at = Point::new(x, y).unwrap();
        let [west, south, east, north] = rect.edges();
        let nearest = Point::new(x.clamp(west, east), y.clamp(south, north)).unwrap();
        prop_assert_eq!(rect.distance2(at), at.distance2(nearest));
        prop_assert_eq!(rect.distance2(at) == 0, rect.contains(at));
    }
}

#[test]
fn through_vault_seal_and_card_no_dangerous_home_is_allowed_while_people_move() {
    let mut chance = Chance::new(77);
    let mut asked = 0;
    for round in 0..400_u128 {
        let (victim, alleged) = (PersonId(round), PersonId(1_000 + round));
        let (mut vault, _) = empty();
        let mut near_to: Vec<(Point, i32)> = Vec::new();
        let mut place = |chance: &mut Chance, kind: Kind| {
            let hers = REGION.homes[chance.below(REGION.homes.len())].at;
            near_to.push((hers, if kind == Kind::Home { 10_000 } else { 5_000 }));
            let err = i32::try_from(chance.between(0, i64::from(ERRORS[0]))).unwrap();
            Place::at(kind, pinned(moved(hers, err, chance.below(16))), TODAY)
        };
        let first = vec![place(&mut chance, Kind::Home), place(&mut chance, Kind::School), place(&mut chance, Kind::Work)];
        vault.open_case(case(victim, &[alleged], first));
        for _ in 0..chance.below(4) {
            let next = place(&mut chance, Kind::Home);
            vault.move_home(victim, next.status, TODAY).unwrap();
        }
        let card = vault.card(alleged).unwrap();
        for (hers, far) in &near_to {
            for _ in 0..25 {
                let by = i32::try_from(chance.between(0, i64::from(*far) - 1)).unwrap();
                let home = moved(*hers, by, chance.below(16));
                assert!(card.refuses(moved(home, ERRORS[1], chance.below(16))));
                asked += 1;
            }
        }
    }
    assert!(asked > 30_000);
}

#[test]
fn a_place_that_cannot_be_found_closes_everything() {
    let (mut vault, _) = empty();
    let mut place = house::place(Kind::Home, REGION.homes[5].at);
    place.status = Status::Unresolved;
    vault.open_case(case(VICTIM, &[ALLEGED], vec![place]));
    let card = vault.card(ALLEGED).unwrap();
    assert!(REGION.homes.iter().step_by(97).all(|home| card.refuses(home.at)));
}

#[test]
fn an_area_that_the_tree_does_not_have_closes_everything_too() {
    for area in [Vec::new(), vec![screening::zones::NodeId::new(u32::MAX)]] {
        let (mut vault, _) = empty();
        let mut place = house::place(Kind::Home, REGION.homes[5].at);
        place.status = Status::Area(area);
        vault.open_case(case(VICTIM, &[ALLEGED], vec![place]));
        let card = vault.card(ALLEGED).unwrap();
        assert!(REGION.homes.iter().step_by(197).all(|home| card.refuses(home.at)));
    }
}

#[test]
fn somewhere_in_a_zone_protects_all_of_it_and_a_higher_risk_reaches_farther() {
    let (mut vault, _) = empty();
    let zone = TREE.zone(Level::Standard, REGION.homes[900].at);
    let mut place = house::place(Kind::Home, REGION.homes[5].at);
    place.status = Status::Area(vec![zone]);
    vault.open_case(case(VICTIM, &[ALLEGED], vec![place]));
    let within = |far: i64| REGION.homes.iter().filter(move |home| TREE.node(zone).unwrap().rect.distance2(home.at) <= far * far);
    let card = vault.card(ALLEGED).unwrap();
    assert!(within(11_000).all(|home| card.refuses(home.at)));
    vault.set_profile(VICTIM, Profile::new(20_000, 5_000, 1_000).unwrap()).unwrap();
    let wider = vault.card(ALLEGED).unwrap();
    assert!(within(21_000).all(|home| wider.refuses(home.at)));
    vault.set_profile(VICTIM, Profile::new(3_000, 3_000, 1_000).unwrap()).unwrap();
    assert!(vault.card(ALLEGED).unwrap() == wider, "what is refused stays refused");
}
