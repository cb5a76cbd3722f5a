//! Properties 2, 6, 7 and 8: two homes of one zone look alike, two observers see the same, nothing disappears, and every slot is looked at.
#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod house;

use house::{ALLEGED, REGION, TODAY, TREE, VICTIM, case, empty, household, pinned, place, send, vacancy, zones_near};
use screening::cards::{Card, Day, PersonId, SLOT_SIZES, Slot, State};
use screening::chance::Chance;
use screening::screen::{MemoryCards, Screen, Vacancy};
use screening::vault::{Kind, Notice, PANEL_ABOVE, Profile, Status, Vault};
use screening::zones::{Floors, Level, NodeId, ZoneTree};

/// Two homes of one zone whose child goes to the same school, of the same zone or not.
fn twins(chance: &mut Chance) -> [usize; 2] {
    let one = chance.below(REGION.homes.len());
    let zone = TREE.zone(Level::Standard, REGION.homes[one].at);
    loop {
        let other = chance.below(REGION.homes.len());
        if other != one && TREE.zone(Level::Standard, REGION.homes[other].at) == zone {
            return [one, other];
        }
    }
}

#[test]
fn two_homes_of_one_zone_make_the_same_bytes_in_every_cycle() {
    let mut chance = Chance::new(4);
    let vacancies: Vec<Vacancy> = (0..400).map(|_| vacancy(chance.below(REGION.homes.len()))).collect();
    for _ in 0..12 {
        let school = REGION.schools[chance.below(REGION.schools.len())];
        let both = twins(&mut chance).map(|home| {
            let (mut vault, screen) = empty();
            let places = vec![place(Kind::Home, REGION.homes[home].at), place(Kind::School, school)];
            vault.open_case(case(VICTIM, &[ALLEGED], places));
            let sealed = vault.feed();
            sealed.iter().for_each(|(person, bytes)| drop(screen.receive(*person, bytes, TODAY)));
            let him = household(&[ALLEGED]);
            let lists: Vec<_> = (0..20).map(|week| screen.list(&him, Day(TODAY.0 + 7 * week), &vacancies, &|_| true)).collect();
            let versions = screen.card_versions(&him);
            let offers: Vec<_> = vacancies.iter().map(|v| *screen.commit_offer(&him, v, &versions, TODAY).body()).collect();
            let journal = screen.journal().unwrap();
            (sealed, lists, offers, journal.head(), vault.nightly().len() <= 1)
        });
        assert!(both[0] == both[1]);
    }
}

#[test]
fn everybody_who_is_kept_away_from_her_sees_the_same_of_her() {
    let (mut vault, _) = empty();
    let others: Vec<PersonId> = (0..20).map(|n| PersonId(2_000 + n)).collect();
    vault.open_case(case(VICTIM, &others[..3], vec![place(Kind::Home, REGION.homes[70_000].at)]));
    let slots = |vault: &mut Vault, person: PersonId| vault.card(person).unwrap().slots().to_vec();
    let first = slots(&mut vault, others[0]);
    vault.open_case(case(PersonId(2), &[ALLEGED], vec![place(Kind::Home, REGION.homes[9].at)]));
    vault.open_case(case(VICTIM, &others[3..], Vec::new()));
    for person in &others {
        assert!(slots(&mut vault, *person) == first);
    }
    assert!(slots(&mut vault, ALLEGED) != first);
}

#[test]
fn slots_stay_while_the_case_is_open_and_leave_together_two_years_after() {
    let mut chance = Chance::new(8);
    let (mut vault, _) = empty();
    vault.open_case(case(VICTIM, &[ALLEGED], vec![place(Kind::Home, REGION.homes[500].at)]));
    let mut stood: Vec<Slot> = Vec::new();
    for step in 0..12 {
        let at = REGION.homes[chance.below(REGION.homes.len())].at;
        let status = Status::Resolved(pinned(at));
        match step % 3 {
            0 => vault.move_home(VICTIM, status, TODAY).unwrap(),
            1 => vault.change_school(VICTIM, status, TODAY).unwrap(),
            _ => vault.add_place(VICTIM, place(Kind::Work, at)).unwrap(),
        };
        while vault.reviews(VICTIM) > 0 {
            assert_eq!(vault.decide(VICTIM, screening::vault::Decision::Accept, [1, 2], "talked over with her"), Ok(true));
        }
        if step == 6 {
            vault.rotate(&[9; 32]);
        }
        let card = vault.card(ALLEGED).unwrap();
        for slot in &stood {
            assert!(card.slots().iter().any(|now| now.node == slot.node && now.reach >= slot.reach), "step {step}");
        }
        stood = card.slots().to_vec();
    }
    vault.close(VICTIM, ALLEGED, TODAY);
    vault.day_passes(Day(TODAY.0 + 700));
    assert!(vault.card(ALLEGED).unwrap().slots() == stood);
    vault.day_passes(Day(TODAY.0 + 732));
    let after = vault.card(ALLEGED).unwrap();
    assert!(after.slots().len() == SLOT_SIZES[0] && after.slots() != stood, "a decoy stands there now");
}

#[test]
fn changing_the_keys_changes_no_zone_that_stands_on_a_card() {
    let (mut vault, _) = empty();
    vault.open_case(case(VICTIM, &[ALLEGED], vec![place(Kind::Home, REGION.homes[31].at)]));
    vault.flag(PersonId(1_500), None);
    let before = [ALLEGED, PersonId(1_500)].map(|who| vault.card(who).unwrap());
    let keys = vault.rotate(&[200; 32]);
    let after = [ALLEGED, PersonId(1_500)].map(|who| vault.card(who).unwrap());
    assert!(before == after);
    let screen = Screen::new(TREE.clone(), keys, MemoryCards::default());
    assert_eq!(send(&mut vault, &screen), 2, "they are sealed anew");
    assert!(screen.take_alerts().is_empty());
}

#[test]
fn filling_up_order_and_repetition_change_no_answer_and_every_slot_is_looked_at() {
    let mut chance = Chance::new(17);
    let zones: Vec<NodeId> = TREE.zones(Level::Standard);
    for _ in 0..60 {
        let mut slots: Vec<Slot> = (0..=chance.below(30))
            .map(|_| {
                let node = zones[chance.below(zones.len())];
                let reach = [Profile::DEFAULT.home_reach(), Profile::DEFAULT.other_reach()][chance.below(2)];
                Slot { node, rect: TREE.node(node).unwrap().rect, reach }
            })
            .collect();
        let card = |slots: &[Slot]| Card::new(ALLEGED, 1, TREE.version(), State::Active, slots).unwrap();
        let first = card(&slots);
        slots.reverse();
        slots.extend(slots.clone());
        let second = card(&slots);
        for home in REGION.homes.iter().step_by(501) {
            let looked = first.look(home.at);
            assert_eq!(looked.refused, second.refuses(home.at));
            assert_eq!(looked.slots, first.slots().len());
            assert!(SLOT_SIZES.contains(&looked.slots));
            assert_eq!(looked.refused, slots.iter().any(|slot| slot.refuses(home.at)));
        }
    }
}

#[test]
fn a_card_that_would_need_too_many_slots_holds_everything() {
    let (mut vault, _) = empty();
    let zones = TREE.zones(Level::Standard);
    for (n, zone) in (0_u128..).zip(&zones) {
        let home = REGION.homes.iter().find(|home| TREE.zone(Level::Standard, home.at) == *zone).unwrap();
        vault.open_case(case(PersonId(n), &[ALLEGED], vec![place(Kind::Home, home.at)]));
    }
    let card = vault.card(ALLEGED).unwrap();
    assert!(REGION.homes.iter().step_by(61).all(|home| card.refuses(home.at)));
    assert!(Card::new(ALLEGED, 1, TREE.version(), State::Active, &[card.slots()[0]; 65]).is_none());
}

#[test]
fn a_move_inside_the_reserve_sends_nothing_not_even_a_new_version() {
    let mut chance = Chance::new(41);
    for _ in 0..40 {
        let (mut vault, screen) = empty();
        let home = REGION.homes[chance.below(REGION.homes.len())].at;
        let reserve = zones_near(TREE.zone(Level::Standard, home), 3);
        let mut opening = case(VICTIM, &[ALLEGED], vec![place(Kind::Home, home)]);
        opening.reserve = reserve.clone();
        vault.open_case(opening);
        assert_eq!(send(&mut vault, &screen), 1);
        let inside = REGION.homes.iter().filter(|home| reserve.contains(&TREE.zone(Level::Standard, home.at)));
        let to = inside.clone().nth(chance.below(inside.count())).unwrap().at;
        let effect = vault.move_home(VICTIM, Status::Resolved(pinned(to)), TODAY).unwrap();
        assert_eq!(effect.notices, Vec::new());
        assert_eq!(send(&mut vault, &screen), 0);
    }
}

#[test]
fn a_move_outside_the_reserve_brings_two_covers_that_look_like_it() {
    let (mut vault, _) = empty();
    vault.open_case(case(VICTIM, &[ALLEGED], vec![place(Kind::Home, REGION.homes[0].at)]));
    let homes = |vault: &mut Vault| {
        let reach = Profile::DEFAULT.home_reach();
        let mut nodes: Vec<NodeId> =
            vault.card(ALLEGED).unwrap().slots().iter().filter(|slot| slot.reach == reach).map(|slot| slot.node).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    };
    assert_eq!(homes(&mut vault).len(), 1);
    let effect = vault.move_home(VICTIM, Status::Resolved(pinned(REGION.homes[150_000].at)), TODAY).unwrap();
    assert!(effect.notices.contains(&Notice::ExposedMove));
    assert_eq!(homes(&mut vault).len(), 4, "the old home, the new one, and two that are not");
}

#[test]
fn somebody_without_a_located_victim_has_a_card_of_the_same_shape() {
    let (mut vault, _) = empty();
    vault.flag(PersonId(1_700), Some(pinned(REGION.homes[4].at)));
    vault.open_case(case(VICTIM, &[ALLEGED], vec![place(Kind::Home, REGION.homes[4].at)]));
    let shape = |card: &Card| {
        let mut slots = card.slots().to_vec();
        slots.sort_unstable_by_key(|slot| slot.node);
        slots.dedup();
        (card.slots().len(), slots.len(), slots.iter().map(|slot| slot.reach).max())
    };
    let decoy = vault.card(PersonId(1_700)).unwrap();
    assert_eq!(shape(&decoy), shape(&vault.card(ALLEGED).unwrap()));
}

#[test]
fn what_leaves_too_few_homes_waits_for_two_people_and_nothing_is_offered_until_then() {
    let law = TREE.law(Level::Standard);
    let weak = law.homes().flat_map(|home| law.of(home).map(move |(second, view)| (home, second, view)));
    let (home, second, _) =
        weak.filter(|(_, _, view)| view.alone < 1_000 && view.drawn > 0).max_by_key(|(_, _, view)| view.drawn).unwrap();
    let there = |zone: NodeId| REGION.homes.iter().find(|home| TREE.zone(Level::Standard, home.at) == zone).unwrap().at;
    // Her child went to school in the home zone, so a companion stands on the card; now it changes to the weak second zone.
    let victim = (1..1_000).map(PersonId).find(|victim| {
        let (mut vault, _) = empty();
        vault.open_case(case(*victim, &[ALLEGED], vec![place(Kind::Home, there(home))]));
        vault.card(ALLEGED).unwrap().slots().iter().all(|slot| slot.node != second)
    });
    let (mut vault, screen) = empty();
    let victim = victim.unwrap();
    vault.open_case(case(victim, &[ALLEGED], vec![place(Kind::Home, there(home))]));
    let effect = vault.change_school(victim, Status::Resolved(pinned(there(second))), TODAY).unwrap();
    assert_eq!(effect.notices, vec![Notice::NeedsReview]);
    send(&mut vault, &screen);
    let all: Vec<Vacancy> = (0..50).map(|n| vacancy(n * 3_000)).collect();
    assert!(screen.list(&household(&[ALLEGED]), TODAY, &all, &|_| true).is_empty());
    assert_eq!(vault.decide(victim, screening::vault::Decision::Accept, [3, 3], "alone"), Ok(false), "one person is not two");
    assert_eq!(vault.decide(victim, screening::vault::Decision::Accept, [3, 4], "she wants it so"), Ok(true));
    assert!(vault.card(ALLEGED).unwrap().slots().iter().any(|slot| slot.node == second));
}

#[test]
fn after_a_recount_cards_refuse_all_that_they_did_and_old_ones_offer_nothing() {
    let (mut vault, mut screen) = empty();
    let home = REGION.homes[2_000].at;
    vault.open_case(case(VICTIM, &[ALLEGED], vec![place(Kind::Home, home)]));
    send(&mut vault, &screen);
    let before = vault.card(ALLEGED).unwrap();
    let weak = TREE.node(TREE.zone(Level::Standard, home)).unwrap().rect;
    let mut chance = Chance::new(3);
    let fewer: Vec<_> = REGION.homes.iter().filter(|h| !weak.contains(h.at) || chance.in_thousand(400)).copied().collect();
    let mut tree = TREE.clone();
    tree.recount(&fewer, &REGION.schools).unwrap();
    screen.take_tree(tree.clone());
    let all: Vec<Vacancy> = (0..60).map(|n| vacancy(n * 3_000)).collect();
    assert!(screen.list(&household(&[ALLEGED]), TODAY, &all, &|_| true).is_empty(), "the card rests on another tree");
    assert!(vault.take_tree(tree));
    assert_eq!(send(&mut vault, &screen), 1);
    let after = vault.card(ALLEGED).unwrap();
    assert!(REGION.homes.iter().step_by(41).all(|home| !before.refuses(home.at) || after.refuses(home.at)));
    assert!(before.slots() != after.slots(), "her zone fell, and its parent stands there");
    assert_eq!(screen.list(&household(&[ALLEGED]), Day(TODAY.0 + 7), &all, &|_| true).len(), 1);
    assert!(
        !vault.take_tree(ZoneTree::build(&fewer, &REGION.schools, Floors::DEFAULT).unwrap()),
        "a tree built afresh is not taken"
    );
}

#[test]
fn how_much_is_closed_to_somebody_can_be_told_to_a_panel() {
    let (mut vault, _) = empty();
    vault.open_case(case(VICTIM, &[ALLEGED], vec![place(Kind::Home, REGION.homes[2_000].at)]));
    let homes: Vec<_> = REGION.homes.iter().step_by(100).map(|home| home.at).collect();
    let closed = vault.refused_in_a_hundred(ALLEGED, &homes);
    assert!((2..=PANEL_ABOVE).contains(&closed), "{closed}");
    assert_eq!(vault.refused_in_a_hundred(PersonId(77), &homes), 0);
}

#[test]
fn until_all_is_known_at_the_opening_nothing_stands_on_a_card_and_then_all_of_it_at_once() {
    let (mut vault, screen) = empty();
    let (home, school) = (REGION.homes[33_000].at, REGION.schools[40]);
    let mut unknown = place(Kind::School, school);
    unknown.status = Status::Unresolved;
    let effect = vault.open_case(case(VICTIM, &[ALLEGED], vec![place(Kind::Home, home), unknown]));
    assert_eq!(effect.notices, vec![Notice::Unresolved]);
    assert_eq!(vault.card(ALLEGED).unwrap().state(), State::Hold);
    send(&mut vault, &screen);
    vault.change_school(VICTIM, Status::Resolved(pinned(school)), TODAY).unwrap();
    let later = vault.card(ALLEGED).unwrap();
    let (mut at_once, _) = empty();
    at_once.open_case(case(VICTIM, &[ALLEGED], vec![place(Kind::Home, home), place(Kind::School, school)]));
    assert!(later.slots() == at_once.card(ALLEGED).unwrap().slots());
}

#[test]
fn a_second_place_that_is_protected_otherwise_stays_off_the_card_and_the_home_zone_still_has_a_second_zone() {
    let law = TREE.law(Level::Standard);
    let weak = law.homes().flat_map(|home| law.of(home).map(move |(second, view)| (home, second, view)));
    let (home, second, _) = weak.filter(|(_, _, view)| view.alone < 1_000).min_by_key(|(_, _, view)| view.drawn).unwrap();
    let there = |zone: NodeId| REGION.homes.iter().find(|home| TREE.zone(Level::Standard, home.at) == zone).unwrap().at;
    let (mut vault, _) = empty();
    vault.open_case(case(VICTIM, &[ALLEGED], vec![place(Kind::Home, there(home))]));
    let before = vault.card(ALLEGED).unwrap();
    let effect = vault.change_school(VICTIM, Status::Resolved(pinned(there(second))), TODAY).unwrap();
    assert_eq!(effect.notices, vec![Notice::NeedsReview]);
    let otherwise = screening::vault::Decision::ProtectOtherwise;
    assert_eq!(vault.decide(VICTIM, otherwise, [1, 2], "the school keeps the door and calls the police"), Ok(true));
    let after = vault.card(ALLEGED).unwrap();
    assert!(after.state() == State::Active && after.slots() == before.slots());
    let mut zones: Vec<NodeId> = after.slots().iter().map(|slot| slot.node).collect();
    zones.sort_unstable();
    zones.dedup();
    assert_eq!(zones.len(), 2);
}
