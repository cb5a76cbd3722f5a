//! Homes to let, through the pages: onto the list, who comes next, the offer, and whoever is told first.

use casefile::allocations::scheme::{Area, standard};
use casefile::commands::{RecordFact, RestrictAccess};
use casefile::facts::{Body, Kind, When};
use casefile::ids::{FactId, FileId};
use casefile::private::Unprinted;
use desk::{Sent, SetUp};
use serde_json::{Value, json};
use testkit::{World, a_disclosure, account, body, officer};

use crate::browser::{Browser, Page};

const HOME: [(&str, &str); 5] =
    [("label", "Two bedrooms, old town"), ("landlord", "Lantern Homes"), ("bedrooms", "2"), ("floor", "0"), ("has", "step-free")];

const OFFER: [(&str, &str); 6] = [
    ("home", "social"),
    ("place", "4 Sealed Street"),
    ("checked", "size"),
    ("checked", "state"),
    ("checked", "areas"),
    ("checked", "near"),
];

async fn tell(world: &World, name: &str, file: FileId, kind: Kind, fields: Value) -> FactId {
    let body = Body::read(kind, fields).unwrap();
    let fact = RecordFact { body, happened: When::on(world.house.today()), known: Vec::new() };
    world.desk(name).act(file, &fact, Sent::default()).await.unwrap().facts[0]
}

/// The file of somebody of this name who waits for a home with two bedrooms, opened by an officer. Gives the file and the application.
async fn waits(world: &World, name: &str, called: &str) -> (FileId, FactId) {
    let mut disclosure = a_disclosure();
    disclosure.name = Some(Unprinted::new(called));
    disclosure.people.clear();
    let file = world.open_file(name, &disclosure).await.file;
    let by = account(name).team;
    let application = tell(world, name, file, Kind::HousingApplied, json!({ "to": by, "register": true })).await;
    let assessed = json!({ "by": by, "application": application, "bedrooms": 2, "answers": ["violence"] });
    tell(world, name, file, Kind::RegisterAssessed, assessed).await;
    let shows = ["violence", "unsafe-home", "child-witness"];
    let award = json!({ "by": by, "application": application, "band": "A", "highest": true, "letter": true, "answers": shows });
    tell(world, name, file, Kind::PriorityAwarded, award).await;
    (file, application)
}

/// Puts a home on the list through the pages. Gives its address.
async fn added(browser: &Browser) -> String {
    browser.fill("/register/homes/new", "/register/homes/new", &HOME).await.is(303);
    address(&browser.get("/register/homes").await.is(200))
}

fn address(list: &Page) -> String {
    let at = |start: &str| list.body.find(start).map(|at| &list.body[at + 6..]);
    let link = at("href=\"/register/homes/0").or(at("href=\"/register/homes/1")).or_else(|| {
        let mut rest = list.body.as_str();
        while let Some(at) = rest.find("href=\"/register/homes/") {
            rest = &rest[at + 6..];
            if !rest.starts_with("/register/homes/new") {
                return Some(rest);
            }
        }
        None
    });
    link.expect("a home on the list").split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_home_comes_onto_the_list_with_its_questions_and_goes_off_it_after_a_second_look() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let browser = Browser::of(&world, "greta").await;
        browser.get("/register/homes").await.is(200).says("There is no home to let on the list");
        browser.get("/register/scheme").await.is(200).link("/register/homes", "");
        let to = "/register/homes/new";
        let wrong = browser.fill(to, to, &[("bedrooms", "two"), ("floor", "-1")]).await.is(422);
        let wrong = wrong.says("Say what you call this home").says("Say whose it is");
        let again = [("label", "Two bedrooms"), ("landlord", "Lantern Homes"), ("bedrooms", "99"), ("floor", "0")];
        browser.send_form(&wrong, to, &again).await.is(422).says("Enter up to 10 bedrooms");
        let dates = [("ready-day", "31"), ("ready-month", "2"), ("ready-year", "2026")];
        let all: Vec<_> = HOME.iter().copied().chain(dates).collect();
        browser.send_form(&wrong, to, &all).await.is(422);
        browser.send_form(&wrong, to, &HOME).await.is(303);
        browser.send_form(&wrong, to, &HOME).await.is(303);
        let list = browser.get("/register/homes").await.is(200).says("Two bedrooms, old town").says("at the earliest");
        assert_eq!(list.words().matches("Two bedrooms, old town").count(), 1, "sent twice, it is there once");
        let home = address(&list);
        let page = browser.get(&home).await.is(200).says("Nobody on your list fits this home").says("Ground floor");
        let off = page.link(&format!("{home}/take-off"), "");
        browser.get(&off).await.is(200).says("It can then be offered to nobody");
        browser.fill(&off, &off, &[]).await.is(303);
        browser.get(&home).await.is(404);
        browser.get(&off).await.is(404);
        browser.get("/register/homes").await.is(200).says("There is no home to let on the list");
        browser.get("/register/homes/nonsense").await.is(404);
        Browser::of(&world, "chidi").await.get("/register/homes").await.is(403);
        let page = Browser::of(&world, "chidi").await.get("/register/scheme").await.is(200);
        assert!(!page.body.contains("/register/homes"), "whoever may not see homes is not led there");
    }
}

#[tokio::test]
async fn where_a_scheme_has_areas_a_home_lies_in_one_and_is_offered_to_nobody_who_is_not_safe_there() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let mut partnership = world.house.partnership().await.unwrap().unwrap();
        let mut scheme = standard().clone();
        scheme.areas = vec![
            Area { code: "harbour".into(), name: "Harbour".into() },
            Area { code: "old-town".into(), name: "Old town".into() },
        ];
        partnership.standards.schemes.add(vec![body("council")], scheme);
        let set_up = SetUp { partnership, bodies: Vec::new(), teams: Vec::new(), officers: Vec::new() };
        world.house.set_up(&set_up).await.unwrap();
        let world = world.with_accounts().await;
        let (file, application) = waits(&world, "greta", "Zohra Quist").await;
        let browser = Browser::of(&world, "greta").await;
        let areas = format!("/files/{file}/register/areas?of={application}");
        browser.fill(&areas, &areas, &[("areas", "harbour")]).await.is(303);
        let to = "/register/homes/new";
        browser.fill(to, to, &HOME).await.is(422).says("Choose in which area it is");
        let there: Vec<_> = HOME.iter().copied().chain([("area", "harbour")]).collect();
        browser.fill(to, to, &there).await.is(303);
        let home = address(&browser.get("/register/homes").await.is(200).says("Harbour"));
        world.worker().round().await.unwrap();
        world.move_on(48, 0);
        let browser = Browser::of(&world, "greta").await;
        browser.get(&home).await.is(200).says("Nobody on your list fits this home").says_nothing_of("Zohra");
        let offer = format!("/files/{file}{home}");
        let unsafe_there = browser.get(&offer).await.is(422).says("This home is not available.");
        // Word for word what is said of one that is not there.
        let nowhere = format!("/files/{file}/register/homes/{}", uuid::Uuid::new_v4());
        assert_eq!(browser.get(&nowhere).await.is(422).words(), unsafe_there.words());
        browser.fill(to, to, &[&HOME[..], &[("area", "old-town")]].concat()).await.is(303);
        world.worker().round().await.unwrap();
        let list = browser.get("/register/homes").await.is(200);
        let other = list.body.match_indices("href=\"/register/homes/").map(|(at, _)| &list.body[at + 6..]);
        let other = other.map(|rest| rest.split('"').next().unwrap()).find(|one| *one != home && !one.ends_with("/new")).unwrap();
        browser.get(other).await.is(200).says("Zohra Quist");
    }
}

#[tokio::test]
async fn the_list_leads_to_the_offer_which_keeps_the_home_until_she_does_not_take_it() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let (file, _) = waits(&world, "greta", "Zohra Quist").await;
        let (second, _) = waits(&world, "greta", "Petra Lindqvist").await;
        let browser = Browser::of(&world, "greta").await;
        let home = added(&browser).await;
        let offer = format!("/files/{file}{home}");
        let page = browser.get(&home).await.is(200).says("Zohra Quist").says("Band A").says("Just large enough");
        assert!(!page.body.contains(&offer), "it cannot be offered yet");
        browser.get(&offer).await.is(422).says("This home is not available.");
        world.worker().round().await.unwrap();
        world.move_on(48, 0);
        let browser = Browser::of(&world, "greta").await;
        let page = browser.get(&home).await.is(200).says("Can be offered");
        page.link(&offer, "");
        let form = browser.get(&offer).await.is(200).says("Two bedrooms, old town").says("it goes back onto it by itself");
        browser.send_form(&form, &offer, &[("checked", "size")]).await.is(422).says("Choose what kind of home it is");
        // Somebody else has the form open too.
        let same = format!("/files/{second}{home}");
        let late = browser.get(&same).await.is(200);
        let done = browser.send_form(&form, &offer, &OFFER).await.is(303);
        browser.get(done.to()).await.is(200).says("An offer waits for her answer").says_nothing_of("Sealed Street");
        browser.send_form(&form, &offer, &OFFER).await.is(303);
        browser.send_form(&late, &same, &OFFER).await.is(422).says("This home is not available.");
        browser.get(&home).await.is(404);
        browser.get("/register/homes").await.is(200).says("There is no home to let on the list");
        let page = browser.get(&format!("/files/{file}/register")).await.is(200);
        let answer = page.link(&format!("/files/{file}/register/answer"), "of=");
        browser.fill(&answer, &answer, &[("answer", "unsafe")]).await.is(303);
        browser.get(&home).await.is(200).says("Zohra Quist").says("Petra Lindqvist");
        browser.get(&same).await.is(200);
    }
}

#[tokio::test]
async fn nobody_finds_on_a_list_whom_they_may_not_know_of_and_her_own_file_is_told_first() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let (open, _) = waits(&world, "greta", "Petra Lindqvist").await;
        let (barred, _) = waits(&world, "greta", "Karla Vance").await;
        world.bar("greta", barred).await;
        let (hidden, _) = waits(&world, "amara", "Zohra Quist").await;
        let close = RestrictAccess { hidden: true, named: vec![officer("amara"), officer("meera")], because: None };
        world.desk("amara").act(hidden, &close, Sent::default()).await.unwrap();
        let greta = Browser::of(&world, "greta").await;
        let home = added(&greta).await;
        let list = greta.get(&home).await.is(200).says("Petra Lindqvist").says_nothing_of("Zohra").says_nothing_of("Karla");
        list.says_nothing_of(&hidden.to_string()).says_nothing_of(&barred.to_string());
        assert!(greta.get(&home).await.link(&format!("/files/{open}/register"), "").contains(&open.to_string()));
        Browser::of(&world, "tom").await.get(&home).await.is(200).says_nothing_of("Zohra");
        assert_eq!(world.worker().round().await.unwrap().homes_told, 2, "{}", world.database.name);

        let amara = Browser::of(&world, "amara").await;
        let page = amara.get(&format!("/files/{hidden}/register")).await.is(200);
        let page = page.says("A home may suit her: Two bedrooms, old town").says("Nobody else is offered it up to 2 June 2026");
        let offer = page.link(&format!("/files/{hidden}{home}"), "");
        let pass = page.link(&format!("/files/{hidden}/register/not-right"), "of=");
        amara.get(&pass).await.is(200).says("Nothing of her place is lost");
        amara.get(&format!("/files/{hidden}/register/not-right?of={}", uuid::Uuid::new_v4())).await.is(404);
        let form = amara.get(&offer).await.is(200);
        amara.send_form(&form, &offer, &OFFER).await.is(303);
        let page = amara.get(&format!("/files/{hidden}/register")).await.is(200).says("An offer waits for her answer");
        page.says_nothing_of("A home may suit her");
        // To others the home is gone, and nothing says where.
        greta.get(&home).await.is(404);
        for address in [offer.as_str(), pass.as_str()] {
            greta.get(address).await.is(404);
        }
    }
}

#[tokio::test]
async fn a_home_that_is_not_right_for_her_is_passed_over_and_goes_to_the_next() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let (file, _) = waits(&world, "amara", "Zohra Quist").await;
        let close = RestrictAccess { hidden: true, named: vec![officer("amara"), officer("meera")], because: None };
        world.desk("amara").act(file, &close, Sent::default()).await.unwrap();
        let home = added(&Browser::of(&world, "greta").await).await;
        world.worker().round().await.unwrap();
        let amara = Browser::of(&world, "amara").await;
        let page = amara.get(&format!("/files/{file}/register")).await.is(200);
        let pass = page.link(&format!("/files/{file}/register/not-right"), "of=");
        let done = amara.fill(&pass, &pass, &[("why", "too near her work")]).await.is(303);
        let page = amara.get(done.to()).await.is(200).says("nothing of her place is lost");
        page.says_nothing_of("A home may suit her").says_nothing_of("too near her work");
        amara.get(&home).await.is(200).says("Zohra Quist");
    }
}

#[tokio::test]
async fn whoever_opens_list_after_list_is_stopped() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0).with_accounts().await;
    let browser = Browser::of(&world, "greta").await;
    let home = added(&browser).await;
    for _ in 0..60 {
        browser.get(&home).await.is(200);
    }
    browser.get(&home).await.is(429).says("You have looked at many lists and searches in a short time");
}
