//! `holdfast recognise`, as a person at a terminal meets it.

use std::fs;
use std::process::{Command, Output};

#[expect(clippy::expect_used, reason = "without the program there is nothing to test")]
fn recognise(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_holdfast")).arg("recognise").args(arguments).output().expect("the program runs")
}

#[test]
fn a_table_of_texts_becomes_a_table_of_what_was_heard() {
    let folder = tempfile::tempdir().expect("a folder");
    let (texts, answers) = (folder.path().join("texts.csv"), folder.path().join("out.csv"));
    fs::write(
        &texts,
        "id,channel,text\na,form,\"My husband punched me, and I am scared to go home.\"\nb,form,The bin was not emptied.\n",
    )
    .expect("written");
    let done = recognise(&["--in", texts.to_str().expect("a path"), "--out", answers.to_str().expect("a path")]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let answers = fs::read_to_string(answers).expect("answers");
    let rows: Vec<&str> = answers.lines().collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0], "id,score,disclosure,kinds,because");
    assert!(rows[1].starts_with("a,") && rows[1].contains(",yes,physical_or_sexual"), "{}", rows[1]);
    assert!(rows[2].starts_with("b,") && rows[2].ends_with(",no,,"), "{}", rows[2]);
}

#[test]
fn a_malformed_table_is_told_with_its_line_and_leaves_no_half_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let (texts, answers) = (folder.path().join("texts.csv"), folder.path().join("out.csv"));
    fs::write(&texts, "id,text\n1,good\n2,bad,row\n").expect("written");
    let done = recognise(&["--in", texts.to_str().expect("a path"), "--out", answers.to_str().expect("a path")]);
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("line 3: this row has 3 columns"));
    assert!(fs::read_dir(folder.path()).expect("a folder").count() == 1, "only the texts are there");
    let done = recognise(&["--in", "/nowhere/texts.csv", "--out", "-"]);
    assert_eq!(done.status.code(), Some(2));
    let done = recognise(&["--in", texts.to_str().expect("a path"), "--out", "/nowhere/out.csv"]);
    assert_eq!(done.status.code(), Some(1));
}
