//! `holdfast match` as somebody runs it: what is written where, and with which exit code.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use invented::Habits;

fn matched(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_holdfast")).arg("match").args(arguments).current_dir(folder).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn pairs(path: &Path) -> Vec<(String, String, f64)> {
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    assert!(lines.next().unwrap().starts_with("id_a,id_b,score"));
    let pair = |line: &str| {
        let cells: Vec<&str> = line.splitn(4, ',').collect();
        (cells[0].to_owned(), cells[1].to_owned(), cells[2].parse().unwrap())
    };
    lines.map(pair).collect()
}

#[test]
fn the_people_of_a_register_are_found_in_a_feed() {
    let folder = tempfile::tempdir().unwrap();
    let lists = invented::link(300, 3000, 11, &Habits::easy());
    fs::write(folder.path().join("register.csv"), lists.register.csv()).unwrap();
    fs::write(folder.path().join("feed.csv"), lists.feed.csv()).unwrap();
    let output = matched(folder.path(), &["--register", "register.csv", "--feed", "feed.csv", "--out", "pairs.csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("Records read: 300 and 3000"));
    let person = |set: &invented::Set| -> HashMap<String, u32> {
        set.rows.iter().map(|row| row.cells[0].clone()).zip(set.people.iter().copied()).collect()
    };
    let (register, feed) = (person(&lists.register), person(&lists.feed));
    let wanted: HashSet<u32> = register.values().copied().collect();
    let possible = feed.values().filter(|one| wanted.contains(one)).count();
    let found = pairs(&folder.path().join("pairs.csv"));
    let sure: Vec<_> = found.iter().filter(|pair| pair.2 >= 0.5).collect();
    let right = sure.iter().filter(|pair| register[&pair.0] == feed[&pair.1]).count();
    assert!(right * 100 >= possible * 93, "{right} of {possible} found");
    assert!(right * 100 >= sure.len() * 95, "{right} of {} right", sure.len());
    assert!(!folder.path().join("pairs.csv.part").exists());
}

#[test]
fn a_list_with_other_columns_is_deduped_and_each_pair_explained() {
    let folder = tempfile::tempdir().unwrap();
    let list = "Ref;Forename;Family;Born\n1;Karl;Weber;5/5/1980\n2;KARL;WEBER;1980-05-05\n3;Asha;Rahman;1990-03-02\n";
    fs::write(folder.path().join("list.csv"), list).unwrap();
    let mapping =
        "separator = \";\"\n[columns]\nrecord_id = \"Ref\"\nfirst_name = \"Forename\"\nsurname = \"Family\"\ndob = \"Born\"\n";
    fs::write(folder.path().join("columns.toml"), mapping).unwrap();
    let output = matched(
        folder.path(),
        &["--dedupe", "list.csv", "--out", "pairs.csv", "--columns", "columns.toml", "--explain", "--least", "0"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let text = fs::read_to_string(folder.path().join("pairs.csv")).unwrap();
    let line = text.lines().find(|line| line.starts_with("1,2,") || line.starts_with("2,1,")).unwrap();
    assert!(line.contains("Same given name") && line.contains("same date of birth"), "{line}");
}

#[test]
fn lines_that_cannot_be_used_are_told_by_number_and_reason_and_the_rest_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let list = b"record_id,first_name,surname\n1,A,B\n,C,D\n1,E,F\n4,G\n5,\"x\"y,Z\n6,\xff,Q\n7,H,I\n";
    fs::write(folder.path().join("list.csv"), list).unwrap();
    let output = matched(folder.path(), &["--dedupe", "list.csv", "--out", "pairs.csv"]);
    assert_eq!(output.status.code(), Some(0));
    let said = told(&output);
    for line in [
        "line 3: it has no record id",
        "line 4: its record id was given before",
        "line 5: it has fewer cells than the first line",
        "line 6: something follows a closing quotation mark",
        "line 7: it is not UTF-8 text",
        "Records read: 2.",
        "cannot be used: 5.",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
}

#[test]
fn what_cannot_be_used_is_said_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.csv"), "name,born\nx,y\n").unwrap();
    fs::write(folder.path().join("empty.csv"), "").unwrap();
    let cases: [(&[&str], &str); 5] = [
        (&["--dedupe", "list.csv"], "there is no column «record_id»"),
        (&["--dedupe", "empty.csv"], "it is empty"),
        (&["--dedupe", "missing.csv"], "cannot read missing.csv"),
        (&["--dedupe", "list.csv", "--columns", "none.toml"], "cannot read none.toml"),
        (&["--register", "list.csv"], "--feed"),
    ];
    for (arguments, why) in cases {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--out", "pairs.csv"]).collect();
        let output = matched(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains(why), "{why} in {}", told(&output));
    }
    assert!(!folder.path().join("pairs.csv").exists());
}

#[test]
fn a_run_that_is_broken_off_is_taken_up_and_comes_to_the_same_end() {
    let folder = tempfile::tempdir().unwrap();
    let list = invented::dedupe(4000, 3, &Habits::easy()).csv();
    fs::write(folder.path().join("list.csv"), list).unwrap();
    assert_eq!(matched(folder.path(), &["--dedupe", "list.csv", "--out", "whole.csv"]).status.code(), Some(0));
    let mut child = Command::new(env!("CARGO_BIN_EXE_holdfast"))
        .args(["match", "--quiet", "--dedupe", "list.csv", "--out", "pairs.csv"])
        .current_dir(folder.path())
        .spawn()
        .unwrap();
    // Whether it is stopped early or late, what it leaves must be of use.
    while !folder.path().join("pairs.csv.part").exists() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(matched(folder.path(), &["--dedupe", "list.csv", "--out", "pairs.csv"]).status.code(), Some(0));
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("pairs.csv"), read("whole.csv"));
}
