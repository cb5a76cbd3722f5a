//! The housing plan: what it rests on, writing it with her, and the copy that she keeps.

use testkit::{World, team};

use crate::browser::{Browser, day};

#[tokio::test]
async fn a_plan_is_written_with_her_from_what_the_file_calls_for_and_she_keeps_a_copy_that_names_nobody() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await.to_string();
        let browser = Browser::of(&world, "amara").await;
        let plan = format!("/files/{file}/housing-plan");
        browser.get(&plan).await.is(200).says("None has been written").says("No area has been named");

        let write = format!("{plan}/write");
        let shown = browser.get(&write).await.is(200).says("Each step of a service has a day");
        assert!(shown.body.contains("value=\"Make a safety plan with her\""), "what the file calls for stands in the form");
        let mine = format!("team:{}", team("housing").0);
        let due = day("step-1-due", "8", "6", "2026");
        let mut answers: Vec<(&str, &str)> = due.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        answers.extend([
            ("step-rows", "3"),
            ("step-1-what", "Look for two homes far from the school he knows"),
            ("step-1-kind", "rehousing"),
            ("step-1-who", &mine),
            ("words", "She would rather wait a week than move twice."),
        ]);
        let late = answers.iter().map(|&(name, value)| if name == "step-1-due-year" { (name, "2025") } else { (name, value) });
        let late: Vec<_> = late.collect();
        let again = browser.send_form(&shown, &write, &late).await.is(422).says("A step cannot be due on a day that is over");
        assert!(again.body.contains("Look for two homes far from the school he knows"), "nothing typed is lost");
        let done = browser.send_form(&shown, &write, &answers).await.is(303);
        let page =
            browser.get(done.to()).await.is(200).says("Look for two homes").says("Agreed with her").says("She has none yet");
        assert!(!page.body.contains("She would rather wait"), "what was written is sealed");

        // Her copy is a letter like every other: the gate is asked, and nothing goes by post to an address that nobody has confirmed.
        let copy = page.link("/files/", "/letters/write/");
        let ask = browser.get(&copy).await.is(200).says("No address is known to be safe").says("Look for two homes");
        assert!(!ask.body.contains("She would rather wait"), "sealed until it is asked for");
        let shown = browser.send_form(&ask, &copy, &[("way", "hand"), ("do", "show")]).await.is(200);
        shown.says("What else we agreed").says("She would rather wait a week");
        let ready = browser.send_form(&ask, &copy, &[("way", "hand")]).await.is(303);
        browser.get(ready.to()).await.is(200);
        browser.get(&plan).await.is(200).says("Ready, and has not left");
        browser.get(&format!("{plan}?on=2026-05-31")).await.is(200).says("None has been written");
    }
}

#[tokio::test]
async fn sheets_for_somebody_who_leaves_a_home_can_be_read_by_anybody_and_tell_nothing_by_their_title() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0);
    let browser = Browser::at(&world);
    let list = browser.get("/information/home").await.is(200).says("together with somebody");
    assert!(list.body.contains("<title>Information</title>"));
    let sheet = browser.get("/information/home/social-joint").await.is(200).says("can end it for both").says("Checked on");
    assert!(sheet.body.contains("<title>Information</title>") && sheet.headers.get("set-cookie").is_none());
    browser.get("/information/home/nothing").await.is(404);
}
