//! Heads hold the journal to what it once said: nothing is taken out, put back or made anew without one of them telling.

use ledger::{
    Against, Extent, KeptFolder, Ledger, LedgerError, Request, TreeHead, Verified, Wrong, follows, for_witness, verify_export,
};
use testkit::{Database, Sample, at, databases};
use vault::{NoteKey, Signed, Vault};

async fn two_files(database: &Database) -> [Sample; 2] {
    let samples = [Sample::numbered(1), Sample::numbered(2)];
    for sample in &samples {
        sample.open_in(&database.ledger).await.unwrap();
        sample.add(&database.ledger, vec![sample.disclosure("first")], "2026-06-01T14:40").await.unwrap();
    }
    samples
}

async fn head(database: &Database, when: &str) -> TreeHead {
    database.ledger.take_head(at(when)).await.unwrap()
}

async fn add(database: &Database, sample: &Sample, words: &str, when: &str) {
    sample.add(&database.ledger, vec![sample.disclosure(words)], when).await.unwrap();
}

async fn against(ledger: &Ledger, head: &TreeHead) -> Verified {
    let against = Against { heads: vec![("kept by an outsider".into(), head.clone())], ..Against::default() };
    ledger.verify(Some(&against)).await.unwrap()
}

fn wrongs(verified: &Verified) -> Vec<Wrong> {
    verified.findings.iter().map(|found| found.wrong).collect()
}

fn sql_id(database: &Database, id: uuid::Uuid) -> String {
    if database.name == "SQLite" { format!("x'{}'", id.simple()) } else { format!("'{id}'") }
}

/// Puts every row of some tables back to what it was, as an older copy of the database would.
async fn put_back(database: &Database, tables: &[&str]) {
    for table in tables {
        database.tamper_with(format!("DELETE FROM {table}")).await;
        database.tamper_with(format!("INSERT INTO {table} SELECT * FROM old_{table}")).await;
    }
}

async fn copy(database: &Database, tables: &[&str]) {
    for table in tables {
        database.tamper_with(format!("CREATE TABLE old_{table} AS SELECT * FROM {table}")).await;
    }
}

const JOURNAL: [&str; 2] = ["file", "journal"];
const EVERYTHING: [&str; 4] = ["file", "journal", "log_leaf", "log_head"];

#[tokio::test]
async fn the_log_grows_by_one_leaf_for_each_file_that_grew() {
    for database in databases().await {
        let [one, _] = two_files(&database).await;
        let first = head(&database, "2026-06-02T09:00").await;
        assert_eq!(first.size(), 2);
        assert_eq!(head(&database, "2026-06-02T09:05").await, first, "nothing grew");
        add(&database, &one, "second", "2026-06-03T09:00").await;
        add(&database, &one, "third", "2026-06-03T09:01").await;
        let second = head(&database, "2026-06-03T09:05").await;
        assert_eq!(second.size(), 3);
        let verified = against(&database.ledger, &first).await;
        assert_eq!((verified.leaves, verified.heads, verified.findings), (3, 3, vec![]), "two in the database, one outside");
    }
}

#[tokio::test]
async fn a_file_that_was_rolled_back_is_found_by_the_log() {
    for database in databases().await {
        let [one, two] = two_files(&database).await;
        copy(&database, &JOURNAL).await;
        add(&database, &one, "what must not be known", "2026-06-05T09:00").await;
        head(&database, "2026-06-05T10:00").await;
        put_back(&database, &JOURNAL).await;
        let found = database.ledger.verify(None).await.unwrap();
        assert_eq!(wrongs(&found), [Wrong::RolledBack]);
        assert_eq!(found.findings[0].reference.as_deref(), Some("HF-000001"));

        // A whole file taken out with all its rows.
        let file = sql_id(&database, two.file.0);
        database.tamper_with(format!("DELETE FROM journal WHERE file = {file}")).await;
        database.tamper_with(format!("DELETE FROM file WHERE id = {file}")).await;
        let found = database.ledger.verify(None).await.unwrap();
        assert!(found.findings.iter().any(|found| (found.wrong, found.file) == (Wrong::FileGone, Some(two.file))), "{found:?}");
    }
}

#[tokio::test]
async fn a_database_put_back_to_an_older_copy_is_found_by_a_head_outside() {
    for database in databases().await {
        let [one, _] = two_files(&database).await;
        head(&database, "2026-06-02T09:00").await;
        copy(&database, &EVERYTHING).await;
        add(&database, &one, "what must not be known", "2026-06-05T09:00").await;
        let kept = head(&database, "2026-06-05T10:00").await;
        put_back(&database, &EVERYTHING).await;
        assert_eq!(wrongs(&database.ledger.verify(None).await.unwrap()), [], "alone, an older copy looks whole");
        let found = against(&database.ledger, &kept).await;
        assert_eq!(wrongs(&found), [Wrong::LogShorter]);
        assert!(found.findings[0].to_string().contains("the head of size 3 in kept by an outsider fixes more than there is"));
        // And if it grows on from there, it is another log.
        add(&database, &one, "something else", "2026-06-06T09:00").await;
        head(&database, "2026-06-06T10:00").await;
        let found = against(&database.ledger, &kept).await;
        assert_eq!((wrongs(&found), found.findings[0].since), (vec![Wrong::HeadDiffers], Some(2)));
    }
}

#[tokio::test]
async fn leaves_and_heads_that_were_changed_are_found() {
    for database in databases().await {
        let [one, _] = two_files(&database).await;
        head(&database, "2026-06-02T09:00").await;
        add(&database, &one, "second", "2026-06-03T09:00").await;
        head(&database, "2026-06-03T09:05").await;
        copy(&database, &EVERYTHING).await;
        let tampering: [(&str, &[Wrong]); 5] = [
            ("UPDATE log_leaf SET seq = seq - 1 WHERE nth = 2", &[Wrong::RolledBack, Wrong::HeadDiffers]),
            ("DELETE FROM log_leaf WHERE nth = 2", &[Wrong::LogShorter]),
            ("DELETE FROM log_leaf WHERE nth = 1", &[Wrong::LogGap, Wrong::LogShorter, Wrong::LogShorter]),
            ("UPDATE log_head SET note = (SELECT note FROM log_head WHERE size = 2) WHERE size = 3", &[Wrong::HeadUnsound]),
            ("UPDATE log_head SET note = peaks WHERE size = 3", &[Wrong::HeadUnsound]),
        ];
        for (sql, expected) in tampering {
            database.tamper(sql).await;
            let found = database.ledger.verify(None).await.unwrap();
            assert_eq!(wrongs(&found), expected, "{sql}: {found:?}");
            put_back(&database, &["log_leaf", "log_head"]).await;
        }
        // No head is signed over a log that does not give the last one.
        database.tamper("UPDATE log_head SET peaks = (SELECT peaks FROM log_head WHERE size = 2) WHERE size = 3").await;
        let refused = database.ledger.take_head(at("2026-06-04T09:00")).await;
        assert!(matches!(refused, Err(LedgerError::LogBroken { size: 3 })));
    }
}

#[tokio::test]
async fn a_forged_head_proves_nothing() {
    for database in databases().await {
        two_files(&database).await;
        let kept = head(&database, "2026-06-05T10:00").await;
        let other = Vault::from_master([1; 32]);
        let mut forged: TreeHead = kept.to_string().parse().unwrap();
        other.sign(forged.note_mut());
        assert_eq!(wrongs(&against(&database.ledger, &forged).await), [], "somebody else's signature beside ours is no harm");
        let text = kept.to_string();
        let (body, _) = text.split_once("\n\n").unwrap();
        for changed in [
            text.replace("\n2\n", "\n1\n"),
            format!("{body}\n\n— {} AAAAAAAAAAAA\n", kept.origin()),
            text.replace(kept.origin(), other.head_verifier().name()),
        ] {
            let changed: TreeHead = changed.parse().unwrap();
            assert_eq!(wrongs(&against(&database.ledger, &changed).await), [Wrong::HeadUnsound], "{changed}");
        }
    }
}

#[tokio::test]
async fn an_older_copy_opens_read_only_until_somebody_says_that_it_was_restored() {
    for database in databases().await {
        let folder = tempfile::tempdir().unwrap();
        let kept = || KeptFolder::open(&folder.path().join("kept")).unwrap();
        assert_eq!(database.ledger.keep_beside(kept()).await.unwrap(), None);
        let [one, _] = two_files(&database).await;
        head(&database, "2026-06-02T09:00").await;
        copy(&database, &EVERYTHING).await;
        add(&database, &one, "lost with the disk", "2026-06-05T09:00").await;
        head(&database, "2026-06-05T10:00").await;
        put_back(&database, &EVERYTHING).await;

        let again = database.opened_again().await.unwrap();
        let alarm = again.keep_beside(kept()).await.unwrap().expect("an alarm");
        assert_eq!((alarm.kept, alarm.found), (3, 2));
        let refused = one.add(&again, vec![one.disclosure("x")], "2026-06-06T09:00").await.expect_err("must be refused");
        assert!(
            matches!(&refused, LedgerError::RolledBack(_)) && refused.to_string().contains("holdfast journal restored"),
            "{refused}"
        );
        assert!(matches!(again.take_head(at("2026-06-06T09:00")).await, Err(LedgerError::RolledBack(_))));
        let permit = one.permit::<access::ReadFile>(&again).await.unwrap();
        assert!(again.read().await.unwrap().file(&permit).await.is_ok(), "it can still be read");
        assert!(wrongs(&again.verify(None).await.unwrap()).contains(&Wrong::LogShorter));

        assert_eq!(again.restored("the disk failed", at("2026-06-06T10:00")).await.unwrap(), 1);
        let after = database.opened_again().await.unwrap();
        assert_eq!(after.keep_beside(kept()).await.unwrap(), None);
        one.add(&after, vec![one.disclosure("recorded again from paper")], "2026-06-06T11:00").await.unwrap();
        after.take_head(at("2026-06-06T12:00")).await.unwrap();
        assert_eq!(after.verify(None).await.unwrap().findings, []);
        let names: Vec<String> = std::fs::read_dir(kept().heads_folder())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert!(names.iter().any(|name| name.ends_with(".set-aside")) && names.iter().any(|name| name.ends_with(".restored")));
    }
}

#[tokio::test]
async fn a_head_beside_the_database_is_never_replaced_by_another() {
    for database in databases().await {
        let folder = tempfile::tempdir().unwrap();
        database.ledger.keep_beside(KeptFolder::open(folder.path()).unwrap()).await.unwrap();
        let [one, _] = two_files(&database).await;
        head(&database, "2026-06-02T09:00").await;
        copy(&database, &EVERYTHING).await;
        add(&database, &one, "one history", "2026-06-05T09:00").await;
        head(&database, "2026-06-05T10:00").await;
        put_back(&database, &EVERYTHING).await;
        // The program that runs on does not notice the rows change under it, but its next head meets the one that is kept.
        let forked = database.opened_again().await.unwrap();
        one.add(&forked, vec![one.disclosure("another")], "2026-06-05T09:00").await.unwrap();
        let refused = database.ledger.take_head(at("2026-06-05T11:00")).await;
        assert!(matches!(refused, Err(LedgerError::HeadsDiffer { .. })), "{refused:?}");
    }
}

#[tokio::test]
async fn an_outsider_checks_an_export_without_database_or_key_file() {
    for database in databases().await {
        let [one, two] = two_files(&database).await;
        let early = head(&database, "2026-06-02T09:00").await;
        add(&database, &one, "second", "2026-06-03T09:00").await;
        head(&database, "2026-06-03T09:05").await;
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        database.ledger.export(&path("all"), Extent::Entries).await.unwrap();
        database.ledger.export(&path("hashes"), Extent::Hashes).await.unwrap();
        assert!(database.ledger.export(&path("all"), Extent::Hashes).await.is_err(), "never into a folder that holds something");
        let key = database.vault.head_verifier();
        let outside = Against { heads: vec![("mine".into(), early.clone())], ..Against::default() };
        let verified = verify_export(&path("all"), &key, &outside).unwrap();
        assert_eq!((verified.files, verified.entries, verified.leaves, verified.findings), (2, 15, 3, vec![]));
        let verified = verify_export(&path("hashes"), &key, &outside).unwrap();
        assert_eq!((verified.leaves, verified.heads, verified.findings), (3, 3, vec![]));
        let stranger = Vault::from_master([1; 32]).head_verifier();
        assert_eq!(wrongs(&verify_export(&path("all"), &stranger, &Against::default()).unwrap()), [Wrong::HeadUnsound; 2]);

        let entries = std::fs::read_to_string(path("all/entries.jsonl")).unwrap();
        assert!(!entries.contains("Asha") && !entries.contains("second"));
        let lines: Vec<&str> = entries.lines().collect();
        let with = |lines: Vec<String>| std::fs::write(path("all/entries.jsonl"), lines.join("\n") + "\n").unwrap();
        let own = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let check = || wrongs(&verify_export(&path("all"), &key, &Against::default()).unwrap());
        let mut edited = own(&lines);
        edited[3] = edited[3].replace("2026-06-01", "2026-05-01");
        with(edited);
        assert_eq!(check(), [Wrong::Edited]);
        let mut removed = own(&lines);
        removed.remove(3);
        with(removed);
        assert!(check().starts_with(&[Wrong::Removed]));
        with(own(&lines[..lines.len() - 1]));
        assert_eq!(check(), [Wrong::Truncated]);
        let of_one = lines.iter().filter(|line| line.contains(&two.file.0.to_string()));
        with(own(&of_one.copied().collect::<Vec<_>>()));
        assert_eq!(check(), [Wrong::FileGone]);
        with(own(&lines));
        let leaves = std::fs::read_to_string(path("all/leaf-hashes")).unwrap();
        let swapped: Vec<&str> = leaves.lines().rev().collect();
        std::fs::write(path("all/leaf-hashes"), swapped.join("\n") + "\n").unwrap();
        assert!(check().contains(&Wrong::HeadDiffers));
    }
}

#[tokio::test]
async fn witnesses_follow_the_log_and_sign_no_second_history() {
    for database in databases().await {
        let [one, _] = two_files(&database).await;
        head(&database, "2026-06-02T09:00").await;
        copy(&database, &EVERYTHING).await;
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let (first, second) = (NoteKey::new_witness("refuge.example").unwrap(), NoteKey::new_witness("police.example").unwrap());
        let witnesses = vec![first.verifier(), second.verifier()];
        let needed = |needed| Against { witnesses: witnesses.clone(), needed, ..Against::default() };

        // The first looks at an export, the second at a request; both sign.
        database.ledger.export(&path("one"), Extent::Hashes).await.unwrap();
        let (hashes, seen) = for_witness(&path("one")).unwrap();
        let mut seen = seen.unwrap();
        assert!(follows(&hashes, &seen, None));
        first.sign(seen.note_mut(), 1_780_400_000);
        assert_eq!(database.ledger.add_cosignatures(&seen).await.unwrap(), Some(1));
        assert_eq!(wrongs(&database.ledger.verify(Some(&needed(2))).await.unwrap()), [Wrong::NotCosigned]);
        let mut request: Request = database.ledger.ask_witness(0).await.unwrap().unwrap().to_string().parse().unwrap();
        assert!(request.follows(None) && !request.follows(Some(&seen)));
        second.sign(request.head.note_mut(), 1_780_400_100);
        assert_eq!(database.ledger.add_cosignatures(&request.head).await.unwrap(), Some(1));
        let verified = database.ledger.verify(Some(&needed(2))).await.unwrap();
        assert_eq!((verified.findings, verified.cosigned.map(|it| (it.size, it.at))), (vec![], Some((2, 1_780_400_100))));

        // The log grows: both see that it did.
        add(&database, &one, "one history", "2026-06-03T09:00").await;
        head(&database, "2026-06-03T09:05").await;
        database.ledger.export(&path("two"), Extent::Hashes).await.unwrap();
        let (hashes, newest) = for_witness(&path("two")).unwrap();
        let newest = newest.unwrap();
        assert!(follows(&hashes, &newest, Some(&seen)));
        let request = database.ledger.ask_witness(2).await.unwrap().unwrap();
        assert!(request.follows(Some(&seen)));
        let elsewhere = seen.to_string().replace("refuge.example", "elsewhere.example");
        assert!(matches!(first.verifier().check(elsewhere.parse::<TreeHead>().unwrap().note()), Signed::Not));

        // Another history from the same beginning: neither signs it, and no cosignature of the one serves the other.
        put_back(&database, &EVERYTHING).await;
        let forked = database.opened_again().await.unwrap();
        one.add(&forked, vec![one.disclosure("another history")], "2026-06-03T09:00").await.unwrap();
        forked.take_head(at("2026-06-03T09:05")).await.unwrap();
        forked.export(&path("three"), Extent::Hashes).await.unwrap();
        let (hashes, other) = for_witness(&path("three")).unwrap();
        let other = other.unwrap();
        assert!(!follows(&hashes, &other, Some(&newest)));
        let request = forked.ask_witness(3).await.unwrap().unwrap();
        assert!(!request.follows(Some(&newest)));
        let mut cosigned = newest.clone();
        first.sign(cosigned.note_mut(), 1_780_400_200);
        assert_eq!(forked.add_cosignatures(&cosigned).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_cosignature_that_its_witness_did_not_make_is_found() {
    for database in databases().await {
        two_files(&database).await;
        let mut kept = head(&database, "2026-06-02T09:00").await;
        let witness = NoteKey::new_witness("refuge.example").unwrap();
        witness.sign(kept.note_mut(), 1_780_400_000);
        let text = kept.to_string();
        let at = text.trim_end().len() - 10;
        let changed = format!("{}{}{}", &text[..at], if &text[at..=at] == "A" { "B" } else { "A" }, &text[at + 1..]);
        let against = Against {
            heads: vec![("outside".into(), changed.parse().unwrap())],
            witnesses: vec![witness.verifier()],
            ..Against::default()
        };
        assert_eq!(wrongs(&database.ledger.verify(Some(&against)).await.unwrap()), [Wrong::CosignatureWrong]);
    }
}
