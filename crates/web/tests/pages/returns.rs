//! The national return, through the pages: answered as the case goes along, refused where it cannot be, and the quarter for managers.

use casefile::commands::{RecordFact, RestrictAccess};
use casefile::facts::{Body, Kind, When};
use casefile::ids::{FactId, FileId};
use desk::{ReturnKit, Sent};
use interchange::hclic::{Elements, ListId, Mapping, blank_mapping};
use serde_json::{Value, json};
use testkit::{World, body, officer, team};

use crate::browser::{Browser, Page};

async fn tell(world: &World, file: FileId, kind: Kind, fields: Value) -> FactId {
    let body = Body::read(kind, fields).unwrap();
    let fact = RecordFact { body, happened: When::on(world.house.today()), known: Vec::new() };
    world.desk("amara").act(file, &fact, Sent::default()).await.unwrap().facts[0]
}

/// Asha's file with relief accepted and a room for the night at a place that is sealed.
async fn relief(world: &World) -> FileId {
    let file = world.a_file_by("amara").await;
    let housing = team("housing");
    tell(
        world,
        file,
        Kind::HomelessnessAssessed,
        json!({ "by": housing, "in_writing": true, "caused": "he broke the door Zqcause" }),
    )
    .await;
    let duty = json!({ "by": housing, "duty": "relief", "letter": true, "findings": ["eligible", "homeless"], "reasons": "she fled Zqreason" });
    tell(world, file, Kind::DutyAccepted, duty).await;
    let place = json!({ "by": housing, "home": "bed-and-breakfast", "suitability_checked": true, "place": "7 Zqplace Row" });
    tell(world, file, Kind::PlacementMade, place).await;
    file
}

const ANSWERS: [(&str, &str); 9] = [
    ("reason-for-loss", "domestic-abuse/victim"),
    ("accommodation-at-application", "private-rented-sector/self-contained"),
    ("accommodation-when-last-settled", "private-rented-sector/self-contained"),
    ("support-needs", "difficulties-budgeting"),
    ("age-band", "25-34"),
    ("employment", "part-time-work"),
    ("ethnicity", "not-known"),
    ("sexual-identity", "prefer-not-to-say"),
    ("gender-identity", "prefer-not-to-say-other"),
];

/// A mapping table with a code for everything, made up for this test and used nowhere else.
fn kit() -> ReturnKit {
    let blank = String::from_utf8(blank_mapping("1.4.5")).unwrap();
    let lines = blank.lines().enumerate().map(|(at, line)| match line.strip_suffix(",,,") {
        Some(row) => format!("{row},C{at},,"),
        None => line.to_owned(),
    });
    let mapping = Mapping::read(lines.collect::<Vec<_>>().join("\n").as_bytes()).unwrap();
    ReturnKit { mapping, version: "1.4.5".into(), elements: Elements::shipped() }
}

async fn form(browser: &Browser, file: FileId) -> Page {
    browser.get(&format!("/files/{file}/return/1")).await.is(200)
}

#[tokio::test]
async fn what_the_file_says_is_not_asked_and_the_rest_is_answered_once() {
    for world in World::everywhere("2026-07-06T09:00").await {
        let world = world.with_accounts().await;
        let file = relief(&world).await;
        let browser = Browser::of(&world, "amara").await;
        let page = browser.get(&format!("/files/{file}/homelessness")).await.is(200);
        let page = browser.get(&page.link(&format!("/files/{file}/return"), "")).await.is(200);
        page.says("Homeless - relief duty owed")
            .says("Duty accepted on 6 July 2026")
            .says("Bed and breakfast hotels (including shared annexes)")
            .says("9 answers to come")
            .says("In the return of July to September 2026")
            .says_nothing_of("Zq");
        let asked = form(&browser, file).await.says("The file suggests what is chosen");
        let address = format!("/files/{file}/return/1");
        let done = browser.send_form(&asked, &address, &ANSWERS).await.is(303);
        let page = browser.get(done.to()).await.is(200);
        page.says("Complete")
            .says("Domestic abuse: Victim")
            .says("At risk of / has experienced domestic abuse and Difficulties budgeting")
            .says("Answered here on 6 July 2026");
        // Answered again, it takes the place of what stood there.
        let again = form(&browser, file).await;
        let done = browser.send_form(&again, &address, &[("employment", "retired")]).await.is(303);
        let page = browser.get(done.to()).await.is(200).says("Retired");
        assert!(!page.words().contains("Part-time work"), "{}", page.words());
        // As it was known before, nothing was answered.
        browser.get(&format!("/files/{file}/return?on=2026-07-05")).await.is(200);
    }
}

#[tokio::test]
async fn an_impossible_answer_is_refused_with_the_question_to_correct_and_nothing_typed_is_lost() {
    for world in World::everywhere("2026-07-06T09:00").await {
        let world = world.with_accounts().await;
        let file = relief(&world).await;
        let browser = Browser::of(&world, "amara").await;
        let address = format!("/files/{file}/return/1");
        let asked = form(&browser, file).await;
        let clash = [
            ("reason-for-loss", "end-of-social-rented-tenancy/rent-arrears"),
            ("accommodation-when-last-settled", "owner-occupier-shared-ownership"),
            ("employment", "retired"),
        ];
        let wrong = browser.send_form(&asked, &address, &clash).await.is(422);
        let wrong = wrong.says("Correct why she lost her home, or where she was last settled");
        assert!(wrong.body.contains("value=\"retired\" selected"), "what was chosen is still chosen");
        let wrong =
            browser.send_form(&wrong, &address, &[("reason-for-loss", "domestic-abuse/alleged-perpetrator")]).await.is(422);
        let wrong = wrong.says("she is the one to whom it was done");
        let wrong = browser.send_form(&wrong, &address, &[("employment", "7 Zqplace Row")]).await.is(422);
        let wrong = wrong.says("an answer that is not in its list");
        let both = [("support-needs", "none"), ("support-needs", "offending-history")];
        let wrong = browser.send_form(&wrong, &address, &both).await.is(422).says("not both");
        browser.send_form(&wrong, &address, &[]).await.is(422).says("Nothing is answered yet");
        browser.get(&format!("/files/{file}/return/2")).await.is(404);
        // The way by which any fact is recorded does not lead around the checks.
        browser.get(&format!("/files/{file}/act/return-answered")).await;
        let body = json!({ "by": team("housing"), "question": "employment", "answers": ["nonsense"] });
        let fact = RecordFact {
            body: Body::read(Kind::ReturnAnswered, body).unwrap(),
            happened: When::on(world.house.today()),
            known: Vec::new(),
        };
        assert!(world.desk("amara").act(file, &fact, Sent::default()).await.is_err());
    }
}

#[tokio::test]
async fn other_services_of_the_file_are_told_nothing_of_the_answers() {
    for world in World::everywhere("2026-07-06T09:00").await {
        let world = world.with_accounts().await;
        let file = relief(&world).await;
        let amara = Browser::of(&world, "amara").await;
        let asked = form(&amara, file).await;
        amara.send_form(&asked, &format!("/files/{file}/return/1"), &ANSWERS).await.is(303);
        let chidi = Browser::of(&world, "chidi").await;
        if chidi.get(&format!("/files/{file}")).await.status.as_u16() == 200 {
            let page = chidi.get(&format!("/files/{file}/return")).await.is(200).says("answered by the housing team");
            page.says_nothing_of("Prefer not to say");
        }
        chidi.get(&format!("/files/{file}/return/1")).await.is(404);
    }
}

#[tokio::test]
async fn the_quarter_shows_what_comes_in_what_is_missing_and_counts_the_tables_again() {
    for world in World::everywhere("2026-07-06T09:00").await {
        let world = world.with_accounts().await;
        let file = relief(&world).await;
        let meera = Browser::of(&world, "meera").await;
        let page = meera.get("/returns?quarter=2026Q3").await.is(200);
        let page =
            page.says("National return: July to September 2026").says("1 come in").says("1 not complete").says("Employment");
        let page = page.says("No official codes are loaded here");
        meera.get(&page.link(&format!("/files/{file}/return"), "")).await.is(200);
        meera.get("/returns/2026Q3/download").await.is(422).says("No official codes are loaded here");
        let asked = form(&meera, file).await;
        meera.send_form(&asked, &format!("/files/{file}/return/1"), &ANSWERS).await.is(303);
        let page = meera.get("/returns?quarter=2026Q3").await.is(200).says("1 complete").says("Nothing is missing");
        page.says("A1: First assessments (1 household)").says("Homeless - relief duty owed");
        meera.get("/returns?quarter=2026Q2").await.is(200).says("0 come in");
        meera.get("/returns?quarter=soon").await.is(404);
        let tables = meera.get("/returns/2026Q3/download?as=tables").await.is(200);
        assert!(tables.body.contains("A2R,– Victim,1"), "{}", tables.body);
        // Some weeks into a quarter the last one is still worked on.
        meera.get("/returns").await.is(200).says("April to June 2026");
        let menu = meera.get("/work").await.is(200);
        assert!(menu.body.contains("href=\"/returns\""));
        let amara = Browser::of(&world, "amara").await;
        amara.get("/returns").await.is(403);
        assert!(!amara.get("/work").await.is(200).body.contains("href=\"/returns\""));
    }
}

#[tokio::test]
async fn the_files_that_are_handed_over_hold_codes_days_and_numbers_and_nothing_that_she_said_or_where_she_is() {
    for world in World::everywhere("2026-07-06T09:00").await {
        let world = world.with_accounts().await;
        let file = relief(&world).await;
        world.house.give_return_kit(kit());
        let meera = Browser::of(&world, "meera").await;
        let asked = form(&meera, file).await;
        meera.send_form(&asked, &format!("/files/{file}/return/1"), &ANSWERS).await.is(303);
        let page = meera.get("/returns?quarter=2026Q3").await.is(200);
        let mut taken = String::new();
        for form in ["xml", "main", "people", "support", "relief", "temporary-accommodation", "tables"] {
            let one = meera.get(&page.link(&format!("/returns/2026Q3/download?as={form}"), "")).await.is(200);
            assert!(one.headers["content-disposition"].to_str().unwrap().starts_with("attachment"), "{form}");
            taken.push_str(&one.body);
        }
        // Each that left stands in the chain of the house, and by whom.
        let acts = world.database.ledger.dump("key_act").await.unwrap();
        for form in ["xml", "main", "temporary-accommodation", "tables"] {
            let left = format!("takes the return of {} for 2026Q3 as {form}, 1 cases", body("council"));
            assert_eq!(acts.iter().filter(|act| act.contains(&left)).count(), 1, "{form}: {acts:?}");
        }
        let victim = ListId::ReasonForLoss.find("domestic-abuse/victim").unwrap();
        let code = kit().mapping.official("1.4.5", victim.list().code(), victim.text(), world.house.today()).unwrap().to_owned();
        assert!(taken.contains(&format!("<REASONLOSS>{code}</REASONLOSS>")), "{taken}");
        assert!(taken.contains("<ENTRY_DATE>2026-07-06</ENTRY_DATE>"));
        for canary in ["Zq", "Asha", "Rahman", "Mina", "Karl", "waits outside", "Row"] {
            assert!(!taken.contains(canary), "“{canary}” left with the return");
        }
        // A code that the table lacks stops everything, and is named.
        meera.get("/returns/2026Q3/download?as=nonsense").await.is(404);
    }
}

#[tokio::test]
async fn a_file_that_a_manager_may_not_open_is_in_no_number_and_the_whole_return_has_it() {
    for world in World::everywhere("2026-07-06T09:00").await {
        let world = world.with_accounts().await;
        let meera = Browser::of(&world, "meera").await;
        // As it is with no such file at all.
        let before = meera.get("/returns?quarter=2026Q3").await.is(200).words();
        let file = relief(&world).await;
        let close = RestrictAccess { hidden: true, named: vec![officer("amara"), officer("tom")], because: None };
        world.desk("amara").act(file, &close, Sent::default()).await.unwrap();
        assert_eq!(meera.get("/returns?quarter=2026Q3").await.is(200).words(), before);
        let whole = world.house.whole_return(body("council"), "2026Q3".parse().unwrap()).await.unwrap();
        assert_eq!(whole.lines.len(), 1);
        assert_eq!(whole.lines[0].file, file);
    }
}
