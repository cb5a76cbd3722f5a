//! Properties 10, 11 and 13, proposals, and the other direction.
#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod house;

use std::sync::Barrier;

use house::{ALLEGED, REGION, TODAY, TREE, VICTIM, case, empty, household, pinned, place, send, vacancy};
use screening::cards::{Day, PersonId};
use screening::chance::Chance;
use screening::grid::Point;
use screening::screen::{Alert, Answer, MemoryCards, OfferState, Proposal, Screen, Uprn, Vacancy};
use screening::vault::{CannotClear, Kind, Severity, Status, UnsafeArea, Vault};
use screening::zones::Level;

fn stock(many: usize, seed: u64) -> Vec<Vacancy> {
    let mut chance = Chance::new(seed);
    let mut homes: Vec<usize> = (0..many).map(|_| chance.below(REGION.homes.len())).collect();
    homes.sort_unstable();
    homes.dedup();
    homes.into_iter().map(vacancy).collect()
}

fn with_him() -> (Vault, Screen<MemoryCards>) {
    let (mut vault, screen) = empty();
    vault.open_case(case(VICTIM, &[ALLEGED], vec![place(Kind::Home, REGION.homes[1_234].at)]));
    send(&mut vault, &screen);
    (vault, screen)
}

#[test]
fn a_list_is_stable_short_safe_and_eligible() {
    let (mut vault, screen) = with_him();
    let card = vault.card(ALLEGED).unwrap();
    let stock = stock(600, 2);
    let mine = |v: &Vacancy| v.home.0.is_multiple_of(3);
    for week in 0..60 {
        let day = Day(TODAY.0 + 7 * week);
        for people in [vec![ALLEGED], vec![PersonId(50)], vec![PersonId(51), ALLEGED]] {
            let him = household(&people);
            let list = screen.list(&him, day, &stock, &mine);
            assert_eq!(list, screen.list(&him, day, &stock, &mine), "asking again");
            let managed = people.contains(&ALLEGED);
            assert!(list.len() <= if managed { 1 } else { 10 });
            for home in list {
                let home = stock.iter().find(|v| v.home == home).unwrap();
                assert!(mine(home) && !(managed && card.refuses(home.at.unwrap())));
            }
        }
    }
}

#[test]
fn in_28_days_somebody_on_a_card_is_given_one_home_however_often_they_ask() {
    let (_, screen) = with_him();
    let stock = stock(600, 3);
    let him = household(&[ALLEGED]);
    let given: Vec<Vec<Uprn>> = (0..28).map(|day| screen.list(&him, Day(TODAY.0 + day), &stock, &|_| true)).collect();
    assert!(given.iter().all(|list| *list == given[0] && list.len() == 1));
    let rest: Vec<Vacancy> = stock.iter().filter(|v| v.home != given[0][0]).copied().collect();
    assert!(screen.list(&him, Day(TODAY.0 + 27), &rest, &|_| true).is_empty(), "nothing takes the place of a home that has gone");
    assert!(screen.list(&him, Day(TODAY.0 + 28), &rest, &|_| true) != given[0]);
}

#[test]
fn asking_in_another_household_gives_somebody_on_a_card_nothing_new() {
    let (_, screen) = with_him();
    let stock = stock(600, 14);
    let by_himself = screen.list(&household(&[ALLEGED]), TODAY, &stock, &|_| true);
    for other in 0..30 {
        let together = household(&[PersonId(other + 60), ALLEGED]);
        assert_eq!(screen.list(&together, TODAY, &stock, &|_| true), by_himself);
    }
    let proposals = (0..12_u128).map(|other| {
        let application = household(&[PersonId(other + 100), ALLEGED]);
        let vacancy = stock[usize::try_from(other).unwrap()];
        let officer = 700 + u64::try_from(other).unwrap();
        screen.propose(Proposal { officer, second: 1, application, vacancy: Some(vacancy), eligible: true }, TODAY, 1);
        screen.answer_batch()[0].1
    });
    assert!(proposals.filter(|answer| *answer == Answer::Available).count() <= 3);
}

#[test]
fn a_home_on_the_list_is_gone_the_moment_a_card_refuses_it() {
    let (mut vault, screen) = with_him();
    let stock = stock(600, 4);
    let him = household(&[ALLEGED]);
    let given = screen.list(&him, TODAY, &stock, &|_| true)[0];
    let at = stock.iter().find(|v| v.home == given).unwrap().at.unwrap();
    vault.move_home(VICTIM, Status::Resolved(pinned(at)), TODAY).unwrap();
    send(&mut vault, &screen);
    assert!(screen.list(&him, TODAY, &stock, &|_| true).is_empty());
}

#[test]
fn a_bed_for_tonight_is_one_safe_place_and_takes_nothing_from_the_list() {
    let (mut vault, screen) = with_him();
    let card = vault.card(ALLEGED).unwrap();
    let (beds, homes) = (stock(40, 12), stock(600, 13));
    let him = household(&[ALLEGED]);
    let listed = screen.list(&him, TODAY, &homes, &|_| true);
    for night in 0..14 {
        let day = Day(TODAY.0 + night);
        let bed = screen.tonight(&him, day, &beds, &|_| true).unwrap();
        assert_eq!(screen.tonight(&him, day, &beds, &|_| true), Some(bed));
        assert!(!card.refuses(beds.iter().find(|one| one.home == bed).unwrap().at.unwrap()));
    }
    assert_eq!(screen.list(&him, TODAY, &homes, &|_| true), listed);
}

/// The steps of a move and of an offer, in every order that they can come in.
#[test]
fn in_no_order_of_events_is_a_refused_home_let_to_him() {
    let home = vacancy(100_000);
    let her_move = |vault: &mut Vault| vault.move_home(VICTIM, Status::Resolved(pinned(home.at.unwrap())), TODAY).unwrap();
    let far = (0..REGION.homes.len())
        .step_by(1_009)
        .find(|h| REGION.homes[*h].at.distance2(home.at.unwrap()) > 150_000_i64.pow(2))
        .unwrap();
    // Each number is how many of his three steps come before that step of hers.
    for moves_at in 0..=3 {
        for sends_at in moves_at..=3 {
            let (mut vault, screen) = empty();
            vault.open_case(case(VICTIM, &[ALLEGED], vec![place(Kind::Home, REGION.homes[far].at)]));
            send(&mut vault, &screen);
            let him = household(&[ALLEGED]);
            let mut versions = Vec::new();
            for step in 0..=3 {
                if step == moves_at {
                    her_move(&mut vault);
                }
                if step == sends_at {
                    send(&mut vault, &screen);
                }
                match step {
                    0 => versions = screen.card_versions(&him),
                    1 => drop(screen.commit_offer(&him, &home, &versions, TODAY).body().to_vec()),
                    2 => drop(screen.advance(home.home, ALLEGED, OfferState::Signed).body().to_vec()),
                    _ => {}
                }
            }
            assert!(screen.offers().iter().all(|offer| !offer.is_open()), "moves at {moves_at}, is sent at {sends_at}");
        }
    }
}

#[test]
fn many_at_once_neither_commit_a_refused_home_nor_one_home_twice() {
    let mut chance = Chance::new(6);
    for _ in 0..30 {
        let (mut vault, screen) = with_him();
        let target = vacancy(chance.below(REGION.homes.len()));
        let him = household(&[ALLEGED]);
        let versions = screen.card_versions(&him);
        let barrier = Barrier::new(5);
        vault.move_home(VICTIM, Status::Resolved(pinned(target.at.unwrap())), TODAY).unwrap();
        let cards = vault.feed();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    barrier.wait();
                    screen.commit_offer(&him, &target, &versions, TODAY);
                });
            }
            barrier.wait();
            cards.iter().for_each(|(person, sealed)| drop(screen.receive(*person, sealed, TODAY)));
        });
        let offers = screen.offers();
        assert!(offers.iter().all(|offer| !offer.is_open()));
        assert!(offers.len() <= 1);
        assert_eq!(screen.commit_offer(&him, &target, &versions, TODAY), Answer::NotAvailable);
    }
}

#[test]
fn proposals_are_few_real_by_two_people_and_one_in_ten_is_declined() {
    let (_, screen) = empty();
    let propose = |person: u128, officer: u64, second: u64, vacancy: Option<Vacancy>, day: i32| {
        let application = household(&[PersonId(person)]);
        screen.propose(Proposal { officer, second, application, vacancy, eligible: true }, Day(TODAY.0 + day), 1);
        screen.answer_batch()[0].1
    };
    let ok = (0..400_u64).map(|n| propose(300 + u128::from(n), 500 + n, 1, Some(vacancy(usize::try_from(n).unwrap() * 40)), 0));
    let declined = ok.filter(|answer| *answer == Answer::NotAvailable).count();
    assert!((20..=65).contains(&declined), "{declined} of 400");
    let asked = |n: u64| propose(900, 40, 41, Some(vacancy(usize::try_from(n).unwrap())), 0) == Answer::Available;
    assert!((0..3).filter(|n| asked(*n)).count() >= 1);
    assert!((3..40).all(|n| !asked(n)), "three for one person in 28 days");
    assert_eq!(propose(901, 42, 42, Some(vacancy(7)), 0), Answer::NotAvailable, "one person is not two");
    assert_eq!(propose(902, 99, 42, Some(vacancy(7)), 0), Answer::NotAvailable, "a vacancy that the officer entered");
    assert_eq!(propose(903, 43, 42, None, 0), Answer::NotAvailable, "no such vacancy");
    (0..12).for_each(|n| drop(propose(904 + n, 44, 42, None, 0).body().to_vec()));
    assert!(screen.take_alerts().contains(&Alert::Probing));
    assert_eq!(propose(990, 44, 42, Some(vacancy(7)), 60), Answer::NotAvailable, "what a prober proposes later goes to a person");
}

#[test]
fn her_list_avoids_his_zone_and_what_she_calls_unsafe_and_true_distance_takes_two_people() {
    let (mut vault, _) = with_him();
    let his = REGION.homes[50_000].at;
    vault.know_address(ALLEGED, Status::Resolved(pinned(his)));
    let near = [his, REGION.homes[1_234].at].map(Some);
    assert!(!vault.safe_for(VICTIM, &near)[0]);
    let zone_twin = REGION.homes.iter().filter(|h| TREE.zone(Level::Standard, h.at) == TREE.zone(Level::Standard, his));
    let homes: Vec<Option<Point>> = REGION.homes.iter().step_by(200).map(|h| Some(h.at)).collect();
    let before = vault.safe_for(VICTIM, &homes);
    for twin in zone_twin.step_by(900) {
        vault.know_address(ALLEGED, Status::Resolved(pinned(twin.at)));
        assert_eq!(vault.safe_for(VICTIM, &homes), before, "wherever in his zone he lives, her list is the same");
    }
    let safe = homes.iter().zip(&before).find(|(_, safe)| **safe).unwrap().0.unwrap();
    let around = |dx: i64, dy: i64| Point::clamped(i64::from(safe.x()) + dx, i64::from(safe.y()) + dy);
    let area = UnsafeArea::new(vec![around(-900, -900), around(900, -900), around(0, 1_200)]).unwrap();
    vault.set_unsafe_areas(VICTIM, vec![area]);
    assert_eq!(vault.safe_for(VICTIM, &[Some(safe), Some(around(0, 2_000)), None]), [false, true, false]);
    assert_eq!(vault.clear_home(VICTIM, safe, [1, 1], TODAY), Err(CannotClear::TwoPeople));
    assert!((0..3).all(|_| vault.clear_home(VICTIM, safe, [1, 2], TODAY).is_ok()));
    assert_eq!(vault.clear_home(VICTIM, safe, [1, 2], TODAY), Err(CannotClear::ThreeInAYear));
    vault.open_case(case(ALLEGED, &[VICTIM], Vec::new()));
    assert_eq!(vault.clear_home(VICTIM, safe, [1, 2], Day(TODAY.0 + 400)), Err(CannotClear::Mutual));
    vault.know_address(ALLEGED, Status::Unresolved);
    assert!(vault.safe_for(VICTIM, &homes).iter().all(|safe| !safe), "while it is not known where he lives, her list waits");
}

#[test]
fn an_area_is_told_from_its_surroundings_at_corners_and_edges_too() {
    let at = |x: i32, y: i32| Point::new(x, y).unwrap();
    let area = UnsafeArea::new(vec![at(10, 10), at(30, 10), at(30, 30), at(20, 20), at(10, 30)]).unwrap();
    for (x, y, inside) in [
        (10, 10, true),
        (20, 20, true),
        (20, 21, false),
        (25, 27, false),
        (29, 28, true),
        (30, 20, true),
        (31, 20, false),
        (9, 10, false),
    ] {
        assert_eq!(area.contains(at(x, y)), inside, "{x} {y}");
    }
}

#[test]
fn each_night_the_domestic_abuse_team_hears_who_lives_too_near() {
    let (mut vault, _) = with_him();
    vault.know_address(ALLEGED, Status::Resolved(pinned(REGION.homes[1_234].at)));
    let alerts = vault.nightly();
    assert_eq!(alerts.len(), 1);
    assert_eq!((alerts[0].victim, alerts[0].alleged, alerts[0].severity), (VICTIM, ALLEGED, Severity::VeryNear));
    let far = REGION.homes.iter().find(|h| h.at.distance2(REGION.homes[1_234].at) > 200_000_i64.pow(2)).unwrap();
    vault.know_address(ALLEGED, Status::Resolved(pinned(far.at)));
    assert!(vault.nightly().is_empty());
}

#[test]
fn nothing_that_can_be_printed_holds_a_coordinate_or_a_zone() {
    let (mut vault, screen) = with_him();
    let card = vault.card(ALLEGED).unwrap();
    let mut printed = format!("{card:?} {:?} {:?} {:?}", card.slots(), stock(3, 1), TREE.zones(Level::Standard));
    screen.receive(ALLEGED, b"not a card", TODAY);
    screen.list(&household(&[ALLEGED]), TODAY, &stock(30, 1), &|_| true);
    for alert in screen.take_alerts() {
        printed = format!("{printed} {alert} {alert:?}");
    }
    let at = REGION.homes[1_234].at;
    for number in card.slots().iter().flat_map(|slot| slot.rect.edges()).chain([at.x(), at.y()]).filter(|n| *n > 1_000) {
        assert!(!printed.contains(&number.to_string()), "{printed}");
    }
}
