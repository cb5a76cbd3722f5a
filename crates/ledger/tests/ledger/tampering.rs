//! Whoever changes the journal past Holdfast is found, and what was changed is named.

use access::{OpenSealed, RecordFact};
use casefile::ids::FactId;
use ledger::{Finding, LedgerError, Verified, Wrong};
use testkit::{Database, Sample, at, databases};

/// Two files of nine entries each.
async fn two_files(database: &Database) -> [(Sample, Vec<FactId>); 2] {
    let mut made = Vec::new();
    for number in [1, 2] {
        let sample = Sample::numbered(number);
        let mut ids: Vec<FactId> = sample.open_in(&database.ledger).await.unwrap().facts.iter().map(|fact| fact.id).collect();
        for (words, when) in [("first", "2026-06-01T14:40"), ("second", "2026-06-02T09:00"), ("third", "2026-06-03T09:00")] {
            let added = sample.add(&database.ledger, vec![sample.disclosure(words)], when).await.unwrap();
            ids.extend(added.facts.iter().map(|fact| fact.id));
        }
        made.push((sample, ids));
    }
    assert_eq!(verified(database).await, Verified { files: 2, entries: 18, ..Verified::default() });
    made.try_into().unwrap_or_else(|_| panic!("two files"))
}

async fn verified(database: &Database) -> Verified {
    database.ledger.verify(None).await.unwrap()
}

/// An id as SQL writes it, in either database.
fn sql_id(database: &Database, id: uuid::Uuid) -> String {
    if database.name == "SQLite" { format!("x'{}'", id.simple()) } else { format!("'{id}'") }
}

/// What is wrong, in which file, at which entry, with which fact.
type Named<'a> = (Wrong, Option<&'a str>, Option<u64>, Option<FactId>);

fn wrongs(found: &[Finding]) -> Vec<Named<'_>> {
    found.iter().map(|one| (one.wrong, one.reference.as_deref(), one.seq, one.fact)).collect()
}

#[tokio::test]
async fn an_edited_fact_is_named_whatever_was_edited() {
    let edits = [
        "kind = 'threat-made'",
        "happened = '2026-05-01T14:30'",
        "recorded = recorded + 1",
        "recorded_by = 'clock'",
        "version = 2",
        "known = '[{}]'",
        "supersedes = id",
    ];
    for edit in edits {
        for database in databases().await {
            let [(one, ids), _] = two_files(&database).await;
            let file = sql_id(&database, one.file.0);
            database.tamper_with(format!("UPDATE journal SET {edit} WHERE file = {file} AND seq = 7")).await;
            let found = verified(&database).await.findings;
            assert_eq!(wrongs(&found), [(Wrong::Edited, Some("HF-000001"), Some(7), Some(ids[6]))], "{} {edit}", database.name);
            assert!(found[0].to_string().contains(&format!("HF-000001: entry 7 (fact {}) was changed", ids[6])), "{}", found[0]);
        }
    }
}

#[tokio::test]
async fn an_edited_body_is_named() {
    for database in databases().await {
        let [(one, ids), (two, _)] = two_files(&database).await;
        let (one, two) = (sql_id(&database, one.file.0), sql_id(&database, two.file.0));
        // The body of another file's entry, put in the place of this one's.
        let other = format!("SELECT body FROM journal WHERE file = {two} AND seq = 8");
        database.tamper_with(format!("UPDATE journal SET body = ({other}) WHERE file = {one} AND seq = 8")).await;
        assert_eq!(wrongs(&verified(&database).await.findings), [(Wrong::Edited, Some("HF-000001"), Some(8), Some(ids[7]))]);
    }
}

#[tokio::test]
async fn a_removed_fact_leaves_a_gap_that_is_named() {
    for database in databases().await {
        let [(one, ids), _] = two_files(&database).await;
        let file = sql_id(&database, one.file.0);
        database.tamper_with(format!("DELETE FROM journal WHERE file = {file} AND seq = 8")).await;
        assert_eq!(wrongs(&verified(&database).await.findings), [(Wrong::Removed, Some("HF-000001"), Some(9), Some(ids[8]))]);
        // Closing the gap does not hide it.
        database.tamper_with(format!("UPDATE journal SET seq = 8 WHERE file = {file} AND seq = 9")).await;
        let found = verified(&database).await.findings;
        assert_eq!(found[0].wrong, Wrong::Edited);
        assert!(found.iter().any(|one| one.wrong == Wrong::Truncated), "{found:?}");
    }
}

#[tokio::test]
async fn the_first_fact_removed_is_named_too() {
    for database in databases().await {
        let [(one, ids), _] = two_files(&database).await;
        let file = sql_id(&database, one.file.0);
        database.tamper_with(format!("DELETE FROM journal WHERE file = {file} AND seq = 1")).await;
        assert_eq!(wrongs(&verified(&database).await.findings), [(Wrong::Removed, Some("HF-000001"), Some(2), Some(ids[1]))]);
    }
}

#[tokio::test]
async fn a_truncated_chain_is_named() {
    for database in databases().await {
        let [(one, ids), _] = two_files(&database).await;
        let file = sql_id(&database, one.file.0);
        database.tamper_with(format!("DELETE FROM journal WHERE file = {file} AND seq > 7")).await;
        assert_eq!(wrongs(&verified(&database).await.findings), [(Wrong::Truncated, Some("HF-000001"), Some(7), Some(ids[6]))]);
        // Moving the end back as well needs a MAC that only the key file can make.
        let hash = format!("SELECT hash FROM journal WHERE file = {file} AND seq = 7");
        database.tamper_with(format!("UPDATE file SET head_seq = 7, head_hash = ({hash}) WHERE id = {file}")).await;
        assert_eq!(wrongs(&verified(&database).await.findings), [(Wrong::HeadForged, Some("HF-000001"), None, None)]);
        let permit = one.permit::<RecordFact>(&database.ledger).await.unwrap();
        let mut tx = database.ledger.begin("add").await.unwrap();
        let refused = tx.append(&permit, vec![one.disclosure("x")], at("2026-06-04T09:00"), None).await;
        assert!(matches!(refused, Err(LedgerError::HeadBroken { .. })), "nothing is chained to a forged end");
    }
}

#[tokio::test]
async fn an_emptied_file_is_named() {
    for database in databases().await {
        let [(one, _), _] = two_files(&database).await;
        let file = sql_id(&database, one.file.0);
        database.tamper_with(format!("DELETE FROM journal WHERE file = {file}")).await;
        assert_eq!(wrongs(&verified(&database).await.findings), [(Wrong::Truncated, Some("HF-000001"), None, None)]);
    }
}

#[tokio::test]
async fn an_inserted_fact_is_named() {
    for database in databases().await {
        let [(one, _), (two, _)] = two_files(&database).await;
        let (file, other) = (sql_id(&database, one.file.0), sql_id(&database, two.file.0));
        let id = FactId(uuid::Uuid::from_u128(77));
        // A well-formed entry of another file, behind the end of this one and with a hash that fits its neighbours.
        let columns = "kind, version, happened, recorded, recorded_by, supersedes, known, body";
        let end = format!("SELECT hash FROM journal WHERE file = {file} AND seq = 9");
        database
            .tamper_with(format!(
                "INSERT INTO journal (file, seq, id, prev, hash, {columns}) SELECT {file}, 10, {}, ({end}), hash, {columns} \
                 FROM journal WHERE file = {other} AND seq = 9",
                sql_id(&database, id.0)
            ))
            .await;
        assert_eq!(wrongs(&verified(&database).await.findings), [(Wrong::Added, Some("HF-000001"), Some(10), Some(id))]);
    }
}

#[tokio::test]
async fn an_entry_of_no_file_is_named() {
    for database in databases().await {
        let [(one, ids), _] = two_files(&database).await;
        let file = sql_id(&database, one.file.0);
        database.tamper_with(format!("DELETE FROM file WHERE id = {file}")).await;
        let found = verified(&database).await.findings;
        assert_eq!(found.len(), 9);
        assert!(found.iter().all(|one| one.wrong == Wrong::NoFile));
        assert_eq!(found[0].fact, Some(ids[0]));
    }
}

#[tokio::test]
async fn facts_that_changed_places_within_a_file_are_named() {
    for database in databases().await {
        let [(one, ids), _] = two_files(&database).await;
        let file = sql_id(&database, one.file.0);
        for (from, to) in [(7, 99), (8, 7), (99, 8)] {
            database.tamper_with(format!("UPDATE journal SET seq = {to} WHERE file = {file} AND seq = {from}")).await;
        }
        let found = verified(&database).await.findings;
        let named: Vec<_> = found.iter().filter_map(|one| one.fact).collect();
        assert!(named.contains(&ids[6]) && named.contains(&ids[7]), "{found:?}");
    }
}

#[tokio::test]
async fn facts_that_changed_places_between_files_are_named() {
    for database in databases().await {
        let [(one, first), (two, second)] = two_files(&database).await;
        let (a, b) = (sql_id(&database, one.file.0), sql_id(&database, two.file.0));
        let nobody = sql_id(&database, uuid::Uuid::from_u128(5));
        for (from, to) in [(&a, &nobody), (&b, &a), (&nobody, &b)] {
            database.tamper_with(format!("UPDATE journal SET file = {to} WHERE file = {from} AND seq = 8")).await;
        }
        let found = verified(&database).await.findings;
        let edited: Vec<_> =
            found.iter().filter(|one| one.wrong == Wrong::Edited).map(|one| (one.reference.clone(), one.fact)).collect();
        assert_eq!(edited, [(Some("HF-000001".into()), Some(second[7])), (Some("HF-000002".into()), Some(first[7]))]);
    }
}

#[tokio::test]
async fn keys_that_were_swapped_are_named_and_open_nothing() {
    for database in databases().await {
        let [(one, ids), (two, _)] = two_files(&database).await;
        one.add(&database.ledger, vec![one.safe_contact("07700 900123")], "2026-06-04T09:00").await.unwrap();
        two.add(&database.ledger, vec![two.safe_contact("07700 900456")], "2026-06-04T09:00").await.unwrap();
        let (a, b) = (sql_id(&database, one.asha.0), sql_id(&database, two.asha.0));
        let other = format!("SELECT wrapped_key FROM person_key WHERE person = {b}");
        database.tamper_with(format!("UPDATE person_key SET wrapped_key = ({other}) WHERE person = {a}")).await;
        let found = verified(&database).await.findings;
        assert_eq!((found[0].wrong, found[0].person), (Wrong::UnknownKey, Some(one.asha)));

        let (file, other) = (sql_id(&database, one.file.0), sql_id(&database, two.file.0));
        let key = format!("SELECT wrapped_key FROM file WHERE id = {other}");
        let permit = one.permit::<OpenSealed>(&database.ledger).await.unwrap();
        database.tamper_with(format!("UPDATE file SET wrapped_key = ({key}) WHERE id = {file}")).await;
        assert_eq!(wrongs(&verified(&database).await.findings)[0], (Wrong::UnknownKey, Some("HF-000001"), None, None));
        let opened = database
            .ledger
            .reader()
            .open(&permit, ids[6], "words", casefile::facts::LookPurpose::Check, at("2026-06-04T09:00"))
            .await;
        assert!(matches!(opened, Err(LedgerError::CannotOpen(_))));
    }
}

#[tokio::test]
async fn a_destroyed_key_forgets_the_words_and_leaves_the_chain_whole() {
    for database in databases().await {
        let [(one, ids), _] = two_files(&database).await;
        let permit = one.permit::<OpenSealed>(&database.ledger).await.unwrap();
        let file = sql_id(&database, one.file.0);
        database.tamper_with(format!("UPDATE file SET wrapped_key = NULL WHERE id = {file}")).await;
        let found = verified(&database).await.findings;
        assert_eq!(wrongs(&found), [(Wrong::KeyLost, Some("HF-000001"), None, None)], "nobody said that it should be");
        let opened = database
            .ledger
            .reader()
            .open(&permit, ids[6], "words", casefile::facts::LookPurpose::Check, at("2026-06-04T09:00"))
            .await;
        assert!(matches!(opened, Err(LedgerError::KeyDestroyed)));
    }
}
