//! The homelessness application as officers work it: taken from what shows it, decided, ended only as the Act allows, looked at again.

use casefile::commands::RecordFact;
use casefile::facts::{Body, Kind, When};
use casefile::ids::{FactId, FileId};
use desk::Sent;
use serde_json::{Value, json};
use testkit::{World, team};

use crate::browser::{Browser, Page, day};

/// Asha's file, and its address.
async fn asha(world: &World) -> (FileId, String) {
    let file = world.a_file_by("amara").await;
    (file, format!("/files/{file}/homelessness"))
}

async fn record(world: &World, who: &str, file: FileId, kind: &str, fields: Value) -> FactId {
    let body = Body::read(Kind::from_code(kind).unwrap(), fields).unwrap();
    let fact = RecordFact { body, happened: When::on(world.house.today()), known: Vec::new() };
    world.desk(who).act(file, &fact, Sent::default()).await.unwrap().facts[0]
}

async fn send(browser: &Browser, path: &str, answers: &[(&str, &str)]) -> Page {
    browser.fill(path, path, answers).await
}

fn with<'a>(when: &'a [(String, String)], answers: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    when.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(answers.iter().copied()).collect()
}

#[tokio::test]
async fn what_she_told_is_an_application_and_one_button_opens_it_from_there() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let (file, page) = asha(&world).await;
        let amara = Browser::of(&world, "amara").await;
        let take = format!("{page}/take");
        let owed = amara.get(&format!("/files/{file}")).await.is(200);
        let owed = owed.says("This is a homelessness application , because of disclosure made on 1 June 2026");
        let shown = amara.get(&page).await.is(200).says("To be opened").says("Open it today");
        assert!(!shown.words().contains("separate"), "nobody asks her for another application");
        let done = amara.send_form(&owed, &take, &[]).await.is(303);
        amara.get(done.to()).await.is(200).says("The application is open").says("Enquiries").says("Accept the relief duty");
        // Sent twice, it is opened once; somebody else finds it open.
        amara.send_form(&owed, &take, &[]).await.is(303);
        let tom = Browser::of(&world, "tom").await;
        tom.post(&take, &[("csrf", &tom.get("/help").await.hidden("csrf"))])
            .await
            .is(422)
            .says("Her application is open already");
        let opened = world.desk("amara").open(file).await.unwrap().file;
        let of: Vec<_> = opened.each::<casefile::facts::HomelessnessOpened>().map(|(_, it)| it.of).collect();
        assert_eq!(of.len(), 1);
        assert_eq!(opened.fact(of[0].unwrap()).unwrap().body.kind(), Kind::DisclosureMade);
    }
}

#[tokio::test]
async fn relief_runs_to_day_56_and_the_main_duty_is_neither_offered_nor_taken_before() {
    for world in World::everywhere("2026-03-02T09:00").await {
        let world = world.with_accounts().await;
        let (_, page) = asha(&world).await;
        let amara = Browser::of(&world, "amara").await;
        amara
            .get(&format!("{page}/accept-prevention"))
            .await
            .is(200)
            .says("she is homeless already")
            .says("Accept the relief duty");
        let accept = format!("{page}/accept-relief");
        let never = day("satisfied", "30", "2", "2026");
        send(&amara, &accept, &with(&never, &[])).await.is(422).says("There is no 30 February in 2026");
        let tomorrow = day("satisfied", "3", "3", "2026");
        send(&amara, &accept, &with(&tomorrow, &[])).await.is(422).says("That day has not come yet");
        let long_ago = day("satisfied", "2", "3", "2016");
        send(&amara, &accept, &with(&long_ago, &[])).await.is(422).says("earlier than anything that this authority knew of her");
        let done = send(&amara, &accept, &[("letter", "yes")]).await.is(303);
        let shown = amara.get(done.to()).await.is(200);
        shown.says("Day 1 of 56").says("The last day is Sunday 26 April 2026").says("Yes, because she is homeless through abuse");
        amara
            .get(&format!("{page}/accept-main"))
            .await
            .is(200)
            .says("Relief runs to the end of 26 April 2026")
            .says_nothing_of("name=\"letter\"");
        world.move_on(24 * 55, 0);
        amara.get(&page).await.is(303);
        let amara = Browser::of(&world, "amara").await;
        amara.get(&page).await.is(200).says("Day 56 of 56");
        world.move_on(24, 0);
        let amara = Browser::of(&world, "amara").await;
        amara.get(&page).await.is(200).says("Main duty owed").says("since 27 April 2026");
        let done = send(&amara, &format!("{page}/accept-main"), &[("letter", "yes")]).await.is(303);
        amara.get(done.to()).await.is(200).says("The main housing duty is accepted since 27 April 2026");
    }
}

#[tokio::test]
async fn a_duty_ends_only_on_what_is_open_and_the_page_says_why_the_rest_is_not() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let (file, page) = asha(&world).await;
        let amara = Browser::of(&world, "amara").await;
        send(&amara, &format!("{page}/accept-relief"), &[("letter", "yes")]).await.is(303);
        let end = format!("{page}/end-relief");
        let shown = amara.get(&end).await.is(200);
        for barred in ["non-cooperation", "intentional", "withdrew", "time-up", "left-voluntarily"] {
            assert!(!shown.body.contains(&format!("value=\"{barred}\"")), "{barred} is offered");
            let refused = send(&amara, &end, &[("ground", barred), ("reasons", "as we see it"), ("letter", "yes")]).await.is(422);
            refused.says("What you can do instead").says("as we see it");
        }
        shown.says("Not possible now").says("The duty runs to the end of 26 July 2026");
        let silent = send(&amara, &end, &[("ground", "secured"), ("reasons", "a flat in town")]).await.is(422);
        silent.says("This duty goes on until she has a notice in writing");
        // She withdraws: only when she has said so herself, and then by notice.
        let survivor = world.desk("amara").open(file).await.unwrap().file.survivor().unwrap();
        record(&world, "amara", file, "wishes-recorded", json!({ "of": survivor, "by": team("housing") })).await;
        let withdrew = [("ground", "withdrew"), ("reasons", "she rang us herself"), ("letter", "yes")];
        let (form, other) = (amara.get(&end).await.is(200), Browser::of(&world, "tom").await);
        let theirs = other.get(&end).await.is(200);
        amara.send_form(&form, &end, &withdrew).await.is(303);
        // Two officers decide at once: the second is told that it is done, and what was typed is still there.
        let late = other.send_form(&theirs, &end, &withdrew).await.is(422);
        late.says("This duty has ended already").says("Read what was recorded meanwhile").says("she rang us herself");
        amara.get(&page).await.is(200).says("Relief duty ended on 1 June 2026: withdrew the application");
    }
}

#[tokio::test]
async fn nothing_is_decided_on_a_paper_that_has_been_corrected() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let (file, page) = asha(&world).await;
        let fields = |shows: &str| json!({ "by": { "team": team("children") }, "to": team("housing"), "evidence": "police-letter", "shows": [shows] });
        let letter = record(&world, "amara", file, "evidence-received", fields("violence")).await;
        let amara = Browser::of(&world, "amara").await;
        let decide = format!("{page}/decide");
        amara.get(&decide).await.is(200).says("Nothing can be decided yet").says_nothing_of("name=\"findings\"");
        record(&world, "amara", file, "evidence-considered", json!({ "by": team("housing"), "evidence": letter })).await;
        let form = amara.get(&decide).await.is(200);
        let correct = format!("/files/{file}/facts/{letter}/correct");
        let to = team("housing").to_string();
        let by = format!("team:{}", team("children"));
        let when = day("happened", "1", "6", "2026");
        let corrected = [("by", by.as_str()), ("to", &to), ("evidence", "police-letter"), ("shows", "threats")];
        amara.fill(&correct, &correct, &with(&when, &corrected)).await.is(303);
        let considered = letter.to_string();
        let typed = [("findings", "priority-need"), ("considered", considered.as_str()), ("reasons", "we believe her")];
        let refused = amara.send_form(&form, &decide, &typed).await.is(422);
        refused.says("has been corrected since").says("Read what took its place").says("we believe her");
    }
}

#[tokio::test]
async fn a_review_is_asked_for_in_any_form_and_decided_by_somebody_senior_who_had_no_part() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let (file, page) = asha(&world).await;
        let amara = Browser::of(&world, "amara").await;
        send(&amara, &format!("{page}/accept-relief"), &[("letter", "yes")]).await.is(303);
        let shown = amara.get(&page).await.is(200).says("The 21 days have not begun");
        let received = shown.link(&format!("{page}/received/"), "");
        let early = day("happened", "31", "5", "2026");
        send(&amara, &received, &with(&early, &[])).await.is(422).says("before it was decided");
        let today = day("happened", "1", "6", "2026");
        send(&amara, &received, &with(&today, &[])).await.is(303);
        let shown = amara.get(&page).await.is(200).says("21 June 2026");
        let ask = shown.link(&format!("{page}/review/"), "");
        let survivor = world.desk("amara").open(file).await.unwrap().file.survivor().unwrap();
        let by = format!("person:{survivor}");
        send(&amara, &ask, &[("by", &by), ("kind", "section-202")]).await.is(303);
        let shown = amara.get(&page).await.is(200).says("To be decided by Sunday 26 July 2026").says("The reviewer’s turn");
        send(&amara, &ask, &[("by", &by), ("kind", "section-202")]).await.is(422).says("A decision is reviewed once");
        let decide = shown.link(&format!("{page}/reviewed/"), "");
        let against = [("changed", "no"), ("reasons", "the plan was right"), ("letter", "yes")];
        send(&amara, &decide, &against).await.is(422).says("somebody senior");
        let meera = Browser::of(&world, "meera").await;
        let minded = decide.replace("reviewed", "minded-to");
        let until = day("until", "15", "6", "2026");
        send(&meera, &minded, &with(&until, &[("reasons", "a step was left out")])).await.is(303);
        meera.get(&page).await.is(200).says("Her turn to answer");
        send(&meera, &decide, &against).await.is(422).says("may answer until the end of 15 June 2026");
        send(&amara, &decide.replace("reviewed", "heard"), &[]).await.is(303);
        let more = decide.replace("reviewed", "more-time");
        let later = day("until", "10", "8", "2026");
        send(&amara, &more, &with(&later, &[])).await.is(422).says("Silence is no agreement");
        send(&amara, &more, &with(&later, &[("agreed", "yes")])).await.is(303);
        meera
            .get(&page)
            .await
            .is(200)
            .says("To be decided by Monday 10 August 2026")
            .says("the regulations gave it until 26 July 2026");
        send(&meera, &decide, &against).await.is(303);
        let shown = meera
            .get(&page)
            .await
            .is(200)
            .says("She may appeal")
            .says("The last day to go to the county court on a point of law is Monday 22 June 2026");
        let appeal = shown.link(&format!("{page}/appeal/"), "");
        send(&meera, &appeal, &[]).await.is(303);
        meera.get(&page).await.is(200).says("With the court").says_nothing_of("a step was left out");
    }
}

#[tokio::test]
async fn she_is_told_of_a_delay_with_a_new_day_that_is_still_to_come() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let (_, page) = asha(&world).await;
        let amara = Browser::of(&world, "amara").await;
        let late = format!("{page}/late");
        let (today, later) = (day("until", "1", "6", "2026"), day("until", "8", "6", "2026"));
        send(&amara, &late, &[]).await.is(422).says("Enter the new day");
        send(&amara, &late, &with(&today, &[])).await.is(422).says("has to be one that is still to come");
        send(&amara, &late, &with(&later, &[])).await.is(303);
    }
}

#[tokio::test]
async fn other_services_see_where_it_stands_and_have_no_buttons_for_it() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let (_, page) = asha(&world).await;
        let chidi = Browser::of(&world, "chidi").await;
        let shown = chidi.get(&page).await.is(200).says("To be opened").says("What follows is for");
        shown.says_nothing_of("accept-relief");
        chidi.get(&format!("{page}/accept-relief")).await.is(200);
        send(&chidi, &format!("{page}/accept-relief"), &[("letter", "yes")]).await.is(422).says("decided by the housing team");
        chidi.get(&format!("{page}/no-such-step")).await.is(404);
        chidi.get(&format!("{page}/review/{}", uuid::Uuid::new_v4())).await.is(404);
        let pete = Browser::of(&world, "pete").await;
        pete.get(&page).await.is(404);
    }
}

#[tokio::test]
async fn the_page_shows_what_was_known_on_an_earlier_day_without_buttons() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let (_, page) = asha(&world).await;
        world.move_on(24, 0);
        let amara = Browser::of(&world, "amara").await;
        send(&amara, &format!("{page}/accept-relief"), &[]).await.is(303);
        amara.get(&page).await.is(200).says("Day 1 of 56");
        let past = amara.get(&format!("{page}?on=2026-06-01")).await.is(200);
        past.says("To be opened").says_nothing_of("accept-relief");
    }
}
