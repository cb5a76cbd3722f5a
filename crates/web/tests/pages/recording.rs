//! Record a disclosure, from the form to what happens next.

use testkit::World;

use crate::browser::Browser;

#[tokio::test]
async fn two_answers_are_enough_and_the_page_says_what_happens_next() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let browser = Browser::of(&world, "rita").await;
        let page = browser
            .fill(
                "/disclosures/new",
                "/disclosures",
                &[("name", "Asha"), ("words", "he will not let me leave"), ("shows", "unsafe-home")],
            )
            .await
            .is(303);
        let page = browser.get(page.to()).await.is(200);
        let page = page.says("What happens next").says("Who has been told").says_nothing_of("he will not let me leave");
        let file = page.link("/files/", "");
        browser.get(&file).await.is(200).says("What is owed");
    }
}

#[tokio::test]
async fn an_error_keeps_everything_that_was_typed() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let browser = Browser::of(&world, "rita").await;
        let typed = [
            ("name", ""),
            ("words", "\u{645}\u{64f}\u{62d}\u{64e}\u{645}\u{651}\u{64e}\u{62f} Z\u{0351}o <b>&amp;"),
            ("shows", "threats"),
            ("danger", "yes"),
            ("child-1-name", "Mina"),
            ("feared", "Karl"),
            ("number", "01632 960 001"),
        ];
        let page = browser.fill("/disclosures/new", "/disclosures", &typed).await.is(422);
        let page =
            page.says("There is a problem").says("Enter what she is called").says("Choose which way of reaching her this is");
        for kept in [
            "\u{645}\u{64f}\u{62d}\u{64e}\u{645}\u{651}\u{64e}\u{62f} Z\u{0351}o &#60;b&#62;&#38;amp;",
            "value=\"Mina\"",
            "value=\"Karl\"",
            "value=\"01632 960 001\"",
            "value=\"threats\" checked",
            "value=\"yes\" checked",
        ] {
            assert!(page.body.contains(kept), "{kept} is lost");
        }
    }
}

#[tokio::test]
async fn sending_twice_records_once() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let browser = Browser::of(&world, "rita").await;
        let form = browser.get("/disclosures/new").await.is(200);
        let answers = [("name", "Asha"), ("words", "he found me")];
        let first = browser.send_form(&form, "/disclosures", &answers).await.is(303);
        let second = browser.send_form(&form, "/disclosures", &answers).await.is(303);
        assert_eq!(first.to(), second.to());
    }
}

#[tokio::test]
async fn an_account_of_a_megabyte_is_refused_in_plain_words_and_stays_on_the_page() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let browser = Browser::of(&world, "rita").await;
        let long = "word ".repeat(210_000);
        let page = browser.fill("/disclosures/new", "/disclosures", &[("name", "Asha"), ("words", &long)]).await.is(422);
        let page = page.says("Shorten it to 100,000");
        assert!(page.body.len() > long.len());
    }
}

#[tokio::test]
async fn drafts_are_kept_while_typing_and_seen_by_nobody_else() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let rita = Browser::of(&world, "rita").await;
        let csrf = rita.get("/disclosures/new").await.hidden("csrf");
        let draft = r#"[["name","Asha"],["words","he found me"]]"#;
        rita.get("/drafts/disclosure/new").await.is(204);
        rita.post("/drafts", &[("csrf", &csrf), ("key", "disclosure/new"), ("body", draft)]).await.is(204);
        let kept = rita.get("/drafts/disclosure/new").await.is(200);
        assert!(kept.body.contains("Asha"), "{}", kept.body);
        Browser::of(&world, "amara").await.get("/drafts/disclosure/new").await.is(204);
        rita.fill("/disclosures/new", "/disclosures", &[("name", "Asha"), ("words", "he found me")]).await.is(303);
        rita.get("/drafts/disclosure/new").await.is(204);
        rita.post("/drafts", &[("csrf", &csrf), ("key", "../x y"), ("body", draft)]).await.is(400);
        rita.post("/drafts", &[("csrf", "wrong"), ("key", "x"), ("body", draft)]).await.is(403);
    }
}
