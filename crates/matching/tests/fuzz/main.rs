//! A short run of what `fuzz/` throws at the engine for as long as one likes.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test may stop where it stands")]

mod targets;

use proptest::prelude::*;

/// Texts that look like what a list holds, or nothing like it.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z]{0,9}([ '-][A-Z][a-z]{0,9})?",
        "(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}|[0-9]{0,9}",
        "(Flat |Unit )?[0-9]{1,5}[a-z]?[ /,]{0,2}[A-Za-z' ]{0,30}",
        "[A-Z]{1,2}[0-9]{1,2}[A-Z]? ?[0-9][A-Z]{2}",
        "\\+?[0-9 ()-]{0,18}",
        "[a-z._0-9+]{0,20}@?[a-z.]{0,12}",
        "\\PC{0,40}",
        Just(String::new()),
    ]
}

/// Lines of such cells, some of them twice, with any separator between.
fn lines(separator: &'static str) -> impl Strategy<Value = String> {
    let line = proptest::collection::vec(cell(), 0..18).prop_map(move |cells| cells.join(separator));
    proptest::collection::vec((line, 1..3_usize), 0..12).prop_map(|lines| {
        lines.into_iter().flat_map(|(line, times)| std::iter::repeat_n(line, times)).collect::<Vec<_>>().join("\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn people_of_any_texts_are_compared(text in lines("\u{1f}")) {
        targets::people(text.as_bytes());
    }

    #[test]
    fn people_of_any_bytes_are_compared(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        targets::people(&bytes);
    }

    #[test]
    fn lists_of_any_texts_are_read_or_refused_with_a_reason(choice: u8, text in lines(",")) {
        in_a_folder(&[&[choice & !3], text.as_bytes()].concat());
    }

    #[test]
    fn lists_of_any_bytes_are_read_or_refused_with_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        in_a_folder(&bytes);
    }
}

fn in_a_folder(bytes: &[u8]) {
    let thread = format!("{:?}", std::thread::current().id());
    let name: String = thread.chars().filter(char::is_ascii_digit).collect();
    let folder = std::env::temp_dir().join(format!("matching-fuzz-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    targets::lists(bytes, &folder);
    std::fs::remove_dir_all(&folder).unwrap();
}
