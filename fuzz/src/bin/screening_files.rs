//! Files of trees and registers: any text is read or refused with a reason; a tree that is read comes back as it was, and one with a zone below
//! its floors gets no vault.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use screening::made::Region;
use screening::open_data;
use screening::vault::Vault;
use screening::zones::{Floors, ZoneTree};

static TREE: LazyLock<String> = LazyLock::new(|| {
    let region = Region::made(1, 100);
    ZoneTree::build(&region.homes, &region.schools, Floors::DEFAULT).map(|tree| tree.to_text()).unwrap_or_default()
});

fuzz_target!(|input: (u16, u16, &str)| {
    let (from, length, text) = input;
    // A piece of a good file replaced by something else.
    let whole = TREE.as_str();
    let from = usize::from(from) % (whole.len() + 1);
    let to = (from + usize::from(length) % 200).min(whole.len());
    for changed in [format!("{}{text}{}", &whole[..from], &whole[to..]), text.to_owned()] {
        if let Ok(tree) = ZoneTree::from_text(&changed) {
            // A zone below its floors may be read, and nothing is made to rest on it.
            let lawful = tree.is_sound() && tree.floors().are_lawful();
            assert_eq!(Vault::new(tree.clone(), &[7; 32]).is_ok(), lawful);
            let again = ZoneTree::from_text(&tree.to_text());
            assert_eq!(again.map(|again| again.to_text()).ok(), Some(tree.to_text()));
        }
    }
    let _ = open_data::social_numbers(text.as_bytes());
    let _ = open_data::schools(text.as_bytes());
});
