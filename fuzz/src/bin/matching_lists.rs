//! Lists of any bytes: read, deduped and linked with themselves, or refused with a reason.
#![no_main]

#[allow(dead_code)]
#[path = "../../../crates/matching/tests/fuzz/targets.rs"]
mod targets;

use std::path::PathBuf;
use std::sync::LazyLock;

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("matching-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the lists");
    folder
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::lists(bytes, &FOLDER));
