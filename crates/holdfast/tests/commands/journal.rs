//! `holdfast journal` and `holdfast ledger`, as somebody at a terminal meets them.

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
    std::fs::write(folder.path().join("head"), &head).unwrap();
    let (code, said, _) = holdfast(folder.path(), &["journal", "verify", "--against", "head"]);
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

#[tokio::test]
async fn witnesses_and_inspectors_do_their_part_at_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, sample) = with_one_file(folder.path()).await;
    let said = |arguments: &[&str]| holdfast(folder.path(), arguments);
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let (_, key, _) = said(&["journal", "key"]);
    write("journal.pub", &key);
    let (code, witness, _) = said(&["journal", "witness-key", "refuge.example", "witness.key"]);
    assert!(code == 0 && witness.starts_with("refuge.example+"), "{witness}");
    assert_eq!(said(&["journal", "witness-key", "refuge.example", "witness.key"]).0, 1, "never overwritten");

    assert_eq!(said(&["journal", "export", "out", "--hashes-only"]).0, 0);
    let (code, _, why) = said(&["journal", "cosign", "--export", "out", "--witness-key", "witness.key"]);
    assert!(code == 1 && why.contains("--key"), "{why}");
    let (code, cosigned, why) =
        said(&["journal", "cosign", "--export", "out", "--witness-key", "witness.key", "--key", "journal.pub"]);
    assert!(code == 0 && cosigned.contains("— refuge.example "), "{why}");
    write("cosigned", &cosigned);
    assert_eq!(said(&["journal", "add-cosignature", "cosigned", "--witness", witness.trim()]).0, 0);
    let (code, verified, _) = said(&["journal", "verify", "--witness", witness.trim(), "--needed", "1"]);
    assert!(code == 0 && verified.starts_with("Witnesses have followed the log up to 1 of 1"), "{verified}");

    sample.add(&ledger, vec![sample.disclosure("more")], "2026-06-02T15:00").await.unwrap();
    let (code, request, _) = said(&["journal", "ask", "--seen", "1"]);
    assert!(code == 0 && request.starts_with("old 1\n"), "{request}");
    write("request", &request);
    assert_eq!(said(&["journal", "cosign", "--request", "request", "--witness-key", "witness.key"]).0, 0);
    let (code, _, why) = said(&["journal", "cosign", "--request", "request", "--witness-key", "witness.key"]);
    assert!(code == 1 && why.contains("does not begin with the 2 leaves"), "it has seen more by now: {why}");

    // An inspector has an export and the public key, and nothing else.
    assert_eq!(said(&["journal", "export", "inspected", "--entries"]).0, 0);
    let alone = tempfile::tempdir().unwrap();
    let export = folder.path().join("inspected");
    let export = export.to_str().unwrap();
    let (code, verified, why) = holdfast(alone.path(), &["journal", "verify", "--export", export, "--key", key.trim()]);
    assert!(code == 0 && verified.contains("1 files, 8 entries, 2 leaves"), "{verified}{why}");
    let entries = format!("{export}/entries.jsonl");
    let text = std::fs::read_to_string(&entries).unwrap().replacen("disclosure-made", "threat-made", 1);
    std::fs::write(&entries, text).unwrap();
    let (code, verified, _) = holdfast(alone.path(), &["journal", "verify", "--export", export, "--key", key.trim()]);
    assert!(code == 1 && verified.contains("entry 7 (fact ") && verified.contains("was changed"), "{verified}");
}

#[tokio::test]
async fn an_older_copy_is_said_aloud_and_written_only_after_somebody_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, sample) = with_one_file(folder.path()).await;
    assert_eq!(holdfast(folder.path(), &["journal", "head"]).0, 0);
    ledger.close().await;
    let database = folder.path().join("holdfast.db");
    std::fs::copy(&database, folder.path().join("old.db")).unwrap();
    let vault = Arc::new(Vault::from_key_file(&folder.path().join("holdfast.key")).unwrap());
    let address = Address::File(database.clone());
    let ledger = Ledger::open(&address, vault, IfMissing::Refuse, at("2026-06-02T09:00")).await.unwrap();
    sample.add(&ledger, vec![sample.disclosure("more")], "2026-06-02T15:00").await.unwrap();
    ledger.close().await;
    assert_eq!(holdfast(folder.path(), &["journal", "head"]).0, 0);
    for name in ["holdfast.db", "holdfast.db-wal", "holdfast.db-shm"] {
        let _ = std::fs::remove_file(folder.path().join(name));
    }
    std::fs::copy(folder.path().join("old.db"), &database).unwrap();

    let (code, _, why) = holdfast(folder.path(), &["journal", "head"]);
    assert!(code == 1 && why.contains("ALARM: this database is older than the last head"), "{why}");
    let (code, said, _) = holdfast(folder.path(), &["journal", "verify"]);
    assert!(code == 1 && said.contains("fixes more than there is"), "{said}");
    let (code, said, _) = holdfast(folder.path(), &["journal", "restored", "the disk failed on Tuesday"]);
    assert!(code == 0 && said.starts_with("Set aside 1 heads"), "{said}");
    let (code, said, why) = holdfast(folder.path(), &["journal", "verify"]);
    assert!(code == 0, "{said}{why}");
    assert_eq!(holdfast(folder.path(), &["journal", "head"]).0, 0);
}
