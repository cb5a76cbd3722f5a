//! `holdfast letters`: a partnership adapts its letters, and is told what is wrong before a letter is due.

use std::process::{Command, Output};

fn holdfast(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_holdfast")).args(arguments).output().unwrap()
}

#[test]
fn letters_are_copied_adapted_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    assert!(holdfast(&["letters", "copy", path]).status.success());
    let right = holdfast(&["letters", "check", path]);
    assert_eq!(right.status.code(), Some(0), "{}", String::from_utf8_lossy(&right.stderr));
    let delay = folder.path().join("delay.txt");
    let text = std::fs::read_to_string(&delay).unwrap();
    std::fs::write(&delay, text.replace("{new-day}", "{new-dya}")).unwrap();
    let wrong = holdfast(&["letters", "check", path]);
    assert_eq!(wrong.status.code(), Some(2));
    let said = String::from_utf8(wrong.stderr).unwrap();
    assert!(
        said.contains("delay.txt:") && said.contains("nobody knows the variable {new-dya}. Did you mean “new-day”?"),
        "{said}"
    );
    // What is adapted is not written over.
    let again = holdfast(&["letters", "copy", path]);
    assert!(String::from_utf8(again.stdout).unwrap().starts_with("0 files written"));
    std::fs::write(&delay, [0xff, 0xfe, 0x00]).unwrap();
    assert_eq!(holdfast(&["letters", "check", path]).status.code(), Some(2), "no plain text");
    assert_eq!(holdfast(&["letters", "check", "/nowhere/at/all"]).status.code(), Some(1));
}

#[test]
fn a_holdfast_whose_letters_are_wrong_is_not_started() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("band.txt"), "---\nid: band\ntitle: x\nfor: priority\n---\n# {bnad}\n").unwrap();
    let settings = folder.path().join("settings.toml");
    std::fs::write(&settings, format!("letters = {:?}\n", folder.path())).unwrap();
    let started = holdfast(&["serve", "--config", settings.to_str().unwrap(), "--listen", "127.0.0.1:0"]);
    assert!(!started.status.success());
    let said = String::from_utf8(started.stderr).unwrap();
    assert!(said.contains("nobody knows the variable {bnad}"), "{said}");
}

#[test]
fn every_occasion_is_listed_with_what_a_template_can_name() {
    let list = String::from_utf8(holdfast(&["letters", "list"]).stdout).unwrap();
    for word in ["duty-ended/time-up", "review-last-day", "[if children]", "out-of-area"] {
        assert!(list.contains(word), "{word}");
    }
}
