//! Lists of any bytes, read, deduped and linked.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/fuzz/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let folder = std::env::temp_dir().join(format!("matching-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the lists");
    targets::lists(bytes, &folder);
});
