//! Homes: from the list to the key, on every database.

use casefile::accommodation::home::{Home, Room};
use casefile::commands::{RecordFact, RestrictAccess};
use casefile::facts::{Body, HomeKind, Pence, PersonAdded, PlacementMade, Role, RunBy, Shared, SuitabilityChecked, When};
use casefile::ids::{FileId, HomeId, PersonId, RoomId, in_story};
use casefile::private::{Sealed, Unprinted};
use desk::{KeptPlace, RoomState, Sent};
use testkit::{World, body, officer};

use crate::browser::{Browser, Page, day};

const ADDRESS: &str = "14 Samphire Row, Marram, ZZ5 1AA";

/// A flat with two bedrooms, run by the council.
fn a_flat() -> Home {
    Home {
        kind: HomeKind::Temporary,
        run_by: RunBy::Council,
        area: body("council"),
        shares: Vec::new(),
        step_free: true,
        lives_here: Vec::new(),
        near: Vec::new(),
        inspected: Some(jiff::civil::date(2026, 5, 1)),
        hazard: false,
        mended: None,
        rooms: vec![Room {
            id: RoomId(uuid::Uuid::new_v4()),
            number: None,
            bedrooms: 2,
            living_rooms: 1,
            bed_spaces: 4,
            nightly: Pence(6_500),
            free_from: None,
            out_of_use: false,
        }],
        spaces: None,
    }
}

async fn added(world: &World, key: &str, home: &Home) -> HomeId {
    let there = KeptPlace { address: Unprinted::new(ADDRESS), notes: Unprinted::new("the caretaker has the key") };
    world.desk("amara").add_home(key, home, Some(&there)).await.unwrap()
}

fn pairs(answers: &[(String, String)]) -> Vec<(&str, &str)> {
    answers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Says how her household is made up: she and Mina, both female, Mina seven years old.
async fn described(world: &World, browser: &Browser, file: FileId) {
    let desk = world.desk("amara");
    let opened = desk.open(file).await.unwrap();
    let mina = opened.file.people().all().iter().find(|one| one.role == Role::Child).unwrap().id;
    let born = PersonAdded {
        person: mina,
        role: Role::Child,
        name: Some(Unprinted::new("Mina")),
        born: Some(jiff::civil::date(2019, 3, 1)),
        in_household: true,
    };
    let fact = RecordFact { body: born.into(), happened: When::on(jiff::civil::date(2026, 6, 1)), known: Vec::new() };
    desk.act(file, &fact, Sent::default()).await.unwrap();
    let (her, mina) = (opened.file.survivor().unwrap().to_string(), mina.to_string());
    let to = format!("/files/{file}/home/household");
    let answers = [("female", her.as_str()), ("female", mina.as_str()), ("step_free", "no")];
    browser.fill(&to, &to, &answers).await.is(303);
}

async fn checked(browser: &Browser, file: FileId, room: RoomId, safe: &str) -> Page {
    let to = format!("/files/{file}/home/check/{room}");
    let answers =
        [("matter-safe-area", safe), ("matter-school", "suits"), ("matter-cost", "suits"), ("words", "weighed with her")];
    browser.fill(&to, &to, &answers).await
}

async fn moved_in(browser: &Browser, file: FileId, room: RoomId) {
    let check = checked(browser, file, room, "suits").await.is(303).to().split('?').next().unwrap().to_owned();
    let offer =
        browser.get(&check).await.is(200).says("Nothing stands in the way").link(&format!("/files/{file}/home/offer/"), "");
    browser.fill(&offer, &offer, &[("final", "no")]).await.is(303);
    let home = format!("/files/{file}/home");
    let answer = browser.get(&home).await.is(200).says("Waits for her answer").link(&format!("{home}/answer/"), "");
    browser.fill(&answer, &answer, &[("answer", "yes")]).await.is(303);
    let key = browser.get(&home).await.is(200).link(&format!("{home}/move-in/"), "");
    browser.fill(&key, &key, &[]).await.is(303);
}

#[tokio::test]
async fn an_officer_adds_a_home_and_nothing_but_the_reader_says_where_it_is() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let amara = Browser::of(&world, "amara").await;
        let mut answers: Vec<(String, String)> = [
            ("kind", "bed-and-breakfast"),
            ("run_by", "private"),
            ("shares", "kitchen"),
            ("step_free", "no"),
            ("lives_here", "families"),
            ("address", ADDRESS),
            ("notes", "behind the bakery"),
            ("room-1-number", "2"),
            ("room-1-bedrooms", "1"),
            ("room-1-beds", "3"),
            ("room-1-nightly", "82.50"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec();
        answers.push(("area".into(), body("council").to_string()));
        let wrong: Vec<_> = answers.iter().cloned().chain(day("inspected", "31", "2", "2026")).collect();
        let page = amara.fill("/homes/new", "/homes/new", &pairs(&wrong)).await.is(422);
        page.says("There is no 31 February in 2026").says("Add a home");
        answers.extend(day("inspected", "4", "5", "2026"));
        let sent = amara.fill("/homes/new", "/homes/new", &pairs(&answers)).await.is(303);
        let home = sent.to().split('?').next().unwrap().to_owned();
        for address in ["/homes", home.as_str(), &format!("{home}/change"), &format!("{home}/withdraw")] {
            amara.get(address).await.is(200).says_nothing_of("Samphire").says_nothing_of("bakery");
        }
        amara.get(&home).await.is(200).says("Bed and breakfast").says("£82.50").says("Free");
        amara.get("/homes").await.is(200).says("room 2").says("1 free");
        let told = amara.fill(&home, &format!("{home}/where"), &[("purpose", "decide")]).await.is(200);
        told.says(ADDRESS).says("behind the bakery").says("To decide");
        // What is changed leaves where it is as it was.
        let page = amara.get(&format!("{home}/change")).await.is(200);
        let mut changed: Vec<_> = answers.iter().filter(|(name, _)| name != "address" && name != "notes").cloned().collect();
        changed.retain(|(name, _)| name != "room-1-nightly");
        changed.push(("room-1-nightly".into(), "90".into()));
        amara.send_form(&page, &format!("{home}/change"), &pairs(&changed)).await.is(303);
        amara.get(&home).await.is(200).says("£90.00");
        amara.fill(&home, &format!("{home}/where"), &[("purpose", "check")]).await.is(200).says(ADDRESS);
        amara.fill(&format!("{home}/withdraw"), &format!("{home}/withdraw"), &[]).await.is(303);
        amara.get("/homes").await.is(200).says("withdrawn").says("0 free");
        amara.get(&format!("{home}/change")).await.is(404);
    }
}

#[tokio::test]
async fn from_a_check_to_the_key_and_nobody_else_is_put_there() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let home = a_flat();
        let (id, room) = (added(&world, "flat", &home).await, home.rooms[0].id);
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await;
        described(&world, &amara, file).await;
        let page = amara.get(&format!("/files/{file}/home")).await.is(200);
        page.says("2 bedrooms, by the bedroom standard").says("Fits").says("Ask her before you look");
        // Where she is not safe has to be known before anything is offered.
        let unsaid = checked(&amara, file, room, "not-known").await.is(303).to().split('?').next().unwrap().to_owned();
        let page = amara.get(&unsaid).await.is(200).says("It cannot be offered as it is").says("has to be known first");
        assert!(!page.body.contains("/home/offer/"));
        let check = unsaid.rsplit('/').next().unwrap();
        let forced = format!("/files/{file}/home/offer/{check}");
        amara.fill(&forced, &forced, &[("final", "no")]).await.is(422).says("has to be known first");
        moved_in(&amara, file, room).await;
        let page = amara.get(&format!("/files/{file}/home")).await.is(200);
        page.says("Self-contained temporary accommodation")
            .says("£65.00 a night")
            .says_nothing_of("Samphire")
            .says_nothing_of("Offers that are open");
        amara.get("/homes").await.is(200).says("In use").says("1 in use").says("£65.00 a night").says_nothing_of("Samphire");
        let desk = world.desk("amara");
        let opened = desk.open(file).await.unwrap();
        let placed = opened.file.each::<PlacementMade>().next().unwrap();
        assert!(placed.1.suitability_checked && placed.1.with_children && placed.1.check.is_some());
        assert_eq!((placed.1.bedrooms, placed.1.bedrooms_needed), (Some(2), Some(2)));
        let told = desk.reveal(file, placed.0.id, "place", casefile::facts::LookPurpose::Safety).await.unwrap();
        assert_eq!(told.words(), ADDRESS);
        // Somebody else's officer finds it on no list, and is told nothing but that it is not available.
        let other = world.a_file_by("tom").await;
        let tom = Browser::of(&world, "tom").await;
        let page = tom.get(&format!("/files/{other}/home")).await.is(200);
        assert!(!page.body.contains(&room.to_string()));
        tom.get(&format!("/files/{other}/home/check/{room}"))
            .await
            .is(422)
            .says("This home is not available")
            .says_nothing_of("HF-");
        let sneaked = PlacementMade {
            by: testkit::team("housing"),
            home: HomeKind::Temporary,
            settled: false,
            host: None,
            bedrooms: None,
            bedrooms_needed: None,
            suitability_checked: true,
            with_children: false,
            place: None,
            room: Some(room),
            check: None,
            nightly: None,
        };
        let now = When::on(world.house.today());
        let fact = RecordFact { body: Body::from(sneaked), happened: now, known: Vec::new() };
        let refused = world.desk("tom").act(other, &fact, Sent::default()).await.unwrap_err();
        assert!(refused.to_string().contains("has not been checked"), "{refused}");
        let line = world.desk("tom").home(id).await.unwrap();
        assert!(matches!(&line.rooms[0].state, RoomState::Held { file: held, lived: true, .. } if *held == file));
    }
}

#[tokio::test]
async fn a_household_larger_than_the_home_is_offered_it_by_nobody() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let mut home = a_flat();
        home.rooms[0].bed_spaces = 1;
        home.rooms[0].bedrooms = 1;
        home.rooms[0].living_rooms = 0;
        added(&world, "bedsit", &home).await;
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await;
        described(&world, &amara, file).await;
        amara.get(&format!("/files/{file}/home")).await.is(200).says("1 home is free too").says("No home on the list fits");
        let check = checked(&amara, file, home.rooms[0].id, "suits").await.is(303).to().split('?').next().unwrap().to_owned();
        let page = amara.get(&check).await.is(200).says("there is no way round it");
        assert!(!page.body.contains("/home/offer/"));
        let id = check.rsplit('/').next().unwrap();
        let offer = format!("/files/{file}/home/offer/{id}");
        amara.fill(&offer, &offer, &[("final", "no")]).await.is(422).says("No reasons make a home larger");
        let reasons = format!("/files/{file}/home/override/{id}");
        amara.get(&reasons).await.is(403);
        let meera = Browser::of(&world, "meera").await;
        meera.fill(&reasons, &reasons, &[("reasons", "it is late")]).await.is(303);
        // The bedrooms were outweighed; that nobody fits in is not.
        meera.fill(&offer, &offer, &[("final", "no")]).await.is(422).says("No reasons make a home larger");
    }
}

#[tokio::test]
async fn what_does_not_suit_is_offered_only_with_a_managers_reasons() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let mut home = a_flat();
        home.rooms[0].bedrooms = 1;
        added(&world, "small", &home).await;
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await;
        described(&world, &amara, file).await;
        let check = checked(&amara, file, home.rooms[0].id, "suits").await.is(303).to().split('?').next().unwrap().to_owned();
        amara.get(&check).await.is(200).says("a manager can decide").says("Housing Act 1996 s.210(1)");
        let id = check.rsplit('/').next().unwrap();
        let offer = format!("/files/{file}/home/offer/{id}");
        amara.fill(&offer, &offer, &[("final", "no")]).await.is(422).says("A manager can decide");
        let meera = Browser::of(&world, "meera").await;
        let reasons = format!("/files/{file}/home/override/{id}");
        meera.fill(&reasons, &reasons, &[("reasons", "two nights, until the flat is ready")]).await.is(303);
        amara.fill(&offer, &offer, &[("final", "no")]).await.is(303);
    }
}

#[tokio::test]
async fn bed_and_breakfast_is_checked_as_the_law_has_it() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let hotel = Home { kind: HomeKind::Hostel, run_by: RunBy::Private, shares: vec![Shared::Toilet], ..a_flat() };
        added(&world, "hotel", &hotel).await;
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await;
        described(&world, &amara, file).await;
        let room = hotel.rooms[0].id;
        amara.get("/homes").await.is(200).says("in law: bed and breakfast");
        let check = checked(&amara, file, room, "suits").await.is(422);
        check.says("Say how it stands with “who lives in the building”");
        let to = format!("/files/{file}/home/check/{room}");
        let answers =
            [("matter-safe-area", "suits"), ("matter-school", "suits"), ("matter-cost", "suits"), ("matter-nearby", "suits")];
        let page = amara.fill(&to, &to, &answers).await.is(303).to().split('?').next().unwrap().to_owned();
        amara.get(&page).await.is(200).says("Bed and breakfast, or shared with strangers: does not suit");
        let only: Vec<_> = answers.into_iter().chain([("nothing-else", "yes")]).collect();
        let page = amara.fill(&to, &to, &only).await.is(303).to().split('?').next().unwrap().to_owned();
        amara.get(&page).await.is(200).says("Nothing stands in the way").says("for 42 days at the most");
    }
}

#[tokio::test]
async fn a_home_of_a_hidden_file_and_one_out_of_use_are_the_same_to_the_letter() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let (hidden, broken) = (a_flat(), a_flat());
        let hidden_id = added(&world, "one", &hidden).await;
        let mut out_of_use = broken.clone();
        out_of_use.rooms[0].out_of_use = true;
        let broken_id = added(&world, "two", &out_of_use).await;
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await;
        described(&world, &amara, file).await;
        moved_in(&amara, file, hidden.rooms[0].id).await;
        let hide = RestrictAccess { hidden: true, named: vec![officer("amara"), officer("meera")], because: None };
        world.desk("amara").act(file, &hide, Sent::default()).await.unwrap();
        let tom = Browser::of(&world, "tom").await;
        let plain = |page: Page, id: HomeId, room: RoomId| {
            let csrf = page.hidden("csrf");
            let reference = page.body.split(">Home T-").nth(1).unwrap()[..4].to_owned();
            page.body
                .replace(&id.to_string(), "home")
                .replace(&room.to_string(), "room")
                .replace(&csrf, "proof")
                .replace(&reference, "reference")
        };
        let one = tom.get(&format!("/homes/{hidden_id}")).await.is(200).says("Not available");
        let two = tom.get(&format!("/homes/{broken_id}")).await.is(200);
        assert_eq!(
            plain(one, hidden_id, hidden.rooms[0].id),
            plain(two, broken_id, broken.rooms[0].id),
            "{}",
            world.database.name
        );
        let list = tom.get("/homes").await.is(200).says("0 free").says("0 in use").says("£0.00 a night");
        let reference = world.desk("amara").open(file).await.unwrap().file.reference().unwrap().to_owned();
        list.says_nothing_of(&reference).says_nothing_of(&file.to_string());
        let other = world.a_file_by("tom").await;
        let asked = |page: Page, room: RoomId| {
            let drawn = [page.hidden("csrf"), page.hidden("idempotency"), page.hidden("seen")];
            drawn.iter().fold(page.body.replace(&room.to_string(), "room"), |body, one| body.replace(one, "drawn"))
        };
        let one = tom.get(&format!("/files/{other}/home/check/{}", hidden.rooms[0].id)).await.is(422);
        let two = tom.get(&format!("/files/{other}/home/check/{}", broken.rooms[0].id)).await.is(422);
        if one.body.contains("idempotency") {
            assert_eq!(asked(one, hidden.rooms[0].id), asked(two, broken.rooms[0].id));
        } else {
            assert_eq!(one.words(), two.words());
        }
    }
}

#[tokio::test]
async fn a_repair_has_an_owner_and_a_day_is_chased_and_is_done_when_she_says_so() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let home = a_flat();
        added(&world, "flat", &home).await;
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await;
        described(&world, &amara, file).await;
        moved_in(&amara, file, home.rooms[0].id).await;
        let to = format!("/files/{file}/home/repair");
        let housing = testkit::team("housing").to_string();
        let mut answers: Vec<(String, String)> =
            [("who", "her"), ("words", "the boiler is cold"), ("shows", "wear"), ("owner", housing.as_str())]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec();
        amara.fill(&to, &to, &pairs(&answers)).await.is(422).says("Say by which day it is done");
        let past: Vec<_> = answers.iter().cloned().chain(day("due", "1", "5", "2026")).collect();
        amara.fill(&to, &to, &pairs(&past)).await.is(422).says("That day has passed");
        answers.extend(day("due", "5", "6", "2026"));
        amara.fill(&to, &to, &pairs(&answers)).await.is(303);
        amara.get("/homes").await.is(200).says("1 repairs open, 0 of them late");
        world.move_on(24 * 8, 0);
        let amara = Browser::of(&world, "amara").await;
        let page = amara
            .get(&format!("/files/{file}/home"))
            .await
            .is(200)
            .says("Late since 5 June 2026")
            .says("Tell her that she can move. Due today");
        let repair = page.link(&format!("/files/{file}/home/repairs/"), "");
        amara.fill(&repair, &repair, &[("what", "chased"), ("she_asked", "yes")]).await.is(303);
        amara.get(&repair).await.is(200).says("after she had asked").says_nothing_of("boiler");
        amara.fill(&repair, &repair, &[("what", "not-done")]).await.is(303);
        let page = amara.get(&format!("/files/{file}/home")).await.is(200).says("Late since 5 June 2026");
        let option = page.link(&format!("/files/{file}/home/move/"), "");
        amara.fill(&option, &option, &[("wants", "yes")]).await.is(303);
        let page = amara.get(&format!("/files/{file}/home")).await.is(200);
        assert!(!page.words().contains("Tell her that she can move. Overdue"));
        amara.fill(&repair, &repair, &[("what", "done")]).await.is(303);
        amara.get(&format!("/files/{file}/home")).await.is(200).says("She confirms that it is done");
        amara.get("/homes").await.is(200).says("0 repairs open");
    }
}

#[tokio::test]
async fn she_who_fled_a_place_is_never_offered_it_again_and_the_room_is_free_for_others() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let home = a_flat();
        let id = added(&world, "flat", &home).await;
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await;
        described(&world, &amara, file).await;
        moved_in(&amara, file, home.rooms[0].id).await;
        let leave = amara.get(&format!("/files/{file}/home")).await.is(200).link(&format!("/files/{file}/home/leave/"), "");
        let early: Vec<_> = [("why".to_owned(), "found".to_owned())].into_iter().chain(day("on", "1", "5", "2026")).collect();
        amara.fill(&leave, &leave, &pairs(&early)).await.is(422).says("cannot have left before she moved in");
        world.move_on(48, 0);
        let amara = Browser::of(&world, "amara").await;
        amara.fill(&leave, &leave, &[("why", "found"), ("words", "he stood at the door")]).await.is(303);
        assert_eq!(world.desk("tom").home(id).await.unwrap().rooms[0].state, RoomState::Free);
        amara.get(&format!("/files/{file}/home")).await.is(200).says("She fled").says("known to him");
        let check = checked(&amara, file, home.rooms[0].id, "suits").await.is(303).to().split('?').next().unwrap().to_owned();
        amara.get(&check).await.is(200).says("Not known to the alleged perpetrator: does not suit");
    }
}

#[tokio::test]
async fn a_refusal_over_her_safety_is_looked_at_again_and_frees_the_home() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let home = a_flat();
        added(&world, "flat", &home).await;
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await;
        described(&world, &amara, file).await;
        let check = checked(&amara, file, home.rooms[0].id, "suits").await.is(303).to().split('?').next().unwrap().to_owned();
        let offer = check.replace("/checked/", "/offer/");
        amara.fill(&offer, &offer, &[("final", "no")]).await.is(303);
        amara.get("/homes").await.is(200).says("Offered").says("0 free");
        let answer = amara.get(&format!("/files/{file}/home")).await.is(200).link(&format!("/files/{file}/home/answer/"), "");
        amara.fill(&answer, &answer, &[]).await.is(422).says("Choose what she says");
        world.move_on(24, 0);
        let amara = Browser::of(&world, "amara").await;
        amara.fill(&answer, &answer, &[("answer", "not-safe"), ("why", "his brother lives there")]).await.is(303);
        amara.get("/homes").await.is(200).says("1 free");
        amara.get(&format!("/files/{file}/home")).await.is(200).says("Decide whether the place suits her household");
        amara.fill(&answer, &answer, &[("answer", "yes")]).await.is(422).says("on file already");
    }
}

#[tokio::test]
async fn her_things_cost_by_the_week_and_she_is_told_in_a_safe_way_when_it_ends() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await;
        let to = format!("/files/{file}/home/things");
        let wrong = [("how", "stored"), ("cost", "10"), ("charge", "20")];
        amara.fill(&to, &to, &wrong).await.is(422).says("She cannot be charged more than it costs");
        let kept = [
            ("how", "stored"),
            ("what", "a cot and papers"),
            ("place", "unit 4 at the old dairy"),
            ("cost", "25"),
            ("charge", "5"),
        ];
        amara.fill(&to, &to, &kept).await.is(303);
        world.move_on(24 * 8, 0);
        let amara = Browser::of(&world, "amara").await;
        let page = amara.get(&format!("/files/{file}/home")).await.is(200).says("£50.00").says("£10.00");
        let page = page.says_nothing_of("dairy").says_nothing_of("cot and papers");
        let end = page.link(&format!("{to}/"), "");
        let untold = [("returned", "no"), ("told", "no"), ("why", "the duty has ended")];
        amara.fill(&end, &end, &untold).await.is(303);
        amara.get(&format!("/files/{file}/home")).await.is(200).says("Tell her that the protection of her things ends");
        amara.fill(&end, &end, &[("returned", "yes"), ("told", "yes"), ("why", "the duty has ended")]).await.is(303);
        let page = amara.get(&format!("/files/{file}/home")).await.is(200);
        assert!(!page.words().contains("Tell her that the protection of her things ends"));
    }
}

#[tokio::test]
async fn another_service_sees_where_she_stands_and_no_list_of_homes() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let home = a_flat();
        added(&world, "flat", &home).await;
        let rita = Browser::of(&world, "rita").await;
        rita.get("/homes").await.is(403);
        assert!(!rita.get("/work").await.is(200).body.contains("href=\"/homes\""));
        let file = world.a_file_by("chidi").await;
        let chidi = Browser::of(&world, "chidi").await;
        chidi.get(&format!("/files/{file}/home")).await.is(200).says("The list of homes is for housing teams");
        chidi.get(&format!("/files/{file}/home/check/{}", home.rooms[0].id)).await.is(404);
    }
}

#[tokio::test]
async fn where_she_is_not_safe_is_compared_with_the_address_and_both_looks_are_on_record() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let home = a_flat();
        added(&world, "flat", &home).await;
        let file = world.a_file_by("amara").await;
        let desk = world.desk("amara");
        let survivor = desk.open(file).await.unwrap().file.survivor().unwrap();
        let named = casefile::facts::UnsafeAreaNamed {
            lettings_areas: None,
            by: casefile::facts::Who::Person(survivor),
            to: testkit::team("housing"),
            whole_area: false,
            area: Some(Sealed::new("his mother lives in Samphire Row")),
        };
        let fact = RecordFact { body: named.into(), happened: When::on(world.house.today()), known: Vec::new() };
        desk.act(file, &fact, Sent::default()).await.unwrap();
        let amara = Browser::of(&world, "amara").await;
        described(&world, &amara, file).await;
        let room = home.rooms[0].id;
        let to = format!("/files/{file}/home/check/{room}");
        let page = amara.get(&to).await.is(200).says_nothing_of("Samphire");
        let read = amara.send_form(&page, &to, &[("read", "yes"), ("matter-cost", "suits")]).await.is(200);
        read.says(ADDRESS).says("his mother lives in Samphire Row");
        let check = checked(&amara, file, room, "suits").await.is(303).to().split('?').next().unwrap().to_owned();
        let page = amara.get(&check).await.is(200).says("stands both in its address and in a place where she is not safe");
        page.says_nothing_of("Samphire");
        let opened = desk.open(file).await.unwrap();
        let found = opened.file.each::<SuitabilityChecked>().next().unwrap().1.clone();
        assert_eq!(found.does_not, [casefile::facts::Matter::SafeArea]);
        let (_, looks) = world.desk("meera").who_looked(file, None, 50).await.unwrap();
        assert_eq!(looks.len(), 2);
    }
}

#[tokio::test]
async fn a_home_in_another_area_brings_in_its_authority_and_the_notice_is_owed() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let elsewhere = casefile::ids::BodyId(in_story("body", "world", "elsewhere"));
        let there = desk::BodyEntry { id: elsewhere, name: "Dunmere".into(), kind: casefile::facts::BodyKind::District };
        let team = desk::TeamEntry {
            id: casefile::ids::TeamId(in_story("team", "world", "dunmere")),
            body: elsewhere,
            name: "Dunmere housing".into(),
            function: casefile::facts::Function::Housing,
        };
        let mut tx = world.database.ledger.begin("another council").await.unwrap();
        tx.keep_body(&there).await.unwrap();
        tx.keep_team(&team).await.unwrap();
        tx.commit().await.unwrap();
        let home = Home { area: elsewhere, ..a_flat() };
        added(&world, "away", &home).await;
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await;
        described(&world, &amara, file).await;
        let room = home.rooms[0].id;
        let to = format!("/files/{file}/home/check/{room}");
        let answers =
            [("matter-safe-area", "suits"), ("matter-distance", "suits"), ("matter-school", "suits"), ("matter-cost", "suits")];
        let check = amara.fill(&to, &to, &answers).await.is(303).to().split('?').next().unwrap().to_owned();
        let offer = check.replace("/checked/", "/offer/");
        amara.fill(&offer, &offer, &[("final", "no")]).await.is(303);
        let answer = amara.get(&format!("/files/{file}/home")).await.is(200).link(&format!("/files/{file}/home/answer/"), "");
        amara.fill(&answer, &answer, &[("answer", "yes")]).await.is(303);
        let key = amara.get(&format!("/files/{file}/home")).await.is(200).link(&format!("/files/{file}/home/move-in/"), "");
        amara.fill(&key, &key, &[]).await.is(303);
        let page = amara.get(&format!("/files/{file}/home")).await.is(200).says("Dunmere housing").says("within fourteen days");
        page.says("made sure that nobody who reads it is linked to him").says_nothing_of("Waits for her answer");
        let opened = world.desk("amara").open(file).await.unwrap();
        assert!(opened.owed.iter().any(|one| one.rule.id == "HA96-s208-notice-14d"));
        // The authority is mentioned in the file and may open nothing of it.
        assert!(opened.file.services().all().iter().any(|one| one.team == team.id && !one.party));
    }
}

/// Kept so that a person of another file is never taken for one of this household.
#[tokio::test]
async fn an_id_that_nobody_in_the_household_has_is_not_taken() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let amara = Browser::of(&world, "amara").await;
        let to = format!("/files/{file}/home/household");
        let stranger = PersonId(uuid::Uuid::new_v4()).to_string();
        amara.fill(&to, &to, &[("female", stranger.as_str()), ("step_free", "no")]).await.is(303);
        let opened = world.desk("amara").open(file).await.unwrap();
        let it = opened.file.each::<casefile::facts::HouseholdDescribed>().next().unwrap().1;
        assert!(it.female.is_empty());
    }
}
