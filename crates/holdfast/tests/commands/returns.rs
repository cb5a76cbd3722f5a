//! `holdfast returns`, as somebody at a terminal meets it.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use casefile::facts::{BodyKind, Function, NewFact};
use casefile::facts::{Duty, DutyAccepted, Finding};
use casefile::private::Sealed;
use desk::{BodyEntry, FromTheSystem, House, Partnership, SetUp, Still, TeamEntry};
use ledger::{Address, IfMissing, Ledger};
use testkit::{Sample, at};
use vault::Vault;

fn holdfast(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast"));
    command.args(arguments).current_dir(folder).env_remove("HOLDFAST_DATABASE").env_remove("HOLDFAST_KEY_FILE");
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// A partnership of one council, with one file in which relief is owed.
async fn a_council_with_one_case(folder: &Path) {
    let vault = Arc::new(Vault::with_new_key_file(&folder.join("holdfast.key")).unwrap());
    let address = Address::File(folder.join("holdfast.db"));
    let ledger = Ledger::open(&address, Arc::clone(&vault), IfMissing::Create, at("2026-06-01T09:00")).await.unwrap();
    let sample = Sample::numbered(1);
    sample.open_in(&ledger).await.unwrap();
    let relief = DutyAccepted {
        by: sample.housing,
        duty: Duty::Relief,
        person: None,
        satisfied: None,
        letter: true,
        findings: vec![Finding::Eligible, Finding::Homeless],
        reasons: Some(Sealed::new("she fled 7 Zqplace Row")),
        to_write: false,
    };
    let day = "2026-06-02".parse::<casefile::facts::When>().unwrap();
    sample
        .add(&ledger, vec![sample.disclosure("he was there Zqwords"), NewFact::new(day, relief)], "2026-06-02T15:00")
        .await
        .unwrap();
    let house = House::new(ledger, vault, Arc::new(Still::at(at("2026-06-02T16:00"))), Arc::new(FromTheSystem));
    let set_up = SetUp {
        partnership: Partnership { name: "Westmark".into(), standards: casefile::obligations::Standards::default() },
        bodies: vec![BodyEntry { id: sample.council, name: "Westmark".into(), kind: BodyKind::District }],
        teams: vec![TeamEntry {
            id: sample.housing,
            body: sample.council,
            name: "Housing options".into(),
            function: Function::Housing,
        }],
        officers: Vec::new(),
    };
    house.set_up(&set_up).await.unwrap();
    house.close().await;
}

#[tokio::test]
async fn a_return_is_written_when_every_code_and_every_answer_is_there_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    a_council_with_one_case(folder.path()).await;
    let said = |arguments: &[&str]| holdfast(folder.path(), arguments);
    let (code, blank, _) = said(&["returns", "mapping"]);
    assert_eq!(code, 0);
    std::fs::write(folder.path().join("blank.csv"), &blank).unwrap();
    let write = |more: &[&'static str]| {
        let mut arguments = vec!["returns", "hclic", "--quarter", "2026Q2", "--out", "out", "--mapping"];
        arguments.extend(more);
        holdfast(folder.path(), &arguments)
    };
    let (code, _, why) = write(&["blank.csv"]);
    assert!(code == 2 && why.contains("holds no official code yet"), "{why}");

    // One code alone: the rest is named, and nothing is written.
    let one = blank.replace("hclic,1.4.5,sex,female,,,", "hclic,1.4.5,sex,female,F,,");
    std::fs::write(folder.path().join("one.csv"), one).unwrap();
    let (code, _, why) = write(&["one.csv"]);
    assert!(
        code == 1 && why.contains("these cases are not complete") && why.contains("HF-000001: Day of the assessment"),
        "{why}"
    );
    let (code, _, why) = write(&["one.csv", "--as-it-is"]);
    assert!(
        code == 1
            && why.contains("nothing was exported")
            && why.contains("initial-assessment, homeless-relief-duty-owed (1 times)"),
        "{why}"
    );
    assert!(!folder.path().join("out").exists(), "nothing is written while a code is missing");

    let lines = blank
        .lines()
        .enumerate()
        .map(|(at, line)| line.strip_suffix(",,,").map_or_else(|| line.to_owned(), |row| format!("{row},C{at},,")));
    std::fs::write(folder.path().join("full.csv"), lines.collect::<Vec<_>>().join("\n")).unwrap();
    let (code, done, why) = write(&["full.csv", "--as-it-is"]);
    assert!(code == 0 && done.starts_with("One case of April to June 2026: the files are in out."), "{done}{why}");
    let xml = std::fs::read_to_string(folder.path().join("out/hclic-2026Q2.xml")).unwrap();
    assert!(
        xml.contains("<case-id>HF-000001</case-id>") && xml.contains("<relief-start-date>2026-06-02</relief-start-date>"),
        "{xml}"
    );
    for name in std::fs::read_dir(folder.path().join("out")).unwrap() {
        let text = std::fs::read_to_string(name.unwrap().path()).unwrap();
        for canary in ["Zq", "Asha", "Karl", "Row"] {
            assert!(!text.contains(canary), "{canary} in {text}");
        }
    }
    let (code, _, why) = write(&["full.csv", "--as-it-is"]);
    assert!(code == 2 && why.contains("is there already"), "{why}");
    let (code, ..) = write(&["full.csv", "--as-it-is", "--replace"]);
    assert_eq!(code, 0);

    // What left stands in the chain of the house; what did not leave does not.
    let vault = Arc::new(Vault::open(&folder.path().join("holdfast.key"), None).unwrap());
    let address = Address::File(folder.path().join("holdfast.db"));
    let ledger = Ledger::open(&address, vault, IfMissing::Refuse, at("2026-06-03T09:00")).await.unwrap();
    let acts = ledger.dump("key_act").await.unwrap();
    let left = |act: &&String| {
        act.contains("whoever runs the server takes the return of") && act.contains("for 2026Q2 as files, 1 cases")
    };
    assert_eq!(acts.iter().filter(left).count(), 2, "{acts:?}");
}

#[tokio::test]
async fn what_was_given_and_cannot_be_used_is_said_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("bad.csv"),
        "standard,version,list,local_code,official_code,valid_from,valid_to\nhclic,1,shoes,x,1,,\n",
    )
    .unwrap();
    let said = |quarter: &str, mapping: &str| {
        holdfast(folder.path(), &["returns", "hclic", "--quarter", quarter, "--out", "out", "--mapping", mapping])
    };
    let (code, _, why) = said("summer", "bad.csv");
    assert!(code == 2 && why.contains("“summer” is no quarter"), "{why}");
    let (code, _, why) = said("2026Q2", "none.csv");
    assert!(code == 2 && why.contains("cannot be read"), "{why}");
    let (code, _, why) = said("2026Q2", "bad.csv");
    assert!(code == 2 && why.contains("line 2: there is no list “shoes”"), "{why}");
    let (code, names, _) = holdfast(folder.path(), &["returns", "elements"]);
    assert!(code == 0 && names.contains("REASONLOSS"));
}
