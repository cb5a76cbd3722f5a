//! Rotation, destruction, and what stays of either.

use std::sync::Arc;

use access::{OpenSealed, ReadFile, Role};
use casefile::facts::{BodyKind, Function};
use casefile::ids::OfficerId;
use jiff::Timestamp;
use ledger::{Account, Address, BodyEntry, IfMissing, KeptFolder, Ledger, LedgerError, Target, TeamEntry, Wrong};
use tempfile::TempDir;
use testkit::{Database, Sample, at, databases};
use uuid::Uuid;
use vault::Vault;

const LATER: &str = "2026-07-01T09:00";

/// A database whose keys are in a file, so that they can be rotated. The folder holds both.
async fn with_key_file(database: &Database) -> (Ledger, TempDir, Address) {
    let folder = tempfile::tempdir().unwrap();
    let address = match &database.address {
        Address::File(_) => Address::File(folder.path().join("holdfast.db")),
        Address::Server { url, .. } => {
            Address::Server { url: url.clone(), schema: Some(format!("t_{}", Uuid::new_v4().simple())) }
        }
    };
    let vault = Arc::new(Vault::with_new_key_file(&folder.path().join("holdfast.key")).unwrap());
    let ledger = Ledger::open(&address, vault, IfMissing::Create, at("2026-06-01T09:00")).await.unwrap();
    (ledger, folder, address)
}

async fn opened(address: &Address, folder: &TempDir) -> Ledger {
    let vault = Arc::new(Vault::from_key_file(&folder.path().join("holdfast.key")).unwrap());
    let ledger = Ledger::open(address, vault, IfMissing::Refuse, at(LATER)).await.unwrap();
    ledger.keep_beside(KeptFolder::open(&folder.path().join("kept")).unwrap()).await.unwrap();
    ledger
}

async fn files(ledger: &Ledger, numbers: std::ops::RangeInclusive<u128>) -> Vec<Sample> {
    let mut samples = Vec::new();
    for number in numbers {
        let sample = Sample::numbered(number);
        sample.open_in(ledger).await.unwrap();
        sample.add(ledger, vec![sample.safe_contact("07700 900123")], "2026-06-02T09:00").await.unwrap();
        samples.push(sample);
    }
    samples
}

async fn telephone(ledger: &Ledger, sample: &Sample) -> Result<String, LedgerError> {
    let permit = sample.permit::<ReadFile>(ledger).await?;
    let file = ledger.read().await.unwrap().file(&permit).await?;
    let fact = file.history().last().unwrap().id;
    let permit = sample.permit::<OpenSealed>(ledger).await.unwrap();
    let opened = ledger.reader().open(&permit, fact, "value", casefile::facts::LookPurpose::Check, at(LATER)).await?;
    Ok(opened.text().unwrap().to_owned())
}

async fn versions(ledger: &Ledger) -> Vec<(u32, u64)> {
    ledger.key_status().await.unwrap().0.iter().map(|one| (one.version, one.wrapped)).collect()
}

async fn whole(ledger: &Ledger) {
    assert_eq!(ledger.verify(None).await.unwrap().findings, []);
}

#[tokio::test]
async fn keys_are_rotated_while_others_write_and_the_old_version_is_gone() {
    for database in databases().await {
        let (serving, folder, address) = with_key_file(&database).await;
        let samples = files(&serving, 1..=3).await;
        let rotating = opened(&address, &folder).await;
        let mut said = Vec::new();
        let mut say = |done, all| said.push((done, all));
        let (rotated, written) = tokio::join!(rotating.rotate_keys(at(LATER), &mut say), files(&serving, 4..=9));
        let rotated = rotated.unwrap();
        assert_eq!((rotated.version, rotated.resumed), (2, false));
        assert!(said.last().is_some_and(|(done, all)| done == all), "{said:?}");
        for sample in samples.iter().chain(&written) {
            assert_eq!(telephone(&serving, sample).await.unwrap(), "07700 900123");
        }
        assert_eq!(versions(&serving).await, [(2, 18)], "{}", database.name);
        whole(&serving).await;
        serving.close().await;
        rotating.close().await;
        let fresh = opened(&address, &folder).await;
        assert_eq!(telephone(&fresh, &samples[0]).await.unwrap(), "07700 900123");
        fresh.take_head(at(LATER)).await.unwrap();
        whole(&fresh).await;
        fresh.run_for_a_test("UPDATE key_act SET act = 'nothing was done' WHERE nth = 1".into()).await.unwrap();
        let found = fresh.verify(None).await.unwrap().findings;
        assert_eq!((found[0].wrong, found[0].seq), (Wrong::ActsChanged, Some(1)));
    }
}

#[tokio::test]
async fn a_rotation_that_was_killed_goes_on() {
    for database in databases().await {
        let (ledger, folder, address) = with_key_file(&database).await;
        let samples = files(&ledger, 1..=130).await;
        // Killed between two of its steps: what it was about to say is never said.
        let killed = opened(&address, &folder).await;
        let task = tokio::spawn(async move { killed.rotate_keys(at(LATER), &mut |_, _| panic!("killed here")).await });
        assert!(task.await.is_err());
        assert_eq!(versions(&ledger).await.len(), 2, "{}", database.name);
        assert_eq!(telephone(&ledger, &samples[0]).await.unwrap(), "07700 900123");
        assert_eq!(telephone(&ledger, samples.last().unwrap()).await.unwrap(), "07700 900123");
        let again = opened(&address, &folder).await;
        let rotated = again.rotate_keys(at(LATER), &mut |_, _| {}).await.unwrap();
        assert_eq!((rotated.version, rotated.resumed), (2, true));
        assert_eq!(versions(&ledger).await, [(2, 260)]);
        assert_eq!(telephone(&again, samples.last().unwrap()).await.unwrap(), "07700 900123");
        whole(&again).await;
    }
}

#[tokio::test]
async fn a_version_cannot_go_while_anything_is_wrapped_under_it() {
    for database in databases().await {
        let (ledger, _folder, _) = with_key_file(&database).await;
        files(&ledger, 1..=1).await;
        let refused = ledger.run_for_a_test("DELETE FROM key_version WHERE version = 1".into()).await;
        assert!(matches!(refused, Err(LedgerError::KeysRotated)), "{} {refused:?}", database.name);
    }
}

async fn officer(ledger: &Ledger, number: u128, role: Role) -> OfficerId {
    let id = OfficerId(Uuid::from_u128(number));
    let sample = Sample::numbered(1);
    let account = Account {
        id,
        sign_in: format!("officer.{number}"),
        name: "Jo Marsh".into(),
        email: "jo@westmark.example".into(),
        team: sample.housing,
        body: sample.council,
        role,
        away_until: None,
        left_on: None,
    };
    let mut tx = ledger.begin("account").await.unwrap();
    let body = BodyEntry { id: sample.council, name: "Westmark".into(), kind: BodyKind::District };
    tx.keep_body(&body).await.unwrap();
    let team =
        TeamEntry { id: sample.housing, body: sample.council, name: "Housing options".into(), function: Function::Housing };
    tx.keep_team(&team).await.unwrap();
    tx.keep_account(&account, at("2026-06-01T09:00")).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn owes_nothing(ledger: &Ledger) {
    ledger.run_for_a_test("UPDATE obligation SET ended = 'met'".into()).await.unwrap();
}

#[tokio::test]
async fn a_key_is_destroyed_by_two_people_and_by_nobody_else() {
    for database in databases().await {
        let (_, folder, address) = with_key_file(&database).await;
        let ledger = opened(&address, &folder).await;
        let [one, other]: [Sample; 2] = files(&ledger, 1..=2).await.try_into().unwrap_or_else(|_| panic!("two"));
        let (lead, director) = (officer(&ledger, 71, Role::Lead).await, officer(&ledger, 72, Role::Director).await);
        let clerk = officer(&ledger, 73, Role::Officer).await;
        let (target, now): (_, Timestamp) = (Target::File(one.file), at(LATER));
        assert!(matches!(ledger.agree_to_shred(target, director, now).await, Err(LedgerError::SecondPerson)), "nobody asked");
        assert!(matches!(ledger.ask_to_shred(target, lead, "  ", now).await, Err(LedgerError::NoPurpose)));
        assert!(matches!(ledger.ask_to_shred(target, lead, "her wish", now).await, Err(LedgerError::StillOwed(_))));
        owes_nothing(&ledger).await;
        assert!(matches!(ledger.ask_to_shred(target, clerk, "her wish", now).await, Err(LedgerError::NotTheirs)));
        ledger.ask_to_shred(target, lead, "her wish", now).await.unwrap();
        assert!(matches!(ledger.ask_to_shred(target, lead, "her wish", now).await, Err(LedgerError::Taken)));
        assert_eq!(ledger.wishes_to_shred().await.unwrap()[0].because, "her wish");
        assert!(matches!(ledger.agree_to_shred(target, lead, now).await, Err(LedgerError::SecondPerson)), "the same person");
        assert!(matches!(ledger.agree_to_shred(target, clerk, now).await, Err(LedgerError::NotTheirs)));
        assert_eq!(telephone(&ledger, &one).await.unwrap(), "07700 900123");
        assert_eq!(ledger.agree_to_shred(target, director, now).await.unwrap().keys, 2);

        assert!(ledger.read().await.unwrap().guard(one.file).await.unwrap().is_none(), "as a file that never was");
        assert!(matches!(telephone(&ledger, &one).await, Err(LedgerError::NoSuchFile)));
        for view in ["obligation", "file_team", "file_summary", "person_trace", "file_guard"] {
            let id = one.file.0.simple().to_string();
            let rows = ledger.dump(view).await.unwrap();
            assert!(!rows.iter().any(|row| row.to_lowercase().replace('-', "").contains(&id)), "{view}");
        }
        assert_eq!(telephone(&ledger, &other).await.unwrap(), "07700 900123");
        assert_eq!(ledger.rebuild().await.unwrap().files, 1);
        ledger.take_head(now).await.unwrap();
        whole(&ledger).await;
        assert_eq!(ledger.key_status().await.unwrap().1, 2);

        // One person's details, in a file that stays.
        owes_nothing(&ledger).await;
        let person = Target::Person(other.asha);
        ledger.ask_to_shred(person, lead, "her wish", now).await.unwrap();
        assert!(ledger.do_not_shred(person, director, now).await.unwrap());
        ledger.ask_to_shred(person, lead, "her wish", now).await.unwrap();
        assert_eq!(ledger.agree_to_shred(person, director, now).await.unwrap().keys, 1);
        assert!(matches!(telephone(&ledger, &other).await, Err(LedgerError::KeyDestroyed)));
        whole(&ledger).await;
    }
}

#[tokio::test]
async fn what_was_destroyed_is_destroyed_again_when_an_older_copy_comes_back() {
    for database in databases().await {
        let (_, folder, address) = with_key_file(&database).await;
        let ledger = opened(&address, &folder).await;
        let [one] = files(&ledger, 1..=1).await.try_into().unwrap_or_else(|_| panic!("one"));
        let (lead, director) = (officer(&ledger, 71, Role::Lead).await, officer(&ledger, 72, Role::Director).await);
        owes_nothing(&ledger).await;
        let tables = ["file", "person_key", "file_team", "file_summary", "file_guard", "person_trace", "shredding", "key_act"];
        for table in tables {
            ledger.run_for_a_test(format!("CREATE TABLE old_{table} AS SELECT * FROM {table}")).await.unwrap();
        }
        let target = Target::File(one.file);
        ledger.ask_to_shred(target, lead, "her wish", at(LATER)).await.unwrap();
        ledger.agree_to_shred(target, director, at(LATER)).await.unwrap();
        for table in tables {
            ledger.run_for_a_test(format!("DELETE FROM {table}")).await.unwrap();
            ledger.run_for_a_test(format!("INSERT INTO {table} SELECT * FROM old_{table}")).await.unwrap();
        }
        ledger.close().await;

        let alone = Arc::new(Vault::from_key_file(&folder.path().join("holdfast.key")).unwrap());
        let without = Ledger::open(&address, alone, IfMissing::Refuse, at(LATER)).await.unwrap();
        assert_eq!(telephone(&without, &one).await.unwrap(), "07700 900123", "an older copy remembers");
        without.close().await;
        let restored = opened(&address, &folder).await;
        assert!(restored.read().await.unwrap().guard(one.file).await.unwrap().is_none());
        assert_eq!(restored.key_status().await.unwrap().1, 2);
        whole(&restored).await;

        // A tombstone that somebody changed stops the door from opening.
        let stone = std::fs::read_dir(folder.path().join("kept/tombstones")).unwrap().next().unwrap().unwrap().path();
        let text = std::fs::read_to_string(&stone).unwrap();
        std::fs::write(&stone, text.replace("agreed by", "refused by")).unwrap();
        let kept = KeptFolder::open(&folder.path().join("kept")).unwrap();
        assert!(matches!(restored.keep_beside(kept).await, Err(LedgerError::NotATombstone { .. })));
    }
}
