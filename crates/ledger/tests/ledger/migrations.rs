//! Data written by every version before opens in this one, whole, on both databases.
//!
//! `fixtures/vN.sql` holds data as version N wrote it. Before a migration N+1 is added, run `what_each_version_wrote_opens_in_this_one` with
//! `HOLDFAST_WRITE_FIXTURE=1`: it writes the fixture of the newest version where there is none. A fixture is never written again.

use std::path::PathBuf;
use std::sync::Arc;

use access::{OpenSealed, ReadFile};
use jiff::Timestamp;
use ledger::{Account, BodyEntry, IfMissing, Ledger, LedgerError, NewFile, Recording, TeamEntry};
use testkit::{Sample, at, databases, fresh_postgres, fresh_sqlite};
use vault::Vault;

const NEWEST: i64 = Ledger::NEWEST_VERSION;
const WORDS: &str = "he said he would find her";

fn fixture(version: i64) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/v{version}.sql"))
}

/// The tables of a version, in the order in which they can be filled.
fn tables(version: i64) -> Vec<&'static str> {
    let mut tables = vec!["key_check", "file", "person_key", "journal", "obligation", "file_team", "file_summary"];
    tables.extend(if version < 5 { &["tree_head"][..] } else { &["log_leaf", "log_head"][..] });
    if version >= 2 {
        tables.extend([
            "partnership",
            "body",
            "team",
            "officer",
            "credential",
            "session",
            "idempotency",
            "outbox",
            "leader",
            "draft",
        ]);
    }
    if version >= 6 {
        tables.extend(["key_act", "shredding"]);
    }
    if version >= 3 {
        tables.extend(["file_guard", "file_restricted", "file_named", "file_bar"]);
    }
    if version >= 8 {
        tables.push("delivery");
    }
    if version >= 9 {
        tables.extend(["file_emergency", "urgent_request"]);
    }
    tables.extend(if version < 10 { &["name_token"][..] } else { &["person_trace", "staff_detail", "staff_trace"][..] });
    if version >= 12 {
        tables.push("enquiry");
    }
    if version >= 13 {
        tables.extend(["home", "home_room", "occupancy", "home_repair"]);
    }
    if version >= 15 {
        tables.extend(["applicant", "vacancy"]);
    }
    tables
}

/// Two files as an import brings them, with a value in every column that may have one.
async fn write(ledger: &Ledger, version: i64) {
    let mut files = Vec::new();
    for number in [1, 2] {
        let sample = Sample::numbered(number);
        let mut facts = sample.opening();
        facts.extend([
            sample.disclosure(WORDS),
            sample.safe_contact("07700 900123"),
            sample.address_of(sample.asha, "the refuge"),
        ]);
        let recording = |(nth, fact): (u128, _)| Recording {
            id: casefile::ids::FactId(uuid::Uuid::from_u128(number * 1_000_000 + nth)),
            recorded: at("2026-06-01T14:35"),
            by: casefile::facts::By::Import,
            fact,
        };
        let facts = (0..).zip(facts).map(recording).collect();
        files.push(NewFile { permit: access::house::import(sample.file), facts });
    }
    let mut tx = ledger.begin("import").await.unwrap();
    tx.append_many(files).await.unwrap();
    tx.commit().await.unwrap();
    ledger.take_head(at("2026-06-02T09:00")).await.unwrap();
    if version >= 2 {
        people(ledger).await;
    }
    if version >= 9 {
        emergency(ledger).await;
    }
    if version >= 8 {
        message(ledger).await;
    }
    if version >= 13 {
        home(ledger).await;
    }
    if version >= 15 {
        waiting(ledger).await;
    }
}

/// Somebody who waits for a home and is not safe in one area, and a home to let.
async fn waiting(ledger: &Ledger) {
    use casefile::facts::{AccessNeed, Body, Kind, NewFact};
    use serde_json::json;
    let (sample, now) = (Sample::numbered(1), at("2026-06-02T09:00"));
    let (day, by) = ("2026-06-02".parse::<casefile::facts::When>().unwrap(), sample.housing);
    let fact = |kind, fields| NewFact::new(day, Body::read(kind, fields).unwrap());
    let applied = fact(Kind::HousingApplied, json!({ "to": by, "register": true }));
    let application = sample.add(ledger, vec![applied], "2026-06-02T09:10").await.unwrap().facts[0].id;
    let assessed = json!({ "by": by, "application": application, "bedrooms": 2, "access": ["step-free"] });
    let awarded = json!({ "by": by, "application": application, "band": "A", "effective": "2026-06-01" });
    let area = json!({ "by": { "person": sample.asha }, "to": by, "lettings_areas": "harbour" });
    let facts = [(Kind::RegisterAssessed, assessed), (Kind::PriorityAwarded, awarded), (Kind::UnsafeAreaNamed, area)];
    let facts = facts.into_iter().map(|(kind, fields)| fact(kind, fields)).collect();
    sample.add(ledger, facts, "2026-06-02T09:11").await.unwrap();
    let home = casefile::allocations::shortlist::Home {
        label: "Two bedrooms, old town".into(),
        landlord: "Lantern Homes".into(),
        area: "old-town".into(),
        bedrooms: 2,
        floor: 0,
        has: vec![AccessNeed::StepFree],
        local_letting: String::new(),
        ready: Some(jiff::civil::date(2026, 7, 1)),
    };
    let worker = sample.worker();
    let permit = access::homes_permit(&access::Asking::casework(&worker, now), casefile::facts::Function::Housing).unwrap();
    let id = casefile::ids::VacancyId(uuid::Uuid::from_u128(0x70));
    let mut tx = ledger.begin("to let").await.unwrap();
    tx.enter_vacancy(&permit, id, &home, now).await.unwrap();
    tx.note_vacancy_told(id, now).await.unwrap();
    tx.commit().await.unwrap();
}

/// A home on the list with somebody in it, and a repair that is open there.
async fn home(ledger: &Ledger) {
    use casefile::facts::{HomeKind, NewFact, Pence, PlacementMade, RepairReported, RunBy, Who};
    let (sample, now) = (Sample::numbered(1), at("2026-06-02T09:00"));
    let room = casefile::ids::RoomId(uuid::Uuid::from_u128(0x500));
    let home = casefile::accommodation::home::Home {
        kind: HomeKind::Temporary,
        run_by: RunBy::Council,
        area: sample.council,
        shares: Vec::new(),
        step_free: false,
        lives_here: Vec::new(),
        near: Vec::new(),
        inspected: None,
        hazard: false,
        mended: None,
        rooms: vec![casefile::accommodation::home::Room {
            id: room,
            number: None,
            bedrooms: 2,
            living_rooms: 1,
            bed_spaces: 3,
            nightly: Pence(6_500),
            free_from: None,
            out_of_use: false,
        }],
        spaces: None,
    };
    let worker = sample.worker();
    let asking = access::Asking::casework(&worker, now);
    let permit = access::homes_permit(&asking, casefile::facts::Function::Housing).unwrap();
    let there = ledger::KeptPlace {
        address: casefile::private::Unprinted::new("14 Samphire Row"),
        notes: casefile::private::Unprinted::new(""),
    };
    let mut tx = ledger.begin("home").await.unwrap();
    let id = casefile::ids::HomeId(uuid::Uuid::from_u128(0x40));
    tx.add_home(&permit, (id, "T-0001"), &home, Some(&there), now).await.unwrap();
    tx.commit().await.unwrap();
    let placed = PlacementMade {
        by: sample.housing,
        home: HomeKind::Temporary,
        settled: false,
        host: None,
        bedrooms: Some(2),
        bedrooms_needed: Some(1),
        suitability_checked: true,
        with_children: false,
        place: None,
        room: Some(room),
        check: None,
        nightly: Some(Pence(6_500)),
    };
    let report = RepairReported {
        by: Who::Person(sample.asha),
        to: sample.housing,
        owner: None,
        due: None,
        shows: casefile::facts::Shows::empty(),
        placement: None,
        words: None,
    };
    let day = "2026-06-02".parse::<casefile::facts::When>().unwrap();
    let facts = vec![NewFact::new(day, placed), NewFact::new(day, report)];
    sample.add(ledger, facts, "2026-06-02T09:05").await.unwrap();
}

/// A message to her, checked and waiting in the outbox.
async fn message(ledger: &Ledger) {
    let sample = Sample::numbered(1);
    let now = at("2026-06-02T09:00");
    let words = casefile::private::Unprinted::new("Please call the number you know.");
    let address = casefile::private::Unprinted::new("07700900123");
    let outward = ledger::Outward::new(casefile::facts::Channel::Text, words, Some(address));
    let permit = sample.permit::<access::CheckOutgoing>(ledger).await.unwrap();
    let mut tx = ledger.begin("send").await.unwrap();
    tx.check(&permit, sample.officer, &outward.parts(), &[], now).await.unwrap();
    let decided = casefile::facts::SendingDecided {
        officer: sample.officer,
        to: casefile::facts::Who::Person(sample.asha),
        channel: casefile::facts::Channel::Text,
        contact: None,
        outcome: casefile::facts::SendingOutcome::MayLeave,
        because: Vec::new(),
        items: Vec::new(),
        kept: Vec::new(),
        withheld: Vec::new(),
        content: outward.content(),
        asked: None,
        second: None,
        why: None,
        about: None,
        template: None,
        gives: Vec::new(),
    };
    let happened = "2026-06-02".parse::<casefile::facts::When>().unwrap();
    let decided = casefile::facts::NewFact::new(happened, decided);
    let kept = tx.append(&permit, vec![decided], now, None).await.unwrap();
    let may = casefile::sending::MayLeave::of(&kept.file, kept.facts[0].id).unwrap();
    let sent = tx.send_message(&permit, &may, &outward, Some(sample.housing), now).await.unwrap();
    let file = tx.file(&permit).await.unwrap();
    let message = file.fact(sent).and_then(|fact| fact.is::<casefile::facts::MessageSent>()).unwrap().message.clone().unwrap();
    let sent = message.parse::<uuid::Uuid>().unwrap();
    tx.told(sent, "temporary-failure", Some(now)).await.unwrap();
    tx.commit().await.unwrap();
}

/// Something that was asked for in an emergency, and an access that was taken.
async fn emergency(ledger: &Ledger) {
    let (sample, now) = (Sample::numbered(1), at("2026-06-02T09:00"));
    let (reason, why) = (casefile::facts::EmergencyReason::LifeAtRisk, "screams next door");
    let said = ledger::Urgent { reference: sample.reference(), reason, why: casefile::private::Unprinted::new(why) };
    let taken = casefile::facts::EmergencyAccessTaken {
        officer: sample.stranger().id,
        reason,
        why: casefile::private::Sealed::new(why),
        until: "2026-06-02T10:00".parse().unwrap(),
        told: Some(sample.officer),
        guardians: Some(sample.council),
    };
    let mut tx = ledger.begin("emergency").await.unwrap();
    let request = tx.keep_request(sample.officer, sample.council, &said, now).await.unwrap();
    tx.request_matched(request, Some(sample.council)).await.unwrap();
    let fact = casefile::facts::NewFact::new("2026-06-02T09:00".parse::<casefile::facts::When>().unwrap(), taken);
    tx.append(&access::house::clock(sample.file), vec![fact], now, None).await.unwrap();
    tx.commit().await.unwrap();
}

async fn people(ledger: &Ledger) {
    let sample = Sample::numbered(1);
    let now = at("2026-06-02T09:00");
    let mut tx = ledger.begin("people").await.unwrap();
    let partnership = ledger::Partnership { name: "Westmark".into(), standards: casefile::obligations::Standards::default() };
    tx.keep_partnership(&partnership).await.unwrap();
    let body = BodyEntry { id: sample.council, name: "Westmark".into(), kind: casefile::facts::BodyKind::District };
    tx.keep_body(&body).await.unwrap();
    let function = casefile::facts::Function::Housing;
    tx.keep_team(&TeamEntry { id: sample.housing, body: sample.council, name: "Housing options".into(), function })
        .await
        .unwrap();
    let account = Account {
        id: sample.officer,
        sign_in: "jo".into(),
        name: "Jo Marsh".into(),
        email: "jo@westmark.example".into(),
        team: sample.housing,
        body: sample.council,
        role: access::Role::Officer,
        away_until: None,
        left_on: None,
    };
    tx.keep_account(&account, at("2026-06-01T09:00")).await.unwrap();
    tx.keep_credential(sample.officer, "$argon2id$…", Some(b"twenty bytes of chance")).await.unwrap();
    tx.keep_draft(sample.officer, "/record", b"half a sentence", now).await.unwrap();
    tx.once("key", sample.officer, now).await.unwrap();
    tx.remember("key", sample.officer, &serde_json::json!({"said": "Recorded."})).await.unwrap();
    let session = ledger::NewSession { token: b"token", officer: sample.officer, csrf: b"csrf", now, stepped_up: true };
    tx.begin_session(&session, 2).await.unwrap();
    tx.post(&ledger::Message::WorkWaiting { officer: sample.officer }, now, Some("work")).await.unwrap();
    tx.lead("clock", sample.officer.0, now, at("2026-06-02T09:01")).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_each_version_wrote_opens_in_this_one() {
    if std::env::var_os("HOLDFAST_WRITE_FIXTURE").is_some() {
        for version in 1..=NEWEST {
            write_fixture(version).await;
        }
    }
    for version in 1..=NEWEST {
        let text = std::fs::read_to_string(fixture(version)).expect("every version has its fixture: see the top of this file");
        let databases = [Some(fresh_sqlite().await), fresh_postgres().await];
        for database in databases.into_iter().flatten() {
            let vault = Arc::new(Vault::from_master([9; 32]));
            let (ledger, address, _folder) = old(&database, version, &vault).await;
            for line in text.lines().filter(|line| !line.is_empty()) {
                ledger.run_for_a_test(literal(line, database.name)).await.unwrap_or_else(|error| panic!("{line}: {error}"));
            }
            ledger.close().await;
            let ledger = Ledger::open(&address, vault, IfMissing::Refuse, at("2026-12-01T09:00")).await.unwrap();
            holds_what_was_written(&ledger, version, database.name).await;
        }
    }
}

/// A database as a program of an older version made it, still empty.
async fn old(
    database: &testkit::Database,
    version: i64,
    vault: &Arc<Vault>,
) -> (Ledger, ledger::Address, Option<tempfile::TempDir>) {
    let (address, folder) = match &database.address {
        ledger::Address::File(_) => {
            let folder = tempfile::tempdir().unwrap();
            (ledger::Address::File(folder.path().join("old.db")), Some(folder))
        }
        ledger::Address::Server { url, .. } => {
            let schema = Some(format!("t_{}", uuid::Uuid::new_v4().simple()));
            (ledger::Address::Server { url: url.clone(), schema }, None)
        }
    };
    let made: Timestamp = at("2026-01-01T00:00");
    let ledger = Ledger::open_at(&address, Arc::clone(vault), IfMissing::Create, made, version).await.unwrap();
    // The fixture brings its own.
    ledger.run_for_a_test("DELETE FROM key_check".into()).await.unwrap();
    (ledger, address, folder)
}

/// A line of a fixture as a database reads it.
fn literal(line: &str, database: &str) -> String {
    let (uuid, bytes) = if database == "SQLite" { ("x'", "x'") } else { ("'", "'\\x") };
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (kind, after) = match (after.strip_prefix("uuid:"), after.strip_prefix("bytes:")) {
            (Some(after), _) => (uuid, after),
            (_, Some(after)) => (bytes, after),
            _ => {
                text.push('{');
                rest = after;
                continue;
            }
        };
        let (hex, after) = after.split_once('}').expect("a closed value");
        text.push_str(kind);
        text.push_str(hex);
        text.push('\'');
        rest = after;
    }
    text + rest
}

async fn write_fixture(version: i64) {
    if fixture(version).exists() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let address = ledger::Address::File(folder.path().join("fixture.db"));
    let vault = Arc::new(Vault::from_master([9; 32]));
    let ledger = Ledger::open_at(&address, vault, IfMissing::Create, at("2026-01-01T00:00"), version).await.unwrap();
    write(&ledger, version).await;
    let mut text = String::new();
    for table in tables(version) {
        text.push_str(&ledger.dump_as_inserts(table).await.unwrap().join("\n"));
        text.push('\n');
    }
    std::fs::create_dir_all(fixture(version).parent().unwrap()).unwrap();
    std::fs::write(fixture(version), text).unwrap();
}

async fn holds_what_was_written(ledger: &Ledger, version: i64, name: &str) {
    let verified = ledger.verify(None).await.unwrap();
    assert_eq!((verified.files, verified.findings), (2, vec![]), "version {version} on {name}");
    if version >= 5 {
        assert_eq!((verified.leaves, verified.heads), (2, 1), "version {version} on {name}");
    }
    let sample = Sample::numbered(2);
    let permit = sample.permit::<ReadFile>(ledger).await.unwrap();
    let file = ledger.read().await.unwrap().file(&permit).await.unwrap();
    assert_eq!(file.history().len(), 9);
    let permit = sample.permit::<OpenSealed>(ledger).await.unwrap();
    let wanted = [(file.history()[6].id, "words"), (file.history()[7].id, "value"), (file.history()[8].id, "value")];
    let opened =
        ledger.reader().open_all(&permit, &wanted, casefile::facts::LookPurpose::Check, at("2026-12-01T09:00")).await.unwrap();
    let texts: Vec<_> = opened.iter().map(|one| one.text().unwrap()).collect();
    assert_eq!(texts, [WORDS, "07700 900123", "the refuge"]);
    assert_eq!(ledger.rebuild().await.unwrap().files, 2);
    sample.add(ledger, vec![sample.disclosure("and on it goes")], "2026-12-01T09:01").await.unwrap();
    if version >= 2 {
        let mut reading = ledger.read().await.unwrap();
        let account = reading.account_named("JO").await.unwrap().unwrap();
        assert_eq!((account.name.as_str(), account.body), ("Jo Marsh", sample.council));
        let credential = reading.credential(account.id).await.unwrap().unwrap();
        assert_eq!(credential.totp_secret.unwrap().bytes(), b"twenty bytes of chance");
        assert_eq!(reading.draft(account.id, "/record").await.unwrap().unwrap().bytes(), b"half a sentence");
        if version >= 8 {
            let asked = reading.deliveries_to_ask(at("2026-12-01T09:00"), 9).await.unwrap();
            assert_eq!(asked.len(), 1);
            assert_eq!((asked[0].file, asked[0].outcome.as_deref()), (Sample::numbered(1).file, Some("temporary-failure")));
        }
        if version >= 13 {
            let who = Sample::numbered(1).worker();
            let asking = access::Asking::casework(&who, at("2026-12-01T09:00"));
            let permit = access::homes_permit(&asking, casefile::facts::Function::Housing).unwrap();
            let homes = reading.homes(&permit).await.unwrap();
            assert_eq!((homes.len(), homes[0].reference.as_str(), homes[0].home.rooms[0].bedrooms), (1, "T-0001", 2));
            let viewer = ledger::Viewer::of(&who, jiff::civil::date(2026, 12, 1));
            let rooms = [homes[0].home.rooms[0].id];
            let held = reading.rooms_held(&permit, &viewer, &rooms, jiff::civil::date(2026, 12, 1)).await.unwrap();
            assert_eq!((held[&rooms[0]].len(), reading.open_repairs(&permit, &rooms).await.unwrap().len()), (1, 1));
        }
        if version >= 15 {
            let who = Sample::numbered(1).worker();
            let asking = access::Asking::casework(&who, at("2026-12-01T09:00"));
            let permit = access::homes_permit(&asking, casefile::facts::Function::Housing).unwrap();
            let homes = reading.vacancies(&permit).await.unwrap();
            assert_eq!((homes.len(), homes[0].home.label.as_str()), (1, "Two bedrooms, old town"));
            let permit = Sample::numbered(1).permit::<ReadFile>(ledger).await.unwrap();
            assert!(reading.may_be_offered(&permit, &homes[0], jiff::civil::date(2026, 12, 1)).await.unwrap());
        }
        assert_eq!(reading.session(b"token").await.unwrap().unwrap().csrf.bytes(), b"csrf");
    }
}

#[tokio::test]
async fn a_database_from_a_newer_version_is_refused_in_plain_words() {
    for database in databases().await {
        database.tamper_with(format!("INSERT INTO journal_version (version, reached) VALUES ({}, 0)", NEWEST + 1)).await;
        let error = database.opened_again().await.err().expect("must be refused");
        assert!(matches!(error, LedgerError::NewerVersion { .. }), "{error}");
        assert!(error.to_string().contains("newer Holdfast"), "{error}");
    }
}
