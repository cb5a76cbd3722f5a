//! The house around the journal: accounts, sessions, throttling, the outbox, the post of leader, drafts.

use ledger::{Account, BodyEntry, LedgerError, Message, NewSession, TeamEntry};
use testkit::{Database, Sample, at, databases};

async fn jo(database: &Database) -> Account {
    let sample = Sample::numbered(1);
    let mut tx = database.ledger.begin("people").await.unwrap();
    let kind = casefile::facts::BodyKind::District;
    tx.keep_body(&BodyEntry { id: sample.council, name: "Westmark".into(), kind }).await.unwrap();
    let function = casefile::facts::Function::Housing;
    tx.keep_team(&TeamEntry { id: sample.housing, body: sample.council, name: "Housing options".into(), function })
        .await
        .unwrap();
    let account = Account {
        id: sample.officer,
        sign_in: "jo.marsh".into(),
        name: "Jo Marsh".into(),
        email: "jo@westmark.example".into(),
        team: sample.housing,
        body: sample.council,
        role: access::Role::Manager,
        away_until: Some("2026-07-01".parse().unwrap()),
        left_on: None,
    };
    tx.keep_account(&account, at("2026-06-01T09:00")).await.unwrap();
    tx.commit().await.unwrap();
    account
}

#[tokio::test]
async fn settings_that_cannot_be_read_are_an_error_and_never_the_shipped_ones_in_silence() {
    for database in databases().await {
        let partnership = ledger::Partnership { name: "Westmark".into(), standards: casefile::obligations::Standards::default() };
        let mut tx = database.ledger.begin("name").await.unwrap();
        tx.keep_partnership(&partnership).await.unwrap();
        tx.commit().await.unwrap();
        database.ledger.refresh_standards().await.unwrap();
        database.ledger.pragma_for_a_test("UPDATE partnership SET standards = '{\"schemes\": 7'").await.unwrap();
        // Only SQLite's writer is reached by that.
        let kept = database.ledger.dump("partnership").await.unwrap().join("");
        let read = database.ledger.refresh_standards().await;
        assert_eq!(kept.contains("schemes\": 7"), read.is_err(), "{kept}");
        let told = read.err().map(|problem| problem.to_string()).unwrap_or_default();
        assert!(told.is_empty() || told.contains("settings cannot be read"), "{told}");
    }
}

#[tokio::test]
async fn an_account_is_found_by_the_name_with_which_one_signs_in() {
    for database in databases().await {
        let account = jo(&database).await;
        let mut reading = database.ledger.read().await.unwrap();
        assert_eq!(reading.account_named("Jo.Marsh").await.unwrap(), Some(account.clone()));
        assert_eq!(reading.account(account.id).await.unwrap(), Some(account.clone()));
        assert_eq!(reading.account_named("nobody").await.unwrap(), None);
        assert_eq!(reading.staff_of_team(account.team).await.unwrap().as_slice(), std::slice::from_ref(&account));
        assert_eq!(reading.staff_of_body(account.body).await.unwrap().as_slice(), std::slice::from_ref(&account));
        assert_eq!(reading.staff().await.unwrap().len(), 1);
        drop(reading);
        let mut tx = database.ledger.begin("twin").await.unwrap();
        let twin = Account { id: casefile::ids::OfficerId(account.body.0), ..account };
        assert!(matches!(tx.keep_account(&twin, at("2026-06-01T09:00")).await, Err(LedgerError::Taken)), "{}", database.name);
    }
}

#[tokio::test]
async fn no_one_time_code_works_twice() {
    for database in databases().await {
        let account = jo(&database).await;
        let mut tx = database.ledger.begin("credential").await.unwrap();
        tx.keep_credential(account.id, "$argon2id$…", Some(b"secret")).await.unwrap();
        tx.count_failure(account.id, at("2026-06-01T09:00")).await.unwrap();
        let credential = tx.credential(account.id).await.unwrap().unwrap();
        assert_eq!((credential.failures, credential.last_step), (1, None));
        assert_eq!(credential.totp_secret.unwrap().bytes(), b"secret");
        assert!(tx.use_step(account.id, 100).await.unwrap());
        assert!(!tx.use_step(account.id, 100).await.unwrap());
        assert!(!tx.use_step(account.id, 99).await.unwrap());
        assert!(tx.use_step(account.id, 101).await.unwrap());
        assert_eq!(tx.credential(account.id).await.unwrap().unwrap().failures, 0);
    }
}

#[tokio::test]
async fn a_session_is_kept_by_the_hash_of_its_token_and_the_oldest_give_way() {
    for database in databases().await {
        let account = jo(&database).await;
        let mut tx = database.ledger.begin("sessions").await.unwrap();
        for (token, when) in [(b"one", "2026-06-01T09:00"), (b"two", "2026-06-01T09:01"), (b"six", "2026-06-01T09:02")] {
            let session = NewSession { token, officer: account.id, csrf: b"secret", now: at(when), stepped_up: token == b"six" };
            tx.begin_session(&session, 2).await.unwrap();
        }
        assert!(tx.session(b"one").await.unwrap().is_none(), "the oldest gives way");
        let session = tx.session(b"six").await.unwrap().unwrap();
        assert_eq!((session.officer, session.csrf.bytes()), (account.id, &b"secret"[..]));
        assert_eq!(session.stepped_up, Some(at("2026-06-01T09:02")));
        tx.session_seen(b"two", at("2026-06-01T10:00")).await.unwrap();
        tx.session_stepped_up(b"two", at("2026-06-01T10:00")).await.unwrap();
        let session = tx.session(b"two").await.unwrap().unwrap();
        assert_eq!((session.seen, session.stepped_up), (at("2026-06-01T10:00"), Some(at("2026-06-01T10:00"))));
        assert_eq!(tx.sweep_sessions(at("2026-06-01T09:30"), at("2026-05-01T00:00")).await.unwrap(), 1);
        assert!(tx.session(b"six").await.unwrap().is_none());
        assert_eq!(tx.end_sessions_of(account.id).await.unwrap(), 1);
        assert!(tx.session(b"two").await.unwrap().is_none());
    }
}

#[tokio::test]
async fn attempts_are_counted_within_a_window() {
    for database in databases().await {
        let mut tx = database.ledger.begin("attempts").await.unwrap();
        let count = async |tx: &mut ledger::Tx, when: &str, window: &str| {
            tx.count_attempt("sign-in jo", at(when), at(window)).await.unwrap()
        };
        assert_eq!(count(&mut tx, "2026-06-01T09:00", "2026-06-01T08:45").await, 1);
        assert_eq!(count(&mut tx, "2026-06-01T09:10", "2026-06-01T08:55").await, 2);
        assert_eq!(count(&mut tx, "2026-06-01T09:20", "2026-06-01T09:05").await, 1, "the window has passed");
        tx.forget_attempts("sign-in jo").await.unwrap();
        assert_eq!(count(&mut tx, "2026-06-01T09:21", "2026-06-01T09:05").await, 1);
    }
}

#[tokio::test]
async fn a_message_is_claimed_by_one_worker_and_comes_back_when_the_worker_dies() {
    for database in databases().await {
        let message = Message::WorkWaiting { officer: Sample::numbered(1).officer };
        let mut tx = database.ledger.begin("post").await.unwrap();
        let due = at("2026-06-01T09:15");
        tx.post(&message, due, Some("batch")).await.unwrap();
        tx.post(&message, due, Some("batch")).await.unwrap();
        assert_eq!(tx.claim(at("2026-06-01T09:00"), at("2026-06-01T09:05"), 10).await.unwrap(), [], "not due yet");
        let claimed = tx.claim(due, at("2026-06-01T09:20"), 10).await.unwrap();
        assert_eq!((claimed.len(), &claimed[0].message, claimed[0].attempts), (1, &message, 1));
        assert_eq!(tx.claim(at("2026-06-01T09:16"), at("2026-06-01T09:21"), 10).await.unwrap(), [], "somebody has it");
        let again = tx.claim(at("2026-06-01T09:20"), at("2026-06-01T09:25"), 10).await.unwrap();
        assert_eq!((again.len(), again[0].attempts), (1, 2));
        tx.send_later(again[0].id, at("2026-06-01T09:30")).await.unwrap();
        assert_eq!(tx.claim(at("2026-06-01T09:29"), at("2026-06-01T09:35"), 10).await.unwrap(), []);
        assert_eq!(tx.claim(at("2026-06-01T09:30"), at("2026-06-01T09:35"), 10).await.unwrap().len(), 1);
        tx.sent(claimed[0].id, at("2026-06-01T09:31")).await.unwrap();
        assert_eq!(tx.claim(at("2026-06-01T12:00"), at("2026-06-01T12:05"), 10).await.unwrap(), []);
        assert_eq!(tx.sweep_outbox(at("2026-07-01T00:00")).await.unwrap(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_workers_never_claim_one_message_twice() {
    for database in databases().await {
        let mut tx = database.ledger.begin("post").await.unwrap();
        let due = at("2026-06-01T09:00");
        for _ in 0..60 {
            tx.post(&Message::WorkWaiting { officer: Sample::numbered(1).officer }, due, None).await.unwrap();
        }
        tx.commit().await.unwrap();
        let workers: Vec<_> = (0..4)
            .map(|_| {
                let ledger = database.ledger.clone();
                tokio::spawn(async move {
                    let mut mine = Vec::new();
                    loop {
                        let mut tx = ledger.begin("claim").await.unwrap();
                        let claimed = tx.claim(due, at("2026-06-01T10:00"), 7).await.unwrap();
                        tx.commit().await.unwrap();
                        if claimed.is_empty() {
                            return mine;
                        }
                        mine.extend(claimed.into_iter().map(|one| one.id));
                    }
                })
            })
            .collect();
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.await.unwrap());
        }
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 60, "{}", database.name);
    }
}

#[tokio::test]
async fn one_node_leads_until_its_time_is_over_or_it_resigns() {
    for database in databases().await {
        let (one, two) = (uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(2));
        let mut tx = database.ledger.begin("lead").await.unwrap();
        let (nine, five, ten) = (at("2026-06-01T09:00"), at("2026-06-01T09:05"), at("2026-06-01T09:10"));
        assert!(tx.lead("clock", one, nine, five).await.unwrap());
        assert!(!tx.lead("clock", two, nine, five).await.unwrap());
        assert!(tx.lead("clock", one, nine, ten).await.unwrap(), "whoever leads may go on");
        assert!(tx.lead("post", two, nine, five).await.unwrap(), "another post");
        assert!(tx.lead("clock", two, ten, at("2026-06-01T09:20")).await.unwrap(), "the time is over");
        tx.resign("clock", two).await.unwrap();
        assert!(tx.lead("clock", one, ten, at("2026-06-01T09:20")).await.unwrap());
    }
}

#[tokio::test]
async fn a_draft_is_kept_for_its_officer_only_and_sealed() {
    for database in databases().await {
        let (jo, other) = (Sample::numbered(1).officer, Sample::numbered(1).stranger().id);
        let mut tx = database.ledger.begin("draft").await.unwrap();
        let typed = "she says that he\u{202e} — 🔒".as_bytes();
        tx.keep_draft(jo, "/files/1/record", b"first", at("2026-06-01T09:00")).await.unwrap();
        tx.keep_draft(jo, "/files/1/record", typed, at("2026-06-01T09:01")).await.unwrap();
        assert_eq!(tx.draft(jo, "/files/1/record").await.unwrap().unwrap().bytes(), typed);
        assert!(tx.draft(other, "/files/1/record").await.unwrap().is_none());
        tx.commit().await.unwrap();
        assert!(!database.ledger.dump("draft").await.unwrap().concat().contains("she says"));
        let mut tx = database.ledger.begin("sent").await.unwrap();
        tx.forget_draft(jo, "/files/1/record").await.unwrap();
        assert!(tx.draft(jo, "/files/1/record").await.unwrap().is_none());
    }
}
