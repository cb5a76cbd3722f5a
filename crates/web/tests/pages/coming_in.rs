//! The door: signing in and out, sessions, forms from elsewhere, and what browsers are told.

use axum::body::Body;
use axum::http::{Request, header};
use testkit::{PASSWORD, World};

use crate::browser::Browser;

#[tokio::test]
async fn a_wrong_name_and_a_wrong_password_get_the_same_answer() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let browser = Browser::at(&world);
        let mut answers = Vec::new();
        for (name, password) in [("amara", "wrong password here"), ("nobody-at-all", PASSWORD)] {
            let page = browser.post("/sign-in", &[("name", name), ("password", password)]).await.is(200);
            let ticket = page.hidden("ticket");
            let page = browser.post("/sign-in/code", &[("ticket", &ticket), ("code", &world.code_of("amara"))]).await.is(422);
            answers.push(page.words());
        }
        assert_eq!(answers[0], answers[1]);
        browser
            .post("/sign-in", &[("name", "amara"), ("password", "")])
            .await
            .is(422)
            .says("Enter your sign-in name and your password");
    }
}

#[tokio::test]
async fn a_session_ends_when_nobody_uses_it_and_nothing_typed_is_lost() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let browser = Browser::of(&world, "amara").await;
        let form = browser.get("/disclosures/new").await.is(200);
        world.move_on(0, 16);
        let page = browser.get("/work").await.is(303);
        assert!(page.to().starts_with("/sign-in?then=/work"), "{}", page.to());
        let page = browser.send_form(&form, "/disclosures", &[("name", "Asha"), ("words", "he is outside")]).await.is(401);
        let page = page.says("Nothing is lost");
        assert_eq!((page.hidden("name"), page.hidden("words")), ("Asha".to_owned(), "he is outside".to_owned()));
        let again = Browser::of(&world, "amara").await;
        let page = again.send_form(&page, "/disclosures", &[]).await.is(403).says("Check, and send again");
        again.send_form(&page, "/disclosures", &[]).await.is(303);
    }
}

#[tokio::test]
async fn somebody_who_signs_out_is_out() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let browser = Browser::of(&world, "amara").await;
        let page = browser.get("/work").await.is(200);
        let out = browser.send_form(&page, "/sign-out", &[]).await.is(303);
        assert!(out.headers.get_all(header::SET_COOKIE).iter().any(|cookie| cookie.to_str().unwrap().contains("Max-Age=0")));
        browser.get("/work").await.is(303);
    }
}

#[tokio::test]
async fn the_session_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0).with_accounts().await;
    let browser = Browser::at(&world);
    let page = browser.post("/sign-in", &[("name", "amara"), ("password", PASSWORD)]).await;
    let page = browser
        .post(
            "/sign-in/code",
            &[("ticket", &page.hidden("ticket")), ("code", &world.code_of("amara")), ("then", "//evil.example")],
        )
        .await;
    assert_eq!(page.to(), "/");
    let cookie = page.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
    assert!(cookie.starts_with("__Host-holdfast="), "{cookie}");
    for flag in ["Path=/", "HttpOnly", "SameSite=Strict", "Secure"] {
        assert!(cookie.contains(flag), "{cookie}");
    }
}

#[tokio::test]
async fn a_form_from_another_site_records_nothing() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0).with_accounts().await;
    let browser = Browser::of(&world, "amara").await;
    let form = |site: &str| {
        Request::post("/disclosures")
            .header("sec-fetch-site", site.to_owned())
            .header(header::COOKIE, browser.cookie.clone().unwrap())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("name=Asha&words=x"))
            .unwrap()
    };
    browser.raw(form("cross-site")).await.is(403).says("did not come from Holdfast");
    browser.raw(form("same-site")).await.is(403);
    // From here, but without the proof of the session: handed back, not recorded.
    browser.raw(form("same-origin")).await.is(403).says("nothing has been recorded yet");
    browser.get("/work").await.is(200).says("You owe nothing yourself now");
}

#[tokio::test]
async fn every_answer_tells_browsers_to_be_careful() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0).with_accounts().await;
    let browser = Browser::of(&world, "amara").await;
    for path in [
        "/work",
        "/sign-in",
        "/nowhere",
        "/files/00000000-0000-4000-8000-000000000000",
        "/api/files/x/facts",
        "/health",
        assets::HOLDFAST_CSS,
    ] {
        let page = browser.get(path).await;
        let policy = page.headers.get(header::CONTENT_SECURITY_POLICY).unwrap().to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'")
                && policy.contains("frame-ancestors 'none'")
                && policy.contains("base-uri 'none'")
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        for (name, value) in [
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(page.headers.get(name).unwrap(), value, "{path}");
        }
        assert!(page.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
        assert!(page.headers.get("server").is_none());
        let kept = page.headers.get(header::CACHE_CONTROL).unwrap();
        assert_eq!(kept == "no-store", path != assets::HOLDFAST_CSS, "{path}: {kept:?}");
    }
}

#[tokio::test]
async fn nobody_comes_in_without_signing_in() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0).with_accounts().await;
    let browser = Browser::at(&world);
    for path in [
        "/work",
        "/disclosures/new",
        "/files",
        "/team",
        "/stories",
        "/rules",
        "/drafts/x",
        "/files/00000000-0000-4000-8000-000000000000/timeline",
    ] {
        assert!(browser.get(path).await.is(303).to().starts_with("/sign-in"), "{path}");
    }
    for path in ["/help", "/help/limits", "/help/accessibility", "/sign-in", "/signed-out"] {
        browser.get(path).await.is(200);
    }
    browser.post("/disclosures", &[("name", "x")]).await.is(401);
}

#[tokio::test]
async fn too_many_attempts_are_stopped_for_names_that_nobody_has_too() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0).with_accounts().await;
    let browser = Browser::at(&world);
    let mut statuses = Vec::new();
    for name in ["amara", "nobody-at-all"] {
        let mut last = 0;
        for _ in 0..12 {
            last = browser.post("/sign-in", &[("name", name), ("password", "not the right one")]).await.status.as_u16();
        }
        statuses.push(last);
    }
    assert_eq!(statuses, [429, 429]);
}

#[tokio::test]
async fn what_cannot_be_read_is_answered_in_plain_words() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0).with_accounts().await;
    let browser = Browser::of(&world, "amara").await;
    browser.get("/files/not-an-id").await.is(404).says("There is nothing here, or nothing that you may open");
    browser.get("/work?after=%00%ff").await.is(200);
    browser.get("/rules?on=2025-02-29").await.is(200).says("That is not a day");
    browser.get("/sign-out").await.is(405);
    browser.send(Request::post("/disclosures").header(header::CONTENT_TYPE, "text/plain"), "x").await.is(400);
    let large = format!("name=Asha&words={}", "x".repeat(5 << 20));
    browser
        .send(Request::post("/disclosures").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded"), large)
        .await
        .is(413)
        .says("That is too much at once");
}
