//! Sealed cards: no bytes that the vault did not seal open, however near they come.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use screening::cards::{Card, Day, PersonId, SealKey};
use screening::made::Region;
use screening::screen::{Application, Member, MemoryCards, Screen};
use screening::vault::{Kind, NewCase, Place, Profile, Vault, Whereabouts};
use screening::zones::{Floors, Level, ZoneTree};

struct House {
    tree: ZoneTree,
    seal: SealKey,
    screen: Screen<MemoryCards>,
    sealed: Vec<u8>,
}

const HE: PersonId = PersonId(2);

static HOUSE: LazyLock<Option<House>> = LazyLock::new(|| {
    let region = Region::made(1, 100);
    let mut tree = ZoneTree::build(&region.homes, &region.schools, Floors::DEFAULT).ok()?;
    tree.fix_laws(&region.homes, &region.schools);
    let (mut vault, keys) = Vault::new(tree.clone(), &[7; 32]).ok()?;
    let places = vec![Place::at(Kind::Home, Whereabouts::pinned(region.homes[4_000].at, 100)?, Day(0))];
    let (level, profile) = (Level::Standard, Profile::DEFAULT);
    vault.open_case(NewCase { victim: PersonId(1), alleged: vec![HE], places, reserve: Vec::new(), level, profile });
    let (_, sealed) = vault.feed().into_iter().find(|(person, _)| *person == HE)?;
    let seal = keys.seal.clone();
    Some(House { screen: Screen::new(tree.clone(), keys, MemoryCards::default()), tree, seal, sealed })
});

fuzz_target!(|changes: Vec<(u16, u8)>| {
    let Some(house) = &*HOUSE else { panic!("no house") };
    let mut bytes = house.sealed.clone();
    assert!(Card::open(&bytes, HE, &house.seal, &house.tree).is_ok());
    for (at, byte) in &changes {
        match bytes.get_mut(usize::from(*at)) {
            Some(one) => *one ^= byte,
            None => bytes.truncate(usize::from(*at) % 300),
        }
    }
    if bytes != house.sealed {
        assert!(Card::open(&bytes, HE, &house.seal, &house.tree).is_err());
        house.screen.receive(HE, &bytes, Day(1));
        let him = Application { members: vec![Member { person: HE, flagged: true }] };
        assert!(house.screen.list(&him, Day(1), &[], &|_| true).is_empty());
    }
});
