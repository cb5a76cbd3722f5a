//! People of any texts, compared with each other, linked, put into an index and looked for: the same whichever comes first, and no question leaves
//! anything behind.
#![no_main]

#[allow(dead_code)]
#[path = "../../../crates/matching/tests/fuzz/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::people(bytes));
