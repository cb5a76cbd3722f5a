//! Asking for a file in an emergency, and looking at it afterwards.

use casefile::ids::FileId;
use testkit::{World, officer};

use crate::browser::{Browser, Page};

const ASK: &str = "/emergency";

async fn reference(world: &World, file: FileId) -> String {
    world.desk("amara").open(file).await.unwrap().file.reference().unwrap().to_owned()
}

async fn ask(browser: &Browser, reference: &str) -> Page {
    browser.fill(ASK, ASK, &[("reference", reference), ("reason", "life-at-risk"), ("why", "screams next door")]).await
}

#[tokio::test]
async fn a_file_is_asked_for_read_under_a_banner_and_given_back() {
    for world in World::everywhere("2026-06-01T21:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let home = format!("/files/{file}");
        let lars = Browser::of(&world, "lars").await;
        lars.get(&home).await.is(404).says("Ask for a file in an emergency");
        lars.fill(ASK, ASK, &[("reference", "x")]).await.is(422).says("Choose why it cannot wait");
        let page = ask(&lars, &reference(&world, file).await).await.is(303);
        assert_eq!(page.to(), format!("{home}?said=emergency"));
        for path in [home.as_str(), "/work", "/help", "/rules"] {
            lars.get(path).await.is(200).says("Emergency access until");
        }
        let action = format!("{home}/access/restrict");
        lars.fill(&action, &action, &[("hidden", "no"), ("named", &officer("meera").to_string())]).await.is(403);
        let work = lars.get("/work").await;
        lars.send_form(&work, &format!("/emergency/{file}/end"), &[]).await.is(303);
        lars.get("/work").await.is(200).says_nothing_of("Emergency access until");
        lars.get(&home).await.is(404);
    }
}

#[tokio::test]
async fn an_old_second_factor_is_asked_for_anew_whatever_the_reference() {
    for world in World::everywhere("2026-06-01T21:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let references = [reference(&world, file).await, "ZZZZ-ZZZZ".to_owned()];
        let lars = Browser::of(&world, "lars").await;
        world.move_on(0, 6);
        let asked = [ask(&lars, &references[0]).await.is(403), ask(&lars, &references[1]).await.is(403)];
        assert!(asked.iter().all(|page| page.words().contains("Prove that it is you")));
        assert_eq!(asked[0].body.replace(&references[0], &references[1]).len(), asked[1].body.len());
        let code = world.code_of("lars");
        lars.send_form(&asked[0], ASK, &[("code", &code)]).await.is(303);
        lars.get(&format!("/files/{file}")).await.is(200);
    }
}

#[tokio::test]
async fn whoever_asks_for_what_does_not_open_sees_the_same_page_whatever_there_is() {
    for world in World::everywhere("2026-06-01T21:00").await {
        let world = world.with_accounts().await;
        let barred = world.a_file_by("amara").await;
        let reference = reference(&world, barred).await;
        world.bar("lars", barred).await;
        let lars = Browser::of(&world, "lars").await;
        let strip = |page: Page| (page.status, page.to().to_owned(), page.body.len());
        let one = ask(&lars, &reference).await;
        let other = ask(&lars, "ZZZZ-ZZZZ").await;
        assert_eq!(one.headers.len(), other.headers.len());
        assert_eq!(strip(one), strip(other));
        lars.get("/emergency?said=passed-on").await.is(200).says("The duty manager on call has your request");

        let dan = Browser::of(&world, "dan").await;
        let list = dan.get("/emergency/requests").await.is(200).says("Lars");
        let first = list.link("/emergency/requests/", "");
        let page = dan.get(&first).await.is(200).says("screams next door").says("Tell your colleague nothing");
        dan.send_form(&page, &first, &[]).await.is(422).says("Say in a line what you did");
        dan.send_form(&page, &first, &[("words", "rang the police")]).await.is(303);
        dan.get(&first).await.is(404);
        Browser::of(&world, "amara").await.get("/emergency/requests").await.is(403);
    }
}

#[tokio::test]
async fn a_privacy_officer_finds_their_work_on_a_page_of_its_own() {
    for world in World::everywhere("2026-06-01T21:00").await {
        let world = world.with_accounts().await;
        let nora = Browser::of(&world, "nora").await;
        assert_eq!(nora.get("/").await.is(303).to(), "/privacy");
        nora.get("/privacy").await.is(200).says("Nothing waits for you");
        nora.get("/work").await.is(200).says("What privacy officers have to look at");
        for name in ["vera", "ada"] {
            Browser::of(&world, name).await.get("/work").await.is(200).says("You owe nothing");
        }
        let file = world.a_file_by("amara").await;
        let lars = Browser::of(&world, "lars").await;
        ask(&lars, &reference(&world, file).await).await.is(303);
        let list = nora.get("/privacy").await.is(200).says("Opened in an emergency").says("Lars");
        let one = list.says_nothing_of("screams").link("/privacy/", &file.to_string());
        let page = nora.get(&one).await.is(200).says_nothing_of("Asha").says_nothing_of("screams");
        let told = nora.send_form(&page, &format!("{one}/reason"), &[("fact", "x")]).await.is(200).says("screams next door");
        nora.send_form(&told, &one, &[("found", "right")]).await.is(422).says("Say how you know");
        nora.send_form(&told, &one, &[("found", "right"), ("why", "the police were called")]).await.is(303);
        nora.get("/privacy").await.says("Nothing waits for you");
        nora.get(&one).await.is(404);
        Browser::of(&world, "amara").await.get("/privacy").await.is(403);
        let looks = Browser::of(&world, "meera").await.get(&format!("/files/{file}/looks")).await.is(200);
        looks.says("Nora").says_nothing_of(&officer("nora").to_string());
    }
}

#[tokio::test]
async fn links_stand_by_colleague_and_page_by_page() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        for _ in 0..11 {
            let file = world.a_file_by("amara").await;
            world.bar("tom", file).await;
            world.bar("carol", file).await;
        }
        let vera = Browser::of(&world, "vera").await;
        let first = vera.get("/conflicts").await.is(200).says("Tom, housing").says("Carol, children").says("Next");
        assert_eq!(first.body.matches("href=\"/conflicts/").count(), 20);
        let second = vera.get("/conflicts?page=1").await.is(200).says("Previous");
        assert_eq!(second.body.matches("href=\"/conflicts/").count(), 2);
        vera.get("/conflicts?part=decided").await.is(200).says("Nobody has been found to have a link");
    }
}
