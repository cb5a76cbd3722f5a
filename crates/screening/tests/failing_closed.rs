//! Properties 9 and 12: whatever breaks, the answer is the same, and it is no.
#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod house;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, Ordering};

use house::{ALLEGED, MASTER, REGION, TODAY, TREE, VICTIM, case, household, place, vacancy};
use screening::cards::{Card, PersonId, SealKey, Slot, State};
use screening::chance::Chance;
use screening::screen::{Alert, Answer, CardStore, Fault, Proposal, Screen, ScreenKeys, Uprn, Vacancy};
use screening::vault::{Kind, Profile, Vault, VaultKeys};
use screening::zones::{Level, Version};

/// A store that breaks in the way it is told to.
#[derive(Default)]
struct Breaking {
    sealed: Mutex<Option<Vec<u8>>>,
    how: AtomicU8,
}

impl CardStore for &Breaking {
    fn sealed(&self, _: PersonId) -> Result<Option<Vec<u8>>, Fault> {
        match self.how.load(Ordering::SeqCst) {
            1 => Err(Fault),
            2 => panic!("the table of cards is gone"),
            3 => Ok(None),
            4 => Ok(Some(Vec::new())),
            _ => Ok(self.sealed.lock().unwrap().clone()),
        }
    }

    fn keep(&self, _: PersonId, sealed: Vec<u8>) -> Result<(), Fault> {
        *self.sealed.lock().unwrap() = Some(sealed);
        Ok(())
    }
}

fn keys() -> ScreenKeys {
    VaultKeys::from_master(&MASTER).1
}

/// A home that his good card does not refuse.
fn safe_home(card: &Card) -> Vacancy {
    (0..REGION.homes.len()).step_by(331).map(vacancy).find(|v| !card.refuses(v.at.unwrap())).unwrap()
}

fn his_card() -> Card {
    let (mut vault, _) = Vault::new(TREE.clone(), &MASTER).unwrap();
    vault.open_case(case(VICTIM, &[ALLEGED], vec![place(Kind::Home, REGION.homes[8].at)]));
    vault.card(ALLEGED).unwrap()
}

/// All that an officer can ask, as bytes.
fn everything(screen: &Screen<&Breaking>, home: &Vacancy) -> Vec<Vec<u8>> {
    let him = household(&[ALLEGED]);
    let listed = screen.list(&him, TODAY, &[*home], &|_| true);
    let versions = [(ALLEGED, 1)];
    let proposal = Proposal { officer: 1, second: 2, application: him.clone(), vacancy: Some(*home), eligible: true };
    screen.propose(proposal, TODAY, 5);
    let mut said: Vec<Vec<u8>> = screen.answer_batch().into_iter().map(|(_, answer)| answer.body().to_vec()).collect();
    said.push(screen.commit_offer(&him, home, &versions, TODAY).body().to_vec());
    said.extend(listed.iter().map(|_| b"an offer".to_vec()));
    said
}

#[test]
fn every_fault_gives_the_one_answer_and_a_private_alert() {
    let card = his_card();
    let home = safe_home(&card);
    let good = card.seal(&keys().seal);
    for how in [1_u8, 2, 3, 4] {
        let store = Breaking { sealed: Mutex::new(Some(good.clone())), how: AtomicU8::new(how) };
        let screen = Screen::new(TREE.clone(), keys(), &store);
        let said = everything(&screen, &home);
        assert!(said.iter().all(|body| body == Answer::NotAvailable.body()), "fault {how}");
        assert!(!screen.take_alerts().is_empty());
    }
}

#[test]
fn without_a_fault_the_same_home_can_be_offered() {
    let card = his_card();
    let home = safe_home(&card);
    let store = Breaking { sealed: Mutex::new(Some(card.seal(&keys().seal))), how: AtomicU8::new(0) };
    let screen = Screen::new(TREE.clone(), keys(), &store);
    assert!(everything(&screen, &home).iter().any(|body| body != Answer::NotAvailable.body()));
    assert!(screen.take_alerts().is_empty());
}

#[test]
fn a_card_with_any_bit_changed_or_cut_short_offers_nothing() {
    let card = his_card();
    let home = safe_home(&card);
    let good = card.seal(&keys().seal);
    let mut chance = Chance::new(1);
    let cut = (0..good.len()).map(|len| good[..len].to_vec());
    let flipped = (0..good.len()).map(|at| {
        let mut bytes = good.clone();
        bytes[at] ^= 1 << Chance::new(at as u64).below(8);
        bytes
    });
    let noise = (0..200).map(|_| (0..chance.below(700)).map(|_| u8::try_from(chance.below(256)).unwrap()).collect());
    for bytes in cut.chain(flipped).chain(noise) {
        let store = Breaking { sealed: Mutex::new(Some(bytes)), how: AtomicU8::new(0) };
        let screen = Screen::new(TREE.clone(), keys(), &store);
        assert_eq!(screen.commit_offer(&household(&[ALLEGED]), &home, &[(ALLEGED, 1)], TODAY), Answer::NotAvailable);
    }
}

#[test]
fn cards_of_another_tree_another_person_or_another_key_offer_nothing() {
    let good = his_card();
    let home = safe_home(&good);
    let slots: Vec<Slot> = good.slots().to_vec();
    let of = |person, tree, slots: &[Slot]| Card::new(person, 1, tree, State::Active, slots).unwrap();
    let elsewhere = Slot { node: TREE.zones(Level::Standard)[0], ..slots[0] };
    let other = TREE.zones(Level::Standard).into_iter().find(|zone| *zone != elsewhere.node).unwrap();
    let wrong_ground = Slot { node: other, rect: TREE.node(elsewhere.node).unwrap().rect, reach: Profile::DEFAULT.home_reach() };
    let bad = [
        of(ALLEGED, Version([3; 32]), &slots).seal(&keys().seal),
        of(PersonId(5), TREE.version(), &slots).seal(&keys().seal),
        of(ALLEGED, TREE.version(), &[wrong_ground]).seal(&keys().seal),
        good.seal(&SealKey::new([0; 32])),
        Card::hold(ALLEGED, 1, TREE.version()).seal(&keys().seal),
    ];
    for bytes in bad {
        let store = Breaking { sealed: Mutex::new(Some(bytes)), how: AtomicU8::new(0) };
        let screen = Screen::new(TREE.clone(), keys(), &store);
        assert!(everything(&screen, &home).iter().all(|body| body == Answer::NotAvailable.body()));
    }
}

#[test]
fn an_older_card_sent_again_shuts_the_person_out_until_a_good_one_comes() {
    let good = his_card();
    let home = safe_home(&good);
    let store = Breaking::default();
    let screen = Screen::new(TREE.clone(), keys(), &store);
    let at_version =
        |version| Card::new(ALLEGED, version, TREE.version(), State::Active, good.slots()).unwrap().seal(&keys().seal);
    screen.receive(ALLEGED, &at_version(5), TODAY);
    assert_eq!(screen.take_alerts(), Vec::new());
    screen.receive(ALLEGED, &at_version(4), TODAY);
    assert_eq!(screen.take_alerts(), vec![Alert::OldCard]);
    let him = household(&[ALLEGED]);
    assert_eq!(screen.commit_offer(&him, &home, &[(ALLEGED, 5)], TODAY), Answer::NotAvailable);
    screen.receive(ALLEGED, &at_version(6), TODAY);
    assert_eq!(
        screen.commit_offer(&him, &home, &[(ALLEGED, 5)], TODAY),
        Answer::NotAvailable,
        "a version that was looked at before"
    );
    assert_eq!(screen.commit_offer(&him, &home, &[(ALLEGED, 6)], TODAY), Answer::Available);
}

#[test]
fn putting_an_old_card_into_the_store_behind_the_screen_offers_nothing() {
    let good = his_card();
    let store = Breaking::default();
    let screen = Screen::new(TREE.clone(), keys(), &store);
    let at_version =
        |version| Card::new(ALLEGED, version, TREE.version(), State::Active, good.slots()).unwrap().seal(&keys().seal);
    screen.receive(ALLEGED, &at_version(5), TODAY);
    *store.sealed.lock().unwrap() = Some(at_version(3));
    let home = safe_home(&good);
    assert_eq!(screen.commit_offer(&household(&[ALLEGED]), &home, &[(ALLEGED, 3)], TODAY), Answer::NotAvailable);
    *store.sealed.lock().unwrap() = None;
    assert_eq!(
        screen.commit_offer(&household(&[ALLEGED]), &home, &[], TODAY),
        Answer::NotAvailable,
        "a card that was taken away is missing"
    );
}

#[test]
fn after_a_break_nothing_is_answered_any_more() {
    let home = safe_home(&his_card());
    let store = Breaking::default();
    let screen = Screen::new(TREE.clone(), keys(), &store);
    let listed = screen.list(&household(&[PersonId(3)]), TODAY, &[home], &|_| panic!("eligibility cannot be worked out"));
    assert!(listed.is_empty());
    assert_eq!(screen.take_alerts(), vec![Alert::Broken]);
    assert_eq!(screen.commit_offer(&household(&[PersonId(3)]), &home, &[], TODAY), Answer::NotAvailable);
}

#[test]
fn a_home_without_a_place_is_offered_to_nobody_on_a_card() {
    let card = his_card();
    let nowhere = Vacancy { home: Uprn(1), at: None, entered_by: 4 };
    let store = Breaking { sealed: Mutex::new(Some(card.seal(&keys().seal))), how: AtomicU8::new(0) };
    let screen = Screen::new(TREE.clone(), keys(), &store);
    assert!(everything(&screen, &nowhere).iter().all(|body| body == Answer::NotAvailable.body()));
    assert!(screen.take_alerts().contains(&Alert::VacancyWithoutPlace));
}

#[test]
fn a_household_without_anybody_in_it_is_offered_nothing() {
    let store = Breaking::default();
    let screen = Screen::new(TREE.clone(), keys(), &store);
    assert_eq!(screen.commit_offer(&household(&[]), &vacancy(3), &[], TODAY), Answer::NotAvailable);
}
