//! `holdfast story` and `holdfast facts` as somebody runs them: what is written where, and with which exit code.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn holdfast(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_holdfast")).args(arguments).current_dir(repository()).output().unwrap()
}

fn told(story: &str, arguments: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_holdfast"))
        .args(["story", "replay", "-"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(story.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const STORY: &str = r#"
[story]
title = "A short one"
reference = "short-1"
summary = "She asked for somewhere safe and was sent away."
real_end = { on = 2021-09-01, what = "She found a refuge herself." }
[[team]]
id = "housing"
name = "Housing options"
body = "council"
body_kind = "unitary-council"
function = "housing"
[[person]]
id = "her"
role = "survivor"
[[fact]]
on = 2021-08-02
id = "asks"
kind = "disclosure-made"
what = "She asked for somewhere safe."
by = "her"
to = "housing"
shows = ["violence", "unsafe-home"]
asks = ["safe-tonight"]
[[fact]]
on = 2021-08-02
id = "sent-away"
kind = "turned-away"
what = "She was sent away."
by = "housing"
how = "oral-refusal"
of = "asks"
[[expect]]
raised = "HA96-s188-interim"
because = "asks"
by = 2021-08-02
"#;

#[test]
fn a_story_whose_expectations_hold_ends_well_and_closes_with_the_day_on_which_holdfast_would_have_forced_it() {
    let out = told(STORY, &[]);
    let said = text(&out.stdout);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert!(said.contains("Holdfast would have forced the issue on Monday 2 August 2021"), "{said}");
    assert!(said.trim_end().ends_with("Between the two lie 30 days."), "{said}");
    assert!(out.stderr.is_empty());
}

#[test]
fn an_expectation_that_fails_is_told_with_its_line_and_what_was_found_and_ends_with_one() {
    let out = told(&STORY.replace("by = 2021-08-02\n", "by = 2021-08-01\n"), &[]);
    assert_eq!(out.status.code(), Some(1));
    let said = text(&out.stderr);
    assert!(said.contains("standard input:33: expected that HA96-s188-interim is raised"), "{said}");
    assert!(said.contains("raised on 2021-08-02 by “asks”, owed by housing"), "{said}");
}

#[test]
fn a_malformed_story_ends_with_two_a_line_and_how_to_mend_it() {
    let out = told(&STORY.replace("disclosure-made", "disclosure-maid"), &[]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).starts_with("standard input:19:"), "{}", text(&out.stderr));
    assert!(text(&out.stderr).contains("did you mean “disclosure-made”?"));
    assert!(out.stdout.is_empty());
}

#[test]
fn a_malformed_story_is_told_to_programs_as_well() {
    let out = told(&STORY.replace("disclosure-made", "disclosure-maid"), &["--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!((out.status.code(), &told["problems"][0]["line"]), (Some(2), &serde_json::json!(19)));
}

#[test]
fn a_story_that_is_not_there_or_is_no_text_cannot_be_used() {
    let out = holdfast(&["story", "replay", "no-such-story.toml"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("no-such-story.toml cannot be read"), "{}", text(&out.stderr));
    let out = holdfast(&["story", "replay", "stories"]);
    assert_eq!(out.status.code(), Some(2));
}

#[test]
fn the_replay_for_programs_is_one_object_of_a_known_version() {
    let out = told(STORY, &["--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(told["schema"], 1);
    assert_eq!(told["forced"]["on"], "2021-08-02");
    assert_eq!(told["days_until_real_end"], 30);
    assert_eq!(told["checks"][0]["holds"], true);
    assert!(
        told["days"][0]["entries"]
            .as_array()
            .unwrap()
            .iter()
            .any(|entry| entry["entry"] == "raised" && entry["rule"] == "HA96-s188-interim")
    );
}

#[test]
fn a_moved_story_starts_on_the_day_asked_for_and_says_that_its_expectations_are_left_out() {
    let out = told(&STORY.replace("by = 2021-08-02\n", "by = 2021-08-01\n"), &["--moved-to", "2026-06-01"]);
    let said = text(&out.stdout);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert!(said.contains("\nMonday 1 June 2026\n") && said.contains("Expectations are left out"), "{said}");
    assert_eq!(told(STORY, &["--moved-to", "2026-02-30"]).status.code(), Some(2));
}

#[test]
fn a_table_tells_of_many_stories_and_the_exit_code_of_the_worst() {
    let folder = std::env::temp_dir().join(format!("holdfast-stories-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let check = || holdfast(&["story", "check", folder.to_str().unwrap()]);
    assert_eq!(check().status.code(), Some(2), "an empty folder has no story to check");
    std::fs::write(folder.join("good.toml"), STORY).unwrap();
    assert_eq!(check().status.code(), Some(0));
    std::fs::write(folder.join("wrong.toml"), STORY.replace("by = 2021-08-02\n", "by = 2021-08-01\n")).unwrap();
    assert_eq!(check().status.code(), Some(1));
    std::fs::write(folder.join("broken.toml"), "[story]\n").unwrap();
    let out = check();
    assert_eq!(out.status.code(), Some(2));
    let said = text(&out.stdout);
    assert!(said.contains("good") && said.contains("holds") && said.contains("FAILS") && said.contains("MALFORMED"), "{said}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_kind_of_fact_that_does_not_exist_is_met_with_the_nearest_that_does() {
    let out = holdfast(&["facts", "asaulted"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("did you mean “assaulted”?"));
}

#[test]
fn every_kind_of_fact_is_listed_for_people_and_for_programs() {
    let listed: serde_json::Value = serde_json::from_slice(&holdfast(&["facts", "--format", "json"]).stdout).unwrap();
    let kinds: usize = listed["topics"].as_array().unwrap().iter().map(|topic| topic["kinds"].as_array().unwrap().len()).sum();
    let page = text(&holdfast(&["facts", "--markdown"]).stdout);
    assert_eq!(kinds, headings(&page));
    assert!(text(&holdfast(&["facts"]).stdout).contains("disclosure-made"));
}

/// How many kinds have a heading of their own on the page.
fn headings(page: &str) -> usize {
    page.split("\n## Codes\n").next().unwrap().lines().filter(|line| line.starts_with("### ")).count()
}
