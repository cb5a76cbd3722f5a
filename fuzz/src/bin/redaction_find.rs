//! The finder on any text: findings are whole characters, in order, apart from each other, and the text around a text moves none of them out of it.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use redaction::{Case, Finder, Finding, lines, shown};

const CASE: &str = include_str!("../case.json");

static FINDER: LazyLock<(Finder, Case)> = LazyLock::new(|| {
    let (cases, bad) = lines::cases(CASE);
    assert!(bad.is_empty());
    let case = cases.into_values().next().unwrap_or_default();
    (Finder::new(&case), case)
});

fuzz_target!(|text: &str| {
    let (finder, case) = &*FINDER;
    let found = finder.find(text);
    check(text, &found);
    let _ = (shown::marked(text, &found), shown::without(text, &found), shown::legend(finder, &found));
    if text.len() % 32 == 0 {
        assert_eq!(found, Finder::new(case).find(text), "the same case and text, the same findings");
    }
    redaction::detect(text);
});

fn check(text: &str, found: &[Finding]) {
    let mut end = 0;
    for one in found {
        assert!(one.range.start >= end && one.range.start < one.range.end);
        assert!(text.is_char_boundary(one.range.start) && text.is_char_boundary(one.range.end));
        end = one.range.end;
    }
}
