//! Who comes next for a home: whom a list shows, what the view keeps, and that a home is kept for one household only.

use access::{Asking, HomesPermit, KeepHomes, Officer, ReadFile, Role, SearchPeople, SeeHomes, homes_permit, house_permit};
use casefile::allocations::shortlist::Home;
use casefile::facts::{Body, BodyKind, Function, Kind, NewFact, When};
use casefile::ids::{BodyId, FactId, OfficerId, VacancyId};
use jiff::civil::date;
use ledger::{BodyEntry, Candidate, Ledger, LedgerError, Shortlisted, TeamEntry, Viewer};
use serde_json::{Value, json};
use testkit::{Database, Sample, at, databases};
use uuid::Uuid;

const HOME: VacancyId = VacancyId(Uuid::from_u128(0x70));
const NOW: &str = "2026-06-10T09:00";

fn fact(kind: Kind, fields: Value) -> NewFact {
    NewFact::new("2026-06-02".parse::<When>().unwrap(), Body::read(kind, fields).unwrap())
}

/// A file with an application that waits for a home with two bedrooms. Gives the application.
async fn waits(ledger: &Ledger, sample: &Sample, effective: &str) -> FactId {
    sample.open_in(ledger).await.unwrap();
    let applied = fact(Kind::HousingApplied, json!({ "to": sample.housing, "register": true }));
    let application = sample.add(ledger, vec![applied], "2026-06-02T09:00").await.unwrap().facts[0].id;
    let assessed = json!({ "by": sample.housing, "application": application, "bedrooms": 2, "access": [] });
    let awarded = json!({ "by": sample.housing, "application": application, "band": "A", "effective": effective });
    let facts = vec![fact(Kind::RegisterAssessed, assessed), fact(Kind::PriorityAwarded, awarded)];
    sample.add(ledger, facts, "2026-06-02T09:01").await.unwrap();
    application
}

fn home(area: &str) -> Home {
    Home {
        label: "Two bedrooms".into(),
        landlord: "Lantern Homes".into(),
        area: area.into(),
        bedrooms: 2,
        floor: 1,
        has: Vec::new(),
        local_letting: String::new(),
        ready: None,
    }
}

fn leave<A: access::HomesAct>(who: &Officer) -> HomesPermit<A> {
    homes_permit(&Asking::casework(who, at(NOW)), Function::Housing).unwrap()
}

fn keeps() -> HomesPermit<KeepHomes> {
    leave(&Sample::numbered(1).worker())
}

async fn enter(ledger: &Ledger, id: VacancyId, area: &str) {
    let mut tx = ledger.begin("to let").await.unwrap();
    tx.enter_vacancy(&keeps(), id, &home(area), at("2026-06-03T09:00")).await.unwrap();
    tx.note_vacancy_told(id, at("2026-06-03T09:10")).await.unwrap();
    tx.commit().await.unwrap();
}

/// The council and its housing team stand in the directory.
async fn known(database: &Database) {
    let sample = Sample::numbered(1);
    let mut tx = database.ledger.begin("directory").await.unwrap();
    let council = BodyEntry { id: sample.council, name: "Westmark".into(), kind: BodyKind::District };
    tx.keep_body(&council).await.unwrap();
    let team =
        TeamEntry { id: sample.housing, body: sample.council, name: "Housing options".into(), function: Function::Housing };
    tx.keep_team(&team).await.unwrap();
    tx.commit().await.unwrap();
}

async fn list(ledger: &Ledger, who: &Officer, id: VacancyId) -> Vec<Candidate> {
    let sees: HomesPermit<SeeHomes> = leave(who);
    let searches = house_permit::<SearchPeople>(who).unwrap();
    let home = ledger.read().await.unwrap().vacancy(&sees, id).await.unwrap().expect("a home on the list");
    let viewer = Viewer::of(who, date(2026, 6, 10));
    match ledger.shortlist((&sees, &searches), &viewer, &home, at(NOW)).await.unwrap() {
        Shortlisted::These(candidates) => candidates,
        Shortlisted::TooOften => panic!("not that often"),
    }
}

fn files(candidates: &[Candidate]) -> Vec<u128> {
    candidates.iter().map(|one| one.file.0.as_u128() / 1000).collect()
}

#[tokio::test]
async fn a_list_shows_those_who_wait_in_order_and_that_it_was_looked_at_is_on_record() {
    for database in databases().await {
        let ledger = &database.ledger;
        known(&database).await;
        waits(ledger, &Sample::numbered(1), "2026-05-02").await;
        waits(ledger, &Sample::numbered(2), "2026-05-01").await;
        Sample::numbered(3).open_in(ledger).await.unwrap();
        enter(ledger, HOME, "").await;
        let found = list(ledger, &Sample::numbered(1).worker(), HOME).await;
        assert_eq!(files(&found), [2, 1], "whoever waits longer comes first; whoever did not apply is on no list");
        assert_eq!(found[1].name.as_ref().unwrap().shown(), "Asha Rahman");
        assert_eq!((found[0].reference.as_str(), found[0].applicant.effective), ("HF-000002", date(2026, 5, 1)));
        let acts = ledger.dump("key_act").await.unwrap().join("\n");
        let (one, two) = (Sample::numbered(1).file, Sample::numbered(2).file);
        assert!(acts.contains(&format!("by the shortlist of home {HOME}; shown: {two} {one}")), "{acts}");
        assert!(acts.contains(&format!("puts home {HOME} on the lettings list")), "{acts}");
        // Somebody of another body has a list of their own.
        let stranger = Sample::numbered(1).stranger();
        let sees: HomesPermit<SeeHomes> = leave(&stranger);
        assert!(ledger.read().await.unwrap().vacancy(&sees, HOME).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn whoever_may_not_know_of_a_file_sees_it_on_no_list_and_it_is_told_by_itself() {
    for database in databases().await {
        let ledger = &database.ledger;
        known(&database).await;
        let [one, two, three] = [1, 2, 3].map(Sample::numbered);
        for sample in [&one, &two, &three] {
            waits(ledger, sample, "2026-05-01").await;
        }
        let other = OfficerId(Uuid::from_u128(0x0ff9));
        let hidden = json!({ "by": two.housing, "named_only": true, "hidden": true, "named": [two.officer] });
        two.add(ledger, vec![fact(Kind::AccessRestricted, hidden)], "2026-06-02T10:00").await.unwrap();
        let barred = json!({ "barred": other, "ground": "matched", "agreed": ["surname"] });
        three.add(ledger, vec![fact(Kind::OfficerBarred, barred)], "2026-06-02T10:00").await.unwrap();
        enter(ledger, HOME, "").await;
        let colleague = Officer { id: other, ..one.worker() };
        assert_eq!(files(&list(ledger, &colleague, HOME).await), [1], "{}", database.name);
        let mut all = files(&list(ledger, &one.worker(), HOME).await);
        all.sort_unstable();
        assert_eq!(all, [1, 2, 3], "she is named, and nobody keeps her out");
        let elsewhere = Officer { team: Sample::numbered(1).stranger().team, ..colleague };
        assert!(list(ledger, &elsewhere, HOME).await.is_empty(), "a team that is no party sees nobody");
        let mut reading = ledger.read().await.unwrap();
        let homes = reading.all_vacancies().await.unwrap();
        let told = reading.unlisted_for(&homes[0], date(2026, 6, 10)).await.unwrap();
        let mut told: Vec<_> = told.iter().map(|(file, _)| file.0.as_u128() / 1000).collect();
        told.sort_unstable();
        assert_eq!(told, [2, 3]);
    }
}

#[tokio::test]
async fn a_home_where_she_is_not_safe_is_not_available_and_nothing_at_rest_says_where_that_is() {
    for database in databases().await {
        let ledger = &database.ledger;
        known(&database).await;
        let sample = Sample::numbered(1);
        waits(ledger, &sample, "2026-05-01").await;
        let area = json!({ "by": { "person": sample.asha }, "to": sample.housing, "lettings_areas": "harbour mill-end" });
        let named = sample.add(ledger, vec![fact(Kind::UnsafeAreaNamed, area)], "2026-06-02T10:00").await.unwrap().facts[0].id;
        let [there, elsewhere, nobody_knows] = [1, 2, 3].map(|number| VacancyId(Uuid::from_u128(number)));
        enter(ledger, there, "harbour").await;
        enter(ledger, elsewhere, "old-town").await;
        enter(ledger, nobody_knows, "").await;
        let worker = sample.worker();
        assert!(list(ledger, &worker, there).await.is_empty());
        assert!(list(ledger, &worker, nobody_knows).await.is_empty(), "where it is has to be known to be safe");
        assert_eq!(files(&list(ledger, &worker, elsewhere).await), [1]);
        for word in ["harbour", "mill-end", "old-town"] {
            assert!(!database.at_rest().await.contains(word), "{word}");
        }
        // Where what she said cannot be read any more, nowhere is known to be safe.
        let before = ledger.dump("applicant").await.unwrap();
        ledger.rebuild().await.unwrap();
        assert_eq!(ledger.dump("applicant").await.unwrap(), before, "{}", database.name);
        database.tamper("UPDATE person_key SET wrapped_key = NULL, key_version = NULL").await;
        ledger.rebuild().await.unwrap();
        assert!(list(ledger, &worker, elsewhere).await.is_empty());
        let over = json!({ "by": sample.housing, "of": named, "reasons": "her-wish" });
        sample.add(ledger, vec![fact(Kind::AreaRestrictionOverridden, over)], "2026-06-03T10:00").await.unwrap();
        assert_eq!(files(&list(ledger, &worker, elsewhere).await), [1], "she decides otherwise");
    }
}

fn offer(sample: &Sample, home: VacancyId) -> Vec<NewFact> {
    let offer = json!({ "by": sample.housing, "home": "social", "suitability_checked": true });
    vec![fact(Kind::OfferMade, offer), fact(Kind::HomeKept, json!({ "by": sample.housing, "vacancy": home }))]
}

#[tokio::test]
async fn a_home_is_kept_for_one_household_and_comes_back_when_she_does_not_take_it() {
    for database in databases().await {
        let ledger = &database.ledger;
        known(&database).await;
        let [one, two] = [1, 2].map(Sample::numbered);
        waits(ledger, &one, "2026-05-01").await;
        waits(ledger, &two, "2026-05-01").await;
        enter(ledger, HOME, "").await;
        let offered = one.add(ledger, offer(&one, HOME), "2026-06-10T10:00").await.unwrap().facts[0].id;
        let sees: HomesPermit<SeeHomes> = leave(&one.worker());
        let on_the_list = async || ledger.read().await.unwrap().vacancies(&sees).await.unwrap().len();
        assert_eq!(on_the_list().await, 0);
        let refused = two.add(ledger, offer(&two, HOME), "2026-06-10T10:01").await.unwrap_err();
        assert!(matches!(refused, LedgerError::RoomTaken), "{refused}");
        let permit = two.permit::<ReadFile>(ledger).await.unwrap();
        let file = ledger.read().await.unwrap().file(&permit).await.unwrap();
        assert!(!file.has(Kind::OfferMade), "nothing of it was kept");
        let answer = fact(Kind::OfferAnswered, json!({ "offer": offered, "accepted": false, "unsafe_there": true }));
        one.add(ledger, vec![answer], "2026-06-11T10:00").await.unwrap();
        assert_eq!(on_the_list().await, 1);
        two.add(ledger, offer(&two, HOME), "2026-06-11T10:01").await.unwrap();
        assert_eq!(on_the_list().await, 0);
    }
}

#[tokio::test]
async fn of_two_offers_at_once_one_is_kept() {
    for database in databases().await {
        let ledger = &database.ledger;
        known(&database).await;
        let [one, two] = [1, 2].map(Sample::numbered);
        waits(ledger, &one, "2026-05-01").await;
        waits(ledger, &two, "2026-05-01").await;
        for round in 0..4_u128 {
            let home = VacancyId(Uuid::from_u128(0x90 + round));
            enter(ledger, home, "").await;
            let (first, second) = tokio::join!(
                one.add(ledger, offer(&one, home), "2026-06-10T10:00"),
                two.add(ledger, offer(&two, home), "2026-06-10T10:00")
            );
            assert_eq!(u8::from(first.is_ok()) + u8::from(second.is_ok()), 1, "{} {first:?} {second:?}", database.name);
            let lost = first.as_ref().err().or(second.as_ref().err()).unwrap();
            assert!(matches!(lost, LedgerError::RoomTaken | LedgerError::Busy), "{lost}");
            for (sample, kept) in [(&one, first), (&two, second)] {
                let Ok(kept) = kept else { continue };
                let answer =
                    fact(Kind::OfferAnswered, json!({ "offer": kept.facts[0].id, "accepted": false, "unsafe_there": true }));
                sample.add(ledger, vec![answer], "2026-06-10T10:05").await.unwrap();
            }
        }
    }
}

#[tokio::test]
async fn nobody_is_offered_a_home_before_its_day_or_one_that_does_not_fit_or_of_another_body() {
    for database in databases().await {
        let ledger = &database.ledger;
        known(&database).await;
        let sample = Sample::numbered(1);
        waits(ledger, &sample, "2026-05-01").await;
        enter(ledger, HOME, "").await;
        // It was told on Wednesday 3 June; Thursday is for those who come first.
        let refused = sample.add(ledger, offer(&sample, HOME), "2026-06-04T16:00").await.unwrap_err();
        assert!(matches!(refused, LedgerError::RoomTaken), "{refused}");
        let fits = fact(Kind::HomeFits, json!({ "by": sample.housing, "vacancy": HOME }));
        let mut tx = ledger.begin("told").await.unwrap();
        tx.append(&access::house::clock(sample.file), vec![fits], at("2026-06-04T16:01"), None).await.unwrap();
        tx.commit().await.unwrap();
        sample.add(ledger, offer(&sample, HOME), "2026-06-04T16:02").await.unwrap();

        let other = Sample::numbered(2);
        waits(ledger, &other, "2026-05-01").await;
        let mut tx = ledger.begin("small").await.unwrap();
        let small = VacancyId(Uuid::from_u128(0x71));
        tx.enter_vacancy(&keeps(), small, &Home { bedrooms: 1, ..home("") }, at("2026-06-03T09:00")).await.unwrap();
        tx.note_vacancy_told(small, at("2026-06-03T09:00")).await.unwrap();
        let theirs = VacancyId(Uuid::from_u128(0x72));
        let stranger = Officer { body: BodyId(Uuid::from_u128(0xb0d9)), role: Role::Officer, ..other.worker() };
        tx.enter_vacancy(&leave(&stranger), theirs, &home(""), at("2026-06-03T09:00")).await.unwrap();
        tx.note_vacancy_told(theirs, at("2026-06-03T09:00")).await.unwrap();
        tx.commit().await.unwrap();
        for home in [small, theirs, VacancyId(Uuid::from_u128(0x73))] {
            let refused = other.add(ledger, offer(&other, home), "2026-06-10T16:00").await.unwrap_err();
            assert!(matches!(refused, LedgerError::RoomTaken), "{refused}");
        }
    }
}
