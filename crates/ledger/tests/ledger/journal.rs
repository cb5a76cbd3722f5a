//! Facts go in, are chained and sealed, and come back, on both databases.

use access::{OpenSealed, ReadFile, RecordFact};
use casefile::facts::Body;
use casefile::facts::LookPurpose;
use ledger::{IfMissing, LedgerError};
use testkit::{Sample, at, databases};

/// Somebody who looks at a list on the day on which the samples were made.
fn viewing(who: &access::Officer) -> ledger::Viewer {
    ledger::Viewer::of(who, jiff::civil::date(2026, 6, 1))
}

#[tokio::test]
async fn what_is_recorded_is_read_back_and_stays_sealed() {
    for database in databases().await {
        let (ledger, sample) = (&database.ledger, Sample::numbered(1));
        sample.open_in(ledger).await.unwrap();
        let added = sample.add(ledger, vec![sample.disclosure("he waits outside the school")], "2026-06-01T14:40").await.unwrap();
        assert_eq!(added.seq, 7);

        let again = database.opened_again().await.unwrap();
        let permit = sample.permit::<ReadFile>(&again).await.unwrap();
        let file = again.read().await.unwrap().file(&permit).await.unwrap();
        assert_eq!(file.reference(), Some("HF-000001"));
        assert_eq!(file.history().len(), 7);
        assert_eq!(file.history()[6], added.facts[0]);
        assert_eq!(file.people().get(sample.asha).unwrap().name.as_ref().unwrap().shown(), "Asha Rahman");
        let Body::DisclosureMade(disclosure) = &file.history()[6].body else { panic!("{}", database.name) };
        assert!(disclosure.words.as_ref().unwrap().ciphertext().is_some());
    }
}

#[tokio::test]
async fn the_reader_journals_the_look_before_it_says_the_words() {
    for database in databases().await {
        let (ledger, sample) = (&database.ledger, Sample::numbered(1));
        sample.open_in(ledger).await.unwrap();
        let facts = vec![
            sample.disclosure("he waits outside the school"),
            sample.safe_contact("07700 900123"),
            sample.address_of(sample.him, "4 Mill Lane"),
        ];
        let added = sample.add(ledger, facts, "2026-06-01T14:40").await.unwrap();
        let permit = sample.permit::<OpenSealed>(ledger).await.unwrap();
        let reader = ledger.reader();
        let now = at("2026-06-01T15:00");
        let ids: Vec<_> = added.facts.iter().map(|fact| fact.id).collect();

        let words = reader.open(&permit, ids[0], "words", LookPurpose::Decide, now).await.unwrap();
        assert_eq!(words.text().unwrap(), "he waits outside the school");
        assert_eq!(ledger::sealed_fields(&added.facts[1]), ["value", "terms"]);
        let both = [(ids[1], "terms"), (ids[1], "value"), (ids[2], "value")];
        let opened = reader.open_all(&permit, &both, LookPurpose::Contact, now).await.unwrap();
        let texts: Vec<_> = opened.iter().map(|one| one.text().unwrap()).collect();
        assert_eq!(texts, ["weekdays before three", "07700 900123", "4 Mill Lane"]);

        let looks = ledger.read().await.unwrap().looks(&permit, None, 10).await.unwrap();
        assert_eq!(looks.len(), 4);
        assert_eq!(
            (looks[3].at, looks[3].field.as_str(), looks[3].purpose.as_str()),
            (ids[0], "words", LookPurpose::Decide.label())
        );
        assert_eq!((looks[3].officer, looks[3].recorded), (sample.officer, now));
        // A look is no fact about her: it is in the chain, and not in the file.
        let file = ledger.read().await.unwrap().file(&permit).await.unwrap();
        assert_eq!(file.history().len(), 9);

        assert!(matches!(
            reader.open(&permit, ids[0], "nothing", LookPurpose::Check, now).await,
            Err(LedgerError::NoSuchField(_))
        ));
        assert!(matches!(
            reader.open(&permit, casefile::ids::FactId(sample.file.0), "words", LookPurpose::Check, now).await,
            Err(LedgerError::NoSuchFact(_))
        ));
        assert_eq!(
            ledger.read().await.unwrap().looks(&permit, None, 10).await.unwrap().len(),
            4,
            "what was not shown is no look"
        );
        assert!(ledger.verify(None).await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn whoever_comes_second_is_shown_what_came_before() {
    for database in databases().await {
        let (ledger, sample) = (&database.ledger, Sample::numbered(1));
        let opened = sample.open_in(ledger).await.unwrap();
        let permit = sample.permit::<RecordFact>(ledger).await.unwrap();
        let first = sample.add(ledger, vec![sample.disclosure("first")], "2026-06-01T14:40").await.unwrap();

        let mut tx = ledger.begin("second").await.unwrap();
        let now = at("2026-06-01T14:41");
        let late = tx.append(&permit, vec![sample.disclosure("second")], now, Some(opened.seq)).await;
        let Err(LedgerError::Stale { since }) = late else { panic!("{}: {late:?}", database.name) };
        assert_eq!(since, first.facts);
        tx.append(&permit, vec![sample.disclosure("second")], now, Some(first.seq)).await.unwrap();
        tx.commit().await.unwrap();

        // A look in between is no change.
        let look = sample.permit::<OpenSealed>(ledger).await.unwrap();
        let seq = ledger.read().await.unwrap().seq(&permit).await.unwrap();
        ledger.reader().open(&look, first.facts[0].id, "words", LookPurpose::Check, now).await.unwrap();
        let mut tx = ledger.begin("third").await.unwrap();
        tx.append(&permit, vec![sample.disclosure("third")], now, Some(seq)).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn what_is_not_committed_has_never_been() {
    for database in databases().await {
        let (ledger, sample) = (&database.ledger, Sample::numbered(1));
        sample.open_in(ledger).await.unwrap();
        let permit = sample.permit::<RecordFact>(ledger).await.unwrap();
        let mut tx = ledger.begin("given up").await.unwrap();
        tx.append(&permit, vec![sample.disclosure("gone")], at("2026-06-01T14:41"), None).await.unwrap();
        tx.give_up().await.unwrap();
        let mut tx = ledger.begin("dropped").await.unwrap();
        tx.append(&permit, vec![sample.disclosure("gone")], at("2026-06-01T14:41"), None).await.unwrap();
        drop(tx);
        let file = ledger.read().await.unwrap().file(&permit).await.unwrap();
        assert_eq!(file.history().len(), 6, "{}", database.name);
        assert!(ledger.verify(None).await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn two_files_cannot_have_one_reference_and_a_file_begins_with_its_opening() {
    for database in databases().await {
        let (ledger, sample) = (&database.ledger, Sample::numbered(1));
        sample.open_in(ledger).await.unwrap();
        let other = casefile::ids::FileId(sample.him.0);
        let permit = access::permit_to_open(&sample.worker(), other).unwrap();
        let now = at("2026-06-01T14:41");
        let mut tx = ledger.begin("twice").await.unwrap();
        let taken = tx.open_file(&permit, sample.opening(), now).await;
        assert!(matches!(taken, Err(LedgerError::ReferenceTaken(reference)) if reference == "HF-000001"));
        let headless = tx.open_file(&permit, vec![sample.disclosure("x")], now).await;
        assert!(matches!(headless, Err(LedgerError::NotOpened)));
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_and_one_of_somebody_else_are_the_same() {
    for database in databases().await {
        let (ledger, sample) = (&database.ledger, Sample::numbered(1));
        sample.open_in(ledger).await.unwrap();
        let mut reading = ledger.read().await.unwrap();
        let hidden = reading.guard(sample.file).await.unwrap();
        let absent = reading.guard(Sample::numbered(2).file).await.unwrap();
        assert!(absent.is_none());
        let stranger = sample.stranger();
        assert_eq!(
            access::permit::<ReadFile>(&access::Asking::casework(&stranger, at("2026-06-02T09:00")), hidden.as_ref()),
            access::permit::<ReadFile>(&access::Asking::casework(&stranger, at("2026-06-02T09:00")), absent.as_ref())
        );
        let (permit, viewer) = (access::house_permit::<access::SearchPeople>(&stranger).unwrap(), viewing(&stranger));
        let wanted = ledger::Wanted::Reference("HF-000001".into());
        let found = ledger.search(&permit, &viewer, &wanted, access::Purpose::Casework, at("2026-06-02T09:00")).await.unwrap();
        assert!(matches!(found, ledger::Found::Files(lines) if lines.is_empty()));
    }
}

#[tokio::test]
async fn every_statement_is_one_that_both_databases_take() {
    for database in databases().await {
        let count = database.ledger.prepare_every_statement().await.unwrap();
        assert!(count > 60, "{count}");
    }
}

#[tokio::test]
async fn a_wrong_key_file_is_told_before_anything_is_opened() {
    for database in databases().await {
        let other = std::sync::Arc::new(vault::Vault::from_master([1; 32]));
        let answer = ledger::Ledger::open(&database.address, other, IfMissing::Refuse, at("2026-06-01T09:00")).await;
        assert!(matches!(answer.err(), Some(LedgerError::WrongKey)), "{}", database.name);
    }
}
