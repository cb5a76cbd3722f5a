//! `holdfast journal` and `holdfast ledger`, as somebody at a terminal meets them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

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

async fn with_one_file(folder: &Path) -> (Ledger, Sample) {
    let vault = Arc::new(Vault::with_new_key_file(&folder.join("holdfast.key")).unwrap());
    let address = Address::File(folder.join("holdfast.db"));
    let ledger = Ledger::open(&address, vault, IfMissing::Create, at("2026-06-01T09:00")).await.unwrap();
    let sample = Sample::numbered(1);
    sample.open_in(&ledger).await.unwrap();
    sample.add(&ledger, vec![sample.disclosure("words")], "2026-06-01T15:00").await.unwrap();
    (ledger, sample)
}

#[tokio::test]
async fn a_whole_journal_is_verified_and_a_changed_one_names_the_fact() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, _) = with_one_file(folder.path()).await;
    let (code, head, _) = holdfast(folder.path(), &["journal", "head"]);
    assert_eq!(code, 0);
    std::fs::write(folder.path().join("head.json"), &head).unwrap();
    let (code, said, _) = holdfast(folder.path(), &["journal", "verify", "--against", "head.json"]);
    assert!(code == 0 && said.contains("1 files, 7 entries") && said.contains("nothing was rolled back"), "{said}");
    let (code, said, _) = holdfast(folder.path(), &["ledger", "rebuild"]);
    assert!(code == 0 && said.starts_with("Made again from the facts: 1 files"), "{said}");

    ledger.run_for_a_test("UPDATE journal SET happened = '2020-01-01' WHERE seq = 7".into()).await.unwrap();
    let (code, said, _) = holdfast(folder.path(), &["journal", "verify"]);
    assert!(code == 1 && said.starts_with("file HF-000001: entry 7 (fact ") && said.contains("1 thing is wrong"), "{said}");
    let (code, said, _) = holdfast(folder.path(), &["journal", "verify", "--format", "json"]);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((code, said["findings"][0]["entry"].as_u64()), (1, Some(7)));
}

#[tokio::test]
async fn what_stands_in_the_way_is_said_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let said = |arguments: &[&str]| holdfast(folder.path(), arguments);
    let (code, _, why) = said(&["journal", "verify"]);
    assert!(code == 1 && why.contains("there is no key file at holdfast.key"), "{why}");
    let (ledger, _) = with_one_file(folder.path()).await;
    ledger.close().await;
    let (code, _, why) = said(&["journal", "verify", "--database", "other.db"]);
    assert!(code == 1 && why.contains("there is no database at other.db"), "{why}");
    std::fs::write(folder.path().join("notes.db"), "these are notes, and no database at all, however long").unwrap();
    let (code, _, why) = said(&["journal", "verify", "--database", "notes.db"]);
    assert!(code == 1 && why.contains("notes.db is not a Holdfast database"), "{why}");
    Vault::with_new_key_file(&folder.path().join("other.key")).unwrap();
    let (code, _, why) = said(&["journal", "verify", "--key-file", "other.key"]);
    assert!(code == 1 && why.contains("this key file does not belong to this database"), "{why}");
    let (code, _, why) = said(&["journal", "verify", "--against", "notes.db"]);
    assert!(code == 2 && why.contains("notes.db is no tree head"), "{why}");
}
