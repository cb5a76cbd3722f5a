//! Homes to let: who comes next for one, who is told first, and that one household gets it.

use access::Officer;
use casefile::allocations::first_look::{Looked, told_first};
use casefile::allocations::shortlist::Home;
use casefile::commands::register::{AnswerOffer, OfferHome, PassHome};
use casefile::commands::{RecordFact, RestrictAccess};
use casefile::facts::{Body, HomeKind, Kind, OfferMade, When};
use casefile::ids::{FactId, FileId, VacancyId};
use casefile::private::{Sealed, Unprinted};
use desk::{CannotAct, Offerable, OfferedFrom, Sent};
use jiff::civil::date;
use serde_json::{Value, json};
use testkit::{World, a_disclosure, account, officer, team};

fn home() -> Home {
    Home {
        label: "Two bedrooms".into(),
        landlord: "Lantern Homes".into(),
        area: String::new(),
        bedrooms: 2,
        floor: 1,
        has: Vec::new(),
        local_letting: String::new(),
        ready: None,
    }
}

async fn tell(world: &World, name: &str, file: FileId, kind: Kind, fields: Value) -> FactId {
    let body = Body::read(kind, fields).unwrap();
    let fact = RecordFact { body, happened: When::on(world.house.today()), known: Vec::new() };
    world.desk(name).act(file, &fact, Sent::default()).await.unwrap().facts[0]
}

/// A file that an officer opens, with an application that waits for a home with two bedrooms. Gives the file and the application.
async fn waits(world: &World, name: &str) -> (FileId, FactId) {
    let file = world.open_file(name, &a_disclosure()).await.file;
    let by = account(name).team;
    let application = tell(world, name, file, Kind::HousingApplied, json!({ "to": by, "register": true })).await;
    let assessed = json!({ "by": by, "application": application, "bedrooms": 2, "answers": ["violence"] });
    tell(world, name, file, Kind::RegisterAssessed, assessed).await;
    let shows = ["violence", "unsafe-home", "child-witness"];
    let award = json!({ "by": by, "application": application, "band": "A", "highest": true, "letter": true, "answers": shows });
    tell(world, name, file, Kind::PriorityAwarded, award).await;
    (file, application)
}

/// From now on nobody but an officer and the manager of housing options may know of a file.
async fn hide(world: &World, name: &str, file: FileId) {
    let close = RestrictAccess { hidden: true, named: vec![officer(name), officer("meera")], because: None };
    world.desk(name).act(file, &close, Sent::default()).await.unwrap();
}

fn offer(application: FactId, home: VacancyId) -> OfferHome {
    OfferHome {
        application,
        home: HomeKind::Social,
        bedrooms: 2,
        suitable: true,
        is_final: false,
        place: Some(Sealed::new("14 Samphire Row")),
        vacancy: Some(home),
    }
}

fn is_the_one_answer(answer: Result<desk::Done, CannotAct>) -> bool {
    matches!(answer, Err(CannotAct::Refused(refusal)) if refusal.because == "This home is not available.")
}

async fn listed(world: &World, name: &str, home: VacancyId) -> Vec<FileId> {
    let list = world.desk(name).shortlist(home).await.unwrap().unwrap();
    list.candidates.iter().map(|one| one.file).collect()
}

#[tokio::test]
async fn whoever_is_on_no_list_is_told_first_and_everybody_else_waits_for_their_day() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let (hidden, application) = waits(&world, "amara").await;
        hide(&world, "amara", hidden).await;
        let (open, other) = waits(&world, "greta").await;
        let home = world.desk("greta").add_home_to_let("key", &home()).await.unwrap();
        let offered = world.desk("greta").homes_to_let().await.unwrap()[0].1;
        assert_eq!(offered, OfferedFrom::AtTheEarliest(date(2026, 6, 3)), "nobody has been told yet");
        assert_eq!(world.desk("amara").may_be_offered(hidden, home).await.unwrap(), Offerable::NotAvailable);

        assert_eq!(world.worker().round().await.unwrap().homes_told, 1, "{}", world.database.name);
        assert_eq!(world.worker().round().await.unwrap().homes_told, 0, "nobody is told twice");
        let offered = world.desk("greta").homes_to_let().await.unwrap()[0].1;
        assert_eq!(offered, OfferedFrom::Day(date(2026, 6, 3)));
        assert_eq!(listed(&world, "greta", home).await, [open]);

        let file = world.desk("amara").open(hidden).await.unwrap();
        let owed = file.owed.iter().find(|owed| owed.rule.id == "INT-home-fits").unwrap();
        assert_eq!((owed.owner.team, owed.due.date), (team("housing"), date(2026, 6, 2)));
        assert!(matches!(world.desk("amara").may_be_offered(hidden, home).await.unwrap(), Offerable::Available(_)));
        assert_eq!(world.desk("greta").may_be_offered(open, home).await.unwrap(), Offerable::NotAvailable);
        assert!(is_the_one_answer(world.desk("greta").act(open, &offer(other, home), Sent::default()).await));

        world.move_on(48, 0);
        assert!(matches!(world.desk("greta").may_be_offered(open, home).await.unwrap(), Offerable::Available(_)));
        // Whoever was told first may still have it, as long as it is there.
        world.desk("amara").act(hidden, &offer(application, home), Sent::default()).await.unwrap();
        let file = world.desk("amara").open(hidden).await.unwrap();
        assert_eq!(told_first(&file.file)[0].looked, Looked::Kept);
        assert!(world.desk("greta").homes_to_let().await.unwrap().is_empty());
        assert!(world.desk("greta").shortlist(home).await.unwrap().is_none());
        assert!(is_the_one_answer(world.desk("greta").act(open, &offer(other, home), Sent::default()).await));
    }
}

#[tokio::test]
async fn a_home_that_is_not_right_for_her_is_passed_over_once() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let (file, _) = waits(&world, "amara").await;
        hide(&world, "amara", file).await;
        let home = world.desk("greta").add_home_to_let("key", &home()).await.unwrap();
        let pass = PassHome { home, why: Some(Unprinted::new("too near her work")) };
        let refused = world.desk("amara").act(file, &pass, Sent::default()).await.unwrap_err();
        assert!(refused.to_string().contains("not told of that home"), "{refused}");
        world.worker().round().await.unwrap();
        assert_eq!(world.desk("amara").home_told_to(file, home).await.unwrap().unwrap().home.label, "Two bedrooms");
        assert!(world.desk("amara").home_told_to(file, VacancyId(uuid::Uuid::nil())).await.unwrap().is_none());
        world.desk("amara").act(file, &pass, Sent::default()).await.unwrap();
        assert!(world.desk("amara").act(file, &pass, Sent::default()).await.is_err());
        let opened = world.desk("amara").open(file).await.unwrap();
        assert!(opened.owed.iter().all(|owed| owed.rule.id != "INT-home-fits" || owed.end.fact().is_some()));
        assert_eq!(world.desk("greta").homes_to_let().await.unwrap().len(), 1, "it stays on the list");
    }
}

#[tokio::test]
async fn of_two_officers_who_offer_one_home_at_once_one_does_and_her_refusal_puts_it_back() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let (one, first) = waits(&world, "greta").await;
        let (two, second) = waits(&world, "greta").await;
        let home = world.desk("greta").add_home_to_let("key", &home()).await.unwrap();
        world.worker().round().await.unwrap();
        world.move_on(48, 0);
        let (greta, again) = (world.desk("greta"), world.desk("greta"));
        let (first, second) = (offer(first, home), offer(second, home));
        let (left, right) = tokio::join!(greta.act(one, &first, Sent::default()), again.act(two, &second, Sent::default()));
        assert_eq!(u8::from(left.is_ok()) + u8::from(right.is_ok()), 1, "{} {left:?} {right:?}", world.database.name);
        let (won, lost) = if left.is_ok() { (one, right) } else { (two, left) };
        assert!(is_the_one_answer(lost));
        let file = greta.open(won).await.unwrap().file;
        let (made, _) = file.each::<OfferMade>().next().unwrap();
        let no = AnswerOffer { offer: made.id, accepted: false, unsafe_there: true };
        assert!(greta.homes_to_let().await.unwrap().is_empty());
        greta.act(won, &no, Sent::default()).await.unwrap();
        assert_eq!(greta.homes_to_let().await.unwrap().len(), 1);
        assert_eq!(listed(&world, "greta", home).await.len(), 2, "she goes on waiting, and so does the other");
    }
}

#[tokio::test]
async fn the_list_of_homes_is_kept_by_housing_teams_and_takes_only_what_can_be() {
    for world in World::everywhere("2026-06-01T09:00").await {
        for name in ["iris", "chidi", "ada", "nora"] {
            assert!(matches!(world.desk(name).homes_to_let().await, Err(CannotAct::NotYourRole)), "{name}");
            assert!(matches!(world.desk(name).add_home_to_let("key", &home()).await, Err(CannotAct::NotYourRole)), "{name}");
        }
        let greta = world.desk("greta");
        let wrong = [
            Home { label: " ".into(), ..home() },
            Home { label: "two\nlines".into(), ..home() },
            Home { landlord: "x".repeat(5_000), ..home() },
            Home { bedrooms: 11, ..home() },
            Home { floor: 61, ..home() },
            Home { area: "nowhere".into(), ..home() },
            Home { local_letting: "no-such".into(), ..home() },
            Home { ready: Some(date(2036, 1, 1)), ..home() },
        ];
        for home in wrong {
            assert!(matches!(greta.add_home_to_let("wrong", &home).await, Err(CannotAct::Refused(_))), "{home:?}");
        }
        let home = greta.add_home_to_let("key", &home()).await.unwrap();
        assert_eq!(greta.add_home_to_let("key", &self::home()).await.unwrap(), home, "sent twice, it is there once");
        assert_eq!(greta.homes_to_let().await.unwrap().len(), 1);
        greta.take_home_off(home).await.unwrap();
        assert!(greta.take_home_off(home).await.is_err());
        assert!(greta.home_to_let(home).await.unwrap().is_none());
        let (file, _) = waits(&world, "greta").await;
        assert_eq!(greta.may_be_offered(file, home).await.unwrap(), Offerable::NotAvailable);
        assert!(matches!(world.desk("amara").may_be_offered(FileId(uuid::Uuid::nil()), home).await, Err(CannotAct::NoSuchFile)));
        hide(&world, "greta", file).await;
        assert!(matches!(world.desk("amara").may_be_offered(file, home).await, Err(CannotAct::NoSuchFile)));
    }
}

#[tokio::test]
async fn whoever_looks_at_list_after_list_is_stopped_as_with_searches() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0);
    let greta: Officer = account("greta").officer();
    let home = world.house.desk(greta).add_home_to_let("key", &home()).await.unwrap();
    let desk = world.desk("greta");
    for _ in 0..60 {
        desk.shortlist(home).await.unwrap();
    }
    assert!(matches!(desk.shortlist(home).await, Err(CannotAct::Refused(_))));
    world.move_on(0, 11);
    assert!(desk.shortlist(home).await.is_ok());
}
