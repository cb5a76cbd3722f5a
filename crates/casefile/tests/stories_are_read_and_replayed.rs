//! Stories from the outside: those that come with Holdfast hold, malformed ones are told with line and mending, and nothing makes them panic.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "a test may stop where it stands")]

use std::fs;
use std::path::PathBuf;

use casefile::obligations::Standards;
use casefile::stories::replay::{Entry, replay};
use casefile::stories::{Story, shipped};
use jiff::civil::date;
use proptest::prelude::*;

#[test]
fn every_story_that_comes_with_holdfast_holds() {
    let mut failed = Vec::new();
    for one in shipped::ALL {
        let story = one.read().unwrap_or_else(|problems| panic!("{}: {}", one.name, problems[0]));
        let replayed = replay(&story, &Standards::default());
        assert!(!replayed.checks.is_empty(), "{} expects nothing", one.name);
        let wrong = replayed.checks.iter().filter(|check| !check.holds);
        failed.extend(wrong.map(|check| {
            format!(
                "{}:{}: expected that {}, but {}",
                one.name,
                check.line,
                check.expected,
                check.found.as_deref().unwrap_or_default()
            )
        }));
    }
    assert!(failed.is_empty(), "{} expectations fail:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn holdfast_would_have_forced_every_case_before_its_real_end() {
    for one in shipped::ALL {
        let replayed = replay(&one.read().unwrap(), &Standards::default());
        assert!(replayed.days_until_real_end.is_some_and(|days| days > 0), "{}: {:?}", one.name, replayed.forced);
    }
}

#[test]
fn the_folder_of_stories_and_the_stories_that_come_with_the_program_are_the_same() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../stories");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let mut known: Vec<_> = shipped::ALL.iter().map(|one| one.name.to_owned()).collect();
    files.sort();
    known.sort();
    assert_eq!(files, known);
}

#[test]
fn the_example_in_the_documentation_reads_and_holds() {
    let page = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/stories.md")).unwrap();
    let example = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let replayed = replay(&Story::read(example).unwrap(), &Standards::default());
    let wrong: Vec<_> = replayed.checks.iter().filter(|check| !check.holds).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!((replayed.forced.unwrap().on, replayed.days_until_real_end), (date(2024, 5, 6), Some(14)));
}

#[test]
fn the_same_story_gives_the_same_replay_every_time() {
    for one in shipped::ALL {
        let first = serde_json::to_string(&replay(&one.read().unwrap(), &Standards::default())).unwrap();
        let second = serde_json::to_string(&replay(&one.read().unwrap(), &Standards::default())).unwrap();
        assert!(first == second, "{} differs", one.name);
    }
}

#[test]
fn a_moved_story_starts_on_the_day_asked_for_keeps_its_distances_and_leaves_its_expectations_out() {
    let story = shipped::named("barbara").unwrap().read().unwrap();
    let moved = story.moved_to(date(2026, 3, 2)).unwrap();
    assert_eq!(moved.days().0, date(2026, 3, 2));
    let length = |story: &Story| (story.days().1 - story.days().0).get_days();
    assert_eq!(length(&story), length(&moved));
    let replayed = replay(&moved, &Standards::default());
    assert!(replayed.checks.is_empty() && replayed.checks_skipped && replayed.holds());
}

#[test]
fn what_no_service_knew_is_told_to_the_reader_and_owed_for_by_nobody() {
    let replayed = replay(&shipped::named("cerys").unwrap().read().unwrap(), &Standards::default());
    let told =
        replayed.days.iter().flat_map(|day| &day.entries).any(
            |entry| matches!(entry, Entry::Happened { fact, known_to, .. } if fact == "heard-in-court" && known_to.is_empty()),
        );
    assert!(told);
    assert!(replayed.owed.iter().all(|owed| owed.what.raised_by != "heard-in-court"));
}

#[test]
fn a_service_owes_nothing_for_what_it_has_not_heard_of_yet() {
    // Her baby was assaulted on 7 January; the housing department read it on 9 January.
    let story = shipped::named("tessa").unwrap().read().unwrap();
    let replayed = replay(&story, &Standards::default());
    let learned = replayed
        .days
        .iter()
        .find(|day| day.entries.iter().any(|entry| matches!(entry, Entry::Learned { fact, .. } if fact == "baby-assaulted")));
    assert_eq!(learned.unwrap().date, date(2019, 1, 9));
    assert!(replayed.owed.iter().all(|owed| owed.what.raised_by != "baby-assaulted" || owed.raised_on >= date(2019, 1, 9)));
}

/// Each malformed story says at its top which problems must be told: `# expect LINE: words`.
#[test]
fn malformed_stories_are_told_with_their_line_and_how_to_mend_them() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/malformed-stories");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let problems = Story::read(&text).expect_err(&format!("{} was read without complaint", path.display()));
        let told: Vec<_> =
            problems.iter().map(|problem| (problem.line, format!("{}; {}", problem.wrong, problem.mend))).collect();
        for expected in text.lines().filter_map(|line| line.strip_prefix("# expect ")) {
            let (line, words) = expected.split_once(": ").unwrap();
            let line: usize = line.parse().unwrap();
            assert!(
                told.iter().any(|(at, told)| *at == line && told.contains(words)),
                "{}: expected line {line}: {words}\ntold: {told:#?}",
                path.display()
            );
        }
        assert!(problems.iter().all(|problem| !problem.mend.is_empty()), "{}", path.display());
        count += 1;
    }
    assert!(count >= 15, "only {count} malformed stories");
}

#[test]
fn a_huge_story_is_refused_without_being_read() {
    let problems = Story::read(&"# nothing\n".repeat(200_000)).unwrap_err();
    assert!(problems[0].wrong.contains("bytes"), "{problems:?}");
}

#[test]
fn deep_nesting_does_not_overflow() {
    for text in [
        "a = ".to_owned() + &"[".repeat(50_000),
        "a = ".to_owned() + &"{a=".repeat(50_000),
        "[".repeat(50_000),
        "a.".repeat(50_000),
    ] {
        assert!(!Story::read(&text).unwrap_err().is_empty());
    }
}

/// What a slip of the hand, or a careless program, does to a story's text.
#[derive(Debug, Clone)]
enum Slip {
    Cut(usize, usize),
    Put(usize, &'static str),
    Swap(usize, usize),
    Twice(usize),
    End(usize),
}

fn slip() -> impl Strategy<Value = Slip> {
    let bits = prop::sample::select(vec![
        "[[fact]]",
        "[",
        "\"",
        "= ",
        "2021-02-29",
        "9999-12-31",
        "\u{202e}",
        "\0",
        "-1",
        "1e400",
        "nan",
        "{ }",
        "[]",
        "known_by = [3]\n",
        "on = 0000-01-01\n",
        "id = \"her\"\n",
        "kind = \"moved\"\n",
        "supersedes = \"told\"\n",
        "\u{10ffff}",
        "'''",
        "to = [\"housing\"]\n",
        "amount = \"£99999999999999999999\"\n",
    ]);
    prop_oneof![
        (any::<usize>(), 1..60_usize).prop_map(|(at, long)| Slip::Cut(at, long)),
        (any::<usize>(), bits).prop_map(|(at, bit)| Slip::Put(at, bit)),
        (any::<usize>(), any::<usize>()).prop_map(|(one, other)| Slip::Swap(one, other)),
        any::<usize>().prop_map(Slip::Twice),
        any::<usize>().prop_map(Slip::End),
    ]
}

fn slipped(text: &str, slips: &[Slip]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for slip in slips {
        let length = letters.len().max(1);
        match slip {
            Slip::Cut(at, long) => {
                let at = at % length;
                letters.drain(at.min(letters.len())..(at + long).min(letters.len()));
            }
            Slip::Put(at, bit) => {
                let at = (at % length).min(letters.len());
                letters.splice(at..at, bit.chars());
            }
            Slip::End(at) => letters.truncate(at % length),
            Slip::Swap(one, other) => {
                let mut lines: Vec<String> = letters.iter().collect::<String>().lines().map(str::to_owned).collect();
                let count = lines.len().max(1);
                if !lines.is_empty() {
                    lines.swap(one % count, other % count);
                }
                letters = lines.join("\n").chars().collect();
            }
            Slip::Twice(at) => {
                let mut lines: Vec<String> = letters.iter().collect::<String>().lines().map(str::to_owned).collect();
                if !lines.is_empty() {
                    let at = at % lines.len();
                    lines.insert(at, lines[at].clone());
                }
                letters = lines.join("\n").chars().collect();
            }
        }
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_story_with_slips_is_read_or_told_what_is_wrong_and_never_breaks(
        which in 0..shipped::ALL.len(),
        slips in prop::collection::vec(slip(), 1..4),
    ) {
        let text = slipped(shipped::ALL[which].text, &slips);
        match Story::read(&text) {
            Ok(story) => {
                replay(&story, &Standards::default());
            }
            Err(problems) => {
                let lines = text.lines().count().max(1) + 1;
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.iter().all(|problem| (1..=lines).contains(&problem.line) && !problem.wrong.is_empty()), "{problems:?}");
            }
        }
    }
}
