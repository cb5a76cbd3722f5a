//! `holdfast redact`, as a program and as a person at a terminal meet it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const CASE: &str = r#"{"case_id":"1","protected":[{"role":"protected adult","title":"Ms","first":"Asha","surname":"Rahman","phones":["07700900123"]}],"recipient":{"title":"Mr","first":"Paul","surname":"Rahman","phones":["07700900456"]}}"#;

fn redact(within: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_holdfast"))
        .arg("redact")
        .args(words)
        .current_dir(within)
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The lines of a file as JSON.
fn lines(path: &Path) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(path).expect("the file was written");
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

#[test]
fn many_documents_become_spans_and_a_review_and_bad_lines_are_told_by_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    fs::write(at.join("cases.jsonl"), format!("{CASE}\n\n{{\"case_id\":\"2\"}}\n")).expect("written");
    let documents = [
        r#"{"doc_id":"letter","case_id":"1","text":"Zoë said: ring Asha on 07700 900123, not Paul on 07700 900456."}"#,
        "this is no JSON, and holds 07700 900123",
        r#"{"doc_id":"plain","case_id":"1","text":"The bin was emptied on Monday."}"#,
        r#"{"doc_id":"lost","case_id":"9","text":"Asha"}"#,
    ];
    fs::write(at.join("docs.jsonl"), documents.join("\n")).expect("written");

    let done = redact(at, &["--known", "cases.jsonl", "--in", "docs.jsonl", "--out", "spans.jsonl", "--review", "review.jsonl"]);

    let told = text(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{told}");
    assert!(told.contains("cases.jsonl, line 3: nobody is protected in this case"), "{told}");
    assert!(told.contains("docs.jsonl, line 2: this is not JSON"), "{told}");
    assert!(told.contains("docs.jsonl, line 4: there is no case “9”"), "{told}");
    assert!(told.contains("2 documents") && told.contains("3 lines could not be used"), "{told}");
    assert!(!told.contains("900123"), "what stands in a line is nobody's to repeat: {told}");

    let spans = lines(&at.join("spans.jsonl"));
    assert_eq!(spans.len(), 2);
    // In Unicode code points: «ë» is one.
    assert_eq!(spans[0], serde_json::json!({"doc_id": "letter", "spans": [[15, 19], [23, 35]]}));
    assert_eq!(spans[1], serde_json::json!({"doc_id": "plain", "spans": []}));
    let review = lines(&at.join("review.jsonl"));
    assert!(
        review
            .iter()
            .any(|one| one["what"] == "telephone number" && one["whose"] == "protected adult" && one["taken_out"] == true)
    );
    assert!(review.iter().all(|one| one["why"].is_string() && one["sure"].is_string()));
}

#[test]
fn a_person_sees_the_text_with_its_findings_and_the_text_as_it_may_leave() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    fs::write(at.join("case.json"), CASE).expect("written");
    fs::write(at.join("letter.txt"), "Asha Rahman is on oh seven seven double oh nine hundred one two three.\n")
        .expect("written");

    let shown = redact(at, &["--known", "case.json", "letter.txt"]);
    assert_eq!(shown.status.code(), Some(0), "{}", text(&shown.stderr));
    let shown = text(&shown.stdout);
    assert!(shown.starts_with("[1 Asha Rahman] is on [2 oh seven"), "{shown}");
    assert!(shown.contains("protected adult: name") && shown.contains("2 to be taken out"), "{shown}");

    let without = redact(at, &["--known", "case.json", "letter.txt", "--without"]);
    let left = text(&without.stdout);
    assert_eq!(left.trim_end(), "[name] is on [telephone number].");
}

#[test]
fn what_cannot_be_used_is_said_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    fs::write(at.join("nobody.json"), r#"{"case_id":"1"}"#).expect("written");
    fs::write(at.join("case.json"), CASE).expect("written");
    fs::write(at.join("letter.txt"), "Dear Paul").expect("written");
    for words in [
        &["--known", "nobody.json", "letter.txt"][..],
        &["--known", "nowhere.json", "letter.txt"],
        &["--known", "case.json", "nowhere.txt"],
        &["--known", "case.json"],
        &["--known", "case.json", "--in", "letter.txt"],
        &["--known", "nobody.json", "--in", "letter.txt", "--out", "spans.jsonl"],
    ] {
        let done = redact(at, words);
        assert_eq!(done.status.code(), Some(2), "{words:?}: {}", text(&done.stderr));
        assert!(!done.stderr.is_empty() && done.stdout.is_empty(), "{words:?}");
    }
    assert!(!at.join("spans.jsonl").exists());
}
