//! Many at once: nothing is lost, nothing is doubled, and the disk's troubles are everybody's in plain words.

use std::sync::Arc;
use std::time::Duration;

use access::RecordFact;
use ledger::{LedgerError, Once, Outcome};
use testkit::{Sample, at, databases, fresh_sqlite};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_who_record_at_once_all_find_their_facts_kept() {
    for database in databases().await {
        let ledger = database.ledger.clone();
        for number in 1..=4 {
            Sample::numbered(number).open_in(&ledger).await.unwrap();
        }
        let mut tasks = Vec::new();
        for nth in 0..40 {
            let ledger = ledger.clone();
            tasks.push(tokio::spawn(async move {
                let sample = Sample::numbered(1 + nth % 4);
                let permit = sample.permit::<RecordFact>(&ledger).await.unwrap();
                let mut tx = ledger.begin("record").await.unwrap();
                let done = tx
                    .append(&permit, vec![sample.disclosure(&format!("words {nth}"))], at("2026-06-02T09:00"), None)
                    .await
                    .unwrap();
                match nth % 5 {
                    // Some change their minds, some are cut off.
                    0 => tx.give_up().await.unwrap(),
                    1 => drop(tx),
                    _ => {
                        tx.commit().await.unwrap();
                        return Some(done.facts[0].id);
                    }
                }
                None
            }));
        }
        let mut kept = Vec::new();
        for task in tasks {
            kept.extend(task.await.unwrap());
        }
        assert_eq!(kept.len(), 24);
        let again = database.opened_again().await.unwrap();
        let verified = again.verify(None).await.unwrap();
        assert_eq!((verified.findings, verified.entries), (vec![], 4 * 6 + 24), "{}", database.name);
        for number in 1..=4 {
            let sample = Sample::numbered(number);
            let permit = sample.permit::<RecordFact>(&again).await.unwrap();
            let file = again.read().await.unwrap().file(&permit).await.unwrap();
            kept.retain(|id| !file.history().iter().any(|fact| fact.id == *id));
        }
        assert_eq!(kept, [], "every fact that was acknowledged is there");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_arrives_twice_has_one_effect() {
    for database in databases().await {
        let ledger = database.ledger.clone();
        let sample = Sample::numbered(1);
        sample.open_in(&ledger).await.unwrap();
        let tasks: Vec<_> = (0..6)
            .map(|nth| {
                let ledger = ledger.clone();
                tokio::spawn(async move {
                    let permit = sample.permit::<RecordFact>(&ledger).await.unwrap();
                    let now = at("2026-06-02T09:00");
                    let mut tx = ledger.begin("record once").await.unwrap();
                    if let Once::Done(outcome) = tx.once("the same key", sample.officer, now).await.unwrap() {
                        return (false, outcome);
                    }
                    tx.append(&permit, vec![sample.disclosure("once")], now, None).await.unwrap();
                    let outcome = serde_json::json!({ "said": format!("Recorded by {nth}.") });
                    tx.remember("the same key", sample.officer, &outcome).await.unwrap();
                    tx.commit().await.unwrap();
                    (true, outcome)
                })
            })
            .collect();
        let mut outcomes = Vec::new();
        for task in tasks {
            outcomes.push(task.await.unwrap());
        }
        assert_eq!(outcomes.iter().filter(|(did, _)| *did).count(), 1);
        assert!(outcomes.iter().all(|(_, outcome)| *outcome == outcomes[0].1), "{outcomes:?}");
        let verified = ledger.verify(None).await.unwrap();
        assert_eq!(verified.entries, 7);
    }
}

#[tokio::test]
async fn whoever_is_overtaken_keeps_nothing_and_may_try_again() {
    for database in databases().await {
        let (ledger, sample, now) = (&database.ledger, Sample::numbered(1), at("2026-06-02T09:00"));
        sample.open_in(ledger).await.unwrap();
        let other = database.opened_again().await.unwrap();
        let permit = sample.permit::<RecordFact>(ledger).await.unwrap();
        let kept = || Outcome { officer: sample.officer, key: "the key".to_owned(), came: serde_json::json!("kept") };
        let words = |words: &str| vec![sample.disclosure(words)];
        let begin = async || {
            let mut quick = ledger.begin_quick("record", sample.file).await.unwrap();
            let (_, before) = quick.ask(sample.file, sample.officer, Some("the key")).await.unwrap();
            quick.file(&permit).await.unwrap();
            (quick, before)
        };
        let (slow, _) = begin().await;
        sample.add(&other, words("quicker"), "2026-06-02T09:00").await.unwrap();
        let overtaken = slow.keep(&permit, words("slower"), now, None, |_| ((), Some(kept()))).await;
        assert!(matches!(overtaken, Err(LedgerError::Busy)), "{}: {overtaken:?}", database.name);
        assert_eq!(ledger.verify(None).await.unwrap().entries, 7);
        let (again, before) = begin().await;
        assert_eq!(before, None, "a key is remembered only with what came of it");
        again.keep(&permit, words("slower"), now, None, |_| ((), Some(kept()))).await.unwrap();
        let (twice, before) = begin().await;
        assert_eq!(before, Some(serde_json::json!("kept")));
        let doubled = twice.keep(&permit, words("slower"), now, None, |_| ((), Some(kept()))).await;
        assert!(matches!(doubled, Err(LedgerError::Busy)), "{}: {doubled:?}", database.name);
        let verified = ledger.verify(None).await.unwrap();
        assert_eq!((verified.findings, verified.entries), (vec![], 8), "{}", database.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn commands_of_many_at_once_are_all_kept_once() {
    for database in databases().await {
        for number in 1..=3 {
            Sample::numbered(number).open_in(&database.ledger).await.unwrap();
        }
        let tasks: Vec<_> = (0..30)
            .map(|nth| {
                let ledger = database.ledger.clone();
                tokio::spawn(async move {
                    let sample = Sample::numbered(1 + nth % 3);
                    let permit = sample.permit::<RecordFact>(&ledger).await.unwrap();
                    let mut quick = ledger.begin_quick("record", sample.file).await.unwrap();
                    quick.ask(sample.file, sample.officer, None).await.unwrap();
                    quick.file(&permit).await.unwrap();
                    let facts = vec![sample.disclosure(&format!("words {nth}"))];
                    quick.keep(&permit, facts, at("2026-06-02T09:00"), None, |kept| (kept.seq, None)).await.unwrap()
                })
            })
            .collect();
        let mut ends = Vec::new();
        for task in tasks {
            ends.push(task.await.unwrap());
        }
        ends.sort_unstable();
        let expected: Vec<u64> = (7..17).flat_map(|seq| [seq; 3]).collect();
        assert_eq!(ends, expected, "each found the end that the one before it left");
        let again = database.opened_again().await.unwrap();
        let verified = again.verify(None).await.unwrap();
        assert_eq!((verified.findings, verified.entries), (vec![], 3 * 6 + 30), "{}", database.name);
    }
}

#[tokio::test]
async fn a_command_that_is_cut_off_leaves_the_next_one_free() {
    let database = fresh_sqlite().await;
    let (ledger, sample) = (&database.ledger, Sample::numbered(1));
    sample.open_in(ledger).await.unwrap();
    for _ in 0..20 {
        let cut = tokio::time::timeout(
            Duration::from_micros(700),
            sample.add(ledger, vec![sample.disclosure("cut")], "2026-06-02T09:00"),
        );
        drop(cut.await);
    }
    sample.add(ledger, vec![sample.disclosure("kept")], "2026-06-02T09:00").await.unwrap();
    assert_eq!(ledger.verify(None).await.unwrap().findings, []);
    // SQLCipher must not be at work any more when the process ends and takes its tables away.
    ledger.close().await;
}

#[tokio::test]
async fn a_full_disk_says_so_and_loses_nothing() {
    let database = fresh_sqlite().await;
    let (ledger, sample) = (&database.ledger, Sample::numbered(1));
    sample.open_in(ledger).await.unwrap();
    // SQLite answers alike when the file may not grow and when the disk is full.
    ledger.pragma_for_a_test("PRAGMA max_page_count = 1").await.unwrap();
    let long = "x".repeat(200_000);
    let refused = sample.add(ledger, vec![sample.disclosure(&long)], "2026-06-02T09:00").await;
    assert!(matches!(refused, Err(LedgerError::DiskFull)), "{refused:?}");
    ledger.pragma_for_a_test("PRAGMA max_page_count = 1000000").await.unwrap();
    sample.add(ledger, vec![sample.disclosure(&long)], "2026-06-02T09:00").await.unwrap();
    let verified = ledger.verify(None).await.unwrap();
    assert_eq!((verified.entries, verified.findings), (7, vec![]));
}

#[tokio::test]
async fn a_database_that_may_not_be_written_says_so() {
    let database = fresh_sqlite().await;
    let (ledger, sample) = (&database.ledger, Sample::numbered(1));
    sample.open_in(ledger).await.unwrap();
    ledger.pragma_for_a_test("PRAGMA query_only = on").await.unwrap();
    let refused = sample.add(ledger, vec![sample.disclosure("x")], "2026-06-02T09:00").await;
    assert!(matches!(refused, Err(LedgerError::ReadOnly)), "{refused:?}");
    let again = database.opened_again().await.unwrap();
    sample.add(&again, vec![sample.disclosure("x")], "2026-06-02T09:00").await.unwrap();
}

#[tokio::test]
async fn another_process_at_work_is_waited_for() {
    let database = fresh_sqlite().await;
    let (one, sample) = (database.ledger.clone(), Sample::numbered(1));
    sample.open_in(&one).await.unwrap();
    let other = database.opened_again().await.unwrap();
    let held = one.begin("a long one").await.unwrap();
    let waiting = Arc::new(other);
    let task = tokio::spawn({
        let waiting = Arc::clone(&waiting);
        async move { sample.add(&waiting, vec![sample.disclosure("after")], "2026-06-02T09:00").await }
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    held.commit().await.unwrap();
    task.await.unwrap().unwrap();
    // And what the other wrote is seen here, though this one has the file in memory.
    sample.add(&one, vec![sample.disclosure("and after that")], "2026-06-02T09:00").await.unwrap();
    assert_eq!(one.verify(None).await.unwrap().findings, []);
    let permit = sample.permit::<RecordFact>(&waiting).await.unwrap();
    assert_eq!(waiting.read().await.unwrap().file(&permit).await.unwrap().history().len(), 8);
}
