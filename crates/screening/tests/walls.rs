//! The wall, proved by the compiler: what the lettings side uses is compiled here **without** the vault. If any of it named a place, a case or
//! a key of the vault, this file would not compile.
#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    unfulfilled_lint_expectations,
    clippy::pedantic,
    reason = "the same sources, compiled a second time in another house"
)]

#[path = "../src/cards/mod.rs"]
mod cards;
#[path = "../src/grid.rs"]
mod grid;
#[path = "../src/screen/mod.rs"]
mod screen;
#[path = "../src/zones/mod.rs"]
mod zones;

#[test]
fn the_screen_stands_without_the_vault() {
    let built = zones::ZoneTree::build(&[], &[], zones::Floors::DEFAULT);
    assert!(built.is_err(), "an empty register is no region");
    assert_eq!(screen::Answer::NotAvailable.body(), br#"{"status":"NOT_AVAILABLE"}"#);
}

#[test]
fn no_source_of_the_lettings_side_names_the_vault() {
    for source in [
        include_str!("../src/screen/surface.rs"),
        include_str!("../src/screen/list.rs"),
        include_str!("../src/screen/offers.rs"),
        include_str!("../src/screen/propose.rs"),
        include_str!("../src/cards/card.rs"),
        include_str!("../src/cards/seal.rs"),
    ] {
        assert!(!source.contains("vault::"), "the screen must not reach into the vault");
    }
}
