//! The register, through the pages: an application from the first word to an offer, how the register works, and the panel.

use casefile::commands::RecordFact;
use casefile::facts::{Body, Kind, When};
use casefile::ids::{FactId, FileId};
use desk::Sent;
use serde_json::{Value, json};
use testkit::{World, officer, team};

use crate::browser::{Browser, Page};

async fn tell(world: &World, file: FileId, kind: Kind, fields: Value) -> FactId {
    let body = Body::read(kind, fields).unwrap();
    let fact = RecordFact { body, happened: When::on(world.house.today()), known: Vec::new() };
    world.desk("amara").act(file, &fact, Sent::default()).await.unwrap().facts[0]
}

/// Asha's file with an application to the register that speaks of the stairs.
async fn applied(world: &World) -> FileId {
    let file = world.a_file_by("amara").await;
    let form = json!({ "to": team("housing"), "register": true, "shows": ["health", "bad-housing"] });
    tell(world, file, Kind::HousingApplied, form).await;
    file
}

/// Goes from the page of the application to the form behind a button.
async fn open(browser: &Browser, file: FileId, step: &str) -> (String, Page) {
    let page = browser.get(&format!("/files/{file}/register")).await.is(200);
    let link = page.link(&format!("/files/{file}/register/{step}"), "of=");
    let form = browser.get(&link).await.is(200);
    (link, form)
}

const NEEDS: [(&str, &str); 9] = [
    ("need-abuse", "abuse"),
    ("need-unsafe-home", "homeless"),
    ("need-children", "welfare"),
    ("need-health", "medical"),
    ("need-bad-housing", "none"),
    ("why-bad-housing", "the damp was put right in May"),
    ("bedrooms", "2"),
    ("from", "first"),
    ("letter", "yes"),
];

#[tokio::test]
async fn an_application_is_assessed_with_every_need_and_the_page_says_why_the_band_is_hers() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = applied(&world).await;
        let browser = Browser::of(&world, "amara").await;
        let page = browser.get(&format!("/files/{file}/register")).await.is(200);
        page.says("Her application waits to be assessed")
            .says("Not asked of somebody who has to move because of abuse (S.I. 2025/706)");
        let (address, form) = open(&browser, file, "assess").await;
        let form = form
            .says("It is not reasonable to go on living where that will probably lead to abuse")
            .says("The law counts this, whoever decides");
        // One need is left out: nothing is recorded, and nothing that was typed is lost.
        let short: Vec<(&str, &str)> = NEEDS.iter().copied().filter(|(name, _)| *name != "need-health").collect();
        let wrong = browser.send_form(&form, &address, &short).await.is(422);
        let wrong = wrong.says("Say what health and disability counts as").says("the damp was put right in May");
        let done = browser.send_form(&wrong, &address, &NEEDS).await.is(303);
        let page = browser.get(done.to()).await.is(200);
        let page = page.says("Band A").says("Because: has to move because of domestic abuse").says("Counts from 1 June 2026");
        let page = page.says("Assessed and decided. Write the letter next");
        assert!(!page.words().contains("Not answered"), "{}", page.words());
        page.says_nothing_of("the damp was put right in May");
        // Sealed reasons are read out with a purpose, and the look is on record.
        browser.get(&format!("/files/{file}/decisions")).await.is(200).says("Priority awarded");
    }
}

#[tokio::test]
async fn the_letter_about_a_band_is_written_here_from_the_decision() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = applied(&world).await;
        let browser = Browser::of(&world, "amara").await;
        let (address, form) = open(&browser, file, "assess").await;
        let here: Vec<(&str, &str)> =
            NEEDS.iter().map(|&(name, value)| if name == "letter" { (name, "here") } else { (name, value) }).collect();
        let done = browser.send_form(&form, &address, &here).await.is(303);
        let letters = browser.get(done.to()).await.is(200).says("Write the letter now").says("Due");
        let write = letters.link(&format!("/files/{file}/letters/write/"), "");
        browser.get(&write).await.is(200).says("Your place on the housing register").says("your right to a review");
        browser.get(&format!("/files/{file}/register")).await.is(200).says("Not written yet");
    }
}

#[tokio::test]
async fn the_letter_about_a_rest_is_written_here_and_the_rest_can_be_reviewed() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = applied(&world).await;
        let browser = Browser::of(&world, "amara").await;
        let (address, form) = open(&browser, file, "assess").await;
        browser.send_form(&form, &address, &NEEDS).await.is(303);
        let (address, form) = open(&browser, file, "rest").await;
        let rest = [("ground", "she-asked"), ("why", "she stays with her mother for the summer"), ("letter", "here")];
        let done = browser.send_form(&form, &address, &rest).await.is(303);
        let letters = browser.get(done.to()).await.is(200).says("An application to the housing register rests").says("Due");
        let write = letters.link(&format!("/files/{file}/letters/write/"), "");
        browser
            .get(&write)
            .await
            .is(200)
            .says("Your application to the housing register rests for a time")
            .says("your right to a review")
            .says("Where to get help");
        let page = browser.get(&format!("/files/{file}/register")).await.is(200);
        page.says("Letter about the rest").says("She asks for a review of the rest");
    }
}

#[tokio::test]
async fn nothing_is_decided_while_evidence_is_unread_and_the_page_leads_there() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = applied(&world).await;
        let letter = json!({ "by": { "team": team("housing") }, "to": team("housing"), "evidence": "police-letter", "shows": ["violence"] });
        tell(&world, file, Kind::EvidenceReceived, letter).await;
        let browser = Browser::of(&world, "amara").await;
        let page = browser.get(&format!("/files/{file}/register")).await.is(200).says("Read this first");
        page.link(&format!("/files/{file}/evidence/"), "/consider");
        let (address, form) = open(&browser, file, "assess").await;
        browser.send_form(&form, &address, &NEEDS).await.is(422).says("Read it first: nobody here has considered");
    }
}

#[tokio::test]
async fn a_home_is_offered_after_the_band_is_decided_and_a_refusal_for_safety_harms_nothing() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = applied(&world).await;
        let browser = Browser::of(&world, "amara").await;
        let page = browser.get(&format!("/files/{file}/register")).await.is(200);
        assert!(!page.body.contains("register/offer"), "no home is offered before anybody has decided");
        let (address, form) = open(&browser, file, "assess").await;
        browser.send_form(&form, &address, &NEEDS).await.is(303);
        let (address, form) = open(&browser, file, "offer").await;
        let home = [
            ("home", "social"),
            ("bedrooms", "1"),
            ("checked", "size"),
            ("checked", "state"),
            ("checked", "areas"),
            ("checked", "near"),
        ];
        browser.send_form(&form, &address, &home).await.is(422).says("it would be overcrowded on the first day");
        let (address, form) = open(&browser, file, "offer").await;
        let unchecked = [("home", "social"), ("bedrooms", "2"), ("checked", "size")];
        browser.send_form(&form, &address, &unchecked).await.is(422);
        let home = [
            ("home", "social"),
            ("bedrooms", "2"),
            ("place", "4 Sealed Street"),
            ("checked", "size"),
            ("checked", "state"),
            ("checked", "areas"),
            ("checked", "near"),
        ];
        let done = browser.send_form(&form, &address, &home).await.is(303);
        browser.get(done.to()).await.is(200).says("An offer waits for her answer").says_nothing_of("Sealed Street");
        let (address, form) = open(&browser, file, "answer").await;
        browser.send_form(&form, &address, &[("answer", "")]).await.is(422).says("Choose what she says");
        let done = browser.send_form(&form, &address, &[("answer", "unsafe")]).await.is(303);
        let page = browser.get(done.to()).await.is(200).says("Not safe for her: does not count");
        page.says("Let it rest: she refused suitable offers").says("0 refusals count, and the scheme asks for 3");
        let (address, form) = open(&browser, file, "rest").await;
        assert!(!form.body.contains("offers-refused") && !form.body.contains("papers-missing"), "only what is lawful is offered");
        let rest = [("ground", "she-asked"), ("why", "she stays with her sister until the birth")];
        browser.send_form(&form, &address, &rest).await.is(303);
        let page = browser.get(&format!("/files/{file}/register")).await.is(200).says("It rests: she asked for it");
        assert!(!page.body.contains("register/offer"), "no home is offered while it rests");
        let (address, form) = open(&browser, file, "resume").await;
        browser.send_form(&form, &address, &[]).await.is(303);
        browser.get(&format!("/files/{file}/register")).await.is(200).says("She is in Band A and waits for a home");
    }
}

#[tokio::test]
async fn a_review_is_asked_for_by_her_and_decided_by_somebody_else() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = applied(&world).await;
        let browser = Browser::of(&world, "amara").await;
        let (address, form) = open(&browser, file, "assess").await;
        browser.send_form(&form, &address, &NEEDS).await.is(303);
        let (address, form) = open(&browser, file, "ask-review").await;
        browser.send_form(&form, &address, &[]).await.is(303);
        browser.get(&format!("/files/{file}/register")).await.is(200).says("A manager who took no part decides it");
        let meera = Browser::of(&world, "meera").await;
        let (address, form) = open(&meera, file, "review").await;
        meera
            .send_form(&form, &address, &[("changed", "yes"), ("why", "the stairs were not weighed")])
            .await
            .is(422)
            .says("She is told the outcome and the grounds in writing");
        meera
            .send_form(&form, &address, &[("changed", "yes"), ("why", "the stairs were not weighed"), ("letter", "yes")])
            .await
            .is(303);
        meera.get(&format!("/files/{file}/register")).await.is(200).says("Changed in her favour");
    }
}

#[tokio::test]
async fn areas_that_are_not_safe_are_sealed_and_nothing_on_the_page_tells_them() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = applied(&world).await;
        let browser = Browser::of(&world, "amara").await;
        let (address, form) = open(&browser, file, "areas").await;
        browser.send_form(&form, &address, &[]).await.is(422).says("No area is named yet");
        let (address, form) = open(&browser, file, "areas").await;
        browser.send_form(&form, &address, &[("words", "anywhere near the fish market")]).await.is(303);
        browser.get(&format!("/files/{file}/register")).await.is(200).says("Not safe for her").says_nothing_of("fish market");
    }
}

#[tokio::test]
async fn how_the_register_works_is_there_for_everybody_who_works_here() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let page = Browser::of(&world, "rita").await.get("/register/scheme").await.is(200);
        let page = page
            .says("How the register works here")
            .says("This body has not brought its own scheme yet")
            .says("s.166A(3)(a), s.166A(3)(d)");
        page.says("No score of a risk assessment has a place in a band");
        let page = Browser::of(&world, "amara").await.get("/register/panel").await.is(200);
        page.says("No scheme says yet when this panel meets").says("There is no case on an agenda");
    }
}

#[tokio::test]
async fn the_panel_page_shows_what_its_reader_may_know_of_and_nothing_else() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let open_file = applied(&world).await;
        let before = Browser::of(&world, "tom").await.get("/register/panel").await.is(200).words();
        let listed = |meets: &str| json!({ "by": team("housing"), "meets": meets });
        tell(&world, open_file, Kind::PanelListed, listed("2026-07-07")).await;
        let hidden = {
            let mut other = testkit::a_disclosure();
            other.name = Some(casefile::private::Unprinted::new("Zohra Quist"));
            other.people.clear();
            let file = world.open_file("amara", &other).await.file;
            tell(&world, file, Kind::HousingApplied, json!({ "to": team("housing"), "register": true })).await;
            tell(&world, file, Kind::PanelListed, listed("2026-07-07")).await;
            file
        };
        let shown = Browser::of(&world, "tom").await.get("/register/panel").await.is(200);
        let both = shown.says("Tuesday 7 July 2026").says("Asha Rahman").says("Zohra Quist");
        let restrict =
            casefile::commands::RestrictAccess { hidden: true, named: vec![officer("amara"), officer("meera")], because: None };
        world.desk("amara").act(hidden, &restrict, Sent::default()).await.unwrap();
        let after = Browser::of(&world, "tom").await.get("/register/panel").await.is(200).says("Asha Rahman");
        after.says_nothing_of("Zohra").says_nothing_of(&hidden.to_string());
        assert!(before.contains("There is no case on an agenda"));
        drop(both);
        Browser::of(&world, "amara").await.get("/register/panel").await.is(200).says("Zohra Quist");
    }
}
