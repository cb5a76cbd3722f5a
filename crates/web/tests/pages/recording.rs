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

/// A page's words, without what is drawn at random: references and ids.
fn without_chance(page: &crate::browser::Page) -> String {
    let random =
        |word: &str| word.len() >= 9 && word.contains('-') && word.chars().all(|one| one.is_ascii_alphanumeric() || one == '-');
    page.words().split(' ').filter(|word| !random(word)).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn recording_somebody_with_a_hidden_file_is_answered_as_in_a_world_without_it() {
    let asked = [("name", "Asha Rahman"), ("words", "He will not let me leave."), ("shows", "violence"), ("child-rows", "2")];
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let rita = Browser::of(&world, "rita").await;
        let mut answers = Vec::new();
        for round in 0..2 {
            if round == 1 {
                // The second time there is a hidden file of hers.
                let file = world.a_file_by("amara").await;
                let hide =
                    casefile::commands::RestrictAccess { hidden: true, named: vec![testkit::officer("meera")], because: None };
                world.desk("amara").act(file, &hide, desk::Sent::default()).await.unwrap();
            } else {
                // The first, somebody else's.
                let disclosure =
                    desk::Disclosure { name: Some(casefile::private::Unprinted::new("Zelda Quill")), ..testkit::a_disclosure() };
                world.open_file("amara", &disclosure).await;
            }
            let name = if round == 0 { "Maya Okoro" } else { "Asha Rahman" };
            let mut asked = asked.to_vec();
            asked[0].1 = name;
            let came = rita.fill("/disclosures/new", "/disclosures", &asked).await.is(303);
            assert!(came.to().starts_with("/disclosures/recorded/"));
            let recorded = rita.get(came.to()).await.is(200);
            let work = rita.get("/work?whose=team").await.is(200);
            answers.push((came.headers.len(), without_chance(&recorded)));
            drop(work);
        }
        assert_eq!(answers[0], answers[1], "{}", world.database.name);
        // Whoever may open the file is offered it, and nothing is recorded before they have looked.
        let tom = Browser::of(&world, "tom").await;
        world
            .open_file(
                "amara",
                &desk::Disclosure { name: Some(casefile::private::Unprinted::new("Nadia Hussain")), ..testkit::a_disclosure() },
            )
            .await;
        let mut asked = asked.to_vec();
        asked[0].1 = "Hussein Nadia";
        let offered = tom.fill("/disclosures/new", "/disclosures", &asked).await.is(200).says("She may have a file already");
        let existing = offered.body.split("name=\"existing\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        asked.push(("existing", &existing));
        let added = tom.send_form(&offered, "/disclosures", &asked).await.is(303);
        assert_eq!(added.to(), format!("/disclosures/recorded/{existing}"));
        // The front desk hears one thing, match or not.
        for name in ["Asha Rahman", "Nobody Atall"] {
            let passed = rita.fill("/enquiry", "/enquiry", &[("name", name)]).await.is(303);
            assert_eq!(passed.to(), "/enquiry?said=enquiry-passed-on");
        }
        rita.get("/enquiries").await.is(403);
        let dan = Browser::of(&world, "dan").await;
        let list = dan.get("/enquiries").await.is(200);
        let first = dan.get(&list.link("/enquiries/", "-")).await.is(200).says("Asha Rahman").says("It may be");
        assert!(first.body.contains("/files/"));
    }
}
